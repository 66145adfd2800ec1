// HTTP messages as plain values: no Boost beyond this module.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.hpp"

namespace daicho::net {

enum class Method : std::uint8_t { get, head, post, put, del, other };

struct Request {
    Method method = Method::get;
    std::string path;  // decoded, without the query; "/api/home"
    std::vector<std::pair<std::string, std::string>> query;    // decoded, in order
    std::vector<std::pair<std::string, std::string>> headers;  // names in lower case
    std::string body;
    std::string peer;  // address of the client
    bool secure = false;  // came by TLS

    // First of that name, or nothing.
    [[nodiscard]] std::optional<std::string_view> header(std::string_view name) const noexcept;
    [[nodiscard]] std::optional<std::string_view> parameter(std::string_view name) const noexcept;
    [[nodiscard]] std::optional<std::string_view> cookie(std::string_view name) const noexcept;
};

struct Response {
    unsigned status = 200;
    std::vector<std::pair<std::string, std::string>> headers;
    std::string body;
    // Instead of `body`: bytes that outlive the answer (embedded files are not copied).
    std::string_view fixed_body;

    Response& header(std::string name, std::string value);
};

// Splits a request target into path and query; percent-decoding; refuses NUL, bad escapes, "..".
// Error: net.bad_target.
Status parse_target(std::string_view target, Request& request);

}  // namespace daicho::net
