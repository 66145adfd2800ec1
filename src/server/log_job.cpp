#include "server/log_job.hpp"

#include "server/job_exchange.hpp"
#include "server/job_files.hpp"
#include "server/log_desk.hpp"

namespace daicho::server {
namespace {

namespace fs = std::filesystem;

Result<LogOrder> order_of(const json::Object& parameters) {
    const json::Value value(parameters);
    json::ObjectReader in(value, "");
    LogOrder order;
    order.source = in.text("source", 12);
    order.from = in.date("from");
    order.to = in.date("to");
    DAICHO_CHECK(in.finish());
    if (order.to < order.from) return input_error("logs.desk.period");
    return order;
}

Status check_logs(App& app, const identity::Principal& principal, const json::Object& parameters) {
    DAICHO_TRY(order, order_of(parameters));
    return may_order(app, principal, "log_run", registers::Action::change);
}

Result<json::Object> run_job(JobWork& work) {
    DAICHO_TRY(order, order_of(work.parameters));
    App& app = work.app;
    DAICHO_TRY(reader, app.kernel.reader());
    DAICHO_TRY(file, find_file(*reader, work.order.order.file));
    if (!file || file->account != work.principal.account) {
        return not_found_error("job.file.gone").with("file", std::to_string(work.order.order.file));
    }
    DAICHO_TRY(bytes, open_file(app.kernel, *reader, file->id));
    order.files.push_back(govern::logs::text_input(file->name, std::move(bytes)));
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
    return {"logs", check_logs, [](const json::Object&) { return std::string("logs"); }, run_job,
            true};
}

}  // namespace daicho::server
