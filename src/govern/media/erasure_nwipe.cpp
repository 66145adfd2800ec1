// Logs of nwipe 0.33 and 0.34. One file may hold several runs, since nwipe appends; one run erases
// several devices at once. The last column of a table is the device's own bytes.
#include <algorithm>

#include "govern/detail/erasure_forms.hpp"

namespace daicho::govern::detail {

namespace {

constexpr std::string_view kBegin = "Program options are set as follows";

using Lines = std::vector<std::string_view>;

// "[2026/11/22 02:50:50]  notice: …" → 2026-11-22
std::string day_of(std::string_view line) {
    if (line.size() < 12 || line[0] != '[' || line[5] != '/' || line[8] != '/') return {};
    std::string day(line.substr(1, 10));
    day[4] = day[7] = '-';
    return parse_iso_date(day) ? day : std::string();
}

Lines cells_of(std::string_view row, std::size_t most) {
    Lines cells;
    while (cells.size() + 1 < most) {
        const std::size_t bar = row.find('|');
        if (bar == std::string_view::npos) break;
        cells.push_back(trimmed(row.substr(0, bar)));
        row.remove_prefix(bar + 1);
    }
    cells.push_back(trimmed(row));
    return cells;
}

// One run of the program: from its options to the next one's.
class Run {
public:
    Run(const ErasureTool& tool, const Lines& lines) : tool_(&tool), lines_(&lines) {}

    std::vector<ErasureRun> read(std::string& edition) {
        for (std::size_t i = 0; i < lines_->size(); ++i) {
            const std::string_view line = (*lines_)[i];
            if (const auto banner = behind(line, "banner   = nwipe ")) edition = *banner;
            if (line.find(" Error Summary ") != std::string_view::npos)
                i = read_errors(i + 1);
            else if (line.find(" Drive Status ") != std::string_view::npos)
                i = read_status(i + 1);
            else if (line.find("Total Throughput") != std::string_view::npos)
                read_tail(line);
            else
                read_line(line);
        }
        std::vector<ErasureRun> runs;
        for (Device& device : devices_) runs.push_back(finished(device));
        return runs;
    }

private:
    struct Device {
        ErasureRun run;
        std::string method;
        std::string serial;
        std::optional<std::uint64_t> least_written;
        bool status_read = false;
    };

    // Tables name a device without its folder.
    Device& device(std::string_view name) {
        name = name.substr(0, 60);
        const std::size_t slash = name.rfind('/');
        const std::string_view last =
            slash == std::string_view::npos ? name : name.substr(slash + 1);
        for (Device& one : devices_) {
            const std::string_view known = one.run.device;
            if (known.substr(known.rfind('/') + 1) == last) return one;
        }
        Device& made = devices_.emplace_back();
        made.run.device = "/dev/" + std::string(last);
        return made;
    }
    bool full() const noexcept { return devices_.size() >= kMostRuns; }

    void read_line(std::string_view line) {
        if (full()) return;
        if (const auto sizes = behind(line, ", sect/blk/dev ")) {
            const std::size_t at = line.find("/dev/");
            const std::size_t comma = line.find(", sect/blk/dev ");
            if (at >= comma) return;
            device(line.substr(at, comma - at)).run.bytes =
                number_of(sizes->substr(sizes->rfind('/') + 1)).value_or(0);
        } else if (const auto method = behind(line, "Invoking method '")) {
            const std::size_t end = method->find("' on ");
            if (end == std::string_view::npos) return;
            Device& one = device(trimmed(method->substr(end + 5)));
            one.method = method->substr(0, end);
            one.run.started = day_of(line);
        } else if (const auto serial = behind(line, " has serial number ")) {
            const std::size_t at = line.find("/dev/");
            if (at == std::string_view::npos) return;
            device(line.substr(at, line.find(' ', at) - at)).serial = *serial;
        } else if (const auto to = behind(line, " bytes written to ")) {
            written(line, *to);
        }
    }

    void written(std::string_view line, std::string_view to) {
        const std::string_view before = line.substr(0, line.find(" bytes written to "));
        const auto bytes = number_of(before.substr(before.rfind(' ') + 1));
        Device& one = device(to);
        if (bytes) one.least_written = std::min(*bytes, one.least_written.value_or(*bytes));
    }

