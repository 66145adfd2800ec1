// The papers of an incident, filled from its timeline: first report, final report, notice to the
// persons, text for the public.
#include <fmt/format.h>

#include "base/era.hpp"
#include "server/incidents/desk_paper.hpp"
#include "server/incidents/incident_book.hpp"
#include "server/incidents/incident_commands.hpp"

namespace daicho::server {
namespace {

using namespace govern::incident;
using registers::Fields;

class Words {
public:
    explicit Words(Language language) : language_(language) {}
    std::string operator()(
        const std::string& id,
        const std::vector<std::pair<std::string, std::string>>& arguments = {}) const {
        return message("incident.paper." + id, language_, arguments);
    }
    std::string of(const BilingualText& text) const { return text.in(language_); }
    std::string day(const Fields& row, std::string_view field) const {
        return row.has(field) ? format_era_date(row.date(field), language_) : (*this)("open");
    }
    std::string text(const Fields& row, std::string_view field) const {
        return row.has(field) ? row.text(field) : (*this)("open");
    }

private:
    Language language_;
};

audit::Section prose(const std::string& title, std::string text) {
    return {title, {audit::Paragraph{std::move(text)}}};
}

std::string persons_text(const Fields& row, const Words& words) {
    if (!row.has("persons")) return words("open");
    return words("persons_n", {{"n", std::to_string(row.integer("persons"))}});
}

std::string items_text(const Fields& row, const Words& words) {
    std::string text = words.text(row, "items");
    if (row.flag("individual_number")) text += "　" + words("with_numbers");
    if (row.flag("sensitive")) text += "　" + words("with_sensitive");
    return text;
}

audit::Section timeline(const IncidentBook& book, const Words& words) {
    audit::Table table{{words("when"), words("who"), words("what")}, {360, 380, 1'020}, {}};
    for (const media::Line& line : book.steps) {
        const Fields row = line.fields();
        std::string what = row.text("action");
        if (row.flag("skipped")) what = words("left_out", {{"why", row.text("decision")}}) + what;
        table.rows.push_back({words.day(row, "on") + " " + row.text("at"), row.text("done_by"),
                              std::move(what)});
    }
    return {words("timeline"), {std::move(table)}};
}

audit::Section duty_section(const IncidentBook& book, const Words& words) {
    audit::Table table{{words("situation"), words("article")}, {900, 860}, {}};
    for (const std::size_t at : book.duty.met) {
        const Situation& one = book.plan.situations[at];
        table.rows.push_back(
            {words.of(one.label),
             one.cite + (one.checked ? "" : "（" + words.of(book.plan.words.at("not_verified")) +
                                                "）")});
    }
    return {words("ground"), {std::move(table)}};
}

audit::Section told_section(const IncidentBook& book, const Words& words) {
    audit::Table table{{words("to"), words("due"), words("sent"), words("remark")},
                       {500, 330, 330, 600},
                       {}};
    for (const media::Line& line : book.reports) {
        const Fields row = line.fields();
        std::string remark;
        if (row.flag("late")) remark = words("late", {{"why", row.text("why_late")}});
        table.rows.push_back({words.of(row.code("to_whom")) + " " + words.of(row.code("stage")),
                              words.day(row, "due"),
                              row.has("sent_on") ? words.day(row, "sent_on") : words("not_sent"),
                              std::move(remark)});
    }
    return {words("told"), {std::move(table)}};
}

std::string published_text(const Fields& row, const Words& words) {
    return row.has("published_on") ? words("published", {{"day", words.day(row, "published_on")}})
                                   : words("not_published");
}

// The nine matters of 施行規則 第44条.
void add_report(const IncidentBook& book, const Words& words, audit::Paper& paper) {
    const Fields row = book.fields();
    auto& sections = paper.sections;
    sections.push_back(prose(words("outline"), row.text("title") + "\n" +
                                                   words.text(row, "effect")));
    sections.push_back(prose(words("items"), items_text(row, words)));
    sections.push_back(prose(words("persons"), persons_text(row, words)));
    sections.push_back(prose(words("cause"), words.text(row, "cause")));
    sections.push_back(prose(words("secondary"), words.text(row, "secondary")));
    sections.push_back(prose(words("persons_told"), row.has("persons_told_on")
                                                         ? words.day(row, "persons_told_on")
                                                         : words("not_told")));
    sections.push_back(prose(words("publication"), published_text(row, words)));
    sections.push_back(prose(words("prevention"), words.text(row, "prevention")));
    sections.push_back(duty_section(book, words));
    sections.push_back(told_section(book, words));
    sections.push_back(timeline(book, words));
}

void add_notice(const IncidentBook& book, const Words& words, audit::Paper& paper) {
    const Fields row = book.fields();
    paper.sections = {prose(words("outline"), words.text(row, "effect")),
                      prose(words("items"), items_text(row, words)),
                      prose(words("cause"), words.text(row, "cause")),
                      prose(words("secondary"), words.text(row, "secondary")),
                      prose(words("prevention"), words.text(row, "prevention"))};
}

audit::Paper paper_of(const Call& call, const IncidentBook& book, const std::string& kind,
                      Language language) {
    const Words words(language);
    const Fields row = book.fields();
    audit::Paper paper;
    paper.language = language;
    paper.at = call.app.kernel.clock().now();
    paper.title = words("title_" + kind);
    paper.head = {call.app.settings.name.in(language),
                  words("head", {{"number", row.text("incident_no")},
                                 {"known", words.day(row, "known_on") + " " +
                                               row.text("known_at")},
                                 {"made", format_era_date(japan_date(paper.at), language)}})};
    if (kind == "first" || kind == "final") add_report(book, words, paper);
    if (kind == "persons") add_notice(book, words, paper);
    if (kind == "publication") {
        paper.sections = {prose(words("publication"), words.text(row, "public_text"))};
    }
    paper.foot = call.app.settings.name.in(language) + "　" + paper.title + "　" +
                 row.text("incident_no");
    return paper;
}

}  // namespace

Answer make_incident_paper(const Call& call, std::uint64_t record) {
    DAICHO_TRY(connection, call.app.kernel.reader());
    DAICHO_TRY(book, read_incident(call, *connection, record));
    DAICHO_TRY(body, body_of(call));
    json::ObjectReader in(body, "");
    const std::string kind = in.one_of("kind", {"first", "final", "persons", "publication"});
    const std::string lang = in.one_of("lang", {"ja", "en"});
    DAICHO_CHECK(in.finish());
    if (kind == "publication" && !book.fields().has("public_text")) {
        return conflict_error("incident.no_public_text").at("kind");
    }
    const std::string number = book.fields().text("incident_no");
    PaperPlace place{kIncidents, record, number,
                     kind == "publication" ? "publication" : "report",
                     fmt::format("incident-{}-{}-{}.pdf", number, kind, lang),
                     journal::EntryKind::incident_paper_made};
    DeskWriter desk(call);
    DAICHO_CHECK(desk.admit("incident_document"));
    const auto language = lang == "en" ? Language::english : Language::japanese;
    DAICHO_TRY(printed, print_paper(call, paper_of(call, book, kind, language), place));
    DAICHO_CHECK(call.app.kernel.command(
        [&](registers::Context& context) { return keep_paper(desk, context, place, printed); }));
    return json_answer(kept_json(printed.kept), 201);
}

}  // namespace daicho::server
