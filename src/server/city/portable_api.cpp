// Portable media: what is out, what waits, quick lending by a typed or scanned number, counting by
// two, device logs.
#include "media/device_log.hpp"
#include "media/portable.hpp"
#include "register/access.hpp"
#include "server/city/disposal_desk.hpp"

namespace daicho::server {
namespace {

constexpr const char* kRegisters[] = {"medium", "medium_loan", "device_log_line", "media_count",
                                      "terminal"};

Status all_viewable(const Call& call) {
    for (const char* name : kRegisters) DAICHO_CHECK(viewable(call, name));
    return {};
}

const identity::Principal& asker(const Call& call) { return call.session.person.principal; }

Answer show(const Call& call) {
    DAICHO_CHECK(all_viewable(call));
    DAICHO_TRY(reader, call.app.kernel.reader());
    DAICHO_TRY(view, media::portable_view(call.app.kernel, *reader, asker(call), today(call.app)));
    const auto may_change = [&](const char* name) {
        const auto* definition = call.app.kernel.definitions().find(name);
        return definition != nullptr && may(call, *definition, registers::Action::change);
    };
    view.as_object()["may"] = json::Object{{"ask", may_change("medium_loan")},
                                           {"lend", may_change("medium")},
                                           {"count", may_change("media_count")},
                                           {"bring", may_change("device_log_line")}};
    return json_answer(view);
}

Answer ask(const Call& call) {
    DAICHO_TRY(body, body_of(call));
    json::ObjectReader in(body, "");
    media::LoanRequest asked;
    asked.medium = in.text("medium", 240);
    asked.purpose = in.text("purpose", 800);
    asked.system = in.optional_text("system", 80).value_or("");
    asked.data_kind = in.one_of(
        "data_kind", {"resident", "confidential_3", "confidential_2", "confidential_1", "nothing"});
    asked.why_not_transfer = in.text("why_not_transfer", 800);
    asked.section = in.text("section", 160);
    asked.terminal = in.optional_text("terminal", 96).value_or("");
    asked.due = format_iso(in.date("due"));
    asked.carry_out = in.boolean("carry_out");
    DAICHO_CHECK(in.finish());
    DAICHO_TRY(number, media::request_loan(call.app.kernel, asker(call), asked));
    return json_answer(json::Object{{"number", number}}, 201);
}

Answer decide(const Call& call) {
    DAICHO_TRY(loan, parse_id(call.path[2]));
    DAICHO_TRY(body, body_of(call));
    json::ObjectReader in(body, "");
    const bool approve = in.boolean("approve");
    const std::string reason = in.optional_text("reason", 800).value_or("");
    DAICHO_CHECK(in.finish());
    DAICHO_CHECK(media::decide_loan(call.app.kernel, asker(call), loan, approve, reason));
    return no_content();
}

Answer scan(const Call& call) {
    DAICHO_TRY(body, body_of(call));
    json::ObjectReader in(body, "");
    media::Scan scanned;
    scanned.typed = in.text("typed", 240);
    scanned.key_no = in.optional_text("key_no", 80).value_or("");
    scanned.erased = in.optional_text("erased", 10).value_or("");
    DAICHO_CHECK(in.finish());
    DAICHO_TRY(done, media::scan(call.app.kernel, asker(call), scanned));
    return json_answer(json::Object{{"out", done.out},
                                    {"medium_no", done.medium},
                                    {"serial", done.serial},
                                    {"loan_no", done.loan},
                                    {"person", done.person}});
}

Answer count(const Call& call) {
    DAICHO_TRY(body, body_of(call));
    json::ObjectReader in(body, "");
    const std::string span = in.text("span", 10);
    const std::int64_t found = in.integer("found", {.min = 0, .max = 100'000});
    const std::string why = in.optional_text("why", 1'000).value_or("");
    DAICHO_CHECK(in.finish());
    DAICHO_TRY(counted, media::count_media(call.app.kernel, asker(call), span, found, why));
    return json_answer(json::Object{{"number", counted.number},
                                    {"state", counted.state},
                                    {"expected", counted.expected},
                                    {"out", counted.out}});
}

Answer bring(const Call& call) {
    const std::string name(call.request.parameter("name").value_or(""));
    if (name.empty() || name.size() > 200) return input_error("cli.no_file").at("name");
    DAICHO_TRY(added, media::add_device_log(call.app.kernel, asker(call), call.request.body, name));
    return json_answer(media::to_json(added), 201);
}

}  // namespace

Answer portable_api(const Call& call) {
    if (call.path.size() == 1) return show(call);
    if (call.request.method != net::Method::post) return no_such_address(call);
    DAICHO_CHECK(all_viewable(call));
    const std::string& part = call.path[1];
    if (part == "loans") return call.path.size() == 3 ? decide(call) : ask(call);
    if (part == "scans") return scan(call);
    if (part == "counts") return count(call);
    if (part == "device-logs") return bring(call);
    return no_such_address(call);
}

}  // namespace daicho::server
