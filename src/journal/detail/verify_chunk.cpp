#include "journal/detail/verify_chunk.hpp"

#include <algorithm>
#include <charconv>

namespace daicho::journal::detail {
namespace {

constexpr std::size_t kRows = 4096;
constexpr std::size_t kBytes = 4U << 20;

void check_note(const Keys& keys, StoredNote& stored) {
    const auto opened = open_note(stored.note, keys.name, keys.public_key);
    const bool fits = opened && static_cast<std::int64_t>(opened->size) == stored.size &&
                      (!stored.time || opened->time == *stored.time);
    if (fits) stored.root = opened->root;
}

}  // namespace

Error entry_fault(const char* id, std::uint64_t entry) {
    return conflict_error(id).with("entry", std::to_string(entry));
}

Result<bool> Chunk::read(store::Statement& rows, bool bodies) {
    bytes_.clear();
    rows_.clear();
    notes.clear();
    entries.clear();
    fault.reset();
    const auto add = [this](ByteView bytes) {
        const auto from = static_cast<std::uint32_t>(bytes_.size());
        bytes_.insert(bytes_.end(), bytes.begin(), bytes.end());
        return from;
    };
    while (rows_.size() < kRows && bytes_.size() < kBytes) {
        DAICHO_TRY(there, rows.step());
        if (!there) return false;
        Row row{};
        row.number = rows.integer(0);
        row.header = add(rows.blob(1));
        row.leaf = add(rows.blob(2));
        row.body = static_cast<std::uint32_t>(bytes_.size());
        row.has_body = bodies && !rows.is_null(3);
        if (row.has_body) add(rows.blob(3));
        row.end = static_cast<std::uint32_t>(bytes_.size());
        rows_.push_back(row);
        last_ = row.number;
    }
    return true;
}

void Chunk::check(const Keys& keys, std::uint64_t first) {
    entries.reserve(rows_.size());
    for (std::size_t i = 0; i < rows_.size() && !fault; ++i) {
        Entry entry;
        fault = check_row(rows_[i], first + i, keys, entry);
        if (!fault) entries.push_back(entry);
    }
    for (StoredNote& note : notes) check_note(keys, note);
}

std::optional<Error> Chunk::check_row(const Row& row, std::uint64_t expected, const Keys& keys,
                                      Entry& entry) const {
    if (row.number != static_cast<std::int64_t>(expected)) {
        return entry_fault("journal.fault.missing", expected);
    }
    const ByteView header = part(row.header, row.leaf);
    const auto decoded = decode_header(header);
    if (!decoded || decoded->number != expected) {
        return entry_fault("journal.fault.header", expected);
    }
    entry.header = *decoded;
    entry.leaf = leaf_hash(header);
    if (!std::ranges::equal(part(row.leaf, row.body), entry.leaf)) {
        return entry_fault("journal.fault.leaf", expected);
    }
    return keys.open ? check_body(row, keys, entry) : std::nullopt;
}

std::optional<Error> Chunk::check_body(const Row& row, const Keys& keys, Entry& entry) const {
    const EntryHeader& header = entry.header;
    if (!row.has_body) {  // without a body from the start; there is no lawful way to empty one
        if (sha256({view(header.body_salt)}) == header.body_hash) return std::nullopt;
        return entry_fault("journal.fault.body_emptied", header.number);
    }
    const auto body = keys.open(header.number, part(row.body, row.end));
    if (!body && body.error().kind == ErrorKind::not_found) {
        entry.erased = true;
        for (const auto& [name, value] : body.error().arguments) {
            if (name == "period") std::from_chars(value.data(), value.data() + value.size(),
                                                  entry.period);
        }
        return std::nullopt;
    }
    if (!body || sha256({view(header.body_salt), *body}) != header.body_hash) {
        return entry_fault("journal.fault.body", header.number);
    }
    return std::nullopt;
}

}  // namespace daicho::journal::detail
