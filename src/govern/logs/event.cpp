#include "govern/logs/event.hpp"

#include <algorithm>

namespace daicho::govern::logs {

Slot Fields::find(std::string_view name) const noexcept {
    const auto at = std::ranges::find(names_, name);
    return at == names_.end() ? kNoSlot : static_cast<Slot>(at - names_.begin());
}

Slot Fields::add(std::string_view name) {
    const Slot known = find(name);
    if (known != kNoSlot) return known;
    names_.emplace_back(name);
    return static_cast<Slot>(names_.size() - 1);
}

}  // namespace daicho::govern::logs
