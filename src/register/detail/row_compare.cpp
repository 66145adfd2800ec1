#include "register/detail/row_compare.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "register/detail/bind_cell.hpp"
#include "register/query.hpp"
#include "register/schema.hpp"

namespace daicho::registers::detail {
namespace {

constexpr std::size_t kEndingsKept = 4'096;

struct Ending {
    RecordVersion before;
    std::vector<Cell> cells;  // into `before`
};

constexpr int kFirstField = 1;  // after the version's number

}  // namespace

RowCompare::RowCompare(Context& context, const Definition& definition,
                       const ImportOptions& options)
    : context_(&context), definition_(&definition), options_(&options),
      hidden_(context.kernel, definition, false) {}

Result<RowCompare> RowCompare::open(Context& context, const Definition& definition,
                                    const ImportOptions& options, std::vector<bool> present) {
    RowCompare compare(context, definition, options);
    compare.present_ = std::move(present);
    if (definition.is_event()) return compare;
    std::string columns;
    for (const Field& field : definition.fields) columns += ", v." + sql_name(field.name);
    DAICHO_TRY(covering, context.connection.prepare(fmt::format(
                             "SELECT v.version_id{} FROM {} h JOIN {} v ON v.version_id = "
                             "h.version_id WHERE h.record_id = ? AND h.valid_from <= ? AND "
                             "h.valid_to >= ?",
                             columns, head_table(definition), version_table(definition))));
    DAICHO_TRY(touching, context.connection.prepare(fmt::format(
                             "SELECT count(*) FROM {} WHERE record_id = ? AND valid_from < ? AND "
                             "valid_to > ?",
                             head_table(definition))));
    compare.covering_ = std::move(covering);
    compare.touching_ = std::move(touching);
    return compare;
}

Result<bool> RowCompare::same_number(std::size_t field, std::uint64_t record,
                                     std::uint64_t version, const Cell& stored,
                                     const Cell& given) {
    if (stored.is_null() || given.is_null()) return stored.is_null() == given.is_null();
    const vault::FieldPlace place{definition_->number, record, definition_->fields[field].id,
                                  version};
    DAICHO_TRY(number, context_->vault.open_field(context_->connection, place,
                                                  as_bytes(stored.bytes)));
    return number == given.bytes;
}

Result<bool> RowCompare::same(const BatchRow& row, std::span<const Cell> cells) {
    if (row.state == RowState::ended) {
        touching_->reset();
        touching_->bind(0, static_cast<std::int64_t>(row.record));
        touching_->bind(1, row.valid.to.days());
        touching_->bind(2, row.valid.from.days());
        DAICHO_CHECK(touching_->step());
        const bool nothing = touching_->integer(0) == 0;
        touching_->reset();
        return nothing;
    }
    covering_->reset();
    covering_->bind(0, static_cast<std::int64_t>(row.record));
    covering_->bind(1, row.valid.from.days());
    covering_->bind(2, row.valid.to.days());
    DAICHO_TRY(there, covering_->step());
    if (!there) return false;
    const auto version = static_cast<std::uint64_t>(covering_->integer(0));
    bool equal = true;
    for (std::size_t i = 0; equal && i < cells.size(); ++i) {
        const Field& field = definition_->fields[i];
        const Cell stored = read_cell(*covering_, kFirstField + static_cast<int>(i), field);
        if (field.type == FieldType::personal_number) {
            DAICHO_TRY(number, same_number(i, row.record, version, stored, cells[i]));
            equal = number;
        } else {
            equal = stored == cells[i];
        }
    }
    covering_->reset();
    return equal;
}

Result<bool> RowCompare::carry_over(const BatchRow& row, std::span<Cell> cells) {
    const bool whole =
        row.left_out.empty() && std::ranges::find(present_, false) == present_.end();
    if (whole || row.fresh || definition_->is_event() || row.state == RowState::ended) return false;
    DAICHO_TRY(before, read_record(context_->connection, *definition_, row.record,
                                   {row.valid.from, std::nullopt}));
    // Not there on that day: its documents are still its own.
    const bool documents_alone = !before;
    if (documents_alone) {
        if (!definition_->has_documents) return false;
        DAICHO_TRY(history, read_history(context_->connection, *definition_, row.record));
        if (history.empty()) return false;
        before = std::move(history.back());
    }
    Carried& carried = carried_.emplace_back();
    carried.version = *std::move(before);
    carried.numbers.resize(cells.size());
    std::vector<bool> given = present_;
    for (const std::size_t field : row.left_out) given[field] = false;
    const bool all = options_->changes_only || options_->full || options_->preview;
    bool filled = false;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const OwnedValue& value = carried.version.values[i];
        if (given[i] || value.kind == Cell::Kind::null) continue;
        const Field& field = definition_->fields[i];
        if (!all && !is_kept_apart(field.type)) continue;
        if (documents_alone && field.type != FieldType::document) continue;
        filled = true;
        if (field.type == FieldType::personal_number) {
            const vault::FieldPlace place{definition_->number, row.record, field.id,
                                          carried.version.version};
            DAICHO_TRY(number, context_->vault.open_field(context_->connection, place,
                                                          as_bytes(value.bytes)));
            carried.numbers[i] = std::move(number);
            cells[i] = Cell::of_text(carried.numbers[i]);
        } else {
            cells[i] = value.cell();
        }
    }
    return filled;
}

void RowCompare::name(std::uint64_t record) {
    if (named_.size() <= record) named_.resize(record + record / 2 + 64, false);
    named_[record] = true;
}

