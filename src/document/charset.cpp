#include "document/charset.hpp"

#include <iconv.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <utility>

#include "base/assert.hpp"

namespace daicho::document {
namespace {

// glibc ships the converter; without it (a stripped container) no Japanese file can be read, which
// is a broken installation, not input.
void* open_converter(const char* to, const char* from) {
    void* converter = iconv_open(to, from);
    DAICHO_ASSERT(converter != reinterpret_cast<void*>(-1));
    return converter;
}

struct Step {
    std::size_t consumed = 0;
    std::size_t written = 0;
    int reason = 0;  // 0, EILSEQ, EINVAL or E2BIG
};

Step convert(void* converter, std::string_view in, char* out, std::size_t capacity) {
    char* source = const_cast<char*>(in.data());  // iconv does not write to its input
    std::size_t left = in.size();
    char* target = out;
    std::size_t room = capacity;
    const std::size_t status = iconv(converter, &source, &left, &target, &room);
    return {in.size() - left, capacity - room, status == static_cast<std::size_t>(-1) ? errno : 0};
}

bool is_continuation(unsigned char byte) noexcept { return (byte & 0xC0) == 0x80; }

// Length of the well-formed sequence at `p` (rest > 0 bytes left), or 0.
std::size_t sequence_length(const unsigned char* p, std::size_t rest) noexcept {
    const unsigned char lead = p[0];
    if (lead < 0x80) return lead == 0 ? 0 : 1;
    if (lead < 0xC2) return 0;
    if (lead < 0xE0) return rest >= 2 && is_continuation(p[1]) ? 2 : 0;
    if (lead < 0xF0) {
        if (rest < 3 || !is_continuation(p[1]) || !is_continuation(p[2])) return 0;
        if (lead == 0xE0 && p[1] < 0xA0) return 0;   // overlong
        if (lead == 0xED && p[1] >= 0xA0) return 0;  // surrogate
        return 3;
    }
    if (lead > 0xF4 || rest < 4 || !is_continuation(p[1]) || !is_continuation(p[2]) ||
        !is_continuation(p[3])) {
        return 0;
    }
    if (lead == 0xF0 && p[1] < 0x90) return 0;   // overlong
    if (lead == 0xF4 && p[1] >= 0x90) return 0;  // above U+10FFFF
    return 4;
}

bool is_variation_selector(char32_t c) noexcept {
    return (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0xE0100 && c <= 0xE01EF);
}

char32_t decode_one(std::string_view text, std::size_t length) noexcept {
    const auto byte = [&](std::size_t i) {
        return static_cast<char32_t>(static_cast<unsigned char>(text[i]));
    };
    if (length == 1) return byte(0);
    if (length == 2) return (byte(0) & 0x1F) << 6 | (byte(1) & 0x3F);
    if (length == 3) return (byte(0) & 0x0F) << 12 | (byte(1) & 0x3F) << 6 | (byte(2) & 0x3F);
    return (byte(0) & 0x07) << 18 | (byte(1) & 0x3F) << 12 | (byte(2) & 0x3F) << 6 |
           (byte(3) & 0x3F);
}

constexpr std::uint16_t kNoUnit = 0xFFFF;  // no character of CP932

// CP932 lies in the basic plane, one or two bytes to a character: a table of 64 K units, filled
// once from iconv, so that it agrees with it byte for byte and decodes several times as fast.
class Cp932Table {
public:
    static const Cp932Table& get() {
        static const Cp932Table table;
        return table;
    }
    [[nodiscard]] bool is_lead(unsigned char byte) const noexcept { return lead_[byte]; }

    struct Found {
        std::uint16_t unit;
        std::size_t length;
    };
    [[nodiscard]] Found at(const char* text, std::size_t rest) const noexcept {
        const auto first = static_cast<unsigned char>(text[0]);
        if (!lead_[first]) return {single_[first], 1};
        if (rest < 2) return {kNoUnit, 1};
        const std::uint16_t unit =
            pair_[static_cast<std::size_t>(first) << 8 | static_cast<unsigned char>(text[1])];
        return {unit, unit == kNoUnit ? std::size_t{1} : std::size_t{2}};
    }

private:
    Cp932Table() : pair_(0x10000, kNoUnit) {
        void* converter = open_converter("UTF-16LE", "CP932");
        for (unsigned first = 0; first < 0x100; ++first) {
            const char byte = static_cast<char>(first);
            single_[first] = unit_of(converter, {&byte, 1});
            for (unsigned second = 0; second < 0x100 && single_[first] == kNoUnit; ++second) {
                const char bytes[2] = {byte, static_cast<char>(second)};
                const std::uint16_t unit = unit_of(converter, {bytes, 2});
                pair_[first << 8 | second] = unit;
                lead_[first] = lead_[first] || unit != kNoUnit;
            }
        }
        iconv_close(converter);
    }

