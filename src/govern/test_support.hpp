// For the tests of this module: catalogs, golden files and sets of codes.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <set>
#include <string>
#include <vector>

#include "base/message.hpp"
#include "json/reader.hpp"
#include "yaml/node.hpp"

namespace daicho::govern::test {

inline std::string source_path(const std::string& relative) {
    return std::string(DAICHO_SOURCE_DIR) + "/" + relative;
}

inline std::string read_text(const std::string& relative) {
    std::ifstream in(source_path(relative), std::ios::binary);
    EXPECT_TRUE(in) << relative;
    return {std::istreambuf_iterator<char>(in), {}};
}

inline std::string explain_error(const Error& error) {
    return describe_with_place(error, Language::english);
}

// The value, or a test failure with the error's text.
template <class T>
T value_of(Result<T> result) {
    EXPECT_TRUE(result.has_value()) << (result ? "" : explain_error(result.error()));
    if (!result) std::abort();
    return std::move(*result);
}

// Replaces exactly one place; the test fails when the text is not there just once.
inline std::string changed(std::string text, const std::string& from, const std::string& to) {
    const std::size_t at = text.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    if (at == std::string::npos) return text;
    EXPECT_EQ(text.find(from, at + 1), std::string::npos) << "twice: " << from;
    return text.replace(at, from.size(), to);
}

using Codes = std::set<std::string>;

inline Codes codes(const std::vector<std::string>& list) {
    const Codes set(list.begin(), list.end());
    EXPECT_EQ(set.size(), list.size()) << "a reason stands twice";
    return set;
}

inline Codes codes(const json::Value& reasons) {
    std::vector<std::string> list;
    for (const json::Value& code : reasons.as_array()) list.emplace_back(code.as_string());
    return codes(list);
}

inline json::Value parse_json(const std::string& text) { return value_of(json::parse(text)); }

inline std::string text_at(const json::Value& document, const char* key) {
    const json::Value& value = document.at(key);
    return value.is_null() ? "" : std::string(value.as_string());
}

// Every `refused` case of a golden file fails with the path and id of its first fault, and both
// languages have a text.
template <class Judge>
void expect_refused(const yaml::Node& root, Judge judge) {
    for (const yaml::Node& node : root.at("refused").elements()) {
        const std::string text = node.at("record").text();
        const std::string path = node.at("path").text();
        const std::string id = node.at("id").text();
        auto answer = judge(parse_json(text));
        ASSERT_FALSE(answer.has_value()) << text;
        const json::Value errors = json::errors_document(answer.error());
        const json::Value& first = errors.at("errors").as_array().at(0);
        EXPECT_EQ(text_at(first, "path"), path) << text;
        EXPECT_EQ(text_at(first, "id"), id) << text;
        EXPECT_FALSE(text_at(first, "message_ja").empty()) << text;
        EXPECT_FALSE(text_at(first, "message_en").empty()) << text;
    }
}

}  // namespace daicho::govern::test
