// Protections: measures that run out or have run out and were not cleared, and the releases that
// hold. Numbers only: whose measure it is says the record, to those who may see it.
#include <fmt/format.h>

#include <algorithm>

#include "person/protection.hpp"
#include "person/release.hpp"
#include "server/access.hpp"
#include "server/people_view.hpp"
#include "server/records/record_view.hpp"

namespace daicho::server {
namespace {

// Number of an addressee, which is no secret; empty where there is none.
Result<std::string> number_of(const Call& call, AnswerView& view, std::uint64_t addressee) {
    DAICHO_TRY(definition, call.app.kernel.definition("addressee"));
    DAICHO_TRY(history, registers::read_history(view.connection(), *definition, addressee));
    if (history.empty()) return std::string();
    return shown_key(view, *definition, history.back());
}

Result<json::Array> measures_json(const Call& call, AnswerView& view,
                                  std::vector<std::uint64_t>& shown) {
    json::Array list;
    DAICHO_TRY(all, person::measures(call.app.kernel, view.connection(), today(call.app)));
    std::ranges::sort(all, {}, &person::Measure::to);
    for (const person::Measure& one : all) {
        if (one.standing == person::Standing::ended) continue;
        DAICHO_TRY(number, number_of(call, view, one.addressee));
        list.push_back(json::Object{{"record", id_text(one.record)},
                                    {"addressee", id_text(one.addressee)},
                                    {"addressee_no", std::move(number)},
                                    {"state", one.state},
                                    {"standing", person::to_string(one.standing)},
                                    {"from", format_iso(one.from)},
                                    {"to", format_iso(one.to)}});
        shown.push_back(one.record);
    }
    return list;
}

// Those of whoever asks; of everybody for those who keep the measures.
Result<json::Array> releases_json(const Call& call, AnswerView& view, bool everybody) {
    json::Array list;
    const Instant now = call.app.kernel.clock().now();
    People people(call.app, view.connection());
    DAICHO_TRY(all, person::recent_releases(call.app.kernel, view.connection()));
    for (const person::Release& one : all) {
        const bool own = one.account == call.session.person.principal.account;
        if (!one.holds(now) || (!own && !everybody)) continue;
        DAICHO_TRY(number, number_of(call, view, one.addressee));
        const office::Person* who = people.find(one.account);
        const std::string key =
            fmt::format("{}/{}/{}/{}", number, who == nullptr ? "" : who->principal.number,
                        format_iso(one.asked_on), one.serial);
        list.push_back(json::Object{{"record", id_text(one.record)},
                                    {"key", key},
                                    {"addressee", id_text(one.addressee)},
                                    {"addressee_no", std::move(number)},
                                    {"account", people.name(one.account)},
                                    {"own", own},
                                    {"print", one.print},
                                    {"from", format_utc(one.from)},
                                    {"until", format_utc(one.until)}});
    }
    return list;
}

}  // namespace

Answer protections_api(const Call& call) {
    if (call.request.method != net::Method::get || call.path.size() != 1) {
        return no_such_address(call);
    }
    DAICHO_CHECK(viewable(call, "protection_release"));
    DAICHO_TRY(reader, call.app.kernel.reader());
    AnswerView view(call, *reader, {today(call.app), std::nullopt});
    const bool keeps = may_view(call, registers::kMeasures);
    std::vector<std::uint64_t> shown;
    json::Object answer{{"keeps", keeps}, {"measures", nullptr}};
    if (keeps) {
        DAICHO_TRY(measures, measures_json(call, view, shown));
        answer["measures"] = std::move(measures);
        DAICHO_TRY(allowed, viewable(call, registers::kMeasures));
        DAICHO_CHECK(disclose_before_leaving(call, allowed, journal::EntryKind::disclosure_search,
                                             shown, R"("list":"protections")"));
    }
    DAICHO_TRY(releases, releases_json(call, view, keeps));
    answer["releases"] = std::move(releases);
    return json_answer(answer);
}

}  // namespace daicho::server
