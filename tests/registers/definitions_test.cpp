// Every definition keeps to the schema of docs/registers.md, and every item of the three source
// lists (140 land, 145 houses, 187 depreciable assets) has its place.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "definition_file.hpp"

namespace daicho::tests {
namespace {

const std::map<std::string, DefinitionFile>& definitions() {
    static const std::map<std::string, DefinitionFile> kAll = all_definitions();
    return kAll;
}

bool ours(const DefinitionFile& definition) {
    return definition.area == "office" || definition.area == "person" || definition.area == "tax";
}

TEST(Definitions, AreThereAndReadable) {
    for (const char* name :
         {"department", "account", "role_assignment", "addressee", "co_owner", "protected_person",
          "tax_agent", "parcel", "parcel_previous", "house", "depreciable_asset",
          "depreciable_declaration", "levy_run", "levy_parcel", "levy_house", "levy_asset",
          "levy_taxpayer"}) {
        EXPECT_TRUE(definitions().contains(name)) << name;
    }
}

TEST(Definitions, NumbersAreUniqueAndInTheirAreas) {
    std::set<std::int64_t> numbers;
    for (const auto& [name, definition] : definitions()) {
        EXPECT_TRUE(numbers.insert(definition.number).second) << name;
        if (definition.documents != 0) {
            EXPECT_TRUE(numbers.insert(definition.documents).second) << name << "_document";
            EXPECT_EQ(definition.temporal, "valid_time") << name;
        }
        if (definition.area == "office") {
            EXPECT_LE(definition.number, 49) << name;
        }
        if (definition.area == "person") {
            EXPECT_TRUE(definition.number >= 51 && definition.number <= 99) << name;
        }
        if (definition.area == "tax") {
            EXPECT_TRUE(definition.number >= 101 && definition.number <= 199) << name;
        }
    }
}

TEST(Definitions, ListsNameFieldsThatThereAre) {
    std::size_t named = 0;
    for (const auto& [name, definition] : definitions()) {
        for (const std::string& field : definition.list_fields) {
            EXPECT_NE(definition.find(field), nullptr) << name << " list " << field;
            ++named;
        }
    }
    EXPECT_GT(named, 30U);
}

void check_field(const DefinitionFile& definition, const FieldText& field) {
    const std::string where = definition.name + "." + field.name;
    EXPECT_TRUE(definition.groups.contains(field.group)) << where << " group " << field.group;
    EXPECT_EQ(field.type == "code", !field.codes.empty()) << where;
    EXPECT_EQ(field.type == "ref", !field.target.empty()) << where;
    EXPECT_EQ(field.type == "personal_number", field.classification == "personal_number") << where;
    if (field.type == "ref") {
        ASSERT_TRUE(definitions().contains(field.target)) << where << " → " << field.target;
        EXPECT_EQ(definitions().at(field.target).temporal, "valid_time") << where;
        const bool crosses = definitions().at(field.target).task != definition.task;
        EXPECT_EQ(crosses, !field.link_basis.empty()) << where << ": a law for another task alone";
    }
    if (!field.search.empty()) {
        EXPECT_EQ(field.type, "text") << where;
    }
    EXPECT_THAT(field.name, testing::MatchesRegex("[a-z][a-z0-9_]*")) << where;
}

TEST(Definitions, FieldsAreSound) {
    for (const auto& [name, definition] : definitions()) {
        if (!ours(definition)) continue;
        std::set<std::int64_t> ids, positions;
        std::set<std::string> names;
        for (const FieldText& field : definition.fields) {
            check_field(definition, field);
            EXPECT_TRUE(ids.insert(field.id).second) << name << "." << field.name;
            EXPECT_TRUE(names.insert(field.name).second) << name << "." << field.name;
            if (field.list > 0) {
                EXPECT_TRUE(positions.insert(field.list).second) << name << "." << field.name;
            }
        }
        ASSERT_FALSE(definition.key.empty()) << name;
        for (const std::string& key : definition.key) {
            ASSERT_NE(definition.find(key), nullptr) << name << "." << key;
            EXPECT_TRUE(definition.find(key)->required) << name << "." << key;
        }
        EXPECT_FALSE(positions.empty()) << name << " shows nothing in its list";
    }
}

TEST(Definitions, ChecksNameFieldsAndHaveUniqueIds) {
    std::set<std::string> ids;
    for (const auto& [name, definition] : definitions()) {
        if (!ours(definition)) continue;
        for (const CheckText& check : definition.checks) {
            EXPECT_TRUE(ids.insert(check.id).second) << name << " check " << check.id;
            EXPECT_THAT(check.severity, testing::AnyOf("error", "warning")) << check.id;
            std::vector<std::string> named = check.parts;
            named.insert(named.end(), check.then_required.begin(), check.then_required.end());
            for (const auto* one : {&check.field, &check.left, &check.right, &check.total}) {
                if (!one->empty()) named.push_back(*one);
            }
            EXPECT_FALSE(named.empty()) << check.id;
            for (const std::string& field : named) {
                EXPECT_NE(definition.find(field), nullptr) << check.id << " names " << field;
            }
            for (const std::string& code : check.is) {
                EXPECT_TRUE(definition.find(check.field)->codes.contains(code))
                    << check.id << " names code " << code;
            }
        }
    }
}

TEST(Definitions, RolesAndTasksCanBeGranted) {
    const DefinitionFile& roles = definitions().at("role_assignment");
    for (const auto& [name, definition] : definitions()) {
        for (const std::string& role : definition.roles) {
            if (role == "by_command") continue;  // nobody's: src/register/by_command.hpp
            EXPECT_TRUE(roles.find("role")->codes.contains(role)) << name << " role " << role;
        }
        if (ours(definition)) {
            EXPECT_TRUE(roles.find("task")->codes.contains(definition.task))
                << name << " task " << definition.task;
        }
    }
}

TEST(Definitions, PersonalNumberLivesInOnePlace) {
    for (const auto& [name, definition] : definitions()) {
        for (const FieldText& field : definition.fields) {
            if (field.type == "personal_number") {
                EXPECT_EQ(name, "addressee");
            }
        }
    }
}

class Items : public testing::TestWithParam<std::pair<const char*, std::int64_t>> {
protected:
    ItemList load() {
        const std::string path = std::string(DAICHO_SOURCE_DIR) + "/registers/tax/items/" +
                                 GetParam().first + ".yaml";
        auto list = load_items(path);
        if (!list) {
            ADD_FAILURE() << describe_with_place(list.error(), Language::english);
            return {};
        }
        return std::move(*list);
    }
};

TEST_P(Items, AreCompleteAndInOrder) {
    const ItemList list = load();
    EXPECT_EQ(list.name, GetParam().first);
    EXPECT_EQ(list.count, GetParam().second);
    ASSERT_EQ(static_cast<std::int64_t>(list.items.size()), list.count);
    for (std::int64_t i = 0; i < list.count; ++i) {
        EXPECT_EQ(list.items[static_cast<std::size_t>(i)].no, i + 1);
    }
}

TEST_P(Items, HaveAPlace) {
    for (const Item& item : load().items) {
        const std::string where = std::string(GetParam().first) + ":" + std::to_string(item.no);
        EXPECT_FALSE(item.ja.empty() || item.en.empty()) << where;
        const FieldText* field = nullptr;
        if (!item.register_name.empty()) {
            ASSERT_TRUE(definitions().contains(item.register_name)) << where;
            field = definitions().at(item.register_name).find(item.field);
            ASSERT_NE(field, nullptr) << where << " " << item.register_name << "." << item.field;
        }
        if (item.kind == "stored") {
            ASSERT_NE(field, nullptr) << where;
            EXPECT_EQ(field->item, where);
            EXPECT_EQ(item.en, field->label.en) << where;
        } else if (item.kind == "borrowed") {
            ASSERT_NE(field, nullptr) << where;
            EXPECT_FALSE(item.via.empty()) << where;
        } else {
            EXPECT_TRUE(item.has_rule) << where;
        }
    }
}

// The other way round: what carries an item number is the stored place of that item.
TEST_P(Items, AreNamedByTheFieldsThatStoreThem) {
    const ItemList list = load();
    std::size_t carried = 0;
    for (const auto& [name, definition] : definitions()) {
        for (const FieldText& field : definition.fields) {
            const std::string prefix = std::string(GetParam().first) + ":";
            if (field.item.compare(0, prefix.size(), prefix) != 0) continue;
            const std::int64_t no = std::stoll(field.item.substr(prefix.size()));
            ASSERT_TRUE(no >= 1 && no <= list.count) << field.item;
            const Item& item = list.items[static_cast<std::size_t>(no - 1)];
            EXPECT_EQ(item.kind, "stored") << field.item;
            EXPECT_EQ(item.register_name + "." + item.field, name + "." + field.name);
            ++carried;
        }
    }
    EXPECT_EQ(carried, static_cast<std::size_t>(std::count_if(
                           list.items.begin(), list.items.end(),
                           [](const Item& item) { return item.kind == "stored"; })));
}

INSTANTIATE_TEST_SUITE_P(Lists, Items,
                         testing::Values(std::pair{"land", std::int64_t{140}},
                                         std::pair{"house", std::int64_t{145}},
                                         std::pair{"depreciable", std::int64_t{187}}),
                         [](const auto& test) { return std::string(test.param.first); });

TEST(ItemAdditions, LandHasTheTaxpayerThatTheSourceForgot) {
    auto list = load_items(std::string(DAICHO_SOURCE_DIR) + "/registers/tax/items/land.yaml");
    ASSERT_TRUE(list);
    ASSERT_EQ(list->additions.size(), 1U);
    EXPECT_EQ(list->additions[0].field, "taxpayer");
    EXPECT_EQ(list->additions[0].no, 18);
    EXPECT_TRUE(definitions().at("parcel").find("taxpayer")->item.empty());
}

}  // namespace
}  // namespace daicho::tests
