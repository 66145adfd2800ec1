// Proof answer: what the proofs of controls and measures say now – queries asked of the registers,
// each distinct one once an answer, and the tests of this version by name.
#pragma once

#include <map>

#include "server/evidence.hpp"

namespace daicho::server {

// From the best to the gravest; `open`: it cannot be told (not this person's to ask).
enum class Tone : std::uint8_t { ok, open, warn, bad };
std::string_view tone_name(Tone tone) noexcept;

class ProofDesk {
public:
    ProofDesk(const Call& call, store::Connection& connection) noexcept
        : call_(&call), connection_(&connection) {}

    struct Answered {
        json::Array proofs;
        Tone tone = Tone::ok;  // the gravest of the queries; tests alone are ok
    };
    // [{"kind":"query|test","name","label","tone","expect","count","route"}]; of a test label, count
    // and route are null and expect is empty.
    Result<Answered> ask(const govern::Proofs& proofs);

private:
    Result<Evidence> query(const govern::EvidenceQuery& asked);

    const Call* call_;
    store::Connection* connection_;
    std::map<std::string, Evidence> known_;
};

// Version of the program, as it was built.
std::string_view built_version() noexcept;

// Every record of a register at a moment, whole.
Result<std::vector<registers::RecordVersion>> every_record(store::Connection& connection,
                                                           const registers::Definition& definition,
                                                           const registers::Moment& moment);

}  // namespace daicho::server
