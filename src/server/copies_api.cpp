// Masked copies (test data without persons): who asked for what, the second person's release, what
// was made. Making one takes a core for minutes and a folder: a command does it.
#include "custody/masked_copy.hpp"
#include "server/access.hpp"
#include "server/care_api.hpp"
#include "server/insight.hpp"

namespace daicho::server {
namespace {

using custody::MaskedCopy;

json::Value some(std::uint64_t number) {
    return number == 0 ? json::Value(nullptr) : json::Value(number);
}

json::Object copy_json(const MaskedCopy& copy) {
    return json::Object{{"number", copy.number},
                        {"state", copy.state},
                        {"purpose", copy.purpose},
                        {"recipient", copy.recipient},
                        {"owners_asked", some(copy.owners_asked)},
                        {"until", date_text(copy.until)},
                        {"proposed_by", copy.proposed_by},
                        {"decided_by", copy.decided_by},
                        {"reason", copy.reason},
                        {"made_by", copy.made_by},
                        {"made_on", copy.made_on ? date_text(*copy.made_on) : json::Value(nullptr)},
                        {"owners", some(copy.owners)},
                        {"rows", some(copy.rows)},
                        {"source_entry", some(copy.source_entry)},
                        {"medium", copy.medium}};
}

Answer overview(const Call& call) {
    DAICHO_TRY(seen, insight(call, custody::kCopyRegister));
    DAICHO_TRY(reader, call.app.kernel.reader());
    DAICHO_TRY(all, custody::masked_copies(call.app.kernel, *reader));
    json::Array list;
    for (auto one = all.rbegin(); one != all.rend(); ++one) {
        if (seen.shows(one->state, one->decided_by)) list.push_back(copy_json(*one));
    }
    return json_answer(json::Object{
        {"sees_all", seen.all},
        {"may_propose", may(call, *seen.definition, registers::Action::change)},
        {"may_decide", may(call, *seen.definition, registers::Action::approve)},
        {"copies", std::move(list)}});
}

Answer propose(const Call& call) {
    DAICHO_TRY(body, body_of(call));
    json::ObjectReader in(body, "");
    MaskedCopy wanted;
    // Absent: all of them.
    const auto owners = in.optional_integer("owners", {1, 100'000'000});
    wanted.owners_asked = static_cast<std::uint64_t>(owners.value_or(0));
    wanted.purpose = in.text("purpose", 4'000);
    wanted.recipient = in.text("recipient", 4'000);
    wanted.until = in.date("until");
    DAICHO_CHECK(in.finish());
    DAICHO_TRY(made, custody::propose_copy(call.app.kernel, call.session.person.principal,
                                           std::move(wanted)));
    return json_answer(copy_json(made), 201);
}

Answer decide(const Call& call, bool approve) {
    DAICHO_TRY(body, body_of(call));
    json::ObjectReader in(body, "");
    const std::string reason = in.text("reason", 4'000);
    DAICHO_CHECK(in.finish());
    DAICHO_CHECK(custody::decide_copy(call.app.kernel, call.session.person.principal,
                                      call.path[1], approve, reason));
    return no_content();
}

}  // namespace

Answer copies_api(const Call& call) {
    const std::size_t parts = call.path.size();
    if (call.request.method == net::Method::get && parts == 1) return overview(call);
    if (call.request.method != net::Method::post) return no_such_address(call);
    if (parts == 1) return propose(call);
    if (parts == 3 && call.path[2] == "approve") return decide(call, true);
    if (parts == 3 && call.path[2] == "refuse") return decide(call, false);
    return no_such_address(call);
}

}  // namespace daicho::server
