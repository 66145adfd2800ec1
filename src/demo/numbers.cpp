#include "demo/numbers.hpp"

#include "base/assert.hpp"
#include "demo/csv_row.hpp"
#include "demo/random.hpp"

namespace daicho::demo {
namespace {

constexpr std::uint64_t kFirstAddressee = 10'000'000;
constexpr std::uint64_t kFirstHousehold = 500'000'000;
constexpr std::uint64_t kBodies = 100'000'000'000;  // 11 digits
// Odd and not a multiple of 5: multiplying by it permutes the bodies.
constexpr std::uint64_t kStride = 38'196'601'127;

// Every second serial; when that one has no check digit its neighbour has (the last digit has
// weight 2, so the remainder moves by 2).
void append_checked(std::string& out, std::uint64_t first, std::uint64_t index) {
    DAICHO_ASSERT(index < 200'000'000);
    std::uint64_t serial = first + index * 2;
    int check = addressee_check_digit(serial);
    if (check < 0) check = addressee_check_digit(++serial);
    append_padded(out, serial, 9);
    out.push_back(static_cast<char>('0' + check));
}

}  // namespace

int addressee_check_digit(std::uint64_t serial) noexcept {
    std::uint64_t sum = 0;
    for (std::uint64_t n = 0; n < 9; ++n, serial /= 10) sum += serial % 10 * (2 + n % 6);
    const std::uint64_t remainder = sum % 11;
    if (remainder == 1) return -1;
    return remainder == 0 ? 0 : static_cast<int>(11 - remainder);
}

void append_addressee_no(std::string& out, std::uint64_t index) {
    append_checked(out, kFirstAddressee, index);
}

void append_household_no(std::string& out, std::uint64_t index) {
    append_checked(out, kFirstHousehold, index);
}

void append_personal_number(std::string& out, std::uint64_t seed, std::uint64_t index) {
    const auto product = static_cast<unsigned __int128>(index + 1) * kStride + mix(seed) % kBodies;
    const auto body = static_cast<std::uint64_t>(product % kBodies);
    std::uint64_t rest = body;
    std::uint64_t sum = 0;
    for (std::uint64_t n = 1; n <= 11; ++n, rest /= 10) {
        sum += rest % 10 * (n <= 6 ? n + 1 : n - 5);
    }
    const std::uint64_t remainder = sum % 11;
    append_padded(out, body, 11);
    out.push_back(static_cast<char>('0' + (remainder <= 1 ? 0 : 11 - remainder)));
}

void append_corporate_number(std::string& out, std::uint64_t index) {
    DAICHO_ASSERT(index < 1'000'000);
    const std::uint64_t base = 9999'01'000000ULL + index;
    std::uint64_t rest = base;
    std::uint64_t sum = 0;
    for (std::uint64_t n = 1; n <= 12; ++n, rest /= 10) sum += rest % 10 * (n % 2 == 1 ? 1 : 2);
    out.push_back(static_cast<char>('0' + (9 - sum % 9)));
    append_padded(out, base, 12);
}

}  // namespace daicho::demo
