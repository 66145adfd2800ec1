#include "server/tax/explanation.hpp"

#include <algorithm>
#include <charconv>
#include <span>

#include "law/statute.hpp"
#include "tax/rules/depreciable_rule_ids.hpp"
#include "tax/rules/house_rule_ids.hpp"
#include "tax/rules/land_rule_ids.hpp"

namespace daicho::server {
namespace {

using registers::Definition;
using registers::RecordVersion;
using tax::levy::ObjectIds;
using tax::rules::Step;
using Kind = AskedAmount::Kind;

constexpr std::array<std::string_view, tax::rules::kKinds> kPrefixes{"small_", "general_",
                                                                     "nonres_", "farm_"};
constexpr std::array<std::string_view, tax::rules::kTaxes> kColumnTaxes{"fixed", "city"};

struct Stored {
    std::optional<std::int64_t> yen;
    std::optional<CommitNumber> commit;
};

// Where the amount is found: in the recorded steps, in the stored rows, in words.
struct Place {
    std::string subject;
    Stored stored;
    std::vector<BilingualText> path;
};

Error no_explanation(std::string_view path) {
    return not_found_error("api.no_explanation").with("path", std::string(path.substr(0, 80)));
}

BilingualText tax_label(tax::rules::Tax tax) {
    return tax == tax::rules::Tax::fixed ? BilingualText{"固定資産税", "Fixed-asset tax"}
                                         : BilingualText{"都市計画税", "City planning tax"};
}

// Result register, object register and the ref between them.
struct ObjectKind {
    std::string_view results, objects, ref, title;
    BilingualText label;
};
ObjectKind object_kind(Kind kind) {
    if (kind == Kind::land)
        return {"levy_parcel", "parcel", "parcel", "location", {"土地", "Land"}};
    if (kind == Kind::house)
        return {"levy_house", "house", "house", "location", {"家屋", "Houses"}};
    return {"levy_asset", "depreciable_asset", "asset", "name", {"償却資産", "Depreciable assets"}};
}

std::string class_name(tax::rules::AssetClass asset) {
    return tax::rules::kAssetClassNames[static_cast<std::size_t>(asset)];
}

BilingualText class_label(tax::rules::AssetClass asset) {
    if (asset == tax::rules::AssetClass::land) return object_kind(Kind::land).label;
    if (asset == tax::rules::AssetClass::house) return object_kind(Kind::house).label;
    return object_kind(Kind::depreciable).label;
}

std::string stored_column(const AskedAmount& asked) {
    const std::string tax(kColumnTaxes[static_cast<std::size_t>(asked.tax)]);
    switch (asked.kind) {
        case Kind::annual: return "annual_tax_yen";
        case Kind::total: return tax + "_tax_yen";
        case Kind::base:
            return asked.of_class ? tax + "_" + class_name(*asked.of_class) + "_base_yen"
                                  : tax + "_base_yen";
        case Kind::depreciable: return asked.value ? "assessed_value_yen" : "base_yen";
        case Kind::house: return asked.value ? "value_yen" : tax + "_base_yen";
        case Kind::land: break;
    }
    const std::string prefix(asked.component ? kPrefixes[static_cast<std::size_t>(*asked.component)]
                                             : "");
    return prefix + (asked.value ? "value_yen" : tax + "_base_yen");
}

Stored stored_in(const Definition& definition, const RecordVersion& version,
                 const AskedAmount& asked) {
    const Row row(definition, version);
    const std::string column = stored_column(asked);
    if (!row.has(column)) return {std::nullopt, version.commit};
    return {row.integer(column), version.commit};
}

Result<Place> find_total(const Call& call, AnswerView& view, const Taxpayer& taxpayer,
                         const AskedAmount& asked, std::string_view path) {
    DAICHO_TRY(definition, call.app.kernel.definition("levy_taxpayer"));
    DAICHO_TRY(rows, result_rows(call.app, view.connection(), "levy_taxpayer", taxpayer.run.record,
                                 taxpayer.record));
    if (rows.empty()) return no_explanation(path);
    Place place{
        std::string(path), stored_in(*definition, rows.front(), asked), {{"年税額", "Annual tax"}}};
    if (asked.kind != Kind::annual) place.path.push_back(tax_label(asked.tax));
    if (asked.of_class) place.path.push_back(class_label(*asked.of_class));
    if (asked.kind == Kind::base) place.path.push_back({"課税標準額", "Base"});
    return place;
}

const std::vector<ObjectIds>& ids_of(const tax::levy::Snapshot& snapshot, Kind kind) {
    if (kind == Kind::land) return snapshot.parcel_ids;
    return kind == Kind::house ? snapshot.house_ids : snapshot.asset_ids;
}

std::string subject_of(const AskedAmount& asked, std::size_t index) {
    const std::string tax = tax::rules::kTaxNames[static_cast<std::size_t>(asked.tax)];
    const std::string number = std::to_string(index);
    if (asked.kind == Kind::depreciable) return "depreciable/" + number;
    if (asked.kind == Kind::house) return "house/" + number + "/" + tax;
    std::string subject = "land/" + number + "/";
    if (asked.component) {
        subject +=
            std::string(tax::rules::kKindNames[static_cast<std::size_t>(*asked.component)]) + "/";
    }
    return subject + tax;
}

std::vector<BilingualText> object_path(bool hide, const AskedAmount& asked, const Row& object) {
    const ObjectKind kind = object_kind(asked.kind);
    std::string name = asked.object;
    if (!hide && object.has(kind.title)) name = object.text(kind.title);
    std::vector<BilingualText> path{{"年税額", "Annual tax"}};
    if (!asked.value) path.push_back(tax_label(asked.tax));
    path.push_back(kind.label);
    path.push_back({name, name});
    if (asked.component) path.push_back(component_label(*asked.component));
    path.push_back(asked.value ? BilingualText{"評価額", "Assessed value"}
                               : BilingualText{"課税標準額", "Base"});
    return path;
}

Result<Place> find_object(const Call& call, AnswerView& view, const Taxpayer& taxpayer,
                          const AskedAmount& asked, const tax::levy::Snapshot& snapshot,
                          std::string_view path) {
    const ObjectKind kind = object_kind(asked.kind);
    DAICHO_TRY(objects, call.app.kernel.definition(kind.objects));
    DAICHO_TRY(results, call.app.kernel.definition(kind.results));
    DAICHO_TRY(record, registers::find_record(view.connection(), *objects, asked.object));
    if (!record) return no_explanation(path);
    const std::vector<ObjectIds>& ids = ids_of(snapshot, asked.kind);
    std::size_t index = 0;
    while (index < ids.size() && ids[index].record != *record) ++index;
    DAICHO_TRY(rows, result_rows(call.app, view.connection(), kind.results, taxpayer.run.record,
                                 taxpayer.record));
    DAICHO_TRY(object, levied_object(view.connection(), *objects, *record, taxpayer.run));
    if (index == ids.size() || !object) return no_explanation(path);
    const bool hide = taxpayer.is_protected || view.is_protected(*objects, *object);
    for (const RecordVersion& row : rows) {
        if (Row(*results, row).ref(kind.ref) != *record) continue;
        return Place{subject_of(asked, index), stored_in(*results, row, asked),
                     object_path(hide, asked, Row(*objects, *object))};
    }
    return no_explanation(path);
}

// The first step of one of these rules under `base`, searched depth first.
const Step* find_rule_step(const Step& base, std::span<const std::string_view> rules) {
    for (const Step& step : base.because) {
        if (std::find(rules.begin(), rules.end(), step.rule->id) != rules.end()) return &step;
        if (const Step* below = find_rule_step(step, rules)) return below;
    }
    return nullptr;
}

// The step that gave the assessed value, among those that the base rests on; null: not recorded.
// A part of a parcel has a share of the parcel's value, the only part has all of it.
const Step* value_step(const Step& base, const AskedAmount& asked) {
    using namespace tax::rules;
    constexpr std::array kPart{kComponentValue.id, kComponentGiven.id};
    constexpr std::array kParcel{kLandValueRegistered.id, kLandValueRevised.id,
                                 kLandValueUnitPrice.id};
    constexpr std::array kHouse{kHouseValueRegistered.id};
    constexpr std::array kAsset{kDepreciableLowest.id};
    if (asked.kind == Kind::house) return find_rule_step(base, kHouse);
    if (asked.kind == Kind::depreciable) return find_rule_step(base, kAsset);
    if (asked.component) {
        if (const Step* part = find_rule_step(base, kPart)) return part;
    }
    return find_rule_step(base, kParcel);
}

const Step* asked_step(const tax::levy::Recomputed& levy, const AskedAmount& asked,
                       const std::string& subject) {
    const Step* step = tax::rules::find_step(levy.steps, subject);
    // An exempt parcel has one step for all its components.
    if (step == nullptr && asked.component && asked.tax == tax::rules::Tax::fixed) {
        const std::size_t slash = subject.rfind('/', subject.rfind('/') - 1);
        step = tax::rules::find_step(levy.steps, subject.substr(0, slash) + "/fixed");
        if (step != nullptr && step->rule->id != tax::rules::kLandExempt.id) step = nullptr;
    }
    if (step != nullptr && asked.value) return value_step(*step, asked);
    return step;
}

std::int64_t yen_of(const Step& step) noexcept {
    std::int64_t yen = 0;
    std::from_chars(step.result.data(), step.result.data() + step.result.size(), yen);
    return yen;
}

json::Value citation_json(const Citation& citation) {
    return json::Object{{"row", citation.row},
                        {"law", citation.law},
                        {"source", citation.source},
                        {"checked_on", format_iso(citation.checked_on)},
                        {"status", law::name_of(citation.status)},
                        {"verified", citation.verified}};
}

}  // namespace

json::Object step_json(const Step& step) {
    json::Object inputs;
    for (const auto& [name, value] : step.inputs) {
        inputs[name] = value;
        if (!name.ends_with("_yen")) continue;
        if (const auto yen = parse_id(value)) inputs[name] = *yen;  // else "unknown"
    }
    json::Array citations;
    for (const Citation* citation : step.citations) citations.push_back(citation_json(*citation));
    json::Array because;
    for (const Step& part : step.because) because.push_back(step_json(part));
    const auto text = [](std::string_view value) {
        return json::Value(boost::json::string(value));
    };
    return json::Object{
        {"rule", text(step.rule->id)},
        {"text", json::Object{{"ja", text(step.rule->text_ja)}, {"en", text(step.rule->text_en)}}},
        {"law", text(step.rule->law)},
        {"formula",
         json::Object{{"ja", text(step.rule->formula.ja)}, {"en", text(step.rule->formula.en)}}},
        {"inputs", std::move(inputs)},
        {"result", step.result},
        {"unit", step.unit},
        {"rounding", text(step.rule->rounding)},
        {"citations", std::move(citations)},
        {"because", std::move(because)}};
}

Result<json::Object> explanation(const Call& call, AnswerView& view, const Taxpayer& taxpayer,
                                 std::string_view path) {
    DAICHO_TRY(asked, parse_amount_path(path));
    if (taxpayer.run.record == 0) {
        return not_found_error("api.no_levy").with("year", std::to_string(taxpayer.year.year()));
    }
    DAICHO_TRY(law, bound_law(call.app, taxpayer.year));
    DAICHO_TRY(levy, tax::levy::recompute(call.app.kernel, view.connection(), *law,
                                          call.app.settings, taxpayer.run, taxpayer.record, true));
    const bool object =
        asked.kind == Kind::land || asked.kind == Kind::house || asked.kind == Kind::depreciable;
    DAICHO_TRY(place, object ? find_object(call, view, taxpayer, asked, levy.snapshot, path)
                             : find_total(call, view, taxpayer, asked, path));
    const Step* step = asked_step(levy, asked, place.subject);
    if (step == nullptr) return no_explanation(path);
    const std::int64_t yen = yen_of(*step);
    json::Array labels;
    for (const BilingualText& label : place.path) labels.push_back(texts(label));
    const auto or_null = [](const auto& value) {
        return value ? json::Value(*value) : json::Value(nullptr);
    };
    return json::Object{{"path", std::move(labels)},
                        {"amount_yen", yen},
                        {"stored_yen", or_null(place.stored.yen)},
                        {"agrees", place.stored.yen == yen},
                        {"commit", place.stored.commit ? json::Value(place.stored.commit->value)
                                                       : json::Value(nullptr)},
                        {"run_no", taxpayer.run.run_no},
                        {"steps", json::Array{step_json(*step)}}};
}

}  // namespace daicho::server
