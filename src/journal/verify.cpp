// Verification of the journal's own bytes: headers, leaves, tree, checkpoints, witness.
#include <algorithm>
#include <map>

#include "journal/journal.hpp"
#include "journal/note.hpp"

namespace daicho::journal {
namespace {

constexpr std::uint64_t kProgressEvery = 100'000;

Error fault(const char* id, std::uint64_t entry) {
    return conflict_error(id).with("entry", std::to_string(entry));
}

struct Expected {
    Digest root;
    bool witness;
};
using Checkpoints = std::multimap<std::uint64_t, Expected>;

Status add_note(std::string_view note, const Keys& keys, bool witness, Checkpoints& all,
                std::optional<Error>& first) {
    auto opened = open_note(note, keys.name, keys.public_key);
    if (!opened) {
        if (!first) first = std::move(opened.error());
        return {};
    }
    all.emplace(opened->size, Expected{opened->root, witness});
    return {};
}

Status read_checkpoints(store::Connection& connection, const Keys& keys, Checkpoints& all,
                        std::optional<Error>& first) {
    DAICHO_TRY(rows, connection.prepare("SELECT size, note FROM j_checkpoint ORDER BY size"));
    while (true) {
        DAICHO_TRY(row, rows->step());
        if (!row) return {};
        const std::size_t before = all.size();
        DAICHO_CHECK(add_note(rows->text(1), keys, false, all, first));
        const auto size = static_cast<std::uint64_t>(rows->integer(0));
        if (!first && (all.size() == before || !all.contains(size))) {
            first = fault("journal.fault.checkpoint", size);
        }
    }
}

// Notes stand one after the other; each ends with a blank line of its own.
Status read_witness(std::string_view text, const Keys& keys, Checkpoints& all,
                    std::optional<Error>& first) {
    const std::string start = keys.name + "\n";
    while (!text.empty()) {
        while (text.starts_with('\n')) text.remove_prefix(1);
        if (text.empty()) break;
        std::size_t end = text.find("\n" + start, 1);
        end = end == std::string_view::npos ? text.size() : end + 1;
        std::string_view note = text.substr(0, end);
        while (note.ends_with("\n\n")) note.remove_suffix(1);
        DAICHO_CHECK(add_note(note, keys, true, all, first));
        text.remove_prefix(end);
    }
    return {};
}

std::optional<Error> check_body(const Keys& keys, const EntryHeader& header, ByteView sealed) {
    const auto body = keys.open(header.number, sealed);
    if (!body) return fault("journal.fault.body", header.number);
    const bool same = sha256({view(header.body_salt), *body}) == header.body_hash;
    return same ? std::nullopt
                : std::optional<Error>(fault("journal.fault.body", header.number));
}

// One stored row against what it must be.
std::optional<Error> check_row(const store::Statement& row, std::uint64_t expected,
                               const Keys& keys, EntryHeader& header, Digest& leaf) {
    if (static_cast<std::uint64_t>(row.integer(0)) != expected) {
        return fault("journal.fault.missing", expected);
    }
    auto decoded = decode_header(row.blob(1));
    if (!decoded || decoded->number != expected) return fault("journal.fault.header", expected);
    header = *decoded;
    leaf = leaf_hash(row.blob(1));
    if (as_text(row.blob(3)) != as_text(view(leaf))) return fault("journal.fault.leaf", expected);
    if (row.is_null(2)) return std::nullopt;  // lawfully erased
    return check_body(keys, header, row.blob(2));
}

}  // namespace

Result<Verification> verify(store::Connection& connection, const Keys& keys,
                            std::string_view witness,
                            const std::function<Status(const EntryHeader&)>& visit,
                            const std::function<void(std::uint64_t, std::uint64_t)>& progress) {
    Verification found;
    Checkpoints checkpoints;
    DAICHO_CHECK(read_checkpoints(connection, keys, checkpoints, found.fault));
    DAICHO_CHECK(read_witness(witness, keys, checkpoints, found.fault));
    found.checkpoints = checkpoints.size();
    DAICHO_TRY(total, connection.integer("SELECT count(*) FROM j_entry"));
    DAICHO_TRY(rows, connection.prepare(
                         "SELECT number, header, body, leaf FROM j_entry ORDER BY number"));
    Frontier frontier;
    auto next = checkpoints.begin();
    while (!found.fault) {
        DAICHO_TRY(row, rows->step());
        if (!row) break;
        EntryHeader header;
        Digest leaf{};
        found.fault = check_row(*rows, found.entries + 1, keys, header, leaf);
        if (found.fault) break;
        frontier.append(leaf);
        ++found.entries;
        for (; next != checkpoints.end() && next->first == found.entries; ++next) {
            if (frontier.root() != next->second.root) {
                found.fault = fault(next->second.witness ? "journal.fault.witness"
                                                         : "journal.fault.root",
                                    found.entries);
                break;
            }
            found.protected_size = found.entries;
        }
        DAICHO_CHECK(visit(header));
        if (found.entries % kProgressEvery == 0) {
            progress(found.entries, static_cast<std::uint64_t>(total));
        }
    }
    // A checkpoint over more entries than there are: the tail was cut off.
    if (!found.fault && next != checkpoints.end()) {
        found.fault = fault(next->second.witness ? "journal.fault.truncated_witness"
                                                 : "journal.fault.truncated",
                            found.entries + 1);
    }
    return found;
}

}  // namespace daicho::journal
