// Texts as numbers: each text once, in order of arrival, in an open-addressing table.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "govern/logs/detail/hash.hpp"

namespace daicho::govern::logs::detail {

class Interner {
public:
    std::uint32_t add(std::string_view text, std::uint64_t hash) {
        if ((places_.size() + 1) * 4 > table_.size() * 3) grow();
        std::size_t at = hash & (table_.size() - 1);
        const auto tag = static_cast<std::uint32_t>(hash >> 32);
        while (table_[at].number != 0) {
            const Entry& entry = table_[at];
            if (entry.tag == tag && this->text(entry.number - 1) == text) return entry.number - 1;
            at = (at + 1) & (table_.size() - 1);
        }
        places_.push_back({bytes_.size(), static_cast<std::uint32_t>(text.size()), tag});
        bytes_.insert(bytes_.end(), text.begin(), text.end());
        table_[at] = {static_cast<std::uint32_t>(places_.size()), tag};
        low_.push_back(static_cast<std::uint32_t>(hash));
        return static_cast<std::uint32_t>(places_.size() - 1);
    }
    [[nodiscard]] std::string_view text(std::uint32_t number) const noexcept {
        return {bytes_.data() + places_[number].at, places_[number].size};
    }
    [[nodiscard]] std::size_t size() const noexcept { return places_.size(); }
    [[nodiscard]] std::size_t bytes() const noexcept {
        return bytes_.capacity() + places_.capacity() * sizeof(At) + table_.size() * sizeof(Entry) +
               low_.capacity() * 4;
    }

private:
    struct At {
        std::size_t at;
        std::uint32_t size;
        std::uint32_t tag;
    };
    struct Entry {
        std::uint32_t number = 0;  // + 1
        std::uint32_t tag = 0;
    };
    void grow() {
        std::vector<Entry> larger(table_.empty() ? 64 : table_.size() * 2);
        for (std::uint32_t i = 0; i < places_.size(); ++i) {
            std::size_t at = low_[i] & (larger.size() - 1);
            while (larger[at].number != 0) at = (at + 1) & (larger.size() - 1);
            larger[at] = {i + 1, places_[i].tag};
        }
        table_ = std::move(larger);
    }
    std::vector<char> bytes_;
    std::vector<At> places_;
    std::vector<Entry> table_;
    std::vector<std::uint32_t> low_;  // of each hash, to grow without reading the texts
};

}  // namespace daicho::govern::logs::detail
