// Journal: the append-only record of every touch (decisions 8–12, docs/formats.md).
//
// Tables: j_entry(number PRIMARY KEY, header BLOB, body BLOB NULL, leaf BLOB) – triggers refuse
// UPDATE, DELETE and re-INSERT, except setting body to NULL together with nothing else (erasure);
// j_checkpoint(size PRIMARY KEY, time, note TEXT) – signed notes; same triggers.
// The leaf of an entry is leaf_hash(encoded header).
//
// The journal knows no keys: it is handed functions that sign and that seal.
// Threading: append, mark, restore and checkpoint belong to the writer thread; reading uses any
// connection.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "journal/entry.hpp"
#include "journal/merkle.hpp"
#include "store/connection.hpp"

namespace daicho::journal {

struct Keys {
    // Ed25519 signature over the note's text.
    std::function<Result<Bytes>(ByteView)> sign;
    std::string name;   // key name of the signed note: "daicho/<municipality id>"
    Bytes public_key;   // 32 bytes
    // Sealing of bodies; `entry` is associated data.
    std::function<Result<Bytes>(std::uint64_t entry, ByteView plain)> seal;
    std::function<Result<Bytes>(std::uint64_t entry, ByteView sealed)> open;
};

struct Checkpoint {
    std::uint64_t size = 0;
    Digest root{};
    Instant time;
    std::string note;  // C2SP signed note, origin = key name
};

class Journal {
public:
    // Creates the tables where missing; reads the frontier. `clock` outlives the journal.
    static Result<std::unique_ptr<Journal>> open(store::Connection& connection, Keys keys,
                                                 const Clock& clock);

    // Number that the next entry will get: rows sealed by it carry it before it is appended.
    [[nodiscard]] CommitNumber next() const noexcept { return {frontier_.size() + 1}; }
    [[nodiscard]] std::uint64_t size() const noexcept { return frontier_.size(); }

    Result<CommitNumber> append(store::Connection& connection, const EntryDraft& draft);

    // State to go back to when a command's savepoint is rolled back.
    [[nodiscard]] Frontier mark() const { return frontier_; }
    void restore(Frontier mark) { frontier_ = std::move(mark); }
    // After a whole transaction was rolled back.
    Status reload(store::Connection& connection);

    // Signs the present root and stores the note; a no-op when nothing was added since the last.
    Result<Checkpoint> checkpoint(store::Connection& connection);

    [[nodiscard]] const Keys& keys() const noexcept { return keys_; }

private:
    Journal(Keys keys, const Clock& clock) : keys_(std::move(keys)), clock_(&clock) {}
    Keys keys_;
    const Clock* clock_;
    Frontier frontier_;
    std::uint64_t last_checkpoint_ = 0;
};

Result<Checkpoint> latest_checkpoint(store::Connection& connection);
struct StoredEntry {
    EntryHeader header;
    Bytes sealed_body;  // empty = none or erased
};
Result<StoredEntry> read_entry(store::Connection& connection, std::uint64_t number);

// Parses and verifies a signed note. Errors: journal.note.malformed, journal.note.bad_signature.
Result<Checkpoint> open_note(std::string_view note, std::string_view key_name,
                             ByteView public_key);

// What a verification found. `fault` is the first one in order of entries.
struct Verification {
    std::uint64_t entries = 0;
    std::uint64_t checkpoints = 0;
    std::uint64_t protected_size = 0;  // entries covered by the newest valid checkpoint
    std::optional<Error> fault;        // ids journal.fault.*: arguments entry, what
};

// Recomputes headers, leaves, tree and all checkpoints from the stored bytes; the rows under the
// entries are checked by `register` (each header names register, versions and row root), which
// receives every header through `visit` in order. `witness` may be empty or hold signed notes.
Result<Verification> verify(store::Connection& connection, const Keys& keys,
                            std::string_view witness,
                            const std::function<Status(const EntryHeader&)>& visit,
                            const std::function<void(std::uint64_t done, std::uint64_t total)>& progress);

}  // namespace daicho::journal
