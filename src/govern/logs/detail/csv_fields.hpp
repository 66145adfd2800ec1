// Fields of one CSV record. The record's borders are found already (records.hpp).
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace daicho::govern::logs::detail {

// Where unquoted and unescaped texts live until the next record.
class Arena {
public:
    // Room for texts made of a record of this size; what was in it is gone.
    void begin(std::size_t record_bytes) {
        const std::size_t room = record_bytes * 4 + 1024;
        if (bytes_.size() < room) bytes_.resize(room);
        used_ = 0;
    }
    // Null when there is no room: views into the arena must not move.
    char* take(std::size_t size) {
        if (bytes_.size() - used_ < size) return nullptr;
        char* at = bytes_.data() + used_;
        used_ += size;
        return at;
    }
    void give_back(std::size_t size) { used_ -= size; }

private:
    std::vector<char> bytes_;
    std::size_t used_ = 0;
};

// False when a quoted field is followed by anything but a delimiter.
bool split_csv(std::string_view record, char delimiter, std::vector<std::string>& out);

// One field from `at`, which moves behind its delimiter (or one past the end after the last).
// False as above.
bool next_field(std::string_view record, char delimiter, std::size_t& at, Arena& arena,
                std::string_view& out);

}  // namespace daicho::govern::logs::detail
