// Delivery of a policy to whole departments – one row for each person –, and the receipt that each
// gives for her own.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "register/change.hpp"
#include "register/list.hpp"
#include "server/access.hpp"
#include "server/city/policies_api.hpp"
#include "server/city/policy_state.hpp"
#include "server/row.hpp"

namespace daicho::server {
namespace {

using audit::Rows;
using registers::Fields;
using registers::Moment;

constexpr const char* kDeliveries = "policy_delivery";
constexpr std::size_t kMostDepartments = 500;
constexpr std::size_t kMostPeople = 5'000;

struct Ordered {
    std::uint64_t document = 0;
    std::vector<std::uint64_t> departments;
    std::string method;
    Date on;
};

Result<Ordered> ordered_in(const Call& call) {
    DAICHO_TRY(body, body_of(call));
    json::ObjectReader in(body, "");
    Ordered ordered;
    const std::string document = in.text("document", 20);
    const std::vector<std::string> departments = in.texts("departments");
    ordered.method = in.one_of("method", {"intranet", "paper", "annex", "briefing"});
    ordered.on = in.date("delivered_on");
    DAICHO_CHECK(in.finish());
    DAICHO_TRY_AS(ordered.document, parse_id(document));
    for (const std::string& one : departments) {
        DAICHO_TRY(record, parse_id(one));
        ordered.departments.push_back(record);
    }
    if (ordered.departments.empty() || ordered.departments.size() > kMostDepartments) {
        return input_error("policy.no_departments");
    }
    return ordered;
}

// The departments and all below them.
std::set<std::uint64_t> with_those_below(const Rows& departments,
                                         const std::vector<std::uint64_t>& named) {
    std::set<std::uint64_t> reached(named.begin(), named.end());
    bool grown = true;
    while (grown) {
        grown = false;
        for (std::size_t i = 0; i < departments.size(); ++i) {
            const Fields row = departments.at(i);
            if (!row.has("parent") || !reached.contains(row.ref("parent"))) continue;
            grown = reached.insert(row.record()).second || grown;
        }
    }
    return reached;
}

struct Receiver {
    std::string number;
    std::string department;  // key
    std::string company;     // of a contractor
};

// Personal accounts that are active, of these departments.
Result<std::vector<Receiver>> receivers_in(const Call& call, store::Connection& connection,
                                           const std::vector<std::uint64_t>& named, Date day) {
    auto& kernel = call.app.kernel;
    const Moment now{day, std::nullopt};
    DAICHO_TRY(departments, audit::rows_of(kernel, connection, "department", now));
    const std::set<std::uint64_t> reached = with_those_below(departments, named);
    std::map<std::uint64_t, std::size_t> places;
    for (std::size_t i = 0; i < departments.size(); ++i) {
        places.emplace(departments.at(i).record(), i);
    }
    DAICHO_TRY(accounts, kernel.definition("account"));
    const std::size_t fields[] = {accounts->index_of("account_no"),
                                  accounts->index_of("department"), accounts->index_of("state"),
                                  accounts->index_of("class")};
    std::vector<Receiver> receivers;
    DAICHO_CHECK(registers::scan(
        connection, *accounts, fields, now,
        [&](std::uint64_t, std::span<const registers::Cell> cells) -> Status {
            const auto department = static_cast<std::uint64_t>(cells[1].integer);
            const auto place = places.find(department);
            if (place == places.end() || !reached.contains(department)) return {};
            if (cells[2].bytes != "active" || cells[3].bytes != "personal") return {};
            const Fields row = departments.at(place->second);
            const bool outside = row.text("kind") == "outside";
            receivers.push_back({std::string(cells[0].bytes), row.text("department_no"),
                                 outside ? row.text("name") : std::string()});
            return {};
        }));
    return receivers;
}

// Who was given this edition already.
Result<std::set<std::string>> served(registers::Kernel& kernel, store::Connection& connection,
                                     const Fields& document, Date day) {
    DAICHO_TRY(rows, audit::rows_of(kernel, connection, kDeliveries, {day, std::nullopt}));
    std::set<std::string> numbers;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const Fields row = rows.at(i);
        if (row.ref("document") != document.record()) continue;
        if (row.text("edition") != document.text("edition")) continue;
        numbers.insert(row.text("person_no"));
    }
    return numbers;
}

registers::ChangeRequest row_for(const Receiver& one, const Fields& document,
                                 const Ordered& ordered, std::size_t number, Date day) {
    registers::ChangeRequest request;
    request.register_name = kDeliveries;
    request.valid = {day, kForever};
    request.values = {{"delivery_no", fmt::format("DP-{}-{}", day.year(), number)},
                      {"document", document.text("document_no")},
                      {"recipient_kind", one.company.empty() ? "person" : "contractor"},
                      {"department", one.department},
                      {"company", one.company},
                      {"method", ordered.method},
                      {"delivered_on", format_iso(ordered.on)},
                      {"person_no", one.number},
                      {"edition", document.text("edition")},
                      {"origin", "constructed"}};
    return request;
}

// Deliveries that name the signed-in account as who receives them.
Result<Rows> own_deliveries(const Call& call, store::Connection& connection) {
    Rows rows;
    DAICHO_TRY_AS(rows.definition, call.app.kernel.definition(kDeliveries));
    registers::ListQuery query;
    query.moment.as_of = today(call.app);
    query.limit = 200;
    registers::Filter own;
    own.field = rows.definition->index_of("person_no");
    own.kind = registers::FilterKind::equals;
    own.value = call.session.person.principal.number;
    if (own.value.empty()) return rows;
    query.filters.push_back(std::move(own));
    DAICHO_TRY(page, registers::list_records(connection, *rows.definition, query));
    rows.versions = std::move(page.rows);
    return rows;
}

}  // namespace

