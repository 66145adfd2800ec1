// Checklists: which catalogs of a folder are read by the engine of criteria (kind: criteria); the
// others – disposal, thresholds, selection, media – have engines of their own.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace daicho::govern {

// Names without ending, in order. A file that cannot be read is none.
std::vector<std::string> checklists(const std::filesystem::path& folder);

}  // namespace daicho::govern
