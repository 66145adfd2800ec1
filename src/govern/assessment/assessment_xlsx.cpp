#include "base/era.hpp"
#include "document/xlsx_writer.hpp"
#include "govern/assessment/assessment_paper.hpp"

namespace daicho::govern {
namespace {

Result<std::string> bytes_of(document::XlsxWriter& book) {
    std::string bytes;
    DAICHO_CHECK(book.finish([&](std::string_view piece) -> Status {
        bytes += piece;
        return {};
    }));
    return bytes;
}

document::XlsxLayout layout_of(const std::string& sheet, Instant created) {
    document::XlsxLayout layout;
    layout.sheet = sheet;
    layout.created = created.micros / 1'000'000;
    return layout;
}

}  // namespace

Result<std::string> assessment_xlsx(const AssessmentPaper& paper, Instant created,
                                    const std::filesystem::path& folder) {
    const PiaForm& form = *paper.form;
    auto layout = layout_of(form.number, created);
    layout.columns = {{"section", "欄", {}, {}},
                      {"address", "項目番号", {}, {}},
                      {"label", "項目", {}, {}},
                      {"mark", "※", {}, {}},
                      {"entry", "記載", {}, {}},
                      {"changed_on", "変更日", {}, {}},
                      {"before", "変更前の記載", {}, {}},
                      {"time", "提出時期", {}, {}},
                      {"explanation", "提出時期に係る説明", {}, {}}};
    DAICHO_TRY(book, document::XlsxWriter::create(folder, std::move(layout)));
    for (const auto& [address, value] : paper.filled) {
        const PiaField& field = form.fields[address.field];
        const std::string values[] = {form.sections[field.section].label.ja,
                                      address_text(form, address),
                                      field.label.ja,
                                      field.important ? "※" : "",
                                      value_text(form, field, value),
                                      "",
                                      "",
                                      "",
                                      ""};
        DAICHO_CHECK(book.row(values));
    }
    for (const ChangeTable& table : paper.changes) {
        for (const ChangeRow& row : table.rows) {
            const std::string values[] = {form.changes,   "",
                                          row.item,       row.important ? "※" : "",
                                          row.after,      format_era_date(row.date),
                                          row.before,     row.in_advance ? "事前" : "事後",
                                          row.explanation};
            DAICHO_CHECK(book.row(values));
        }
    }
    return bytes_of(book);
}

Result<std::string> plan_xlsx(const PlanPaper& plan, Instant created,
                              const std::filesystem::path& folder) {
    auto layout = layout_of("計画管理書", created);
    for (std::size_t i = 0; i < plan.titles.size(); ++i) {
        layout.columns.push_back({"column_" + std::to_string(i + 1), plan.titles[i], {}, {}});
    }
    DAICHO_TRY(book, document::XlsxWriter::create(folder, std::move(layout)));
    for (const auto& row : plan.rows) DAICHO_CHECK(book.row(row));
    return bytes_of(book);
}

}  // namespace daicho::govern
