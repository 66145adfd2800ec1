#include "register/shown_records.hpp"

#include <charconv>

namespace daicho::registers {
namespace {

constexpr std::string_view kStart = R"({"records":[)";

}  // namespace

bool names_records(std::string_view body) noexcept { return body.starts_with(kStart); }

std::vector<std::uint64_t> shown_records(std::string_view body) {
    std::vector<std::uint64_t> records;
    if (!names_records(body)) return records;
    const char* at = body.data() + kStart.size();
    const char* const end = body.data() + body.size();
    while (at != end) {
        std::uint64_t record = 0;
        const auto read = std::from_chars(at, end, record);
        if (read.ec != std::errc()) break;
        records.push_back(record);
        at = read.ptr;
        if (at == end || *at != ',') break;
        ++at;
    }
    return records;
}

}  // namespace daicho::registers
