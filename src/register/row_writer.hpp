// RowWriter: the one place that inserts versions. Seals them into journal entries of at most
// 10,000 rows (decisions 10). Used inside a command; nothing else writes v_ tables.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "register/head.hpp"
#include "register/kernel.hpp"
#include "register/row_digest.hpp"

namespace daicho::registers {

inline constexpr std::size_t kRowsPerEntry = 10'000;

// Who writes and why: goes into every entry that seals the rows.
struct Authorship {
    journal::EntryKind kind = journal::EntryKind::change;
    std::uint64_t principal = 0;
    std::uint16_t capacity = 0;
    std::uint16_t purpose = 0;
    std::string body;  // JSON of the entry's sealed body
};

struct NewRow {
    std::uint64_t record = 0;  // 0: a new record
    bool fresh = false;        // no confirmed version yet (set for new records)
    ValidTime valid;
    RowState state = RowState::normal;
    std::span<const Cell> cells;           // in order of definition.fields
    const Digest* digest = nullptr;        // when computed ahead (no sealed or personal fields)
    std::string_view key;                  // key text of a new record (valid_time registers)
    bool index_key = true;                 // false: the caller keeps the KeyIndex itself (imports)
};

struct WrittenRow {
    std::uint64_t record;
    std::uint64_t version;
    Digest digest;
};

class RowWriter {
public:
    // Error: register.being_imported (by somebody else).
    static Result<RowWriter> open(Context& context, const Definition& definition,
                                  Authorship authorship);

    // What the row points to must stay alive until it is settled. A store that gathers rows may
    // refuse one as late as that, naming `table` and `row` (of the rows of this writer, from 1).
    Result<WrittenRow> add(const NewRow& row);
    // All rows so far stand in the store; `seal` does it as well.
    Status settle();
    // Seals what is pending; also called by itself after kRowsPerEntry rows.
    Status seal();
    // The rows since the last seal were settled and undone (an import's part, Kernel::give_way).
    void drop_part();

    [[nodiscard]] std::uint64_t rows() const noexcept { return rows_; }
    // Entry that sealed the last rows; 0 before the first seal.
    [[nodiscard]] CommitNumber last_commit() const noexcept { return last_commit_; }

private:
    RowWriter(Context& context, const Definition& definition, Authorship authorship,
              RegisterState& state, HeadWriter head, store::Statement& insert);
    Status seal_fields(const WrittenRow& written, const NewRow& row, std::vector<Cell>& cells);
    Status insert_blind(std::uint16_t field, const Digest& blind, std::uint64_t record,
                        bool new_record);
    Status project(const NewRow& row, const WrittenRow& written);
    Status insert_version(const NewRow& row, const WrittenRow& written, ByteView salt,
                          const RowDigest& digest, std::span<const Cell> cells);
    Status insert_key(const NewRow& row, std::uint64_t record);

    Context* context_;
    const Definition* definition_;
    Authorship authorship_;
    RegisterState* state_;
    HeadWriter head_;
    store::Statement* insert_;
    store::Statement* insert_key_ = nullptr;  // prepared at the first new record
    std::vector<Digest> pending_;
    std::uint64_t first_pending_ = 0;
    std::uint64_t rows_ = 0;
    CommitNumber last_commit_;
    Bytes scratch_;
    std::vector<Cell> sealed_cells_;
    std::vector<Bytes> sealed_bytes_;
};

}  // namespace daicho::registers
