// JSON Lines as the source of an import: one object a line, as an export writes it.
//
// Numbers are whole; what has decimals is a text ("125.50"), so that no value is ever rounded.
// Unknown keys, keys that stand twice, values of the wrong kind are named with their line and
// reading goes on; a line beyond the limit ends it.
#pragma once

#include "document/csv_reader.hpp"
#include "register/definition.hpp"
#include "register/row_source.hpp"

namespace daicho::registers {

struct JsonlLimits {
    std::size_t line_bytes = 1 << 20;
    std::size_t depth = 4;
};

// Errors of the lines: jsonl.not_utf8, jsonl.line_too_long, jsonl.not_an_object,
// jsonl.unknown_key, jsonl.wrong_kind, jsonl.decimal_number, json.syntax, json.duplicate_key.
Result<RowSource> jsonl_source(document::ByteSource bytes, std::string name,
                               const Definition& definition, std::uint64_t total_bytes = 0,
                               JsonlLimits limits = {});
// Error: csv.cannot_read.
Result<RowSource> jsonl_file_source(const std::string& path, const Definition& definition,
                                    JsonlLimits limits = {});

}  // namespace daicho::registers
