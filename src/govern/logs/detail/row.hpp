// What the parsers of the four formats share: names to slots, and a place for made texts.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "govern/logs/detail/csv_fields.hpp"
#include "govern/logs/event.hpp"
#include "govern/logs/reader.hpp"

namespace daicho::govern::logs::detail {

// Columns of the source and the slots they fill. Logs repeat their names in the same order, so the
// next name is guessed before it is looked up.
class Names {
public:
    void add(std::string column, Slot slot) { wanted_.emplace_back(std::move(column), slot); }
    void rewind() noexcept { guess_ = 0; }
    // kNoSlot: nobody asks for it.
    Slot find(std::string_view name) {
        if (guess_ < seen_.size() && seen_[guess_].first == name) return seen_[guess_++].second;
        const Slot slot = look_up(name);
        if (guess_ < kRemembered) {
            if (guess_ == seen_.size()) seen_.emplace_back();
            seen_[guess_].first.assign(name);
            seen_[guess_].second = slot;
            ++guess_;
        }
        return slot;
    }
    [[nodiscard]] Slot look_up(std::string_view name) const {
        for (const auto& [column, slot] : wanted_) {
            if (column == name) return slot;
        }
        return kNoSlot;
    }
    [[nodiscard]] const std::vector<std::pair<std::string, Slot>>& wanted() const noexcept {
        return wanted_;
    }

private:
    static constexpr std::size_t kRemembered = 64;
    std::vector<std::pair<std::string, Slot>> wanted_;
    std::vector<std::pair<std::string, Slot>> seen_;
    std::size_t guess_ = 0;
};

struct Row {
    Names& names;
    Arena& arena;
    std::vector<std::string_view>& values;

    void put(std::string_view name, std::string_view value) {
        const Slot slot = names.find(name);
        if (slot != kNoSlot) values[slot] = value;
    }
};

Reject parse_json(std::string_view record, Row row);
Reject parse_syslog(std::string_view record, Row row);
Reject parse_windows_xml(std::string_view record, Row row);
// key=value and key="value with blanks", as appliances write them.
void parse_pairs(std::string_view text, Row row);

}  // namespace daicho::govern::logs::detail
