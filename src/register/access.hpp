// Access: may this principal do this to this register, and in which capacity?
#pragma once

#include "identity/principal.hpp"
#include "register/kernel.hpp"

namespace daicho::registers {

enum class Action : std::uint8_t { view, change, import, export_, approve };

// Roles that the definition allows this.
const std::vector<std::string>& roles_for(const Definition& definition,
                                          Action action) noexcept;

// The capacity in which the principal acts on any row; otherwise error register.denied, which is
// journaled by `refuse`. The system principal (account 0) may import and change: it makes a city.
Result<std::uint16_t> authorise(const identity::Principal& principal, const Definition& definition,
                                Action action);

// Records a refusal in the journal: who tried what.
Status refuse(Kernel& kernel, const identity::Principal& principal, const Definition& definition,
              Action action);

// May this principal follow the ref to where it leads? Within its task always; into another task
// (事務) whoever may view that register too. The law that allows the link is the definition's.
bool follows(const Kernel& kernel, const identity::Principal& principal,
             const Definition& definition, const Field& field);
// The error register.link_denied, after the refusal was journaled for the register that the ref
// leads to, with the ref that was to be followed.
Error refuse_link(Kernel& kernel, const identity::Principal& principal,
                  const Definition& definition, const Field& field);

}  // namespace daicho::registers
