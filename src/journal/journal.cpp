#include "journal/journal.hpp"

#include "base/assert.hpp"
#include "base/salt.hpp"
#include "journal/migrations.hpp"
#include "journal/note.hpp"
#include "journal/tree.hpp"
#include "store/refusals.hpp"

namespace daicho::journal {
namespace {

// Nothing may change (bodies are erased by destroying their key, never by emptying them); numbers
// follow each other without a gap.
std::vector<store::Refusal> refusals(const store::Dialect& dialect) {
    const std::string number = "NEW.number " + std::string(dialect.not_same()) +
                               " (SELECT coalesce(max(number), 0) + 1 FROM j_entry)";
    return {{"t_entry_insert", "j_entry", "INSERT", number,
             "j_entry: only the next entry can be added", true},
            {"t_entry_delete", "j_entry", "DELETE", "", "j_entry: entries are never deleted"},
            {"t_entry_update", "j_entry", "UPDATE", "", "j_entry: entries are never changed"},
            {"t_checkpoint_insert", "j_checkpoint", "INSERT",
             "NEW.size <= (SELECT max(size) FROM j_checkpoint)",
             "j_checkpoint: this checkpoint exists already"},
            {"t_checkpoint_delete", "j_checkpoint", "DELETE", "",
             "j_checkpoint: checkpoints are never deleted"},
            {"t_checkpoint_update", "j_checkpoint", "UPDATE", "",
             "j_checkpoint: checkpoints are never changed"}};
}

// The frontier by way of w_tree, when the newest signed checkpoint confirms it; the entries after
// the checkpoint are read one by one. Nothing when anything does not fit.
Result<std::optional<Frontier>> quick_frontier(store::Connection& connection, const Keys& keys) {
    const std::optional<Frontier> nothing;
    DAICHO_TRY(latest, latest_checkpoint(connection));
    Frontier frontier;
    if (latest.size != 0) {
        const auto note = open_note(latest.note, keys.name, keys.public_key);
        auto read = read_frontier(connection, latest.size);
        if (!note || !read || note->size != latest.size || read->root() != note->root) {
            return nothing;
        }
        frontier = std::move(*read);
    }
    DAICHO_TRY(rest, connection.prepare(
                         "SELECT number, header FROM j_entry WHERE number > ? ORDER BY number"));
    rest->bind(0, static_cast<std::int64_t>(latest.size));
    while (true) {
        DAICHO_TRY(row, rest->step());
        if (!row) return std::optional<Frontier>(std::move(frontier));
        if (static_cast<std::uint64_t>(rest->integer(0)) != frontier.size() + 1) return nothing;
        frontier.append(leaf_hash(rest->blob(1)));
    }
}

}  // namespace

Result<std::unique_ptr<Journal>> Journal::open(store::Connection& connection, Keys keys,
                                               const Clock& clock) {
    DAICHO_CHECK(store::migrate(connection, migrations(), clock.now()));
    DAICHO_CHECK(store::keep_refusals(connection, refusals(connection.dialect())));
    auto journal = std::unique_ptr<Journal>(new Journal(std::move(keys), clock));
    DAICHO_CHECK(journal->reload(connection));
    return journal;
}

std::unique_ptr<Journal> Journal::for_reading(Keys keys, const Clock& clock) {
    return std::unique_ptr<Journal>(new Journal(std::move(keys), clock));
}

Status Journal::reload(store::Connection& connection) {
    DAICHO_TRY(quick, quick_frontier(connection, keys_));
    if (quick) {
        frontier_ = std::move(*quick);
        return {};
    }
    DAICHO_TRY(rebuilt, rebuild_tree(connection));
    frontier_ = std::move(rebuilt);
    return {};
}

Result<CommitNumber> Journal::append(store::Connection& connection, const EntryDraft& draft) {
    DAICHO_ASSERT(draft.row_count <= kMaxRowsPerEntry);
    EntryHeader header;
    header.number = next().value;
    header.time = clock_->now();
    header.kind = draft.kind;
    header.principal = draft.principal;
    header.capacity = draft.capacity;
    header.purpose = draft.purpose;
    header.register_number = draft.register_number;
    header.first_version = draft.first_version;
    header.row_count = draft.row_count;
    header.row_root = draft.row_root;
    fill_salt(header.body_salt);
    header.body_hash = sha256({view(header.body_salt), as_bytes(draft.body)});
    const Bytes bytes = encode(header);
    const Digest leaf = leaf_hash(bytes);
    Bytes body;
    if (!draft.body.empty()) {
        DAICHO_TRY_AS(body, keys_.seal(header.number, as_bytes(draft.body)));
    }
    DAICHO_TRY(insert, connection.cached(
                           "INSERT INTO j_entry (number, header, body, leaf) VALUES (?, ?, ?, ?)"));
    insert->bind(0, static_cast<std::int64_t>(header.number));
    insert->bind_blob(1, bytes);
    if (body.empty()) {
        insert->bind_null(2);
    } else {
        insert->bind_blob(2, body);
    }
    insert->bind_blob(3, view(leaf));
    DAICHO_CHECK(insert->run());
    // When keeping a subtree fails, the caller rolls the entry back and restores its mark.
    Status kept;
    frontier_.append(leaf, [&](int height, std::uint64_t position, const Digest& root) {
        if (kept) kept = keep_subtree(connection, height, position, root);
    });
    DAICHO_CHECK(std::move(kept));
    if (told_) told_(header);
    return CommitNumber{header.number};
}

Result<Checkpoint> Journal::checkpoint(store::Connection& connection) {
    DAICHO_TRY(last, connection.integer("SELECT max(size) FROM j_checkpoint"));
    if (frontier_.size() <= static_cast<std::uint64_t>(last)) return Checkpoint{};
    Checkpoint made{frontier_.size(), frontier_.root(), clock_->now(), {}};
    DAICHO_TRY(note,
               sign_note(keys_, checkpoint_text(keys_.name, made.size, made.root, made.time)));
    made.note = std::move(note);
    DAICHO_TRY(insert, connection.cached("INSERT INTO j_checkpoint VALUES (?, ?, ?)"));
    insert->bind(0, static_cast<std::int64_t>(made.size));
    insert->bind(1, made.time.micros);
    insert->bind_text(2, made.note);
    DAICHO_CHECK(insert->run());
    return made;
}

Result<Checkpoint> latest_checkpoint(store::Connection& connection) {
    DAICHO_TRY(row, connection.prepare(
                        "SELECT size, time, note FROM j_checkpoint ORDER BY size DESC LIMIT 1"));
    DAICHO_TRY(there, row->step());
    Checkpoint checkpoint;
    if (!there) return checkpoint;
    // Parsed as far as it can be: whoever relies on it opens the note with the key.
    if (auto parsed = parse_note(row->text(2))) checkpoint = std::move(parsed->checkpoint);
    checkpoint.size = static_cast<std::uint64_t>(row->integer(0));
    checkpoint.time = {row->integer(1)};
    checkpoint.note = std::string(row->text(2));
    return checkpoint;
}

Result<StoredEntry> read_entry(store::Connection& connection, std::uint64_t number) {
    DAICHO_TRY(row, connection.cached("SELECT header, body FROM j_entry WHERE number = ?"));
    row->bind(0, static_cast<std::int64_t>(number));
    DAICHO_TRY(there, row->step());
    if (!there) return not_found_error("journal.no_entry").with("entry", std::to_string(number));
    StoredEntry entry;
    auto header = decode_header(row->blob(0));
    const ByteView body = row->is_null(1) ? ByteView() : row->blob(1);
    entry.sealed_body.assign(body.begin(), body.end());
    row->reset();
    if (!header) return Error(std::move(header.error()));
    entry.header = *header;
    return entry;
}

}  // namespace daicho::journal
