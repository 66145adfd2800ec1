// The contracts with what is due and what is wrong, and the alarms of all registers of this work.
#include <algorithm>
#include <array>

#include "audit/rows.hpp"
#include "register/list.hpp"
#include "server/entrust/entrust_api.hpp"
#include "server/row.hpp"
#include "server/watch_alarms.hpp"

namespace daicho::server {
namespace {

using registers::Cell;
using registers::Moment;

constexpr const char* kOurs[] = {
    "entrusted_contract", "contract_check",       "contract_item",  "contract_gap",
    "contract_clause",    "contract_data",        "contract_party", "contract_worker",
    "risk_weighing",      "security_consultation", "board_decision", "contract_preparation",
    "clause_edition"};
constexpr std::size_t kPage = 50;

// What other registers say about a contract.
struct Signs {
    std::optional<Date> due;  // of the next check that is not done
    std::string kind;
    std::uint64_t check = 0;
    std::size_t late = 0, gaps = 0, unapproved = 0;
};
using AllSigns = std::map<std::uint64_t, Signs>;

Status each(const EntrustReads& in, const char* name, const std::vector<const char*>& fields,
            const registers::ScanRow& visit) {
    DAICHO_TRY(definition, in.kernel.definition(name));
    std::vector<std::size_t> places;
    for (const char* field : fields) places.push_back(definition->index_of(field));
    return registers::scan(in.connection, *definition, places, in.moment, visit);
}

Result<AllSigns> signs_of(const EntrustReads& in) {
    AllSigns all;
    const Date day = in.moment.as_of;
    DAICHO_CHECK(each(in, "contract_check", {"contract", "due", "done_on", "kind"},
                      [&](std::uint64_t record, std::span<const Cell> cells) -> Status {
                          if (cells[2].kind != Cell::Kind::null) return {};
                          Signs& signs = all[static_cast<std::uint64_t>(cells[0].integer)];
                          const Date due =
                              Date::from_days(static_cast<std::int32_t>(cells[1].integer));
                          signs.late += due < day ? 1 : 0;
                          if (signs.due && *signs.due <= due) return {};
                          signs.due = due;
                          signs.kind = std::string(cells[3].bytes);
                          signs.check = record;
                          return {};
                      }));
    DAICHO_CHECK(each(in, "contract_gap", {"contract", "rechecked_on"},
                      [&](std::uint64_t, std::span<const Cell> cells) -> Status {
                          const bool open = cells[1].kind == Cell::Kind::null;
                          all[static_cast<std::uint64_t>(cells[0].integer)].gaps += open ? 1 : 0;
                          return {};
                      }));
    DAICHO_CHECK(each(in, "contract_party", {"contract", "tier", "approved_on", "working_since"},
                      [&](std::uint64_t, std::span<const Cell> cells) -> Status {
                          const bool bad = cells[1].integer >= 2 &&
                                           cells[2].kind == Cell::Kind::null &&
                                           cells[3].kind != Cell::Kind::null;
                          if (bad) ++all[static_cast<std::uint64_t>(cells[0].integer)].unapproved;
                          return {};
                      }));
    return all;
}

// What is wrong with the contract itself: as its watches say it.
std::vector<std::string> alarms_of(const Row& row, const Signs& signs, Date day) {
    std::vector<std::string> alarms;
    const std::string& state = row.text("state");
    const bool begun = state == "running" || state == "ended" || state == "closed";
    const bool live = state == "running";
    const std::pair<const char*, bool> each[] = {
        {"late_check", signs.late > 0},
        {"unapproved", signs.unapproved > 0},
        {"not_closed", state != "closed" && row.date("last_day") < day},
        {"no_board", row.flag("process_b") && begun && !row.has("board_on")},
        {"not_announced", row.has("signed_on") && !row.has("announced_on")},
        {"no_policy", live && !row.has("policy_received_on")},
        {"no_visit",
         live && row.has("annual_visit_on") && row.date("annual_visit_on") + 366 <= day},
        {"not_consulted", state != "closed" && !row.has("consulted_on")}};
    for (const auto& [id, holds] : each) {
        if (holds) alarms.emplace_back(id);
    }
    return alarms;
}

bool in_tab(const std::string& tab, const Row& row, const Signs& signs, bool alarmed) {
    const std::string& state = row.text("state");
    if (tab == "running") return state == "running";
    if (tab == "before") return state != "running" && state != "ended" && state != "closed";
    if (tab == "ended") return state == "ended";
    if (tab == "closed") return state == "closed";
    if (tab == "late") return signs.late > 0;
    if (tab == "gaps") return signs.gaps > 0;
    if (tab == "alarms") return alarmed;
    return true;
}

constexpr std::array<const char*, 8> kTabs = {"all",    "running", "before", "alarms",
                                              "late",   "gaps",    "ended",  "closed"};

json::Value next_json(const Signs& signs, const registers::Definition& checks, Date day) {
    if (!signs.due) return nullptr;
    const auto* code = checks.fields[checks.index_of("kind")].find_code(signs.kind);
    return json::Object{{"check", id_text(signs.check)},
                        {"kind", code == nullptr ? json::Value(signs.kind) : texts(code->label)},
                        {"due", format_iso(*signs.due)},
                        {"late", *signs.due < day}};
}

json::Array texts_json(const std::vector<std::string>& list) {
    json::Array out;
    for (const std::string& one : list) out.emplace_back(one);
    return out;
}

Result<json::Array> alarms_json(const Call& call, store::Connection& connection) {
    DAICHO_TRY(found, watch_alarms(call, connection));
    json::Array list;
    for (const WatchCount& one : found) {
        const bool ours = std::find(std::begin(kOurs), std::end(kOurs), one.definition->name) !=
                          std::end(kOurs);
        if (!ours) continue;
        list.push_back(
            json::Object{{"label", texts(one.watch->label)},
                         {"bad", one.watch->kind == registers::WatchKind::bad},
                         {"count", one.count},
                         {"cite", one.watch->cite},
                         {"route", watch_route(*one.definition, *one.watch)}});
    }
    return list;
}

struct Page {
    const EntrustReads& in;
    const registers::Definition& checks;
    const AllSigns& signs;
    const audit::Names& departments;
    const audit::Names& vendors;
};

json::Value contract_json(const Page& page, const Row& row, const Signs& signs,
                          const std::vector<std::string>& alarms) {
    return json::Object{{"id", id_text(row.record())},
                        {"no", row.text("contract_no")},
                        {"subject", row.text("subject")},
                        {"kind", texts(row.code("kind"))},
                        {"department", audit::name_in(page.departments, row.ref("department"))},
                        {"vendor", audit::name_in(page.vendors, row.ref("vendor"))},
                        {"process", row.flag("process_b") ? "B" : "A"},
                        {"state", json::Object{{"key", row.text("state")},
                                               {"label", texts(row.code("state"))}}},
                        {"first_day", format_iso(row.date("first_day"))},
                        {"last_day", format_iso(row.date("last_day"))},
                        {"next", next_json(signs, page.checks, page.in.moment.as_of)},
                        {"late", signs.late},
                        {"gaps", signs.gaps},
                        {"alarms", texts_json(alarms)}};
}

}  // namespace

Answer entrust_list(const Call& call) {
    DAICHO_TRY(allowed, reachable(call, "entrusted_contract"));
    const std::string tab(call.request.parameter("tab").value_or("all"));
    if (std::find(kTabs.begin(), kTabs.end(), tab) == kTabs.end()) return no_such_address(call);
    DAICHO_TRY(offset, number_parameter(call, "offset", 0));
    DAICHO_TRY(connection, call.app.kernel.reader());
    const EntrustReads in = entrust_reads(call, *connection);
    registers::ListQuery query;
    query.moment = in.moment;
    query.scope = allowed.scope;
    query.sort = allowed.definition->index_of("last_day");
    query.text = call.request.parameter("q").value_or("");
    DAICHO_TRY(order, registers::list_order(*connection, *allowed.definition, query,
                                            audit::kMostRows));
    if (!order) return conflict_error("audit.too_many_rows").with("register", "entrusted_contract");
    DAICHO_TRY(rows, registers::read_rows(*connection, *allowed.definition, *order));
    DAICHO_TRY(signs, signs_of(in));
    DAICHO_TRY(checks, in.kernel.definition("contract_check"));
    DAICHO_TRY(departments,
               audit::names_of(in.kernel, *connection, "department", "name", in.moment));
    DAICHO_TRY(vendors, audit::names_of(in.kernel, *connection, "vendor", "name", in.moment));
    const Page page{in, *checks, signs, departments, vendors};
    std::map<std::string, std::uint64_t> counts;
    json::Array list;
    std::uint64_t place = 0;
    const std::size_t state = allowed.definition->index_of("state");
    std::stable_sort(rows.begin(), rows.end(), [&](const auto& a, const auto& b) {
        return (a.values[state].bytes == "closed") < (b.values[state].bytes == "closed");
    });
    for (const auto& version : rows) {
        const Row row(*allowed.definition, version);
        const auto found = signs.find(row.record());
        const Signs mine = found == signs.end() ? Signs{} : found->second;
        const auto alarms = alarms_of(row, mine, in.moment.as_of);
        for (const char* one : kTabs) {
            counts[one] += in_tab(one, row, mine, !alarms.empty()) ? 1 : 0;
        }
        if (!in_tab(tab, row, mine, !alarms.empty())) continue;
        if (place++ < offset || list.size() >= kPage) continue;
        list.push_back(contract_json(page, row, mine, alarms));
    }
    DAICHO_TRY(alarms, alarms_json(call, *connection));
    json::Array tabs;
    for (const char* one : kTabs) {
        tabs.push_back(json::Object{{"id", one}, {"count", counts[one]}});
    }
    DAICHO_TRY(settings, entrust_settings(call.app.data, call.app.settings.municipality));
    const bool fiscal =
        settings.schedule.quarters == govern::entrust::Quarters::of_fiscal_year;
    return json_answer(
        json::Object{{"today", format_iso(in.moment.as_of)},
                     {"tab", tab},
                     {"tabs", std::move(tabs)},
                     {"total", place},
                     {"offset", offset},
                     {"limit", kPage},
                     {"rows", std::move(list)},
                     {"alarms", std::move(alarms)},
                     {"may_change", may_change(call, "entrusted_contract")},
                     {"settings", json::Object{{"process", settings.process_b ? "B" : "A"},
                                               {"quarters", fiscal ? "fiscal" : "contract"},
                                               {"cite", settings.cite}}}});
}

}  // namespace daicho::server
