// Entries of the rooms of incidents and migration orders (journal/entry.hpp has all numbers).
#pragma once

#include "journal/entry.hpp"

namespace daicho::server {

inline constexpr auto kIncidentOpened = static_cast<journal::EntryKind>(160);
inline constexpr auto kIncidentDecided = static_cast<journal::EntryKind>(161);
inline constexpr auto kIncidentPaperMade = static_cast<journal::EntryKind>(162);
inline constexpr auto kMigrationOpened = static_cast<journal::EntryKind>(163);
inline constexpr auto kMigrationClosed = static_cast<journal::EntryKind>(164);

}  // namespace daicho::server
