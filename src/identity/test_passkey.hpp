// An authenticator in software for tests: an ES256 key that signs as a passkey does (WebAuthn
// section 6), with every part open to be bent.
#pragma once

#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/evp.h>

#include <memory>
#include <string>

#include "base/digest.hpp"
#include "identity/passkey.hpp"

namespace daicho::identity::testing {

class SoftPasskey {
public:
    explicit SoftPasskey(std::string rp_id = "localhost")
        : rp_id_(std::move(rp_id)), key_(EVP_EC_gen("P-256"), EVP_PKEY_free) {
        credential = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16};
    }

    Bytes credential;
    std::uint8_t flags = 0x05;  // present, verified
    std::uint32_t counter = 0;

    static std::string client_data(std::string_view type, ByteView challenge,
                                   std::string_view origin) {
        return R"({"type":")" + std::string(type) + R"(","challenge":")" +
               to_base64url(challenge) + R"(","origin":")" + std::string(origin) +
               R"(","crossOrigin":false})";
    }
    Bytes attestation() {
        const Bytes data = authenticator_data(true);
        Bytes out;
        put(out, "\xA3\x63" "fmt\x64none\x67" "attStmt\xA0\x68" "authData\x58");
        out.push_back(static_cast<std::uint8_t>(data.size()));
        out.insert(out.end(), data.begin(), data.end());
        return out;
    }
    Bytes authenticator_data(bool with_key = false) {
        Bytes out;
        ByteWriter writer(out);
        writer.raw(view(sha256(as_bytes(rp_id_))));
        writer.u8(static_cast<std::uint8_t>(flags | (with_key ? 0x40 : 0)));
        writer.u32(counter);
        if (!with_key) return out;
        writer.raw(Bytes(16, 0));
        writer.u16(static_cast<std::uint16_t>(credential.size()));
        writer.raw(credential);
        const Bytes point = public_point();
        writer.raw(Bytes{0xA5, 1, 2, 3, 0x26, 0x20, 1, 0x21, 0x58, 32});
        writer.raw(ByteView(point).subspan(1, 32));
        writer.raw(Bytes{0x22, 0x58, 32});
        writer.raw(ByteView(point).subspan(33, 32));
        return out;
    }
    Bytes sign(ByteView data, std::string_view client) {
        Bytes message(data.begin(), data.end());
        const Digest hash = sha256(as_bytes(client));
        message.insert(message.end(), hash.begin(), hash.end());
        const std::unique_ptr<EVP_MD_CTX, void (*)(EVP_MD_CTX*)> context(EVP_MD_CTX_new(),
                                                                         EVP_MD_CTX_free);
        EVP_DigestSignInit(context.get(), nullptr, EVP_sha256(), nullptr, key_.get());
        std::size_t size = 0;
        EVP_DigestSign(context.get(), nullptr, &size, message.data(), message.size());
        Bytes signature(size);
        EVP_DigestSign(context.get(), signature.data(), &size, message.data(), message.size());
        signature.resize(size);
        return signature;
    }

private:
    static void put(Bytes& out, std::string_view text) {
        out.insert(out.end(), text.begin(), text.end());
    }
    Bytes public_point() {
        Bytes point(65);
        std::size_t size = 0;
        EVP_PKEY_get_octet_string_param(key_.get(), OSSL_PKEY_PARAM_PUB_KEY, point.data(),
                                        point.size(), &size);
        return point;
    }

    std::string rp_id_;
    std::unique_ptr<EVP_PKEY, void (*)(EVP_PKEY*)> key_;
};

}  // namespace daicho::identity::testing
