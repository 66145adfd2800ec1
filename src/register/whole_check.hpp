// WholeCheck: what no single row can tell – the parts of one whole add up to 1.
//
// Check `parts_of_one` of a definition (shares of a co-owner group). An import notes every row it
// writes; when all are in the head, the whole of each noted row must be 1 at every moment at which
// it has parts at all. Exact: fractions with 128 bits.
// Threading: one thread, that of the import's transaction.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "register/cell.hpp"
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
    void note(std::span<const Cell> cells, std::uint64_t line);
    Result<WholeFindings> compare(store::Connection& connection, const std::string& file,
                                  std::size_t limit);

private:
    struct Noted {
        std::uint64_t line = 0;
        std::uint64_t rows = 0;
    };
    Result<std::optional<Error>> fault_of(store::Connection& connection, std::int64_t whole);

    const Definition* definition_;
    const Check* check_ = nullptr;
    std::unordered_map<std::int64_t, Noted> noted_;  // by record of the whole
};

}  // namespace daicho::registers
