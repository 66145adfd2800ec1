#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <string_view>

#include "job/job.hpp"

namespace daicho::job {
namespace {

constexpr std::int64_t kFirstAfterMs = 500;
constexpr std::int64_t kTerminalEveryMs = 100;
constexpr std::int64_t kPlainEveryMs = 2'000;
constexpr std::uint64_t kWidth = 24;

bool japanese() {
    for (const char* name : {"DAICHO_LANG", "LC_ALL", "LC_MESSAGES", "LANG"}) {
        const char* value = std::getenv(name);
        if (value != nullptr && *value != '\0') return !std::string_view(value).starts_with("en");
    }
    return true;
}

std::string duration(std::int64_t seconds, bool ja) {
    if (seconds < 60) return fmt::format("{}{}", seconds, ja ? "秒" : " s");
    return fmt::format("{}{}{:02}{}", seconds / 60, ja ? "分" : " min ", seconds % 60,
                       ja ? "秒" : " s");
}

}  // namespace

ProgressBar::ProgressBar(std::string label_ja, std::string label_en, std::string unit)
    : label_(japanese() ? std::move(label_ja) : std::move(label_en)), unit_(std::move(unit)),
      started_ms_(monotonic_ms()), printed_ms_(started_ms_), terminal_(isatty(STDERR_FILENO) == 1) {}

ProgressBar::~ProgressBar() { finish(); }

void ProgressBar::update(std::uint64_t done, std::uint64_t total) {
    done_ = done;
    total_ = total;
    const std::int64_t now = monotonic_ms();
    const std::int64_t every = terminal_ ? kTerminalEveryMs : kPlainEveryMs;
    if (now - started_ms_ < kFirstAfterMs || now - printed_ms_ < every) return;
    printed_ms_ = now;
    print(done, total, false);
}

void ProgressBar::finish() {
    if (!shown_) return;
    print(done_, total_, true);
    shown_ = false;
}

void ProgressBar::print(std::uint64_t done, std::uint64_t total, bool last) {
    const bool ja = japanese();
    const std::int64_t elapsed = std::max<std::int64_t>(1, monotonic_ms() - started_ms_);
    const std::uint64_t rate = done * 1000 / static_cast<std::uint64_t>(elapsed);
    std::string line = label_ + " ";
    if (total != 0) {
        const std::uint64_t filled = std::min(kWidth, done * kWidth / total);
        for (std::uint64_t i = 0; i < kWidth; ++i) line += i < filled ? "█" : "░";
        line += fmt::format(" {:3}% {}/{}", std::min<std::uint64_t>(100, done * 100 / total), done,
                            total);
    } else {
        line += std::to_string(done);
    }
    line += fmt::format("{} {}{}", unit_, rate, ja ? "/秒" : "/s");
    if (!last && total > done && rate != 0) {
        line += (ja ? " 残り約" : " about ") +
                duration(static_cast<std::int64_t>((total - done) / rate), ja) +
                (ja ? "" : " left");
    }
    std::fprintf(stderr, terminal_ ? "\r\033[K%s" : "%s\n", line.c_str());
    if (terminal_ && last) std::fputc('\n', stderr);
    std::fflush(stderr);
    shown_ = true;
}

}  // namespace daicho::job
