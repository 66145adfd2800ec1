#include "custody/copy_maker.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/assert.hpp"
#include "custody/copy_plan.hpp"
#include "custody/detail/names.hpp"
#include "custody/masker.hpp"
#include "journal/tree.hpp"
#include "office/media_ledger.hpp"
#include "register/row_writer.hpp"
#include "register/schema.hpp"

namespace daicho::custody {
namespace {

namespace fs = std::filesystem;

using registers::Cell;
using registers::Definition;
using registers::OwnedValue;

constexpr std::uint64_t kTellEvery = 64;  // entries

// What stands above the rows of one entry of the city.
struct Seen {
    std::uint64_t entries = 0;
    Digest root{};
};

// A view into the statement: valid until its next step.
Cell cell_at(const store::Statement& row, int column, const registers::Field& field) {
    if (row.is_null(column)) return Cell::null();
    switch (field.storage()) {
        case registers::Storage::integer: return Cell::of(row.integer(column));
        case registers::Storage::text: return Cell::of_text(row.text(column));
        case registers::Storage::blob: return Cell::of_blob(row.blob(column));
    }
    return Cell::null();
}

Error leak(const std::string& where, const std::string& entry) {
    return Error(system_error("copy.leak").with("file", where).with("entry", entry));
}

class Maker {
public:
    Maker(registers::Kernel& city, store::Connection& reader, registers::Kernel& copy,
          const LeakSearch& originals, const std::string& own_city)
        : city_(city), reader_(reader), copy_(copy), originals_(originals),
          masker_(originals, places(own_city)) {}

    Status run(const CopyPlan& plan, std::uint64_t entries,
               const std::function<void(std::uint64_t, std::uint64_t)>& progress) {
        plan_ = &plan;
        entry_.assign(entries + 1, copy_.journal().size());
        for (std::uint64_t n = 1; n <= entries; ++n) {
            DAICHO_TRY(entry, journal::read_entry(reader_, n));
            const Definition* definition = city_.definitions().find(entry.header.register_number);
            if (definition != nullptr && entry.header.row_count > 0 &&
                plan.records.contains(definition->number)) {
                DAICHO_CHECK(take_entry(*definition, entry.header));
            }
            entry_[n] = copy_.journal().size();
            if (progress && (n % kTellEvery == 0 || n == entries)) progress(n, entries);
        }
        return {};
    }
    [[nodiscard]] std::uint64_t rows() const noexcept { return rows_; }

private:
    MaskerPlaces places(const std::string& own_city) {
        MaskerPlaces places;
        places.own_city = own_city;
        places.record = [this](const std::string& target, std::uint64_t record) {
            const Definition* definition = city_.definitions().find(target);
            return definition == nullptr ? 0 : plan_->record(definition->number, record);
        };
        places.entry = [this](std::uint64_t entry) {
            return entry < entry_.size() ? entry_[entry] : 0;
        };
        places.number_taken = [this](const Definition& definition, const registers::Field& field,
                                     std::string_view digits) -> Result<bool> {
            const Digest blind = city_.vault().blind_index(definition.number, field.id, digits);
            DAICHO_TRY(row, reader_.cached("SELECT 1 FROM w_blind WHERE register = ? AND field = ? "
                                           "AND digest = ?"));
            row->bind(0, definition.number);
            row->bind(1, field.id);
            row->bind_blob(2, view(blind));
            DAICHO_TRY(there, row->step());
            row->reset();
            return there;
        };
        return places;
    }

    // The rows of one entry, in one entry of the copy.
    Status take_entry(const Definition& definition, const journal::EntryHeader& header) {
        std::string columns = "record_id, valid_from, valid_to, row_state, version_id";
        for (const registers::Field& field : definition.fields) {
            columns += ", " + registers::sql_name(field.name);
        }
        DAICHO_TRY(rows, reader_.cached(fmt::format(
                             "SELECT {} FROM {} WHERE version_id BETWEEN ? AND ? AND row_state <= 1 "
                             "ORDER BY version_id",
                             columns, registers::version_table(definition))));
        rows->bind(0, static_cast<std::int64_t>(header.first_version));
        rows->bind(1, static_cast<std::int64_t>(header.first_version + header.row_count - 1));
        return copy_.command([&](registers::Context& context) -> Status {
            registers::Authorship author;
            author.kind = header.kind;
            author.body = fmt::format(R"({{"copied_from_entry":{}}})", header.number);
            DAICHO_TRY(writer, registers::RowWriter::open(context, definition, author));
            while (true) {
                DAICHO_TRY(row, rows->step());
                if (!row) break;
                DAICHO_CHECK(take_row(definition, *rows, writer));
            }
            return writer.seal();
        });
    }

