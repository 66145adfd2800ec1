// What moves a contract on: its steps, the plan of its checks, survey and plan before the contract,
// the board, and questions to the security section.
#include <fmt/format.h>

#include <algorithm>

#include "server/entrust/entrust_api.hpp"
#include "server/row.hpp"

namespace daicho::server {
namespace {

using namespace govern::entrust;

constexpr std::size_t kLong = 3'000;  // bytes of a longer text
constexpr std::size_t kMostClauses = 100;

// The next free number "PREFIX-N" among rows.
std::string next_number(const media::Lines& lines, const char* field, const std::string& prefix) {
    for (std::size_t n = lines.size() + 1;; ++n) {
        const std::string number = prefix + std::to_string(n);
        const bool taken = std::any_of(lines.begin(), lines.end(), [&](const media::Line& line) {
            return line.fields().text(field) == number;
        });
        if (!taken) return number;
    }
}

Answer done(json::Object answer = {}) { return json_answer(std::move(answer), 201); }

}  // namespace

// The day that comes with a step stands in the field of the contract that says it.
Answer entrust_step(const Call& call, std::uint64_t contract) {
    DAICHO_TRY(body, body_of(call));
    json::ObjectReader in(body, "");
    const std::string to = in.text("to", 20);
    const auto on = in.optional_date("on");
    const auto policy = in.optional_date("policy_received_on");
    const auto data_back = in.optional_date("data_back_on");
    DAICHO_CHECK(in.finish());
    DAICHO_TRY(connection, call.app.kernel.reader());
    ClauseShelf shelf(call.app.data);
    DAICHO_TRY(book, reached_book(call, *connection, shelf, contract));
    std::map<std::string, std::string> values;
    if (to != book.row().text("state")) values["state"] = to;
    if (on && to == "announced") values["announced_on"] = format_iso(*on);
    if (on && to == "running") values["signed_on"] = format_iso(*on);
    if (on && to == "closed") values["closed_on"] = format_iso(*on);
    if (policy) values["policy_received_on"] = format_iso(*policy);
    if (data_back) values["data_back_on"] = format_iso(*data_back);
    if (to == "running" && !book.row().has("clause_edition")) {
        values["clause_edition"] = book.catalog->head.edition;
    }
    for (const media::Line& line : book.board) {
        const auto row = line.fields();
        const bool approved =
            row.text("decision") == "approved" || row.text("decision") == "conditional";
        // A board that met after the signature is for the guard to refuse, in its own words.
        const bool by_then = on && row.date("held_on") <= *on;
        if (to != "running" || !approved || !by_then) continue;
        values["board_on"] = format_iso(row.date("held_on"));
    }
    DAICHO_CHECK(write_rows(call, {{"entrusted_contract", contract, values}}));
    return done();
}

namespace {

const char* letter_of(CheckKind kind) noexcept {
    switch (kind) {
        case CheckKind::first_week: return "W";
        case CheckKind::quarter: return "Q";
        case CheckKind::end: return "E";
        case CheckKind::yearly_visit: return "V";
    }
    return "";
}

// A check that does not move any more: it was done, or its day passed.
struct Fixed {
    PlannedCheck check;
    bool done = false;
};

// Rows of planned checks that are to come; what was done, and what is overdue, stays.
std::vector<EntrustWrite> planned_rows(const ContractBook& book, const ScheduleSettings& settings,
                                       Date day) {
    std::vector<EntrustWrite> rows;
    media::Lines open, all = book.checks;
    std::sort(all.begin(), all.end(), [](const media::Line& a, const media::Line& b) {
        return a.fields().date("due") < b.fields().date("due");
    });
    std::vector<Fixed> fixed;
    std::map<std::string, int> numbers;
    for (const media::Line& line : all) {
        const auto row = line.fields();
        const auto kind = kind_of(row.text("kind"));
        if (!kind) continue;
        if (!row.has("done_on") && row.date("due") >= day) {
            open.push_back(line);
            continue;
        }
        fixed.push_back(
            {{*kind, ++numbers[row.text("kind")], row.date("due"), false}, row.has("done_on")});
    }
    std::vector<bool> used(open.size(), false);
    const auto is_fixed = [&](const PlannedCheck& planned) {
        return std::any_of(fixed.begin(), fixed.end(), [&](const Fixed& one) {
            const bool same = one.done && planned.kind != CheckKind::end &&
                              one.check.number == planned.number;
            return one.check.kind == planned.kind && (same || one.check.due == planned.due);
        });
    };
    std::map<std::string, int> made;
    for (const PlannedCheck& planned : plan_checks(term_of(book.row()), settings)) {
        if (is_fixed(planned)) continue;
        const std::string kind = kind_of(planned.kind);
        std::size_t at = 0;
        while (at < open.size() && (used[at] || open[at].fields().text("kind") != kind)) ++at;
        if (at < open.size()) {
            used[at] = true;
            if (open[at].fields().date("due") != planned.due) {
                rows.push_back({"contract_check", open[at].record(),
                                {{"due", format_iso(planned.due)}}});
            }
            continue;
        }
        if (planned.due < day && planned.kind != CheckKind::end && !fixed.empty()) continue;
        std::string number;
        int n = planned.number + made[kind];
        const auto taken = [&](const std::string& text) {
            return std::any_of(all.begin(), all.end(), [&](const media::Line& line) {
                return line.fields().text("check_no") == text;
            });
        };
        do {
            number = fmt::format("{}/{}{}", book.number(), letter_of(planned.kind), n++);
        } while (taken(number));
        made[kind] = n - 1 - planned.number;
        rows.push_back({"contract_check",
                        std::nullopt,
                        {{"check_no", number},
                         {"contract", book.number()},
                         {"kind", kind},
                         {"due", format_iso(planned.due)},
                         {"origin", "constructed"}}});
    }
    for (std::size_t i = 0; i < open.size(); ++i) {
        if (!used[i]) rows.push_back({"contract_check", open[i].record(), {}, true});
    }
    return rows;
}

}  // namespace

Answer entrust_schedule(const Call& call, std::uint64_t contract) {
    DAICHO_CHECK(check_empty_body(call));
    DAICHO_TRY(connection, call.app.kernel.reader());
    ClauseShelf shelf(call.app.data);
    DAICHO_TRY(book, reached_book(call, *connection, shelf, contract));
    DAICHO_TRY(settings, entrust_settings(call.app.data, call.app.settings.municipality));
    const auto rows = planned_rows(book, settings.schedule, today(call.app));
    if (!rows.empty()) DAICHO_CHECK(write_rows(call, rows));
    std::size_t added = 0, moved = 0, ended = 0;
    for (const EntrustWrite& row : rows) {
        added += row.record ? 0 : 1;
        moved += row.record && !row.ended ? 1 : 0;
        ended += row.ended ? 1 : 0;
    }
    return done({{"made", added}, {"moved", moved}, {"ended", ended}});
}

Answer entrust_prepare(const Call& call, std::uint64_t contract) {
    DAICHO_TRY(body, body_of(call));
    json::ObjectReader in(body, "");
    const Date on = in.date("on");
    struct Said {
        std::string clause, survey, says, agreed, plan;
    };
    std::vector<Said> items;
    for (json::ObjectReader& one : in.objects("items", kMostClauses)) {
        items.push_back({one.text("clause", 10), one.one_of("survey", {"can", "cannot", "partly"}),
                         one.optional_text("says", kLong).value_or(""),
                         one.optional_text("agreed", kLong).value_or(""),
                         one.optional_text("plan", kLong).value_or("")});
    }
    DAICHO_CHECK(in.finish());
    DAICHO_TRY(connection, call.app.kernel.reader());
    ClauseShelf shelf(call.app.data);
    DAICHO_TRY(book, reached_book(call, *connection, shelf, contract));
    const auto ids = book.clause_ids();
    std::vector<EntrustWrite> rows;
    for (const Said& said : items) {
        if (std::find(ids.begin(), ids.end(), said.clause) == ids.end()) {
            return input_error("entrust.not_in_contract")
                .with("clause", said.clause)
                .with("number", book.number())
                .at("items");
        }
        EntrustWrite row{"contract_preparation", std::nullopt, {{"survey", said.survey}}};
        const std::string day = format_iso(on);
        bool had_agreed = false, had_plan = false;
        for (const media::Line& line : book.preparations) {
            if (line.fields().text("clause") != said.clause) continue;
            row.record = line.record();
            had_agreed = line.fields().text("agreed") == said.agreed;
            had_plan = line.fields().text("plan") == said.plan;
        }
        if (!row.record) {
            row.values["preparation_no"] = book.number() + "/" + said.clause;
            row.values["contract"] = book.number();
            row.values["clause"] = said.clause;
            row.values["surveyed_on"] = day;
            row.values["origin"] = "operation";
        }
        row.values["says"] = said.says;
        row.values["agreed"] = said.agreed;
        row.values["plan"] = said.plan;
        if (!had_agreed) row.values["agreed_on"] = said.agreed.empty() ? "" : day;
        if (!had_plan) row.values["planned_on"] = said.plan.empty() ? "" : day;
        rows.push_back(std::move(row));
    }
    if (!rows.empty()) DAICHO_CHECK(write_rows(call, rows));
    return done({{"rows", rows.size()}});
}

Answer entrust_board(const Call& call, std::uint64_t contract) {
    DAICHO_TRY(body, body_of(call));
    json::ObjectReader in(body, "");
    EntrustWrite row{"board_decision", std::nullopt, {}};
    row.values["held_on"] = format_iso(in.date("held_on"));
    row.values["members"] = in.text("members", 900);
    row.values["decision"] =
        in.one_of("decision", {"approved", "conditional", "returned", "refused"});
    row.values["grounds"] = in.text("grounds", kLong);
    row.values["conditions_set"] = in.optional_text("conditions", kLong).value_or("");
    const auto due = in.optional_date("conditions_due");
    if (due) row.values["conditions_due"] = format_iso(*due);
    std::string moved_by;
    for (const std::string& clause : in.texts("moved_by")) {
        moved_by += (moved_by.empty() ? "" : ",") + clause;
    }
    DAICHO_CHECK(in.finish());
    DAICHO_TRY(connection, call.app.kernel.reader());
    ClauseShelf shelf(call.app.data);
    DAICHO_TRY(book, reached_book(call, *connection, shelf, contract));
    row.values["moved_by"] = moved_by;
    row.values["decision_no"] = next_number(book.board, "decision_no", book.number() + "/S");
    row.values["contract"] = book.number();
    row.values["origin"] = "operation";
    DAICHO_CHECK(write_rows(call, {row}));
    return done({{"number", row.values["decision_no"]}});
}

// A question (consultation 0), or its answer.
Answer entrust_consult(const Call& call, std::uint64_t contract, std::uint64_t consultation) {
    DAICHO_TRY(body, body_of(call));
    json::ObjectReader in(body, "");
    const Date day = today(call.app);
    EntrustWrite row{"security_consultation", std::nullopt, {}};
    if (consultation == 0) {
        row.values["question"] = in.text("question", kLong);
        row.values["clause"] = in.optional_text("clause", 10).value_or("");
        row.values["asked_by"] = in.text("by", 180);
    } else {
        row.record = consultation;
        row.values["answer"] = in.text("answer", kLong);
        row.values["answered_by"] = in.text("by", 180);
        row.values["answered_on"] = format_iso(day);
    }
    DAICHO_CHECK(in.finish());
    DAICHO_TRY(connection, call.app.kernel.reader());
    ClauseShelf shelf(call.app.data);
    DAICHO_TRY(book, reached_book(call, *connection, shelf, contract));
    if (consultation != 0) {
        const bool mine = std::any_of(
            book.consultations.begin(), book.consultations.end(),
            [&](const media::Line& line) { return line.record() == consultation; });
        if (!mine) {
            return not_found_error("change.no_record").with("record", id_text(consultation));
        }
        DAICHO_CHECK(write_rows(call, {row}));
        return done();
    }
    DAICHO_TRY(settings, entrust_settings(call.app.data, call.app.settings.municipality));
    row.values["consult_no"] = next_number(book.consultations, "consult_no", book.number() + "/C");
    row.values["contract"] = book.number();
    row.values["asked_on"] = format_iso(day);
    row.values["due"] = format_iso(day + settings.answer_days);
    row.values["origin"] = "operation";
    std::vector<EntrustWrite> rows = {row};
    if (!book.row().has("consulted_on")) {
        rows.push_back({"entrusted_contract", contract, {{"consulted_on", format_iso(day)}}});
    }
    DAICHO_CHECK(write_rows(call, rows));
    return done({{"number", row.values["consult_no"]}});
}

}  // namespace daicho::server
