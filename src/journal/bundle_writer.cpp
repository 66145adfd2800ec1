#include "journal/bundle_writer.hpp"

#include <fmt/format.h>

#include "journal/tree.hpp"

namespace daicho::journal {
namespace {

struct Note {
    std::uint64_t size = 0;
    std::string text;
};

Error no_checkpoint(std::uint64_t size) {
    return not_found_error("journal.no_checkpoint").with("size", std::to_string(size));
}

// The checkpoint of exactly this size, or the first one from it on.
Result<Note> find_note(store::Connection& connection, std::uint64_t size, bool exactly) {
    DAICHO_TRY(statement,
               connection.prepare("SELECT size, note FROM j_checkpoint WHERE size >= ? ORDER BY "
                                  "size LIMIT 1"));
    statement->bind(0, static_cast<std::int64_t>(size));
    DAICHO_TRY(row, statement->step());
    if (!row) return no_checkpoint(size);
    Note note{static_cast<std::uint64_t>(statement->integer(0)), std::string(statement->text(1))};
    if (exactly && note.size != size) return no_checkpoint(size);
    return note;
}

// Leaves from … to − 1 as aligned perfect subtrees.
Status add_trees(store::Connection& connection, std::uint64_t from, std::uint64_t to,
                 std::string& out) {
    while (from < to) {
        int height = 0;
        while ((from & ((std::uint64_t{2} << height) - 1)) == 0 &&
               (std::uint64_t{2} << height) <= to - from) {
            ++height;
        }
        const std::uint64_t leaves = std::uint64_t{1} << height;
        DAICHO_TRY(root, range_root(connection, from, from + leaves));
        out += fmt::format("tree {} {}\n", height, to_base64(view(root)));
        from += leaves;
    }
    return {};
}

Status add_entries(store::Connection& connection, std::uint64_t from, std::uint64_t to,
                   std::string& out) {
    DAICHO_TRY(statement, connection.prepare("SELECT header FROM j_entry WHERE number BETWEEN ? "
                                             "AND ? ORDER BY number"));
    statement->bind(0, static_cast<std::int64_t>(from));
    statement->bind(1, static_cast<std::int64_t>(to));
    while (true) {
        DAICHO_TRY(row, statement->step());
        if (!row) return {};
        out += "entry " + to_base64(statement->blob(0)) + "\n";
    }
}

// Leaves 0 … to − 1, those of `leaves` each as itself.
Status add_leaves(store::Connection& connection, const std::vector<std::uint64_t>& leaves,
                  std::uint64_t to, std::string& out) {
    std::uint64_t done = 0;
    for (const std::uint64_t entry : leaves) {
        if (entry <= done || entry > to) continue;
        DAICHO_CHECK(add_trees(connection, done, entry - 1, out));
        DAICHO_CHECK(add_trees(connection, entry - 1, entry, out));
        done = entry;
    }
    return add_trees(connection, done, to, out);
}

// Subtrees end at the old checkpoint, so that its root can be taken there.
Status add_between(store::Connection& connection, std::uint64_t from, std::uint64_t old_size,
                   std::uint64_t to, std::string& out) {
    if (from < old_size && old_size < to) {
        DAICHO_CHECK(add_trees(connection, from, old_size, out));
        from = old_size;
    }
    return add_trees(connection, from, to, out);
}

}  // namespace

Result<std::string> write_bundle(store::Connection& connection, std::string_view key_name,
                                 const BundleRequest& request) {
    DAICHO_TRY(last, connection.integer("SELECT max(number) FROM j_entry"));
    const bool shows = request.from != 0;
    if (request.to > static_cast<std::uint64_t>(last) || request.from > request.to ||
        (!shows && request.to != 0)) {
        return not_found_error("journal.no_entry").with("entry", std::to_string(request.to));
    }
    const std::uint64_t least = std::max({request.to, request.old_size, request.size});
    DAICHO_TRY(newest, find_note(connection, std::max<std::uint64_t>(least, 1),
                                 request.size != 0));
    std::string out = fmt::format("daicho journal 1\norigin {}\n", key_name);
    const std::uint64_t start = shows ? request.from - 1 : 0;
    if (request.leaves.empty()) {
        DAICHO_CHECK(add_between(connection, 0, request.old_size, start, out));
    } else {
        DAICHO_CHECK(add_leaves(connection, request.leaves, start, out));
    }
    if (shows) DAICHO_CHECK(add_entries(connection, request.from, request.to, out));
    DAICHO_CHECK(add_between(connection, request.to, request.old_size, newest.size, out));
    out += '\n';
    if (request.old_size != 0 && request.old_size != newest.size) {
        DAICHO_TRY(old, find_note(connection, request.old_size, true));
        out += old.text + "\n";
    }
    out += newest.text;
    return out;
}

}  // namespace daicho::journal
