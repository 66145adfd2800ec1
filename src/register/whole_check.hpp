// WholeCheck: what no single row can tell – the parts of one whole add up to 1.
//
// Check `parts_of_one` of a definition (shares of a co-owner group). An import notes every row it
// writes; in the end the whole of each noted row must be 1 at every moment at which it has parts at
// all. The rows are laid over the head, whether they stand in it by then or were undone (a preview
// in parts). Exact: fractions with 128 bits.
// Threading: one thread, that of the import's transaction.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/interval.hpp"
#include "register/cell.hpp"
#include "register/row_digest.hpp"
#include "store/connection.hpp"

namespace daicho::registers {

// Sum of fractions, reduced after each addition; nothing once a number outgrew 128 bits.
class ExactSum {
public:
    void add(std::int64_t numerator, std::int64_t denominator);
    [[nodiscard]] bool is_one() const noexcept { return fits_ && numerator_ == denominator_; }
    [[nodiscard]] std::string text() const;  // "5/6"

private:
    unsigned __int128 numerator_ = 0;
    unsigned __int128 denominator_ = 1;
    bool fits_ = true;
};

struct WholeFindings {
    std::vector<Error> faults;  // one for each whole, at its last line; at most `limit`
    std::uint64_t rows = 0;     // lines of this import in such wholes
};

class WholeCheck {
public:
    explicit WholeCheck(const Definition& definition);

    // A row that was written from this line. Cheap where the definition has no such check.
    void note(std::uint64_t record, ValidTime valid, RowState state, std::span<const Cell> cells,
              std::uint64_t line);
    Result<WholeFindings> compare(store::Connection& connection, const std::string& file,
                                  std::size_t limit);

private:
    struct Noted {
        std::uint64_t line = 0;
        std::uint64_t rows = 0;
        std::vector<std::uint64_t> records;
    };
    struct Stretch {
        std::int64_t whole = 0;
        std::int32_t from = 0, to = 0;
        std::int64_t numerator = 0, denominator = 0;
        bool ended = false;
    };
    using Stretches = std::map<std::uint64_t, std::vector<Stretch>>;  // by record
    Result<Stretches> stored(store::Connection& connection, std::int64_t whole) const;
    void lay_over(Stretches& stretches, std::int64_t whole, const Noted& noted) const;
    Result<std::optional<Error>> fault_of(store::Connection& connection, std::int64_t whole,
                                          const Noted& noted);

    const Definition* definition_;
    const Check* check_ = nullptr;
    std::unordered_map<std::int64_t, Noted> noted_;  // by record of the whole
    std::unordered_map<std::uint64_t, std::vector<Stretch>> rows_;  // by record, in order
};

}  // namespace daicho::registers
