#include "tax/statute/land_statute.hpp"

#include <string>

namespace daicho::tax::statute {
namespace {

using law::Cell;
using law::Table;
using law::ValueType;
using rules::BurdenLaw;
using rules::Fraction;
using rules::LandClass;
using rules::LandLaw;
using rules::Rate;
using rules::SiteRates;

// Products of two fractions of law must still be a Fraction; these bounds make that certain.
constexpr std::int64_t kMaxMultiple = 1'000;

Fraction fraction(law::Binder& bind, const std::string& row, Ratio ratio) {
    if (Fraction::fits(ratio)) return Fraction::of(ratio);
    bind.fault(row, input_error("law.ratio_too_fine")
                        .with("row", row)
                        .with("value", format_ratio(ratio))
                        .with("limit", std::to_string(Fraction::kMax)));
    return {1, 1};
}

Fraction product(law::Binder& bind, const std::string& row, Fraction a, Fraction b) {
    return fraction(bind, row, multiply(a.ratio(), b.ratio()));
}

Rate rate(law::Binder& bind, const std::string& row) {
    Rate result;
    result.stated = bind.ratio(row);
    result.fraction = fraction(bind, row, result.stated.value);
    return result;
}

// Adds a line to a fixed table that must descend to zero.
template <class Lines, class Line>
void append(law::Binder& bind, const std::string& row, Lines& lines, std::size_t& count,
            Line line) {
    if (count == lines.size()) {
        bind.fault(row, input_error("law.too_many_lines").with("row", row)
                            .with("limit", std::to_string(lines.size())));
        return;
    }
    lines[count++] = line;
}

template <class Bound>
void check_descending(law::Binder& bind, const std::string& row, std::size_t count, Bound bound) {
    bool sound = count > 0 && bound(count - 1) == Ratio(0, 1);
    for (std::size_t i = 1; i < count; ++i) sound = sound && bound(i - 1) > bound(i);
    if (!sound) bind.fault(row, input_error("law.table_not_descending").with("row", row));
}

void bind_site_rates(law::Binder& bind, LandLaw& law) {
    const std::string row = "land.site.rates";
    const auto table = bind.table(row, {ValueType::code, ValueType::ratio, ValueType::ratio});
    law.rates_citation = table.citation;
    for (const auto& line : table.value->rows) {
        const auto& house = std::get<std::string>(line[0]);
        if (house != "other" && house != "tall_fireproof") {
            bind.fault(row, input_error("law.wrong_code").with("row", row).with("value", house)
                                .with("allowed", "other, tall_fireproof"));
            continue;
        }
        SiteRates& rates = house == "other" ? law.rates : law.tall_rates;
        append(bind, row, rates.lines, rates.count,
               rules::SiteRate{fraction(bind, row, std::get<Ratio>(line[1])),
                               fraction(bind, row, std::get<Ratio>(line[2]))});
    }
    if (table.citation == nullptr) return;
    for (const SiteRates* rates : {&law.rates, &law.tall_rates}) {
        check_descending(bind, row, rates->count,
                         [&](std::size_t i) { return rates->lines[i].share_from.ratio(); });
    }
}

void bind_factors(law::Binder& bind, const std::string& row, BurdenLaw& burden) {
    const auto table = bind.table(row, {ValueType::ratio, ValueType::ratio});
    burden.factors.citation = table.citation;
    for (const auto& line : table.value->rows) {
        append(bind, row, burden.factors.lines, burden.factors.count,
               rules::LevelFactor{fraction(bind, row, std::get<Ratio>(line[0])),
                                  fraction(bind, row, std::get<Ratio>(line[1]))});
    }
    if (table.citation == nullptr) return;
    check_descending(bind, row, burden.factors.count, [&](std::size_t i) {
        return burden.factors.lines[i].level_from.ratio();
    });
}

void bind_phase_in(law::Binder& bind, const std::string& row, BurdenLaw& burden) {
    const auto table = bind.table(row, {ValueType::integer, ValueType::ratio});
    burden.phase_in.citation = table.citation;
    for (const auto& line : table.value->rows) {
        if (std::get<std::int64_t>(line[0]) !=
            static_cast<std::int64_t>(burden.phase_in.count) + 1) {
            bind.fault(row, input_error("law.table_not_consecutive").with("row", row));
        }
        append(bind, row, burden.phase_in.ratios, burden.phase_in.count,
               fraction(bind, row, std::get<Ratio>(line[1])));
    }
}

BurdenLaw bind_burden(law::Binder& bind, LandClass land, const std::string& tax) {
    const std::string name = rules::kLandClassNames[static_cast<std::size_t>(land)];
    const std::string prefix = "land.burden." + name + "." + tax;
    BurdenLaw burden;
    burden.full = rate(bind, "land.full." + name + "." + tax);
    if (land == LandClass::farmland || land == LandClass::urban_farmland) {
        bind_factors(bind, prefix + ".factors", burden);
        return burden;
    }
    burden.step = rate(bind, prefix + ".step");
    burden.floor = rate(bind, prefix + ".floor");
    burden.step_of_value =
        product(bind, prefix + ".step", burden.full.fraction, burden.step.fraction);
    burden.floor_of_value =
        product(bind, prefix + ".floor", burden.full.fraction, burden.floor.fraction);
    if (land == LandClass::commercial) {
        burden.upper = rate(bind, prefix + ".upper");
        burden.hold = rate(bind, prefix + ".hold");
    }
    if (land == LandClass::specified_urban_farmland) {
        bind_phase_in(bind, prefix + ".phase_in", burden);
    }
    return burden;
}

// A unit of truncation must divide something.
void check_positive(law::Binder& bind, std::string_view row, std::int64_t value, std::int64_t max) {
    if (value >= 1 && value <= max) return;
    bind.fault(row, input_error("law.out_of_range").with("row", std::string(row))
                        .with("min", "1").with("max", std::to_string(max)));
}

}  // namespace

LandLaw bind_land(law::Binder& bind) {
    LandLaw law;
    law.year = bind.year().fiscal_year();
    law.small_area_per_dwelling = bind.area("land.site.small_area_per_dwelling");
    law.floor_area_multiple = bind.integer("land.site.floor_area_multiple");
    law.tall_storeys = bind.integer("land.site.tall_storeys");
    check_positive(bind, "land.site.floor_area_multiple", law.floor_area_multiple.value,
                   kMaxMultiple);
    check_positive(bind, "land.site.small_area_per_dwelling",
                   law.small_area_per_dwelling.value.hundredths(), 1'000'000);
    bind_site_rates(bind, law);
    for (std::size_t land = 0; land < rules::kLandClasses; ++land) {
        for (std::size_t tax = 0; tax < rules::kTaxes; ++tax) {
            law.burden[land][tax] =
                bind_burden(bind, static_cast<LandClass>(land), rules::kTaxNames[tax]);
        }
    }
    return law;
}

rules::LevyLaw bind_levy(law::Binder& bind) {
    rules::LevyLaw law;
    law.year = bind.year().fiscal_year();
    law.base_unit = bind.yen("levy.truncate.base");
    law.tax_unit = bind.yen("levy.truncate.tax");
    law.instalment_unit = bind.yen("levy.truncate.instalment");
    law.land_threshold = bind.yen("levy.threshold.land");
    law.house_threshold = bind.yen("levy.threshold.house");
    law.depreciable_threshold = bind.yen("levy.threshold.depreciable");
    law.standard_rate = bind.ratio("levy.rate.fixed.standard");
    law.city_planning_ceiling = bind.ratio("levy.rate.city_planning.ceiling");
    law.standard_instalments = bind.integer("levy.instalments.standard");
    constexpr std::int64_t kMaxUnit = 1'000'000;
    check_positive(bind, "levy.truncate.base", law.base_unit.value.amount(), kMaxUnit);
    check_positive(bind, "levy.truncate.tax", law.tax_unit.value.amount(), kMaxUnit);
    check_positive(bind, "levy.truncate.instalment", law.instalment_unit.value.amount(), kMaxUnit);
    check_positive(bind, "levy.instalments.standard", law.standard_instalments.value, 12);
    return law;
}

}  // namespace daicho::tax::statute
