// Shown records: which records the body of a disclosure names (written by register/disclosure.cpp).
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace daicho::registers {

// True for {"records":[…; the body of an export holds a root instead.
[[nodiscard]] bool names_records(std::string_view body) noexcept;

// The ids at the beginning of such a body; none for any other.
[[nodiscard]] std::vector<std::uint64_t> shown_records(std::string_view body);

}  // namespace daicho::registers
