// Fuzzer of criteria that come as a sheet: rows part by line breaks, cells by tabs, a vertical tab
// is a line break in a cell (the workbook itself is read by xlsx_reader, which has a fuzzer of its
// own). Run in the source folder:
//     fuzz_criteria_sheet_fuzz corpus/
// What is taken says the same when it is written as a sheet and read again.
#include <algorithm>
#include <cstdlib>

#include "govern/criteria/criteria_sheet.hpp"

namespace {

using namespace daicho::govern;

std::vector<SheetRow> rows_of(std::string_view text) {
    std::vector<SheetRow> rows;
    std::uint64_t number = 1;
    while (!text.empty() && rows.size() < kMostSheetRows) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        std::string_view line = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        SheetRow row;
        row.number = ++number;
        for (std::size_t cell = 0; cell < kSheetColumns; ++cell) {
            const std::size_t tab = std::min(line.find('\t'), line.size());
            row.cells[cell] = std::string(line.substr(0, tab));
            std::ranges::replace(row.cells[cell], '\v', '\n');
            line.remove_prefix(std::min(tab + 1, line.size()));
        }
        rows.push_back(std::move(row));
    }
    return rows;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto rows = rows_of({reinterpret_cast<const char*>(data), size});
    const auto made = catalog_of_sheet(rows, "fuzz");
    if (!made) return 0;
    const auto again = sheet_of_yaml(made->yaml, "fuzz");
    if (!again) std::abort();
    const auto twice = catalog_of_sheet(*again, "fuzz");
    if (!twice || twice->yaml != made->yaml) std::abort();
    return 0;
}
