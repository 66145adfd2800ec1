// The published vectors of the specification (tests/vectors/webauthn.txt): bytes that neither this
// program nor its tests made.
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <sstream>

#include "identity/passkey.hpp"

namespace daicho::identity {
namespace {

using Vector = std::map<std::string, std::string>;  // part → as written

std::vector<Vector> vectors() {
    std::ifstream in(std::string(DAICHO_SOURCE_DIR) + "/tests/vectors/webauthn.txt");
    std::vector<Vector> all;
    std::string line;
    while (std::getline(in, line)) {
        std::istringstream words(line);
        std::string part;
        std::string value;
        if (!(words >> part >> value) || part == "#") continue;
        if (part == "vector") all.emplace_back();
        all.back()[part] = value;
    }
    return all;
}

Bytes part(const Vector& vector, const char* name) {
    const std::string& hex = vector.at(name);
    Bytes bytes;
    for (std::size_t i = 0; i + 1 < hex.size(); i += 2) {
        bytes.push_back(static_cast<std::uint8_t>(std::stoi(hex.substr(i, 2), nullptr, 16)));
    }
    return bytes;
}

std::string said(const Vector& vector, const char* name) {
    const Bytes bytes = part(vector, name);
    return {bytes.begin(), bytes.end()};
}

template <class T>
std::string outcome(const Result<T>& result) {
    if (result) return "accepted";
    for (const auto& [name, value] : result.error().arguments) {
        if (name == "why") return value;
    }
    return result.error().id;
}

PasskeyChallenge asked(const Vector& vector, const char* challenge) {
    return {part(vector, challenge), "example.org", "https://example.org"};
}

Result<Passkey> registered(const Vector& vector, const Bytes& attestation) {
    return verify_registration(asked(vector, "create_challenge"),
                               said(vector, "create_client_data"), attestation);
}

Result<std::uint32_t> signed_in(const Vector& vector, const Passkey& key, const Bytes& data,
                                const Bytes& signature) {
    const std::string client = said(vector, "get_client_data");
    return verify_assertion(asked(vector, "get_challenge"), key, {client, data, signature});
}

// An ES256 key as it stands at the end of the authenticator data: for registrations that are
// refused because nobody was verified, whose assertions are to be looked at all the same.
Passkey es256_key(const Vector& vector) {
    const Bytes whole = part(vector, "attestation");
    Passkey key;
    key.credential = part(vector, "credential");
    key.algorithm = -7;
    constexpr std::ptrdiff_t kTail = 32 + 3 + 32;  // x, the head of y, y
    key.public_key.assign(whole.end() - kTail, whole.end() - kTail + 32);
    key.public_key.insert(key.public_key.end(), whole.end() - 32, whole.end());
    return key;
}

TEST(WebAuthnVectors, AreJudgedAsTheirFlagsAndFormatsSay) {
    const std::vector<Vector> all = vectors();
    ASSERT_EQ(all.size(), 11U);
    std::size_t signatures = 0;
    for (const Vector& vector : all) {
        SCOPED_TRACE(vector.at("vector"));
        const auto made = registered(vector, part(vector, "attestation"));
        EXPECT_EQ(outcome(made), vector.at("registration"));
        if (made) {
            EXPECT_EQ(made->credential, part(vector, "credential"));
        }
        if (vector.at("assertion") == "-") continue;
        const Passkey key = made ? *made : es256_key(vector);
        const auto used = signed_in(vector, key, part(vector, "authenticator_data"),
                                    part(vector, "signature"));
        EXPECT_EQ(outcome(used), vector.at("assertion"));
        signatures += used ? 1 : 0;
    }
    EXPECT_EQ(signatures, 3U);
}

TEST(WebAuthnVectors, NoBitOfWhatIsSignedCanBeChanged) {
    for (const Vector& vector : vectors()) {
        if (vector.at("assertion") != "accepted") continue;
        SCOPED_TRACE(vector.at("vector"));
        const Passkey key = es256_key(vector);
        const Bytes data = part(vector, "authenticator_data");
        const Bytes signature = part(vector, "signature");
        ASSERT_TRUE(signed_in(vector, key, data, signature));
        for (std::size_t i = 0; i < data.size(); ++i) {
            Bytes bent = data;
            bent[i] ^= 0x10U;
            EXPECT_FALSE(signed_in(vector, key, bent, signature)) << i;
        }
        for (std::size_t i = 0; i < signature.size(); ++i) {
            Bytes bent = signature;
            bent[i] ^= 0x01U;
            EXPECT_FALSE(signed_in(vector, key, data, bent)) << i;
        }
    }
}

TEST(WebAuthnVectors, AnAttestationIsRefusedWithOneByteOfItsSignatureChanged) {
    std::size_t tried = 0;
    for (const Vector& vector : vectors()) {
        if (vector.at("vector").rfind("packed", 0) != 0) continue;
        if (vector.at("registration") != "accepted") continue;
        SCOPED_TRACE(vector.at("vector"));
        const Bytes whole = part(vector, "attestation");
        const std::string sig = "csig";
        const auto at = std::search(whole.begin(), whole.end(), sig.begin(), sig.end());
        ASSERT_NE(at, whole.end());
        Bytes bent = whole;
        bent[static_cast<std::size_t>(at - whole.begin()) + 40] ^= 0x01U;
        EXPECT_EQ(outcome(registered(vector, bent)), "attestation");
        ++tried;
    }
    EXPECT_EQ(tried, 2U);
}

}  // namespace
}  // namespace daicho::identity
