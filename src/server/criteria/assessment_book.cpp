#include "server/criteria/assessment_book.hpp"

#include <algorithm>

#include "server/row.hpp"

namespace daicho::server {
namespace {

using registers::Cell;
using registers::Moment;

// Cells of a scanned row by name.
class Scanned {
public:
    Scanned(const registers::Definition& definition, std::initializer_list<const char*> names)
        : names_(names.begin(), names.end()) {
        for (const char* name : names) indices_.push_back(definition.index_of(name));
    }
    [[nodiscard]] const std::vector<std::size_t>& indices() const noexcept { return indices_; }
    void look(std::span<const Cell> cells) noexcept { cells_ = cells; }
    [[nodiscard]] const Cell& at(std::string_view name) const noexcept {
        std::size_t place = 0;
        while (names_[place] != name) ++place;
        return cells_[place];
    }
    [[nodiscard]] std::string text(std::string_view name) const {
        return std::string(at(name).bytes);
    }
    [[nodiscard]] std::uint64_t ref(std::string_view name) const noexcept {
        return at(name).is_null() ? 0 : static_cast<std::uint64_t>(at(name).integer);
    }
    [[nodiscard]] std::optional<Date> day(std::string_view name) const noexcept {
        if (at(name).is_null()) return std::nullopt;
        return Date::from_days(static_cast<std::int32_t>(at(name).integer));
    }

private:
    std::vector<std::string_view> names_;
    std::vector<std::size_t> indices_;
    std::span<const Cell> cells_;
};

Status scan(registers::Kernel& kernel, store::Connection& connection, const Moment& moment,
            const char* name, std::initializer_list<const char*> fields,
            const std::function<void(std::uint64_t, const Scanned&)>& visit) {
    DAICHO_TRY(definition, kernel.definition(name));
    Scanned row(*definition, fields);
    return registers::scan(connection, *definition, row.indices(), moment,
                           [&](std::uint64_t record, std::span<const Cell> cells) -> Status {
                               row.look(cells);
                               visit(record, row);
                               return {};
                           });
}

AssessmentRow read_row(std::uint64_t record, const Scanned& cells) {
    AssessmentRow row;
    row.record = record;
    row.no = cells.text("assessment_no");
    row.kind = cells.text("subject_kind");
    row.system = cells.ref("system");
    row.contract = cells.ref("contract");
    row.section = cells.text("section");
    row.edition = cells.ref("edition");
    row.asked = cells.day("asked_on").value_or(Date());
    row.due = cells.day("due").value_or(Date());
    row.state = cells.text("state");
    row.judged = cells.day("judged_on");
    row.text = cells.text("record");
    row.verdict = cells.text("verdict");
    row.reasons = cells.text("judged_for");
    row.judged_edition = cells.text("judged_edition");
    row.constructed = cells.text("origin") == "constructed";
    return row;
}

Result<std::string> name_in(registers::Kernel& kernel, store::Connection& connection,
                            const Moment& moment, std::string_view register_name,
                            std::string_view field, std::uint64_t record) {
    DAICHO_TRY(definition, kernel.definition(register_name));
    DAICHO_TRY(found, registers::read_record(connection, *definition, record, moment));
    return found ? Row(*definition, *found).text(field) : std::string();
}

}  // namespace

govern::CatalogShelf criteria_shelf(const std::filesystem::path& data,
                                    const std::filesystem::path& home) {
    return govern::CatalogShelf({data / "catalogs", home / "catalogs"});
}

govern::CatalogShelf criteria_shelf(const App& app) {
    return criteria_shelf(app.data, app.kernel.home());
}

Result<std::vector<CriteriaEditionRow>> criteria_editions(registers::Kernel& kernel,
                                                          store::Connection& connection,
                                                          const Moment& moment) {
    std::vector<CriteriaEditionRow> list;
    DAICHO_CHECK(scan(kernel, connection, moment, "criteria_edition",
                      {"edition_no", "catalog", "edition", "state"},
                      [&](std::uint64_t record, const Scanned& row) {
                          list.push_back({record, row.text("edition_no"), row.text("catalog"),
                                          row.text("edition"), row.text("state")});
                      }));
    return list;
}

Result<CriteriaEditionRow> criteria_edition_row(registers::Kernel& kernel,
                                                store::Connection& connection, const Moment& moment,
                                                const govern::CatalogHead& head) {
    DAICHO_TRY(rows, criteria_editions(kernel, connection, moment));
    for (CriteriaEditionRow& row : rows) {
        if (row.catalog == head.name && row.edition == head.edition) return std::move(row);
    }
    return conflict_error("criteria.edition_unknown")
        .with("name", head.name)
        .with("edition", head.edition);
}

Result<std::vector<AssessmentRow>> assessment_rows(registers::Kernel& kernel,
                                                   store::Connection& connection,
                                                   const Moment& moment) {
    std::vector<AssessmentRow> list;
    DAICHO_CHECK(scan(
        kernel, connection, moment, "criteria_assessment",
        {"assessment_no", "subject_kind", "system", "contract", "section", "edition", "asked_on",
         "due", "state", "judged_on", "record", "verdict", "judged_for", "judged_edition",
         "origin"},
        [&](std::uint64_t record, const Scanned& row) { list.push_back(read_row(record, row)); }));
    std::ranges::sort(list, {}, &AssessmentRow::no);
    return list;
}

Result<AssessmentOf> assessment_of(registers::Kernel& kernel, store::Connection& connection,
                                   const Moment& moment, std::uint64_t record) {
    DAICHO_TRY(rows, assessment_rows(kernel, connection, moment));
    DAICHO_TRY(editions, criteria_editions(kernel, connection, moment));
    for (AssessmentRow& row : rows) {
        if (row.record != record) continue;
        for (CriteriaEditionRow& edition : editions) {
            if (edition.record == row.edition) return AssessmentOf{row, edition};
        }
    }
    return not_found_error("criteria.no_assessment").with("assessment", std::to_string(record));
}

Result<AnswersByAssessment> all_assessment_answers(registers::Kernel& kernel,
                                                   store::Connection& connection,
                                                   const Moment& moment) {
    AnswersByAssessment all;
    DAICHO_CHECK(scan(kernel, connection, moment, "criteria_answer",
                      {"answer_no", "assessment", "item", "answer", "evidence_kind", "evidence",
                       "query", "party", "settle_by", "proof_until"},
                      [&](std::uint64_t record, const Scanned& row) {
                          AssessmentAnswer one;
                          one.record = record;
                          one.no = row.text("answer_no");
                          one.item = row.text("item");
                          one.answer = row.text("answer");
                          one.ground = row.text("evidence_kind");
                          one.evidence = row.text("evidence");
                          one.query = row.text("query");
                          if (!row.at("party").is_null()) one.party = row.at("party").integer;
                          one.settle_by = row.day("settle_by");
                          one.proof_until = row.day("proof_until");
                          all[row.ref("assessment")].push_back(std::move(one));
                      }));
    return all;
}

Result<std::vector<AssessmentAnswer>> assessment_answers(registers::Kernel& kernel,
                                                         store::Connection& connection,
                                                         const Moment& moment,
                                                         std::uint64_t assessment) {
    DAICHO_TRY(all, all_assessment_answers(kernel, connection, moment));
    return std::move(all[assessment]);
}

Result<std::string> assessment_subject(registers::Kernel& kernel, store::Connection& connection,
                                       const Moment& moment, const AssessmentRow& row) {
    if (row.kind == "system") {
        return name_in(kernel, connection, moment, "information_system", "name", row.system);
    }
    if (row.kind == "contract") {
        return name_in(kernel, connection, moment, "system_contract", "subject", row.contract);
    }
    return row.section;
}

Result<json::Value> assessed_record(const govern::CriteriaCatalog& catalog,
                                    const AssessmentRow& row) {
    if (!row.text.empty()) return json::parse(row.text);
    json::Object nothing{{"as_of", format_iso(row.judged.value_or(row.asked))}};
    std::string first;
    for (const govern::CriteriaClass& line : catalog.classes) {
        if (line.in_table && first.empty()) first = line.key;
    }
    if (catalog.by_party) {
        nothing["parties"] =
            json::Array{json::Object{{"name", row.section}, {"data_classes", json::Array{first}}}};
    } else {
        nothing["data_classes"] = json::Array{first};
    }
    return json::Value(std::move(nothing));
}

}  // namespace daicho::server
