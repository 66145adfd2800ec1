#include "document/docx_writer.hpp"

#include <zip.h>

#include <memory>
#include <utility>

#include "base/assert.hpp"

namespace daicho::document {
namespace {

#define DAICHO_XML_HEAD R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?>)"
#define DAICHO_WORD "application/vnd.openxmlformats-officedocument.wordprocessingml."
#define DAICHO_OFFICE "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
#define DAICHO_PACKAGE "http://schemas.openxmlformats.org/package/2006/"
#define DAICHO_WORD_NAMES \
    R"(xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main")"

constexpr const char* kTypes = DAICHO_XML_HEAD
    "<Types xmlns=\"" DAICHO_PACKAGE "content-types\">"
    R"(<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.)"
    R"(relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>)"
    R"(<Override PartName="/word/document.xml" ContentType=")" DAICHO_WORD "document.main+xml\"/>"
    R"(<Override PartName="/word/styles.xml" ContentType=")" DAICHO_WORD "styles+xml\"/>"
    R"(<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-)"
    R"(package.core-properties+xml"/></Types>)";
constexpr const char* kRelations = DAICHO_XML_HEAD
    "<Relationships xmlns=\"" DAICHO_PACKAGE "relationships\"><Relationship Id=\"rId1\" Type=\""
    DAICHO_OFFICE "officeDocument\" Target=\"word/document.xml\"/><Relationship Id=\"rId2\" Type=\""
    DAICHO_PACKAGE "relationships/metadata/core-properties\" Target=\"docProps/core.xml\"/>"
    "</Relationships>";
constexpr const char* kDocumentRelations = DAICHO_XML_HEAD
    "<Relationships xmlns=\"" DAICHO_PACKAGE "relationships\"><Relationship Id=\"rId1\" Type=\""
    DAICHO_OFFICE "styles\" Target=\"styles.xml\"/></Relationships>";
constexpr const char* kStyles = DAICHO_XML_HEAD
    "<w:styles " DAICHO_WORD_NAMES "><w:docDefaults><w:rPrDefault><w:rPr>"
    R"(<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="ＭＳ 明朝"/>)"
    R"(<w:sz w:val="21"/><w:lang w:val="ja-JP" w:eastAsia="ja-JP"/></w:rPr></w:rPrDefault>)"
    R"(</w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal">)"
    R"(<w:name w:val="Normal"/><w:pPr><w:spacing w:after="60" w:line="300" w:lineRule="auto"/>)"
    R"(</w:pPr></w:style><w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/>)"
    R"(<w:basedOn w:val="Normal"/><w:pPr><w:spacing w:after="240"/><w:jc w:val="center"/></w:pPr>)"
    R"(<w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:eastAsia="ＭＳ ゴシック"/><w:b/>)"
    R"(<w:sz w:val="30"/></w:rPr></w:style><w:style w:type="paragraph" w:styleId="Heading1">)"
    R"(<w:name w:val="heading 1"/><w:basedOn w:val="Normal"/><w:pPr><w:keepNext/>)"
    R"(<w:spacing w:before="180" w:after="40"/><w:outlineLvl w:val="0"/></w:pPr><w:rPr>)"
    R"(<w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:eastAsia="ＭＳ ゴシック"/><w:b/>)"
    R"(<w:sz w:val="22"/></w:rPr></w:style><w:style w:type="paragraph" w:styleId="Note">)"
    R"(<w:name w:val="Note"/><w:basedOn w:val="Normal"/><w:pPr><w:spacing w:after="20"/></w:pPr>)"
    R"(<w:rPr><w:color w:val="444444"/><w:sz w:val="17"/></w:rPr></w:style></w:styles>)";
constexpr const char* kHead =
    DAICHO_XML_HEAD "<w:document " DAICHO_WORD_NAMES "><w:body>";
// A4, margins of 25 mm (twentieths of a point).
constexpr const char* kFoot =
    R"(<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1417" w:right="1417" )"
    R"(w:bottom="1417" w:left="1417" w:header="708" w:footer="708" w:gutter="0"/></w:sectPr>)"
    R"(</w:body></w:document>)";
constexpr const char* kTable =
    R"(<w:tbl><w:tblPr><w:tblW w:w="5000" w:type="pct"/><w:tblBorders>)"
    R"(<w:top w:val="single" w:sz="4"/><w:left w:val="single" w:sz="4"/>)"
    R"(<w:bottom w:val="single" w:sz="4"/><w:right w:val="single" w:sz="4"/>)"
    R"(<w:insideH w:val="single" w:sz="4"/><w:insideV w:val="single" w:sz="4"/>)"
    R"(</w:tblBorders></w:tblPr><w:tblGrid>)";
#undef DAICHO_XML_HEAD
#undef DAICHO_WORD
#undef DAICHO_OFFICE
#undef DAICHO_PACKAGE
#undef DAICHO_WORD_NAMES

std::string run(std::string_view text) {
    return "<w:r><w:t xml:space=\"preserve\">" + xml_text(text) + "</w:t></w:r>";
}

std::string core(const DocxInfo& info) {
    return std::string(R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?>)") +
           R"(<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/)"
           R"(metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>)" +
           xml_text(info.title) + "</dc:title><dc:subject>" + xml_text(info.subject) +
           "</dc:subject></cp:coreProperties>";
}

struct FreeSource {
    void operator()(zip_source_t* source) const noexcept { zip_source_free(source); }
};
struct Discard {
    void operator()(zip_t* archive) const noexcept { zip_discard(archive); }
};

