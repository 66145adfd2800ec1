// XLSX reader: one sheet of a workbook, row by row, from outside.
//
//     DAICHO_TRY(sheet, XlsxReader::open_file("houses.xlsx", {}));
//     XlsxRow row;
//     while (true) {
//         auto more = sheet.next(row);   // an error ends the reading
//         if (!more || !*more) break;
//         … row.fields; row.faults names each cell that cannot be taken
//
// Texts of the shared table and in the cell, rich text in runs (furigana left out), results of
// formulas, booleans as true and false, dates as 2026-04-01 by the format of the cell (1900 and
// 1904 system), numbers as the exact decimal that the spreadsheet shows (detail/xlsx_number); a
// number format of zeros only (0000) keeps its leading zeros. Formulas are never computed: a cell
// gives the result that was saved, and one without a result is a fault. Empty rows are passed
// over; hidden rows and columns are read.
// Bounds: XlsxLimits (detail/xlsx_archive). A document type, an entity of the file's own, an
// encrypted file and names that lead out of the archive are refused.
// Memory: the table of shared texts and one row. Threading: one thread.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "document/detail/xlsx_archive.hpp"

namespace daicho::document {

struct XlsxRow {
    std::span<const std::string_view> fields;  // up to the last that is not empty; valid until …
    std::span<const Error> faults;             // … the next call. Where: file, sheet, row, cell
    std::uint64_t number = 0;                  // 1-based, as the spreadsheet shows it
};

class XlsxReader {
public:
    // `sheet`: a name, or a number from 1 on; empty: the first that is not hidden.
    // Errors: those of XlsxArchive and XmlStream, xlsx.no_workbook, xlsx.binary, xlsx.no_sheet
    // with the names there are, xlsx.too_much_text.
    static Result<XlsxReader> open_file(const std::string& path, const std::string& sheet,
                                        const XlsxLimits& limits = {});
    // `bytes` must outlive the reader.
    static Result<XlsxReader> open_bytes(std::string_view bytes, std::string name,
                                         const std::string& sheet, const XlsxLimits& limits = {});
    XlsxReader(XlsxReader&&) noexcept;
    XlsxReader& operator=(XlsxReader&&) noexcept;
    ~XlsxReader();

    // False at the end. Errors: broken XML or archive, limits, xlsx.row_order.
    Result<bool> next(XlsxRow& row);

    [[nodiscard]] const std::string& name() const noexcept;         // of the file
    [[nodiscard]] const std::string& sheet() const noexcept;        // that is read
    [[nodiscard]] const std::vector<std::string>& sheets() const noexcept;
    [[nodiscard]] std::string place() const;                        // "houses.xlsx [家屋]"
    // Of the packed file.
    [[nodiscard]] std::uint64_t bytes_read() const noexcept;

private:
    struct State;
    explicit XlsxReader(std::unique_ptr<State> state);
    static Result<XlsxReader> open(std::shared_ptr<detail::XlsxArchive> archive,
                                   const std::string& sheet);
    std::unique_ptr<State> state_;
};

// "B12"
std::string xlsx_cell_name(std::size_t column, std::uint64_t row);

}  // namespace daicho::document
