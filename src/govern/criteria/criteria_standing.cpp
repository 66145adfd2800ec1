#include "govern/criteria/criteria_standing.hpp"

namespace daicho::govern {
namespace {

// Members of `record[part]` that the catalog has a row for.
template <class Row>
void keep_known(json::Object& record, const char* part, const std::vector<Row>& rows,
                std::string Row::*name) {
    json::Value* found = record.if_contains(part);
    if (found == nullptr || !found->is_object()) return;
    json::Object kept;
    for (const auto& entry : found->as_object()) {
        if (place_of(rows, name, entry.key()) != kNowhere) kept[entry.key()] = entry.value();
    }
    *found = std::move(kept);
}

void fit_subject(const CriteriaCatalog& catalog, json::Value& subject) {
    if (!subject.is_object()) return;
    json::Object& record = subject.as_object();
    keep_known(record, "answers", catalog.items, &CriteriaItem::no);
    keep_known(record, "facts", catalog.facts, &FactRule::key);
    keep_known(record, "profile", catalog.conditions, &Condition::key);
    if (catalog.conditions.empty()) record.erase("profile");
}

json::Array* parties_of(json::Value& record) {
    if (!record.is_object()) return nullptr;
    json::Value* list = record.as_object().if_contains("parties");
    return list != nullptr && list->is_array() ? &list->as_array() : nullptr;
}

void take_back(json::Value& subject, const std::string& item) {
    if (!subject.is_object()) return;
    json::Value* answers = subject.as_object().if_contains("answers");
    if (answers == nullptr || !answers->is_object()) return;
    json::Value* answer = answers->as_object().if_contains(item);
    if (answer != nullptr && *answer == json::Value("yes")) *answer = "unknown";
}

}  // namespace

json::Value record_for(const CriteriaCatalog& catalog, const json::Value& record) {
    json::Value out = record;
    if (json::Array* parties = parties_of(out)) {
        for (json::Value& party : *parties) fit_subject(catalog, party);
    } else {
        fit_subject(catalog, out);
    }
    return out;
}

json::Value record_on(const CriteriaCatalog& catalog, const json::Value& record, Date day,
                      const std::vector<LapsedProof>& lapsed) {
    json::Value out = record_for(catalog, record);
    if (!out.is_object()) return out;
    out.as_object()["as_of"] = format_iso(day);
    json::Array* parties = parties_of(out);
    for (const LapsedProof& one : lapsed) {
        if (parties == nullptr) {
            take_back(out, one.item);
        } else if (one.party < parties->size()) {
            take_back((*parties)[one.party], one.item);
        }
    }
    return out;
}

}  // namespace daicho::govern
