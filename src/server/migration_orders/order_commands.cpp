#include "server/migration_orders/order_commands.hpp"

#include <fmt/format.h>

#include "media/add_certificate.hpp"
#include "office/directory.hpp"
#include "server/migration_orders/order_book.hpp"

namespace daicho::server {
namespace {

using namespace govern::migration;
using registers::Context;
using registers::Fields;

std::string person(const Call& call) {
    return media::person_text(call.session.person.principal).substr(0, 80);
}

Result<std::map<std::string, std::string>> proposed_in(const Call& call) {
    DAICHO_TRY(body, body_of(call));
    json::ObjectReader in(body, "");
    std::map<std::string, std::string> values;
    for (const char* name : {"title", "from_system", "to_system", "department", "purpose",
                             "data_scope"}) {
        values[name] = in.text(name, 1'200);
    }
    for (const char* name : {"contract", "line"}) {
        values[name] = in.optional_text(name, 300).value_or("");
    }
    values["individual_number"] = in.boolean("individual_number") ? "true" : "false";
    values["minimal"] = in.boolean("minimal") ? "true" : "false";
    values["transfer"] = in.one_of("transfer", {"private_line", "sealed_medium"});
    values["starts_on"] = format_iso(in.date("starts_on"));
    values["ends_on"] = format_iso(in.date("ends_on"));
    values["log_days"] = std::to_string(in.integer("log_days", {.min = 1, .max = 31}));
    DAICHO_CHECK(in.finish());
    return values;
}

}  // namespace

Answer propose_order(const Call& call) {
    DAICHO_TRY(values, proposed_in(call));
    DeskWriter desk(call);
    DAICHO_CHECK(desk.admit(kOrders));
    std::string number;
    std::uint64_t record = 0;
    DAICHO_CHECK(call.app.kernel.command([&](Context& context) -> Status {
        const Date day = japan_date(context.now);
        DAICHO_TRY_AS(number, next_number(context, kOrders, fmt::format("MO-{}-", day.year())));
        std::map<std::string, std::string> row = values;
        row["order_no"] = number;
        row["state"] = "proposed";
        row["proposed_by"] = person(call);
        row["proposed_on"] = format_iso(day);
        row["origin"] = "published";
        DAICHO_TRY_AS(record, desk.write(context, kOrders, std::nullopt, std::move(row)));
        return {};
    }));
    return json_answer(json::Object{{"number", number}, {"id", id_text(record)}}, 201);
}

Answer add_worker(const Call& call, std::uint64_t order) {
    DAICHO_TRY(connection, call.app.kernel.reader());
    DAICHO_TRY(book, read_order(call, *connection, order));
    DAICHO_TRY(body, body_of(call));
    json::ObjectReader in(body, "");
    Worker worker;
    worker.account = in.text("account", 40);
    worker.second = in.boolean("second");
    const std::string work = in.one_of("work", {"extract", "test_data", "load", "watch"});
    worker.role = in.text("role", 40);
    worker.from = in.date("from");
    worker.to = in.date("to");
    DAICHO_CHECK(in.finish());
    DAICHO_TRY(known, office::find_account(call.app.kernel, *connection, worker.account));
    if (!known) {
        return not_found_error("migration.no_account")
            .with("account", worker.account)
            .at("account");
    }
    DAICHO_CHECK(check(book.rules, against_worker(book.rules, book.order, worker)));
    DeskWriter desk(call);
    DAICHO_CHECK(desk.admit("migration_worker"));
    std::string number;
    DAICHO_CHECK(call.app.kernel.command([&](Context& context) -> Status {
        const std::string order_no = book.fields().text("order_no");
        DAICHO_TRY_AS(number, next_number(context, "migration_worker", order_no + "-W"));
        return done(desk.write(context, "migration_worker", std::nullopt,
                               {{"worker_no", number},
                                {"order", order_no},
                                {"account", worker.account},
                                {"second", worker.second ? "true" : "false"},
                                {"work", work},
                                {"role", worker.role},
                                {"from", format_iso(worker.from)},
                                {"to", format_iso(worker.to)},
                                {"state", "planned"},
                                {"origin", "published"}}));
    }));
    return json_answer(json::Object{{"number", number}}, 201);
}

namespace {

// The rights begin and end by themselves: the kernel asks the days of the assignment.
Status open_rights(const DeskWriter& desk, Context& context, const OrderBook& book,
                   const std::string& department) {
    for (const media::Line& line : book.workers) {
        const Fields worker = line.fields();
        const RoleRule* role = book.rules.role(worker.text("role"));
        if (role == nullptr) continue;  // the approval was checked: it has one
        DAICHO_CHECK(desk.write(context, "role_assignment", std::nullopt,
                                {{"account", worker.text("account")},
                                 {"role", role->key},
                                 {"task", role->task},
                                 {"department", department},
                                 {"from", format_iso(worker.date("from"))},
                                 {"to", format_iso(worker.date("to"))},
                                 {"basis", "移行作業の指示 " + book.fields().text("order_no")}}));
        DAICHO_CHECK(desk.write(context, "migration_worker", line.record(),
                                {{"state", "open"}, {"grant_no", grant_key(worker, book.rules)}},
                                "承認"));
    }
    return {};
}

Status plan_looks(const DeskWriter& desk, Context& context, const OrderBook& book) {
    const std::string order_no = book.fields().text("order_no");
    for (const Date day :
         look_days(book.order.starts, book.order.ends, book.order.log_days)) {
        DAICHO_TRY(number, next_number(context, "migration_log_watch", order_no + "-G"));
        DAICHO_CHECK(desk.write(context, "migration_log_watch", std::nullopt,
                                {{"look_no", number},
                                 {"order", order_no},
                                 {"due", format_iso(day)},
                                 {"origin", "published"}}));
    }
    return {};
}

Hindrances against_all_workers(const OrderBook& book) {
    Hindrances list;
    Order alone = book.order;
    alone.workers.clear();  // how many there are was asked when each was added
    for (const Worker& one : book.order.workers) {
        for (std::string& code : against_worker(book.rules, alone, one)) {
            govern::add_reason(list, std::move(code));
        }
    }
    return list;
}

Result<std::string> department_of(const Call& call, store::Connection& connection,
                                  const OrderBook& book) {
    DAICHO_TRY(found, media::row_of(call.app.kernel, connection, "department",
                                    book.fields().ref("department"),
                                    {today(call.app), std::nullopt}));
    return found ? found->fields().text("department_no") : std::string();
}

Answer refuse_order(const Call& call, const OrderBook& book, const std::string& reason) {
    if (reason.empty()) return input_error("migration.no_reason").at("reason");
    if (book.order.state != State::proposed) {
        DAICHO_CHECK(check(book.rules, {"not_running"}));
    }
    DeskWriter desk(call);
    DAICHO_CHECK(desk.admit(kOrders));
    DAICHO_CHECK(call.app.kernel.command([&](Context& context) -> Status {
        return done(desk.write(context, kOrders, book.row.record(),
                               {{"state", "refused"}, {"refused_for", reason}}, reason));
    }));
    return no_content();
}

}  // namespace

Answer decide_order(const Call& call, std::uint64_t order) {
    DAICHO_TRY(connection, call.app.kernel.reader());
    DAICHO_TRY(book, read_order(call, *connection, order));
    DAICHO_TRY(body, body_of(call));
    json::ObjectReader in(body, "");
    const bool approve = in.boolean("approve");
    const std::string reason = in.optional_text("reason", 900).value_or("");
    DAICHO_CHECK(in.finish());
    if (!approve) return refuse_order(call, book, reason);
    DAICHO_CHECK(check(book.rules, against_approval(book.rules, book.order, book.asker)));
    DAICHO_CHECK(check(book.rules, against_all_workers(book)));
    DeskWriter desk(call);
    for (const char* name : {kOrders, "migration_worker", "migration_log_watch"}) {
        DAICHO_CHECK(desk.admit(name));
    }
    // Administrators alone change this register; this command is the second person's.
    DAICHO_CHECK(desk.admit_anyone("role_assignment"));
    DAICHO_TRY(department, department_of(call, *connection, book));
    DAICHO_CHECK(call.app.kernel.command([&](Context& context) -> Status {
        DAICHO_CHECK(desk.write(context, kOrders, order,
                                {{"state", "running"},
                                 {"approved_by", person(call)},
                                 {"approved_on", format_iso(japan_date(context.now))}},
                                "承認"));
        DAICHO_CHECK(open_rights(desk, context, book, department));
        DAICHO_CHECK(plan_looks(desk, context, book));
        return done(desk.note(context, journal::EntryKind::migration_opened, kOrders, order,
                              {{"order", book.fields().text("order_no")},
                               {"rights", book.workers.size()}}));
    }));
    return no_content();
}

}  // namespace daicho::server
