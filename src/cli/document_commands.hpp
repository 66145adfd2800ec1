// Documents of records from the command line: bringing one to a record.
#pragma once

#include "cli/city.hpp"
#include "cli/command.hpp"
#include "register/change.hpp"

namespace daicho::cli {

std::vector<Command> document_commands();

// What `daicho document add` does, for whoever brings several (the demonstration).
struct BroughtDocument {
    std::string register_name;  // of the record it belongs to
    std::string key;            // of that record
    std::string kind;
    std::string title;
    std::string reason;
    std::string dated;          // ISO, or empty
    std::string name;
    std::string bytes;
    std::uint16_t purpose = 0;
};
Result<registers::ChangeResult> add_document(City& city, const identity::Principal& principal,
                                             const BroughtDocument& brought, Date from);

}  // namespace daicho::cli
