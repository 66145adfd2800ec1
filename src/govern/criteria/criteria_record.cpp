// Reading the record of `daicho criteria judge`: strict, every fault with its path.
#include <algorithm>

#include "govern/criteria/criteria.hpp"

namespace daicho::govern {

namespace {

using json::ObjectReader;

std::vector<std::string_view> views(const std::vector<std::string>& names) {
    return {names.begin(), names.end()};
}

std::string joined(const std::vector<std::string>& names) {
    std::string list;
    for (const std::string& name : names) list += (list.empty() ? "" : ", ") + name;
    return list;
}

std::size_t read_class(const CriteriaCatalog& catalog, ObjectReader& in) {
    const std::vector<std::string> given = in.texts("data_classes");
    if (given.empty()) in.fault("data_classes", input_error("govern.criteria.no_class"));
    std::vector<std::string> known;
    for (const CriteriaClass& row : catalog.classes) known.push_back(row.key);
    std::size_t highest = kNowhere;
    for (std::size_t i = 0; i < given.size(); ++i) {
        const std::size_t place = place_of(catalog.classes, &CriteriaClass::key, given[i]);
        if (place == kNowhere) {
            in.fault("data_classes[" + std::to_string(i) + "]",
                     input_error("govern.criteria.unknown_class")
                         .with("value", given[i].substr(0, 80))
                         .with("allowed", joined(known)));
        } else if (highest == kNowhere ||
                   catalog.classes[place].rank > catalog.classes[highest].rank) {
            highest = place;
        }
    }
    return highest == kNowhere ? 0 : highest;
}

std::vector<Answer> read_answers(const CriteriaCatalog& catalog, ObjectReader& in) {
    std::vector<Answer> answers(catalog.items.size(), Answer::unknown);
    auto given = in.optional_object("answers");
    if (!given) return answers;
    for (std::size_t i = 0; i < answers.size(); ++i) {
        const auto answer = given->optional_one_of(catalog.items[i].no, {"yes", "no", "unknown"});
        if (answer == "yes") answers[i] = Answer::yes;
        if (answer == "no") answers[i] = Answer::no;
    }
    return answers;
}

FactValue read_choices(const FactRule& rule, ObjectReader& in) {
    FactValue value{in.texts(rule.key)};
    if (rule.type == FactType::names) return value;
    for (std::size_t i = 0; i < value.names.size(); ++i) {
        const std::string& name = value.names[i];
        if (std::find(rule.values.begin(), rule.values.end(), name) != rule.values.end()) continue;
        in.fault(rule.key + "[" + std::to_string(i) + "]",
                 input_error("json.not_one_of")
                     .with("value", name.substr(0, 80))
                     .with("allowed", joined(rule.values)));
    }
    return value;
}

FactValue read_flags(const FactRule& rule, ObjectReader& in) {
    FactValue value;
    auto flags = in.optional_object(rule.key);
    for (const std::string& name : rule.values) {
        if (flags->optional_boolean(name) == false) value.names.push_back(name);
    }
    return value;
}

// A name outside the rule's list is kept: it is evidence of something else and proves nothing here.
FactValue read_dated(const FactRule& rule, ObjectReader& in) {
    FactValue value;
    for (ObjectReader& entry : in.objects(rule.key, 100)) {
        DatedEntry& row = value.entries.emplace_back();
        row.name = entry.text("name", 200);
        row.first_day = entry.optional_date("first_day");
        row.last_day = entry.optional_date("last_day");
        row.seen_on = entry.optional_date("seen_on");
        if (row.first_day && row.last_day && *row.last_day < *row.first_day) {
            entry.fault("last_day", input_error("govern.criteria.ends_before_start"));
        }
    }
    return value;
}

FactValue read_review(const FactRule& rule, ObjectReader& in) {
    auto review = in.optional_object(rule.key);
    FactValue value{{review->one_of("decision", {"accept", "reject"})}};
    review->optional_text("by");
    review->optional_date("date");
    review->optional_text("reason", 10'000);
    return value;
}

std::optional<FactValue> read_fact(const FactRule& rule, ObjectReader& in) {
    if (!in.has(rule.key)) {
        in.raw(rule.key);  // null: the key is known and says nothing
        return std::nullopt;
    }
    switch (rule.type) {
        case FactType::boolean: {
            const auto flag = in.optional_boolean(rule.key);
            if (!flag) return std::nullopt;
            return FactValue{{*flag ? "true" : "false"}};
        }
        case FactType::choice: {
            const auto name = in.optional_one_of(rule.key, views(rule.values));
            if (!name) return std::nullopt;
            return FactValue{{*name}};
        }
        case FactType::choices:
        case FactType::names: return read_choices(rule, in);
        case FactType::flags: return read_flags(rule, in);
        case FactType::review: return read_review(rule, in);
        case FactType::dated: return read_dated(rule, in);
    }
    return std::nullopt;
}

}  // namespace

CriteriaRecord read_criteria_fields(const CriteriaCatalog& catalog, ObjectReader& in) {
    CriteriaRecord out;
    out.class_index = read_class(catalog, in);
    out.answers = read_answers(catalog, in);
    out.facts.resize(catalog.facts.size());
    if (auto facts = in.optional_object("facts")) {
        for (std::size_t i = 0; i < catalog.facts.size(); ++i) {
            out.facts[i] = read_fact(catalog.facts[i], *facts);
        }
    }
    out.excused.assign(catalog.conditions.size(), false);
    if (catalog.conditions.empty()) return out;
    if (auto profile = in.optional_object("profile")) {
        for (std::size_t i = 0; i < catalog.conditions.size(); ++i) {
            out.excused[i] = profile->optional_boolean(catalog.conditions[i].key) == false;
        }
    }
    return out;
}

Result<CriteriaRecord> read_criteria_record(const CriteriaCatalog& catalog,
                                            const json::Value& record) {
    ObjectReader in(record, "");
    CriteriaRecord out = read_criteria_fields(catalog, in);
    out.as_of = in.optional_date("as_of");
    DAICHO_CHECK(in.finish());
    return out;
}

}  // namespace daicho::govern
