// The ledger as a whole: systems by bureau beside the number that the source prints, and money by
// year and item of expense with printed totals kept beside the sums. A difference is shown, with
// the source's explanation, never made to fit.
#include <algorithm>
#include <map>

#include "server/access.hpp"
#include "server/row.hpp"
#include "server/survey/survey_book.hpp"
#include "server/survey/surveys_api.hpp"

namespace daicho::server {
namespace {

using registers::Cell;
using registers::Moment;

struct Bureau {
    std::vector<std::pair<std::uint64_t, const SystemName*>> systems;
    std::int64_t printed = 0;
};

Status each(const Call& call, store::Connection& connection, const Moment& moment,
            std::string_view name, std::initializer_list<std::string_view> fields,
            const std::function<void(std::span<const Cell>)>& visit) {
    if (!may_view(call, name)) return {};
    DAICHO_TRY(definition, call.app.kernel.definition(name));
    std::vector<std::size_t> indices;
    for (const std::string_view field : fields) indices.push_back(definition->index_of(field));
    return registers::scan(connection, *definition, indices, moment,
                           [&](std::uint64_t, std::span<const Cell> cells) -> Status {
                               visit(cells);
                               return {};
                           });
}

json::Object bureau_json(const std::string& name, const Bureau& bureau) {
    std::map<std::string, std::int64_t> states{{"in_service", 0}, {"planned", 0}, {"retired", 0}};
    json::Array systems;
    for (const auto& [record, system] : bureau.systems) {
        ++states[system->state];
        systems.push_back(json::Object{{"id", id_text(record)},
                                       {"no", system->no},
                                       {"name", system->name},
                                       {"section", system->section},
                                       {"state", system->state},
                                       {"constructed", system->constructed}});
    }
    return json::Object{{"name", name},
                        {"in_ledger", bureau.systems.size()},
                        {"in_service", states["in_service"]},
                        {"planned", states["planned"]},
                        {"retired", states["retired"]},
                        {"printed", bureau.printed},
                        {"systems", std::move(systems)}};
}

// Most systems first, as the source counts.
Result<json::Array> bureaus_json(const Call& call, store::Connection& connection,
                                 const Moment& moment) {
    DAICHO_TRY(names, system_names(call.app.kernel, connection, moment));
    std::map<std::string, Bureau> bureaus;
    for (const auto& [record, system] : names) {
        bureaus[system.bureau].systems.emplace_back(record, &system);
    }
    DAICHO_CHECK(each(call, connection, moment, "system_department_count", {"bureau", "systems"},
                      [&](std::span<const Cell> cells) {
                          bureaus[std::string(cells[0].bytes)].printed += cells[1].integer;
                      }));
    std::vector<std::pair<std::string, const Bureau*>> order;
    for (const auto& [name, bureau] : bureaus) order.emplace_back(name, &bureau);
    std::ranges::stable_sort(
        order, [](const auto& a, const auto& b) { return a.second->printed > b.second->printed; });
    json::Array list;
    for (const auto& [name, bureau] : order) list.push_back(bureau_json(name, *bureau));
    return list;
}

struct Year {
    json::Array items;
    std::int64_t sum = 0;
    std::optional<std::int64_t> printed;
    std::string note;
};

Result<json::Array> budget_json(const Call& call, store::Connection& connection,
                                const Moment& moment) {
    DAICHO_TRY(definition, call.app.kernel.definition("it_budget"));
    const auto& codes = definition->fields[definition->index_of("expense_item")];
    std::map<std::int64_t, Year> years;
    DAICHO_CHECK(
        each(call, connection, moment, "it_budget",
             {"fiscal_year", "expense_item", "amount_thousand_yen", "note"},
             [&](std::span<const Cell> cells) {
                 Year& year = years[cells[0].integer];
                 const std::string item(cells[1].bytes);
                 if (item == "printed_total") {
                     year.printed = cells[2].integer;
                     year.note = std::string(cells[3].bytes);
                     return;
                 }
                 const registers::Code* code = codes.find_code(item);
                 year.sum += cells[2].integer;
                 year.items.push_back(json::Object{
                     {"item", item},
                     {"label", texts(code == nullptr ? BilingualText{item, item} : code->label)},
                     {"thousand_yen", cells[2].integer}});
             }));
    json::Array list;
    for (auto& [number, year] : years) {
        const bool has = year.printed.has_value();
        list.push_back(json::Object{
            {"fiscal_year", number},
            {"items", std::move(year.items)},
            {"sum", year.sum},
            {"printed", has ? json::Value(*year.printed) : json::Value(nullptr)},
            {"difference", has ? json::Value(*year.printed - year.sum) : json::Value(nullptr)},
            {"note", year.note}});
    }
    return list;
}

// By year of the contract; what cannot be divided is counted once, and said so.
Result<json::Array> costs_json(const Call& call, store::Connection& connection,
                               const Moment& moment) {
    struct Cost {
        std::int64_t systems = 0, development = 0, operation = 0, combined = 0, combined_yen = 0;
    };
    std::map<std::int64_t, Cost> years;
    DAICHO_CHECK(
        each(call, connection, moment, "system_cost",
             {"contract_fiscal_year", "development_total_yen", "operation_yen", "combined"},
             [&](std::span<const Cell> cells) {
                 Cost& cost = years[cells[0].integer];
                 ++cost.systems;
                 cost.development += cells[1].integer;
                 cost.operation += cells[2].integer;
                 if (cells[3].integer == 0) return;
                 ++cost.combined;
                 cost.combined_yen += cells[2].integer;
             }));
    json::Array list;
    for (const auto& [year, cost] : years) {
        list.push_back(json::Object{{"fiscal_year", year},
                                    {"systems", cost.systems},
                                    {"development_yen", cost.development},
                                    {"operation_yen", cost.operation},
                                    {"combined", cost.combined},
                                    {"combined_yen", cost.combined_yen}});
    }
    return list;
}

Result<json::Object> contracts_json(const Call& call, store::Connection& connection,
                                    const Moment& moment) {
    std::int64_t published = 0;
    std::int64_t published_yen = 0;
    std::int64_t constructed = 0;
    std::int64_t constructed_yen = 0;
    DAICHO_CHECK(each(call, connection, moment, "system_contract", {"amount_yen", "origin"},
                      [&](std::span<const Cell> cells) {
                          const bool made = cells[1].bytes == "constructed";
                          (made ? constructed : published) += 1;
                          (made ? constructed_yen : published_yen) += cells[0].integer;
                      }));
    return json::Object{{"published", published},
                        {"published_yen", published_yen},
                        {"constructed", constructed},
                        {"constructed_yen", constructed_yen}};
}

}  // namespace

Answer systems_list(const Call& call) {
    DAICHO_CHECK(viewable(call, "information_system"));
    DAICHO_TRY(day, as_of(call));
    DAICHO_TRY(known, as_known(call));
    const Moment moment{day, known};
    DAICHO_TRY(connection, call.app.kernel.reader());
    DAICHO_TRY(bureaus, bureaus_json(call, *connection, moment));
    DAICHO_TRY(budget, budget_json(call, *connection, moment));
    DAICHO_TRY(costs, costs_json(call, *connection, moment));
    DAICHO_TRY(contracts, contracts_json(call, *connection, moment));
    return json_answer(json::Object{{"as_of", format_iso(day)},
                                    {"bureaus", std::move(bureaus)},
                                    {"budget", std::move(budget)},
                                    {"costs", std::move(costs)},
                                    {"contracts", std::move(contracts)}});
}

}  // namespace daicho::server
