// XLSX writer: one table of any length, and beside it the codes that its columns may hold.
//
//     DAICHO_TRY(book, XlsxWriter::create(folder, {.sheet = "土地", .columns = …}));
//     DAICHO_CHECK(book.row({"A-1", "125.50", "2026-04-01", "land"}));
//     DAICHO_CHECK(book.finish(sink));   // the bytes
//
// The first row has labels for people, the second the names by which an import finds the columns.
// A text is always a text, never a formula, whatever it begins with; long numbers are texts too,
// because a spreadsheet keeps 15 digits. Numbers up to there come back exactly. Dates from
// 1 March 1900 on are dates, earlier ones texts, for before that spreadsheets disagree.
// Disk: rows wait in nameless files in `folder`, which end with the process. Memory: one row.
// Threading: one thread.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "base/result.hpp"
#include "document/csv_writer.hpp"

namespace daicho::document {

enum class XlsxKind : std::uint8_t { text, integer, decimal, date };

struct XlsxColumn {
    std::string name;
    std::string label;
    XlsxKind kind = XlsxKind::text;
    std::vector<std::pair<std::string, std::string>> codes;  // key and label; offered as a choice
};

struct XlsxLayout {
    std::string sheet = "台帳";  // made fit for a sheet's name
    std::string code_sheet = "コード表";
    std::string code_titles[3] = {"項目", "コード", "意味"};
    std::vector<XlsxColumn> columns;
    std::int64_t created = 0;  // seconds since 1970; the same call gives the same bytes
};

class XlsxWriter {
public:
    // Error: xlsx.cannot_write.
    static Result<XlsxWriter> create(const std::filesystem::path& folder, XlsxLayout layout);
    XlsxWriter(XlsxWriter&&) noexcept;
    XlsxWriter& operator=(XlsxWriter&&) = delete;
    ~XlsxWriter();

    // One value a column, "" for none; numbers as decimals, dates as 2026-04-01.
    // Errors: xlsx.text_too_long, xlsx.too_many_rows, xlsx.cannot_write.
    Status row(std::span<const std::string> values);
    Status finish(const ByteSink& sink);

private:
    struct State;
    explicit XlsxWriter(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

}  // namespace daicho::document
