#include "document/csv_writer.hpp"

#include <unistd.h>

#include <cstdio>
#include <filesystem>
#include <utility>

#include "base/assert.hpp"

namespace daicho::document {
namespace {

constexpr std::size_t kFlushAt = 64 * 1024;
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

}  // namespace

CsvWriter::CsvWriter(ByteSink sink, CsvWriterOptions options)
    : sink_(std::move(sink)), options_(options) {
    DAICHO_ASSERT(options.charset != Charset::detect);
    if (options.charset == Charset::cp932) {
        encoder_.emplace();
    } else if (options.audience == CsvAudience::spreadsheet) {
        buffer_ = kByteOrderMark;
    }
}

void CsvWriter::encode(std::string_view utf8) {
    if (!encoder_) {
        buffer_ += utf8;
        return;
    }
    for (const char32_t character : encoder_->encode(utf8, buffer_)) {
        ++lost_count_;
        if (lost_.size() < kMostLost) lost_.push_back({records_ + 1, column_, character});
    }
}

void CsvWriter::put(std::string_view field, FormulaGuard guard) {
    if (column_++ > 0) buffer_ += ',';
    encode(csv_field(field, guard));
}

void CsvWriter::text(std::string_view field) {
    put(field, options_.audience == CsvAudience::spreadsheet ? FormulaGuard::on
                                                             : FormulaGuard::off);
}
void CsvWriter::value(std::string_view field) { put(field, FormulaGuard::off); }
void CsvWriter::value(std::int64_t field) { value(std::to_string(field)); }

Status CsvWriter::end_record() {
    // A record of one empty field would read as a blank line.
    if (column_ == 1 && (buffer_.empty() || buffer_.back() == '\n' || buffer_ == kByteOrderMark)) {
        buffer_ += "\"\"";
    }
    buffer_ += "\r\n";
    ++records_;
    column_ = 0;
    return buffer_.size() >= kFlushAt ? flush() : Status{};
}

Status CsvWriter::flush() {
    DAICHO_CHECK(sink_(buffer_));
    buffer_.clear();
    return {};
}

Status CsvWriter::finish() { return buffer_.empty() ? Status{} : flush(); }

struct CsvFile::State {
    std::string path;
    std::string part;
    std::FILE* file = nullptr;

    ~State() {
        if (file == nullptr) return;
        std::fclose(file);
        std::remove(part.c_str());
    }
    [[nodiscard]] Error fault() const {
        return system_error("csv.cannot_write").with("file", path);
    }
};

CsvFile::CsvFile(std::unique_ptr<State> state) : state_(std::move(state)) {}
CsvFile::CsvFile(CsvFile&& other) noexcept = default;
CsvFile::~CsvFile() = default;

Result<CsvFile> CsvFile::create(std::string path) {
    auto state = std::make_unique<State>();
    state->part = path + ".part";
    state->path = std::move(path);
    state->file = std::fopen(state->part.c_str(), "wbe");
    if (state->file == nullptr) return state->fault();
    return CsvFile(std::move(state));
}

ByteSink CsvFile::sink() {
    return [state = state_.get()](std::string_view bytes) -> Status {
        if (std::fwrite(bytes.data(), 1, bytes.size(), state->file) != bytes.size()) {
            return state->fault();
        }
        return {};
    };
}

Status CsvFile::finish() {
    State& state = *state_;
    const bool written = std::fflush(state.file) == 0 && fsync(fileno(state.file)) == 0;
    std::error_code error;
    if (written) std::filesystem::rename(state.part, state.path, error);
    if (!written || error) return state.fault();
    std::fclose(std::exchange(state.file, nullptr));
    return {};
}

}  // namespace daicho::document
