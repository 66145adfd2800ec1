// Answers: JSON documents and errors as HTTP responses; the small questions every handler asks.
#include "server/app.hpp"
#include "server/records/record_tag.hpp"

namespace daicho::server {
namespace {

constexpr json::Limits kBodyLimits{64 * 1024, 8};

unsigned status_of(const Error& error) noexcept {
    if (error.id == "session.none" || error.id == "session.refused") return 401;
    if (error.id == "session.wait" || error.id == "api.too_many") return 429;
    if (error.id == "json.too_large" || error.id == "document.too_large") return 413;
    if (error.id == "api.not_matched") return 412;
    if (error.id == "api.base_version") return 428;
    if (error.id == "api.no_writer" || error.id == "api.writer_silent") return 503;
    switch (error.kind) {
        case ErrorKind::input: return 400;
        case ErrorKind::denied: return 403;
        case ErrorKind::not_found: return 404;
        case ErrorKind::conflict: return 409;
        case ErrorKind::system: return 500;
    }
    return 500;
}

}  // namespace

net::Response json_answer(const json::Value& value, unsigned status) {
    net::Response response;
    response.status = status;
    response.header("Content-Type", "application/json; charset=utf-8");
    response.header("Cache-Control", "no-store");
    response.body = json::write(value);
    return response;
}

// RFC 9457, with our own list of errors in both languages beside it.
net::Response error_answer(const Error& error) {
    const unsigned status = status_of(error);
    json::Value document = json::errors_document(error);
    json::Object& problem = document.as_object();
    problem["type"] = "urn:daicho:error:" + error.id;
    problem["title"] = describe(error, Language::english);
    problem["status"] = status;
    net::Response response = json_answer(document, status);
    response.headers.front().second = "application/problem+json; charset=utf-8";
    for (const auto& [name, value] : error.arguments) {
        const bool later = status == 429 || status == 503;
        if (later && name == "seconds") response.header("Retry-After", value);
    }
    return response;
}

net::Response tagged(const Call& call, net::Response response) {
    const std::string tag = '"' + to_hex(view(sha256(as_bytes(response.body)))).substr(0, 32) + '"';
    return with_tag(call, std::move(response), tag);
}

net::Response no_content() {
    net::Response response;
    response.status = 204;
    response.header("Cache-Control", "no-store");
    return response;
}

json::Value texts(const BilingualText& text) {
    return json::Object{{"ja", text.ja}, {"en", text.en}};
}

json::Value message_texts(std::string_view id,
                          const std::vector<std::pair<std::string, std::string>>& arguments) {
    return texts(
        {message(id, Language::japanese, arguments), message(id, Language::english, arguments)});
}

json::Value described(const Error& error) {
    return texts({describe(error, Language::japanese), describe(error, Language::english)});
}

json::Value instant_text(const std::optional<Instant>& instant) {
    if (!instant) return nullptr;
    return json::Value(format_utc(*instant));
}

json::Value date_text(Date date) {
    if (date == kForever) return nullptr;
    return json::Value(format_iso(date));
}

std::string id_text(std::uint64_t id) { return std::to_string(id); }

Date today(const App& app) { return japan_date(app.kernel.clock().now()); }

Result<Date> as_of(const Call& call) {
    const auto given = call.request.parameter("as_of");
    if (!given || given->empty()) return today(call.app);
    return parse_iso_date(*given);
}

Result<std::uint64_t> parse_id(std::string_view text) {
    std::uint64_t id = 0;
    if (text.empty() || text.size() > 18) return input_error("api.bad_id");
    for (const char c : text) {
        if (c < '0' || c > '9') return input_error("api.bad_id");
        id = id * 10 + static_cast<std::uint64_t>(c - '0');
    }
    return id;
}

Result<std::uint64_t> number_parameter(const Call& call, std::string_view name,
                                       std::uint64_t otherwise) {
    const auto given = call.request.parameter(name);
    if (!given || given->empty()) return otherwise;
    return parse_id(*given);
}

Result<std::optional<CommitNumber>> as_known(const Call& call) {
    const auto given = call.request.parameter("as_known");
    if (!given || given->empty()) return std::optional<CommitNumber>();
    DAICHO_TRY(number, parse_id(*given));
    return std::optional<CommitNumber>(CommitNumber{number});
}

Result<json::Value> body_of(const Call& call) {
    return json::parse(call.request.body, kBodyLimits);
}

Error no_such_address(const Call& call) {
    return not_found_error("api.no_such_address").with("path", call.request.path);
}

Status check_empty_body(const Call& call) {
    if (call.request.body.empty()) return {};
    DAICHO_TRY(body, body_of(call));
    json::ObjectReader in(body, "");
    return in.finish();
}

}  // namespace daicho::server
