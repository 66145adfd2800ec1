#include "register/row_writer.hpp"

#include "base/assert.hpp"
#include "base/salt.hpp"
#include "journal/merkle.hpp"
#include "register/detail/bind_cell.hpp"
#include "register/schema.hpp"

namespace daicho::registers {
RowWriter::RowWriter(Context& context, const Definition& definition, Authorship authorship,
                     RegisterState& state, HeadWriter head, store::Statement& insert)
    : context_(&context), definition_(&definition), authorship_(std::move(authorship)),
      state_(&state), head_(std::move(head)), insert_(&insert) {
    pending_.reserve(kRowsPerEntry);
}

Result<RowWriter> RowWriter::open(Context& context, const Definition& definition,
                                  Authorship authorship) {
    DAICHO_TRY(state, context.kernel.state_for_writing(context, definition));
    DAICHO_TRY(head, HeadWriter::open(context.connection, definition));
    DAICHO_TRY(insert, context.connection.appending(version_target(definition)));
    return RowWriter(context, definition, std::move(authorship), *state, std::move(head), *insert);
}

// Personal numbers arrive as digits and are replaced by their sealed form; equality search stays
// possible through the keyed blind index.
Status RowWriter::seal_fields(const WrittenRow& written, const NewRow& row,
                              std::vector<Cell>& cells) {
    const auto [record, version, digest] = written;
    bool new_record = row.record == 0;
    sealed_bytes_.clear();
    sealed_bytes_.reserve(cells.size());
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const Field& field = definition_->fields[i];
        if (field.type != FieldType::personal_number || cells[i].kind != Cell::Kind::text) continue;
        const Digest blind =
            context_->vault.blind_index(definition_->number, field.id, cells[i].bytes);
        DAICHO_TRY(sealed,
                   context_->vault.seal_field(context_->connection,
                                              {definition_->number, record, field.id, version},
                                              cells[i].bytes, new_record));
        sealed_bytes_.push_back(std::move(sealed));
        cells[i] = Cell::of_blob(sealed_bytes_.back());
        // Provisional: not to be found by it yet.
        if (is_confirmed(row.state)) {
            DAICHO_CHECK(insert_blind(field.id, blind, record, row.record == 0));
        }
        new_record = false;
    }
    return {};
}

// A new record's rows are gathered with it where the store does so.
Status RowWriter::insert_blind(std::uint16_t field, const Digest& blind, std::uint64_t record,
                               bool new_record) {
    store::Statement* statement = nullptr;
    if (new_record) {
        DAICHO_TRY_AS(statement, context_->connection.appending(
                                     {"w_blind", {"register", "field", "digest", "record_id"}}));
    } else {
        DAICHO_TRY_AS(statement,
                      context_->connection.cached(
                          "INSERT INTO w_blind VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING"));
    }
    statement->bind(0, definition_->number);
    statement->bind(1, field);
    statement->bind_blob(2, view(blind));
    statement->bind(3, static_cast<std::int64_t>(record));
    return statement->run();
}

Status RowWriter::insert_key(const NewRow& row, std::uint64_t record) {
    if (insert_key_ == nullptr) {
        DAICHO_TRY(statement, context_->connection.appending(key_target(*definition_)));
        insert_key_ = statement;
    }
    insert_key_->bind_text(0, row.key);
    insert_key_->bind(1, static_cast<std::int64_t>(record));
    DAICHO_CHECK(insert_key_->run());
    if (row.index_key) state_->keys.add(std::string(row.key), record);
    return {};
}

Status RowWriter::insert_version(const NewRow& row, const WrittenRow& written, ByteView salt,
                                 const RowDigest& digest, std::span<const Cell> cells) {
    store::Statement& insert = *insert_;
    insert.bind(0, static_cast<std::int64_t>(written.version));
    insert.bind(1, static_cast<std::int64_t>(written.record));
    insert.bind(2, static_cast<std::int64_t>(context_->journal.next().value));
    insert.bind(3, row.valid.from.days());
    insert.bind(4, row.valid.to.days());
    insert.bind(5, static_cast<std::int64_t>(row.state));
    insert.bind(6, state_->revision);
    int parameter = kSystemColumns;
    for (const Cell& cell : cells) detail::bind_cell(insert, parameter++, cell);
    if (definition_->has_personal) {
        insert.bind_blob(parameter, salt);
        insert.bind_blob(parameter + 1, view(digest.personal));
    } else {
        insert.bind_null(parameter);
        insert.bind_null(parameter + 1);
    }
    insert.bind_blob(parameter + 2, view(digest.whole));
    return insert.run();
}

// Present knowledge changes by confirmed versions alone.
Status RowWriter::project(const NewRow& row, const WrittenRow& written) {
    DAICHO_CHECK(keep_waiting(context_->connection, *definition_, state_->waiting, written.record,
                              written.version, row.state));
    if (!is_confirmed(row.state)) return {};
    const bool fresh = row.record == 0 || row.fresh;
    if (fresh && !row.key.empty()) DAICHO_CHECK(insert_key(row, written.record));
    return head_.put(written.record, written.version, row.valid, row.state, row.cells, fresh);
}

Result<WrittenRow> RowWriter::add(const NewRow& row) {
    DAICHO_ASSERT(row.cells.size() == definition_->fields.size() && row.valid.is_valid());
    const bool event = definition_->is_event();
    WrittenRow written{};
    written.version = state_->next_version++;
    written.record = event ? written.version : row.record != 0 ? row.record : state_->next_record++;
    std::span<const Cell> cells = row.cells;
    if (definition_->has_sealed) {
        sealed_cells_.assign(cells.begin(), cells.end());
        DAICHO_CHECK(seal_fields(written, row, sealed_cells_));
        cells = sealed_cells_;
    }
    Bytes salt;
    if (definition_->has_personal) {
        salt.resize(kSaltSize);
        fill_salt(salt);
    }
    RowDigest digest;
    if (row.digest != nullptr) {
        digest.whole = *row.digest;
    } else {
        const RowFrame frame{event ? 0 : written.record, row.valid, row.state, state_->revision};
        digest = digest_row(*definition_, frame, cells, salt, scratch_);
    }
    DAICHO_CHECK(insert_version(row, written, salt, digest, cells));
    if (!event) DAICHO_CHECK(project(row, written));
    written.digest = digest.whole;
    if (pending_.empty()) first_pending_ = written.version;
    pending_.push_back(digest.whole);
    ++rows_;
    if (pending_.size() >= kRowsPerEntry) DAICHO_CHECK(seal());
    return written;
}

Status RowWriter::settle() {
    DAICHO_CHECK(head_.settle());
    return context_->connection.flush();
}

void RowWriter::drop_part() { pending_.clear(); }

Status RowWriter::seal() {
    if (pending_.empty()) return {};
    DAICHO_CHECK(settle());
    journal::EntryDraft draft;
    draft.kind = authorship_.kind;
    draft.principal = authorship_.principal;
    draft.capacity = authorship_.capacity;
    draft.purpose = authorship_.purpose;
    draft.register_number = definition_->number;
    draft.first_version = first_pending_;
    draft.row_count = static_cast<std::uint32_t>(pending_.size());
    draft.row_root = journal::merkle_root(pending_);
    draft.body = authorship_.body;
    DAICHO_TRY(commit, context_->journal.append(context_->connection, draft));
    last_commit_ = commit;
    pending_.clear();
    return {};
}

}  // namespace daicho::registers
