#include "document/detail/text_source.hpp"

#include <algorithm>
#include <cstring>

namespace daicho::document::detail {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

bool is_high(char c) noexcept { return static_cast<unsigned char>(c) >= 0x80; }

bool is_ascii(std::string_view text) noexcept {
    std::uint64_t seen = 0;
    while (text.size() >= 8) {
        std::uint64_t word;
        std::memcpy(&word, text.data(), 8);
        seen |= word;
        text.remove_prefix(8);
    }
    return (seen & 0x8080808080808080U) == 0 && std::none_of(text.begin(), text.end(), is_high);
}

// Valid, or Japanese in UTF-8 with a little damage: much of UTF-8 also decodes as CP932 (to
// rubbish), so one broken character must not turn the whole file over. CP932 text hardly ever holds
// well-formed sequences of three bytes, and many bytes that are none.
bool looks_utf8(std::string_view block, bool last) {
    block.remove_suffix(last ? 0 : incomplete_tail(block));
    std::size_t bad = 0;
    std::size_t triples = 0;
    while (!block.empty()) {
        const std::size_t good = first_bad_byte(block);
        triples += static_cast<std::size_t>(std::count_if(
            block.begin(), block.begin() + static_cast<std::ptrdiff_t>(good),
            [](char c) { return (static_cast<unsigned char>(c) & 0xF0) == 0xE0; }));
        if (good == block.size()) break;
        if (block[good] != '\0') ++bad;  // NUL is a fault of its own, no sign of a charset
        block.remove_prefix(good + 1);
    }
    return bad == 0 || bad * 4 < triples;
}

}  // namespace

TextSource::TextSource(ByteSource source, Charset charset)
    : source_(std::move(source)), charset_(charset) {}

Result<std::size_t> TextSource::read(char* out, std::size_t capacity) {
    std::size_t size = 0;
    while (size < capacity && !ended_) {
        DAICHO_TRY(got, source_(out + size, capacity - size));
        if (got == 0) ended_ = true;
        size += got;
    }
    bytes_read_ += size;
    return size;
}

void TextSource::choose(std::string_view block) {
    if (is_ascii(block)) return;
    charset_ = looks_utf8(block, ended_) || !is_cp932(block, ended_) ? Charset::utf8
                                                                     : Charset::cp932;
}

Result<std::size_t> TextSource::fill(char* out, std::size_t capacity) {
    if (started_ && charset_ == Charset::cp932) return fill_decoded(out, capacity);
    DAICHO_TRY(size, read(out, capacity));
    if (!started_) {
        started_ = true;
        if (std::string_view(out, size).starts_with(kByteOrderMark)) {
            charset_ = Charset::utf8;  // whatever was asked for
            size -= kByteOrderMark.size();
            std::memmove(out, out + kByteOrderMark.size(), size);
            if (size == 0) return fill(out, capacity);
        }
    }
    if (charset_ == Charset::detect) choose({out, size});
    if (charset_ != Charset::cp932) return size;
    raw_.assign(out, size);
    return fill_decoded(out, capacity);
}

Result<std::size_t> TextSource::fill_decoded(char* out, std::size_t capacity) {
    while (true) {
        // One byte may become three (half-width kana).
        const std::size_t wanted = capacity / 3;
        if (raw_.size() < wanted && !ended_) {
            const std::size_t before = raw_.size();
            raw_.resize(wanted);
            DAICHO_TRY(size, read(raw_.data() + before, wanted - before));
            raw_.resize(before + size);
        }
        if (raw_.empty()) return std::size_t{0};
        const auto progress = decode_cp932(raw_, out, capacity, ended_);
        raw_.erase(0, progress.consumed);
        if (progress.written > 0) return progress.written;
    }
}

}  // namespace daicho::document::detail
