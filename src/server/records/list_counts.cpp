// Counts on the tabs of views: one request for all of them.
#include "server/records/list_question.hpp"
#include "server/records/record_list.hpp"
#include "server/records/saved_views.hpp"

namespace daicho::server {
namespace {

using registers::Definition;
using registers::ListQuery;

// A tab and what it asks; those of one's own have their number behind "own.".
struct Tab {
    std::string id;
    std::vector<registers::Filter> filters;
};

std::vector<registers::Filter> given(const Definition& definition,
                                     const std::vector<registers::ListCondition>& conditions) {
    std::vector<registers::Filter> filters;
    for (const registers::ListCondition& one : conditions) {
        filters.push_back(registers::parse_condition(definition, one.field, one.text));
    }
    return filters;
}

std::vector<Tab> tabs_of(const Definition& definition) {
    std::vector<Tab> tabs{{"", given(definition, definition.listing.conditions)}, {"all", {}}};
    for (const registers::ListView& view : definition.listing.views) {
        tabs.push_back({view.id, given(definition, view.conditions)});
    }
    for (const registers::Watch& watch : definition.watches) {
        tabs.push_back(
            {std::string(registers::kWatchView) + watch.id, {registers::watch_filter(watch.id)}});
    }
    return tabs;
}

Status add_own(const Call& call, store::Connection& reader, const Definition& definition,
               std::vector<Tab>& tabs) {
    DAICHO_TRY(views, saved_views(reader, call.session.person.principal.account, definition));
    for (const SavedView& view : views) {
        auto filters = filters_of(definition, view.filters);
        if (!filters) continue;  // of a field that is no more
        tabs.push_back({"own." + id_text(view.id), std::move(*filters)});
    }
    return {};
}

}  // namespace

Answer counts_answer(const Call& call, const Allowed& allowed) {
    const std::int64_t started = monotonic_ms();
    const Definition& definition = *allowed.definition;
    DAICHO_TRY(day, as_of(call));
    DAICHO_TRY(known, as_known(call));
    DAICHO_TRY(reader, call.app.kernel.reader());
    AnswerView view(call, *reader, {day, known});
    json::Array counts;
    std::vector<Tab> tabs = tabs_of(definition);
    DAICHO_CHECK(add_own(call, *reader, definition, tabs));
    for (Tab& tab : tabs) {
        ListQuery query;
        query.moment = view.moment();
        query.filters = std::move(tab.filters);
        query.scope = allowed.scope;
        json::Value total = nullptr;
        // A view whose target is gone, or whose code was closed, has no count and says so when it
        // is opened.
        if (may_ask(call, view, definition, query) && make_ready(call, view, definition, query)) {
            const auto rows = total_of(call, *reader, definition, query);
            if (!rows && rows.error().kind == ErrorKind::system) return rows.error();
            if (rows) total = *rows;
        }
        counts.push_back(json::Object{{"id", tab.id}, {"total", std::move(total)}});
    }
    return json_answer(
        json::Object{{"views", std::move(counts)}, {"took_ms", monotonic_ms() - started}});
}

}  // namespace daicho::server
