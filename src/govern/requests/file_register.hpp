// 個人情報ファイル簿 (register of personal-information files): the columns that the act asks for
// (個人情報保護法 第75条第1項・第74条第1項), what of them is missing, the same as a paper.
//
// What is published is compared as text: two files are the same edition when every column is. Pure
// but for fonts; any thread.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "base/clock.hpp"
#include "base/message.hpp"
#include "base/result.hpp"

namespace daicho::govern {

struct FileColumn {
    const char* id;
    BilingualText label;
    const char* item;  // of article 74 (1); empty: of the order or the city
    bool required;
};
// In the order of the paper.
const std::vector<FileColumn>& file_columns();

struct FileEntry {
    std::string file_no;
    std::vector<std::string> values;  // by file_columns()
};
// Labels of required columns without a value.
std::vector<BilingualText> missing_columns(const FileEntry& entry);
// One line a column; what an edition keeps of a file.
std::string published_content(const FileEntry& entry);
// Columns that differ between two such texts.
std::vector<BilingualText> changed_columns(const std::string& before, const std::string& now);

struct FileRegisterPaper {
    std::string city;
    std::string edition;  // empty: a draft
    std::string dated;
    Instant created;
    std::vector<FileEntry> entries;
};
struct PrintedRegister {
    std::string bytes;
    std::uint32_t pages = 0;
    std::vector<std::string> issues;
};
// Errors: pdf.font_missing, pdf.failed.
Result<PrintedRegister> file_register_pdf(const FileRegisterPaper& paper);

}  // namespace daicho::govern
