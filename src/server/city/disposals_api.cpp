// Disposals of media: all of them with how far they have come, one with each of its media, and an
// erasure report brought to one.
#include "media/add_certificate.hpp"
#include "media/add_report.hpp"
#include "media/exit_sheet.hpp"
#include "media/overview.hpp"
#include "register/access.hpp"
#include "server/city/disposal_desk.hpp"
#include "server/records/documents_api.hpp"

namespace daicho::server {
namespace {

constexpr std::uint64_t kPage = 30;
constexpr const char* kRegisters[] = {
    "disposal",  "disposal_item", "medium",           "equipment",        "erasure_run",
    "hand_over", "destruction",   "disposal_witness", "certificate_line", "disposal_certificate"};

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
    return json::Object{
        {"id", id_text(row.plan.record())},
        {"disposal_no", plan.text("disposal_no")},
        {"title", plan.text("title")},
        {"section", plan.text("section")},
        {"state", json::Object{{"key", plan.text("state")}, {"label", texts(plan.code("state"))}}},
        {"certificate_due", date("certificate_due")},
        {"erase_by", date("erase_by")},
        {"hand_over_by", date("hand_over_by")},
        {"consent_missing", plan.text("third_party") == "yes" && !plan.has("consent_on")},
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
    DAICHO_TRY(sheet,
               media::disposal_sheet(call.app.kernel, *reader, *desk, id, {day, std::nullopt}));
    json::Value answer = media::to_json(*desk, sheet);
    DAICHO_TRY(runs, call.app.kernel.definition("erasure_run"));
    answer.as_object()["may_add"] = may(call, *runs, registers::Action::change);
    answer.as_object()["person"] = media::person_text(call.session.person.principal);
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
    DAICHO_TRY(added,
               media::add_report(call.app.kernel, call.session.person.principal, *desk, brought));
    return json_answer(media::to_json(*desk, added), 201);
}

// The file that was brought before, for the documents of this register.
Status take_file(const Call& call, const char* register_name, std::string file,
                 registers::NewDocument& into, std::vector<std::uint64_t>& taken) {
    registers::ChangeRequest request;
    request.register_name = register_name;
    request.values = {{"file", std::move(file)}};
    DAICHO_CHECK(take_documents(call, request, taken));
    const auto found = request.documents.find("file");
    if (found == request.documents.end()) return not_found_error("document.upload_gone").at("file");
    into = std::move(found->second);
    return {};
}

Answer certify(const Call& call, std::uint64_t id) {
    DAICHO_CHECK(all_viewable(call));
    DAICHO_TRY(desk, desk_of(call.app));
    DAICHO_TRY(body, json::parse(call.request.body));
    json::ObjectReader in(body, "");
    media::BroughtCertificate brought;
    brought.disposal = id;
    brought.number = in.text("certificate_no", 120);
    brought.kind = in.one_of("kind", {"destruction", "erasure"});
    brought.issuer = in.optional_text("issuer", 300).value_or("");
    const auto issued = in.optional_date("issued_on");
    if (issued) brought.issued = format_iso(*issued);
    brought.standard = in.optional_text("standard", 300).value_or("");
    brought.serials = in.texts("serials");
    std::string file = in.text("file", 40);
    DAICHO_CHECK(in.finish());
    std::vector<std::uint64_t> taken;
    DAICHO_CHECK(
        take_file(call, "disposal_certificate_document", std::move(file), brought.file, taken));
    DAICHO_TRY(added, media::add_certificate(call.app.kernel, call.session.person.principal, *desk,
                                             brought));
    DAICHO_CHECK(drop_taken(call, taken));
    json::Array elsewhere;
    for (const media::CertifiedElsewhere& one : added.elsewhere) {
        elsewhere.push_back(
            json::Object{{"serial", one.serial}, {"certificate_no", one.certificate}});
    }
    return json_answer(json::Object{{"id", id_text(added.record)},
                                    {"certificate_no", added.number},
                                    {"lines", added.lines.size()},
                                    {"elsewhere", std::move(elsewhere)}},
                       201);
}

Answer picture(const Call& call, std::uint64_t id) {
    DAICHO_CHECK(all_viewable(call));
    DAICHO_TRY(desk, desk_of(call.app));
    DAICHO_TRY(body, json::parse(call.request.body));
    json::ObjectReader in(body, "");
    media::BroughtPhoto brought;
    brought.disposal = id;
    brought.serials = in.texts("serials");
    std::string file = in.text("file", 40);
    DAICHO_CHECK(in.finish());
    std::vector<std::uint64_t> taken;
    DAICHO_CHECK(
        take_file(call, "certificate_line_document", std::move(file), brought.file, taken));
    DAICHO_TRY(lines,
               media::add_photo(call.app.kernel, call.session.person.principal, *desk, brought));
    DAICHO_CHECK(drop_taken(call, taken));
    return json_answer(json::Object{{"lines", lines.size()}}, 201);
}

Answer look(const Call& call, std::uint64_t id) {
    DAICHO_CHECK(all_viewable(call));
    DAICHO_TRY(line, parse_id(call.path[3]));
    DAICHO_TRY(desk, desk_of(call.app));
    DAICHO_TRY(body, body_of(call));
    json::ObjectReader in(body, "");
    const bool readable = in.boolean("readable");
    DAICHO_CHECK(in.finish());
    DAICHO_CHECK(media::read_photo(call.app.kernel, call.session.person.principal, *desk, id, line,
                                   readable));
    return no_content();
}

Answer exits(const Call& call) {
    DAICHO_CHECK(viewable(call, "cloud_exit"));
    DAICHO_CHECK(viewable(call, "information_system"));
    DAICHO_TRY(offset, number_parameter(call, "offset", 0));
    DAICHO_TRY(desk, desk_of(call.app));
    DAICHO_TRY(reader, call.app.kernel.reader());
    std::uint64_t total = 0;
    DAICHO_TRY(sheets, media::exit_sheets(call.app.kernel, *reader, *desk,
                                          {today(call.app), std::nullopt}, offset, kPage, total));
    json::Array rows;
    for (const media::ExitSheet& sheet : sheets) rows.push_back(media::to_json(*desk, sheet));
    return json_answer(
        json::Object{{"total", total}, {"offset", offset}, {"rows", std::move(rows)}});
}

Answer exit(const Call& call) {
    DAICHO_CHECK(viewable(call, "cloud_exit"));
    DAICHO_CHECK(viewable(call, "information_system"));
    DAICHO_TRY(id, parse_id(call.path[1]));
    DAICHO_TRY(day, as_of(call));
    DAICHO_TRY(desk, desk_of(call.app));
    DAICHO_TRY(reader, call.app.kernel.reader());
    DAICHO_TRY(sheet, media::exit_sheet(call.app.kernel, *reader, *desk, id, {day, std::nullopt}));
    json::Value answer = media::to_json(*desk, sheet);
    answer.as_object()["may_change"] = may(call, *sheet.row.definition, registers::Action::change);
    return json_answer(answer);
}

}  // namespace

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

Answer cloud_exits_api(const Call& call) {
    if (call.request.method != net::Method::get) return no_such_address(call);
    if (call.path.size() == 1) return exits(call);
    return call.path.size() == 2 ? exit(call) : no_such_address(call);
}

Answer disposals_api(const Call& call) {
    const bool asks = call.request.method == net::Method::get;
    if (call.path.size() == 1 && asks) return list(call);
    if (call.path.size() < 2) return no_such_address(call);
    DAICHO_TRY(id, parse_id(call.path[1]));
    if (call.path.size() == 2 && asks) return show(call, id);
    const bool brings = call.request.method == net::Method::post;
    if (call.path.size() == 3 && call.path[2] == "reports" && brings) return add(call, id);
    if (call.path.size() == 3 && call.path[2] == "certificates" && brings) {
        return certify(call, id);
    }
    if (call.path.size() == 3 && call.path[2] == "photos" && brings) return picture(call, id);
    if (call.path.size() == 4 && call.path[2] == "photos" && brings) return look(call, id);
    return no_such_address(call);
}

}  // namespace daicho::server