Error cannot_write(const std::string& reason) {
    return system_error("docx.cannot_write").with("reason", reason);
}

Result<std::string> bytes_of(zip_source_t* source) {
    zip_stat_t about;
    zip_stat_init(&about);
    if (zip_source_stat(source, &about) != 0) return cannot_write("stat");
    std::string bytes(about.size, '\0');
    if (zip_source_open(source) != 0) return cannot_write("open");
    const zip_int64_t read = zip_source_read(source, bytes.data(), bytes.size());
    zip_source_close(source);
    if (read != static_cast<zip_int64_t>(bytes.size())) return cannot_write("read");
    return bytes;
}

using Parts = std::vector<std::pair<std::string, std::string>>;

Status add_part(zip_t* zip, const std::string& name, const std::string& text,
                std::int64_t seconds) {
    zip_source_t* source = zip_source_buffer(zip, text.data(), text.size(), 0);
    if (source == nullptr) return cannot_write(zip_strerror(zip));
    const zip_int64_t index = zip_file_add(zip, name.c_str(), source, ZIP_FL_ENC_UTF_8);
    if (index < 0) {
        zip_source_free(source);
        return cannot_write(zip_strerror(zip));
    }
    if (zip_file_set_mtime(zip, static_cast<zip_uint64_t>(index), seconds, 0) != 0) {
        return cannot_write(zip_strerror(zip));
    }
    return {};
}

Result<std::string> packed(const Parts& parts, std::int64_t seconds) {
    zip_error_t fault;
    zip_error_init(&fault);
    const std::unique_ptr<zip_source_t, FreeSource> bytes(
        zip_source_buffer_create(nullptr, 0, 0, &fault));
    if (!bytes) return cannot_write("memory");
    zip_source_keep(bytes.get());  // the archive takes one hold, this function keeps the other
    std::unique_ptr<zip_t, Discard> zip(
        zip_open_from_source(bytes.get(), ZIP_CREATE | ZIP_TRUNCATE, &fault));
    zip_error_fini(&fault);
    if (!zip) {
        zip_source_free(bytes.get());
        return cannot_write("archive");
    }
    for (const auto& [name, text] : parts) {
        DAICHO_CHECK(add_part(zip.get(), name, text, seconds));
    }
    if (zip_close(zip.get()) != 0) return cannot_write(zip_strerror(zip.get()));
    (void)zip.release();
    return bytes_of(bytes.get());
}

}  // namespace

std::string xml_text(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (const char sign : text) {
        const auto byte = static_cast<unsigned char>(sign);
        switch (sign) {
            case '&': out += "&amp;"; break;
            case '<': out += "&lt;"; break;
            case '>': out += "&gt;"; break;
            case '"': out += "&quot;"; break;
            default:
                if (byte >= 0x20 || sign == '\t' || sign == '\n') out += sign;
        }
    }
    return out;
}

DocxWriter::DocxWriter(DocxInfo info) : info_(std::move(info)) {}

void DocxWriter::styled(std::string_view style, std::string_view text, std::string_view bookmark) {
    body_ += "<w:p><w:pPr><w:pStyle w:val=\"" + std::string(style) + "\"/></w:pPr>";
    if (bookmark.empty()) {
        body_ += run(text);
    } else {
        DAICHO_ASSERT(bookmark.size() <= 40);
        const std::string id = std::to_string(++bookmarks_);
        body_ += "<w:bookmarkStart w:id=\"" + id + "\" w:name=\"" + xml_text(bookmark) + "\"/>";
        body_ += run(text) + "<w:bookmarkEnd w:id=\"" + id + "\"/>";
    }
    body_ += "</w:p>";
}

void DocxWriter::title(std::string_view text) { styled("Title", text, {}); }
void DocxWriter::heading(std::string_view text, std::string_view bookmark) {
    styled("Heading1", text, bookmark);
}
void DocxWriter::paragraph(std::string_view text) { styled("Normal", text, {}); }
void DocxWriter::note(std::string_view text) { styled("Note", text, {}); }

void DocxWriter::table(const std::vector<std::vector<std::string>>& rows) {
    DAICHO_ASSERT(!rows.empty());
    body_ += kTable;
    for (std::size_t i = 0; i < rows.front().size(); ++i) body_ += "<w:gridCol/>";
    body_ += "</w:tblGrid>";
    for (std::size_t i = 0; i < rows.size(); ++i) {
        DAICHO_ASSERT(rows[i].size() == rows.front().size());
        body_ += i == 0 ? "<w:tr><w:trPr><w:tblHeader/></w:trPr>" : "<w:tr>";
        for (const std::string& cell : rows[i]) {
            body_ += "<w:tc><w:p><w:pPr><w:pStyle w:val=\"Note\"/></w:pPr>" + run(cell) +
                     "</w:p></w:tc>";
        }
        body_ += "</w:tr>";
    }
    body_ += "</w:tbl><w:p/>";
}

void DocxWriter::page_break() { body_ += "<w:p><w:r><w:br w:type=\"page\"/></w:r></w:p>"; }

Result<std::string> DocxWriter::finish() {
    const Parts parts = {{"[Content_Types].xml", kTypes},
                         {"_rels/.rels", kRelations},
                         {"word/document.xml", kHead + body_ + kFoot},
                         {"word/_rels/document.xml.rels", kDocumentRelations},
                         {"word/styles.xml", kStyles},
                         {"docProps/core.xml", core(info_)}};
    return packed(parts, info_.seconds);
}

}  // namespace daicho::document
