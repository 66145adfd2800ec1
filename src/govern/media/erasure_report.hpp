// 消去の報告 (erasure report): what nwipe, hdparm, nvme-cli and sg_sanitize write about erasing a
// medium, read into one form and judged. An aborted, failed or unverified run is not erasure; an
// exit status is no evidence, only the report's own words are.
//
// What a tool's method is worth, and the sentences of the reasons, stand in
// catalogs/erasure-tools.yaml. Pure; any thread. Bounded: kMostBytes, kMostRuns.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "govern/catalog.hpp"
#include "json/reader.hpp"

namespace daicho::govern {

inline constexpr std::size_t kMostReportBytes = 4 * 1024 * 1024;
inline constexpr std::size_t kMostRuns = 1'000;

struct ToolMethod {
    std::string name;    // as the tool prints it
    bool erases = true;  // or only verifies
    std::string method;  // of the disposal catalog; empty where it only verifies
    std::string leaves;  // pattern that a run of its own can verify later; may be empty
};

struct ErasureTool {
    std::string key;
    std::string proved;  // loop_device | not_run_on_hardware
    std::vector<std::string> editions;
    std::vector<ToolMethod> methods;
};

struct ErasureTools {
    CatalogHead head;
    std::vector<ErasureTool> tools;
    bool device_word_serves = true;
    std::vector<Interpretation> interpretations;
    ReasonTexts reasons;
};

// Errors: yaml.*, govern.catalog.*, every fault with its line.
Result<ErasureTools> parse_erasure_tools(std::string_view text, std::string name);
Result<ErasureTools> load_erasure_tools(const std::string& path);

// One run over one medium. Words: result ok | failed | aborted | unknown; verification all | last |
// separate | device | none.
struct ErasureRun {
    std::string device;
    std::string model;
    std::string serial;       // empty where it is masked or cannot be read
    std::string tool_method;  // as printed
    std::string method;       // of the disposal catalog; empty when not known
    std::string started;      // 2026-11-22, or empty: not every tool prints a date
    std::string ended;
    std::uint64_t bytes = 0;  // size of the medium; 0 when not told
    std::string result = "unknown";
    std::string verification = "none";
    std::optional<std::uint64_t> pass_errors;
    std::optional<std::uint64_t> verify_errors;
    std::optional<std::uint64_t> sync_errors;
    bool erases = true;
    std::string leaves;
    std::vector<std::string> refusals;  // empty: the run counts
    std::vector<std::string> notes;

    [[nodiscard]] bool accepted() const noexcept { return refusals.empty(); }
};

struct ErasureReport {
    std::string form;     // nwipe_log, hdparm_text, nvme_json, sg_text
    std::string tool;     // key of the tool
    std::string edition;  // empty when not told
    std::string proved;
    std::string sha256;  // of the bytes
    std::vector<ErasureRun> runs;
};

// Errors: govern.erasure.too_large, .not_known (no form was recognised), .too_many_runs,
// and json.* inside a JSON report.
Result<ErasureReport> read_erasure_report(const ErasureTools& tools, std::string_view bytes);
json::Value to_json(const ErasureTools& tools, const ErasureReport& report);

}  // namespace daicho::govern
