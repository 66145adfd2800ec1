// 基準のシート (criteria as a sheet): a checklist as rows of one table, so that a city writes its
// own criteria in a spreadsheet. docs/criteria-sheet.md describes the columns.
//
// Sheet and YAML say the same: YAML → sheet → YAML → sheet gives the same rows. What is wrong is
// found by the loader of catalogs alone; its faults are told by row and column
// of the sheet. Bounded: kMostSheetRows, the limits of the XLSX and YAML readers.
// Pure; any thread.
#pragma once

#include <array>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.hpp"
#include "govern/criteria/criteria_catalog.hpp"

namespace daicho::govern {

inline constexpr std::size_t kMostSheetRows = 5'000;
enum class SheetColumn : std::uint8_t {
    part,
    key,
    of,
    value,
    category_ja,
    category_en,
    label_ja,
    label_en,
    text_ja,
    text_en,
    more_ja,
    more_en,
    source_no,
    cells,
    rule
};
inline constexpr std::size_t kSheetColumns = 15;
std::string_view column_name(SheetColumn column) noexcept;  // "label_ja"

struct SheetRow {
    std::uint64_t number = 0;  // of the spreadsheet, 1-based
    std::array<std::string, kSheetColumns> cells{};
    [[nodiscard]] const std::string& at(SheetColumn column) const noexcept {
        return cells[static_cast<std::size_t>(column)];
    }
    std::string& at(SheetColumn column) noexcept { return cells[static_cast<std::size_t>(column)]; }
};

// Whether two sheets say the same, wherever their rows stand in a file.
bool same_sheet(const std::vector<SheetRow>& one, const std::vector<SheetRow>& other) noexcept;

// Of a catalog's YAML. Errors: yaml.*, govern.sheet.member (a part has what no column holds).
Result<std::vector<SheetRow>> sheet_of_yaml(std::string_view yaml, std::string name);

struct SheetCatalog {
    CriteriaCatalog catalog;
    std::string yaml;
};
// Errors: govern.sheet.invalid with every fault as a cause, each with `name`, row and column.
Result<SheetCatalog> catalog_of_sheet(const std::vector<SheetRow>& rows, const std::string& name);

// A workbook of these rows; they wait in `folder`. Errors: xlsx.cannot_write, xlsx.text_too_long.
Result<std::string> write_sheet(const std::vector<SheetRow>& rows, Language language,
                                Instant created, const std::filesystem::path& folder);
// Errors: those of XlsxReader, govern.sheet.no_heading, govern.sheet.column,
// govern.sheet.too_many_rows, faults of cells.
Result<std::vector<SheetRow>> read_sheet(std::string_view bytes, const std::string& name);

}  // namespace daicho::govern
