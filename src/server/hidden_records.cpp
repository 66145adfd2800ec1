#include "server/hidden_records.hpp"

#include <fmt/format.h>

#include "register/schema.hpp"

namespace daicho::server {
namespace {

using registers::Definition;
using registers::Field;

constexpr std::string_view kAddressee = "addressee";
// Who is protected is read from these (person/protection.hpp).
constexpr std::string_view kSources[] = {kAddressee, "protected_person", "co_owner"};

}  // namespace

std::optional<std::uint64_t> HiddenRecords::generation(const std::string& target) const {
    std::uint64_t sum = 0;
    const auto add = [&](std::string_view name) {
        const Definition* definition = kernel_.definitions().find(name);
        if (definition == nullptr) return true;
        const auto one = kernel_.generation(*definition);
        sum += one.value_or(0);
        return one.has_value();
    };
    bool known = add(target);
    for (const std::string_view source : kSources) known = known && add(source);
    return known ? std::optional(sum) : std::nullopt;
}

// What was read may be newer than `before`, never older: then it is only read once more.
std::shared_ptr<const Hidden> HiddenRecords::of(const std::string& target) {
    const auto before = generation(target);
    if (before) {
        const std::lock_guard lock(mutex_);
        const auto found = kept_.find(target);
        if (found != kept_.end() && found->second.generation == *before) {
            return found->second.hidden;
        }
    }
    auto hidden = std::make_shared<const Hidden>(read(target));
    if (before && !hidden->all) {
        const std::lock_guard lock(mutex_);
        kept_[target] = {hidden, *before};
    }
    return hidden;
}

Hidden HiddenRecords::read(const std::string& target) {
    Hidden found;
    if (target == kAddressee) {
        if (kernel_.protection.all) {
            const auto persons = kernel_.protection.all();
            found.all = !persons.has_value();
            if (persons) found.records.insert(persons->begin(), persons->end());
        }
    } else if (const Definition* definition = kernel_.definitions().find(target)) {
        read_naming(*definition, found);
    }
    return found;
}

void HiddenRecords::read_naming(const Definition& definition, Hidden& found) {
    const auto persons = of(std::string(kAddressee));
    if (persons->all) {
        found.all = true;
        return;
    }
    if (persons->records.empty()) return;
    const std::string list = fmt::format("{}", fmt::join(persons->records, ","));
    std::string condition;
    for (const Field& field : definition.fields) {
        if (field.type != registers::FieldType::ref || field.target != kAddressee) continue;
        condition += fmt::format("{}{} IN ({})", condition.empty() ? "" : " OR ",
                                 registers::sql_name(field.name), list);
    }
    // Whenever it was: what once led to the person still may.
    if (condition.empty() || definition.is_event()) return;
    found.all = true;  // until it was read without a fault
    const auto reader = kernel_.reader();
    if (!reader) return;
    const auto rows =
        (*reader)->prepare(fmt::format("SELECT DISTINCT record_id FROM {} WHERE {}",
                                       registers::head_table(definition), condition));
    if (!rows) return;
    while (true) {
        const auto row = (*rows)->step();
        if (!row) return;
        if (!*row) break;
        found.records.insert(static_cast<std::uint64_t>((*rows)->integer(0)));
    }
    found.all = false;
}

}  // namespace daicho::server
