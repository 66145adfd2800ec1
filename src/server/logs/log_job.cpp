#include "server/logs/log_job.hpp"

#include "server/jobs/job_exchange.hpp"
#include "server/jobs/job_files.hpp"
#include "server/logs/log_desk.hpp"

namespace daicho::server {
namespace {

namespace fs = std::filesystem;

Result<LogOrder> order_of(const json::Object& parameters, Date today) {
    const json::Value value(parameters);
    json::ObjectReader in(value, "");
    LogOrder order;
    order.source = in.text("source", 12);
    const bool dated = parameters.contains("from") || parameters.contains("to");
    if (dated) {
        order.from = in.date("from");
        order.to = in.date("to");
    } else {
        // A plan that comes again every month looks at the month before.
        order.to = Date::of(today.year(), static_cast<int>(today.month()), 1) + -1;
        order.from = Date::of(order.to.year(), static_cast<int>(order.to.month()), 1);
    }
    DAICHO_CHECK(in.finish());
    if (order.to < order.from) return input_error("logs.desk.period");
    return order;
}

Status check_logs(App& app, const identity::Principal& principal, const json::Object& parameters) {
    DAICHO_TRY(order, order_of(parameters, japan_date(app.kernel.clock().now())));
    return may_order(app, principal, "log_run", registers::Action::change);
}

Result<json::Object> run_job(JobWork& work) {
    App& app = work.app;
    DAICHO_TRY(order, order_of(work.parameters, japan_date(app.kernel.clock().now())));
    if (work.order.order.file != 0) {
        DAICHO_TRY(reader, app.kernel.reader());
        DAICHO_TRY(file, find_file(*reader, work.order.order.file));
        if (!file || file->account != work.principal.account) {
            return not_found_error("job.file.gone")
                .with("file", std::to_string(work.order.order.file));
        }
        DAICHO_TRY(bytes, open_file(app.kernel, *reader, file->id));
        order.files.push_back(govern::logs::text_input(file->name, std::move(bytes)));
    }
    order.stop = work.stop;
    const fs::path lists = app.kernel.home() / "log-lists";
    std::error_code code;
    const LogCatalogs places{app.data / "catalogs" / "logs",
                             fs::is_directory(lists, code) ? lists : fs::path()};
    DAICHO_TRY(done, run_logs(app.kernel, work.principal, places, order));
    const std::string run(done.at("run").as_string());
    const std::string hits = json::write(done.at("hits"));
    return json::Object{{"run", run},
                        {"hits", done.at("hits")},
                        {"text", message_texts("job.result.logs", {{"run", run}, {"hits", hits}})}};
}

}  // namespace

JobKind log_job_kind() {
    return {"logs",  check_logs, [](const json::Object&) { return std::string("logs"); },
            run_job, false,      true};
}

}  // namespace daicho::server
