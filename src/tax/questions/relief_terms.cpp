#include "tax/questions/relief_terms.hpp"

#include "law/statute.hpp"

namespace daicho::tax::questions {
namespace {

using rules::ReliefKind;
using rules::ReliefLaw;
using rules::ReliefTerms;

// From here on the tables mean: no upper limit (law/<year>/house.yaml).
const Area kNoLimit = Area::from_square_metres(1'000'000'000);

json::Object written(const ReliefTerms& terms) {
    json::Object out{{"from", format_iso(terms.from)},
                     {"to", format_iso(terms.to)},
                     {"fraction", format_ratio(terms.fraction)},
                     {"fraction_later", format_ratio(terms.fraction_later)},
                     {"years", terms.years},
                     {"years_mid_high", terms.years_mid_high},
                     {"cap_m2", format_area(terms.cap)},
                     {"min_m2", format_area(terms.min_area)},
                     {"min_let_m2", format_area(terms.min_area_let)},
                     {"max_m2", nullptr},
                     {"law", terms.citation->law},
                     {"status", law::name_of(terms.citation->status)}};
    if (terms.max_area < kNoLimit) out["max_m2"] = format_area(terms.max_area);
    return out;
}

template <class T>
json::Value if_there(const Cited<T>& condition) {
    return condition.citation == nullptr ? json::Value(nullptr) : json::Value(condition.value);
}

bool holds(const Cited<bool>& condition) { return condition.citation && condition.value; }

json::Object written(ReliefKind kind, const ReliefLaw& law) {
    json::Array windows, combines;
    for (std::size_t i = 0; i < law.window_count; ++i) windows.push_back(written(law.windows[i]));
    for (std::size_t i = 0; i < rules::kReliefKinds; ++i) {
        const auto other = static_cast<ReliefKind>(i);
        if (law.may_combine(other)) combines.emplace_back(rules::relief_key(other));
    }
    const bool old_only = law.built_by.citation != nullptr;
    return {{"kind", rules::relief_key(kind)},
            {"counts_from", rules::counts_from_built(kind) ? "built" : "completed"},
            {"windows", std::move(windows)},
            {"combines_with", std::move(combines)},
            {"min_dwellings", if_there(law.min_dwellings)},
            {"min_age_years", if_there(law.min_age_years)},
            {"built_by", old_only ? json::Value(format_iso(law.built_by.value)) : json::Value()},
            {"fireproof", holds(law.needs_fireproof)},
            {"not_let", holds(law.not_let)},
            {"city_planning", holds(law.city_planning)}};
}

}  // namespace

json::Object relief_terms(const statute::BoundYear& bound) {
    json::Array reliefs;
    for (std::size_t i = 0; i < rules::kReliefKinds; ++i) {
        const auto kind = static_cast<ReliefKind>(i);
        const ReliefLaw& law = bound.law.houses.of(kind);
        if (law.window_count > 0) reliefs.push_back(written(kind, law));
    }
    return {{"fiscal_year", bound.law.year.year()},
            {"provisional", bound.status != LawStatus::enacted},
            {"reliefs", std::move(reliefs)}};
}

}  // namespace daicho::tax::questions
