#include "register/hidden_records.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "register/schema.hpp"

namespace daicho::registers {
namespace {

constexpr std::string_view kAddressee = "addressee";
// Who is protected, and who released it, is read from these (module person).
constexpr std::string_view kSources[] = {kAddressee, kMeasures, kCompanions, "co_owner",
                                         "protection_release", "release_return"};
constexpr std::size_t kMostKept = 200;

bool has(const std::vector<std::string>& path, const std::string& name) {
    return std::ranges::find(path, name) != path.end();
}

}  // namespace

// What can be reached by refs, in whatever number of steps.
const std::set<std::string>& HiddenRecords::sources(const std::string& target) {
    const std::lock_guard lock(mutex_);
    auto& known = sources_[target];
    if (!known.empty()) return known;
    known.insert(std::begin(kSources), std::end(kSources));
    std::vector<std::string> ahead{target};
    while (!ahead.empty()) {
        const std::string name = std::move(ahead.back());
        ahead.pop_back();
        const Definition* definition = kernel_.definitions().find(name);
        known.insert(name);
        if (definition == nullptr) continue;
        for (const Field& field : definition->fields) {
            if (field.type == FieldType::ref && !known.contains(field.target)) {
                ahead.push_back(field.target);
            }
        }
    }
    return known;
}

std::optional<std::uint64_t> HiddenRecords::generation(const std::string& target) {
    // An end that was entered ahead takes effect with its day.
    auto sum = static_cast<std::uint64_t>(japan_date(kernel_.clock().now()).days());
    for (const std::string& source : sources(target)) {
        const Definition* definition = kernel_.definitions().find(source);
        if (definition == nullptr) continue;
        const auto one = kernel_.generation(*definition);
        if (!one) return std::nullopt;
        sum += *one;
    }
    return sum;
}

std::shared_ptr<const Hidden> HiddenRecords::of(const std::string& target,
                                                const Released& released) {
    static const auto kNothing = std::make_shared<const Hidden>();
    if (released.everybody) return kNothing;
    Path path;
    return find(target, released, path);
}

// What was read may be newer than `before`, never older: then it is only read once more.
std::shared_ptr<const Hidden> HiddenRecords::find(const std::string& target,
                                                  const Released& released, Path& path) {
    const auto before = generation(target);
    const auto key = std::make_pair(target, released.persons);
    if (before) {
        const std::lock_guard lock(mutex_);
        const auto found = kept_.find(key);
        if (found != kept_.end() && found->second.generation == *before) {
            return found->second.hidden;
        }
    }
    const bool whole = path.empty();  // within a circle of refs a part may be missing
    auto hidden = std::make_shared<const Hidden>(read(target, released, path));
    if (before && whole && !hidden->all) {
        const std::lock_guard lock(mutex_);
        if (kept_.size() >= kMostKept) kept_.clear();
        kept_[key] = {hidden, *before};
    }
    return hidden;
}

Hidden HiddenRecords::read(const std::string& target, const Released& released, Path& path) {
    Hidden found;
    if (target == kAddressee) {
        if (!kernel_.protection.all) return found;
        const auto persons = kernel_.protection.all();
        found.all = !persons.has_value();
        if (!persons) return found;
        std::ranges::copy_if(*persons, std::inserter(found.records, found.records.end()),
                             [&](std::uint64_t one) { return !released.persons.contains(one); });
    } else if (const Definition* definition = kernel_.definitions().find(target)) {
        path.push_back(target);
        read_naming(*definition, released, path, found);
        path.pop_back();
    }
    return found;
}

void HiddenRecords::read_naming(const Definition& definition, const Released& released,
                                Path& path, Hidden& found) {
    if (definition.is_event()) return;  // each row names by itself; nothing refers to it
    std::string condition;
    for (const Field& field : definition.fields) {
        if (field.type != FieldType::ref || has(path, field.target)) continue;
        const auto named = find(field.target, released, path);
        found.all = found.all || named->all;
        if (named->records.empty()) continue;
        condition += fmt::format("{}{} IN ({})", condition.empty() ? "" : " OR ",
                                 sql_name(field.name), fmt::join(named->records, ","));
    }
    // Whenever it was: what once led to the person still may.
    if (condition.empty() || found.all) return;
    found.all = true;  // until it was read without a fault
    const auto reader = kernel_.reader();
    if (!reader) return;
    const auto rows =
        (*reader)->prepare(fmt::format("SELECT DISTINCT record_id FROM {} WHERE {}",
                                       head_table(definition), condition));
    if (!rows) return;
    while (true) {
        const auto row = (*rows)->step();
        if (!row) return;
        if (!*row) break;
        found.records.insert(static_cast<std::uint64_t>((*rows)->integer(0)));
    }
    found.all = false;
}

}  // namespace daicho::registers
