#include "tax/statute/house_statute.hpp"

#include <string>

namespace daicho::tax::statute {
namespace {

using law::ValueType;
using rules::kReliefKinds;
using rules::ReliefKind;
using rules::ReliefLaw;
using rules::ReliefTerms;

// from, to, fraction, fraction_later, cap, min, min_let, max, years, years_mid_high
const std::vector<ValueType> kTermColumns{
    ValueType::date, ValueType::date, ValueType::ratio, ValueType::ratio,   ValueType::area,
    ValueType::area, ValueType::area, ValueType::area,  ValueType::integer, ValueType::integer};

std::string row_of(ReliefKind kind, std::string_view what) {
    std::string id = "house.relief.";
    return id.append(rules::relief_key(kind)).append(".").append(what);
}

bool is_fraction(Ratio ratio) {
    return ratio <= kOne && ratio.denominator() <= rules::kMaxFractionTerm;
}

ReliefTerms read_terms(law::Binder& bind, const std::string& id) {
    const Cited<const law::Table*> table = bind.table(id, kTermColumns);
    ReliefTerms terms;
    if (table.citation == nullptr || table.value->rows.size() != 1) {
        bind.fault(id, input_error("tax.house.law_one_line").with("row", id));
        return terms;
    }
    const std::vector<law::Cell>& cells = table.value->rows.front();
    terms.from = std::get<Date>(cells[0]);
    terms.to = std::get<Date>(cells[1]);
    terms.fraction = std::get<Ratio>(cells[2]);
    terms.fraction_later = std::get<Ratio>(cells[3]);
    terms.cap = std::get<Area>(cells[4]);
    terms.min_area = std::get<Area>(cells[5]);
    terms.min_area_let = std::get<Area>(cells[6]);
    terms.max_area = std::get<Area>(cells[7]);
    terms.years = std::get<std::int64_t>(cells[8]);
    terms.years_mid_high = std::get<std::int64_t>(cells[9]);
    terms.citation = table.citation;
    const bool sound = terms.from <= terms.to && is_fraction(terms.fraction) &&
                       is_fraction(terms.fraction_later) && terms.min_area <= terms.max_area &&
                       terms.years >= 1 && terms.years_mid_high >= terms.years;
    if (!sound) bind.fault(id, input_error("tax.house.law_terms_unsound").with("row", id));
    return terms;
}

// Windows are rows terms_1, terms_2 …, each with its own citation and status, in order of time.
void read_windows(law::Binder& bind, ReliefKind kind, ReliefLaw& law) {
    for (std::size_t i = 0; i < ReliefLaw::kMaxWindows; ++i) {
        const std::string id = row_of(kind, "terms_" + std::to_string(i + 1));
        if (bind.year().find(id) == nullptr) break;
        law.windows[i] = read_terms(bind, id);
        if (i > 0 && law.windows[i].from <= law.windows[i - 1].to) {
            bind.fault(id, conflict_error("tax.house.law_windows_overlap").with("row", id));
        }
        law.window_count = static_cast<std::uint32_t>(i + 1);
    }
}

Cited<std::int64_t> optional_integer(law::Binder& bind, const std::string& id) {
    return bind.year().find(id) == nullptr ? Cited<std::int64_t>{} : bind.integer(id);
}

Cited<bool> optional_flag(law::Binder& bind, const std::string& id) {
    const Cited<std::int64_t> flag = optional_integer(bind, id);
    return {flag.value != 0, flag.citation};
}

void read_conditions(law::Binder& bind, ReliefKind kind, ReliefLaw& law) {
    law.min_dwellings = optional_integer(bind, row_of(kind, "min_dwellings"));
    law.min_age_years = optional_integer(bind, row_of(kind, "min_age_years"));
    law.needs_fireproof = optional_flag(bind, row_of(kind, "needs_fireproof"));
    law.not_let = optional_flag(bind, row_of(kind, "not_let"));
    const std::string built_by = row_of(kind, "built_by");
    if (bind.year().find(built_by) != nullptr) law.built_by = bind.date(built_by);
}

// A pair is stated once and holds both ways.
void read_combinations(law::Binder& bind, ReliefKind kind, rules::HouseLaw& law) {
    const std::string id = row_of(kind, "combines_with");
    if (bind.year().find(id) == nullptr) return;
    const auto other = rules::parse_relief_kind(bind.code(id).value);
    if (!other) {
        bind.fault(id, input_error("tax.house.law_unknown_kind").with("row", id));
        return;
    }
    law.reliefs[static_cast<std::size_t>(kind)].combines_with |=
        1U << static_cast<unsigned>(*other);
    law.reliefs[static_cast<std::size_t>(*other)].combines_with |=
        1U << static_cast<unsigned>(kind);
}

Status set_fraction(const law::Year& year, ReliefKind kind, Ratio fraction,
                    rules::HouseLaw& law) {
    law::Binder bind(year);
    const Ratio lowest = bind.ratio(row_of(kind, "ordinance_lowest")).value;
    const Ratio highest = bind.ratio(row_of(kind, "ordinance_highest")).value;
    DAICHO_CHECK(bind.finish());
    if (fraction < lowest || fraction > highest || !is_fraction(fraction)) {
        return input_error("tax.house.fraction_out_of_range")
            .with("value", format_ratio(fraction))
            .with("kind", std::string(rules::relief_key(kind)))
            .with("lowest", format_ratio(lowest))
            .with("highest", format_ratio(highest));
    }
    ReliefLaw& relief = law.reliefs[static_cast<std::size_t>(kind)];
    for (std::size_t i = 0; i < relief.window_count; ++i) {
        relief.windows[i].fraction = fraction;
        relief.windows[i].fraction_later = fraction;
    }
    return {};
}

}  // namespace

rules::HouseLaw bind_house(law::Binder& bind) {
    rules::HouseLaw law;
    law.min_residential_share = bind.ratio("house.relief.min_residential_share");
    law.mid_high_storeys = bind.integer("house.relief.mid_high_storeys");
    for (std::size_t i = 0; i < kReliefKinds; ++i) {
        const auto kind = static_cast<ReliefKind>(i);
        read_windows(bind, kind, law.reliefs[i]);
        read_conditions(bind, kind, law.reliefs[i]);
        read_combinations(bind, kind, law);
    }
    return law;
}

rules::TowerLaw bind_tower(law::Binder& bind) {
    return {bind.ratio("house.tower.base"), bind.ratio("house.tower.per_storey")};
}

Status apply_ordinance(const law::Year& year, const HouseOrdinance& ordinance,
                       rules::HouseLaw& law) {
    if (ordinance.service_housing_fraction) {
        DAICHO_CHECK(set_fraction(year, ReliefKind::service_housing_for_elderly,
                                  *ordinance.service_housing_fraction, law));
    }
    if (ordinance.condominium_fraction) {
        DAICHO_CHECK(set_fraction(year, ReliefKind::condominium_longevity,
                                  *ordinance.condominium_fraction, law));
    }
    for (std::size_t i = 0; i < kReliefKinds; ++i) {
        if ((ordinance.city_planning_reliefs >> i & 1U) != 0) {
            law.reliefs[i].city_planning.value = true;
        }
    }
    return {};
}

}  // namespace daicho::tax::statute
