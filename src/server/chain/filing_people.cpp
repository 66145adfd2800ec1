// Pledges, departures and training of those on the list of workers.
#include <fmt/format.h>

#include <algorithm>

#include "server/chain/filing.hpp"

namespace daicho::server {
namespace {

using registers::Admitted;
using registers::Fields;

constexpr std::size_t kMostWorkers = 2'000;  // of one training

std::string flag_text(bool value) { return value ? "true" : "false"; }

std::uint64_t id_in(json::ObjectReader& in, std::string_view key) {
    const auto id = parse_id(in.text(key, 20));
    if (!id) in.fault(key, id.error());
    return id.value_or(0);
}

Date past_date(json::ObjectReader& in, std::string_view key, Date day) {
    const Date date = in.date(key);
    if (date > day) in.fault(key, input_error("chain.in_future"));
    return date;
}

// One command over the chain of the contract, and what it answers.
template <class Work>
Status on_chain(const Filing& filing, const Work& work) {
    const Date day = today(filing.call.app);
    return filing.call.app.kernel.command([&](registers::Context& context) -> Status {
        DAICHO_TRY(book, read_book(context.kernel, context.connection, filing.contract, day));
        return work(context, book);
    });
}

struct Training {
    std::optional<std::uint64_t> planned;  // a row that was planned
    Values values;
    std::string kind;
    Date held_on;
    std::vector<std::uint64_t> attended, absent;
    std::optional<Date> make_up_due;
};

Result<std::vector<std::uint64_t>> ids_of(const std::vector<std::string>& texts) {
    std::vector<std::uint64_t> ids;
    for (const std::string& one : texts) {
        DAICHO_TRY(id, parse_id(one));
        ids.push_back(id);
    }
    return ids;
}

Result<Training> training_in(const Call& call, Date day) {
    DAICHO_TRY(body, body_of(call));
    json::ObjectReader in(body, "");
    Training training;
    if (in.has("training")) training.planned = id_in(in, "training");
    (void)in.raw("training");
    training.kind = in.one_of("kind", {"before_contract", "before_access", "yearly"});
    training.held_on = past_date(in, "held_on", day);
    training.values = {{"title", in.text("title", 300)},
                       {"edition", in.optional_text("edition", 60).value_or("")},
                       {"content", in.optional_text("content", 3'000).value_or("")},
                       {"tested", flag_text(in.boolean_or("tested", false))}};
    const auto attended = in.texts("attended");
    const auto absent = in.texts("absent");
    training.make_up_due = in.optional_date("make_up_due");
    if (!absent.empty() && !training.make_up_due) {
        in.fault("make_up_due", input_error("chain.no_make_up_date"));
    }
    if (attended.empty()) in.fault("attended", input_error("chain.nobody_attended"));
    DAICHO_CHECK(in.finish());
    if (attended.size() + absent.size() > kMostWorkers) {
        return input_error("chain.too_many_workers").with("most", std::to_string(kMostWorkers));
    }
    DAICHO_TRY_AS(training.attended, ids_of(attended));
    DAICHO_TRY_AS(training.absent, ids_of(absent));
    return training;
}

struct Rights {
    Admitted trainings, attendance, workers;
};
Result<Rights> training_rights(const Call& call) {
    Rights rights;
    DAICHO_TRY_AS(rights.trainings, admitted_to(call, "contract_training"));
    DAICHO_TRY_AS(rights.attendance, admitted_to(call, "contract_attendance"));
    DAICHO_TRY_AS(rights.workers, admitted_to(call, "contract_worker"));
    return rights;
}

// The newest training before the first access is the one that counts; a first one is never lost.
Status mark_trained(registers::Context& context, const identity::Principal& who,
                    const Admitted& workers, const Row& worker, Date on, Date day) {
    if (worker.has("trained_on") && worker.date("trained_on") <= on) return {};
    DAICHO_CHECK(registers::change_in(
        context, who, workers,
        changed_row(worker, "contract_worker", day, {{"trained_on", format_iso(on)}})));
    return {};
}

Status enter_attendance(registers::Context& context, const identity::Principal& who,
                        const Rights& rights, const ChainBook& book, const Training& training,
                        const std::string& number, std::uint64_t worker, bool came) {
    DAICHO_TRY(place, place_in(book, "contract_worker", worker));
    const Row row = book.row("contract_worker", place);
    Values values{{"training", number},
                  {"worker", row.text("worker_no")},
                  {"contract", book.head().text("contract_no")},
                  {"state", came ? "attended" : "absent"}};
    if (came) {
        values["attended_on"] = format_iso(training.held_on);
    } else {
        values["make_up_due"] = format_iso(*training.make_up_due);
    }
    DAICHO_CHECK(registers::change_in(context, who, rights.attendance,
                                      new_row("contract_attendance", book.day, values)));
    if (!came) return {};
    return mark_trained(context, who, rights.workers, row, training.held_on, book.day);
}

Result<std::string> enter_training(registers::Context& context, const Filing& filing,
                                   const Rights& rights, const ChainBook& book,
                                   const Training& training) {
    const auto& who = filing.call.session.person.principal;
    Values values = training.values;
    values["kind"] = training.kind;
    values["held_on"] = values["reported_on"] = format_iso(training.held_on);
    values["reported_on"] = format_iso(book.day);
    values["attended"] = std::to_string(training.attended.size());
    values["absent"] = std::to_string(training.absent.size());
    values["filed_by"] = side_text(filing.side);
    values["filer"] = who.number;
    if (training.planned) {
        DAICHO_TRY(place, place_in(book, "contract_training", *training.planned));
        const Row row = book.row("contract_training", place);
        if (row.has("held_on")) {
            return conflict_error("chain.training_reported").with("title", row.text("title"));
        }
        DAICHO_CHECK(registers::change_in(
            context, who, rights.trainings,
            changed_row(row, "contract_training", book.day, values)));
        return row.text("training_no");
    }
    const std::string number = next_number(book.of("contract_training"), "training_no",
                                           book.head().text("contract_no"), "T");
    values["training_no"] = number;
    values["contract"] = book.head().text("contract_no");
    values["planned_on"] = format_iso(training.held_on);
    DAICHO_CHECK(registers::change_in(context, who, rights.trainings,
                                      new_row("contract_training", book.day, values)));
    return number;
}

}  // namespace

Answer file_pledge(const Filing& filing) {
    const Call& call = filing.call;
    const Date day = today(call.app);
    DAICHO_TRY(body, body_of(call));
    json::ObjectReader in(body, "");
    const std::uint64_t worker = id_in(in, "worker");
    const std::string edition = in.text("edition", 60);
    const Date signed_on = past_date(in, "signed_on", day);
    const bool promise = in.boolean("no_file_sharing");
    DAICHO_CHECK(in.finish());
    DAICHO_TRY(pledges, admitted_to(call, "contract_pledge"));
    DAICHO_TRY(workers, admitted_to(call, "contract_worker"));
    const auto& who = call.session.person.principal;
    std::string number;
    std::uint64_t record = 0;
    DAICHO_CHECK(on_chain(filing, [&](registers::Context& context, ChainBook& book) -> Status {
        DAICHO_TRY(place, place_in(book, "contract_worker", worker));
        const Row row = book.row("contract_worker", place);
        DAICHO_TRY(employer, place_in(book, "contract_party", row.ref("party")));
        number = next_number(book.of("contract_pledge"), "pledge_no",
                             book.head().text("contract_no"), "S");
        DAICHO_TRY(done,
                   registers::change_in(
                       context, who, pledges,
                       new_row("contract_pledge", day,
                               {{"pledge_no", number},
                                {"contract", book.head().text("contract_no")},
                                {"worker", row.text("worker_no")},
                                {"party", book.row("contract_party", employer).text("party_no")},
                                {"edition", edition},
                                {"signed_on", format_iso(signed_on)},
                                {"no_file_sharing", flag_text(promise)},
                                {"received_on", format_iso(day)},
                                {"filed_by", side_text(filing.side)},
                                {"filer", who.number}})));
        record = done.record;
        Values values{{"no_file_sharing", flag_text(promise)}};
        if (!row.has("pledged_on")) values["pledged_on"] = format_iso(signed_on);
        DAICHO_CHECK(registers::change_in(context, who, workers,
                                          changed_row(row, "contract_worker", day, values)));
        return {};
    }));
    return json_answer(json::Object{{"record", id_text(record)}, {"number", number}}, 201);
}

Answer file_departure(const Filing& filing) {
    const Call& call = filing.call;
    const Date day = today(call.app);
    DAICHO_TRY(body, body_of(call));
    json::ObjectReader in(body, "");
    const std::uint64_t worker = id_in(in, "worker");
    const Date left_on = past_date(in, "left_on", day);
    const auto pledged_on = in.optional_date("leave_pledged_on");
    DAICHO_CHECK(in.finish());
    DAICHO_TRY(pledges, admitted_to(call, "contract_pledge"));
    DAICHO_TRY(workers, admitted_to(call, "contract_worker"));
    const auto& who = call.session.person.principal;
    std::string number;
    DAICHO_CHECK(on_chain(filing, [&](registers::Context& context, ChainBook& book) -> Status {
        DAICHO_TRY(place, place_in(book, "contract_worker", worker));
        const Row row = book.row("contract_worker", place);
        number = row.text("worker_no");
        DAICHO_CHECK(registers::change_in(
            context, who, workers,
            changed_row(row, "contract_worker", day, {{"left_on", format_iso(left_on)}})));
        for (std::size_t i = 0; i < book.of("contract_pledge").size(); ++i) {
            const Row pledge = book.row("contract_pledge", i);
            if (pledge.ref("worker") != worker) continue;
            DAICHO_CHECK(registers::change_in(
                context, who, pledges,
                changed_row(pledge, "contract_pledge", day,
                            {{"left_on", format_iso(left_on)},
                             {"leave_pledged_on",
                              pledged_on ? format_iso(*pledged_on) : std::string()}})));
        }
        return {};
    }));
    return json_answer(json::Object{{"record", id_text(worker)}, {"number", number}}, 201);
}

Answer file_training(const Filing& filing) {
    const Call& call = filing.call;
    DAICHO_TRY(training, training_in(call, today(call.app)));
    DAICHO_TRY(rights, training_rights(call));
    const auto& who = call.session.person.principal;
    std::string number;
    DAICHO_CHECK(on_chain(filing, [&](registers::Context& context, ChainBook& book) -> Status {
        DAICHO_TRY_AS(number, enter_training(context, filing, rights, book, training));
        for (const std::uint64_t one : training.attended) {
            DAICHO_CHECK(
                enter_attendance(context, who, rights, book, training, number, one, true));
        }
        for (const std::uint64_t one : training.absent) {
            DAICHO_CHECK(
                enter_attendance(context, who, rights, book, training, number, one, false));
        }
        return {};
    }));
    return json_answer(json::Object{{"number", number},
                                    {"attended", training.attended.size()},
                                    {"absent", training.absent.size()}},
                       201);
}

Answer file_made_up(const Filing& filing) {
    const Call& call = filing.call;
    const Date day = today(call.app);
    DAICHO_TRY(body, body_of(call));
    json::ObjectReader in(body, "");
    const std::uint64_t attendance = id_in(in, "attendance");
    const Date on = past_date(in, "attended_on", day);
    DAICHO_CHECK(in.finish());
    DAICHO_TRY(rights, training_rights(call));
    const auto& who = call.session.person.principal;
    DAICHO_CHECK(on_chain(filing, [&](registers::Context& context, ChainBook& book) -> Status {
        DAICHO_TRY(place, place_in(book, "contract_attendance", attendance));
        const Row row = book.row("contract_attendance", place);
        DAICHO_TRY(worker, place_in(book, "contract_worker", row.ref("worker")));
        DAICHO_CHECK(registers::change_in(
            context, who, rights.attendance,
            changed_row(row, "contract_attendance", day,
                        {{"state", "made_up"}, {"attended_on", format_iso(on)}})));
        return mark_trained(context, who, rights.workers, book.row("contract_worker", worker), on,
                            day);
    }));
    return json_answer(json::Object{{"record", id_text(attendance)}}, 201);
}

}  // namespace daicho::server
