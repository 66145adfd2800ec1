// Review data: the registers of account reviews as the engine of `govern` wants them – staff and
// departments, sources with their columns, listed accounts with their present text forms.
// Plain values, read at a moment; thread-safe as the kernel's readers are.
#pragma once

#include <map>
#include <memory>

#include "govern/accounts/account_classes.hpp"
#include "govern/accounts/account_list.hpp"
#include "register/fields.hpp"
#include "register/kernel.hpp"
#include "register/query.hpp"

namespace daicho::server {

struct ReviewStaff {
    std::unique_ptr<govern::PersonFinder> finder;
    std::map<std::string, std::uint64_t> departments;       // by number
    std::map<std::uint64_t, std::string> department_names;  // by record
};
struct AccountSource {
    std::uint64_t record = 0;
    std::string no, name, owner_no;
    std::uint64_t owner = 0;  // department
    bool in_use = false;
    std::int32_t period_days = 0, unused_days = 0;
    std::optional<Date> last_list, next_list;
    govern::AccountColumns columns;
};
// A listed account with what its register says of it, by field, as a change writes it.
struct KnownAccount {
    std::uint64_t record = 0;
    std::map<std::string, std::string> values;
    [[nodiscard]] const std::string& text(const std::string& field) const;
    [[nodiscard]] bool gone() const { return text("state") == "gone"; }
    [[nodiscard]] govern::ForeignAccount account() const;
};
using KnownAccounts = std::map<std::string, KnownAccount>;  // by account id

struct ReviewReads {
    registers::Kernel& kernel;
    store::Connection& connection;
    registers::Moment moment;
};

Result<ReviewStaff> review_staff(const ReviewReads& in, const govern::ReviewCatalog& catalog);
Result<std::vector<AccountSource>> account_sources(const ReviewReads& in);
// Error: account_review.no_source.
Result<AccountSource> account_source(const ReviewReads& in, const std::string& number);
// Accounts of one source, those that are gone among them.
Result<KnownAccounts> known_accounts(const ReviewReads& in, const AccountSource& source);

// Codes as a field of a register holds them, and back.
std::string joined_codes(const std::vector<std::string>& codes);
std::vector<std::string> split_codes(std::string_view text);
// "a b c" at its blanks.
std::vector<std::string> split_words(std::string_view text);

}  // namespace daicho::server
