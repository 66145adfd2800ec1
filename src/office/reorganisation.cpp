#include "office/reorganisation.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "register/fields.hpp"
#include "register/query.hpp"
#include "register/schema.hpp"

namespace daicho::office {
namespace {

using registers::Cell;
using registers::Definition;
using registers::Field;
using registers::Fields;
using registers::RecordVersion;

// Fields of the governance registers that hold a department's name, alone or among others.
constexpr std::array<std::string_view, 5> kNamedBy = {"bureau", "division", "section", "sections",
                                                      "operating_sections"};
constexpr std::array<std::string_view, 4> kBetween = {"、", "・", ",", "/"};
constexpr int kMostSuccessors = 50;

struct Department {
    DepartmentName called;
    std::optional<Date> ended;
    std::uint64_t successor = 0;
};
using Departments = std::map<std::uint64_t, Department>;

Department department_of(const Definition& definition, const RecordVersion& version, Date day) {
    const Fields fields(definition, version);
    Department one{{fields.text("department_no"), fields.text("name")}, std::nullopt, 0};
    if (fields.has("successor")) one.successor = fields.ref("successor");
    if (fields.has("ends") && fields.date("ends") <= day) one.ended = fields.date("ends");
    return one;
}

// All that ever were; a record that was ended itself speaks by its last normal version.
Result<Departments> read_departments(registers::Kernel& kernel, store::Connection& connection,
                                     Date day) {
    DAICHO_TRY(definition, kernel.definition("department"));
    DAICHO_TRY(newest, connection.prepare("SELECT DISTINCT record_id FROM " +
                                          registers::version_table(*definition)));
    std::vector<std::uint64_t> records;
    for (;;) {
        DAICHO_TRY(there, newest->step());
        if (!there) break;
        records.push_back(static_cast<std::uint64_t>(newest->integer(0)));
    }
    Departments all;
    for (const std::uint64_t record : records) {
        DAICHO_TRY(now, registers::read_record(connection, *definition, record,
                                               {day, std::nullopt}));
        if (now) {
            all[record] = department_of(*definition, *now, day);
            continue;
        }
        DAICHO_TRY(history, registers::read_history(connection, *definition, record));
        std::optional<Date> end;
        for (const RecordVersion& one : history) {
            if (one.valid.from > day) continue;  // begins later
            if (one.state == registers::RowState::ended) {
                end = one.valid.from;
                continue;
            }
            if (!end) all[record] = department_of(*definition, one, day);
        }
        if (end && all.contains(record) && !all[record].ended) all[record].ended = *end;
    }
    return all;
}

std::optional<DepartmentName> living_successor(const Departments& all, std::uint64_t record) {
    for (int step = 0; step < kMostSuccessors; ++step) {
        const auto found = all.find(record);
        if (found == all.end()) return std::nullopt;
        if (!found->second.ended) return found->second.called;
        record = found->second.successor;
    }
    return std::nullopt;  // a ring
}

// Over by itself on that day: nobody has to change it.
bool is_over(const Definition& definition, const RecordVersion& version, Date day) {
    const Fields fields(definition, version);
    for (const char* name : {"to", "ends"}) {
        const std::size_t index = definition.index_of(name);
        if (index == Definition::npos || !fields.has(name)) continue;
        const bool date = definition.fields[index].type == registers::FieldType::date;
        if (date && fields.date(name) <= day) return true;
    }
    return definition.name == "account" && fields.text("state") == "closed";
}

bool names(std::string_view text, std::string_view name) {
    if (name.empty()) return false;
    for (std::size_t at = text.find(name); at != std::string_view::npos;
         at = text.find(name, at + 1)) {
        const std::string_view before = text.substr(0, at);
        const std::string_view behind = text.substr(at + name.size());
        const auto parted = [](std::string_view side, bool front) {
            return side.empty() || std::ranges::any_of(kBetween, [&](std::string_view mark) {
                       return front ? side.ends_with(mark) : side.starts_with(mark);
                   });
        };
        if (parted(before, true) && parted(behind, false)) return true;
    }
    return false;
}

struct Looker {
    store::Connection& connection;
    Date day;
    std::map<std::uint64_t, std::size_t> by_record;  // into Reorganisation::ended
    std::map<std::string, std::size_t> by_name;      // borne by no living department
    Reorganisation report;
};

std::vector<std::size_t> fields_that_name(const Definition& definition) {
    std::vector<std::size_t> found;
    for (std::size_t i = 0; i < definition.fields.size(); ++i) {
        const Field& field = definition.fields[i];
        const bool ref = field.type == registers::FieldType::ref && field.target == "department";
        const bool text = definition.area == "govern" &&
                          field.type == registers::FieldType::text &&
                          std::ranges::find(kNamedBy, field.name) != kNamedBy.end();
        // Who took over is named by the old department itself.
        const bool successor = definition.name == "department" && field.name == "successor";
        if ((ref || text) && !successor) found.push_back(i);
    }
    return found;
}

using Found = std::vector<std::pair<std::size_t, std::size_t>>;  // place in fields, department

Found named_by(const Looker& look, const Definition& definition,
               std::span<const std::size_t> fields, std::span<const Cell> cells) {
    Found found;
    for (std::size_t i = 0; i < fields.size(); ++i) {
        if (cells[i].is_null()) continue;
        if (definition.fields[fields[i]].type == registers::FieldType::ref) {
            const auto one = look.by_record.find(static_cast<std::uint64_t>(cells[i].integer));
            if (one != look.by_record.end()) found.emplace_back(i, one->second);
            continue;
        }
        for (const auto& [name, department] : look.by_name) {
            if (names(cells[i].bytes, name)) found.emplace_back(i, department);
        }
    }
    return found;
}

// As people write it: a ref in a key stands as the key of what it names.
Result<std::string> written_key(store::Connection& connection, const Definition& definition,
                                const RecordVersion& version) {
    DAICHO_TRY(select, connection.prepare("SELECT key FROM " + registers::key_table(definition) +
                                          " WHERE record_id = ?"));
    select->bind(0, static_cast<std::int64_t>(version.record));
    DAICHO_TRY(there, select->step());
    return there ? std::string(select->text(0)) : registers::key_of(definition, version);
}

Status look_through(Looker& look, const Definition& definition) {
    const std::vector<std::size_t> fields = fields_that_name(definition);
    if (fields.empty() || definition.is_event()) return {};
    const registers::Moment moment{look.day, std::nullopt};
    std::vector<std::pair<std::uint64_t, Found>> rows;
    DAICHO_CHECK(registers::scan(
        look.connection, definition, fields, moment,
        [&](std::uint64_t record, std::span<const Cell> cells) -> Status {
            Found found = named_by(look, definition, fields, cells);
            if (!found.empty()) rows.emplace_back(record, std::move(found));
            return {};
        }));
    for (const auto& [record, found] : rows) {
        DAICHO_TRY(version, registers::read_record(look.connection, definition, record, moment));
        if (!version || is_over(definition, *version, look.day)) continue;
        DAICHO_TRY(key, written_key(look.connection, definition, *version));
        for (const auto& [place, department] : found) {
            look.report.references.push_back(
                {&definition, record, key, &definition.fields[fields[place]], department});
        }
    }
    return {};
}

Looker looker(const Departments& all, store::Connection& connection, Date day) {
    Looker look{connection, day, {}, {}, {}};
    std::set<std::string> living;
    std::vector<std::pair<std::string, std::uint64_t>> ended;
    for (const auto& [record, one] : all) {
        if (one.ended) {
            ended.emplace_back(one.called.number, record);
        } else {
            living.insert(one.called.name);
        }
    }
    std::ranges::sort(ended);
    for (const auto& [number, record] : ended) {
        const Department& one = all.at(record);
        look.by_record[record] = look.report.ended.size();
        if (!living.contains(one.called.name)) {
            look.by_name[one.called.name] = look.report.ended.size();
        }
        look.report.ended.push_back(
            {record, one.called, *one.ended, living_successor(all, one.successor)});
    }
    return look;
}

}  // namespace

Result<Reorganisation> still_naming(registers::Kernel& kernel, store::Connection& connection,
                                    const AccountPolicy& policy, Date day,
                                    const std::vector<std::string>& registers_seen) {
    DAICHO_TRY(all, read_departments(kernel, connection, day));
    Looker look = looker(all, connection, day);
    for (const RoleTemplate& one : policy.templates) {
        const bool old = std::ranges::any_of(look.report.ended, [&](const EndedDepartment& gone) {
            return gone.called.number == one.department;
        });
        if (old) look.report.templates.push_back(one);
    }
    if (look.report.ended.empty()) return std::move(look.report);
    for (const auto& definition : kernel.definitions().all()) {
        const bool seen = registers_seen.empty() ||
                          std::ranges::find(registers_seen, definition->name) !=
                              registers_seen.end();
        if (seen) DAICHO_CHECK(look_through(look, *definition));
    }
    return std::move(look.report);
}

}  // namespace daicho::office
