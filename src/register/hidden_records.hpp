// Hidden records: of each register, the records that lead, or once led, to a protected person.
//
// The one rule for every way out – screens, forms, files, previews: a protected addressee, what
// names one, and what belongs to such a thing (a valuation of a parcel of hers), whenever it was.
// A temporary release takes persons out of it, for one account (Protection::released).
// Read once and shared until one of the registers it was read from is written.
// Threading: thread-safe; what it gives is immutable.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <string>

#include "register/cell.hpp"
#include "register/kernel.hpp"

namespace daicho::registers {

struct Hidden {
    bool all = false;  // not known: everything is hidden
    std::set<std::uint64_t> records;
    [[nodiscard]] bool has(std::uint64_t record) const { return all || records.contains(record); }
};

class HiddenRecords {
public:
    explicit HiddenRecords(Kernel& kernel) : kernel_(kernel) {}
    // Without a release: what files and whoever has none must not show.
    std::shared_ptr<const Hidden> of(const std::string& target) { return of(target, {}); }
    std::shared_ptr<const Hidden> of(const std::string& target, const Released& released);

private:
    struct Kept {
        std::shared_ptr<const Hidden> hidden;
        std::uint64_t generation = 0;
    };
    using Path = std::vector<std::string>;  // registers being read: refs may run in a circle
    std::shared_ptr<const Hidden> find(const std::string& target, const Released& released,
                                       Path& path);
    // Of everything that decides what is hidden of this register, and of the day.
    std::optional<std::uint64_t> generation(const std::string& target);
    const std::set<std::string>& sources(const std::string& target);
    Hidden read(const std::string& target, const Released& released, Path& path);
    void read_naming(const Definition& definition, const Released& released, Path& path,
                     Hidden& found);

    Kernel& kernel_;
    std::mutex mutex_;
    std::map<std::pair<std::string, std::set<std::uint64_t>>, Kept> kept_;
    std::map<std::string, std::set<std::string>> sources_;
};

// Where the measures themselves are kept: whoever may see that register sees its rows.
inline constexpr std::string_view kMeasures = "protected_person";
// Who is protected with the applicant of a measure (併せて支援を求める者).
inline constexpr std::string_view kCompanions = "protected_companion";
inline bool keeps_measures(std::string_view register_name) noexcept {
    return register_name == kMeasures || register_name == kCompanions;
}

}  // namespace daicho::registers
