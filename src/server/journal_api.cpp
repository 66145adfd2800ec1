// State of the journal and its verification.
#include "journal/journal.hpp"
#include "register/schema.hpp"
#include "server/jobs/job_view.hpp"
#include "server/verification.hpp"

namespace daicho::server {
namespace {

// Versions are numbered without gaps: the newest number is the count.
Result<std::uint64_t> count_rows(registers::Kernel& kernel, store::Connection& connection) {
    std::uint64_t rows = 0;
    for (const auto& definition : kernel.definitions().all()) {
        DAICHO_TRY(newest, connection.integer("SELECT max(version_id) FROM " +
                                              registers::version_table(*definition)));
        rows += static_cast<std::uint64_t>(newest);
    }
    return rows;
}

json::Value checkpoint_json(const journal::Keys& keys, const journal::Checkpoint& checkpoint) {
    if (checkpoint.size == 0) return nullptr;
    const auto opened = journal::open_note(checkpoint.note, keys.name, keys.public_key);
    return json::Object{
        {"size", checkpoint.size},
        {"at", format_utc(checkpoint.time)},
        {"root", opened ? json::Value(to_hex(view(opened->root))) : json::Value("")},
        {"key", keys.name}};
}

Answer status(const Call& call) {
    registers::Kernel& kernel = call.app.kernel;
    DAICHO_TRY(newest, kernel.newest());
    DAICHO_TRY(reader, kernel.reader());
    DAICHO_TRY(rows, count_rows(kernel, *reader));
    DAICHO_TRY(checkpoint, journal::latest_checkpoint(*reader));
    DAICHO_TRY(last, last_verification(call.app, *reader));
    json::Value verification = nullptr;
    if (last.at) {
        verification = json::Object{
            {"at", format_utc(*last.at)}, {"ok", last.ok}, {"fault", std::move(last.fault)}};
    }
    json::Value signed_state = checkpoint_json(kernel.journal().keys(), checkpoint);
    return json_answer(json::Object{{"entries", newest.value},
                                    {"rows", rows},
                                    {"checkpoint", std::move(signed_state)},
                                    {"last_verification", std::move(verification)}});
}

}  // namespace

json::Value journal_glance(App& app) {
    json::Object glance{{"entries", 0},
                        {"checkpoint_size", 0},
                        {"checkpoint_at", nullptr},
                        {"verified_at", nullptr},
                        {"ok", nullptr}};
    const auto newest = app.kernel.newest();
    auto reader = app.kernel.reader();
    if (!newest || !reader) return glance;
    glance["entries"] = newest->value;
    if (const auto checkpoint = journal::latest_checkpoint(**reader);
        checkpoint && checkpoint->size != 0) {
        glance["checkpoint_size"] = checkpoint->size;
        glance["checkpoint_at"] = format_utc(checkpoint->time);
    }
    if (const auto last = last_verification(app, **reader); last && last->at) {
        glance["verified_at"] = format_utc(*last->at);
        glance["ok"] = last->ok;
    }
    return glance;
}

Answer journal_api(const Call& call) {
    if (call.path.size() != 2) return no_such_address(call);
    const bool get = call.request.method == net::Method::get;
    const bool post = call.request.method == net::Method::post;
    if (call.path[1] == "status" && get) return status(call);
    if (call.path[1] != "verify" || !post) return no_such_address(call);
    DAICHO_CHECK(check_empty_body(call));
    const identity::Principal& principal = call.session.person.principal;
    if (!call.app.jobs) return no_such_address(call);
    DAICHO_TRY(order, start_verification(call.app, principal));
    return json_answer(json::Object{{"job", job_json(call.app, principal.account, order)}});
}

}  // namespace daicho::server
