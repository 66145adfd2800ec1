// Which member of a catalog's YAML stands in which column of its sheet, by kind of row.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace daicho::govern::detail {

struct SheetPart {
    std::string_view name;    // in the column `part`
    std::string_view list;    // member of the root that holds the rows
    std::string_view key;     // members that stand in the columns key, of and value
    std::string_view of;
    std::string_view value;
    std::string_view text;    // two-sided members of the columns text_… and more_…
    std::string_view more;
    std::string_view inside;  // member that holds rows of another part
    std::string_view within;  // the part whose rows hold these
    bool has_category = false;
    bool is_text_map = false;  // key → text
};

std::span<const SheetPart> sheet_parts() noexcept;
// Null for a name that is none.
const SheetPart* sheet_part(std::string_view name) noexcept;

std::string trimmed(std::string_view text);
// Lines of a cell, trimmed, without empty ones.
std::vector<std::string> lines_of_cell(std::string_view text);

}  // namespace daicho::govern::detail
