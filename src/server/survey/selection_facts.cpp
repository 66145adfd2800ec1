#include "server/survey/selection_facts.hpp"

#include <set>

namespace daicho::server {
namespace {

using registers::Cell;
using All = std::map<std::uint64_t, SystemFacts>;

constexpr std::int64_t kDaysInYears = 36'525;  // of a hundred years

class Gatherer {
public:
    Gatherer(registers::Kernel& kernel, store::Connection& connection,
             const registers::Moment& moment, All& all)
        : kernel_(kernel), connection_(connection), moment_(moment), all_(all) {}

    using Row = std::function<void(std::uint64_t record, std::span<const Cell> cells)>;
    Status each(std::string_view name, std::initializer_list<std::string_view> fields,
                const Row& visit) {
        DAICHO_TRY(definition, kernel_.definition(name));
        std::vector<std::size_t> indices;
        for (const std::string_view field : fields) indices.push_back(definition->index_of(field));
        return registers::scan(connection_, *definition, indices, moment_,
                               [&](std::uint64_t record, std::span<const Cell> cells) -> Status {
                                   visit(record, cells);
                                   return {};
                               });
    }

    // Adds to a number of the system that the first cell names.
    void add(const Cell& system, const std::string& fact, std::int64_t more, FactSource source) {
        const auto found = all_.find(static_cast<std::uint64_t>(system.integer));
        if (found == all_.end() || system.is_null()) return;
        std::string& value = found->second.facts[fact];
        value = std::to_string((value.empty() ? 0 : std::stoll(value)) + more);
        auto& sources = found->second.sources[fact];
        if (more != 0 && sources.size() < kMostSources) sources.push_back(std::move(source));
    }

