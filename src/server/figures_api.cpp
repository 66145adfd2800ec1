// Figures of the city as charts show them: added up here, never a record. Each figure is for those
// who may view the register it is made of; what somebody may not see is left out. A figure says
// nothing that its reader could not read in that register.
//
// Where a figure counts persons or looks at them, its reader may not open them: one or two are not
// told, for they could be recognised by who knows the day or the purpose. The value is null, the
// figure says from how many on it counts (`least`), and no sum from which it could be reckoned
// stands beside it.
#include <algorithm>
#include <array>

#include "register/query.hpp"
#include "server/access.hpp"
#include "server/alarms.hpp"
#include "server/care_api.hpp"
#include "server/tax/levy_lookup.hpp"
#include "server/tax/levy_totals.hpp"

namespace daicho::server {
namespace {

using registers::Cell;

constexpr int kDays = 14;
constexpr std::size_t kYears = 5;
constexpr std::int64_t kLeastPersons = 3;
constexpr std::size_t kNamedPurposes = 2;  // and the rest: no chart has more than three series

struct Series {
    std::string id;
    json::Value label;
    std::vector<std::int64_t> values;
};

struct Figure {
    std::string id;              // its title is figure.<id>
    std::string_view axis;       // fiscal_year | day | name: what the categories are
    std::string_view unit;       // yen | count | rows
    std::string route;           // where the numbers come from
    json::Array categories;      // {"key","label","open"}
    std::vector<Series> series;  // as many values as categories
    bool persons = false;        // counts persons or looks at them
};

json::Value least_json(const Figure& figure) {
    return figure.persons ? json::Value(kLeastPersons) : json::Value(nullptr);
}

json::Value value_json(const Figure& figure, std::int64_t value) {
    const bool few = figure.persons && value > 0 && value < kLeastPersons;
    return few ? json::Value(nullptr) : json::Value(value);
}

json::Object category(std::string key, json::Value label = nullptr, bool open = false) {
    return json::Object{{"key", std::move(key)}, {"label", std::move(label)}, {"open", open}};
}

json::Value figure_json(Figure figure) {
    json::Array series;
    for (Series& one : figure.series) {
        json::Array values;
        for (const std::int64_t value : one.values) values.push_back(value_json(figure, value));
        series.push_back(json::Object{{"id", std::move(one.id)},
                                      {"label", std::move(one.label)},
                                      {"values", std::move(values)}});
    }
    const std::string title = "figure." + figure.id;
    return json::Object{{"id", figure.id},
                        {"title", message_texts(title)},
                        {"axis", figure.axis},
                        {"unit", figure.unit},
                        {"route", std::move(figure.route)},
                        {"least", least_json(figure)},
                        {"categories", std::move(figure.categories)},
                        {"series", std::move(series)}};
}

// The run of each of the last levied years that holds: confirmed, else the newest.
Status levies(const Call& call, store::Connection& connection, json::Array& list) {
    if (!may_view(call, "levy_run")) return {};
    DAICHO_TRY(definition, call.app.kernel.definition("levy_run"));
    DAICHO_TRY(years, levied_years(call.app, connection));
    if (years.empty()) return {};
    if (years.size() > kYears) years.resize(kYears);
    std::ranges::reverse(years);
    Figure figure{"levy", "fiscal_year", "yen", "/levy", {}, {}, false};
    figure.series = {{"fixed", message_texts("figure.levy.fixed"), {}},
                     {"city_planning", message_texts("figure.levy.city_planning"), {}}};
    for (const FiscalYear year : years) {
        DAICHO_TRY(run, tax::levy::find_run(call.app.kernel, connection, year));
        if (run.record == 0) continue;
        DAICHO_TRY(history, registers::read_history(connection, *definition, run.record));
        const Row row(*definition, history.back());
        figure.categories.push_back(
            category(std::to_string(year.year()), nullptr, run.state != "confirmed"));
        figure.series[0].values.push_back(row.integer("fixed_tax_yen"));
        figure.series[1].values.push_back(row.integer("city_tax_yen"));
    }
    list.push_back(figure_json(std::move(figure)));
    return {};
}

// Value and number of what was levied last, by class.
Status assets(const Call& call, store::Connection& connection, json::Array& list) {
    if (!may_view(call, "levy_run") || !may_view(call, "levy_parcel")) return {};
    DAICHO_TRY(year, year_to_show(call.app, connection));
    DAICHO_TRY(run, tax::levy::find_run(call.app.kernel, connection, year));
    if (run.record == 0) return {};
    DAICHO_TRY(totals, totals_of_run(call.app, connection, run.run_no));
    const std::string route = "/levy/" + run.run_no;
    Figure value{"assets", "name", "yen", route, {}, {}, false};
    Figure count{"asset_counts", "name", "count", route, {}, {}, false};
    value.series = {{"value", message_texts("figure.assets.value"), {}}};
    count.series = {{"objects", message_texts("figure.assets.objects"), {}}};
    for (const json::Value& row : totals.at("rows").as_array()) {
        const std::string key(row.at("class").as_string());
        if (key == "total") continue;
        value.categories.push_back(category(key, row.at("label")));
        count.categories.push_back(category(key, row.at("label")));
        value.series[0].values.push_back(row.at("value_yen").to_number<std::int64_t>());
        count.series[0].values.push_back(row.at("objects").to_number<std::int64_t>());
    }
    list.push_back(figure_json(std::move(value)));
    list.push_back(figure_json(std::move(count)));
    return {};
}

void changes(const std::map<Date, DayCounts>& days, json::Array& list) {
    Figure figure{"changes", "day", "rows", "/journal", {}, {}, false};
    figure.series = {{"by_hand", message_texts("figure.changes.by_hand"), {}},
                     {"imported", message_texts("figure.changes.imported"), {}},
                     {"computed", message_texts("figure.changes.computed"), {}}};
    for (const auto& [day, counts] : days) {
        figure.categories.push_back(category(format_iso(day)));
        figure.series[0].values.push_back(static_cast<std::int64_t>(counts.by_hand));
        figure.series[1].values.push_back(static_cast<std::int64_t>(counts.imported));
        figure.series[2].values.push_back(static_cast<std::int64_t>(counts.computed));
    }
    list.push_back(figure_json(std::move(figure)));
}

// A purpose is a number of its register; those of the same words are one.
BilingualText purpose_label(const Call& call, std::uint16_t register_number,
                            std::uint16_t purpose) {
    const registers::Definition* found = call.app.kernel.definitions().find(register_number);
    const auto* named = found == nullptr ? nullptr : found->purposes.find(purpose);
    if (named != nullptr) return named->label;
    constexpr const char* kNone = "figure.disclosures.no_purpose";
    return {message(kNone, Language::japanese), message(kNone, Language::english)};
}

void disclosures(const Call& call, const std::map<Date, DayCounts>& days, json::Array& list) {
    struct Purpose {
        BilingualText label;
        std::int64_t total = 0;
        std::map<Date, std::int64_t> by_day;
    };
    std::map<std::string, Purpose> by_label;
    for (const auto& [day, counts] : days) {
        for (const auto& [place, count] : counts.disclosures) {
            BilingualText label = purpose_label(call, place.first, place.second);
            Purpose& one = by_label[label.ja];
            one.label = std::move(label);
            one.total += static_cast<std::int64_t>(count);
            one.by_day[day] += static_cast<std::int64_t>(count);
        }
    }
    std::vector<Purpose> order;
    for (auto& [label, one] : by_label) order.push_back(std::move(one));
    std::ranges::stable_sort(order, std::greater{}, &Purpose::total);
    Figure figure{"disclosures", "day", "count", "/journal", {}, {}, true};
    for (const auto& [day, counts] : days) figure.categories.push_back(category(format_iso(day)));
    for (std::size_t i = 0; i < order.size(); ++i) {
        const bool named = i < kNamedPurposes;
        if (i <= kNamedPurposes) {
            figure.series.push_back(
                {"p" + std::to_string(i),
                 named ? texts(order[i].label) : message_texts("figure.disclosures.others"),
                 std::vector<std::int64_t>(days.size())});
        }
        std::size_t at = 0;
        for (const auto& [day, counts] : days) {
            const auto found = order[i].by_day.find(day);
            if (found != order[i].by_day.end()) figure.series.back().values[at] += found->second;
            ++at;
        }
    }
    list.push_back(figure_json(std::move(figure)));
}

// Of the journal: for those who may see the accounts, like its state on the screen of health.
Status days(const Call& call, store::Connection& connection, json::Array& list) {
    if (!may_view(call, "account")) return {};
    DAICHO_TRY(counted, call.app.days.read(connection, today(call.app), kDays));
    changes(counted, list);
    disclosures(call, counted, list);
    return {};
}

// How findings stand, violations and opinions apart.
Status findings(const Call& call, store::Connection& connection, json::Array& list) {
    if (!may_view(call, "finding")) return {};
    DAICHO_TRY(definition, call.app.kernel.definition("finding"));
    const std::size_t fields[] = {definition->index_of("kind"), definition->index_of("state")};
    const auto& kinds = definition->fields[fields[0]].codes;
    std::map<std::string, std::array<std::int64_t, 3>, std::less<>> counts;
    DAICHO_CHECK(
        registers::scan(connection, *definition, fields, {today(call.app), std::nullopt},
                        [&](std::uint64_t, std::span<const Cell> cells) -> Status {
                            const auto state = finding_state(cells[0].bytes, cells[1].bytes);
                            ++counts[std::string(cells[0].bytes)][static_cast<std::size_t>(state)];
                            return {};
                        }));
    Figure figure{"findings", "name", "count", "/registers/finding", {}, {}, false};
    for (const char* state : {"fit", "caution", "unfit"}) {
        figure.categories.push_back(
            category(state, message_texts("figure.findings." + std::string(state))));
    }
    for (const auto& kind : kinds) {
        const auto found = counts.find(kind.key);
        if (found == counts.end()) continue;
        figure.series.push_back(
            {kind.key, texts(kind.label), {found->second.begin(), found->second.end()}});
    }
    if (!figure.series.empty()) list.push_back(figure_json(std::move(figure)));
    return {};
}

struct Cost {
    std::int64_t development = 0, operation = 0, combined = 0;
};

Status system_costs(const Call& call, store::Connection& connection, json::Array& list) {
    if (!may_view(call, "system_cost")) return {};
    DAICHO_TRY(definition, call.app.kernel.definition("system_cost"));
    std::array<std::size_t, 5> fields{};
    std::ranges::transform(std::array{"contract_fiscal_year", "operation_fiscal_year",
                                      "development_total_yen", "operation_yen", "combined"},
                           fields.begin(),
                           [&](const char* name) { return definition->index_of(name); });
    std::map<std::int64_t, Cost> years;
    DAICHO_CHECK(registers::scan(
        connection, *definition, fields, {today(call.app), std::nullopt},
        [&](std::uint64_t, std::span<const Cell> cells) -> Status {
            const bool combined = !cells[4].is_null() && cells[4].integer != 0;
            const auto add = [&](const Cell& year, const Cell& yen, std::int64_t Cost::*part) {
                if (year.is_null() || yen.is_null()) return;
                years[year.integer].*(combined ? &Cost::combined : part) += yen.integer;
            };
            add(cells[0], cells[2], &Cost::development);
            add(cells[1].is_null() ? cells[0] : cells[1], cells[3], &Cost::operation);
            return {};
        }));
    if (years.empty()) return {};
    Figure figure{"costs", "fiscal_year", "yen", "/registers/system_cost", {}, {}, false};
    figure.series = {{"operation", message_texts("figure.costs.operation"), {}},
                     {"development", message_texts("figure.costs.development"), {}},
                     {"combined", message_texts("figure.costs.combined"), {}}};
    for (const auto& [year, cost] : years) {
        figure.categories.push_back(category(std::to_string(year)));
        figure.series[0].values.push_back(cost.operation);
        figure.series[1].values.push_back(cost.development);
        figure.series[2].values.push_back(cost.combined);
    }
    list.push_back(figure_json(std::move(figure)));
    return {};
}

}  // namespace

Answer figures_api(const Call& call) {
    if (call.request.method != net::Method::get || call.path.size() != 1) {
        return no_such_address(call);
    }
    DAICHO_TRY(reader, call.app.kernel.reader());
    json::Array list;
    DAICHO_CHECK(levies(call, *reader, list));
    DAICHO_CHECK(assets(call, *reader, list));
    DAICHO_CHECK(findings(call, *reader, list));
    DAICHO_CHECK(system_costs(call, *reader, list));
    DAICHO_CHECK(days(call, *reader, list));
    return json_answer(
        json::Object{{"as_of", date_text(today(call.app))}, {"figures", std::move(list)}});
}

}  // namespace daicho::server
