// Digest of one row version in two parts (decisions 4, bytes in docs/formats.md "Rows").
#pragma once

#include <span>

#include "base/digest.hpp"
#include "base/interval.hpp"
#include "register/cell.hpp"
#include "register/definition.hpp"

namespace daicho::registers {

// Even beyond `ended`, up to 201: 仮登録 in the workflow state number state / 2; odd ones propose
// that the record ends. 254 and 255 end the provisional version before them.
enum class RowState : std::uint8_t {
    normal = 0,
    ended = 1,        // from valid_from on the record is no more
    provisional = 2,  // the first: workflow state 1
    last_provisional = 201,
    refused = 254,
    withdrawn = 255,
};

// Only these say anything about what holds (本登録).
constexpr bool is_confirmed(RowState state) noexcept { return state <= RowState::ended; }
constexpr bool is_provisional(RowState state) noexcept {
    return state >= RowState::provisional && state <= RowState::last_provisional;
}
// Number of the workflow state, 0 where there is none; whether the record is (or would be) no more.
constexpr std::uint8_t workflow_number(RowState state) noexcept {
    return is_provisional(state) ? static_cast<std::uint8_t>(state) / 2 : std::uint8_t{0};
}
constexpr bool ends_record(RowState state) noexcept {
    return state <= RowState::last_provisional && static_cast<std::uint8_t>(state) % 2 == 1;
}
constexpr RowState provisional_state(std::uint8_t number, bool ended) noexcept {
    return static_cast<RowState>(2 * number + (ended ? 1 : 0));
}

// What is hashed beside the cells. `record` is 0 for event registers (a version is its record).
struct RowFrame {
    std::uint64_t record = 0;
    ValidTime valid;
    RowState state = RowState::normal;
    std::uint32_t definition = 1;  // revision of the definition
};

struct RowDigest {
    Digest whole{};
    Digest personal{};  // only where the definition has personal fields
};

inline constexpr std::size_t kSaltSize = 16;

// `cells` in the order of definition.fields; `salt` empty where nothing is personal.
// `scratch` is reused between calls.
RowDigest digest_row(const Definition& definition, const RowFrame& frame,
                     std::span<const Cell> cells, ByteView salt, Bytes& scratch);

// The whole digest when the personal part is known only by its stored digest (after erasure).
Digest digest_erased_row(const Definition& definition, const RowFrame& frame,
                         std::span<const Cell> cells, const Digest& personal, Bytes& scratch);

}  // namespace daicho::registers
