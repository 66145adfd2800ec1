// The work itself: extractions by two, test data, looks at the log, what is to be cleared.
#include <algorithm>

#include "media/add_certificate.hpp"
#include "server/migration_orders/order_book.hpp"
#include "server/migration_orders/order_commands.hpp"

namespace daicho::server {
namespace {

using namespace govern::migration;
using registers::Context;
using registers::Fields;

std::string person(const Call& call) {
    return media::person_text(call.session.person.principal).substr(0, 80);
}
const std::string& account(const Call& call) { return call.session.person.principal.number; }

Result<const media::Line*> named(const media::Lines& lines, std::uint64_t record) {
    const auto found = std::find_if(lines.begin(), lines.end(), [&](const media::Line& one) {
        return one.record() == record;
    });
    if (found == lines.end()) {
        return not_found_error("change.no_record").with("record", id_text(record));
    }
    return &*found;
}

bool is_digest(std::string_view text) {
    const auto hex = [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); };
    return text.size() == 64 && std::all_of(text.begin(), text.end(), hex);
}

}  // namespace

Answer record_extraction(const Call& call, std::uint64_t order) {
    DAICHO_TRY(connection, call.app.kernel.reader());
    DAICHO_TRY(book, read_order(call, *connection, order));
    DAICHO_TRY(body, body_of(call));
    json::ObjectReader in(body, "");
    const std::string what = in.text("what", 600);
    const std::int64_t rows = in.integer("row_count", {.min = 0, .max = 1'000'000'000});
    const std::string sha = in.text("sha256", 64);
    if (!is_digest(sha)) in.fault("sha256", input_error("migration.bad_digest"));
    const std::string encryption = in.one_of("encryption", {"aes256", "device", "none"});
    Extraction one;
    one.way = in.one_of("way", {"private_line", "sealed_medium", "other"});
    one.medium = in.optional_text("medium_no", 60).value_or("");
    one.seal = in.optional_text("seal_no", 40).value_or("");
    one.write_protected = in.boolean("write_protected");
    DAICHO_CHECK(in.finish());
    one.on = today(call.app);
    one.first = book.asker;
    one.encrypted = encryption != "none";
    DAICHO_CHECK(check(book.rules, against_extraction(book.order, one, book.asker_works,
                                                      account(call))));
    DeskWriter desk(call);
    DAICHO_CHECK(desk.admit("migration_extraction"));
    std::string number;
    DAICHO_CHECK(call.app.kernel.command([&](Context& context) -> Status {
        const std::string order_no = book.fields().text("order_no");
        DAICHO_TRY_AS(number, next_number(context, "migration_extraction", order_no + "-X"));
        return done(desk.write(context, "migration_extraction", std::nullopt,
                               {{"extraction_no", number},
                                {"order", order_no},
                                {"what", what},
                                {"taken_on", format_iso(japan_date(context.now))},
                                {"taken_at", now_time(context.now)},
                                {"first_person", person(call)},
                                {"row_count", std::to_string(rows)},
                                {"sha256", sha},
                                {"encryption", encryption},
                                {"way", one.way},
                                {"medium_no", one.medium},
                                {"seal_no", one.seal},
                                {"write_protected", one.write_protected ? "true" : "false"},
                                {"state", "first"},
                                {"origin", "published"}}));
    }));
    return json_answer(json::Object{{"number", number}}, 201);
}

Answer confirm_extraction(const Call& call, std::uint64_t order, std::uint64_t extraction) {
    DAICHO_TRY(connection, call.app.kernel.reader());
    DAICHO_TRY(book, read_order(call, *connection, order));
    DAICHO_TRY(line, named(book.extractions, extraction));
    DAICHO_TRY(body, body_of(call));
    json::ObjectReader in(body, "");
    const bool confirm = in.boolean("confirm");
    const std::string reason = in.optional_text("reason", 900).value_or("");
    DAICHO_CHECK(in.finish());
    const Fields row = line->fields();
    if (row.text("state") != "first") {
        return conflict_error("migration.decided").with("extraction", row.text("extraction_no"));
    }
    const auto at = static_cast<std::size_t>(line - book.extractions.data());
    DeskWriter desk(call);
    DAICHO_CHECK(desk.admit("migration_extraction"));
    std::map<std::string, std::string> values;
    if (confirm) {
        DAICHO_CHECK(check(book.rules,
                           against_confirmation(book.order, book.order.extractions[at], book.asker,
                                                book.asker_works, account(call))));
        values = {{"state", "confirmed"}, {"second_person", person(call)}};
    } else {
        if (reason.empty()) return input_error("migration.no_reason").at("reason");
        values = {{"state", "refused"}, {"refused_for", reason}};
    }
    DAICHO_CHECK(call.app.kernel.command([&](Context& context) -> Status {
        return done(desk.write(context, "migration_extraction", extraction, values,
                               confirm ? "二人で確認" : reason));
    }));
    return no_content();
}

Answer record_test_data(const Call& call, std::uint64_t order) {
    DAICHO_TRY(connection, call.app.kernel.reader());
    DAICHO_TRY(book, read_order(call, *connection, order));
    DAICHO_TRY(body, body_of(call));
    json::ObjectReader in(body, "");
    const std::string what = in.text("what", 600);
    const std::int64_t rows = in.integer("row_count", {.min = 1, .max = 1'000'000'000});
    const std::string why = in.text("why_enough", 900);
    TestData data;
    data.kind = in.one_of("kind", {"masked", "invented", "real"});
    const std::string masked = in.optional_text("masked_fields", 900).value_or("");
    const std::string copy = in.optional_text("copy", 80).value_or("");
    const std::string exception = in.optional_text("exception_reason", 1'200).value_or("");
    std::string maker = in.optional_text("made_by", 240).value_or("");
    DAICHO_CHECK(in.finish());
    if (maker.empty()) maker = person(call);
    data.fields_named = !masked.empty();
    Humans humans(call, *connection);
    DAICHO_TRY_AS(data.made_by, humans.of(maker));
    // Whoever allows real data records it, for somebody else.
    const bool excepted = data.kind == "real" && !exception.empty();
    data.exception_by = excepted ? book.asker : 0;
    DAICHO_CHECK(check(book.rules, against_test_data(book.order, data)));
    DeskWriter desk(call);
    DAICHO_CHECK(desk.admit("migration_test_data"));
    std::string number;
    DAICHO_CHECK(call.app.kernel.command([&](Context& context) -> Status {
        const std::string order_no = book.fields().text("order_no");
        const std::string day = format_iso(japan_date(context.now));
        DAICHO_TRY_AS(number, next_number(context, "migration_test_data", order_no + "-T"));
        return done(desk.write(context, "migration_test_data", std::nullopt,
                               {{"test_no", number},
                                {"order", order_no},
                                {"what", what},
                                {"made_on", day},
                                {"row_count", std::to_string(rows)},
                                {"why_enough", why},
                                {"kind", data.kind},
                                {"copy", copy},
                                {"masked_fields", masked},
                                {"exception_reason", exception},
                                {"exception_by", excepted ? person(call) : std::string()},
                                {"exception_on", excepted ? day : std::string()},
                                {"made_by", maker},
                                {"origin", "published"}}));
    }));
    return json_answer(json::Object{{"number", number}}, 201);
}

Answer record_look(const Call& call, std::uint64_t order, std::uint64_t look) {
    DAICHO_TRY(connection, call.app.kernel.reader());
    DAICHO_TRY(book, read_order(call, *connection, order));
    DAICHO_TRY(line, named(book.looks, look));
    DAICHO_TRY(body, body_of(call));
    json::ObjectReader in(body, "");
    const std::string source = in.text("source", 600);
    const std::string result = in.one_of("result", {"clean", "suspicious"});
    const std::string what = in.optional_text("what", 1'200).value_or("");
    const std::string incident = in.optional_text("incident", 80).value_or("");
    DAICHO_CHECK(in.finish());
    const Fields row = line->fields();
    // What was looked at stays as it was; only the incident that it led to can follow.
    const bool follows = row.has("looked_on") && row.text("result") == "suspicious" &&
                         !row.has("incident") && !incident.empty();
    if (row.has("looked_on") && !follows) {
        return conflict_error("migration.looked").with("look", row.text("look_no"));
    }
    DeskWriter desk(call);
    DAICHO_CHECK(desk.admit("migration_log_watch"));
    DAICHO_CHECK(call.app.kernel.command([&](Context& context) -> Status {
        if (follows) {
            return done(desk.write(context, "migration_log_watch", look, {{"incident", incident}},
                                   incident));
        }
        const Date day = japan_date(context.now);
        return done(desk.write(context, "migration_log_watch", look,
                               {{"looked_on", format_iso(day)},
                                {"looked_by", person(call)},
                                {"source", source},
                                {"result", result},
                                {"what", what},
                                {"late", day > row.date("due") ? "true" : "false"},
                                {"incident", incident}}));
    }));
    return no_content();
}

Answer list_for_clearing(const Call& call, std::uint64_t order) {
    DAICHO_TRY(connection, call.app.kernel.reader());
    DAICHO_TRY(book, read_order(call, *connection, order));
    DAICHO_TRY(body, body_of(call));
    json::ObjectReader in(body, "");
    Clearing one;
    one.kind = in.one_of("kind", {"medium", "environment", "device", "copy"});
    one.what = in.text("what", 600);
    one.medium = in.optional_text("medium_no", 60).value_or("");
    DAICHO_CHECK(in.finish());
    DAICHO_CHECK(check(book.rules, against_clearing(book.rules, book.order, one)));
    DeskWriter desk(call);
    DAICHO_CHECK(desk.admit("migration_clearing"));
    std::string number;
    DAICHO_CHECK(call.app.kernel.command([&](Context& context) -> Status {
        const std::string order_no = book.fields().text("order_no");
        DAICHO_TRY_AS(number, next_number(context, "migration_clearing", order_no + "-C"));
        return done(desk.write(context, "migration_clearing", std::nullopt,
                               {{"clearing_no", number},
                                {"order", order_no},
                                {"kind", one.kind},
                                {"what", one.what},
                                {"medium_no", one.medium},
                                {"state", "open"},
                                {"origin", "published"}}));
    }));
    return json_answer(json::Object{{"number", number}}, 201);
}

Answer record_clearing(const Call& call, std::uint64_t order, std::uint64_t clearing) {
    DAICHO_TRY(connection, call.app.kernel.reader());
    DAICHO_TRY(book, read_order(call, *connection, order));
    DAICHO_TRY(line, named(book.clearings, clearing));
    DAICHO_TRY(body, body_of(call));
    json::ObjectReader in(body, "");
    const auto at = static_cast<std::size_t>(line - book.clearings.data());
    Clearing one = book.order.clearings[at];
    one.method = in.one_of("method", {"software", "crypto", "magnetic", "physical"});
    one.erased_on = in.date("erased_on");
    const std::string time = in.text("erased_at", 5);
    if (!minutes_of(time)) in.fault("erased_at", input_error("incident.bad_time"));
    const std::string certificate = in.text("certificate", 180);
    const std::string by = in.text("erased_by", 240);
    one.misuse_checked = in.boolean("misuse_checked");
    DAICHO_CHECK(in.finish());
    if (*one.erased_on > today(call.app)) return input_error("incident.in_future").at("erased_on");
    one.certificate = true;
    one.cleared = true;
    DAICHO_CHECK(check(book.rules, against_clearing(book.rules, book.order, one)));
    DeskWriter desk(call);
    DAICHO_CHECK(desk.admit("migration_clearing"));
    DAICHO_CHECK(call.app.kernel.command([&](Context& context) -> Status {
        return done(desk.write(context, "migration_clearing", clearing,
                               {{"state", "cleared"},
                                {"method", one.method},
                                {"erased_on", format_iso(*one.erased_on)},
                                {"erased_at", time},
                                {"certificate", certificate},
                                {"erased_by", by},
                                {"misuse_checked", "true"},
                                {"confirmed_by", person(call)}},
                               certificate));
    }));
    return no_content();
}

}  // namespace daicho::server
