// Invented numbers with valid check digits: 宛名番号, 世帯番号, 個人番号, 法人番号.
//
// They are well-formed and belong to nobody: corporate numbers carry the registry office 9999,
// which does not exist, and the base of a personal number is a permutation of an index.
// Invariant: different indices give different numbers. Threads: pure functions.
#pragma once

#include <cstdint>
#include <string>

namespace daicho::demo {

// Nine digits and a check digit (M11, weights 2 to 7 from the right; serials whose remainder is 1
// have none and are skipped). index < 200,000,000.
void append_addressee_no(std::string& out, std::uint64_t index);
void append_household_no(std::string& out, std::uint64_t index);

// Eleven digits and a check digit (総務省令第85号 第5条). index < 10^9.
void append_personal_number(std::string& out, std::uint64_t seed, std::uint64_t index);

// A check digit and twelve digits. index < 1,000,000.
void append_corporate_number(std::string& out, std::uint64_t index);

// The check digit of a serial of nine digits, or −1 when the serial is to be skipped.
int addressee_check_digit(std::uint64_t serial) noexcept;

}  // namespace daicho::demo
