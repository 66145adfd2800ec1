// DocumentValue: what a field of type `document` holds: which document, its name and type, and the
// digest of its bytes, so that the row's digest and the journal prove the document itself. The
// bytes lie apart (document_store.hpp). Threading: pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/digest.hpp"
#include "base/result.hpp"

namespace daicho::registers {

struct DocumentValue {
    std::uint64_t id = 0;  // never used twice in a municipality
    std::string name;
    std::string type;      // media type
    std::uint64_t size = 0;
    Digest sha256{};       // of the plain bytes
};

// The text in the column (docs/formats.md), one for each value.
std::string document_text(const DocumentValue& value);
// Nothing when it is not exactly what `document_text` writes.
std::optional<DocumentValue> parse_document_value(std::string_view text);

// A file that somebody brings, examined: its name cleaned, its type told from its bytes.
struct NewDocument {
    std::string name;
    std::string type;
    std::string bytes;
};
struct DocumentLimits {
    std::uint64_t one = 20ULL << 20;      // bytes of a document
    std::uint64_t record = 200ULL << 20;  // … of all documents of a record
};
// Errors: document.too_large, those of document/media_type and document/file_name.
Result<NewDocument> examine_document(std::string_view name, std::string bytes,
                                     const DocumentLimits& limits);

}  // namespace daicho::registers
