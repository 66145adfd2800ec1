#include "govern/criteria/check_table.hpp"

#include "document/xlsx_writer.hpp"

namespace daicho::govern {
namespace {

const char* answer_id(Answer answer) noexcept {
    if (answer == Answer::yes) return "criteria.print.yes";
    return answer == Answer::no ? "criteria.print.no" : "criteria.print.unknown";
}

std::string verdict_text(const CriteriaCatalog& catalog, const std::string& key,
                         Language language) {
    for (const CriteriaVerdict& line : catalog.verdicts) {
        if (line.key == key) return line.label.in(language);
    }
    return key;
}

CheckLine plain_line(const CriteriaCatalog& catalog, const CriteriaItem& item, Language language) {
    CheckLine line;
    line.no = item.no;
    line.source_no = item.source_no;
    line.category = item.category.in(language);
    line.label = item.label.in(language);
    line.requirement = item.requirement.in(language);
    line.risk = item.risk.in(language);
    for (std::size_t c = 0; c < catalog.classes.size(); ++c) {
        if (item.cells[c] == kNowhere) continue;
        if (!line.cell.empty()) line.cell += "／";
        line.cell += catalog.classes[c].label.in(language) + ": " +
                     catalog.cells[item.cells[c]].label.in(language);
    }
    return line;
}

std::string ground_of(const std::vector<AnswerGround>& grounds, const std::string& item,
                      std::size_t party) {
    for (const AnswerGround& one : grounds) {
        if (one.item == item && one.party == party) return one.text;
    }
    return {};
}

void judge_line(const CriteriaCatalog& catalog, const ItemResult& result, Language language,
                CheckLine& line) {
    const std::size_t cell = place_of(catalog.cells, &CellRule::key, result.cell);
    const bool asked = result.asked && cell != catalog.unused_cell;
    if (cell != kNowhere) line.cell = catalog.cells[cell].label.in(language);
    line.answer = message(answer_id(result.answer), language);
    const char* id = result.satisfied ? "criteria.print.met" : "criteria.print.not_met";
    if (result.answer == Answer::unknown) id = "criteria.print.open";
    line.result = message(asked ? id : "criteria.print.not_asked", language);
}

CheckPart part_of(const CriteriaCatalog& catalog, const CriteriaJudgement& judged,
                  const std::vector<AnswerGround>& grounds, std::size_t party, Language language) {
    CheckPart part;
    part.verdict = verdict_text(catalog, judged.verdict, language);
    for (const std::string& code : judged.reasons) {
        part.reasons.push_back(explain(catalog.reasons, code).in(language));
    }
    for (const CriteriaItem& item : catalog.items) {
        CheckLine line = plain_line(catalog, item, language);
        line.ground = ground_of(grounds, item.no, party);
        for (const ItemResult& result : judged.items) {
            if (result.no == item.no) judge_line(catalog, result, language, line);
        }
        part.lines.push_back(std::move(line));
    }
    return part;
}

constexpr const char* kColumns[] = {
    "criteria.print.party",    "criteria.print.no_of_item", "criteria.print.source_no",
    "criteria.print.category", "criteria.print.item",       "criteria.print.requirement",
    "criteria.print.risk",     "criteria.print.cell",       "criteria.print.answer",
    "criteria.print.ground",   "criteria.print.result"};

}  // namespace

Result<CheckTable> check_table(const CriteriaCatalog& catalog, const json::Value& record,
                               const std::vector<AnswerGround>& grounds, Language language) {
    CheckTable table;
    table.title = catalog.head.title.in(language);
    table.edition = catalog.head.edition;
    table.source = catalog.head.source;
    if (record.is_null()) {
        CheckPart& part = table.parts.emplace_back();
        for (const CriteriaItem& item : catalog.items) {
            part.lines.push_back(plain_line(catalog, item, language));
        }
        return table;
    }
    if (!catalog.by_party) {
        DAICHO_TRY(read, read_criteria_record(catalog, record));
        const CriteriaJudgement judged = judge(catalog, read);
        table.verdict = verdict_text(catalog, judged.verdict, language);
        table.parts.push_back(part_of(catalog, judged, grounds, 0, language));
        return table;
    }
    DAICHO_TRY(chain, read_parties(catalog, record));
    const ChainJudgement judged = judge_chain(catalog, chain);
    table.verdict = verdict_text(catalog, judged.verdict, language);
    for (std::size_t i = 0; i < judged.parties.size(); ++i) {
        CheckPart part = part_of(catalog, judged.parties[i].judgement, grounds, i, language);
        part.name = judged.parties[i].name;
        table.parts.push_back(std::move(part));
    }
    return table;
}

Result<std::string> check_table_xlsx(const CheckTable& table, Language language, Instant created,
                                     const std::filesystem::path& folder) {
    document::XlsxLayout layout;
    layout.sheet = message("criteria.print.sheet", language);
    for (const char* id : kColumns) {
        const std::string name = id;
        layout.columns.push_back({name.substr(name.rfind('.') + 1), message(id, language), {}, {}});
    }
    layout.created = created.micros / 1'000'000;
    DAICHO_TRY(book, document::XlsxWriter::create(folder, std::move(layout)));
    for (const CheckPart& part : table.parts) {
        for (const CheckLine& line : part.lines) {
            const std::string values[] = {
                part.name, line.no,   line.source_no, line.category, line.label, line.requirement,
                line.risk, line.cell, line.answer,    line.ground,   line.result};
            DAICHO_CHECK(book.row(values));
        }
    }
    std::string bytes;
    DAICHO_CHECK(book.finish([&](std::string_view piece) -> Status {
        bytes += piece;
        return {};
    }));
    return bytes;
}

}  // namespace daicho::govern
