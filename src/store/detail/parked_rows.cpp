#include "store/detail/parked_rows.hpp"

#include <cerrno>
#include <cstdint>
#include <cstring>
#include <system_error>

#include "base/assert.hpp"

namespace daicho::store::detail {
namespace {

constexpr std::size_t kInMemory = 4U << 20;

Error failed() {
    return system_error("store.failed")
        .with("reason", "temporary file: " + std::generic_category().message(errno));
}

void put_size(std::string& out, std::int32_t size) {
    char bytes[sizeof size];
    std::memcpy(bytes, &size, sizeof size);
    out.append(bytes, sizeof size);
}

std::int32_t size_at(const char* bytes) {
    std::int32_t size = 0;
    std::memcpy(&size, bytes, sizeof size);
    return size;
}

// A row is its length in bytes, then for each column its size (-1: NULL) and its bytes.
void split(std::string_view bytes, std::vector<RawField>& row) {
    row.clear();
    while (!bytes.empty()) {
        const std::int32_t size = size_at(bytes.data());
        bytes.remove_prefix(sizeof size);
        row.push_back({size < 0 ? nullptr : bytes.data(), size});
        if (size > 0) bytes.remove_prefix(static_cast<std::size_t>(size));
    }
}

}  // namespace

Status ParkedRows::put(const std::vector<RawField>& row) {
    DAICHO_ASSERT(!reading_);
    std::size_t length = 0;
    for (const RawField& field : row) {
        length += sizeof(std::int32_t) + static_cast<std::size_t>(field.size > 0 ? field.size : 0);
    }
    put_size(tail_, static_cast<std::int32_t>(length));
    for (const RawField& field : row) {
        put_size(tail_, field.size);
        if (field.size > 0) tail_.append(field.data, static_cast<std::size_t>(field.size));
    }
    return tail_.size() < kInMemory ? Status() : spill();
}

Status ParkedRows::spill() {
    if (!file_) file_.reset(std::tmpfile());
    if (!file_) return failed();
    if (std::fwrite(tail_.data(), 1, tail_.size(), file_.get()) != tail_.size()) return failed();
    tail_.clear();
    return {};
}

Result<bool> ParkedRows::next(std::vector<RawField>& row) {
    if (!reading_) {
        reading_ = true;
        if (file_ && std::fseek(file_.get(), 0, SEEK_SET) != 0) return failed();
    }
    char head[sizeof(std::int32_t)];
    if (file_) {
        if (std::fread(head, 1, sizeof head, file_.get()) == sizeof head) {
            row_.resize(static_cast<std::size_t>(size_at(head)));
            if (std::fread(row_.data(), 1, row_.size(), file_.get()) != row_.size()) {
                return failed();
            }
            split(row_, row);
            return true;
        }
        if (std::ferror(file_.get()) != 0) return failed();
        file_.reset();
    }
    if (at_ == tail_.size()) return false;
    const auto length = static_cast<std::size_t>(size_at(tail_.data() + at_));
    at_ += sizeof(std::int32_t);
    split(std::string_view(tail_).substr(at_, length), row);
    at_ += length;
    return true;
}

}  // namespace daicho::store::detail
