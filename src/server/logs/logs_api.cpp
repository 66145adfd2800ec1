// Analysis of logs as the screen shows it: what is to be analysed and until when, what was, over
// which bytes and by which rules, who looked at it, and what became of the hits.
#include "server/logs/logs_api.hpp"
#include "server/may_change.hpp"

#include <map>

#include "govern/logs/rules.hpp"
#include "register/access.hpp"
#include "register/key_index.hpp"
#include "register/list.hpp"
#include "server/access.hpp"
#include "server/logs/log_desk.hpp"
#include "server/logs/log_journal.hpp"
#include "server/row.hpp"

namespace daicho::server {
namespace {

using registers::Definition;
using registers::Filter;
using registers::FilterKind;
using registers::ListQuery;
using registers::RecordVersion;

constexpr std::uint64_t kRunsShown = 30;
constexpr std::uint64_t kCasesShown = 50;
constexpr std::uint64_t kPage = 1'000;
constexpr int kMonthDays = 45;  // as the watches of log_source have it
constexpr int kQuarterDays = 120;

ListQuery all_of(const Call& call, std::uint64_t limit) {
    ListQuery query;
    query.moment = {today(call.app), std::nullopt};
    query.limit = limit;
    return query;
}

Filter equal(const Definition& definition, const char* field, std::string value) {
    return {definition.index_of(field), FilterKind::equals, std::move(value)};
}

json::Object code_json(const Row& row, const char* field) {
    return {{"key", row.text(field)}, {"label", texts(row.code(field))}};
}

// A text that holds JSON; null when it is empty or was changed into something else.
json::Value parsed(const std::string& text) {
    auto value = json::parse(text);
    return value ? std::move(*value) : json::Value(nullptr);
}

// The newest run of a source, and by when the next one should be there.
Result<json::Object> source_json(const Call& call, store::Connection& connection,
                                 const Definition& sources, const Definition& runs,
                                 const RecordVersion& version) {
    const Row row(sources, version);
    ListQuery query = all_of(call, 1);
    query.sort = runs.index_of("period_to");
    query.descending = true;
    query.filters = {equal(runs, "source", std::to_string(version.record))};
    DAICHO_TRY(page, registers::list_records(connection, runs, query));
    const bool used = row.text("state") == "in_use";
    const int days = row.text("rhythm") == "quarterly" ? kQuarterDays : kMonthDays;
    json::Value last = nullptr;
    json::Value due = nullptr;
    bool late = used;
    if (!page.rows.empty()) {
        const Row run(runs, page.rows.front());
        const Date until = run.date("period_to") + days;
        late = used && until < today(call.app);
        due = format_iso(until);
        last = json::Object{{"id", id_text(page.rows.front().record)},
                            {"run_no", run.text("run_no")},
                            {"period_to", format_iso(run.date("period_to"))},
                            {"ran_on", format_iso(run.date("ran_on"))}};
    }
    return json::Object{{"id", id_text(version.record)},
                        {"source_no", row.text("source_no")},
                        {"name", row.text("name")},
                        {"mapping", row.text("mapping")},
                        {"journal", row.text("mapping") == kJournalMapping},
                        {"state", code_json(row, "state")},
                        {"rhythm", code_json(row, "rhythm")},
                        {"rules", row.text("rules")},
                        {"thresholds", row.text("thresholds")},
                        {"owner", row.text("owner")},
                        {"reviewer", row.text("reviewer")},
                        {"procedure_no", row.text("procedure_no")},
                        {"last_run", std::move(last)},
                        {"due", std::move(due)},
                        {"late", late}};
}

Result<json::Array> sources_json(const Call& call, store::Connection& connection,
                                 const Definition& runs) {
    json::Array list;
    DAICHO_TRY(sources, viewable(call, "log_source"));
    DAICHO_TRY(page, registers::list_records(connection, *sources.definition, all_of(call, 200)));
    for (const RecordVersion& version : page.rows) {
        DAICHO_TRY(one, source_json(call, connection, *sources.definition, runs, version));
        list.push_back(std::move(one));
    }
    return list;
}

Result<json::Value> review_json(const Call& call, store::Connection& connection,
                                std::uint64_t run) {
    DAICHO_TRY(reviews, viewable(call, "log_review"));
    ListQuery query = all_of(call, 1);
    query.filters = {equal(*reviews.definition, "run", std::to_string(run))};
    DAICHO_TRY(page, registers::list_records(connection, *reviews.definition, query));
    if (page.rows.empty()) return json::Value(nullptr);
    const Row row(*reviews.definition, page.rows.front());
    return json::Value(json::Object{{"verdict", code_json(row, "verdict")},
                                    {"reviewed_by", row.text("reviewed_by")},
                                    {"reviewed_on", format_iso(row.date("reviewed_on"))},
                                    {"remark", row.text("remark")}});
}

Result<json::Object> run_json(const Call& call, store::Connection& connection,
                              const Definition& runs, const RecordVersion& version) {
    const Row row(runs, version);
    DAICHO_TRY(sources, call.app.kernel.definition("log_source"));
    DAICHO_TRY(source, registers::read_record(connection, *sources,
                                              static_cast<std::uint64_t>(row.integer("source")),
                                              {today(call.app), std::nullopt}));
    DAICHO_TRY(review, review_json(call, connection, version.record));
    return json::Object{{"id", id_text(version.record)},
                        {"run_no", row.text("run_no")},
                        {"source", source ? Row(*sources, *source).text("name") : ""},
                        {"period_from", format_iso(row.date("period_from"))},
                        {"period_to", format_iso(row.date("period_to"))},
                        {"ran_on", format_iso(row.date("ran_on"))},
                        {"ran_by", row.text("ran_by")},
                        {"own", row.text("ran_by") == call.session.person.principal.number},
                        {"files", parsed(row.text("files"))},
                        {"faults", parsed(row.text("faults"))},
                        {"lines", row.integer("lines")},
                        {"events", row.integer("events")},
                        {"outside", row.integer("outside")},
                        {"rejected", row.integer("rejected")},
                        {"hits", row.integer("hits")},
                        {"mapping", row.text("mapping")},
                        {"mapping_digest", row.text("mapping_digest")},
                        {"edition", row.text("edition")},
                        {"rules", row.text("rules")},
                        {"rules_digest", row.text("rules_digest")},
                        {"thresholds", row.text("thresholds")},
                        {"entry", version.commit.value},
                        {"review", std::move(review)}};
}

json::Object case_json(const Definition& cases, const RecordVersion& version, Date day) {
    const Row row(cases, version);
    const bool open = row.text("state") == "open";
    return {{"id", id_text(version.record)},
            {"case_no", row.text("case_no")},
            {"rule", row.text("rule")},
            {"title", texts({row.text("title_ja"), row.text("title_en")})},
            {"level", code_json(row, "level")},
            {"account", row.text("account")},
            {"first_on", format_iso(row.date("first_on"))},
            {"last_on", format_iso(row.date("last_on"))},
            {"hits", row.integer("hits")},
            {"assigned", row.text_or_null("assigned")},
            {"due", format_iso(row.date("due"))},
            {"late", open && row.date("due") < day},
            {"state", code_json(row, "state")}};
}

// Cases say whom they are about: whoever is shown them is journaled.
Result<json::Value> cases_json(const Call& call, store::Connection& connection) {
    if (!may_view(call, "log_case")) return json::Value(nullptr);
    DAICHO_TRY(allowed, viewable(call, "log_case"));
    const Definition& cases = *allowed.definition;
    json::Object counts;
    for (const char* state : {"open", "explained", "misuse", "closed"}) {
        ListQuery query = all_of(call, 1);
        query.filters = {equal(cases, "state", state)};
        DAICHO_TRY(count, registers::count_list(connection, cases, query));
        counts[state] = count;
    }
    ListQuery query = all_of(call, kCasesShown);
    query.sort = cases.index_of("due");
    query.filters = {{cases.index_of("state"), FilterKind::one_of, "", "", {"open", "misuse"}}};
    DAICHO_TRY(page, registers::list_records(connection, cases, query));
    json::Array rows;
    std::vector<std::uint64_t> shown;
    for (const RecordVersion& version : page.rows) {
        shown.push_back(version.record);
        rows.push_back(case_json(cases, version, today(call.app)));
    }
    DAICHO_CHECK(record_disclosure(call, allowed, journal::EntryKind::disclosure_search, shown,
                                   R"("form":"logs")"));
    return json::Value(json::Object{{"counts", std::move(counts)}, {"rows", std::move(rows)}});
}

Answer overview(const Call& call) {
    DAICHO_TRY(allowed, viewable(call, "log_run"));
    const Definition& runs = *allowed.definition;
    DAICHO_TRY(reader, call.app.kernel.reader());
    DAICHO_TRY(sources, sources_json(call, *reader, runs));
    ListQuery query = all_of(call, kRunsShown);
    query.sort = runs.index_of("ran_on");
    query.descending = true;
    DAICHO_TRY(page, registers::list_records(*reader, runs, query));
    json::Array rows;
    for (const RecordVersion& version : page.rows) {
        DAICHO_TRY(one, run_json(call, *reader, runs, version));
        rows.push_back(std::move(one));
    }
    DAICHO_TRY(cases, cases_json(call, *reader));
    return json_answer(json::Object{{"today", format_iso(today(call.app))},
                                    {"may_run", may_change(call, "log_run")},
                                    {"may_review", may_change(call, "log_review")},
                                    {"sources", std::move(sources)},
                                    {"total", page.total},
                                    {"runs", std::move(rows)},
                                    {"cases", std::move(cases)}});
}

struct RuleHits {
    std::string title_ja;
    std::string title_en;
    std::uint64_t hits = 0;
    std::uint64_t open = 0;
};

// By rule; the numbers say nothing of a person.
Result<json::Array> hits_json(const Call& call, store::Connection& connection, std::uint64_t run) {
    json::Array list;
    DAICHO_TRY(hits, call.app.kernel.definition("log_hit"));
    std::map<std::string, RuleHits> by_rule;
    ListQuery query = all_of(call, kPage);
    query.filters = {equal(*hits, "run", std::to_string(run))};
    for (;; query.offset += kPage) {
        DAICHO_TRY(page, registers::list_records(connection, *hits, query));
        for (const RecordVersion& version : page.rows) {
            const Row row(*hits, version);
            RuleHits& one = by_rule[row.text("rule")];
            one.title_ja = row.text("title_ja");
            one.title_en = row.text("title_en");
            ++one.hits;
            one.open += row.text("state") == "open" ? 1 : 0;
        }
        if (page.rows.size() < kPage) break;
    }
    for (const auto& [rule, one] : by_rule) {
        list.push_back(json::Object{{"rule", rule},
                                    {"title", texts({one.title_ja, one.title_en})},
                                    {"hits", one.hits},
                                    {"open", one.open}});
    }
    return list;
}

Answer one_run(const Call& call, std::uint64_t id) {
    DAICHO_TRY(allowed, viewable(call, "log_run"));
    DAICHO_TRY(reader, call.app.kernel.reader());
    DAICHO_TRY(version, registers::read_record(*reader, *allowed.definition, id,
                                               {today(call.app), std::nullopt}));
    if (!version) return not_found_error("change.no_record").with("record", id_text(id));
    DAICHO_TRY(run, run_json(call, *reader, *allowed.definition, *version));
    DAICHO_TRY(hits, hits_json(call, *reader, id));
    run["may_review"] = may_change(call, "log_review");
    run["by_rule"] = std::move(hits);
    return json_answer(std::move(run));
}

Answer review(const Call& call, std::uint64_t id) {
    DAICHO_TRY(allowed, viewable(call, "log_run"));
    DAICHO_TRY(body, body_of(call));
    json::ObjectReader in(body, "");
    LogReview given;
    given.verdict = in.text("verdict", 20);
    given.remark = in.text("remark", 2'000);
    DAICHO_CHECK(in.finish());
    {
        DAICHO_TRY(reader, call.app.kernel.reader());
        DAICHO_TRY(version, registers::read_record(*reader, *allowed.definition, id,
                                                   {today(call.app), std::nullopt}));
        if (!version) return not_found_error("change.no_record").with("record", id_text(id));
        given.run = Row(*allowed.definition, *version).text("run_no");
    }
    DAICHO_TRY(done, review_log_run(call.app.kernel, call.session.person.principal, given));
    return json_answer(std::move(done), 201);
}

// What each source's procedure sets otherwise than the rule set.
Result<std::map<std::string, json::Array>> set_by(const Call& call) {
    std::map<std::string, json::Array> out;
    DAICHO_TRY(sources, viewable(call, "log_source"));
    DAICHO_TRY(reader, call.app.kernel.reader());
    DAICHO_TRY(page, registers::list_records(*reader, *sources.definition, all_of(call, 200)));
    for (const RecordVersion& version : page.rows) {
        const Row row(*sources.definition, version);
        DAICHO_TRY(changed, log_thresholds(row.text("thresholds")));
        for (const auto& [name, value] : changed) {
            out[name].push_back(json::Object{{"source", row.text("source_no")},
                                             {"id", id_text(version.record)},
                                             {"value", value},
                                             {"procedure_no", row.text("procedure_no")}});
        }
    }
    return out;
}

Answer rules(const Call& call) {
    DAICHO_TRY(allowed, viewable(call, "log_run"));
    DAICHO_TRY(set, govern::logs::load_rules(
                        (call.app.data / "catalogs" / "logs" / "municipal.yaml").string()));
    DAICHO_TRY(changed, set_by(call));
    json::Array list;
    for (const govern::logs::Rule& rule : set.rules) {
        if (!rule.reported) continue;
        list.push_back(json::Object{{"name", rule.name},
                                    {"title", texts(rule.title)},
                                    {"reason", texts(rule.reason)},
                                    {"question", texts(rule.question)},
                                    {"level", rule.level}});
    }
    json::Array thresholds;
    for (const govern::logs::Threshold& one : set.thresholds) {
        thresholds.push_back(json::Object{{"name", one.name},
                                          {"label", texts(one.label)},
                                          {"value", one.value},
                                          {"cite", one.cite},
                                          {"set_by", changed[one.name]}});
    }
    return json_answer(json::Object{{"edition", set.head.edition},
                                    {"source", set.head.source},
                                    {"source_note", texts(set.head.source_note)},
                                    {"rules", std::move(list)},
                                    {"thresholds", std::move(thresholds)}});
}

}  // namespace

Answer logs_api(const Call& call) {
    const bool get = call.request.method == net::Method::get;
    const std::size_t parts = call.path.size();
    if (parts == 1 && get) return overview(call);
    if (parts == 2 && get && call.path[1] == "rules") return rules(call);
    if (parts < 3 || call.path[1] != "runs") return no_such_address(call);
    DAICHO_TRY(id, parse_id(call.path[2]));
    if (parts == 3 && get) return one_run(call, id);
    const bool posts = call.request.method == net::Method::post;
    if (parts == 4 && posts && call.path[3] == "review") return review(call, id);
    return no_such_address(call);
}

}  // namespace daicho::server
