#include "journal/journal.hpp"

#include <sodium.h>

#include <algorithm>

#include "journal/note.hpp"

namespace daicho::journal {
namespace {

constexpr std::string_view kTables = R"sql(
CREATE TABLE IF NOT EXISTS j_entry (number INTEGER PRIMARY KEY, header BLOB NOT NULL, body BLOB,
  leaf BLOB NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS j_checkpoint (size INTEGER PRIMARY KEY, time INTEGER NOT NULL,
  note TEXT NOT NULL) STRICT;
CREATE TRIGGER IF NOT EXISTS t_entry_insert BEFORE INSERT ON j_entry
  WHEN NEW.number <= (SELECT max(number) FROM j_entry)
  BEGIN SELECT RAISE(ABORT, 'j_entry: this entry exists already'); END;
CREATE TRIGGER IF NOT EXISTS t_entry_delete BEFORE DELETE ON j_entry
  BEGIN SELECT RAISE(ABORT, 'j_entry: entries are never deleted'); END;
CREATE TRIGGER IF NOT EXISTS t_entry_update BEFORE UPDATE ON j_entry
  WHEN NEW.body IS NOT NULL OR OLD.number IS NOT NEW.number OR OLD.header IS NOT NEW.header
    OR OLD.leaf IS NOT NEW.leaf
  BEGIN SELECT RAISE(ABORT, 'j_entry: entries are never changed'); END;
CREATE TRIGGER IF NOT EXISTS t_checkpoint_insert BEFORE INSERT ON j_checkpoint
  WHEN NEW.size <= (SELECT max(size) FROM j_checkpoint)
  BEGIN SELECT RAISE(ABORT, 'j_checkpoint: this checkpoint exists already'); END;
CREATE TRIGGER IF NOT EXISTS t_checkpoint_delete BEFORE DELETE ON j_checkpoint
  BEGIN SELECT RAISE(ABORT, 'j_checkpoint: checkpoints are never deleted'); END;
CREATE TRIGGER IF NOT EXISTS t_checkpoint_update BEFORE UPDATE ON j_checkpoint
  BEGIN SELECT RAISE(ABORT, 'j_checkpoint: checkpoints are never changed'); END;
)sql";

Digest digest_of(ByteView bytes) {
    Digest digest{};
    if (bytes.size() == digest.size()) std::copy(bytes.begin(), bytes.end(), digest.begin());
    return digest;
}

}  // namespace

Result<std::unique_ptr<Journal>> Journal::open(store::Connection& connection, Keys keys,
                                               const Clock& clock) {
    DAICHO_CHECK(connection.execute(kTables));
    auto journal = std::unique_ptr<Journal>(new Journal(std::move(keys), clock));
    DAICHO_CHECK(journal->reload(connection));
    return journal;
}

Status Journal::reload(store::Connection& connection) {
    frontier_ = Frontier();
    DAICHO_TRY(leaves, connection.prepare("SELECT leaf FROM j_entry ORDER BY number"));
    while (true) {
        DAICHO_TRY(row, leaves->step());
        if (!row) break;
        frontier_.append(digest_of(leaves->blob(0)));
    }
    DAICHO_TRY(size, connection.integer("SELECT max(size) FROM j_checkpoint"));
    last_checkpoint_ = static_cast<std::uint64_t>(size);
    return {};
}

Result<CommitNumber> Journal::append(store::Connection& connection, const EntryDraft& draft) {
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
    randombytes_buf(header.body_salt.data(), header.body_salt.size());
    header.body_hash = sha256({view(header.body_salt), as_bytes(draft.body)});
    const Bytes bytes = encode(header);
    const Digest leaf = leaf_hash(bytes);
    DAICHO_TRY(body, keys_.seal(header.number, as_bytes(draft.body)));
    DAICHO_TRY(insert, connection.cached("INSERT INTO j_entry VALUES (?, ?, ?, ?)"));
    insert->bind(0, static_cast<std::int64_t>(header.number));
    insert->bind_blob(1, bytes);
    insert->bind_blob(2, body);
    insert->bind_blob(3, view(leaf));
    DAICHO_CHECK(insert->run());
    frontier_.append(leaf);
    return CommitNumber{header.number};
}

Result<Checkpoint> Journal::checkpoint(store::Connection& connection) {
    if (frontier_.size() == last_checkpoint_) return Checkpoint{};
    Checkpoint made{frontier_.size(), frontier_.root(), clock_->now(), {}};
    DAICHO_TRY(note, sign_note(keys_, checkpoint_text(keys_.name, made.size, made.root, made.time)));
    made.note = std::move(note);
    DAICHO_TRY(insert, connection.cached("INSERT INTO j_checkpoint VALUES (?, ?, ?)"));
    insert->bind(0, static_cast<std::int64_t>(made.size));
    insert->bind(1, made.time.micros);
    insert->bind_text(2, made.note);
    DAICHO_CHECK(insert->run());
    last_checkpoint_ = made.size;
    return made;
}

Result<Checkpoint> latest_checkpoint(store::Connection& connection) {
    DAICHO_TRY(row, connection.prepare(
                        "SELECT size, time, note FROM j_checkpoint ORDER BY size DESC LIMIT 1"));
    DAICHO_TRY(there, row->step());
    Checkpoint checkpoint;
    if (!there) return checkpoint;
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
    DAICHO_TRY(header, decode_header(row->blob(0)));
    entry.header = header;
    const ByteView body = row->is_null(1) ? ByteView() : row->blob(1);
    entry.sealed_body.assign(body.begin(), body.end());
    row->reset();
    return entry;
}

}  // namespace daicho::journal
