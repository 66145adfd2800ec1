#include "register/export.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json/serialize.hpp>
#include <boost/json/string.hpp>

#include "journal/merkle.hpp"
#include "document/sealed_zip.hpp"
#include "register/access.hpp"
#include "register/change.hpp"
#include "register/detail/bind_cell.hpp"
#include "register/detail/export_file.hpp"
#include "register/detail/hidden.hpp"
#include "register/detail/key_reader.hpp"
#include "register/detail/timeline.hpp"
#include "register/disclosure.hpp"
#include "register/schema.hpp"

namespace daicho::registers {
namespace {

// The key always: without it nobody knows what the rest is about.
bool wants(const Definition& definition, const ExportOptions& options, std::size_t field) {
    const auto in = [field](const std::vector<std::size_t>& list) {
        return std::ranges::find(list, field) != list.end();
    };
    return options.fields.empty() || in(options.fields) || in(definition.key);
}

class Exporter {
public:
    Exporter(Kernel& kernel, store::Connection& connection, const Definition& definition,
             const ExportOptions& options)
        : connection_(&connection), kernel_(&kernel), definition_(&definition),
          options_(&options), keys_(kernel, connection),
          hidden_(kernel, definition, options.with_protected) {}

    Status write(detail::ExportFile& file, CommitNumber known);

    ExportReport report;
    std::vector<std::uint64_t> records;  // told, each once

private:
    Status prepare();
    Status write_stretch(detail::ExportFile& file, const detail::Stretch& stretch);
    Result<std::string> text_of(const Field& field, const Cell& cell);
    Result<std::string> key_of_row();

