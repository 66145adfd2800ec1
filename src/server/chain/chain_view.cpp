// One chain: the tree with its faults, workers, what went out and came back, training, papers.
#include "server/access.hpp"
#include "server/chain/chains_api.hpp"

namespace daicho::server {
namespace {

using registers::Fields;

json::Array needs_json(const chain::ConditionCatalog& catalog, const HeldByName& held,
                       const std::string& name, const std::string& part, Date day) {
    json::Array list;
    const auto found = held.find(name);
    const std::vector<chain::Held> none;
    for (const chain::Need* need :
         chain::unmet(catalog, part, found == held.end() ? none : found->second, day)) {
        list.push_back(texts(need->label));
    }
    return list;
}

json::Value party_json(const ChainBook& book, std::size_t i, const HeldByName* held,
                       const chain::ConditionCatalog* conditions) {
    const chain::Node& node = book.nodes[i];
    const Row row = book.row("contract_party", i);
    json::Array faults;
    for (const chain::Fault fault : node.faults) {
        faults.push_back(fault_json(chain::name_of(fault), chain::is_bad(fault)));
    }
    json::Value needs = nullptr;  // not verified: whoever asks may not see certificates
    if (held != nullptr && conditions != nullptr) {
        json::Array open = needs_json(*conditions, *held, row.text("name"), row.text("part"),
                                      book.day);
        if (!open.empty()) faults.push_back(fault_json("certificate_missing", false));
        needs = std::move(open);
    }
    const auto certificates = held == nullptr ? 0 : held->count(row.text("name"));
    return json::Object{
        {"id", id_text(row.record())},
        {"under", row.has("under") ? json::Value(id_text(row.ref("under"))) : nullptr},
        {"no", row.text("party_no")},
        {"name", row.text("name")},
        {"level", node.level},
        {"work", row.text("work")},
        {"information", row.text("information")},
        {"part", row.has("part") ? coded_json(row, "part") : json::Value(nullptr)},
        {"number_handled", row.flag("number_handled")},
        {"applied_on", row.date_or_null("applied_on")},
        {"approved_on", row.date_or_null("approved_on")},
        {"approval_no", row.text_or_null("approval_no")},
        {"until", row.date_or_null("until")},
        {"working_since", row.date_or_null("working_since")},
        {"found_on", row.date_or_null("found_on")},
        {"approved", node.approved},
        {"has_certificates", certificates > 0},
        {"needs", std::move(needs)},
        {"faults", std::move(faults)}};
}

json::Array place_rows(const ChainBook& book) {
    json::Array list;
    for (std::size_t i = 0; i < book.of("contract_place").size(); ++i) {
        const Row row = book.row("contract_place", i);
        list.push_back(json::Object{{"id", id_text(row.record())},
                                    {"party", book.name_of_party(row.ref("party"))},
                                    {"kind", coded_json(row, "kind")},
                                    {"address", row.text("address")},
                                    {"approved_on", row.date_or_null("approved_on")},
                                    {"open", row.text("kind") == "home" &&
                                                 !row.has("approved_on") && !row.has("left_on")}});
    }
    return list;
}

json::Array certificate_rows(const ChainBook& book) {
    json::Array list;
    for (std::size_t i = book.of("contract_certificate").size(); i-- > 0;) {
        const Row row = book.row("contract_certificate", i);
        list.push_back(json::Object{{"id", id_text(row.record())},
                                    {"no", row.text("receipt_no")},
                                    {"paper_no", row.text("paper_no")},
                                    {"party", book.name_of_party(row.ref("party"))},
                                    {"kind", coded_json(row, "kind")},
                                    {"work_on", format_iso(row.date("work_on"))},
                                    {"received_on", format_iso(row.date("received_on"))},
                                    {"verdict", coded_json(row, "verdict")},
                                    {"faults", row.text_or_null("faults")},
                                    {"followed_up_on", row.date_or_null("followed_up_on")}});
    }
    return list;
}

json::Array accident_rows(const ChainBook& book) {
    json::Array list;
    for (std::size_t i = book.of("contract_accident").size(); i-- > 0;) {
        const Row row = book.row("contract_accident", i);
        list.push_back(json::Object{{"id", id_text(row.record())},
                                    {"no", row.text("report_no")},
                                    {"found_on", format_iso(row.date("found_on"))},
                                    {"reported_on", format_iso(row.date("reported_on"))},
                                    {"what", row.text("what")},
                                    {"late", row.flag("late")},
                                    {"taken_up_on", row.date_or_null("taken_up_on")}});
    }
    return list;
}

// Self-reports by check: how many clauses, how many not carried out, in time or late.
json::Array check_rows(const ChainBook& book) {
    struct Count {
        std::size_t answers = 0, open = 0;
        bool late = false;
    };
    std::map<std::uint64_t, Count> counts;
    const audit::Rows& answers = book.of("contract_self_answer");
    for (std::size_t i = 0; i < answers.size(); ++i) {
        const Fields row = answers.at(i);
        Count& count = counts[row.ref("check")];
        ++count.answers;
        count.open += row.text("practised") == "no" || row.text("exists") == "no" ? 1 : 0;
        count.late = count.late || row.flag("late");
    }
    json::Array list;
    for (std::size_t i = 0; i < book.of("contract_check").size(); ++i) {
        const Row row = book.row("contract_check", i);
        const Count count = counts[row.record()];
        const Date due = row.date("due");
        list.push_back(json::Object{
            {"id", id_text(row.record())},
            {"no", row.text("check_no")},
            {"kind", coded_json(row, "kind")},
            {"due", format_iso(due)},
            {"done_on", row.date_or_null("done_on")},
            {"late", row.has("done_on") ? row.date("done_on") > due : due < book.day},
            {"answers", count.answers},
            {"answers_open", count.open},
            {"answers_late", count.late}});
    }
    return list;
}

// Accounts of the company that signs in, where the asker may see accounts at all.
Result<json::Value> accounts_json(const Call& call, store::Connection& connection,
                                  const ChainBook& book) {
    const Row contract = book.head();
    if (!may_view(call, "account") || !contract.has("vendor")) return json::Value(nullptr);
    auto& kernel = call.app.kernel;
    const registers::Moment now{book.day, std::nullopt};
    DAICHO_TRY(vendors, kernel.definition("vendor"));
    DAICHO_TRY(vendor, registers::read_record(connection, *vendors, contract.ref("vendor"), now));
    if (!vendor || !Fields(*vendors, *vendor).has("company")) return json::Value(json::Array{});
    const std::uint64_t company = Fields(*vendors, *vendor).ref("company");
    DAICHO_TRY(allowed, permitted(call, "account"));
    DAICHO_TRY(rows, rows_with(kernel, connection, "account", "department", company, book.day));
    std::vector<std::uint64_t> shown;
    json::Array list;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const Row row(*rows.definition, rows.versions[i]);
        shown.push_back(row.record());
        // Its validity ends with the contract, with a quarter of a year for the end check.
        const bool too_long =
            !row.has("ends") || row.date("ends") > contract.date("last_day") + 92;
        list.push_back(json::Object{{"id", id_text(row.record())},
                                    {"number", row.text("account_no")},
                                    {"name", row.text("name")},
                                    {"state", coded_json(row, "state")},
                                    {"ends", row.date_or_null("ends")},
                                    {"too_long", too_long && row.text("state") == "active"}});
    }
    DAICHO_CHECK(record_disclosure(call, allowed, journal::EntryKind::disclosure_view, shown,
                                   R"("screen":"chains")"));
    return json::Value(std::move(list));
}

json::Object may_json(const Call& call) {
    const auto reaches = [&](const char* name) {
        const registers::Definition* found = call.app.kernel.definitions().find(name);
        return found != nullptr &&
               registers::reach(call.session.person.principal, *found, registers::Action::change)
                   .has_value();
    };
    return {{"apply", reaches("reentrust_application")},
            {"confirm", reaches("chain_confirmation")},
            {"find", reaches("contract_party") && reaches("incident")},
            {"follow", reaches("contract_certificate") && reaches("contract_data")}};
}

}  // namespace

