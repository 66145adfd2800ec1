// Workbooks for tests, written part by part as no spreadsheet would.
#pragma once

#include <zip.h>

#include <map>
#include <string>

namespace daicho::document {

using XlsxParts = std::map<std::string, std::string>;

inline std::string zip_of(const XlsxParts& parts, const char* password = nullptr) {
    zip_error_t fault;
    zip_error_init(&fault);
    zip_source_t* source = zip_source_buffer_create(nullptr, 0, 0, &fault);
    zip_source_keep(source);
    zip_t* zip = zip_open_from_source(source, ZIP_TRUNCATE, &fault);
    for (const auto& [name, text] : parts) {
        zip_source_t* data = zip_source_buffer(zip, text.data(), text.size(), 0);
        const zip_int64_t index = zip_file_add(zip, name.c_str(), data, ZIP_FL_ENC_UTF_8);
        if (password != nullptr) {
            zip_file_set_encryption(zip, static_cast<zip_uint64_t>(index), ZIP_EM_AES_256,
                                    password);
        }
    }
    zip_close(zip);
    zip_stat_t stat;
    zip_source_stat(source, &stat);
    std::string bytes(stat.size, '\0');
    zip_source_open(source);
    zip_source_read(source, bytes.data(), bytes.size());
    zip_source_close(source);
    zip_source_free(source);
    zip_error_fini(&fault);
    return bytes;
}

// A workbook of one sheet; `rows` is what stands in <sheetData>.
inline XlsxParts workbook_of(const std::string& rows) {
    const std::string relation =
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
    const std::string space = " xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'";
    const std::string relations =
        "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>";
    XlsxParts parts;
    parts["_rels/.rels"] = relations + "<Relationship Id='r1' Type='" + relation +
                           "officeDocument' Target='xl/workbook.xml'/></Relationships>";
    parts["xl/workbook.xml"] =
        "<workbook" + space + " xmlns:r='" + relation.substr(0, relation.size() - 1) +
        "'><workbookPr/><sheets><sheet name='家屋' sheetId='1' r:id='r1'/></sheets></workbook>";
    parts["xl/_rels/workbook.xml.rels"] =
        relations + "<Relationship Id='r1' Type='" + relation +
        "worksheet' Target='worksheets/sheet1.xml'/><Relationship Id='r2' Type='" + relation +
        "styles' Target='styles.xml'/><Relationship Id='r3' Type='" + relation +
        "sharedStrings' Target='/xl/sharedStrings.xml'/></Relationships>";
    parts["xl/worksheets/sheet1.xml"] =
        "<worksheet" + space + "><sheetData>" + rows + "</sheetData></worksheet>";
    // 1: a date that every program knows, 2: an era, 3: five digits, 4: a time, 5: a percentage.
    parts["xl/styles.xml"] =
        "<styleSheet" + space +
        "><numFmts><numFmt numFmtId='164' formatCode='[$-411]ggge\"年\"m\"月\"d\"日\";@'/>"
        "<numFmt numFmtId='165' formatCode='00000'/><numFmt numFmtId='166' formatCode='h:mm:ss'/>"
        "</numFmts><cellStyleXfs><xf numFmtId='14'/></cellStyleXfs><cellXfs><xf numFmtId='0'/>"
        "<xf numFmtId='14'/><xf numFmtId='164'/><xf numFmtId='165'/><xf numFmtId='166'/>"
        "<xf numFmtId='10'/></cellXfs></styleSheet>";
    parts["xl/sharedStrings.xml"] =
        "<sst" + space +
        "><si><t>汐見市</t></si><si><r><rPr><b/></rPr><t>渡</t></r><r><t xml:space='preserve'>邊 "
        "</t></r><rPh sb='0' eb='1'><t>ワタナベ</t></rPh></si><si><t>_x0009_a_x005F_x0041_</t>"
        "</si></sst>";
    return parts;
}

}  // namespace daicho::document
