#include "custody/copy_plan.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "register/schema.hpp"
#include "vault/secret.hpp"

namespace daicho::custody {
namespace {

using registers::CopiedRows;
using registers::Definition;
using registers::FieldType;
using registers::Masking;

constexpr std::uint64_t kLeastLargest = 3;
constexpr std::uint64_t kLargestOf = 1'000;  // one in so many stands among the largest

// The references of one register, row by row.
struct Table {
    const Definition* definition = nullptr;
    std::vector<std::size_t> refs;             // indices of fields
    std::vector<std::uint64_t> rows;           // their records
    std::vector<std::uint64_t> targets;        // refs.size() for each row; 0 = none
    std::vector<bool> there, taken;            // by record
};
using Tables = std::map<std::string, Table, std::less<>>;

void mark(std::vector<bool>& bits, std::uint64_t record) {
    if (bits.size() <= record) bits.resize(record + record / 2 + 64);
    bits[record] = true;
}
bool has(const std::vector<bool>& bits, std::uint64_t record) {
    return record < bits.size() && bits[record];
}

Status read_table(store::Connection& connection, Table& table) {
    const Definition& definition = *table.definition;
    std::string columns = definition.is_event() ? "version_id" : "record_id";
    for (std::size_t i = 0; i < definition.fields.size(); ++i) {
        if (definition.fields[i].type != FieldType::ref) continue;
        table.refs.push_back(i);
        columns += ", " + registers::sql_name(definition.fields[i].name);
    }
    DAICHO_TRY(rows, connection.prepare(fmt::format("SELECT {} FROM {} WHERE row_state <= 1",
                                                    columns,
                                                    registers::version_table(definition))));
    while (true) {
        DAICHO_TRY(row, rows->step());
        if (!row) return {};
        const auto record = static_cast<std::uint64_t>(rows->integer(0));
        mark(table.there, record);
        if (table.refs.empty()) continue;
        table.rows.push_back(record);
        for (std::size_t i = 0; i < table.refs.size(); ++i) {
            const int column = static_cast<int>(i) + 1;
            table.targets.push_back(
                rows->is_null(column) ? 0 : static_cast<std::uint64_t>(rows->integer(column)));
        }
    }
}

Result<Tables> read_tables(const registers::Definitions& definitions,
                           store::Connection& connection) {
    Tables tables;
    for (const auto& definition : definitions.all()) {
        if (definition->copied.rows == CopiedRows::none) continue;
        for (const registers::Field& field : definition->fields) {
            const Definition* target = definitions.find(field.target);
            if (field.type != FieldType::ref || !field.required || target == nullptr) continue;
            if (target->copied.rows == CopiedRows::none) {
                return input_error("copy.ref_left_out")
                    .with("register", definition->name)
                    .with("field", field.name)
                    .with("target", field.target);
            }
        }
        Table& table = tables[definition->name];
        table.definition = definition.get();
        DAICHO_CHECK(read_table(connection, table));
    }
    return tables;
}

// Calls `see(row, place among the refs, target)` for the refs that the rule names.
template <class See>
void each_rule_ref(const Table& table, const See& see) {
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
        for (std::size_t i = 0; i < table.refs.size(); ++i) {
            const auto& fields = table.definition->copied.fields;
            if (std::ranges::find(fields, table.refs[i]) == fields.end()) continue;
            const std::uint64_t target = table.targets[row * table.refs.size() + i];
            if (target != 0) see(row, table.refs[i], target);
        }
    }
}

// Owners whose figures would name them: the greatest of each field that says so.
Result<std::set<std::uint64_t>> largest(store::Connection& connection, const Tables& tables) {
    std::set<std::uint64_t> found;
    for (const auto& [name, table] : tables) {
        if (table.definition->copied.fields.empty()) continue;
        const auto& fields = table.definition->fields;
        for (const registers::Field& field : fields) {
            if (field.masking != Masking::largest) continue;
            const std::string owner =
                registers::sql_name(fields[table.definition->copied.fields.front()].name);
            const std::uint64_t limit =
                std::max<std::uint64_t>(kLeastLargest, table.rows.size() / kLargestOf);
            DAICHO_TRY(rows, connection.prepare(fmt::format(
                                 "SELECT {0} FROM {1} GROUP BY {0} ORDER BY max({2}) DESC, {0} "
                                 "LIMIT {3}",
                                 owner, registers::version_table(*table.definition),
                                 registers::sql_name(field.name), limit)));
            while (true) {
                DAICHO_TRY(row, rows->step());
                if (!row) break;
                found.insert(static_cast<std::uint64_t>(rows->integer(0)));
            }
        }
    }
    return found;
}

// By lot, so that the choice says nothing about who was chosen.
std::vector<bool> draw_owners(const Tables& tables, const std::set<std::uint64_t>& without,
                              std::uint64_t wanted, CopyPlan& plan) {
    std::set<std::uint64_t> owners;
    for (const auto& [name, table] : tables) {
        const auto& rule = table.definition->copied;
        if (rule.rows != CopiedRows::chosen || table.definition->is_event()) continue;
        each_rule_ref(table, [&](std::size_t, std::size_t field, std::uint64_t target) {
            if (field == rule.fields.front()) owners.insert(target);
        });
    }
    plan.owners_there = owners.size();
    plan.too_large = static_cast<std::uint64_t>(std::ranges::count_if(
        owners, [&](std::uint64_t one) { return without.contains(one); }));
    if (wanted == 0) {
        plan.owners = owners.size();
        return {};
    }
    vault::Secret key;
    key.make_random();
    std::vector<std::pair<Digest, std::uint64_t>> order;
    for (const std::uint64_t owner : owners) {
        if (without.contains(owner)) continue;
        order.emplace_back(hmac_sha256(key.view(), as_bytes(std::to_string(owner))), owner);
    }
    std::ranges::sort(order);
    std::vector<bool> drawn;
    plan.owners = std::min<std::uint64_t>(wanted, order.size());
    for (std::size_t i = 0; i < plan.owners; ++i) mark(drawn, order[i].second);
    return drawn;
}

// Until nothing more is taken: what belongs to a taken record, and what a taken record refers to.
void close(Tables& tables) {
    for (bool more = true; more;) {
        more = false;
        const auto take = [&more](Table& table, std::uint64_t record) {
            if (!has(table.there, record) || has(table.taken, record)) return;
            mark(table.taken, record);
            more = true;
        };
        for (auto& entry : tables) {
            auto& table = entry.second;  // a lambda cannot take a structured binding along
            const Definition& definition = *table.definition;
            if (definition.copied.rows == CopiedRows::with) {
                each_rule_ref(table, [&](std::size_t row, std::size_t field, std::uint64_t to) {
                    const auto target = tables.find(definition.fields[field].target);
                    if (target != tables.end() && has(target->second.taken, to)) {
                        take(table, table.rows[row]);
                    }
                });
            }
            for (std::size_t i = 0; i < table.targets.size(); ++i) {
                const std::uint64_t to = table.targets[i];
                if (to == 0 || !has(table.taken, table.rows[i / table.refs.size()])) continue;
                const auto& field = definition.fields[table.refs[i % table.refs.size()]];
                const auto target = tables.find(field.target);
                if (target != tables.end()) take(target->second, to);
            }
        }
    }
}

}  // namespace

