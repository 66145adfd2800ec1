// Papers: the assessment and the plan of all of them, as PDF and workbook; record items from the
// definitions of registers.
#include <algorithm>
#include <set>

#include "base/era.hpp"
#include "base/text.hpp"
#include "document/file_name.hpp"
#include "govern/assessment/assessment_paper.hpp"
#include "server/privacy/privacy_write.hpp"

namespace daicho::server {
namespace {

constexpr std::string_view kWorkbook =
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

Result<std::string> format_of(const Call& call) {
    const std::string format(call.request.parameter("format").value_or("pdf"));
    if (format == "pdf" || format == "xlsx") return format;
    return input_error("criteria.format").with("value", format).at("format");
}

net::Response file_answer(std::string bytes, const std::string& name, const std::string& format) {
    net::Response response;
    response.status = 200;
    response.body = std::move(bytes);
    const bool pdf = format == "pdf";
    response.header("Content-Type", pdf ? std::string("application/pdf") : std::string(kWorkbook));
    response.header("Cache-Control", "no-store");
    response.header("Content-Disposition", document::content_disposition(name + "." + format, pdf));
    return response;
}

std::string brief(const std::optional<Date>& day) {
    return day ? format_era_date(*day, Language::japanese, DateStyle::brief) : std::string();
}

govern::PlanPaper plan_of(const Call& call, const std::vector<PrivacyTask>& tasks,
                          const govern::ThresholdCatalog& catalog, Date today) {
    govern::PlanPaper plan;
    plan.title = "特定個人情報保護評価計画管理書（様式1）";
    std::string body;
    for (const PrivacyTask& task : tasks) {
        if (task.holder == "own" && body.empty()) body = task.body;
    }
    plan.about = {
        {"評価実施機関", body},
        {"作成日", format_era_date(today)},
        {"作成者", call.session.person.principal.name},
        {"様式について", "様式1の項目名は未確認です。提出の前に委員会の様式と照らしてください。"}};
    plan.titles = {"評価書番号", "事務の名称", "対象人数",   "取扱者数",       "義務のある評価書",
                   "実施",       "判断の状態", "最後の公表", "次の見直しまで", "再実施まで"};
    const auto document = [&](const std::string& key) -> std::string {
        const std::size_t place = made_document(catalog, key);
        return key.empty() ? std::string() : catalog.documents[place].label.ja;
    };
    for (const PrivacyTask& task : tasks) {
        if (task.holder != "own") continue;
        std::string standing = task.exempt == "no" ? task.standing : "exempt";
        plan.rows.push_back({std::to_string(task.number), task.name,
                             format_thousands(task.subjects) + "人\n" + brief(task.subjects_on),
                             format_thousands(task.handlers) + "人\n" + brief(task.handlers_on),
                             document(task.due_kind), document(task.made),
                             message("pia.standing." + standing, Language::japanese),
                             brief(task.published_on), brief(task.review_by),
                             brief(task.reassess_by)});
    }
    return plan;
}

struct ItemTask {
    BilingualText label;
    std::size_t registers = 0;
    std::size_t items = 0;
    std::string text;
};

// Registers with personal fields, task by task.
std::map<std::string, ItemTask> item_tasks(const Call& call) {
    std::map<std::string, ItemTask> tasks;
    for (const auto& definition : call.app.kernel.definitions().all()) {
        const bool personal = std::ranges::any_of(
            definition->fields, [](const registers::Field& one) { return one.is_personal(); });
        if (!personal) continue;
        ItemTask& task = tasks[definition->task_id];
        task.label = definition->task_label;
        ++task.registers;
        std::size_t number = 0;
        task.text += (task.text.empty() ? "<" : "\n<") + definition->label.ja + ">";
        for (const registers::Field& field : definition->fields) {
            task.text += "\n" + std::to_string(++number) + "．" + field.label.ja;
        }
        task.items += number;
    }
    return tasks;
}

}  // namespace

Answer privacy_file(const Call& call, std::uint64_t task) {
    DAICHO_CHECK(privacy_viewable(call));
    DAICHO_TRY(format, format_of(call));
    DAICHO_TRY(connection, call.app.kernel.reader());
    const PrivacyReads in = privacy_reads(call, *connection);
    DAICHO_TRY(whole,
               privacy_whole(call.app, in, task, call.request.parameter("version").value_or("")));
    govern::AssessmentPaper paper;
    paper.form = &whole.form;
    paper.filled = whole.filled;
    DAICHO_TRY_AS(paper.changes, privacy_tables(in, whole));
    if (whole.version.open()) {
        paper.state = message("pia.state." + whole.version.state, Language::japanese);
    }
    if (whole.task.ended_on) paper.ended = "【" + format_era_date(*whole.task.ended_on) + " 終了】";
    const Instant created = call.app.kernel.clock().now();
    if (format == "pdf") {
        DAICHO_TRY(pdf, govern::assessment_pdf(paper, created));
        return file_answer(std::move(pdf.bytes), whole.version.no, format);
    }
    DAICHO_TRY(book, govern::assessment_xlsx(paper, created, call.app.kernel.home()));
    return file_answer(std::move(book), whole.version.no, format);
}

Answer privacy_plan(const Call& call) {
    DAICHO_CHECK(privacy_viewable(call));
    DAICHO_TRY(format, format_of(call));
    DAICHO_TRY(connection, call.app.kernel.reader());
    const PrivacyReads in = privacy_reads(call, *connection);
    DAICHO_TRY(tasks, privacy_tasks(in));
    DAICHO_TRY(catalog, pia_threshold(call.app));
    const govern::PlanPaper plan = plan_of(call, tasks, catalog, in.moment.as_of);
    const Instant created = call.app.kernel.clock().now();
    if (format == "pdf") {
        DAICHO_TRY(pdf, govern::plan_pdf(plan, created));
        return file_answer(std::move(pdf.bytes), "計画管理書", format);
    }
    DAICHO_TRY(book, govern::plan_xlsx(plan, created, call.app.kernel.home()));
    return file_answer(std::move(book), "計画管理書", format);
}

Answer privacy_items(const Call& call, std::uint64_t task) {
    DAICHO_CHECK(privacy_viewable(call));
    DAICHO_TRY(connection, call.app.kernel.reader());
    DAICHO_CHECK(privacy_task(privacy_reads(call, *connection), task));
    const std::string chosen(call.request.parameter("of").value_or(""));
    json::Array list;
    const auto tasks = item_tasks(call);
    for (const auto& [id, one] : tasks) {
        list.push_back(json::Object{{"id", id},
                                    {"label", texts(one.label)},
                                    {"registers", one.registers},
                                    {"items", one.items}});
    }
    const auto found = tasks.find(chosen);
    const bool known = found != tasks.end();
    const std::size_t count = known ? found->second.items : 0;
    return json_answer(json::Object{{"tasks", std::move(list)},
                                    {"chosen", known ? json::Value(chosen) : json::Value(nullptr)},
                                    {"text", known ? found->second.text : std::string()},
                                    {"count", count},
                                    {"band", govern::items_band(count) + 1}});
}

}  // namespace daicho::server
