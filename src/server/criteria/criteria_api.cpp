// Catalogs of criteria as the screen shows them, and the verdict on answers that are not saved yet.
// Catalogs say nothing of anybody; who may view the register of assessments may read them.
#include "server/criteria/criteria_api.hpp"

#include "base/assert.hpp"
#include "server/access.hpp"
#include "server/criteria/assessment_book.hpp"
#include "server/criteria/criteria_view.hpp"
#include "server/evidence.hpp"

namespace daicho::server {
namespace {

using govern::CriteriaCatalog;

constexpr const char* kRegister = "criteria_assessment";

Result<govern::SharedCatalog> catalog_named(const Call& call, const std::string& name) {
    auto catalog = criteria_shelf(call.app).in_use(name);
    if (!catalog && catalog.error().id == "govern.catalog.none") return no_such_address(call);
    return catalog;
}

json::Object head_json(const CriteriaCatalog& catalog) {
    return json::Object{{"name", catalog.head.name},
                        {"edition", catalog.head.edition},
                        {"title", texts(catalog.head.title)},
                        {"source", catalog.head.source},
                        {"source_note", texts(catalog.head.source_note)},
                        {"checked_on", format_iso(catalog.head.checked_on)},
                        {"by_party", catalog.by_party},
                        {"items", catalog.items.size()}};
}

json::Array strings(const std::vector<std::string>& list) {
    json::Array out;
    for (const std::string& text : list) out.emplace_back(text);
    return out;
}

std::string_view type_name(govern::FactType type) noexcept {
    switch (type) {
        case govern::FactType::boolean: return "boolean";
        case govern::FactType::choice: return "choice";
        case govern::FactType::choices: return "choices";
        case govern::FactType::names: return "names";
        case govern::FactType::flags: return "flags";
        case govern::FactType::review: return "review";
        case govern::FactType::dated: return "dated";
    }
    return "boolean";
}

json::Array facts_json(const CriteriaCatalog& catalog, std::size_t item) {
    json::Array list;
    for (const govern::FactRule& rule : catalog.facts) {
        if (rule.item != item) continue;
        const bool dated = rule.type == govern::FactType::dated;
        list.push_back(json::Object{{"key", rule.key},
                                    {"type", type_name(rule.type)},
                                    {"values", strings(dated ? rule.operands : rule.values)},
                                    {"label", texts(rule.label)}});
    }
    return list;
}

json::Object cells_json(const CriteriaCatalog& catalog, const govern::CriteriaItem& item) {
    json::Object cells;
    for (std::size_t c = 0; c < catalog.classes.size(); ++c) {
        if (item.cells[c] == govern::kNowhere) continue;
        cells[catalog.classes[c].key] = texts(catalog.cells[item.cells[c]].label);
    }
    return cells;
}

Result<json::Value> item_json(const Call& call, store::Connection& connection,
                              const CriteriaCatalog& catalog, std::size_t index) {
    const govern::CriteriaItem& item = catalog.items[index];
    json::Array footnotes;
    for (const std::string& id : item.footnotes) {
        footnotes.push_back(json::Object{{"id", id}, {"text", texts(catalog.footnotes.at(id))}});
    }
    json::Array when;
    for (const std::size_t condition : item.when) {
        when.emplace_back(catalog.conditions[condition].key);
    }
    json::Value evidence = nullptr;
    if (!item.evidence.empty()) {
        DAICHO_TRY(asked, ask_evidence(call, connection, item.evidence));
        evidence = evidence_json(asked);
    }
    return json::Value(json::Object{{"no", item.no},
                                    {"source_no", item.source_no},
                                    {"category", texts(item.category)},
                                    {"label", texts(item.label)},
                                    {"requirement", texts(item.requirement)},
                                    {"risk", texts(item.risk)},
                                    {"cells", cells_json(catalog, item)},
                                    {"when", std::move(when)},
                                    {"footnotes", std::move(footnotes)},
                                    {"facts", facts_json(catalog, index)},
                                    {"evidence", std::move(evidence)}});
}

json::Array readings_json(const CriteriaCatalog& catalog) {
    json::Array list;
    for (const govern::Interpretation& entry : catalog.interpretations) {
        json::Array readings;
        for (const govern::Reading& reading : entry.readings) {
            readings.push_back(json::Object{{"text", texts(reading.text)},
                                            {"chosen", reading.key == entry.chosen}});
        }
        list.push_back(json::Object{{"id", entry.id},
                                    {"question", texts(entry.question)},
                                    {"readings", std::move(readings)}});
    }
    return list;
}

json::Array references_json(const CriteriaCatalog& catalog) {
    json::Array list;
    for (const govern::Reference& entry : catalog.references) {
        list.push_back(json::Object{
            {"id", entry.id},
            {"values", strings(entry.values)},
            {"used_by", strings(entry.used_by)},
            {"as_of", entry.as_of.empty() ? json::Value(nullptr) : json::Value(entry.as_of)},
            {"drift", texts(entry.drift)}});
    }
    return list;
}

Answer one_catalog(const Call& call, const CriteriaCatalog& catalog) {
    DAICHO_TRY(reader, call.app.kernel.reader());
    json::Object out = head_json(catalog);
    json::Array classes;
    for (const govern::CriteriaClass& row : catalog.classes) {
        classes.push_back(json::Object{{"key", row.key},
                                       {"label", texts(row.label)},
                                       {"definition", texts(row.definition)},
                                       {"in_table", row.in_table}});
    }
    json::Array conditions;
    for (const govern::Condition& row : catalog.conditions) {
        conditions.push_back(json::Object{{"key", row.key}, {"label", texts(row.label)}});
    }
    json::Array rows;
    for (std::size_t i = 0; i < catalog.items.size(); ++i) {
        DAICHO_TRY(row, item_json(call, *reader, catalog, i));
        rows.push_back(std::move(row));
    }
    out["classes"] = std::move(classes);
    out["conditions"] = std::move(conditions);
    out["rows"] = std::move(rows);
    out["readings"] = readings_json(catalog);
    out["references"] = references_json(catalog);
    return json_answer(std::move(out));
}

Answer all_catalogs(const Call& call) {
    json::Array list;
    for (const std::string& name : criteria_shelf(call.app).names()) {
        DAICHO_TRY(catalog, catalog_named(call, name));
        list.push_back(head_json(*catalog));
    }
    return json_answer(json::Object{{"catalogs", std::move(list)}});
}

Answer judge_now(const Call& call, const CriteriaCatalog& catalog) {
    DAICHO_TRY(body, body_of(call));
    DAICHO_TRY(judged, judgement_json(catalog, body));
    return json_answer(std::move(judged));
}

}  // namespace

Answer criteria_api(const Call& call) {
    const bool get = call.request.method == net::Method::get;
    const std::size_t parts = call.path.size();
    DAICHO_TRY(allowed, permitted(call, kRegister));
    DAICHO_ASSERT(allowed.definition != nullptr);
    if (parts == 1 && get) return all_catalogs(call);
    if (parts < 2 || parts > 3) return no_such_address(call);
    DAICHO_TRY(catalog, catalog_named(call, call.path[1]));
    if (parts == 2 && get) return one_catalog(call, *catalog);
    const bool post = call.request.method == net::Method::post;
    if (parts == 3 && post && call.path[2] == "judge") return judge_now(call, *catalog);
    return no_such_address(call);
}

}  // namespace daicho::server
