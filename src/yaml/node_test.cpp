#include "yaml/node.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace daicho::yaml {
namespace {

Document read(std::string_view text) { return Document::parse(text, "f.yaml").value(); }

std::string parse_fault(std::string_view text, const Limits& limits = {}) {
    const auto document = Document::parse(text, "f.yaml", limits);
    return document ? "" : document.error().id;
}

using Faults = std::vector<std::string>;

// "line id" of every fault, in order.
Faults faults_of(const Document& document) {
    Faults list;
    const Status status = document.finish();
    if (status) return list;
    for (const Error& cause : status.error().causes) {
        EXPECT_EQ(cause.where.file, "f.yaml");
        list.push_back(std::to_string(cause.where.line) + " " + cause.id);
    }
    return list;
}

TEST(Yaml, ReadsEveryType) {
    const Document document = read(
        "text: 名前\nnumber: 42\nyes: true\nday: 2026-04-01\nrate: '0.014'\npart: 1/6\n"
        "label: {ja: 台帳, en: Register}\nlist: [a, b]\nmap:\n  x: 1\n  y: 2\nkind: wood\n");
    const Node root = document.root();
    EXPECT_EQ(root.at("text").text(), "名前");
    EXPECT_EQ(root.at("number").integer(0, 100), 42);
    EXPECT_TRUE(root.at("yes").boolean());
    EXPECT_EQ(root.at("day").date(), Date::of(2026, 4, 1));
    EXPECT_EQ(root.at("rate").ratio(), Ratio(14, 1000));
    EXPECT_EQ(root.at("part").ratio(), Ratio(1, 6));
    EXPECT_EQ(root.at("label").bilingual().en, "Register");
    EXPECT_EQ(root.at("list").texts(), (std::vector<std::string>{"a", "b"}));
    EXPECT_EQ(root.at("map").members().size(), 2U);
    EXPECT_EQ(root.at("map").members().at(1).first, "y");
    EXPECT_EQ(root.at("kind").one_of({"brick", "wood"}), "wood");
    EXPECT_EQ(root.at("number").line(), 2U);
    EXPECT_EQ(root.text_or("absent", "else"), "else");
    EXPECT_TRUE(root.boolean_or("absent", true));
    EXPECT_EQ(root.integer_or("absent", 7, 0, 9), 7);
    EXPECT_FALSE(root.find("absent").exists());
    EXPECT_TRUE(root.find("absent").elements().empty());
    EXPECT_EQ(faults_of(document), Faults{});
}

TEST(Yaml, NamesUnknownKeysWithTheirLines) {
    const Document document = read("a: 1\ntypo: 2\nmap:\n  b: 1\n  c: 2\n");
    (void)document.root().at("a").text();
    (void)document.root().at("map").at("b").text();
    EXPECT_EQ(faults_of(document), (Faults{"2 yaml.unknown_key", "5 yaml.unknown_key"}));
}

TEST(Yaml, NamesDuplicateKeys) {
    const Document document = read("a: 1\na: {x: 2}\n\"a\": 3\n");
    EXPECT_EQ(document.root().at("a").text(), "1");
    const Faults faults = faults_of(document);
    ASSERT_GE(faults.size(), 2U);
    EXPECT_EQ(faults[0], "2 yaml.duplicate_key");
    EXPECT_EQ(faults[1], "3 yaml.duplicate_key");
}

TEST(Yaml, NamesMissingKeysAndSides) {
    const Document document = read("a: 1\nlabel:\n  ja: 台帳\nempty: {ja: 台帳, en: }\n");
    (void)document.root().at("a").text();
    (void)document.root().at("b").text();
    (void)document.root().at("label").bilingual();
    (void)document.root().at("empty").bilingual();
    EXPECT_EQ(faults_of(document),
              (Faults{"1 yaml.missing_key", "3 yaml.missing_key", "4 yaml.no_value"}));
}

TEST(Yaml, NamesWrongTypes) {
    const Document document = read(
        "i: x\nbig: 99999999999999999999\nrange: 11\nb: yes\nd: 2026-02-30\nr: 1/0\nk: z\n"
        "list: {a: 1}\nmap: [1]\nscalar: [1]\nnone: ~\n");
    const Node root = document.root();
    EXPECT_EQ(root.at("i").integer(1, 10), 1);
    (void)root.at("big").integer(1, 10);
    (void)root.at("range").integer(1, 10);
    EXPECT_FALSE(root.at("b").boolean());
    (void)root.at("d").date();
    (void)root.at("r").ratio();
    EXPECT_EQ(root.at("k").one_of({"first", "second"}), "first");
    (void)root.at("list").elements();
    (void)root.at("list").members();
    (void)root.at("map").members();
    (void)root.at("scalar").text();
    (void)root.find("none").text();
    EXPECT_EQ(faults_of(document),
              (Faults{"1 yaml.not_an_integer", "2 yaml.not_an_integer", "3 yaml.not_an_integer",
                      "4 yaml.not_a_boolean", "5 date.does_not_exist", "6 ratio.out_of_range",
                      "7 yaml.not_one_of", "8 yaml.not_a_list", "9 yaml.not_a_map",
                      "10 yaml.not_a_scalar", "11 yaml.no_value"}));
}

TEST(Yaml, AnchorsAndAliasesAreRefusedSoNothingMultiplies) {
    std::string bomb = "a: &a [x, x]\n";
    for (char c = 'b'; c <= 'z'; ++c) {
        const std::string before(1, static_cast<char>(c - 1));
        bomb += std::string(1, c) + ": &" + c + " [*" + before + ", *" + before + "]\n";
    }
    const Document document = read(bomb);
    const Faults faults = faults_of(document);
    ASSERT_FALSE(faults.empty());
    EXPECT_EQ(faults.front(), "1 yaml.alias");
    EXPECT_LE(faults.size(), 200U);
}

TEST(Yaml, OneDocumentWithPlainKeysOnly) {
    const Document two = read("a: 1\n---\nb: 2\n");
    (void)two.root().at("a").text();
    EXPECT_EQ(faults_of(two), Faults{"1 yaml.several_documents"});
    const Document key = read("? [a, b]\n: 1\n");
    EXPECT_EQ(faults_of(key).front(), "1 yaml.key_not_text");
    const Document null_key = read("~: 1\n");
    EXPECT_EQ(faults_of(null_key).front(), "1 yaml.key_not_text");
    const Document marked = read("---\na: 1\n");
    (void)marked.root().at("a").text();
    EXPECT_EQ(faults_of(marked), Faults{});
}

TEST(Yaml, IsBounded) {
    EXPECT_EQ(parse_fault("a: 12345", {.bytes = 4}), "yaml.too_large");
    EXPECT_EQ(parse_fault(std::string(100'000, '[')), "yaml.too_deep");
    EXPECT_EQ(parse_fault(std::string(50'000, '{')), "yaml.too_deep");
    std::string nested;
    for (int i = 0; i < 10'000; ++i) nested += "- ";
    EXPECT_EQ(parse_fault(nested), "yaml.too_deep");
    EXPECT_EQ(parse_fault("[[1]]", {.depth = 2}), "");
    EXPECT_EQ(parse_fault("[[[1]]]", {.depth = 2}), "yaml.too_deep");
}

TEST(Yaml, RefusesWhatIsNotYaml) {
    for (const char* text :
         {"a: [1", "a: b: c", "\ta: 1", "a: 'x", "%YAML 9.9.9\n---\na", "a: @x"}) {
        EXPECT_EQ(parse_fault(text), "yaml.syntax") << text;
    }
    EXPECT_EQ(parse_fault(""), "yaml.empty");
    EXPECT_EQ(parse_fault("# only a comment\n"), "yaml.empty");
    EXPECT_EQ(Document::load("no/such/file.yaml").error().id, "yaml.cannot_open");
}

TEST(Yaml, CallersAddFaultsOfTheirOwn) {
    const Document document = read("a: 1\nb: 2\n");
    (void)document.root().at("a");
    document.root().at("b").fault(input_error("yaml.empty"));
    EXPECT_EQ(faults_of(document), Faults{"2 yaml.empty"});
}

RC_GTEST_PROP(YamlProperty, AnyBytesAreSafe, (const std::string& text)) {
    const auto document = Document::parse(text, "f.yaml");
    if (!document) {
        RC_ASSERT(!document.error().id.empty());
        return;
    }
    (void)document->root().text();
    (void)document->finish();
}

}  // namespace
}  // namespace daicho::yaml
