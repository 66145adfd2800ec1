// WaitingIndex: record → newest version, of the records whose newest version waits for somebody –
// provisional (for an approver) or refused (for whoever entered it). w_waiting is a projection of
// the versions like the head: rebuilt with it, compared by `verify`.
#pragma once

#include <cstdint>
#include <map>

#include "register/definition.hpp"
#include "register/row_digest.hpp"
#include "store/connection.hpp"

namespace daicho::registers {

using WaitingVersions = std::map<std::uint64_t, std::uint64_t>;

constexpr bool waits(RowState state) noexcept {
    return is_provisional(state) || state == RowState::refused;
}

Result<WaitingVersions> read_waiting(store::Connection& connection, const Definition& definition);
Status put_waiting(store::Connection& connection, const Definition& definition,
                   std::uint64_t record, std::uint64_t version);
Status forget_waiting(store::Connection& connection, const Definition& definition);
// After a version was added: table and the writer's copy of it. Costs nothing where nothing waits.
Status keep_waiting(store::Connection& connection, const Definition& definition,
                    WaitingVersions& waiting, std::uint64_t record, std::uint64_t version,
                    RowState state);

}  // namespace daicho::registers
