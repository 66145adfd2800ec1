#include "register/head.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "register/detail/bind_cell.hpp"
#include "register/schema.hpp"
#include "register/waiting_index.hpp"

namespace daicho::registers {
namespace {

constexpr std::int64_t kStretch = 20'000;  // records compared at once
constexpr std::size_t kFew = 8;  // rows for which statements for each cost less than those for all

std::string head_column_names(const Definition& definition) {
    std::string names;
    for (const std::size_t index : head_fields(definition)) {
        names += ", " + sql_name(definition.fields[index].name);
    }
    for (const std::size_t index : search_fields(definition)) {
        names += ", " + sql_name(search_name(definition.fields[index]));
    }
    return names;
}

// Cells of one stored version, in order of the fields. Views live until the next step.
Status read_version(store::Statement& select, const Definition& definition, std::uint64_t version,
                    std::vector<Cell>& cells) {
    select.reset();
    select.bind(0, static_cast<std::int64_t>(version));
    DAICHO_TRY(row, select.step());
    cells.assign(definition.fields.size(), Cell::null());
    for (std::size_t i = 0; row && i < cells.size(); ++i) {
        cells[i] = detail::read_cell(select, static_cast<int>(i), definition.fields[i]);
    }
    return {};
}

// A timeline entry while a record's versions are replayed.
struct Segment {
    ValidTime valid;
    std::uint64_t version;
};

// The same rule as HeadWriter, in memory: later versions cover earlier ones.
void cover(std::vector<Segment>& timeline, ValidTime valid, std::uint64_t version, bool ended) {
    std::vector<Segment> next;
    for (const Segment& old : timeline) {
        if (old.valid.to <= valid.from || old.valid.from >= valid.to) {
            next.push_back(old);
            continue;
        }
        if (old.valid.from < valid.from)
            next.push_back({{old.valid.from, valid.from}, old.version});
        if (old.valid.to > valid.to) next.push_back({{valid.to, old.valid.to}, old.version});
    }
    if (!ended) next.push_back({valid, version});
    timeline = std::move(next);
}

Date date_at(const store::Statement& statement, int column) {
    return Date::from_days(static_cast<std::int32_t>(statement.integer(column)));
}

// A stretch of record ids, the last one not in it.
struct Records {
    std::int64_t first = INT64_MIN;
    std::int64_t behind = INT64_MAX;
};

// Calls `visit(record, timeline, waiting)` for every record, in order; `waiting`: the version that
// belongs into w_waiting, 0 = none. What is only provisional has no part in the timeline.
template <class Visit>
Status replay(store::Connection& connection, const Definition& definition, Records records,
              Visit visit) {
    DAICHO_TRY(versions, connection.prepare(fmt::format(
                             "SELECT record_id, version_id, valid_from, valid_to, row_state FROM {} "
                             "WHERE record_id >= ? AND record_id < ? ORDER BY record_id, version_id",
                             version_table(definition))));
    versions->bind(0, records.first);
    versions->bind(1, records.behind);
    std::uint64_t current = 0;
    std::uint64_t waiting = 0;
    std::vector<Segment> timeline;
    while (true) {
        DAICHO_TRY(row, versions->step());
        const auto record = row ? static_cast<std::uint64_t>(versions->integer(0)) : 0;
        if (record != current && current != 0) {
            DAICHO_CHECK(visit(current, timeline, waiting));
            timeline.clear();
        }
        if (!row) break;
        current = record;
        const auto version = static_cast<std::uint64_t>(versions->integer(1));
        const auto state = static_cast<RowState>(versions->integer(4));
        waiting = waits(state) ? version : 0;
        if (!is_confirmed(state)) continue;
        cover(timeline, {date_at(*versions, 2), date_at(*versions, 3)}, version,
              state == RowState::ended);
    }
    return {};
}

// As it is stored: a day beyond what dates can be is a difference, too.
struct HeadRow {
    std::uint64_t record;
    std::int64_t from, to, version;
};

// What the head says about these records, in the order of the primary key.
Result<std::vector<HeadRow>> read_head(store::Connection& connection, const Definition& definition,
                                       Records records) {
    DAICHO_TRY(select, connection.cached(fmt::format(
                           "SELECT record_id, valid_from, valid_to, version_id FROM {} WHERE "
                           "record_id >= ? AND record_id < ? ORDER BY record_id, valid_from",
                           head_table(definition))));
    select->bind(0, records.first);
    select->bind(1, records.behind);
    std::vector<HeadRow> rows;
    while (true) {
        DAICHO_TRY(row, select->step());
        if (!row) return rows;
        rows.push_back({static_cast<std::uint64_t>(select->integer(0)), select->integer(1),
                        select->integer(2), select->integer(3)});
    }
}

bool same_timeline(std::vector<Segment> expected, std::span<const HeadRow> rows) {
    std::ranges::sort(expected, {}, [](const Segment& one) { return one.valid.from; });
    return std::ranges::equal(expected, rows, [](const Segment& wanted, const HeadRow& row) {
        return wanted.valid.from.days() == row.from && wanted.valid.to.days() == row.to &&
               static_cast<std::int64_t>(wanted.version) == row.version;
    });
}

// A stretch of records: two queries, since a query for each record costs a round trip to
// PostgreSQL. Removes from `waiting` what it met; gives the number of rows there should be.
Result<std::int64_t> compare_stretch(store::Connection& connection, const Definition& definition,
                                     Records stretch, WaitingVersions& waiting, std::size_t limit,
                                     std::set<std::uint64_t>& records) {
    DAICHO_TRY(head, read_head(connection, definition, stretch));
    std::int64_t expected = 0;
    auto at = head.begin();
    const auto note = [&](std::uint64_t record) {
        if (records.size() < limit) records.insert(record);
    };
    const auto visit = [&](std::uint64_t record, const std::vector<Segment>& timeline,
                           std::uint64_t waits_now) -> Status {
        for (; at != head.end() && at->record < record; ++at) note(at->record);
        const auto begin = at;
        while (at != head.end() && at->record == record) ++at;
        const auto known = waiting.find(record);
        const bool waits_so = (known == waiting.end() ? 0 : known->second) == waits_now;
        waiting.erase(record);
        expected += static_cast<std::int64_t>(timeline.size());
        if (!waits_so || !same_timeline(timeline, {begin, at})) note(record);
        return {};
    };
    DAICHO_CHECK(replay(connection, definition, stretch, visit));
    for (; at != head.end(); ++at) note(at->record);
    return expected;
}

// Records whose timeline is not what their versions say; gives the number of rows there should be.
Result<std::int64_t> compare_timelines(store::Connection& connection, const Definition& definition,
                                       std::size_t limit, std::set<std::uint64_t>& records) {
    DAICHO_TRY(waiting, read_waiting(connection, definition));
    const std::string from = " FROM " + version_table(definition);
    DAICHO_TRY(begin, connection.integer("SELECT coalesce(min(record_id), 0)" + from));
    DAICHO_TRY(last, connection.integer("SELECT coalesce(max(record_id), -1)" + from));
    std::int64_t expected = 0;
    for (std::int64_t first = begin; first <= last;) {
        const Records stretch{first, first > INT64_MAX - kStretch ? INT64_MAX : first + kStretch};
        DAICHO_TRY(rows, compare_stretch(connection, definition, stretch, waiting, limit, records));
        expected += rows;
        // Ids that somebody made far away are not walked to.
        const std::string next_sql = fmt::format(
            "SELECT coalesce(min(record_id), {}){} WHERE record_id >= {}", INT64_MAX, from,
            stretch.behind);
        DAICHO_TRY(next, connection.integer(next_sql));
        if (next == INT64_MAX) break;
        first = next;
    }
    for (const auto& [record, version] : waiting) {
        if (records.size() < limit) records.insert(record);
    }
    return expected;
}

// Records whose row holds other values than the version it names.
Status compare_columns(store::Connection& connection, const Definition& definition,
                       std::size_t limit, std::set<std::uint64_t>& records) {
    std::string same = "1 = 1";
    for (const std::size_t index : head_fields(definition)) {
        const std::string name = sql_name(definition.fields[index].name);
        same += fmt::format(" AND h.{0} {1} v.{0}", name, connection.dialect().same());
    }
    const auto searched = search_fields(definition);
    std::string keys;
    for (const std::size_t index : searched) {
        const Field& field = definition.fields[index];
        keys += fmt::format(", v.{}, h.{}", sql_name(field.name), sql_name(search_name(field)));
    }
    DAICHO_TRY(select, connection.prepare(fmt::format(
                           "SELECT h.record_id, {}{} FROM {} h LEFT JOIN {} v USING (version_id){}",
                           same, keys, head_table(definition), version_table(definition),
                           searched.empty() ? " WHERE NOT (" + same + ")" : "")));
    while (records.size() < limit) {
        DAICHO_TRY(row, select->step());
        if (!row) break;
        bool fits = select->integer(1) != 0;
        for (std::size_t i = 0; fits && i < searched.size(); ++i) {
            const int column = 2 + 2 * static_cast<int>(i);
            fits = !select->is_null(column + 1) &&
                   select->text(column + 1) ==
                       search_key(definition.fields[searched[i]], select->text(column));
        }
        if (!fits) records.insert(static_cast<std::uint64_t>(select->integer(0)));
    }
    select->reset();
    return {};
}

}  // namespace

HeadWriter::HeadWriter(store::Connection& connection, const Definition& definition)
    : connection_(&connection), definition_(&definition), fields_(head_fields(definition)),
      searched_(search_fields(definition)), keys_(searched_.size()) {
    const std::string table = head_table(definition);
    const std::string names = head_column_names(definition);
    overlapping_.sql = fmt::format(
        "SELECT valid_from, valid_to FROM {} WHERE record_id = ? AND valid_from < ? AND valid_to > ?",
        table);
    trim_.sql =
        fmt::format("UPDATE {} SET valid_to = ? WHERE record_id = ? AND valid_from = ?", table);
    copy_right_.sql = fmt::format(
        "INSERT INTO {0} (record_id, valid_from, valid_to, version_id{1}) "
        "SELECT record_id, ?, valid_to, version_id{1} FROM {0} WHERE record_id = ? AND valid_from = ?",
        table, names);
    remove_.sql = fmt::format("DELETE FROM {} WHERE record_id = ? AND valid_from = ?", table);
}

Result<HeadWriter> HeadWriter::open(store::Connection& connection, const Definition& definition) {
    return HeadWriter(connection, definition);
}

Result<store::Statement*> HeadWriter::ready(Prepared& prepared) {
    if (prepared.statement == nullptr) {
        DAICHO_TRY(statement, connection_->cached(prepared.sql));
        prepared.statement = statement;
    }
    return prepared.statement;
}

Status HeadWriter::make_room(std::uint64_t record, ValidTime valid) {
    const auto id = static_cast<std::int64_t>(record);
    std::vector<ValidTime> hit;
    {
        DAICHO_TRY(select, ready(overlapping_));
        select->bind(0, id);
        select->bind(1, valid.to.days());
        select->bind(2, valid.from.days());
        while (true) {
            DAICHO_TRY(row, select->step());
            if (!row) break;
            hit.push_back({date_at(*select, 0), date_at(*select, 1)});
        }
    }
    for (const ValidTime old : hit) {
        if (old.to > valid.to) {
            DAICHO_TRY(copy, ready(copy_right_));
            copy->bind(0, valid.to.days());
            copy->bind(1, id);
            copy->bind(2, old.from.days());
            DAICHO_CHECK(copy->run());
        }
        const bool keep_left = old.from < valid.from;
        DAICHO_TRY(change, ready(keep_left ? trim_ : remove_));
        if (keep_left) change->bind(0, valid.from.days());
        change->bind(keep_left ? 1 : 0, id);
        change->bind(keep_left ? 2 : 1, old.from.days());
        DAICHO_CHECK(change->run());
    }
    return {};
}

Status HeadWriter::put(std::uint64_t record, std::uint64_t version, ValidTime valid,
                       RowState state, std::span<const Cell> cells, bool fresh) {
    const Waiting row{record, version, valid, state, cells};
    if (!fresh && connection_->gathers_rows()) return wait(row);
    if (!fresh) DAICHO_CHECK(make_room(record, valid));
    return insert(row);
}

// Two versions of one record are told apart by their order: the second waits for the first.
Status HeadWriter::wait(const Waiting& row) {
    if (!waiting_records_.insert(row.record).second) {
        DAICHO_CHECK(settle());
        waiting_records_.insert(row.record);
    }
    waiting_.push_back(row);
    return {};
}

Status HeadWriter::settle() {
    if (waiting_.size() < kFew) {
        for (const Waiting& row : waiting_) DAICHO_CHECK(make_room(row.record, row.valid));
    } else {
        DAICHO_CHECK(make_room_for_all());
    }
    for (const Waiting& row : waiting_) DAICHO_CHECK(insert(row));
    waiting_.clear();
    waiting_records_.clear();
    return {};
}

// The versions that wait stand in v_ already and say where: right remainders are copied, what
// begins inside goes, what began before ends where they begin – the rule of make_room for all at
// once. New records between them have but their own rows, which the comparison of versions leaves
// alone.
Status HeadWriter::make_room_for_all() {
    const auto [first, last] = std::ranges::minmax(waiting_, {}, &Waiting::version);
    const std::string head = head_table(*definition_);
    const std::string from = fmt::format(
        "{} n WHERE n.version_id BETWEEN ? AND ? AND n.record_id = h.record_id AND h.version_id < "
        "n.version_id AND h.valid_to > n.valid_from AND h.valid_from ",
        version_table(*definition_));
    const std::string names = head_column_names(*definition_);
    std::string old_names;
    for (const std::string& column : head_target(*definition_).columns) {
        if (old_names.empty() && column != "version_id") continue;
        old_names += ", h." + column;
    }
    for (const std::string& sql :
         {fmt::format("INSERT INTO {0} (record_id, valid_from, valid_to, version_id{1}) SELECT "
                      "h.record_id, n.valid_to, h.valid_to{2} FROM {0} h, {3}< n.valid_to AND "
                      "h.valid_to > n.valid_to", head, names, old_names, from),
          fmt::format("DELETE FROM {} h USING {}>= n.valid_from AND h.valid_from < n.valid_to",
                      head, from),
          fmt::format("UPDATE {} h SET valid_to = n.valid_from FROM {}< n.valid_from", head,
                      from)}) {
        DAICHO_TRY(change, connection_->cached(sql));
        change->bind(0, static_cast<std::int64_t>(first.version));
        change->bind(1, static_cast<std::int64_t>(last.version));
        DAICHO_CHECK(change->run());
    }
    return {};
}

Status HeadWriter::insert(const Waiting& row) {
    if (row.state == RowState::ended) return {};
    if (insert_ == nullptr) {
        DAICHO_TRY_AS(insert_, connection_->appending(head_target(*definition_)));
    }
    insert_->bind(0, static_cast<std::int64_t>(row.record));
    insert_->bind(1, row.valid.from.days());
    insert_->bind(2, row.valid.to.days());
    insert_->bind(3, static_cast<std::int64_t>(row.version));
    int parameter = 4;
    for (const std::size_t index : fields_) {
        detail::bind_cell(*insert_, parameter++, row.cells[index]);
    }
    for (std::size_t i = 0; i < searched_.size(); ++i) {
        const Cell& cell = row.cells[searched_[i]];
        keys_[i] = search_key(definition_->fields[searched_[i]], cell.bytes);
        insert_->bind_text(parameter++, keys_[i]);
    }
    return insert_->run();
}

Status rebuild_head(store::Connection& connection, const Definition& definition) {
    const std::string table = head_table(definition);
    DAICHO_CHECK(connection.execute(connection.dialect().tables(
        fmt::format("DROP TABLE IF EXISTS {0}; CREATE TABLE {0} ({1}) STRICT, WITHOUT ROWID;",
                    table, head_columns(definition)))));
    DAICHO_TRY(select, connection.prepare(select_version_sql(definition)));
    DAICHO_TRY(writer, HeadWriter::open(connection, definition));
    std::vector<Cell> cells;
    DAICHO_CHECK(forget_waiting(connection, definition));
    const auto refill = [&](std::uint64_t record, const std::vector<Segment>& timeline,
                            std::uint64_t waiting) -> Status {
        if (waiting != 0) DAICHO_CHECK(put_waiting(connection, definition, record, waiting));
        for (const Segment& segment : timeline) {
            DAICHO_CHECK(read_version(*select, definition, segment.version, cells));
            DAICHO_CHECK(writer.put(record, segment.version, segment.valid, RowState::normal, cells,
                                    true));
        }
        return {};
    };
    DAICHO_CHECK(replay(connection, definition, {}, refill));
    DAICHO_CHECK(connection.flush());
    return create_head_indexes(connection, definition);
}

Result<std::vector<std::uint64_t>> head_differences(store::Connection& connection,
                                                    const Definition& definition,
                                                    std::size_t limit) {
    std::set<std::uint64_t> records;
    DAICHO_TRY(rows, compare_timelines(connection, definition, limit, records));
    DAICHO_CHECK(compare_columns(connection, definition, limit, records));
    DAICHO_TRY(count, connection.integer("SELECT count(*) FROM " + head_table(definition)));
    if (count != rows && records.size() < limit) records.insert(0);
    return std::vector<std::uint64_t>(records.begin(), records.end());
}

}  // namespace daicho::registers
