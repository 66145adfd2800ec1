// The lists: what has run out, and what is held all the same.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "custody/last_entry.hpp"
#include "custody/retention.hpp"
#include "register/key_index.hpp"
#include "register/query.hpp"
#include "register/schema.hpp"

namespace daicho::custody {
namespace {

using registers::Definition;
using Records = std::set<std::uint64_t>;

// What ended before 1 April of `year` − N has been kept for N whole years since the 1 April after.
Date due_before(const Definition& definition, FiscalYear year) {
    return FiscalYear(year.year() - definition.retention.years).first_day();
}

Result<Records> read_ids(store::Connection& connection, const std::string& sql) {
    DAICHO_TRY(rows, connection.prepare(sql));
    Records ids;
    while (true) {
        DAICHO_TRY(there, rows->step());
        if (!there) return ids;
        ids.insert(static_cast<std::uint64_t>(rows->integer(0)));
    }
}

// SQL for the records of a register that are over on that day: by validity, or by when they were
// recorded.
Result<std::string> over_sql(store::Connection& connection, const Definition& definition,
                             FiscalYear year) {
    const Date before = due_before(definition, year);
    const std::string table = registers::version_table(definition);
    if (definition.is_event() || definition.retention.from == "recorded") {
        DAICHO_TRY(last, last_entry_before(connection, before));
        return fmt::format(
            "SELECT record_id FROM {} GROUP BY record_id HAVING max(commit_no) <= {}", table, last);
    }
    // Of a record that has no stretch left the versions say from when on it was no more.
    return fmt::format(
        "SELECT record_id FROM {0} GROUP BY record_id HAVING max(valid_to) < {2} UNION SELECT "
        "record_id FROM {1} v WHERE NOT EXISTS (SELECT 1 FROM {0} h WHERE h.record_id = "
        "v.record_id) GROUP BY record_id HAVING max(valid_from) < {2}",
        registers::head_table(definition), table, before.days());
}

// Records that a record which is still kept refers to.
Status drop_referenced(registers::Kernel& kernel, store::Connection& connection,
                       const Definition& definition, FiscalYear year, Records& records,
                       DueList& due) {
    for (const auto& other : kernel.definitions().all()) {
        DAICHO_TRY(over, over_sql(connection, *other, year));
        const std::string table = other->is_event() ? registers::version_table(*other)
                                                    : registers::head_table(*other);
        for (const registers::Field& field : other->fields) {
            if (field.type != registers::FieldType::ref || field.target != definition.name) {
                continue;
            }
            const std::string name = registers::sql_name(field.name);
            DAICHO_TRY(referenced,
                       read_ids(connection,
                                fmt::format("SELECT DISTINCT {0} FROM {1} WHERE {0} IS NOT NULL "
                                            "AND record_id NOT IN ({2})",
                                            name, table, over)));
            for (const std::uint64_t record : referenced) {
                due.held_referenced += records.erase(record);
            }
        }
    }
    return {};
}

Status drop_held(registers::Kernel& kernel, store::Connection& connection,
                 const Definition& definition, Records& records, DueList& due) {
    const Definition* holds = kernel.definitions().find("legal_hold");
    if (holds == nullptr) return {};
    const Date today = japan_date(kernel.clock().now());
    const std::size_t fields[] = {holds->index_of("target"), holds->index_of("record_key"),
                                  holds->index_of("starts"), holds->index_of("ends")};
    std::vector<std::string> keys;
    bool all = false;
    DAICHO_CHECK(registers::scan(
        connection, *holds, fields, {today, std::nullopt},
        [&](std::uint64_t, std::span<const registers::Cell> cells) -> Status {
            const bool over = !cells[3].is_null() && cells[3].integer <= today.days();
            if (cells[0].bytes != definition.name || over || cells[2].integer > today.days()) {
                return {};
            }
            all |= cells[1].bytes.empty();
            keys.emplace_back(cells[1].bytes);
            return {};
        }));
    if (all) {
        due.held_legal = records.size();
        records.clear();
        return {};
    }
    for (const std::string& key : keys) {
        DAICHO_TRY(record, registers::find_record(connection, definition, key));
        if (record) due.held_legal += records.erase(*record);
    }
    return {};
}

// Versions of these records that still hold something.
Result<std::vector<std::uint64_t>> filled_versions(store::Connection& connection,
                                                   const Definition& definition,
                                                   const Records& records) {
    const char* id = definition.is_event() ? "version_id" : "record_id";
    DAICHO_TRY(rows, connection.prepare(fmt::format(
                         "SELECT version_id FROM {} WHERE {} = ? AND row_salt IS NOT NULL",
                         registers::version_table(definition), id)));
    std::vector<std::uint64_t> versions;
    for (const std::uint64_t record : records) {
        rows->bind(0, static_cast<std::int64_t>(record));
        while (true) {
            DAICHO_TRY(there, rows->step());
            if (!there) break;
            versions.push_back(static_cast<std::uint64_t>(rows->integer(0)));
        }
    }
    std::ranges::sort(versions);
    return versions;
}

}  // namespace

std::string body_target(std::uint16_t period) { return "journal/" + std::to_string(period); }

Result<std::vector<DuePeriod>> due_periods(store::Connection& connection, FiscalYear year,
                                           int years) {
    const Date before = FiscalYear(year.year() - years).first_day();
    DAICHO_TRY(rows, connection.prepare("SELECT period, began, first_entry FROM w_body_period "
                                        "ORDER BY period"));
    std::vector<DuePeriod> due;
    std::uint64_t first = 1;
    while (true) {
        DAICHO_TRY(there, rows->step());
        if (!there) break;
        const auto period = static_cast<std::uint16_t>(rows->integer(0) - 1);
        const auto next = static_cast<std::uint64_t>(rows->integer(2));
        // It ended when the next one began.
        if (japan_date(Instant{rows->integer(1)}) <= before) {
            due.push_back({period, before, next - first,
                           registers::erasure_root(0, {{std::uint64_t{period}}})});
        }
        first = next;
    }
    std::vector<DuePeriod> left;
    for (const DuePeriod& one : due) {
        DAICHO_TRY(key, connection.integer("SELECT count(*) FROM w_key WHERE name = 'bodies/" +
                                           std::to_string(one.period) + "'"));
        if (key != 0) left.push_back(one);
    }
    return left;
}

Result<DueList> find_due(registers::Kernel& kernel, store::Connection& connection,
                         const Definition& definition, FiscalYear year) {
    DueList due;
    due.definition = &definition;
    due.before = due_before(definition, year);
    if (!definition.has_personal) return due;
    DAICHO_TRY(over, over_sql(connection, definition, year));
    DAICHO_TRY(records, read_ids(connection, fmt::format(
                            "SELECT DISTINCT record_id FROM {} WHERE row_salt IS NOT NULL AND "
                            "record_id IN ({})",
                            registers::version_table(definition), over)));
    if (!records.empty()) {
        DAICHO_CHECK(drop_held(kernel, connection, definition, records, due));
    }
    if (!records.empty()) {
        DAICHO_CHECK(drop_referenced(kernel, connection, definition, year, records, due));
    }
    DAICHO_TRY(versions, filled_versions(connection, definition, records));
    due.versions = std::move(versions);
    due.records.assign(records.begin(), records.end());
    due.root = registers::erasure_root(definition.number, due.versions);
    return due;
}

}  // namespace daicho::custody
