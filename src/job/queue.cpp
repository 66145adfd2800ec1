#include "job/queue.hpp"

#include <algorithm>

#include "base/assert.hpp"
#include "job/detail/job_row.hpp"

namespace daicho::job {
namespace {

constexpr std::string_view kOrderColumns =
    "o.lane, o.parameters, o.account, o.queued, o.due, o.plan, o.attempts, o.cancel, o.inner_job, o.file";
// The next order whose lane is free.
constexpr std::string_view kDue =
    "WHERE j.state = 0 AND o.due <= ? AND (o.lane = '' OR NOT EXISTS (SELECT 1 FROM w_job b JOIN "
    "w_job_order p ON p.job = b.id WHERE b.state = 1 AND p.lane = o.lane)) ORDER BY o.due, j.id "
    "LIMIT 1";
constexpr std::size_t kMostLines = 1'000;

constexpr std::int64_t number_of(State state) noexcept {
    return static_cast<std::int64_t>(state);
}

std::uint64_t unsigned_of(const store::Statement& row, int column) {
    return static_cast<std::uint64_t>(row.integer(column));
}

// A job that nobody ordered has nothing in these columns.
Order read_order(const store::Statement& row) {
    constexpr int kFirst = detail::kJobColumns;
    Order order;
    order.job = detail::read_job(row);
    order.order.kind = order.job.kind;
    order.order.lane = std::string(row.text(kFirst));
    order.order.parameters = std::string(row.text(kFirst + 1));
    order.order.account = unsigned_of(row, kFirst + 2);
    order.queued = {row.integer(kFirst + 3)};
    order.order.due = {row.integer(kFirst + 4)};
    order.order.plan = unsigned_of(row, kFirst + 5);
    order.attempts = static_cast<std::uint32_t>(row.integer(kFirst + 6));
    order.cancel = row.integer(kFirst + 7) != 0;
    order.inner = unsigned_of(row, kFirst + 8);
    order.order.file = unsigned_of(row, kFirst + 9);
    return order;
}

std::string select_orders(std::string_view join, std::string_view rest) {
    std::string sql = "SELECT " + detail::job_columns("j") + ", ";
    sql += kOrderColumns;
    sql += " FROM w_job j ";
    sql += join;
    sql += " w_job_order o ON o.job = j.id ";
    return sql += rest;
}

Result<std::optional<Order>> first(store::Statement& select) {
    DAICHO_TRY(row, select.step());
    std::optional<Order> found;
    if (row) found = read_order(select);
    select.reset();
    return found;
}

Status no_order(std::uint64_t job) {
    return not_found_error("job.no_order").with("job", std::to_string(job));
}

Status set_state(store::Connection& connection, std::uint64_t job, State state, Instant ended) {
    DAICHO_TRY(update,
               connection.cached("UPDATE w_job SET state = ?, ended = ? WHERE id = ?"));
    update->bind(0, number_of(state));
    update->bind(1, ended.micros);
    update->bind(2, static_cast<std::int64_t>(job));
    return update->run();
}

Status check_not_waiting(store::Connection& connection, const NewOrder& order) {
    DAICHO_TRY(select, connection.cached(
                           "SELECT j.id FROM w_job j JOIN w_job_order o ON o.job = j.id WHERE "
                           "j.state IN (0, 1, 4) AND j.kind = ? AND o.parameters = ? AND o.file = ? "
                           "AND o.due <= ? LIMIT 1"));
    select->bind_text(0, order.kind);
    select->bind_text(1, order.parameters);
    select->bind(2, static_cast<std::int64_t>(order.file));
    select->bind(3, order.due.micros);
    DAICHO_TRY(there, select->step());
    const std::uint64_t job = there ? unsigned_of(*select, 0) : 0;
    select->reset();
    if (!there) return {};
    return conflict_error("job.waits_already").with("job", std::to_string(job));
}

}  // namespace

Result<std::uint64_t> enqueue(store::Connection& connection, const NewOrder& order, Instant now) {
    NewOrder due = order;
    if (due.due.micros == 0) due.due = now;
    DAICHO_CHECK(check_not_waiting(connection, due));
    DAICHO_TRY(newest, connection.integer("SELECT coalesce(max(id), 0) FROM w_job"));
    // An order is what it works on: twice the same is two orders.
    const Identity identity{order.kind,
                            {{"order", std::to_string(newest + 1)},
                             {"at", std::to_string(now.micros)}}};
    DAICHO_TRY(job, start(connection, identity, 0, now));
    DAICHO_CHECK(set_state(connection, job.id, State::queued, {}));
    DAICHO_TRY(insert, connection.cached("INSERT INTO w_job_order (job, lane, parameters, account, "
                                         "queued, due, plan, file, attempts, cancel, "
                                         "inner_job) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0, 0, 0)"));
    insert->bind(0, static_cast<std::int64_t>(job.id));
    insert->bind_text(1, due.lane);
    insert->bind_text(2, due.parameters);
    insert->bind(3, static_cast<std::int64_t>(due.account));
    insert->bind(4, now.micros);
    insert->bind(5, due.due.micros);
    insert->bind(6, static_cast<std::int64_t>(due.plan));
    insert->bind(7, static_cast<std::int64_t>(due.file));
    DAICHO_CHECK(insert->run());
    return job.id;
}

Result<bool> has_due(store::Connection& connection, Instant now) {
    const std::string planned = "SELECT id FROM w_job_plan WHERE next_at <= ?";
    for (const std::string& sql : {select_orders("JOIN", kDue), planned}) {
        DAICHO_TRY(select, connection.prepare(sql));
        select->bind(0, now.micros);
        DAICHO_TRY(there, select->step());
        if (there) return true;
    }
    return false;
}

Result<std::optional<Order>> claim(store::Connection& connection, Instant now) {
    DAICHO_TRY(select, connection.cached(select_orders("JOIN", kDue)));
    select->bind(0, now.micros);
    DAICHO_TRY(order, first(*select));
    if (!order) return order;
    const auto job = static_cast<std::int64_t>(order->job.id);
    DAICHO_TRY(runs, connection.cached("UPDATE w_job SET state = 1, started = ?, ended = 0, error "
                                       "= '' WHERE id = ?"));
    runs->bind(0, now.micros);
    runs->bind(1, job);
    DAICHO_CHECK(runs->run());
    DAICHO_TRY(count, connection.cached(
                          "UPDATE w_job_order SET attempts = attempts + 1 WHERE job = ?"));
    count->bind(0, job);
    DAICHO_CHECK(count->run());
    order->job.state = State::running;
    order->job.started = now;
    ++order->attempts;
    return order;
}

Result<std::optional<Order>> find_order(store::Connection& connection, std::uint64_t job) {
    DAICHO_TRY(select, connection.prepare(select_orders("JOIN", "WHERE j.id = ?")));
    select->bind(0, static_cast<std::int64_t>(job));
    return first(*select);
}

Result<std::vector<Order>> list_orders(store::Connection& connection, std::size_t limit) {
    DAICHO_TRY(select, connection.prepare(select_orders(
                           "LEFT JOIN",
                           "WHERE NOT EXISTS (SELECT 1 FROM w_job_order i WHERE i.inner_job = "
                           "j.id) ORDER BY j.id DESC LIMIT ?")));
    select->bind(0, static_cast<std::int64_t>(limit));
    std::vector<Order> orders;
    while (true) {
        DAICHO_TRY(row, select->step());
        if (!row) return orders;
        orders.push_back(read_order(*select));
    }
}

Result<bool> cancel(store::Connection& connection, std::uint64_t job, Instant now) {
    DAICHO_TRY(order, find_order(connection, job));
    if (!order) return Error(no_order(job).error());
    const State state = order->job.state;
    if (state == State::queued || state == State::stopped) {
        DAICHO_CHECK(set_state(connection, job, State::cancelled, now));
        return true;
    }
    if (state != State::running) {
        return conflict_error("job.not_running").with("job", std::to_string(job));
    }
    DAICHO_TRY(update, connection.cached("UPDATE w_job_order SET cancel = 1 WHERE job = ?"));
    update->bind(0, static_cast<std::int64_t>(job));
    DAICHO_CHECK(update->run());
    return false;
}

Status end_cancelled(store::Connection& connection, std::uint64_t job, Instant now) {
    return set_state(connection, job, State::cancelled, now);
}

Status set_inner(store::Connection& connection, std::uint64_t job, std::uint64_t inner) {
    DAICHO_TRY(update, connection.cached("UPDATE w_job_order SET inner_job = ? WHERE job = ?"));
    update->bind(0, static_cast<std::int64_t>(inner));
    update->bind(1, static_cast<std::int64_t>(job));
    return update->run();
}

Status set_progress(store::Connection& connection, std::uint64_t job, std::uint64_t done,
                    std::uint64_t total) {
    // What was gathered while it ran may be written a moment after it ended.
    DAICHO_TRY(update, connection.cached("UPDATE w_job SET done = ?, total = ? WHERE id = ? AND "
                                         "state NOT IN (2, 3, 5)"));
    update->bind(0, static_cast<std::int64_t>(done));
    update->bind(1, static_cast<std::int64_t>(total));
    update->bind(2, static_cast<std::int64_t>(job));
    return update->run();
}

Status set_cursor(store::Connection& connection, std::uint64_t job, std::string_view cursor) {
    DAICHO_TRY(update, connection.cached("UPDATE w_job SET cursor = ? WHERE id = ?"));
    update->bind_text(0, cursor);
    update->bind(1, static_cast<std::int64_t>(job));
    return update->run();
}

Result<std::vector<std::uint64_t>> requeue_stopped(store::Connection& connection, Instant now,
                                                   std::string_view error) {
    DAICHO_TRY(select, connection.prepare("SELECT j.id, o.attempts, o.cancel, length(j.cursor) "
                                          "FROM w_job j JOIN w_job_order o ON o.job = j.id WHERE "
                                          "j.state = 4 ORDER BY j.id"));
    struct Stopped {
        std::uint64_t job, attempts, cancel;
        bool begun;  // part of what it does stays: cancelling came too late
    };
    std::vector<Stopped> stopped;
    while (true) {
        DAICHO_TRY(row, select->step());
        if (!row) break;
        stopped.push_back({unsigned_of(*select, 0), unsigned_of(*select, 1),
                           unsigned_of(*select, 2), select->integer(3) != 0});
    }
    std::vector<std::uint64_t> again;
    for (const Stopped& one : stopped) {
        if (one.cancel != 0 && !one.begun) {
            DAICHO_CHECK(end_cancelled(connection, one.job, now));
        } else if (one.attempts >= kMostAttempts) {
            DAICHO_CHECK(finish(connection, one.job, State::failed, error, now));
        } else {
            DAICHO_CHECK(set_state(connection, one.job, State::queued, {}));
            again.push_back(one.job);
        }
    }
    return again;
}

Status add_log(store::Connection& connection, std::uint64_t job, const LogLine& line) {
    DAICHO_TRY(insert, connection.cached("INSERT INTO w_job_log (job, line, at, id, arguments) "
                                         "VALUES (?, (SELECT coalesce(max(line), 0) + 1 FROM "
                                         "w_job_log WHERE job = ?), ?, ?, ?)"));
    insert->bind(0, static_cast<std::int64_t>(job));
    insert->bind(1, static_cast<std::int64_t>(job));
    insert->bind(2, line.at.micros);
    insert->bind_text(3, line.id);
    insert->bind_text(4, line.arguments);
    return insert->run();
}

Result<std::vector<LogLine>> read_log(store::Connection& connection, std::uint64_t job) {
    DAICHO_TRY(select, connection.prepare("SELECT at, id, arguments FROM w_job_log WHERE job = ? "
                                          "ORDER BY line LIMIT ?"));
    select->bind(0, static_cast<std::int64_t>(job));
    select->bind(1, static_cast<std::int64_t>(kMostLines));
    std::vector<LogLine> lines;
    while (true) {
        DAICHO_TRY(row, select->step());
        if (!row) return lines;
        lines.push_back({{select->integer(0)}, std::string(select->text(1)),
                         std::string(select->text(2))});
    }
}

}  // namespace daicho::job
