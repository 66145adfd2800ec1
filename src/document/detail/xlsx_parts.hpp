// What a workbook says about its sheets before they are read: names, formats, shared texts.
// Threading: one thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "document/detail/xlsx_archive.hpp"
#include "document/detail/xlsx_number.hpp"

namespace daicho::document::detail {

struct XlsxSheet {
    std::string name;
    std::string part;  // path in the archive
    bool hidden = false;
};

struct XlsxWorkbook {
    std::vector<XlsxSheet> sheets;
    bool from_1904 = false;
    std::string styles;  // paths; empty: there is none
    std::string texts;
};

// Errors: xlsx.no_workbook, xlsx.binary and those of archive and XML.
Result<XlsxWorkbook> read_workbook(XlsxArchive& archive);

// By the number that a cell's `s` names.
Result<std::vector<XlsxFormat>> read_formats(XlsxArchive& archive, const std::string& part);

class SharedTexts {
public:
    // Error: xlsx.too_much_text.
    static Result<SharedTexts> read(XlsxArchive& archive, const std::string& part);
    [[nodiscard]] std::size_t size() const noexcept { return ends_.size(); }
    [[nodiscard]] std::string_view at(std::size_t i) const noexcept {
        const std::size_t begin = i == 0 ? 0 : ends_[i - 1];
        return std::string_view(bytes_).substr(begin, ends_[i] - begin);
    }

private:
    std::string bytes_;
    std::vector<std::size_t> ends_;
};

// _x000A_ is how a workbook writes a character that XML has no place for.
std::string unescape_text(std::string text);

}  // namespace daicho::document::detail
