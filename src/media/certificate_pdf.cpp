// 媒体廃棄確認書 on A4: a head, a box for each medium, the witnesses, the attached files.
#include <fmt/format.h>

#include "media/certificate.hpp"
#include "media/detail/paper_page.hpp"

namespace daicho::media {
namespace {

using namespace detail;

template <class Say>
std::string each(const Lines& lines, Say say) {
    std::string text;
    for (const Line& line : lines) {
        const std::string one = say(line.fields());
        if (!one.empty()) text += (text.empty() ? "" : "／") + one;
    }
    return text;
}

std::string said(const Desk& desk, const ItemSheet& one) {
    std::string text;
    for (const govern::Verdict& verdict : desk.disposal.verdicts) {
        if (verdict.key == one.judgement.verdict) text = verdict.label.ja;
    }
    for (const std::string& code : one.judgement.reasons) {
        text += "　" + govern::explain(desk.disposal.reasons, code).ja;
    }
    return text;
}

void print_medium(Page& page, const ItemSheet& one) {
    const Fields item = one.item.fields();
    if (one.medium) {
        const Fields medium = one.medium->fields();
        page.row("媒体", together({medium.text("medium_no"), medium.code("kind").ja,
                                   medium.text("maker"), medium.text("model"),
                                   medium.text("capacity")}));
    }
    std::string host = "（可搬媒体）";
    if (one.equipment) {
        const Fields equipment = one.equipment->fields();
        host = together({equipment.text("equipment_no"), equipment.text("name"),
                         equipment.has("asset_no") ? "備品番号 " + equipment.text("asset_no") : ""});
    }
    page.row("組み込まれた機器", host);
    page.row("分類と方法", together({item.code("disposal_class").ja, item.code("method").ja,
                                     item.code("way").ja}));
}

void print_steps(Page& page, const ItemSheet& one) {
    page.row("消去", each(one.runs, [](const Fields& run) {
                 return together({day(run, "ended_on"), run.code("place").ja, run.code("tool").ja,
                                  run.has("edition") ? "版 " + run.text("edition") : "",
                                  run.text("tool_method"), run.code("result").ja,
                                  "検証 " + run.code("verification").ja, run.code("verdict").ja});
             }));
    page.row("引渡し", each(one.hand_overs, [](const Fields& row) {
                 return together({day(row, "handed_on"), "受渡票 " + row.text("slip_no"),
                                  row.text("receiver"), "番号 " + row.text("serial")});
             }));
    page.row("破壊", each(one.destructions, [](const Fields& row) {
                 return together({day(row, "done_on"), row.code("way").ja, row.text("place"),
                                  row.text("done_by"), row.code("result").ja});
             }));
    page.row("証明書と写真", each(one.certified, [](const Fields& row) {
                 return together({row.text("line_no"), "番号 " + row.text("serial"),
                                  row.code("photo").ja});
             }));
}

void print_head(Page& page, const Paper& paper, const office::Settings& settings) {
    const Fields plan = paper.sheet.plan.fields();
    page.line("媒体廃棄確認書", 190, 110);
    page.line(fmt::format("{}　{}　発行 {}", settings.name.ja, plan.text("section"),
                          format_era_date(japan_date(paper.at))), 95, 70);
    page.row("廃棄番号・件名", together({plan.text("disposal_no"), plan.text("title")}));
    page.row("状態", plan.code("state").ja + (plan.text("state") == "closed"
                                                  ? ""
                                                  : "（完了していない。完了の証明ではない）"));
    page.row("担当課・承認", together({plan.text("section"), plan.text("approved_by"),
                                       day(plan, "approved_on")}));
    page.row("相手方・契約", together({plan.text("contractor"), plan.text("contract_no")}));
    page.row("第三者・承諾", together({plan.code("third_party").ja, plan.text("third_party_name"),
                                       plan.text("consent_no"), day(plan, "consent_on")}));
    page.row("立会い", each(paper.sheet.witnesses, [](const Fields& row) {
                 return together({day(row, "witnessed_on"), row.code("step").ja,
                                  row.text("place"), row.text("witness"),
                                  row.code("completion").ja});
             }));
    page.row("証明書", each(paper.sheet.certificates, [](const Fields& row) {
                 return together({row.text("certificate_no"), row.code("kind").ja,
                                  row.text("issuer"), "期限 " + day(row, "due"),
                                  "受領 " + day(row, "received_on"), row.text("standard")});
             }));
}

void print_foot(Page& page, const Desk& desk, const Paper& paper) {
    page.heading("添付と記録");
    for (const AttachedFile& file : paper.files) {
        page.row(file.of, together({file.name, "SHA-256 " + file.sha256}));
    }
    page.row("準拠する基準", desk.disposal.head.source + "（基準表の版 " +
                                 desk.disposal.head.edition + "）");
    page.row("記録の番号", fmt::format("{}（改ざん検知ジャーナルのエントリ）", paper.entry));
    page.row("内容のSHA-256", paper.digest);
}

Status fill(PdfWriter& pdf, const Desk& desk, const Paper& paper,
            const office::Settings& settings) {
    Page page(pdf);
    print_head(page, paper, settings);
    int number = 0;
    for (const ItemSheet& one : paper.sheet.items) {
        page.keep(9);
        page.heading(fmt::format("媒体 {}　製造番号 {}", ++number,
                                 one.item.fields().text("serial")));
        print_medium(page, one);
        print_steps(page, one);
        page.row("判定", said(desk, one));
    }
    print_foot(page, desk, paper);
    return pdf.finish();
}

}  // namespace

Result<std::string> paper_pdf(const Desk& desk, const Paper& paper,
                              const office::Settings& settings) {
    std::string bytes;
    DAICHO_TRY(pdf, PdfWriter::to_bytes(bytes,
                                        {.title = "媒体廃棄確認書", .created = paper.at}));
    DAICHO_CHECK(fill(pdf, desk, paper, settings));
    return bytes;
}

}  // namespace daicho::media
