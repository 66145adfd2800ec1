// SHA256_* of OpenSSL 3 are marked deprecated in favour of EVP, whose per-call fetch costs more
// than hashing one of our rows; they run the same SHA-NI code without an allocation.
#define OPENSSL_SUPPRESS_DEPRECATED
#include "base/digest.hpp"

#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/sha.h>

#include "base/assert.hpp"

namespace daicho {

Digest sha256(ByteView bytes) noexcept {
    return sha256({bytes});  // SHA256() itself fetches the algorithm anew at each call
}

Digest sha256(std::initializer_list<ByteView> parts) noexcept {
    SHA256_CTX context;
    SHA256_Init(&context);
    for (const ByteView part : parts) SHA256_Update(&context, part.data(), part.size());
    Digest digest;
    SHA256_Final(digest.data(), &context);
    return digest;
}

Digest hmac_sha256(ByteView key, ByteView message) noexcept {
    Digest digest;
    unsigned int size = 0;
    HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()), message.data(), message.size(),
         digest.data(), &size);
    DAICHO_ASSERT(size == digest.size());
    return digest;
}

Sha256::Sha256() noexcept : context_(new SHA256_CTX) {
    SHA256_Init(static_cast<SHA256_CTX*>(context_));
}
Sha256::~Sha256() { delete static_cast<SHA256_CTX*>(context_); }
void Sha256::add(ByteView bytes) noexcept {
    SHA256_Update(static_cast<SHA256_CTX*>(context_), bytes.data(), bytes.size());
}
Digest Sha256::finish() noexcept {
    Digest digest;
    SHA256_Final(digest.data(), static_cast<SHA256_CTX*>(context_));
    return digest;
}

}  // namespace daicho
