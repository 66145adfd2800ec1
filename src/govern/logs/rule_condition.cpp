// The condition line of a detection: and, or, not, brackets, "1 of NAME*", "all of them".
#include <algorithm>

#include "govern/logs/detail/rule_reader.hpp"

namespace daicho::govern::logs::detail {

namespace {

constexpr int kDepth = 32;
// Parts of one condition, selections written out wherever they are named.
constexpr std::size_t kMostParts = 100'000;

using Selections = std::vector<std::pair<std::string, Condition>>;

std::size_t parts_of(const Condition& condition) {
    std::size_t sum = 1;
    for (const Condition& part : condition.parts) sum += parts_of(part);
    return sum;
}

class Parser {
public:
    Parser(const yaml::Node& node, const std::string& text, const Selections& selections)
        : node_(node), text_(text), selections_(selections) {
        split();
        for (const auto& [name, condition] : selections) sizes_.push_back(parts_of(condition));
    }

    Condition run() {
        Condition whole = any(0);
        if (!failed_ && at_ != words_.size()) fail(words_[at_]);
        return whole;
    }

private:
    void split() {
        std::string word;
        for (const char c : text_ + " ") {
            if (c != ' ' && c != '(' && c != ')') {
                word += c;
                continue;
            }
            if (!word.empty()) words_.push_back(word);
            word.clear();
            if (c != ' ') words_.emplace_back(1, c);
        }
    }

    // A selection that many places name is many times as much to keep and to judge.
    Condition written_out(std::size_t selection) {
        parts_ += sizes_[selection];
        if (parts_ <= kMostParts) return selections_[selection].second;
        if (!failed_) {
            node_.fault(input_error("logs.rule.condition_large")
                            .with("most", std::to_string(kMostParts)));
        }
        failed_ = true;
        return {Condition::Kind::any, 0, {}};
    }

    [[nodiscard]] std::string lower(std::size_t at) const {
        std::string word = at < words_.size() ? words_[at] : std::string();
        for (char& c : word) {
            if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
        }
        return word;
    }

    void fail(const std::string& word) {
        if (!failed_) {
            node_.fault(
                input_error("logs.rule.condition").with("condition", text_).with("word", word));
        }
        failed_ = true;
    }

    Condition list(Condition::Kind kind, const char* joint, int depth,
                   Condition (Parser::*next)(int)) {
        Condition out{kind, 0, {}};
        out.parts.push_back((this->*next)(depth));
        while (!failed_ && lower(at_) == joint) {
            ++at_;
            out.parts.push_back((this->*next)(depth));
        }
        return out.parts.size() == 1 ? std::move(out.parts.front()) : out;
    }
    Condition any(int depth) { return list(Condition::Kind::any, "or", depth, &Parser::all); }
    Condition all(int depth) { return list(Condition::Kind::all, "and", depth, &Parser::one); }

    Condition one(int depth) {
        const std::string word = lower(at_);
        if (word.empty() || depth > kDepth || failed_) {
            fail(word);
            return {Condition::Kind::any, 0, {}};
        }
        if (word == "not") {
            ++at_;
            return {Condition::Kind::none, 0, {one(depth + 1)}};
        }
        if (word == "(") {
            ++at_;
            Condition inner = any(depth + 1);
            if (lower(at_) != ")") fail("(");
            ++at_;
            return inner;
        }
        if ((word == "1" || word == "any" || word == "all") && lower(at_ + 1) == "of") {
            return quantified(word == "all");
        }
        const std::string name = words_[at_++];
        const auto found = std::ranges::find(selections_, name, &Selections::value_type::first);
        if (found != selections_.end()) {
            return written_out(static_cast<std::size_t>(found - selections_.begin()));
        }
        fail(name);
        return {Condition::Kind::any, 0, {}};
    }

    Condition quantified(bool all) {
        at_ += 2;
        if (at_ >= words_.size()) {
            fail("of");
            return {Condition::Kind::any, 0, {}};
        }
        const std::string pattern = words_[at_++];
        Condition out{all ? Condition::Kind::all : Condition::Kind::any, 0, {}};
        const bool them = pattern == "them";
        const bool prefix = pattern.ends_with('*');
        const std::string stem = pattern.substr(0, pattern.size() - (prefix ? 1 : 0));
        for (std::size_t i = 0; i < selections_.size() && !failed_; ++i) {
            const std::string& name = selections_[i].first;
            const bool wanted = them     ? !name.starts_with('_')
                                : prefix ? name.starts_with(stem)
                                         : name == stem;
            if (wanted) out.parts.push_back(written_out(i));
        }
        if (out.parts.empty()) fail(pattern);
        return out;
    }

    const yaml::Node& node_;
    const std::string& text_;
    const Selections& selections_;
    std::vector<std::string> words_;
    std::vector<std::size_t> sizes_;  // of each selection
    std::size_t parts_ = 0;
    std::size_t at_ = 0;
    bool failed_ = false;
};

}  // namespace

Condition parse_condition(const yaml::Node& node, const std::string& text,
                          const Selections& selections) {
    return Parser(node, text, selections).run();
}

}  // namespace daicho::govern::logs::detail
