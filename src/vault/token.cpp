#include "vault/token.hpp"

#include <p11-kit/p11-kit.h>
#include <p11-kit/uri.h>
#include <sodium.h>
#include <sys/stat.h>

#include <array>
#include <cstring>
#include <fstream>
#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace daicho::vault {
namespace {

constexpr std::size_t kNonce = 12;
constexpr std::size_t kTag = 16;
constexpr std::string_view kAssociated = "daicho city key 1";
constexpr std::size_t kLongestPin = 256;
constexpr CK_ULONG kMostSlots = 64;

using UriPointer = std::unique_ptr<P11KitUri, decltype(&p11_kit_uri_free)>;

Error failed(const char* what, CK_RV code) {
    return Error(system_error("vault.token.failed")
                     .with("what", what)
                     .with("reason", p11_kit_strerror(code)));
}

Result<UriPointer> parse(const std::string& text) {
    UriPointer uri(p11_kit_uri_new(), &p11_kit_uri_free);
    const bool good = p11_kit_uri_parse(text.c_str(), P11_KIT_URI_FOR_ANY, uri.get()) == 0 &&
                      p11_kit_uri_get_attribute(uri.get(), CKA_LABEL) != nullptr &&
                      p11_kit_uri_get_pin_value(uri.get()) == nullptr;  // stands in process lists
    if (!good) return Error(system_error("vault.token.uri"));
    return uri;
}

// The modules to ask; closed at the end.
class Modules {
public:
    explicit Modules(P11KitUri* uri) {
        if (const char* path = p11_kit_uri_get_module_path(uri)) {
            CK_FUNCTION_LIST* one = p11_kit_module_load(path, 0);
            if (one == nullptr) return;
            if (p11_kit_module_initialize(one) != CKR_OK) {
                p11_kit_module_release(one);
                return;
            }
            one_ = one;
            list_ = {one};
            return;
        }
        all_ = p11_kit_modules_load_and_initialize(0);
        for (CK_FUNCTION_LIST** at = all_; at != nullptr && *at != nullptr; ++at) {
            list_.push_back(*at);
        }
    }
    Modules(const Modules&) = delete;
    Modules& operator=(const Modules&) = delete;
    ~Modules() {
        if (one_ != nullptr) {
            p11_kit_module_finalize(one_);
            p11_kit_module_release(one_);
        }
        if (all_ != nullptr) p11_kit_modules_finalize_and_release(all_);
    }
    [[nodiscard]] const std::vector<CK_FUNCTION_LIST*>& list() const noexcept { return list_; }

private:
    CK_FUNCTION_LIST* one_ = nullptr;
    CK_FUNCTION_LIST** all_ = nullptr;
    std::vector<CK_FUNCTION_LIST*> list_;
};

struct Place {
    CK_FUNCTION_LIST* module = nullptr;
    CK_SLOT_ID slot = 0;
};

Result<Place> find_token(P11KitUri* uri, const Modules& modules) {
    if (modules.list().empty()) return Error(system_error("vault.token.module"));
    for (CK_FUNCTION_LIST* module : modules.list()) {
        std::array<CK_SLOT_ID, kMostSlots> slots{};
        CK_ULONG count = kMostSlots;
        if (module->C_GetSlotList(CK_TRUE, slots.data(), &count) != CKR_OK) continue;
        for (CK_ULONG i = 0; i < count; ++i) {
            CK_TOKEN_INFO info{};
            if (module->C_GetTokenInfo(slots[i], &info) != CKR_OK) continue;
            if (p11_kit_uri_match_token_info(uri, &info) != 1) continue;
            if ((info.flags & CKF_USER_PIN_LOCKED) != 0) {
                return Error(system_error("vault.token.pin_locked"));
            }
            return Place{module, slots[i]};
        }
    }
    return Error(system_error("vault.token.absent"));
}

// First line of the file that pin-source names; for its owner alone, like every secret.
Result<std::string> read_pin(P11KitUri* uri) {
    const char* source = p11_kit_uri_get_pin_source(uri);
    std::string file = source == nullptr ? "" : source;
    if (file.starts_with("file:")) file.erase(0, 5);
    if (file.starts_with("//")) file.erase(0, 2);
    struct stat about {};
    const bool safe = !file.empty() && ::stat(file.c_str(), &about) == 0 &&
                      S_ISREG(about.st_mode) && (about.st_mode & 077) == 0;
    std::ifstream in(file);
    std::string pin;
    if (!safe || !std::getline(in, pin) || pin.empty() || pin.size() > kLongestPin) {
        return Error(system_error("vault.token.pin_file").with("file", file));
    }
    return pin;
}

class Session {
public:
    Session() = default;
    Session(const Session&) = delete;
    Session& operator=(const Session&) = delete;
    ~Session() {
        if (!open_) return;
        (void)module_->C_Logout(handle_);
        (void)module_->C_CloseSession(handle_);
    }
    Status open(const Place& place, std::string& pin) {
        module_ = place.module;
        constexpr CK_FLAGS kFlags = CKF_SERIAL_SESSION | CKF_RW_SESSION;
        CK_RV code = module_->C_OpenSession(place.slot, kFlags, nullptr, nullptr, &handle_);
        if (code != CKR_OK) return failed("C_OpenSession", code);
        open_ = true;
        code = module_->C_Login(handle_, CKU_USER, reinterpret_cast<CK_UTF8CHAR*>(pin.data()),
                                pin.size());
        sodium_memzero(pin.data(), pin.size());
        if (code == CKR_PIN_LOCKED) return system_error("vault.token.pin_locked");
        if (code == CKR_PIN_INCORRECT || code == CKR_PIN_LEN_RANGE || code == CKR_PIN_INVALID) {
            return system_error("vault.token.pin_wrong");
        }
        if (code != CKR_OK && code != CKR_USER_ALREADY_LOGGED_IN) return failed("C_Login", code);
        return {};
    }
    // Nothing: there is none of this name.
    Result<std::optional<CK_OBJECT_HANDLE>> find(CK_ATTRIBUTE label) {
        CK_OBJECT_CLASS kind = CKO_SECRET_KEY;
        std::array<CK_ATTRIBUTE, 2> wanted = {{{CKA_CLASS, &kind, sizeof kind}, label}};
        CK_RV code = module_->C_FindObjectsInit(handle_, wanted.data(), wanted.size());
        if (code != CKR_OK) return failed("C_FindObjectsInit", code);
        CK_OBJECT_HANDLE found = 0;
        CK_ULONG count = 0;
        code = module_->C_FindObjects(handle_, &found, 1, &count);
        (void)module_->C_FindObjectsFinal(handle_);
        if (code != CKR_OK) return failed("C_FindObjects", code);
        return count == 0 ? std::optional<CK_OBJECT_HANDLE>() : found;
    }
    // Never leaves the token: sensitive and not extractable.
    Result<CK_OBJECT_HANDLE> generate(CK_ATTRIBUTE label) {
        CK_MECHANISM how{CKM_AES_KEY_GEN, nullptr, 0};
        CK_ULONG size = kKeySize;
        CK_BBOOL yes = CK_TRUE;
        CK_BBOOL no = CK_FALSE;
        std::array<CK_ATTRIBUTE, 8> about = {{{CKA_VALUE_LEN, &size, sizeof size},
                                              {CKA_TOKEN, &yes, sizeof yes},
                                              {CKA_PRIVATE, &yes, sizeof yes},
                                              {CKA_SENSITIVE, &yes, sizeof yes},
                                              {CKA_EXTRACTABLE, &no, sizeof no},
                                              {CKA_ENCRYPT, &yes, sizeof yes},
                                              {CKA_DECRYPT, &yes, sizeof yes},
                                              label}};
        CK_OBJECT_HANDLE made = 0;
        const CK_RV code =
            module_->C_GenerateKey(handle_, &how, about.data(), about.size(), &made);
        if (code != CKR_OK) return failed("C_GenerateKey", code);
        return made;
    }
    // Into `out`, whose size says how much may come.
    CK_RV run(bool encrypt, CK_OBJECT_HANDLE key, ByteView nonce, ByteView in,
              std::span<std::uint8_t> out, CK_ULONG& size) {
        CK_GCM_PARAMS gcm{};
        gcm.iv_ptr = const_cast<std::uint8_t*>(nonce.data());
        gcm.iv_len = nonce.size();
        gcm.iv_bits = nonce.size() * 8;
        gcm.aad_ptr = reinterpret_cast<unsigned char*>(const_cast<char*>(kAssociated.data()));
        gcm.aad_len = kAssociated.size();
        gcm.tag_bits = kTag * 8;
        CK_MECHANISM how{CKM_AES_GCM, &gcm, sizeof gcm};
        auto* from = const_cast<std::uint8_t*>(in.data());
        size = out.size();
        const CK_RV code = encrypt ? module_->C_EncryptInit(handle_, &how, key)
                                   : module_->C_DecryptInit(handle_, &how, key);
        if (code != CKR_OK) return code;
        return encrypt ? module_->C_Encrypt(handle_, from, in.size(), out.data(), &size)
                       : module_->C_Decrypt(handle_, from, in.size(), out.data(), &size);
    }

private:
    CK_FUNCTION_LIST* module_ = nullptr;
    CK_SESSION_HANDLE handle_ = 0;
    bool open_ = false;
};

// Finds the token, logs in, finds the key – or makes it – and hands both to `use`.
template <class Use>
Status with_key(const std::string& text, bool make, const Use& use) {
    DAICHO_TRY(uri, parse(text));
    const Modules modules(uri.get());
    DAICHO_TRY(place, find_token(uri.get(), modules));
    DAICHO_TRY(pin, read_pin(uri.get()));
    Session session;
    DAICHO_CHECK(session.open(place, pin));
    const CK_ATTRIBUTE label = *p11_kit_uri_get_attribute(uri.get(), CKA_LABEL);
    DAICHO_TRY(key, session.find(label));
    if (!key && !make) return system_error("vault.token.no_key");
    if (!key) {
        DAICHO_TRY(made, session.generate(label));
        key = made;
    }
    return use(session, *key);
}

}  // namespace

