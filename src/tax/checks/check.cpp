#include "tax/checks/check.hpp"

namespace daicho::tax::checks {
namespace {

BilingualText text(std::string_view id, std::string_view ending,
                   const std::vector<std::pair<std::string, std::string>>& arguments = {}) {
    const std::string name = "check." + std::string(id) + std::string(ending);
    return {message(name, Language::japanese, arguments),
            message(name, Language::english, arguments)};
}

std::vector<Check> gather() {
    std::vector<Check> all;
    for (auto group : {land_checks, house_checks, owner_checks, depreciable_checks}) {
        for (Check& check : group()) all.push_back(std::move(check));
    }
    return all;
}

}  // namespace

BilingualText Check::name() const { return text(id, ""); }
BilingualText Check::compares() const { return text(id, "_compares"); }
BilingualText Check::said_of(const Found& found) const {
    return text(id, "_found", found.figures);
}

const std::vector<Check>& all_checks() {
    static const std::vector<Check> all = gather();
    return all;
}

const Check* find_check(std::string_view id) {
    for (const Check& check : all_checks()) {
        if (check.id == id) return &check;
    }
    return nullptr;
}

std::string_view to_string(Severity severity) noexcept {
    return severity == Severity::bad ? "bad" : "caution";
}

}  // namespace daicho::tax::checks
