// What is wrong with an account: leaver, mover, shared, privileged, unused, nobody's, several
// people's, one of many. Each class has its reasons, by the catalog account-review.
//
// What a list does not tell proves nothing: an account without a last use is not called unused,
// one without a department not a mover's. Pure; any thread.
#pragma once

#include <span>

#include "govern/accounts/account_match.hpp"

namespace daicho::govern {

struct AccountClass {
    std::string id;    // leaver mover shared high unused unknown ambiguous many
    std::string cite;  // clause and finding
    BilingualText label;
    BilingualText asks;  // what the decision is about
};
struct ReviewCatalog {
    CatalogHead head;
    std::vector<AccountClass> classes;
    std::vector<std::string> shared_words;
    ReasonTexts reasons;
};
// Errors: yaml.invalid with every fault.
Result<ReviewCatalog> load_review_catalog(const std::string& path);
Result<ReviewCatalog> parse_review_catalog(std::string_view text, const std::string& name);

struct ReviewRules {
    Date as_of;                     // of the list
    std::int32_t unused_days = 0;   // from the last use on
    std::optional<Date> last_list;  // who moved since then is a mover without a department too
};

struct FoundClasses {
    bool leaver = false, mover = false, shared = false, high = false, unused = false;
    bool unknown = false, ambiguous = false, many = false;
    std::vector<std::string> reasons;  // codes; those of the match are not among them
    [[nodiscard]] bool any() const noexcept {
        return leaver || mover || shared || high || unused || unknown || ambiguous || many;
    }
};

// `matches`: of `accounts`, one each, by the same finder. All accounts are of one system.
std::vector<FoundClasses> classify(const PersonFinder& finder,
                                   std::span<const ForeignAccount> accounts,
                                   std::span<const AccountMatch> matches, const ReviewRules& rules);

}  // namespace daicho::govern
