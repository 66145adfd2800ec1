#include "register/list.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <utility>

#include "register/detail/bind_cell.hpp"
#include "register/detail/list_conditions.hpp"
#include "register/detail/version_select.hpp"
#include "register/schema.hpp"

namespace daicho::registers {

using detail::Conditions;
using detail::Picked;

namespace {

constexpr std::uint64_t kMaxLimit = 1'000;

void bind_all(store::Statement& statement, const Picked& picked, const Conditions& conditions,
              int& parameter) {
    for (const std::int64_t value : picked.parameters) statement.bind(parameter++, value);
    for (const OwnedValue& value : conditions.values) {
        detail::bind_cell(statement, parameter++, value.cell());
    }
}

// A statement of ours, or one that its connection keeps. Texts with lists of records in them are
// not kept: there is no end of them.
class Kept {
public:
    explicit Kept(store::Statement* kept) noexcept : statement_(kept) {}
    explicit Kept(store::StatementPointer own) : own_(std::move(own)), statement_(own_.get()) {}
    Kept(Kept&& other) noexcept
        : own_(std::move(other.own_)), statement_(std::exchange(other.statement_, nullptr)) {}
    Kept& operator=(Kept&&) = delete;
    ~Kept() {
        if (statement_ != nullptr) statement_->reset();
    }
    store::Statement& operator*() const noexcept { return *statement_; }
    store::Statement* operator->() const noexcept { return statement_; }

private:
    store::StatementPointer own_;
    store::Statement* statement_;
};

Result<Kept> kept(store::Connection& connection, bool keep, const std::string& sql) {
    if (keep) {
        DAICHO_TRY(statement, connection.cached(sql));
        return Kept(statement);
    }
    DAICHO_TRY(statement, connection.prepare(sql));
    return Kept(std::move(statement));
}

// A list made ready: what it reads from and what it asks.
struct Asked {
    store::Connection& connection;
    const Definition& definition;
    const ListQuery& query;
    Picked picked;
    Conditions conditions;
    // Few rows, found by what other registers say: their records are found first, by the indexes of
    // the watch, and put in order then. In one statement every row asked would be fetched for its
    // place in the order.
    bool first_found = false;
    [[nodiscard]] bool keep() const { return query.exclusions.empty() && !query.scope; }
};

Result<Asked> ask(store::Connection& connection, const Definition& definition,
                  const ListQuery& query) {
    DAICHO_TRY(conditions, detail::list_conditions(connection.dialect(), definition, query));
    return Asked{connection,
                 definition,
                 query,
                 detail::pick(definition, query.moment),
                 std::move(conditions),
                 false};
}

constexpr std::uint64_t kFew = 5'000;

bool asks_others(const Definition& definition, const ListQuery& query) {
    return std::ranges::any_of(query.filters, [&definition](const Filter& filter) {
        const Watch* watch =
            filter.kind == FilterKind::watch ? find_watch(definition, filter.value) : nullptr;
        return watch != nullptr && !watch->related.empty();
    });
}

Result<std::uint64_t> count_rows(const Asked& asked) {
    if (asked.query.known_total) return *asked.query.known_total;
    DAICHO_TRY(count, kept(asked.connection, asked.keep(),
                           fmt::format("SELECT count(*) FROM {}{}", asked.picked.from,
                                       asked.conditions.sql)));
    int parameter = 0;
    bind_all(*count, asked.picked, asked.conditions, parameter);
    DAICHO_TRY(row, count->step());
    return row ? static_cast<std::uint64_t>(count->integer(0)) : 0;
}

// Appends versions of the list that also meet `part`, in order.
Status column_of(const Asked& asked, const char* column, const Conditions& part,
                 std::uint64_t offset, std::uint64_t limit, std::vector<std::uint64_t>& out) {
    const std::string& from = asked.picked.from;
    const std::string rows =
        asked.first_found ? fmt::format("{} AND h.record_id IN (SELECT h.record_id FROM {}{})",
                                        from, from, asked.conditions.sql)
                          : from + asked.conditions.sql;
    DAICHO_TRY(select, kept(asked.connection, asked.keep(),
                            fmt::format("SELECT h.{} FROM {}{} ORDER BY {} LIMIT ? OFFSET ?",
                                        column, rows, part.sql,
                                        detail::order_of(asked.connection.dialect(),
                                                         asked.definition, asked.query))));
    int parameter = 0;
    if (asked.first_found) bind_all(*select, asked.picked, {}, parameter);
    bind_all(*select, asked.picked, asked.conditions, parameter);
    for (const OwnedValue& value : part.values) {
        detail::bind_cell(*select, parameter++, value.cell());
    }
    select->bind(parameter++, static_cast<std::int64_t>(limit));
    select->bind(parameter, static_cast<std::int64_t>(offset));
    while (true) {
        DAICHO_TRY(row, select->step());
        if (!row) return {};
        out.push_back(static_cast<std::uint64_t>(select->integer(0)));
    }
}

Status versions_of(const Asked& asked, const Conditions& part, std::uint64_t offset,
                   std::uint64_t limit, std::vector<std::uint64_t>& out) {
    return column_of(asked, "version_id", part, offset, limit, out);
}

// Where the row stands behind which the page begins. What the list leaves out has no place in it:
// the rows behind it would tell its values.
Result<detail::Place> place_of(const Asked& asked) {
    std::string columns = "h.record_id";
    const std::vector<std::size_t> fields = detail::order_fields(asked.definition, asked.query);
    for (const std::size_t field : fields) {
        columns += ", h." + sql_name(asked.definition.fields[field].name);
    }
    DAICHO_TRY(select,
               kept(asked.connection, asked.keep(),
                    fmt::format("SELECT {} FROM {} h WHERE h.version_id = ? AND h.row_state = 0{}",
                                columns, version_table(asked.definition),
                                detail::list_exclusions(asked.definition, asked.query).sql)));
    select->bind(0, static_cast<std::int64_t>(asked.query.after));
    DAICHO_TRY(row, select->step());
    if (!row) return input_error("query.no_such_place");
    detail::Place place;
    place.record = static_cast<std::uint64_t>(select->integer(0));
    for (std::size_t i = 0; i < fields.size(); ++i) {
        place.values.push_back(detail::own(detail::read_cell(*select, static_cast<int>(i) + 1,
                                                             asked.definition.fields[fields[i]])));
    }
    return place;
}

Status versions_behind(const Asked& asked, std::uint64_t limit, std::vector<std::uint64_t>& out) {
    DAICHO_TRY(place, place_of(asked));
    for (const Conditions& part :
         detail::behind(asked.connection.dialect(), asked.definition, asked.query, place)) {
        if (out.size() >= limit) break;
        DAICHO_CHECK(versions_of(asked, part, 0, limit - out.size(), out));
    }
    return {};
}

}  // namespace

std::string rows_asked(const ListQuery& query) {
    std::string text =
        fmt::format("{} {} {}", query.moment.as_of.days(),
                    query.moment.as_known ? query.moment.as_known->value : 0, query.text.size()) +
        query.text;
    for (const Filter& filter : query.filters) {
        text += fmt::format("|{} {}{} {}", filter.field, filter.negated ? "!" : "",
                            static_cast<int>(filter.kind), filter.value.size()) +
                filter.value;
        if (filter.kind == FilterKind::between) text += " " + filter.to;
        for (const std::string& value : filter.values) {
            text += fmt::format(",{} ", value.size()) + value;
        }
    }
    if (query.scope) text += scope_text(*query.scope);
    for (const Exclusion& exclusion : query.exclusions) {
        text += fmt::format("!{} {} {}", exclusion.field, exclusion.all,
                            fmt::join(exclusion.records, ","));
    }
    return text;
}

std::string order_asked(const ListQuery& query) {
    return rows_asked(query) + fmt::format(">{} {}", query.sort, query.descending);
}

Result<std::uint64_t> count_list(store::Connection& connection, const Definition& definition,
                                 const ListQuery& query) {
    DAICHO_TRY(asked, ask(connection, definition, query));
    return count_rows(asked);
}

Result<ListPage> list_records(store::Connection& connection, const Definition& definition,
                              const ListQuery& query) {
    DAICHO_TRY(asked, ask(connection, definition, query));
    ListPage page;
    DAICHO_TRY(total, count_rows(asked));
    page.total = total;
    asked.first_found = total <= kFew && asks_others(definition, query);
    const std::uint64_t limit = std::min(query.limit, kMaxLimit);
    std::vector<std::uint64_t> versions;
    if (query.after != 0) {
        DAICHO_CHECK(versions_behind(asked, limit, versions));
    } else {
        DAICHO_CHECK(versions_of(asked, {}, query.offset, limit, versions));
    }
    DAICHO_TRY(rows, read_rows(connection, definition, versions));
    page.rows = std::move(rows);
    return page;
}

Result<std::optional<std::vector<std::uint64_t>>> list_order(store::Connection& connection,
                                                             const Definition& definition,
                                                             const ListQuery& query,
                                                             std::uint64_t most) {
    DAICHO_TRY(asked, ask(connection, definition, query));
    std::optional<std::vector<std::uint64_t>> versions(std::in_place);
    DAICHO_CHECK(versions_of(asked, {}, 0, most + 1, *versions));
    if (versions->size() > most) versions.reset();
    return versions;
}

Result<std::optional<std::vector<std::uint64_t>>> list_members(store::Connection& connection,
                                                               const Definition& definition,
                                                               const ListQuery& query,
                                                               std::uint64_t most) {
    DAICHO_TRY(asked, ask(connection, definition, query));
    std::optional<std::vector<std::uint64_t>> records(std::in_place);
    DAICHO_CHECK(column_of(asked, "record_id", {}, 0, most + 1, *records));
    if (records->size() > most) records.reset();
    return records;
}

Result<std::vector<RecordVersion>> read_rows(store::Connection& connection,
                                             const Definition& definition,
                                             std::span<const std::uint64_t> versions) {
    if (versions.empty()) return std::vector<RecordVersion>();
    // Few texts of statements: the last version is asked for again up to the next power of two.
    const std::size_t places = std::bit_ceil(versions.size());
    std::string marks = "?";
    for (std::size_t i = 1; i < places; ++i) marks += ",?";
    DAICHO_TRY(select, connection.cached(fmt::format(
                           "SELECT {} FROM {} v WHERE v.version_id IN ({})",
                           detail::version_columns(definition), version_table(definition), marks)));
    for (std::size_t i = 0; i < places; ++i) {
        select->bind(static_cast<int>(i),
                     static_cast<std::int64_t>(versions[std::min(i, versions.size() - 1)]));
    }
    std::vector<RecordVersion> found;
    found.reserve(versions.size());
    while (true) {
        DAICHO_TRY(row, select->step());
        if (!row) break;
        found.push_back(detail::read_version(*select, definition));
    }
    select->reset();
    std::ranges::sort(found, {}, &RecordVersion::version);
    std::vector<RecordVersion> rows;
    rows.reserve(versions.size());
    for (const std::uint64_t version : versions) {
        const auto place = std::ranges::lower_bound(found, version, {}, &RecordVersion::version);
        if (place != found.end() && place->version == version) rows.push_back(std::move(*place));
    }
    return rows;
}

}  // namespace daicho::registers
