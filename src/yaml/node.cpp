#include "yaml/node.hpp"

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/mark.h>
#include <yaml-cpp/parser.h>

#include <deque>
#include <fstream>
#include <set>
#include <sstream>

#include "base/decimal.hpp"

namespace daicho::yaml {

namespace detail {

struct Item {
    enum class Kind : std::uint8_t { scalar, sequence, map } kind = Kind::scalar;
    std::uint64_t line = 0;
    bool is_null = false;  // "key:" without a value, or ~
    std::string scalar;
    std::vector<std::pair<std::string, const Item*>> members;
    std::vector<const Item*> elements;
    mutable std::set<std::string, std::less<>> known;
    mutable bool all_known = false;
};

struct Tree {
    std::string name;
    std::deque<Item> items;
    const Item* root = nullptr;
    std::vector<Error> faults;

    void fault(std::uint64_t line, Error error) {
        static constexpr std::size_t kMax = 200;
        if (faults.size() < kMax) faults.push_back(std::move(error).at_line(name, line));
    }
};

namespace {

struct TooDeep {};

// Builds the tree from parser events: keeps lines, refuses anchors, aliases and duplicate keys.
class Builder final : public YAML::EventHandler {
public:
    Builder(Tree& tree, std::size_t depth) : tree_(tree), depth_(depth) {}

    void OnDocumentStart(const YAML::Mark&) override {}
    void OnDocumentEnd() override {}
    void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
        scalar(mark, anchor, "", true);
    }
    void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override {
        tree_.fault(static_cast<std::uint64_t>(mark.line) + 1, input_error("yaml.alias"));
        scalar(mark, 0, "");
    }
    void OnScalar(const YAML::Mark& mark, const std::string&, YAML::anchor_t anchor,
                  const std::string& value) override {
        scalar(mark, anchor, value);
    }
    void OnSequenceStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t anchor,
                         YAML::EmitterStyle::value) override {
        open(mark, anchor, Item::Kind::sequence);
    }
    void OnSequenceEnd() override { stack_.pop_back(); }
    void OnMapStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t anchor,
                    YAML::EmitterStyle::value) override {
        open(mark, anchor, Item::Kind::map);
    }
    void OnMapEnd() override { stack_.pop_back(); }

private:
    struct Frame {
        Item* item;
        bool expects_key;
        bool skip;  // the value of a duplicate key
        std::string key;
    };

    Item& make(const YAML::Mark& mark, YAML::anchor_t anchor, Item::Kind kind) {
        const std::uint64_t line = static_cast<std::uint64_t>(mark.line) + 1;
        if (anchor != 0) tree_.fault(line, input_error("yaml.alias"));
        Item& item = tree_.items.emplace_back();
        item.kind = kind;
        item.line = line;
        return item;
    }

    void attach(const Item& item) {
        if (stack_.empty()) {
            if (tree_.root == nullptr) tree_.root = &item;
            return;
        }
        Frame& frame = stack_.back();
        if (frame.item->kind == Item::Kind::sequence) {
            frame.item->elements.push_back(&item);
            return;
        }
        if (frame.expects_key) {
            if (item.kind != Item::Kind::scalar || item.is_null) {
                tree_.fault(item.line, input_error("yaml.key_not_text"));
            }
            frame.key = item.scalar;
            frame.expects_key = false;
            frame.skip = !frame.item->known.insert(frame.key).second;
            if (frame.skip) {
                tree_.fault(item.line, input_error("yaml.duplicate_key").with("key", frame.key));
            }
            return;
        }
        if (!frame.skip) frame.item->members.emplace_back(frame.key, &item);
        frame.expects_key = true;
    }

    void scalar(const YAML::Mark& mark, YAML::anchor_t anchor, const std::string& value,
                bool is_null = false) {
        Item& item = make(mark, anchor, Item::Kind::scalar);
        item.scalar = value;
        item.is_null = is_null;
        attach(item);
    }

    void open(const YAML::Mark& mark, YAML::anchor_t anchor, Item::Kind kind) {
        if (stack_.size() >= depth_) throw TooDeep{};
        Item& item = make(mark, anchor, kind);
        attach(item);
        stack_.push_back({&item, kind == Item::Kind::map, false, {}});
    }

    Tree& tree_;
    std::size_t depth_;
    std::vector<Frame> stack_;
};

}  // namespace
}  // namespace detail

using detail::Item;

Result<Document> Document::parse(std::string_view text, std::string name, const Limits& limits) {
    if (text.size() > limits.bytes) {
        return input_error("yaml.too_large")
            .with("limit", std::to_string(limits.bytes))
            .at_line(std::move(name), 0);
    }
    auto tree = std::make_shared<detail::Tree>();
    tree->name = std::move(name);
    try {
        std::istringstream in{std::string(text)};
        YAML::Parser parser(in);
        detail::Builder builder(*tree, limits.depth);
        parser.HandleNextDocument(builder);
        if (tree->root != nullptr && parser) {
            tree->fault(tree->root->line, input_error("yaml.several_documents"));
        }
    } catch (const YAML::Exception& error) {
        return input_error("yaml.syntax")
            .with("reason", error.msg)
            .at_line(tree->name, static_cast<std::uint64_t>(error.mark.line) + 1);
    } catch (const detail::TooDeep&) {
        return input_error("yaml.too_deep")
            .with("limit", std::to_string(limits.depth))
            .at_line(tree->name, 0);
    }
    for (const Item& item : tree->items) item.known.clear();  // from now on: keys that were read
    if (tree->root == nullptr) return input_error("yaml.empty").at_line(tree->name, 0);
    return Document(std::move(tree));
}

