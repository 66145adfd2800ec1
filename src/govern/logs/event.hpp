// 事象 (event): one record of a log, as far as rules and mapping ask for it.
//
// A value is a view into the reader's buffer or arena and lives until the next record is read.
// Empty and absent are one thing: no format of a municipality tells them apart.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace daicho::govern::logs {

using Slot = std::uint16_t;
inline constexpr Slot kNoSlot = 0xFFFF;

// Where a record stands: which file of the run, on which of its lines it begins. Windows events,
// of which several may share a line, are counted instead.
struct Place {
    std::uint32_t file = 0;
    std::uint64_t line = 0;  // 1-based
    auto operator<=>(const Place&) const = default;
};

struct Event {
    std::vector<std::string_view> values;  // by slot
    std::string_view raw;                  // the record without its line end
    std::int64_t time_ms = 0;              // local time, since 1970-01-01T00:00
    bool timed = false;
    Place place;
};

// What every mapping can name; a hit shows these, whatever its rule asked for.
inline constexpr std::array<std::string_view, 8> kStandard = {
    "time", "user", "subject", "terminal", "operation", "rows", "receipt", "result"};

// Names of fields by slot: the standard ones first, then what rules and joins ask for.
class Fields {
public:
    Fields() : names_(kStandard.begin(), kStandard.end()) {}
    Slot add(std::string_view name);
    [[nodiscard]] Slot find(std::string_view name) const noexcept;
    [[nodiscard]] const std::string& name(Slot slot) const noexcept { return names_[slot]; }
    [[nodiscard]] std::size_t size() const noexcept { return names_.size(); }

private:
    std::vector<std::string> names_;
};

inline constexpr std::int64_t kSecondMs = 1000;
inline constexpr std::int64_t kMinuteMs = 60 * kSecondMs;
inline constexpr std::int64_t kHourMs = 60 * kMinuteMs;
inline constexpr std::int64_t kDayMs = 24 * kHourMs;

// Day since 1970-01-01 on which a moment lies.
constexpr std::int32_t day_of(std::int64_t time_ms) noexcept {
    const std::int64_t day = time_ms / kDayMs - (time_ms % kDayMs < 0 ? 1 : 0);
    return static_cast<std::int32_t>(day);
}

}  // namespace daicho::govern::logs
