// The yearly report of the digital plan on paper: measures by pillar, what stands still, groups,
// procedures, the twenty standard systems, figures up to that year.
#include <fmt/format.h>

#include "audit/paper.hpp"
#include "base/era.hpp"
#include "base/text.hpp"
#include "server/access.hpp"
#include "server/life/digital_book.hpp"
#include "server/life/life_api.hpp"

namespace daicho::server {
namespace {

using audit::Paragraph;
using audit::Section;
using audit::Table;
using Line = Columns::Line;

class Report {
public:
    Report(const DigitalBook& book, Language language, std::int32_t year)
        : book_(book), language_(language), year_(year) {}

    audit::Paper paper(const BilingualText& city, Instant at) const {
        audit::Paper paper;
        paper.language = language_;
        paper.title = word("digital.report.title");
        paper.head = {said(city) + "　" + word("digital.report.year",
                                                {{"year", std::to_string(year_)}}),
                      word("digital.report.printed", {{"day", day(book_.day)}})};
        paper.contents = word("digital.report.contents");
        paper.foot = paper.title;
        paper.at = at;
        paper.sections = {summary(), measures(), groups(), procedures(), moves(), figures()};
        return paper;
    }

private:
    using With = std::vector<std::pair<std::string, std::string>>;
    [[nodiscard]] std::string word(const char* id, const With& with = {}) const {
        return message(id, language_, with);
    }
    [[nodiscard]] const std::string& said(const BilingualText& text) const {
        return language_ == Language::japanese ? text.ja : text.en;
    }
    [[nodiscard]] std::string day(Date date) const { return format_era_date(date, language_); }
    [[nodiscard]] std::string day(const Line& line, std::string_view field) const {
        return line.has(field) ? day(line.date(field)) : std::string("－");
    }
    [[nodiscard]] std::string text(const Line& line, std::string_view field) const {
        return line.has(field) ? line.text(field) : std::string("－");
    }
    [[nodiscard]] std::string section_of(const Line& line, std::string_view field) const {
        return audit::name_in(book_.departments, line.ref(field));
    }

    [[nodiscard]] Section summary() const {
        std::size_t still = 0, late = 0, done = 0, moved = 0;
        for (std::size_t i = 0; i < book_.measures.size(); ++i) {
            const MeasureState state = state_of(book_, book_.measures.at(i));
            still += state.still ? 1 : 0;
            late += state.late ? 1 : 0;
            done += book_.measures.at(i).text("progress") == "done" ? 1 : 0;
        }
        for (std::size_t i = 0; i < book_.moves.size(); ++i) {
            moved += book_.moves.at(i).text("phase") == "moved" ? 1 : 0;
        }
        return {word("digital.report.summary"),
                {Paragraph{word("digital.report.summary_text",
                                {{"measures", std::to_string(book_.measures.size())},
                                 {"done", std::to_string(done)},
                                 {"still", std::to_string(still)},
                                 {"days", std::to_string(book_.still_days)},
                                 {"late", std::to_string(late)},
                                 {"moves", std::to_string(book_.moves.size())},
                                 {"moved", std::to_string(moved)},
                                 {"overlaps", std::to_string(book_.overlaps.size())}})}}};
    }

    [[nodiscard]] std::string standing(const Line& measure) const {
        const MeasureState state = state_of(book_, measure);
        std::string line;
        const auto add = [&](bool holds, const char* id) {
            if (holds) line += (line.empty() ? "" : "・") + word(id);
        };
        add(state.still, "digital.report.still");
        add(state.late, "digital.report.late");
        add(state.no_next, "digital.report.no_next");
        return line.empty() ? "－" : line;
    }

    [[nodiscard]] Section measures() const {
        Table table{{word("digital.report.no"), word("digital.report.measure"),
                     word("digital.report.department"), word("digital.report.progress"),
                     word("digital.report.moved"), word("digital.report.next"),
                     word("digital.report.standing")},
                    {130, 360, 220, 215, 290, 270, 275},
                    {}};
        for (std::size_t i = 0; i < book_.measures.size(); ++i) {
            const Line one = book_.measures.at(i);
            table.rows.push_back({one.text("measure_no"), one.text("title"),
                                  section_of(one, "department"), said(one.label("progress")),
                                  day(one, "moved_on"), text(one, "next_step"), standing(one)});
        }
        return {word("digital.report.measures"), {std::move(table)}};
    }

