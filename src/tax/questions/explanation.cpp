#include "tax/questions/explanation.hpp"

#include "law/statute.hpp"

namespace daicho::tax::questions {
namespace {

json::Object written(const Citation& citation) {
    json::Object out;
    out["row"] = citation.row;
    out["law"] = citation.law;
    out["source"] = citation.source;
    out["checked_on"] = format_iso(citation.checked_on);
    out["status"] = law::name_of(citation.status);
    out["verified"] = citation.verified;
    return out;
}

json::Value text(std::string_view value) { return json::Value(boost::json::string(value)); }

}  // namespace

json::Object explain(const rules::Step& step, const RenameSubject& rename) {
    json::Object out;
    out["rule"] = text(step.rule->id);
    out["law"] = text(step.rule->law);
    out["text_ja"] = text(step.rule->text_ja);
    out["text_en"] = text(step.rule->text_en);
    out["formula_ja"] = rules::formula_in_words(step.rule->formula.ja);
    out["formula_en"] = rules::formula_in_words(step.rule->formula.en);
    json::Object inputs;
    for (const auto& [name, value] : step.inputs) inputs[name] = value;
    out["inputs"] = std::move(inputs);
    out["result"] = step.result;
    out["unit"] = step.unit;
    out["rounding"] = text(step.rule->rounding);
    if (!step.subject.empty()) out["subject"] = rename ? rename(step.subject) : step.subject;
    json::Array citations;
    for (const Citation* citation : step.citations) citations.push_back(written(*citation));
    out["citations"] = std::move(citations);
    out["because"] = explain(step.because, rename);
    return out;
}

json::Array explain(const std::vector<rules::Step>& steps, const RenameSubject& rename) {
    json::Array out;
    for (const rules::Step& step : steps) out.push_back(explain(step, rename));
    return out;
}

}  // namespace daicho::tax::questions
