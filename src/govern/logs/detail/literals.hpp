// Whether any of some short texts stands in another: asked before patterns are.
//
// Wu and Manber's shifts over pairs of bytes. It may say yes where none stands (letters are
// compared loosely), never no where one does.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace daicho::govern::logs::detail {

class Literals {
public:
    // Texts of ASCII, each of at least kLeast bytes; false: they cannot be looked for.
    static constexpr std::size_t kLeast = 3;
    bool prepare(const std::vector<std::string>& texts);
    [[nodiscard]] bool may_hold(std::string_view text) const noexcept;

private:
    static std::uint16_t pair(const char* at) noexcept;
    std::size_t window_ = 0;             // bytes of the shortest
    std::vector<std::uint8_t> shifts_;   // by pair; 0: look closer
    std::vector<std::uint32_t> starts_;  // by pair: its texts in `members_`
    std::vector<std::uint32_t> members_;
    std::vector<std::string> texts_;     // loosely folded; the window is the end of each
};

}  // namespace daicho::govern::logs::detail
