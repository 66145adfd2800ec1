// Any bytes as a backup's manifest: what is read writes back the same.
#include "base/assert.hpp"
#include "custody/manifest.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto manifest = daicho::custody::parse_manifest(text);
    if (manifest) DAICHO_ASSERT(text.starts_with(daicho::custody::manifest_text(*manifest)));
    const daicho::Bytes key(32);
    DAICHO_ASSERT(!daicho::custody::check_signature(text, "daicho/139998", key));
    return 0;
}
