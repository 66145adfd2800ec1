#include "net/http.hpp"

namespace daicho::net {
namespace {

constexpr std::size_t kMaxParameters = 100;

int nibble(char c) noexcept {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

Result<std::string> decode(std::string_view text, bool plus_is_blank) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        char c = text[i];
        if (c == '%') {
            const int high = i + 2 < text.size() ? nibble(text[i + 1]) : -1;
            const int low = i + 2 < text.size() ? nibble(text[i + 2]) : -1;
            if (high < 0 || low < 0) return input_error("net.bad_target");
            c = static_cast<char>(high << 4 | low);
            i += 2;
        } else if (c == '+' && plus_is_blank) {
            c = ' ';
        }
        if (c == '\0') return input_error("net.bad_target");
        out += c;
    }
    return out;
}

std::optional<std::string_view> find(
    const std::vector<std::pair<std::string, std::string>>& list, std::string_view name) noexcept {
    for (const auto& [key, value] : list) {
        if (key == name) return std::string_view(value);
    }
    return std::nullopt;
}

}  // namespace

std::optional<std::string_view> Request::header(std::string_view name) const noexcept {
    return find(headers, name);
}
std::optional<std::string_view> Request::parameter(std::string_view name) const noexcept {
    return find(query, name);
}

std::optional<std::string_view> Request::cookie(std::string_view name) const noexcept {
    const auto all = header("cookie");
    if (!all) return std::nullopt;
    std::string_view rest = *all;
    while (!rest.empty()) {
        const std::size_t end = rest.find(';');
        std::string_view pair = rest.substr(0, end);
        while (!pair.empty() && pair.front() == ' ') pair.remove_prefix(1);
        if (pair.size() > name.size() && pair[name.size()] == '=' && pair.starts_with(name)) {
            return pair.substr(name.size() + 1);
        }
        rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
    }
    return std::nullopt;
}

Response& Response::header(std::string name, std::string value) {
    headers.emplace_back(std::move(name), std::move(value));
    return *this;
}

Status parse_target(std::string_view target, Request& request) {
    const std::size_t mark = target.find('?');
    DAICHO_TRY(path, decode(target.substr(0, mark), false));
    if (path.empty() || path.front() != '/' || path.find("/../") != std::string::npos ||
        path.ends_with("/..") || path.find('\\') != std::string::npos) {
        return input_error("net.bad_target");
    }
    request.path = std::move(path);
    std::string_view rest = mark == std::string_view::npos ? "" : target.substr(mark + 1);
    while (!rest.empty()) {
        const std::size_t end = rest.find('&');
        const std::string_view pair = rest.substr(0, end);
        const std::size_t equals = pair.find('=');
        DAICHO_TRY(name, decode(pair.substr(0, equals), true));
        DAICHO_TRY(value, equals == std::string_view::npos
                              ? Result<std::string>(std::string())
                              : decode(pair.substr(equals + 1), true));
        if (request.query.size() >= kMaxParameters) return input_error("net.bad_target");
        if (!name.empty()) request.query.emplace_back(std::move(name), std::move(value));
        rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
    }
    return {};
}

}  // namespace daicho::net
