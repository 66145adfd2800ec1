// Bundles from strangers. Nothing checks under a key that signed nothing, and nothing crashes, with
// the signature check passed over as well as with it.
#include "base/assert.hpp"
#include "journal/bundle.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace daicho;
    const std::string_view text = as_text(ByteView(data, size));
    const Bytes key(32, 1);
    DAICHO_ASSERT(!journal::check_bundle(text, {}, "daicho/139999", key));
    // The walk itself: a tree whose newest checkpoint is whatever comes out.
    (void)journal::walk_bundle(text).has_value();
    return 0;
}
