// The survey: strict reading, kinds of silence kept apart, and the published tabulation from rows.
#include "govern/survey/survey.hpp"

#include <map>

#include "govern/test_support.hpp"

namespace daicho::govern {
namespace {

using namespace test;

SurveyCatalog catalog() {
    return value_of(load_survey_catalog(source_path("catalogs/survey/system-survey.yaml")));
}

std::size_t place(const SurveyCatalog& of, std::string_view id) {
    const std::size_t found = place_of(of.questions, &SurveyQuestion::id, id);
    EXPECT_NE(found, kNowhere) << id;
    return found == kNowhere ? 0 : found;
}

// Cells of a line of our own CSV: quotes doubled, no line breaks.
std::vector<std::string> cells_of(const std::string& line) {
    std::vector<std::string> cells(1);
    bool quoted = false;
    for (std::size_t i = 0; i < line.size(); ++i) {
        if (line[i] == '"' && quoted && i + 1 < line.size() && line[i + 1] == '"') {
            cells.back() += line[++i];
        } else if (line[i] == '"') {
            quoted = !quoted;
        } else if (line[i] == ',' && !quoted) {
            cells.emplace_back();
        } else {
            cells.back() += line[i];
        }
    }
    return cells;
}

struct Row {
    std::string survey, system, part, answers;
};
std::vector<Row> rows_of(const std::string& survey) {
    std::ifstream in(source_path("data/govern/survey_answer.csv"));
    std::string line;
    std::getline(in, line);
    const std::vector<std::string> header = cells_of(line);
    const auto column = [&](std::string_view name) {
        return static_cast<std::size_t>(std::find(header.begin(), header.end(), name) -
                                        header.begin());
    };
    std::vector<Row> rows;
    while (std::getline(in, line)) {
        const auto cells = cells_of(line);
        EXPECT_EQ(cells.size(), header.size());
        if (cells[column("survey")] != survey) continue;
        rows.push_back(
            {survey, cells[column("system")], cells[column("part")], cells[column("answers")]});
    }
    return rows;
}

std::vector<SurveySheet> sheets_of(const SurveyCatalog& of, const std::string& survey) {
    std::map<std::string, SurveySheet> sheets;
    for (const Row& row : rows_of(survey)) {
        SurveySheet& sheet = sheets[row.system];
        sheet.resize(of.questions.size());
        if (row.answers.empty()) continue;
        const SurveyPart part =
            row.part == "contract" ? SurveyPart::contract : SurveyPart::operation;
        const Status read = read_survey_part(of, part, parse_json(row.answers), sheet);
        EXPECT_TRUE(read) << row.system << ": " << explain_error(read.error());
    }
    std::vector<SurveySheet> list;
    for (auto& [system, sheet] : sheets) list.push_back(std::move(sheet));
    return list;
}

TEST(SurveyCatalog, HasThe52QuestionsOfTheSource) {
    const SurveyCatalog of = catalog();
    ASSERT_EQ(of.questions.size(), 52u);
    EXPECT_EQ(of.groups.size(), 6u);
    std::size_t results = 0;
    for (std::size_t i = 0; i < of.questions.size(); ++i) {
        const std::string number = std::to_string(i + 1);
        EXPECT_EQ(of.questions[i].id, (i < 9 ? "Q0" : "Q") + number);
        results += of.questions[i].result.empty() ? 0 : 1;
        EXPECT_EQ(of.questions[i].result.empty(), of.questions[i].figures.empty());
    }
    EXPECT_EQ(results, 43u);
}

TEST(SurveyCatalog, ReproducesEveryPrintedFigure) {
    const SurveyCatalog of = catalog();
    const auto document =
        value_of(yaml::Document::load(source_path("tests/govern/survey_printed.yaml")));
    const yaml::Node root = document.root();
    const SurveyTabulation table = tabulate_survey(of, sheets_of(of, "SV-2022"));
    EXPECT_EQ(static_cast<std::int64_t>(table.systems), root.at("base").integer(1, 1000));
    std::size_t printed = 0;
    const auto count_of = [&](const yaml::Node& node) {
        const std::size_t question = place(of, node.at("question").text());
        const std::size_t figure =
            place_of(of.questions[question].figures, &SurveyFigure::key, node.at("figure").text());
        EXPECT_NE(figure, kNowhere) << node.at("figure").text();
        const FigureCount& got = table.questions[question].all.figures.at(figure);
        EXPECT_EQ(static_cast<std::int64_t>(got.count), node.at("count").integer(0, 1000))
            << of.questions[question].id << " " << node.at("figure").text();
        return got;
    };
    for (const yaml::Node& node : root.at("figures").elements()) {
        ++printed;
        const FigureCount got = count_of(node);
        ASSERT_TRUE(got.percent);
        EXPECT_EQ(static_cast<std::int64_t>(*got.percent), node.at("percent").integer(0, 100))
            << node.at("question").text() << " " << node.at("figure").text();
    }
    EXPECT_EQ(printed, 105u);
    for (const yaml::Node& node : root.at("named").elements()) count_of(node);
}

// A second tabulator that shares nothing with the first but the rows: it looks for the text of an
// answer in the text of a row, and reckons the percentage by long division.
std::vector<std::string> texts_of(const std::vector<Row>& rows, const std::string& id) {
    const std::string wanted = "\"" + id + "\":\"";
    std::vector<std::string> texts;
    for (const Row& row : rows) {
        const std::size_t at = row.answers.find(wanted);
        if (at == std::string::npos || at > row.answers.find("\"marks\":")) continue;
        const std::size_t from = at + wanted.size();
        texts.push_back(row.answers.substr(from, row.answers.find('"', from) - from));
    }
    return texts;
}

bool in_figure(const std::string& text, const SurveyFigure& figure) {
    if (!figure.least) return std::count(figure.of.begin(), figure.of.end(), text) == 1;
    const std::int64_t number = std::stoll(text);
    return *figure.least <= number && (!figure.most || number <= *figure.most);
}

std::uint64_t by_long_division(std::uint64_t count, std::uint64_t base) {
    std::uint64_t rest = count * 100;
    std::uint64_t percent = 0;
    while (rest >= base) {
        rest -= base;
        ++percent;
    }
    return rest * 2 >= base ? percent + 1 : percent;
}

TEST(Survey, ASecondTabulatorAgrees) {
    const SurveyCatalog of = catalog();
    for (const char* survey : {"SV-2022", "SV-2026"}) {
        const std::vector<Row> rows = rows_of(survey);
        const auto sheets = sheets_of(of, survey);
        const SurveyTabulation table = tabulate_survey(of, sheets);
        std::size_t compared = 0;
        for (std::size_t i = 0; i < of.questions.size(); ++i) {
            const SurveyQuestion& question = of.questions[i];
            const std::vector<std::string> texts = texts_of(rows, question.id);
            for (std::size_t f = 0; f < question.figures.size(); ++f) {
                const SurveyFigure& figure = question.figures[f];
                const auto count = static_cast<std::uint64_t>(std::count_if(
                    texts.begin(), texts.end(),
                    [&](const std::string& text) { return in_figure(text, figure); }));
                const FigureCount& got = table.questions[i].all.figures[f];
                EXPECT_EQ(got.count, count) << survey << " " << question.id << " " << figure.key;
                EXPECT_EQ(got.percent, by_long_division(count, table.systems));
                ++compared;
            }
            const QuestionCount& kinds = table.questions[i];
            EXPECT_EQ(kinds.answered + kinds.unknown + kinds.not_applicable + kinds.unanswered,
                      table.systems);
        }
        EXPECT_GT(compared, 105u);
    }
}

TEST(Survey, SilenceHasThreeKinds) {
    const SurveyCatalog of = catalog();
    const std::size_t q36 = place(of, "Q36");
    std::vector<SurveySheet> sheets(4, SurveySheet(of.questions.size()));
    sheets[0][q36] = {SurveyMark::answered, "yes"};
    sheets[1][q36] = {SurveyMark::unknown, {}};
    sheets[2][q36] = {SurveyMark::not_applicable, {}};
    const QuestionCount count = tabulate_survey(of, sheets).questions[q36];
    EXPECT_EQ(count.answered, 1u);
    EXPECT_EQ(count.unknown, 1u);
    EXPECT_EQ(count.not_applicable, 1u);
    EXPECT_EQ(count.unanswered, 1u);
    EXPECT_EQ(count.all.base, 4u);
    EXPECT_EQ(count.all.figures.front().percent, 25u);
}

TEST(Survey, ASecondBaseCountsItsOwnSystemsAlone) {
    const SurveyCatalog of = catalog();
    const std::size_t kept = place(of, "Q50");
    const std::size_t reviewed = place(of, "Q51");
    std::vector<SurveySheet> sheets(4, SurveySheet(of.questions.size()));
    for (std::size_t i = 0; i < 2; ++i) sheets[i][kept] = {SurveyMark::answered, "yes"};
    sheets[0][reviewed] = {SurveyMark::answered, "periodic"};
    sheets[3][reviewed] = {SurveyMark::answered, "irregular"};  // keeps no logs and answers
    const QuestionCount count = tabulate_survey(of, sheets).questions[reviewed];
    EXPECT_EQ(count.all.base, 4u);
    EXPECT_EQ(count.all.figures.front().percent, 50u);
    ASSERT_TRUE(count.other);
    EXPECT_EQ(count.other->base, 2u);
    EXPECT_EQ(count.other->figures.front().count, 1u);
    EXPECT_EQ(count.other->figures.front().percent, 50u);
}

TEST(Survey, PercentagesAreWholeAndHalfUp) {
    EXPECT_EQ(whole_percent(1, 200), 1u);  // 0.5
    EXPECT_EQ(whole_percent(1, 201), 0u);
    EXPECT_EQ(whole_percent(97, 97), 100u);
    EXPECT_EQ(whole_percent(0, 0), std::nullopt);
    std::set<std::uint64_t> reached;
    for (std::uint64_t count = 0; count <= 97; ++count) reached.insert(*whole_percent(count, 97));
    EXPECT_EQ(reached.size(), 98u) << "every printed figure has one count";
    for (const std::uint64_t never : {17u, 50u, 83u}) EXPECT_FALSE(reached.contains(never));
}

std::string first_fault(const std::string& text, SurveyPart part = SurveyPart::operation) {
    const SurveyCatalog of = catalog();
    SurveySheet sheet;
    const Status read = read_survey_part(of, part, parse_json(text), sheet);
    return read ? "" : std::string(read.error().causes.front().id);
}

TEST(Survey, ReadingIsStrict) {
    const auto values = [](const std::string& inner) {
        return "{\"values\":{" + inner + "},\"marks\":{}}";
    };
    EXPECT_EQ(first_fault(values("\"Q03\":\"web\"")), "");
    EXPECT_EQ(first_fault(values("\"Q99\":\"web\"")), "govern.survey.no_question");
    EXPECT_EQ(first_fault(values("\"Q16\":\"single\"")), "govern.survey.other_part");
    EXPECT_EQ(first_fault(values("\"Q03\":\"fax\"")), "govern.survey.no_choice");
    EXPECT_EQ(first_fault(values("\"Q08\":\"-1\"")), "govern.survey.not_a_number");
    EXPECT_EQ(first_fault(values("\"Q08\":\"99999999999999999999\"")),
              "govern.survey.not_a_number");
    EXPECT_EQ(first_fault(values("\"Q06\":\"2021-02-30\"")), "govern.survey.not_a_date");
    EXPECT_EQ(first_fault(values("\"Q03\":\"\"")), "govern.survey.too_long");
    EXPECT_EQ(first_fault(values("\"Q10\":\"2018:1 2017:2\""), SurveyPart::contract),
              "govern.survey.not_amounts");
    EXPECT_EQ(first_fault(values("\"Q10\":\"2017:1 2018:2\""), SurveyPart::contract), "");
    EXPECT_EQ(first_fault("{\"values\":{\"Q03\":\"web\"},\"marks\":{\"Q03\":\"unknown\"}}"),
              "govern.survey.twice");
    EXPECT_EQ(first_fault("{\"values\":{},\"marks\":{\"Q03\":\"later\"}}"),
              "govern.survey.no_mark");
    EXPECT_EQ(first_fault("{\"values\":[]}"), "govern.survey.not_answers");
    EXPECT_EQ(first_fault("7"), "govern.survey.not_answers");
}

TEST(Survey, WritesWhatItRead) {
    const SurveyCatalog of = catalog();
    for (const Row& row : rows_of("SV-2022")) {
        const SurveyPart part =
            row.part == "contract" ? SurveyPart::contract : SurveyPart::operation;
        SurveySheet sheet;
        ASSERT_TRUE(read_survey_part(of, part, parse_json(row.answers), sheet));
        EXPECT_EQ(json::write(write_survey_part(of, part, sheet)), row.answers);
    }
}

}  // namespace
}  // namespace daicho::govern
