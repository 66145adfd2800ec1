#include "govern/city/city_state.hpp"

#include <algorithm>

#include "govern/detail/catalog_file.hpp"

namespace daicho::govern {
namespace {

using yaml::Node;

constexpr std::string_view kFacts[] = {"journal", "backup", "doctor"};

Compare compare_of(const Node& node) {
    if (!node.exists()) return Compare::none;
    const std::string text = node.one_of({"quarter", "year", "fiscal_year"});
    if (text == "quarter") return Compare::quarter;
    return text == "year" ? Compare::year : Compare::fiscal_year;
}

Tone tone_of(const Node& node) {
    if (!node.exists()) return Tone::none;
    return node.one_of({"caution", "bad"}) == "bad" ? Tone::bad : Tone::warn;
}

FigureSpec read_figure(const Node& node) {
    FigureSpec figure;
    figure.id = node.at("id").text();
    figure.register_name = node.text_or("register", "");
    figure.watch = node.text_or("watch", "");
    figure.sum = node.text_or("sum", "");
    figure.of = node.text_or("of", "");
    figure.unit = node.text_or("unit", "");
    figure.fact = node.text_or("fact", "");
    figure.compare = compare_of(node.find("compare"));
    figure.tone = tone_of(node.find("tone"));
    const Node filters = node.find("filters");
    if (filters.exists()) {
        for (const auto& [name, value] : filters.members()) {
            figure.filters.emplace_back(name, value.text());
        }
    }
    if (figure.watch.empty() || node.find("ja").exists()) {
        figure.label = {node.at("ja").text(), node.at("en").text()};
    }
    const bool known = std::ranges::find(kFacts, figure.fact) != std::end(kFacts);
    const bool one = figure.register_name.empty() ? known : figure.fact.empty();
    const bool whole = figure.of.empty() || !figure.sum.empty();
    const bool asked = figure.watch.empty() || figure.filters.empty();
    if (!one || !whole || !asked) {
        node.fault(input_error("govern.state.figure").with("id", figure.id));
    }
    return figure;
}

class Loader {
public:
    explicit Loader(Node root) : root_(root) {}

    StateCatalog load() {
        StateCatalog catalog;
        catalog.head = read_head(root_, "state");
        catalog.units = read_text_table(root_.at("units"));
        std::vector<std::string> ids;
        for (const Node& node : root_.at("blocks").elements()) {
            BlockSpec block;
            block.id = node.at("id").text();
            block.label = {node.at("ja").text(), node.at("en").text()};
            for (const Node& one : node.at("figures").elements()) {
                block.figures.push_back(read_figure(one));
                const FigureSpec& figure = block.figures.back();
                if (std::ranges::find(ids, figure.id) != ids.end()) {
                    fault_given_twice(one, figure.id);
                }
                ids.push_back(figure.id);
                const bool unit = figure.unit.empty() || catalog.units.contains(figure.unit);
                if (!unit) fault_unknown_name(one, figure.unit);
            }
            catalog.blocks.push_back(std::move(block));
        }
        return catalog;
    }

private:
    Node root_;
};

// Length of "+30", "-1" or nothing at the beginning, and its number.
std::pair<std::size_t, int> steps_of(std::string_view text) {
    if (text.empty() || (text[0] != '+' && text[0] != '-')) return {0, 0};
    constexpr std::size_t kMostDigits = 5;
    std::size_t length = 1;
    int number = 0;
    while (length < text.size() && length <= kMostDigits && text[length] >= '0' &&
           text[length] <= '9') {
        number = number * 10 + (text[length++] - '0');
    }
    if (length == 1) return {0, 0};
    return {length, text[0] == '-' ? -number : number};
}

int fiscal_year_of(Date day) noexcept { return day.month() < 4 ? day.year() - 1 : day.year(); }

}  // namespace

Result<StateCatalog> load_state_catalog(const std::string& path) {
    return detail::read_catalog<Loader>(yaml::Document::load(path));
}

Result<StateCatalog> parse_state_catalog(std::string_view text, const std::string& name) {
    return detail::read_catalog<Loader>(yaml::Document::parse(text, name));
}

std::string said_on(std::string_view condition, Date day) {
    constexpr std::string_view kToday = "today", kYear = "this_year";
    std::string said;
    while (!condition.empty()) {
        const bool date = condition.starts_with(kToday);
        if (!date && !condition.starts_with(kYear)) {
            said += condition.front();
            condition.remove_prefix(1);
            continue;
        }
        condition.remove_prefix(date ? kToday.size() : kYear.size());
        const auto [length, steps] = steps_of(condition);
        condition.remove_prefix(length);
        said += date ? format_iso(day + steps) : std::to_string(fiscal_year_of(day) + steps);
    }
    return said;
}

Date compared_day(Compare compare, Date day) noexcept {
    constexpr int kQuarter = 3, kYear = 12;
    if (compare == Compare::quarter) return add_months(day, -kQuarter);
    return compare == Compare::year ? add_months(day, -kYear) : day;
}

std::optional<std::int64_t> share_tenths(std::int64_t part, std::int64_t whole) noexcept {
    constexpr std::int64_t kTenths = 1'000;
    constexpr std::int64_t kMost = INT64_MAX / kTenths;
    if (whole <= 0 || part < 0 || part > kMost) return std::nullopt;
    return part * kTenths / whole;
}

std::string grouped_number(std::int64_t value) {
    std::string digits = std::to_string(value);
    const std::size_t first = value < 0 ? 1 : 0;
    for (std::size_t at = digits.size(); at > first + 3; at -= 3) digits.insert(at - 3, ",");
    return digits;
}

}  // namespace daicho::govern
