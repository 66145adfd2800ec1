// Setting book: every setting of the municipality as it stands in its file – place, value and the
// rule it comes from – for a screen and an auditor. What the settings mean is settings.hpp's; here
// they are only told, so that none can be left out: one row for each value of the file.
// Threading: reads a file; no state.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "base/message.hpp"
#include "base/result.hpp"

namespace daicho::office {

struct SettingRow {
    std::string path;   // "accounts.lock.failures"
    std::string group;  // its first part
    std::string name;   // path without numbers: "instalments", where years are keys; for the label
    std::string key;    // what was left out of the name: "2026"; or empty
    BilingualText value;
    std::string cite;   // of the nearest section that names one
    std::uint64_t line = 0;
};

// The file under `folder` (data/municipality) that is this municipality's. Error:
// settings.no_file.
Result<std::filesystem::path> setting_file(const std::filesystem::path& folder,
                                           std::string_view municipality);
// Errors: those of reading YAML.
Result<std::vector<SettingRow>> setting_rows(const std::filesystem::path& file);
// "min", "s", "days" …: the unit of a setting by its name; empty: it has none.
std::string_view setting_unit(std::string_view name) noexcept;

// When the file was written last; when this process began.
Instant written_at(const std::filesystem::path& file);
Instant process_began();

}  // namespace daicho::office
