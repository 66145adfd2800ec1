// The sheet of a catalog as a workbook, and back.
#include <algorithm>

#include "document/xlsx_reader.hpp"
#include "document/xlsx_writer.hpp"
#include "govern/criteria/criteria_sheet.hpp"

namespace daicho::govern {
namespace {

constexpr std::size_t kHeadingWithin = 5;  // rows: labels for people, then names

// Column of the sheet for each column of the file; kNowhere where the name says nothing to us.
struct Heading {
    std::vector<std::size_t> columns;
    bool found = false;
};

bool is_heading(const document::XlsxRow& row) {
    return !row.fields.empty() && row.fields.front() == column_name(SheetColumn::part);
}

Result<Heading> heading_of(const document::XlsxRow& row, const std::string& name) {
    Heading heading;
    heading.found = true;
    for (const std::string_view field : row.fields) {
        std::size_t place = kNowhere;
        for (std::size_t i = 0; i < kSheetColumns; ++i) {
            if (column_name(static_cast<SheetColumn>(i)) == field) place = i;
        }
        if (place == kNowhere && !field.empty()) {
            return input_error("govern.sheet.column")
                .with("value", std::string(field))
                .at_line(name, row.number);
        }
        const auto& before = heading.columns;
        if (place != kNowhere && std::find(before.begin(), before.end(), place) != before.end()) {
            return input_error("govern.catalog.given_twice")
                .with("name", std::string(field))
                .at_line(name, row.number);
        }
        heading.columns.push_back(place);
    }
    return heading;
}

SheetRow row_of(const document::XlsxRow& row, const Heading& heading) {
    SheetRow out;
    out.number = row.number;
    for (std::size_t i = 0; i < row.fields.size() && i < heading.columns.size(); ++i) {
        if (heading.columns[i] != kNowhere) out.cells[heading.columns[i]] = row.fields[i];
    }
    return out;
}

}  // namespace

Result<std::string> write_sheet(const std::vector<SheetRow>& rows, Language language,
                                Instant created, const std::filesystem::path& folder) {
    document::XlsxLayout layout;
    layout.sheet = message("govern.sheet.name", language);
    for (std::size_t i = 0; i < kSheetColumns; ++i) {
        const std::string name(column_name(static_cast<SheetColumn>(i)));
        layout.columns.push_back({name, message("govern.sheet.label." + name, language), {}, {}});
    }
    layout.created = created.micros / 1'000'000;
    DAICHO_TRY(book, document::XlsxWriter::create(folder, std::move(layout)));
    for (const SheetRow& row : rows) DAICHO_CHECK(book.row(row.cells));
    std::string bytes;
    DAICHO_CHECK(book.finish([&](std::string_view piece) -> Status {
        bytes += piece;
        return {};
    }));
    return bytes;
}

Result<std::vector<SheetRow>> read_sheet(std::string_view bytes, const std::string& name) {
    DAICHO_TRY(book, document::XlsxReader::open_bytes(bytes, name, ""));
    const std::string place = book.place();
    std::vector<SheetRow> rows;
    std::vector<Error> faults;
    Heading heading;
    document::XlsxRow row;
    std::size_t seen = 0;
    while (true) {
        DAICHO_TRY(more, book.next(row));
        if (!more) break;
        if (++seen > kMostSheetRows) {
            return input_error("govern.sheet.too_many_rows")
                .with("most", std::to_string(kMostSheetRows));
        }
        faults.insert(faults.end(), row.faults.begin(), row.faults.end());
        if (!heading.found) {
            if (is_heading(row)) {
                DAICHO_TRY_AS(heading, heading_of(row, place));
            } else if (seen == kHeadingWithin) {
                break;
            }
            continue;
        }
        rows.push_back(row_of(row, heading));
    }
    if (!heading.found) return input_error("govern.sheet.no_heading").at_line(place, 1);
    if (faults.empty()) return rows;
    Error error = input_error("govern.sheet.invalid").with("count", std::to_string(faults.size()));
    error.causes = std::move(faults);
    return error;
}

}  // namespace daicho::govern
