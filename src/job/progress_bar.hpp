// ProgressBar: progress for people. On a terminal one line rewritten in place; elsewhere a line
// every 2 s; nothing at all under half a second. Rate and time left come from a sliding window of
// some seconds, so that a slow start does not spoil the forecast. Writes to standard error, in
// Japanese or English as DAICHO_LANG or else the locale (LC_ALL, LC_MESSAGES, LANG) says.
// Threading: one thread at a time.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>

#include "base/message.hpp"

namespace daicho::job {

// The first of them that is Japanese or English; Japanese when none is, as on the command line.
Language progress_language();

class ProgressBar {
public:
    ProgressBar(std::string label_ja, std::string label_en, std::string unit);
    ProgressBar(const ProgressBar&) = delete;
    ProgressBar& operator=(const ProgressBar&) = delete;
    ~ProgressBar();
    // A total of 0 means that it is not known.
    void update(std::uint64_t done, std::uint64_t total);
    void finish();

private:
    struct Sample {
        std::int64_t at_ms = 0;
        std::uint64_t done = 0;
    };
    void remember(std::int64_t now_ms);
    [[nodiscard]] std::uint64_t rate(bool whole) const;
    void print(bool last);

    static constexpr std::size_t kSamples = 8;
    static constexpr std::int64_t kSampleEveryMs = 1'000;

    Language language_;
    std::string label_;
    std::string unit_;
    std::int64_t started_ms_ = 0;
    std::int64_t printed_ms_ = 0;
    std::uint64_t done_ = 0;
    std::uint64_t total_ = 0;
    std::array<Sample, kSamples> window_{};  // ring; the oldest stands at oldest_
    std::size_t oldest_ = 0;
    bool terminal_ = false;
    bool shown_ = false;
};

// Parts of the line, apart from clock and terminal.
std::string progress_line(Language language, const std::string& label, const std::string& unit,
                          std::uint64_t done, std::uint64_t total, std::uint64_t rate,
                          bool with_time_left);

}  // namespace daicho::job
