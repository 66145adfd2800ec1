// DerivedChecks: what verify compares once journal and rows are sound: the tables that are made
// from them, and who took part. Notes entries on their way through the journal, works behind it.
#pragma once

#include <set>

#include "register/kernel.hpp"

namespace daicho::registers::detail {

class DerivedChecks {
public:
    static Result<DerivedChecks> open(Kernel& kernel, store::Connection& connection);
    void note(const journal::EntryHeader& header);
    // Each comparison that finds a fault ends it: what follows rests on it.
    Status run(std::size_t limit, std::vector<Error>& faults);

private:
    DerivedChecks(Kernel& kernel, store::Connection& connection)
        : kernel_(&kernel), connection_(&connection) {}
    Status check_seen(std::size_t limit, std::vector<Error>& faults);
    Status check_heads_and_keys(std::size_t limit, std::vector<Error>& faults);

    Kernel* kernel_;
    store::Connection* connection_;
    std::set<std::uint16_t> with_workflow_;
    std::vector<journal::EntryHeader> definitions_;
    std::vector<journal::EntryHeader> steps_;
};

}  // namespace daicho::registers::detail
