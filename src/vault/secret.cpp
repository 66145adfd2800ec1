#include "vault/secret.hpp"

#include <sodium.h>

#include "base/assert.hpp"

namespace daicho::vault {

Secret::Secret() {
    static const int ready = sodium_init();
    DAICHO_ASSERT(ready >= 0);
    bytes_.reset(static_cast<std::uint8_t*>(sodium_malloc(kKeySize)));
    DAICHO_ASSERT(bytes_ != nullptr);
    wipe();
}

void Secret::make_random() noexcept { randombytes_buf(bytes_.get(), kKeySize); }
void Secret::wipe() noexcept { sodium_memzero(bytes_.get(), kKeySize); }
void Secret::Free::operator()(std::uint8_t* bytes) const noexcept { sodium_free(bytes); }

}  // namespace daicho::vault
