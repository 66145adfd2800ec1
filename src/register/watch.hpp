// Watch: what the rows of a register say by themselves is wrong, doubtful or falls due – overdue
// findings, systems without a procedure, media whose certificate did not come. Declared in the
// definition (docs/registers.md, Watches), asked like a condition of a list (`filter.watch=ID`), so
// that alarms, deadlines, lists, exports and evidence queries all mean the same rows.
// Threading: plain values.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "base/message.hpp"
#include "base/result.hpp"
#include "register/listing.hpp"
#include "store/connection.hpp"

namespace daicho::registers {

struct ListQuery;

// bad and caution are alarms while rows match; a deadline names the day by which each is due.
enum class WatchKind : std::uint8_t { bad, caution, deadline };
enum class Relation : std::uint8_t {
    without,  // no row of the other register names this record
    with,     // some do
    of,       // the record that a field of this row names
};

// Rows of another register that a watch looks at.
struct RelatedRows {
    Relation relation = Relation::without;
    std::string target;            // register
    std::string field;             // without, with: its ref to this register; of: our own ref
    std::uint64_t least = 1;       // with: how many there must be
    std::vector<std::pair<std::string, std::string>> asked;  // field and condition, as written
    std::uint64_t line = 0;
    // Filled once all definitions are known (link_watches).
    const Definition* definition = nullptr;
    std::size_t by = kNoField;
    std::vector<ListCondition> conditions;
};

struct Watch {
    std::string id;
    BilingualText label;
    WatchKind kind = WatchKind::bad;
    std::string cite;               // clause or article that asks for it; may be empty
    std::vector<ListCondition> conditions;
    std::vector<RelatedRows> related;
    std::size_t due = kNoField;     // deadline: the date
};

inline constexpr std::string_view kWatchCondition = "watch";
// Tabs of lists that are watches: this and the id.
inline constexpr std::string_view kWatchView = "watch_";

const Watch* find_watch(const Definition& definition, std::string_view id) noexcept;

// Ties `related` to the other definitions. Errors: register.definition.watch_…, with file and line.
Status link_watches(const std::vector<Definition*>& all);

// The condition of a list that stands for it.
Filter watch_filter(std::string_view id);
// A condition by name: a field, or `watch`. Errors: change.no_field, query.no_watch.
Result<Filter> named_condition(const Definition& definition, std::string_view name,
                               std::string_view text);
// "today", "today+30", "today-1" of dates and "this_year", "this_year-1" of fiscal years, on a day.
Filter on_day(const Definition& definition, Filter filter, Date day);

// Rows of a deadline by the day on which they fall due, until `last`.
Result<std::map<Date, std::uint64_t>> due_days(store::Connection& connection,
                                               const Definition& definition, const Watch& watch,
                                               const ListQuery& query, Date last);

}  // namespace daicho::registers
