// ByCommand: registers that only commands of the program write (a levy, an erasure, a copy): they
// see to the second person themselves. `by_command` among the roles that may change one says so; a
// person's own change of a record or import would be a way around that, and is refused.
#pragma once

#include "identity/principal.hpp"
#include "register/kernel.hpp"

namespace daicho::registers {

inline constexpr std::string_view kByCommand = "by_command";

bool is_by_command(const Definition& definition) noexcept;

// For whoever writes rows directly; the system itself and a loader (who carries data over) may.
// Error: register.by_command, journaled.
Status check_not_by_command(Kernel& kernel, const identity::Principal& principal,
                            const Definition& definition, std::uint16_t capacity);

}  // namespace daicho::registers
