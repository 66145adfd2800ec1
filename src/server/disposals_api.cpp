// Disposals of media: all of them with how far they have come, one with each of its media, and an
// erasure report brought to one.
#include "media/add_report.hpp"
#include "media/overview.hpp"
#include "register/access.hpp"
#include "server/access.hpp"

namespace daicho::server {
namespace {

constexpr std::uint64_t kPage = 30;
constexpr const char* kRegisters[] = {"disposal",        "disposal_item",    "medium",
                                      "equipment",       "erasure_run",      "hand_over",
                                      "destruction",     "disposal_witness", "certificate_line",
                                      "disposal_certificate"};

Result<media::SharedDesk> desk_of(App& app) {
    {
        const std::lock_guard lock(app.mutex);
        if (app.caches.disposal) return app.caches.disposal;
    }
    DAICHO_TRY(loaded, media::load_desk(app.data / "catalogs"));
    const std::lock_guard lock(app.mutex);
    if (!app.caches.disposal) app.caches.disposal = std::move(loaded);
    return app.caches.disposal;
}

// A sheet is made of all of these: whoever may not see one of them is shown none.
Status all_viewable(const Call& call) {
    for (const char* name : kRegisters) DAICHO_CHECK(viewable(call, name));
    return {};
}

json::Value progress_json(const media::Progress& step) {
    return json::Object{{"needed", step.needed}, {"done", step.done}};
}

json::Value row_json(const media::Overview& row) {
    const registers::Fields plan = row.plan.fields();
    const auto date = [&](std::string_view name) {
        return plan.has(name) ? json::Value(format_iso(plan.date(name))) : json::Value(nullptr);
    };
    return json::Object{{"id", id_text(row.plan.record())},
                        {"disposal_no", plan.text("disposal_no")},
                        {"title", plan.text("title")},
                        {"section", plan.text("section")},
                        {"state", json::Object{{"key", plan.text("state")},
                                               {"label", texts(plan.code("state"))}}},
                        {"certificate_due", date("certificate_due")},
                        {"erase_by", date("erase_by")},
                        {"hand_over_by", date("hand_over_by")},
                        {"consent_missing",
                         plan.text("third_party") == "yes" && !plan.has("consent_on")},
                        {"origin", plan.text("origin")},
                        {"media", row.media},
                        {"erased", progress_json(row.erased)},
                        {"handed_over", progress_json(row.handed_over)},
                        {"destroyed", progress_json(row.destroyed)},
                        {"certified", progress_json(row.certified)},
                        {"next", row.next}};
}

Answer list(const Call& call) {
    DAICHO_CHECK(all_viewable(call));
    DAICHO_TRY(offset, number_parameter(call, "offset", 0));
    const bool ended = call.request.parameter("ended").value_or("") == "true";
    DAICHO_TRY(reader, call.app.kernel.reader());
    DAICHO_TRY(page, media::disposals(call.app.kernel, *reader,
                                      ended ? media::Which::ended : media::Which::running,
                                      today(call.app), offset, kPage));
    json::Array rows;
    for (const media::Overview& row : page.rows) rows.push_back(row_json(row));
    return json_answer(json::Object{{"total", page.total},
                                    {"offset", offset},
                                    {"today", format_iso(today(call.app))},
                                    {"rows", std::move(rows)}});
}

Answer show(const Call& call, std::uint64_t id) {
    DAICHO_CHECK(all_viewable(call));
    DAICHO_TRY(day, as_of(call));
    DAICHO_TRY(desk, desk_of(call.app));
    DAICHO_TRY(reader, call.app.kernel.reader());
    DAICHO_TRY(sheet, media::disposal_sheet(call.app.kernel, *reader, *desk, id,
                                            {day, std::nullopt}));
    json::Value answer = media::to_json(*desk, sheet);
    DAICHO_TRY(runs, call.app.kernel.definition("erasure_run"));
    answer.as_object()["may_add"] = may(call, *runs, registers::Action::change);
    return json_answer(answer);
}

Answer add(const Call& call, std::uint64_t id) {
    DAICHO_CHECK(all_viewable(call));
    DAICHO_TRY(desk, desk_of(call.app));
    media::BroughtReport brought;
    brought.disposal = id;
    brought.name = call.request.parameter("name").value_or("");
    brought.bytes = call.request.body;
    brought.ended = today(call.app);
    const auto ended = call.request.parameter("ended");
    if (ended) {
        DAICHO_TRY_AS(brought.ended, parse_iso_date(*ended));
    }
    if (brought.name.empty() || brought.name.size() > 200) {
        return input_error("cli.no_file").at("name");
    }
    DAICHO_TRY(added, media::add_report(call.app.kernel, call.session.person.principal, *desk,
                                        brought));
    return json_answer(media::to_json(*desk, added), 201);
}

}  // namespace

Answer disposals_api(const Call& call) {
    const bool asks = call.request.method == net::Method::get;
    if (call.path.size() == 1 && asks) return list(call);
    if (call.path.size() < 2) return no_such_address(call);
    DAICHO_TRY(id, parse_id(call.path[1]));
    if (call.path.size() == 2 && asks) return show(call, id);
    const bool brings = call.request.method == net::Method::post;
    if (call.path.size() == 3 && call.path[2] == "reports" && brings) return add(call, id);
    return no_such_address(call);
}

}  // namespace daicho::server
