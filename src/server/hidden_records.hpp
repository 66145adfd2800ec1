// Hidden records: of each register, the records that are, or once named, a protected person.
//
// Read once and shared until one of the registers it was read from is written.
// Threading: thread-safe; what it gives is immutable.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <string>

#include "register/kernel.hpp"

namespace daicho::server {

struct Hidden {
    bool all = false;  // not known: everything is hidden
    std::set<std::uint64_t> records;
    [[nodiscard]] bool has(std::uint64_t record) const { return all || records.contains(record); }
};

class HiddenRecords {
public:
    explicit HiddenRecords(registers::Kernel& kernel) : kernel_(kernel) {}
    std::shared_ptr<const Hidden> of(const std::string& target);

private:
    struct Kept {
        std::shared_ptr<const Hidden> hidden;
        std::uint64_t generation = 0;
    };
    [[nodiscard]] std::optional<std::uint64_t> generation(const std::string& target) const;
    Hidden read(const std::string& target);
    void read_naming(const registers::Definition& definition, Hidden& found);

    registers::Kernel& kernel_;
    std::mutex mutex_;
    std::map<std::string, Kept> kept_;
};

}  // namespace daicho::server