    Status take_row(const Definition& definition, const store::Statement& row,
                    registers::RowWriter& writer) {
        constexpr int kSystem = 5;
        const auto original = static_cast<std::uint64_t>(
            row.integer(definition.is_event() ? kSystem - 1 : 0));
        const std::uint64_t record = plan_->record(definition.number, original);
        if (record == 0) return {};
        cells_.clear();
        for (std::size_t i = 0; i < definition.fields.size(); ++i) {
            cells_.push_back(cell_at(row, kSystem + static_cast<int>(i), definition.fields[i]));
        }
        DAICHO_TRY(values, masker_.mask(definition, original, cells_));
        cells_.clear();
        for (const OwnedValue& value : values) {
            // Kept values, too; a file's bytes are searched when all is written.
            const bool text = value.kind == Cell::Kind::text;
            if (text && !originals_.find(value.bytes).empty()) return leak(definition.name, "");
            cells_.push_back(value.cell());
        }
        registers::NewRow out;
        out.record = definition.is_event() ? 0 : record;
        out.valid = {Date::from_days(static_cast<std::int32_t>(row.integer(1))),
                     Date::from_days(static_cast<std::int32_t>(row.integer(2)))};
        out.state = static_cast<registers::RowState>(row.integer(3));
        out.cells = cells_;
        if (!definition.is_event()) name_record(definition, record, out);
        DAICHO_TRY(written, writer.add(out));
        DAICHO_ASSERT(written.record == record);
        DAICHO_CHECK(writer.settle());
        ++rows_;
        return {};
    }

    // The first version of a record gives it its key; what refers to it names it by that.
    void name_record(const Definition& definition, std::uint64_t record, registers::NewRow& row) {
        std::vector<std::string>& keys = keys_[definition.name];
        if (keys.size() <= record) keys.resize(record + record / 2 + 64);
        row.fresh = keys[record].empty();
        if (row.fresh) {
            for (std::size_t i = 0; i < definition.key.size(); ++i) {
                const registers::Field& field = definition.fields[definition.key[i]];
                const Cell& cell = cells_[definition.key[i]];
                if (i != 0) keys[record] += '/';
                const bool ref = field.type == registers::FieldType::ref && !cell.is_null();
                keys[record] += ref ? key_of(field.target, static_cast<std::uint64_t>(cell.integer))
                                    : registers::format_cell(field, cell);
            }
        }
        row.key = keys[record];
    }
    std::string key_of(const std::string& target, std::uint64_t record) {
        const std::vector<std::string>& keys = keys_[target];
        return record < keys.size() ? keys[record] : std::string();
    }

