#include "tax/levy/comparison.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "register/schema.hpp"
#include "tax/levy/runs.hpp"

namespace daicho::tax::levy {
namespace {

constexpr std::array<std::string_view, kMovements> kNames = {
    "same", "up", "down", "newly_taxed", "new_zero", "appeared", "gone"};
constexpr std::array<std::string_view, 7> kLists = {"outlier",  "up",       "down", "newly_taxed",
                                                    "new_zero", "appeared", "gone"};
constexpr int kMostYears = 10;  // that a run may lie back

// One run's taxes, by taxpayer. The index of the run leads to its rows; sorting is the store's.
class Taxes {
public:
    static Result<Taxes> open(store::Connection& connection, const std::string& table,
                              std::uint64_t run) {
        DAICHO_TRY(rows, connection.prepare(fmt::format(
                             "SELECT taxpayer, annual_tax_yen FROM {} WHERE run = ? ORDER BY "
                             "taxpayer",
                             table)));
        rows->bind(0, static_cast<std::int64_t>(run));
        Taxes taxes(std::move(rows));
        DAICHO_CHECK(taxes.next());
        return taxes;
    }
    Status next() {
        DAICHO_TRY_AS(there_, rows_->step());
        return {};
    }
    // The largest number behind the last row, so that two runs can be walked side by side.
    [[nodiscard]] std::uint64_t taxpayer() const {
        return there_ ? static_cast<std::uint64_t>(rows_->integer(0)) : UINT64_MAX;
    }
    [[nodiscard]] bool there() const noexcept { return there_; }
    [[nodiscard]] Yen tax() const { return Yen(rows_->integer(1)); }

private:
    explicit Taxes(store::StatementPointer rows) : rows_(std::move(rows)) {}
    store::StatementPointer rows_;
    bool there_ = false;
};

Movement movement_of(Yen before, Yen after) {
    if (before == after) return Movement::same;
    if (before == Yen(0)) return Movement::newly_taxed;
    if (after == Yen(0)) return Movement::new_zero;
    return after > before ? Movement::up : Movement::down;
}

// The next taxpayer of either.
Result<Moved> take(Taxes& earlier, Taxes& now) {
    const std::uint64_t taxpayer = std::min(earlier.taxpayer(), now.taxpayer());
    const bool was = earlier.taxpayer() == taxpayer;
    const bool is = now.taxpayer() == taxpayer;
    Moved moved{taxpayer, was ? earlier.tax() : Yen(0), is ? now.tax() : Yen(0), {}};
    moved.movement = !was  ? Movement::appeared
                     : !is ? Movement::gone
                           : movement_of(moved.before, moved.after);
    if (was) DAICHO_CHECK(earlier.next());
    if (is) DAICHO_CHECK(now.next());
    return moved;
}

bool is_listed(const Moved& moved, Listed which, const Attention& attention) {
    switch (which) {
        case Listed::outlier: return moved.is_outlier(attention);
        case Listed::up: return moved.movement == Movement::up;
        case Listed::down: return moved.movement == Movement::down;
        case Listed::newly_taxed: return moved.movement == Movement::newly_taxed;
        case Listed::new_zero: return moved.movement == Movement::new_zero;
        case Listed::appeared: return moved.movement == Movement::appeared;
        case Listed::gone: return moved.movement == Movement::gone;
    }
    return false;
}

std::int64_t size_of(const Moved& moved) {
    const std::int64_t yen = moved.difference().amount();
    return yen < 0 ? -yen : yen;
}

std::vector<Step> empty_steps() {
    constexpr std::array<std::int64_t, 10> kBounds = {-50, -20, -10, -5, 0, 5, 10, 20, 50, 100};
    std::vector<Step> steps;
    std::optional<std::int64_t> from;
    for (const std::int64_t to : kBounds) {
        steps.push_back({from, to, 0, Yen(0)});
        if (to == 0) steps.push_back({0, 0, 0, Yen(0)});
        from = to;
    }
    steps.push_back({from, std::nullopt, 0, Yen(0)});
    return steps;
}

// Exactly: 100 · difference against percent · before, both far below 2^63 for any tax there is.
bool is_in(const Step& step, std::int64_t before, std::int64_t difference) {
    if (step.from == 0 && step.to == 0) return difference == 0;
    if (difference == 0) return false;
    const bool behind = !step.from || 100 * difference >= *step.from * before;
    return behind && (!step.to || 100 * difference < *step.to * before);
}

}  // namespace

std::string_view to_string(Movement movement) noexcept {
    return kNames[static_cast<std::size_t>(movement)];
}

bool Moved::is_outlier(const Attention& attention) const {
    if (movement != Movement::up && movement != Movement::down) return false;
    const __int128 less = std::min(before, after).amount();
    const __int128 more = std::max(before, after).amount();
    const Ratio& times = attention.times;
    return more * times.denominator() >= less * times.numerator() &&
           more - less >= attention.least.amount();
}

Result<Comparison> compare_runs(registers::Kernel& kernel, store::Connection& connection,
                                std::uint64_t run, std::uint64_t earlier) {
    DAICHO_TRY(definition, kernel.definition("levy_taxpayer"));
    const std::string table = registers::version_table(*definition);
    DAICHO_TRY(before, Taxes::open(connection, table, earlier));
    DAICHO_TRY(after, Taxes::open(connection, table, run));
    Comparison comparison;
    while (before.there() || after.there()) {
        DAICHO_TRY(moved, take(before, after));
        comparison.before += moved.before;
        comparison.after += moved.after;
        comparison.taxpayers.push_back(moved);
    }
    return comparison;
}

Result<std::optional<std::uint64_t>> run_to_compare(registers::Kernel& kernel,
                                                    store::Connection& connection,
                                                    FiscalYear year) {
    FiscalYear earlier = year;
    for (int back = 0; back < kMostYears; ++back) {
        earlier = earlier.previous();
        DAICHO_TRY(run, confirmed_run(kernel, connection, earlier, std::nullopt));
        if (run != 0) return std::optional(run);
    }
    return std::optional<std::uint64_t>();
}

std::vector<Step> steps_of(const Comparison& comparison) {
    std::vector<Step> steps = empty_steps();
    for (const Moved& moved : comparison.taxpayers) {
        if (moved.before <= Yen(0) || moved.after <= Yen(0)) continue;
        const Yen difference = moved.difference();
        const auto step = std::find_if(steps.begin(), steps.end(), [&](const Step& one) {
            return is_in(one, moved.before.amount(), difference.amount());
        });
        ++step->taxpayers;
        step->difference += difference;
    }
    return steps;
}

std::optional<Listed> listed_of(std::string_view name) noexcept {
    const auto found = std::find(kLists.begin(), kLists.end(), name);
    if (found == kLists.end()) return std::nullopt;
    return static_cast<Listed>(found - kLists.begin());
}

std::vector<Moved> list_of(const Comparison& comparison, Listed which,
                           const Attention& attention) {
    std::vector<Moved> list;
    std::copy_if(comparison.taxpayers.begin(), comparison.taxpayers.end(),
                 std::back_inserter(list), [&](const Moved& moved) {
                     return is_listed(moved, which, attention);
                 });
    std::stable_sort(list.begin(), list.end(), [](const Moved& one, const Moved& other) {
        return size_of(one) > size_of(other);
    });
    return list;
}

}  // namespace daicho::tax::levy
