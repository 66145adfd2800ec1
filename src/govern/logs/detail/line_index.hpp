// Where the lines of a CSV file end and their fields are parted, found a stretch at a time.
//
// Lines without a quotation mark – most of most logs – are cut by these places alone; a line with
// one is only marked, and who reads it looks at its bytes one by one (records.cpp).
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace daicho::govern::logs::detail {

class LineIndex {
public:
    struct Line {
        std::uint32_t end = 0;       // place of its line break in the buffer
        std::uint32_t cuts_end = 0;  // number of cuts up to its end
        bool quoted = false;         // a quotation mark stands in it
    };
    // At most so many bytes are looked at: their places stay in the processor's cache.
    static constexpr std::size_t kStretch = 16 * 1024;

    // Lines that end in bytes [from, to) of `data`, at most kStretch of them. `from` is where a
    // line begins. What was known before is forgotten.
    void scan(const char* data, std::size_t from, std::size_t to, char delimiter);
    // The same without the widest registers: what a processor that lacks them does.
    void scan_plain(const char* data, std::size_t from, std::size_t to, char delimiter);
    void clear() noexcept;

    // The line that begins at `begin`, or null when it does not end within the stretch.
    const Line* line_at(std::size_t begin) noexcept {
        while (at_ < lines_.size() && lines_[at_].end < begin) {
            first_cut_ = lines_[at_].cuts_end;
            ++at_;
        }
        return at_ < lines_.size() ? &lines_[at_] : nullptr;
    }
    // Of the line that line_at() gave: places of its delimiters in the buffer.
    [[nodiscard]] const std::uint32_t* cuts() const noexcept { return cuts_.data() + first_cut_; }
    [[nodiscard]] std::uint32_t cut_count() const noexcept {
        return lines_[at_].cuts_end - first_cut_;
    }
    // No byte of the stretch is above 127.
    [[nodiscard]] bool ascii() const noexcept { return ascii_; }

private:
    template <class Isa>
    void scan_as(const char* data, std::size_t from, std::size_t to, char delimiter);
    void scan_wide(const char* data, std::size_t from, std::size_t to, char delimiter);
    void take_quoted(std::uint32_t place, std::uint64_t breaks, std::uint64_t cuts,
                     std::uint64_t quotes);
    std::vector<Line> lines_;
    std::vector<std::uint32_t> cuts_;
    std::size_t at_ = 0;
    std::uint32_t first_cut_ = 0;
    std::uint32_t count_ = 0;
    bool quoted_ = false;
    bool ascii_ = true;
};

}  // namespace daicho::govern::logs::detail
