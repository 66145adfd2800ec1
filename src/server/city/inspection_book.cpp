#include "server/city/inspection_book.hpp"

#include <algorithm>

#include "server/row.hpp"

namespace daicho::server {
namespace {

using registers::Moment;

std::optional<Date> day_of(const Row& row, std::string_view name) {
    if (!row.has(name)) return std::nullopt;
    return row.date(name);
}

// Every record of a register at a moment, as rows that know their fields.
Status each_row(const Call& call, store::Connection& connection, const char* name,
                const std::function<Status(const Row&)>& visit) {
    DAICHO_TRY(definition, call.app.kernel.definition(name));
    std::vector<std::size_t> fields(definition->fields.size());
    for (std::size_t i = 0; i < fields.size(); ++i) fields[i] = i;
    const Moment now{today(call.app), std::nullopt};
    return registers::scan(
        connection, *definition, fields, now,
        [&](std::uint64_t record, std::span<const registers::Cell> cells) -> Status {
            registers::RecordVersion version;
            version.record = record;
            for (const registers::Cell& cell : cells) {
                version.values.push_back({cell.kind, cell.integer, std::string(cell.bytes)});
            }
            return visit(Row(*definition, version));
        });
}

struct DepartmentName {
    std::string number, name;
};
Result<std::map<std::uint64_t, DepartmentName>> departments(const Call& call,
                                                            store::Connection& connection) {
    std::map<std::uint64_t, DepartmentName> names;
    DAICHO_CHECK(each_row(call, connection, "department", [&](const Row& row) -> Status {
        names[row.record()] = {row.text("department_no"), row.text("name")};
        return {};
    }));
    return names;
}

InspectionRow read(const Row& row) {
    InspectionRow out;
    out.record = row.record();
    out.year = static_cast<std::int32_t>(row.integer("fiscal_year"));
    out.department = row.ref("department");
    out.due = row.date("due");
    out.answered = day_of(row, "answered_on");
    out.reminded = day_of(row, "reminded_on");
    out.items = row.integer("items");
    out.met = row.integer("met");
    out.unmet = row.integer("unmet");
    out.unknown = row.integer("unknown");
    out.reminders = row.integer("reminders");
    out.confirmed_by = row.text("confirmed_by");
    out.edition = row.text("edition");
    out.record_text = row.text("record");
    out.verdict = row.text("verdict");
    out.constructed = row.text("origin") == "constructed";
    return out;
}

}  // namespace

Result<std::vector<InspectionRow>> inspection_rows(const Call& call, store::Connection& connection,
                                                   const Allowed& allowed) {
    DAICHO_TRY(names, departments(call, connection));
    std::vector<InspectionRow> rows;
    std::vector<InspectionRow> all;
    DAICHO_CHECK(each_row(call, connection, kInspections, [&](const Row& row) -> Status {
        all.push_back(read(row));
        return {};
    }));
    for (InspectionRow& one : all) {
        if (allowed.scope) {
            DAICHO_TRY(own, registers::in_scope(connection, *allowed.definition, *allowed.scope,
                                                one.record, today(call.app)));
            if (!own) continue;
        }
        one.department_no = names[one.department].number;
        one.department_name = names[one.department].name;
        rows.push_back(std::move(one));
    }
    std::ranges::sort(rows, [](const InspectionRow& a, const InspectionRow& b) {
        return a.year != b.year ? a.year > b.year : a.department_no < b.department_no;
    });
    return rows;
}

Result<InspectionRow> inspection_of(const Call& call, store::Connection& connection,
                                    const Allowed& allowed, std::uint64_t record) {
    DAICHO_CHECK(within(call, allowed, record));
    DAICHO_TRY(rows, inspection_rows(call, connection, allowed));
    for (InspectionRow& row : rows) {
        if (row.record != record) continue;
        DAICHO_TRY(version, registers::read_record(connection, *allowed.definition, record,
                                                   {today(call.app), std::nullopt}));
        row.version = version ? version->version : 0;
        return std::move(row);
    }
    return not_found_error("change.no_record").with("record", std::to_string(record));
}

Result<InspectionAnswers> inspection_answers(const Call& call, store::Connection& connection) {
    InspectionAnswers all;
    DAICHO_CHECK(each_row(call, connection, kInspectionAnswers, [&](const Row& row) -> Status {
        InspectionAnswer one{row.record(),         row.ref("inspection"), row.text("item"),
                             row.text("measure"),  row.text("practice"),  row.text("result"),
                             row.text("evidence"), row.text("remark"),    row.text("plan_no")};
        all[one.inspection].push_back(std::move(one));
        return {};
    }));
    return all;
}

}  // namespace daicho::server
