// The special specification as a text to go on writing in.
#include <algorithm>

#include "document/docx_writer.hpp"
#include "govern/entrust/specification.hpp"

namespace daicho::govern::entrust {
namespace {

using Table = std::vector<std::vector<std::string>>;

void left_out(document::DocxWriter& docx, const Specification& specification) {
    if (specification.left_out.empty()) return;
    docx.heading("入れなかった条項（市の控え）");
    Table table = {{"条項", "題名", "入れなかった理由"}};
    for (const ChosenClause& one : specification.left_out) {
        table.push_back({one.clause->id, one.clause->title.ja, one.reason});
    }
    docx.table(table);
}

}  // namespace

std::string article_title(std::size_t number, const ChosenClause& chosen) {
    return "第" + std::to_string(number) + "条（" + chosen.clause->title.ja + "）";
}

std::string bookmark_of(const ChosenClause& chosen) {
    std::string name = chosen.clause->id;
    std::replace(name.begin(), name.end(), '-', '_');
    return name;
}

Result<std::string> specification_docx(const SpecificationHead& head,
                                       const Specification& specification) {
    const std::string title = "個人情報の取扱いに関する特記仕様書";
    document::DocxWriter docx({.title = title,
                               .subject = head.contract_no + " " + head.subject,
                               .seconds = head.created.micros / 1'000'000});
    docx.title(title);
    Table about = {{"項目", "内容"},
                   {"委託番号", head.contract_no},
                   {"件名", head.subject},
                   {"受託者", head.vendor},
                   {"所管", head.city + " " + head.department},
                   {"期間", head.term},
                   {"点検", head.checks}};
    docx.table(about);
    std::size_t number = 0;
    for (const ChosenClause& one : specification.clauses) {
        docx.heading(article_title(++number, one), bookmark_of(one));
        docx.paragraph(one.text_ja);
    }
    docx.page_break();
    docx.heading("条文と条項の対応");
    Table trace = {{"条", "条項", "版", "変更"}};
    number = 0;
    for (const ChosenClause& one : specification.clauses) {
        trace.push_back({"第" + std::to_string(++number) + "条", one.clause->id, head.edition,
                         one.changed ? "この契約のために変更" : ""});
    }
    docx.table(trace);
    if (head.city_copy) left_out(docx, specification);
    return docx.finish();
}

}  // namespace daicho::govern::entrust
