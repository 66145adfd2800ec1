// Documents of records: their bytes, sealed, in the database beside the versions that name them.
//
// d_document: which record and field a document belongs to and which version named it first; a line
// stays for good, so that no number is given twice. d_part: its bytes in parts of 256 KiB, sealed
// under a key of the document's own (vault::PartPlace). Both are written in the transaction of the
// version; triggers refuse every change, and a part goes only when the version was erased.
// A document is what its value says (document_value.hpp): `verify` opens each and compares.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "register/document_value.hpp"
#include "register/kernel.hpp"

namespace daicho::registers {

struct DocumentPlace {
    std::uint16_t register_number = 0;
    std::uint64_t record = 0;
    std::uint16_t field = 0;
};

// What is written of a document beside its bytes; it outlives them.
struct DocumentLine {
    DocumentPlace place;
    std::uint64_t version = 0;  // that named it first
    std::int64_t parts = 0;
    std::int64_t size = 0;
};
Result<std::optional<DocumentLine>> find_document(store::Connection& connection,
                                                  std::uint64_t id);

// Makes the triggers where they are missing.
Status guard_documents(store::Connection& connection);

// Number of the next document.
Result<std::uint64_t> next_document(store::Connection& connection);
// In the caller's command, with the version that names it.
Status store_document(Context& context, const DocumentPlace& place, std::uint64_t version,
                      std::uint64_t id, std::string_view bytes);

// Error: document.damaged (not what the value says, or no more there).
Result<std::string> open_document(const vault::Vault& vault, store::Connection& connection,
                                  const DocumentPlace& place, const DocumentValue& value);

// Documents that these versions name, before they are emptied …
Result<std::vector<std::uint64_t>> documents_of(store::Connection& connection,
                                                const Definition& definition,
                                                std::span<const std::uint64_t> versions);
// … and the end of those that no version names any more: key and parts.
Status erase_unnamed(Context& context, const Definition& definition,
                     std::span<const std::uint64_t> documents);

// Bytes of all documents of this record that are there; of a register of documents (`documents`),
// of the record that `subject` names.
Result<std::uint64_t> document_bytes(store::Connection& connection, const Definition& definition,
                                     std::uint64_t record);

struct DocumentTotals {
    std::uint64_t documents = 0;
    std::uint64_t bytes = 0;
};
Result<DocumentTotals> document_totals(store::Connection& connection);

// For verify: what versions name against what is there, opened. Faults register.fault.document
// (missing or not what the value says) and .document_stray.
Status check_documents(Kernel& kernel, store::Connection& connection, std::size_t limit,
                       const std::function<bool()>& stop, std::vector<Error>& faults);

}  // namespace daicho::registers
