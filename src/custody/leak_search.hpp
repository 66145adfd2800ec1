// LeakSearch: does anything of the original persons stand in these bytes?
//
// Holds names, kana, addresses and numbers as whole values and in the forms in which they are
// written together (without blanks, with the wide blank, as search keys). Shorter than kLeast
// bytes nothing is searched: two kanji or three digits stand everywhere. Numbers of ten and eleven
// digits are searched in values and texts, where they stand alone, and not in a file's bytes:
// columns lie side by side there, and so many digits come together by chance. Whoever invents a
// value asks the same search before it is used. Threading: `find` from any thread after `settle`.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace daicho::custody {

class LeakSearch {
public:
    static constexpr std::size_t kLeast = 9;  // three Japanese characters
    static constexpr std::size_t kLeastDigits = 10;

    // A value and the forms it takes; `strip` is what every copy keeps in front (the city's name).
    void add(std::string_view value, std::string_view strip = {});
    void add_name(std::string_view name);
    void add_kana(std::string_view kana);
    // Once, behind the last value. What stands in `known` – texts that everybody has, such as the
    // definitions – is nobody's and is not searched for.
    void settle(std::string_view known = {});

    // The first original in the bytes; empty: none.
    enum class In : std::uint8_t { text, file };
    [[nodiscard]] std::string_view find(std::string_view bytes, In where = In::text) const;
    [[nodiscard]] std::size_t size() const noexcept { return patterns_.size(); }
    // Room that two blocks must share so that nothing hides between them.
    [[nodiscard]] std::size_t longest() const noexcept { return longest_; }

private:
    struct Pattern {
        std::uint64_t start;  // first eight bytes
        std::uint32_t at;
        std::uint32_t size;
    };
    [[nodiscard]] std::string_view text_of(const Pattern& pattern) const {
        return std::string_view(texts_).substr(pattern.at, pattern.size);
    }
    void keep(std::string_view value);
    void fill_filter();
    // Calls `found(pattern)` for what stands at each place; ends when it says true.
    template <class Found>
    void each(std::string_view bytes, const Found& found) const;

    std::string texts_;
    std::vector<Pattern> patterns_;
    std::vector<std::uint64_t> filter_;  // bits, by the first eight bytes
    std::size_t longest_ = 0;
};

}  // namespace daicho::custody
