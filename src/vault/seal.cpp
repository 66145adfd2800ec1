#include "vault/seal.hpp"

#include <openssl/evp.h>
#include <openssl/rand.h>

#include <algorithm>
#include <memory>

#include "base/assert.hpp"

namespace daicho::vault {
namespace {

constexpr std::uint8_t kPlainFormat = 1;
constexpr std::uint8_t kNumberedFormat = 2;
constexpr std::size_t kNonceSize = 12;
constexpr std::size_t kTagSize = 16;

// Fetched once for the life of the process: a fetch costs more than sealing a field.
const EVP_CIPHER* cipher() {
    static EVP_CIPHER* const kCipher = EVP_CIPHER_fetch(nullptr, "AES-256-GCM", nullptr);
    DAICHO_ASSERT(kCipher != nullptr);
    return kCipher;
}

struct ContextFree {
    void operator()(EVP_CIPHER_CTX* context) const { EVP_CIPHER_CTX_free(context); }
};

// The thread's cipher context; its copy of the key is wiped when the use ends.
class Context {
public:
    Context() {
        thread_local const std::unique_ptr<EVP_CIPHER_CTX, ContextFree> kOwn(EVP_CIPHER_CTX_new());
        DAICHO_ASSERT(kOwn != nullptr);
        context_ = kOwn.get();
    }
    Context(const Context&) = delete;
    Context& operator=(const Context&) = delete;
    ~Context() { EVP_CIPHER_CTX_reset(context_); }
    operator EVP_CIPHER_CTX*() const noexcept { return context_; }

private:
    EVP_CIPHER_CTX* context_;
};

struct Parts {
    ByteView number;  // empty in format 1
    ByteView nonce;
    ByteView text;
    ByteView tag;
};

std::optional<Parts> split(ByteView blob) noexcept {
    if (blob.empty() || (blob[0] != kPlainFormat && blob[0] != kNumberedFormat)) {
        return std::nullopt;
    }
    const std::size_t number = blob[0] == kNumberedFormat ? sizeof(std::uint16_t) : 0;
    if (blob.size() < 1 + number + kNonceSize + kTagSize) return std::nullopt;
    Parts parts;
    parts.number = blob.subspan(1, number);
    parts.nonce = blob.subspan(1 + number, kNonceSize);
    parts.tag = blob.last(kTagSize);
    const std::size_t head = 1 + number + kNonceSize;
    parts.text = blob.subspan(head, blob.size() - head - kTagSize);
    return parts;
}

// Format byte and key number go first: neither can be changed without the tag failing.
bool add_associated(EVP_CIPHER_CTX* context, ByteView head, ByteView associated, bool sealing) {
    int size = 0;
    const auto update = sealing ? EVP_EncryptUpdate : EVP_DecryptUpdate;
    return update(context, nullptr, &size, head.data(), static_cast<int>(head.size())) == 1 &&
           update(context, nullptr, &size, associated.data(),
                  static_cast<int>(associated.size())) == 1;
}

// `out` has room for one byte at least.
bool decrypt(const Secret& key, ByteView associated, ByteView blob, const Parts& parts,
             std::uint8_t* out) {
    const Context context;
    std::uint8_t tag[kTagSize];
    std::copy(parts.tag.begin(), parts.tag.end(), tag);
    int size = 0;
    return EVP_DecryptInit_ex2(context, cipher(), key.view().data(), parts.nonce.data(),
                               nullptr) == 1 &&
           add_associated(context, blob.first(1 + parts.number.size()), associated, false) &&
           EVP_DecryptUpdate(context, out, &size, parts.text.data(),
                             static_cast<int>(parts.text.size())) == 1 &&
           EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_SET_TAG, kTagSize, tag) == 1 &&
           EVP_DecryptFinal_ex(context, out + parts.text.size(), &size) == 1;
}

Error cannot_open() { return conflict_error("vault.cannot_open"); }

}  // namespace

Result<Bytes> seal(const Secret& key, ByteView associated, ByteView plain,
                   std::optional<std::uint16_t> key_number) {
    Bytes blob;
    blob.reserve(1 + sizeof(std::uint16_t) + kNonceSize + plain.size() + kTagSize);
    ByteWriter out(blob);
    out.u8(key_number ? kNumberedFormat : kPlainFormat);
    if (key_number) out.u16(*key_number);
    const std::size_t head = blob.size();
    blob.resize(head + kNonceSize + plain.size() + kTagSize);
    std::uint8_t* nonce = blob.data() + head;
    std::uint8_t* text = nonce + kNonceSize;
    const Context context;
    int size = 0;
    const bool done =
        RAND_bytes(nonce, kNonceSize) == 1 &&
        EVP_EncryptInit_ex2(context, cipher(), key.view().data(), nonce, nullptr) == 1 &&
        add_associated(context, ByteView(blob).first(head), associated, true) &&
        EVP_EncryptUpdate(context, text, &size, plain.data(), static_cast<int>(plain.size())) ==
            1 &&
        EVP_EncryptFinal_ex(context, text + plain.size(), &size) == 1 &&
        EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_GET_TAG, kTagSize, text + plain.size()) == 1;
    if (!done) return system_error("vault.cannot_seal");
    return blob;
}

Result<Bytes> open(const Secret& key, ByteView associated, ByteView blob) {
    const auto parts = split(blob);
    if (!parts) return cannot_open();
    Bytes plain(parts->text.size() + 1);  // never a null pointer for an empty text
    const bool done = decrypt(key, associated, blob, *parts, plain.data());
    if (!done) return cannot_open();
    plain.resize(parts->text.size());
    return plain;
}

Status open_key(const Secret& key, ByteView associated, ByteView blob, Secret& opened) {
    const auto parts = split(blob);
    if (!parts || parts->text.size() != kKeySize ||
        !decrypt(key, associated, blob, *parts, opened.bytes().data())) {
        opened.wipe();
        return cannot_open();
    }
    return {};
}

std::optional<std::uint16_t> key_number(ByteView blob) noexcept {
    const auto parts = split(blob);
    if (!parts || parts->number.empty()) return std::nullopt;
    return ByteReader(parts->number).u16();
}

}  // namespace daicho::vault
