#include "server/watch_alarms.hpp"

#include "server/records/list_question.hpp"

namespace daicho::server {
namespace {

using registers::Definition;
using registers::ListQuery;
using registers::Watch;
using registers::WatchKind;

// Made ready, or nothing where it is not this person's to ask.
Result<std::optional<ListQuery>> asked(const Call& call, AnswerView& view,
                                       const Definition& definition, const Watch& watch) {
    const auto reached = reach_of(call, definition);
    if (!reached) return std::optional<ListQuery>();
    ListQuery query;
    query.scope = reached->scope;
    query.moment = view.moment();
    query.filters.push_back(registers::watch_filter(watch.id));
    if (!may_ask(call, view, definition, query)) return std::optional<ListQuery>();
    DAICHO_CHECK(make_ready(call, view, definition, query));
    return std::optional(std::move(query));
}

}  // namespace

std::string watch_route(const Definition& definition, const Watch& watch) {
    return "/registers/" + definition.name + "?view=" + std::string(registers::kWatchView) +
           watch.id;
}

Result<std::vector<WatchCount>> watch_alarms(const Call& call, store::Connection& connection) {
    std::vector<WatchCount> found;
    AnswerView view(call, connection, {today(call.app), std::nullopt});
    for (const auto& definition : call.app.kernel.definitions().all()) {
        for (const Watch& watch : definition->watches) {
            if (watch.kind == WatchKind::deadline) continue;
            DAICHO_TRY(query, asked(call, view, *definition, watch));
            if (!query) continue;
            DAICHO_TRY(count, total_of(call, connection, *definition, *query));
            if (count != 0) found.push_back({definition.get(), &watch, count});
        }
    }
    return found;
}

Status watch_deadlines(const Call& call, store::Connection& connection, Date last,
                       std::vector<Deadline>& list) {
    AnswerView view(call, connection, {today(call.app), std::nullopt});
    for (const auto& definition : call.app.kernel.definitions().all()) {
        for (const Watch& watch : definition->watches) {
            if (watch.kind != WatchKind::deadline) continue;
            DAICHO_TRY(query, asked(call, view, *definition, watch));
            if (!query) continue;
            DAICHO_TRY(days, registers::due_days(connection, *definition, watch, *query, last));
            for (const auto& [due, count] : days) {
                list.push_back({due,
                                "api.deadline.watch",
                                {{"count", std::to_string(count)},
                                 {"label_ja", watch.label.ja},
                                 {"label_en", watch.label.en}},
                                watch.cite,
                                watch_route(*definition, watch)});
            }
        }
    }
    return {};
}

}  // namespace daicho::server
