#include "register/query.hpp"

#include <fmt/format.h>

#include <utility>

#include "base/assert.hpp"
#include "base/kana.hpp"
#include "register/detail/bind_cell.hpp"
#include "register/schema.hpp"

namespace daicho::registers {
namespace {

constexpr std::uint64_t kMaxLimit = 1'000;

std::string version_columns(const Definition& definition) {
    std::string columns =
        "v.version_id, v.record_id, v.commit_no, v.valid_from, v.valid_to, v.row_state";
    for (const Field& field : definition.fields) columns += ", v." + sql_name(field.name);
    return columns;
}

constexpr int kFirstField = 6;

Date date_at(const store::Statement& statement, int column) {
    return Date::from_days(static_cast<std::int32_t>(statement.integer(column)));
}

OwnedValue own(const Cell& cell) { return {cell.kind, cell.integer, std::string(cell.bytes)}; }

RecordVersion read_version(const store::Statement& statement, const Definition& definition) {
    RecordVersion version;
    version.version = static_cast<std::uint64_t>(statement.integer(0));
    version.record = static_cast<std::uint64_t>(statement.integer(1));
    version.commit = {static_cast<std::uint64_t>(statement.integer(2))};
    version.valid = {date_at(statement, 3), date_at(statement, 4)};
    version.state = static_cast<RowState>(statement.integer(5));
    version.values.reserve(definition.fields.size());
    for (std::size_t i = 0; i < definition.fields.size(); ++i) {
        version.values.push_back(own(detail::read_cell(
            statement, kFirstField + static_cast<int>(i), definition.fields[i])));
    }
    return version;
}

std::int64_t known(const Moment& moment) {
    return moment.as_known ? static_cast<std::int64_t>(moment.as_known->value) : INT64_MAX;
}

// SQL that yields (record_id, version_id) of what is true at the moment, with its parameters.
struct Picked {
    std::string from;                     // "w_head_x h WHERE …"
    std::vector<std::int64_t> parameters;
    std::string columns;                  // prefix of the columns that filters may use
};

Picked pick(const Definition& definition, const Moment& moment) {
    const std::string table = version_table(definition);
    if (definition.is_event()) {
        return {fmt::format("{} h WHERE h.commit_no <= ?", table), {known(moment)}, "h."};
    }
    const std::int64_t day = moment.as_of.days();
    if (!moment.as_known) {
        return {fmt::format("{} h WHERE h.valid_from <= ? AND h.valid_to > ?",
                            head_table(definition)),
                {day, day}, "h."};
    }
    return {fmt::format("(SELECT record_id AS r, max(version_id) AS newest FROM {0} WHERE "
                        "commit_no <= ? AND valid_from <= ? AND valid_to > ? AND row_state <= {1} "
                        "GROUP BY record_id) p JOIN {0} h ON h.version_id = p.newest WHERE "
                        "h.row_state <> {1}",
                        table, static_cast<int>(RowState::ended)),
            {known(moment), day, day}, "h."};
}

// Conditions of a list, with the values to bind in order.
struct Conditions {
    std::string sql;
    std::vector<OwnedValue> values;
};

bool in_head(const Definition& definition, std::size_t field) {
    for (const std::size_t index : head_fields(definition)) {
        if (index == field) return true;
    }
    return false;
}

Error not_searchable(const Field& field) {
    return input_error("query.not_searchable")
        .with("field_ja", field.label.ja)
        .with("field_en", field.label.en)
        .at(field.name);
}

// Lets the planner probe the key of an event register once for each record of its first field.
std::string through_key(const Definition& definition) {
    const Field& first = definition.fields[definition.key.front()];
    return fmt::format(" AND h.{} IN (SELECT record_id FROM w_head_{})", sql_name(first.name),
                       first.target);
}

Status add_filter(const store::Dialect& dialect, const Definition& definition,
                  const Filter& filter, bool searchable_head, Conditions& out) {
    const Field& field = definition.fields[filter.field];
    if (!in_head(definition, filter.field)) return not_searchable(field);
    const std::string column = "h." + sql_name(field.name);
    if (filter.kind == FilterKind::is_empty) {
        out.sql += fmt::format(" AND {} IS NULL", column);
        return {};
    }
    if (filter.kind == FilterKind::contains) {
        const bool keyed = searchable_head && field.search != SearchKind::none &&
                           field.type == FieldType::text;
        out.sql += fmt::format(" AND {}({}, ?) > 0", dialect.place_of(),
                               keyed ? "h." + sql_name(search_name(field)) : column);
        out.values.push_back({Cell::Kind::text, 0,
                              keyed ? search_key(field, filter.value) : filter.value});
        return {};
    }
    DAICHO_TRY(cell, parse_cell(field, filter.value));
    const char* sign = filter.kind == FilterKind::equals     ? "="
                       : filter.kind == FilterKind::at_least ? ">="
                                                             : "<=";
    out.sql += fmt::format(" AND {} {} ?", column, sign);
    if (!field.own_index) out.sql += through_key(definition);
    out.values.push_back(own(cell));
    return {};
}

void add_exclusion(const Definition& definition, const Exclusion& exclusion, Conditions& out) {
    const bool itself = exclusion.field == Definition::npos;
    const std::string column =
        itself ? "h.record_id" : "h." + sql_name(definition.fields[exclusion.field].name);
    if (exclusion.all) {
        out.sql += itself ? " AND 1 = 0" : fmt::format(" AND {} IS NULL", column);
    } else if (!exclusion.records.empty()) {
        out.sql += fmt::format(" AND ({0} IS NULL OR {0} NOT IN ({1}))", column,
                               fmt::join(exclusion.records, ","));
    }
}

// Keys by their beginning, searched fields anywhere.
void add_text(const store::Dialect& dialect, const Definition& definition,
              const std::string& text, bool searchable_head, Conditions& out) {
    if (text.empty()) return;
    std::string any;
    const Field& key = definition.fields[definition.key.front()];
    if (key.storage() == Storage::text) {
        any = fmt::format("{}(h.{}, ?) > 0", dialect.place_of(), sql_name(key.name));
        out.values.push_back({Cell::Kind::text, 0, text});
    }
    for (const std::size_t index : search_fields(definition)) {
        const Field& field = definition.fields[index];
        any += any.empty() ? "" : " OR ";
        any += fmt::format("{}(h.{}, ?) > 0", dialect.place_of(),
                           sql_name(searchable_head ? search_name(field) : field.name));
        out.values.push_back(
            {Cell::Kind::text, 0, searchable_head ? search_key(field, text) : text});
    }
    if (!any.empty()) out.sql += " AND (" + any + ")";
}

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

Result<std::uint64_t> count_picked(store::Connection& connection, const Picked& picked,
                                   const Conditions& conditions, bool keep,
                                   const std::optional<std::uint64_t>& known_total) {
    if (known_total) return *known_total;
    DAICHO_TRY(count, kept(connection, keep, fmt::format("SELECT count(*) FROM {}{}", picked.from,
                                                         conditions.sql)));
    int parameter = 0;
    bind_all(*count, picked, conditions, parameter);
    DAICHO_TRY(row, count->step());
    return row ? static_cast<std::uint64_t>(count->integer(0)) : 0;
}

std::string order_of(const store::Dialect& dialect, const Definition& definition,
                     const ListQuery& query) {
    const auto by = [&](std::size_t field) {
        return dialect.ordered("h." + sql_name(definition.fields[field].name), query.descending) +
               ", ";
    };
    std::string order;
    if (query.sort != Definition::npos) {
        order = by(query.sort);
    } else {
        for (const std::size_t index : definition.key) order += by(index);
    }
    return order + "h.record_id";
}

}  // namespace

Result<std::optional<RecordVersion>> read_record(store::Connection& connection,
                                                 const Definition& definition,
                                                 std::uint64_t record, const Moment& moment) {
    const bool event = definition.is_event();
    DAICHO_TRY(statement,
               connection.cached(fmt::format(
                   "SELECT {} FROM {} v WHERE v.record_id = ? AND v.commit_no <= ?{} ORDER BY "
                   "v.version_id DESC LIMIT 1",
                   version_columns(definition), version_table(definition),
                   event ? " AND v.version_id = v.record_id AND v.version_id = ?"
                         : " AND v.valid_from <= ? AND v.valid_to > ? AND v.row_state <= 1")));
    statement->bind(0, static_cast<std::int64_t>(record));
    statement->bind(1, known(moment));
    statement->bind(2, event ? static_cast<std::int64_t>(record) : moment.as_of.days());
    if (!event) statement->bind(3, moment.as_of.days());
    DAICHO_TRY(row, statement->step());
    if (!row) return std::optional<RecordVersion>();
    RecordVersion version = read_version(*statement, definition);
    statement->reset();
    if (version.state == RowState::ended) return std::optional<RecordVersion>();
    return std::optional<RecordVersion>(std::move(version));
}

Result<std::vector<RecordVersion>> read_versions(store::Connection& connection,
                                                 const Definition& definition,
                                                 std::uint64_t record) {
    DAICHO_TRY(statement, connection.cached(fmt::format(
                              "SELECT {} FROM {} v WHERE v.{} = ? ORDER BY v.version_id",
                              version_columns(definition), version_table(definition),
                              definition.is_event() ? "version_id" : "record_id")));
    statement->bind(0, static_cast<std::int64_t>(record));
    std::vector<RecordVersion> versions;
    while (true) {
        DAICHO_TRY(row, statement->step());
        if (!row) break;
        versions.push_back(read_version(*statement, definition));
    }
    return versions;
}

Result<std::vector<RecordVersion>> read_history(store::Connection& connection,
                                                const Definition& definition,
                                                std::uint64_t record) {
    DAICHO_TRY(versions, read_versions(connection, definition, record));
    std::erase_if(versions, [](const RecordVersion& one) { return !is_confirmed(one.state); });
    return versions;
}

std::string rows_asked(const ListQuery& query) {
    std::string text = fmt::format("{} {} {}", query.moment.as_of.days(),
                                   query.moment.as_known ? query.moment.as_known->value : 0,
                                   query.text.size()) + query.text;
    for (const Filter& filter : query.filters) {
        text += fmt::format("|{} {} {}", filter.field, static_cast<int>(filter.kind),
                            filter.value.size()) + filter.value;
    }
    for (const Exclusion& exclusion : query.exclusions) {
        text += fmt::format("!{} {} {}", exclusion.field, exclusion.all,
                            fmt::join(exclusion.records, ","));
    }
    return text;
}

Result<ListPage> list_records(store::Connection& connection, const Definition& definition,
                              const ListQuery& query) {
    const store::Dialect& dialect = connection.dialect();
    const bool searchable_head = !definition.is_event() && !query.moment.as_known;
    if (query.sort != Definition::npos && !in_head(definition, query.sort)) {
        return not_searchable(definition.fields[query.sort]);
    }
    const Picked picked = pick(definition, query.moment);
    Conditions conditions;
    for (const Filter& filter : query.filters) {
        DAICHO_CHECK(add_filter(dialect, definition, filter, searchable_head, conditions));
    }
    add_text(dialect, definition, query.text, searchable_head, conditions);
    for (const Exclusion& exclusion : query.exclusions) {
        add_exclusion(definition, exclusion, conditions);
    }

    ListPage page;
    DAICHO_TRY(total, count_picked(connection, picked, conditions,
                                   query.exclusions.empty(), query.known_total));
    page.total = total;
    DAICHO_TRY(select,
               kept(connection, query.exclusions.empty(), fmt::format(
                   "SELECT {} FROM (SELECT h.version_id AS id, row_number() OVER () AS place FROM "
                   "(SELECT h.version_id FROM {}{} ORDER BY {} LIMIT ? OFFSET ?) h) page JOIN {} v "
                   "ON v.version_id = page.id ORDER BY page.place",
                   version_columns(definition), picked.from, conditions.sql,
                   order_of(dialect, definition, query), version_table(definition))));
    int parameter = 0;
    bind_all(*select, picked, conditions, parameter);
    select->bind(parameter++, static_cast<std::int64_t>(std::min(query.limit, kMaxLimit)));
    select->bind(parameter, static_cast<std::int64_t>(query.offset));
    while (true) {
        DAICHO_TRY(row, select->step());
        if (!row) break;
        page.rows.push_back(read_version(*select, definition));
    }
    return page;
}

Result<std::uint64_t> count_records(store::Connection& connection, const Definition& definition,
                                    const Moment& moment) {
    if (definition.is_event() && !moment.as_known) {  // numbered without gaps
        DAICHO_TRY(newest, connection.integer("SELECT max(version_id) FROM " +
                                              version_table(definition)));
        return static_cast<std::uint64_t>(newest);
    }
    const Picked picked = pick(definition, moment);
    return count_picked(connection, picked, {}, true, std::nullopt);
}

std::string key_of(const Definition& definition, const RecordVersion& version) {
    std::string key;
    for (const std::size_t index : definition.key) {
        if (!key.empty()) key += '/';
        key += format_cell(definition.fields[index], version.values[index].cell());
    }
    return key;
}

Status scan(store::Connection& connection, const Definition& definition,
            std::span<const std::size_t> fields, const Moment& moment, const ScanRow& visit) {
    std::string columns = "h.record_id";
    for (const std::size_t field : fields) {
        columns += ", h." + sql_name(definition.fields[field].name);
    }
    Moment exact = moment;  // the versions hold every column, the head does not
    if (!exact.as_known) exact.as_known = CommitNumber{INT64_MAX};
    const Picked picked = pick(definition, exact);
    DAICHO_TRY(select, connection.prepare(fmt::format(
                           "SELECT {} FROM {}{}", columns, picked.from,
                           connection.dialect().scan_order("h.record_id"))));
    int parameter = 0;
    bind_all(*select, picked, {}, parameter);
    std::vector<Cell> cells(fields.size());
    while (true) {
        DAICHO_TRY(row, select->step());
        if (!row) return {};
        for (std::size_t i = 0; i < fields.size(); ++i) {
            cells[i] = detail::read_cell(*select, static_cast<int>(i) + 1,
                                         definition.fields[fields[i]]);
        }
        DAICHO_CHECK(visit(static_cast<std::uint64_t>(select->integer(0)), cells));
    }
}

}  // namespace daicho::registers
