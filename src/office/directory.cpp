#include "office/directory.hpp"

#include <algorithm>
#include <iterator>

#include "office/emergency.hpp"
#include "register/list.hpp"

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

// Records of today whose field names the account.
Result<registers::ListPage> naming(store::Connection& connection, const Definition& definition,
                                   std::string_view field, std::uint64_t account, Date today) {
    registers::ListQuery query;
    query.moment.as_of = today;
    query.limit = 100;
    query.filters.push_back({definition.index_of(field), registers::FilterKind::equals,
                             std::to_string(account)});
    return registers::list_records(connection, definition, query);
}

// The department and those below it, on a day.
Result<std::vector<std::uint64_t>> with_those_below(registers::Kernel& kernel,
                                                    store::Connection& connection,
                                                    std::uint64_t department, Date today) {
    DAICHO_TRY(definition, kernel.definition("department"));
    const std::size_t fields[] = {definition->index_of("parent")};
    std::multimap<std::uint64_t, std::uint64_t> below;
    DAICHO_CHECK(registers::scan(
        connection, *definition, fields, {today, std::nullopt},
        [&](std::uint64_t record, std::span<const registers::Cell> cells) -> Status {
            if (cells[0].is_null()) return {};
            below.emplace(static_cast<std::uint64_t>(cells[0].integer), record);
            return {};
        }));
    std::vector<std::uint64_t> all{department};
    for (std::size_t i = 0; i < all.size(); ++i) {
        const auto [first, last] = below.equal_range(all[i]);
        for (auto one = first; one != last; ++one) {
            const bool known = std::ranges::find(all, one->second) != all.end();
            if (!known) all.push_back(one->second);
        }
    }
    return all;
}

Status read_grants(registers::Kernel& kernel, store::Connection& connection, std::uint64_t account,
                   Date today, identity::Principal& principal) {
    DAICHO_TRY(definition, kernel.definition("role_assignment"));
    DAICHO_TRY(page, naming(connection, *definition, "account", account, today));
    for (const RecordVersion& record : page.rows) {
        if (!in_period(value_of(*definition, record, "from"), value_of(*definition, record, "to"),
                       today)) {
            continue;
        }
        identity::Grant grant{text_of(*definition, record, "role"),
                              text_of(*definition, record, "task"), 0, {}};
        const identity::Role* role = identity::find_role(grant.role);
        const auto* department = value_of(*definition, record, "department");
        if (role != nullptr && role->own_department && department != nullptr) {
            DAICHO_TRY_AS(grant.departments,
                          with_those_below(kernel, connection,
                                           static_cast<std::uint64_t>(department->integer),
                                           today));
        }
        principal.grants.push_back(std::move(grant));
    }
    return {};
}

bool is_active(const Definition& account, const RecordVersion& record, Date today) {
    return text_of(account, record, "state") == "active" &&
           in_period(value_of(account, record, "starts"), value_of(account, record, "ends"),
                     today);
}

// What the delegator holds itself that day, and no more: a delegation never leads on.
Result<bool> holds_itself(registers::Kernel& kernel, store::Connection& connection,
                          std::uint64_t delegator, const identity::Grant& grant, Date today) {
    DAICHO_TRY(accounts, kernel.definition("account"));
    DAICHO_TRY(record, registers::read_record(connection, *accounts, delegator,
                                              {today, std::nullopt}));
    if (!record || !is_active(*accounts, *record, today)) return false;
    identity::Principal lender;
    DAICHO_CHECK(read_grants(kernel, connection, delegator, today, lender));
    return std::ranges::any_of(lender.grants, [&](const identity::Grant& own) {
        return own.role == grant.role && own.task == grant.task;
    });
}

// Delegations to this account (代理) that are in force today.
Status read_delegations(registers::Kernel& kernel, store::Connection& connection,
                        std::uint64_t account, Date today, identity::Principal& principal) {
    const Definition* definition = kernel.definitions().find("delegation");
    if (definition == nullptr) return {};  // a municipality without deputies
    DAICHO_TRY(page, naming(connection, *definition, "delegate", account, today));
    for (const RecordVersion& record : page.rows) {
        const auto* ended = value_of(*definition, record, "ended_on");
        const bool over = ended != nullptr && ended->kind != registers::Cell::Kind::null &&
                          ended->integer <= today.days();
        const auto* delegator = value_of(*definition, record, "delegator");
        if (over || delegator == nullptr ||
            !in_period(value_of(*definition, record, "from"), value_of(*definition, record, "to"),
                       today)) {
            continue;
        }
        const identity::Grant grant{text_of(*definition, record, "role"),
                                    text_of(*definition, record, "task"),
                                    static_cast<std::uint64_t>(delegator->integer), {}};
        DAICHO_TRY(holds, holds_itself(kernel, connection, grant.from, grant, today));
        if (holds && grant.from != account) principal.grants.push_back(grant);
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
    person.active = is_active(*definition, *record, today);
    DAICHO_TRY(department, department_name(kernel, connection,
                                           value_of(*definition, *record, "department"), today));
    person.principal.department = std::move(department);
    DAICHO_CHECK(read_grants(kernel, connection, account, today, person.principal));
    DAICHO_CHECK(read_delegations(kernel, connection, account, today, person.principal));
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
