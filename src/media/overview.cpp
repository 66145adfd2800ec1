#include "media/overview.hpp"

#include <fmt/format.h>

#include <map>

#include "register/list.hpp"
#include "register/schema.hpp"

namespace daicho::media {
namespace {

using registers::Definition;
using registers::Fields;

std::string on_day(std::string_view table, Date day) {
    return fmt::format("{0}.valid_from <= {1} AND {0}.valid_to > {1}", table, day.days());
}

// Counts the media of the plans on the page.
class Counting {
public:
    Counting(registers::Kernel& kernel, store::Connection& connection, Date day,
             std::vector<Overview>& rows)
        : kernel_(kernel), connection_(connection), day_(day) {
        for (Overview& row : rows) {
            by_record_[row.plan.record()] = &row;
            plans_ += (plans_.empty() ? "" : ",") + std::to_string(row.plan.record());
        }
    }

    // One pass over the media: what each step needs, and for how many it is done.
    Status run() {
        if (plans_.empty()) return {};
        DAICHO_TRY(erased, step("erasure_run", "r.verdict = 'accepted'", "i.way <> 'witness'"));
        DAICHO_TRY(handed, step("hand_over", "1 = 1", "i.way = 'certificate'"));
        DAICHO_TRY(destroyed, step("destruction", "r.result = 'ok'", "i.method = 'destroy'"));
        DAICHO_TRY(certified, step("certificate_line", "1 = 1", "i.way <> 'staff'"));
        DAICHO_TRY(items, kernel_.definition("disposal_item"));
        DAICHO_TRY(rows, connection_.prepare(fmt::format(
                             "SELECT i.disposal, count(*), {}, {}, {}, {} FROM {} i "
                             "WHERE i.disposal IN ({}) AND {} GROUP BY i.disposal",
                             erased, handed, destroyed, certified, registers::head_table(*items),
                             plans_, on_day("i", day_))));
        while (true) {
            DAICHO_TRY(there, rows->step());
            if (!there) return {};
            const auto number = [&](int column) {
                return static_cast<std::uint64_t>(rows->integer(column));
            };
            const auto found = by_record_.find(number(0));
            if (found == by_record_.end()) continue;
            Overview& row = *found->second;
            row.media = number(1);
            row.erased = {number(2), number(3)};
            row.handed_over = {number(4), number(5)};
            row.destroyed = {number(6), number(7)};
            row.certified = {number(8), number(9)};
        }
    }

private:
    // Two columns: for how many media the step is needed, and done.
    Result<std::string> step(std::string_view name, const char* good, const char* needed) {
        DAICHO_TRY(definition, kernel_.definition(name));
        return fmt::format(
            "sum(CASE WHEN {0} THEN 1 ELSE 0 END), sum(CASE WHEN {0} AND EXISTS (SELECT 1 FROM "
            "{1} r WHERE r.item = i.record_id AND {2} AND {3}) THEN 1 ELSE 0 END)",
            needed, registers::head_table(*definition), good, on_day("r", day_));
    }

    registers::Kernel& kernel_;
    store::Connection& connection_;
    Date day_;
    std::string plans_;
    std::map<std::uint64_t, Overview*> by_record_;
};

std::string next_of(const Overview& row) {
    const Fields plan = row.plan.fields();
    const std::string& state = plan.text("state");
    if (state == "closed" || state == "cancelled") return "none";
    if (row.media == 0) return "media";
    if (plan.text("third_party") == "yes" && !plan.has("consent_on")) return "consent";
    if (state == "planned") return "approve";
    const auto open = [](const Progress& step) { return step.done < step.needed; };
    if (open(row.erased)) return "erase";
    if (open(row.handed_over)) return "hand_over";
    if (open(row.destroyed)) return "destroy";
    if (open(row.certified)) return "certificate";
    return "close";
}

}  // namespace

Result<OverviewPage> disposals(registers::Kernel& kernel, store::Connection& connection,
                               Which which, Date day, std::uint64_t offset, std::uint64_t limit) {
    DAICHO_TRY(definition, kernel.definition("disposal"));
    registers::Filter ended;
    ended.field = definition->index_of("state");
    ended.kind = registers::FilterKind::one_of;
    ended.values = {"closed", "cancelled"};
    ended.negated = which == Which::running;
    registers::ListQuery query;
    query.moment.as_of = day;
    query.offset = offset;
    query.limit = limit;
    query.sort = definition->index_of("certificate_due");
    query.descending = which == Which::ended;
    query.filters = {ended};
    DAICHO_TRY(page, registers::list_records(connection, *definition, query));
    OverviewPage out;
    out.total = page.total;
    for (auto& version : page.rows) out.rows.emplace_back().plan = {definition, std::move(version)};
    DAICHO_CHECK(Counting(kernel, connection, day, out.rows).run());
    for (Overview& row : out.rows) row.next = next_of(row);
    return out;
}

}  // namespace daicho::media
