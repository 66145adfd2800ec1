// Every watch of every register goes off for planted rows and leaves sound ones alone
// (watches/<register>.yaml): through the kernel, by the condition that alarms and lists ask with.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <set>

#include "base/clock.hpp"
#include "register/import.hpp"
#include "register/kernel.hpp"
#include "register/list.hpp"
#include "store/test_folder.hpp"
#include "yaml/node.hpp"

namespace daicho::tests {
namespace {

namespace fs = std::filesystem;
using registers::Definition;
using registers::Watch;
using Table = std::vector<std::vector<std::string>>;  // the first row names the fields

struct Planted {
    std::string name;  // of the register
    Date today;
    std::vector<std::pair<std::string, Table>> rows;  // by register, in the order of the file
    std::map<std::string, std::set<std::string>> expects;  // by watch: keys
};

// Rows may leave fields out; `defaults` of their register fill these.
Table table_of(const yaml::Node& rows, const yaml::Node& defaults) {
    std::vector<std::map<std::string, std::string>> all;
    std::set<std::string> columns;
    std::map<std::string, std::string> usual;
    if (defaults.exists()) {
        for (const auto& [field, value] : defaults.members()) usual[field] = value.text();
    }
    for (const yaml::Node& row : rows.elements()) {
        auto& values = all.emplace_back(usual);
        for (const auto& [field, value] : row.members()) values[field] = value.text();
        for (const auto& [field, value] : values) columns.insert(field);
    }
    Table table{{columns.begin(), columns.end()}};
    for (auto& values : all) {
        auto& line = table.emplace_back();
        for (const std::string& field : columns) line.push_back(values[field]);
    }
    return table;
}

Planted read_case(const fs::path& path) {
    Planted planted;
    auto document = yaml::Document::load(path.string());
    EXPECT_TRUE(document) << path;
    if (!document) return planted;
    const yaml::Node root = document->root();
    planted.name = root.at("register").text();
    planted.today = root.at("today").date();
    const yaml::Node defaults = root.find("defaults");
    for (const auto& [name, rows] : root.at("rows").members()) {
        planted.rows.emplace_back(
            name, table_of(rows, defaults.exists() ? defaults.find(name) : defaults));
    }
    for (const auto& [watch, keys] : root.at("expects").members()) {
        const auto list = keys.texts();
        planted.expects[watch] = {list.begin(), list.end()};
    }
    const Status finished = document->finish();
    EXPECT_TRUE(finished) << describe_with_place(finished.error(), Language::english);
    return planted;
}

std::vector<Planted> all_cases() {
    std::vector<Planted> cases;
    const fs::path folder = fs::path(DAICHO_SOURCE_DIR) / "tests/registers/watches";
    for (const auto& file : fs::directory_iterator(folder)) {
        cases.push_back(read_case(file.path()));
        EXPECT_EQ(file.path().stem(), cases.back().name);
    }
    return cases;
}

// A municipality without people, with the product's own definitions.
class City {
public:
    City() {
        registers::KernelOptions options;
        options.home = folder_.path() / "home";
        options.definitions = fs::path(DAICHO_SOURCE_DIR) / "registers";
        options.municipality = "139999";
        options.create = true;
        auto opened = registers::Kernel::open(options, clock_);
        EXPECT_TRUE(opened) << describe_with_place(opened.error(), Language::english);
        if (opened) kernel_ = std::move(*opened);
    }
    registers::Kernel& kernel() { return *kernel_; }

    void import(const std::string& name, const Table& table) {
        const auto definition = kernel_->definition(name);
        ASSERT_TRUE(definition) << name;
        registers::RowSource source;
        source.name = name + ".yaml";
        source.header = table.front();
        auto views = std::make_shared<std::vector<std::string_view>>();
        source.next = [&table, views,
                       at = std::size_t{0}](registers::SourceRow& row) mutable -> Result<bool> {
            if (++at >= table.size()) return false;
            views->assign(table[at].begin(), table[at].end());
            row.fields = *views;
            row.line = at + 1;
            return true;
        };
        registers::ImportOptions options;
        options.valid_from = Date::of(2000, 4, 1);
        const auto report = registers::import_rows(*kernel_, identity::system_principal(),
                                                   **definition, std::move(source), options);
        ASSERT_TRUE(report) << describe_with_place(report.error(), Language::english);
        for (const Error& error : report->errors) {
            ADD_FAILURE() << name << ": " << describe_with_place(error, Language::english);
        }
    }

    std::set<std::string> keys(const std::string& name, const std::string& watch, Date today) {
        std::set<std::string> found;
        const Definition& definition = **kernel_->definition(name);
        auto reader = kernel_->reader();
        EXPECT_TRUE(reader);
        registers::ListQuery query;
        query.moment = {today, std::nullopt};
        query.limit = 1'000;
        if (!watch.empty()) query.filters.push_back(registers::watch_filter(watch));
        const auto page = registers::list_records(**reader, definition, query);
        EXPECT_TRUE(page) << describe_with_place(page.error(), Language::english);
        if (!page) return found;
        for (const auto& row : page->rows) found.insert(registers::key_of(definition, row));
        return found;
    }

private:
    daicho::testing::TestFolder folder_;
    SystemClock clock_;
    std::unique_ptr<registers::Kernel> kernel_;
};

TEST(Watches, GoOffForWhatIsPlantedAndForNothingElse) {
    for (const Planted& planted : all_cases()) {
        SCOPED_TRACE(planted.name);
        City city;
        for (const auto& [name, table] : planted.rows) city.import(name, table);
        if (HasFatalFailure()) return;
        const auto all = city.keys(planted.name, "", planted.today);
        for (const auto& [watch, keys] : planted.expects) {
            EXPECT_EQ(city.keys(planted.name, watch, planted.today), keys) << watch;
            EXPECT_FALSE(keys.empty()) << watch << ": no planted row sets it off";
            EXPECT_LT(keys.size(), all.size()) << watch << ": no sound row beside it";
        }
    }
}

TEST(Watches, EachHasACase) {
    const auto definitions =
        registers::Definitions::load(fs::path(DAICHO_SOURCE_DIR) / "registers");
    ASSERT_TRUE(definitions) << describe_with_place(definitions.error(), Language::english);
    std::map<std::string, std::set<std::string>> planted;
    for (const Planted& one : all_cases()) {
        for (const auto& [watch, keys] : one.expects) planted[one.name].insert(watch);
    }
    for (const auto& definition : definitions->all()) {
        for (const Watch& watch : definition->watches) {
            EXPECT_TRUE(planted[definition->name].erase(watch.id) == 1)
                << "tests/registers/watches/" << definition->name << ".yaml lacks " << watch.id;
        }
        for (const std::string& left : planted[definition->name]) {
            ADD_FAILURE() << definition->name << " has no watch " << left;
        }
    }
}

}  // namespace
}  // namespace daicho::tests
