#include "vault/place.hpp"

namespace daicho::vault {
namespace {

enum class Kind : std::uint8_t { named = 1, record = 2, field = 3, body = 4, part = 5 };

constexpr std::size_t kRoom = 96;

Bytes begin(Kind kind, std::string_view municipality) {
    Bytes bytes;
    bytes.reserve(kRoom);
    ByteWriter out(bytes);
    out.u8(static_cast<std::uint8_t>(kind));
    out.sized(as_bytes(municipality));
    return bytes;
}

}  // namespace

Bytes named_place(std::string_view municipality, std::string_view name) {
    Bytes bytes = begin(Kind::named, municipality);
    ByteWriter(bytes).sized(as_bytes(name));
    return bytes;
}

Bytes record_place(std::string_view municipality, std::uint16_t register_number,
                   std::uint64_t record) {
    Bytes bytes = begin(Kind::record, municipality);
    ByteWriter out(bytes);
    out.u16(register_number);
    out.u64(record);
    return bytes;
}

Bytes field_place(std::string_view municipality, const FieldPlace& place) {
    Bytes bytes = begin(Kind::field, municipality);
    ByteWriter out(bytes);
    out.u16(place.register_number);
    out.u64(place.record);
    out.u16(place.field);
    out.u64(place.version);
    return bytes;
}

Bytes body_place(std::string_view municipality, std::uint64_t entry) {
    Bytes bytes = begin(Kind::body, municipality);
    ByteWriter(bytes).u64(entry);
    return bytes;
}

Bytes part_place(std::string_view municipality, const PartPlace& place) {
    Bytes bytes = begin(Kind::part, municipality);
    ByteWriter out(bytes);
    out.u16(place.register_number);
    out.u64(place.record);
    out.u16(place.field);
    out.u64(place.document);
    out.u32(place.part);
    return bytes;
}

}  // namespace daicho::vault
