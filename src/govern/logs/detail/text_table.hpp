// Texts to numbers without regard to case of ASCII letters: what equality asks of many values at
// once. Filled once, then only asked; what is asked for is never copied.
#pragma once

#include <cstdint>
#include <cstring>
#include <string_view>
#include <vector>

#include "govern/logs/detail/hash.hpp"

namespace daicho::govern::logs::detail {

// Eight bytes with A–Z as a–z; bytes above 127 stay what they are.
inline std::uint64_t folded(std::uint64_t word) noexcept {
    constexpr std::uint64_t kOnes = 0x0101010101010101ULL;
    const std::uint64_t low = word & (0x7F * kOnes);
    const std::uint64_t from_a = low + (0x80 - 'A') * kOnes;
    const std::uint64_t above_z = low + (0x7F - 'Z') * kOnes;
    const std::uint64_t upper = (from_a ^ above_z) & ~word & (0x80 * kOnes);
    return word | upper >> 2;
}

inline std::uint64_t folded_word(const char* at, std::size_t left) noexcept {
    std::uint64_t word = 0;
    std::memcpy(&word, at, left < 8 ? left : 8);
    return folded(word);
}

inline std::uint64_t folded_hash(std::string_view text) noexcept {
    std::uint64_t hash = text.size();
    for (std::size_t i = 0; i < text.size(); i += 8) {
        hash = mix(hash, folded_word(text.data() + i, text.size() - i));
    }
    return mix(hash, text.size());
}

class TextTable {
public:
    static constexpr std::uint32_t kNone = 0xFFFFFFFF;

    // The number of the text: the next one when it is new.
    std::uint32_t add(std::string_view text) {
        const std::uint32_t known = find(text);
        if (known != kNone) return known;
        if ((entries_.size() + 1) * 2 > table_.size()) grow();
        entries_.push_back({folded_hash(text), bytes_.size(), text.size()});
        bytes_.insert(bytes_.end(), text.begin(), text.end());
        longest_ = text.size() > longest_ ? text.size() : longest_;
        place(static_cast<std::uint32_t>(entries_.size()));
        return static_cast<std::uint32_t>(entries_.size() - 1);
    }
    [[nodiscard]] std::uint32_t find(std::string_view text) const noexcept {
        if (table_.empty() || text.size() > longest_) return kNone;
        const std::uint64_t hash = folded_hash(text);
        for (std::size_t at = hash & (table_.size() - 1);; at = (at + 1) & (table_.size() - 1)) {
            if (table_[at] == 0) return kNone;
            const Entry& entry = entries_[table_[at] - 1];
            if (entry.hash == hash && same(entry, text)) return table_[at] - 1;
        }
    }
    [[nodiscard]] std::size_t size() const noexcept { return entries_.size(); }

private:
    struct Entry {
        std::uint64_t hash;
        std::size_t at;
        std::size_t size;
    };
    [[nodiscard]] bool same(const Entry& entry, std::string_view text) const noexcept {
        if (entry.size != text.size()) return false;
        const char* kept = bytes_.data() + entry.at;
        for (std::size_t i = 0; i < text.size(); i += 8) {
            const std::size_t left = text.size() - i;
            if (folded_word(kept + i, left) != folded_word(text.data() + i, left)) return false;
        }
        return true;
    }
    void place(std::uint32_t number) noexcept {
        std::size_t at = entries_[number - 1].hash & (table_.size() - 1);
        while (table_[at] != 0) at = (at + 1) & (table_.size() - 1);
        table_[at] = number;
    }
    void grow() {
        table_.assign(table_.empty() ? 16 : table_.size() * 2, 0);
        for (std::uint32_t i = 1; i <= entries_.size(); ++i) place(i);
    }
    std::vector<char> bytes_;
    std::vector<Entry> entries_;
    std::vector<std::uint32_t> table_;  // number + 1
    std::size_t longest_ = 0;
};

}  // namespace daicho::govern::logs::detail
