#include "server/tax/levy_years.hpp"

#include <ranges>

#include "server/tax/levy_lookup.hpp"

namespace daicho::server {

Answer levy_years(const Call& call, const Allowed& runs) {
    App& app = call.app;
    json::Array years;
    for (const law::Year& year : app.statute.years() | std::views::reverse) {
        const FiscalYear fiscal = year.fiscal_year();
        DAICHO_TRY(law, bound_law(app, fiscal));
        years.push_back(json::Object{{"fiscal_year", fiscal.year()},
                                     {"law_status", law::name_of(law->status)},
                                     {"doubts", law->doubts.size()},
                                     {"due_dates", app.settings.due(fiscal).has_value()}});
    }
    return json_answer(
        json::Object{{"may_order", may(call, *runs.definition, registers::Action::change)},
                     {"years", std::move(years)}});
}

}  // namespace daicho::server
