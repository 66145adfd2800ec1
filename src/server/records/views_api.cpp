// Views of one's own: /api/registers/{register}/views…
#include "server/access.hpp"
#include "server/records/saved_views.hpp"

namespace daicho::server {
namespace {

using net::Method;
using registers::Definition;

Answer list(const Call& call, const Definition& definition) {
    DAICHO_TRY(reader, call.app.kernel.reader());
    DAICHO_TRY(views, saved_views(*reader, call.session.person.principal.account, definition));
    json::Array out;
    for (const SavedView& view : views) out.push_back(view_json(view));
    return json_answer(json::Object{{"views", std::move(out)}, {"most", kMostViews}});
}

Answer save(const Call& call, const Definition& definition, std::uint64_t id) {
    DAICHO_TRY(body, body_of(call));
    DAICHO_TRY(view, read_view(definition, body));
    view.id = id;
    DAICHO_CHECK(call.app.kernel.command([&](registers::Context& context) -> Status {
        DAICHO_TRY_AS(view.id,
                      save_view(context, call.session.person.principal.account, definition, view));
        return {};
    }));
    return json_answer(view_json(view), id == 0 ? 201 : 200);
}

Answer drop(const Call& call, const Definition& definition, std::uint64_t id) {
    DAICHO_CHECK(check_empty_body(call));
    DAICHO_CHECK(call.app.kernel.command([&](registers::Context& context) {
        return drop_view(context, call.session.person.principal.account, definition, id);
    }));
    return no_content();
}

}  // namespace

Answer views_api(const Call& call) {
    const Method method = call.request.method;
    const std::size_t parts = call.path.size();
    DAICHO_TRY(allowed, permitted(call, call.path[1]));
    const Definition& definition = *allowed.definition;
    if (parts == 3 && method == Method::get) return list(call, definition);
    if (parts == 3 && method == Method::post) return save(call, definition, 0);
    if (parts != 4) return no_such_address(call);
    DAICHO_TRY(id, parse_id(call.path[3]));
    if (method == Method::put) return save(call, definition, id);
    if (method == Method::del) return drop(call, definition, id);
    return no_such_address(call);
}

}  // namespace daicho::server
