// Assertions for our own mistakes. Always on, also in release builds.
// Never reachable by input: validate input and return an Error, assert state.
#pragma once

namespace daicho {

// Prints expression and place to standard error and aborts.
[[noreturn]] void assertion_failed(const char* expression, const char* file, int line) noexcept;

}  // namespace daicho

#define DAICHO_ASSERT(expression) \
    ((expression) ? static_cast<void>(0) \
                  : ::daicho::assertion_failed(#expression, __FILE__, __LINE__))
