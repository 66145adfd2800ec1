// Administration of accounts: how many administrators there are, what still names an old
// department, and a first password or a fresh second factor given by a second person.
#include "office/passwords.hpp"
#include "office/reorganisation.hpp"
#include "office/rules.hpp"
#include "office/second_factor.hpp"
#include "server/access.hpp"
#include "server/accounts_api.hpp"

namespace daicho::server {
namespace {

json::Value name_json(const std::optional<office::DepartmentName>& one) {
    if (!one) return nullptr;
    return json::Object{{"number", one->number}, {"name", one->name}};
}

json::Array departments_json(const office::Reorganisation& report) {
    json::Array list;
    for (const office::EndedDepartment& one : report.ended) {
        list.push_back(json::Object{{"id", id_text(one.record)},
                                    {"number", one.called.number},
                                    {"name", one.called.name},
                                    {"ended", format_iso(one.ended)},
                                    {"successor", name_json(one.successor)}});
    }
    return list;
}

json::Array references_json(const office::Reorganisation& report) {
    json::Array list;
    for (const office::OldName& one : report.references) {
        list.push_back(json::Object{{"register", one.definition->name},
                                    {"label", texts(one.definition->label)},
                                    {"id", id_text(one.record)},
                                    {"key", one.key},
                                    {"field", texts(one.field->label)},
                                    {"department", report.ended[one.department].called.number}});
    }
    return list;
}

// The account that a body names by its number.
Result<std::uint64_t> named_account(const Call& call) {
    DAICHO_TRY(body, body_of(call));
    json::ObjectReader in(body, "");
    const std::string number = in.text("account", 40);
    DAICHO_CHECK(in.finish());
    DAICHO_TRY(reader, call.app.kernel.reader());
    DAICHO_TRY(account, office::find_account(call.app.kernel, *reader, number));
    if (!account) return not_found_error("office.no_account");
    return *account;
}

}  // namespace

Result<json::Object> administrators_json(const Call& call, store::Connection& connection) {
    const office::AdministratorPolicy& policy = call.app.settings.accounts.administrators;
    DAICHO_TRY(found, office::administrators(call.app.kernel, connection, policy,
                                             today(call.app)));
    return json::Object{
        {"count", found.size()}, {"most", policy.most}, {"cite", policy.cite}};
}

Answer old_departments(const Call& call) {
    DAICHO_CHECK(viewable(call, "account"));
    DAICHO_TRY(day, as_of(call));
    std::vector<std::string> seen;
    for (const auto& definition : call.app.kernel.definitions().all()) {
        if (may(call, *definition, registers::Action::view)) seen.push_back(definition->name);
    }
    DAICHO_TRY(reader, call.app.kernel.reader());
    DAICHO_TRY(report, office::still_naming(call.app.kernel, *reader,
                                            call.app.settings.accounts, day, seen));
    std::map<std::string, std::vector<std::uint64_t>> shown;
    for (const office::OldName& one : report.references) {
        shown[one.definition->name].push_back(one.record);
    }
    for (const auto& [name, records] : shown) {
        DAICHO_TRY(allowed, viewable(call, name));
        DAICHO_CHECK(record_disclosure(call, allowed, journal::EntryKind::disclosure_search,
                                       records, R"("list":"old_departments")"));
    }
    json::Array settings;
    for (const office::RoleTemplate& one : report.templates) {
        settings.push_back(json::Object{
            {"department", one.department}, {"role", one.role}, {"task", one.task}});
    }
    return json_answer(json::Object{{"as_of", format_iso(day)},
                                    {"departments", departments_json(report)},
                                    {"references", references_json(report)},
                                    {"settings", std::move(settings)}});
}

Answer reset_password(const Call& call) {
    DAICHO_TRY(account, named_account(call));
    DAICHO_TRY(given, office::reset_password(call.app.kernel, call.app.settings.accounts.password,
                                             call.session.person.principal, account));
    return json_answer(json::Object{{"first_password", given}});
}

Answer reset_factors(const Call& call) {
    DAICHO_TRY(account, named_account(call));
    DAICHO_CHECK(office::reset_factors(call.app.kernel, call.session.person.principal, account));
    return no_content();
}

}  // namespace daicho::server
