#include "register/row_digest.hpp"

namespace daicho::registers {
namespace {

constexpr std::uint8_t kOpenPart = 0x10;
constexpr std::uint8_t kPersonalPart = 0x11;
constexpr std::uint8_t kWhole = 0x12;

void put_cell(ByteWriter& out, std::uint16_t id, const Cell& cell) {
    if (cell.is_null()) return;  // absent fields are not hashed: adding a field keeps old digests
    out.u16(id);
    out.u8(static_cast<std::uint8_t>(cell.kind));
    if (cell.kind == Cell::Kind::integer) {
        out.i64(cell.integer);
    } else {
        out.sized(as_bytes(cell.bytes));
    }
}

Digest open_part(const Definition& definition, const RowFrame& frame, std::span<const Cell> cells,
                 Bytes& scratch) {
    scratch.clear();
    ByteWriter out(scratch);
    out.u8(kOpenPart);
    out.u16(definition.number);
    out.u32(frame.definition);
    out.u64(frame.record);
    out.u32(static_cast<std::uint32_t>(frame.valid.from.days()));
    out.u32(static_cast<std::uint32_t>(frame.valid.to.days()));
    out.u8(static_cast<std::uint8_t>(frame.state));
    for (std::size_t i = 0; i < cells.size(); ++i) {
        if (!definition.fields[i].is_personal()) put_cell(out, definition.fields[i].id, cells[i]);
    }
    return sha256(scratch);
}

Digest personal_part(const Definition& definition, std::span<const Cell> cells, ByteView salt,
                     Bytes& scratch) {
    scratch.clear();
    ByteWriter out(scratch);
    out.u8(kPersonalPart);
    out.raw(salt);
    for (std::size_t i = 0; i < cells.size(); ++i) {
        if (definition.fields[i].is_personal()) put_cell(out, definition.fields[i].id, cells[i]);
    }
    return sha256(scratch);
}

}  // namespace

RowDigest digest_row(const Definition& definition, const RowFrame& frame,
                     std::span<const Cell> cells, ByteView salt, Bytes& scratch) {
    RowDigest digest;
    const Digest open = open_part(definition, frame, cells, scratch);
    if (!definition.has_personal) {
        digest.whole = open;
        return digest;
    }
    digest.personal = personal_part(definition, cells, salt, scratch);
    digest.whole = sha256({ByteView(&kWhole, 1), view(open), view(digest.personal)});
    return digest;
}

Digest digest_erased_row(const Definition& definition, const RowFrame& frame,
                         std::span<const Cell> cells, const Digest& personal, Bytes& scratch) {
    const Digest open = open_part(definition, frame, cells, scratch);
    return sha256({ByteView(&kWhole, 1), view(open), view(personal)});
}

}  // namespace daicho::registers
