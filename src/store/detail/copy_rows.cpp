#include "store/detail/copy_rows.hpp"

#include <cstring>

namespace daicho::store::detail {
namespace {

// Signature, no flags, no extension.
constexpr std::string_view kHead{"PGCOPY\n\377\r\n\0\0\0\0\0\0\0\0\0", 19};
constexpr std::string_view kEnd{"\377\377", 2};

template <class Integer>
void put_integer(char* to, Integer value) noexcept {
    for (std::size_t i = sizeof value; i > 0; --i) {
        to[i - 1] = static_cast<char>(value & 0xFF);
        value = static_cast<Integer>(value >> 8);
    }
}

template <class Integer>
Integer integer_at(const char* from) noexcept {
    Integer value = 0;
    for (std::size_t i = 0; i < sizeof value; ++i) {
        value = static_cast<Integer>(value << 8 | static_cast<unsigned char>(from[i]));
    }
    return value;
}

}  // namespace

void CopyRows::bind(int column, std::int64_t value) {
    Bound& to = at(column);
    put_integer(to.integer, static_cast<std::uint64_t>(value));
    to.data = to.integer;
    to.size = sizeof to.integer;
}

void CopyRows::bind(int column, std::string_view value) {
    Bound& to = at(column);
    to.data = value.data();
    to.size = static_cast<std::int32_t>(value.size());
}

void CopyRows::bind_null(int column) { at(column).size = -1; }

void CopyRows::add() {
    starts_.push_back(bytes_.size());
    char number[4];
    put_integer(number, static_cast<std::uint16_t>(fields_.size()));
    bytes_.append(number, sizeof(std::uint16_t));
    for (const Bound& field : fields_) {
        put_integer(number, static_cast<std::uint32_t>(field.size));
        bytes_.append(number, sizeof number);
        if (field.size > 0) bytes_.append(field.data, static_cast<std::size_t>(field.size));
    }
}

std::string_view CopyRows::finish() {
    bytes_ += kEnd;
    return bytes_;
}

void CopyRows::fields(std::size_t row, std::vector<RawField>& into) const {
    into.clear();
    const char* from = bytes_.data() + starts_.at(row) + sizeof(std::uint16_t);
    for (std::size_t i = 0; i < fields_.size(); ++i) {
        const auto size = static_cast<std::int32_t>(integer_at<std::uint32_t>(from));
        from += sizeof size;
        into.push_back({size < 0 ? nullptr : from, size});
        if (size > 0) from += size;
    }
}

void CopyRows::clear() noexcept {
    starts_.clear();
    bytes_ = kHead;
}

}  // namespace daicho::store::detail
