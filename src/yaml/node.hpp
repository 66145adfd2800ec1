// Strict YAML with line numbers: for register definitions, law tables and catalogs.
//
// A Node is a read-only view. Every getter either gives a value of the asked kind or records a
// fault with file and line in the document's list and gives a harmless default, so that one run
// names every fault of a file. Unknown keys, duplicate keys, anchors/aliases (billion laughs) and
// documents over the limits are faults. Call Document::finish() when everything was read.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "base/message.hpp"
#include "base/ratio.hpp"
#include "base/result.hpp"

namespace daicho::yaml {

struct Limits {
    std::size_t bytes = 4 * 1024 * 1024;
    std::size_t depth = 24;
};

namespace detail {
struct Tree;
struct Item;
}  // namespace detail

class Node {
public:
    [[nodiscard]] bool exists() const noexcept { return item_ != nullptr; }
    [[nodiscard]] std::uint64_t line() const noexcept;  // 1-based
    [[nodiscard]] bool is_map() const noexcept;
    [[nodiscard]] bool is_sequence() const noexcept;
    [[nodiscard]] bool is_scalar() const noexcept;

    // Of a map. `at` of a missing key is a fault; `find` gives a node that does not exist.
    [[nodiscard]] Node at(std::string_view key) const;
    [[nodiscard]] Node find(std::string_view key) const;
    // Key–value pairs in file order; marks all keys as known.
    [[nodiscard]] std::vector<std::pair<std::string, Node>> members() const;
    // Elements of a sequence; a node that does not exist gives none.
    [[nodiscard]] std::vector<Node> elements() const;

    // Of a scalar.
    [[nodiscard]] std::string text() const;
    [[nodiscard]] std::int64_t integer(std::int64_t min, std::int64_t max) const;
    [[nodiscard]] bool boolean() const;  // true | false only
    [[nodiscard]] Date date() const;     // 2026-04-01
    [[nodiscard]] Ratio ratio() const;   // "0.014" or "1/6"
    [[nodiscard]] std::string one_of(const std::vector<std::string_view>& allowed) const;
    // {ja: …, en: …}; a missing side is a fault.
    [[nodiscard]] BilingualText bilingual() const;
    [[nodiscard]] std::vector<std::string> texts() const;  // sequence of scalars

    // Conveniences: `find(key)` and its value, or the default.
    [[nodiscard]] std::string text_or(std::string_view key, std::string otherwise) const;
    [[nodiscard]] bool boolean_or(std::string_view key, bool otherwise) const;
    [[nodiscard]] std::int64_t integer_or(std::string_view key, std::int64_t otherwise,
                                          std::int64_t min, std::int64_t max) const;

    // Records a fault of the caller's own at this node's line.
    void fault(Error error) const;

private:
    friend class Document;
    Node(detail::Tree* tree, const detail::Item* item) noexcept : tree_(tree), item_(item) {}
    detail::Tree* tree_ = nullptr;
    const detail::Item* item_ = nullptr;
};

class Document {
public:
    // `name` is the file name for messages.
    static Result<Document> parse(std::string_view text, std::string name,
                                  const Limits& limits = {});
    static Result<Document> load(const std::string& path, const Limits& limits = {});

    [[nodiscard]] Node root() const noexcept;
    [[nodiscard]] const std::string& name() const noexcept;
    // Fails with "yaml.invalid" and every fault as a cause; unknown keys are added here.
    [[nodiscard]] Status finish() const;

private:
    explicit Document(std::shared_ptr<detail::Tree> tree) noexcept : tree_(std::move(tree)) {}
    std::shared_ptr<detail::Tree> tree_;
};

}  // namespace daicho::yaml
