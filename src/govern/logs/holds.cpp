// One test against one event.
#include <arpa/inet.h>
#include <re2/re2.h>

#include <algorithm>
#include <cstring>

#include "govern/logs/matcher.hpp"

namespace daicho::govern::logs {

namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

// `pattern` is in lower case already unless the test is cased.
bool same(char text, char pattern, bool cased) { return (cased ? text : lower(text)) == pattern; }

bool equal(std::string_view text, std::string_view pattern, bool cased) {
    if (text.size() != pattern.size()) return false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (!same(text[i], pattern[i], cased)) return false;
    }
    return true;
}

bool contains(std::string_view text, std::string_view pattern, bool cased) {
    if (cased) return text.find(pattern) != std::string_view::npos;
    for (std::size_t i = 0; i + pattern.size() <= text.size(); ++i) {
        if (equal(text.substr(i, pattern.size()), pattern, false)) return true;
    }
    return false;
}

// Bytes of one character, so that ? is a character and not a third of one.
std::size_t character(std::string_view text) {
    std::size_t size = 1;
    while (size < text.size() && (static_cast<unsigned char>(text[size]) & 0xC0) == 0x80) ++size;
    return size;
}

// * and ?, a backslash before what is meant as itself. Goes back to the last * only, which is
// enough and keeps the time at |text| × |pattern|.
bool glob(std::string_view text, std::string_view pattern, bool cased) {
    std::size_t t = 0;
    std::size_t p = 0;
    std::size_t star = std::string_view::npos;
    std::size_t resume = 0;
    while (t < text.size() || p < pattern.size()) {
        if (p < pattern.size() && pattern[p] == '*') {
            star = p++;
            resume = t;
            continue;
        }
        if (p < pattern.size() && t < text.size()) {
            if (pattern[p] == '?') {
                ++p;
                t += character(text.substr(t));
                continue;
            }
            const bool escape = pattern[p] == '\\' && p + 1 < pattern.size();
            if (same(text[t], pattern[p + (escape ? 1 : 0)], cased)) {
                p += escape ? 2 : 1;
                ++t;
                continue;
            }
        }
        if (star == std::string_view::npos || resume >= text.size()) return false;
        p = star + 1;
        t = ++resume;
    }
    return true;
}

bool in_network(std::string_view text, const Network& net) {
    char address[64];
    if (text.size() >= sizeof address) return false;
    std::memcpy(address, text.data(), text.size());
    address[text.size()] = '\0';
    std::uint8_t bytes[16] = {};
    if (inet_pton(net.six ? AF_INET6 : AF_INET, address, bytes) != 1) return false;
    const int whole = net.bits / 8;
    if (std::memcmp(bytes, net.address, static_cast<std::size_t>(whole)) != 0) return false;
    if (net.bits % 8 == 0) return true;
    const int shift = 8 - net.bits % 8;
    return bytes[whole] >> shift == net.address[whole] >> shift;
}

// As numbers where both are, else as texts (ISO dates, clock times).
bool ordered(Op op, std::string_view text, std::string_view than) {
    if (text.empty() || than.empty()) return false;
    const auto a = thousandths(text);
    const auto b = thousandths(than);
    const auto order = a && b ? *a <=> *b : text <=> than;
    switch (op) {
        case Op::lt: return order < 0;
        case Op::lte: return order <= 0;
        case Op::gt: return order > 0;
        default: return order >= 0;
    }
}

bool holds_for(const Test& test, std::string_view text, std::string_view value, std::size_t i) {
    switch (test.op) {
        case Op::equals: return equal(text, value, test.cased);
        case Op::glob: return glob(text, value, test.cased);
        case Op::contains: return !text.empty() && contains(text, value, test.cased);
        case Op::starts:
            return text.size() >= value.size() && !text.empty() &&
                   equal(text.substr(0, value.size()), value, test.cased);
        case Op::ends:
            return text.size() >= value.size() && !text.empty() &&
                   equal(text.substr(text.size() - value.size()), value, test.cased);
        case Op::regex:
            return !text.empty() &&
                   re2::RE2::PartialMatch(re2::StringPiece(text.data(), text.size()),
                                          *test.expressions[i]);
        case Op::cidr: return in_network(text, test.networks[i]);
        case Op::exists: return text.empty() == (value == "false");
        default: return ordered(test.op, text, value);
    }
}

}  // namespace

bool holds(const Test& test, const Event& event) {
    const std::string_view text = event.values[test.slot];
    if (test.other != kNoSlot) {
        std::string_view value = event.values[test.other];
        if (text.empty() || value.empty()) return false;
        std::string lowered(test.cased ? std::string_view() : value);
        for (char& c : lowered) c = lower(c);
        return holds_for(test, text, test.cased ? value : std::string_view(lowered), 0);
    }
    const auto one = [&](std::size_t i) { return holds_for(test, text, test.values[i], i); };
    if (test.all) {
        for (std::size_t i = 0; i < test.values.size(); ++i) {
            if (!one(i)) return false;
        }
        return !test.values.empty();
    }
    for (std::size_t i = 0; i < test.values.size(); ++i) {
        if (one(i)) return true;
    }
    return false;
}

}  // namespace daicho::govern::logs