    [[nodiscard]] Section groups() const {
        Table table{{word("digital.report.group"), word("digital.report.group"),
                     word("digital.report.members"), word("digital.report.theme")},
                    {640, 640, 240, 240},
                    {}};
        for (const govern::GroupOverlap& one : book_.overlaps) {
            table.rows.push_back({book_.groups.at(book_.active[one.first]).text("name"),
                                  book_.groups.at(book_.active[one.second]).text("name"),
                                  std::to_string(one.members),
                                  fmt::format("{}%", one.theme_percent)});
        }
        Section section{word("digital.report.groups"),
                        {Paragraph{word("digital.report.groups_text",
                                        {{"n", std::to_string(book_.active.size())}})}}};
        if (!table.rows.empty()) section.parts.emplace_back(std::move(table));
        return section;
    }

    [[nodiscard]] Section procedures() const {
        Table table{{word("digital.report.procedure"), word("digital.report.department"),
                     word("digital.report.ground"), word("digital.report.cases"),
                     word("digital.report.phase"), word("digital.report.priority"),
                     word("digital.report.target")},
                    {340, 240, 370, 150, 240, 120, 300},
                    {}};
        for (std::size_t i = 0; i < book_.procedures.size(); ++i) {
            const Line one = book_.procedures.at(i);
            table.rows.push_back({one.text("name"), section_of(one, "department"),
                                  said(one.label("ground_kind")) + "　" + one.text("ground"),
                                  format_thousands(one.integer("cases")),
                                  said(one.label("phase")), said(one.label("priority")),
                                  day(one, "target_on")});
        }
        return {word("digital.report.procedures"), {std::move(table)}};
    }

    [[nodiscard]] Section moves() const {
        Table table{{word("digital.report.task"), word("digital.report.department"),
                     word("digital.report.phase"), word("digital.report.target"),
                     word("digital.report.done"), word("digital.report.risk")},
                    {360, 250, 270, 290, 290, 300},
                    {}};
        for (std::size_t i = 0; i < book_.moves.size(); ++i) {
            const Line one = book_.moves.at(i);
            std::string risk = said(one.label("risk"));
            if (one.has("obstacle")) risk += "　" + one.text("obstacle");
            table.rows.push_back({one.text("task"), section_of(one, "department"),
                                  said(one.label("phase")), day(one, "target_on"),
                                  day(one, "done_on"), risk});
        }
        return {word("digital.report.moves"), {std::move(table)}};
    }

    [[nodiscard]] static std::string tenths(std::int64_t value) {
        return fmt::format("{}.{}", format_thousands(value / 10), value % 10);
    }
    [[nodiscard]] Section figures() const {
        Table table{{word("digital.report.what"), word("digital.report.of_year"),
                     word("digital.report.value"), word("digital.report.goal"),
                     word("digital.report.source")},
                    {560, 180, 260, 220, 540},
                    {}};
        for (std::size_t i = 0; i < book_.figures.size(); ++i) {
            const Line one = book_.figures.at(i);
            if (one.integer("fiscal_year") > year_) continue;
            const bool goal = one.has("goal_tenths");
            table.rows.push_back({one.text("what"), std::to_string(one.integer("fiscal_year")),
                                  tenths(one.integer("value_tenths")) + " " + one.text("unit_text"),
                                  goal ? tenths(one.integer("goal_tenths")) : "－",
                                  one.text("source")});
        }
        return {word("digital.report.figures"), {std::move(table)}};
    }

    const DigitalBook& book_;
    Language language_;
    std::int32_t year_;
};

}  // namespace

Answer digital_report(const Call& call, std::int32_t year) {
    DAICHO_TRY(connection, call.app.kernel.reader());
    DAICHO_TRY(book, digital_book(call, *connection));
    const bool english = call.request.parameter("lang").value_or("ja") == "en";
    const Report report(book, english ? Language::english : Language::japanese, year);
    DAICHO_TRY(made, audit::print(report.paper(call.app.settings.name,
                                               call.app.kernel.clock().now())));
    std::vector<std::uint64_t> records;
    for (std::size_t i = 0; i < book.measures.size(); ++i) {
        records.push_back(book.measures.at(i).record());
    }
    return printed(call, "digital_measure", records, "digital-report", std::move(made.pdf),
                   fmt::format("digital-plan-{}.pdf", year));
}

}  // namespace daicho::server
