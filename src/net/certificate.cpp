#include "net/certificate.hpp"

#include <fcntl.h>
#include <openssl/bio.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509v3.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <memory>

#include "net/detail/digest_text.hpp"

namespace daicho::net {
namespace {

namespace fs = std::filesystem;

constexpr long kDays = 825;  // the longest that browsers take
constexpr long kDaySeconds = 24L * 60 * 60;

template <auto Free>
struct Freed {
    template <class T>
    void operator()(T* it) const noexcept {
        Free(it);
    }
};
using Key = std::unique_ptr<EVP_PKEY, Freed<EVP_PKEY_free>>;
using Certificate = std::unique_ptr<X509, Freed<X509_free>>;
using Memory = std::unique_ptr<BIO, Freed<BIO_free_all>>;

Error unusable(const fs::path& file, std::string reason) {
    return system_error("net.tls_unusable").with("file", file.string()).with("reason",
                                                                           std::move(reason));
}

Error openssl_says(const fs::path& file) {
    std::array<char, 200> text{};
    ERR_error_string_n(ERR_get_error(), text.data(), text.size());
    return unusable(file, text.data());
}

Result<Certificate> read_certificate(const fs::path& file) {
    const Memory in(BIO_new_file(file.c_str(), "r"));
    Certificate certificate(in ? PEM_read_bio_X509(in.get(), nullptr, nullptr, nullptr) : nullptr);
    if (!certificate) return openssl_says(file);
    return certificate;
}

// Whole or not at all: written beside, made durable, then put in place.
Status write_private(const fs::path& file, BIO* content) {
    char* data = nullptr;
    const long size = BIO_get_mem_data(content, &data);
    const fs::path beside = file.string() + ".new";
    const int out = ::open(beside.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (out < 0) return unusable(file, std::strerror(errno));
    const bool written = ::write(out, data, static_cast<std::size_t>(size)) == size &&
                         ::fsync(out) == 0;
    const int reason = errno;
    ::close(out);
    if (!written) return unusable(file, std::strerror(reason));
    std::error_code code;
    fs::rename(beside, file, code);
    if (code) return unusable(file, code.message());
    return {};
}

std::string machine() {
    std::array<char, 256> name{};
    if (::gethostname(name.data(), name.size() - 1) != 0) return "localhost";
    return name.data();
}

bool is_name(std::string_view text) noexcept {
    return !text.empty() && text.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTU"
                                                   "VWXYZ0123456789.-") == std::string_view::npos;
}

bool is_number_address(const std::string& address) noexcept {
    return address.find_first_not_of("0123456789.") == std::string::npos ||
           address.find(':') != std::string::npos;
}

// subjectAltName: what browsers look at.
std::string names_of(const std::string& address) {
    std::string names = "DNS:localhost,IP:127.0.0.1,IP:::1";
    if (const std::string name = machine(); is_name(name) && name != "localhost") {
        names += ",DNS:" + name;
    }
    if (address == "127.0.0.1" || address == "0.0.0.0" || address == "::") return names;
    return names + (is_number_address(address) ? ",IP:" : ",DNS:") + address;
}

bool add(X509* to, int nid, const std::string& value) {
    X509V3_CTX context;
    X509V3_set_ctx_nodb(&context);
    X509V3_set_ctx(&context, to, to, nullptr, nullptr, 0);
    const std::unique_ptr<X509_EXTENSION, Freed<X509_EXTENSION_free>> extension(
        X509V3_EXT_conf_nid(nullptr, &context, nid, value.c_str()));
    return extension && X509_add_ext(to, extension.get(), -1) == 1;
}

bool fill(X509* certificate, EVP_PKEY* key, const std::string& address, const Clock& clock) {
    std::array<unsigned char, 16> serial{};
    if (RAND_bytes(serial.data(), serial.size()) != 1) return false;
    serial[0] &= 0x7f;
    const std::unique_ptr<BIGNUM, Freed<BN_free>> number(
        BN_bin2bn(serial.data(), serial.size(), nullptr));
    const auto now = static_cast<time_t>(clock.now().micros / 1'000'000);
    X509_set_version(certificate, X509_VERSION_3);
    BN_to_ASN1_INTEGER(number.get(), X509_get_serialNumber(certificate));
    ASN1_TIME_set(X509_getm_notBefore(certificate), now - kDaySeconds);
    ASN1_TIME_set(X509_getm_notAfter(certificate), now + kDays * kDaySeconds);
    X509_NAME* name = X509_get_subject_name(certificate);
    const std::string who = machine();
    X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_UTF8,
                               reinterpret_cast<const unsigned char*>(who.c_str()), -1, -1, 0);
    X509_set_issuer_name(certificate, name);
    return X509_set_pubkey(certificate, key) == 1 &&
           add(certificate, NID_basic_constraints, "critical,CA:FALSE") &&
           add(certificate, NID_key_usage, "critical,digitalSignature") &&
           add(certificate, NID_ext_key_usage, "serverAuth") &&
           add(certificate, NID_subject_alt_name, names_of(address)) &&
           X509_sign(certificate, key, EVP_sha256()) > 0;
}

Status make(const TlsFiles& files, const std::string& address, const Clock& clock) {
    const Key key(EVP_EC_gen("P-256"));
    const Certificate certificate(X509_new());
    if (!key || !certificate || !fill(certificate.get(), key.get(), address, clock)) {
        return openssl_says(files.certificate);
    }
    const Memory key_text(BIO_new(BIO_s_mem()));
    const Memory text(BIO_new(BIO_s_mem()));
    if (PEM_write_bio_PKCS8PrivateKey(key_text.get(), key.get(), nullptr, nullptr, 0, nullptr,
                                      nullptr) != 1 ||
        PEM_write_bio_X509(text.get(), certificate.get()) != 1) {
        return openssl_says(files.key);
    }
    DAICHO_CHECK(write_private(files.key, key_text.get()));
    return write_private(files.certificate, text.get());
}

// Good for another day, and of the key beside it.
bool usable(const TlsFiles& files, const Clock& clock) {
    const auto certificate = read_certificate(files.certificate);
    const Memory in(BIO_new_file(files.key.c_str(), "r"));
    const Key key(in ? PEM_read_bio_PrivateKey(in.get(), nullptr, nullptr, nullptr) : nullptr);
    if (!certificate || !key) return false;
    time_t soon = static_cast<time_t>(clock.now().micros / 1'000'000) + kDaySeconds;
    return X509_cmp_time(X509_get0_notAfter(certificate->get()), &soon) > 0 &&
           X509_check_private_key(certificate->get(), key.get()) == 1;
}

}  // namespace

Result<TlsFiles> own_certificate(const fs::path& folder, const std::string& address,
                                 const Clock& clock) {
    const TlsFiles files{folder / "cert.pem", folder / "key.pem"};
    std::error_code code;
    fs::create_directories(folder, code);
    if (code) return unusable(folder, code.message());
    if (!usable(files, clock)) DAICHO_CHECK(make(files, address, clock));
    return files;
}

Result<std::string> fingerprint(const fs::path& file) {
    DAICHO_TRY(certificate, read_certificate(file));
    std::string text = detail::digest_text(certificate.get());
    if (text.empty()) return openssl_says(file);
    return text;
}

std::string detail::digest_text(const X509* certificate) {
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned size = 0;
    if (X509_digest(certificate, EVP_sha256(), digest.data(), &size) != 1) return {};
    constexpr std::string_view kHex = "0123456789ABCDEF";
    std::string text;
    for (unsigned i = 0; i < size; ++i) {
        if (i != 0) text += ':';
        text += kHex[digest[i] >> 4];
        text += kHex[digest[i] & 0x0f];
    }
    return text;
}

}  // namespace daicho::net
