// A sheet of a workbook as the source of an import.
#pragma once

#include "document/xlsx_reader.hpp"
#include "register/definition.hpp"
#include "register/row_source.hpp"

namespace daicho::registers {

// The columns are named by the first row, or, as in our own exports, by the second while the first
// holds labels; a first row of labels alone (in either language) does as well. Errors: those of
// the reader, xlsx.empty.
Result<RowSource> xlsx_source(document::XlsxReader reader, const Definition& definition,
                              std::uint64_t total_bytes = 0);

}  // namespace daicho::registers