bool is_token_uri(std::string_view text) noexcept { return text.starts_with("pkcs11:"); }

Result<Bytes> seal_in_token(const std::string& uri, const Secret& key) {
    Bytes sealed(kNonce + kKeySize + kTag);
    randombytes_buf(sealed.data(), kNonce);
    const std::span<std::uint8_t> all(sealed);
    DAICHO_CHECK(with_key(uri, true, [&](Session& session, CK_OBJECT_HANDLE handle) -> Status {
        CK_ULONG size = 0;
        const CK_RV code = session.run(true, handle, all.first(kNonce), key.view(),
                                       all.subspan(kNonce), size);
        if (code != CKR_OK) return failed("C_Encrypt", code);
        if (size != kKeySize + kTag) return failed("C_Encrypt", CKR_GENERAL_ERROR);
        return {};
    }));
    return sealed;
}

Status open_in_token(const std::string& uri, ByteView sealed, Secret& key) {
    return with_key(uri, false, [&](Session& session, CK_OBJECT_HANDLE handle) -> Status {
        if (sealed.size() != kNonce + kKeySize + kTag) {
            return system_error("vault.token.not_sealed_here");
        }
        // Some tokens want room for the tag.
        std::array<std::uint8_t, kKeySize + kTag> room{};
        CK_ULONG size = 0;
        const CK_RV code = session.run(false, handle, sealed.first(kNonce),
                                       sealed.subspan(kNonce), room, size);
        const bool opened = code == CKR_OK && size == kKeySize;
        if (opened) std::memcpy(key.bytes().data(), room.data(), kKeySize);
        sodium_memzero(room.data(), room.size());
        return opened ? Status() : system_error("vault.token.not_sealed_here");
    });
}

}  // namespace daicho::vault
