#include "govern/assessment/form.hpp"

#include <algorithm>

#include "govern/detail/catalog_file.hpp"

namespace daicho::govern {

namespace {

using yaml::Node;

PiaType type_named(const Node& node) {
    static const std::vector<std::string_view> kNames = {
        "text", "legal_ref", "choice", "check", "date", "date_or_month", "bool", "item_list"};
    const std::string name = node.one_of(kNames);
    const auto found = std::find(kNames.begin(), kNames.end(), name);
    return static_cast<PiaType>(found == kNames.end() ? 0 : found - kNames.begin());
}

class Loader {
public:
    explicit Loader(Node root) : root_(root) {}

    PiaForm load() {
        out_.head = read_head(root_, "pia-form");
        out_.id = root_.at("form").one_of({"basic", "key_items", "full"});
        out_.number = root_.at("number").text();
        out_.verified = root_.at("verified").boolean();
        out_.changes = root_.at("changes").text();
        for (const auto& [name, node] : root_.at("choices").members()) {
            out_.sets[name] = node.texts();
        }
        for (const Node& node : root_.at("groups").elements()) read_group(node);
        for (const Node& node : root_.at("sections").elements()) {
            out_.sections.push_back({node.at("id").text(), node.at("label").bilingual()});
        }
        for (const Node& node : root_.at("fields").elements()) read_field(node);
        return std::move(out_);
    }

private:
    void read_group(const Node& node) {
        PiaGroup group;
        group.id = node.at("id").text();
        group.label = node.at("label").bilingual();
        group.limit = static_cast<std::uint16_t>(node.at("limit").integer(1, 100));
        group.whole = node.at("whole").boolean();
        const Node inside = node.find("inside");
        if (inside.exists()) group.inside = place_named(inside, out_.groups, &PiaGroup::id);
        out_.groups.push_back(std::move(group));
    }

    void read_field(const Node& node) {
        PiaField field;
        field.path = node.at("path").text();
        field.section = place_named(node.at("section"), out_.sections, &PiaSection::id);
        field.label = node.at("label").bilingual();
        field.type = type_named(node.at("type"));
        field.important = node.boolean_or("important", false);
        field.voluntary = node.boolean_or("voluntary", false);
        const Node since = node.find("since");
        if (since.exists()) static_cast<void>(since.date());
        const Node set = node.find("set");
        if (set.exists()) {
            field.set = set.text();
            if (!out_.sets.contains(field.set)) fault_unknown_name(set, field.set);
        }
        const bool chooses = field.type == PiaType::choice || field.type == PiaType::check;
        if (chooses && !set.exists()) static_cast<void>(node.at("set"));
        const Node group = node.find("group");
        if (group.exists()) field.group = place_named(group, out_.groups, &PiaGroup::id);
        if (out_.field_named(field.path) != kNowhere) fault_given_twice(node, field.path);
        out_.fields.push_back(std::move(field));
    }

    Node root_;
    PiaForm out_;
};

}  // namespace

const std::vector<std::string>& PiaForm::options(const PiaField& field) const {
    static const std::vector<std::string> kNone;
    const auto found = sets.find(field.set);
    return found == sets.end() ? kNone : found->second;
}

std::size_t PiaForm::field_named(std::string_view path) const noexcept {
    return place_of(fields, &PiaField::path, path);
}

std::size_t PiaForm::depth(const PiaField& field) const noexcept {
    if (field.group == kNowhere) return 0;
    return groups[field.group].inside == kNowhere ? 1 : 2;
}

std::size_t PiaForm::name_of_group(std::size_t group) const noexcept {
    for (std::size_t i = 0; i < fields.size(); ++i) {
        if (fields[i].group == group) return i;
    }
    return kNowhere;
}

Result<PiaForm> parse_pia_form(std::string_view text, std::string name) {
    return detail::read_catalog<Loader>(yaml::Document::parse(text, std::move(name)));
}

Result<PiaForm> load_pia_form(const std::string& path) {
    return detail::read_catalog<Loader>(yaml::Document::load(path));
}

std::string address_text(const PiaForm& form, const FieldAddress& address) {
    const PiaField& field = form.fields[address.field];
    std::string text = field.path;
    const std::size_t depth = form.depth(field);
    if (depth > 0) text += "@" + std::to_string(address.at[0]);
    if (depth > 1) text += "." + std::to_string(address.at[1]);
    return text;
}

namespace {

// The number in front of `rest`, which it is taken from; 0 where there is none that fits.
std::uint16_t take_number(std::string_view& rest) noexcept {
    std::uint16_t number = 0;
    std::size_t digits = 0;
    while (digits < rest.size() && rest[digits] >= '0' && rest[digits] <= '9') ++digits;
    if (digits == 0 || digits > 3) return 0;
    for (const char digit : rest.substr(0, digits)) {
        number = static_cast<std::uint16_t>(number * 10 + (digit - '0'));
    }
    rest.remove_prefix(digits);
    return number;
}

}  // namespace

Result<FieldAddress> parse_address(const PiaForm& form, std::string_view text) {
    const std::size_t mark = text.find('@');
    FieldAddress address;
    address.field = form.field_named(text.substr(0, mark));
    if (address.field == kNowhere) {
        return input_error("pia.form.no_field").with("path", std::string(text.substr(0, 80)));
    }
    const PiaField& field = form.fields[address.field];
    std::string_view rest = mark == std::string_view::npos ? "" : text.substr(mark + 1);
    bool good = (mark == std::string_view::npos) == (form.depth(field) == 0);
    for (std::size_t i = 0; i < form.depth(field); ++i) {
        if (i > 0 && !rest.empty() && rest.front() == '.') rest.remove_prefix(1);
        const std::size_t group =
            i + 1 == form.depth(field) ? field.group : form.groups[field.group].inside;
        address.at[i] = take_number(rest);
        good = good && address.at[i] > 0 && address.at[i] <= form.groups[group].limit;
    }
    if (!good || !rest.empty()) {
        return input_error("pia.form.no_place").with("path", std::string(text.substr(0, 80)));
    }
    return address;
}

}  // namespace daicho::govern
