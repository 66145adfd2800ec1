// What the desk of portable media shows: from the head tables alone, a hundred rows of each kind.
#include "media/add_certificate.hpp"
#include "media/detail/row_json.hpp"
#include "media/portable.hpp"
#include "register/list.hpp"

namespace daicho::media {
namespace {

using namespace detail;
using registers::Filter;
using registers::FilterKind;
using registers::ListQuery;

constexpr std::uint64_t kMost = 100;

class View {
public:
    View(registers::Kernel& kernel, store::Connection& connection, Date today)
        : kernel_(kernel), connection_(connection), moment_{today, std::nullopt} {}

    // Loans in a state, those due first.
    Result<json::Value> loans(std::string_view state, std::string_view person) {
        DAICHO_TRY(page, list("medium_loan", "state", {std::string(state)}, "due", false));
        json::Array rows;
        for (const Line& line : page.lines) {
            json::Object row = fields_json(
                line, {"loan_no", "state", "purpose", "data_kind", "why_not_transfer", "section",
                       "requested_by", "requested_on", "approved_by", "carry_out", "due",
                       "lent_on", "lent_at", "key_no", "locked_place", "origin"});
            DAICHO_TRY_AS(row["medium"], named(line, "medium", "medium_no", "serial"));
            DAICHO_TRY_AS(row["terminal"], named(line, "terminal", "terminal_no", "model"));
            row["own"] = line.fields().text("requested_by") == person;
            row["overdue"] = line.fields().date("due") < moment_.as_of;
            rows.push_back(std::move(row));
        }
        return json::Value(json::Object{{"total", page.total}, {"rows", std::move(rows)}});
    }

    Result<json::Value> devices() {
        DAICHO_TRY(definition, kernel_.definition("device_log_line"));
        ListQuery query = asked(*definition, "checked", {"open"});
        Filter other = filter(*definition, "judged", {"lent"});
        other.negated = true;
        query.filters.push_back(std::move(other));
        query.sort = definition->index_of("plugged_on");
        query.descending = true;
        DAICHO_TRY(page, registers::list_records(connection_, *definition, query));
        json::Array rows;
        for (auto& version : page.rows) {
            const Line line{definition, std::move(version)};
            json::Object row = fields_json(line, {"line_no", "terminal_no", "serial", "device",
                                                  "plugged_on", "plugged_at", "judged",
                                                  "origin"});
            DAICHO_TRY_AS(row["medium"], named(line, "medium", "medium_no", "serial"));
            rows.push_back(std::move(row));
        }
        return json::Value(json::Object{{"total", page.total}, {"rows", std::move(rows)}});
    }

    Result<json::Value> counts(std::string_view person) {
        DAICHO_TRY(definition, kernel_.definition("media_count"));
        ListQuery query;
        query.moment = moment_;
        query.limit = 10;
        query.sort = definition->index_of("counted_on");
        query.descending = true;
        DAICHO_TRY(page, registers::list_records(connection_, *definition, query));
        json::Array rows;
        for (auto& version : page.rows) {
            const Line line{definition, std::move(version)};
            json::Object row = fields_json(line, {"count_no", "span", "counted_on", "expected",
                                                  "out", "first_by", "second_by", "state", "why",
                                                  "origin"});
            const registers::Fields fields = line.fields();
            // Whoever counts second is not told what the first one found.
            const bool open = fields.text("state") == "first";
            row["first_found"] =
                open ? json::Value(nullptr) : json::Value(fields.integer("first_found"));
            row["second_found"] = fields.has("second_found")
                                      ? json::Value(fields.integer("second_found"))
                                      : json::Value(nullptr);
            row["own"] = fields.text("first_by") == person;
            rows.push_back(std::move(row));
        }
        return json::Value(std::move(rows));
    }

    // Portable media in the house, lent and lost: one pass over the ledger, not a count for each.
    Result<json::Object> media() {
        DAICHO_TRY(definition, kernel_.definition("medium"));
        const std::size_t columns[] = {definition->index_of("form"),
                                       definition->index_of("state")};
        std::uint64_t all = 0, lent = 0, lost = 0;
        DAICHO_CHECK(registers::scan(
            connection_, *definition, columns, moment_,
            [&](std::uint64_t, std::span<const registers::Cell> cells) -> Status {
                if (cells[0].bytes != "portable") return {};
                const std::string_view state = cells[1].bytes;
                if (state == "lost") ++lost;
                if (state == "lent") ++lent;
                if (state == "lent" || state == "in_use" || state == "stored") ++all;
                return {};
            }));
        return json::Object{{"all", all}, {"lent", lent}, {"lost", lost}};
    }

private:
    struct Page {
        std::uint64_t total = 0;
        Lines lines;
    };
    static Filter filter(const registers::Definition& definition, std::string_view field,
                         std::vector<std::string> values) {
        Filter one;
        one.field = definition.index_of(field);
        one.kind = FilterKind::one_of;
        one.values = std::move(values);
        return one;
    }
    ListQuery asked(const registers::Definition& definition, std::string_view field,
                    std::vector<std::string> values) const {
        ListQuery query;
        query.moment = moment_;
        query.limit = kMost;
        query.filters = {filter(definition, field, std::move(values))};
        return query;
    }
    Result<Page> list(std::string_view name, std::string_view field,
                      std::vector<std::string> values, std::string_view sort, bool descending) {
        DAICHO_TRY(definition, kernel_.definition(name));
        ListQuery query = asked(*definition, field, std::move(values));
        query.sort = definition->index_of(sort);
        query.descending = descending;
        DAICHO_TRY(page, registers::list_records(connection_, *definition, query));
        Page out{page.total, {}};
        for (auto& row : page.rows) out.lines.push_back({definition, std::move(row)});
        return out;
    }
    // The record behind a ref with two of its fields; null where there is none.
    Result<json::Value> named(const Line& line, std::string_view ref, std::string_view number,
                              std::string_view word) {
        if (!line.fields().has(ref)) return json::Value(nullptr);
        const auto& field = line.definition->fields[line.definition->index_of(ref)];
        DAICHO_TRY(row, row_of(kernel_, connection_, field.target, line.fields().ref(ref),
                               moment_));
        if (!row) return json::Value(nullptr);
        json::Object out{{"id", std::to_string(row->record())}};
        out["number"] = value_of(*row->definition, row->fields(), number);
        out["word"] = value_of(*row->definition, row->fields(), word);
        return json::Value(std::move(out));
    }

    registers::Kernel& kernel_;
    store::Connection& connection_;
    registers::Moment moment_;
};

}  // namespace

Result<json::Value> portable_view(registers::Kernel& kernel, store::Connection& connection,
                                  const identity::Principal& principal, Date today) {
    View view(kernel, connection, today);
    const std::string person = person_text(principal);
    json::Object out;
    DAICHO_TRY_AS(out["out"], view.loans("lent", person));
    DAICHO_TRY_AS(out["approved"], view.loans("approved", person));
    DAICHO_TRY_AS(out["waiting"], view.loans("requested", person));
    DAICHO_TRY_AS(out["devices"], view.devices());
    DAICHO_TRY_AS(out["counts"], view.counts(person));
    DAICHO_TRY(media, view.media());
    out["media"] = std::move(media);
    out["today"] = format_iso(today);
    return json::Value(std::move(out));
}

}  // namespace daicho::media
