// List: the records of a register at a moment, filtered, ordered and by pages.
//
// A page begins at an offset or behind a row. An offset deep in a long list is counted off by the
// database row by row; whoever jumps about in one asks for the whole order once (`list_order`),
// keeps it while nothing is written, and reads rows by their versions.
#pragma once

#include "register/query.hpp"
#include "register/scope.hpp"

namespace daicho::registers {

enum class FilterKind : std::uint8_t {
    equals, contains, at_least, at_most, is_empty, one_of, between,
    watch,  // the rows of a watch of the definition: `value` is its id, `field` is none
};
struct Filter {
    std::size_t field = 0;
    FilterKind kind = FilterKind::equals;
    std::string value;  // text form; refs as record ids; of `between` the first
    std::string to{};   // of `between`: the last, which is in it
    std::vector<std::string> values{};  // of `one_of`; of `watch` what a count is kept under
    // The rows that it does not meet; those without a value are among them, since nothing is
    // certainly not that value.
    bool negated = false;
};
inline constexpr std::size_t kMostValues = 200;  // of one_of

// Rows that a list leaves out: those whose field (a ref; npos: the record itself) names one of
// `records`, or any record at all.
struct Exclusion {
    std::size_t field = Definition::npos;
    bool all = false;
    std::vector<std::uint64_t> records;
};

struct ListQuery {
    Moment moment;
    std::uint64_t offset = 0;
    // The rows behind this one in the list's order, as it stood in that version; 0: from `offset`.
    // It stays good when rows come and go, and costs the same everywhere.
    std::uint64_t after = 0;
    std::uint64_t limit = 50;
    std::size_t sort = Definition::npos;  // a field of the head; npos: by key
    bool descending = false;
    std::vector<Filter> filters;
    std::string text;  // quick search: key or any searched field contains it
    std::vector<Exclusion> exclusions;
    std::optional<Scope> scope;  // only rows of these departments
    // How many there are, where the caller knows: nothing was written since it was counted.
    std::optional<std::uint64_t> known_total;
};

// The same text for the same rows: what a count may be kept under. Not the order, not the page.
std::string rows_asked(const ListQuery& query);

// The same text for the same rows in the same order: what their order may be kept under.
std::string order_asked(const ListQuery& query);

struct ListPage {
    std::uint64_t total = 0;
    std::vector<RecordVersion> rows;
};

// How many rows there are, without reading one. Errors: as list_records.
Result<std::uint64_t> count_list(store::Connection& connection, const Definition& definition,
                                 const ListQuery& query);

// Errors: query.not_searchable (field is not in the head), query.too_many_values,
// query.no_such_place (`after` is not a
// version that this list could have shown), and those of reading values.
Result<ListPage> list_records(store::Connection& connection, const Definition& definition,
                              const ListQuery& query);

// Versions of all rows in the list's order; offset, limit and `after` are not looked at.
// Nothing when there are more than `most`.
Result<std::optional<std::vector<std::uint64_t>>> list_order(store::Connection& connection,
                                                             const Definition& definition,
                                                             const ListQuery& query,
                                                             std::uint64_t most);
// The same as records instead of versions.
Result<std::optional<std::vector<std::uint64_t>>> list_members(store::Connection& connection,
                                                               const Definition& definition,
                                                               const ListQuery& query,
                                                               std::uint64_t most);
// The rows of these versions, in their order.
Result<std::vector<RecordVersion>> read_rows(store::Connection& connection,
                                             const Definition& definition,
                                             std::span<const std::uint64_t> versions);

}  // namespace daicho::registers
