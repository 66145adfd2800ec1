// What the law makes a notice say, in our own words: basis, objections, late payment.
#include "base/era.hpp"
#include "tax/forms/detail/notice_front.hpp"

namespace daicho::tax::forms::detail {
namespace {

struct Clause {
    const char* title;
    std::string text;
    std::int32_t height;
};

std::string basis(const Notice& notice) {
    return "固定資産税は地方税法第342条・第343条（税率 " + notice.ordinances[0] +
           "）、都市計画税は同法第702条（税率 " + notice.ordinances[1] + "）により、賦課期日（" +
           format_era_date(notice.year.assessment_date()) +
           "）の所有者に課税します。課税標準額は1,000円未満、税額は100円未満を切り捨てます（同法第20条の4の2）。"
           "免税点未満とある区分には課税していません（同法第351条）。";
}

std::string objection(const Notice& notice) {
    return "この賦課に不服があるときは、この通知書を受け取った日の翌日から数えて3か月以内に、" +
           notice.issuer.mayor +
           "に対して審査請求をすることができます（行政不服審査法第18条、地方税法第19条）。取消しの訴えは、審査請求の"
           "裁決があったことを知った日の翌日から数えて6か月以内に、" +
           notice.issuer.municipality +
           "を被告として起こすことができます（行政事件訴訟法第14条）。裁決の前に訴えを起こせるのは、審査請求から"
           "3か月を過ぎても裁決がないとき、著しい損害を避けるため緊急の必要があるとき、その他正当な理由があるときです"
           "（地方税法第19条の12、行政事件訴訟法第8条）。";
}

std::string price(const Notice& notice) {
    return "固定資産課税台帳に登録された価格だけについての不服は、審査請求ではなく、" +
           notice.issuer.municipality +
           "固定資産評価審査委員会に審査を申し出てください。申出ができるのは、価格を登録した旨の公示の日から、"
           "この通知書を受け取った日の翌日から数えて3か月以内です（地方税法第432条）。";
}

std::string late() {
    return "納期限までに納めないときは督促状を送り、納期限の翌日から納める日までの日数に応じた延滞金がかかります。"
           "督促状を送った日から10日を過ぎても納めないときは、財産を差し押さえることがあります"
           "（地方税法第369条・第371条・第373条）。";
}

}  // namespace

void draw_law(PdfWriter& pdf, const Notice& notice, Box box) {
    const std::array<Clause, 4> clauses{{{"課税の根拠", basis(notice), 130},
                                         {"不服の申立て", objection(notice), 200},
                                         {"価格への不服", price(notice), 130},
                                         {"納めないとき", late(), 130}}};
    constexpr std::int32_t kTitle = 230;
    std::int32_t y = box.y;
    for (const Clause& clause : clauses) {
        const auto paragraph = pdf.tag("P");
        label(pdf, {box.x, y, kTitle, clause.height}, clause.title, 80);
        pdf.paragraph({box.x + kTitle + 15, y + 14, box.width - kTitle - 30, clause.height - 14},
                      clause.text, {.face = Face::mincho, .size = 80}, clause.title);
        pdf.line(box.x, y, box.x + box.width, y, kThin);
        y += clause.height;
    }
    pdf.frame({box.x, box.y, box.width, y - box.y}, 25);
}

}  // namespace daicho::tax::forms::detail