    static std::uint16_t unit_of(void* converter, std::string_view bytes) {
        unsigned char out[8];
        iconv(converter, nullptr, nullptr, nullptr, nullptr);
        const Step step = convert(converter, bytes, reinterpret_cast<char*>(out), sizeof out);
        if (step.reason != 0 || step.consumed != bytes.size() || step.written != 2) return kNoUnit;
        return static_cast<std::uint16_t>(out[0] | out[1] << 8);
    }

    std::array<std::uint16_t, 256> single_{};
    std::array<bool, 256> lead_{};
    std::vector<std::uint16_t> pair_;
};

// `out` has room for three bytes.
std::size_t put_utf8(std::uint16_t unit, char* out) noexcept {
    if (unit == kNoUnit) {
        out[0] = kUndecodable;
        return 1;
    }
    if (unit < 0x80) {
        out[0] = static_cast<char>(unit);
        return 1;
    }
    if (unit < 0x800) {
        out[0] = static_cast<char>(0xC0 | unit >> 6);
        out[1] = static_cast<char>(0x80 | (unit & 0x3F));
        return 2;
    }
    out[0] = static_cast<char>(0xE0 | unit >> 12);
    out[1] = static_cast<char>(0x80 | (unit >> 6 & 0x3F));
    out[2] = static_cast<char>(0x80 | (unit & 0x3F));
    return 3;
}

}  // namespace

std::size_t first_bad_byte(std::string_view text) noexcept {
    const auto* data = reinterpret_cast<const unsigned char*>(text.data());
    const std::size_t size = text.size();
    std::size_t at = 0;
    while (at < size) {
        // Eight plain ASCII bytes without NUL at a time.
        if (size - at >= 8) {
            std::uint64_t word;
            std::memcpy(&word, data + at, 8);
            const std::uint64_t zero = (word - 0x0101010101010101U) & ~word;
            if (((word | zero) & 0x8080808080808080U) == 0) {
                at += 8;
                continue;
            }
        }
        const std::size_t length = sequence_length(data + at, size - at);
        if (length == 0) return at;
        at += length;
    }
    return size;
}

std::size_t incomplete_tail(std::string_view text) noexcept {
    const std::size_t most = text.size() < 3 ? text.size() : 3;
    for (std::size_t back = 1; back <= most; ++back) {
        const auto byte = static_cast<unsigned char>(text[text.size() - back]);
        if (is_continuation(byte)) continue;
        const std::size_t needed = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC2 ? 2 : 1;
        return needed > back ? back : 0;
    }
    return 0;
}

DecodeProgress decode_cp932(std::string_view in, char* out, std::size_t capacity, bool last) {
    const Cp932Table& table = Cp932Table::get();
    DecodeProgress done;
    while (done.consumed < in.size() && capacity - done.written >= 3) {
        const auto byte = static_cast<unsigned char>(in[done.consumed]);
        if (byte < 0x80) {
            out[done.written++] = static_cast<char>(byte);
            ++done.consumed;
            continue;
        }
        const std::size_t rest = in.size() - done.consumed;
        if (table.is_lead(byte) && rest == 1 && !last) break;
        const auto [unit, length] = table.at(in.data() + done.consumed, rest);
        done.consumed += length;
        done.written += put_utf8(unit, out + done.written);
    }
    return done;
}

bool is_cp932(std::string_view bytes, bool last) {
    const Cp932Table& table = Cp932Table::get();
    while (!bytes.empty()) {
        const auto byte = static_cast<unsigned char>(bytes.front());
        if (table.is_lead(byte) && bytes.size() == 1 && !last) return true;
        const auto [unit, length] = table.at(bytes.data(), bytes.size());
        if (unit == kNoUnit) return false;
        bytes.remove_prefix(length);
    }
    return true;
}

Cp932Encoder::Cp932Encoder() : converter_(open_converter("CP932", "UTF-8")) {}
Cp932Encoder::~Cp932Encoder() {
    if (converter_ != nullptr) iconv_close(converter_);
}
Cp932Encoder::Cp932Encoder(Cp932Encoder&& other) noexcept
    : converter_(std::exchange(other.converter_, nullptr)) {}

std::vector<char32_t> Cp932Encoder::encode(std::string_view utf8, std::string& out) {
    std::vector<char32_t> lost;
    while (!utf8.empty()) {
        const std::size_t before = out.size();
        out.resize(before + utf8.size() + 16);
        const Step step =
            convert(converter_, utf8, out.data() + before, out.size() - before);
        out.resize(before + step.written);
        utf8.remove_prefix(step.consumed);
        if (utf8.empty()) break;
        const std::size_t length = sequence_length(
            reinterpret_cast<const unsigned char*>(utf8.data()), utf8.size());
        const char32_t character = length == 0 ? U'\uFFFD' : decode_one(utf8, length);
        lost.push_back(character);
        if (!is_variation_selector(character)) out += "\x81\xAC";  // 〓
        utf8.remove_prefix(length == 0 ? 1 : length);
    }
    return lost;
}

}  // namespace daicho::document
