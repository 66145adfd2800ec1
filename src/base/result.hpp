// Result<T>: a value or an Error. Exceptions never cross a module border.
//
//     Result<Yen> parse(std::string_view text);
//     DAICHO_TRY(yen, parse(text));        // yen is a Yen, or the error is returned
//     DAICHO_CHECK(store.commit());        // for Result<void>
#pragma once

#include <tl/expected.hpp>

#include "base/error.hpp"

namespace daicho {

template <class T>
class [[nodiscard]] Result : public tl::expected<T, Error> {
public:
    using tl::expected<T, Error>::expected;
    Result(Error error) : tl::expected<T, Error>(tl::unexpect, std::move(error)) {}
};

using Status = Result<void>;

}  // namespace daicho

#define DAICHO_CONCAT_INNER(a, b) a##b
#define DAICHO_CONCAT(a, b) DAICHO_CONCAT_INNER(a, b)

#define DAICHO_TRY(name, expression) DAICHO_TRY_AS(auto name, expression)
#define DAICHO_TRY_AS(declaration, expression) \
    DAICHO_TRY_IMPL(declaration, expression, DAICHO_CONCAT(daicho_result_, __LINE__))
#define DAICHO_TRY_IMPL(declaration, expression, temporary) \
    auto temporary = (expression); \
    if (!temporary) return ::daicho::Error(std::move(temporary.error())); \
    declaration = std::move(*temporary)

// A name of its own each time: the expression may hold a lambda that checks as well.
#define DAICHO_CHECK(expression) \
    DAICHO_CHECK_IMPL(expression, DAICHO_CONCAT(daicho_status_, __COUNTER__))
#define DAICHO_CHECK_IMPL(expression, status) \
    do { \
        auto status = (expression); \
        if (!status) return ::daicho::Error(std::move(status.error())); \
    } while (false)
