#include "server/migration_orders/order_book.hpp"

#include <fmt/format.h>

#include "register/key_index.hpp"

namespace daicho::server {

using namespace govern::migration;
using registers::Fields;

namespace {

State state_of(const std::string& word) {
    if (word == "running") return State::running;
    if (word == "closed") return State::closed;
    return word == "refused" ? State::refused : State::proposed;
}

std::optional<Date> day_of(const Fields& row, std::string_view field) {
    if (!row.has(field)) return std::nullopt;
    return row.date(field);
}

// The head of the order and its small parts; persons as humans.
class Reader {
public:
    Reader(const Call& call, store::Connection& connection, OrderBook& book)
        : call_(call), connection_(connection), book_(book), humans_(call, connection) {}

    Status run() {
        const Fields row = book_.fields();
        Order& order = book_.order;
        order.state = state_of(row.text("state"));
        DAICHO_TRY_AS(order.proposed_by, humans_.of(row.text("proposed_by")));
        DAICHO_TRY_AS(order.approved_by, humans_.of(row.text("approved_by")));
        order.minimal = row.flag("minimal");
        order.way = row.text("transfer");
        order.starts = row.date("starts_on");
        order.ends = row.date("ends_on");
        order.log_days = row.integer("log_days");
        book_.asker = humans_.asker();
        DAICHO_CHECK(workers());
        DAICHO_CHECK(extractions());
        DAICHO_CHECK(test_data());
        looks();
        clearings();
        return {};
    }

private:
    Status workers() {
        const Date day = today(call_.app);
        for (const media::Line& line : book_.workers) {
            const Fields row = line.fields();
            Worker one{row.text("account"), row.flag("second"), row.text("role"),
                       row.date("from"),    row.date("to"),     row.text("state") == "open",
                       row.text("state") == "ended"};
            DAICHO_TRY(in_force, in_force_today(row));
            book_.alive.push_back(in_force);
            DAICHO_TRY(human, humans_.of(one.account));
            const bool now = one.open && one.from <= day && day < one.to;
            book_.asker_works = book_.asker_works || (human == book_.asker && now);
            book_.order.workers.push_back(std::move(one));
        }
        return {};
    }

    Result<bool> in_force_today(const Fields& worker) {
        if (!worker.has("grant_no")) return false;
        DAICHO_TRY(grants, call_.app.kernel.definition("role_assignment"));
        DAICHO_TRY(record,
                   registers::find_record(connection_, *grants, worker.text("grant_no")));
        if (!record) return false;
        const Date day = today(call_.app);
        DAICHO_TRY(grant, media::row_of(call_.app.kernel, connection_, "role_assignment", *record,
                                        {day, std::nullopt}));
        if (!grant) return false;
        const Fields row = grant->fields();
        return row.date("from") <= day && (!row.has("to") || day < row.date("to"));
    }

    Status extractions() {
        for (const media::Line& line : book_.extractions) {
            const Fields row = line.fields();
            Extraction one;
            one.number = row.text("extraction_no");
            one.on = row.date("taken_on");
            DAICHO_TRY_AS(one.first, humans_.of(row.text("first_person")));
            DAICHO_TRY_AS(one.second, humans_.of(row.text("second_person")));
            one.refused = row.text("state") == "refused";
            one.encrypted = row.text("encryption") != "none";
            one.way = row.text("way");
            one.medium = row.text("medium_no");
            one.seal = row.text("seal_no");
            one.write_protected = row.flag("write_protected");
            book_.order.extractions.push_back(std::move(one));
        }
        return {};
    }

    Status test_data() {
        for (const media::Line& line : book_.test_data) {
            const Fields row = line.fields();
            TestData one{row.text("kind"), row.has("masked_fields"), 0, 0};
            DAICHO_TRY_AS(one.made_by, humans_.of(row.text("made_by")));
            DAICHO_TRY_AS(one.exception_by, humans_.of(row.text("exception_by")));
            book_.order.test_data.push_back(std::move(one));
        }
        return {};
    }

    void looks() {
        for (const media::Line& line : book_.looks) {
            const Fields row = line.fields();
            book_.order.looks.push_back({row.text("look_no"), row.date("due"),
                                         day_of(row, "looked_on"),
                                         row.text("result") == "suspicious",
                                         row.has("incident")});
        }
    }

    void clearings() {
        for (const media::Line& line : book_.clearings) {
            const Fields row = line.fields();
            book_.order.clearings.push_back({row.text("what"), row.text("kind"),
                                             row.text("medium_no"),
                                             row.text("state") == "cleared",
                                             day_of(row, "erased_on"), row.text("method"),
                                             row.has("certificate"),
                                             row.flag("misuse_checked")});
        }
    }

    const Call& call_;
    store::Connection& connection_;
    OrderBook& book_;
    Humans humans_;
};

}  // namespace

Result<Rules> migration_rules(const Call& call) {
    return load_rules((call.app.data / "catalogs" / "migration-order.yaml").string());
}

Result<OrderBook> read_order(const Call& call, store::Connection& connection,
                             std::uint64_t record) {
    DAICHO_TRY(allowed, reachable(call, kOrders));
    DAICHO_CHECK(within(call, allowed, record));
    const Date day = today(call.app);
    DAICHO_TRY(found,
               media::row_of(call.app.kernel, connection, kOrders, record, {day, std::nullopt}));
    if (!found) return not_found_error("change.no_record").with("record", id_text(record));
    OrderBook book;
    book.row = std::move(*found);
    DAICHO_TRY_AS(book.rules, migration_rules(call));
    const auto naming = [&](const char* name, const char* field) {
        return lines_naming(call, connection, name, field, record, day);
    };
    DAICHO_TRY_AS(book.workers, naming("migration_worker", "order"));
    DAICHO_TRY_AS(book.extractions, naming("migration_extraction", "order"));
    DAICHO_TRY_AS(book.test_data, naming("migration_test_data", "order"));
    DAICHO_TRY_AS(book.looks, naming("migration_log_watch", "order"));
    DAICHO_TRY_AS(book.clearings, naming("migration_clearing", "order"));
    DAICHO_TRY_AS(book.documents, naming("migration_order_document", "subject"));
    DAICHO_CHECK(Reader(call, connection, book).run());
    return book;
}

Status check(const Rules& rules, const Hindrances& hindrances) {
    if (hindrances.empty()) return {};
    BilingualText why;
    for (const std::string& code : hindrances) {
        const BilingualText one = govern::explain(rules.reasons, code);
        why.ja += one.ja;
        why.en += (why.en.empty() ? "" : " ") + one.en;
    }
    return conflict_error("migration.blocked").with("why_ja", why.ja).with("why_en", why.en);
}

std::string grant_key(const Fields& worker, const Rules& rules) {
    const RoleRule* role = rules.role(worker.text("role"));
    return fmt::format("{}/{}/{}/{}", worker.text("account"), worker.text("role"),
                       role == nullptr ? std::string() : role->task,
                       format_iso(worker.date("from")));
}

}  // namespace daicho::server
