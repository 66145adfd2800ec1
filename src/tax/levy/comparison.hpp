// Comparison (前年度比較): what a run changes for each taxpayer against an earlier one – what whoever
// confirms it looks through first.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "base/fiscal_year.hpp"
#include "base/ratio.hpp"
#include "base/yen.hpp"
#include "register/kernel.hpp"

namespace daicho::tax::levy {

// What became of one taxpayer's annual tax.
enum class Movement : std::uint8_t {
    same,
    up,
    down,
    newly_taxed,  // nothing before (免税点未満 and the like), something now
    new_zero,     // something before, nothing now
    appeared,     // not in the earlier run
    gone          // not in this one
};
inline constexpr std::size_t kMovements = 7;
std::string_view to_string(Movement movement) noexcept;

// What is out of the ordinary among those that went up or down: at least so many times as much, or
// at most that part of it, and by so many yen. A matter of attention and of no law.
// Whoever looks through a comparison may set both; these are what holds otherwise.
struct Attention {
    Ratio times = Ratio(2, 1);        // above 1
    Yen least = Yen(10'000);
};

struct Moved {
    std::uint64_t taxpayer = 0;  // record in addressee
    Yen before, after;           // annual tax; 0 where there is none
    Movement movement = Movement::same;

    [[nodiscard]] Yen difference() const { return after - before; }
    [[nodiscard]] bool is_outlier(const Attention& attention) const;
};

struct Comparison {
    std::vector<Moved> taxpayers;  // by record, each once
    Yen before, after;
};

// Finished runs alone have all their rows; `run` and `earlier` are records in levy_run.
Result<Comparison> compare_runs(registers::Kernel& kernel, store::Connection& connection,
                                std::uint64_t run, std::uint64_t earlier);

// What a run of this year is compared with when nobody says: the newest confirmed run of the latest
// year before. Nothing where there is none.
Result<std::optional<std::uint64_t>> run_to_compare(registers::Kernel& kernel,
                                                    store::Connection& connection, FiscalYear year);

// How many of those who were taxed in both changed by how much: `from` ≤ change < `to` in percent
// of the earlier tax; nothing: without end. Those that stayed the same are a step of their own
// (from = to = 0).
struct Step {
    std::optional<std::int64_t> from, to;
    std::uint64_t taxpayers = 0;
    Yen difference;
};
std::vector<Step> steps_of(const Comparison& comparison);

// A list to look through: the largest differences first, then by record.
enum class Listed : std::uint8_t { outlier, up, down, newly_taxed, new_zero, appeared, gone };
std::optional<Listed> listed_of(std::string_view name) noexcept;
std::vector<Moved> list_of(const Comparison& comparison, Listed which,
                           const Attention& attention = {});

}  // namespace daicho::tax::levy
