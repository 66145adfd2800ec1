// 手当て (control): for each finding of an audit, what of this product prevents, detects or tracks
// it.
//
// "prevents" and "detects" name a test or a query; a control without one can only say "tracks", and
// then names the register in which somebody follows it. Loaded once, then read-only; any thread.
#pragma once

#include <cstdint>

#include "govern/catalog.hpp"
#include "govern/city/proof.hpp"

namespace daicho::govern {

enum class ControlKind : std::uint8_t { prevents, detects, tracks };

struct Control {
    std::string finding;  // number of the finding: W01
    ControlKind kind = ControlKind::tracks;
    BilingualText how;
    Proofs proofs;      // of prevents and detects
    std::string place;  // register in which it is followed; of tracks
};
struct ControlCatalog {
    CatalogHead head;
    std::vector<Control> controls;
};

std::string_view control_kind_name(ControlKind kind) noexcept;

// Errors: yaml.invalid with every fault (govern.control.no_proof: prevents or detects without one;
// govern.control.proof_of_tracks; those of read_proofs).
Result<ControlCatalog> load_control_catalog(const std::string& path);
Result<ControlCatalog> parse_control_catalog(std::string_view text, const std::string& name);

}  // namespace daicho::govern
