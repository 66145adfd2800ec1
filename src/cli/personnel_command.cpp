#include "cli/personnel_command.hpp"

#include <iostream>

#include "cli/city.hpp"
#include "document/csv_reader.hpp"
#include "office/personnel.hpp"
#include "register/csv_source.hpp"

namespace daicho::cli {
namespace {

struct Part {
    const char* name;
    const char* title;  // id of the message
};
constexpr Part kParts[] = {
    {"opened", "personnel.part.opened"},
    {"moved", "personnel.part.moved"},
    {"suspended", "personnel.part.suspended"},
    {"resumed", "personnel.part.resumed"},
    {"closed", "personnel.part.closed"},
    {"ended_roles", "personnel.part.ended_roles"},
    {"proposed_roles", "personnel.part.proposed_roles"},
    {"unmatched", "personnel.part.unmatched"},
    {"remaining_roles", "personnel.part.remaining_roles"},
    {"accounts_without_person", "personnel.part.accounts_without_person"},
    {"second_accounts", "personnel.part.second_accounts"},
};

json::Array lines_json(const std::vector<office::OrderLine>& lines) {
    json::Array list;
    for (const office::OrderLine& line : lines) {
        list.push_back(json::Object{{"line", line.line},
                                    {"account_no", line.number},
                                    {"kind", line.kind},
                                    {"from", line.from},
                                    {"to", line.to},
                                    {"effective", format_iso(line.effective)}});
    }
    return list;
}

json::Array texts_json(const std::vector<std::string>& texts) {
    json::Array list;
    for (const std::string& text : texts) list.push_back(json::Value(text));
    return list;
}

template <class Role>
json::Object role_json(const Role& role, Date day) {
    return json::Object{{"account_no", role.number},
                        {"role", role.role},
                        {"task", role.task},
                        {"department", role.department},
                        {"on", format_iso(day)}};
}

json::Object report_json(const office::PersonnelReport& report, bool landed) {
    json::Array ended;
    for (const auto& role : report.ended) ended.push_back(role_json(role, role.on));
    json::Array proposed;
    for (const auto& role : report.proposed) proposed.push_back(role_json(role, role.from));
    return json::Object{{"landed", landed},
                        {"lines", report.lines},
                        {"opened", lines_json(report.opened)},
                        {"moved", lines_json(report.moved)},
                        {"suspended", lines_json(report.suspended)},
                        {"resumed", lines_json(report.resumed)},
                        {"closed", lines_json(report.closed)},
                        {"ended_roles", std::move(ended)},
                        {"proposed_roles", std::move(proposed)},
                        {"unmatched", lines_json(report.unmatched)},
                        {"remaining_roles", texts_json(report.remaining)},
                        {"accounts_without_person", texts_json(report.without_person)},
                        {"second_accounts", texts_json(report.second_accounts)}};
}

void print_row(const json::Value& row) {
    std::cout << " ";
    if (row.is_string()) std::cout << " " << row.get_string().c_str();
    if (row.is_object()) {
        for (const auto& cell : row.get_object()) {
            const json::Value& value = cell.value();
            std::cout << "  "
                      << (value.is_string() ? std::string(value.get_string()) : json::write(value));
        }
    }
    std::cout << "\n";
}

void print_table(const json::Object& report, Language language) {
    for (const Part& part : kParts) {
        const json::Value& rows = report.at(part.name);
        if (rows.get_array().empty()) continue;
        std::cout << message(part.title, language) << "\n";
        for (const json::Value& row : rows.get_array()) print_row(row);
    }
}

Result<Exit> personnel_order(Invocation& invocation) {
    const bool preview = invocation.arguments.flag("--preview");
    const bool as_json = invocation.arguments.flag("--json");
    const std::string by = invocation.arguments.option("--by");
    const std::string file = invocation.arguments.word();
    DAICHO_CHECK(invocation.arguments.finish());
    if (file.empty()) return input_error("cli.no_file");
    DAICHO_TRY(city, open_city(invocation.places, {}));
    identity::Principal who = operator_principal();
    if (!by.empty()) {
        DAICHO_TRY(person, principal_of(city, by));
        who = std::move(person);
    }
    DAICHO_TRY(reader, document::CsvReader::open_file(file));
    DAICHO_TRY(source, registers::csv_source(std::move(reader)));
    DAICHO_TRY(report, office::personnel_order(*city.kernel, city.settings.accounts, who,
                                               std::move(source), !preview));
    const json::Object told = report_json(report, !preview);
    if (as_json) {
        print_json(told);
    } else {
        print_table(told, invocation.language);
    }
    return Exit::done;
}

}  // namespace

std::vector<Command> personnel_commands() {
    return {{"account personnel-order", "FILE [--preview] [--json] [--by NUMBER]",
             {"人事異動のCSVで利用者IDを開き、閉じ、前の部署の役割を終えます",
              "opens and closes accounts by a personnel order (CSV), ends roles of old departments"},
             personnel_order}};
}

}  // namespace daicho::cli
