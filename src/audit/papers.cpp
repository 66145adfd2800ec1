#include "audit/papers.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/era.hpp"

namespace daicho::audit {
namespace {

using registers::Fields;

// What a cell takes at most: the whole text stands in the register.
constexpr std::size_t kLongest = 900;

// Words of one paper in its language.
class Words {
public:
    explicit Words(Language language) : language_(language) {}

    [[nodiscard]] std::string operator()(
        std::string_view id,
        const std::vector<std::pair<std::string, std::string>>& arguments = {}) const {
        return message("audit.paper." + std::string(id), language_, arguments);
    }
    [[nodiscard]] std::string day(const Fields& row, std::string_view field) const {
        return row.has(field)
                   ? format_era_date(row.date(field), language_, DateStyle::brief)
                   : std::string("－");
    }
    [[nodiscard]] std::string code(const Fields& row, std::string_view field) const {
        return row.code(field).in(language_);
    }
    [[nodiscard]] std::string of(const BilingualText& text) const { return text.in(language_); }
    [[nodiscard]] std::string summary(const Fields& finding) const {
        return finding.text(language_ == Language::japanese ? "summary_ja" : "summary_en");
    }
    [[nodiscard]] std::string remedy(const Fields& finding) const {
        return finding.text(language_ == Language::japanese ? "software_must_ja"
                                                            : "software_must_en");
    }
    [[nodiscard]] Language language() const noexcept { return language_; }

private:
    Language language_;
};

std::string number(std::size_t count) { return std::to_string(count); }
std::string or_dash(std::string text) { return text.empty() ? "－" : text; }

// Cut between characters, and says so.
std::string fitting(const Words& words, std::string text) {
    if (text.size() <= kLongest) return text;
    std::size_t end = kLongest;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
    text.resize(end);
    return text + words("cut");
}

std::string joined(const std::vector<std::string>& list, const Words& words) {
    std::string text;
    for (const std::string& one : list) {
        if (!text.empty()) text += words.language() == Language::japanese ? "、" : ", ";
        text += one;
    }
    return text;
}

Paper begun(std::string_view title, const AuditYear& year, const BilingualText& city,
            Language language, Instant at) {
    const Words words(language);
    Paper paper;
    paper.language = language;
    paper.at = at;
    const std::string fiscal = format_fiscal_year(year.year, language);
    paper.title = words(title, {{"year", fiscal}});
    paper.head = {words.of(city),
                  words("head", {{"as_of", format_era_date(year.moment.as_of, language)},
                                 {"made", format_era_date(japan_date(at), language)}})};
    paper.contents = words("contents");
    paper.foot = words.of(city) + "　" + paper.title;
    return paper;
}

// --- sections of the report

Section steps_section(const AuditYear& year, const Words& words) {
    Table table{{words("step"), words("due"), words("done"), words("responsible"),
                 words("covered"), words("state")},
                {560, 220, 220, 320, 200, 240},
                {}};
    for (std::size_t i = 0; i < year.steps.size(); ++i) {
        const Fields step = year.steps.at(i);
        const std::string covered =
            step.has("subjects")
                ? fmt::format("{} / {}", step.integer("answered"), step.integer("subjects"))
                : "－";
        table.rows.push_back({words.code(step, "step"), words.day(step, "due"),
                              words.day(step, "done_on"), step.text("responsible"), covered,
                              words("state." + step_state(step, year.today))});
    }
    Section section{words("steps"), {}};
    if (table.rows.empty()) section.parts.emplace_back(Paragraph{words("no_steps")});
    else section.parts.emplace_back(std::move(table));
    return section;
}

Section inspection_section(const AuditYear& year, const Words& words) {
    Table table{{words("department"), words("answered_on"), words("items"), words("met"),
                 words("unmet"), words("unknown"), words("confirmed")},
                {520, 220, 170, 170, 170, 170, 340},
                {}};
    std::size_t answered = 0;
    for (std::size_t i = 0; i < year.inspections.size(); ++i) {
        const Fields row = year.inspections.at(i);
        answered += row.has("answered_on") ? 1 : 0;
        const auto count = [&](const char* field) {
            return row.has(field) ? std::to_string(row.integer(field)) : std::string("－");
        };
        table.rows.push_back({or_dash(name_in(year.departments, row.ref("department"))),
                              words.day(row, "answered_on"), count("items"), count("met"),
                              count("unmet"), count("unknown"),
                              or_dash(row.text("confirmed_by"))});
    }
    Section section{words("inspection"), {}};
    section.parts.emplace_back(Paragraph{
        words("inspection_text", {{"asked", number(year.inspections.size())},
                                  {"answered", number(answered)}})});
    if (!table.rows.empty()) section.parts.emplace_back(std::move(table));
    return section;
}

// Systems that were chosen, and those that findings name.
Section systems_section(const AuditYear& year, const Words& words) {
    struct Count {
        std::size_t violations = 0, advice = 0, open = 0;
        bool chosen = false;
    };
    std::map<std::uint64_t, Count> systems;
    for (std::size_t i = 0; i < year.selected.size(); ++i) {
        systems[year.selected.at(i).ref("system")].chosen = true;
    }
    for (std::size_t i = 0; i < year.findings.size(); ++i) {
        const Fields finding = year.findings.at(i);
        if (!finding.has("system")) continue;
        Count& count = systems[finding.ref("system")];
        (finding.text("kind") == "violation" ? count.violations : count.advice) += 1;
        count.open += is_closed(finding) ? 0 : 1;
    }
    Table table{{words("system"), words("chosen"), words("violations"), words("advice"),
                 words("not_closed")},
                {880, 220, 220, 220, 220},
                {}};
    for (const auto& [record, count] : systems) {
        table.rows.push_back({or_dash(name_in(year.systems, record)),
                              count.chosen ? words("yes") : "－", number(count.violations),
                              number(count.advice), number(count.open)});
    }
    Section section{words("systems"), {}};
    section.parts.emplace_back(
        Paragraph{words("systems_text", {{"systems", number(systems.size())},
                                         {"selections", number(year.selections)}})});
    if (!table.rows.empty()) section.parts.emplace_back(std::move(table));
    return section;
}

Section summary_section(const AuditYear& year, const Words& words) {
    std::size_t violations = 0, open = 0, overdue = 0;
    for (std::size_t i = 0; i < year.findings.size(); ++i) {
        const Fields finding = year.findings.at(i);
        violations += finding.text("kind") == "violation" ? 1 : 0;
        open += is_closed(finding) ? 0 : 1;
        overdue += is_overdue(finding, year.moment.as_of) ? 1 : 0;
    }
    const std::size_t all = year.findings.size();
    Section section{words("summary"), {}};
    section.parts.emplace_back(Paragraph{words("summary_text",
                                               {{"all", number(all)},
                                                {"violations", number(violations)},
                                                {"advice", number(all - violations)},
                                                {"open", number(open)},
                                                {"closed", number(all - open)},
                                                {"overdue", number(overdue)}})});
    return section;
}

Section repetition_section(const AuditYear& year, const Words& words) {
    Table table{{words("class"), words("findings"), words("not_closed"), words("sections")},
                {480, 160, 180, 940},
                {}};
    for (const Repeated& one : classes_of(year)) {
        if (one.sections.size() < 2) continue;
        table.rows.push_back({words.of(one.label), number(one.findings.size()), number(one.open),
                              fitting(words, joined(one.sections, words))});
    }
    Section section{words("repetition"), {}};
    section.parts.emplace_back(
        Paragraph{words("repetition_text", {{"classes", number(table.rows.size())}})});
    if (!table.rows.empty()) section.parts.emplace_back(std::move(table));
    return section;
}

// Findings of one kind, in the order of their classes.
Section findings_section(const AuditYear& year, const Words& words, const std::string& kind) {
    Table table{{words("no"), words("class"), words("finding"), words("clause"), words("owner"),
                 words("due"), words("state")},
                {110, 250, 560, 230, 230, 170, 210},
                {}};
    for (const Repeated& one : classes_of(year)) {
        for (const std::size_t at : one.findings) {
            const Fields finding = year.findings.at(at);
            if (finding.text("kind") != kind) continue;
            const std::string& owner = finding.text("owner");
            table.rows.push_back({finding.text("finding_no"), words.of(one.label),
                                  fitting(words, words.summary(finding)),
                                  or_dash(finding.text("clauses")),
                                  fitting(words, owner.empty() ? finding.text("sections") : owner),
                                  words.day(finding, "due"), words.code(finding, "state")});
        }
    }
    Section section{words(kind == "violation" ? "violations_of" : "advice_of",
                          {{"count", number(table.rows.size())}}),
                    {}};
    if (table.rows.empty()) section.parts.emplace_back(Paragraph{words("nothing")});
    else section.parts.emplace_back(std::move(table));
    return section;
}

Table plan_table(const AuditYear& year, const Words& words) {
    Table table{{words("plan"), words("no"), words("measure"), words("person"), words("due"),
                 words("done"), words("evidence"), words("follow_up")},
                {130, 100, 480, 200, 160, 160, 290, 240},
                {}};
    for (std::size_t i = 0; i < year.plans.size(); ++i) {
        const Fields plan = year.plans.at(i);
        std::string finding;
        for (std::size_t f = 0; f < year.findings.size(); ++f) {
            if (year.findings.at(f).record() != plan.ref("finding")) continue;
            finding = year.findings.at(f).text("finding_no");
        }
        std::string looked = words.day(plan, "followed_up_on");
        if (plan.has("result")) looked += " " + words.code(plan, "result");
        table.rows.push_back({plan.text("plan_no"), or_dash(finding),
                              fitting(words, plan.text("measure")), plan.text("person"),
                              words.day(plan, "due"), words.day(plan, "done_on"),
                              fitting(words, or_dash(plan.text("evidence"))), looked});
    }
    return table;
}

Section plans_section(const AuditYear& year, const Words& words) {
    std::size_t done = 0, looked = 0, late = 0;
    for (std::size_t i = 0; i < year.plans.size(); ++i) {
        const Fields plan = year.plans.at(i);
        done += plan.has("done_on") ? 1 : 0;
        looked += plan.has("followed_up_on") ? 1 : 0;
        late += !plan.has("done_on") && plan.date("due") < year.moment.as_of ? 1 : 0;
    }
    Section section{words("plans"), {}};
    section.parts.emplace_back(Paragraph{words("plans_text", {{"all", number(year.plans.size())},
                                                              {"done", number(done)},
                                                              {"late", number(late)},
                                                              {"looked", number(looked)}})});
    Table table = plan_table(year, words);
    if (!table.rows.empty()) section.parts.emplace_back(std::move(table));
    return section;
}

// Findings that nobody has planned anything for.
Section unplanned_section(const AuditYear& year, const Words& words) {
    Table table{{words("no"), words("class"), words("finding"), words("owner"), words("due")},
                {130, 300, 780, 330, 220},
                {}};
    for (std::size_t i = 0; i < year.findings.size(); ++i) {
        const Fields finding = year.findings.at(i);
        if (is_closed(finding) || finding.text("kind") != "violation") continue;
        const bool planned = std::ranges::any_of(year.plans.versions, [&](const auto& version) {
            return Fields(*year.plans.definition, version).ref("finding") == finding.record();
        });
        if (planned) continue;
        const std::string& owner = finding.text("owner");
        table.rows.push_back({finding.text("finding_no"), words.code(finding, "finding_class"),
                              fitting(words, words.summary(finding)),
                              fitting(words, owner.empty() ? finding.text("sections") : owner),
                              words.day(finding, "due")});
    }
    Section section{words("unplanned", {{"count", number(table.rows.size())}}), {}};
    if (table.rows.empty()) section.parts.emplace_back(Paragraph{words("nothing")});
    else section.parts.emplace_back(std::move(table));
    return section;
}

// --- the manual

Section remedy_section(const AuditYear& year, const Words& words, const Repeated& one,
                       const Fields* remedy) {
    Section section{words.of(one.label), {}};
    Table facts{{words("point"), words("said")}, {340, 1'420}, {}};
    if (remedy != nullptr) {
        facts.rows.push_back({words("found"), fitting(words, remedy->text("wrong"))});
        facts.rows.push_back({words("remedy"), fitting(words, remedy->text("remedy"))});
        facts.rows.push_back(
            {words("written_in"),
             format_fiscal_year(FiscalYear(static_cast<std::int32_t>(
                                    remedy->integer("fiscal_year"))),
                                words.language())});
        facts.rows.push_back({words("clause"),
                              or_dash(name_in(year.clauses, remedy->ref("clause")))});
    } else {
        facts.rows.push_back({words("remedy"), words("no_remedy")});
    }
    facts.rows.push_back(
        {words("findings"), words("findings_text", {{"all", number(one.findings.size())},
                                                    {"open", number(one.open)}})});
    facts.rows.push_back({words("sections"), fitting(words, or_dash(joined(one.sections, words)))});
    section.parts.emplace_back(std::move(facts));
    Table list{{words("no"), words("finding"), words("by_software")}, {130, 780, 850}, {}};
    for (const std::size_t at : one.findings) {
        const Fields finding = year.findings.at(at);
        list.rows.push_back({finding.text("finding_no"), fitting(words, words.summary(finding)),
                             fitting(words, or_dash(words.remedy(finding)))});
    }
    if (!list.rows.empty()) section.parts.emplace_back(std::move(list));
    return section;
}

}  // namespace

std::optional<PaperKind> paper_kind(std::string_view word) noexcept {
    for (const PaperKind kind : {PaperKind::report, PaperKind::manual, PaperKind::plan}) {
        if (word == word_of(kind)) return kind;
    }
    return std::nullopt;
}

std::string_view word_of(PaperKind kind) noexcept {
    if (kind == PaperKind::report) return "report";
    return kind == PaperKind::manual ? "manual" : "plan";
}

Paper report_paper(const AuditYear& year, const BilingualText& city, Language language,
                   Instant at) {
    const Words words(language);
    Paper paper = begun("report", year, city, language, at);
    paper.sections = {summary_section(year, words),    steps_section(year, words),
                      inspection_section(year, words), systems_section(year, words),
                      repetition_section(year, words), findings_section(year, words, "violation"),
                      findings_section(year, words, "advice"), plans_section(year, words)};
    return paper;
}

Paper manual_paper(const AuditYear& year, const BilingualText& city, Language language,
                   Instant at) {
    const Words words(language);
    Paper paper = begun("manual", year, city, language, at);
    const std::vector<Repeated> classes = classes_of(year);
    const auto remedy_of = [&](const std::string& key) -> std::optional<std::size_t> {
        for (std::size_t i = 0; i < year.remedies.size(); ++i) {
            if (year.remedies.at(i).text("finding_class") == key) return i;
        }
        return std::nullopt;
    };
    std::size_t with = 0;
    for (const Repeated& one : classes) with += remedy_of(one.key) ? 1 : 0;
    Section about{words("about"), {}};
    about.parts.emplace_back(
        Paragraph{words("about_text", {{"classes", number(classes.size())},
                                       {"with", number(with)},
                                       {"findings", number(year.findings.size())}})});
    paper.sections.push_back(std::move(about));
    for (const bool written : {true, false}) {
        for (const Repeated& one : classes) {
            const auto place = remedy_of(one.key);
            if (place.has_value() != written) continue;
            if (!place) {
                paper.sections.push_back(remedy_section(year, words, one, nullptr));
                continue;
            }
            const Fields remedy = year.remedies.at(*place);
            paper.sections.push_back(remedy_section(year, words, one, &remedy));
        }
    }
    return paper;
}

Paper plan_paper(const AuditYear& year, const BilingualText& city, Language language, Instant at) {
    const Words words(language);
    Paper paper = begun("plan_title", year, city, language, at);
    paper.sections = {plans_section(year, words), unplanned_section(year, words)};
    return paper;
}

}  // namespace daicho::audit
