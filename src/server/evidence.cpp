#include "server/evidence.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "server/access.hpp"
#include "server/records/list_question.hpp"
#include "server/watch_alarms.hpp"

namespace daicho::server {
namespace {

using registers::Definition;
using registers::ListQuery;
using registers::Watch;
using registers::WatchKind;

constexpr std::string_view kCount = "count";

const Watch* watch_named(const Definition& definition, std::string_view id) {
    const auto& list = definition.watches;
    const auto found =
        std::find_if(list.begin(), list.end(), [id](const Watch& watch) { return watch.id == id; });
    return found == list.end() ? nullptr : &*found;
}

// As a part of an address: letters and digits as they are, every other byte as %XX.
std::string encoded(std::string_view text) {
    std::string out;
    for (const char c : text) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                           (c >= '0' && c <= '9') || c == '_' || c == '-';
        out += plain ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
    return out;
}

// Address of the list with the rows that were counted.
std::string count_route(const Definition& definition, const govern::EvidenceQuery& asked) {
    std::string route = "/registers/" + definition.name;
    char sign = '?';
    for (const auto& [field, text] : asked.where) {
        route += sign + std::string("filter.") + encoded(field) + "=" + encoded(text);
        sign = '&';
    }
    return route;
}

// Rows of the watch, or the rows that meet the conditions where there is none.
Status count_rows(const Call& call, store::Connection& connection, const Definition& definition,
                  const Watch* watch, const govern::EvidenceQuery& asked, Evidence& evidence) {
    AnswerView view(call, connection, {today(call.app), std::nullopt});
    ListQuery query;
    query.moment = view.moment();
    DAICHO_TRY_AS(query.filters, filters_of(definition, asked.where));
    if (watch != nullptr) query.filters.push_back(registers::watch_filter(watch->id));
    if (!may_ask(call, view, definition, query)) return {};
    DAICHO_CHECK(make_ready(call, view, definition, query));
    DAICHO_TRY(count, total_of(call, connection, definition, query));
    evidence.count = count;
    const bool fit = asked.none == (count == 0);
    evidence.state = fit ? EvidenceState::fit : EvidenceState::unfit;
    evidence.caution = watch != nullptr && watch->kind == WatchKind::caution;
    evidence.route =
        watch == nullptr ? count_route(definition, asked) : watch_route(definition, *watch);
    return {};
}

}  // namespace

Result<Evidence> ask_evidence(const Call& call, store::Connection& connection,
                              std::string_view name) {
    govern::EvidenceQuery query;
    query.name = std::string(name);
    const std::size_t dot = name.find('.');
    query.none = dot == std::string_view::npos || name.substr(dot + 1) != kCount;
    return ask_evidence(call, connection, query);
}

Result<Evidence> ask_evidence(const Call& call, store::Connection& connection,
                              const govern::EvidenceQuery& query) {
    const std::string_view name = query.name;
    if (name.starts_with("journal.")) return ask_journal(call, connection, name);
    Evidence evidence;
    evidence.name = query.name;
    evidence.label = {evidence.name, evidence.name};
    evidence.asked_at = call.app.kernel.clock().now();
    const std::size_t dot = name.find('.');
    if (dot == std::string_view::npos) return evidence;
    const std::string register_name(name.substr(0, dot));
    const std::string_view what = name.substr(dot + 1);
    if (!may_view(call, register_name)) return evidence;
    DAICHO_TRY(definition, call.app.kernel.definition(register_name));
    const Watch* watch = what == kCount ? nullptr : watch_named(*definition, what);
    if (watch == nullptr && what != kCount) return evidence;
    evidence.label = watch == nullptr ? definition->label : watch->label;
    if (watch != nullptr && watch->kind == WatchKind::deadline) return evidence;
    DAICHO_CHECK(count_rows(call, connection, *definition, watch, query, evidence));
    return evidence;
}

json::Value evidence_json(const Evidence& evidence) {
    const bool known = evidence.state != EvidenceState::unknown;
    const char* state = !known ? "unknown" : evidence.state == EvidenceState::fit ? "fit" : "unfit";
    return json::Object{{"name", evidence.name},
                        {"state", state},
                        {"count", known ? json::Value(evidence.count) : json::Value(nullptr)},
                        {"route", known ? json::Value(evidence.route) : json::Value(nullptr)},
                        {"label", texts(evidence.label)},
                        {"asked_at", instant_text(evidence.asked_at)}};
}

}  // namespace daicho::server
