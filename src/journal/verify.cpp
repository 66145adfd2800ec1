// Verification of the journal's own bytes: headers, leaves, tree, checkpoints, witness.
#include <algorithm>
#include <future>

#include "journal/detail/verify_chunk.hpp"
#include "journal/journal.hpp"
#include "journal/note.hpp"
#include "journal/tree.hpp"

namespace daicho::journal {
namespace {

using detail::Chunk;
using detail::entry_fault;
using detail::StoredNote;

// The witness's notes in order of size. Each must be one of ours: what the user hands in as a
// witness and is none must not pass for one that found nothing.
Result<std::vector<StoredNote>> read_witness(std::string_view text, const Keys& keys) {
    std::vector<StoredNote> notes;
    const auto unusable = [&text](std::string_view at) {
        const auto before = text.substr(0, static_cast<std::size_t>(at.data() - text.data()));
        return input_error("journal.witness.unusable")
            .with("line", std::to_string(std::ranges::count(before, '\n') + 1));
    };
    const Notes split = split_notes(text);
    for (const std::string_view note : split.whole) {
        auto opened = open_note(note, keys.name, keys.public_key);
        if (!opened) {
            Error error = unusable(note);
            error.causes.push_back(std::move(opened.error()));
            return error;
        }
        StoredNote stored;
        stored.size = static_cast<std::int64_t>(opened->size);
        stored.root = opened->root;
        stored.witness = true;
        notes.push_back(std::move(stored));
    }
    const std::string origin = keys.name + "\n";
    const bool unfinished = split.rest.empty() || split.rest.starts_with(origin) ||
                            std::string_view(origin).starts_with(split.rest);
    if (!text.empty() && (!unfinished || notes.empty())) return unusable(split.rest);
    std::ranges::stable_sort(notes, {}, &StoredNote::size);
    return notes;
}

class Verifier {
public:
    Verifier(store::Connection& connection, const Keys& keys,
             const std::function<Status(const EntryHeader&)>& visit) noexcept
        : connection_(connection), keys_(keys), visit_(visit) {}

    Result<Verification> run(std::string_view witness,
                             const std::function<void(std::uint64_t, std::uint64_t)>& progress);

private:
    Status prepare(std::string_view witness);
    Status read(Chunk& chunk);
    void start(Chunk& chunk);
    Status consume(Chunk& chunk);
    void check_note(const StoredNote& note);
    Status check_subtree(int height, std::uint64_t position, const Digest& root);
    Status take_checkpoints(Chunk& chunk);
    void finish(const Chunk& rest);

