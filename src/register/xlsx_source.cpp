#include "register/xlsx_source.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace daicho::registers {
namespace {

bool is_reserved(std::string_view name) noexcept {
    return name == "valid_from" || name == "valid_to" || name == "ended" || name == "reason";
}

using Names = std::vector<std::string>;

Names names_of(const document::XlsxRow& row) {
    Names names;
    for (const std::string_view field : row.fields) names.push_back(trim(field));
    return names;
}

bool are_fields(const Names& names, const Definition& definition) {
    return !names.empty() && std::ranges::all_of(names, [&](const std::string& name) {
        return is_reserved(name) || definition.index_of(name) != Definition::npos;
    });
}

// Labels as field names; what is no label stays, and the import names it.
Names from_labels(Names names, const Definition& definition) {
    for (std::string& name : names) {
        for (const Field& field : definition.fields) {
            if (name == field.label.ja || name == field.label.en) name = field.name;
        }
    }
    return names;
}

struct Sheet {
    explicit Sheet(document::XlsxReader from) : reader(std::move(from)) {}
    document::XlsxReader reader;
    document::XlsxRow row;
    bool waiting = false;  // `row` was read while looking for the names
    bool over = false;
    std::size_t width = 0;
    std::vector<std::string_view> fields;

    Result<bool> next(SourceRow& out) {
        if (over) return false;
        if (!waiting) {
            auto more = reader.next(row);
            over = !more || !*more;
            if (!more || !*more) return more;
        }
        waiting = false;
        fields.assign(row.fields.begin(), row.fields.end());
        if (fields.size() < width) fields.resize(width);
        out = {fields, row.number, row.faults};
        return true;
    }
};

}  // namespace

Result<RowSource> xlsx_source(document::XlsxReader reader, const Definition& definition,
                              std::uint64_t total_bytes) {
    auto sheet = std::make_shared<Sheet>(std::move(reader));
    RowSource source;
    source.name = sheet->reader.place();
    source.guarded = false;  // in a workbook a text is no formula
    source.total_bytes = total_bytes;
    DAICHO_TRY(there, sheet->reader.next(sheet->row));
    if (!there) return input_error("xlsx.empty").with("file", source.name);
    source.header = names_of(sheet->row);
    if (!are_fields(source.header, definition)) {
        DAICHO_TRY(second, sheet->reader.next(sheet->row));
        Names names = second ? names_of(sheet->row) : Names{};
        sheet->over = !second;
        const bool named = are_fields(names, definition);
        sheet->waiting = second && !named;
        source.header = named ? std::move(names) : from_labels(source.header, definition);
    }
    sheet->width = source.header.size();
    source.done_bytes = [sheet] { return sheet->reader.bytes_read(); };
    source.finished = [sheet] { return sheet->over; };
    source.cell = [](std::size_t column, std::uint64_t line) {
        return document::xlsx_cell_name(column, line);
    };
    source.next = [sheet](SourceRow& row) { return sheet->next(row); };
    return source;
}

}  // namespace daicho::registers