Result<Document> Document::load(const std::string& path, const Limits& limits) {
    std::ifstream in(path, std::ios::binary);
    if (!in) return not_found_error("yaml.cannot_open").with("file", path).at_line(path, 0);
    std::string text(limits.bytes + 1, '\0');
    in.read(text.data(), static_cast<std::streamsize>(text.size()));
    text.resize(static_cast<std::size_t>(in.gcount()));
    return parse(text, path, limits);
}

Node Document::root() const noexcept { return {tree_.get(), tree_->root}; }
const std::string& Document::name() const noexcept { return tree_->name; }

Status Document::finish() const {
    for (const Item& item : tree_->items) {
        if (item.kind != Item::Kind::map || item.all_known) continue;
        for (const auto& [key, value] : item.members) {
            if (!item.known.contains(key)) {
                tree_->fault(value->line, input_error("yaml.unknown_key").with("key", key));
            }
        }
        item.all_known = true;
    }
    if (tree_->faults.empty()) return {};
    Error error = input_error("yaml.invalid")
                      .with("file", tree_->name)
                      .with("count", std::to_string(tree_->faults.size()));
    error.causes = tree_->faults;
    return error;
}

std::uint64_t Node::line() const noexcept { return item_ == nullptr ? 0 : item_->line; }
bool Node::is_map() const noexcept { return exists() && item_->kind == Item::Kind::map; }
bool Node::is_sequence() const noexcept { return exists() && item_->kind == Item::Kind::sequence; }
bool Node::is_scalar() const noexcept { return exists() && item_->kind == Item::Kind::scalar; }

void Node::fault(Error error) const { tree_->fault(line(), std::move(error)); }

Node Node::find(std::string_view key) const {
    if (!exists()) return {tree_, nullptr};
    if (!is_map()) {
        fault(input_error("yaml.not_a_map"));
        return {tree_, nullptr};
    }
    item_->known.emplace(key);
    for (const auto& [name, value] : item_->members) {
        if (name == key) return {tree_, value};
    }
    return {tree_, nullptr};
}

Node Node::at(std::string_view key) const {
    const Node node = find(key);
    if (!node.exists() && exists()) {
        fault(input_error("yaml.missing_key").with("key", std::string(key)));
    }
    return node;
}

std::vector<std::pair<std::string, Node>> Node::members() const {
    std::vector<std::pair<std::string, Node>> list;
    if (!exists()) return list;
    if (!is_map()) {
        fault(input_error("yaml.not_a_map"));
        return list;
    }
    item_->all_known = true;
    for (const auto& [key, value] : item_->members) list.emplace_back(key, Node(tree_, value));
    return list;
}

std::vector<Node> Node::elements() const {
    std::vector<Node> list;
    if (!exists()) return list;
    if (!is_sequence()) {
        fault(input_error("yaml.not_a_list"));
        return list;
    }
    for (const Item* item : item_->elements) list.push_back(Node(tree_, item));
    return list;
}

std::string Node::text() const {
    if (!exists()) return {};
    if (!is_scalar()) {
        fault(input_error("yaml.not_a_scalar"));
        return {};
    }
    if (item_->is_null) fault(input_error("yaml.no_value"));
    return item_->scalar;
}

std::int64_t Node::integer(std::int64_t min, std::int64_t max) const {
    if (!exists()) return min;
    const std::string value = text();
    const auto number = parse_decimal(value, 0);
    if (!number || *number < min || *number > max) {
        fault(input_error("yaml.not_an_integer")
                  .with("value", value)
                  .with("min", std::to_string(min))
                  .with("max", std::to_string(max)));
        return min;
    }
    return *number;
}

bool Node::boolean() const {
    const std::string value = text();
    if (exists() && value != "true" && value != "false") {
        fault(input_error("yaml.not_a_boolean").with("value", value));
    }
    return value == "true";
}

Date Node::date() const {
    if (!exists()) return {};
    auto value = parse_iso_date(text());
    if (!value) {
        fault(std::move(value.error()));
        return {};
    }
    return *value;
}

Ratio Node::ratio() const {
    if (!exists()) return {};
    auto value = parse_ratio(text());
    if (!value) {
        fault(std::move(value.error()));
        return {};
    }
    return *value;
}

std::string Node::one_of(const std::vector<std::string_view>& allowed) const {
    const std::string value = text();
    std::string list;
    for (const std::string_view option : allowed) {
        if (option == value) return value;
        list += (list.empty() ? "" : ", ") + std::string(option);
    }
    if (exists()) {
        fault(input_error("yaml.not_one_of").with("value", value).with("allowed", list));
    }
    return std::string(allowed.front());
}

BilingualText Node::bilingual() const { return {at("ja").text(), at("en").text()}; }

std::vector<std::string> Node::texts() const {
    std::vector<std::string> list;
    for (const Node& node : elements()) list.push_back(node.text());
    return list;
}

std::string Node::text_or(std::string_view key, std::string otherwise) const {
    const Node node = find(key);
    return node.exists() ? node.text() : std::move(otherwise);
}
bool Node::boolean_or(std::string_view key, bool otherwise) const {
    const Node node = find(key);
    return node.exists() ? node.boolean() : otherwise;
}
std::int64_t Node::integer_or(std::string_view key, std::int64_t otherwise, std::int64_t min,
                              std::int64_t max) const {
    const Node node = find(key);
    return node.exists() ? node.integer(min, max) : otherwise;
}

}  // namespace daicho::yaml