    [[nodiscard]] Date today() const { return moment_.as_of; }

private:
    registers::Kernel& kernel_;
    store::Connection& connection_;
    const registers::Moment& moment_;
    All& all_;
};

std::string text_of(const Cell& cell) { return std::string(cell.bytes); }

Status add_systems(Gatherer& from, All& all) {
    return from.each(
        "information_system",
        {"state", "users", "individual_number", "procedure_state", "vendor_since", "name"},
        [&](std::uint64_t record, std::span<const Cell> cells) {
            if (cells[0].bytes == "retired") return;
            SystemFacts& system = all[record];
            const auto set = [&](const char* fact, std::string value) {
                system.facts[fact] = std::move(value);
                system.sources[fact] = {{"information_system", record, text_of(cells[5])}};
            };
            if (!cells[1].is_null()) set("system.users", std::to_string(cells[1].integer));
            if (!cells[2].is_null()) {
                set("system.individual_number", cells[2].integer != 0 ? "true" : "false");
            }
            if (!cells[3].is_null()) set("system.procedure_state", text_of(cells[3]));
            if (!cells[4].is_null()) {
                const std::int64_t days = from.today().days() - cells[4].integer;
                set("sum.vendor_years", std::to_string(days < 0 ? 0 : days * 100 / kDaysInYears));
            }
            // What no row speaks of is none, in registers that are kept in full.
            for (const char* fact : {"count.large_files", "count.sites", "count.open_findings",
                                     "count.contracts_no_ground", "sum.contract_yen"}) {
                system.facts[fact] = "0";
            }
        });
}

Status add_sections(Gatherer& from, const std::map<std::uint64_t, std::string>& departments) {
    return from.each(
        "system_use", {"system", "role", "department"},
        [&](std::uint64_t record, std::span<const Cell> cells) {
            if (cells[1].bytes != "operation") return;
            const auto named = departments.find(static_cast<std::uint64_t>(cells[2].integer));
            from.add(
                cells[0], "count.sections", 1,
                {"system_use", record, named == departments.end() ? std::string() : named->second});
        });
}

Status add_what_hangs_on(Gatherer& from) {
    constexpr std::int64_t kManyPersons = 1'000;
    DAICHO_CHECK(from.each("personal_file", {"system", "persons", "name"},
                           [&](std::uint64_t record, std::span<const Cell> cells) {
                               if (cells[1].integer < kManyPersons) return;
                               from.add(cells[0], "count.large_files", 1,
                                        {"personal_file", record, text_of(cells[2])});
                           }));
    DAICHO_CHECK(from.each(
        "system_site", {"system", "name"}, [&](std::uint64_t record, std::span<const Cell> cells) {
            from.add(cells[0], "count.sites", 1, {"system_site", record, text_of(cells[1])});
        }));
    return from.each(
        "finding", {"system", "state", "finding_no"},
        [&](std::uint64_t record, std::span<const Cell> cells) {
            if (cells[1].bytes == "closed" || cells[1].bytes == "not_adopted") return;
            from.add(cells[0], "count.open_findings", 1, {"finding", record, text_of(cells[2])});
        });
}

Status add_contracts(Gatherer& from) {
    return from.each("system_contract", {"system", "amount_yen", "method", "ground", "contract_no"},
                     [&](std::uint64_t record, std::span<const Cell> cells) {
                         const FactSource source{"system_contract", record, text_of(cells[4])};
                         from.add(cells[0], "sum.contract_yen", cells[1].integer, source);
                         const bool single = !cells[2].is_null() && cells[2].bytes != "open_bid";
                         if (single && cells[3].is_null()) {
                             from.add(cells[0], "count.contracts_no_ground", 1, source);
                         }
                     });
}

// Places of the questions that the criteria ask, with the name of the fact.
std::vector<std::pair<std::size_t, std::string>> asked_of(const govern::SelectionCatalog& criteria,
                                                          const govern::SurveyCatalog& catalog) {
    constexpr std::string_view kBefore = "survey.";
    std::map<std::size_t, std::string> asked;
    for (const govern::SelectionCriterion& criterion : criteria.criteria) {
        for (const govern::SelectionPredicate& predicate : criterion.any) {
            if (!predicate.fact.starts_with(kBefore)) continue;
            const std::size_t place = catalog.place(predicate.fact.substr(kBefore.size()));
            if (place != govern::kNowhere) asked[place] = predicate.fact;
        }
    }
    return {asked.begin(), asked.end()};
}

Status add_survey(const govern::SelectionCatalog& criteria, const govern::SurveyCatalog& catalog,
                  const std::vector<SurveyRow>& rows, All& all) {
    const auto asked = asked_of(criteria, catalog);
    DAICHO_TRY(sheets, survey_sheets(catalog, rows));
    for (const SurveyRow& row : rows) {
        const auto system = all.find(row.system);
        if (system == all.end() || row.state != "submitted") continue;
        const govern::SurveySheet& sheet = sheets[row.system];
        for (const auto& [place, fact] : asked) {
            const govern::SurveyQuestion& question = catalog.questions[place];
            const bool answered = sheet[place].mark == govern::SurveyMark::answered;
            if (question.part != row.part || !answered) continue;
            system->second.facts[fact] = sheet[place].value;
            system->second.sources[fact] = {{"survey-answers", row.record, question.id}};
        }
    }
    return {};
}

}  // namespace

Result<std::map<std::uint64_t, SystemFacts>> selection_facts(
    registers::Kernel& kernel, store::Connection& connection, const registers::Moment& moment,
    const govern::SelectionCatalog& criteria, const govern::SurveyCatalog* catalog,
    const std::vector<SurveyRow>& rows) {
    All all;
    Gatherer from(kernel, connection, moment, all);
    DAICHO_CHECK(add_systems(from, all));
    DAICHO_TRY(departments, department_names(kernel, connection, moment));
    DAICHO_CHECK(add_sections(from, departments));
    DAICHO_CHECK(add_what_hangs_on(from));
    DAICHO_CHECK(add_contracts(from));
    if (catalog != nullptr) DAICHO_CHECK(add_survey(criteria, *catalog, rows, all));
    return all;
}

}  // namespace daicho::server
