// A paper of a room: printed, entered in the journal by its digest, kept as a document of a record.
#pragma once

#include "audit/paper.hpp"
#include "server/incidents/desk_rows.hpp"

namespace daicho::server {

struct PaperPlace {
    const char* register_name;  // of the record; its documents hold the paper
    std::uint64_t record = 0;
    std::string key;            // of the record
    std::string kind;           // of the document
    std::string file;           // name
    journal::EntryKind entry = journal::EntryKind::change;
};
struct KeptPaper {
    std::string name, digest;
    std::uint64_t entry = 0;
    std::uint64_t document = 0;
    std::uint32_t pages = 0;
};

// Prints it; `keep` writes it, inside a command. The register of documents must be admitted.
// Errors: pdf.*, those of documents.
struct PrintedDesk {
    KeptPaper kept;
    registers::ChangeRequest request;
};
Result<PrintedDesk> print_paper(const Call& call, const audit::Paper& paper,
                                const PaperPlace& place);
Status keep_paper(const DeskWriter& desk, registers::Context& context, const PaperPlace& place,
                  PrintedDesk& printed);
json::Value kept_json(const KeptPaper& kept);

}  // namespace daicho::server
