#include "register/detail/export_file.hpp"

#include <boost/json/serialize.hpp>
#include <boost/json/string.hpp>

#include "document/formula_guard.hpp"

namespace daicho::registers::detail {
namespace {

// Texts that people wrote; digits, dates and codes are never run as formulas.
bool is_free(FieldType type) noexcept {
    return type == FieldType::text || type == FieldType::ref || type == FieldType::document ||
           type == FieldType::geometry;
}

bool is_bare_in_json(FieldType type) noexcept {
    return type == FieldType::integer || type == FieldType::yen || type == FieldType::boolean ||
           type == FieldType::fiscal_year;
}

document::XlsxKind kind_in_book(FieldType type) noexcept {
    switch (type) {
        case FieldType::integer:
        case FieldType::yen: return document::XlsxKind::integer;
        case FieldType::area:
        case FieldType::points: return document::XlsxKind::decimal;
        case FieldType::date: return document::XlsxKind::date;
        default: return document::XlsxKind::text;
    }
}

std::string json_text(std::string_view text) {
    return boost::json::serialize(boost::json::string(text));
}

void replace_all(std::string& text, const std::string& from, const std::string& to) {
    for (std::size_t at = text.find(from); at != std::string::npos;
         at = text.find(from, at + to.size())) {
        text.replace(at, from.size(), to);
    }
}

}  // namespace

Result<std::unique_ptr<ExportFile>> ExportFile::create(const ExportOptions& options,
                                                       const BilingualText& label, Instant now) {
    auto out = std::unique_ptr<ExportFile>(new ExportFile(options));
    out->label_ = label;
    out->now_ = now;
    DAICHO_CHECK(out->open_file());
    const bool bom = options.byte_order_mark && options.charset == document::Charset::utf8;
    out->csv_.emplace(out->sink_, document::CsvWriterOptions{
                                      bom ? document::CsvAudience::spreadsheet
                                          : document::CsvAudience::program,
                                      options.charset});
    if (options.replace_unmapped) DAICHO_CHECK(out->open_list());
    return out;
}

// Rows go to the file, or to the archive, whose bytes go there when all is known.
Status ExportFile::open_file() {
    DAICHO_TRY(file, document::CsvFile::create(options_->file.string()));
    file_.emplace(std::move(file));
    if (!options_->password.empty()) {
        DAICHO_TRY(zip, document::SealedZip::create());
        zip_.emplace(std::move(zip));
        static constexpr const char* kEndings[] = {".csv", ".jsonl", ".xlsx"};
        DAICHO_TRY(sink, zip_->add(options_->file.stem().string() +
                                   kEndings[static_cast<std::size_t>(options_->format)]));
        sink_ = std::move(sink);
        return {};
    }
    sink_ = [this, write = file_->sink()](std::string_view bytes) -> Status {
        hash_.add(as_bytes(bytes));
        return write(bytes);
    };
    return {};
}

Status ExportFile::open_list() {
    if (zip_) {
        DAICHO_TRY(sink, zip_->add(options_->file.stem().string() + ".unmapped.csv"));
        list_.emplace(std::move(sink));
    } else {
        DAICHO_TRY(list, document::CsvFile::create(options_->file.string() + ".unmapped.csv"));
        list_file_.emplace(std::move(list));
        list_.emplace(list_file_->sink());
    }
    for (const char* name : {"line", "key", "field", "character", "code_point", "nearest"}) {
        list_->value(std::string_view(name));
    }
    return list_->end_record();
}

Status ExportFile::header(const std::vector<ExportCell>& cells) {
    if (options_->format == ExportFormat::jsonl) return {};
    if (options_->format == ExportFormat::xlsx) return open_book(cells);
    for (const ExportCell& cell : cells) csv_->value(std::string_view(cell.name));
    return csv_->end_record();
}

Status ExportFile::open_book(const std::vector<ExportCell>& cells) {
    const auto say = [this](const BilingualText& text) { return text.in(options_->language); };
    document::XlsxLayout layout;
    layout.sheet = say(label_);
    layout.code_sheet = say({"コード表", "Codes"});
    layout.code_titles[0] = say({"項目", "Field"});
    layout.code_titles[1] = say({"コード", "Code"});
    layout.code_titles[2] = say({"意味", "Meaning"});
    layout.created = now_.micros / 1'000'000;
    for (const ExportCell& cell : cells) {
        document::XlsxColumn column{cell.name, cell.name, kind_in_book(cell.type), {}};
        column.label = cell.field != nullptr        ? say(cell.field->label)
                       : cell.name == "valid_from" ? say({"有効期間の始め", "Valid from"})
                       : cell.name == "valid_to"   ? say({"有効期間の終わり", "Valid to"})
                                                   : say({"終了", "Ended"});
        for (std::size_t i = 0; cell.field != nullptr && i < cell.field->codes.size(); ++i) {
            const Code& code = cell.field->codes[i];
            column.codes.emplace_back(code.key, say(code.label));
        }
        layout.columns.push_back(std::move(column));
    }
    // What is going to be encrypted waits in memory.
    const auto folder = zip_ ? std::filesystem::path("/dev/shm") : options_->file.parent_path();
    DAICHO_TRY(book, document::XlsxWriter::create(folder, std::move(layout)));
    book_.emplace(std::move(book));
    values_.resize(cells.size());
    return {};
}

Status ExportFile::json_row(const std::vector<ExportCell>& cells) {
    line_ = "{";
    for (const ExportCell& cell : cells) {
        if (line_.size() > 1) line_ += ',';
        line_ += '"' + cell.name + "\":";
        line_ += cell.text.empty()            ? "null"
                 : is_bare_in_json(cell.type) ? cell.text
                                              : json_text(cell.text);
    }
    line_ += "}\n";
    return sink_(line_);
}

// Named while they are few; all of them go to the list when they are to be replaced.
Status ExportFile::list_gaps(std::string& text, const std::string& key,
                             const std::string& field) {
    for (const document::Cp932Gap& gap : finder_.find(text)) {
        ++unmapped_;
        if (gaps_.size() < kMostNamed) {
            gaps_.push_back(
                input_error(gap.suggestion.empty() ? "export.gap" : "export.gap_nearest")
                    .with("key", key)
                    .with("character", gap.character)
                    .with("code", gap.code_point)
                    .with("nearest", gap.suggestion)
                    .at(field));
        }
        if (!list_) continue;
        list_->value(static_cast<std::int64_t>(rows_ + 1));
        for (const std::string* value : {&key, &field, &gap.character, &gap.code_point,
                                         &gap.suggestion}) {
            list_->value(document::guard_formula(*value));
        }
        DAICHO_CHECK(list_->end_record());
        if (!gap.suggestion.empty()) replace_all(text, gap.character, gap.suggestion);
    }
    return {};
}

Status ExportFile::row(const std::vector<ExportCell>& cells, const std::string& key) {
    ++rows_;
    if (options_->format == ExportFormat::jsonl) return json_row(cells);
    if (book_) {
        for (std::size_t i = 0; i < cells.size(); ++i) values_[i] = cells[i].text;
        return book_->row(values_);
    }
    for (const ExportCell& cell : cells) {
        if (!is_free(cell.type)) {
            csv_->value(cell.text);
            continue;
        }
        std::string text = cell.text;
        if (options_->charset == document::Charset::cp932) {
            DAICHO_CHECK(list_gaps(text, key, cell.name));
        }
        csv_->value(document::guard_formula(text));
    }
    return csv_->end_record();
}

Status ExportFile::close() {
    if (book_) DAICHO_CHECK(book_->finish(sink_));
    DAICHO_CHECK(csv_->finish());
    if (list_) DAICHO_CHECK(list_->finish());
    if (zip_) {
        DAICHO_CHECK(zip_->finish(options_->password, now_.micros / 1'000'000,
                                  [this, write = file_->sink()](std::string_view bytes) -> Status {
                                      hash_.add(as_bytes(bytes));
                                      return write(bytes);
                                  }));
    }
    digest_ = hash_.finish();
    return {};
}

// The list first: no replaced file without it. A list of nothing is not kept.
Status ExportFile::put_in_place() {
    if (list_file_ && unmapped_ > 0) DAICHO_CHECK(list_file_->finish());
    return file_->finish();
}

}  // namespace daicho::registers::detail
