#include <algorithm>
#include <tuple>

#include "server/jobs/job_runner.hpp"
#include "server/jobs/job_view.hpp"

namespace daicho::server {
namespace {

constexpr std::int64_t kMicrosPerSecond = 1'000'000;

std::string_view state_name(job::State state) noexcept {
    switch (state) {
        case job::State::queued: return "queued";
        case job::State::running: return "running";
        case job::State::done: return "done";
        case job::State::failed: return "failed";
        case job::State::stopped: return "stopped";
        case job::State::cancelled: return "cancelled";
    }
    return "stopped";
}

json::Value label_of(const std::string& kind) {
    const std::string id = "api.job." + kind;
    return message_exists(id) ? message_texts(id) : texts({kind, kind});
}

// What a finished job says of itself: the texts of its first fault, or its result.
json::Value result_json(const job::Job& job) {
    const bool failed = job.state == job::State::failed;
    const auto parsed = json::parse(failed ? job.error : job.result);
    if (!parsed || !parsed->is_object()) return nullptr;
    const json::Object& document = parsed->get_object();
    if (failed) {
        const json::Value* errors = document.if_contains("errors");
        if (errors == nullptr || !errors->is_array() || errors->get_array().empty()) return nullptr;
        const json::Value& first = errors->get_array().front();
        return json::Object{{"ja", first.at("message_ja")}, {"en", first.at("message_en")}};
    }
    if (const json::Value* text = document.if_contains("text")) return *text;
    if (const json::Value* run = document.if_contains("run_no")) return *run;
    return nullptr;
}

std::optional<Instant> set(Instant instant) {
    return instant.micros == 0 ? std::nullopt : std::optional<Instant>(instant);
}

// Objects a second, whole; at least one, so that the time left has an end. Nothing while nothing
// is known: the job does not run or has not done anything yet.
std::optional<std::int64_t> speed_of(App& app, const job::Job& job) {
    const Instant now = app.kernel.clock().now();
    const std::lock_guard lock(app.mutex);
    if (job.state != job::State::running) {
        app.jobs_seen.erase(job.id);
        return std::nullopt;
    }
    const auto [seen, first] = app.jobs_seen.try_emplace(job.id, JobSample{job.done, now});
    if (job.done < seen->second.done) seen->second = {job.done, now};
    JobSample from = seen->second;
    // Not long enough in sight: from its start, as if it had never stood still.
    if (first || now.micros - from.at.micros < kMicrosPerSecond) from = {0, job.started};
    const std::int64_t micros = now.micros - from.at.micros;
    if (job.done == from.done || micros <= 0) return std::nullopt;
    const auto done = static_cast<std::int64_t>(job.done - from.done);
    return std::max<std::int64_t>(1, done * kMicrosPerSecond / micros);
}

}  // namespace

json::Object job_json(App& app, std::uint64_t asker, const job::Order& order) {
    job::Job job = order.job;
    if (app.jobs && job.state == job::State::running) {
        if (const auto now = app.jobs->progress(job.id)) std::tie(job.done, job.total) = *now;
    }
    json::Value rate = nullptr;
    json::Value seconds_left = nullptr;
    if (const auto speed = speed_of(app, job)) {
        rate = *speed;
        const auto left =
            static_cast<std::int64_t>(job.total) - static_cast<std::int64_t>(job.done);
        if (left >= 0) seconds_left = left / *speed;
    }
    return json::Object{{"id", id_text(job.id)},
                        {"kind", job.kind},
                        {"label", label_of(job.kind)},
                        {"state", state_name(job.state)},
                        {"cancelling", order.cancel && job.state == job::State::running},
                        {"mine", order.queued.micros != 0 && order.order.account == asker},
                        {"done", job.done},
                        {"total", std::max(job.total, job.done)},
                        {"rate", std::move(rate)},
                        {"seconds_left", std::move(seconds_left)},
                        {"queued_at", instant_text(set(order.queued))},
                        {"due_at", instant_text(set(order.order.due))},
                        {"started_at", instant_text(set(job.started))},
                        {"ended_at", instant_text(set(job.ended))},
                        {"result", result_json(job)}};
}

Result<json::Array> jobs_json(App& app, std::uint64_t asker, std::size_t limit) {
    DAICHO_TRY(reader, app.kernel.reader());
    DAICHO_TRY(orders, job::list_orders(*reader, limit));
    json::Array list;
    for (const job::Order& order : orders) list.push_back(job_json(app, asker, order));
    return list;
}

}  // namespace daicho::server
