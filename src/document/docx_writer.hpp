// DOCX writer: a document of headings, numbered articles, paragraphs and tables that a word
// processor opens and people go on writing in (Office Open XML, ECMA-376).
//
//     DocxWriter docx({.title = "特記仕様書", .seconds = now});
//     docx.heading("第1条　基本的事項", "OC_01");
//     docx.paragraph("受託者は…");
//     DAICHO_TRY(bytes, docx.finish());
//
// A heading may carry a bookmark: what somebody moves or rewords stays findable by it. Characters
// that XML 1.0 does not have are left out. The same calls give the same bytes. One thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace daicho::document {

struct DocxInfo {
    std::string title;
    std::string subject;
    std::int64_t seconds = 0;  // since 1970: of the file
};

class DocxWriter {
public:
    explicit DocxWriter(DocxInfo info);

    void title(std::string_view text);
    // `bookmark`: letters, digits and underscores, at most 40, once in a document; empty: none.
    void heading(std::string_view text, std::string_view bookmark = {});
    void paragraph(std::string_view text);
    void note(std::string_view text);  // small
    // The first row is the head. Every row has as many cells as the first.
    void table(const std::vector<std::vector<std::string>>& rows);
    void page_break();

    // Error: docx.cannot_write.
    Result<std::string> finish();

private:
    void styled(std::string_view style, std::string_view text, std::string_view bookmark);

    DocxInfo info_;
    std::string body_;
    int bookmarks_ = 0;
};

// Text for XML: & < > and quotes escaped, what XML 1.0 cannot hold left out.
std::string xml_text(std::string_view text);

}  // namespace daicho::document
