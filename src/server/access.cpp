#include "server/access.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "register/change.hpp"
#include "register/disclosure.hpp"
#include "server/leaving.hpp"
#include "server/records/record_view.hpp"

namespace daicho::server {
namespace {

// Of the records shown, those that are hidden from whoever has no release: named in the entry.
std::string released_detail(const Call& call, const registers::Definition& definition,
                            journal::EntryKind kind, std::span<const std::uint64_t> records) {
    const auto outlet = kind == journal::EntryKind::disclosure_print ? registers::Outlet::print
                                                                     : registers::Outlet::screen;
    const registers::Released released = released_for(call, outlet);
    if (released.nobody()) return {};
    const auto hidden = call.app.hidden.of(definition.name);
    const auto left = call.app.hidden.of(definition.name, released);
    std::string list;
    for (const std::uint64_t one : records) {
        if (!hidden->has(one) || left->has(one)) continue;
        list += fmt::format("{}{}", list.empty() ? "" : ",", one);
    }
    return list.empty() ? list : fmt::format(R"("released":[{}])", list);
}

// The refs into other tasks that the answer shows, by the law that allows them.
std::string links_detail(const Call& call, const registers::Definition& definition) {
    json::Object links;
    for (const registers::Field& field : definition.fields) {
        if (field.link_basis.empty()) continue;
        const auto& who = call.session.person.principal;
        if (!registers::follows(call.app.kernel, who, definition, field)) continue;
        json::Value& fields = links[field.link_basis];
        if (!fields.is_array()) fields = json::Array();
        fields.as_array().push_back(json::Value(field.name));
    }
    return links.empty() ? std::string() : R"("links":)" + json::write(links);
}

using registers::Disclosure;

Result<Disclosure> entry_of(const Call& call, const Allowed& allowed, journal::EntryKind kind,
                            std::span<const std::uint64_t> records, std::string detail) {
    Disclosure disclosure;
    disclosure.kind = kind;
    disclosure.definition = allowed.definition;
    disclosure.records = records;
    const std::string released = released_detail(call, *allowed.definition, kind, records);
    for (const std::string& more : {released, links_detail(call, *allowed.definition)}) {
        if (!more.empty()) detail += (detail.empty() ? "" : ",") + more;
    }
    disclosure.detail = std::move(detail);
    DAICHO_TRY_AS(disclosure.purpose, viewing_purpose(call, *allowed.definition));
    return disclosure;
}

// Nothing for registers without personal data or without records.
Result<std::optional<Disclosure>> disclosure_of(const Call& call, const Allowed& allowed,
                                                journal::EntryKind kind,
                                                std::span<const std::uint64_t> records,
                                                std::string detail) {
    if (!registers::must_disclose(*allowed.definition) || records.empty()) return std::nullopt;
    DAICHO_TRY(entry, entry_of(call, allowed, kind, records, std::move(detail)));
    return entry;
}

}  // namespace

bool may(const Call& call, const registers::Definition& definition, registers::Action action) {
    return registers::authorise(call.session.person.principal, definition, action).has_value();
}

bool may_view(const Call& call, std::string_view register_name) {
    const registers::Definition* found = call.app.kernel.definitions().find(register_name);
    return found != nullptr && may(call, *found, registers::Action::view);
}

Result<std::uint16_t> viewing_purpose(const Call& call, const registers::Definition& definition) {
    const std::string own = "purpose." + definition.name;
    const bool named = call.request.parameter(own).has_value();
    DAICHO_TRY(number, number_parameter(call, named ? own : "purpose", 0));
    const auto purpose = static_cast<std::uint16_t>(number > 65'535 ? 65'535 : number);
    // A page sends what was chosen for any register: whoever asks for none knows no such number.
    const bool other = !definition.purposes.to_view && definition.purposes.find(purpose) == nullptr;
    if (other) return std::uint16_t{0};
    Status fits = registers::check_purpose(definition, definition.purposes.to_view, purpose);
    // Whoever asked for a page of several registers learns which of them wants to know.
    if (!fits) return std::move(fits.error()).at(own);
    return purpose;
}

Result<Allowed> viewable(const Call& call, std::string_view name) {
    DAICHO_TRY(allowed, permitted(call, name));
    DAICHO_CHECK(viewing_purpose(call, *allowed.definition));
    return allowed;
}

Result<Allowed> reachable(const Call& call, std::string_view name) {
    DAICHO_TRY(definition, call.app.kernel.definition(name));
    auto reached = reach_of(call, *definition);
    if (!reached) return permitted(call, name);
    return Allowed{definition, reached->capacity, std::move(reached->scope)};
}

std::optional<registers::Reach> reach_of(const Call& call,
                                         const registers::Definition& definition) {
    auto reached =
        registers::reach(call.session.person.principal, definition, registers::Action::view);
    if (!reached) return std::nullopt;
    return *std::move(reached);
}

Status within(const Call& call, const Allowed& allowed, std::uint64_t record) {
    if (!allowed.scope) return {};
    registers::Kernel& kernel = call.app.kernel;
    DAICHO_TRY(reader, kernel.reader());
    DAICHO_TRY(own, registers::in_scope(*reader, *allowed.definition, *allowed.scope, record,
                                        today(call.app)));
    if (own) return {};
    DAICHO_CHECK(registers::refuse(kernel, call.session.person.principal, *allowed.definition,
                                   registers::Action::view));
    return not_found_error("change.no_record").with("record", std::to_string(record));
}

bool has_only_scopes(const Call& call) {
    const auto& grants = call.session.person.principal.grants;
    return !grants.empty() && std::ranges::all_of(grants, [](const identity::Grant& grant) {
        const identity::Role* role = identity::find_role(grant.role);
        return role != nullptr && role->own_department;
    });
}

Result<Allowed> permitted(const Call& call, std::string_view name) {
    registers::Kernel& kernel = call.app.kernel;
    DAICHO_TRY(definition, kernel.definition(name));
    const auto& who = call.session.person.principal;
    auto capacity = registers::authorise(who, *definition, registers::Action::view);
    if (!capacity) {
        DAICHO_CHECK(registers::refuse(kernel, who, *definition, registers::Action::view));
        return std::move(capacity.error());
    }
    return Allowed{definition, *capacity};
}

Status record_disclosure(const Call& call, const Allowed& allowed, journal::EntryKind kind,
                         std::span<const std::uint64_t> records, std::string detail) {
    DAICHO_TRY(shown, disclosure_of(call, allowed, kind, records, std::move(detail)));
    if (!shown) return {};
    return registers::disclose(call.app.kernel, call.session.person.principal, allowed.capacity,
                               *shown);
}

Status record_document(const Call& call, const Allowed& allowed, journal::EntryKind kind,
                       std::span<const std::uint64_t> records, std::string detail) {
    DAICHO_TRY(shown, entry_of(call, allowed, kind, records, std::move(detail)));
    return registers::disclose(call.app.kernel, call.session.person.principal, allowed.capacity,
                               shown);
}

Status disclose_before_leaving(const Call& call, const Allowed& allowed, journal::EntryKind kind,
                               std::span<const std::uint64_t> records, std::string detail) {
    if (call.leaving == nullptr) {
        return record_disclosure(call, allowed, kind, records, std::move(detail));
    }
    DAICHO_TRY(shown, disclosure_of(call, allowed, kind, records, std::move(detail)));
    if (!shown) return {};
    registers::disclose_later(call.app.kernel, call.session.person.principal, allowed.capacity,
                              *shown, call.leaving->expect());
    return {};
}

}  // namespace daicho::server
