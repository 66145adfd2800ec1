#include "register/detail/key_check.hpp"

#include <fmt/format.h>

#include <set>

#include "register/detail/bind_cell.hpp"
#include "register/schema.hpp"

namespace daicho::registers::detail {
namespace {

constexpr std::int64_t kStretch = 10'000;  // keys at once

// Versions that can say a record's key.
std::string speaks(const Definition& definition, std::string_view alias) {
    std::string condition = fmt::format("{}.row_state <= 1", alias);
    for (const std::size_t index : definition.key) {
        if (!definition.fields[index].is_personal()) continue;
        return condition + fmt::format(" AND {}.row_salt IS NOT NULL", alias);
    }
    return condition;
}

// The fields whose texts, joined, are the key of a record: refs give way to the key they lead to.
struct Leaves {
    std::vector<const Field*> fields;
    std::string columns;
    std::string joins;
    int tables = 0;
};

Status add_leaves(const Kernel& kernel, const Definition& definition, const std::string& record,
                  Leaves& leaves) {
    const std::string alias = fmt::format("v{}", leaves.tables++);
    leaves.joins +=
        definition.is_event()
            ? fmt::format(" LEFT JOIN {0} {1} ON {1}.version_id = {2}", version_table(definition),
                          alias, record)
            : fmt::format(" LEFT JOIN {0} {1} ON {1}.version_id = (SELECT min(f.version_id) FROM "
                          "{0} f WHERE f.record_id = {2} AND {3})",
                          version_table(definition), alias, record, speaks(definition, "f"));
    for (const std::size_t index : definition.key) {
        const Field& field = definition.fields[index];
        const std::string column = alias + "." + sql_name(field.name);
        if (field.type == FieldType::ref) {
            DAICHO_TRY(target, kernel.definition(field.target));
            DAICHO_CHECK(add_leaves(kernel, *target, column, leaves));
        } else {
            leaves.fields.push_back(&field);
            leaves.columns += ", " + column;
        }
    }
    return {};
}

class Comparison {
public:
    Comparison(store::Connection& connection, const Definition& definition, std::size_t limit)
        : connection_(&connection), definition_(&definition), limit_(limit) {}

    Status run(const Kernel& kernel) {
        DAICHO_CHECK(add_leaves(kernel, *definition_, "k.record_id", leaves_));
        while (wrong_.size() < limit_) {
            DAICHO_TRY(more, compare_stretch());
            if (!more) break;
        }
        if (wrong_.size() < limit_) DAICHO_CHECK(find_missing());
        return {};
    }
    [[nodiscard]] std::vector<std::uint64_t> wrong() const {
        return {wrong_.begin(), wrong_.end()};
    }

private:
    void note(std::int64_t record) {
        if (wrong_.size() < limit_) wrong_.insert(static_cast<std::uint64_t>(record));
    }
    // Bounded inside: the join would otherwise be made for all keys behind.
    [[nodiscard]] std::string stretch_sql() const {
        return fmt::format(
            "SELECT k.key, k.record_id, v0.version_id{} FROM (SELECT key, record_id FROM {} {}"
            "ORDER BY key LIMIT {}) k{}",
            leaves_.columns, key_table(*definition_), first_ ? "" : "WHERE key > ? ", kStretch,
            leaves_.joins);
    }
    [[nodiscard]] std::string key_of(const store::Statement& row) const {
        std::string key;
        for (std::size_t i = 0; i < leaves_.fields.size(); ++i) {
            const Field& field = *leaves_.fields[i];
            if (i != 0) key += '/';
            key += format_cell(field, read_cell(row, 3 + static_cast<int>(i), field));
        }
        return key;
    }
    Result<bool> compare_stretch() {
        DAICHO_TRY(rows, connection_->cached(stretch_sql()));
        if (!first_) rows->bind_text(0, last_);
        std::int64_t found = 0;
        std::string greatest;
        while (true) {
            DAICHO_TRY(row, rows->step());
            if (!row) break;
            ++found;
            const std::string_view key = rows->text(0);
            if (rows->is_null(2) || key != key_of(*rows)) note(rows->integer(1));
            if (key > greatest) greatest = key;
        }
        read_ += found;
        first_ = false;
        last_ = std::move(greatest);
        return found == kStretch;
    }
    // Every key read is the one of its record, so as many keys as records are all of them.
    Status find_missing() {
        const std::string spoken = fmt::format("SELECT record_id FROM {} f WHERE {} GROUP BY "
                                               "record_id", version_table(*definition_),
                                               speaks(*definition_, "f"));
        DAICHO_TRY(records, connection_->integer("SELECT count(*) FROM (" + spoken + ") g"));
        DAICHO_TRY(keys, connection_->integer("SELECT count(*) FROM " + key_table(*definition_)));
        if (keys != read_) note(0);
        if (records == keys && wrong_.empty()) return {};
        DAICHO_TRY(rows, connection_->prepare(fmt::format(
                             "SELECT g.record_id FROM ({}) g LEFT JOIN {} k ON k.record_id = "
                             "g.record_id WHERE k.record_id IS NULL ORDER BY g.record_id LIMIT {}",
                             spoken, key_table(*definition_), limit_ - wrong_.size())));
        while (true) {
            DAICHO_TRY(row, rows->step());
            if (!row) return {};
            note(rows->integer(0));
        }
    }

    store::Connection* connection_;
    const Definition* definition_;
    std::size_t limit_;
    Leaves leaves_;
    bool first_ = true;
    std::string last_;
    std::int64_t read_ = 0;
    std::set<std::uint64_t> wrong_;
};

}  // namespace

Result<std::vector<std::uint64_t>> key_differences(Kernel& kernel, store::Connection& connection,
                                                   const Definition& definition,
                                                   std::size_t limit) {
    Comparison comparison(connection, definition, limit);
    DAICHO_CHECK(comparison.run(kernel));
    return comparison.wrong();
}

}  // namespace daicho::registers::detail
