#include "office/directory.hpp"

#include <algorithm>
#include <iterator>

#include "office/emergency.hpp"
#include "register/query.hpp"

namespace daicho::office {
namespace {

using registers::Definition;
using registers::RecordVersion;

// Value of a field by name; the definition was checked to have it when the register was opened.
const registers::OwnedValue* value_of(const Definition& definition, const RecordVersion& record,
                                      std::string_view name) {
    const std::size_t index = definition.index_of(name);
    return index == Definition::npos ? nullptr : &record.values[index];
}

std::string text_of(const Definition& definition, const RecordVersion& record,
                    std::string_view name) {
    const auto* value = value_of(definition, record, name);
    return value == nullptr ? std::string() : value->bytes;
}

// True when `today` lies in [from, to): from the day `to` on there is no effect; empty is open.
bool in_period(const registers::OwnedValue* from, const registers::OwnedValue* to, Date today) {
    if (from == nullptr || from->integer > today.days()) return false;
    return to == nullptr || to->kind == registers::Cell::Kind::null || to->integer > today.days();
}

Status read_grants(registers::Kernel& kernel, store::Connection& connection, std::uint64_t account,
                   Date today, identity::Principal& principal) {
    DAICHO_TRY(definition, kernel.definition("role_assignment"));
    registers::ListQuery query;
    query.moment.as_of = today;
    query.limit = 100;
    query.filters.push_back({definition->index_of("account"), registers::FilterKind::equals,
                             std::to_string(account)});
    DAICHO_TRY(page, registers::list_records(connection, *definition, query));
    for (const RecordVersion& record : page.rows) {
        if (!in_period(value_of(*definition, record, "from"), value_of(*definition, record, "to"),
                       today)) {
            continue;
        }
        principal.grants.push_back({text_of(*definition, record, "role"),
                                    text_of(*definition, record, "task")});
    }
    return {};
}

Result<std::string> department_name(registers::Kernel& kernel, store::Connection& connection,
                                    const registers::OwnedValue* department, Date today) {
    if (department == nullptr || department->kind == registers::Cell::Kind::null) {
        return std::string();
    }
    DAICHO_TRY(definition, kernel.definition("department"));
    DAICHO_TRY(record, registers::read_record(connection, *definition,
                                              static_cast<std::uint64_t>(department->integer),
                                              {today, std::nullopt}));
    return record ? text_of(*definition, *record, "name") : std::string();
}

}  // namespace

bool same_human(const Person& one, const Person& other) {
    if (one.principal.account == other.principal.account) return true;
    return !one.kana.empty() && one.kana == other.kana &&
           one.principal.department == other.principal.department;
}

Result<Person> find_person(registers::Kernel& kernel, store::Connection& connection,
                           std::uint64_t account, Date today) {
    DAICHO_TRY(definition, kernel.definition("account"));
    DAICHO_TRY(record,
               registers::read_record(connection, *definition, account, {today, std::nullopt}));
    if (!record) return not_found_error("office.no_account");
    Person person;
    person.principal.account = account;
    person.principal.number = text_of(*definition, *record, "account_no");
    person.principal.name = text_of(*definition, *record, "name");
    person.kana = text_of(*definition, *record, "kana");
    person.account_class = text_of(*definition, *record, "class");
    person.active = text_of(*definition, *record, "state") == "active" &&
                    in_period(value_of(*definition, *record, "starts"),
                              value_of(*definition, *record, "ends"), today);
    DAICHO_TRY(department, department_name(kernel, connection,
                                           value_of(*definition, *record, "department"), today));
    person.principal.department = std::move(department);
    DAICHO_CHECK(read_grants(kernel, connection, account, today, person.principal));
    DAICHO_TRY(open, open_grants(connection, account, kernel.clock().now()));
    std::ranges::move(open, std::back_inserter(person.principal.grants));
    return person;
}

Result<std::optional<std::uint64_t>> find_account(registers::Kernel& kernel,
                                                  store::Connection& connection,
                                                  std::string_view account_no) {
    DAICHO_TRY(definition, kernel.definition("account"));
    return registers::find_record(connection, *definition, account_no);
}

}  // namespace daicho::office
