// Words and values of PostgreSQL's protocol, without a connection.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace daicho::store::detail {

struct NumberedSql {
    std::string sql;
    std::size_t parameters = 0;
};

// `?` becomes $1, $2 … where it stands outside of texts, quoted names and comments.
NumberedSql number_parameters(std::string_view sql);

// An integer in the server's binary form, by the number of its type: bigint, int, smallint, bool,
// and the numeric that sum() gives. Any other type is our own mistake.
std::int64_t integer_of(std::string_view bytes, unsigned type) noexcept;

}  // namespace daicho::store::detail
