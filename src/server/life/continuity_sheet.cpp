// The printable set: for each system a sheet that works when the power is out – whom to call, what
// to do first, what to take instead, what it waits for. Printing it is an entry of the journal.
#include <fmt/format.h>

#include <algorithm>

#include "audit/paper.hpp"
#include "base/era.hpp"
#include "server/access.hpp"
#include "server/city/mayor_api.hpp"
#include "server/life/continuity_book.hpp"
#include "server/life/life_api.hpp"

namespace daicho::server {
namespace {

using audit::Paragraph;
using audit::Table;
using Line = Columns::Line;

class Sheets {
public:
    Sheets(const ContinuityBook& book, Language language) : book_(book), language_(language) {}

    audit::Section of(const Line& plan) const {
        const std::size_t node = book_.node_of_plan.at(plan.record());
        audit::Section section;
        section.title = book_.places[node].label;
        section.parts.emplace_back(Paragraph{word("continuity.sheet.line",
                                                  {{"plan", plan.text("plan_no")},
                                                   {"section", section_of(plan)},
                                                   {"hours", hours(plan.number("recovery_hours"))},
                                                   {"data", hours(plan.number("data_loss_hours"))},
                                                   {"back", hours(book_.found.back[node])}})});
        if (book_.found.open[node]) {
            section.parts.emplace_back(Paragraph{word("continuity.sheet.open")});
        }
        section.parts.emplace_back(contacts(plan.record()));
        section.parts.emplace_back(first(plan));
        section.parts.emplace_back(needs(node));
        section.parts.emplace_back(record());
        return section;
    }

    [[nodiscard]] std::string word(
        const char* id, const std::vector<std::pair<std::string, std::string>>& with = {}) const {
        return message(id, language_, with);
    }

private:
    std::string section_of(const Line& plan) const {
        return audit::name_in(book_.departments, plan.ref("section"));
    }
    std::string hours(const std::optional<std::int64_t>& number) const {
        if (!number) return word("continuity.sheet.unknown");
        return word("continuity.sheet.hours", {{"n", std::to_string(*number)}});
    }
    std::string or_blank(const Line& line, std::string_view field) const {
        return line.has(field) ? line.text(field) : word("continuity.sheet.blank");
    }

    Table contacts(std::uint64_t plan) const {
        Table table{{word("continuity.sheet.turn"), word("continuity.sheet.part"),
                     word("continuity.sheet.post"), word("continuity.sheet.day"),
                     word("continuity.sheet.night")},
                    {120, 240, 560, 420, 420},
                    {}};
        std::vector<std::pair<std::int64_t, std::size_t>> order;
        for (std::size_t i = 0; i < book_.contacts.size(); ++i) {
            const Line one = book_.contacts.at(i);
            if (one.ref("plan") == plan) order.emplace_back(one.integer("turn"), i);
        }
        std::sort(order.begin(), order.end());
        for (const auto& [turn, row] : order) {
            const Line one = book_.contacts.at(row);
            const BilingualText part = one.label("part");
            table.rows.push_back({std::to_string(turn),
                                  language_ == Language::japanese ? part.ja : part.en,
                                  one.text("post"), one.text("day_phone"),
                                  or_blank(one, "night_phone")});
        }
        // Room to write in where nobody is entered.
        if (table.rows.empty()) table.rows.assign(3, {"\n", "", "", "", ""});
        return table;
    }

    Table first(const Line& plan) const {
        return Table{{word("continuity.sheet.what"), word("continuity.sheet.how")},
                     {360, 1'400},
                     {{word("continuity.sheet.first"), or_blank(plan, "first_actions")},
                      {word("continuity.sheet.substitute"), or_blank(plan, "substitute")},
                      {word("continuity.sheet.paper"), or_blank(plan, "paper_at")}}};
    }

    Table needs(std::size_t node) const {
        Table table{{word("continuity.sheet.needs"), word("continuity.sheet.promised"),
                     word("continuity.sheet.instead")},
                    {760, 400, 600},
                    {}};
        for (std::size_t i = 0; i < book_.graph.edges.size(); ++i) {
            const govern::ContinuityEdge& edge = book_.graph.edges[i];
            if (edge.from != node) continue;
            const auto& promised = edge.hours ? edge.hours : book_.found.back[edge.to];
            table.rows.push_back(
                {book_.places[edge.to].label, hours(promised), alternative(i)});
        }
        if (table.rows.empty()) table.rows.push_back({word("continuity.sheet.none"), "", ""});
        return table;
    }

    std::string alternative(std::size_t edge) const {
        const std::uint64_t record = book_.dependency_of_edge[edge];
        for (std::size_t i = 0; i < book_.dependencies.size(); ++i) {
            const Line row = book_.dependencies.at(i);
            if (row.record() == record && row.has("alternative")) return row.text("alternative");
        }
        return word("continuity.sheet.no_alternative");
    }

    // Filled in by hand while it happens.
    Table record() const {
        Table table{{word("continuity.sheet.time"), word("continuity.sheet.done"),
                     word("continuity.sheet.who")},
                    {300, 1'060, 400},
                    {}};
        table.rows.assign(9, {"\n", "", ""});
        return table;
    }

    const ContinuityBook& book_;
    Language language_;
};

}  // namespace

Answer printed(const Call& call, std::string_view register_name,
               std::span<const std::uint64_t> records, std::string_view form, std::string bytes,
               const std::string& file) {
    DAICHO_TRY(allowed, permitted(call, register_name));
    DAICHO_CHECK(record_document(call, allowed, journal::EntryKind::disclosure_print, records,
                                 fmt::format(R"("form":"{}")", form)));
    return inline_pdf(std::move(bytes), file);
}

Answer continuity_sheets(const Call& call, std::optional<std::uint64_t> system) {
    DAICHO_TRY(connection, call.app.kernel.reader());
    DAICHO_TRY(book, continuity_book(call, *connection));
    const bool english = call.request.parameter("lang").value_or("ja") == "en";
    const Language language = english ? Language::english : Language::japanese;
    const Sheets sheets(book, language);
    const Instant now = call.app.kernel.clock().now();
    audit::Paper paper;
    paper.language = language;
    paper.title = sheets.word("continuity.sheet.title");
    const BilingualText& city = call.app.settings.name;
    paper.head = {sheets.word("continuity.sheet.head",
                              {{"city", english ? city.en : city.ja},
                               {"day", format_era_date(book.day, language)}}),
                  sheets.word("continuity.sheet.keep")};
    paper.foot = sheets.word("continuity.sheet.foot",
                             {{"day", format_era_date(book.day, language)}});
    paper.page_each = true;
    paper.at = now;
    std::vector<std::uint64_t> records;
    for (std::size_t i = 0; i < book.plans.size(); ++i) {
        const Line plan = book.plans.at(i);
        const bool asked = system ? plan.ref("system") == *system : plan.flag("needed_in_72h");
        if (!asked) continue;
        paper.sections.push_back(sheets.of(plan));
        records.push_back(plan.record());
    }
    if (records.empty()) {
        return not_found_error("continuity.no_sheet");
    }
    DAICHO_TRY(made, audit::print(paper));
    const std::string name = system ? fmt::format("continuity-{}.pdf", *system) : "continuity.pdf";
    return printed(call, "continuity_plan", records, "continuity-sheets", std::move(made.pdf),
                   name);
}

}  // namespace daicho::server
