#include "register/memory_source.hpp"

#include <algorithm>
#include <filesystem>

#include "register/csv_source.hpp"
#include "register/jsonl_source.hpp"
#include "register/xlsx_source.hpp"

namespace daicho::registers {
namespace {

using Shared = std::shared_ptr<const std::string>;

document::ByteSource read_from(Shared bytes) {
    return [bytes = std::move(bytes), at = std::size_t{0}](
               char* buffer, std::size_t capacity) mutable -> Result<std::size_t> {
        const std::size_t size = std::min(capacity, bytes->size() - at);
        std::copy_n(bytes->data() + at, size, buffer);
        at += size;
        return size;
    };
}

Result<RowSource> workbook(const Shared& bytes, const std::string& name,
                           const Definition& definition, const FileOptions& options) {
    DAICHO_TRY(reader, document::XlsxReader::open_bytes(*bytes, name, options.sheet));
    DAICHO_TRY(source, xlsx_source(std::move(reader), definition, bytes->size()));
    source.next = [bytes, next = std::move(source.next)](SourceRow& row) { return next(row); };
    return std::move(source);
}

}  // namespace

Result<RowSource> memory_source(std::shared_ptr<const std::string> bytes, const std::string& name,
                                const Definition& definition, const FileOptions& options) {
    std::string ending = std::filesystem::path(name).extension().string();
    std::ranges::transform(ending, ending.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    const std::uint64_t size = bytes->size();
    const auto named = [&](Result<RowSource> source) {
        if (source) source->name = name;
        return source;
    };
    if (ending == ".xlsx" || ending == ".xlsm") {
        return named(workbook(bytes, name, definition, options));
    }
    if (!options.sheet.empty()) {
        return input_error("import.sheet_of_no_workbook").with("file", name);
    }
    if (ending == ".jsonl" || ending == ".ndjson") {
        return jsonl_source(read_from(std::move(bytes)), name, definition, size);
    }
    DAICHO_TRY(reader, document::CsvReader::open(read_from(std::move(bytes)), name,
                                                 options.charset));
    return named(csv_source(std::move(reader), size));
}

}  // namespace daicho::registers