    store::Connection* connection_;
    Kernel* kernel_;
    const Definition* definition_;
    const ExportOptions* options_;
    detail::KeyReader keys_;
    detail::Hidden hidden_;
    journal::Frontier tree_;
    store::StatementPointer select_;
    std::vector<Cell> cells_;
    std::vector<detail::ExportCell> out_;
    std::vector<std::size_t> columns_;  // fields written, in order
};

Status Exporter::prepare() {
    std::string names;
    for (std::size_t i = 0; i < definition_->fields.size(); ++i) {
        const Field& field = definition_->fields[i];
        names += sql_name(field.name) + ", ";
        if (is_kept_apart(field.type) || !wants(*definition_, *options_, i)) {
            continue;
        }
        columns_.push_back(i);
        out_.push_back({field.name, field.type, {}, &field});
    }
    if (!definition_->is_event()) {
        out_.push_back({"valid_from", FieldType::date, {}, nullptr});
        out_.push_back({"valid_to", FieldType::date, {}, nullptr});
        if (options_->since) out_.push_back({"ended", FieldType::boolean, {}, nullptr});
    }
    cells_.resize(definition_->fields.size());
    DAICHO_TRY(select, connection_->prepare(fmt::format(
                           "SELECT {}row_digest FROM {} WHERE version_id = ?", names,
                           version_table(*definition_))));
    select_ = std::move(select);
    return {};
}

Result<std::string> Exporter::text_of(const Field& field, const Cell& cell) {
    if (field.type != FieldType::ref || cell.is_null()) return format_cell(field, cell);
    DAICHO_TRY(target, kernel_->definition(field.target));
    return keys_.key(*target, static_cast<std::uint64_t>(cell.integer));
}

Result<std::string> Exporter::key_of_row() {
    std::string key;
    for (const std::size_t field : definition_->key) {
        DAICHO_TRY(text, text_of(definition_->fields[field], cells_[field]));
        key += (key.empty() ? "" : "/") + text;
    }
    return key;
}

Status Exporter::write_stretch(detail::ExportFile& file, const detail::Stretch& stretch) {
    const bool event = definition_->is_event();
    if (!event && options_->as_of && !stretch.valid.holds(*options_->as_of)) return {};
    if (options_->records && !std::ranges::binary_search(*options_->records, stretch.record)) {
        return {};
    }
    select_->reset();
    select_->bind(0, static_cast<std::int64_t>(stretch.version));
    DAICHO_TRY(there, select_->step());
    if (!there) return system_error("export.lost").with("version", std::to_string(stretch.version));
    for (std::size_t i = 0; i < cells_.size(); ++i) {
        cells_[i] = detail::read_cell(*select_, static_cast<int>(i), definition_->fields[i]);
    }
    if (hidden_.hides(stretch.record, cells_)) {
        ++report.left_out;
        return {};
    }
    for (std::size_t i = 0; i < cells_.size(); ++i) {
        const bool document = definition_->fields[i].type == FieldType::document;
        report.documents_left_out += document && !cells_[i].is_null() ? 1 : 0;
    }
    const ByteView digest = select_->blob(static_cast<int>(cells_.size()));
    Digest leaf{};
    std::copy_n(digest.begin(), std::min(digest.size(), leaf.size()), leaf.begin());
    tree_.append(leaf);
    for (std::size_t i = 0; i < columns_.size(); ++i) {
        DAICHO_TRY(text, text_of(definition_->fields[columns_[i]], cells_[columns_[i]]));
        out_[i].text = std::move(text);
    }
    if (!event) {
        out_[columns_.size()].text = format_iso(stretch.valid.from);
        const bool open = stretch.valid.to == kForever;
        out_[columns_.size() + 1].text = open ? "" : format_iso(stretch.valid.to);
        if (options_->since) out_[columns_.size() + 2].text = stretch.ended ? "true" : "";
    }
    std::string key;
    if (options_->charset == document::Charset::cp932) {
        DAICHO_TRY(named, key_of_row());
        key = std::move(named);
    }
    DAICHO_CHECK(file.row(out_, key));
    if (records.empty() || records.back() != stretch.record) records.push_back(stretch.record);
    ++report.rows;
    return {};
}

Status Exporter::write(detail::ExportFile& file, CommitNumber known) {
    DAICHO_CHECK(prepare());
    DAICHO_CHECK(file.header(out_));
    DAICHO_TRY(total, connection_->integer("SELECT max(version_id) FROM " +
                                           version_table(*definition_)));
    std::uint64_t done = 0;
    const auto visit = [&](const detail::Stretch& stretch) -> Status {
        if (options_->progress && ++done % 1000 == 0) {
            options_->progress(done, static_cast<std::uint64_t>(total));
        }
        if (options_->stop && options_->stop()) return conflict_error("job.cancelled");
        return write_stretch(file, stretch);
    };
    DAICHO_CHECK(options_->since ? detail::read_versions(*connection_, *definition_,
                                                         *options_->since, known, visit)
                                 : detail::read_timeline(*connection_, *definition_, known, visit));
    report.known = known;
    report.root = tree_.root();
    return file.close();
}

std::string body_of(const ExportOptions& options, const ExportReport& report) {
    std::string query = fmt::format(R"({{"as_of":{},"as_known":{},"protected":{}}})",
                                    options.as_of ? '"' + format_iso(*options.as_of) + '"' : "null",
                                    options.as_known ? std::to_string(options.as_known->value)
                                                     : "null",
                                    options.with_protected);
    if (options.since) {
        query.insert(query.size() - 1, fmt::format(R"(,"since":{})", options.since->value));
    }
    if (options.records) {
        query.insert(query.size() - 1,
                     fmt::format(R"(,"selected":{})", options.records->size()));
    }
    return fmt::format(
        R"({{"query":{},"commit":{},"count":{},"root":"{}","file":"{}","reason":{}}})", query,
        report.known.value, report.rows, to_hex(view(report.root)), to_hex(view(report.file)),
        boost::json::serialize(boost::json::string(options.reason)));
}

// Who was told is looked up by record (`viewings`); the body holds what was asked and its root.
Status record_export(Kernel& kernel, const identity::Principal& principal, std::uint16_t capacity,
                     const Definition& definition, const ExportOptions& options,
                     const std::vector<std::uint64_t>& records, ExportReport& report) {
    return kernel.command([&](Context& context) -> Status {
        journal::EntryDraft draft;
        draft.kind = journal::EntryKind::disclosure_export;
        draft.principal = principal.account;
        draft.capacity = capacity;
        draft.register_number = definition.number;
        draft.purpose = options.purpose;
        draft.body = body_of(options, report);
        DAICHO_TRY(entry, context.journal.append(context.connection, draft));
        report.entry = entry;
        if (options.also) DAICHO_CHECK(options.also(context, capacity, report));
        if (!must_disclose(definition)) return {};
        DAICHO_TRY(seen,
                   context.connection.cached(
                       "INSERT INTO w_seen VALUES (?, ?, ?) ON CONFLICT DO NOTHING"));
        for (const std::uint64_t record : records) {
            seen->bind(0, definition.number);
            seen->bind(1, static_cast<std::int64_t>(record));
            seen->bind(2, static_cast<std::int64_t>(entry.value));
            DAICHO_CHECK(seen->run());
        }
        return {};
    });
}

Status check_options(const Definition& definition, const ExportOptions& options) {
    if (options.reason.empty() && (must_disclose(definition) || options.with_protected)) {
        return input_error("export.reason");
    }
    if (options.format != ExportFormat::csv &&
        (options.charset != document::Charset::utf8 || options.byte_order_mark)) {
        return input_error("export.charset");
    }
    DAICHO_CHECK(check_purpose(definition, false, options.purpose));
    if (options.since && options.as_of) return input_error("export.since_and_date");
    return {};
}

}  // namespace

Result<ExportReport> export_rows(Kernel& kernel, const identity::Principal& principal,
                                 const Definition& definition, const ExportOptions& options) {
    const auto capacity = authorise(principal, definition, Action::export_);
    if (!capacity) {
        DAICHO_CHECK(refuse(kernel, principal, definition, Action::export_));
        return Error(capacity.error());
    }
    // A file names what a ref leads to by its key: whoever may not go there takes nothing along.
    for (std::size_t i = 0; i < definition.fields.size(); ++i) {
        const Field& field = definition.fields[i];
        if (!wants(definition, options, i)) continue;
        if (!follows(kernel, principal, definition, field)) {
            return refuse_link(kernel, principal, definition, field);
        }
    }
    DAICHO_CHECK(check_options(definition, options));
    DAICHO_TRY(newest, kernel.newest());
    CommitNumber known = newest;
    if (options.as_known && options.as_known->value < known.value) known = *options.as_known;
    DAICHO_TRY(reader, kernel.reader());
    Exporter exporter(kernel, *reader, definition, options);
    DAICHO_TRY(file,
               detail::ExportFile::create(options, definition.label, kernel.clock().now()));
    DAICHO_CHECK(exporter.write(*file, known));
    ExportReport& report = exporter.report;
    report.unmapped = file->unmapped();
    report.file = file->digest();
    if (report.unmapped > 0 && !options.replace_unmapped) {
        Error error = input_error("export.unmapped")
                          .with("count", std::to_string(report.unmapped))
                          .with("file", options.file.string());
        error.causes = file->gaps();
        return error;
    }
    DAICHO_CHECK(record_export(kernel, principal, *capacity, definition, options,
                               exporter.records, report));
    DAICHO_CHECK(file->put_in_place());
    return std::move(report);
}

std::string new_export_password() {
    return document::make_password(vault::random_bytes(document::kPasswordBytes));
}

}  // namespace daicho::registers