Result<bool> RowCompare::passes_over(const BatchRow& row, std::span<const Cell> cells) {
    if (!options_->changes_only && !options_->full && !options_->preview) return false;
    return is_known(row, cells);
}

Result<bool> RowCompare::is_known(const BatchRow& row, std::span<const Cell> cells) {
    if (definition_->is_event()) return false;
    name(row.record);
    if (row.fresh) {
        DAICHO_CHECK(keep(row, cells, ImportDifference::Kind::fresh));
        return false;
    }
    DAICHO_TRY(equal, same(row, cells));
    ++(equal ? unchanged_ : changed_);
    if (!equal) {
        DAICHO_CHECK(keep(row, cells, row.state == RowState::ended
                                          ? ImportDifference::Kind::ended
                                          : ImportDifference::Kind::changed));
    }
    return equal;
}

// Personal numbers are never shown.
std::string RowCompare::shown(std::size_t field, const Cell& cell) const {
    const Field& definition = definition_->fields[field];
    if (definition.type != FieldType::personal_number) return format_cell(definition, cell);
    return cell.is_null() ? "" : "************";
}

Result<std::string> RowCompare::key(std::uint64_t record) {
    DAICHO_TRY(statement, context_->connection.prepare("SELECT key FROM " +
                                                       key_table(*definition_) +
                                                       " WHERE record_id = ?"));
    statement->bind(0, static_cast<std::int64_t>(record));
    DAICHO_TRY(there, statement->step());
    return there ? std::string(statement->text(0)) : std::string();
}

Status RowCompare::keep(const BatchRow& row, std::span<const Cell> cells,
                        ImportDifference::Kind kind) {
    if (differences_.size() >= options_->sample) return {};
    ImportDifference difference;
    difference.kind = kind;
    difference.record = row.fresh ? 0 : row.record;
    difference.line = row.line;
    std::optional<RecordVersion> before;
    if (row.fresh) {
        difference.key = row.key;
    } else {
        DAICHO_TRY(named, key(row.record));
        difference.key = std::move(named);
        DAICHO_TRY(found, read_record(context_->connection, *definition_, row.record,
                                      {row.valid.from, std::nullopt}));
        before = std::move(found);
    }
    std::vector<Cell> old(cells.size());
    for (std::size_t i = 0; before && i < old.size(); ++i) old[i] = before->values[i].cell();
    difference.withheld = hidden_.hides(row.record, cells) || hidden_.hides(row.record, old);
    for (std::size_t i = 0; !difference.withheld && i < cells.size(); ++i) {
        const std::string was = shown(i, old[i]);
        const std::string is = kind == ImportDifference::Kind::ended ? "" : shown(i, cells[i]);
        if (was == is) continue;
        difference.fields.push_back({definition_->fields[i].name, was, is});
    }
    differences_.push_back(std::move(difference));
    return {};
}

// Records valid on the day that the file did not name; `valid` counts all that are valid.
Result<std::vector<std::uint64_t>> RowCompare::unnamed(std::uint64_t& valid) {
    DAICHO_TRY(statement, context_->connection.prepare(fmt::format(
                              "SELECT record_id FROM {} WHERE valid_from <= ? AND valid_to > ? "
                              "ORDER BY record_id",
                              head_table(*definition_))));
    statement->bind(0, options_->valid_from.days());
    statement->bind(1, options_->valid_from.days());
    std::vector<std::uint64_t> records;
    valid = 0;
    while (true) {
        DAICHO_TRY(more, statement->step());
        if (!more) return records;
        const auto record = static_cast<std::uint64_t>(statement->integer(0));
        ++valid;
        if (record >= named_.size() || !named_[record]) records.push_back(record);
    }
}

Status RowCompare::end_unnamed(RowWriter& writer, const std::string& file) {
    std::uint64_t valid = 0;
    DAICHO_TRY(records, unnamed(valid));
    if (records.size() * 100 > valid * options_->most_ended_percent) {
        return input_error("import.too_many_ended")
            .with("file", file)
            .with("ended", std::to_string(records.size()))
            .with("valid", std::to_string(valid))
            .with("percent", std::to_string(options_->most_ended_percent));
    }
    std::deque<Ending> endings;  // what the writer points to until it is settled
    for (const std::uint64_t record : records) {
        DAICHO_TRY(before, read_record(context_->connection, *definition_, record,
                                       {options_->valid_from, std::nullopt}));
        if (!before) continue;
        Ending& ending = endings.emplace_back(Ending{*std::move(before), {}});
        std::vector<Cell>& cells = ending.cells;
        for (std::size_t i = 0; i < ending.before.values.size(); ++i) {
            const bool number = definition_->fields[i].type == FieldType::personal_number;
            cells.push_back(number ? Cell::null() : ending.before.values[i].cell());
        }
        if (hidden_.hides(record, cells)) continue;
        BatchRow row;
        row.record = record;
        row.valid = {options_->valid_from, kForever};
        row.state = RowState::ended;
        DAICHO_CHECK(keep(row, cells, ImportDifference::Kind::ended));
        NewRow ended;
        ended.record = record;
        ended.valid = row.valid;
        ended.state = row.state;
        ended.cells = cells;
        DAICHO_CHECK(writer.add(ended));
        ++ended_;
        if (endings.size() < kEndingsKept) continue;
        DAICHO_CHECK(writer.settle());
        endings.clear();
    }
    return writer.settle();
}

void RowCompare::settled() { carried_.clear(); }

void RowCompare::tell(ImportReport& report) && {
    report.ended = ended_;
    report.differences = std::move(differences_);
}

}  // namespace daicho::registers::detail
