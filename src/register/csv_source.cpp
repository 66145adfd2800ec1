#include "register/csv_source.hpp"

namespace daicho::registers {

Result<RowSource> csv_source(document::CsvReader reader, std::uint64_t total_bytes) {
    auto shared = std::make_shared<document::CsvReader>(std::move(reader));
    document::CsvRecord header;
    DAICHO_TRY(there, shared->next(header));
    if (!there) return input_error("csv.empty").with("file", shared->name());
    RowSource source;
    source.name = shared->name();
    source.total_bytes = total_bytes;
    for (const std::string_view name : header.fields) source.header.emplace_back(name);
    source.done_bytes = [shared] { return shared->bytes_read(); };
    source.finished = [shared] { return shared->finished(); };
    source.next = [shared](SourceRow& row) -> Result<bool> {
        document::CsvRecord record;
        DAICHO_TRY(more, shared->next(record));
        row.fields = record.fields;
        row.line = record.line;
        return more;
    };
    return source;
}

}  // namespace daicho::registers
