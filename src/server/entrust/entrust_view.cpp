// One contract: its steps with what stands in the way, articles, schedule with the rule behind each
// date, checks item by item, gaps, weighings, consultations, board, preparation and what was handed
// out.
#include <algorithm>
#include <set>

#include "audit/rows.hpp"
#include "govern/criteria/criteria_catalog.hpp"
#include "govern/entrust/check_form.hpp"
#include "journal/journal.hpp"
#include "server/entrust/entrust_api.hpp"
#include "server/row.hpp"

namespace daicho::server {
namespace {

using namespace govern::entrust;

struct View {
    const Call& call;
    store::Connection& connection;
    const ContractBook& book;
    const govern::CriteriaCatalog& table;
    EntrustSettings settings;
    Date day;
};

Row row_of(const media::Line& line) { return {*line.definition, line.version}; }

json::Value coded(const Row& row, std::string_view field) {
    if (!row.has(field)) return nullptr;
    return json::Object{{"key", row.text(field)}, {"label", texts(row.code(field))}};
}

json::Array words(const std::vector<std::string>& list) {
    json::Array out;
    for (const std::string& one : list) out.emplace_back(one);
    return out;
}

// Fields of a row by name: texts, dates and numbers as they are, codes with their labels.
json::Object fields_json(const media::Line& line, const std::vector<const char*>& names) {
    const Row row = row_of(line);
    json::Object out{{"id", id_text(row.record())}};
    for (const char* name : names) {
        const auto& field = line.definition->fields[line.definition->index_of(name)];
        switch (field.type) {
            case registers::FieldType::date: out[name] = row.date_or_null(name); break;
            case registers::FieldType::code: out[name] = coded(row, name); break;
            case registers::FieldType::boolean:
                out[name] = row.has(name) ? json::Value(row.flag(name)) : json::Value(nullptr);
                break;
            case registers::FieldType::integer:
            case registers::FieldType::yen: out[name] = row.integer_or_null(name); break;
            default: out[name] = row.text_or_null(name);
        }
    }
    return out;
}

json::Array lines_json(const media::Lines& lines, const std::vector<const char*>& names) {
    json::Array list;
    for (const media::Line& line : lines) list.push_back(fields_json(line, names));
    return list;
}

json::Array steps_json(const View& view, const ContractStanding& standing) {
    const std::string& state = view.book.row().text("state");
    const auto& steps = steps_of(standing.process_b);
    const auto now = std::find(steps.begin(), steps.end(), state) - steps.begin();
    const auto& definition = *view.book.contract.definition;
    const auto& field = definition.fields[definition.index_of("state")];
    json::Array list;
    for (std::size_t i = 0; i < steps.size(); ++i) {
        const auto place = static_cast<std::ptrdiff_t>(i);
        const auto* code = field.find_code(steps[i]);
        const Status free = may_move(standing, steps[i]);
        list.push_back(json::Object{
            {"key", steps[i]},
            {"label", code == nullptr ? json::Value(nullptr) : texts(code->label)},
            {"done", place < now || state == "closed"},
            {"current", place == now},
            {"blocked", free ? json::Value(nullptr) : described(free.error())}});
    }
    return list;
}

json::Array conditions_json(const View& view) {
    const Conditions holds = conditions_of(view.book.row());
    json::Array list;
    for (const ClauseCondition& one : view.book.catalog->conditions) {
        list.push_back(json::Object{{"key", one.key},
                                    {"label", texts(one.label)},
                                    {"holds", holds.contains(one.key)}});
    }
    return list;
}

BilingualText asked_of(const govern::CriteriaCatalog& table, const std::string& clause,
                       bool practice) {
    for (const govern::CriteriaItem& item : table.items) {
        if (clause_of(item.no) == clause && is_practice(item.no) == practice) {
            return item.requirement;
        }
    }
    return {};
}

json::Object article_json(const View& view, const ChosenClause& one) {
    return json::Object{{"clause", one.clause->id},
                        {"title", texts(one.clause->title)},
                        {"text", one.text_ja},
                        {"text_en", one.clause->text.en},
                        {"why", texts(one.clause->why)},
                        {"when", words(one.clause->when)},
                        {"changed", one.changed},
                        {"reason", one.reason},
                        {"measure", texts(asked_of(view.table, one.clause->id, false))},
                        {"practice", texts(asked_of(view.table, one.clause->id, true))}};
}

json::Array articles_json(const View& view, const std::vector<ChosenClause>& clauses) {
    json::Array list;
    for (const ChosenClause& one : clauses) list.push_back(article_json(view, one));
    return list;
}

json::Array contradictions_json(const View& view) {
    const auto row = view.book.row();
    json::Array list;
    for (const Contradiction& one :
         contradictions(*view.book.catalog, row.text("kind"), conditions_of(row),
                        deviations_of(view.book.clauses))) {
        list.push_back(json::Object{{"clause", one.clause}, {"why", texts(one.why)}});
    }
    return list;
}

// On which day a person entered it; nothing for rows that the system carried over.
std::optional<Date> entered_on(const View& view, const media::Line& line) {
    const auto entry = journal::read_entry(view.connection, line.version.commit.value);
    if (!entry || entry->header.principal == 0) return std::nullopt;
    return japan_date(entry->header.time);
}

json::Array answers_json(const View& view, std::uint64_t check) {
    json::Array list;
    for (const media::Line& line : view.book.items) {
        if (line.fields().ref("check") != check) continue;
        list.push_back(fields_json(line, {"clause", "measure", "practice", "result", "evidence",
                                          "seen_by", "seen_at", "seen_on", "why"}));
    }
    return list;
}

json::Object check_json(const View& view, const media::Line& line) {
    json::Object out = fields_json(line, {"check_no", "kind", "due", "done_on", "place", "done_by",
                                          "on_site", "why_not_on_site", "gaps", "result", "note"});
    const Row row = row_of(line);
    const Date due = row.date("due");
    const bool done = row.has("done_on");
    const bool late = done ? row.date("done_on") > due : due < view.day;
    out["late"] = late;
    const auto entered = done ? entered_on(view, line) : std::nullopt;
    const bool told_late = entered && *entered > due && row.date("done_on") <= due;
    out["entered_late"] = told_late ? json::Value(format_iso(*entered)) : json::Value(nullptr);
    const CheckStanding left = standing_of(view.book, row.record());
    const std::string& result = row.text("result");
    out["closed"] = done && (result == "ok" || result == "improve");
    out["unanswered"] = left.unanswered.size();
    out["open"] = words(left.open);
    out["not_kept"] = words(left.not_kept);
    out["items"] = answers_json(view, row.record());
    return out;
}

// The planned checks with the rule that made each date, and the row of each that there is.
json::Array planned_json(const View& view) {
    json::Array list;
    std::set<std::uint64_t> taken;
    for (const PlannedCheck& planned :
         plan_checks(term_of(view.book.row()), view.settings.schedule)) {
        json::Value made = nullptr;
        for (const media::Line& line : view.book.checks) {
            const auto row = line.fields();
            if (taken.contains(line.record()) || row.text("kind") != kind_of(planned.kind) ||
                row.date("due") != planned.due) {
                continue;
            }
            taken.insert(line.record());
            made = id_text(line.record());
            break;
        }
        list.push_back(
            json::Object{{"kind", kind_of(planned.kind)},
                         {"number", planned.number},
                         {"due", format_iso(planned.due)},
                         {"ambiguous", planned.ambiguous},
                         {"why", texts(reason_of(planned, view.settings.schedule.quarters))},
                         {"check", std::move(made)}});
    }
    return list;
}

// The two duties beside each other: the process of 2009, and the yearly look on site of the law.
json::Array duties_json(const View& view) {
    std::optional<Date> newest, seen, next_process, next_visit;
    for (const media::Line& line : view.book.checks) {
        const auto row = line.fields();
        const bool visit = row.text("kind") == "yearly_visit";
        if (row.has("done_on")) {
            const Date day = row.date("done_on");
            if (!visit && (!newest || *newest < day)) newest = day;
            if (row.flag("on_site") && (!seen || *seen < day)) seen = day;
            continue;
        }
        auto& next = visit ? next_visit : next_process;
        if (!next || row.date("due") < *next) next = row.date("due");
    }
    const auto contract = view.book.row();
    if (contract.has("annual_visit_on") && (!seen || *seen < contract.date("annual_visit_on"))) {
        seen = contract.date("annual_visit_on");
    }
    const auto text = [](const std::optional<Date>& day) {
        return day ? json::Value(format_iso(*day)) : json::Value(nullptr);
    };
    const auto one = [&](const char* id, const auto& met, const auto& next) {
        return json::Object{{"id", id},
                            {"label", message_texts(std::string("entrust.duty.") + id)},
                            {"met_on", text(met)},
                            {"next", text(next)},
                            {"late", next && *next < view.day}};
    };
    json::Array list;
    list.push_back(one("process", newest, next_process));
    list.push_back(one("law", seen, next_visit));
    return list;
}

json::Object contract_json(const View& view) {
    const Row row = row_of(view.book.contract);
    json::Object out = fields_json(
        view.book.contract,
        {"contract_no", "subject", "kind", "first_day", "last_day", "persons", "level_count",
         "state", "announced_on", "consulted_on", "board_on", "signed_on", "policy_received_on",
         "annual_visit_on", "data_back_on", "closed_on", "note"});
    out["process"] = row.flag("process_b") ? "B" : "A";
    out["edition"] = view.book.catalog->head.edition;
    return out;
}

Status add_names(const View& view, json::Object& contract) {
    const auto row = view.book.row();
    const registers::Moment now{view.day, std::nullopt};
    auto& kernel = view.call.app.kernel;
    const std::pair<const char*, const char*> refs[] = {{"department", "department"},
                                                        {"vendor", "vendor"}};
    for (const auto& [field, name] : refs) {
        contract[field] = nullptr;
        if (!row.has(field)) continue;
        DAICHO_TRY(found, media::row_of(kernel, view.connection, name, row.ref(field), now));
        if (found) contract[field] = found->fields().text("name");
    }
    return {};
}

json::Object people_json(const View& view) {
    std::size_t ready = 0, unapproved = 0;
    for (const media::Line& line : view.book.workers) {
        const auto row = line.fields();
        ready += row.has("pledged_on") && row.has("trained_on") ? 1 : 0;
    }
    for (const media::Line& line : view.book.parties) {
        const auto row = line.fields();
        unapproved += row.integer("tier") >= 2 && !row.has("approved_on") ? 1 : 0;
    }
    return json::Object{{"workers", view.book.workers.size()},
                        {"ready", ready},
                        {"parties", view.book.parties.size()},
                        {"unapproved", unapproved}};
}

json::Object may_json(const View& view) {
    const auto can = [&](const char* name) { return may_change(view.call, name); };
    return json::Object{{"change", can("entrusted_contract")},
                        {"check", can("contract_check")},
                        {"gap", can("contract_gap")},
                        {"board", can("board_decision")},
                        {"consult", can("security_consultation")},
                        {"data", can("contract_data")}};
}

void add_rows(const View& view, json::Object& answer) {
    const ContractBook& book = view.book;
    json::Array checks;
    for (const media::Line& line : book.checks) checks.push_back(check_json(view, line));
    answer["checks"] = std::move(checks);
    answer["gaps"] = lines_json(
        book.gaps, {"gap_no", "clause", "seen_on", "seen_by", "says", "does", "risk", "answer",
                    "answer_reason", "contract_change", "owner", "due", "rechecked_on", "recheck"});
    answer["weighings"] =
        lines_json(book.weighings,
                   {"weighing_no", "clause", "option", "taken", "hours", "cost_yen",
                    "service_effect", "risk_left", "harm", "decided_by", "decided_on", "advice",
                    "told_to_residents", "line", "review_on"});
    answer["consultations"] =
        lines_json(book.consultations, {"consult_no", "question", "clause", "asked_on", "asked_by",
                                        "due", "answer", "answered_on", "answered_by"});
    answer["board"] = lines_json(book.board, {"decision_no", "held_on", "members", "decision",
                                              "moved_by", "grounds", "conditions_set",
                                              "conditions_due", "conditions_met_on"});
    answer["preparations"] =
        lines_json(book.preparations, {"clause", "survey", "surveyed_on", "says", "agreed",
                                       "agreed_on", "plan", "planned_on"});
    answer["data"] =
        lines_json(book.data, {"item_no", "kind", "what", "count", "serial", "out_on", "handed_by",
                               "received_by", "means", "back_due", "back_on", "back_how",
                               "back_count", "certificate_on", "complete"});
}

}  // namespace

Answer entrust_view(const Call& call, std::uint64_t contract) {
    DAICHO_TRY(connection, call.app.kernel.reader());
    ClauseShelf shelf(call.app.data);
    DAICHO_TRY(book, reached_book(call, *connection, shelf, contract));
    DAICHO_TRY(table, govern::load_criteria_catalog(
                          (call.app.data / "catalogs" / "compliance-check.yaml").string()));
    DAICHO_TRY(settings, entrust_settings(call.app.data, call.app.settings.municipality));
    const View view{call, *connection, book, table, settings, today(call.app)};
    const ContractStanding standing = standing_of(book);
    const auto next = next_step(standing.process_b, book.row().text("state"));
    json::Object contract_part = contract_json(view);
    DAICHO_CHECK(add_names(view, contract_part));
    const bool fiscal = settings.schedule.quarters == Quarters::of_fiscal_year;
    json::Object answer{{"today", format_iso(view.day)},
                        {"contract", std::move(contract_part)},
                        {"may", may_json(view)},
                        {"steps", steps_json(view, standing)},
                        {"next", next ? json::Value(*next) : json::Value(nullptr)},
                        {"conditions", conditions_json(view)},
                        {"contradictions", contradictions_json(view)},
                        {"articles", articles_json(view, book.specification.clauses)},
                        {"left_out", articles_json(view, book.specification.left_out)},
                        {"quarters", fiscal ? "fiscal" : "contract"},
                        {"settings_cite", settings.cite},
                        {"planned", planned_json(view)},
                        {"duties", duties_json(view)},
                        {"people", people_json(view)}};
    add_rows(view, answer);
    return json_answer(answer);
}

}  // namespace daicho::server
