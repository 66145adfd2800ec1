// Bytes: views, hexadecimal and Base64, and big-endian integers for hashed and stored formats.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace daicho {

using Bytes = std::vector<std::uint8_t>;
using ByteView = std::span<const std::uint8_t>;

inline ByteView as_bytes(std::string_view text) noexcept {
    return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}
inline std::string_view as_text(ByteView bytes) noexcept {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

std::string to_hex(ByteView bytes);
Result<Bytes> from_hex(std::string_view text);     // error: bytes.not_hex
std::string to_base64(ByteView bytes);             // standard alphabet, padded
Result<Bytes> from_base64(std::string_view text);  // error: bytes.not_base64

// Appends big-endian integers and length-prefixed byte strings (docs/formats.md).
class ByteWriter {
public:
    explicit ByteWriter(Bytes& out) noexcept : out_(out) {}
    void u8(std::uint8_t value) { out_.push_back(value); }
    void u16(std::uint16_t value) { put(value, 2); }
    void u32(std::uint32_t value) { put(value, 4); }
    void u64(std::uint64_t value) { put(value, 8); }
    void i64(std::int64_t value) { put(static_cast<std::uint64_t>(value), 8); }
    void raw(ByteView bytes) { out_.insert(out_.end(), bytes.begin(), bytes.end()); }
    void sized(ByteView bytes) {  // u32 length, then the bytes
        u32(static_cast<std::uint32_t>(bytes.size()));
        raw(bytes);
    }

private:
    void put(std::uint64_t value, int size) {
        for (int shift = (size - 1) * 8; shift >= 0; shift -= 8) {
            out_.push_back(static_cast<std::uint8_t>(value >> shift));
        }
    }
    Bytes& out_;
};

// Reads what ByteWriter wrote; bounded. After a short read `ok()` is false and all reads give 0.
class ByteReader {
public:
    explicit ByteReader(ByteView bytes) noexcept : rest_(bytes) {}
    std::uint8_t u8() { return static_cast<std::uint8_t>(get(1)); }
    std::uint16_t u16() { return static_cast<std::uint16_t>(get(2)); }
    std::uint32_t u32() { return static_cast<std::uint32_t>(get(4)); }
    std::uint64_t u64() { return get(8); }
    std::int64_t i64() { return static_cast<std::int64_t>(get(8)); }
    ByteView raw(std::size_t size) {
        if (rest_.size() < size) {
            ok_ = false;
            rest_ = {};
            return {};
        }
        const ByteView taken = rest_.first(size);
        rest_ = rest_.subspan(size);
        return taken;
    }
    ByteView sized() { return raw(u32()); }
    [[nodiscard]] bool ok() const noexcept { return ok_; }
    [[nodiscard]] bool at_end() const noexcept { return rest_.empty(); }

private:
    std::uint64_t get(std::size_t size) {
        std::uint64_t value = 0;
        for (const std::uint8_t byte : raw(size)) value = value << 8 | byte;
        return value;
    }
    ByteView rest_;
    bool ok_ = true;
};

}  // namespace daicho
