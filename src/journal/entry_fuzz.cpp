// Headers from outside (a copied database, an exported proof): decoding never reads past the end,
// and what decodes encodes to the same bytes.
#include "base/assert.hpp"
#include "journal/entry.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const daicho::ByteView bytes(data, size);
    const auto header = daicho::journal::decode_header(bytes);
    if (!header) return 0;
    const daicho::Bytes again = daicho::journal::encode(*header);
    DAICHO_ASSERT(daicho::as_text(again) == daicho::as_text(bytes));
    return 0;
}
