#include "server/reviews/review_report.hpp"

#include <fmt/format.h>

#include "base/era.hpp"
#include "document/pdf.hpp"
#include "register/access.hpp"
#include "register/disclosure.hpp"
#include "server/row.hpp"

namespace daicho::server {
namespace {

using document::Align;
using document::PdfWriter;
using registers::Definition;

constexpr const char* kDetail = R"("form":"account-review")";
constexpr std::int32_t kLeft = 170;
constexpr std::int32_t kWidth = 1760;
constexpr std::int32_t kRow = 58;
constexpr std::int32_t kBottom = 2760;

struct Column {
    std::int32_t width = 0;
    Align align = Align::left;
};

class Page {
public:
    explicit Page(PdfWriter& pdf) : pdf_(&pdf) { begin(); }

    void line(std::string_view text, std::int32_t size, std::int32_t height) {
        room(height);
        const auto tag = pdf_->tag("P");
        pdf_->paragraph({kLeft, y_, kWidth, height}, text, {.size = size}, "line");
        y_ += height;
    }
    void heading(std::string_view text) {
        room(kRow * 4);
        y_ += 26;
        const auto tag = pdf_->tag("H2");
        pdf_->text({kLeft, y_, kWidth, 66}, text, {.size = 112}, "heading");
        y_ += 70;
    }
    void row(std::span<const Column> columns, std::span<const std::string> cells, bool head) {
        room(kRow);
        const auto tag = pdf_->tag("TR");
        std::int32_t x = kLeft;
        for (std::size_t i = 0; i < columns.size(); ++i) {
            const document::Box box{x, y_, columns[i].width, kRow};
            if (head) pdf_->fill(box, 92);
            pdf_->frame(box);
            pdf_->text({x + 12, y_, columns[i].width - 24, kRow}, cells[i],
                       {.size = 82, .align = head ? Align::left : columns[i].align}, "cell");
            x += columns[i].width;
        }
        y_ += kRow;
    }
    void gap(std::int32_t height) { y_ += height; }
    void signature(std::string_view post) {
        room(150);
        const auto tag = pdf_->tag("P");
        pdf_->text({kLeft, y_, 560, 120}, post, {.size = 92}, "post");
        pdf_->line(kLeft + 580, y_ + 104, kLeft + kWidth, y_ + 104);
        pdf_->text({kLeft + kWidth - 260, y_, 260, 100}, "年　　月　　日",
                   {.size = 80, .align = Align::right}, "date");
        y_ += 140;
    }

private:
    void room(std::int32_t height) {
        if (y_ + height > kBottom) begin();
    }
    void begin() {
        pdf_->begin_page(document::Paper::a4_portrait);
        y_ = 170;
    }
    PdfWriter* pdf_;
    std::int32_t y_ = 0;
};

std::string count(std::uint64_t number) { return fmt::format("{}件", number); }

void print_head(Page& page, const Row& round, const ReviewPaper& paper, const std::string& city) {
    page.line("アカウント棚卸し報告書", 180, 104);
    page.line(fmt::format("{}　{}　{}　発行 {}", city, round.text("round_no"), round.text("title"),
                          format_era_date(japan_date(paper.at))),
              92, 64);
    const bool closed = round.text("state") == "closed";
    page.line(fmt::format("開始 {}　期限 {}　{}", format_era_date(round.date("opened_on")),
                          format_era_date(round.date("due")),
                          closed ? "完了 " + format_era_date(round.date("closed_on"))
                                 : std::string("実施中（完了の報告ではない）")),
              92, 64);
    page.line(fmt::format("対象の取得元 {}　アカウント {}　基準表の版 {}", round.text("sources"),
                          count(paper.rows.size()), round.text("catalog_edition")),
              92, 64);
}

void print_classes(Page& page, const govern::ReviewCatalog& catalog, const ReviewSum& sum) {
    page.heading("分類ごとの件数");
    const Column columns[] = {
        {300}, {700}, {220, Align::right}, {270, Align::right}, {270, Align::right}};
    const std::string head[] = {"分類", "根拠", "件数", "削除と決定", "判断待ち"};
    page.row(columns, head, true);
    for (const govern::AccountClass& one : catalog.classes) {
        const auto found = sum.classes.find(one.id);
        const ClassSum of = found == sum.classes.end() ? ClassSum() : found->second;
        const std::uint64_t waits = std::max(of.manager_waits, of.owner_waits);
        const std::string cells[] = {one.label.ja, one.cite, count(of.accounts), count(of.remove),
                                     count(waits)};
        page.row(columns, cells, false);
    }
}

std::string decision_ja(const Definition& judgements, const std::string& key) {
    if (key.empty()) return "（なし）";
    const auto& field = judgements.fields[judgements.index_of("manager_decision")];
    const auto* code = field.find_code(key);
    return code == nullptr ? key : code->label.ja;
}

void print_decisions(Page& page, const Definition& judgements, const ReviewSum& sum) {
    page.heading("所属長とシステム管理者の判断");
    const Column columns[] = {{600}, {600}, {280, Align::right}, {280}};
    const std::string head[] = {"所属長", "システム管理者", "件数", "2者"};
    page.row(columns, head, true);
    for (const auto& [pair, number] : sum.decisions) {
        const bool waits = pair.first.empty() || pair.second.empty();
        const std::string cells[] = {decision_ja(judgements, pair.first),
                                     decision_ja(judgements, pair.second), count(number),
                                     waits                       ? "判断待ち"
                                     : pair.first == pair.second ? "一致"
                                                                 : "不一致"};
        page.row(columns, cells, false);
    }
}

void print_sections(Page& page, const ReviewPaper& paper) {
    page.heading("課ごとの進み");
    const Column columns[] = {{700}, {530, Align::right}, {530, Align::right}};
    const std::string head[] = {"課", "所属長として（判断済み／全体）",
                                "システム管理者として（判断済み／全体）"};
    page.row(columns, head, true);
    for (const auto& [record, of] : paper.sum.sections) {
        const auto name = paper.names.find(record);
        const std::string cells[] = {name == paper.names.end() ? std::string() : name->second,
                                     fmt::format("{}／{}", of.decided, of.accounts),
                                     fmt::format("{}／{}", of.owner_decided, of.owned)};
        page.row(columns, cells, false);
    }
}

// What does not simply stay: to be removed or changed, or decided differently.
bool stands_out(const Row& row) {
    const std::string& manager = row.text("manager_decision");
    const std::string& owner = row.text("owner_decision");
    const bool keeps = (manager.empty() || manager == "keep") && (owner.empty() || owner == "keep");
    return !keeps;
}

void print_accounts(Page& page, const Definition& judgements, const ReviewPaper& paper) {
    page.heading("継続としないアカウント、判断が違うアカウント");
    const Column columns[] = {{150}, {320}, {400}, {250}, {250}, {390}};
    const std::string head[] = {"取得元", "利用者ID", "氏名（一覧）", "所属長", "管理者", "実施"};
    page.row(columns, head, true);
    bool any = false;
    for (const auto& one : paper.rows) {
        const Row row(judgements, one);
        if (!stands_out(row)) continue;
        any = true;
        const std::string cells[] = {row.text("source_no"),
                                     row.text("account_id"),
                                     row.text("name_written"),
                                     decision_ja(judgements, row.text("manager_decision")),
                                     decision_ja(judgements, row.text("owner_decision")),
                                     row.code("carried_out").ja};
        page.row(columns, cells, false);
    }
    if (!any) page.line("なし", 88, 60);
}

void print_foot(Page& page, const Row& round) {
    page.heading("証拠と署名");
    const bool closed = round.has("evidence_sha256");
    page.line(closed ? "封印した証拠のSHA-256　" + round.text("evidence_sha256")
                     : "証拠はまだ封印されていない。",
              84, 60);
    page.line("一覧・人事・突合・判断は開始時と判断時のもの。後の変更はこの報告に及ばない。", 84,
              60);
    page.gap(40);
    page.signature("情報セキュリティ責任者");
    page.signature("情報システム管理者");
}

}  // namespace

Result<ReviewPaper> review_paper(const ReviewReads& in, std::uint64_t round, Instant at,
                                 const SeesRow& sees) {
    ReviewPaper paper;
    paper.at = at;
    DAICHO_TRY_AS(paper.round, round_record(in, round));
    DAICHO_TRY(judgements, in.kernel.definition("account_judgement"));
    DAICHO_TRY(rows, judgement_rows(in, round));
    for (auto& one : rows) {
        const Row row(*judgements, one);
        const bool seen = sees(row.ref("manager_department"), row.ref("owner_department"));
        if (seen) paper.rows.push_back(std::move(one));
    }
    DAICHO_TRY_AS(paper.sum, review_sum(in, round, sees));
    DAICHO_TRY(departments, in.kernel.definition("department"));
    const std::size_t fields[] = {departments->index_of("name")};
    DAICHO_CHECK(registers::scan(
        in.connection, *departments, fields, in.moment,
        [&](std::uint64_t record, std::span<const registers::Cell> cells) -> Status {
            paper.names.emplace(record, cells[0].bytes);
            return {};
        }));
    return paper;
}

Result<std::string> review_pdf(registers::Kernel& kernel, const govern::ReviewCatalog& catalog,
                               const ReviewPaper& paper, const std::string& city) {
    DAICHO_TRY(rounds, kernel.definition("account_round"));
    DAICHO_TRY(judgements, kernel.definition("account_judgement"));
    std::string bytes;
    DAICHO_TRY(
        pdf, PdfWriter::to_bytes(bytes, {.title = "アカウント棚卸し報告書", .created = paper.at}));
    Page page(pdf);
    const Row round(*rounds, paper.round);
    print_head(page, round, paper, city);
    print_classes(page, catalog, paper.sum);
    print_decisions(page, *judgements, paper.sum);
    print_sections(page, paper);
    print_accounts(page, *judgements, paper);
    print_foot(page, round);
    DAICHO_CHECK(pdf.finish());
    return bytes;
}

std::vector<std::uint64_t> named_rows(registers::Kernel& kernel, const ReviewPaper& paper) {
    std::vector<std::uint64_t> records;
    const auto judgements = kernel.definition("account_judgement");
    if (!judgements) return records;
    for (const auto& one : paper.rows) {
        if (stands_out(Row(**judgements, one))) records.push_back(one.record);
    }
    return records;
}

Result<std::string> printed_review(registers::Kernel& kernel, const identity::Principal& principal,
                                   const govern::ReviewCatalog& catalog, const std::string& city,
                                   std::uint64_t round) {
    DAICHO_TRY(judgements, kernel.definition("account_judgement"));
    const auto capacity = registers::authorise(principal, *judgements, registers::Action::view);
    if (!capacity) {
        DAICHO_CHECK(registers::refuse(kernel, principal, *judgements, registers::Action::view));
        return Error(capacity.error());
    }
    DAICHO_TRY(connection, kernel.reader());
    const Instant now = kernel.clock().now();
    const ReviewReads in{kernel, *connection, {japan_date(now), std::nullopt}};
    DAICHO_TRY(paper,
               review_paper(in, round, now, [](std::uint64_t, std::uint64_t) { return true; }));
    DAICHO_TRY(bytes, review_pdf(kernel, catalog, paper, city));
    const auto named = named_rows(kernel, paper);
    registers::Disclosure shown;
    shown.kind = journal::EntryKind::disclosure_print;
    shown.definition = judgements;
    shown.records = named;
    shown.detail = kDetail;
    DAICHO_CHECK(registers::disclose(kernel, principal, *capacity, shown));
    return bytes;
}

Answer review_report_answer(const Call& call, std::uint64_t round) {
    DAICHO_TRY(connection, call.app.kernel.reader());
    DAICHO_TRY(reader, review_reader(call, *connection));
    DAICHO_TRY(catalog, review_catalog(call.app));
    DAICHO_TRY(paper,
               review_paper(reads_of(call, *connection), round, call.app.kernel.clock().now(),
                            [&](std::uint64_t manager, std::uint64_t owner) {
                                return reader.sees(manager, owner);
                            }));
    DAICHO_TRY(bytes, review_pdf(call.app.kernel, catalog, paper, call.app.settings.name.ja));
    const auto named = named_rows(call.app.kernel, paper);
    DAICHO_CHECK(disclose_before_leaving(call, reader.allowed, journal::EntryKind::disclosure_print,
                                         named, kDetail));
    net::Response response;
    response.status = 200;
    response.header("Content-Type", "application/pdf");
    response.header("Cache-Control", "no-store");
    response.header("Content-Disposition",
                    fmt::format("inline; filename=\"account-review-{}.pdf\"", round));
    response.body = std::move(bytes);
    return response;
}

}  // namespace daicho::server
