// Digest of one row version in two parts (decisions 4, bytes in docs/formats.md "Rows").
#pragma once

#include <span>

#include "base/digest.hpp"
#include "base/interval.hpp"
#include "register/cell.hpp"
#include "register/definition.hpp"

namespace daicho::registers {

enum class RowState : std::uint8_t {
    normal = 0,
    ended = 1,        // from valid_from on the record is no more
    provisional = 2,  // 仮登録
};

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
