// Policy state: what the registers say of a policy beyond its own row – why it is stale, who was
// given it – and what waits for the committee.
#pragma once

#include "audit/rows.hpp"
#include "server/app.hpp"

namespace daicho::server {

struct Stale {
    std::string because;  // noted, department_gone, department_changed, parent, edition
    std::vector<std::pair<std::string, std::string>> arguments;  // of the message
};
// By record of policy_document; only documents in force. A document is as old as its last revision
// (its adoption, where there was none).
using StaleDocuments = std::map<std::uint64_t, std::vector<Stale>>;
Result<StaleDocuments> stale_documents(const Call& call, store::Connection& connection,
                                       const audit::Rows& documents, Date day);

struct AgendaItem {
    std::string id;  // message policy.agenda.ID
    std::uint64_t count = 0;
    std::string route;
    std::vector<std::string> titles;  // of the first ones
};
// What is open and belongs before the committee; items of registers that are not this person's are
// left out, items with nothing in them as well.
Result<std::vector<AgendaItem>> agenda_items(const Call& call, store::Connection& connection,
                                             Date day);

}  // namespace daicho::server
