#include "cli/department_command.hpp"

#include "cli/city.hpp"
#include "office/reorganisation.hpp"

namespace daicho::cli {
namespace {

json::Object name_json(const office::DepartmentName& one) {
    return json::Object{{"number", one.number}, {"name", one.name}};
}

json::Value report_json(const office::Reorganisation& report, Date day) {
    json::Array departments;
    for (const office::EndedDepartment& one : report.ended) {
        json::Object row = name_json(one.called);
        row["ended"] = format_iso(one.ended);
        row["successor"] =
            one.successor ? json::Value(name_json(*one.successor)) : json::Value(nullptr);
        departments.push_back(std::move(row));
    }
    json::Array references;
    for (const office::OldName& one : report.references) {
        references.push_back(json::Object{{"register", one.definition->name},
                                          {"record", std::to_string(one.record)},
                                          {"key", one.key},
                                          {"field", one.field->name},
                                          {"department",
                                           report.ended[one.department].called.number}});
    }
    json::Array settings;
    for (const office::RoleTemplate& one : report.templates) {
        settings.push_back(json::Object{
            {"department", one.department}, {"role", one.role}, {"task", one.task}});
    }
    return json::Object{{"as_of", format_iso(day)},
                        {"departments", std::move(departments)},
                        {"references", std::move(references)},
                        {"settings", std::move(settings)}};
}

Result<Exit> departments(Invocation& invocation) {
    const std::string given = invocation.arguments.option("--as-of");
    DAICHO_CHECK(invocation.arguments.finish());
    OpenCity options;
    options.read_only = true;
    DAICHO_TRY(city, open_city(invocation.places, options));
    Date day = japan_date(city.kernel->clock().now());
    if (!given.empty()) {
        DAICHO_TRY(parsed, parse_iso_date(given));
        day = parsed;
    }
    DAICHO_TRY(reader, city.kernel->reader());
    DAICHO_TRY(report,
               office::still_naming(*city.kernel, *reader, city.settings.accounts, day));
    print_json(report_json(report, day));
    return report.references.empty() && report.templates.empty() ? Exit::done : Exit::no;
}

}  // namespace

Command department_command() {
    return {"account departments",
            "[--as-of DATE]",
            {"廃止された部署を今も指しているもの：権限、利用者ID、情報システム、契約、市の設定",
             "what still names a department that is no more: roles, accounts, systems, contracts"},
            departments};
}

}  // namespace daicho::cli
