#include "tax/questions/provisional.hpp"

#include <algorithm>
#include <map>
#include <optional>

namespace daicho::tax::questions {
namespace {

constexpr json::IntegerRange kYears{1900, 2200};

// The latest year that a levy may use without being asked.
FiscalYear latest_enacted(const law::Statute& statute) {
    FiscalYear latest;
    for (const law::Year& year : statute.years()) {
        if (year.status({"land.", "levy."}) == LawStatus::enacted) latest = year.fiscal_year();
    }
    return latest;
}

void fault_at_year(json::ObjectReader& in, Error error) {
    error.kind = ErrorKind::input;
    in.fault("fiscal_year", std::move(error));
}

std::optional<FiscalYear> read_year(json::ObjectReader& in, const law::Statute& statute,
                                    YearKey key) {
    const auto number = in.optional_integer("fiscal_year", kYears);
    if (!number) {
        // Absent, or of the wrong kind: the latter is a fault already.
        if (key == YearKey::required && !in.has("fiscal_year")) {
            fault_at_year(in, input_error("json.missing_key").with("key", "fiscal_year"));
        }
        return std::nullopt;
    }
    const FiscalYear year(static_cast<std::int32_t>(*number));
    auto found = statute.year(year);
    if (found) return year;
    fault_at_year(in, std::move(found.error()));
    return std::nullopt;
}

}  // namespace

Result<statute::BoundYear> read_law(json::ObjectReader& in, const law::Statute& statute,
                                    const Options& options, YearKey key) {
    const auto year = read_year(in, statute, key);
    DAICHO_TRY(bound, statute::bind_year(statute, year.value_or(latest_enacted(statute))));
    if (!options.provisional) {
        Status enacted = statute::require_enacted(bound);
        if (!enacted) fault_at_year(in, std::move(enacted.error()));
    }
    return bound;
}

void add_provisional(const statute::BoundYear& bound,
                     const std::vector<std::string_view>& prefixes, json::Object& out) {
    if (bound.status == LawStatus::enacted) return;
    std::map<std::pair<std::string, std::string>, json::Array> rows;
    for (const law::Row* row : bound.doubts) {
        const bool matters = std::any_of(prefixes.begin(), prefixes.end(), [&](auto prefix) {
            return std::string_view(row->id).starts_with(prefix);
        });
        if (!matters) continue;
        rows[{law::name_of(row->citation.status), row->citation.source}].emplace_back(row->id);
    }
    json::Array notes;
    for (auto& [key, ids] : rows) {
        json::Object note;
        note["status"] = key.first;
        note["source"] = key.second;
        note["rows"] = std::move(ids);
        notes.push_back(std::move(note));
    }
    out["provisional"] = true;
    out["notes"] = std::move(notes);
}

}  // namespace daicho::tax::questions
