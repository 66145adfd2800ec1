// data/govern/*.csv: every file fits its register, and the sums are those of the report.
#include <map>

#include "govern/criteria/criteria.hpp"
#include "govern/test_support.hpp"

namespace daicho::govern {
namespace {

using namespace test;

using Row = std::map<std::string, std::string>;
struct Table {
    std::vector<std::string> header;
    std::vector<Row> rows;
};

// Enough CSV for our own files: quotes, no line breaks inside a cell.
std::vector<std::string> cells_of(const std::string& line) {
    std::vector<std::string> cells(1);
    bool quoted = false;
    for (std::size_t i = 0; i < line.size(); ++i) {
        const bool doubled = line[i] == '"' && quoted && i + 1 < line.size() && line[i + 1] == '"';
        if (doubled) {
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

Table read_table(const std::string& name) {
    std::ifstream in(source_path("data/govern/" + name + ".csv"));
    EXPECT_TRUE(in) << name;
    Table table;
    std::string line;
    std::getline(in, line);
    table.header = cells_of(line);
    while (std::getline(in, line)) {
        const std::vector<std::string> cells = cells_of(line);
        EXPECT_EQ(cells.size(), table.header.size()) << name << ": " << line;
        Row row;
        for (std::size_t i = 0; i < cells.size() && i < table.header.size(); ++i) {
            row[table.header[i]] = cells[i];
        }
        table.rows.push_back(std::move(row));
    }
    return table;
}

std::int64_t number(const std::string& text) { return text.empty() ? 0 : std::stoll(text); }

std::int64_t sum(const std::vector<Row>& rows, const std::string& field) {
    std::int64_t total = 0;
    for (const Row& row : rows) total += number(row.at(field));
    return total;
}

std::vector<Row> where(const Table& table, const std::string& field, const std::string& value) {
    std::vector<Row> rows;
    for (const Row& row : table.rows) {
        if (row.at(field) == value) rows.push_back(row);
    }
    return rows;
}

std::int64_t count(const Table& table, const std::string& field, const std::string& value) {
    return static_cast<std::int64_t>(where(table, field, value).size());
}

const std::vector<std::string> kRegisters = {"information_system", "system_department_count",
                                             "system_cost",        "it_budget",
                                             "system_contract",    "finding",
                                             "criteria_judgement"};

struct FieldOf {
    std::string type;
    std::string target;
    bool required = false;
    std::int64_t max_length = 200;
    std::set<std::string> codes;
};
struct RegisterOf {
    std::int64_t number = 0;
    std::vector<std::string> key;
    std::map<std::string, FieldOf> fields;
};

RegisterOf read_register(const std::string& name) {
    const auto document =
        value_of(yaml::Document::load(source_path("registers/govern/" + name + ".yaml")));
    const yaml::Node root = document.root();
    EXPECT_EQ(root.at("register").text(), name);
    RegisterOf out;
    out.number = root.at("number").integer(301, 349);
    out.key = root.at("key").texts();
    for (const yaml::Node& node : root.at("fields").elements()) {
        FieldOf field;
        field.type = node.at("type").text();
        field.target = node.text_or("target", "");
        field.required = node.boolean_or("required", false);
        field.max_length = node.integer_or("max_length", 200, 1, 100'000);
        for (const yaml::Node& code : node.find("codes").elements()) {
            EXPECT_TRUE(field.codes.insert(code.at("key").text()).second);
            EXPECT_FALSE(code.bilingual().ja.empty());
        }
        EXPECT_FALSE(node.at("label").bilingual().en.empty());
        out.fields[node.at("name").text()] = field;
    }
    return out;
}

bool is_digits(const std::string& text) {
    return !text.empty() && text.find_first_not_of("0123456789") == std::string::npos;
}

std::int64_t characters(const std::string& text) {
    return std::count_if(text.begin(), text.end(),
                         [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; });
}

void expect_cell(const FieldOf& field, const std::string& text) {
    if (text.empty()) {
        EXPECT_FALSE(field.required);
        return;
    }
    if (field.type == "int" || field.type == "yen" || field.type == "fiscal_year") {
        EXPECT_TRUE(is_digits(text)) << text;
    } else if (field.type == "bool") {
        EXPECT_TRUE(text == "true" || text == "false") << text;
    } else if (field.type == "code") {
        EXPECT_TRUE(field.codes.contains(text)) << text;
    } else if (field.type == "date") {
        EXPECT_TRUE(parse_iso_date(text)) << text;
    } else if (field.type == "ratio") {
        EXPECT_TRUE(parse_ratio(text)) << text;
    } else if (field.type == "text") {
        EXPECT_LE(characters(text), field.max_length) << text;
    } else {
        EXPECT_EQ(field.type, "ref");
    }
}

TEST(PublishedData, EveryFileFitsItsRegister) {
    std::set<std::string> systems;
    for (const Row& row : read_table("information_system").rows) {
        EXPECT_TRUE(systems.insert(row.at("system_no")).second) << row.at("system_no");
    }
    std::set<std::int64_t> numbers;
    for (const std::string& name : kRegisters) {
        SCOPED_TRACE(name);
        const RegisterOf definition = read_register(name);
        EXPECT_TRUE(numbers.insert(definition.number).second);
        const Table table = read_table(name);
        for (const std::string& column : table.header) {
            EXPECT_TRUE(definition.fields.contains(column)) << column;
        }
        std::set<std::string> keys;
        for (const Row& row : table.rows) {
            std::string key;
            for (const std::string& field : definition.key) key += row.at(field) + "/";
            EXPECT_TRUE(keys.insert(key).second) << key;
            for (const auto& [field, rule] : definition.fields) {
                SCOPED_TRACE(key + " " + field);
                const auto cell = row.find(field);
                expect_cell(rule, cell == row.end() ? "" : cell->second);
                const bool names_a_system = rule.target == "information_system";
                if (names_a_system && cell != row.end() && !cell->second.empty()) {
                    EXPECT_TRUE(systems.contains(cell->second)) << cell->second;
                }
            }
        }
    }
}

yaml::Document totals() {
    return value_of(yaml::Document::load(source_path("tests/govern/published_totals.yaml")));
}

std::int64_t whole(const yaml::Node& node) { return node.integer(0, 1'000'000'000'000); }

TEST(PublishedData, SystemsAddUp) {
    const yaml::Document document = totals();
    const yaml::Node expected = document.root().at("systems");
    const Table counts = read_table("system_department_count");
    const Table systems = read_table("information_system");
    EXPECT_EQ(static_cast<std::int64_t>(counts.rows.size()), whole(expected.at("departments")));
    EXPECT_EQ(sum(counts.rows, "systems"), whole(expected.at("total")));
    EXPECT_EQ(static_cast<std::int64_t>(systems.rows.size()), whole(expected.at("total")));
    EXPECT_EQ(count(systems, "origin", "published"), whole(expected.at("named")));
    for (const auto& [bureau, node] : expected.at("by_bureau").members()) {
        EXPECT_EQ(sum(where(counts, "bureau", bureau), "systems"), whole(node)) << bureau;
        EXPECT_EQ(count(systems, "bureau", bureau), whole(node)) << bureau;
    }
    for (const Row& row : counts.rows) {
        std::int64_t found = 0;
        for (const Row& system : systems.rows) {
            found += system.at("section") == row.at("section") &&
                             system.at("bureau") == row.at("bureau") &&
                             system.at("division") == row.at("division")
                         ? 1
                         : 0;
        }
        EXPECT_EQ(found, number(row.at("systems"))) << row.at("section");
    }
    for (const Row& row : systems.rows) {
        const bool unnamed = row.at("name").find("名称非公表") != std::string::npos;
        EXPECT_EQ(unnamed, row.at("origin") == "constructed") << row.at("name");
        EXPECT_FALSE(unnamed && row.at("note").empty()) << row.at("name");
    }
}

TEST(PublishedData, CostsAddUp) {
    const yaml::Document document = totals();
    const yaml::Node expected = document.root().at("costs");
    const Table costs = read_table("system_cost");
    EXPECT_EQ(static_cast<std::int64_t>(costs.rows.size()), whole(expected.at("rows")));
    EXPECT_EQ(sum(costs.rows, "development_total_yen"), whole(expected.at("development_yen")));
    EXPECT_EQ(sum(costs.rows, "operation_yen"), whole(expected.at("operation_yen")));
    for (const yaml::Node& node : expected.at("by_contract_year").elements()) {
        const std::vector<Row> rows = where(costs, "contract_fiscal_year", node.at("year").text());
        EXPECT_EQ(static_cast<std::int64_t>(rows.size()), whole(node.at("systems")));
        EXPECT_EQ(sum(rows, "development_total_yen"), whole(node.at("development_yen")));
        EXPECT_EQ(sum(rows, "operation_yen"), whole(node.at("operation_yen")));
    }
    for (const Row& row : costs.rows) {
        EXPECT_FALSE(row.at("combined") == "true" && row.at("note").empty()) << row.at("system");
    }
}

TEST(PublishedData, TheBudgetDiffersFromItsItemsByTruncationOnly) {
    const yaml::Document document = totals();
    const Table budget = read_table("it_budget");
    for (const yaml::Node& node : document.root().at("budget").elements()) {
        std::int64_t items = 0;
        std::int64_t count_of_items = 0;
        std::int64_t printed = 0;
        std::string note;
        for (const Row& row : where(budget, "fiscal_year", node.at("year").text())) {
            const bool total = row.at("expense_item") == "printed_total";
            (total ? printed : items) += number(row.at("amount_thousand_yen"));
            count_of_items += total ? 0 : 1;
            if (total) note = row.at("note");
        }
        EXPECT_EQ(items, whole(node.at("sum_of_items")));
        EXPECT_EQ(printed, whole(node.at("printed")));
        // Each item lost less than 1,000 yen, so the totals differ by less than one per item.
        EXPECT_GE(printed, items);
        EXPECT_LT(printed - items, count_of_items);
        EXPECT_NE(note.find(std::to_string(printed - items) + "千円合わない"), std::string::npos);
    }
}

TEST(PublishedData, ContractsAddUp) {
    const yaml::Document document = totals();
    const yaml::Node expected = document.root().at("contracts");
    const Table contracts = read_table("system_contract");
    EXPECT_EQ(static_cast<std::int64_t>(contracts.rows.size()), whole(expected.at("rows")));
    EXPECT_EQ(sum(contracts.rows, "amount_yen"), whole(expected.at("total_yen")));
    for (const yaml::Node& node : expected.at("by_section").elements()) {
        const std::vector<Row> rows = where(contracts, "report_section", node.at("section").text());
        EXPECT_EQ(static_cast<std::int64_t>(rows.size()), whole(node.at("contracts")));
        EXPECT_EQ(sum(rows, "amount_yen"), whole(node.at("yen")));
    }
    for (const auto& [method, node] : expected.at("by_method").members()) {
        EXPECT_EQ(count(contracts, "method", method == "not_printed" ? "" : method), whole(node))
            << method;
    }
    std::int64_t differing = 0;
    for (const Row& row : contracts.rows) {
        const Date date = value_of(parse_iso_date(row.at("contract_date")));
        const std::int64_t year = date.month() >= 4 ? date.year() : date.year() - 1;
        const bool differs = year != number(row.at("fiscal_year"));
        EXPECT_EQ(row.at("year_differs"), differs ? "true" : "false") << row.at("contract_no");
        EXPECT_FALSE(differs && row.at("note").empty()) << row.at("contract_no");
        differing += differs ? 1 : 0;
    }
    EXPECT_EQ(differing, whole(expected.at("year_differs")));
}

TEST(PublishedData, FindingsAddUp) {
    const yaml::Document document = totals();
    const yaml::Node expected = document.root().at("findings");
    const Table findings = read_table("finding");
    EXPECT_EQ(static_cast<std::int64_t>(findings.rows.size()), whole(expected.at("rows")));
    EXPECT_EQ(count(findings, "kind", "violation"), whole(expected.at("violations")));
    EXPECT_EQ(count(findings, "kind", "advice"), whole(expected.at("advice")));
    EXPECT_EQ(count(findings, "state", "open"), whole(expected.at("rows")));
    for (const yaml::Node& node : expected.at("by_section").elements()) {
        Table part;
        part.rows = where(findings, "report_section", node.at("section").text());
        EXPECT_EQ(count(part, "kind", "violation"), whole(node.at("violations")));
        EXPECT_EQ(count(part, "kind", "advice"), whole(node.at("advice")));
    }
    for (const auto& [name, node] : expected.at("by_class").members()) {
        EXPECT_EQ(count(findings, "finding_class", name), whole(node)) << name;
    }
    for (const auto& [name, node] : expected.at("by_department").members()) {
        std::int64_t found = 0;
        for (const Row& row : findings.rows) {
            const std::string sections = "、" + row.at("sections") + "、";
            found += sections.find("、" + name + "、") != std::string::npos ? 1 : 0;
        }
        EXPECT_EQ(found, whole(node)) << name;
    }
}

TEST(PublishedData, StoredJudgementsAreWhatTheEngineSays) {
    const auto catalog = value_of(load_criteria_catalog(source_path("catalogs/sendai-cloud.yaml")));
    const json::Value document = parse_json(read_text("data/govern/cloud_answers.json"));
    EXPECT_EQ(text_at(document, "origin"), "constructed");
    EXPECT_EQ(text_at(document, "catalog"), catalog.head.name);
    EXPECT_EQ(text_at(document, "edition"), catalog.head.edition);
    const Table stored = read_table("criteria_judgement");
    const json::Array& list = document.at("judgements").as_array();
    ASSERT_EQ(list.size(), stored.rows.size());
    std::set<std::string> verdicts;
    for (std::size_t i = 0; i < list.size(); ++i) {
        const Row& row = stored.rows[i];
        const json::Value answer = value_of(judge_criteria(catalog, list[i].at("record")));
        std::string reasons;
        for (const json::Value& code : answer.at("reasons").as_array()) {
            reasons += (reasons.empty() ? "" : " ") + std::string(code.as_string());
        }
        EXPECT_EQ(row.at("judgement_no"), text_at(list[i], "judgement_no"));
        EXPECT_EQ(row.at("system"), text_at(list[i], "system"));
        EXPECT_EQ(row.at("judged_on"), text_at(list[i], "judged_on"));
        EXPECT_EQ(row.at("judged_by"), text_at(list[i], "judged_by"));
        EXPECT_EQ(row.at("answers"), json::write(list[i].at("record")));
        EXPECT_EQ(row.at("data_class"), text_at(answer, "effective_class"));
        EXPECT_EQ(row.at("verdict"), text_at(answer, "verdict"));
        EXPECT_EQ(row.at("reasons"), reasons);
        EXPECT_EQ(row.at("edition"), catalog.head.edition);
        EXPECT_EQ(row.at("origin"), "constructed");
        verdicts.insert(row.at("verdict"));
    }
    EXPECT_EQ(verdicts.size(), catalog.verdicts.size()) << "the screens can show every verdict";
}

}  // namespace
}  // namespace daicho::govern
