// What the city says of a chain: decisions on applications, the yearly confirmation, a party that
// was found outside of the tree, accidents that were reported, certificates that were looked at.
#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "server/chain/filing.hpp"

namespace daicho::server {
namespace {

using registers::Admitted;
using registers::Fields;

constexpr std::string_view kTask = "information_governance";

struct Decision {
    bool approve = false;
    std::string approval_no, reason;
    std::optional<Date> until;
};

Result<Decision> decision_in(const Call& call) {
    DAICHO_TRY(body, body_of(call));
    json::ObjectReader in(body, "");
    Decision decision;
    decision.approve = in.one_of("decision", {"approve", "refuse"}) == "approve";
    decision.approval_no = in.optional_text("approval_no", 120).value_or("");
    decision.reason = in.optional_text("reason", 1'500).value_or("");
    decision.until = in.optional_date("until");
    if (!decision.approve && decision.reason.empty()) {
        in.fault("reason", input_error("chain.no_reason"));
    }
    DAICHO_CHECK(in.finish());
    return decision;
}

// In which of the two hands the application lies for this account.
enum class Hand : std::uint8_t { head, digital };

// The departments of which this account is the head today, by its own assignments.
Result<std::vector<std::uint64_t>> headed_by(registers::Kernel& kernel,
                                             store::Connection& connection,
                                             const identity::Principal& who, Date day) {
    std::vector<std::uint64_t> departments;
    DAICHO_TRY(rows, rows_with(kernel, connection, "role_assignment", "account", who.account, day));
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const Fields row = rows.at(i);
        if (row.text("role") != "department_head" || row.text("task") != kTask) continue;
        const auto from = date_in(row, "from"), to = date_in(row, "to");
        if (!row.has("department") || (from && *from > day) || (to && *to <= day)) continue;
        departments.push_back(row.ref("department"));
    }
    return departments;
}

// The department in charge or one above it.
Result<bool> is_head(registers::Kernel& kernel, store::Connection& connection,
                     const identity::Principal& who, std::uint64_t department, Date day) {
    constexpr int kMostAbove = 20;
    DAICHO_TRY(own, headed_by(kernel, connection, who, day));
    DAICHO_TRY(departments, kernel.definition("department"));
    for (int step = 0; step < kMostAbove && department != 0; ++step) {
        if (std::ranges::find(own, department) != own.end()) return true;
        DAICHO_TRY(found, registers::read_record(connection, *departments, department,
                                                 {day, std::nullopt}));
        const bool more = found && Fields(*departments, *found).has("parent");
        department = more ? Fields(*departments, *found).ref("parent") : 0;
    }
    return false;
}

Result<Hand> hand_of(const Call& call, store::Connection& connection, const ChainBook& book,
                     const Row& application) {
    const auto& who = call.session.person.principal;
    if (!application.text("filer").empty() && application.text("filer") == who.number) {
        return denied_error("chain.own_application");
    }
    const std::string state = application.text("state");
    if (state == "applied") {
        DAICHO_TRY(head, is_head(call.app.kernel, connection, who,
                                 book.head().ref("department"), book.day));
        return head ? Result<Hand>(Hand::head) : denied_error("chain.head_decides");
    }
    if (state != "section_ok") return conflict_error("chain.decided_already");
    const bool digital = std::ranges::any_of(who.grants, [](const identity::Grant& grant) {
        return grant.role == "governance" && grant.task == kTask;
    });
    if (!digital) return denied_error("chain.digital_decides");
    // Two sections, two people.
    if (application.text("section_by") == who.name) return denied_error("chain.same_person");
    return Hand::digital;
}

Values decided_values(const Decision& decision, const Row& application, Hand hand,
                      const std::string& name, Date day) {
    Values values;
    const std::string today_text = format_iso(day);
    if (hand == Hand::head) {
        values = {{"section_on", today_text}, {"section_by", name}};
    } else {
        values = {{"digital_on", today_text}, {"digital_by", name}};
    }
    if (!decision.reason.empty()) values["decision_reason"] = decision.reason;
    if (decision.until) values["until"] = format_iso(*decision.until);
    if (!decision.approval_no.empty()) values["approval_no"] = decision.approval_no;
    const bool last = hand == Hand::digital || !application.flag("number_handled");
    values["state"] = !decision.approve ? "refused" : last ? "approved" : "section_ok";
    if (values["state"] != "section_ok") values["decided_on"] = today_text;
    return values;
}

// The party that stands in the tree already – found there, or at work before its approval.
std::optional<std::size_t> party_like(const ChainBook& book, const Row& application) {
    for (std::size_t i = 0; i < book.of("contract_party").size(); ++i) {
        const Row row = book.row("contract_party", i);
        const bool same = row.has("under") && row.ref("under") == application.ref("under") &&
                          row.text("name") == application.text("name");
        if (same) return i;
    }
    return std::nullopt;
}

std::string next_party(const ChainBook& book, const std::string& above) {
    for (std::size_t n = 1;; ++n) {
        std::string number = fmt::format("{}-{}", above, n);
        bool taken = false;
        for (std::size_t i = 0; i < book.of("contract_party").size(); ++i) {
            taken = taken || book.row("contract_party", i).text("party_no") == number;
        }
        if (!taken) return number;
    }
}

Values party_values(const Row& application, const Values& decided, Date day) {
    Values values{{"work", application.text("work")},
                  {"information", application.text("information")},
                  {"address", application.text("address")},
                  {"part", application.text("part")},
                  {"number_handled", application.flag("number_handled") ? "true" : "false"},
                  {"reason_text", application.text("reason_text")},
                  {"measures", application.text("measures")},
                  {"supervision", application.text("supervision")},
                  {"clauses_carried", application.flag("clauses_carried") ? "true" : "false"},
                  {"approved_on", format_iso(day)},
                  {"approval_no", decided.at("approval_no")},
                  {"until", decided.contains("until") ? decided.at("until")
                            : application.has("until") ? format_iso(application.date("until"))
                                                       : std::string()}};
    if (!application.flag("number_handled")) {
        values["no_access_shown"] = first_characters(
            application.text("number_term") + "／" + application.text("number_control"), 300);
    }
    return values;
}

Result<std::string> enter_party(registers::Context& context, const identity::Principal& who,
                                const Admitted& parties, const ChainBook& book,
                                const Row& application, const Values& decided) {
    const Date day = book.day;
    Values values = party_values(application, decided, day);
    const auto found = party_like(book, application);
    if (found) {
        const Row row = book.row("contract_party", *found);
        const bool before = row.has("working_since") && row.date("working_since") < day;
        const bool after = before || application.flag("after_the_fact") || row.has("found_on");
        values["after_the_fact"] = after ? "true" : "false";
        if (!row.has("applied_on")) {
            values["applied_on"] = format_iso(application.date("applied_on"));
        }
        DAICHO_CHECK(registers::change_in(context, who, parties,
                                          changed_row(row, "contract_party", day, values)));
        return row.text("party_no");
    }
    DAICHO_TRY(above, place_in(book, "contract_party", application.ref("under")));
    const std::string number =
        next_party(book, book.row("contract_party", above).text("party_no"));
    values["party_no"] = number;
    values["contract"] = book.head().text("contract_no");
    values["under"] = book.row("contract_party", above).text("party_no");
    values["tier"] = std::to_string(book.nodes[above].level + 1);
    values["name"] = application.text("name");
    values["applied_on"] = format_iso(application.date("applied_on"));
    values["after_the_fact"] = application.flag("after_the_fact") ? "true" : "false";
    if (application.has("working_since")) {
        values["working_since"] = format_iso(application.date("working_since"));
    }
    DAICHO_CHECK(registers::change_in(context, who, parties,
                                      new_row("contract_party", day, values)));
    return number;
}

// The contract of a row of a part. Errors: change.no_record.
Result<std::uint64_t> contract_of(const Call& call, store::Connection& connection,
                                  const char* name, std::uint64_t record) {
    DAICHO_TRY(allowed, reachable(call, name));
    DAICHO_CHECK(within(call, allowed, record));
    DAICHO_TRY(found, registers::read_record(connection, *allowed.definition, record,
                                             {today(call.app), std::nullopt}));
    if (!found) return not_found_error("change.no_record").with("record", id_text(record));
    return Fields(*allowed.definition, *found).ref("contract");
}

Result<std::uint64_t> contract_of(const Call& call, const char* name, std::uint64_t record) {
    DAICHO_TRY(connection, call.app.kernel.reader());
    return contract_of(call, *connection, name, record);
}

struct NewIncident {
    std::string title, found_by;
    bool personal = true;
};

// A row in the register of incidents; the room of incidents goes on from there.
Result<std::string> enter_incident(registers::Context& context, const identity::Principal& who,
                                   const Admitted& incidents, const ChainBook& book,
                                   const NewIncident& incident) {
    const Date day = book.day;
    DAICHO_TRY(rows, audit::rows_of(context.kernel, context.connection, "incident",
                                    {day, std::nullopt}));
    DAICHO_TRY(departments, context.kernel.definition("department"));
    DAICHO_TRY(department,
               registers::read_record(context.connection, *departments,
                                      book.head().ref("department"), {day, std::nullopt}));
    if (!department) return not_found_error("change.no_record").with("record", "department");
    std::string number;
    for (std::size_t n = rows.size() + 1; number.empty(); ++n) {
        number = fmt::format("IN-{}-{:02}", day.year(), n);
        for (std::size_t i = 0; i < rows.size(); ++i) {
            if (rows.at(i).text("incident_no") == number) number.clear();
            if (number.empty()) break;
        }
    }
    const Fields place(*departments, *department);
    DAICHO_CHECK(registers::change_in(
        context, who, incidents,
        new_row("incident", day,
                {{"incident_no", number},
                 {"known_on", format_iso(day)},
                 {"kind", "leak"},
                 {"title", first_characters(incident.title, 100)},
                 {"department", place.text("department_no")},
                 {"found_by", incident.found_by},
                 {"state", "received"},
                 {"personal_information", incident.personal ? "true" : "false"},
                 {"individual_number", book.rules.numbers_in_work ? "true" : "false"},
                 {"wrongful_aim", "false"},
                 {"public_reach", "false"},
                 {"report_duty", "undecided"}})));
    return number;
}

}  // namespace

Answer decide_application(const Call& call, std::uint64_t application) {
    DAICHO_TRY(decision, decision_in(call));
    DAICHO_TRY(contract, contract_of(call, "reentrust_application", application));
    DAICHO_TRY(applications, admitted_to(call, "reentrust_application"));
    DAICHO_TRY(parties, admitted_to(call, "contract_party"));
    const auto& who = call.session.person.principal;
    const Date day = today(call.app);
    std::string state, party;
    DAICHO_CHECK(call.app.kernel.command([&](registers::Context& context) -> Status {
        DAICHO_TRY(book, read_book(context.kernel, context.connection, contract, day));
        DAICHO_TRY(place, place_in(book, "reentrust_application", application));
        const Row row = book.row("reentrust_application", place);
        DAICHO_TRY(hand, hand_of(call, context.connection, book, row));
        Values values = decided_values(decision, row, hand, who.name, day);
        state = values["state"];
        if (state == "approved") {
            if (!values.contains("approval_no")) values["approval_no"] = row.text("approval_no");
            if (values["approval_no"].empty()) {
                return input_error("chain.no_approval_number").at("approval_no");
            }
            DAICHO_TRY_AS(party, enter_party(context, who, parties, book, row, values));
            values["party"] = party;
        }
        DAICHO_CHECK(registers::change_in(
            context, who, applications,
            changed_row(row, "reentrust_application", day, values)));
        return {};
    }));
    return json_answer(json::Object{{"state", state}, {"party", party}});
}

Answer confirm_chain(const Call& call, std::uint64_t contract) {
    DAICHO_TRY(body, body_of(call));
    json::ObjectReader in(body, "");
    const std::string how = in.text("how", 900);
    DAICHO_CHECK(in.finish());
    DAICHO_CHECK(reach_contract(call, contract));
    DAICHO_TRY(admitted, admitted_to(call, "chain_confirmation"));
    const auto& who = call.session.person.principal;
    const Date day = today(call.app);
    std::string number, due;
    DAICHO_CHECK(call.app.kernel.command([&](registers::Context& context) -> Status {
        DAICHO_TRY(book, read_book(context.kernel, context.connection, contract, day));
        std::size_t open = 0;
        for (const chain::Node& node : book.nodes) {
            for (const chain::Fault fault : node.faults) open += chain::is_bad(fault) ? 1 : 0;
        }
        const std::string digest = tree_digest(book.tree);
        number = next_number(book.of("chain_confirmation"), "confirmation_no",
                             book.head().text("contract_no"), "K");
        // The next one: of the year that follows.
        due = format_iso(chain::renewal_of(book.head().date("first_day"),
                                           chain::Confirmed{day, digest}, digest, day)
                             .due);
        DAICHO_CHECK(registers::change_in(
            context, who, admitted,
            new_row("chain_confirmation", day,
                    {{"confirmation_no", number},
                     {"contract", book.head().text("contract_no")},
                     {"confirmed_on", format_iso(day)},
                     {"confirmed_by", who.name},
                     {"parties", std::to_string(book.nodes.size())},
                     {"open_faults", std::to_string(open)},
                     {"tree_digest", digest},
                     {"how", how},
                     {"next_due", due}})));
        return {};
    }));
    return json_answer(json::Object{{"number", number}, {"next_due", due}}, 201);
}

Answer report_found(const Call& call, std::uint64_t contract) {
    DAICHO_TRY(body, body_of(call));
    json::ObjectReader in(body, "");
    const auto under = parse_id(in.text("under", 20));
    if (!under) in.fault("under", under.error());
    Values values{{"name", in.text("name", 360)},
                  {"work", in.text("work", 900)},
                  {"information", in.text("information", 900)},
                  {"number_handled", in.boolean("number_handled") ? "true" : "false"},
                  {"note", in.optional_text("note", 1'500).value_or("")}};
    const auto since = in.optional_date("working_since");
    DAICHO_CHECK(in.finish());
    DAICHO_CHECK(reach_contract(call, contract));
    DAICHO_TRY(parties, admitted_to(call, "contract_party"));
    DAICHO_TRY(incidents, admitted_to(call, "incident"));
    const auto& who = call.session.person.principal;
    const Date day = today(call.app);
    std::string incident;
    DAICHO_CHECK(call.app.kernel.command([&](registers::Context& context) -> Status {
        DAICHO_TRY(book, read_book(context.kernel, context.connection, contract, day));
        DAICHO_TRY(above, place_in(book, "contract_party", *under));
        const std::string above_no = book.row("contract_party", above).text("party_no");
        values["party_no"] = next_party(book, above_no);
        values["contract"] = book.head().text("contract_no");
        values["under"] = above_no;
        values["tier"] = std::to_string(std::max(1, book.nodes[above].level) + 1);
        values["found_on"] = format_iso(day);
        values["working_since"] = format_iso(since.value_or(day));
        values["after_the_fact"] = "true";
        DAICHO_CHECK(registers::change_in(context, who, parties,
                                          new_row("contract_party", day, values)));
        const std::string title = message("chain.incident.found", Language::japanese,
                                          {{"contract", book.head().text("contract_no")},
                                           {"party", values["name"]}});
        DAICHO_TRY_AS(incident, enter_incident(context, who, incidents, book, {title, who.name}));
        return {};
    }));
    return json_answer(json::Object{{"party", values["party_no"]}, {"incident", incident}}, 201);
}

Answer take_up_accident(const Call& call, std::uint64_t report) {
    DAICHO_CHECK(check_empty_body(call));
    DAICHO_TRY(contract, contract_of(call, "contract_accident", report));
    DAICHO_TRY(accidents, admitted_to(call, "contract_accident"));
    DAICHO_TRY(incidents, admitted_to(call, "incident"));
    const auto& who = call.session.person.principal;
    const Date day = today(call.app);
    std::string incident;
    DAICHO_CHECK(call.app.kernel.command([&](registers::Context& context) -> Status {
        DAICHO_TRY(book, read_book(context.kernel, context.connection, contract, day));
        DAICHO_TRY(place, place_in(book, "contract_accident", report));
        const Row row = book.row("contract_accident", place);
        if (row.has("taken_up_on")) return conflict_error("chain.taken_up");
        const std::string title =
            message("chain.incident.reported", Language::japanese,
                    {{"contract", book.head().text("contract_no")}, {"what", row.text("what")}});
        DAICHO_TRY_AS(incident, enter_incident(context, who, incidents, book,
                                               {title, row.text("filed_by") == "contractor"
                                                           ? "受託者"
                                                           : who.name}));
        DAICHO_CHECK(registers::change_in(
            context, who, accidents,
            changed_row(row, "contract_accident", day,
                        {{"incident", incident}, {"taken_up_on", format_iso(day)}})));
        return {};
    }));
    return json_answer(json::Object{{"incident", incident}});
}

Answer confirm_certificate(const Call& call, std::uint64_t certificate) {
    DAICHO_TRY(body, body_of(call));
    json::ObjectReader in(body, "");
    const std::string outcome = in.text("outcome", 1'500);
    DAICHO_CHECK(in.finish());
    DAICHO_TRY(contract, contract_of(call, "contract_certificate", certificate));
    DAICHO_TRY(papers, admitted_to(call, "contract_certificate"));
    DAICHO_TRY(items, admitted_to(call, "contract_data"));
    const auto& who = call.session.person.principal;
    const Date day = today(call.app);
    std::size_t closed = 0;
    DAICHO_CHECK(call.app.kernel.command([&](registers::Context& context) -> Status {
        closed = 0;
        DAICHO_TRY(book, read_book(context.kernel, context.connection, contract, day));
        DAICHO_TRY(place, place_in(book, "contract_certificate", certificate));
        const Row row = book.row("contract_certificate", place);
        if (row.has("followed_up_on")) return conflict_error("chain.certificate_seen");
        DAICHO_CHECK(registers::change_in(
            context, who, papers,
            changed_row(row, "contract_certificate", day,
                        {{"followed_up_on", format_iso(day)}, {"follow_up", outcome}})));
        // Only what agrees closes an item; a doubtful paper never does, whatever is written to it.
        if (row.text("verdict") != "accepted") return {};
        std::map<std::uint64_t, std::size_t> proved;
        for (std::size_t i = 0; i < book.of("contract_certificate_line").size(); ++i) {
            const Row line = book.row("contract_certificate_line", i);
            if (line.ref("certificate") == certificate) ++proved[line.ref("item")];
        }
        for (std::size_t i = 0; i < book.of("contract_data").size(); ++i) {
            const Row item = book.row("contract_data", i);
            if (!proved.contains(item.record()) || item.has("back_on")) continue;
            DAICHO_CHECK(registers::change_in(
                context, who, items,
                changed_row(item, "contract_data", day,
                            {{"back_on", format_iso(row.date("work_on"))},
                             {"back_how", row.text("kind")},
                             {"back_count", std::to_string(item.integer("count"))},
                             {"certificate_on", format_iso(row.date("received_on"))},
                             {"complete", "true"}})));
            ++closed;
        }
        return {};
    }));
    return json_answer(json::Object{{"closed", closed}});
}

Answer chains_api(const Call& call) {
    const auto& path = call.path;
    const bool get = call.request.method == net::Method::get;
    if (get && path.size() == 1) return list_chains(call);
    if (path.size() < 2) return no_such_address(call);
    if (get) {
        DAICHO_TRY(id, parse_id(path[1]));
        return path.size() == 2 ? show_chain(call, id) : Answer(no_such_address(call));
    }
    if (path.size() == 4) {
        DAICHO_TRY(id, parse_id(path[2]));
        if (path[1] == "applications" && path[3] == "decisions") {
            return decide_application(call, id);
        }
        if (path[1] == "accidents" && path[3] == "incident") return take_up_accident(call, id);
        if (path[1] == "certificates" && path[3] == "confirm") {
            return confirm_certificate(call, id);
        }
        return no_such_address(call);
    }
    if (path.size() != 3) return no_such_address(call);
    DAICHO_TRY(contract, parse_id(path[1]));
    if (path[2] == "confirmations") return confirm_chain(call, contract);
    if (path[2] == "found") return report_found(call, contract);
    DAICHO_CHECK(reach_contract(call, contract));
    return file_part({call, contract, Side::section}, path[2]);
}

}  // namespace daicho::server
