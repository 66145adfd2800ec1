#include "govern/criteria/criteria_compare.hpp"

#include <algorithm>
#include <set>

namespace daicho::govern {

namespace {

// Members of these objects are changes of their own; anything else is one as a whole.
bool is_opened(std::string_view key) {
    return key == "answers" || key == "facts" || key == "profile";
}

const json::Value* member(const json::Value& record, std::string_view key) {
    return record.is_object() ? record.as_object().if_contains(key) : nullptr;
}

json::Value or_null(const json::Value* value) { return value == nullptr ? nullptr : *value; }

// Where a change stands: the party it belongs to, the member and, in an opened one, the key.
struct Place {
    std::size_t party = kNowhere;
    std::string top;
    std::string key;

    [[nodiscard]] std::string path() const {
        const std::string rest = key.empty() ? top : top + "." + key;
        return party == kNowhere ? rest : "parties[" + std::to_string(party) + "]." + rest;
    }
};

// Puts `value` at `place` of `record`; null takes the member away.
void put(json::Value& record, const Place& place, const json::Value& value) {
    json::Value* part = &record;
    if (place.party != kNowhere) part = &part->as_object().at("parties").as_array()[place.party];
    json::Object* object = &part->as_object();
    std::string name = place.top;
    if (!place.key.empty()) {
        json::Value& inner = (*object)[place.top];
        if (!inner.is_object()) inner = json::Object();
        object = &inner.as_object();
        name = place.key;
    }
    if (value.is_null()) {
        object->erase(name);
    } else {
        (*object)[name] = value;
    }
}

std::set<std::string> keys_of(const json::Value* one, const json::Value* other) {
    std::set<std::string> keys;
    for (const json::Value* value : {one, other}) {
        if (value == nullptr || !value->is_object()) continue;
        for (const auto& entry : value->as_object()) keys.emplace(entry.key());
    }
    return keys;
}

struct Found {
    Place place;
    json::Value before;
    json::Value after;
};

void add_changes(const json::Value& before, const json::Value& after, std::size_t party,
                 std::vector<Found>& list) {
    for (const std::string& top : keys_of(&before, &after)) {
        const json::Value* old = member(before, top);
        const json::Value* now = member(after, top);
        if (!is_opened(top)) {
            if (top == "parties" || or_null(old) == or_null(now)) continue;
            list.push_back({{party, top, ""}, or_null(old), or_null(now)});
            continue;
        }
        for (const std::string& key : keys_of(old, now)) {
            const json::Value was = old == nullptr ? nullptr : or_null(member(*old, key));
            const json::Value is = now == nullptr ? nullptr : or_null(member(*now, key));
            if (was != is) list.push_back({{party, top, key}, was, is});
        }
    }
}

// Parties are compared one by one while they are the same ones; else the chain is one change.
std::vector<Found> changes_of(const json::Value& before, const json::Value& after) {
    std::vector<Found> list;
    add_changes(before, after, kNowhere, list);
    const json::Value* old = member(before, "parties");
    const json::Value* now = member(after, "parties");
    if (old == nullptr || now == nullptr || !old->is_array() || !now->is_array()) return list;
    const json::Array& was = old->as_array();
    const json::Array& is = now->as_array();
    const auto same = [](const json::Value& one, const json::Value& other) {
        return or_null(member(one, "name")) == or_null(member(other, "name"));
    };
    if (!std::equal(was.begin(), was.end(), is.begin(), is.end(), same)) {
        list.push_back({{kNowhere, "parties", ""}, *old, *now});
        return list;
    }
    for (std::size_t i = 0; i < is.size(); ++i) add_changes(was[i], is[i], i, list);
    return list;
}

std::string verdict_of(const json::Value& answer) {
    return std::string(answer.at("verdict").as_string());
}

std::vector<std::string> reasons_of(const json::Value& answer) {
    std::vector<std::string> list;
    for (const json::Value& code : answer.at("reasons").as_array()) {
        list.emplace_back(code.as_string());
    }
    return list;
}

std::vector<std::string> missing_in(const std::vector<std::string>& list,
                                    const std::vector<std::string>& other) {
    std::vector<std::string> out;
    for (const std::string& code : list) {
        if (std::find(other.begin(), other.end(), code) == other.end()) out.push_back(code);
    }
    return out;
}

void weigh(RecordChange& change, const CriteriaCatalog& catalog, const json::Value& record,
           const std::string& verdict) {
    const auto judged = judge_criteria(catalog, record);
    if (!judged) return;
    change.without = verdict_of(*judged);
    change.decides = change.without != verdict;
}

}  // namespace

Result<Comparison> compare_judgements(const JudgedBy& before, const JudgedBy& after) {
    if (before.catalog.head.name != after.catalog.head.name) {
        return input_error("govern.criteria.other_catalog")
            .with("one", before.catalog.head.name)
            .with("other", after.catalog.head.name);
    }
    DAICHO_TRY(old, judge_criteria(before.catalog, before.record));
    DAICHO_TRY(now, judge_criteria(after.catalog, after.record));
    Comparison out;
    out.verdict_before = verdict_of(old);
    out.verdict_after = verdict_of(now);
    out.reasons_gone = missing_in(reasons_of(old), reasons_of(now));
    out.reasons_new = missing_in(reasons_of(now), reasons_of(old));
    if (before.catalog.head.edition != after.catalog.head.edition) {
        RecordChange change;
        change.path = "edition";
        change.before = json::Value(before.catalog.head.edition);
        change.after = json::Value(after.catalog.head.edition);
        weigh(change, before.catalog, after.record, out.verdict_after);
        out.changes.push_back(std::move(change));
    }
    for (Found& found : changes_of(before.record, after.record)) {
        json::Value undone = after.record;
        put(undone, found.place, found.before);
        RecordChange change{found.place.path(), std::move(found.before), std::move(found.after), "",
                            false};
        weigh(change, after.catalog, undone, out.verdict_after);
        out.changes.push_back(std::move(change));
    }
    return out;
}

json::Value to_json(const Comparison& comparison) {
    const auto list = [](const std::vector<std::string>& codes) {
        json::Array out;
        for (const std::string& code : codes) out.emplace_back(code);
        return out;
    };
    json::Array changes;
    for (const RecordChange& change : comparison.changes) {
        changes.push_back(
            json::Object{{"path", change.path},
                         {"before", change.before},
                         {"after", change.after},
                         {"without", change.without.empty() ? json::Value(nullptr)
                                                            : json::Value(change.without)},
                         {"decides", change.decides}});
    }
    return json::Object{{"verdict_before", comparison.verdict_before},
                        {"verdict_after", comparison.verdict_after},
                        {"reasons_gone", list(comparison.reasons_gone)},
                        {"reasons_new", list(comparison.reasons_new)},
                        {"changes", std::move(changes)}};
}

}  // namespace daicho::govern
