#include "server/letters/command_write.hpp"

#include <fmt/format.h>

#include "register/scope.hpp"

namespace daicho::server {

Result<registers::Admitted> admit_command(const Call& call, std::string_view register_name) {
    auto& kernel = call.app.kernel;
    const auto& who = call.session.person.principal;
    DAICHO_TRY(definition, kernel.definition(register_name));
    auto reached = registers::reach(who, *definition, registers::Action::change);
    if (!reached) {
        DAICHO_CHECK(registers::refuse(kernel, who, *definition, registers::Action::change));
        return std::move(reached.error());
    }
    return registers::Admitted{definition, reached->capacity, false, std::move(reached->scope)};
}

Result<registers::ChangeResult> write_row(registers::Context& context, const Call& call,
                                          const registers::Admitted& admitted, CommandRow row) {
    registers::ChangeRequest request;
    request.register_name = admitted.definition->name;
    request.record = row.record;
    request.base_version = row.base;
    request.values = std::move(row.values);
    request.valid = {japan_date(context.now), kForever};
    request.reason = std::move(row.reason);
    return registers::change_in(context, call.session.person.principal, admitted, request);
}

Result<std::string> next_key(registers::Context& context, const registers::Definition& definition,
                             std::string_view prefix, int year) {
    DAICHO_TRY(state, context.kernel.state_for_writing(context, definition));
    // A record of an event register is its own version.
    return fmt::format("{}-{}-{:06}", prefix, year,
                       definition.is_event() ? state->next_version : state->next_record);
}

Result<bool> same_human_as(registers::Context& context, const Call& call,
                           const std::string& account_no) {
    const auto& who = call.session.person.principal;
    if (account_no == who.number) return true;
    DAICHO_TRY(accounts, context.kernel.definition("account"));
    DAICHO_TRY(other, registers::find_record(context.connection, *accounts, account_no));
    if (!other || !context.kernel.people.same_human) return false;
    return context.kernel.people.same_human(context.connection, *other, who.account, std::nullopt);
}

Result<registers::RecordVersion> record_in(registers::Context& context,
                                           const registers::Admitted& admitted,
                                           std::uint64_t record) {
    const Date day = japan_date(context.now);
    const registers::Definition& definition = *admitted.definition;
    DAICHO_TRY(found, registers::read_record(context.connection, definition, record,
                                             {day, std::nullopt}));
    bool own = found.has_value();
    if (own && admitted.scope) {
        DAICHO_TRY_AS(own, registers::in_scope(context.connection, definition, *admitted.scope,
                                               record, day));
    }
    if (!own) return not_found_error("change.no_record").with("record", std::to_string(record));
    return std::move(*found);
}

Result<std::string> key_text_of(registers::Kernel& kernel, store::Connection& connection,
                                std::string_view register_name, std::uint64_t record, Date day) {
    DAICHO_TRY(definition, kernel.definition(register_name));
    DAICHO_TRY(found,
               registers::read_record(connection, *definition, record, {day, std::nullopt}));
    if (!found) return not_found_error("change.no_record").with("record", std::to_string(record));
    return registers::key_of(*definition, *found);
}

std::string person_of(const Call& call) {
    const auto& who = call.session.person.principal;
    return who.department.empty() ? who.name : who.department + "　" + who.name;
}

}  // namespace daicho::server
