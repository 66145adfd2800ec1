#include "journal/entry.hpp"

#include <algorithm>

#include "base/assert.hpp"

namespace daicho::journal {
namespace {

constexpr std::uint8_t kFormat = 1;
constexpr std::size_t kHeaderSize = 1 + 8 + 8 + 2 + 8 + 2 + 2 + 2 + 8 + 4 + 3 * 32;
static_assert(kHeaderSize <= 192);

Digest read_digest(ByteReader& in) {
    Digest digest{};
    const ByteView bytes = in.raw(digest.size());
    std::copy(bytes.begin(), bytes.end(), digest.begin());
    return digest;
}

}  // namespace

Bytes encode(const EntryHeader& header) {
    Bytes bytes;
    bytes.reserve(kHeaderSize);
    ByteWriter out(bytes);
    out.u8(kFormat);
    out.u64(header.number);
    out.i64(header.time.micros);
    out.u16(static_cast<std::uint16_t>(header.kind));
    out.u64(header.principal);
    out.u16(header.capacity);
    out.u16(header.purpose);
    out.u16(header.register_number);
    out.u64(header.first_version);
    out.u32(header.row_count);
    out.raw(view(header.row_root));
    out.raw(view(header.body_salt));
    out.raw(view(header.body_hash));
    DAICHO_ASSERT(bytes.size() == kHeaderSize);
    return bytes;
}

Result<EntryHeader> decode_header(ByteView bytes) {
    ByteReader in(bytes);
    EntryHeader header;
    const bool known = in.u8() == kFormat;
    header.number = in.u64();
    header.time = {in.i64()};
    header.kind = static_cast<EntryKind>(in.u16());
    header.principal = in.u64();
    header.capacity = in.u16();
    header.purpose = in.u16();
    header.register_number = in.u16();
    header.first_version = in.u64();
    header.row_count = in.u32();
    header.row_root = read_digest(in);
    header.body_salt = read_digest(in);
    header.body_hash = read_digest(in);
    if (!known || !in.ok() || !in.at_end() || header.row_count > kMaxRowsPerEntry) {
        return input_error("journal.bad_header");
    }
    return header;
}

}  // namespace daicho::journal
