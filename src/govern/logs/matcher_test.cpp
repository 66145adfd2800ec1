// The matcher – tables, passes, literals, what it remembers and leaves out – against the plain
// definition of every test.
#include <gtest/gtest.h>

#include <random>

#include "govern/logs/detail/line_index.hpp"
#include "govern/logs/detail/literals.hpp"
#include "govern/logs/matcher.hpp"
#include "govern/test_support.hpp"

namespace daicho::govern::logs {
namespace {

using test::value_of;

bool says(const RuleSet& set, const Condition& condition, const Event& event) {
    const auto part = [&](const Condition& one) { return says(set, one, event); };
    switch (condition.kind) {
        case Condition::Kind::test: return holds(set.tests[condition.test], event);
        case Condition::Kind::all: return std::ranges::all_of(condition.parts, part);
        case Condition::Kind::any: return std::ranges::any_of(condition.parts, part);
        case Condition::Kind::none: return !says(set, condition.parts.front(), event);
    }
    return false;
}

constexpr const char* kHead =
    "catalog: t\nkind: log_rules\nedition: \"1\"\ntitle: {ja: 試, en: T}\n"
    "source: {name: 試, note: {ja: 試, en: T}}\nchecked_on: 2026-04-01\nrules:\n";

// Of every operator, of letters that fold and of those that do not, alone and together.
const char* const kTests[] = {
    "user: ab",           "user: [AB, ba, '']",   "user|cased: aB",        "user|contains: ab",
    "user|startswith: a", "user|endswith: B",     "user|re: 'a+b|(?i)k'",  "user|re: 'b[^a]b'",
    "user|exists: \"true\"", "rows|gte: 2",       "rows|lt: 1",            "user|contains|all: [a, b]",
    "user: 'a*b'",        "user: '?b'",           "user|neq: ab",          "user|fieldref: subject",
    "subject: [あ, b]",   "subject|contains: い", "user|re: 'aab|bba'",    "user|contains: [aab, bba]",
    "user|re: '(?i)session=[0-9]'", "subject|contains: session=1"};

std::string rules_of(std::mt19937& dice, int count) {
    std::string text = kHead;
    for (int i = 0; i < count; ++i) {
        const std::string name = "r" + std::to_string(i);
        text += "  - name: " + name +
                "\n    daicho: {title: {ja: 試, en: T}, reason: {ja: 試, en: T}}\n";
        text += "    detection:\n";
        for (const char* part : {"x", "y", "z"}) {
            text += std::string("      ") + part + ": {" +
                    kTests[dice() % std::size(kTests)] + "}\n";
        }
        static constexpr const char* kConditions[] = {"x", "x and y", "x or y and not z",
                                                      "not x", "1 of them", "x and (y or z)",
                                                      "all of them"};
        text += std::string("      condition: ") +
                kConditions[dice() % std::size(kConditions)] + "\n";
    }
    return text;
}

std::string value(std::mt19937& dice) {
    static constexpr const char* kParts[] = {"a", "b", "A",  "B",         "あ", "い", "1",
                                             "2", "k", "K", "session=1", "0",  "aab"};
    std::string text;
    const std::size_t size = dice() % 5 + (dice() % 20 == 0 ? 30 : 0);
    for (std::size_t i = 0; i < size; ++i) text += kParts[dice() % std::size(kParts)];
    return text;
}

TEST(LogsMatcher, AgreesWithTheDefinitionOfEveryTest) {
    std::mt19937 dice(3);
    for (int round = 0; round < 60; ++round) {
        const RuleSet set = value_of(parse_rules(rules_of(dice, round % 3 == 0 ? 90 : 7), "t"));
        std::vector<std::size_t> which;
        for (std::size_t i = 0; i < set.rules.size(); ++i) which.push_back(i);
        Matcher matcher(set, which);
        for (int i = 0; i < 400; ++i) {
            std::vector<std::string> texts;
            for (std::size_t slot = 0; slot < set.fields.size(); ++slot) {
                texts.push_back(value(dice));
            }
            Event event;
            for (const std::string& text : texts) event.values.emplace_back(text);
            std::vector<std::size_t> expected;
            for (const std::size_t rule : which) {
                if (says(set, set.rules[rule].condition, event)) expected.push_back(rule);
            }
            ASSERT_EQ(matcher.judge(event), expected) << "round " << round << " event " << i;
        }
    }
}

TEST(LogsLiterals, NeverMissOneThatStandsThere) {
    std::mt19937 dice(4);
    const auto word = [&dice](std::size_t least, std::size_t most) {
        std::string text;
        const std::size_t size = least + dice() % (most - least + 1);
        for (std::size_t i = 0; i < size; ++i) text += "abAB@`"[dice() % 6];
        return text;
    };
    int found = 0;
    for (int round = 0; round < 5000; ++round) {
        std::vector<std::string> texts;
        for (std::size_t i = 0; i <= dice() % 4; ++i) texts.push_back(word(3, 6));
        detail::Literals literals;
        ASSERT_TRUE(literals.prepare(texts));
        const std::string text = word(0, 30);
        const bool there = std::ranges::any_of(texts, [&text](const std::string& one) {
            return text.find(one) != std::string::npos;
        });
        found += there ? 1 : 0;
        ASSERT_TRUE(!there || literals.may_hold(text)) << text;
    }
    EXPECT_GT(found, 100);
    detail::Literals literals;
    EXPECT_FALSE(literals.prepare({"ab"}));
    EXPECT_FALSE(literals.prepare({"あいう"}));
    EXPECT_FALSE(literals.prepare({}));
    ASSERT_TRUE(literals.prepare({"session=77", "page"}));
    EXPECT_FALSE(literals.may_hold("a text of no interest to anybody whatsoever"));
}

TEST(LogsLineIndex, FindsWhatALoopOverTheBytesFinds) {
    std::mt19937 dice(5);
    for (int round = 0; round < 2000; ++round) {
        std::string text;
        const std::size_t size = dice() % 400;
        for (std::size_t i = 0; i < size; ++i) text += "xxxxx,\n\"\x80"[dice() % 9];
        const std::size_t from = text.empty() ? 0 : dice() % text.size();
        detail::LineIndex index;
        index.scan(text.data(), from, text.size(), ',');
        std::size_t begin = from;
        for (std::size_t end = text.find('\n', begin); end != std::string::npos;
             begin = end + 1, end = text.find('\n', begin)) {
            const auto* line = index.line_at(begin);
            ASSERT_NE(line, nullptr);
            ASSERT_EQ(line->end, end);
            const std::string_view bytes = std::string_view(text).substr(begin, end - begin);
            ASSERT_EQ(line->quoted, bytes.find('"') != std::string_view::npos);
            ASSERT_EQ(index.cut_count(), std::count(bytes.begin(), bytes.end(), ','));
            for (std::uint32_t i = 0; i < index.cut_count(); ++i) {
                ASSERT_EQ(text[index.cuts()[i]], ',');
            }
        }
        ASSERT_EQ(index.line_at(begin), nullptr);
        ASSERT_EQ(index.ascii(), text.find('\x80', from) == std::string::npos);
    }
}

}  // namespace
}  // namespace daicho::govern::logs
