// Data checks (データ点検): which there are, what the last run counted, what one of them finds.
//
// Counts are figures; a list of findings shows records and is disclosed as such. A check is asked
// only by those who may view every register that it reads.
#include "server/access.hpp"
#include "server/records/record_view.hpp"
#include "server/tax/levy_lookup.hpp"
#include "tax/checks/run.hpp"

namespace daicho::server {
namespace {

using tax::checks::Check;
using tax::checks::CheckRun;
using tax::checks::Found;

constexpr std::uint64_t kMaxRows = 200;
constexpr std::uint64_t kRows = 50;

bool may_ask(const Call& call, const Check& check) {
    for (const std::string_view name : check.reads) {
        if (!may_view(call, name)) return false;
    }
    return may_view(call, check.of);
}

Result<json::Object> check_json(const Call& call, const Check& check) {
    DAICHO_TRY(definition, call.app.kernel.definition(check.of));
    return json::Object{
        {"id", check.id},
        {"name", texts(check.name())},
        {"compares", texts(check.compares())},
        {"severity", tax::checks::to_string(check.severity)},
        {"source", check.source},
        {"register", json::Object{{"name", check.of}, {"label", texts(definition->label)}}},
        {"may_view", may_ask(call, check)}};
}

Answer overview(const Call& call, const std::optional<CheckRun>& run) {
    json::Array list;
    for (const Check& check : tax::checks::all_checks()) {
        DAICHO_TRY(one, check_json(call, check));
        json::Value count = nullptr;
        if (run && may_ask(call, check)) {
            const auto counted = run->counts.find(check.id);
            if (counted != run->counts.end()) count = counted->second;
        }
        one["count"] = std::move(count);
        list.push_back(std::move(one));
    }
    json::Value when = nullptr;
    if (run) {
        when = json::Object{{"at", instant_text(run->at)}, {"as_of", format_iso(run->as_of)}};
    }
    return json_answer(json::Object{{"run", std::move(when)}, {"checks", std::move(list)}});
}

Answer run_now(const Call& call) {
    DAICHO_CHECK(check_empty_body(call));
    DAICHO_TRY(
        run, tax::checks::run_checks(call.app.kernel, call.app.statute, today(call.app),
                                     [&call](const Check& check) { return may_ask(call, check); }));
    return overview(call, run);
}

Result<json::Value> row_json(AnswerView& view, const tax::checks::Question& question,
                             const registers::Definition& definition, const Check& check,
                             const Found& found) {
    DAICHO_TRY(version,
               registers::read_record(view.connection(), definition, found.record, view.moment()));
    if (!version) return json::Value(nullptr);
    const bool hide = view.is_protected(definition, *version);
    std::string key = shown_key(view, definition, *version);
    if (!hide) {
        DAICHO_TRY(known, tax::checks::known_key(question, check.of, found.record));
        key = std::move(known);
    }
    return json::Value(json::Object{{"id", id_text(found.record)},
                                    {"key", std::move(key)},
                                    {"title", title_json(view, definition, *version)},
                                    {"protected", hide},
                                    {"said", texts(check.said_of(found))}});
}

// One page of what the check finds now; the disclosure is durable before it leaves.
Answer findings(const Call& call, const Check& check) {
    for (const std::string_view name : check.reads) DAICHO_CHECK(viewable(call, name));
    DAICHO_TRY(allowed, viewable(call, check.of));
    DAICHO_TRY(offset, number_parameter(call, "offset", 0));
    DAICHO_TRY(wanted, number_parameter(call, "limit", kRows));
    DAICHO_TRY(law, bound_law(call.app, tax::checks::year_to_check(today(call.app))));
    DAICHO_TRY(reader, call.app.kernel.reader());
    AnswerView view(call, *reader, {today(call.app), std::nullopt});
    const tax::checks::Question question{call.app.kernel, *reader, view.moment(), *law};
    DAICHO_TRY(found, check.find(question));
    json::Array rows;
    std::vector<std::uint64_t> shown;
    const std::uint64_t limit = std::min(wanted, kMaxRows);
    for (std::uint64_t i = offset; i < found.size() && i - offset < limit; ++i) {
        DAICHO_TRY(row, row_json(view, question, *allowed.definition, check, found[i]));
        if (row.is_null()) continue;
        rows.push_back(std::move(row));
        shown.push_back(found[i].record);
    }
    DAICHO_CHECK(disclose_before_leaving(call, allowed, journal::EntryKind::disclosure_view, shown,
                                         "\"check\":\"" + std::string(check.id) + "\""));
    DAICHO_TRY(answer, check_json(call, check));
    answer["total"] = found.size();
    answer["offset"] = offset;
    answer["rows"] = std::move(rows);
    return json_answer(answer);
}

}  // namespace

Answer checks_api(const Call& call) {
    const bool get = call.request.method == net::Method::get;
    if (call.path.size() == 1 && get) {
        DAICHO_TRY(reader, call.app.kernel.reader());
        DAICHO_TRY(run, tax::checks::last_run(*reader));
        return overview(call, run);
    }
    if (call.path.size() != 2) return no_such_address(call);
    if (call.path[1] == "run" && call.request.method == net::Method::post) return run_now(call);
    const Check* check = tax::checks::find_check(call.path[1]);
    if (check == nullptr || !get) return no_such_address(call);
    return findings(call, *check);
}

}  // namespace daicho::server