    // Rows between the heading's rule and the closing one; gives the line it ended at.
    template <class Take>
    std::size_t read_table(std::size_t at, std::size_t cells, Take take) {
        for (; at < lines_->size(); ++at) {
            std::string_view row = (*lines_)[at];
            if (row.starts_with("***") || row.find("Total Throughput") != std::string_view::npos) {
                return at == 0 ? at : at - 1;
            }
            if (row.starts_with("---") || row.find("Device |") != std::string_view::npos) continue;
            if (row.starts_with('!')) row.remove_prefix(1);
            const Lines found = cells_of(row, cells);
            if (found.size() == cells && !found[0].empty() && !full()) take(found);
        }
        return at;
    }

    std::size_t read_errors(std::size_t at) {
        return read_table(at, 4, [this](const Lines& row) {
            ErasureRun& run = device(row[0]).run;
            run.pass_errors = number_of(row[1]);
            run.verify_errors = number_of(row[2]);
            run.sync_errors = number_of(row[3]);
        });
    }

    std::size_t read_status(std::size_t at) {
        return read_table(at, 5, [this](const Lines& row) {
            Device& one = device(row[0]);
            one.status_read = true;
            take_status(one.run, row[1]);
            const std::size_t slash = row[4].rfind('/');
            if (slash == std::string_view::npos) return;
            one.run.model = printable(row[4].substr(0, slash));
            if (one.serial.empty()) one.serial = row[4].substr(slash + 1);
        });
    }

    static std::string printable(std::string_view text) {
        std::string out;
        for (const char sign : text.substr(0, 60)) {
            out.push_back(sign >= ' ' && sign <= '~' ? sign : '?');
        }
        return out;
    }

    static void take_status(ErasureRun& run, std::string_view status) {
        if (status == "Erased") {
            run.result = "ok";
        } else if (status == "-FAILED-") {
            run.result = "failed";
            add_reason(run.refusals, "RUN_FAILED");
        } else if (status == "UABORTED") {
            run.result = "aborted";
        } else if (status == "INSANITY") {
            run.result = "failed";
            add_reason(run.refusals, "RUN_INSANE");
        } else {
            add_reason(run.refusals, "STATUS_UNKNOWN:" + printable(status));
        }
    }

    // "… Fill With Zeros, 1R+NB+VL": rounds, blanking, verification.
    void read_tail(std::string_view line) {
        ended_ = day_of(line);
        const std::string_view last = trimmed(line.substr(line.rfind('+') + 1));
        if (line.rfind('+') == std::string_view::npos) return;
        verification_ = last == "VL"   ? "last"
                        : last == "VA" ? "all"
                        : last == "NV" ? "none"
                                       : "unknown";
    }

    ErasureRun finished(Device& one) {
        ErasureRun run = std::move(one.run);
        run.ended = ended_;
        run.verification = verification_;
        take_serial(run, one.serial);
        take_method(*tool_, run, one.method);
        if (!one.status_read) add_reason(run.refusals, "REPORT_CUT");
        if (!run.pass_errors || !run.verify_errors || !run.sync_errors) {
            add_reason(run.refusals, "COUNTERS_MISSING");
        }
        if (run.erases && one.least_written.value_or(0) < run.bytes) {
            add_reason(run.refusals,
                       "SHORT_WRITE:" + std::to_string(one.least_written.value_or(0)));
        }
        return run;
    }

    const ErasureTool* tool_;
    const Lines* lines_;
    std::vector<Device> devices_;
    std::string ended_;
    std::string verification_ = "unknown";
};

}  // namespace

bool is_nwipe(std::string_view text) noexcept {
    return text.find(kBegin) != std::string_view::npos &&
           text.find("nwipe") != std::string_view::npos;
}

Result<ErasureReport> read_nwipe(const ErasureTool& tool, std::string_view text) {
    ErasureReport report;
    report.form = "nwipe_log";
    Lines chunk;
    bool begun = false;
    const auto end_run = [&]() -> Status {
        if (!begun) return {};
        for (ErasureRun& run : Run(tool, chunk).read(report.edition)) {
            report.runs.push_back(std::move(run));
        }
        if (report.runs.size() < kMostRuns) return {};
        return input_error("govern.erasure.too_many_runs").with("most", std::to_string(kMostRuns));
    };
    for (const std::string_view line : lines_of(text)) {
        if (line.find(kBegin) != std::string_view::npos) {
            DAICHO_CHECK(end_run());
            chunk.clear();
            begun = true;
        }
        if (begun) chunk.push_back(line);
    }
    DAICHO_CHECK(end_run());
    return report;
}

}  // namespace daicho::govern::detail
