#include "server/survey/survey_file.hpp"

#include "document/csv_writer.hpp"
#include "document/xlsx_writer.hpp"

namespace daicho::server {
namespace {

using Line = std::vector<std::string>;

constexpr const char* kColumns[] = {"survey.column.question",       "survey.column.question_text",
                                    "survey.column.figure",         "survey.column.count",
                                    "survey.column.base",           "survey.column.base_text",
                                    "survey.column.percent",        "survey.column.unknown",
                                    "survey.column.not_applicable", "survey.column.unanswered"};

std::string words(const json::Value& both, Language language) {
    const char* side = language == Language::japanese ? "ja" : "en";
    return std::string(both.at(side).as_string());
}

std::string digits(const json::Value& value) {
    return value.is_null() ? std::string() : std::to_string(value.to_number<std::uint64_t>());
}

void add_lines(const json::Value& question, const json::Value& counted, Language language,
               std::vector<Line>& lines) {
    if (counted.is_null()) return;
    for (const json::Value& figure : counted.at("figures").as_array()) {
        lines.push_back({std::string(question.at("id").as_string()),
                         words(question.at("label"), language), words(figure.at("label"), language),
                         digits(figure.at("count")), digits(counted.at("base")),
                         words(counted.at("label"), language), digits(figure.at("percent")),
                         digits(question.at("unknown")), digits(question.at("not_applicable")),
                         digits(question.at("unanswered"))});
    }
}

std::vector<Line> lines_of(const json::Object& table, Language language) {
    std::vector<Line> lines;
    for (const json::Value& group : table.at("groups").as_array()) {
        for (const json::Value& question : group.at("questions").as_array()) {
            add_lines(question, question.at("all"), language, lines);
            add_lines(question, question.at("other"), language, lines);
        }
    }
    return lines;
}

Line header(Language language) {
    Line line;
    for (const char* id : kColumns) line.push_back(message(id, language));
    return line;
}

bool is_number(std::size_t column) { return column >= 3 && column != 5; }

Result<std::string> as_csv(const std::vector<Line>& lines, Language language) {
    std::string bytes;
    document::CsvWriter csv(
        [&](std::string_view part) -> Status {
            bytes += part;
            return {};
        },
        {document::CsvAudience::spreadsheet});
    for (const std::string& name : header(language)) csv.text(name);
    DAICHO_CHECK(csv.end_record());
    for (const Line& line : lines) {
        for (std::size_t i = 0; i < line.size(); ++i) {
            is_number(i) ? csv.value(line[i]) : csv.text(line[i]);
        }
        DAICHO_CHECK(csv.end_record());
    }
    DAICHO_CHECK(csv.finish());
    return bytes;
}

Result<std::string> as_xlsx(const Call& call, const std::vector<Line>& lines, Language language) {
    document::XlsxLayout layout;
    layout.sheet = message("survey.sheet", language);
    const Line labels = header(language);
    for (std::size_t i = 0; i < labels.size(); ++i) {
        const std::string id = kColumns[i];
        layout.columns.push_back(
            {id.substr(id.rfind('.') + 1),
             labels[i],
             is_number(i) ? document::XlsxKind::integer : document::XlsxKind::text,
             {}});
    }
    layout.created = call.app.kernel.clock().now().micros / 1'000'000;
    DAICHO_TRY(book, document::XlsxWriter::create(call.app.kernel.home(), std::move(layout)));
    for (const Line& line : lines) DAICHO_CHECK(book.row(line));
    std::string bytes;
    DAICHO_CHECK(book.finish([&](std::string_view part) -> Status {
        bytes += part;
        return {};
    }));
    return bytes;
}

}  // namespace

Answer survey_file(const Call& call, const json::Object& table, std::string_view format,
                   Language language) {
    if (format != "csv" && format != "xlsx") {
        return input_error("survey.format").with("value", std::string(format));
    }
    const std::vector<Line> lines = lines_of(table, language);
    net::Response response;
    response.status = 200;
    const bool csv = format == "csv";
    DAICHO_TRY(bytes, csv ? as_csv(lines, language) : as_xlsx(call, lines, language));
    response.body = std::move(bytes);
    response.header("Content-Type",
                    csv ? "text/csv; charset=utf-8"
                        : "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
    response.header("Cache-Control", "no-store");
    response.header("Content-Disposition",
                    "attachment; filename=\"survey-" +
                        std::string(table.at("survey").at("no").as_string()) + "." +
                        std::string(format) + "\"");
    return response;
}

}  // namespace daicho::server
