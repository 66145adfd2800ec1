// Paths of amounts: "land/10000101/small_residential/fixed", "house/…/value", "total/fixed",
// "base/fixed/land".
#include <algorithm>

#include "server/tax/explanation.hpp"

namespace daicho::server {
namespace {

using tax::rules::Tax;

constexpr std::size_t kMaxPath = 200;

std::vector<std::string> split(std::string_view path) {
    std::vector<std::string> parts;
    while (true) {
        const std::size_t end = path.find('/');
        parts.emplace_back(path.substr(0, end));
        if (end == std::string_view::npos) return parts;
        path.remove_prefix(end + 1);
    }
}

// "fixed", "city_planning" or "value" at the end of a path; takes it off.
bool take_measure(std::vector<std::string>& parts, AskedAmount& asked) {
    if (parts.empty()) return false;
    const std::string last = parts.back();
    parts.pop_back();
    asked.value = last == "value";
    if (last == tax::rules::kTaxNames[1]) asked.tax = Tax::city_planning;
    return asked.value || last == tax::rules::kTaxNames[0] || last == tax::rules::kTaxNames[1];
}

// "land", "house" or "depreciable" at the end of a path to a base; takes it off.
bool take_class(std::vector<std::string>& parts, AskedAmount& asked) {
    const auto& names = tax::rules::kAssetClassNames;
    const auto found = std::find(names.begin(), names.end(), parts.back());
    if (found == names.end()) return false;
    asked.of_class = static_cast<tax::rules::AssetClass>(found - names.begin());
    parts.pop_back();
    return true;
}

bool take_component(std::vector<std::string>& parts, AskedAmount& asked) {
    if (parts.size() < 2) return false;
    const auto& names = tax::rules::kKindNames;
    const auto found = std::find(names.begin(), names.end(), parts.back());
    if (found == names.end()) return false;
    asked.component = static_cast<tax::rules::ComponentKind>(found - names.begin());
    parts.pop_back();
    return true;
}

// What is left is the object's number, which may itself hold a slash.
std::string joined(const std::vector<std::string>& parts) {
    std::string text;
    for (const std::string& part : parts) text += (text.empty() ? "" : "/") + part;
    return text;
}

bool read_parts(std::vector<std::string> parts, AskedAmount& asked) {
    using Kind = AskedAmount::Kind;
    const std::string first = parts.front();
    parts.erase(parts.begin());
    if (first == "annual") return parts.empty();
    if (first == "total" || first == "base") {
        asked.kind = first == "total" ? Kind::total : Kind::base;
        if (asked.kind == Kind::base && parts.size() == 2 && !take_class(parts, asked)) {
            return false;
        }
        return take_measure(parts, asked) && !asked.value && parts.empty();
    }
    if (first == "depreciable") {
        asked.kind = Kind::depreciable;
        asked.value = parts.size() > 1 && parts.back() == "value";
        if (asked.value) parts.pop_back();
    } else if (first == "land" || first == "house") {
        asked.kind = first == "land" ? Kind::land : Kind::house;
        if (!take_measure(parts, asked)) return false;
        if (asked.kind == Kind::land) static_cast<void>(take_component(parts, asked));
    } else {
        return false;
    }
    asked.object = joined(parts);
    return !asked.object.empty();
}

}  // namespace

Result<AskedAmount> parse_amount_path(std::string_view path) {
    AskedAmount asked;
    if (path.size() <= kMaxPath && read_parts(split(path), asked)) return asked;
    return not_found_error("api.no_explanation").with("path", std::string(path.substr(0, 80)));
}

}  // namespace daicho::server
