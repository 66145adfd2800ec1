#include "office/personnel.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>

#include "office/detail/entries.hpp"
#include "office/directory.hpp"
#include "office/rules.hpp"
#include "register/access.hpp"
#include "register/change.hpp"
#include "register/list.hpp"

namespace daicho::office {
namespace {

using registers::ChangeRequest;
using registers::Context;
using registers::Definition;
using registers::RecordVersion;

constexpr std::size_t kMostLines = 20'000;
constexpr std::string_view kColumns[] = {"account_no", "name",     "kana", "from_department",
                                         "to_department", "position", "kind", "effective"};
constexpr std::string_view kKinds[] = {"hire", "transfer", "retire", "leave", "return"};

// Undoes a preview: an error that nobody sees.
Error preview_over() { return conflict_error("personnel.preview"); }

struct Work {
    Context& context;
    const identity::Principal& by;
    std::uint16_t capacity;
    const AccountPolicy& policy;
    const Definition& account;
    const Definition& grants;
    const Definition& department;
    PersonnelReport& report;
};

// --- reading
Result<std::vector<std::size_t>> columns_of(const registers::RowSource& source) {
    std::vector<std::size_t> places;
    for (const std::string_view name : kColumns) {
        const auto found = std::ranges::find(source.header, name);
        if (found == source.header.end()) {
            return input_error("personnel.no_column").with("column", std::string(name));
        }
        places.push_back(static_cast<std::size_t>(found - source.header.begin()));
    }
    return places;
}

Result<OrderLine> read_line(const registers::SourceRow& row,
                            const std::vector<std::size_t>& places) {
    const auto field = [&](std::size_t i) -> std::string {
        return places[i] < row.fields.size() ? std::string(row.fields[places[i]]) : "";
    };
    OrderLine line{row.line, field(0), field(1), field(2), field(3), field(4), field(5),
                   field(6), {}};
    if (line.number.empty()) return input_error("personnel.no_number");
    if (std::ranges::find(kKinds, line.kind) == std::end(kKinds)) {
        return input_error("personnel.kind").with("kind", line.kind);
    }
    const bool arrives = line.kind == "hire" || line.kind == "transfer" || line.kind == "return";
    if (arrives && line.to.empty()) return input_error("personnel.no_department");
    DAICHO_TRY(effective, parse_iso_date(field(7)));
    line.effective = effective;
    return line;
}

Error refused(std::vector<Error> faults) {
    Error error = input_error("personnel.refused").with("count", std::to_string(faults.size()));
    error.causes = std::move(faults);
    return error;
}

Result<std::vector<OrderLine>> read_lines(registers::RowSource& source) {
    DAICHO_TRY(places, columns_of(source));
    std::vector<OrderLine> lines;
    std::vector<Error> faults;
    registers::SourceRow row;
    for (;;) {
        DAICHO_TRY(more, source.next(row));
        if (!more) break;
        if (lines.size() == kMostLines) return input_error("personnel.too_many");
        auto line = read_line(row, places);
        if (line) {
            lines.push_back(std::move(*line));
        } else {
            faults.push_back(std::move(line.error()).at_line(source.name, row.line));
        }
    }
    if (!faults.empty()) return refused(std::move(faults));
    // In the order in which they take effect, whatever the order of the list.
    std::ranges::stable_sort(lines, {},
                             [](const OrderLine& line) { return line.effective.days(); });
    return lines;
}

// --- one line
Status put(Work& work, const Definition& definition, const OrderLine& line,
           std::optional<std::uint64_t> record, std::map<std::string, std::string> values) {
    ChangeRequest request;
    request.register_name = definition.name;
    request.record = record;
    request.values = std::move(values);
    request.valid = {line.effective, kForever};
    request.reason = "人事異動 " + line.kind + " " + format_iso(line.effective);
    DAICHO_CHECK(registers::apply_change(work.context, work.by, work.capacity, definition,
                                         request));
    return {};
}

// Key text of the department a record names; empty when there is none.
Result<std::string> department_number(Work& work, std::int64_t record, Date day) {
    DAICHO_TRY(found, registers::read_record(work.context.connection, work.department,
                                             static_cast<std::uint64_t>(record),
                                             {day, std::nullopt}));
    return found ? registers::key_of(work.department, *found) : std::string();
}

std::string text(const Definition& definition, const RecordVersion& record,
                 std::string_view name) {
    return record.values[definition.index_of(name)].bytes;
}

// Grants of an account that hold on the effective date or begin later.
Result<std::vector<RecordVersion>> grants_of(Work& work, std::uint64_t account, Date day) {
    registers::ListQuery query;
    query.moment.as_of = day;
    query.limit = 500;
    query.filters.push_back({work.grants.index_of("account"), registers::FilterKind::equals,
                             std::to_string(account)});
    DAICHO_TRY(page, registers::list_records(work.context.connection, work.grants, query));
    std::erase_if(page.rows, [&](const RecordVersion& row) {
        const auto& to = row.values[work.grants.index_of("to")];
        return to.kind != registers::Cell::Kind::null && to.integer <= day.days();
    });
    return std::move(page.rows);
}

// Ends what the person held in `department`, or everywhere when that is empty.
Status end_roles(Work& work, const OrderLine& line, std::uint64_t account,
                 const std::string& department) {
    DAICHO_TRY(rows, grants_of(work, account, line.effective));
    for (const RecordVersion& row : rows) {
        const auto& where = row.values[work.grants.index_of("department")];
        DAICHO_TRY(number, department_number(work, where.integer, line.effective));
        const std::string role = text(work.grants, row, "role");
        const std::string task = text(work.grants, row, "task");
        if (!department.empty() && number != department) {
            work.report.remaining.push_back(
                fmt::format("{} {}/{} {}", line.number, role, task, number));
            continue;
        }
        DAICHO_CHECK(put(work, work.grants, line, row.record,
                         {{"to", format_iso(line.effective)}}));
        work.report.ended.push_back({line.number, role, task, number, line.effective});
    }
    return {};
}

void propose(Work& work, const OrderLine& line) {
    for (const RoleTemplate& one : work.policy.templates) {
        if (one.department != line.to) continue;
        work.report.proposed.push_back(
            {line.number, one.role, one.task, one.department, line.effective});
    }
}

Status hire(Work& work, const OrderLine& line) {
    std::map<std::string, std::string> values = {
        {"account_no", line.number}, {"name", line.name},       {"kana", line.kana},
        {"department", line.to},     {"position", line.position}, {"class", "personal"},
        {"state", "active"},         {"starts", format_iso(line.effective)}};
    DAICHO_CHECK(put(work, work.account, line, std::nullopt, std::move(values)));
    work.report.opened.push_back(line);
    propose(work, line);
    return {};
}

Status move(Work& work, const OrderLine& line, std::uint64_t account, const std::string& from) {
    DAICHO_CHECK(end_roles(work, line, account, from));
    DAICHO_CHECK(put(work, work.account, line, account,
                     {{"department", line.to}, {"position", line.position}}));
    work.report.moved.push_back(line);
    propose(work, line);
    return {};
}

Status leave_for_good(Work& work, const OrderLine& line, std::uint64_t account) {
    DAICHO_CHECK(end_roles(work, line, account, ""));
    DAICHO_CHECK(put(work, work.account, line, account,
                     {{"state", "closed"}, {"ends", format_iso(line.effective)}}));
    work.report.closed.push_back(line);
    return {};
}

Status existing(Work& work, const OrderLine& line, std::uint64_t account,
                const RecordVersion& version) {
    const auto& where = version.values[work.account.index_of("department")];
    DAICHO_TRY(present, department_number(work, where.integer, line.effective));
    // What the order believes must be so: another department or name means another person.
    const bool other = (!line.from.empty() && line.from != present) ||
                       (!line.name.empty() && line.name != text(work.account, version, "name"));
    if (other) {
        work.report.unmatched.push_back(line);
        return {};
    }
    if (line.kind == "transfer") return move(work, line, account, present);
    if (line.kind == "retire") return leave_for_good(work, line, account);
    if (line.kind == "leave") {
        work.report.suspended.push_back(line);
        return put(work, work.account, line, account, {{"state", "suspended"}});
    }
    work.report.resumed.push_back(line);
    return put(work, work.account, line, account, {{"state", "active"}, {"department", line.to}});
}

Status apply_line(Work& work, const OrderLine& line) {
    DAICHO_TRY(record, registers::find_record(work.context.connection, work.account, line.number));
    if (!record) {
        if (line.kind == "hire") return hire(work, line);
        work.report.unmatched.push_back(line);
        return {};
    }
    if (line.kind == "hire") {
        work.report.unmatched.push_back(line);  // the number is taken
        return {};
    }
    DAICHO_TRY(version, registers::read_record(work.context.connection, work.account, *record,
                                               {line.effective, std::nullopt}));
    if (!version) {
        work.report.unmatched.push_back(line);
        return {};
    }
    return existing(work, line, *record, *version);
}

// --- what is left over
Status leftovers(Work& work, Date day) {
    const std::size_t fields[] = {work.account.index_of("account_no"),
                                  work.account.index_of("class"), work.account.index_of("state"),
                                  work.account.index_of("personal_account")};
    std::map<std::uint64_t, bool> open;
    std::vector<std::pair<std::string, std::uint64_t>> privileged;
    DAICHO_CHECK(registers::scan(
        work.context.connection, work.account, fields, {day, std::nullopt},
        [&](std::uint64_t record, std::span<const registers::Cell> cells) -> Status {
            open[record] = cells[2].bytes != "closed";
            if (cells[1].bytes != "privileged" || cells[2].bytes == "closed") return {};
            const auto person =
                cells[3].is_null() ? 0 : static_cast<std::uint64_t>(cells[3].integer);
            privileged.emplace_back(cells[0].bytes, person);
            return {};
        }));
    for (const auto& [number, person] : privileged) {
        if (!open[person]) work.report.without_person.push_back(number);
    }
    DAICHO_TRY(second, second_accounts(work.context.kernel, work.context.connection, day));
    for (const SecondAccount& one : second) {
        work.report.second_accounts.push_back(one.first + " " + one.second);
    }
    return {};
}

Status apply_all(Work& work, const std::vector<OrderLine>& lines, const std::string& file) {
    std::vector<Error> faults;
    Date last = japan_date(work.context.now);
    for (const OrderLine& line : lines) {
        const Status done = apply_line(work, line);
        if (!done) faults.push_back(Error(done.error()).at_line(file, line.line));
        last = std::max(last, line.effective);
    }
    if (!faults.empty()) return refused(std::move(faults));
    return leftovers(work, last);
}

}  // namespace

Result<PersonnelReport> personnel_order(registers::Kernel& kernel, const AccountPolicy& policy,
                                        const identity::Principal& by,
                                        registers::RowSource source, bool land) {
    DAICHO_TRY(account, kernel.definition("account"));
    DAICHO_TRY(grants, kernel.definition("role_assignment"));
    DAICHO_TRY(department, kernel.definition("department"));
    const auto capacity = registers::authorise(by, *account, registers::Action::change);
    if (!capacity) {
        DAICHO_CHECK(registers::refuse(kernel, by, *account, registers::Action::change));
        return Error(capacity.error());
    }
    DAICHO_TRY(lines, read_lines(source));
    PersonnelReport report;
    report.lines = lines.size();
    const Status done = kernel.command([&](Context& context) -> Status {
        Work work{context, by, *capacity, policy, *account, *grants, *department, report};
        DAICHO_CHECK(apply_all(work, lines, source.name));
        if (!land) return preview_over();
        return detail::write_entry(context, journal::EntryKind::personnel_order, by.account,
                                   fmt::format(R"({{"lines":{},"opened":{},"closed":{}}})",
                                               report.lines, report.opened.size(),
                                               report.closed.size()),
                                   *capacity);
    });
    if (!done && !(done.error().id == "personnel.preview" && !land)) return Error(done.error());
    return report;
}

}  // namespace daicho::office