Answer deliver_policy(const Call& call) {
    DAICHO_TRY(ordered, ordered_in(call));
    DAICHO_CHECK(permitted(call, "account"));
    DAICHO_TRY(seen, permitted(call, "policy_document"));
    registers::ChangeRequest asked;
    asked.register_name = kDeliveries;
    auto& kernel = call.app.kernel;
    const auto& who = call.session.person.principal;
    DAICHO_TRY(admitted, registers::admit_change(kernel, who, asked));
    const Date day = today(call.app);
    std::size_t made = 0, already = 0;
    std::vector<Receiver> receivers;
    {
        DAICHO_TRY(reader, kernel.reader());
        DAICHO_TRY_AS(receivers, receivers_in(call, *reader, ordered.departments, day));
    }
    if (receivers.empty()) return input_error("policy.nobody_there");
    if (receivers.size() > kMostPeople) {
        return input_error("policy.too_many_people")
            .with("count", std::to_string(receivers.size()));
    }
    DAICHO_CHECK(kernel.command([&](registers::Context& context) -> Status {
        made = already = 0;
        const Moment now{day, std::nullopt};
        DAICHO_TRY(found, registers::read_record(context.connection, *seen.definition,
                                                 ordered.document, now));
        if (!found) {
            return not_found_error("change.no_record").with("record", id_text(ordered.document));
        }
        const Fields document(*seen.definition, *found);
        if (document.text("state") != "in_force") {
            return conflict_error("policy.not_in_force").with("title", document.text("title"));
        }
        DAICHO_TRY(numbers, served(kernel, context.connection, document, day));
        DAICHO_TRY(before, registers::count_records(context.connection, *admitted.definition, now));
        for (const Receiver& one : receivers) {
            if (numbers.contains(one.number)) {
                ++already;
                continue;
            }
            const auto request = row_for(one, document, ordered, before + ++made, day);
            DAICHO_CHECK(registers::change_in(context, who, admitted, request));
        }
        return {};
    }));
    return json_answer(json::Object{{"made", made}, {"already", already}}, 201);
}

Answer my_deliveries(const Call& call) {
    DAICHO_TRY(connection, call.app.kernel.reader());
    DAICHO_TRY(rows, own_deliveries(call, *connection));
    DAICHO_TRY(titles, audit::names_of(call.app.kernel, *connection, "policy_document", "title",
                                       {today(call.app), std::nullopt}));
    json::Array list;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const Row row(*rows.definition, rows.versions[i]);
        list.push_back(json::Object{{"id", id_text(row.record())},
                                    {"title", audit::name_in(titles, row.ref("document"))},
                                    {"edition", row.text("edition")},
                                    {"delivered_on", format_iso(row.date("delivered_on"))},
                                    {"received_on", row.date_or_null("received_on")}});
    }
    return json_answer(json::Object{{"deliveries", std::move(list)}});
}

// Her own row and nothing of it but the receipt: the register's rights are not asked.
Answer receive_policy(const Call& call, std::uint64_t delivery) {
    DAICHO_CHECK(check_empty_body(call));
    auto& kernel = call.app.kernel;
    const auto& who = call.session.person.principal;
    const Date day = today(call.app);
    DAICHO_TRY(definition, kernel.definition(kDeliveries));
    DAICHO_CHECK(kernel.command([&](registers::Context& context) -> Status {
        DAICHO_TRY(found, registers::read_record(context.connection, *definition, delivery,
                                                 {day, std::nullopt}));
        const bool hers = found && !who.number.empty() &&
                          Fields(*definition, *found).text("person_no") == who.number;
        // Another one's is no delivery of hers: as one that there is not.
        if (!hers) return not_found_error("policy.not_yours");
        const Fields row(*definition, *found);
        if (row.has("received_on")) return conflict_error("policy.received_already");
        registers::ChangeRequest request;
        request.register_name = kDeliveries;
        request.record = delivery;
        request.valid = {std::max(day, found->valid.from), kForever};
        request.values = {{"received_on", format_iso(std::max(day, row.date("delivered_on")))},
                          {"received_by", who.name},
                          {"read_by", "1"}};
        const auto role =
            who.grants.empty() ? nullptr : identity::find_role(who.grants.front().role);
        DAICHO_CHECK(registers::apply_change(context, who, role == nullptr ? 0 : role->number,
                                             *definition, request));
        return {};
    }));
    return no_content();
}

}  // namespace daicho::server
