// A run of stored entries on its way through verification: read on one thread, checked on another,
// consumed in order on the first. A chunk owns its bytes.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "journal/journal.hpp"

namespace daicho::journal::detail {

struct StoredNote {
    std::int64_t size = 0;  // as the table says, or as the note says for a witness
    std::optional<Instant> time;
    std::string note;
    bool witness = false;
    // Set by check: the root, or nothing when the note is not what it should be.
    std::optional<Digest> root;
};

class Chunk {
public:
    struct Entry {
        EntryHeader header;
        Digest leaf{};
        bool erased = false;
        std::uint16_t period = 0;  // of an erased body: whose key is gone
    };

    // Reads on from `rows` (number, header, leaf[, body]); false at the end of the table.
    Result<bool> read(store::Statement& rows, bool bodies);
    // Everything that needs no other chunk; any thread. `first` is the number of the first row.
    void check(const Keys& keys, std::uint64_t first);

    [[nodiscard]] std::int64_t last_number() const noexcept { return last_; }
    [[nodiscard]] std::size_t size() const noexcept { return rows_.size(); }

    std::vector<StoredNote> notes;  // in order of size, up to the last row
    // Filled by check, up to the first fault.
    std::vector<Entry> entries;
    std::optional<Error> fault;

private:
    struct Row {
        std::int64_t number;
        std::uint32_t header, leaf, body, end;  // offsets into bytes_
        bool has_body;
    };
    [[nodiscard]] ByteView part(std::uint32_t from, std::uint32_t to) const noexcept {
        return ByteView(bytes_).subspan(from, to - from);
    }
    std::optional<Error> check_row(const Row& row, std::uint64_t expected, const Keys& keys,
                                   Entry& entry) const;
    std::optional<Error> check_body(const Row& row, const Keys& keys, Entry& entry) const;

    Bytes bytes_;
    std::vector<Row> rows_;
    std::int64_t last_ = 0;
};

Error entry_fault(const char* id, std::uint64_t entry);

}  // namespace daicho::journal::detail
