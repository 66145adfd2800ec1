#include "register/file_source.hpp"

#include <algorithm>
#include <filesystem>

#include "register/csv_source.hpp"
#include "register/jsonl_source.hpp"
#include "register/xlsx_source.hpp"

namespace daicho::registers {

Result<RowSource> file_source(const std::string& path, const Definition& definition,
                              const FileOptions& options) {
    std::string ending = std::filesystem::path(path).extension().string();
    std::ranges::transform(ending, ending.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    std::error_code code;
    const auto size = std::filesystem::file_size(path, code);
    const std::uint64_t bytes = code ? 0 : size;
    if (ending == ".xlsx" || ending == ".xlsm") {
        DAICHO_TRY(reader, document::XlsxReader::open_file(path, options.sheet));
        return xlsx_source(std::move(reader), definition, bytes);
    }
    if (!options.sheet.empty()) {
        return input_error("import.sheet_of_no_workbook").with("file", path);
    }
    if (ending == ".jsonl" || ending == ".ndjson") return jsonl_file_source(path, definition);
    DAICHO_TRY(reader, document::CsvReader::open_file(path, options.charset));
    return csv_source(std::move(reader), bytes);
}

}  // namespace daicho::registers
