#include "govern/accounts/account_classes.hpp"

#include <algorithm>

#include "base/assert.hpp"
#include "govern/detail/catalog_file.hpp"

namespace daicho::govern {
namespace {

constexpr const char* kClasses[] = {"leaver", "mover",   "shared",    "high",
                                    "unused", "unknown", "ambiguous", "many"};

class Loader {
public:
    explicit Loader(yaml::Node root) : root_(root) {}

    ReviewCatalog load() {
        ReviewCatalog out;
        out.head = read_head(root_, "account_review");
        for (const yaml::Node& node : root_.at("classes").elements()) {
            AccountClass one;
            one.id = node.at("id").text();
            one.cite = node.at("cite").text();
            one.label = {node.at("ja").text(), node.at("en").text()};
            one.asks = {node.at("asks_ja").text(), node.at("asks_en").text()};
            if (std::ranges::find(kClasses, one.id) == std::end(kClasses)) {
                fault_unknown_name(node, one.id);
            }
            if (place_of(out.classes, &AccountClass::id, one.id) != kNowhere) {
                fault_given_twice(node, one.id);
            }
            out.classes.push_back(std::move(one));
        }
        out.shared_words = root_.at("shared_words").texts();
        out.reasons.texts = read_text_table(root_.at("reasons"));
        return out;
    }

private:
    yaml::Node root_;
};

void look_at_department(const PersonFinder& finder, const ForeignAccount& account,
                        const StaffMember& person, const ReviewRules& rules, FoundClasses& out) {
    const auto meant = finder.departments_named(account.department);
    const bool here = std::ranges::any_of(meant, [&](std::size_t department) {
        return finder.belong_together(person.department, department);
    });
    if (!meant.empty() && !here) {
        out.mover = true;
        const bool known = person.department < finder.departments().size();
        add_reason(out.reasons, "MOVED_TO:" + (known ? finder.departments()[person.department].name
                                                     : std::string("?")));
    }
    if (!account.department.empty()) return;
    if (rules.last_list && person.moved_on && *person.moved_on > *rules.last_list &&
        *person.moved_on <= rules.as_of) {
        out.mover = true;
        add_reason(out.reasons, "MOVED_ON:" + format_iso(*person.moved_on));
    }
}

void look_at_person(const PersonFinder& finder, const ForeignAccount& account,
                    const StaffMember& person, const ReviewRules& rules, FoundClasses& out) {
    if (person.left_on && *person.left_on <= rules.as_of) {
        out.leaver = account.usable;
        add_reason(out.reasons,
                   (account.usable ? "LEFT:" : "LEFT_LOCKED:") + format_iso(*person.left_on));
        return;
    }
    if (!account.usable) return;
    if (person.seconded) {
        out.mover = true;
        add_reason(out.reasons, "SECONDED");
    }
    if (person.on_leave) add_reason(out.reasons, "ON_LEAVE");
    look_at_department(finder, account, person, rules, out);
}

void look_at_use(const ForeignAccount& account, const ReviewRules& rules, FoundClasses& out) {
    if (!account.usable) {
        add_reason(out.reasons, "LOCKED");
        return;
    }
    if (!account.last_used) {
        add_reason(out.reasons, "LAST_USE_NOT_KNOWN");
        return;
    }
    const std::int32_t days = rules.as_of.days() - account.last_used->days();
    if (days < rules.unused_days) return;
    out.unused = true;
    add_reason(out.reasons, "UNUSED:" + std::to_string(days));
}

// Several accounts of one person that are hers alone and have no privileges.
void look_for_many(std::span<const ForeignAccount> accounts, std::span<const AccountMatch> matches,
                   std::vector<FoundClasses>& out) {
    std::map<std::size_t, std::vector<std::size_t>> of_person;
    for (std::size_t i = 0; i < accounts.size(); ++i) {
        const bool own = matches[i].person != kNowhere && accounts[i].usable;
        if (own && !accounts[i].privileged) of_person[matches[i].person].push_back(i);
    }
    for (const auto& [person, places] : of_person) {
        if (places.size() < 2) continue;
        for (const std::size_t place : places) {
            out[place].many = true;
            add_reason(out[place].reasons, "MANY:" + std::to_string(places.size()));
        }
    }
}

}  // namespace

Result<ReviewCatalog> parse_review_catalog(std::string_view text, const std::string& name) {
    return detail::read_catalog<Loader>(yaml::Document::parse(text, name));
}

Result<ReviewCatalog> load_review_catalog(const std::string& path) {
    return detail::read_catalog<Loader>(yaml::Document::load(path));
}

std::vector<FoundClasses> classify(const PersonFinder& finder,
                                   std::span<const ForeignAccount> accounts,
                                   std::span<const AccountMatch> matches,
                                   const ReviewRules& rules) {
    DAICHO_ASSERT(accounts.size() == matches.size());
    std::vector<FoundClasses> out(accounts.size());
    for (std::size_t i = 0; i < accounts.size(); ++i) {
        const ForeignAccount& account = accounts[i];
        const AccountMatch& match = matches[i];
        FoundClasses& found = out[i];
        found.shared = match.outcome == MatchOutcome::shared;
        found.high = account.privileged;
        found.unknown = match.outcome == MatchOutcome::unknown;
        found.ambiguous = match.outcome == MatchOutcome::ambiguous;
        if (account.privileged) add_reason(found.reasons, "PRIVILEGED");
        if (match.person != kNowhere) {
            look_at_person(finder, account, finder.staff()[match.person], rules, found);
        }
        look_at_use(account, rules, found);
    }
    look_for_many(accounts, matches, out);
    return out;
}

}  // namespace daicho::govern
