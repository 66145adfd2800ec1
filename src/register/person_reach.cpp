#include "register/person_reach.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "register/schema.hpp"
#include "register/seen_index.hpp"

namespace daicho::registers {
namespace {

constexpr std::string_view kAddressee = "addressee";
constexpr std::string_view kGroups = "co_owner";
constexpr std::size_t kAtOnce = 2'000;  // ids in one query
constexpr int kMostSteps = 6;

// Earlier wins. True when something new is known.
bool note(Since& since, std::uint64_t record, std::uint64_t entry) {
    const auto [at, fresh] = since.emplace(record, entry);
    if (fresh || entry >= at->second) return fresh;
    at->second = entry;
    return true;
}

// Records of one register whose versions named one of `named` in a field.
Result<bool> add_naming(store::Connection& connection, const Definition& definition,
                        const Field& field, const Since& named, Since& found) {
    bool grew = false;
    for (auto from = named.begin(); from != named.end();) {
        std::string ids;
        for (std::size_t i = 0; i < kAtOnce && from != named.end(); ++i, ++from) {
            ids += (ids.empty() ? "" : ",") + std::to_string(from->first);
        }
        DAICHO_TRY(rows, connection.prepare(fmt::format(
                             "SELECT record_id, {0}, min(commit_no) FROM {1} WHERE {0} IN ({2}) "
                             "GROUP BY record_id, {0}",
                             sql_name(field.name), version_table(definition), ids)));
        while (true) {
            DAICHO_TRY(row, rows->step());
            if (!row) break;
            const auto target = named.find(static_cast<std::uint64_t>(rows->integer(1)));
            if (target == named.end()) continue;
            const auto entry = static_cast<std::uint64_t>(rows->integer(2));
            grew |= note(found, static_cast<std::uint64_t>(rows->integer(0)),
                         std::max(entry, target->second));
        }
    }
    return grew;
}

// Owners of a share stand behind the addressee of their group.
Status add_groups(Kernel& kernel, store::Connection& connection, std::uint64_t addressee,
                  Since& found) {
    const Definition* groups = kernel.definitions().find(kGroups);
    if (groups == nullptr || groups->index_of("group") == Definition::npos ||
        groups->index_of("member") == Definition::npos) {
        return {};
    }
    DAICHO_TRY(rows, connection.prepare(fmt::format("SELECT \"group\", min(commit_no) FROM {} "
                                                    "WHERE \"member\" = ? GROUP BY \"group\"",
                                                    version_table(*groups))));
    rows->bind(0, static_cast<std::int64_t>(addressee));
    while (true) {
        DAICHO_TRY(row, rows->step());
        if (!row) return {};
        if (rows->is_null(0)) continue;
        note(found, static_cast<std::uint64_t>(rows->integer(0)),
             static_cast<std::uint64_t>(rows->integer(1)));
    }
}

// An event that is shown to nobody by itself, and to which nothing refers, leads nowhere.
bool is_dead_end(const Definition& definition) noexcept {
    return definition.is_event() && !must_disclose(definition);
}

// One step further from the registers that grew in the step before.
Result<std::set<std::uint16_t>> step(Kernel& kernel, store::Connection& connection,
                                     const std::set<std::uint16_t>& grown, PersonReach& reach) {
    std::set<std::uint16_t> grew;
    for (const auto& definition : kernel.definitions().all()) {
        if (definition->name == kAddressee || is_dead_end(*definition)) continue;
        for (const Field& field : definition->fields) {
            if (field.type != FieldType::ref) continue;
            DAICHO_TRY(target, kernel.definition(field.target));
            if (!grown.contains(target->number)) continue;
            const Since named = reach[target->number];
            DAICHO_TRY(more, add_naming(connection, *definition, field, named,
                                        reach[definition->number]));
            if (more) grew.insert(definition->number);
        }
    }
    return grew;
}

Status add_shown(store::Connection& connection, std::uint16_t number, const Since& records,
                 std::map<std::uint64_t, PersonViewing>& shown) {
    DAICHO_TRY(rows, connection.cached("SELECT entry FROM w_seen WHERE record_register = ? AND "
                                       "record_id = ? AND entry > ?"));
    for (const auto& [record, since] : records) {
        rows->bind(0, number);
        rows->bind(1, static_cast<std::int64_t>(record));
        rows->bind(2, static_cast<std::int64_t>(since));
        while (true) {
            DAICHO_TRY(row, rows->step());
            if (!row) break;
            PersonViewing& one = shown[static_cast<std::uint64_t>(rows->integer(0))];
            one.register_number = number;
            one.through.push_back(record);
        }
        rows->reset();
    }
    return {};
}

}  // namespace

Result<PersonReach> reach_of_person(Kernel& kernel, store::Connection& connection,
                                    std::uint64_t addressee) {
    DAICHO_TRY(persons, kernel.definition(kAddressee));
    PersonReach reach;
    Since& first = reach[persons->number];
    first[addressee] = 0;
    DAICHO_CHECK(add_groups(kernel, connection, addressee, first));
    std::set<std::uint16_t> grown{persons->number};
    for (int i = 0; i < kMostSteps && !grown.empty(); ++i) {
        DAICHO_TRY_AS(grown, step(kernel, connection, grown, reach));
    }
    return reach;
}

Result<std::vector<PersonViewing>> viewings_of_person(Kernel& kernel, const PersonReach& reach,
                                                      std::size_t limit) {
    DAICHO_CHECK(catch_up_seen(kernel));
    DAICHO_TRY(reader, kernel.reader());
    std::map<std::uint64_t, PersonViewing> shown;  // by entry
    for (const auto& [number, records] : reach) {
        DAICHO_CHECK(add_shown(*reader, number, records, shown));
        while (shown.size() > limit) shown.erase(shown.begin());
    }
    std::vector<PersonViewing> list;
    for (auto at = shown.rbegin(); at != shown.rend(); ++at) {
        DAICHO_TRY(stored, journal::read_entry(*reader, at->first));
        const journal::EntryHeader& header = stored.header;
        at->second.viewing = {{at->first}, header.time, header.principal, header.capacity,
                              header.purpose, header.kind};
        list.push_back(std::move(at->second));
    }
    return list;
}

}  // namespace daicho::registers