Result<Allowed> reach_contract(const Call& call, std::uint64_t contract) {
    DAICHO_TRY(allowed, reachable(call, "entrusted_contract"));
    DAICHO_CHECK(within(call, allowed, contract));
    return allowed;
}

json::Value fault_json(std::string_view id, bool bad) {
    return json::Object{{"id", id},
                        {"bad", bad},
                        {"text", message_texts("chain.fault." + std::string(id))}};
}

json::Array tree_json(const ChainBook& book, const std::vector<bool>& seen,
                      const HeldByName* held, const chain::ConditionCatalog* conditions) {
    json::Array list;
    for (const std::size_t i : book.tree.in_order()) {
        if (seen[i]) list.push_back(party_json(book, i, held, conditions));
    }
    return list;
}

json::Array worker_rows(const ChainBook& book, const std::vector<bool>& seen) {
    json::Array list;
    for (std::size_t i = 0; i < book.of("contract_worker").size(); ++i) {
        const Row row = book.row("contract_worker", i);
        const chain::Worker worker = worker_of(row);
        const auto employer = book.tree.find(worker.employer);
        if (employer && !seen[*employer]) continue;
        json::Array faults;
        for (const chain::WorkerFault fault : chain::faults_of(worker, book.tree, book.day)) {
            faults.push_back(fault_json(chain::name_of(fault), chain::is_bad(fault)));
        }
        list.push_back(json::Object{
            {"id", id_text(row.record())},
            {"no", row.text("worker_no")},
            {"party", id_text(row.ref("party"))},
            {"party_name", book.name_of_party(row.ref("party"))},
            {"duty", row.text("duty")},
            {"responsible", row.flag("responsible")},
            {"filed_on", row.date_or_null("filed_on")},
            {"identified_on", row.date_or_null("identity_checked_on")},
            {"trained_on", row.date_or_null("trained_on")},
            {"pledged_on", row.date_or_null("pledged_on")},
            {"first_access_on", row.date_or_null("first_access_on")},
            {"left_on", row.date_or_null("left_on")},
            {"faults", std::move(faults)}});
    }
    return list;
}

