#include "server/chain/filing.hpp"

#include <fmt/format.h>

#include <algorithm>


namespace daicho::server {
namespace {

using registers::ChangeRequest;
using registers::Fields;

constexpr std::int32_t kDaysToDecide = 14;

std::string flag_text(bool value) { return value ? "true" : "false"; }
std::string date_or_empty(const std::optional<Date>& date) {
    return date ? format_iso(*date) : std::string();
}

struct Applied {
    std::uint64_t under = 0;
    std::optional<Date> working_since;
    Values values;
};

// Every field of the application (A6 of the domain notes: 小樽, 尼崎).
Result<Applied> applied_in(const Call& call) {
    DAICHO_TRY(body, body_of(call));
    json::ObjectReader in(body, "");
    Applied applied;
    const auto under = parse_id(in.text("under", 20));
    if (!under) in.fault("under", under.error());
    applied.under = under.value_or(0);
    for (const char* field : {"name", "address", "reason_text", "work", "information", "measures",
                              "supervision"}) {
        applied.values[field] = in.text(field, 1'500);
    }
    applied.values["part"] =
        in.one_of("part", {"operation", "maintenance", "cloud", "cloud_maintenance", "other"});
    applied.values["further_levels"] = in.one_of("further_levels", {"none", "same"});
    for (const char* field : {"conditions", "number_term", "number_control"}) {
        applied.values[field] = in.optional_text(field, 1'500).value_or("");
    }
    const bool responsible = in.boolean("responsibility");
    const bool numbers = in.boolean("number_handled");
    applied.values["responsibility"] = flag_text(responsible);
    applied.values["clauses_carried"] = flag_text(in.boolean("clauses_carried"));
    applied.values["number_handled"] = flag_text(numbers);
    applied.values["starts_on"] = format_iso(in.date("starts_on"));
    applied.values["until"] = format_iso(in.date("until"));
    applied.working_since = in.optional_date("working_since");
    applied.values["working_since"] = date_or_empty(applied.working_since);
    if (!responsible) in.fault("responsibility", input_error("chain.no_responsibility"));
    const bool shown = !applied.values["number_term"].empty() &&
                       !applied.values["number_control"].empty();
    if (!numbers && !shown) in.fault("number_term", input_error("chain.number_not_kept_away"));
    DAICHO_CHECK(in.finish());
    return applied;
}

bool is_open(const Fields& contract) {
    return contract.text("state") == "running" || contract.text("state") == "ended";
}

Status check_open(const ChainBook& book) {
    if (is_open(book.head())) return {};
    return conflict_error("chain.contract_not_running")
        .with("contract", book.head().text("contract_no"));
}

}  // namespace

std::string side_text(Side side) { return side == Side::contractor ? "contractor" : "section"; }

Result<registers::Admitted> admitted_to(const Call& call, const char* name) {
    ChangeRequest asked;
    asked.register_name = name;
    return registers::admit_change(call.app.kernel, call.session.person.principal, asked);
}

std::string next_number(const audit::Rows& rows, std::string_view key_field,
                        const std::string& contract_no, std::string_view letter) {
    const auto taken = [&](const std::string& number) {
        for (std::size_t i = 0; i < rows.size(); ++i) {
            if (rows.at(i).text(key_field) == number) return true;
        }
        return false;
    };
    for (std::size_t n = rows.size() + 1;; ++n) {
        std::string number = fmt::format("{}/{}{}", contract_no, letter, n);
        if (!taken(number)) return number;
    }
}

ChangeRequest new_row(const char* name, Date day, Values values) {
    ChangeRequest request;
    request.register_name = name;
    request.valid = {day, kForever};
    request.values = std::move(values);
    request.values["origin"] = "constructed";
    return request;
}

ChangeRequest changed_row(const Fields& row, const char* name, Date day, Values values) {
    ChangeRequest request;
    request.register_name = name;
    request.record = row.record();
    request.base_version = row.version().version;
    request.valid = {std::max(day, row.version().valid.from), kForever};
    request.values = std::move(values);
    return request;
}

Result<std::size_t> place_in(const ChainBook& book, std::string_view part, std::uint64_t record) {
    const audit::Rows& rows = book.of(part);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (rows.at(i).record() == record) return i;
    }
    return not_found_error("chain.not_of_contract").with("record", id_text(record));
}

std::vector<bool> seen_by_contractor(const ChainBook& book) {
    std::vector<bool> seen(book.nodes.size(), false);
    for (std::size_t i = 0; i < seen.size(); ++i) {
        seen[i] = book.nodes[i].level == 1 || book.tree.parties()[i].applied_on.has_value();
    }
    return seen;
}

Result<std::size_t> party_for(const ChainBook& book, Side side, std::uint64_t party) {
    DAICHO_TRY(place, place_in(book, "contract_party", party));
    if (side == Side::section || seen_by_contractor(book)[place]) return place;
    return not_found_error("chain.not_of_contract").with("record", id_text(party));
}

Answer file_application(const Filing& filing) {
    const Call& call = filing.call;
    DAICHO_TRY(applied, applied_in(call));
    DAICHO_TRY(admitted, admitted_to(call, "reentrust_application"));
    const auto& who = call.session.person.principal;
    const Date day = today(call.app);
    std::string number;
    std::uint64_t record = 0;
    bool after_the_fact = false;
    DAICHO_CHECK(call.app.kernel.command([&](registers::Context& context) -> Status {
        DAICHO_TRY(book, read_book(context.kernel, context.connection, filing.contract, day));
        DAICHO_CHECK(check_open(book));
        DAICHO_TRY(above, party_for(book, filing.side, applied.under));
        const int level = book.nodes[above].level + 1;
        if (book.nodes[above].level == 0) return conflict_error("chain.no_way_up");
        const int most = book.rules.most_levels;
        if (most > 0 && level > most && filing.side == Side::contractor) {
            return conflict_error("chain.too_many_levels")
                .with("level", std::to_string(level))
                .with("most", std::to_string(most));
        }
        // Work that has begun is taken as what it is, never refused: it would only stay hidden.
        after_the_fact = applied.working_since && *applied.working_since <= day;
        number = next_number(book.of("reentrust_application"), "application_no",
                             book.head().text("contract_no"), "A");
        Values values = applied.values;
        values["application_no"] = number;
        values["contract"] = book.head().text("contract_no");
        values["under"] = book.row("contract_party", above).text("party_no");
        values["level"] = std::to_string(level);
        values["applied_on"] = format_iso(day);
        values["filed_by"] = side_text(filing.side);
        values["filer"] = who.number;
        values["after_the_fact"] = flag_text(after_the_fact);
        values["state"] = "applied";
        values["decide_by"] = format_iso(day + kDaysToDecide);
        DAICHO_TRY(done, registers::change_in(context, who, admitted,
                                              new_row("reentrust_application", day, values)));
        record = done.record;
        return {};
    }));
    return json_answer(json::Object{{"record", id_text(record)},
                                    {"number", number},
                                    {"after_the_fact", after_the_fact}},
                       201);
}

Answer file_worker(const Filing& filing) {
    const Call& call = filing.call;
    DAICHO_TRY(body, body_of(call));
    json::ObjectReader in(body, "");
    const auto party = parse_id(in.text("party", 20));
    if (!party) in.fault("party", party.error());
    const std::string duty = in.text("duty", 300);
    const bool responsible = in.boolean_or("responsible", false);
    DAICHO_CHECK(in.finish());
    DAICHO_TRY(admitted, admitted_to(call, "contract_worker"));
    const auto& who = call.session.person.principal;
    const Date day = today(call.app);
    std::string number;
    std::uint64_t record = 0;
    DAICHO_CHECK(call.app.kernel.command([&](registers::Context& context) -> Status {
        DAICHO_TRY(book, read_book(context.kernel, context.connection, filing.contract, day));
        DAICHO_CHECK(check_open(book));
        DAICHO_TRY(employer, party_for(book, filing.side, *party));
        // AT4: nobody is put on the list for a company that was not approved.
        if (!book.nodes[employer].approved) {
            return conflict_error("chain.employer_not_approved")
                .with("party", book.tree.parties()[employer].name);
        }
        number = next_number(book.of("contract_worker"), "worker_no",
                             book.head().text("contract_no"), "W");
        DAICHO_TRY(done,
                   registers::change_in(
                       context, who, admitted,
                       new_row("contract_worker", day,
                               {{"worker_no", number},
                                {"contract", book.head().text("contract_no")},
                                {"party", book.row("contract_party", employer).text("party_no")},
                                {"duty", duty},
                                {"responsible", flag_text(responsible)},
                                {"filed_on", format_iso(day)}})));
        record = done.record;
        return {};
    }));
    return json_answer(json::Object{{"record", id_text(record)}, {"number", number}}, 201);
}

Answer file_accident(const Filing& filing) {
    const Call& call = filing.call;
    DAICHO_TRY(body, body_of(call));
    json::ObjectReader in(body, "");
    const Date found_on = in.date("found_on");
    Values values{{"found_at", in.optional_text("found_at", 5).value_or("")},
                  {"what", in.text("what", 3'000)},
                  {"information", in.text("information", 900)},
                  {"contained", in.optional_text("contained", 3'000).value_or("")}};
    const auto persons = in.optional_integer("persons", {.min = 0, .max = 200'000'000});
    const Date day = today(call.app);
    if (found_on > day) in.fault("found_on", input_error("chain.in_future"));
    DAICHO_CHECK(in.finish());
    DAICHO_TRY(admitted, admitted_to(call, "contract_accident"));
    const auto& who = call.session.person.principal;
    const bool late = found_on + 1 < day;
    std::string number;
    std::uint64_t record = 0;
    DAICHO_CHECK(call.app.kernel.command([&](registers::Context& context) -> Status {
        DAICHO_TRY(book, read_book(context.kernel, context.connection, filing.contract, day));
        number = next_number(book.of("contract_accident"), "report_no",
                             book.head().text("contract_no"), "J");
        values["report_no"] = number;
        values["contract"] = book.head().text("contract_no");
        values["found_on"] = format_iso(found_on);
        values["persons"] = persons ? std::to_string(*persons) : "";
        values["reported_on"] = format_iso(day);
        values["late"] = flag_text(late);
        values["filed_by"] = side_text(filing.side);
        values["filer"] = who.number;
        DAICHO_TRY(done, registers::change_in(context, who, admitted,
                                              new_row("contract_accident", day, values)));
        record = done.record;
        return {};
    }));
    return json_answer(
        json::Object{{"record", id_text(record)}, {"number", number}, {"late", late}}, 201);
}

Answer file_part(const Filing& filing, std::string_view part) {
    if (part == "applications") return file_application(filing);
    if (part == "workers") return file_worker(filing);
    if (part == "pledges") return file_pledge(filing);
    if (part == "departures") return file_departure(filing);
    if (part == "trainings") return file_training(filing);
    if (part == "made-up") return file_made_up(filing);
    if (part == "answers") return file_answers(filing);
    if (part == "accidents") return file_accident(filing);
    if (part == "certificates") return file_certificate(filing);
    if (part == "papers") return file_paper(filing);
    return no_such_address(filing.call);
}

}  // namespace daicho::server
