// Sanitize commands that the medium carries out itself: what hdparm, nvme-cli and sg_sanitize print
// about them. A command that was accepted is not yet a finished one. Serial and model come from the
// tool's own description of the device in the same file (hdparm -I, nvme id-ctrl, sg_sanitize's
// inquiry). Written from the tools' texts: no such device was at hand.
#include "govern/detail/erasure_forms.hpp"

namespace daicho::govern::detail {

namespace {

bool has(std::string_view text, std::string_view words) noexcept {
    return text.find(words) != std::string_view::npos;
}

// The first line that holds the label.
std::string_view first_behind(const std::vector<std::string_view>& lines, std::string_view label) {
    for (const std::string_view line : lines) {
        if (const auto found = behind(line, label)) return *found;
    }
    return {};
}

std::string short_text(std::string_view text) {
    std::string out;
    for (const char sign : text.substr(0, 60)) {
        out.push_back(sign >= ' ' && sign <= '~' ? sign : '?');
    }
    return out;
}

ErasureReport one_run(const char* form, ErasureRun run, std::string edition) {
    ErasureReport report;
    report.form = form;
    report.edition = std::move(edition);
    report.runs.push_back(std::move(run));
    return report;
}

// --- nvme: documents of `nvme id-ctrl -o json` and `nvme sanitize-log -o json`, one behind the
// other

// Ends of the JSON objects at the top, told by their braces outside of texts.
std::vector<std::string_view> documents_of(std::string_view text) {
    std::vector<std::string_view> found;
    std::size_t depth = 0;
    std::size_t begin = 0;
    bool quoted = false;
    for (std::size_t i = 0; i < text.size() && found.size() < 8; ++i) {
        const char sign = text[i];
        if (quoted) {
            if (sign == '\\') ++i;
            if (sign == '"') quoted = false;
        } else if (sign == '"') {
            quoted = true;
        } else if (sign == '{' && depth++ == 0) {
            begin = i;
        } else if (sign == '}' && depth > 0 && --depth == 0) {
            found.push_back(text.substr(begin, i + 1 - begin));
        }
    }
    return found;
}

std::string text_at(const json::Object& object, std::string_view name) {
    const json::Value* found = object.if_contains(name);
    return found != nullptr && found->is_string() ? std::string(found->get_string()) : "";
}

std::optional<std::uint64_t> count_at(const json::Object& object, std::string_view name) {
    const json::Value* found = object.if_contains(name);
    if (found == nullptr || !found->is_int64() || found->get_int64() < 0) return std::nullopt;
    return static_cast<std::uint64_t>(found->get_int64());
}

// SSTAT as "(1) Most Recent …" or as a number; bits 2:0 are the state.
std::optional<std::uint64_t> state_of(const json::Object& log) {
    const json::Value* sstat = log.if_contains("sstat");
    if (sstat == nullptr) return std::nullopt;
    if (sstat->is_int64()) return static_cast<std::uint64_t>(sstat->get_int64()) & 7U;
    if (!sstat->is_object()) return std::nullopt;
    const std::string status = text_at(sstat->get_object(), "status");
    const std::size_t close = status.find(')');
    if (!status.starts_with('(') || close == std::string::npos) return std::nullopt;
    return number_of(std::string_view(status).substr(1, close - 1));
}

void take_state(ErasureRun& run, std::optional<std::uint64_t> state,
                std::optional<std::uint64_t> progress) {
    run.verification = "device";
    if (state == 1U || state == 4U) {
        run.result = "ok";
        // 65535 is "done": anything less belongs to an operation that goes on.
        if (progress && *progress != 65'535) {
            run.result = "unknown";
            add_reason(run.refusals, "NOT_FINISHED:SPROG " + std::to_string(*progress));
        }
    } else if (state == 0U) {
        add_reason(run.refusals, "NEVER_SANITIZED");
    } else if (state == 2U) {
        add_reason(run.refusals, "NOT_FINISHED:SPROG " + std::to_string(progress.value_or(0)));
    } else if (state == 3U) {
        run.result = "failed";
        add_reason(run.refusals, "RUN_FAILED");
    } else {
        add_reason(run.refusals, "STATUS_UNKNOWN:SSTAT");
    }
}

void take_log(const ErasureTool& tool, ErasureRun& run, const json::Object& log) {
    take_state(run, state_of(log), count_at(log, "sprog"));
    const auto dword = count_at(log, "cdw10_info");
    take_method(tool, run, dword ? "SANACT " + std::to_string(*dword & 7U) : std::string());
}

// --- sg_sanitize

// "Sanitize cdb: 48 02 …": bits 4:0 of the second byte; else the option of the command as typed.
std::string sg_method(const std::vector<std::string_view>& lines) {
    for (const std::string_view line : lines) {
        const auto bytes = behind(line, "Sanitize cdb:");
        if (!bytes || bytes->size() < 5) continue;
        const std::string_view action = bytes->substr(3, 2);
        if (action == "01" || action == "81") return "OVERWRITE";
        if (action == "02" || action == "82") return "BLOCK ERASE";
        if (action == "03" || action == "83") return "CRYPTOGRAPHIC ERASE";
    }
    for (const std::string_view line : lines) {
        if (!has(line, "sg_sanitize ")) continue;
        if (has(line, "--block") || has(line, " -B")) return "BLOCK ERASE";
        if (has(line, "--crypto") || has(line, " -C")) return "CRYPTOGRAPHIC ERASE";
        if (has(line, "--overwrite") || has(line, " -O")) return "OVERWRITE";
    }
    return {};
}

void sg_result(ErasureRun& run, const std::vector<std::string_view>& lines) {
    std::string_view progress;
    bool begun = false;
    bool launched = false;  // with --early the tool ends here and the device goes on
    bool done = false;
    for (const std::string_view line : lines) {
        if (has(line, "anitize failed") || has(line, "sg_sanitize failed")) {
            run.result = "failed";
            return add_reason(run.refusals, "RUN_FAILED");
        }
        if (has(line, "--dry-run option")) return add_reason(run.refusals, "NEVER_SANITIZED");
        if (const auto found = behind(line, "Progress indication:")) progress = *found;
        begun = begun || has(line, "A SANITIZE will commence");
        launched = launched || has(line, "Sanitize command launched without error");
        done = done || has(line, "Sanitize command completed without error") ||
               has(line, "seems to be successful");
        if (!progress.empty() && has(line, "No progress indication found")) done = true;
    }
    if (done) {
        run.result = "ok";
    } else if (!progress.empty() || launched) {
        add_reason(run.refusals, progress.empty() ? "NOT_FINISHED:launched"
                                                  : "NOT_FINISHED:" + short_text(progress));
    } else {
        add_reason(run.refusals, begun ? "REPORT_CUT" : "STATUS_UNKNOWN:-");
    }
}

}  // namespace

bool is_nvme(std::string_view text) noexcept {
    const std::string_view begin = trimmed(text.substr(0, text.find('\n')));
    return begin.starts_with('{') && has(text, "\"sstat\"");
}

Result<ErasureReport> read_nvme(const ErasureTool& tool, std::string_view text) {
    ErasureRun run;
    std::string serial;
    bool found = false;
    for (const std::string_view part : documents_of(text)) {
        DAICHO_TRY(document, json::parse(part));
        const json::Object& object = document.get_object();
        if (object.if_contains("sn") != nullptr) {
            serial = text_at(object, "sn");
            run.model = short_text(trimmed(text_at(object, "mn")));
            continue;
        }
        for (const auto& member : object) {
            if (!member.value().is_object()) continue;
            const json::Object& log = member.value().get_object();
            if (log.if_contains("sstat") == nullptr) continue;
            run.device = "/dev/" + short_text(std::string_view(member.key()));
            take_log(tool, run, log);
            found = true;
        }
    }
    if (!found) return input_error("govern.erasure.not_known");
    take_serial(run, serial);
    return one_run("nvme_json", std::move(run), {});
}

bool is_hdparm(std::string_view text) noexcept { return has(text, "SANITIZE_STATUS"); }

Result<ErasureReport> read_hdparm(const ErasureTool& tool, std::string_view text) {
    const auto lines = lines_of(text);
    ErasureRun run;
    std::string method;
    for (const std::string_view line : lines) {
        if (line.starts_with("/dev/") && line.ends_with(':') && run.device.empty()) {
            run.device = short_text(line.substr(0, line.size() - 1));
        }
        for (const ToolMethod& one : tool.methods) {
            if (has(line, "Issuing " + one.name + " command") ||
                has(line, "Issuing " + one.name + "_EXT command")) {
                method = one.name;
            }
        }
    }
    run.model = short_text(first_behind(lines, "Model Number:"));
    run.verification = "device";
    take_serial(run, first_behind(lines, "Serial Number:"));
    take_method(tool, run, method);
    const bool failed = has(text, "SD3 Sanitize Operation Failed") ||
                        has(text, "completed unsuccessfully") || has(text, "SANITIZE failed");
    if (failed) {
        run.result = "failed";
        add_reason(run.refusals, "RUN_FAILED");
    } else if (text.rfind("SD2 Sanitize operation In Process") != std::string_view::npos &&
               text.rfind("SD2 Sanitize operation In Process") >
                   text.rfind("SD0 Sanitize Idle") + 1) {
        add_reason(run.refusals, "NOT_FINISHED:SD2");
    } else if (has(text, "Last Sanitize Operation Completed Without Error")) {
        run.result = "ok";
    } else {
        // Idle alone: nothing says that anything was ever carried out.
        add_reason(run.refusals, "NEVER_SANITIZED");
    }
    const std::string_view edition = first_behind(lines, "hdparm v");
    return one_run("hdparm_text", std::move(run), short_text(edition));
}

bool is_sg(std::string_view text) noexcept {
    return has(text, "SANITIZE will commence") || has(text, "Sanitize seems to be successful") ||
           has(text, "sg_sanitize");
}

Result<ErasureReport> read_sg(const ErasureTool& tool, std::string_view text) {
    const auto lines = lines_of(text);
    ErasureRun run;
    for (const std::string_view line : lines) {
        const std::size_t at = line.find("/dev/");
        if (at != std::string_view::npos && run.device.empty()) {
            run.device = short_text(line.substr(at, line.find(' ', at) - at));
        }
        if (has(line, "peripheral_type:")) {
            run.model = short_text(trimmed(line.substr(0, line.find("peripheral_type:"))));
        }
    }
    run.verification = "device";
    take_serial(run, first_behind(lines, "Unit serial number:"));
    take_method(tool, run, sg_method(lines));
    sg_result(run, lines);
    std::string_view edition = first_behind(lines, "sg_sanitize: version: ");
    return one_run("sg_text", std::move(run), short_text(edition.substr(0, edition.find(' '))));
}

}  // namespace daicho::govern::detail
