#include "register/detail/row_reader.hpp"

#include <algorithm>

#include "document/formula_guard.hpp"
#include "geometry/wkt.hpp"

namespace daicho::registers::detail {
namespace {

constexpr std::size_t kRowsPerBatch = 2'000;

// Texts of people carry a guard where a spreadsheet would run them (docs/registers.md).
bool is_guarded(FieldType type) noexcept {
    return type == FieldType::text || type == FieldType::ref || type == FieldType::document ||
           type == FieldType::geometry;
}

// A new record that cannot be without a document: rows bring none.
const Field* missing_document(const Definition& definition, const Cell* cells) {
    if (!definition.has_documents) return nullptr;
    for (std::size_t i = 0; i < definition.fields.size(); ++i) {
        const Field& field = definition.fields[i];
        if (field.type == FieldType::document && field.required && cells[i].is_null()) {
            return &field;
        }
    }
    return nullptr;
}

}  // namespace

RowReader::RowReader(Kernel& kernel, const Definition& definition, RowSource& source,
                     const ImportOptions& options)
    : kernel_(&kernel), definition_(&definition), source_(&source), options_(&options) {}

Result<RowReader> RowReader::open(Kernel& kernel, store::Connection& connection,
                                  const Definition& definition, RowSource& source,
                                  const ImportOptions& options) {
    RowReader reader(kernel, definition, source, options);
    DAICHO_CHECK(reader.bind_columns());
    DAICHO_TRY(own, kernel.state(connection, definition));
    reader.next_record_ = own->next_record;
    reader.revision_ = own->revision;
    if (!definition.is_event()) {
        DAICHO_TRY_AS(reader.keys_, own->keys.hold(connection, definition));
    }
    for (const Field& field : definition.fields) {
        if (field.type != FieldType::ref) {
            reader.targets_.push_back(nullptr);
            continue;
        }
        DAICHO_TRY(target, kernel.definition(field.target));
        if (target->is_event()) {
            return input_error("import.event_target").with("field", field.name);
        }
        DAICHO_TRY(state, kernel.state(connection, *target));
        DAICHO_TRY(keys, state->keys.hold(connection, *target));
        reader.targets_.push_back(std::move(keys));
    }
    return reader;
}

void RowReader::hand_over(RegisterState& state) {
    if (!keys_) return;
    state.next_record = next_record_;
    state.keys.take_over(std::move(keys_));
}

Status RowReader::bind_columns() {
    Error bad = input_error("import.header").with("file", source_->name);
    std::vector<bool> present(definition_->fields.size(), false);
    for (const std::string& name : source_->header) {
        Column column;
        column.field = definition_->index_of(name);
        if (name == "valid_from") column.reserved = Reserved::valid_from;
        if (name == "valid_to") column.reserved = Reserved::valid_to;
        if (name == "ended") column.reserved = Reserved::ended;
        if (name == "reason") column.reserved = Reserved::reason;
        if (column.field == Definition::npos && column.reserved == Reserved::none) {
            bad.causes.push_back(input_error("import.unknown_column")
                                     .with("column", name)
                                     .at_line(source_->name, 1));
        } else if (column.field != Definition::npos) {
            if (present[column.field]) {
                bad.causes.push_back(input_error("import.column_twice")
                                         .with("column", name)
                                         .at_line(source_->name, 1));
            }
            present[column.field] = true;
        }
        columns_.push_back(column);
    }
    for (std::size_t i = 0; i < present.size(); ++i) {
        const Field& field = definition_->fields[i];
        // No file has a column of documents; rows of known records keep theirs.
        if (present[i] || !field.required || field.type == FieldType::document) continue;
        bad.causes.push_back(input_error("import.missing_column")
                                 .with("column", definition_->fields[i].name)
                                 .at_line(source_->name, 1));
    }
    if (!bad.causes.empty()) return bad;
    present_ = std::move(present);
    for (const std::size_t key : definition_->key) {
        for (std::size_t c = 0; c < columns_.size(); ++c) {
            if (columns_[c].field == key) key_columns_.push_back(c);
        }
    }
    return {};
}

void RowReader::fault(std::uint64_t line, Error error) {
    row_good_ = false;
    if (report.errors.size() >= options_->max_errors) return;
    error.where.file = source_->name;
    error.where.line = line;
    for (std::size_t c = 0; source_->cell && c < columns_.size(); ++c) {
        if (error.where.path != source_->header[c]) continue;
        error.arguments.emplace_back("cell", source_->cell(c, line));
        error.where.file += " " + error.arguments.back().second;
    }
    report.errors.push_back(std::move(error));
}

Result<bool> RowReader::fill(Batch& batch) {
    SourceRow row;
    while (batch.rows.size() < kRowsPerBatch) {
        auto more = source_->next(row);
        if (!more) {  // broken quoting, bad bytes, too long a line
            ++report.rows;
            ++report.bad_rows;
            if (report.errors.size() < options_->max_errors) {
                report.errors.push_back(std::move(more.error()));
            }
            if (!source_->finished || source_->finished()) return false;
            continue;
        }
        if (!*more) {
            batch.rows_read = report.rows;
            return false;
        }
        ++report.rows;
        take_row(row, batch);
    }
    batch.rows_read = report.rows;
    batch.bytes_read = source_->done_bytes ? source_->done_bytes() : 0;
    return true;
}

void RowReader::take_row(const SourceRow& row, Batch& batch) {
    row_good_ = true;
    const std::size_t width = definition_->fields.size();
    const std::size_t start = batch.cells.size();
    batch.cells.resize(start + width);
    Cell* cells = batch.cells.data() + start;
    Parsed parsed;
    parsed.valid = {options_->valid_from, kForever};
    for (const Error& error : row.faults) fault(row.line, error);
    if (!row_good_) {
        // What the file gave is not what stands there; looking at the rest would mislead.
    } else if (row.fields.size() != columns_.size()) {
        fault(row.line, input_error("import.column_count")
                            .with("expected", std::to_string(columns_.size()))
                            .with("got", std::to_string(row.fields.size())));
    } else {
        parse_fields(row, batch, cells, parsed);
    }
    if (row_good_ && !parsed.valid.is_valid()) {
        fault(row.line, input_error("import.interval").at("valid_to"));
    }
    if (row_good_ && !parsed.ended) {
        outcome_.errors.clear();
        outcome_.warnings.clear();
        check_row(*definition_, {cells, width}, outcome_);
        // Whether a document is there is looked at with the record (place).
        std::erase_if(outcome_.errors, [this](const Error& error) {
            const std::size_t field = definition_->index_of(error.where.path);
            return error.id == "register.check.required" && field != Definition::npos &&
                   definition_->fields[field].type == FieldType::document;
        });
        for (Error& error : outcome_.errors) fault(row.line, std::move(error));
        report.warnings += outcome_.warnings.size();
        for (Error& warning : outcome_.warnings) {
            if (report.first_warnings.size() >= options_->max_errors) break;
            warning.where.file = source_->name;
            warning.where.line = row.line;
            report.first_warnings.push_back(std::move(warning));
        }
    }
    if (row_good_) place(row, batch, cells, parsed);
    if (!row_good_) {
        ++report.bad_rows;
        batch.cells.resize(start);
    }
}

void RowReader::parse_fields(const SourceRow& row, Batch& batch, Cell* cells, Parsed& parsed) {
    for (std::size_t c = 0; c < columns_.size(); ++c) {
        const Column& column = columns_[c];
        std::string_view text = row.fields[c];
        if (column.reserved != Reserved::none) {
            parse_reserved(column.reserved, text, row.line, parsed);
            continue;
        }
        const Field& field = definition_->fields[column.field];
        if (source_->guarded && is_guarded(field.type)) text = document::unguard_formula(text);
        auto cell = field.type == FieldType::ref && !text.empty()
                        ? [&]() -> Result<Cell> {
                              const auto record = targets_[column.field]->find(text);
                              if (record) return Cell::of(static_cast<std::int64_t>(*record));
                              return input_error("import.no_such_record")
                                  .with("value", std::string(text.substr(0, 80)))
                                  .with("target", field.target);
                          }()
                        : parse_field(field, text, batch);
        if (cell) {
            cells[column.field] = *cell;
        } else {
            fault(row.line, std::move(cell.error()).at(field.name));
        }
    }
}

Result<Cell> RowReader::parse_field(const Field& field, std::string_view text, Batch& batch) {
    if (field.type == FieldType::geometry && !text.empty()) {  // one spelling: a delta compares it
        DAICHO_TRY(shape, geometry::read_shape(text));
        return Cell::of_text(batch.arena.keep(geometry::format_shape(shape)));
    }
    DAICHO_TRY(cell, parse_cell(field, text));
    if (cell.kind == Cell::Kind::text) cell.bytes = batch.arena.keep(cell.bytes);
    return cell;
}

void RowReader::parse_reserved(Reserved kind, std::string_view text, std::uint64_t line,
                               Parsed& parsed) {
    if (text.empty() || kind == Reserved::reason) return;
    if (kind == Reserved::ended) {
        parsed.ended = text == "true" || text == "1";
        return;
    }
    auto date = parse_iso_date(text);
    if (!date) {
        fault(line,
              std::move(date.error()).at(kind == Reserved::valid_from ? "valid_from" : "valid_to"));
        return;
    }
    (kind == Reserved::valid_from ? parsed.valid.from : parsed.valid.to) = *date;
}

// Numbers and dates as they are written out: 01 is no other key than 1.
std::string_view RowReader::key_text(const SourceRow& row, const Cell* cells) {
    key_.clear();
    for (const std::size_t column : key_columns_) {
        if (!key_.empty()) key_ += '/';
        const std::size_t index = columns_[column].field;
        const Field& field = definition_->fields[index];
        if (field.type != FieldType::ref && field.storage() == Storage::integer) {
            key_ += format_cell(field, cells[index]);
            continue;
        }
        const std::string_view text = row.fields[column];
        key_ += source_->guarded && is_guarded(field.type) ? document::unguard_formula(text) : text;
    }
    return key_;
}

// Finds or numbers the record and computes the digest where that needs no key.
void RowReader::place(const SourceRow& row, Batch& batch, Cell* cells, const Parsed& parsed) {
    BatchRow& placed = batch.rows.emplace_back();
    placed.line = row.line;
    placed.valid = parsed.valid;
    placed.state = parsed.ended ? RowState::ended : RowState::normal;
    for (const std::size_t column : row.left_out) {
        const std::size_t field = columns_[column].field;
        if (field != Definition::npos) placed.left_out.push_back(field);
    }
    const std::string_view key = key_text(row, cells);
    if (definition_->is_event()) {
        placed.valid = {Date::from_days(0), kForever};
        const auto [found, added] = seen_.emplace(std::string(key), row.line);
        if (!added) {
            fault(row.line, input_error("import.key_twice")
                                .with("key", std::string(key))
                                .with("first", std::to_string(found->second)));
            batch.rows.pop_back();
            return;
        }
    } else if (const auto record = keys_->find(key)) {
        placed.record = *record;
    } else if (const Field* document = missing_document(*definition_, cells)) {
        fault(row.line, input_error("register.value.document").at(document->name));
        batch.rows.pop_back();
        return;
    } else {
        placed.record = next_record_++;
        placed.fresh = true;
        placed.key = batch.arena.keep(key);
        keys_->add(std::string(key), placed.record);
    }
    if (!definition_->has_personal) {
        const RowFrame frame{placed.record, placed.valid, placed.state, revision_};
        batch.digests.push_back(
            digest_row(*definition_, frame, {cells, definition_->fields.size()}, {}, scratch_)
                .whole);
    }
}

}  // namespace daicho::registers::detail
