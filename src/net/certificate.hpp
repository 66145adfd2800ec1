// Certificate: one that the server makes for itself when none is given, so that no password ever
// crosses the network in the clear. Browsers warn of it until the city's own takes its place.
#pragma once

#include <filesystem>
#include <string>

#include "base/clock.hpp"
#include "base/result.hpp"
#include "net/server.hpp"

namespace daicho::net {

// Takes the pair in `folder` (cert.pem, key.pem; the key readable by its owner alone) or makes it:
// P-256, self-signed, for localhost, this machine's name and `address`, for 825 days. One that has
// run out is made anew. Error: net.tls_unusable.
Result<TlsFiles> own_certificate(const std::filesystem::path& folder, const std::string& address,
                                 const Clock& clock);

// SHA-256 over the certificate, as browsers show it ("AB:CD:…"). Error: net.tls_unusable.
Result<std::string> fingerprint(const std::filesystem::path& certificate);

}  // namespace daicho::net
