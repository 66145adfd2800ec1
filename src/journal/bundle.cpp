#include "journal/bundle.hpp"

#include <algorithm>
#include <charconv>
#include <map>

#include "journal/note.hpp"

namespace daicho::journal {
namespace {

constexpr std::string_view kHead = "daicho journal 1";
constexpr std::uint64_t kMostLeaves = std::uint64_t{1} << 48;

// What must come out at a size.
struct Expected {
    Digest root{};
    bool of_bundle = false;
    std::string time;
};

class Walk {
public:
    Walk(std::string_view text, const VisitEntry& visit) : rest_(text), visit_(&visit) {}

    // An empty name: whoever's journal it is.
    Status read_head(std::string_view key_name);
    // All items; compares at every size that is expected.
    Status read_items(const std::map<std::uint64_t, Expected>& expected);
    // After read_items: does everything stand on a checkpoint?
    [[nodiscard]] Status finish(const std::map<std::uint64_t, Expected>& expected) const;
    [[nodiscard]] BundleTree tree() const { return {tree_.size(), tree_.root()}; }
    // The part behind the blank line, found without reading what lies before.
    [[nodiscard]] std::string_view notes() const noexcept;

    BundleFindings findings;

private:
    [[nodiscard]] Error malformed() const {
        return input_error("bundle.malformed").with("line", std::to_string(line_));
    }
    bool take_line(std::string_view& line);
    Status take_entry(std::string_view text);
    Status take_tree(std::string_view text);
    Status compare(const std::map<std::uint64_t, Expected>& expected);

    std::string_view rest_;
    const VisitEntry* visit_;
    std::uint64_t line_ = 0;
    Frontier tree_;
};

bool Walk::take_line(std::string_view& line) {
    const std::size_t end = rest_.find('\n');
    ++line_;
    if (end == std::string_view::npos) return false;
    line = rest_.substr(0, end);
    rest_.remove_prefix(end + 1);
    return true;
}

std::string_view Walk::notes() const noexcept {
    const std::size_t blank = rest_.find("\n\n");
    return blank == std::string_view::npos ? std::string_view() : rest_.substr(blank + 2);
}

Status Walk::read_head(std::string_view key_name) {
    std::string_view line;
    if (!take_line(line) || line != kHead || !take_line(line) || !line.starts_with("origin ")) {
        return malformed();
    }
    line.remove_prefix(7);
    if (line == key_name || key_name.empty()) return {};
    return input_error("bundle.wrong_origin")
        .with("origin", std::string(line.substr(0, 100)))
        .with("expected", std::string(key_name));
}

Status Walk::take_entry(std::string_view text) {
    const auto bytes = from_base64(text);
    if (!bytes || to_base64(*bytes) != text) return malformed();
    const auto header = decode_header(*bytes);
    if (!header) return malformed();
    if (header->number != tree_.size() + 1) {
        return input_error("bundle.entry")
            .with("entry", std::to_string(header->number))
            .with("place", std::to_string(tree_.size() + 1));
    }
    if (findings.first == 0) findings.first = header->number;
    findings.last = header->number;
    const Digest leaf = leaf_hash(*bytes);
    tree_.append(leaf);
    if (*visit_) (*visit_)(*header, leaf);
    return {};
}

Status Walk::take_tree(std::string_view text) {
    int height = 0;
    const auto parsed = std::from_chars(text.data(), text.data() + text.size(), height);
    const std::size_t used = static_cast<std::size_t>(parsed.ptr - text.data());
    if (parsed.ec != std::errc() || height < 0 || height > 47 || used >= text.size() ||
        text[used] != ' ') {
        return malformed();
    }
    const std::string_view root = text.substr(used + 1);
    const auto bytes = from_base64(root);
    Digest digest{};
    if (!bytes || bytes->size() != digest.size() || to_base64(*bytes) != root) return malformed();
    std::copy(bytes->begin(), bytes->end(), digest.begin());
    const std::uint64_t leaves = std::uint64_t{1} << height;
    if ((tree_.size() & (leaves - 1)) != 0 || tree_.size() + leaves > kMostLeaves) {
        return malformed();
    }
    tree_.append_subtree(digest, height);
    return {};
}

Status Walk::compare(const std::map<std::uint64_t, Expected>& expected) {
    const auto found = expected.find(tree_.size());
    if (found == expected.end()) return {};
    if (tree_.root() != found->second.root) {
        return input_error("bundle.root").with("size", std::to_string(tree_.size()));
    }
    findings.sizes.push_back(tree_.size());
    findings.newest = tree_.size();
    findings.newest_time = found->second.time;
    return {};
}

Status Walk::read_items(const std::map<std::uint64_t, Expected>& expected) {
    while (true) {
        std::string_view line;
        if (!take_line(line)) return malformed();
        if (line.empty()) return {};
        if (line.starts_with("entry ")) {
            DAICHO_CHECK(take_entry(line.substr(6)));
        } else if (line.starts_with("tree ")) {
            DAICHO_CHECK(take_tree(line.substr(5)));
        } else {
            return malformed();
        }
        DAICHO_CHECK(compare(expected));
    }
}

Status Walk::finish(const std::map<std::uint64_t, Expected>& expected) const {
    // Nothing may stand behind the newest checkpoint: it would be proven by nothing.
    if (findings.newest != tree_.size()) return input_error("bundle.no_note");
    for (const auto& [size, one] : expected) {
        if (!one.of_bundle || std::ranges::find(findings.sizes, size) != findings.sizes.end()) {
            continue;
        }
        return input_error("bundle.root").with("size", std::to_string(size));
    }
    return {};
}

Status expect_notes(std::string_view text, bool of_bundle, std::string_view key_name,
                    ByteView public_key, std::map<std::uint64_t, Expected>& expected) {
    const Notes notes = split_notes(text);
    if (of_bundle && !notes.rest.empty()) return input_error("journal.note.malformed");
    for (const std::string_view note : notes.whole) {
        DAICHO_TRY(checkpoint, open_note(note, key_name, public_key));
        auto [at, added] = expected.try_emplace(checkpoint.size);
        if (!added && at->second.root != checkpoint.root) {
            return input_error("bundle.root").with("size", std::to_string(checkpoint.size));
        }
        at->second.root = checkpoint.root;
        at->second.of_bundle |= of_bundle;
        at->second.time = format_utc(checkpoint.time);
    }
    return {};
}

}  // namespace

Result<BundleFindings> check_bundle(std::string_view bundle, std::string_view notes,
                                    std::string_view key_name, ByteView public_key,
                                    const VisitEntry& visit) {
    if (key_name.empty()) return input_error("bundle.no_note");
    Walk walk(bundle, visit);
    DAICHO_CHECK(walk.read_head(key_name));
    std::map<std::uint64_t, Expected> expected;
    DAICHO_CHECK(expect_notes(walk.notes(), true, key_name, public_key, expected));
    if (expected.empty()) return input_error("bundle.no_note");
    DAICHO_CHECK(expect_notes(notes, false, key_name, public_key, expected));
    DAICHO_CHECK(walk.read_items(expected));
    DAICHO_CHECK(walk.finish(expected));
    return std::move(walk.findings);
}

Result<BundleTree> walk_bundle(std::string_view bundle) {
    const VisitEntry nobody;
    Walk walk(bundle, nobody);
    DAICHO_CHECK(walk.read_head({}));
    DAICHO_CHECK(walk.read_items({}));
    return walk.tree();
}

}  // namespace daicho::journal
