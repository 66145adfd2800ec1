#include "server/chain/contractor_api.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "govern/entrust/clauses.hpp"
#include "register/disclosure.hpp"
#include "register/list.hpp"
#include "server/chain/filing.hpp"

namespace daicho::server {
namespace {

using registers::Fields;

constexpr const char* kContracts = "entrusted_contract";
constexpr std::string_view kRole = "contractor";
constexpr std::int32_t kAhead = 120;  // days of dates that are shown before they fall due

// The contractor's own right, whatever other roles the account may hold.
Result<Allowed> own_reach(const Call& call) {
    DAICHO_TRY(definition, call.app.kernel.definition(kContracts));
    const auto& who = call.session.person.principal;
    auto departments = who.departments(kRole, definition->task_id);
    const auto rule = std::ranges::find(definition->scopes, kRole, &registers::ScopeRule::role);
    if (departments.empty() || rule == definition->scopes.end()) {
        DAICHO_CHECK(
            registers::refuse(call.app.kernel, who, *definition, registers::Action::view));
        return denied_error("contractor.not_one");
    }
    return Allowed{definition, identity::find_role(kRole)->number,
                   registers::Scope{&*rule, std::move(departments)}};
}

// Its own contract that is not closed: any other is as one there is not, and leaves an entry.
Result<Allowed> own_contract(const Call& call, std::uint64_t contract) {
    DAICHO_TRY(allowed, own_reach(call));
    DAICHO_CHECK(within(call, allowed, contract));
    DAICHO_TRY(connection, call.app.kernel.reader());
    DAICHO_TRY(found, registers::read_record(*connection, *allowed.definition, contract,
                                             {today(call.app), std::nullopt}));
    const bool open = found && Fields(*allowed.definition, *found).text("state") != "closed";
    if (open) return allowed;
    DAICHO_CHECK(registers::refuse(call.app.kernel, call.session.person.principal,
                                   *allowed.definition, registers::Action::view));
    return not_found_error("change.no_record").with("record", id_text(contract));
}

struct Due {
    std::string kind;  // check, item, approval, training, made_up, end
    std::string what;
    Date on;
};

void add_dates(const ChainBook& book, const char* part, const char* kind, const char* what,
               const char* date, const char* done, std::vector<Due>& dues) {
    for (std::size_t i = 0; i < book.of(part).size(); ++i) {
        const Row row = book.row(part, i);
        if (!row.has(date) || row.has(done)) continue;
        dues.push_back({kind, row.text(what), row.date(date)});
    }
}

std::vector<Due> dues_of(const ChainBook& book, const std::vector<bool>& seen) {
    std::vector<Due> dues;
    add_dates(book, "contract_check", "check", "check_no", "due", "done_on", dues);
    add_dates(book, "contract_data", "item", "what", "back_due", "back_on", dues);
    add_dates(book, "contract_training", "training", "title", "planned_on", "held_on", dues);
    for (std::size_t i = 0; i < book.of("contract_attendance").size(); ++i) {
        const Row row = book.row("contract_attendance", i);
        if (row.text("state") != "absent") continue;
        const auto worker = place_in(book, "contract_worker", row.ref("worker"));
        const std::string name =
            worker ? book.row("contract_worker", *worker).text("worker_no") : std::string();
        dues.push_back({"made_up", name, row.date("make_up_due")});
    }
    for (std::size_t i = 0; i < seen.size(); ++i) {
        const chain::Party& party = book.tree.parties()[i];
        if (!seen[i] || !party.until || !party.approved_on) continue;
        dues.push_back({"approval", party.name, *party.until});
    }
    if (book.head().text("state") == "running" || book.head().text("state") == "ended") {
        dues.push_back({"end", book.head().text("subject"), book.head().date("last_day")});
    }
    std::erase_if(dues, [&](const Due& due) { return due.on > book.day + kAhead; });
    std::stable_sort(dues.begin(), dues.end(),
                     [](const Due& a, const Due& b) { return a.on < b.on; });
    return dues;
}

json::Array dues_json(const ChainBook& book, const std::vector<Due>& dues) {
    json::Array list;
    for (const Due& due : dues) {
        list.push_back(json::Object{{"contract", id_text(book.contract.record)},
                                    {"contract_no", book.head().text("contract_no")},
                                    {"kind", due.kind},
                                    {"label", message_texts("contractor.due." + due.kind)},
                                    {"what", due.what},
                                    {"due", format_iso(due.on)},
                                    {"days", due.on - book.day},
                                    {"late", due.on < book.day}});
    }
    return list;
}

// Of the city nothing but the section and its telephone.
Result<json::Value> contact_json(const Call& call, store::Connection& connection,
                                 const ChainBook& book) {
    DAICHO_TRY(departments, call.app.kernel.definition("department"));
    DAICHO_TRY(found, registers::read_record(connection, *departments,
                                             book.head().ref("department"),
                                             {book.day, std::nullopt}));
    if (!found) return json::Value(nullptr);
    const Row row(*departments, *found);
    return json::Value(json::Object{{"section", row.text("name")},
                                    {"extension", row.text_or_null("extension")}});
}

json::Object head_json(const ChainBook& book, json::Value contact) {
    const Row head = book.head();
    return {{"id", id_text(head.record())},
            {"no", head.text("contract_no")},
            {"subject", head.text("subject")},
            {"state", coded_json(head, "state")},
            {"first_day", format_iso(head.date("first_day"))},
            {"last_day", format_iso(head.date("last_day"))},
            {"most_levels", head.integer_or_null("level_count")},
            {"numbers_in_work", head.flag("mynumber")},
            {"contact", std::move(contact)}};
}

// An outsider's look is an entry, although nothing personal is in it.
Status journal_look(const Call& call, const Allowed& allowed,
                    const std::vector<std::uint64_t>& records) {
    registers::Disclosure look;
    look.definition = allowed.definition;
    look.records = records;
    look.detail = R"("screen":"contractor")";
    return registers::disclose(call.app.kernel, call.session.person.principal, allowed.capacity,
                               look);
}

Answer start_page(const Call& call) {
    DAICHO_TRY(allowed, own_reach(call));
    const Date day = today(call.app);
    DAICHO_TRY(connection, call.app.kernel.reader());
    registers::ListQuery query;
    query.moment.as_of = day;
    query.limit = 200;  // contracts of one company
    query.scope = allowed.scope;
    DAICHO_TRY(page, registers::list_records(*connection, *allowed.definition, query));
    json::Array contracts, dues;
    std::vector<std::uint64_t> shown;
    for (const registers::RecordVersion& version : page.rows) {
        if (Fields(*allowed.definition, version).text("state") == "closed") continue;
        DAICHO_TRY(book, read_book(call.app.kernel, *connection, version.record, day));
        DAICHO_TRY(contact, contact_json(call, *connection, book));
        const auto list = dues_of(book, seen_by_contractor(book));
        json::Object one = head_json(book, std::move(contact));
        one["late"] = std::count_if(list.begin(), list.end(),
                                    [&](const Due& due) { return due.on < day; });
        contracts.push_back(std::move(one));
        for (json::Value& due : dues_json(book, list)) dues.push_back(std::move(due));
        shown.push_back(version.record);
    }
    std::stable_sort(dues.begin(), dues.end(), [](const json::Value& a, const json::Value& b) {
        return a.at("due").as_string() < b.at("due").as_string();
    });
    DAICHO_CHECK(journal_look(call, allowed, shown));
    return json_answer(json::Object{{"today", format_iso(day)},
                                    {"company", call.session.person.principal.department},
                                    {"contracts", std::move(contracts)},
                                    {"dues", std::move(dues)}});
}

// The articles of this contract, as questions of a self-report: those its conditions bring, but for
// what was left out by a decision.
Result<json::Array> clauses_json(const Call& call, store::Connection& connection,
                                 const ChainBook& book) {
    DAICHO_TRY(catalog, govern::entrust::load_clause_catalog(
                            (call.app.data / "catalogs" / "entrust-clauses.yaml").string()));
    govern::entrust::Conditions conditions;
    for (const govern::entrust::ClauseCondition& one : catalog.conditions) {
        const std::string field = one.key == "process_B" ? "process_b" : one.key;
        if (book.head().flag(field)) conditions.insert(one.key);
    }
    DAICHO_TRY(rows, rows_with(call.app.kernel, connection, "contract_clause", "contract",
                               book.contract.record, book.day));
    std::map<std::string, bool> left_out;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (!rows.at(i).flag("included")) left_out[rows.at(i).text("clause")] = true;
    }
    DAICHO_TRY(specification, govern::entrust::specify(catalog, conditions, {}));
    json::Array list;
    for (const govern::entrust::ChosenClause& chosen : specification.clauses) {
        if (left_out.contains(chosen.clause->id)) continue;
        list.push_back(json::Object{{"id", chosen.clause->id},
                                    {"title", texts(chosen.clause->title)},
                                    {"text", texts(chosen.clause->text)}});
    }
    return list;
}

json::Array check_rows(const ChainBook& book) {
    json::Array list;
    const audit::Rows& answers = book.of("contract_self_answer");
    for (std::size_t i = 0; i < book.of("contract_check").size(); ++i) {
        const Row row = book.row("contract_check", i);
        json::Array given;
        for (std::size_t k = 0; k < answers.size(); ++k) {
            const Row one = book.row("contract_self_answer", k);
            if (one.ref("check") != row.record()) continue;
            given.push_back(json::Object{{"clause", one.text("clause")},
                                         {"exists", one.text("exists")},
                                         {"practised", one.text("practised")},
                                         {"remark", one.text_or_null("remark")},
                                         {"reported_on", format_iso(one.date("reported_on"))},
                                         {"late", one.flag("late")}});
        }
        list.push_back(json::Object{{"id", id_text(row.record())},
                                    {"no", row.text("check_no")},
                                    {"kind", coded_json(row, "kind")},
                                    {"due", format_iso(row.date("due"))},
                                    {"done", row.has("done_on")},
                                    {"late", !row.has("done_on") && row.date("due") < book.day},
                                    {"answers", std::move(given)}});
    }
    return list;
}

// What came in from the contractor, and nothing of what the city made of it.
json::Array filed_rows(const ChainBook& book) {
    struct Part {
        const char *name, *number, *date;
    };
    json::Array list;
    for (const Part& part : {Part{"contract_pledge", "pledge_no", "received_on"},
                             Part{"contract_certificate", "receipt_no", "received_on"},
                             Part{"contract_accident", "report_no", "reported_on"}}) {
        for (std::size_t i = book.of(part.name).size(); i-- > 0;) {
            const Row row = book.row(part.name, i);
            if (row.text("filed_by") != "contractor") continue;
            const bool wrong = row.has("verdict") && row.text("verdict") != "accepted";
            const bool late = row.has("late") && row.flag("late");
            list.push_back(json::Object{
                {"register", part.name},
                {"id", id_text(row.record())},
                {"no", row.text(part.number)},
                {"on", format_iso(row.date(part.date))},
                {"late", late},
                {"verdict", wrong ? coded_json(row, "verdict") : json::Value(nullptr)}});
        }
    }
    return list;
}

Answer show_contract(const Call& call, std::uint64_t contract) {
    DAICHO_TRY(allowed, own_contract(call, contract));
    DAICHO_TRY(connection, call.app.kernel.reader());
    DAICHO_TRY(book, read_book(call.app.kernel, *connection, contract, today(call.app)));
    const std::vector<bool> seen = seen_by_contractor(book);
    DAICHO_TRY(contact, contact_json(call, *connection, book));
    DAICHO_TRY(clauses, clauses_json(call, *connection, book));
    json::Object answer = head_json(book, std::move(contact));
    answer["today"] = format_iso(book.day);
    answer["dues"] = dues_json(book, dues_of(book, seen));
    answer["tree"] = tree_json(book, seen, nullptr, nullptr);
    answer["workers"] = worker_rows(book, seen);
    answer["items"] = item_rows(book);
    answer["trainings"] = training_rows(book);
    answer["applications"] = application_rows(book, false);
    answer["checks"] = check_rows(book);
    answer["clauses"] = std::move(clauses);
    answer["filed"] = filed_rows(book);
    DAICHO_CHECK(journal_look(call, allowed, {contract}));
    return json_answer(answer);
}

}  // namespace