json::Array item_rows(const ChainBook& book) {
    json::Array list;
    for (std::size_t i = 0; i < book.of("contract_data").size(); ++i) {
        const Row row = book.row("contract_data", i);
        const bool back = row.has("back_on");
        list.push_back(json::Object{
            {"id", id_text(row.record())},
            {"no", row.text("item_no")},
            {"kind", coded_json(row, "kind")},
            {"what", row.text("what")},
            {"count", row.integer("count")},
            {"serial", row.text_or_null("serial")},
            {"out_on", format_iso(row.date("out_on"))},
            {"means", coded_json(row, "means")},
            {"consent", row.text_or_null("consent")},
            {"back_due", row.date_or_null("back_due")},
            {"back_on", row.date_or_null("back_on")},
            {"back_count", row.integer_or_null("back_count")},
            {"short", row.has("complete") && !row.flag("complete")},
            {"late", !back && row.has("back_due") && row.date("back_due") < book.day}});
    }
    return list;
}

json::Array training_rows(const ChainBook& book) {
    json::Array list;
    const audit::Rows& attendance = book.of("contract_attendance");
    for (std::size_t i = 0; i < book.of("contract_training").size(); ++i) {
        const Row row = book.row("contract_training", i);
        json::Array absent;
        for (std::size_t k = 0; k < attendance.size(); ++k) {
            const Row one = book.row("contract_attendance", k);
            if (one.ref("training") != row.record() || one.text("state") != "absent") continue;
            const Date due = one.date("make_up_due");
            absent.push_back(json::Object{{"id", id_text(one.record())},
                                          {"worker", id_text(one.ref("worker"))},
                                          {"make_up_due", format_iso(due)},
                                          {"late", due < book.day}});
        }
        list.push_back(json::Object{
            {"id", id_text(row.record())},
            {"no", row.text("training_no")},
            {"title", row.text("title")},
            {"kind", coded_json(row, "kind")},
            {"planned_on", format_iso(row.date("planned_on"))},
            {"held_on", row.date_or_null("held_on")},
            {"reported_on", row.date_or_null("reported_on")},
            {"attended", row.integer_or_null("attended")},
            {"absent", std::move(absent)},
            {"late", !row.has("held_on") && row.date("planned_on") < book.day}});
    }
    return list;
}

