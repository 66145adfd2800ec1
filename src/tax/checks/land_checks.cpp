// Checks of land: what the assessment rests on against registration, valuation and houses.
#include <map>
#include <set>

#include "tax/checks/detail/reading.hpp"

namespace daicho::tax::checks {
namespace {

using detail::each;
using detail::Values;

// A taxed area so many halves of the registered one is a slip, not a survey.
constexpr std::int64_t kRegisteredTimes = 3;
constexpr std::int64_t kTaxedTimes = 2;

// つくばみらい市: a dwelling stands on the parcel, yet no dwelling is counted.
Result<Findings> house_without_dwelling(const Question& question) {
    Findings found;
    DAICHO_CHECK(each(question, "parcel", {"residential_floor_area", "dwellings"},
                      [&](const Values& row) {
                          if (row.number(0) <= 0 || row.number(1) != 0) return;
                          found.push_back({row.record, {{"area", format_area(row.area(0))}}});
                      }));
    return found;
}

Result<std::map<std::uint64_t, Area>> registered_areas(const Question& question) {
    std::map<std::uint64_t, Area> areas;
    DAICHO_CHECK(each(question, "parcel_registration", {"parcel", "area"},
                      [&](const Values& row) { areas[row.ref(0)] = row.area(1); }));
    return areas;
}

Result<Findings> taxed_over_registered(const Question& question) {
    DAICHO_TRY(registered, registered_areas(question));
    Findings found;
    DAICHO_CHECK(each(question, "parcel", {"taxed_area"}, [&](const Values& row) {
        const auto area = registered.find(row.record);
        if (area == registered.end()) return;
        const Area taxed = row.area(0);
        if (taxed.hundredths() * kTaxedTimes <= area->second.hundredths() * kRegisteredTimes) {
            return;
        }
        found.push_back({row.record,
                         {{"taxed", format_area(taxed)},
                          {"registered", format_area(area->second)}}});
    }));
    return found;
}

Result<Findings> without_registration(const Question& question) {
    DAICHO_TRY(registered, registered_areas(question));
    Findings found;
    DAICHO_CHECK(each(question, "parcel", {"taxed_area"}, [&](const Values& row) {
        if (!registered.contains(row.record)) found.push_back({row.record, {}});
    }));
    return found;
}

// 加古川市: the street price was not carried forward to the revaluation.
Result<Findings> unit_price_year(const Question& question) {
    Findings found;
    DAICHO_CHECK(each(question, "parcel_valuation", {"street_price_year", "base_year"},
                      [&](const Values& row) {
                          if (!row.has(0) || !row.has(1) || row.number(0) >= row.number(1)) return;
                          found.push_back({row.record,
                                           {{"year", std::to_string(row.number(0))},
                                            {"base_year", std::to_string(row.number(1))}}});
                      }));
    return found;
}

Result<Findings> exempt_with_value(const Question& question) {
    Findings found;
    DAICHO_CHECK(each(question, "parcel", {"exempt_reason", "value_yen"}, [&](const Values& row) {
        if (row.text(0) == "none" || row.number(1) <= 0) return;
        found.push_back({row.record, {{"value", std::to_string(row.number(1))}}});
    }));
    return found;
}

bool above_one(const Values& row, std::size_t field) {
    if (!row.has(field)) return false;
    const auto ratio = parse_ratio(row.text(field));
    return ratio && *ratio > kOne;
}

Result<Findings> ratio_range(const Question& question) {
    Findings found;
    DAICHO_CHECK(each(question, "parcel", {"special_base_ratio", "waiver_ratio"},
                      [&](const Values& row) {
                          for (const std::size_t field : {0U, 1U}) {
                              if (!above_one(row, field)) continue;
                              found.push_back(
                                  {row.record, {{"ratio", std::string(row.text(field))}}});
                              return;
                          }
                      }));
    return found;
}

// 214番地3 of a house is the lot 214番3 of its land.
std::string lot_of(std::string_view location) {
    constexpr std::string_view kHouseNumber = "番地";
    constexpr std::string_view kLotNumber = "番";
    std::string lot(location);
    const std::size_t at = lot.rfind(kHouseNumber);
    if (at != std::string::npos) lot.replace(at, kHouseNumber.size(), kLotNumber);
    return lot;
}

// Several parcels may be one site with one house: then the site stands for all of them.
Result<Findings> site_without_house(const Question& question) {
    std::set<std::string, std::less<>> built_on;
    DAICHO_CHECK(each(question, "house", {"location", "residential_floor_area"},
                      [&](const Values& row) {
                          if (row.number(1) > 0) built_on.insert(lot_of(row.text(0)));
                      }));
    std::set<std::string, std::less<>> sites;
    DAICHO_CHECK(each(question, "parcel", {"location", "site_no"}, [&](const Values& row) {
        if (row.has(1) && built_on.contains(row.text(0))) sites.emplace(row.text(1));
    }));
    Findings found;
    DAICHO_CHECK(each(question, "parcel", {"location", "site_no", "dwellings", "exempt_reason"},
                      [&](const Values& row) {
                          const bool site = row.number(2) > 0 && row.text(3) == "none";
                          if (!site || built_on.contains(row.text(0))) return;
                          if (row.has(1) && sites.contains(row.text(1))) return;
                          found.push_back(
                              {row.record, {{"dwellings", std::to_string(row.number(2))}}});
                      }));
    return found;
}

Result<Findings> house_without_parcel(const Question& question) {
    std::set<std::string, std::less<>> lots;
    DAICHO_CHECK(each(question, "parcel", {"location"},
                      [&](const Values& row) { lots.emplace(row.text(0)); }));
    Findings found;
    DAICHO_CHECK(each(question, "house", {"location"}, [&](const Values& row) {
        if (!lots.contains(lot_of(row.text(0)))) found.push_back({row.record, {}});
    }));
    return found;
}

}  // namespace

std::vector<Check> land_checks() {
    return {
        {"parcel.house_without_dwelling", "parcel", Severity::bad,
         "地方税法 第349条の3の2（つくばみらい市）", {"parcel"}, house_without_dwelling},
        {"parcel.site_without_house", "parcel", Severity::caution, "地方税法 第349条の3の2",
         {"parcel", "house"}, site_without_house},
        {"parcel.taxed_over_registered", "parcel", Severity::bad, "固定資産評価基準 第1章 第1節",
         {"parcel", "parcel_registration"}, taxed_over_registered},
        {"parcel.without_registration", "parcel", Severity::caution, "地方税法 第381条",
         {"parcel", "parcel_registration"}, without_registration},
        {"parcel_valuation.unit_price_year", "parcel_valuation", Severity::caution,
         "地方税法 第349条（加古川市 令和7年）", {"parcel_valuation"}, unit_price_year},
        {"parcel.exempt_with_value", "parcel", Severity::caution, "地方税法 第348条", {"parcel"},
         exempt_with_value},
        {"parcel.ratio_range", "parcel", Severity::bad, "地方税法 第349条の3・第367条",
         {"parcel"}, ratio_range},
        {"house.without_parcel", "house", Severity::caution, "不動産登記法 第44条",
         {"house", "parcel"}, house_without_parcel},
    };
}

}  // namespace daicho::tax::checks