std::uint64_t CopyPlan::record(std::uint16_t number, std::uint64_t original) const {
    const auto found = records.find(number);
    if (found == records.end() || original >= found->second.size()) return 0;
    return found->second[original];
}

Result<CopyPlan> plan_copy(const registers::Definitions& definitions,
                           store::Connection& connection, std::uint64_t owners) {
    CopyPlan plan;
    DAICHO_TRY(tables, read_tables(definitions, connection));
    DAICHO_TRY(without, largest(connection, tables));
    const std::vector<bool> drawn = draw_owners(tables, without, owners, plan);
    for (auto& entry : tables) {
        auto& table = entry.second;
        const CopiedRows rule = table.definition->copied.rows;
        if (owners == 0 || rule == CopiedRows::all) table.taken = table.there;
        if (owners == 0 || rule != CopiedRows::chosen) continue;
        each_rule_ref(table, [&](std::size_t row, std::size_t, std::uint64_t target) {
            if (has(drawn, target)) mark(table.taken, table.rows[row]);
        });
    }
    close(tables);
    for (const auto& [name, table] : tables) {
        std::vector<std::uint64_t>& numbers = plan.records[table.definition->number];
        numbers.assign(table.taken.size(), 0);
        std::uint64_t next = 0;
        for (std::size_t record = 0; record < table.taken.size(); ++record) {
            if (table.taken[record]) numbers[record] = ++next;
        }
        plan.taken += next;
    }
    return plan;
}

}  // namespace daicho::custody
