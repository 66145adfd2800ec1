#include "server/survey/survey_access.hpp"

#include "register/fields.hpp"

namespace daicho::server {
namespace {

using registers::Action;
using registers::Definition;

constexpr int kMostLevels = 8;

bool has_role(const Call& call, const Definition& definition, std::string_view role) {
    return call.session.person.principal.capacity({std::string(role)}, definition.task_id) !=
           nullptr;
}

// The section of the account and the offices above it.
Result<std::set<std::uint64_t>> sections_of(const Call& call, store::Connection& connection) {
    DAICHO_TRY(accounts, call.app.kernel.definition("account"));
    DAICHO_TRY(departments, call.app.kernel.definition("department"));
    const registers::Moment now{today(call.app), std::nullopt};
    std::set<std::uint64_t> own;
    DAICHO_TRY(account, registers::read_record(connection, *accounts,
                                               call.session.person.principal.account, now));
    if (!account) return own;
    std::uint64_t at = registers::Fields(*accounts, *account).ref("department");
    for (int level = 0; level < kMostLevels && at != 0 && own.insert(at).second; ++level) {
        DAICHO_TRY(department, registers::read_record(connection, *departments, at, now));
        at = department ? registers::Fields(*departments, *department).ref("parent") : 0;
    }
    return own;
}

}  // namespace

Result<SurveyReader> survey_reader(const Call& call, store::Connection& connection) {
    DAICHO_TRY(definition, call.app.kernel.definition("survey_answer"));
    SurveyReader reader;
    reader.sees_all = may(call, *definition, Action::view);
    reader.governs = has_role(call, *definition, "governance");
    reader.answers = has_role(call, *definition, "department_head") || reader.governs;
    if (!reader.sees_all && !reader.answers) {
        DAICHO_TRY(allowed, permitted(call, "survey_answer"));  // refuses, and says so
        (void)allowed;
    }
    DAICHO_TRY(own, sections_of(call, connection));
    reader.departments = std::move(own);
    return reader;
}

Result<SurveyPartOf> survey_part(const Call& call, store::Connection& connection,
                                 const SurveyReader& reader, std::uint64_t record, bool to_answer) {
    const registers::Moment now{today(call.app), std::nullopt};
    DAICHO_TRY(definition, call.app.kernel.definition("survey_answer"));
    DAICHO_TRY(version, registers::read_record(connection, *definition, record, now));
    if (!version) return not_found_error("survey.no_answer").with("answer", std::to_string(record));
    const std::uint64_t survey = registers::Fields(*definition, *version).ref("survey");
    DAICHO_TRY(rows, survey_rows(call.app.kernel, connection, now, survey));
    for (SurveyRow& row : rows) {
        if (row.record != record) continue;
        const bool allowed =
            reader.own(row) ? reader.answers || reader.sees_all : reader.sees_all && !to_answer;
        if (!allowed) {
            DAICHO_CHECK(registers::refuse(call.app.kernel, call.session.person.principal,
                                           *definition, to_answer ? Action::change : Action::view));
            return denied_error("survey.other_department");
        }
        DAICHO_TRY(round, survey_round(call.app.kernel, connection, now, survey));
        return SurveyPartOf{std::move(row), std::move(round)};
    }
    return not_found_error("survey.no_answer").with("answer", std::to_string(record));
}

Result<std::uint16_t> survey_capacity(const Call& call, bool governing) {
    DAICHO_TRY(definition, call.app.kernel.definition("survey_answer"));
    const auto& who = call.session.person.principal;
    const std::vector<std::string> roles =
        governing ? std::vector<std::string>{"governance"}
                  : std::vector<std::string>{"department_head", "governance"};
    if (const identity::Role* role = who.capacity(roles, definition->task_id)) {
        return role->number;
    }
    DAICHO_CHECK(registers::refuse(call.app.kernel, who, *definition, Action::change));
    return denied_error(governing ? "survey.not_governing" : "survey.not_answering");
}

}  // namespace daicho::server