    store::Connection& connection_;
    const Keys& keys_;
    const std::function<Status(const EntryHeader&)>& visit_;
    store::StatementPointer rows_;
    store::StatementPointer checkpoints_;
    std::optional<StoredNote> next_checkpoint_;
    std::vector<StoredNote> witness_;
    std::size_t next_witness_ = 0;
    bool more_ = true;
    std::uint64_t started_ = 0;  // entries handed to a check
    std::future<void> checking_;
    Frontier frontier_;
    std::optional<Error> tree_fault_;
    Verification found_;
};

Status Verifier::prepare(std::string_view witness) {
    DAICHO_TRY(notes, read_witness(witness, keys_));
    witness_ = std::move(notes);
    DAICHO_TRY(rows,
               connection_.prepare(
                   keys_.open ? "SELECT number, header, leaf, body FROM j_entry ORDER BY number"
                              : "SELECT number, header, leaf FROM j_entry ORDER BY number"));
    rows_ = std::move(rows);
    DAICHO_TRY(checkpoints,
               connection_.prepare("SELECT size, time, note FROM j_checkpoint ORDER BY size"));
    checkpoints_ = std::move(checkpoints);
    return {};
}

// The checkpoints over the rows of the chunk; behind the last row, all that are left.
Status Verifier::take_checkpoints(Chunk& chunk) {
    while (checkpoints_ != nullptr) {
        if (!next_checkpoint_) {
            DAICHO_TRY(there, checkpoints_->step());
            if (!there) {
                checkpoints_.reset();
                break;
            }
            StoredNote& note = next_checkpoint_.emplace();
            note.size = checkpoints_->integer(0);
            note.time = Instant{checkpoints_->integer(1)};
            note.note = std::string(checkpoints_->text(2));
        }
        if (more_ && next_checkpoint_->size > chunk.last_number()) break;
        chunk.notes.push_back(std::move(*next_checkpoint_));
        next_checkpoint_.reset();
    }
    for (; next_witness_ < witness_.size(); ++next_witness_) {
        StoredNote& note = witness_[next_witness_];
        if (more_ && note.size > chunk.last_number()) break;
        chunk.notes.push_back(std::move(note));
    }
    std::ranges::stable_sort(chunk.notes, {}, &StoredNote::size);
    return {};
}

Status Verifier::read(Chunk& chunk) {
    DAICHO_TRY(more, chunk.read(*rows_, static_cast<bool>(keys_.open)));
    more_ = more;
    return take_checkpoints(chunk);
}

void Verifier::start(Chunk& chunk) {
    const std::uint64_t first = started_ + 1;
    started_ += chunk.size();
    checking_ =
        std::async(std::launch::async, [this, &chunk, first] { chunk.check(keys_, first); });
}

// A note against the tree as it stands after as many entries as the note covers.
void Verifier::check_note(const StoredNote& note) {
    const auto size = static_cast<std::uint64_t>(note.size);
    if (!note.root || size != frontier_.size()) {
        found_.fault = entry_fault("journal.fault.checkpoint", std::max<std::uint64_t>(size, 1));
        return;
    }
    if (*note.root != frontier_.root()) {
        // Whoever replaced a tail may have signed it anew: against the witness only what the
        // witness saw before counts as proven.
        const std::uint64_t proven = note.witness ? found_.witnessed_size : found_.protected_size;
        found_.fault =
            entry_fault(note.witness ? "journal.fault.witness" : "journal.fault.root", proven + 1)
                .with("last", std::to_string(size));
        return;
    }
    ++found_.checkpoints;
    found_.protected_size = size;
    if (note.witness) found_.witnessed_size = size;
}

Status Verifier::check_subtree(int height, std::uint64_t position, const Digest& root) {
    if (height % kTreeStep != 0 || tree_fault_) return {};
    DAICHO_TRY(kept,
               connection_.cached("SELECT hash FROM w_tree WHERE level = ? AND position = ?"));
    kept->bind(0, height / kTreeStep);
    kept->bind(1, static_cast<std::int64_t>(position));
    DAICHO_TRY(there, kept->step());
    const bool same = there && std::ranges::equal(kept->blob(0), root);
    kept->reset();
    if (!same) tree_fault_ = entry_fault("journal.fault.tree", (position << height) + 1);
    return {};
}

Status Verifier::consume(Chunk& chunk) {
    std::size_t next = 0;
    for (const Chunk::Entry& entry : chunk.entries) {
        Status tree;
        frontier_.append(entry.leaf, [&](int height, std::uint64_t position, const Digest& root) {
            if (tree) tree = check_subtree(height, position, root);
        });
        DAICHO_CHECK(std::move(tree));
        if (entry.erased) {
            ++found_.bodies_erased;
            found_.periods_erased.emplace(entry.period, entry.header.number);
        }
        if (visit_) {
            Status visited = visit_(entry.header);
            if (!visited && visited.error().kind == ErrorKind::system) return visited;
            if (!visited) found_.fault = std::move(visited.error());
        }
        for (; next < chunk.notes.size() && !found_.fault; ++next) {
            if (chunk.notes[next].size > static_cast<std::int64_t>(frontier_.size())) break;
            check_note(chunk.notes[next]);
        }
        if (found_.fault) return {};
        ++found_.entries;
    }
    if (chunk.fault) {
        found_.fault = std::move(chunk.fault);
        return {};
    }
    chunk.notes.erase(chunk.notes.begin(), chunk.notes.begin() + static_cast<std::ptrdiff_t>(next));
    return {};
}

// Notes over more entries than there are: the tail was cut off.
void Verifier::finish(const Chunk& rest) {
    for (const StoredNote& note : rest.notes) {
        if (found_.fault) return;
        if (!note.root || note.size <= 0) {
            found_.fault = entry_fault("journal.fault.checkpoint", found_.entries + 1);
        } else {
            found_.fault = entry_fault(note.witness ? "journal.fault.truncated_witness"
                                                    : "journal.fault.truncated",
                                       found_.entries + 1)
                               .with("last", std::to_string(note.size));
        }
    }
    if (!found_.fault) found_.fault = std::move(tree_fault_);
}

Result<Verification> Verifier::run(
    std::string_view witness, const std::function<void(std::uint64_t, std::uint64_t)>& progress) {
    DAICHO_TRY(snapshot, store::Savepoint::open(connection_));
    DAICHO_CHECK(prepare(witness));
    DAICHO_TRY(total, connection_.integer("SELECT max(number) FROM j_entry"));
    Chunk chunks[2];
    DAICHO_CHECK(read(chunks[0]));
    start(chunks[0]);
    for (std::size_t turn = 0;; ++turn) {
        Chunk& current = chunks[turn % 2];
        Chunk& next = chunks[(turn + 1) % 2];
        const bool last = !more_;
        Status reading = last ? Status() : read(next);
        checking_.get();
        DAICHO_CHECK(std::move(reading));
        if (!last) start(next);
        Status consumed = consume(current);
        if (!consumed || found_.fault || last) {
            if (!last) checking_.get();
            DAICHO_CHECK(std::move(consumed));
            if (!found_.fault) finish(current);
            break;
        }
        if (progress) progress(found_.entries, static_cast<std::uint64_t>(total));
    }
    rows_.reset();
    checkpoints_.reset();
    DAICHO_CHECK(snapshot.keep());
    return std::move(found_);
}

}  // namespace

Result<Verification> verify(store::Connection& connection, const Keys& keys,
                            std::string_view witness,
                            const std::function<Status(const EntryHeader&)>& visit,
                            const std::function<void(std::uint64_t, std::uint64_t)>& progress) {
    return Verifier(connection, keys, visit).run(witness, progress);
}

}  // namespace daicho::journal
