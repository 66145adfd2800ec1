#include "server/entrust/entrust_papers.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "audit/paper.hpp"
#include "audit/rows.hpp"
#include "base/era.hpp"
#include "govern/criteria/criteria_catalog.hpp"
#include "govern/entrust/check_form.hpp"
#include "govern/entrust/specification.hpp"
#include "register/disclosure.hpp"
#include "server/entrust/entrust_api.hpp"
#include "server/row.hpp"

namespace daicho::server {
namespace {

using namespace govern::entrust;

constexpr const char* kPdf = "application/pdf";
constexpr const char* kDocx =
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
constexpr const char* kXlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

Result<std::string> name_of(const EntrustReads& in, const char* register_name,
                            const registers::Fields& row, const char* field) {
    if (!row.has(field)) return std::string();
    DAICHO_TRY(found, media::row_of(in.kernel, in.connection, register_name, row.ref(field),
                                    in.moment));
    return found ? found->fields().text("name") : std::string();
}

// When it is checked, in one sentence for both sides.
std::string checks_text(const ContractBook& book, const EntrustSettings& settings) {
    const auto planned = plan_checks(term_of(book.row()), settings.schedule);
    std::string days;
    for (const PlannedCheck& check : planned) {
        if (check.kind == CheckKind::end || check.kind == CheckKind::yearly_visit) continue;
        days += (days.empty() ? "" : "、") + format_era_date(check.due);
    }
    const std::string end = format_era_date(book.row().date("last_day"));
    const bool fiscal = settings.schedule.quarters == Quarters::of_fiscal_year;
    if (days.empty()) return "定期の点検は行わず、終了時点検を" + end + "に行う。";
    const bool week = planned.front().kind == CheckKind::first_week;
    return (week ? std::string("開始後の点検") : std::string("四半期ごとの点検（") +
                                                  (fiscal ? "会計年度の四半期" : "契約の初日から3か月ごと") +
                                                  "）") +
           "を" + days + "に、終了時点検を" + end + "に、実地の調査を年1回行う。";
}

Result<SpecificationHead> head_of(const EntrustReads& in, const ContractBook& book,
                                  const PaperOrder& order) {
    const auto row = book.row();
    SpecificationHead head;
    head.city = order.city;
    head.contract_no = book.number();
    head.subject = row.text("subject");
    DAICHO_TRY_AS(head.vendor, name_of(in, "vendor", row, "vendor"));
    DAICHO_TRY_AS(head.department, name_of(in, "department", row, "department"));
    head.term = format_era_date(row.date("first_day")) + "から" +
                format_era_date(row.date("last_day")) + "まで";
    head.edition = book.catalog->head.edition;
    const Conditions holds = conditions_of(row);
    for (const ClauseCondition& one : book.catalog->conditions) {
        if (!holds.contains(one.key)) continue;
        head.conditions += (head.conditions.empty() ? "" : "、") + one.label.ja;
    }
    DAICHO_TRY(settings, entrust_settings(in.data, order.municipality));
    head.checks = checks_text(book, settings);
    head.city_copy = order.city_copy;
    head.created = order.at;
    return head;
}

std::vector<FormAnswer> answers_of(const ContractBook& book, std::uint64_t check,
                                   Language language) {
    std::vector<FormAnswer> answers;
    for (const media::Line& line : book.items) {
        const auto row = line.fields();
        if (row.ref("check") != check) continue;
        FormAnswer answer;
        answer.clause = row.text("clause");
        answer.measure = row.code("measure").in(language);
        answer.practice = row.code("practice").in(language);
        answer.result = row.code("result").in(language);
        answer.ground = row.text("evidence");
        for (const char* field : {"seen_by", "seen_at", "why"}) {
            if (!row.has(field)) continue;
            answer.ground += (answer.ground.empty() ? "" : "／") + row.text(field);
        }
        answers.push_back(std::move(answer));
    }
    return answers;
}

Result<govern::CheckTable> table_of(const EntrustReads& in, const ContractBook& book,
                                    const PaperOrder& order) {
    DAICHO_TRY(table, govern::load_criteria_catalog(
                          (in.data / "catalogs" / "compliance-check.yaml").string()));
    const auto word = [&](const char* id) { return message(id, order.language); };
    FormHead head;
    head.title = word("entrust.print.table");
    const auto row = book.row();
    head.about = {{word("entrust.print.contract"), book.number() + "　" + row.text("subject")}};
    DAICHO_TRY(vendor, name_of(in, "vendor", row, "vendor"));
    head.about.emplace_back(word("entrust.print.vendor"), vendor);
    head.about.emplace_back(word("entrust.print.term"),
                            format_era_date(row.date("first_day"), order.language) + " – " +
                                format_era_date(row.date("last_day"), order.language));
    for (const media::Line& line : book.checks) {
        if (line.record() != order.check) continue;
        const auto check = line.fields();
        std::string text = check.text("check_no") + "　" + check.code("kind").in(order.language) +
                           "　" + format_era_date(check.date("due"), order.language);
        if (check.has("done_on")) {
            const bool late = check.date("done_on") > check.date("due");
            text += " → " + format_era_date(check.date("done_on"), order.language) + "　" +
                    check.text("done_by") + (late ? "　" + word("entrust.print.late") : "");
        }
        head.about.emplace_back(word("entrust.print.check"), text);
    }
    return check_form(table, book.clause_ids(), head, answers_of(book, order.check, order.language),
                      order.language);
}

}  // namespace

Result<EntrustPaper> entrust_paper_of(const EntrustReads& in, const ContractBook& book,
                                      const PaperOrder& order) {
    EntrustPaper paper;
    paper.name = book.number() + "-" + order.what;
    if (order.what == "specification.pdf" || order.what == "specification.docx") {
        DAICHO_TRY(head, head_of(in, book, order));
        if (order.what == "specification.docx") {
            paper.type = kDocx;
            DAICHO_TRY_AS(paper.bytes, specification_docx(head, book.specification));
            return paper;
        }
        DAICHO_TRY(printed, specification_pdf(head, book.specification));
        paper.type = kPdf;
        paper.bytes = std::move(printed.bytes);
        paper.issues = std::move(printed.issues);
        return paper;
    }
    if (order.what != "table.pdf" && order.what != "table.xlsx") {
        return not_found_error("entrust.no_paper").with("value", order.what);
    }
    DAICHO_TRY(table, table_of(in, book, order));
    if (order.what == "table.xlsx") {
        paper.type = kXlsx;
        DAICHO_TRY_AS(paper.bytes,
                      govern::check_table_xlsx(table, order.language, order.at, order.folder));
        return paper;
    }
    DAICHO_TRY(printed, govern::check_table_pdf(table, order.language, order.at));
    paper.type = kPdf;
    paper.bytes = std::move(printed.bytes);
    paper.issues = std::move(printed.issues);
    return paper;
}

Result<EntrustPaper> entrust_guide_paper(const EntrustReads& in, Language language,
                                         const std::string& city, Instant at) {
    ClauseShelf shelf(in.data);
    DAICHO_TRY(catalog, shelf.in_use());
    DAICHO_TRY(table, govern::load_criteria_catalog(
                          (in.data / "catalogs" / "compliance-check.yaml").string()));
    const auto word = [&](const char* id) { return message(id, language); };
    audit::Paper paper;
    paper.language = language;
    paper.title = word("entrust.print.guide");
    paper.head = {city, catalog->head.title.in(language) + "　" + catalog->head.edition,
                  catalog->head.source};
    paper.contents = word("entrust.print.contents");
    paper.foot = word("entrust.print.guide");
    paper.at = at;
    for (const Clause& clause : catalog->clauses) {
        audit::Section section;
        section.title = clause.id + "　" + clause.title.in(language);
        section.parts.emplace_back(audit::Paragraph{clause.text.in(language)});
        audit::Table rows;
        rows.heads = {word("entrust.print.part"), word("entrust.print.says")};
        rows.widths = {360, audit::kTableWidth - 360};
        rows.rows.push_back({word("entrust.print.why"), clause.why.in(language)});
        for (const govern::CriteriaItem& item : table.items) {
            if (clause_of(item.no) != clause.id) continue;
            rows.rows.push_back({word(is_practice(item.no) ? "entrust.print.practice"
                                                           : "entrust.print.measure"),
                                 item.requirement.in(language)});
            if (!is_practice(item.no)) {
                rows.rows.push_back({word("entrust.print.source"), item.source_no});
            }
        }
        section.parts.emplace_back(std::move(rows));
        paper.sections.push_back(std::move(section));
    }
    DAICHO_TRY(printed, audit::print(paper));
    return EntrustPaper{std::move(printed.pdf), kPdf, "entrust-guide.pdf", {}};
}

Result<EntrustPaper> printed_entrust(registers::Kernel& kernel,
                                     const identity::Principal& principal,
                                     const std::filesystem::path& data,
                                     const std::string& contract_no, PaperOrder order) {
    DAICHO_TRY(definition, kernel.definition("entrusted_contract"));
    const auto capacity = registers::authorise(principal, *definition, registers::Action::view);
    if (!capacity) {
        DAICHO_CHECK(registers::refuse(kernel, principal, *definition, registers::Action::view));
        return Error(capacity.error());
    }
    DAICHO_TRY(connection, kernel.reader());
    order.at = kernel.clock().now();
    const EntrustReads in{kernel, *connection, {japan_date(order.at), std::nullopt}, data};
    DAICHO_TRY(numbers, audit::names_of(kernel, *connection, "entrusted_contract", "contract_no",
                                        in.moment));
    const auto found = std::find_if(numbers.begin(), numbers.end(),
                                    [&](const auto& one) { return one.second == contract_no; });
    if (found == numbers.end()) {
        return not_found_error("entrust.no_contract").with("number", contract_no);
    }
    ClauseShelf shelf(data);
    DAICHO_TRY(book, contract_book(in, shelf, found->first));
    for (const media::Line& line : book.checks) {
        if (line.fields().text("check_no") == order.check_no) order.check = line.record();
    }
    if (!order.check_no.empty() && order.check == 0) {
        return not_found_error("entrust.no_check")
            .with("check", order.check_no)
            .with("number", contract_no);
    }
    DAICHO_TRY(paper, entrust_paper_of(in, book, order));
    const std::uint64_t records[] = {found->first};
    registers::Disclosure shown;
    shown.kind = journal::EntryKind::disclosure_print;
    shown.definition = definition;
    shown.records = records;
    shown.detail = paper.name;
    DAICHO_CHECK(registers::disclose(kernel, principal, *capacity, shown));
    return paper;
}

namespace {

Answer sent(EntrustPaper paper, bool shown) {
    net::Response response;
    response.status = 200;
    response.header("Content-Type", paper.type);
    response.header("Cache-Control", "no-store");
    response.header("Content-Disposition",
                    fmt::format("{}; filename=\"{}\"", shown ? "inline" : "attachment",
                                paper.name));
    response.body = std::move(paper.bytes);
    return response;
}

PaperOrder order_of(const Call& call, const std::string& what) {
    PaperOrder order;
    order.what = what;
    order.city_copy = call.request.parameter("copy").value_or("") == "city";
    if (call.request.parameter("lang").value_or("ja") == "en") order.language = Language::english;
    order.city = call.app.settings.name.ja;
    order.municipality = call.app.settings.municipality;
    order.at = call.app.kernel.clock().now();
    order.folder = call.app.kernel.home();
    return order;
}

}  // namespace

Answer entrust_paper(const Call& call, std::uint64_t contract, const std::string& name) {
    DAICHO_TRY(connection, call.app.kernel.reader());
    ClauseShelf shelf(call.app.data);
    DAICHO_TRY(book, reached_book(call, *connection, shelf, contract));
    PaperOrder order = order_of(call, name);
    DAICHO_TRY_AS(order.check, number_parameter(call, "check", 0));
    DAICHO_TRY(paper, entrust_paper_of(entrust_reads(call, *connection), book, order));
    DAICHO_TRY(allowed, reachable(call, "entrusted_contract"));
    const std::uint64_t records[] = {contract};
    DAICHO_CHECK(record_document(call, allowed, journal::EntryKind::disclosure_print, records,
                                 paper.name));
    const bool shown = paper.type == kPdf;
    return sent(std::move(paper), shown);
}

Answer entrust_guide_pdf(const Call& call) {
    DAICHO_CHECK(reachable(call, "entrusted_contract"));
    DAICHO_TRY(connection, call.app.kernel.reader());
    const PaperOrder order = order_of(call, "guide.pdf");
    DAICHO_TRY(paper, entrust_guide_paper(entrust_reads(call, *connection), order.language,
                                          order.language == Language::english
                                              ? call.app.settings.name.en
                                              : order.city,
                                          order.at));
    return sent(std::move(paper), true);
}

}  // namespace daicho::server
