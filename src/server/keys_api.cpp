// The city's keys, told without opening one: where the city key is and since when, copies of it,
// the stretches of the journal by key; rotating it. No secret stands in any answer.
#include "custody/key_book.hpp"
#include "custody/key_care.hpp"
#include "server/access.hpp"
#include "server/care_api.hpp"
#include "server/jobs/job_desk.hpp"

namespace daicho::server {
namespace {

// Of a token's address what names it; where its PIN is read from stays here.
std::string public_part(const std::string& uri) { return uri.substr(0, uri.find('?')); }

json::Object place_json(const App& app) {
    const custody::KeyPlace place = custody::look_at_city_key(app.kernel.home());
    json::Object answer{{"kind", place.token.empty() ? "file" : "token"},
                        {"token", place.token.empty() ? json::Value(nullptr)
                                                      : json::Value(public_part(place.token))},
                        {"fault", nullptr}};
    if (place.fault) answer["fault"] = described(*place.fault);
    return answer;
}

Result<json::Array> periods_json(store::Connection& connection) {
    json::Array list;
    DAICHO_TRY(periods, custody::body_periods(connection));
    for (const custody::BodyPeriod& one : periods) {
        list.push_back(json::Object{{"number", one.number},
                                    {"began", format_utc(one.began)},
                                    {"first_entry", one.first},
                                    {"entries", one.entries},
                                    {"kept", one.kept},
                                    {"current", one.current}});
    }
    return list;
}

Answer overview(const Call& call) {
    App& app = call.app;
    DAICHO_CHECK(permitted(call, "account"));
    DAICHO_TRY(reader, app.kernel.reader());
    DAICHO_TRY(periods, periods_json(*reader));
    const auto since = custody::city_key_since(app.kernel.home());
    json::Array copies;
    for (const custody::KeyCopy& one : custody::key_copies(app.kernel.home())) {
        copies.push_back(json::Object{{"at", format_utc(one.at)},
                                      {"file", one.file},
                                      {"of_this_key", since && one.at.micros >= since->micros}});
    }
    std::uint64_t older = 0;
    for (const custody::BackupRecord& one : custody::known_backups(app.kernel.home())) {
        older += since && one.made < since->micros;
    }
    return json_answer(
        json::Object{{"may_rotate", keeps_the_machine(app, call.session.person.principal)},
                     {"place", place_json(app)},
                     {"since", instant_text(since)},
                     {"copies", std::move(copies)},
                     {"backups_of_older_keys", older},
                     {"periods", std::move(periods)},
                     {"journal_years", app.settings.custody.journal_years},
                     {"cite", app.settings.custody.erasure_cite}});
}

// A key that lives in a token is followed by one in the same token.
Answer rotate(const Call& call) {
    DAICHO_TRY(body, body_of(call));
    json::ObjectReader in(body, "");
    const bool keep = in.boolean("keep_old");
    DAICHO_CHECK(in.finish());
    App& app = call.app;
    const auto& home = app.kernel.home();
    std::filesystem::path kept;
    // Who may not leaves no folder behind; the refusal is the library's.
    if (keep && keeps_the_machine(app, call.session.person.principal)) {
        DAICHO_TRY_AS(kept, custody::place_of_old_key(home, app.kernel.clock().now()));
    }
    DAICHO_TRY(entry, custody::rotate_city_key(app.kernel, call.session.person.principal, kept,
                                               custody::look_at_city_key(home).token));
    return json_answer(json::Object{
        {"entry", entry.value},
        {"kept_in", kept.empty() ? json::Value(nullptr) : json::Value(kept.string())}});
}

}  // namespace

Answer keys_api(const Call& call) {
    const bool get = call.request.method == net::Method::get;
    if (get && call.path.size() == 1) return overview(call);
    const bool post = call.request.method == net::Method::post;
    if (post && call.path.size() == 2 && call.path[1] == "rotate") return rotate(call);
    return no_such_address(call);
}

}  // namespace daicho::server
