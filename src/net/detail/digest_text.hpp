// SHA-256 of a certificate as browsers show it.
#pragma once

#include <openssl/x509.h>

#include <string>

namespace daicho::net::detail {

// Empty when it cannot be had.
std::string digest_text(const X509* certificate);

}  // namespace daicho::net::detail
