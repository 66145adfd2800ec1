#include "govern/requests/request_rules.hpp"

#include "govern/detail/catalog_file.hpp"

namespace daicho::govern {
namespace {

using yaml::Node;

constexpr int kMostDays = 30;  // of the act
constexpr std::array<std::string_view, kRequestKinds> kWords = {"disclosure", "correction",
                                                                "suspension"};

bool read_status(const Node& node) {
    return node.at("status").one_of({"verified", "not_verified"}) == "verified";
}

int number(const Node& node, std::int64_t least, std::int64_t most) {
    return static_cast<int>(node.integer(least, most));
}

PeriodRule read_period(const Node& node) {
    PeriodRule rule;
    rule.days = number(node.at("days"), 1, kMostDays);
    rule.extension = number(node.at("extension"), 0, kMostDays);
    rule.special = number(node.at("special"), 0, 2 * kMostDays);
    rule.article = node.at("article").text();
    rule.amend = node.at("amend").text();
    rule.extend = node.at("extend").text();
    rule.special_article = node.at("special_article").text();
    rule.verified = read_status(node);
    rule.source = node.at("source").text();
    return rule;
}

Ground read_ground(const Node& node) {
    Ground ground{node.at("key").text(), node.at("article").text(),
                  {node.at("ja").text(), node.at("en").text()}, {}};
    for (const Node& kind : node.at("kinds").elements()) {
        ground.kinds.push_back(request_kind(kind.one_of({kWords[0], kWords[1], kWords[2]})));
    }
    return ground;
}

class Loader {
public:
    explicit Loader(Node root) : root_(root) {}

    RequestRules load() {
        RequestRules rules;
        rules.head = read_head(root_, "requests");
        periods(rules);
        const Node holiday = root_.at("holiday");
        rules.holiday_moves = holiday.at("moves").boolean();
        rules.holiday_article = holiday.at("article").text();
        rules.holiday_verified = read_status(holiday);
        const Node after = root_.at("after_disclosure");
        rules.after_disclosure_days = number(after.at("days"), 1, 3'650);
        rules.after_disclosure_article = after.at("article").text();
        static_cast<void>(read_status(after));
        const Node appeal = root_.at("appeal");
        rules.appeal = {number(appeal.at("months"), 1, 24),
                        number(appeal.at("consult_days"), 1, 365),
                        number(appeal.at("rule_days"), 1, 365), appeal.at("article").text(),
                        appeal.at("consult_article").text(), read_status(appeal)};
        const Node inquiry = root_.at("inquiry");
        rules.inquiry_days = number(inquiry.at("days"), 1, 365);
        static_cast<void>(inquiry.at("article").text());
        const Node files = root_.at("file_register");
        rules.files = {files.at("least_persons").integer(1, 1'000'000),
                       number(files.at("review_months"), 1, 60), files.at("article").text(),
                       read_status(files)};
        for (const Node& node : root_.at("grounds").elements()) {
            Ground ground = read_ground(node);
            if (place_of(rules.grounds, &Ground::key, ground.key) != kNowhere) {
                fault_given_twice(node, ground.key);
            }
            rules.grounds.push_back(std::move(ground));
        }
        return rules;
    }

private:
    void periods(RequestRules& rules) {
        std::array<bool, kRequestKinds> given{};
        const Node list = root_.at("periods");
        for (const Node& node : list.elements()) {
            const std::string word = node.at("kind").one_of({kWords[0], kWords[1], kWords[2]});
            const auto place = static_cast<std::size_t>(request_kind(word));
            if (given[place]) fault_given_twice(node, word);
            given[place] = true;
            rules.periods[place] = read_period(node);
        }
        for (std::size_t i = 0; i < kRequestKinds; ++i) {
            if (given[i] || !list.exists()) continue;
            list.fault(
                input_error("govern.requests.no_period").with("kind", std::string(kWords[i])));
        }
    }
    Node root_;
};

}  // namespace

std::string_view to_string(RequestKind kind) noexcept {
    return kWords[static_cast<std::size_t>(kind)];
}

RequestKind request_kind(std::string_view word) noexcept {
    if (word == kWords[1]) return RequestKind::correction;
    return word == kWords[2] ? RequestKind::suspension : RequestKind::disclosure;
}

Result<RequestRules> load_request_rules(const std::string& path) {
    return detail::read_catalog<Loader>(yaml::Document::load(path));
}

Result<RequestRules> parse_request_rules(std::string_view text, const std::string& name) {
    return detail::read_catalog<Loader>(yaml::Document::parse(text, name));
}

}  // namespace daicho::govern
