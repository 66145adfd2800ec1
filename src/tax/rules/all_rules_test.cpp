// Every rule speaks both languages and says the same in both.
#include "tax/rules/all_rules.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <set>

namespace daicho::tax::rules {
namespace {

std::set<std::string> set_of(std::string_view formula) {
    std::set<std::string> names;
    for (const std::string_view name : inputs_named_by(formula)) names.emplace(name);
    return names;
}

bool has_japanese(std::string_view text) {
    return std::any_of(text.begin(), text.end(), [](char c) {
        return static_cast<unsigned char>(c) >= 0xE3;  // kana and kanji: three bytes from U+3000
    });
}

TEST(AllRules, HaveBothTextsThatNameTheSameInputs) {
    const std::regex name("[a-z][a-z0-9_]*");
    for (const Rule* rule : all_rules()) {
        EXPECT_TRUE(has_japanese(rule->text_ja)) << rule->id;
        EXPECT_FALSE(rule->text_en.empty() || has_japanese(rule->text_en)) << rule->id;
        const std::string ja = formula_in_words(rule->formula.ja);
        const std::string en = formula_in_words(rule->formula.en);
        EXPECT_TRUE(has_japanese(ja)) << rule->id << ": " << ja;
        EXPECT_FALSE(en.empty() || has_japanese(en)) << rule->id << ": " << en;
        EXPECT_FALSE(std::regex_search(ja, std::regex("[A-Za-z]"))) << rule->id << ": " << ja;
        EXPECT_EQ(set_of(rule->formula.ja), set_of(rule->formula.en)) << rule->id;
        for (const std::string& one : set_of(rule->formula.ja)) {
            EXPECT_TRUE(std::regex_match(one, name)) << rule->id << ": " << one;
        }
    }
}

// One input has one word in a formula; other words for it would be other things.
TEST(AllRules, CallAnInputByOneWordInAFormula) {
    const std::regex placeholder(R"(\{([a-z0-9_]+)\|([^}]+)\})");
    for (const Rule* rule : all_rules()) {
        for (const std::string_view formula : {rule->formula.ja, rule->formula.en}) {
            std::map<std::string, std::string> words;
            const std::string text(formula);
            for (std::sregex_iterator at(text.begin(), text.end(), placeholder), end; at != end;
                 ++at) {
                const auto [known, fresh] = words.emplace((*at)[1], (*at)[2]);
                EXPECT_TRUE(fresh || known->second == (*at)[2]) << rule->id << ": " << (*at)[1];
            }
        }
    }
}

TEST(AllRules, AreAllThere) {
    std::set<std::string_view> ids;
    for (const Rule* rule : all_rules()) EXPECT_TRUE(ids.insert(rule->id).second) << rule->id;
    const std::filesystem::path folder = DAICHO_SOURCE_DIR "/src/tax/rules";
    const std::regex written("@rule +([a-z_0-9]+[.][a-z_0-9.]+)");
    std::size_t seen = 0;
    for (const auto& file : std::filesystem::directory_iterator(folder)) {
        std::ifstream source(file.path());
        for (std::string line; std::getline(source, line);) {
            std::smatch id;
            if (!std::regex_search(line, id, written)) continue;
            ++seen;
            EXPECT_NE(find_rule(id[1].str()), nullptr) << id[1] << " in " << file.path();
        }
    }
    EXPECT_GT(seen, 50U);
}

TEST(Formula, IsReadInWords) {
    EXPECT_EQ(formula_in_words("max({value_yen|価格}, 1) × {ratio|率}"), "max(価格, 1) × 率");
    EXPECT_EQ(formula_in_words("in words"), "in words");
    EXPECT_EQ(inputs_named_by("{a|x} + {b|y} + {a|x}"),
              (std::vector<std::string_view>{"a", "b", "a"}));
}

}  // namespace
}  // namespace daicho::tax::rules
