// Readers of the single forms: erasure_nwipe.cpp, erasure_device.cpp. They fill in what a report
// says; erasure_report.cpp judges what it means.
#pragma once

#include "govern/media/erasure_report.hpp"

namespace daicho::govern::detail {

// Lines without their ends, not longer than any report's own.
std::vector<std::string_view> lines_of(std::string_view text);
std::string_view trimmed(std::string_view text) noexcept;
// What stands behind `label`, trimmed; nothing when the label is not there.
std::optional<std::string_view> behind(std::string_view line, std::string_view label) noexcept;
std::optional<std::uint64_t> number_of(std::string_view text) noexcept;
// Takes a serial number as printed: masked or unreadable ones leave it empty and give the code.
void take_serial(ErasureRun& run, std::string_view printed);
// Looks the method up; an unknown one is a refusal.
void take_method(const ErasureTool& tool, ErasureRun& run, std::string_view printed);

bool is_nwipe(std::string_view text) noexcept;
bool is_nvme(std::string_view text) noexcept;
bool is_hdparm(std::string_view text) noexcept;
bool is_sg(std::string_view text) noexcept;

Result<ErasureReport> read_nwipe(const ErasureTool& tool, std::string_view text);
Result<ErasureReport> read_nvme(const ErasureTool& tool, std::string_view text);
Result<ErasureReport> read_hdparm(const ErasureTool& tool, std::string_view text);
Result<ErasureReport> read_sg(const ErasureTool& tool, std::string_view text);

}  // namespace daicho::govern::detail
