// Printing: boxes with label and entry, texts broken here so that a long one goes on overleaf.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

#include "base/era.hpp"
#include "base/text.hpp"
#include "document/pdf.hpp"
#include "govern/assessment/assessment_paper.hpp"

namespace daicho::govern {
namespace {

using document::Box;
using document::Paper;
using document::PdfWriter;

constexpr std::int32_t kLeft = 130;
constexpr std::int32_t kTop = 120;
constexpr std::int32_t kSize = 82;    // tenths of a point
constexpr std::int32_t kLetter = 29;  // a full-width letter of that size
constexpr std::int32_t kLine = 40;
constexpr std::int32_t kPad = 14;

std::size_t length_of(unsigned char byte) noexcept {
    if (byte < 0x80) return 1;
    if (byte >= 0xF0) return 4;
    return byte >= 0xE0 ? 3 : 2;
}

// A letter that must not stand at the beginning of a line.
bool hangs(std::string_view letter) noexcept {
    for (const char* sign : {"。", "、", "）", "」", "､", "｡", "｣", ")", "』", "】", "〉", "ー"}) {
        if (letter == sign) return true;
    }
    return false;
}

// Lines of a text in a column that holds `letters` full-width letters.
std::vector<std::string> wrapped(std::string_view text, std::int32_t width) {
    const std::int32_t halves = std::max((width - 2 * kPad) * 2 / kLetter - 1, 4);
    std::vector<std::string> lines(1);
    std::int32_t used = 0;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t length =
            std::min(length_of(static_cast<unsigned char>(text[at])), text.size() - at);
        const std::string_view letter = text.substr(at, length);
        at += length;
        if (letter == "\n") {
            lines.emplace_back();
            used = 0;
            continue;
        }
        const std::int32_t wide = length == 1 ? 1 : 2;
        if (used + wide > halves && !hangs(letter)) {
            lines.emplace_back();
            used = 0;
        }
        lines.back() += letter;
        used += wide;
    }
    return lines;
}

// Rows of cells on pages that it begins.
class Sheet {
public:
    Sheet(PdfWriter& pdf, Paper paper, std::string heading)
        : pdf_(pdf), paper_(paper), heading_(std::move(heading)) {
        const bool wide = paper == Paper::a4_landscape;
        width_ = wide ? 2'710 : 1'840;
        bottom_ = wide ? 1'960 : 2'830;
        begin_page();
    }

    [[nodiscard]] std::int32_t width() const noexcept { return width_; }

    void title(const std::string& text, std::int32_t size) {
        room(120);
        const auto tag = pdf_.tag("H1");
        pdf_.text({kLeft, y_, width_, 90}, text, {.size = size}, "title");
        y_ += 110;
    }
    void band(const std::string& text) {
        room(190);
        const auto tag = pdf_.tag("H2");
        pdf_.fill({kLeft, y_, width_, 62}, 88);
        pdf_.frame({kLeft, y_, width_, 62});
        pdf_.text({kLeft + kPad, y_, width_ - 2 * kPad, 62}, text, {.size = 95}, "heading");
        y_ += 62;
    }
    void gap() { y_ += 36; }
    void end_page() { begin_page(); }

    // Columns of the table that follows; repeated on every page.
    void columns(std::vector<std::int32_t> widths, std::vector<std::string> titles) {
        widths_ = std::move(widths);
        titles_ = std::move(titles);
        if (!titles_.empty()) heading_row();
    }

