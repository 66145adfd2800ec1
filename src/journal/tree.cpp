#include "journal/tree.hpp"

#include <algorithm>

#include "base/assert.hpp"

namespace daicho::journal {
namespace {

constexpr int kHighest = 56 / kTreeStep;

Error incomplete(std::uint64_t first_leaf) {
    return system_error("journal.tree.incomplete").with("entry", std::to_string(first_leaf + 1));
}

Digest digest_of(ByteView bytes) {
    Digest digest{};
    if (bytes.size() == digest.size()) std::copy(bytes.begin(), bytes.end(), digest.begin());
    return digest;
}

// Level 0 are the leaves themselves; both statements number from 0.
Result<store::Statement*> level_rows(store::Connection& connection, int level, std::uint64_t from,
                                     std::uint64_t to) {
    const int first = level == 0 ? 0 : 1;
    DAICHO_TRY(rows, connection.cached(
                         level == 0 ? "SELECT number - 1, leaf FROM j_entry WHERE number > ? AND "
                                      "number <= ? ORDER BY number"
                                    : "SELECT position, hash FROM w_tree WHERE level = ? AND "
                                      "position >= ? AND position < ? ORDER BY position"));
    if (level != 0) rows->bind(0, level);
    rows->bind(first, static_cast<std::int64_t>(from));
    rows->bind(first + 1, static_cast<std::int64_t>(to));
    return rows;
}

// Appends the hashes at `level`, positions from … to − 1, to the frontier; all must be there.
Status append_level(store::Connection& connection, int level, std::uint64_t from, std::uint64_t to,
                    Frontier& frontier, int height) {
    if (from >= to) return {};
    DAICHO_TRY(rows, level_rows(connection, level, from, to));
    std::uint64_t next = from;
    for (; next < to; ++next) {
        DAICHO_TRY(row, rows->step());
        if (!row || static_cast<std::uint64_t>(rows->integer(0)) != next) break;
        frontier.append_subtree(digest_of(rows->blob(1)), height);
    }
    rows->reset();
    if (next < to) return incomplete(next << (level * kTreeStep));
    return {};
}

// Root of one perfect subtree, aligned: from the level just below its height.
Result<Digest> subtree_root(store::Connection& connection, std::uint64_t from, int height) {
    const int level = height / kTreeStep;
    const int shift = level * kTreeStep;
    const std::uint64_t first = from >> shift;
    Frontier frontier;
    DAICHO_CHECK(append_level(connection, level, first,
                              first + (std::uint64_t{1} << (height - shift)), frontier, 0));
    return frontier.root();
}

}  // namespace

Status keep_subtree(store::Connection& connection, int height, std::uint64_t position,
                    const Digest& root) {
    if (height % kTreeStep != 0) return {};
    DAICHO_TRY(insert, connection.cached("INSERT INTO w_tree VALUES (?, ?, ?) ON CONFLICT "
                                         "(level, position) DO UPDATE SET hash = excluded.hash"));
    insert->bind(0, height / kTreeStep);
    insert->bind(1, static_cast<std::int64_t>(position));
    insert->bind_blob(2, view(root));
    return insert->run();
}

Result<Frontier> read_frontier(store::Connection& connection, std::uint64_t size) {
    Frontier frontier;
    for (int level = kHighest; level >= 0; --level) {
        const int height = level * kTreeStep;
        DAICHO_CHECK(append_level(connection, level, frontier.size() >> height, size >> height,
                                  frontier, height));
    }
    DAICHO_ASSERT(frontier.size() == size);
    return frontier;
}

Result<Frontier> rebuild_tree(store::Connection& connection) {
    DAICHO_TRY(whole, store::Savepoint::open(connection));
    DAICHO_CHECK(connection.execute("DELETE FROM w_tree"));
    Frontier frontier;
    DAICHO_TRY(leaves, connection.prepare("SELECT leaf FROM j_entry ORDER BY number"));
    while (true) {
        DAICHO_TRY(row, leaves->step());
        if (!row) break;
        Status kept;
        frontier.append(digest_of(leaves->blob(0)),
                        [&](int height, std::uint64_t position, const Digest& root) {
                            if (kept) kept = keep_subtree(connection, height, position, root);
                        });
        DAICHO_CHECK(std::move(kept));
    }
    DAICHO_CHECK(whole.keep());
    return frontier;
}

Result<Digest> range_root(store::Connection& connection, std::uint64_t from, std::uint64_t to) {
    DAICHO_ASSERT(from < to);
    // Parts of a proof begin at a multiple of a power of two at least as large as themselves, so
    // they fall apart into aligned perfect subtrees, largest first.
    std::vector<Digest> peaks;
    for (std::uint64_t at = from; at < to;) {
        int height = 0;
        while ((std::uint64_t{2} << height) <= to - at) ++height;
        DAICHO_ASSERT((at & ((std::uint64_t{1} << height) - 1)) == 0);
        DAICHO_TRY(root, subtree_root(connection, at, height));
        peaks.push_back(root);
        at += std::uint64_t{1} << height;
    }
    Digest root = peaks.back();
    for (std::size_t i = peaks.size() - 1; i-- > 0;) root = node_hash(peaks[i], root);
    return root;
}

}  // namespace daicho::journal
