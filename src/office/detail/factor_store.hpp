// Rows of w_totp, w_totp_offer, w_passkey and w_recovery.
#pragma once

#include <optional>
#include <string>

#include "identity/passkey.hpp"
#include "register/kernel.hpp"
#include "vault/vault.hpp"

namespace daicho::office::detail {

struct Sealed {
    Bytes secret;
    std::int64_t made = 0;       // part of the seal's place
    std::int64_t last_step = 0;  // of the last code that was accepted
};
// `table`: w_totp or w_totp_offer.
Result<std::optional<Sealed>> read_sealed(registers::Context& context, std::string_view table,
                                          std::uint64_t account);
Result<Bytes> open_secret(registers::Context& context, std::uint64_t account, const Sealed& sealed);
Status keep_offer(registers::Context& context, std::uint64_t account, ByteView secret);
Status take_offer(registers::Context& context, std::uint64_t account, std::int64_t step);
Status mark_step(registers::Context& context, std::uint64_t account, std::int64_t step);

Status keep_recovery(registers::Context& context, std::uint64_t account, std::string_view code);
Result<bool> use_recovery(registers::Context& context, std::uint64_t account,
                          std::string_view code);

struct KnownPasskey {
    std::uint64_t account = 0;
    identity::Passkey key;
};
Result<std::optional<KnownPasskey>> read_passkey(store::Connection& connection,
                                                 ByteView credential);
Status insert_passkey(registers::Context& context, std::uint64_t account, std::string_view name,
                      const identity::Passkey& key);
Status mark_passkey(registers::Context& context, ByteView credential, std::uint32_t counter);
Status delete_passkey(registers::Context& context, std::uint64_t account, std::string_view id);

Status keep_challenge(registers::Context& context, const Digest& session, ByteView challenge);
Result<Bytes> take_challenge(registers::Context& context, const Digest& session);

// Runs a statement whose one parameter is the account.
Status clear_rows(registers::Context& context, std::string_view sql, std::uint64_t account);

}  // namespace daicho::office::detail
