#include "job/job.hpp"

#include <algorithm>

#include "base/assert.hpp"
#include "job/detail/job_row.hpp"
#include "job/queue.hpp"

namespace daicho::job {
namespace {

constexpr std::string_view kColumns =
    "id, kind, identity, state, done, total, cursor, result, error, started, ended";

// An update that found no running job of that id is a mistake of the caller or a second worker.
Status require_one(store::Statement& update, std::uint64_t id) {
    DAICHO_TRY(changed, update.step());
    update.reset();
    if (!changed) return conflict_error("job.not_running").with("job", std::to_string(id));
    return {};
}

}  // namespace

std::string detail::job_columns(std::string_view table) {
    std::string names;
    for (const char* name : {"id", "kind", "identity", "state", "done", "total", "cursor", "result",
                             "error", "started", "ended"}) {
        if (!names.empty()) names += ", ";
        names += std::string(table) + "." + name;
    }
    return names;
}

Job detail::read_job(const store::Statement& row) {
    Job job;
    job.id = static_cast<std::uint64_t>(row.integer(0));
    job.kind = std::string(row.text(1));
    const ByteView identity = row.blob(2);
    if (identity.size() == job.identity.size()) std::ranges::copy(identity, job.identity.begin());
    job.state = static_cast<State>(row.integer(3));
    job.done = static_cast<std::uint64_t>(row.integer(4));
    job.total = static_cast<std::uint64_t>(row.integer(5));
    job.cursor = std::string(row.text(6));
    job.result = std::string(row.text(7));
    job.error = std::string(row.text(8));
    job.started = {row.integer(9)};
    job.ended = {row.integer(10)};
    return job;
}

Digest Identity::digest() const {
    Bytes bytes;
    ByteWriter out(bytes);
    out.sized(as_bytes(kind));
    for (const auto& [name, value] : of) {
        out.sized(as_bytes(name));
        out.sized(as_bytes(value));
    }
    return sha256(bytes);
}

Result<std::optional<Job>> find(store::Connection& connection, const Digest& identity) {
    DAICHO_TRY(select, connection.prepare("SELECT " + std::string(kColumns) +
                                          " FROM w_job WHERE identity = ?"));
    select->bind_blob(0, view(identity));
    DAICHO_TRY(row, select->step());
    if (!row) return std::optional<Job>();
    return std::optional<Job>(detail::read_job(*select));
}

Result<std::optional<Job>> find_by_id(store::Connection& connection, std::uint64_t id) {
    DAICHO_TRY(select, connection.prepare("SELECT " + std::string(kColumns) +
                                          " FROM w_job WHERE id = ?"));
    select->bind(0, static_cast<std::int64_t>(id));
    DAICHO_TRY(row, select->step());
    if (!row) return std::optional<Job>();
    return std::optional<Job>(detail::read_job(*select));
}

namespace {

Result<Job> resume(store::Connection& connection, Job job, std::uint64_t total) {
    job.state = State::running;
    if (total != 0) job.total = total;
    job.error.clear();
    job.ended = {};
    DAICHO_TRY(update, connection.cached("UPDATE w_job SET state = ?, total = ?, error = '', "
                                         "ended = 0 WHERE id = ?"));
    update->bind(0, static_cast<std::int64_t>(job.state));
    update->bind(1, static_cast<std::int64_t>(job.total));
    update->bind(2, static_cast<std::int64_t>(job.id));
    DAICHO_CHECK(update->run());
    return job;
}

}  // namespace

Result<Job> start(store::Connection& connection, const Identity& identity, std::uint64_t total,
                  Instant now) {
    Job job;
    job.identity = identity.digest();
    DAICHO_TRY(found, find(connection, job.identity));
    if (found && found->state == State::done) return std::move(*found);
    if (found) return resume(connection, std::move(*found), total);
    job.kind = identity.kind;
    job.state = State::running;
    job.total = total;
    job.started = now;
    DAICHO_TRY(insert, connection.cached("INSERT INTO w_job (id, kind, identity, state, done, "
                                         "total, cursor, result, error, started, ended) VALUES "
                                         "((SELECT coalesce(max(id), 0) + 1 FROM w_job), ?, ?, ?, "
                                         "0, ?, '', '', '', ?, 0) RETURNING id"));
    insert->bind_text(0, job.kind);
    insert->bind_blob(1, view(job.identity));
    insert->bind(2, static_cast<std::int64_t>(job.state));
    insert->bind(3, static_cast<std::int64_t>(total));
    insert->bind(4, now.micros);
    DAICHO_TRY(made, insert->step());
    DAICHO_ASSERT(made);
    job.id = static_cast<std::uint64_t>(insert->integer(0));
    insert->reset();
    return job;
}

Status advance(store::Connection& connection, std::uint64_t id, std::uint64_t done,
               std::string_view cursor) {
    DAICHO_TRY(update, connection.cached("UPDATE w_job SET done = ?, cursor = ?, state = ? WHERE "
                                         "id = ? AND state IN (?, ?) RETURNING id"));
    update->bind(0, static_cast<std::int64_t>(done));
    update->bind_text(1, cursor);
    update->bind(2, static_cast<std::int64_t>(State::running));
    update->bind(3, static_cast<std::int64_t>(id));
    update->bind(4, static_cast<std::int64_t>(State::running));
    update->bind(5, static_cast<std::int64_t>(State::stopped));
    return require_one(*update, id);
}

Result<std::string> cursor(store::Connection& connection, std::uint64_t id) {
    DAICHO_TRY(select, connection.cached("SELECT cursor FROM w_job WHERE id = ?"));
    select->bind(0, static_cast<std::int64_t>(id));
    DAICHO_TRY(row, select->step());
    if (!row) return conflict_error("job.not_running").with("job", std::to_string(id));
    std::string text(select->text(0));
    select->reset();
    return text;
}

Status finish(store::Connection& connection, std::uint64_t id, State state,
              std::string_view result_or_error, Instant now) {
    DAICHO_ASSERT(state == State::done || state == State::failed || state == State::stopped);
    // Stopped: neither a result nor an error; the text is kept as the reason.
    DAICHO_TRY(update,
               connection.cached(state == State::done
                                     ? "UPDATE w_job SET state = ?, ended = ?, result = ? WHERE id "
                                       "= ? AND state IN (?, ?) RETURNING id"
                                     : "UPDATE w_job SET state = ?, ended = ?, error = ? WHERE id "
                                       "= ? AND state IN (?, ?) RETURNING id"));
    update->bind(0, static_cast<std::int64_t>(state));
    update->bind(1, now.micros);
    update->bind_text(2, result_or_error);
    update->bind(3, static_cast<std::int64_t>(id));
    update->bind(4, static_cast<std::int64_t>(State::running));
    update->bind(5, static_cast<std::int64_t>(State::stopped));
    return require_one(*update, id);
}

Result<std::vector<Job>> list(store::Connection& connection, std::size_t limit) {
    DAICHO_TRY(select, connection.prepare("SELECT " + std::string(kColumns) +
                                          " FROM w_job ORDER BY id DESC LIMIT ?"));
    select->bind(0, static_cast<std::int64_t>(limit));
    std::vector<Job> jobs;
    while (true) {
        DAICHO_TRY(row, select->step());
        if (!row) return jobs;
        jobs.push_back(detail::read_job(*select));
    }
}

Result<std::vector<Job>> list_stopped(store::Connection& connection, std::string_view kind) {
    DAICHO_TRY(select, connection.prepare("SELECT " + std::string(kColumns) +
                                          " FROM w_job WHERE kind = ? AND state = ? ORDER BY id "
                                          "DESC"));
    select->bind_text(0, kind);
    select->bind(1, static_cast<std::int64_t>(State::stopped));
    std::vector<Job> jobs;
    while (true) {
        DAICHO_TRY(row, select->step());
        if (!row) return jobs;
        jobs.push_back(detail::read_job(*select));
    }
}

Status mark_interrupted(store::Connection& connection) {
    DAICHO_TRY(update, connection.prepare("UPDATE w_job SET state = ? WHERE state = ?"));
    update->bind(0, static_cast<std::int64_t>(State::stopped));
    update->bind(1, static_cast<std::int64_t>(State::running));
    return update->run();
}

}  // namespace daicho::job
