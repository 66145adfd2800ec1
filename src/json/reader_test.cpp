#include "json/reader.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "base/message.hpp"

namespace daicho::json {
namespace {

Value read(std::string_view text) { return parse(text).value(); }

std::string parse_fault(std::string_view text, const Limits& limits = {}) {
    const auto value = parse(text, limits);
    return value ? "" : value.error().id;
}

// "path id" of every fault, in order.
std::vector<std::string> faults_of(const Status& status) {
    std::vector<std::string> list;
    if (status) return list;
    for (const Error& cause : status.error().causes) {
        list.push_back(cause.where.path + " " + cause.id);
    }
    return list;
}

using Faults = std::vector<std::string>;

TEST(JsonParse, AcceptsJson) {
    for (const char* text : {"{}", " [] ", "1", "\"a\"", "null", "{\"a\":{\"a\":1},\"b\":[{}]}\n",
                             "[{\"a\":1},{\"a\":2}]"}) {
        EXPECT_EQ(parse_fault(text), "") << text;
    }
}

TEST(JsonParse, RefusesWhatIsNot) {
    for (const char* text : {"",         " ",          "{",           "{}{}", "{} x",
                             "[1,]",     "{\"a\":1,}", "{a:1}",       "'a'",  "01",
                             "NaN",      "Infinity",   "+1",          ".5",   "// c\n1",
                             "\"\x01\"", "\"\xFF\"",   "\"\\ud800\"", "tru",  "\xEF\xBB\xBF{}"}) {
        EXPECT_EQ(parse_fault(text), "json.syntax") << text;
    }
}

TEST(JsonParse, RefusesNumbersThatCannotBeWrittenAgain) {
    EXPECT_EQ(parse_fault("1e400"), "json.syntax");
    EXPECT_EQ(parse_fault(R"({"a":[1,{"b":-1e999}]})"), "json.syntax");
    EXPECT_EQ(parse_fault("1e300"), "");
}

TEST(JsonParse, NamesTheLine) {
    const auto value = parse("{\n\"a\": 1,\n\"b\": ?\n}");
    ASSERT_FALSE(value.has_value());
    EXPECT_EQ(value.error().where.line, 3U);
}

TEST(JsonParse, RefusesEqualKeys) {
    EXPECT_EQ(parse_fault(R"({"a":1,"a":2})"), "json.duplicate_key");
    EXPECT_EQ(parse_fault(R"({"x":[{"a":1,"b":{"a":1},"a":2}]})"), "json.duplicate_key");
    EXPECT_EQ(parse_fault(R"({"a":1,"\u0061":2})"), "json.duplicate_key");
    EXPECT_EQ(parse_fault(R"({"a\"":1,"a":"a","b":"{\"a\":1,\"a\":2}"})"), "");
    EXPECT_EQ(parse_fault(R"({"a" : ["a","a"], "b":"a"})"), "");
}

TEST(JsonParse, IsBounded) {
    EXPECT_EQ(parse_fault("[1,2,3]", {.bytes = 4}), "json.too_large");
    const std::string deep(100'000, '[');
    EXPECT_EQ(parse_fault(deep), "json.syntax");
    EXPECT_EQ(parse_fault("[[[]]]", {.depth = 2}), "json.syntax");
    EXPECT_EQ(parse_fault("[[]]", {.depth = 2}), "");
}

TEST(JsonReader, ReadsEveryType) {
    const Value value = read(R"({"i":7,"y":1000,"a":"125.50","r":"1/6","d":"2026-04-01",
        "m":"2023-05","b":true,"t":"text","o":"x",
        "l":["p","q"],"p":{"i":1},"s":[{"i":2},{"i":3}]})");
    ObjectReader in(value, "");
    EXPECT_EQ(in.integer("i"), 7);
    EXPECT_EQ(in.yen("y"), 1000_yen);
    EXPECT_EQ(in.area("a").hundredths(), 12550);
    EXPECT_EQ(in.ratio("r"), Ratio(1, 6));
    EXPECT_EQ(in.date("d"), Date::of(2026, 4, 1));
    EXPECT_EQ(in.year_month("m"), (YearMonth{2023, 5}));
    EXPECT_TRUE(in.boolean("b"));
    EXPECT_EQ(in.text("t"), "text");
    EXPECT_EQ(in.one_of("o", {"w", "x"}), "x");
    EXPECT_EQ(in.texts("l"), (std::vector<std::string>{"p", "q"}));
    EXPECT_EQ(in.optional_object("p")->integer("i"), 1);
    std::int64_t sum = 0;
    for (ObjectReader& part : in.objects("s")) sum += part.integer("i");
    EXPECT_EQ(sum, 5);
    EXPECT_TRUE(in.finish().has_value());
}

TEST(JsonReader, OptionalMeansAbsentOrNull) {
    const Value value = read(R"({"n":null})");
    ObjectReader in(value, "");
    EXPECT_FALSE(in.has("n"));
    EXPECT_FALSE(in.optional_integer("n").has_value());
    EXPECT_FALSE(in.optional_text("x").has_value());
    EXPECT_FALSE(in.optional_boolean("x").has_value());
    EXPECT_TRUE(in.boolean_or("x", true));
    EXPECT_FALSE(in.optional_object("x").has_value());
    EXPECT_TRUE(in.objects("x").empty());
    EXPECT_TRUE(in.texts("x").empty());
    EXPECT_EQ(in.raw("x"), nullptr);
    EXPECT_TRUE(in.finish().has_value());
}

TEST(JsonReader, NamesEveryMissingValue) {
    const Value value = read(R"({"n":null})");
    ObjectReader in(value, "root");
    (void)in.integer("n");
    (void)in.area("a");
    (void)in.boolean("b");
    (void)in.text("t");
    EXPECT_EQ(in.one_of("o", {"first"}), "first");
    EXPECT_EQ(faults_of(in.finish()), (Faults{"root.n json.missing_key", "root.a json.missing_key",
                                              "root.b json.missing_key", "root.t json.missing_key",
                                              "root.o json.missing_key"}));
}

TEST(JsonReader, NamesEveryWrongType) {
    const Value value = read(R"({"i":"1","f":1.5,"e":1e2,"a":12.5,"b":1,"t":1,"d":20260401,
        "l":[1,"x"],"s":{},"p":[],"q":[1]})");
    ObjectReader in(value, "");
    (void)in.integer("i");
    (void)in.integer("f");
    (void)in.integer("e");
    (void)in.area("a");
    (void)in.boolean("b");
    (void)in.text("t");
    (void)in.date("d");
    (void)in.texts("l");
    (void)in.objects("s");
    (void)in.optional_object("p");
    (void)in.objects("q");
    EXPECT_EQ(faults_of(in.finish()),
              (Faults{"i json.wrong_type", "f json.wrong_type", "e json.wrong_type",
                      "a json.wrong_type", "b json.wrong_type", "t json.wrong_type",
                      "d json.wrong_type", "l[0] json.wrong_type", "s json.wrong_type",
                      "p json.wrong_type", "q[0] json.wrong_type"}));
}

TEST(JsonReader, NamesEveryValueOutOfBounds) {
    const Value value = read(R"({"small":-1,"big":9223372036854775808,
        "huge":123456789012345678901234567890,"yen":1000000000000001,"area":"-1","ratio":"1/0",
        "date":"2026-02-30","text":"abcd","one":"z"})");
    ObjectReader in(value, "");
    (void)in.integer("small");
    (void)in.integer("big");
    (void)in.integer("huge");
    (void)in.yen("yen");
    (void)in.area("area");
    (void)in.ratio("ratio");
    (void)in.date("date");
    (void)in.text("text", 3);
    (void)in.one_of("one", {"x", "y"});
    EXPECT_EQ(
        faults_of(in.finish()),
        (Faults{"small json.out_of_range", "big json.out_of_range", "huge json.wrong_type",
                "yen json.out_of_range", "area area.negative", "ratio ratio.out_of_range",
                "date date.does_not_exist", "text json.text_too_long", "one json.not_one_of"}));
}

TEST(JsonReader, NamesUnknownKeysOfEveryPart) {
    const Value value = read(R"({"a":1,"typo":1,"p":{"b":1,"c":2},"s":[{},{"d":1}]})");
    ObjectReader in(value, "");
    (void)in.integer("a");
    (void)in.optional_object("p")->integer("b");
    (void)in.objects("s");
    EXPECT_EQ(faults_of(in.finish()),
              (Faults{"typo json.unknown_key", "p.c json.unknown_key", "s[1].d json.unknown_key"}));
}

TEST(JsonReader, TooManyElements) {
    const Value value = read(R"({"s":[{},{},{}]})");
    ObjectReader in(value, "");
    EXPECT_TRUE(in.objects("s", 2).empty());
    EXPECT_EQ(faults_of(in.finish()), Faults{"s json.too_many"});
}

TEST(JsonReader, ARootThatIsNoObject) {
    const Value value = read("[1]");
    ObjectReader in(value, "");
    EXPECT_EQ(in.integer("a"), 0);
    EXPECT_EQ(faults_of(in.finish()), (Faults{" json.wrong_type", "a json.missing_key"}));
}

TEST(JsonReader, FaultsAreBounded) {
    Object object;
    for (int i = 0; i < 1000; ++i) object["k" + std::to_string(i)] = i;
    const Value value = object;
    ObjectReader in(value, "");
    EXPECT_EQ(faults_of(in.finish()).size(), 100U);
}

TEST(JsonErrors, AnswerInTheContractsForm) {
    const Value value = read(R"({"x":1})");
    ObjectReader in(value, "");
    const Value document = errors_document(in.finish().error());
    const Object& error = document.at("errors").at(0).as_object();
    EXPECT_EQ(error.at("path").as_string(), "x");
    EXPECT_EQ(error.at("id").as_string(), "json.unknown_key");
    EXPECT_EQ(error.size(), 4U);
    const Value by_line = errors_document(input_error("yaml.empty").at_line("a.yaml", 3));
    EXPECT_EQ(by_line.at("errors").at(0).at("path").as_string(), "a.yaml:3");
}

TEST(JsonWrite, CompactAndPretty) {
    const Value value = read(R"({"b":[1,{"a":"\n"}],"a":{},"c":[]})");
    EXPECT_EQ(write(value), R"({"b":[1,{"a":"\n"}],"a":{},"c":[]})");
    EXPECT_EQ(write_pretty(value),
              "{\n  \"b\": [\n    1,\n    {\n      \"a\": \"\\n\"\n    }\n  ],\n  \"a\": {},\n"
              "  \"c\": []\n}\n");
}

RC_GTEST_PROP(JsonProperty, WhatIsWrittenIsReadBack,
              (const std::map<std::uint16_t, std::int64_t>& numbers)) {
    Object object;
    for (const auto& [key, number] : numbers) object[std::to_string(key)] = number;
    const Value value = object;
    RC_ASSERT(parse(write(value)).value() == value);
    RC_ASSERT(parse(write_pretty(value)).value() == value);
}

RC_GTEST_PROP(JsonProperty, AnyBytesAreSafe, (const std::string& text)) {
    const auto value = parse(text);
    RC_ASSERT(value.has_value() || !value.error().id.empty());
}

}  // namespace
}  // namespace daicho::json
