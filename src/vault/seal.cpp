#include "vault/seal.hpp"

#include <openssl/evp.h>
#include <sodium.h>

#include <memory>

#include "base/assert.hpp"

namespace daicho::vault {
namespace {

constexpr std::uint8_t kFormat = 1;
constexpr std::size_t kNonceSize = 12;
constexpr std::size_t kTagSize = 16;
constexpr std::size_t kOverhead = 1 + kNonceSize + kTagSize;

// Fetched once for the life of the process: a fetch costs more than sealing a field.
const EVP_CIPHER* cipher() {
    static EVP_CIPHER* const kCipher = EVP_CIPHER_fetch(nullptr, "AES-256-GCM", nullptr);
    DAICHO_ASSERT(kCipher != nullptr);
    return kCipher;
}

struct ContextFree {
    void operator()(EVP_CIPHER_CTX* context) const { EVP_CIPHER_CTX_free(context); }
};

EVP_CIPHER_CTX* context() {
    thread_local const std::unique_ptr<EVP_CIPHER_CTX, ContextFree> kContext(EVP_CIPHER_CTX_new());
    DAICHO_ASSERT(kContext != nullptr);
    return kContext.get();
}

Error failed() { return system_error("vault.cannot_seal"); }
Error cannot_open() { return conflict_error("vault.cannot_open"); }

}  // namespace

Result<Bytes> seal(ByteView key, ByteView associated, ByteView plain) {
    DAICHO_ASSERT(key.size() == kKeySize);
    Bytes blob(plain.size() + kOverhead);
    blob[0] = kFormat;
    randombytes_buf(blob.data() + 1, kNonceSize);
    EVP_CIPHER_CTX* at = context();
    std::uint8_t* text = blob.data() + 1 + kNonceSize;
    int size = 0;
    const bool done =
        EVP_EncryptInit_ex2(at, cipher(), key.data(), blob.data() + 1, nullptr) == 1 &&
        EVP_EncryptUpdate(at, nullptr, &size, associated.data(),
                          static_cast<int>(associated.size())) == 1 &&
        EVP_EncryptUpdate(at, text, &size, plain.data(), static_cast<int>(plain.size())) == 1 &&
        EVP_EncryptFinal_ex(at, text + size, &size) == 1 &&
        EVP_CIPHER_CTX_ctrl(at, EVP_CTRL_AEAD_GET_TAG, kTagSize, text + plain.size()) == 1;
    if (!done) return failed();
    return blob;
}

Result<Bytes> open(ByteView key, ByteView associated, ByteView blob) {
    DAICHO_ASSERT(key.size() == kKeySize);
    if (blob.size() < kOverhead || blob[0] != kFormat) return cannot_open();
    const std::size_t length = blob.size() - kOverhead;
    Bytes plain(length + 1);  // never a null pointer for an empty text
    Bytes tag(blob.end() - static_cast<std::ptrdiff_t>(kTagSize), blob.end());
    EVP_CIPHER_CTX* at = context();
    int size = 0;
    const bool done =
        EVP_DecryptInit_ex2(at, cipher(), key.data(), blob.data() + 1, nullptr) == 1 &&
        EVP_DecryptUpdate(at, nullptr, &size, associated.data(),
                          static_cast<int>(associated.size())) == 1 &&
        EVP_DecryptUpdate(at, plain.data(), &size, blob.data() + 1 + kNonceSize,
                          static_cast<int>(length)) == 1 &&
        EVP_CIPHER_CTX_ctrl(at, EVP_CTRL_AEAD_SET_TAG, kTagSize, tag.data()) == 1 &&
        EVP_DecryptFinal_ex(at, plain.data() + length, &size) == 1;
    if (!done) return cannot_open();
    plain.resize(length);
    return plain;
}

}  // namespace daicho::vault
