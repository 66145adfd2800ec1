#include "server/records/record_tag.hpp"

#include <fmt/format.h>

#include <charconv>

namespace daicho::server {

net::Response with_tag(const Call& call, net::Response response, const std::string& tag) {
    response.header("ETag", tag);
    const auto had = call.request.header("if-none-match");
    if (had && (*had == tag || *had == "*")) {
        response.status = 304;
        response.body.clear();
    }
    return response;
}

net::Response tagged_record(const Call& call, net::Response response, std::uint64_t version) {
    const std::string digest = to_hex(view(sha256(as_bytes(response.body)))).substr(0, 32);
    const std::string tag = fmt::format("\"v{}-{}\"", version, digest);
    return with_tag(call, std::move(response), tag);
}

std::optional<std::uint64_t> version_of_tag(std::string_view tag) {
    if (!tag.starts_with("\"v") || !tag.ends_with('"')) return std::nullopt;
    const std::size_t dash = tag.find('-');
    if (dash == std::string_view::npos || tag.find('"', 1) != tag.size() - 1) return std::nullopt;
    std::uint64_t version = 0;
    const char* end = tag.data() + dash;
    const auto [stopped, fault] = std::from_chars(tag.data() + 2, end, version);
    if (fault != std::errc() || stopped != end || version == 0) return std::nullopt;
    return version;
}

Error not_matched(std::string_view tag) {
    return conflict_error("api.not_matched").with("tag", std::string(tag.substr(0, 80)));
}

}  // namespace daicho::server
