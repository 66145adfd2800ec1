#include "job/queue.hpp"

namespace daicho::job {
namespace {

Status set_next(store::Connection& connection, std::uint64_t plan, Instant next) {
    DAICHO_TRY(update, connection.cached("UPDATE w_job_plan SET next_at = ? WHERE id = ?"));
    update->bind(0, next.micros);
    update->bind(1, static_cast<std::int64_t>(plan));
    return update->run();
}

}  // namespace

Result<std::uint64_t> add_plan(store::Connection& connection, const NewOrder& order,
                               const Rhythm& rhythm, Instant now) {
    const std::string text = rhythm.text();
    DAICHO_TRY(insert, connection.cached(
                           "INSERT INTO w_job_plan (id, kind, lane, parameters, account, rhythm, "
                           "next_at) VALUES ((SELECT coalesce(max(id), 0) + 1 FROM w_job_plan), "
                           "?, ?, ?, ?, ?, ?) RETURNING id"));
    insert->bind_text(0, order.kind);
    insert->bind_text(1, order.lane);
    insert->bind_text(2, order.parameters);
    insert->bind(3, static_cast<std::int64_t>(order.account));
    insert->bind_text(4, text);
    insert->bind(5, rhythm.after(now).micros);
    DAICHO_CHECK(insert->step());
    const auto id = static_cast<std::uint64_t>(insert->integer(0));
    insert->reset();
    return id;
}

Status end_plan(store::Connection& connection, std::uint64_t plan) {
    DAICHO_TRY(remove, connection.cached("DELETE FROM w_job_plan WHERE id = ? RETURNING id"));
    remove->bind(0, static_cast<std::int64_t>(plan));
    DAICHO_TRY(there, remove->step());
    remove->reset();
    if (there) return {};
    return not_found_error("job.no_plan").with("plan", std::to_string(plan));
}

Result<std::vector<Plan>> list_plans(store::Connection& connection) {
    DAICHO_TRY(select, connection.prepare("SELECT id, kind, lane, parameters, account, rhythm, "
                                          "next_at FROM w_job_plan ORDER BY next_at, id"));
    std::vector<Plan> plans;
    while (true) {
        DAICHO_TRY(row, select->step());
        if (!row) return plans;
        Plan plan;
        plan.id = static_cast<std::uint64_t>(select->integer(0));
        plan.order.kind = std::string(select->text(1));
        plan.order.lane = std::string(select->text(2));
        plan.order.parameters = std::string(select->text(3));
        plan.order.account = static_cast<std::uint64_t>(select->integer(4));
        plan.order.plan = plan.id;
        plan.rhythm = std::string(select->text(5));
        plan.next = {select->integer(6)};
        plans.push_back(std::move(plan));
    }
}

Result<std::vector<std::uint64_t>> order_planned(store::Connection& connection, Instant now) {
    DAICHO_TRY(plans, list_plans(connection));
    std::vector<std::uint64_t> jobs;
    for (const Plan& plan : plans) {
        if (plan.next > now) break;  // in order of their turns
        DAICHO_TRY(rhythm, Rhythm::parse(plan.rhythm));
        auto job = enqueue(connection, plan.order, now);
        // The turn before still waits or runs: one of them is enough.
        if (!job && job.error().id != "job.waits_already") return Error(job.error());
        if (job) jobs.push_back(*job);
        DAICHO_CHECK(set_next(connection, plan.id, rhythm.after(now)));
    }
    return jobs;
}

}  // namespace daicho::job
