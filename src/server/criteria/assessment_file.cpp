// The check table of an assessment as a form to print or as a workbook.
#include <algorithm>

#include "document/file_name.hpp"
#include "govern/criteria/check_table.hpp"
#include "server/criteria/assessments_api.hpp"
#include "server/criteria/criteria_view.hpp"

namespace daicho::server {
namespace {

constexpr std::string_view kWorkbook =
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

std::string said(const char* id, Language language) { return message(id, language); }

std::vector<govern::AnswerGround> grounds_of(const std::vector<AssessmentAnswer>& answers,
                                             Language language) {
    std::vector<govern::AnswerGround> list;
    for (const AssessmentAnswer& one : answers) {
        std::string text = said(("criteria.print.ground." + one.ground).c_str(), language);
        if (!one.evidence.empty()) text += "：" + one.evidence;
        if (!one.query.empty()) text += "（" + one.query + "）";
        if (one.proof_until) text += "　～" + format_iso(*one.proof_until);
        const auto party = static_cast<std::size_t>(std::max<std::int64_t>(one.party, 1) - 1);
        list.push_back({one.item, party, std::move(text)});
    }
    return list;
}

void add_about(govern::CheckTable& table, const AssessmentRow& row, const std::string& subject,
               Language language) {
    table.about = {
        {said("criteria.print.assessment", language), row.no},
        {said("criteria.print.subject", language), subject},
        {said("criteria.print.section", language), row.section},
        {said("criteria.print.judged_on", language),
         row.judged ? format_iso(*row.judged) : said("criteria.print.not_judged", language)}};
}

}  // namespace

Answer assessment_file(const Call& call, std::uint64_t record) {
    const std::string format(call.request.parameter("format").value_or("pdf"));
    if (format != "pdf" && format != "xlsx") {
        return input_error("criteria.format").with("value", format).at("format");
    }
    const bool english = call.request.parameter("lang").value_or("ja") == "en";
    const Language language = english ? Language::english : Language::japanese;
    DAICHO_TRY(connection, call.app.kernel.reader());
    auto& kernel = call.app.kernel;
    const registers::Moment now{today(call.app), std::nullopt};
    DAICHO_TRY(one, assessment_of(kernel, *connection, now, record));
    DAICHO_TRY(answers, assessment_answers(kernel, *connection, now, record));
    govern::CatalogShelf shelf = criteria_shelf(call.app);
    DAICHO_TRY(standing, assessment_standing(shelf, one, answers, now.as_of));
    DAICHO_TRY(subject, assessment_subject(kernel, *connection, now, one.row));
    DAICHO_TRY(table, govern::check_table(*standing.then, standing.before,
                                          grounds_of(answers, language), language));
    add_about(table, one.row, subject, language);
    const Instant created = kernel.clock().now();
    net::Response response;
    response.status = 200;
    if (format == "pdf") {
        DAICHO_TRY(printed, govern::check_table_pdf(table, language, created));
        response.body = std::move(printed.bytes);
    } else {
        DAICHO_TRY_AS(response.body,
                      govern::check_table_xlsx(table, language, created, kernel.home()));
    }
    response.header("Content-Type",
                    format == "pdf" ? std::string("application/pdf") : std::string(kWorkbook));
    response.header("Cache-Control", "no-store");
    response.header("Content-Disposition",
                    document::content_disposition(one.row.no + "." + format, format == "pdf"));
    return response;
}

}  // namespace daicho::server
