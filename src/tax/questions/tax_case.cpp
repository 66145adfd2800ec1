#include "tax/questions/tax_case.hpp"

#include <algorithm>
#include <string>

#include "tax/questions/explanation.hpp"
#include "tax/questions/provisional.hpp"
#include "tax/questions/tax_case_input.hpp"

namespace daicho::tax::questions {
namespace {

using rules::Tax;

constexpr int kShownDecimals = 3;

json::Object written(const rules::LandLaw& law, const rules::ParcelInput& parcel,
                     const rules::ComponentResult& part, Tax tax) {
    const rules::BaseResult& result = part.tax[static_cast<std::size_t>(tax)];
    json::Object out;
    out["full_base_yen"] = result.full_base.amount();
    out["burden_level"] = nullptr;
    if (result.previous_known && result.full_base > 0_yen) {
        const auto& burden = law.of(rules::class_of(parcel.use, part.kind), tax);
        out["burden_level"] = format_truncated(
            rules::burden_level(burden, part.taxed_value, result.previous), kShownDecimals);
    }
    out["base_yen"] = result.base.amount();
    return out;
}

json::Array written_parcels(const rules::LandLaw& law, const CaseInput& in,
                            const rules::OwnerGroupResult& result) {
    json::Array out;
    for (std::size_t i = 0; i < in.parcels.size(); ++i) {
        const rules::ParcelResult& parcel = result.parcels[i];
        json::Array components;
        for (std::size_t k = 0; k < parcel.count; ++k) {
            const rules::ComponentResult& part = parcel.components[k];
            json::Object component;
            component["kind"] = rules::kKindNames[static_cast<std::size_t>(part.kind)];
            component["area_m2"] = format_area(part.area);
            component["value_yen"] = part.value.amount();
            component["fixed"] = written(law, in.parcels[i], part, Tax::fixed);
            component["city_planning"] = written(law, in.parcels[i], part, Tax::city_planning);
            components.push_back(std::move(component));
        }
        json::Object entry;
        entry["id"] = in.parcel_ids[i];
        entry["value_yen"] = parcel.value.amount();
        entry["components"] = std::move(components);
        out.push_back(std::move(entry));
    }
    return out;
}

json::Object base_and_relief(Yen base, Yen relief) {
    json::Object out;
    out["base_yen"] = base.amount();
    out["relief_yen"] = relief.amount();
    return out;
}

json::Array written_reliefs(const rules::HouseResult& house) {
    json::Array out;
    for (std::size_t i = 0; i < house.relief_count; ++i) {
        const rules::ReliefResult& result = house.reliefs[i];
        json::Object relief;
        relief["kind"] = std::string(rules::relief_key(result.kind));
        relief["state"] = std::string(rules::relief_state_key(result.state));
        relief["relief_yen"] = (result.fixed + result.city_planning).amount();
        out.push_back(std::move(relief));
    }
    return out;
}

json::Array written_houses(const CaseInput& in, const rules::OwnerGroupResult& result) {
    json::Array out;
    for (std::size_t i = 0; i < in.houses.size(); ++i) {
        const rules::HouseResult& house = result.houses[i];
        json::Object entry;
        entry["id"] = in.house_ids[i];
        entry["value_yen"] = in.houses[i].house.value.amount();
        entry["fixed"] = base_and_relief(house.fixed_base, house.fixed_relief);
        entry["city_planning"] =
            base_and_relief(house.city_planning_base, house.city_planning_relief);
        if (in.houses_not_yet_built[i]) entry["state"] = "not_yet_built";
        if (house.relief_count > 0) entry["reliefs"] = written_reliefs(house);
        out.push_back(std::move(entry));
    }
    return out;
}

json::Array written_assets(const CaseInput& in, const rules::OwnerGroupResult& result) {
    json::Array out;
    for (std::size_t i = 0; i < in.assets.size(); ++i) {
        const rules::DepreciableResult& asset = result.assets[i];
        json::Object entry;
        entry["id"] = in.asset_ids[i];
        entry["theoretical_book_value_yen"] = asset.theoretical_book_value.amount();
        entry["assessed_value_yen"] = asset.assessed_value.amount();
        entry["base_yen"] = asset.base.amount();
        out.push_back(std::move(entry));
    }
    return out;
}

json::Object written_tax(const rules::Totals& totals, Tax tax) {
    const bool fixed = tax == Tax::fixed;
    const rules::TaxTotals& sums = totals.tax[static_cast<std::size_t>(tax)];
    json::Object out;
    const std::size_t classes = fixed ? rules::kAssetClasses : rules::kAssetClasses - 1;
    for (std::size_t i = 0; i < classes; ++i) {
        out[std::string(rules::kAssetClassNames[i]) + "_base_yen"] = sums.class_base[i].amount();
    }
    if (fixed) {
        json::Object below;
        for (std::size_t i = 0; i < rules::kAssetClasses; ++i) {
            below[rules::kAssetClassNames[i]] = totals.below_threshold[i];
        }
        out["below_threshold"] = std::move(below);
    }
    out["base_yen"] = sums.base.amount();
    out["tax_before_relief_yen"] = sums.before_relief.amount();
    out["relief_yen"] = sums.relief.amount();
    if (sums.waiver > 0_yen) out["waiver_yen"] = sums.waiver.amount();
    out["tax_yen"] = sums.tax.amount();
    return out;
}

json::Object written_totals(const rules::Totals& totals) {
    json::Object out;
    out["fixed"] = written_tax(totals, Tax::fixed);
    out["city_planning"] = written_tax(totals, Tax::city_planning);
    out["annual_tax_yen"] = totals.annual.amount();
    json::Array parts;
    for (std::int32_t i = 0; i < totals.instalment_count; ++i) {
        parts.push_back(totals.instalments[static_cast<std::size_t>(i)].amount());
    }
    out["instalments_yen"] = std::move(parts);
    return out;
}

// "land/0/farmland/fixed" → "land/p1/farmland/fixed".
std::string with_ids(const CaseInput& in, std::string_view subject) {
    const auto replace = [&](std::string_view prefix, const std::vector<std::string>& ids) {
        const std::size_t end = std::min(subject.find('/', prefix.size()), subject.size());
        const std::string index(subject.substr(prefix.size(), end - prefix.size()));
        return std::string(prefix) + ids[std::stoul(index)] + std::string(subject.substr(end));
    };
    if (subject.starts_with("land/")) return replace("land/", in.parcel_ids);
    if (subject.starts_with("house/")) return replace("house/", in.house_ids);
    if (subject.starts_with("depreciable/")) return replace("depreciable/", in.asset_ids);
    return std::string(subject);
}

// Prefixes of the rows of law that a case can have read.
std::vector<std::string_view> classes_of(const CaseInput& in) {
    std::vector<std::string_view> prefixes{"levy."};
    if (!in.parcels.empty()) prefixes.emplace_back("land.");
    if (!in.houses.empty()) prefixes.emplace_back("house.");
    if (!in.assets.empty()) prefixes.emplace_back("depreciable.");
    return prefixes;
}

// Reliefs that exclude each other are a fault of the input, which only the rules can see.
Status check_reliefs(const rules::OwnerGroupResult& result) {
    Error error = input_error("json.invalid");
    for (std::size_t i = 0; i < result.houses.size(); ++i) {
        if (!result.houses[i].conflict) continue;
        error.causes.push_back(input_error("tax.reliefs_exclude_each_other")
                                   .at("houses[" + std::to_string(i) + "].reliefs"));
    }
    if (error.causes.empty()) return {};
    return std::move(error).with("count", std::to_string(error.causes.size()));
}

}  // namespace

Result<json::Value> answer_tax_case(const json::Value& question, const law::Statute& statute,
                                    const Options& options) {
    json::ObjectReader reader(question, "");
    DAICHO_TRY(bound, read_law(reader, statute, options, YearKey::required));
    CaseInput in;
    in.year = bound.law.year;
    read_case(reader, bound.law.levy, in);
    DAICHO_CHECK(reader.finish());

    rules::OwnerGroupResult result;
    rules::Recording trace;
    rules::NoTrace off;
    if (options.explain) {
        rules::levy_owner_group(bound.law, in.city, in.group(), result, trace);
    } else {
        rules::levy_owner_group(bound.law, in.city, in.group(), result, off);
    }
    DAICHO_CHECK(check_reliefs(result));
    json::Object out;
    out["parcels"] = written_parcels(bound.law.land, in, result);
    out["houses"] = written_houses(in, result);
    out["depreciable"] = written_assets(in, result);
    out["totals"] = written_totals(result.totals);
    add_provisional(bound, classes_of(in), out);
    if (options.explain) {
        out["explanation"] = explain(
            trace.steps(), [&in](std::string_view subject) { return with_ids(in, subject); });
    }
    return json::Value(std::move(out));
}

}  // namespace daicho::tax::questions
