// The demonstration's data keep to the definitions: an importer would take every row.
#include <gtest/gtest.h>

#include "demo/city_source.hpp"
#include "row_checks.hpp"

namespace daicho::tests {
namespace {

using demo::CitySource;
using demo::kSmallCity;

class DemoData : public testing::Test {
protected:
    static void SetUpTestSuite() {
        definitions_ = new auto(all_definitions());
        auto city = CitySource::make({.seed = 7, .size = kSmallCity});
        ASSERT_TRUE(city);
        city_ = new CitySource(std::move(*city));
    }
    static void TearDownTestSuite() {
        delete city_;
        delete definitions_;
    }
    static std::map<std::string, DefinitionFile>* definitions_;
    static CitySource* city_;
};
std::map<std::string, DefinitionFile>* DemoData::definitions_ = nullptr;
CitySource* DemoData::city_ = nullptr;

bool reserved(const std::string& column) {
    static const std::set<std::string> kColumns = {"valid_from", "valid_to", "ended", "reason"};
    return kColumns.contains(column);
}

TEST_F(DemoData, HeadersNameEveryFieldOnce) {
    std::vector<std::string> header;
    for (std::size_t i = 0; i < city_->files().size(); ++i) {
        const demo::DataFile& file = city_->files()[i];
        ASSERT_TRUE(definitions_->contains(file.register_name)) << file.name;
        const DefinitionFile& definition = definitions_->at(file.register_name);
        (void)parse_csv(city_->read_all(i), header);
        const std::set<std::string> columns(header.begin(), header.end());
        EXPECT_EQ(columns.size(), header.size()) << file.name;
        for (const std::string& column : header) {
            EXPECT_TRUE(reserved(column) || definition.find(column) != nullptr)
                << file.name << " " << column;
        }
        for (const FieldText& field : definition.fields) {
            EXPECT_TRUE(columns.contains(field.name)) << file.name << " lacks " << field.name;
        }
        EXPECT_EQ(columns.contains("valid_from"), definition.temporal == "valid_time") << file.name;
    }
}

TEST_F(DemoData, ValuesAreOfTheirTypesAndPassTheChecks) {
    std::vector<std::string> header;
    for (std::size_t i = 0; i < city_->files().size(); ++i) {
        const demo::DataFile& file = city_->files()[i];
        const DefinitionFile& definition = definitions_->at(file.register_name);
        const std::vector<Row> rows = parse_csv(city_->read_all(i), header);
        EXPECT_EQ(rows.size(), file.rows) << file.name;
        std::size_t line = 1;
        for (const Row& row : rows) {
            ++line;
            ASSERT_EQ(row.size(), header.size()) << file.name << " line " << line;
            for (const FieldText& field : definition.fields) {
                const std::string fault = judge_value(field, row.at(field.name));
                ASSERT_EQ(fault, "") << file.name << " line " << line << " " << field.name;
            }
            const auto failed = failed_checks(definition, row, "error");
            ASSERT_TRUE(failed.empty()) << file.name << " line " << line << " " << failed[0];
            if (definition.temporal == "valid_time") {
                ASSERT_TRUE(parse_iso_date(row.at("valid_from"))) << file.name << " line " << line;
            }
        }
    }
}

TEST_F(DemoData, WarningsAreRare) {
    std::vector<std::string> header;
    for (std::size_t i = 0; i < city_->files().size(); ++i) {
        const DefinitionFile& definition = definitions_->at(city_->files()[i].register_name);
        std::map<std::string, std::size_t> warnings;
        const std::vector<Row> rows = parse_csv(city_->read_all(i), header);
        for (const Row& row : rows) {
            for (const std::string& id : failed_checks(definition, row, "warning")) ++warnings[id];
        }
        for (const auto& [id, count] : warnings) {
            EXPECT_LE(count * 20, rows.size() + 20) << id << " in " << city_->files()[i].name;
        }
    }
}

// A file holds a record once; a later row comes after the record's first and on a later day; what
// a reference names was written before and has not ended.
TEST_F(DemoData, RecordsAndReferencesComeInOrder) {
    struct State {
        std::string since;
        bool ended = false;
    };
    std::map<std::string, std::map<std::string, State>> known;
    std::vector<std::string> header;
    for (std::size_t i = 0; i < city_->files().size(); ++i) {
        const demo::DataFile& file = city_->files()[i];
        const DefinitionFile& definition = definitions_->at(file.register_name);
        auto& records = known[file.register_name];
        std::set<std::string> in_file;
        for (const Row& row : parse_csv(city_->read_all(i), header)) {
            const std::string key = key_of(definition, row);
            ASSERT_TRUE(in_file.insert(key).second) << file.name << " " << key << " twice";
            for (const FieldText& field : definition.fields) {
                const std::string& target = row.at(field.name);
                if (field.type != "ref" || target.empty()) continue;
                ASSERT_TRUE(known[field.target].contains(target))
                    << file.name << " " << key << " " << field.name << " → " << target;
            }
            if (definition.temporal == "event") {
                ASSERT_FALSE(records.contains(key)) << file.name << " " << key;
                records[key] = {};
                continue;
            }
            const auto found = records.find(key);
            const bool ends = row.at("ended") == "true";
            if (found == records.end()) {
                ASSERT_FALSE(ends) << file.name << " " << key << " ends before it began";
            } else {
                ASSERT_FALSE(found->second.ended) << file.name << " " << key;
                ASSERT_LT(found->second.since, row.at("valid_from")) << file.name << " " << key;
            }
            records[key] = {row.at("valid_from"), ends};
        }
    }
}

}  // namespace
}  // namespace daicho::tests
