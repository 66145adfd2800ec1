// The file of an import, whatever its format.
#pragma once

#include "document/charset.hpp"
#include "register/definition.hpp"
#include "register/row_source.hpp"

namespace daicho::registers {

struct FileOptions {
    document::Charset charset = document::Charset::detect;  // of CSV
    std::string sheet;                                      // of a workbook
};

// By the ending of its name: .xlsx and .xlsm, .jsonl and .ndjson, else CSV.
Result<RowSource> file_source(const std::string& path, const Definition& definition,
                              const FileOptions& options = {});

}  // namespace daicho::registers
