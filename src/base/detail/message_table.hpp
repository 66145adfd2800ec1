// The compiled message catalogue: rows sorted by id.
#pragma once

#include <cstddef>
#include <string_view>

namespace daicho::detail {

struct MessageRow {
    std::string_view id;
    std::string_view ja;
    std::string_view en;
};

extern const MessageRow kMessageTable[];
extern const std::size_t kMessageCount;

}  // namespace daicho::detail
