#include "server/judgement.hpp"

#include <fstream>
#include <sstream>

#include "govern/criteria/criteria.hpp"
#include "server/access.hpp"
#include "server/row.hpp"

namespace daicho::server {
namespace {

constexpr std::string_view kCatalog = "sendai-cloud";

Result<std::shared_ptr<const govern::CriteriaCatalog>> criteria(App& app) {
    {
        const std::lock_guard lock(app.mutex);
        if (app.caches.criteria) return app.caches.criteria;
    }
    const auto file = app.data / "catalogs" / (std::string(kCatalog) + ".yaml");
    DAICHO_TRY(loaded, govern::load_criteria_catalog(file.string()));
    auto shared = std::make_shared<const govern::CriteriaCatalog>(std::move(loaded));
    const std::lock_guard lock(app.mutex);
    if (!app.caches.criteria) app.caches.criteria = std::move(shared);
    return app.caches.criteria;
}

BilingualText verdict_label(const govern::CriteriaCatalog& catalog, const std::string& key) {
    for (const auto& verdict : catalog.verdicts) {
        if (verdict.key == key) return verdict.label;
    }
    return {key, key};
}

std::string_view answer_name(govern::Answer answer) noexcept {
    switch (answer) {
        case govern::Answer::yes: return "yes";
        case govern::Answer::no: return "no";
        case govern::Answer::unknown: return "unknown";
    }
    return "unknown";
}

json::Array reasons_json(const govern::CriteriaCatalog& catalog,
                         const std::vector<std::string>& codes) {
    json::Array list;
    for (const std::string& code : codes) {
        list.push_back(
            json::Object{{"code", code}, {"text", texts(govern::explain(catalog.reasons, code))}});
    }
    return list;
}

json::Value item_json(const govern::CriteriaCatalog& catalog, const govern::ItemResult& result) {
    BilingualText label{result.no, result.no};
    for (const auto& item : catalog.items) {
        if (item.no == result.no) label = item.label;
    }
    return json::Object{
        {"no", result.no},
        {"label", texts(label)},
        {"cell", result.cell},  // keys: the screens have short names for them
        {"answer", answer_name(result.answer)},
        {"satisfied", result.answer == govern::Answer::unknown ? json::Value(nullptr)
                                                               : json::Value(result.satisfied)}};
}

// Rows of the table as the engine reads the answers; none when they cannot be read any more.
json::Array items_json(const govern::CriteriaCatalog& catalog, const json::Value& answers) {
    json::Array list;
    const auto record = govern::read_criteria_record(catalog, answers);
    if (!record) return list;
    for (const auto& item : govern::judge(catalog, *record).items) {
        list.push_back(item_json(catalog, item));
    }
    return list;
}

std::vector<std::string> split(const std::string& text) {
    std::istringstream in(text);
    std::vector<std::string> words;
    for (std::string word; in >> word;) words.push_back(word);
    return words;
}

json::Value stored_json(const govern::CriteriaCatalog& catalog, const Row& row) {
    const auto answers = json::parse(row.text("answers"));
    return json::Object{{"verdict", row.text("verdict")},
                        {"label", texts(verdict_label(catalog, row.text("verdict")))},
                        {"items", answers ? items_json(catalog, *answers) : json::Array()},
                        {"reasons", reasons_json(catalog, split(row.text("reasons")))}};
}

// Null when the file is not there or has no answers for the system.
Result<json::Value> computed_json(App& app, const govern::CriteriaCatalog& catalog,
                                  const std::string& system_no) {
    std::ifstream file(app.data / "data" / "govern" / "cloud_answers.json", std::ios::binary);
    if (!file) return json::Value(nullptr);
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    DAICHO_TRY(document, json::parse(text));
    const json::Value* list =
        document.is_object() ? document.get_object().if_contains("judgements") : nullptr;
    if (list == nullptr || !list->is_array()) return json::Value(nullptr);
    for (const json::Value& entry : list->get_array()) {
        if (!entry.is_object()) continue;
        const json::Value* system = entry.get_object().if_contains("system");
        const json::Value* record = entry.get_object().if_contains("record");
        if (system == nullptr || record == nullptr || *system != json::Value(system_no)) continue;
        DAICHO_TRY(read, govern::read_criteria_record(catalog, *record));
        const govern::CriteriaJudgement judged = govern::judge(catalog, read);
        return json::Value(json::Object{{"verdict", judged.verdict},
                                        {"label", texts(verdict_label(catalog, judged.verdict))},
                                        {"items", items_json(catalog, *record)},
                                        {"reasons", reasons_json(catalog, judged.reasons)}});
    }
    return json::Value(nullptr);
}

}  // namespace

Result<json::Value> judgement_json(const Call& call, const registers::Definition& definition,
                                   const std::vector<registers::RecordVersion>& rows,
                                   const std::string& system_no) {
    if (!may(call, definition, registers::Action::view)) return json::Value(nullptr);
    DAICHO_TRY(catalog, criteria(call.app));
    const registers::RecordVersion* newest = nullptr;
    std::int64_t newest_day = 0;
    for (const registers::RecordVersion& version : rows) {
        const Row row(definition, version);
        if (row.text("catalog") != kCatalog) continue;
        const std::int64_t day = row.integer("judged_on");
        if (newest != nullptr && day < newest_day) continue;
        newest = &version;
        newest_day = day;
    }
    if (newest != nullptr) return stored_json(*catalog, Row(definition, *newest));
    return computed_json(call.app, *catalog, system_no);
}

}  // namespace daicho::server