Answer contractor_api(const Call& call) {
    const auto& path = call.path;
    const bool get = call.request.method == net::Method::get;
    if (get && path.size() == 1) return start_page(call);
    if (path.size() < 3 || path[1] != "contracts") return no_such_address(call);
    DAICHO_TRY(contract, parse_id(path[2]));
    if (get && path.size() == 3) return show_contract(call, contract);
    if (get || path.size() != 4) return no_such_address(call);
    DAICHO_CHECK(own_contract(call, contract));
    return file_part({call, contract, Side::contractor}, path[3]);
}

bool is_outsider(const office::Session& session) {
    const auto& grants = session.person.principal.grants;
    return !grants.empty() && std::ranges::all_of(grants, [](const identity::Grant& grant) {
        return grant.role == kRole;
    });
}

bool open_to_outsiders(const std::vector<std::string>& path) {
    if (path.empty()) return false;
    const std::string& first = path.front();
    if (first == "session" || first == "contractor" || first == "preferences") return true;
    return first == "policies" && path.size() > 1 && path[1] == "mine";
}

Error refuse_outsider(const Call& call) {
    const Status written = call.app.kernel.command([&](registers::Context& context) -> Status {
        journal::EntryDraft draft;
        draft.kind = journal::EntryKind::refusal;
        draft.principal = call.session.person.principal.account;
        draft.body = json::write(json::Object{
            {"action", "view"}, {"address", first_characters(call.request.path, 200)}});
        DAICHO_CHECK(context.journal.append(context.connection, draft));
        return {};
    });
    if (!written) return written.error();
    return no_such_address(call);
}

}  // namespace daicho::server
