// A delivered list of accounts lands: read by the columns of its source, matched with personnel,
// compared with the list before. What is new or changed gets a version, what is missing is marked
// as gone, and decisions to remove are seen to be carried out or not. One transaction, one entry
// of the journal (account_list_received); a rehearsal says the same and keeps nothing.
// Threading: thread-safe.
#pragma once

#include "identity/principal.hpp"
#include "json/reader.hpp"
#include "server/reviews/review_data.hpp"

namespace daicho::server {

struct AccountListOrder {
    std::string source;  // number
    Date as_of;
    std::string name;  // of the file
    std::string bytes;
    std::string why_fewer;  // needed when half of the accounts are gone
    std::string origin = "operation";
    bool land = true;
};

// Errors: register.denied (journaled), account_review.no_source, account_review.source_ended,
// account_list.older, account_list.future, account_list.half_gone, those of read_account_list.
Result<json::Object> receive_account_list(registers::Kernel& kernel,
                                          const identity::Principal& principal,
                                          const govern::ReviewCatalog& catalog,
                                          const AccountListOrder& order);

// Matches all accounts anew after personnel changed. Errors: register.denied.
Result<json::Object> match_accounts(registers::Kernel& kernel, const identity::Principal& principal,
                                    const govern::ReviewCatalog& catalog);

}  // namespace daicho::server
