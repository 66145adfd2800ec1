// 記載内容 (filled form): the values of one version of an assessment, and how they read on paper.
//
// A field without a value is absent; texts keep their lines. Pure values; any thread.
#pragma once

#include "govern/assessment/form.hpp"
#include "json/reader.hpp"

namespace daicho::govern {

using FilledForm = std::map<FieldAddress, std::string>;

inline constexpr std::size_t kLongestPiaValue = 60'000;  // bytes
inline constexpr std::size_t kMostPiaValues = 5'000;

// What is wrong with a value of this field, if anything. Errors: pia.value.* (not a choice, not a
// date, too long, control characters).
Status check_value(const PiaForm& form, const PiaField& field, std::string_view value);

// {"Ⅰ1①": "…", "Ⅱ4.n③@1.2": "…"}. Errors: json.*, pia.form.*, pia.value.*, each at its address.
Result<FilledForm> read_filled_form(const PiaForm& form, const json::Value& values);
json::Object to_json(const PiaForm& form, const FilledForm& filled);

struct Tick {
    std::size_t option = 0;  // from 0
    std::string detail;      // what the blank was filled with
};
std::vector<Tick> ticks_of(std::string_view value);  // of a choice or check

// As it is printed in Japanese: "[○]紙", "委託する　2件", 令和7年4月1日. Empty for no value.
std::string value_text(const PiaForm& form, const PiaField& field, std::string_view value);

// Numbers of `group` that have values, ascending; `parent` only those within it (0: any).
std::vector<std::uint16_t> instances_of(const PiaForm& form, const FilledForm& filled,
                                        std::size_t group, std::uint16_t parent = 0);

// The value, or empty.
const std::string& value_at(const FilledForm& filled, const FieldAddress& address);
const std::string& value_named(const PiaForm& form, const FilledForm& filled,
                               std::string_view address);

// Items of an item list, headings left out; `faults` gets lines whose number is not the next one
// or not written as "12．".
struct ItemList {
    std::size_t items = 0;
    std::vector<std::string> faults;
};
ItemList read_items(std::string_view value);
// Option of 記録される項目 (10, 50, 100) for that many.
std::size_t items_band(std::size_t items) noexcept;

}  // namespace daicho::govern
