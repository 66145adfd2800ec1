#include "govern/media/erasure_report.hpp"

#include <algorithm>
#include <charconv>
#include <map>

#include "base/digest.hpp"
#include "govern/detail/erasure_forms.hpp"

namespace daicho::govern {

namespace detail {

std::vector<std::string_view> lines_of(std::string_view text) {
    std::vector<std::string_view> lines;
    while (!text.empty()) {
        const std::size_t end = text.find('\n');
        std::string_view line = text.substr(0, end);
        if (line.ends_with('\r')) line.remove_suffix(1);
        lines.push_back(line);
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    }
    return lines;
}

std::string_view trimmed(std::string_view text) noexcept {
    constexpr std::string_view kBlank = " \t\r";
    const std::size_t first = text.find_first_not_of(kBlank);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(kBlank) - first + 1);
}

std::optional<std::string_view> behind(std::string_view line, std::string_view label) noexcept {
    const std::size_t at = line.find(label);
    if (at == std::string_view::npos) return std::nullopt;
    return trimmed(line.substr(at + label.size()));
}

std::optional<std::uint64_t> number_of(std::string_view text) noexcept {
    text = trimmed(text);
    std::uint64_t number = 0;
    const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (code != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return number;
}

void take_serial(ErasureRun& run, std::string_view printed) {
    printed = trimmed(printed);
    const auto only = [&](char sign) {
        return printed.size() >= 4 && printed.find_first_not_of(sign) == std::string_view::npos;
    };
    if (only('X') || only('?') || only('*')) return add_reason(run.refusals, "SERIAL_MASKED");
    // A loop device or a bridge gives raw bytes: no identity, whatever they look like.
    const bool plain = std::all_of(printed.begin(), printed.end(),
                                   [](char sign) { return sign >= ' ' && sign <= '~'; });
    if (printed.empty() || printed.size() > 60 || !plain) {
        return add_reason(run.refusals, "SERIAL_UNREADABLE");
    }
    run.serial = printed;
}

namespace {

// For a reason: what a report says may be long, and need not be text.
std::string quoted(std::string_view text) {
    std::string out;
    for (const char sign : trimmed(text).substr(0, 60)) {
        out.push_back(sign >= ' ' && sign <= '~' ? sign : '?');
    }
    return out;
}

// Blanks of tables are padding: "Verify Ones  (0xFF)" is one name.
std::string one_blank(std::string_view text) {
    std::string out;
    for (const char sign : quoted(text)) {
        if (sign != ' ' || !out.ends_with(' ')) out.push_back(sign);
    }
    return out;
}

}  // namespace

void take_method(const ErasureTool& tool, ErasureRun& run, std::string_view printed) {
    run.tool_method = one_blank(printed);
    const std::size_t place = place_of(tool.methods, &ToolMethod::name, run.tool_method);
    if (place == kNowhere) {
        return add_reason(run.refusals, "METHOD_UNKNOWN:" + run.tool_method);
    }
    const ToolMethod& method = tool.methods[place];
    run.method = method.method;
    run.erases = method.erases;
    run.leaves = method.leaves;
    if (!method.erases) add_reason(run.refusals, "ONLY_VERIFIED");
}

}  // namespace detail

namespace {

using detail::trimmed;

void add_count(ErasureRun& run, const char* code, std::optional<std::uint64_t> count) {
    if (count && *count != 0) add_reason(run.refusals, code + (":" + std::to_string(*count)));
}

// A run that erased without verifying is good once a later run found what it had left.
void join_verifications(std::vector<ErasureRun>& runs) {
    std::map<std::pair<std::string, std::string>, std::size_t> verified;  // serial, pattern: last
    for (std::size_t i = 0; i < runs.size(); ++i) {
        const ErasureRun& run = runs[i];
        const bool clean = run.result == "ok" && run.verify_errors == 0U && run.pass_errors == 0U;
        if (!run.erases && clean && !run.serial.empty()) verified[{run.serial, run.leaves}] = i;
    }
    std::map<std::string, std::size_t> last_erasing;
    for (std::size_t i = 0; i < runs.size(); ++i) {
        if (runs[i].erases) last_erasing[runs[i].serial] = i;
    }
    for (std::size_t i = 0; i < runs.size(); ++i) {
        ErasureRun& run = runs[i];
        if (!run.erases || run.verification != "none" || run.leaves.empty()) continue;
        const auto found = verified.find({run.serial, run.leaves});
        const bool last = last_erasing[run.serial] == i;
        if (last && found != verified.end() && found->second > i) run.verification = "separate";
    }
}

void judge(const ErasureTools& tools, const ErasureTool& tool, const ErasureReport& report,
           ErasureRun& run) {
    if (run.result == "aborted") add_reason(run.refusals, "RUN_ABORTED");
    add_count(run, "PASS_ERRORS", run.pass_errors);
    add_count(run, "VERIFY_ERRORS", run.verify_errors);
    add_count(run, "SYNC_ERRORS", run.sync_errors);
    if (run.verification == "none") add_reason(run.refusals, "NOT_VERIFIED");
    if (run.verification == "unknown") add_reason(run.refusals, "VERIFICATION_UNKNOWN");
    if (run.verification == "device") {
        add_reason(tools.device_word_serves ? run.notes : run.refusals, "DEVICE_WORD");
    }
    // Whatever a reader took for no success is none, though it gave no other reason.
    if (run.result != "ok" && run.refusals.empty()) {
        add_reason(run.refusals, "STATUS_UNKNOWN:" + run.result);
    }
    const auto& known = tool.editions;
    if (std::find(known.begin(), known.end(), report.edition) == known.end()) {
        add_reason(run.notes, "EDITION_UNKNOWN:" + (report.edition.empty() ? "-" : report.edition));
    }
}

struct Form {
    const char* tool;
    bool (*is)(std::string_view) noexcept;
    Result<ErasureReport> (*read)(const ErasureTool&, std::string_view);
};
// Told from their own words; hdparm's and sg_sanitize's sessions may carry a tool's lines before.
constexpr Form kForms[] = {{"nvme", detail::is_nvme, detail::read_nvme},
                           {"nwipe", detail::is_nwipe, detail::read_nwipe},
                           {"sg_sanitize", detail::is_sg, detail::read_sg},
                           {"hdparm", detail::is_hdparm, detail::read_hdparm}};

json::Value text_or_null(const std::string& text) {
    return text.empty() ? json::Value(nullptr) : json::Value(text);
}
json::Value count_or_null(std::optional<std::uint64_t> count) {
    return count ? json::Value(*count) : json::Value(nullptr);
}

json::Array codes_json(const ErasureTools& tools, const std::vector<std::string>& codes) {
    json::Array list;
    for (const std::string& code : codes) {
        const BilingualText text = explain(tools.reasons, code);
        list.push_back(json::Object{{"code", code}, {"ja", text.ja}, {"en", text.en}});
    }
    return list;
}

json::Object run_json(const ErasureTools& tools, const ErasureRun& run) {
    return json::Object{{"device", run.device},
                        {"model", text_or_null(run.model)},
                        {"serial", text_or_null(run.serial)},
                        {"tool_method", text_or_null(run.tool_method)},
                        {"method", text_or_null(run.method)},
                        {"started", text_or_null(run.started)},
                        {"ended", text_or_null(run.ended)},
                        {"bytes", run.bytes == 0 ? json::Value(nullptr) : json::Value(run.bytes)},
                        {"result", run.result},
                        {"verification", run.verification},
                        {"pass_errors", count_or_null(run.pass_errors)},
                        {"verify_errors", count_or_null(run.verify_errors)},
                        {"sync_errors", count_or_null(run.sync_errors)},
                        {"accepted", run.accepted()},
                        {"reasons", codes_json(tools, run.refusals)},
                        {"notes", codes_json(tools, run.notes)}};
}

}  // namespace

Result<ErasureReport> read_erasure_report(const ErasureTools& tools, std::string_view bytes) {
    if (bytes.size() > kMostReportBytes) {
        return input_error("govern.erasure.too_large")
            .with("most", std::to_string(kMostReportBytes >> 20));
    }
    for (const Form& form : kForms) {
        if (!form.is(bytes)) continue;
        const std::size_t place = place_of(tools.tools, &ErasureTool::key, form.tool);
        if (place == kNowhere) break;
        const ErasureTool& tool = tools.tools[place];
        DAICHO_TRY(report, form.read(tool, bytes));
        if (report.runs.empty()) break;
        report.tool = tool.key;
        report.proved = tool.proved;
        report.sha256 = to_hex(view(
            sha256(ByteView(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()))));
        join_verifications(report.runs);
        for (ErasureRun& run : report.runs) judge(tools, tool, report, run);
        return report;
    }
    return input_error("govern.erasure.not_known");
}

json::Value to_json(const ErasureTools& tools, const ErasureReport& report) {
    json::Array runs;
    // Every medium must have a run that counts; what has no serial number is no medium we know.
    std::map<std::string, bool> media;
    bool named = true;
    for (const ErasureRun& run : report.runs) {
        runs.push_back(run_json(tools, run));
        if (run.serial.empty()) named = false;
        bool& counts = media[run.serial];
        counts = counts || run.accepted();
    }
    const bool all =
        std::all_of(media.begin(), media.end(), [](const auto& one) { return one.second; });
    return json::Object{{"form", report.form},
                        {"tool", report.tool},
                        {"edition", text_or_null(report.edition)},
                        {"proved", report.proved},
                        {"sha256", report.sha256},
                        {"accepted", named && all},
                        {"runs", std::move(runs)}};
}

}  // namespace daicho::govern
