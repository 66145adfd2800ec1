// クラウド終了確認書 on A4: the contract, each step that its class asks, how the proof is named.
#include <fmt/format.h>

#include "media/detail/paper_page.hpp"
#include "media/exit_sheet.hpp"

namespace daicho::media {
namespace {

using namespace detail;

const char* word(govern::ExitState state) noexcept {
    switch (state) {
        case govern::ExitState::unneeded: return "不要";
        case govern::ExitState::done: return "済み";
        case govern::ExitState::open: return "未了";
        case govern::ExitState::late: return "未了（期限超過）";
    }
    return "";
}

void print_contract(Page& page, const ExitPaper& paper, const office::Settings& settings) {
    const Fields row = paper.sheet.row.fields();
    page.line("クラウド終了確認書", 190, 110);
    page.line(fmt::format("{}　発行 {}", settings.name.ja, format_era_date(japan_date(paper.at))),
              95, 70);
    page.row("終了番号・サービス", together({row.text("exit_no"), row.text("service")}));
    page.row("システム", paper.sheet.system);
    page.row("事業者", row.text("provider"));
    const bool closed = row.text("state") == "closed";
    page.row("状態", row.code("state").ja + (closed ? "" : "（完了していない。完了の証明ではない）"));
    page.row("分類", row.code("disposal_class").ja);
    page.row("契約の終了日", day(row, "ends_on"));
    page.row("完了", together({day(row, "closed_on"), row.text("closed_by")}));
}

void print_facts(Page& page, const ExitSheet& sheet) {
    const Fields row = sheet.row.fields();
    page.heading("記録された事実");
    page.row("データの返却", day(row, "data_back_on"));
    page.row("鍵", together({"保持 " + row.code("key_holder").ja,
                             "最初からの暗号化 " + row.code("encrypted_from_start").ja,
                             day(row, "key_destroyed_on"), row.text("key_destroyed_by"),
                             "確認 " + row.code("key_proved").ja}));
    page.row("事業者の証明", together({row.text("proof_no"), day(row, "proof_received_on")}));
    page.row("第三者の監査報告", together({row.text("audit_report_no"),
                                           day(row, "audit_report_on"),
                                           row.text("audit_report_by")}));
    page.row("機器", together({row.code("equipment_identified").ja, day(row, "destroyed_on")}));
    page.row("検討の記録", together({row.text("review_no"), day(row, "review_on")}));
}

void print_steps(Page& page, const Desk& desk, const ExitSheet& sheet) {
    page.heading("分類が求めること");
    for (const govern::JudgedStep& one : sheet.judgement.steps) {
        const std::string due = one.due ? "期限 " + format_era_date(*one.due) : std::string();
        std::string why;
        if (!one.reason.empty()) why = govern::explain(exits_of(desk).reasons, one.reason).ja;
        page.row(one.step->label.ja, together({word(one.state), due, why}));
    }
}

}  // namespace

Result<std::string> exit_pdf(const Desk& desk, const ExitPaper& paper,
                             const office::Settings& settings) {
    std::string bytes;
    DAICHO_TRY(pdf, PdfWriter::to_bytes(bytes,
                                        {.title = "クラウド終了確認書", .created = paper.at}));
    Page page(pdf);
    print_contract(page, paper, settings);
    print_facts(page, paper.sheet);
    print_steps(page, desk, paper.sheet);
    page.heading("記録");
    page.row("準拠する基準",
             exits_of(desk).head.source + "（基準表の版 " + exits_of(desk).head.edition + "）");
    page.row("記録の番号", fmt::format("{}（改ざん検知ジャーナルのエントリ）", paper.entry));
    page.row("内容のSHA-256", paper.digest);
    DAICHO_CHECK(pdf.finish());
    return bytes;
}

}  // namespace daicho::media
