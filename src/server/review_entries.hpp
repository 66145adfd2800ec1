// Journal entries of account reviews (docs/formats.md).
#pragma once

#include "journal/entry.hpp"

namespace daicho::server {

inline constexpr auto kAccountListReceived = journal::EntryKind{110};
inline constexpr auto kAccountRoundOpened = journal::EntryKind{111};
inline constexpr auto kAccountDecided = journal::EntryKind{112};
inline constexpr auto kAccountRoundClosed = journal::EntryKind{113};

}  // namespace daicho::server
