// Export: a register as a file that `import` reads back (decisions 11).
//
// What import takes, export gives: fields in the order of the definition, refs as keys, and the
// stretches of valid time; without a date the whole timeline, so that an empty city that imports
// the file has the same head. Personal numbers are never written. An export is a disclosure and an
// action of its own: it needs the permission `export`, its entry holds query, moment, count and
// the Merkle root of the row digests, and it is durable before the file is put in place.
// With `since` the file holds the versions written after that entry, in their order, with `ended`:
// whoever has the state of that entry and imports them has the newer state.
// Memory: one record's versions, bounded caches of keys, and eight bytes for each record told.
#pragma once

#include <filesystem>
#include <functional>
#include <optional>

#include "base/message.hpp"
#include "document/charset.hpp"
#include "identity/principal.hpp"
#include "register/kernel.hpp"

namespace daicho::registers {

enum class ExportFormat : std::uint8_t { csv, jsonl, xlsx };

struct ExportOptions {
    std::optional<Date> as_of;              // absent: every stretch
    std::optional<CommitNumber> as_known;   // absent: now
    std::optional<CommitNumber> since;      // only versions written after this entry: a delta
    ExportFormat format = ExportFormat::csv;
    document::Charset charset = document::Charset::utf8;
    bool byte_order_mark = false;   // CSV in UTF-8, for spreadsheets
    bool replace_unmapped = false;  // CP932: write the nearest form or 〓, list beside the file
    bool with_protected = false;    // also rows of protected persons and what leads to them
    Language language = Language::japanese;  // of labels in a workbook
    std::string reason;             // required where the register tells of persons
    std::uint16_t purpose = 0;      // a number of the register's list, where it has one
    // What was selected: only these records (ascending), only these fields and the key.
    std::optional<std::vector<std::uint64_t>> records;
    std::vector<std::size_t> fields;
    // Not empty: the file is a ZIP archive encrypted with it (document/sealed_zip).
    std::string password;
    std::filesystem::path file;
    std::function<void(std::uint64_t done, std::uint64_t total)> progress;
    std::function<bool()> stop;  // true: ends with job.cancelled, nothing is left
    // What else must stand in the transaction of the export's entry.
    std::function<Status(Context&, std::uint16_t capacity, const struct ExportReport&)> also;
};

struct ExportReport {
    std::uint64_t rows = 0;
    std::uint64_t left_out = 0;  // rows of protected persons
    std::uint64_t documents_left_out = 0;  // that the rows written name: no file of rows holds any
    std::uint64_t unmapped = 0;  // characters that CP932 lacks, replaced
    CommitNumber known;          // state of knowledge that was written
    CommitNumber entry;          // journal entry of the export
    Digest root{};               // over the row digests, in order of the rows
    Digest file{};               // SHA-256 of the file's bytes
};

// Errors: register.denied (journaled), export.reason, export.charset, export.unmapped with each
// character as a cause, csv.cannot_write; then nothing is left at `file`.
Result<ExportReport> export_rows(Kernel& kernel, const identity::Principal& principal,
                                 const Definition& definition, const ExportOptions& options);

// Random, 125 bits: for ExportOptions::password.
std::string new_export_password();

}  // namespace daicho::registers
