#include "store/detail/postgres_text.hpp"

#include "base/assert.hpp"

namespace daicho::store::detail {
namespace {

// Numbers of types, fixed since PostgreSQL began (catalog pg_type).
enum Type : unsigned { kBool = 16, kInt8 = 20, kInt2 = 21, kInt4 = 23, kNumeric = 1700 };

// Length of the text, quoted name or comment at the beginning; 0 when there is none.
std::size_t closed_part(std::string_view sql) noexcept {
    std::size_t end = 0;
    std::size_t closing = 1;
    if (sql.front() == '\'' || sql.front() == '"') {
        end = sql.find(sql.front(), 1);
    } else if (sql.starts_with("--")) {
        end = sql.find('\n');
    } else if (sql.starts_with("/*")) {
        end = sql.find("*/", 2);
        closing = 2;
    } else {
        return 0;
    }
    return end == std::string_view::npos ? sql.size() : end + closing;
}

std::int64_t big_endian(std::string_view bytes) noexcept {
    const bool negative = !bytes.empty() && (static_cast<unsigned char>(bytes[0]) & 0x80U) != 0;
    std::uint64_t value = negative ? ~std::uint64_t{0} : 0;
    for (const char byte : bytes) value = value << 8U | static_cast<unsigned char>(byte);
    return static_cast<std::int64_t>(value);
}

// Count of digits (base 10,000), weight of the first, sign, scale; then the digits.
std::int64_t numeric(std::string_view bytes) noexcept {
    constexpr std::int64_t kNegative = 0x4000;
    const auto word = [bytes](std::size_t i) { return big_endian(bytes.substr(2 * i, 2)); };
    const std::int64_t digits = word(0);
    const std::int64_t weight = word(1);
    DAICHO_ASSERT(digits <= weight + 1);  // whole numbers only
    __int128 value = 0;
    for (std::int64_t i = 0; i <= weight; ++i) {
        value = value * 10'000 + (i < digits ? word(4 + static_cast<std::size_t>(i)) : 0);
        DAICHO_ASSERT(value <= INT64_MAX);
    }
    return static_cast<std::int64_t>(word(2) == kNegative ? -value : value);
}

}  // namespace

NumberedSql number_parameters(std::string_view sql) {
    NumberedSql numbered;
    while (!sql.empty()) {
        const std::size_t skip = closed_part(sql);
        if (skip == 0 && sql.front() == '?') {
            numbered.sql += '$' + std::to_string(++numbered.parameters);
        } else {
            numbered.sql += sql.substr(0, skip == 0 ? 1 : skip);
        }
        sql.remove_prefix(skip == 0 ? 1 : skip);
    }
    return numbered;
}

std::int64_t integer_of(std::string_view bytes, unsigned type) noexcept {
    switch (type) {
        case kBool:
        case kInt2:
        case kInt4:
        case kInt8: return big_endian(bytes);
        case kNumeric: return numeric(bytes);
        default: DAICHO_ASSERT(false); return 0;
    }
}

}  // namespace daicho::store::detail
