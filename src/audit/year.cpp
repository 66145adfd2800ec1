#include "audit/year.hpp"

#include <algorithm>
#include <set>

namespace daicho::audit {
namespace {

using registers::Fields;

constexpr int kSoon = 30;

// Keeps the rows that `keep` wants.
template <class Keep>
void narrow(Rows& rows, Keep keep) {
    std::vector<registers::RecordVersion> kept;
    for (registers::RecordVersion& version : rows.versions) {
        if (keep(Fields(*rows.definition, version))) kept.push_back(std::move(version));
    }
    rows.versions = std::move(kept);
}

// "A課、B課" and "A課・B課" name two sections.
std::vector<std::string> sections_in(const std::string& text) {
    std::vector<std::string> list;
    std::string_view rest = text;
    constexpr std::string_view kComma = "、";
    while (!rest.empty()) {
        const std::size_t end = std::min(rest.find(kComma), rest.size());
        if (end != 0) list.emplace_back(rest.substr(0, end));
        rest.remove_prefix(std::min(rest.size(), end + kComma.size()));
    }
    return list;
}

Date last_day(FiscalYear year) { return Date::of(year.year() + 1, 3, 31); }

}  // namespace

Result<AuditYear> audit_year(registers::Kernel& kernel, store::Connection& connection,
                             FiscalYear year, Date today, std::optional<CommitNumber> known) {
    AuditYear out;
    out.year = year;
    out.today = today;
    const registers::Moment now{today, known};
    out.moment = {std::min(today, last_day(year)), known};
    const auto of_year = [&](const Fields& row) {
        return row.integer("fiscal_year") == year.year();
    };
    const auto read = [&](const char* name, const registers::Moment& at) {
        return rows_of(kernel, connection, name, at);
    };
    DAICHO_TRY_AS(out.steps, read("audit_step", now));
    narrow(out.steps, of_year);
    std::ranges::stable_sort(out.steps.versions, [&](const auto& a, const auto& b) {
        return Fields(*out.steps.definition, a).date("due") <
               Fields(*out.steps.definition, b).date("due");
    });
    DAICHO_TRY_AS(out.inspections, read("self_inspection", now));
    narrow(out.inspections, of_year);
    DAICHO_TRY_AS(out.remedies, read("finding_remedy", now));
    narrow(out.remedies, [&](const Fields& row) {
        return row.integer("fiscal_year") <= year.year();
    });
    std::ranges::stable_sort(out.remedies.versions, [&](const auto& a, const auto& b) {
        return Fields(*out.remedies.definition, a).integer("fiscal_year") >
               Fields(*out.remedies.definition, b).integer("fiscal_year");
    });
    DAICHO_TRY_AS(out.findings, read("finding", out.moment));
    DAICHO_TRY_AS(out.plans, read("improvement_plan", out.moment));
    DAICHO_TRY(selections, read("audit_selection", now));
    std::set<std::uint64_t> decided;
    for (std::size_t i = 0; i < selections.size(); ++i) {
        const Date day = selections.at(i).date("decided_on");
        if (day >= Date::of(year.year(), 4, 1) && day <= last_day(year)) {
            decided.insert(selections.at(i).record());
        }
    }
    out.selections = decided.size();
    DAICHO_TRY_AS(out.selected, read("audit_selection_item", now));
    narrow(out.selected, [&](const Fields& row) { return decided.contains(row.ref("selection")); });
    DAICHO_TRY_AS(out.departments, names_of(kernel, connection, "department", "name", now));
    DAICHO_TRY_AS(out.systems, names_of(kernel, connection, "information_system", "name", now));
    DAICHO_TRY_AS(out.clauses, names_of(kernel, connection, "policy_clause", "clause_no", now));
    return out;
}

std::string step_state(const Fields& step, Date today) {
    if (step.has("done_on")) return "done";
    const Date due = step.date("due");
    if (due < today) return "late";
    return due - today <= kSoon ? "due" : "planned";
}

bool is_closed(const Fields& finding) {
    const std::string& state = finding.text("state");
    return state == "closed" || state == "not_adopted";
}

bool is_overdue(const Fields& finding, Date today) {
    return !is_closed(finding) && finding.has("due") && finding.date("due") < today;
}

std::vector<Repeated> classes_of(const AuditYear& year) {
    std::vector<Repeated> list;
    for (std::size_t i = 0; i < year.findings.size(); ++i) {
        const Fields finding = year.findings.at(i);
        const std::string& key = finding.text("finding_class");
        auto found = std::ranges::find(list, key, &Repeated::key);
        if (found == list.end()) {
            list.push_back({key, finding.code("finding_class"), {}, {}, 0});
            found = list.end() - 1;
        }
        found->findings.push_back(i);
        found->open += is_closed(finding) ? 0 : 1;
        for (const std::string& section : sections_in(finding.text("sections"))) {
            if (std::ranges::find(found->sections, section) == found->sections.end()) {
                found->sections.push_back(section);
            }
        }
    }
    std::ranges::stable_sort(list, [](const Repeated& a, const Repeated& b) {
        return a.findings.size() > b.findings.size();
    });
    return list;
}

}  // namespace daicho::audit
