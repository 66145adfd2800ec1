// Sealed roles opened with a reason: what I may open, what waits for a review.
#include "office/emergency.hpp"
#include "server/app.hpp"

namespace daicho::server {
namespace {

json::Value emergency_json(const Call& call, store::Connection& connection,
                           const office::Emergency& one) {
    const auto who = office::find_person(call.app.kernel, connection, one.account,
                                         today(call.app));
    const bool own = one.account == call.session.person.principal.account;
    return json::Object{
        {"id", id_text(one.id)},
        {"kind", one.kind},
        {"number", who ? who->principal.number : std::string()},
        {"name", who ? who->principal.name : std::string()},
        {"opened", instant_text(one.opened)},
        {"until", instant_text(one.until)},
        {"reason", one.reason},
        {"may_review", !own && office::may_review(call.app.settings.accounts,
                                                  call.session.person.principal, one.kind)}};
}

Answer overview(const Call& call) {
    DAICHO_TRY(reader, call.app.kernel.reader());
    const office::AccountPolicy& policy = call.app.settings.accounts;
    json::Array openable;
    for (const auto* rule : office::may_open(policy, call.session.person.principal)) {
        openable.push_back(json::Object{{"kind", rule->id},
                                        {"label", texts(rule->label)},
                                        {"minutes", rule->minutes},
                                        {"cite", rule->cite}});
    }
    DAICHO_TRY(waiting, office::unreviewed(*reader));
    json::Array list;
    for (const office::Emergency& one : waiting) {
        list.push_back(emergency_json(call, *reader, one));
    }
    return json_answer(
        json::Object{{"openable", std::move(openable)}, {"waiting", std::move(list)}});
}

Answer open(const Call& call) {
    DAICHO_TRY(body, body_of(call));
    json::ObjectReader in(body, "");
    const std::string kind = in.text("kind", 100);
    const std::string reason = in.text("reason", 400);
    DAICHO_CHECK(in.finish());
    DAICHO_CHECK(office::open_emergency(call.app.kernel, call.app.settings.accounts,
                                        call.session.person.principal, kind, reason));
    return no_content();
}

Answer review(const Call& call) {
    DAICHO_TRY(id, parse_id(call.path[1]));
    DAICHO_TRY(body, body_of(call));
    json::ObjectReader in(body, "");
    const std::string finding = in.text("finding", 400);
    DAICHO_CHECK(in.finish());
    DAICHO_CHECK(office::review_emergency(call.app.kernel, call.app.settings.accounts,
                                          call.session.person.principal, id, finding));
    return no_content();
}

}  // namespace

Answer emergencies_api(const Call& call) {
    const bool get = call.request.method == net::Method::get;
    const bool post = call.request.method == net::Method::post;
    if (get && call.path.size() == 1) return overview(call);
    if (post && call.path.size() == 1) return open(call);
    if (post && call.path.size() == 3 && call.path[2] == "review") return review(call);
    return no_such_address(call);
}

}  // namespace daicho::server
