// 市の状況 (state of the city): which figures stand on the one page, by catalog, and the page
// itself on one sheet of A4.
//
// A figure is a question to a list; whoever asks the registers fills in the answers. Pure; any
// thread.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/clock.hpp"
#include "govern/catalog.hpp"

namespace daicho::govern {

// With which earlier state a figure is compared: the day three months or a year before, or the
// fiscal year before as it is known today.
enum class Compare : std::uint8_t { none, quarter, year, fiscal_year };
enum class Tone : std::uint8_t { none, ok, warn, bad };

struct FigureSpec {
    std::string id;
    BilingualText label;                                       // empty: that of the watch
    std::string register_name;                                 // empty: a fact
    std::vector<std::pair<std::string, std::string>> filters;  // field and condition, as written
    std::string watch;
    std::string sum;   // field whose sum the figure is; empty: the number of rows
    std::string of;    // … as a share of the sum of this field
    std::string unit;  // key of the catalog's units
    std::string fact;  // journal, backup, doctor
    Compare compare = Compare::none;
    Tone tone = Tone::none;  // of rows where no watch says it: none, warn, bad
};
struct BlockSpec {
    std::string id;
    BilingualText label;
    std::vector<FigureSpec> figures;
};
struct StateCatalog {
    CatalogHead head;
    std::vector<BlockSpec> blocks;
    TextTable units;
};

// Errors: yaml.invalid with every fault.
Result<StateCatalog> load_state_catalog(const std::string& path);
Result<StateCatalog> parse_state_catalog(std::string_view text, const std::string& name);

// A condition with its words for days said for this day: "<=today-1" → "<=2026-05-31",
// "this_year-1" → "2025".
std::string said_on(std::string_view condition, Date day);
// The day with which a figure of `day` is compared; of fiscal_year and none the same day.
Date compared_day(Compare compare, Date day) noexcept;
// Tenths of a percent, rounded down; nothing of nothing.
std::optional<std::int64_t> share_tenths(std::int64_t part, std::int64_t whole) noexcept;
// 1234567 → "1,234,567"; negative with a minus sign.
std::string grouped_number(std::int64_t value);

// --- the sheet

struct SheetFigure {
    BilingualText label;
    BilingualText value;   // with its unit
    BilingualText before;  // of the earlier state, with the words that say of when; may be empty
    Tone tone = Tone::none;
};
struct SheetBlock {
    BilingualText label;
    std::vector<SheetFigure> figures;
};
struct StateSheet {
    BilingualText city;
    BilingualText title;
    Date as_of;
    Instant printed;
    std::uint64_t journal_entries = 0;  // entries in the journal when it was printed
    std::string journal_head;           // digest of the tree at that size; may be empty
    std::size_t left_out = 0;           // figures that the one who printed may not see
    std::vector<SheetBlock> blocks;
};

// Always one page of A4. Errors: pdf.font_missing, pdf.failed, state.too_full (more figures than a
// page can carry in type that can be read).
Result<std::string> state_pdf(const StateSheet& sheet, Language language);

}  // namespace daicho::govern
