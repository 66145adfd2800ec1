// DefinitionCheck: the stored definitions (w_definition) against the entries that were written with
// them. They say how rows are hashed, who may do what and where four eyes are asked.
#pragma once

#include <map>
#include <memory>
#include <set>

#include "register/kernel.hpp"

namespace daicho::registers::detail {

// Fault register.definition.differs, at most `limit`; `entries`: those of kind definition, in
// order. Of an entry whose body was erased only the number of revisions and the digest of the text
// count.
Status check_definitions(Kernel& kernel, store::Connection& connection,
                         const std::vector<journal::EntryHeader>& entries, std::size_t limit,
                         std::vector<Error>& faults);

// Definitions as they were, by register and revision, read once.
class PastDefinitions {
public:
    explicit PastDefinitions(store::Connection& connection) : connection_(&connection) {}
    // nullptr: there is no such revision, or it cannot be read.
    Result<const Definition*> find(const Definition& now, std::uint32_t revision);

    // Registers that asked for approval in any revision.
    Result<std::set<std::uint16_t>> with_workflow(const Definitions& definitions);

private:
    store::Connection* connection_;
    std::map<std::pair<std::uint16_t, std::uint32_t>, std::unique_ptr<Definition>> known_;
};

}  // namespace daicho::registers::detail
