// One line of a selection: field|modifiers and the values it is compared with.
#include <arpa/inet.h>

#include <algorithm>
#include <cstring>

#include "govern/logs/detail/expression.hpp"
#include "govern/logs/detail/rule_reader.hpp"

namespace daicho::govern::logs::detail {

namespace {

struct Modifiers {
    std::optional<Op> op;
    bool cased = false;
    bool all = false;
    bool field_ref = false;
    bool expand = false;
    bool neq = false;
};

std::vector<std::string> split(const std::string& text, char at) {
    std::vector<std::string> parts(1);
    for (const char c : text) {
        if (c == at) {
            parts.emplace_back();
        } else {
            parts.back() += c;
        }
    }
    return parts;
}

bool is_part_of_time(const std::string& word) {
    static constexpr std::string_view kWords[] = {"hour",  "minute", "day",  "week",  "weekday",
                                                  "month", "year",   "date", "clock", "holiday"};
    return std::ranges::find(kWords, word) != std::end(kWords);
}

void set_op(const yaml::Node& node, Modifiers& out, Op op, const std::string& word) {
    if (out.op) {
        node.fault(input_error("logs.rule.two_operators").with("modifier", word));
    }
    out.op = op;
}

void read_modifier(const yaml::Node& node, const std::string& word, Modifiers& out) {
    static const std::vector<std::pair<std::string_view, Op>> kOps = {{"contains", Op::contains},
                                                                      {"startswith", Op::starts},
                                                                      {"endswith", Op::ends},
                                                                      {"re", Op::regex},
                                                                      {"cidr", Op::cidr},
                                                                      {"exists", Op::exists},
                                                                      {"lt", Op::lt},
                                                                      {"lte", Op::lte},
                                                                      {"gt", Op::gt},
                                                                      {"gte", Op::gte}};
    const auto op =
        std::ranges::find(kOps, std::string_view(word), &std::pair<std::string_view, Op>::first);
    if (op != kOps.end()) return set_op(node, out, op->second, word);
    if (word == "cased") {
        out.cased = true;
    } else if (word == "all") {
        out.all = true;
    } else if (word == "fieldref") {
        out.field_ref = true;
    } else if (word == "expand") {
        out.expand = true;
    } else if (word == "neq") {
        out.neq = true;
    } else {
        node.fault(input_error("logs.rule.modifier").with("modifier", word));
    }
}

std::optional<Network> network(const std::string& text) {
    const std::size_t slash = text.find('/');
    const std::string address = text.substr(0, slash);
    Network out;
    out.six = address.find(':') != std::string::npos;
    if (inet_pton(out.six ? AF_INET6 : AF_INET, address.c_str(), out.address) != 1) return {};
    out.bits = out.six ? 128 : 32;
    if (slash == std::string::npos) return out;
    const auto bits = thousandths(text.substr(slash + 1));
    if (!bits || *bits % 1000 != 0 || *bits < 0 || *bits / 1000 > out.bits) return {};
    out.bits = static_cast<int>(*bits / 1000);
    return out;
}

// Takes escapes away; true when a wildcard is left that works as one.
bool has_wildcard(const std::string& text) {
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\\' && i + 1 < text.size()) {
            ++i;
        } else if (text[i] == '*' || text[i] == '?') {
            return true;
        }
    }
    return false;
}

std::string unescaped(const std::string& text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool escapes = text[i] == '\\' && i + 1 < text.size() &&
                             (text[i + 1] == '*' || text[i + 1] == '?' || text[i + 1] == '\\');
        if (escapes) ++i;
        out += text[i];
    }
    return out;
}

void lower(std::string& text) {
    for (char& c : text) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
    }
}

// Wildcards make a pattern of an ordinary comparison; %…% with contains and its like goes around.
void settle_texts(Test& test) {
    const bool text = test.op == Op::equals || test.op == Op::contains || test.op == Op::starts ||
                      test.op == Op::ends;
    if (!text) return;
    if (std::ranges::any_of(test.values, has_wildcard)) {
        for (std::string& value : test.values) {
            if (test.op == Op::contains || test.op == Op::ends)
                value = std::string("*").append(value);
            if (test.op == Op::contains || test.op == Op::starts) value += "*";
        }
        test.op = Op::glob;
    } else {
        for (std::string& value : test.values) value = unescaped(value);
    }
    if (test.cased) return;
    for (std::string& value : test.values) lower(value);
}

void settle(const yaml::Node& node, Test& test) {
    for (const std::string& value : test.values) {
        if (test.op == Op::regex) {
            test.expressions.push_back(compile(node, value, true));
        } else if (test.op == Op::cidr) {
            const auto net = network(value);
            if (!net) node.fault(input_error("logs.rule.cidr").with("value", value));
            test.networks.push_back(net.value_or(Network()));
        } else if (test.op == Op::exists && value != "true" && value != "false") {
            node.fault(input_error("logs.rule.exists").with("value", value));
        }
    }
    settle_texts(test);
}

std::vector<std::string> values_of(const RuleContext& context, const yaml::Node& node,
                                   bool expand) {
    std::vector<std::string> given;
    if (node.is_sequence()) {
        given = node.texts();
    } else {
        given.push_back(node.text());
    }
    std::vector<std::string> out;
    for (const std::string& text : given) {
        if (!expand) {
            out.push_back(context.value(node, text));
            continue;
        }
        for (std::string& one : context.expand(node, text)) out.push_back(std::move(one));
    }
    return out;
}

std::size_t keep(RuleSet& set, Test test) {
    const auto known = std::ranges::find(set.tests, test);
    if (known != set.tests.end()) return static_cast<std::size_t>(known - set.tests.begin());
    set.tests.push_back(std::move(test));
    return set.tests.size() - 1;
}

}  // namespace

Condition read_test(const RuleContext& context, const std::string& key, const yaml::Node& node) {
    std::vector<std::string> words = split(key, '|');
    Modifiers modifiers;
    std::string field = words.front();
    for (std::size_t i = 1; i < words.size(); ++i) {
        if (field == "time" && is_part_of_time(words[i])) {
            field += "." + words[i];
        } else {
            read_modifier(node, words[i], modifiers);
        }
    }
    Test test;
    test.slot = context.set.fields.add(field);
    test.op = modifiers.op.value_or(Op::equals);
    test.cased = modifiers.cased;
    test.all = modifiers.all;
    test.values = values_of(context, node, modifiers.expand);
    if (modifiers.field_ref) {
        if (test.values.size() != 1 || test.op == Op::regex || test.op == Op::cidr ||
            test.op == Op::exists) {
            node.fault(input_error("logs.rule.fieldref").with("field", field));
        } else {
            test.other = context.set.fields.add(test.values.front());
            test.values.clear();
        }
    } else {
        settle(node, test);
    }
    // An expanded list may be empty; whoever writes values himself must write some.
    if (test.values.empty() && test.other == kNoSlot && !modifiers.expand) {
        node.fault(input_error("logs.rule.no_values").with("field", field));
    }
    Condition line{Condition::Kind::test, keep(context.set, std::move(test)), {}};
    if (!modifiers.neq) return line;
    return {Condition::Kind::none, 0, {line}};
}

}  // namespace daicho::govern::logs::detail