    // A row whose cells go on overleaf until all of them are told.
    void row(const std::vector<std::string>& cells) {
        std::vector<std::vector<std::string>> lines;
        std::size_t most = 1;
        for (std::size_t i = 0; i < widths_.size(); ++i) {
            lines.push_back(wrapped(cells[i], widths_[i]));
            most = std::max(most, lines.back().size());
        }
        std::size_t from = 0;
        while (from < most) {
            const std::int32_t left = bottom_ - y_ - 2 * kPad;
            const auto fits = static_cast<std::size_t>(std::max(left / kLine, 0));
            const bool few = fits < std::min<std::size_t>(most - from, 4);
            if (few) {
                begin_page();
                if (!titles_.empty()) heading_row();
                continue;
            }
            const std::size_t take = std::min(fits, most - from);
            piece(lines, from, take);
            from += take;
        }
    }

private:
    void begin_page() {
        pdf_.begin_page(paper_);
        const auto tag = pdf_.tag("P");
        pdf_.text({kLeft, 50, width_ - 200, 44}, heading_, {.size = 75, .grey = 20}, "page");
        pdf_.text({kLeft + width_ - 200, 50, 200, 44}, fmt::format("{}", pdf_.pages()),
                  {.size = 75, .align = document::Align::right}, "page");
        y_ = kTop;
    }
    void room(std::int32_t height) {
        if (y_ + height > bottom_) begin_page();
    }
    void heading_row() {
        room(4 * kLine);
        const auto tag = pdf_.tag("TR");
        std::int32_t x = kLeft;
        for (std::size_t i = 0; i < widths_.size(); ++i) {
            pdf_.fill({x, y_, widths_[i], 56}, 92);
            pdf_.frame({x, y_, widths_[i], 56});
            pdf_.text({x + kPad, y_, widths_[i] - 2 * kPad, 56}, titles_[i], {.size = kSize},
                      "column");
            x += widths_[i];
        }
        y_ += 56;
    }
    void piece(const std::vector<std::vector<std::string>>& lines, std::size_t from,
               std::size_t take) {
        const auto tag = pdf_.tag("TR");
        const std::int32_t height = static_cast<std::int32_t>(take) * kLine + 2 * kPad;
        std::int32_t x = kLeft;
        for (std::size_t i = 0; i < widths_.size(); ++i) {
            pdf_.frame({x, y_, widths_[i], height});
            for (std::size_t line = from; line < std::min(from + take, lines[i].size()); ++line) {
                if (lines[i][line].empty()) continue;
                const auto below = static_cast<std::int32_t>(line - from) * kLine;
                pdf_.text({x + kPad, y_ + kPad + below, widths_[i] - 2 * kPad, kLine},
                          lines[i][line], {.size = kSize, .limits = {.max_lines = 1}},
                          lines[0].front());
            }
            x += widths_[i];
        }
        y_ += height;
    }

    PdfWriter& pdf_;
    Paper paper_;
    std::string heading_;
    std::int32_t width_ = 0;
    std::int32_t bottom_ = 0;
    std::int32_t y_ = 0;
    std::vector<std::int32_t> widths_;
    std::vector<std::string> titles_;
};

std::string marked(const PiaField& field) {
    return field.label.ja + (field.important ? "　※" : "");
}

// Options with the chosen one marked, as the form shows a choice.
std::string shown(const PiaForm& form, const PiaField& field, const std::string& value) {
    const std::string text = value_text(form, field, value);
    if (field.type != PiaType::choice) return text;
    std::string all = "[ " + text + " ]\n＜選択肢＞";
    std::size_t number = 0;
    for (const std::string& option : form.options(field)) {
        all += fmt::format("\n{}) {}", ++number, option);
    }
    return all;
}

class Printing {
public:
    Printing(Sheet& sheet, const AssessmentPaper& paper) : sheet_(sheet), paper_(paper) {}

    void form() {
        const PiaForm& form = *paper_.form;
        sheet_.title(form.head.title.ja + paper_.ended, 130);
        for (std::size_t i = 0; i < form.sections.size(); ++i) section(i);
    }

private:
    void section(std::size_t number) {
        const PiaForm& form = *paper_.form;
        const PiaSection& section = form.sections[number];
        sheet_.gap();
        sheet_.columns({430, sheet_.width() - 430}, {});
        const bool cover = section.id == "表紙";
        sheet_.band(cover ? section.label.ja : section.id + "　" + section.label.ja);
        std::set<std::size_t> done;
        for (std::size_t i = 0; i < form.fields.size(); ++i) {
            const PiaField& field = form.fields[i];
            if (field.section != number) continue;
            if (field.group == kNowhere) {
                entry({i, {}});
            } else if (done.insert(field.group).second) {
                group(number, field.group);
            }
        }
    }
    // One after the other, each with all of its fields of this section.
    void group(std::size_t section, std::size_t group) {
        const PiaForm& form = *paper_.form;
        const bool nested = form.groups[group].inside != kNowhere;
        const std::size_t outer = nested ? form.groups[group].inside : group;
        auto files = instances_of(form, paper_.filled, outer);
        if (files.empty()) files.push_back(1);
        for (const std::uint16_t file : files) {
            if (!nested) {
                fields(section, group, {file, 0}, files.size() > 1 || group != outer);
                continue;
            }
            for (const std::uint16_t one : instances_of(form, paper_.filled, group, file)) {
                fields(section, group, {file, one}, true);
            }
        }
    }
    void fields(std::size_t section, std::size_t group, std::array<std::uint16_t, 2> at,
                bool named) {
        const PiaForm& form = *paper_.form;
        const std::uint16_t number = at[1] > 0 ? at[1] : at[0];
        const bool several = named || form.groups[group].id != "file";
        if (several) sheet_.row({fmt::format("{}{}", form.groups[group].label.ja, number), ""});
        for (std::size_t i = 0; i < form.fields.size(); ++i) {
            const PiaField& field = form.fields[i];
            if (field.section == section && field.group == group) entry({i, at});
        }
    }
    void entry(const FieldAddress& address) {
        const PiaForm& form = *paper_.form;
        const PiaField& field = form.fields[address.field];
        const std::string& value = value_at(paper_.filled, address);
        std::string text = value.empty() ? std::string() : shown(form, field, value);
        if (field.type == PiaType::item_list) text = run_on(value);
        sheet_.row({field.path + "　" + marked(field), text});
    }
    // Items one behind the other, headings on lines of their own.
    static std::string run_on(const std::string& list) {
        std::string text;
        std::size_t at = 0;
        while (at < list.size()) {
            const std::size_t end = std::min(list.find('\n', at), list.size());
            const std::string line = list.substr(at, end - at);
            const bool heads = line.starts_with("<") || line.starts_with("＜");
            const bool first = text.empty() || text.ends_with("\n");
            if (heads) {
                text += (text.empty() ? "" : "\n") + line + "\n";
            } else {
                text += (first ? "" : "、") + line;
            }
            at = end + 1;
        }
        return text;
    }

