// Listing: what a definition says about the list of its register – width of columns, order, default
// conditions, views that are offered by name.
//
// A condition has the text form that the API takes (`filter.NAME=TEXT`), so that a screen hands it
// on as it is. Widths are characters of half width, because a definition knows no pixels.
// Threading: plain values.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/message.hpp"
#include "base/result.hpp"

namespace daicho::registers {

struct Definition;
struct Field;
struct Filter;

inline constexpr std::size_t kNoField = static_cast<std::size_t>(-1);

struct ListCondition {
    std::size_t field = 0;
    std::string text;
};

struct ListSort {
    std::size_t field = kNoField;  // by key
    bool descending = false;
};

struct ListView {
    std::string id;
    BilingualText label;
    std::vector<ListCondition> conditions;
    ListSort sort;
    std::vector<std::size_t> columns;  // none: those of the default list
};

struct Listing {
    ListSort sort;
    std::vector<ListCondition> conditions;
    std::vector<ListView> views;
};

inline constexpr int kLeastWidth = 3;
inline constexpr int kMostWidth = 60;
// What the definition says, else what the type asks for.
int column_width(const Field& field) noexcept;
// Numbers stand with their last digit under each other, everything else begins at the left.
bool aligned_right(const Field& field) noexcept;

// "VALUE" (texts contain it, everything else equals it), "~VALUE" (contains), ">=VALUE", "<=VALUE",
// "FROM..TO" (of numbers and dates), "=A|B" (one of these, exactly; "\\|" is the sign itself), "="
// (without a value); "!=" and "!~" turn round what stands behind them.
Filter parse_condition(const Definition& definition, std::size_t field, std::string_view text);

// Whether every value that it asks with is one the field can have. Errors: query.no_value,
// query.not_text, those of reading values.
Status check_condition(const Definition& definition, const Filter& filter);

// Whether a list may be narrowed or ordered by a field at all.
bool in_list(const Definition& definition, std::size_t field);
// Whether values of the field stand in an order that people know: numbers, dates, years.
bool in_order(const Field& field) noexcept;
// Narrowing or ordering by it would tell what is hidden of protected persons, so that such a list
// leaves them out. A ref only tells what is asked with.
bool tells_of_persons(const Field& field) noexcept;
// The same of one condition: of a ref that is hidden itself, what does not name the record asked
// for would find out where it leads by halves.
bool tells_of_persons(const Definition& definition, const Filter& filter) noexcept;
// … and of an order.
bool order_tells_of_persons(const Field& field) noexcept;

}  // namespace daicho::registers
