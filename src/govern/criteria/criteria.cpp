#include "govern/criteria/criteria.hpp"

#include <algorithm>
#include <set>

#include "base/assert.hpp"
#include "govern/criteria/criteria_parties.hpp"

namespace daicho::govern {

namespace {

using Names = std::vector<std::string>;

bool holds(const Names& names, const std::string& name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

// Free names are compared without blanks, case and an edition after a colon:
// "ISO/IEC27017:2015" is "ISO/IEC 27017".
std::string plain(const std::string& name) {
    std::string out;
    for (const char c : name.substr(0, name.find(':'))) {
        if (c == ' ') continue;
        out += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    }
    return out;
}

Names plain(const Names& names) {
    Names out;
    for (const std::string& name : names) out.push_back(plain(name));
    return out;
}

bool speaks_against(const FactRule& rule, const FactValue& value) {
    const bool free = rule.type == FactType::names;
    const Names told = free ? plain(value.names) : value.names;
    const Names operands = free ? plain(rule.operands) : rule.operands;
    const auto is_operand = [&](const std::string& name) { return holds(operands, name); };
    const auto is_told = [&](const std::string& name) { return holds(told, name); };
    switch (rule.downgrade) {
        case Downgrade::never: return false;
        case Downgrade::unless_valid_of: return false;  // has three values: see `weigh`
        case Downgrade::when_in: return std::any_of(told.begin(), told.end(), is_operand);
        case Downgrade::unless_in: return !std::all_of(told.begin(), told.end(), is_operand);
        case Downgrade::when_fewer_distinct_than:
            return std::set<std::string>(told.begin(), told.end()).size() <
                   static_cast<std::size_t>(rule.count);
        case Downgrade::when_any_false: return !told.empty();
        case Downgrade::when_lacking_any_of:
            return !std::all_of(operands.begin(), operands.end(), is_told);
        case Downgrade::when_having_none_of:
            return std::none_of(operands.begin(), operands.end(), is_told);
    }
    return false;
}

// What a fact makes of a yes.
Answer weigh(const FactRule& rule, const FactValue& value, std::optional<Date> as_of) {
    if (rule.type != FactType::dated) {
        return speaks_against(rule, value) ? Answer::no : Answer::yes;
    }
    const Names wanted = plain(rule.operands);
    std::vector<DatedEntry> entries;
    for (const DatedEntry& entry : value.entries) {
        if (holds(wanted, plain(entry.name))) entries.push_back(entry);
    }
    switch (validity_on(entries, as_of, rule.count)) {
        case Validity::valid: return Answer::yes;
        case Validity::open: return Answer::unknown;
        case Validity::invalid: return Answer::no;
    }
    return Answer::unknown;
}

class Judge {
public:
    Judge(const CriteriaCatalog& catalog, const CriteriaRecord& record)
        : catalog_(catalog), record_(record), answers_(record.answers) {
        DAICHO_ASSERT(record.answers.size() == catalog.items.size());
        DAICHO_ASSERT(record.facts.size() == catalog.facts.size());
        DAICHO_ASSERT(record.excused.empty() || record.excused.size() == catalog.conditions.size());
    }

    CriteriaJudgement run() {
        const CriteriaClass& row = catalog_.classes[record_.class_index];
        CriteriaJudgement out;
        out.effective_class = row.key;
        if (!row.in_table) {
            out.verdict = catalog_.out_of_table;
            return out;
        }
        apply_facts();
        for (std::size_t i = 0; i < catalog_.items.size(); ++i) judge_row(i);
        for (const CriteriaGroup& group : catalog_.groups) judge_group(group);
        for (const Fallback& fallback : catalog_.fallbacks) judge_fallback(fallback);
        out.verdict = verdict();
        out.reasons = reasons();
        for (std::size_t i = 0; i < catalog_.items.size(); ++i) {
            out.items.push_back({catalog_.items[i].no, cell_of(i).key, record_.answers[i],
                                 answers_[i] == Answer::yes, !excused(i)});
        }
        return out;
    }

private:
    struct Finding {
        std::size_t item;
        std::string code;
        Effect effect;
    };

    // Only a condition that is known not to be given excuses; not knowing asks on.
    bool excused(std::size_t item) const {
        const auto is_false = [this](std::size_t condition) {
            return !record_.excused.empty() && record_.excused[condition];
        };
        const auto& when = catalog_.items[item].when;
        return std::any_of(when.begin(), when.end(), is_false);
    }

    std::size_t cell_index(std::size_t item) const {
        if (excused(item)) return catalog_.unused_cell;
        return catalog_.items[item].cells[record_.class_index];
    }
    const CellRule& cell_of(std::size_t item) const { return catalog_.cells[cell_index(item)]; }

    void add(std::size_t item, const Consequence& consequence) {
        findings_.push_back(
            {item, consequence.code + ":" + catalog_.items[item].no, consequence.effect});
    }

    // All facts are held against the answer as given, so that each of them is named.
    void apply_facts() {
        for (std::size_t f = 0; f < catalog_.facts.size(); ++f) {
            const FactRule& rule = catalog_.facts[f];
            const auto& value = record_.facts[f];
            if (!value || record_.answers[rule.item] != Answer::yes) continue;
            const Answer left = weigh(rule, *value, record_.as_of);
            if (left == Answer::yes) continue;
            answers_[rule.item] = std::min(answers_[rule.item], left);
            const bool unused = cell_index(rule.item) == catalog_.unused_cell;
            if (unused && !catalog_.report_facts_on_unused_rows) continue;
            const std::string& code = left == Answer::no ? rule.code : rule.doubt_code;
            findings_.push_back({rule.item, code, Effect::info});
        }
    }

    bool relieved(std::size_t item) const {
        const auto frees = [&](const Relief& relief) {
            return relief.item == item && answers_[relief.when_met] == Answer::yes;
        };
        return std::any_of(catalog_.reliefs.begin(), catalog_.reliefs.end(), frees);
    }

    void judge_row(std::size_t item) {
        const CellRule& cell = cell_of(item);
        if (relieved(item)) return;
        if (answers_[item] == Answer::no && cell.unmet) add(item, *cell.unmet);
        if (answers_[item] == Answer::unknown && cell.unknown) add(item, *cell.unknown);
    }

    // Met by the parent or by `need` alternatives; unmet when that cannot come true any more.
    void judge_group(const CriteriaGroup& group) {
        if (!group.classes[record_.class_index] || excused(group.parent)) return;
        std::int64_t met = 0;
        std::int64_t open = 0;
        for (const std::size_t item : group.alternatives) {
            if (excused(item)) continue;
            met += answers_[item] == Answer::yes ? 1 : 0;
            open += answers_[item] == Answer::unknown ? 1 : 0;
        }
        const Answer parent = answers_[group.parent];
        if (parent == Answer::yes || met >= group.need) return;
        if (parent == Answer::no && met + open < group.need) return add(group.parent, group.unmet);
        if (parent == Answer::unknown) add(group.parent, group.unknown);
        for (const std::size_t item : group.alternatives) {
            if (answers_[item] == Answer::unknown && !excused(item)) add(item, group.unknown);
        }
    }

    void judge_fallback(const Fallback& fallback) {
        const auto& rule = fallback.classes[record_.class_index];
        if (!rule || answers_[fallback.parent] != Answer::no) return;
        if (excused(fallback.parent)) return;
        if (answers_[fallback.by] == Answer::no && rule->both_unmet) {
            add(fallback.parent, *rule->both_unmet);
        }
        if (answers_[fallback.by] != Answer::yes) return;
        findings_.push_back({fallback.parent,
                             fallback.code + ":" + catalog_.items[fallback.parent].no + ">" +
                                 catalog_.items[fallback.by].no,
                             rule->used});
        if (!rule->review) return;
        const auto& review = record_.facts[rule->review->fact];
        if (!review) return add(fallback.parent, rule->review->missing);
        if (review->names.front() != "accept") add(fallback.parent, rule->review->rejected);
    }

    std::string verdict() const {
        const auto occurs = [this](Effect effect) {
            return std::any_of(findings_.begin(), findings_.end(),
                               [effect](const Finding& found) { return found.effect == effect; });
        };
        for (const CriteriaVerdict& line : catalog_.verdicts) {
            if (line.by_effect && (!line.when || occurs(*line.when))) return line.key;
        }
        DAICHO_ASSERT(false);  // the loader saw a line without an effect
        return {};
    }

    std::vector<std::string> reasons() {
        std::stable_sort(findings_.begin(), findings_.end(),
                         [](const Finding& a, const Finding& b) { return a.item < b.item; });
        std::vector<std::string> list;
        for (const Finding& found : findings_) add_reason(list, found.code);
        return list;
    }

    const CriteriaCatalog& catalog_;
    const CriteriaRecord& record_;
    std::vector<Answer> answers_;  // after the facts
    std::vector<Finding> findings_;
};

const char* name_of(Answer answer) noexcept {
    if (answer == Answer::unknown) return "unknown";
    return answer == Answer::yes ? "yes" : "no";
}

}  // namespace

CriteriaJudgement judge(const CriteriaCatalog& catalog, const CriteriaRecord& record) {
    return Judge(catalog, record).run();
}

json::Value to_json(const CriteriaJudgement& judgement) {
    json::Array reasons;
    for (const std::string& code : judgement.reasons) reasons.emplace_back(code);
    json::Array items;
    for (const ItemResult& item : judgement.items) {
        items.push_back(json::Object{{"no", item.no},
                                     {"cell", item.cell},
                                     {"answer", name_of(item.answer)},
                                     {"satisfied", item.satisfied}});
    }
    return json::Object{{"effective_class", judgement.effective_class},
                        {"verdict", judgement.verdict},
                        {"reasons", std::move(reasons)},
                        {"items", std::move(items)}};
}

Result<json::Value> judge_criteria(const CriteriaCatalog& catalog, const json::Value& record) {
    if (catalog.by_party) {
        DAICHO_TRY(parties, read_parties(catalog, record));
        return to_json(judge_chain(catalog, parties));
    }
    DAICHO_TRY(read, read_criteria_record(catalog, record));
    return to_json(judge(catalog, read));
}

}  // namespace daicho::govern
