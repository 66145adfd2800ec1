// Checks of houses: structure, reliefs, valuation and units of condominiums.
#include <algorithm>
#include <map>

#include "tax/checks/detail/reading.hpp"

namespace daicho::tax::checks {
namespace {

using detail::each;
using detail::Values;

// 都城市: a wooden house of the old kind has three storeys at most.
constexpr std::int64_t kWoodStoreys = 3;

Result<Findings> structure_storeys(const Question& question) {
    Findings found;
    DAICHO_CHECK(each(question, "house", {"structure", "storeys"}, [&](const Values& row) {
        if (row.text(0) != "wood" || row.number(1) <= kWoodStoreys) return;
        found.push_back({row.record, {{"storeys", std::to_string(row.number(1))}}});
    }));
    return found;
}

// The most fiscal years for which the law of the year gives a relief counted from the building.
std::int64_t longest_relief(const rules::HouseLaw& law) {
    std::int64_t years = 0;
    for (const auto kind : {rules::ReliefKind::new_house, rules::ReliefKind::long_life}) {
        const rules::ReliefLaw& relief = law.of(kind);
        for (std::uint32_t i = 0; i < relief.window_count; ++i) {
            years = std::max<std::int64_t>(
                {years, relief.windows[i].years, relief.windows[i].years_mid_high});
        }
    }
    return years;
}

// A relief of a new house stands although no such relief could last so long.
Result<Findings> relief_past_period(const Question& question) {
    const std::int64_t years = longest_relief(question.law.law.houses);
    const std::int32_t year = question.law.law.year.year();
    Findings found;
    DAICHO_CHECK(each(
        question, "house", {"built", "relief_1_kind", "relief_2_kind", "relief_3_kind"},
        [&](const Values& row) {
            bool relieved = false;
            for (const std::size_t field : {1U, 2U, 3U}) {
                relieved = relieved || row.text(field) == "new_house";
            }
            if (!relieved || !row.has(0)) return;
            const FiscalYear first = rules::house::first_year_after(row.date(0));
            if (year - first.year() <= years) return;
            found.push_back({row.record,
                             {{"built", format_iso(row.date(0))},
                              {"years", std::to_string(years)}}});
        }));
    return found;
}

// 毛呂山町: without the correction for age the house is valued as if new.
Result<Findings> age_ratio_missing(const Question& question) {
    Findings found;
    DAICHO_CHECK(each(question, "house_valuation", {"age_ratio"}, [&](const Values& row) {
        if (!row.has(0)) found.push_back({row.record, {}});
    }));
    return found;
}

Result<Findings> without_valuation(const Question& question) {
    std::map<std::uint64_t, bool> valued;
    DAICHO_CHECK(each(question, "house_valuation", {"house"},
                      [&](const Values& row) { valued[row.ref(0)] = true; }));
    Findings found;
    DAICHO_CHECK(each(question, "house", {"exempt_reason"}, [&](const Values& row) {
        if (row.text(0) != "none" || valued.contains(row.record)) return;
        found.push_back({row.record, {}});
    }));
    return found;
}

// 湯沢市: the exclusive areas of the units against the building's. The first unit stands for it.
Result<Findings> units_sum(const Question& question) {
    struct Building {
        std::uint64_t first = 0;
        Area sum, whole;
        bool known = false;
    };
    std::map<std::string, Building, std::less<>> buildings;
    DAICHO_CHECK(each(question, "house_share",
                      {"building_no", "exclusive_area", "building_exclusive_area"},
                      [&](const Values& row) {
                          Building& building = buildings[std::string(row.text(0))];
                          if (building.first == 0 || row.record < building.first) {
                              building.first = row.record;
                          }
                          building.sum = building.sum + row.area(1);
                          building.whole = row.area(2);
                          building.known = row.has(2);
                      }));
    Findings found;
    for (const auto& [number, building] : buildings) {
        if (!building.known || building.sum == building.whole) continue;
        found.push_back({building.first,
                         {{"building", number},
                          {"sum", format_area(building.sum)},
                          {"whole", format_area(building.whole)}}});
    }
    return found;
}

Result<Findings> ratio_range(const Question& question) {
    Findings found;
    DAICHO_CHECK(each(question, "house", {"waiver_ratio"}, [&](const Values& row) {
        if (!row.has(0)) return;
        const auto ratio = parse_ratio(row.text(0));
        if (ratio && *ratio <= kOne) return;
        found.push_back({row.record, {{"ratio", std::string(row.text(0))}}});
    }));
    return found;
}

Result<Findings> exempt_with_relief(const Question& question) {
    Findings found;
    DAICHO_CHECK(each(question, "house", {"exempt_reason", "relief_1_kind"},
                      [&](const Values& row) {
                          const bool relieved = row.has(1) && row.text(1) != "none";
                          if (row.text(0) == "none" || !relieved) return;
                          found.push_back({row.record, {}});
                      }));
    return found;
}

// The area that is taxed against the area that is registered, of houses that have both.
Result<Findings> area_differs(const Question& question) {
    std::map<std::uint64_t, Area> registered;
    DAICHO_CHECK(each(question, "house_registration", {"house", "floor_area"},
                      [&](const Values& row) {
                          if (row.has(1)) registered[row.ref(0)] = row.area(1);
                      }));
    Findings found;
    DAICHO_CHECK(each(question, "house", {"floor_area"}, [&](const Values& row) {
        const auto area = registered.find(row.record);
        if (area == registered.end() || area->second == row.area(0)) return;
        found.push_back({row.record,
                         {{"taxed", format_area(row.area(0))},
                          {"registered", format_area(area->second)}}});
    }));
    return found;
}

}  // namespace

std::vector<Check> house_checks() {
    return {
        {"house.structure_storeys", "house", Severity::bad,
         "固定資産評価基準 第2章（都城市 令和5年）", {"house"}, structure_storeys},
        {"house.relief_past_period", "house", Severity::bad, "地方税法 附則第15条の6", {"house"},
         relief_past_period},
        {"house_valuation.age_ratio_missing", "house_valuation", Severity::bad,
         "固定資産評価基準 第2章（毛呂山町 令和6年）", {"house_valuation"}, age_ratio_missing},
        {"house.without_valuation", "house", Severity::caution, "地方税法 第403条",
         {"house", "house_valuation"}, without_valuation},
        {"house_share.units_sum", "house_share", Severity::bad,
         "地方税法 第352条（湯沢市 令和6年）", {"house_share"}, units_sum},
        {"house.area_differs", "house", Severity::caution, "地方税法 第381条第3項",
         {"house", "house_registration"}, area_differs},
        {"house.ratio_range", "house", Severity::bad, "地方税法 第367条", {"house"}, ratio_range},
        {"house.exempt_with_relief", "house", Severity::caution, "地方税法 第348条", {"house"},
         exempt_with_relief},
    };
}

}  // namespace daicho::tax::checks
