// Checks of owners: shares that make one, taxpayers that live and are there.
#include <map>
#include <numeric>

#include "tax/checks/detail/reading.hpp"

namespace daicho::tax::checks {
namespace {

using detail::each;
using detail::Values;

// A sum of shares as a fraction in lowest terms; `exact` is lost where 64 bits do not hold it.
struct Sum {
    std::int64_t numerator = 0;
    std::int64_t denominator = 1;
    bool exact = true;

    void add(std::int64_t over, std::int64_t under) {
        if (!exact || under <= 0 || over < 0) {
            exact = false;
            return;
        }
        const auto wide = static_cast<__int128>(denominator) / std::gcd(denominator, under) * under;
        if (wide > INT64_MAX) {
            exact = false;
            return;
        }
        const auto common = static_cast<std::int64_t>(wide);
        const auto top = static_cast<__int128>(numerator) * (common / denominator) +
                         static_cast<__int128>(over) * (common / under);
        exact = top <= INT64_MAX;
        numerator = static_cast<std::int64_t>(top);
        denominator = common;
    }
    [[nodiscard]] bool is_one() const noexcept { return exact && numerator == denominator; }
    [[nodiscard]] std::string text() const {
        return exact ? std::to_string(numerator) + "/" + std::to_string(denominator) : "?";
    }
};

// 湯沢市: the shares of a group of co-owners.
Result<Findings> share_sum(const Question& question) {
    std::map<std::uint64_t, Sum> groups;
    DAICHO_CHECK(each(question, "co_owner", {"group", "share_numerator", "share_denominator"},
                      [&](const Values& row) {
                          groups[row.ref(0)].add(row.number(1), row.number(2));
                      }));
    Findings found;
    for (const auto& [group, sum] : groups) {
        if (!sum.is_one()) found.push_back({group, {{"sum", sum.text()}}});
    }
    return found;
}

Result<Findings> one_representative(const Question& question) {
    std::map<std::uint64_t, int> groups;
    DAICHO_CHECK(each(question, "co_owner", {"group", "representative"}, [&](const Values& row) {
        groups[row.ref(0)] += row.number(1) != 0 ? 1 : 0;
    }));
    Findings found;
    for (const auto& [group, count] : groups) {
        if (count != 1) found.push_back({group, {{"count", std::to_string(count)}}});
    }
    return found;
}

// When an addressee died; kForever for those who live, and for groups and corporations.
Result<std::map<std::uint64_t, Date>> deaths(const Question& question) {
    std::map<std::uint64_t, Date> died;
    DAICHO_CHECK(each(question, "addressee", {"died_on"}, [&](const Values& row) {
        died.emplace(row.record, row.has(0) ? row.date(0) : kForever);
    }));
    return died;
}

// On 1 January the owner was dead: those who own it now are to be found (現所有者).
Result<Findings> taxpayer_died(const Question& question, std::string_view register_name) {
    DAICHO_TRY(died, deaths(question));
    const Date assessed = question.law.law.year.assessment_date();
    Findings found;
    DAICHO_CHECK(each(question, register_name, {"taxpayer"}, [&](const Values& row) {
        const auto person = died.find(row.ref(0));
        if (person != died.end() && person->second < assessed) found.push_back({row.record, {}});
    }));
    return found;
}

Result<Findings> taxpayer_absent(const Question& question, std::string_view register_name) {
    DAICHO_TRY(people, deaths(question));
    Findings found;
    DAICHO_CHECK(each(question, register_name, {"taxpayer"}, [&](const Values& row) {
        if (!row.has(0) || !people.contains(row.ref(0))) found.push_back({row.record, {}});
    }));
    return found;
}

Result<Findings> parcel_died(const Question& question) { return taxpayer_died(question, "parcel"); }
Result<Findings> house_died(const Question& question) { return taxpayer_died(question, "house"); }
Result<Findings> parcel_absent(const Question& question) {
    return taxpayer_absent(question, "parcel");
}
Result<Findings> house_absent(const Question& question) {
    return taxpayer_absent(question, "house");
}

}  // namespace

std::vector<Check> owner_checks() {
    return {
        {"co_owner.share_sum", "addressee", Severity::bad, "民法 第250条（湯沢市 令和6年）",
         {"co_owner", "addressee"}, share_sum},
        {"co_owner.one_representative", "addressee", Severity::caution, "地方税法 第10条の2",
         {"co_owner", "addressee"}, one_representative},
        {"parcel.taxpayer_died", "parcel", Severity::caution, "地方税法 第343条第2項・第384条の3",
         {"parcel", "addressee"}, parcel_died},
        {"house.taxpayer_died", "house", Severity::caution, "地方税法 第343条第2項・第384条の3",
         {"house", "addressee"}, house_died},
        {"parcel.taxpayer_absent", "parcel", Severity::bad, "地方税法 第343条",
         {"parcel", "addressee"}, parcel_absent},
        {"house.taxpayer_absent", "house", Severity::bad, "地方税法 第343条",
         {"house", "addressee"}, house_absent},
    };
}

}  // namespace daicho::tax::checks
