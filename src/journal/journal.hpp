// Journal: the append-only record of every touch (decisions 8–12, docs/formats.md).
//
// Tables: j_entry(number PRIMARY KEY, header BLOB, body BLOB NULL, leaf BLOB) – triggers refuse
// UPDATE, DELETE and any INSERT but that of the next number; j_checkpoint(size PRIMARY KEY, time,
// note TEXT) – signed notes; same triggers; w_tree – a projection (tree.hpp). The leaf of an entry
// is leaf_hash(encoded header).
//
// The journal knows no keys: it is handed functions that sign and that seal.
// Threading: append, mark, restore and checkpoint belong to the writer thread; reading uses any
// connection.
#pragma once

#include <functional>
#include <map>
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
    // `open` is called from several threads by `verify`. An error of kind not_found means that the
    // key was destroyed; its argument `period` says which. An empty function: bodies are not
    // checked.
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
    // A journal that was tampered with opens too (so that `verify` can name the fault), but then
    // refuses to append wherever the next number is taken.
    static Result<std::unique_ptr<Journal>> open(store::Connection& connection, Keys keys,
                                                 const Clock& clock);

    // For a process that only reads beside the one that writes: keys, and no state of its own (size
    // is 0). Reads and creates nothing; must not append.
    static std::unique_ptr<Journal> for_reading(Keys keys, const Clock& clock);

    // Number that the next entry will get: rows sealed by it carry it before it is appended.
    [[nodiscard]] CommitNumber next() const noexcept { return {frontier_.size() + 1}; }
    [[nodiscard]] std::uint64_t size() const noexcept { return frontier_.size(); }

    // After an error the caller rolls back and restores its mark, as for any failed command.
    Result<CommitNumber> append(store::Connection& connection, const EntryDraft& draft);

    // Called with the header of every entry that is appended, on the writer thread; the transaction
    // may still be undone.
    void on_append(std::function<void(const EntryHeader&)> told) { told_ = std::move(told); }

    // State to go back to when a command's savepoint is rolled back.
    [[nodiscard]] Frontier mark() const { return frontier_; }
    void restore(Frontier mark) { frontier_ = std::move(mark); }
    // After a whole transaction was rolled back.
    Status reload(store::Connection& connection);

    // Signs the present root and stores the note; when nothing was added since the last, nothing
    // happens and the answer has size 0 and no note.
    Result<Checkpoint> checkpoint(store::Connection& connection);

    [[nodiscard]] const Keys& keys() const noexcept { return keys_; }

private:
    Journal(Keys keys, const Clock& clock) : keys_(std::move(keys)), clock_(&clock) {}
    Keys keys_;
    const Clock* clock_;
    Frontier frontier_;
    std::function<void(const EntryHeader&)> told_;
};

// Size 0 and no note when there is none. The signature is not checked here (open_note does).
Result<Checkpoint> latest_checkpoint(store::Connection& connection);
struct StoredEntry {
    EntryHeader header;
    Bytes sealed_body;  // empty = none or erased
};
Result<StoredEntry> read_entry(store::Connection& connection, std::uint64_t number);

// Parses and verifies a signed note. Errors: journal.note.malformed, journal.note.bad_signature.
// Lines signed by others (witnesses) are passed over.
Result<Checkpoint> open_note(std::string_view note, std::string_view key_name,
                             ByteView public_key);

// What a verification found. `fault` is the first one in order of entries.
struct Verification {
    std::uint64_t entries = 0;         // found sound before the fault, or all
    std::uint64_t checkpoints = 0;     // checkpoints and witness notes that fit
    std::uint64_t protected_size = 0;  // entries covered by the newest valid checkpoint or note
    std::uint64_t witnessed_size = 0;  // entries covered by the newest valid witness note
    std::uint64_t bodies_erased = 0;   // sealed by a key that was destroyed
    // Periods whose key is gone, and the first entry each sealed: lawful when an entry says so.
    std::map<std::uint16_t, std::uint64_t> periods_erased{};
    // Ids journal.fault.*, argument `entry`: the first entry that is wrong, missing or not proven
    // (with `last`, when only a range is known), or what `visit` returned.
    std::optional<Error> fault;
};

// Recomputes headers, leaves, tree, w_tree and all checkpoints from the stored bytes, and opens the
// bodies when `keys.open` is set; the rows under the entries are checked by `register` (each header
// names register, versions and row root), which receives every header through `visit` in order, on
// the calling thread. `witness` may be empty or hold signed notes, one after the other; an
// unfinished last one is passed over. `visit` and `progress` may be empty.
// Error: journal.witness.unusable (a note in `witness` is malformed or not signed by the key).
Result<Verification> verify(
    store::Connection& connection, const Keys& keys, std::string_view witness,
    const std::function<Status(const EntryHeader&)>& visit,
    const std::function<void(std::uint64_t done, std::uint64_t total)>& progress);

}  // namespace daicho::journal