json::Array application_rows(const ChainBook& book, bool staff) {
    json::Array list;
    for (std::size_t i = book.of("reentrust_application").size(); i-- > 0;) {
        const Row row = book.row("reentrust_application", i);
        json::Object one{{"id", id_text(row.record())},
                         {"no", row.text("application_no")},
                         {"under", book.name_of_party(row.ref("under"))},
                         {"level", row.integer("level")},
                         {"name", row.text("name")},
                         {"work", row.text("work")},
                         {"applied_on", format_iso(row.date("applied_on"))},
                         {"filed_by", coded_json(row, "filed_by")},
                         {"after_the_fact", row.flag("after_the_fact")},
                         {"working_since", row.date_or_null("working_since")},
                         {"number_handled", row.flag("number_handled")},
                         {"state", coded_json(row, "state")},
                         {"decide_by", format_iso(row.date("decide_by"))},
                         {"approval_no", row.text_or_null("approval_no")},
                         {"decision_reason", row.text_or_null("decision_reason")}};
        if (staff) {
            for (const char* field : {"address", "reason_text", "information", "measures",
                                      "supervision", "conditions", "number_term",
                                      "number_control"}) {
                one[field] = row.text_or_null(field);
            }
            one["clauses_carried"] = row.flag("clauses_carried");
            one["responsibility"] = row.flag("responsibility");
            one["section_by"] = row.text_or_null("section_by");
            one["digital_by"] = row.text_or_null("digital_by");
        }
        list.push_back(std::move(one));
    }
    return list;
}

Answer show_chain(const Call& call, std::uint64_t contract) {
    DAICHO_CHECK(reach_contract(call, contract));
    for (const char* part : kChainParts) DAICHO_CHECK(reachable(call, part));
    DAICHO_TRY(connection, call.app.kernel.reader());
    DAICHO_TRY(book, read_book(call.app.kernel, *connection, contract, today(call.app)));
    const bool certificates = may_view(call, "party_certificate");
    HeldByName held;
    chain::ConditionCatalog conditions;
    if (certificates) {
        DAICHO_TRY_AS(held, certificates_by_name(call.app.kernel, *connection, book.day));
        DAICHO_TRY_AS(conditions, conditions_of(call.app));
    }
    const std::vector<bool> all(book.nodes.size(), true);
    const Row head = book.head();
    const chain::RenewalState renewal = renewal_in(book);
    DAICHO_TRY(accounts, accounts_json(call, *connection, book));
    return json_answer(json::Object{
        {"today", format_iso(book.day)},
        {"id", id_text(contract)},
        {"no", head.text("contract_no")},
        {"subject", head.text("subject")},
        {"state", coded_json(head, "state")},
        {"first_day", format_iso(head.date("first_day"))},
        {"last_day", format_iso(head.date("last_day"))},
        {"most_levels", head.integer_or_null("level_count")},
        {"numbers_in_work", head.flag("mynumber")},
        {"renewal", json::Object{{"state", chain::name_of(renewal.state)},
                                 {"due", format_iso(renewal.due)}}},
        {"may", may_json(call)},
        {"tree", tree_json(book, all, certificates ? &held : nullptr, &conditions)},
        {"workers", worker_rows(book, all)},
        {"items", item_rows(book)},
        {"trainings", training_rows(book)},
        {"applications", application_rows(book, true)},
        {"places", place_rows(book)},
        {"certificates", certificate_rows(book)},
        {"accidents", accident_rows(book)},
        {"checks", check_rows(book)},
        {"accounts", std::move(accounts)}});
}

}  // namespace daicho::server
