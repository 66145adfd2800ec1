#include "job/progress_bar.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <string_view>

#include "base/clock.hpp"

namespace daicho::job {
namespace {

constexpr std::int64_t kFirstAfterMs = 500;
constexpr std::int64_t kTerminalEveryMs = 100;
constexpr std::int64_t kPlainEveryMs = 2'000;
constexpr std::uint64_t kWidth = 24;

std::string_view environment(const char* name) {
    const char* value = std::getenv(name);
    return value == nullptr ? std::string_view() : std::string_view(value);
}

std::string time_left(Language language, std::uint64_t seconds) {
    if (seconds < 60) {
        return message("job.progress.seconds_left", language,
                       {{"seconds", std::to_string(seconds)}});
    }
    return message("job.progress.minutes_left", language,
                   {{"minutes", std::to_string(seconds / 60)},
                    {"seconds", fmt::format("{:02}", seconds % 60)}});
}

std::string bar(std::uint64_t done, std::uint64_t total) {
    // In 128 bits: bytes of a large file times the width stay exact.
    const auto filled = static_cast<std::uint64_t>(static_cast<unsigned __int128>(done) * kWidth /
                                                   total);
    std::string text;
    for (std::uint64_t i = 0; i < kWidth; ++i) text += i < filled ? "█" : "░";
    return text;
}

}  // namespace

Language progress_language() {
    for (const char* name : {"DAICHO_LANG", "LC_ALL", "LC_MESSAGES", "LANG"}) {
        const std::string_view value = environment(name);
        if (value.starts_with("ja")) return Language::japanese;
        if (value.starts_with("en")) return Language::english;
    }
    return Language::japanese;
}

std::string progress_line(Language language, const std::string& label, const std::string& unit,
                          std::uint64_t done, std::uint64_t total, std::uint64_t rate,
                          bool with_time_left) {
    std::string line = label + " ";
    if (total == 0) {
        line += std::to_string(done) + unit;
    } else {
        done = std::min(done, total);
        const auto percent =
            static_cast<std::uint64_t>(static_cast<unsigned __int128>(done) * 100 / total);
        line += fmt::format("{} {:3}% {}/{}{}", bar(done, total), percent, done, total, unit);
    }
    line += " " + message("job.progress.rate", language,
                          {{"rate", std::to_string(rate)}, {"unit", unit}});
    if (with_time_left && total > done && rate != 0) {
        line += " " + time_left(language, (total - done + rate - 1) / rate);
    }
    return line;
}

ProgressBar::ProgressBar(std::string label_ja, std::string label_en, std::string unit)
    : language_(progress_language()),
      label_(language_ == Language::japanese ? std::move(label_ja) : std::move(label_en)),
      unit_(std::move(unit)),
      started_ms_(monotonic_ms()),
      printed_ms_(started_ms_),
      terminal_(isatty(STDERR_FILENO) == 1) {
    window_.fill({started_ms_, 0});
}

ProgressBar::~ProgressBar() { finish(); }

void ProgressBar::update(std::uint64_t done, std::uint64_t total) {
    done_ = done;
    total_ = total;
    const std::int64_t now = monotonic_ms();
    remember(now);
    const std::int64_t every = terminal_ ? kTerminalEveryMs : kPlainEveryMs;
    if (now - started_ms_ < kFirstAfterMs || now - printed_ms_ < every) return;
    printed_ms_ = now;
    print(false);
}

void ProgressBar::finish() {
    if (!shown_) return;
    print(true);
    shown_ = false;
}

void ProgressBar::remember(std::int64_t now_ms) {
    const Sample& newest = window_[(oldest_ + kSamples - 1) % kSamples];
    if (now_ms - newest.at_ms < kSampleEveryMs) return;
    window_[oldest_] = {now_ms, done_};
    oldest_ = (oldest_ + 1) % kSamples;
}

// Per second: over the whole time, or over the window.
std::uint64_t ProgressBar::rate(bool whole) const {
    const Sample from = whole ? Sample{started_ms_, 0} : window_[oldest_];
    const std::int64_t elapsed = std::max<std::int64_t>(1, monotonic_ms() - from.at_ms);
    if (done_ < from.done) return 0;
    return (done_ - from.done) * 1000 / static_cast<std::uint64_t>(elapsed);
}

void ProgressBar::print(bool last) {
    const std::string line =
        progress_line(language_, label_, unit_, done_, total_, rate(last), !last);
    std::fprintf(stderr, terminal_ ? "\r\033[K%s" : "%s\n", line.c_str());
    if (terminal_ && last) std::fputc('\n', stderr);
    std::fflush(stderr);
    shown_ = true;
}

}  // namespace daicho::job
