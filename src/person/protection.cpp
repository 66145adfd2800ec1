#include "person/protection.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "person/extension.hpp"
#include "person/release.hpp"
#include "register/hidden_records.hpp"
#include "register/schema.hpp"

namespace daicho::person {
namespace {

using registers::Definition;

constexpr std::string_view kEnded = "ended";
constexpr std::string_view kCoOwners = "co_owner";

// One stretch of a measure's timeline.
struct Stretch {
    Date begins;
    Measure measure;
};

bool protects(const Measure& measure) { return measure.state != kEnded; }

Standing standing_of(const Measure& measure, Date today) {
    if (!protects(measure)) return Standing::ended;
    if (measure.state == "provisional") return Standing::applied;
    if (measure.to <= today || measure.state == "expired_not_extended") return Standing::expired;
    return add_months(measure.to, -1) <= today ? Standing::expiring : Standing::active;
}

// Stretches in order of their beginning. One that is to come protects already; what has begun is
// judged by its last word.
Measure present_of(const std::vector<Stretch>& stretches, Date today) {
    const Measure* found = &stretches.front().measure;
    for (const Stretch& one : stretches) {
        if (one.begins <= today || protects(one.measure)) found = &one.measure;
    }
    Measure present = *found;
    present.standing = standing_of(present, today);
    return present;
}

}  // namespace

std::string_view to_string(Standing standing) noexcept {
    constexpr std::string_view kNames[] = {"applied", "active", "expiring", "expired", "ended"};
    return kNames[static_cast<std::size_t>(standing)];
}

Result<std::vector<Measure>> measures(registers::Kernel& kernel, store::Connection& connection,
                                      Date today) {
    DAICHO_TRY(definition, kernel.definition(registers::kMeasures));
    DAICHO_TRY(rows, connection.prepare(fmt::format(
                         "SELECT record_id, valid_from, {}, {}, {}, {} FROM {} "
                         "ORDER BY record_id, valid_from",
                         registers::sql_name("addressee"), registers::sql_name("state"),
                         registers::sql_name("from"), registers::sql_name("to"),
                         registers::head_table(*definition))));
    std::map<std::pair<std::uint64_t, std::uint64_t>, std::vector<Stretch>> timelines;
    while (true) {
        DAICHO_TRY(row, rows->step());
        if (!row) break;
        Stretch one;
        one.begins = Date::from_days(static_cast<std::int32_t>(rows->integer(1)));
        one.measure = {static_cast<std::uint64_t>(rows->integer(0)),
                       static_cast<std::uint64_t>(rows->integer(2)),
                       std::string(rows->text(3)),
                       Date::from_days(static_cast<std::int32_t>(rows->integer(4))),
                       Date::from_days(static_cast<std::int32_t>(rows->integer(5))),
                       Standing::active};
        timelines[{one.measure.record, one.measure.addressee}].push_back(std::move(one));
    }
    std::vector<Measure> list;
    for (const auto& [key, stretches] : timelines) list.push_back(present_of(stretches, today));
    return list;
}

Result<std::set<std::uint64_t>> companions(registers::Kernel& kernel,
                                           store::Connection& connection,
                                           const std::vector<Measure>& measures, Date today) {
    std::set<std::uint64_t> found;
    const Definition* definition = kernel.definitions().find(registers::kCompanions);
    if (definition == nullptr) return found;
    std::set<std::uint64_t> standing;
    for (const Measure& one : measures) {
        if (one.standing != Standing::ended) standing.insert(one.record);
    }
    DAICHO_TRY(rows, connection.prepare(fmt::format(
                         "SELECT record_id, valid_from, {}, {}, {} FROM {} "
                         "ORDER BY record_id, valid_from",
                         registers::sql_name("measure"), registers::sql_name("companion"),
                         registers::sql_name("state"), registers::head_table(*definition))));
    std::map<std::pair<std::uint64_t, std::uint64_t>, std::vector<Stretch>> timelines;
    while (true) {
        DAICHO_TRY(row, rows->step());
        if (!row) break;
        Stretch one;
        one.begins = Date::from_days(static_cast<std::int32_t>(rows->integer(1)));
        one.measure.record = static_cast<std::uint64_t>(rows->integer(2));
        one.measure.addressee = static_cast<std::uint64_t>(rows->integer(3));
        one.measure.state = std::string(rows->text(4));
        one.measure.to = kForever;
        const auto record = static_cast<std::uint64_t>(rows->integer(0));
        timelines[{record, one.measure.addressee}].push_back(std::move(one));
    }
    for (const auto& [key, stretches] : timelines) {
        if (present_of(stretches, today).standing == Standing::ended) continue;
        const bool any = std::ranges::any_of(stretches, [&](const Stretch& one) {
            return standing.contains(one.measure.record);
        });
        if (any) found.insert(key.second);
    }
    return found;
}

// Groups of co-owners with a protected member, whenever the member belonged to it.
Status ProtectionIndex::add_groups(store::Connection& connection) {
    DAICHO_TRY(definition, kernel_.definition(kCoOwners));
    DAICHO_TRY(rows, connection.prepare(fmt::format("SELECT {}, {} FROM {}",
                                                    registers::sql_name("group"),
                                                    registers::sql_name("member"),
                                                    registers::version_table(*definition))));
    while (true) {
        DAICHO_TRY(row, rows->step());
        if (!row) break;
        const auto member = static_cast<std::uint64_t>(rows->integer(1));
        if (!protected_.contains(member)) continue;
        groups_[static_cast<std::uint64_t>(rows->integer(0))].insert(member);
    }
    for (const auto& [group, members] : groups_) protected_.insert(group);
    return {};
}

Status ProtectionIndex::read(store::Connection& connection, Date today) {
    protected_.clear();
    groups_.clear();
    DAICHO_TRY(list, measures(kernel_, connection, today));
    for (const Measure& one : list) {
        if (one.standing != Standing::ended) protected_.insert(one.addressee);
    }
    DAICHO_TRY(with, companions(kernel_, connection, list, today));
    protected_.insert(with.begin(), with.end());
    return protected_.empty() ? Status() : add_groups(connection);
}

// Reads the registers again when they have a new version, and on a new day.
bool ProtectionIndex::refresh() {
    auto reader = kernel_.reader();
    if (!reader) return false;
    std::string sum = "SELECT 0";
    for (const std::string_view name : {registers::kMeasures, registers::kCompanions, kCoOwners}) {
        const Definition* definition = kernel_.definitions().find(name);
        if (definition == nullptr && name != registers::kCompanions) return false;
        if (definition == nullptr) continue;
        sum += fmt::format(" + (SELECT coalesce(max(version_id), 0) FROM {})",
                           registers::version_table(*definition));
    }
    const auto newest = (*reader)->integer(sum);
    if (!newest) return false;
    const Date today = japan_date(kernel_.clock().now());
    if (*newest == seen_versions_ && today == seen_day_) return true;
    seen_versions_ = -1;  // what is half read is not kept
    if (!read(**reader, today)) return false;
    seen_versions_ = *newest;
    seen_day_ = today;
    return true;
}

std::optional<std::vector<std::uint64_t>> ProtectionIndex::all() {
    const std::lock_guard lock(mutex_);
    if (!refresh()) return std::nullopt;
    return std::vector<std::uint64_t>(protected_.begin(), protected_.end());
}

bool ProtectionIndex::is_protected(std::uint64_t addressee) {
    const std::lock_guard lock(mutex_);
    if (!refresh()) return true;
    return protected_.contains(addressee);
}

std::set<std::uint64_t> ProtectionIndex::groups_of(const std::set<std::uint64_t>& persons) {
    const std::lock_guard lock(mutex_);
    std::set<std::uint64_t> found;
    if (!refresh()) return found;
    for (const auto& [group, members] : groups_) {
        if (std::ranges::includes(persons, members)) found.insert(group);
    }
    return found;
}

std::shared_ptr<ProtectionIndex> install_protection(registers::Kernel& kernel) {
    auto index = std::make_shared<ProtectionIndex>(kernel);
    kernel.protection.is_protected = [index](std::uint64_t addressee) {
        return index->is_protected(addressee);
    };
    kernel.protection.all = [index] { return index->all(); };
    install_releases(kernel, index);
    install_extension_rule(kernel);
    return index;
}

}  // namespace daicho::person
