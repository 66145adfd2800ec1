// A CSV file as the source of an import.
#pragma once

#include "document/csv_reader.hpp"
#include "register/row_source.hpp"

namespace daicho::registers {

// Reads the header. Errors: those of the reader, csv.empty.
Result<RowSource> csv_source(document::CsvReader reader, std::uint64_t total_bytes = 0);

}  // namespace daicho::registers
