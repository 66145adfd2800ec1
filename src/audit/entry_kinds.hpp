// Kinds of journal entries that this module writes; docs/formats.md lists them. Never reuse one.
#pragma once

#include "journal/entry.hpp"

namespace daicho::audit {

inline constexpr auto kReportMade = static_cast<journal::EntryKind>(120);
inline constexpr auto kManualMade = static_cast<journal::EntryKind>(121);
inline constexpr auto kPlansMade = static_cast<journal::EntryKind>(122);

}  // namespace daicho::audit
