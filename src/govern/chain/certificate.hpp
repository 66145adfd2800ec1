// 返還・消去・廃棄の証明書: compared with what was handed out. A certificate proves the serial numbers
// it names and nothing else; one that names what was never handed over, work done before the
// hand-over, or a number that stood on another contract's paper is taken for forged, and kept as
// the evidence it is. What is merely odd is doubtful: somebody looks at it. Pure; plain values.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "base/result.hpp"

namespace daicho::govern::chain {

// "TB-0001〜0003、USB-7" as TB-0001, TB-0002, TB-0003, USB-7: parted by commas, blanks or line
// ends; a range counts up the digits at the end. Full-width forms as ASCII, letters as capitals.
// Errors: chain.serial.too_many (more than kMostSerials), chain.serial.too_long,
// chain.serial.range (its end lies before its start, or has more digits).
inline constexpr std::size_t kMostSerials = 2'000;
inline constexpr std::size_t kLongestSerial = 60;  // bytes
Result<std::vector<std::string>> read_serials(std::string_view text);

struct HandedOut {
    std::uint64_t item = 0;
    std::vector<std::string> serials;  // as read_serials gives them
    Date out_on;
    bool back = false;  // proved already
};
// A certificate that came in before.
struct Earlier {
    bool same_contract = false;
    std::string paper_no;
    std::vector<std::string> accepted;  // serial numbers that it proved
};
struct Paper {
    std::string paper_no;
    Date work_on, issued_on, received_on;
    bool issuer_approved = true;  // the party that did the work, on that day
    std::vector<std::string> serials;
};

enum class LineVerdict : std::uint8_t { ok, foreign, repeated, used, early };
enum class PaperFault : std::uint8_t {
    number_of_another_contract,                                       // forged
    number_used, issued_before_work, dated_in_future, party_not_approved, incomplete, no_serials,
};
enum class Verdict : std::uint8_t { accepted, doubtful, forged };
std::string_view name_of(LineVerdict verdict) noexcept;
std::string_view name_of(PaperFault fault) noexcept;
std::string_view name_of(Verdict verdict) noexcept;

struct ComparedLine {
    std::string serial;
    std::uint64_t item = 0;  // 0 where it belongs to none
    LineVerdict verdict = LineVerdict::ok;
};
struct Compared {
    Verdict verdict = Verdict::accepted;
    std::vector<ComparedLine> lines;  // as the paper names them
    std::vector<PaperFault> faults;   // in the order of the enumeration
    std::vector<std::uint64_t> complete;  // items whose every serial is proved by an accepted paper
};
Compared compare(const Paper& paper, const std::vector<HandedOut>& items,
                 const std::vector<Earlier>& earlier);

}  // namespace daicho::govern::chain
