// Manifest of a backup: a short signed text that names what belongs to it (docs/formats.md 10).
#pragma once

#include <string>
#include <string_view>

#include "custody/container.hpp"
#include "journal/journal.hpp"

namespace daicho::custody {

struct Manifest {
    std::string origin;        // key name: "daicho/<municipality id>"
    std::string name;          // of the backup: "139998-20261121T103000Z"
    std::string store;         // sqlite | postgres
    std::uint64_t entries = 0; // of the journal in the snapshot
    Digest root{};             // of its tree
    std::int64_t made = 0;     // microseconds since 1970
    std::uint64_t rows = 0;
    FileFacts data, keys;

    [[nodiscard]] std::string municipality() const;
};

std::string manifest_text(const Manifest& manifest);
// What stands in front of the signature. Error: backup.manifest_malformed.
Result<Manifest> parse_manifest(std::string_view text);
// The signed text's own signature line is the last one. Error: backup.manifest_forged.
Status check_signature(std::string_view text, const std::string& name, ByteView public_key);

}  // namespace daicho::custody
