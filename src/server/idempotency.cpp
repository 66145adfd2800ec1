#include "server/idempotency.hpp"

#include "server/app.hpp"

namespace daicho::server {
namespace {

constexpr std::size_t kLongestKey = 200;
constexpr std::int64_t kKeptMicros = 24LL * 60 * 60 * 1'000'000;

Digest digest_of(std::initializer_list<std::string_view> parts) {
    std::string bytes;
    for (const std::string_view part : parts) {
        bytes += std::to_string(part.size());
        bytes += ':';
        bytes += part;
    }
    return sha256(as_bytes(bytes));
}

net::Response stored_answer(const store::Statement& row) {
    net::Response answer;
    answer.status = static_cast<unsigned>(row.integer(1));
    answer.header("Content-Type", std::string(row.text(2)));
    answer.header("Cache-Control", "no-store");
    answer.header("Idempotent-Replayed", "true");
    answer.body = std::string(row.text(3));
    return answer;
}

// A warning may quote what was entered: a name, an address. Where it stood is enough to look again.
std::string without_wording(const std::string& body) {
    auto parsed = json::parse(body);
    json::Object* object = parsed ? parsed->if_object() : nullptr;
    json::Value* warnings = object == nullptr ? nullptr : object->if_contains("warnings");
    if (warnings == nullptr || !warnings->is_array()) return body;
    for (json::Value& warning : warnings->get_array()) {
        json::Object kept;
        for (const char* name : {"path", "id"}) {
            const json::Value* found =
                warning.is_object() ? warning.get_object().if_contains(name) : nullptr;
            if (found != nullptr) kept[name] = *found;
        }
        kept["message"] = described(input_error("api.idempotency.warning"));
        warning = std::move(kept);
    }
    return json::write(*parsed);
}

Status forget_old(registers::Context& context) {
    DAICHO_TRY(old, context.connection.cached("DELETE FROM w_idempotency WHERE begun < ?"));
    old->bind(0, context.now.micros - kKeptMicros);
    return old->run();
}

Status note_begun(registers::Context& context, const IdempotencyKey& key) {
    DAICHO_TRY(put, context.connection.cached(
                        "INSERT INTO w_idempotency (sent, request, begun, status, type, body) "
                        "VALUES (?, ?, ?, 0, '', '')"));
    put->bind_blob(0, view(key.key));
    put->bind_blob(1, view(key.request));
    put->bind(2, context.now.micros);
    return put->run();
}

}  // namespace

Status forget_old_answers(registers::Kernel& kernel) {
    return kernel.command([](registers::Context& context) { return forget_old(context); });
}

Result<std::optional<IdempotencyKey>> idempotency_key(const net::Request& request,
                                                      std::uint64_t account) {
    const std::optional<IdempotencyKey> none;
    const auto given = request.header("idempotency-key");
    if (!given || request.method == net::Method::get || request.method == net::Method::head) {
        return none;
    }
    if (given->empty() || given->size() > kLongestKey) {
        return input_error("api.idempotency.bad_key");
    }
    std::string query;
    for (const auto& [name, value] : request.query) query += name + '=' + value + '&';
    const std::string method = std::to_string(static_cast<int>(request.method));
    return std::optional(IdempotencyKey{
        digest_of({std::to_string(account), *given}),
        digest_of({method, request.path, query, request.body})});
}

Result<std::optional<net::Response>> answer_before(registers::Kernel& kernel,
                                                   const IdempotencyKey& key) {
    std::optional<net::Response> answer;
    Status looked = kernel.command([&](registers::Context& context) -> Status {
        DAICHO_CHECK(forget_old(context));
        DAICHO_TRY(row, context.connection.cached(
                            "SELECT request, status, type, body FROM w_idempotency WHERE sent = ?"));
        row->bind_blob(0, view(key.key));
        DAICHO_TRY(there, row->step());
        if (!there) return note_begun(context, key);
        const bool same = as_text(row->blob(0)) == as_text(view(key.request));
        const bool answered = row->integer(1) != 0;
        if (same && answered) answer = stored_answer(*row);
        row->reset();
        if (!same) return conflict_error("api.idempotency.other_request");
        if (!answered) return conflict_error("api.idempotency.not_known");
        return {};
    });
    if (!looked) return std::move(looked.error());
    return answer;
}

Status forget_key(registers::Kernel& kernel, const IdempotencyKey& key) {
    return kernel.command([&](registers::Context& context) -> Status {
        DAICHO_TRY(gone, context.connection.cached("DELETE FROM w_idempotency WHERE sent = ?"));
        gone->bind_blob(0, view(key.key));
        return gone->run();
    });
}

Status keep_answer(registers::Kernel& kernel, const IdempotencyKey& key,
                   const net::Response& answer) {
    return kernel.command([&](registers::Context& context) -> Status {
        DAICHO_TRY(put, context.connection.cached("UPDATE w_idempotency SET status = ?, type = ?, "
                                                  "body = ? WHERE sent = ?"));
        std::string_view type;
        for (const auto& [name, value] : answer.headers) {
            if (name == "Content-Type") type = value;
        }
        put->bind(0, static_cast<std::int64_t>(answer.status));
        put->bind_text(1, type);
        const std::string body = without_wording(answer.body);
        put->bind_text(2, body);
        put->bind_blob(3, view(key.key));
        return put->run();
    });
}

}  // namespace daicho::server
