// Closing: nothing is left, rights end, and the report says so.
#include "base/era.hpp"
#include "media/add_certificate.hpp"
#include "register/key_index.hpp"
#include "server/incidents/desk_paper.hpp"
#include "server/migration_orders/order_book.hpp"
#include "server/migration_orders/order_commands.hpp"

namespace daicho::server {
namespace {

using namespace govern::migration;
using registers::Context;
using registers::Fields;

class Words {
public:
    explicit Words(Language language) : language_(language) {}
    std::string operator()(
        const std::string& id,
        const std::vector<std::pair<std::string, std::string>>& arguments = {}) const {
        return message("migration.paper." + id, language_, arguments);
    }
    std::string day(const Fields& row, std::string_view field) const {
        return row.has(field) ? format_era_date(row.date(field), language_, DateStyle::brief)
                              : std::string("－");
    }
    std::string code(const Fields& row, std::string_view field) const {
        return row.has(field) ? row.code(field).in(language_) : std::string("－");
    }
    [[nodiscard]] Language language() const noexcept { return language_; }

private:
    Language language_;
};

audit::Section order_section(const Fields& row, const Words& words) {
    audit::Table table{{words("what"), words("said")}, {460, 1'300}, {}};
    table.rows = {{words("purpose"), row.text("purpose")},
                  {words("scope"), row.text("data_scope")},
                  {words("transfer"), words.code(row, "transfer")},
                  {words("term"), words.day(row, "starts_on") + " – " + words.day(row, "ends_on")},
                  {words("proposed"), row.text("proposed_by") + "　" +
                                          words.day(row, "proposed_on")},
                  {words("approved"), row.text("approved_by") + "　" +
                                          words.day(row, "approved_on")}};
    return {words("order"), {std::move(table)}};
}

audit::Section workers_section(const OrderBook& book, const Words& words, Date day) {
    audit::Table table{{words("account"), words("role"), words("term"), words("ended")},
                       {360, 500, 550, 350},
                       {}};
    for (const media::Line& line : book.workers) {
        const Fields row = line.fields();
        const std::string ended =
            row.has("ended_on") ? words.day(row, "ended_on")
                                : format_era_date(day, words.language(), DateStyle::brief);
        table.rows.push_back({row.text("account"), words.code(row, "role"),
                              words.day(row, "from") + " – " + words.day(row, "to"), ended});
    }
    return {words("rights"), {std::move(table)}};
}

audit::Section extractions_section(const OrderBook& book, const Words& words) {
    audit::Table table{{words("number"), words("when"), words("two"), words("rows"),
                        words("sealed")},
                       {300, 290, 540, 200, 430},
                       {}};
    for (const media::Line& line : book.extractions) {
        const Fields row = line.fields();
        std::string sealed = words.code(row, "encryption");
        if (row.has("medium_no")) {
            sealed += "　" + row.text("medium_no") + " / " + row.text("seal_no");
        }
        table.rows.push_back({row.text("extraction_no") + "\n" + row.text("what"),
                              words.day(row, "taken_on") + " " + row.text("taken_at"),
                              row.text("first_person") + "\n" + row.text("second_person"),
                              std::to_string(row.integer("row_count")), std::move(sealed)});
    }
    return {words("extractions"), {std::move(table)}};
}

audit::Section tests_section(const OrderBook& book, const Words& words) {
    audit::Table table{{words("number"), words("kind"), words("rows"), words("why")},
                       {360, 360, 200, 840},
                       {}};
    for (const media::Line& line : book.test_data) {
        const Fields row = line.fields();
        std::string why = row.text("why_enough");
        if (row.has("exception_by")) {
            why += "\n" + words("exception", {{"why", row.text("exception_reason")},
                                              {"by", row.text("exception_by")}});
        }
        table.rows.push_back({row.text("test_no") + "\n" + row.text("what"),
                              words.code(row, "kind"), std::to_string(row.integer("row_count")),
                              std::move(why)});
    }
    return {words("tests"), {std::move(table)}};
}

audit::Section looks_section(const OrderBook& book, const Words& words) {
    audit::Table table{{words("due"), words("looked"), words("by"), words("result")},
                       {300, 300, 520, 640},
                       {}};
    for (const media::Line& line : book.looks) {
        const Fields row = line.fields();
        std::string result = words.code(row, "result");
        if (row.flag("late")) result += "　" + words("late");
        table.rows.push_back({words.day(row, "due"), words.day(row, "looked_on"),
                              row.text("looked_by"), std::move(result)});
    }
    return {words("looks"), {std::move(table)}};
}

audit::Section cleared_section(const OrderBook& book, const Words& words) {
    audit::Table table{{words("what"), words("erased"), words("method"), words("certificate"),
                        words("by")},
                       {480, 300, 300, 300, 380},
                       {}};
    for (const media::Line& line : book.clearings) {
        const Fields row = line.fields();
        table.rows.push_back({row.text("what") + " " + row.text("medium_no"),
                              words.day(row, "erased_on") + " " + row.text("erased_at"),
                              words.code(row, "method"), row.text("certificate"),
                              row.text("erased_by")});
    }
    return {words("cleared"), {std::move(table)}};
}

audit::Paper paper_of(const Call& call, const OrderBook& book, Language language) {
    const Words words(language);
    const Fields row = book.fields();
    audit::Paper paper;
    paper.language = language;
    paper.at = call.app.kernel.clock().now();
    paper.title = words("title");
    const Date day = japan_date(paper.at);
    paper.head = {call.app.settings.name.in(language),
                  row.text("order_no") + "　" + row.text("title"),
                  words("head", {{"made", format_era_date(day, language)},
                                 {"by", media::person_text(call.session.person.principal)}})};
    paper.sections = {order_section(row, words),    workers_section(book, words, day),
                      extractions_section(book, words), tests_section(book, words),
                      looks_section(book, words),   cleared_section(book, words)};
    paper.foot = call.app.settings.name.in(language) + "　" + paper.title + "　" +
                 row.text("order_no");
    return paper;
}

// Ended from today on, whatever day the assignment said.
Status end_rights(const DeskWriter& desk, Context& context, const OrderBook& book) {
    DAICHO_TRY(grants, context.kernel.definition("role_assignment"));
    const std::string day = format_iso(japan_date(context.now));
    for (const media::Line& line : book.workers) {
        const Fields row = line.fields();
        if (row.text("state") == "ended") continue;
        DAICHO_TRY(record,
                   registers::find_record(context.connection, *grants, row.text("grant_no")));
        const std::size_t at = static_cast<std::size_t>(&line - book.workers.data());
        if (record && book.alive[at]) {
            registers::ChangeRequest end;
            end.register_name = "role_assignment";
            end.record = record;
            end.ended = true;
            end.valid = {japan_date(context.now), kForever};
            end.reason = "移行の完了 " + book.fields().text("order_no");
            DAICHO_CHECK(desk.write_document(context, "role_assignment", std::move(end)));
        }
        DAICHO_CHECK(desk.write(context, "migration_worker", line.record(),
                                {{"state", "ended"}, {"ended_on", day}}, "移行の完了"));
    }
    return {};
}

}  // namespace

Answer close_order(const Call& call, std::uint64_t order) {
    DAICHO_TRY(connection, call.app.kernel.reader());
    DAICHO_TRY(book, read_order(call, *connection, order));
    DAICHO_TRY(body, body_of(call));
    json::ObjectReader in(body, "");
    const std::string lang = in.one_of("lang", {"ja", "en"});
    DAICHO_CHECK(in.finish());
    Order without_rights = book.order;
    for (Worker& one : without_rights.workers) one.ended = true;  // this command ends them
    DAICHO_CHECK(check(book.rules, against_closing(book.rules, without_rights, today(call.app))));
    DeskWriter desk(call);
    for (const char* name : {kOrders, "migration_worker", "migration_order_document"}) {
        DAICHO_CHECK(desk.admit(name));
    }
    DAICHO_CHECK(desk.admit_anyone("role_assignment"));
    const std::string number = book.fields().text("order_no");
    const PaperPlace place{kOrders,   order, number,
                           "closing", "migration-" + number + "-" + lang + ".pdf",
                           journal::EntryKind::migration_closed};
    const auto language = lang == "en" ? Language::english : Language::japanese;
    DAICHO_TRY(printed, print_paper(call, paper_of(call, book, language), place));
    DAICHO_CHECK(call.app.kernel.command([&](Context& context) -> Status {
        DAICHO_CHECK(end_rights(desk, context, book));
        DAICHO_CHECK(keep_paper(desk, context, place, printed));
        const std::string who = media::person_text(call.session.person.principal);
        return done(desk.write(context, kOrders, order,
                               {{"state", "closed"},
                                {"closed_on", format_iso(japan_date(context.now))},
                                {"closed_by", who.substr(0, 80)},
                                {"closing_entry", std::to_string(printed.kept.entry)}},
                               "完了"));
    }));
    return json_answer(kept_json(printed.kept), 201);
}

}  // namespace daicho::server
