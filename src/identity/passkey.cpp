#include "identity/passkey.hpp"

#include <cbor.h>
#include <fido.h>
#include <fido/eddsa.h>
#include <fido/es256.h>
#include <fido/rs256.h>

#include <algorithm>
#include <boost/json.hpp>
#include <memory>
#include <mutex>

#include "base/digest.hpp"

namespace daicho::identity {
namespace {

// Authenticator data (WebAuthn, section 6.1): digest of the relying party, flags, counter.
constexpr std::size_t kDigestBytes = 32;
constexpr std::size_t kShortestData = 37;
constexpr std::uint8_t kPresent = 0x01;
constexpr std::uint8_t kVerified = 0x04;
constexpr std::size_t kLongest = 16'384;

Error refused(std::string_view why) {
    return denied_error("identity.passkey.refused").with("why", std::string(why));
}

void ready() {
    static std::once_flag once;
    std::call_once(once, [] { fido_init(0); });
}

Status check_client_data(const PasskeyChallenge& asked, std::string_view text,
                         std::string_view type) {
    if (text.size() > kLongest) return refused("client data");
    boost::system::error_code code;
    const boost::json::value value = boost::json::parse(text, code);
    if (code || !value.is_object()) return refused("client data");
    const auto field = [&value](std::string_view name) -> std::string_view {
        const boost::json::value* found = value.get_object().if_contains(name);
        return found != nullptr && found->is_string() ? std::string_view(found->get_string())
                                                      : std::string_view();
    };
    if (field("type") != type) return refused("type");
    if (asked.challenge.empty() || field("challenge") != to_base64url(asked.challenge)) {
        return refused("challenge");
    }
    if (field("origin") != asked.origin || !origin_fits(asked.origin, asked.rp_id)) {
        return refused("origin");
    }
    const boost::json::value* crossed = value.get_object().if_contains("crossOrigin");
    if (crossed != nullptr && crossed->is_bool() && crossed->get_bool()) return refused("origin");
    return {};
}

Status check_data(const PasskeyChallenge& asked, ByteView data) {
    if (data.size() < kShortestData || data.size() > kLongest) return refused("data");
    const Digest party = sha256(as_bytes(asked.rp_id));
    if (!std::equal(party.begin(), party.end(), data.begin())) return refused("party");
    const std::uint8_t flags = data[kDigestBytes];
    if ((flags & kPresent) == 0 || (flags & kVerified) == 0) return refused("user");
    return {};
}

struct Item {
    void operator()(cbor_item_t* item) const { cbor_decref(&item); }
};
using ItemPointer = std::unique_ptr<cbor_item_t, Item>;

// The three parts of an attestation object.
struct Attestation {
    std::string format;
    Bytes data;
    Bytes statement;  // as CBOR
    bool certified = false;
};

bool is_key(const cbor_item_t* key, std::string_view name) {
    return cbor_isa_string(key) && cbor_string_is_definite(key) &&
           std::string_view(reinterpret_cast<const char*>(cbor_string_handle(key)),
                            cbor_string_length(key)) == name;
}

bool has_certificate(const cbor_item_t* statement) {
    const cbor_pair* pairs = cbor_map_handle(statement);
    return std::any_of(pairs, pairs + cbor_map_size(statement),
                       [](const cbor_pair& pair) { return is_key(pair.key, "x5c"); });
}

void take_part(const cbor_pair& pair, Attestation& out) {
    const cbor_item_t* value = pair.value;
    if (is_key(pair.key, "fmt") && cbor_isa_string(value) && cbor_string_is_definite(value)) {
        out.format.assign(reinterpret_cast<const char*>(cbor_string_handle(value)),
                          cbor_string_length(value));
    } else if (is_key(pair.key, "authData") && cbor_isa_bytestring(value) &&
               cbor_bytestring_is_definite(value)) {
        const unsigned char* bytes = cbor_bytestring_handle(value);
        out.data.assign(bytes, bytes + cbor_bytestring_length(value));
    } else if (is_key(pair.key, "attStmt") && cbor_isa_map(value) && cbor_map_is_definite(value)) {
        unsigned char* buffer = nullptr;
        std::size_t room = 0;
        const std::size_t size = cbor_serialize_alloc(value, &buffer, &room);
        out.statement.assign(buffer, buffer + size);
        std::free(buffer);  // libcbor takes memory by malloc
        out.certified = has_certificate(value);
    }
}

Result<Attestation> parse_attestation(ByteView bytes) {
    if (bytes.empty() || bytes.size() > kLongest) return refused("attestation");
    cbor_load_result loaded{};
    const ItemPointer root(cbor_load(bytes.data(), bytes.size(), &loaded));
    const bool whole = root && loaded.error.code == CBOR_ERR_NONE && loaded.read == bytes.size();
    if (!whole || !cbor_isa_map(root.get()) || !cbor_map_is_definite(root.get())) {
        return refused("attestation");
    }
    Attestation out;
    const cbor_pair* pairs = cbor_map_handle(root.get());
    for (std::size_t i = 0; i < cbor_map_size(root.get()); ++i) take_part(pairs[i], out);
    if (out.format.empty() || out.data.empty() || out.statement.empty()) {
        return refused("attestation");
    }
    return out;
}

struct FreeCredential {
    void operator()(fido_cred_t* one) const { fido_cred_free(&one); }
};
using CredentialPointer = std::unique_ptr<fido_cred_t, FreeCredential>;
struct FreeAssertion {
    void operator()(fido_assert_t* one) const { fido_assert_free(&one); }
};
using AssertionPointer = std::unique_ptr<fido_assert_t, FreeAssertion>;

// The key's type stands in the authenticator data; libfido2 wants to be told what to expect.
bool fill(fido_cred_t* credential, const PasskeyChallenge& asked, std::string_view client_data,
          const Attestation& given, int algorithm) {
    const ByteView client = as_bytes(client_data);
    return fido_cred_set_type(credential, algorithm) == FIDO_OK &&
           fido_cred_set_rp(credential, asked.rp_id.c_str(), nullptr) == FIDO_OK &&
           fido_cred_set_clientdata(credential, client.data(), client.size()) == FIDO_OK &&
           fido_cred_set_uv(credential, FIDO_OPT_TRUE) == FIDO_OK &&
           fido_cred_set_fmt(credential, given.format.c_str()) == FIDO_OK &&
           fido_cred_set_authdata_raw(credential, given.data.data(), given.data.size()) == FIDO_OK;
}

bool attestation_holds(fido_cred_t* credential, const Attestation& given) {
    if (given.format == "none") return !given.certified;
    if (fido_cred_set_attstmt(credential, given.statement.data(), given.statement.size()) !=
        FIDO_OK) {
        return false;
    }
    return (given.certified ? fido_cred_verify(credential) : fido_cred_verify_self(credential)) ==
           FIDO_OK;
}

Result<Passkey> taken_from(const fido_cred_t* credential, int algorithm) {
    const unsigned char* id = fido_cred_id_ptr(credential);
    const unsigned char* key = fido_cred_pubkey_ptr(credential);
    if (id == nullptr || key == nullptr) return refused("credential");
    Passkey made;
    made.credential.assign(id, id + fido_cred_id_len(credential));
    made.public_key.assign(key, key + fido_cred_pubkey_len(credential));
    made.algorithm = algorithm;
    made.counter = fido_cred_sigcount(credential);
    return made;
}

int verify_with_key(const fido_assert_t* assertion, const Passkey& known) {
    const Bytes& key = known.public_key;
    if (known.algorithm == COSE_ES256) {
        es256_pk_t* pk = es256_pk_new();
        int code = es256_pk_from_ptr(pk, key.data(), key.size());
        if (code == FIDO_OK) code = fido_assert_verify(assertion, 0, COSE_ES256, pk);
        es256_pk_free(&pk);
        return code;
    }
    if (known.algorithm == COSE_RS256) {
        rs256_pk_t* pk = rs256_pk_new();
        int code = rs256_pk_from_ptr(pk, key.data(), key.size());
        if (code == FIDO_OK) code = fido_assert_verify(assertion, 0, COSE_RS256, pk);
        rs256_pk_free(&pk);
        return code;
    }
    eddsa_pk_t* pk = eddsa_pk_new();
    int code = eddsa_pk_from_ptr(pk, key.data(), key.size());
    if (code == FIDO_OK) code = fido_assert_verify(assertion, 0, COSE_EDDSA, pk);
    eddsa_pk_free(&pk);
    return code;
}

}  // namespace

Result<Passkey> verify_registration(const PasskeyChallenge& asked, std::string_view client_data,
                                    ByteView attestation) {
    ready();
    DAICHO_CHECK(check_client_data(asked, client_data, "webauthn.create"));
    DAICHO_TRY(given, parse_attestation(attestation));
    DAICHO_CHECK(check_data(asked, given.data));
    for (const int algorithm : {COSE_ES256, COSE_EDDSA, COSE_RS256}) {
        const CredentialPointer credential(fido_cred_new());
        if (!fill(credential.get(), asked, client_data, given, algorithm)) continue;
        if (!attestation_holds(credential.get(), given)) return refused("attestation");
        return taken_from(credential.get(), algorithm);
    }
    return refused("credential");
}

Result<std::uint32_t> verify_assertion(const PasskeyChallenge& asked, const Passkey& known,
                                       const Assertion& given) {
    ready();
    DAICHO_CHECK(check_client_data(asked, given.client_data, "webauthn.get"));
    DAICHO_CHECK(check_data(asked, given.authenticator_data));
    const AssertionPointer assertion(fido_assert_new());
    const ByteView client = as_bytes(given.client_data);
    const ByteView data = given.authenticator_data;
    const bool filled =
        fido_assert_set_clientdata(assertion.get(), client.data(), client.size()) == FIDO_OK &&
        fido_assert_set_rp(assertion.get(), asked.rp_id.c_str()) == FIDO_OK &&
        fido_assert_set_count(assertion.get(), 1) == FIDO_OK &&
        fido_assert_set_up(assertion.get(), FIDO_OPT_TRUE) == FIDO_OK &&
        fido_assert_set_uv(assertion.get(), FIDO_OPT_TRUE) == FIDO_OK &&
        fido_assert_set_authdata_raw(assertion.get(), 0, data.data(), data.size()) == FIDO_OK &&
        fido_assert_set_sig(assertion.get(), 0, given.signature.data(), given.signature.size()) ==
            FIDO_OK;
    if (!filled || verify_with_key(assertion.get(), known) != FIDO_OK) return refused("signature");
    const std::uint32_t counter = fido_assert_sigcount(assertion.get(), 0);
    // A counter that stands still or goes back: the authenticator was copied.
    if ((counter != 0 || known.counter != 0) && counter <= known.counter) return refused("counter");
    return counter;
}

bool origin_fits(std::string_view origin, std::string_view rp_id) {
    const std::size_t mark = origin.find("://");
    if (mark == std::string_view::npos || rp_id.empty()) return false;
    const std::string_view scheme = origin.substr(0, mark);
    std::string_view host = origin.substr(mark + 3);
    host = host.substr(0, host.find(':'));
    const bool below = host.size() > rp_id.size() && host.ends_with(rp_id) &&
                       host[host.size() - rp_id.size() - 1] == '.';
    if (host != rp_id && !below) return false;
    return scheme == "https" || (scheme == "http" && host == "localhost");
}

std::string to_base64url(ByteView bytes) {
    std::string text = to_base64(bytes);
    std::replace(text.begin(), text.end(), '+', '-');
    std::replace(text.begin(), text.end(), '/', '_');
    while (text.ends_with('=')) text.pop_back();
    return text;
}

Result<Bytes> from_base64url(std::string_view text) {
    std::string plain(text);
    if (plain.find_first_of("+/=") != std::string::npos) {
        return input_error("bytes.not_base64");
    }
    std::replace(plain.begin(), plain.end(), '-', '+');
    std::replace(plain.begin(), plain.end(), '_', '/');
    while (plain.size() % 4 != 0) plain += '=';
    return from_base64(plain);
}

}  // namespace daicho::identity