    Sheet& sheet_;
    const AssessmentPaper& paper_;
};

void print_changes(PdfWriter& pdf, const AssessmentPaper& paper, const std::string& heading) {
    bool any = false;
    for (const ChangeTable& table : paper.changes) any = any || !table.rows.empty();
    if (!any) return;
    Sheet sheet(pdf, Paper::a4_landscape, heading);
    sheet.title(paper.form->changes, 110);
    sheet.columns({280, 420, 760, 760, 130, 360}, {"変更日", "項目", "変更前の記載", "変更後の記載",
                                                   "提出時期", "提出時期に係る説明"});
    for (const ChangeTable& table : paper.changes) {
        for (const PrintedRow& printed : printed_rows(table, {25, 40})) {
            const ChangeRow& row = table.rows[printed.row];
            sheet.row({format_era_date(row.date), printed.item, printed.before, printed.after,
                       row.in_advance ? "事前" : "事後", row.explanation});
        }
    }
}

Result<PrintedPaper> finished(PdfWriter pdf, PrintedPaper& out) {
    out.pages = pdf.pages();
    for (const document::PdfIssue& issue : pdf.issues()) {
        out.issues.push_back(issue.cell + ": " + issue.text);
    }
    DAICHO_CHECK(pdf.finish());
    return std::move(out);
}

}  // namespace

Result<PrintedPaper> assessment_pdf(const AssessmentPaper& paper, Instant created) {
    PrintedPaper out;
    const std::string title = value_named(*paper.form, paper.filled, "表紙.2");
    DAICHO_TRY(pdf, PdfWriter::to_bytes(out.bytes,
                                        {.title = title.empty() ? paper.form->head.title.ja : title,
                                         .created = created}));
    std::string heading = paper.form->number + "　" + first_characters(title, 40);
    if (!paper.state.empty()) heading += "　［" + paper.state + "］";
    if (!paper.form->verified) heading += "　様式の項目名は未確認";
    {
        Sheet sheet(pdf, Paper::a4_portrait, heading);
        Printing(sheet, paper).form();
        print_changes(pdf, paper, heading);
    }
    return finished(std::move(pdf), out);
}

Result<PrintedPaper> plan_pdf(const PlanPaper& plan, Instant created) {
    PrintedPaper out;
    DAICHO_TRY(pdf, PdfWriter::to_bytes(out.bytes, {.title = plan.title, .created = created}));
    {
        Sheet sheet(pdf, Paper::a4_landscape, plan.title);
        sheet.title(plan.title, 120);
        sheet.columns({500, sheet.width() - 500}, {});
        for (const auto& [label, value] : plan.about) sheet.row({label, value});
        sheet.gap();
        std::vector<std::int32_t> widths(
            plan.titles.size(),
            (sheet.width() - 520) / static_cast<std::int32_t>(plan.titles.size() - 1));
        widths[1] = sheet.width();
        for (std::size_t i = 0; i < widths.size(); ++i) {
            if (i != 1) widths[1] -= widths[i];
        }
        sheet.columns(widths, plan.titles);
        for (const auto& row : plan.rows) sheet.row(row);
    }
    return finished(std::move(pdf), out);
}

}  // namespace daicho::govern
