// For tests: marks that must be found nowhere, in every spelling a byte can give them.
#pragma once

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "base/bytes.hpp"
#include "base/kana.hpp"
#include "base/text.hpp"
#include "document/charset.hpp"

namespace daicho::server::testing {

class LeakMarks {
public:
    // `kana` are in full-width katakana and are looked for as hiragana and half-width kana, too.
    LeakMarks(const std::vector<std::string>& words, const std::vector<std::string>& kana) {
        for (const std::string& word : words) add(word, word);
        for (const std::string& word : kana) {
            add(word, word);
            add(word, hiragana(word));
            add(word, half_width(word));
            add(word, kana_search_key(word));
        }
    }
    // The mark and the spelling in which it was found; empty: none.
    [[nodiscard]] std::string found_in(const std::string& bytes) const {
        for (const auto& [form, name] : forms_) {
            if (bytes.find(form) != std::string::npos) return name;
        }
        return {};
    }
    [[nodiscard]] std::size_t forms() const noexcept { return forms_.size(); }

private:
    void add(const std::string& mark, const std::string& word) {
        const std::string big = utf16(word, true);
        put(word, mark, "UTF-8");
        put(big, mark, "UTF-16BE");
        const std::string little = utf16(word, false);
        put(little, mark, "UTF-16LE");
        std::string cp932;
        if (document::Cp932Encoder().encode(word, cp932).empty()) put(cp932, mark, "CP932");
        for (const std::string* one : std::initializer_list<const std::string*>{&word, &little}) {
            add_base64(mark, *one);
        }
        std::string lower, percent;
        for (std::size_t i = 0; i + 1 < big.size(); i += 2) {
            lower += "\\u" + to_hex(as_bytes(std::string_view(big).substr(i, 2)));
        }
        put(lower, mark, "JSON");
        std::string upper = lower;
        for (std::size_t i = 0; i < upper.size(); ++i) {
            if (upper[i] >= 'a' && upper[i] <= 'f') upper[i] = static_cast<char>(upper[i] - 32);
        }
        put(upper, mark, "JSON, upper case");
        for (const char c : word) {
            percent += "%" + to_hex(as_bytes(std::string_view(&c, 1)));
        }
        put(percent, mark, "percent");
        std::transform(percent.begin(), percent.end(), percent.begin(), [](char c) {
            return c >= 'a' && c <= 'f' ? static_cast<char>(c - 32) : c;
        });
        put(percent, mark, "percent, upper case");
        put(to_hex(as_bytes(word)), mark, "hex");
    }
    // What all texts that hold the word have in common, for each of the three places in a group.
    void add_base64(const std::string& mark, const std::string& word) {
        for (std::size_t shift = 0; shift < 3; ++shift) {
            const std::string text = std::string(shift, 'x') + word;
            std::string coded = to_base64(as_bytes(text));
            const std::size_t from = shift == 0 ? 0 : shift + 1;
            const std::size_t whole = text.size() / 3 * 4;
            put(coded.substr(from, whole - from), mark, "base64");
        }
    }
    void put(const std::string& form, const std::string& mark, const char* how) {
        if (form.size() >= 6) forms_.emplace(form, mark + " (" + how + ")");
    }
    static std::string utf16(const std::string& word, bool big) {
        std::string out;
        for (std::size_t i = 0; i < word.size(); i += 3) {  // all of three bytes
            const auto at = [&](std::size_t k) { return static_cast<unsigned char>(word[i + k]); };
            const unsigned c = (at(0) & 0x0FU) << 12U | (at(1) & 0x3FU) << 6U | (at(2) & 0x3FU);
            const char high = static_cast<char>(c >> 8U), low = static_cast<char>(c & 0xFFU);
            out += big ? high : low;
            out += big ? low : high;
        }
        return out;
    }
    static std::string shifted(const std::string& word, int by) {
        std::string out;
        const std::string units = utf16(word, true);
        for (std::size_t i = 0; i < units.size(); i += 2) {
            const int c = (static_cast<unsigned char>(units[i]) << 8) +
                          static_cast<unsigned char>(units[i + 1]) + by;
            out += static_cast<char>(0xE0 | (c >> 12));
            out += static_cast<char>(0x80 | ((c >> 6) & 0x3F));
            out += static_cast<char>(0x80 | (c & 0x3F));
        }
        return out;
    }
    static std::string hiragana(const std::string& word) { return shifted(word, -0x60); }
    static std::string half_width(const std::string& word) {
        static const std::map<std::string, std::string> kNarrow = {
            {"オ", "ｵ"}, {"キ", "ｷ"}, {"ノ", "ﾉ"}, {"シ", "ｼ"}, {"マ", "ﾏ"}, {"ン", "ﾝ"},
            {"ス", "ｽ"}, {"イ", "ｲ"}, {"カ", "ｶ"}, {"ズ", "ｽﾞ"}, {"ラ", "ﾗ"}, {"ク", "ｸ"}};
        std::string out;
        for (std::size_t i = 0; i < word.size(); i += 3) {
            const auto found = kNarrow.find(word.substr(i, 3));
            out += found == kNarrow.end() ? word.substr(i, 3) : found->second;
        }
        return out;
    }
    std::map<std::string, std::string> forms_;
};

}  // namespace daicho::server::testing