    registers::Kernel& city_;
    store::Connection& reader_;
    registers::Kernel& copy_;
    const LeakSearch& originals_;
    const CopyPlan* plan_ = nullptr;
    std::vector<std::uint64_t> entry_;
    std::map<std::string, std::vector<std::string>> keys_;
    std::vector<Cell> cells_;
    std::uint64_t rows_ = 0;
    Masker masker_;  // last: its places are ours
};

// Removes what was made unless it is kept: nobody finds half a copy, or one that leaks.
class Workplace {
public:
    // `store`: of the rows, which begins empty.
    Workplace(fs::path folder, std::string store)
        : folder_(std::move(folder)), store_(std::move(store)) {
        std::error_code code;
        fs::remove_all(folder_, code);  // of one that was killed
        fs::create_directories(folder_, code);
        fs::permissions(folder_, fs::perms::owner_all, code);
    }
    Workplace(const Workplace&) = delete;
    Workplace& operator=(const Workplace&) = delete;
    ~Workplace() {
        std::error_code code;
        fs::remove_all(folder_, code);
        if (kept_ || store_ == CopyOptions().store) return;
        store::Options rows;
        rows.store = store_;
        (void)store::discard_data(rows).has_value();
    }
    [[nodiscard]] const fs::path& folder() const { return folder_; }
    Status keep_as(const fs::path& to) {
        std::error_code code;
        fs::rename(folder_, to, code);
        if (code) return system_error("copy.cannot_write").with("folder", to.string());
        kept_ = true;
        return sync_folder(to.parent_path());
    }

private:
    fs::path folder_;
    std::string store_;
    bool kept_ = false;
};

Status require_empty(const CopyOptions& options) {
    if (options.store == CopyOptions().store) return {};
    store::Options rows;
    rows.store = options.store;
    DAICHO_TRY(there, store::has_data(rows));
    if (!there) return {};
    return conflict_error("copy.store_not_empty").with("store", store::describe(options.store));
}

// The newest entry of this snapshot: whoever writes may have gone on since the last checkpoint.
Result<Seen> newest_of(store::Connection& reader) {
    DAICHO_TRY(newest, reader.integer("SELECT coalesce(max(number), 0) FROM j_entry"));
    const auto entries = static_cast<std::uint64_t>(newest);
    DAICHO_TRY(frontier, journal::read_frontier(reader, entries));
    return Seen{entries, frontier.root()};
}

Result<Seen> checkpoint_of(registers::Kernel& kernel, store::Connection& reader) {
    DAICHO_TRY(sealed, journal::latest_checkpoint(reader));
    DAICHO_TRY(note, journal::open_note(sealed.note, kernel.journal().keys().name,
                                        kernel.journal().keys().public_key));
    return Seen{note.size, note.root};
}

std::string body_of(const registers::Kernel& city, const MaskedCopy& copy) {
    return fmt::format(
        R"({{"masked_copy":"{}","of":"{}","entries":{},"root":"{}","made":"{}","until":"{}"}})",
        copy.number, city.municipality(), copy.source_entry, copy.source_root,
        copy.made_on ? format_iso(*copy.made_on) : "", format_iso(copy.until));
}

// The first entry behind those of the definitions.
Status say_what_it_is(registers::Kernel& city, registers::Kernel& copy, MaskedCopy record) {
    record.record = 0;
    record.state = "this";
    record.proposed_by = record.decided_by = record.made_by = "－";  // nobody's account number
    record.purpose = record.reason = "－";
    return copy.command([&](registers::Context& context) {
        return write_copy(context, record, journal::EntryKind::masked_copy_made, 0, 0,
                          body_of(city, record));
    });
}

// The city's entry, the record and the ledger of media, or none of them.
Status enter(registers::Kernel& kernel, const identity::Principal& principal,
             std::uint16_t capacity, const fs::path& to, MaskedCopy& copy) {
    return kernel.command([&](registers::Context& context) -> Status {
        copy.state = "made";
        registers::ExportOptions options;
        options.file = to;
        registers::ExportReport report;
        report.rows = copy.rows;
        DAICHO_TRY(root, from_hex(copy.copy_root));
        std::ranges::copy(root, report.file.begin());
        report.entry = context.journal.next();
        office::HandedOver medium;
        medium.recipient = copy.recipient;
        medium.made_by = principal.number;
        medium.purpose = copy.purpose;
        medium.content = std::string(kCopyRegister) + " " + copy.number;
        medium.encryption = "masked";
        medium.due = copy.until;
        const MaskedCopy before = copy;
        DAICHO_CHECK(write_copy(context, copy, journal::EntryKind::masked_copy_made,
                                principal.account, capacity, body_of(kernel, before)));
        DAICHO_TRY(number, office::enter_medium(context, principal, capacity, medium, options,
                                                report));
        copy.medium = number;
        return write_copy(context, copy, journal::EntryKind::change, principal.account, capacity,
                          R"({"reason":"ledger of media"})");
    });
}

// The moment of which the copy is.
Status look_at_city(registers::Kernel& kernel, store::Connection& reader, MaskedCopy& copy) {
    if (kernel.writes()) DAICHO_CHECK(kernel.checkpoint());
    DAICHO_CHECK(reader.execute("BEGIN"));
    DAICHO_TRY(seen, newest_of(reader));
    copy.source_entry = seen.entries;
    copy.source_root = to_hex(view(seen.root));
    return {};
}

// Opens the new municipality, fills it and closes it again.
Result<CopyReport> fill(registers::Kernel& kernel, const fs::path& folder, MaskedCopy copy,
                        const CopyOptions& options) {
    DAICHO_TRY(reader, kernel.reader());
    DAICHO_CHECK(look_at_city(kernel, *reader, copy));
    CopyReport report;
    DAICHO_TRY(originals, originals_of(kernel.definitions(), *reader, options.own_city));
    DAICHO_TRY(plan, plan_copy(kernel.definitions(), *reader, copy.owners_asked));
    report.owners_there = plan.owners_there;
    report.too_large = plan.too_large;
    report.records = plan.taken;
    report.originals = originals.size();
    copy.owners = plan.owners;
    registers::KernelOptions open;
    open.home = folder;
    open.store = options.store;
    open.definitions = options.definitions;
    open.municipality = kernel.municipality();
    open.create = true;
    open.modules = kernel.modules();
    DAICHO_TRY(target, registers::Kernel::open(open, kernel.clock()));
    DAICHO_CHECK(say_what_it_is(kernel, *target, copy));
    Maker maker(kernel, *reader, *target, originals, options.own_city);
    DAICHO_CHECK(maker.run(plan, copy.source_entry, options.progress));
    copy.rows = maker.rows();
    DAICHO_CHECK(reader->execute("COMMIT"));
    DAICHO_CHECK(target->checkpoint());
    DAICHO_TRY(made, target->reader());
    DAICHO_TRY(sealed, checkpoint_of(*target, *made));
    copy.copy_root = to_hex(view(sealed.root));
    DAICHO_TRY(leaks, search_copy(originals, folder, target.get()));
    report.bytes = leaks.bytes;
    if (!leaks.where.empty()) {
        return leak(leaks.where, leaks.entry);
    }
    report.copy = std::move(copy);
    return report;
}

}  // namespace

Status may_make_copy(registers::Kernel& kernel, const identity::Principal& principal,
                     const std::string& number) {
    DAICHO_CHECK(may_copy(kernel, principal, registers::Action::change));
    DAICHO_TRY(copy, copy_in_state(kernel, number, "approved"));
    if (copy.until >= japan_date(kernel.clock().now())) return {};
    return input_error("copy.past_end").with("date", format_iso(copy.until));
}

Result<MaskedCopy> enter_copy(registers::Kernel& kernel, const identity::Principal& principal,
                              const MaskedCopy& made, const fs::path& to) {
    DAICHO_CHECK(may_make_copy(kernel, principal, made.number));
    DAICHO_TRY(capacity, may_copy(kernel, principal, registers::Action::change));
    DAICHO_TRY(copy, copy_in_state(kernel, made.number, "approved"));
    copy.made_by = principal.number;
    copy.made_on = japan_date(kernel.clock().now());
    copy.owners = made.owners;
    copy.rows = made.rows;
    copy.source_entry = made.source_entry;
    copy.source_root = made.source_root;
    copy.copy_root = made.copy_root;
    DAICHO_CHECK(enter(kernel, principal, capacity, to, copy));
    return copy;
}

Result<CopyReport> make_copy(registers::Kernel& kernel, const identity::Principal& principal,
                             const std::string& number, const CopyOptions& options,
                             const CopyHands& hands) {
    DAICHO_CHECK(hands.begin ? hands.begin() : may_make_copy(kernel, principal, number));
    DAICHO_TRY(copy, copy_in_state(kernel, number, "approved"));
    std::error_code code;
    const fs::path to = fs::absolute(options.to, code).lexically_normal();
    if (options.to.empty() || fs::exists(to, code)) {
        return conflict_error("copy.folder_exists").with("folder", to.string());
    }
    DAICHO_CHECK(require_empty(options));
    fs::create_directories(to.parent_path(), code);
    Workplace place(to.parent_path() / ("." + to.filename().string() + ".part"), options.store);
    copy.made_by = principal.number;
    copy.made_on = japan_date(kernel.clock().now());
    DAICHO_TRY(report, fill(kernel, place.folder(), copy, options));
    auto entered = hands.enter ? hands.enter(report.copy, to)
                               : enter_copy(kernel, principal, report.copy, to);
    if (!entered) return std::move(entered.error());
    report.copy = std::move(*entered);
    DAICHO_CHECK(place.keep_as(to));
    return report;
}

}  // namespace daicho::custody
