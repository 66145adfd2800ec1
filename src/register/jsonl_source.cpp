#include "register/jsonl_source.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "json/reader.hpp"

namespace daicho::registers {
namespace {

constexpr std::string_view kMark = "\xEF\xBB\xBF";

class Lines {
public:
    Lines(document::ByteSource bytes, std::string name, const Definition& definition,
          JsonlLimits limits)
        : bytes_(std::move(bytes)), name_(std::move(name)), limits_(limits) {
        for (const Field& field : definition.fields) header.push_back(field.name);
        header.insert(header.end(), {"valid_from", "valid_to", "ended", "reason"});
        texts_.resize(header.size());
    }

    Result<bool> next(SourceRow& row) {
        std::string_view line;
        do {
            DAICHO_TRY(more, next_line(line));
            if (!more) return false;
        } while (line.find_first_not_of(" \t\r") == std::string_view::npos);
        faults_.clear();
        for (std::string& text : texts_) text.clear();
        given_.assign(texts_.size(), false);
        read(line);
        fields_.assign(texts_.begin(), texts_.end());
        left_out_.clear();
        for (std::size_t i = 0; i < given_.size(); ++i) {
            if (!given_[i]) left_out_.push_back(i);
        }
        row = {fields_, number_, faults_, left_out_};
        return true;
    }
    [[nodiscard]] bool finished() const noexcept { return over_; }
    [[nodiscard]] std::uint64_t done() const noexcept { return done_; }

    std::vector<std::string> header;

private:
    Result<bool> next_line(std::string_view& line);
    void read(std::string_view line);
    void take(std::string_view key, const json::Value& value);
    void fault(Error error, std::string_view key) {
        faults_.push_back(
            std::move(error).at_line(name_, number_).at(std::string(key.substr(0, 80))));
    }

    document::ByteSource bytes_;
    std::string name_;
    JsonlLimits limits_;
    std::string buffer_;
    std::size_t at_ = 0;  // of the line in `buffer_`
    std::uint64_t number_ = 0;
    std::uint64_t done_ = 0;
    bool ended_ = false;
    bool over_ = false;
    std::vector<std::string> texts_;
    std::vector<std::string_view> fields_;
    std::vector<bool> given_;  // by the line, be it as null
    std::vector<std::size_t> left_out_;
    std::vector<Error> faults_;
};

Result<bool> Lines::next_line(std::string_view& line) {
    if (over_) return false;
    std::size_t end = buffer_.find('\n', at_);
    while (end == std::string::npos && !ended_) {
        const std::size_t seen = buffer_.size() - at_;
        if (seen > limits_.line_bytes) break;
        buffer_.erase(0, at_);
        at_ = 0;
        const std::size_t old = buffer_.size();
        buffer_.resize(old + 64 * 1024);
        auto size = bytes_(buffer_.data() + old, buffer_.size() - old);
        if (!size) {
            over_ = true;
            return std::move(size.error());
        }
        buffer_.resize(old + *size);
        done_ += *size;
        ended_ = *size == 0;
        end = buffer_.find('\n', seen);
    }
    ++number_;
    const std::size_t stop = end == std::string::npos ? buffer_.size() : end;
    if (stop - at_ > limits_.line_bytes) {
        over_ = true;
        return input_error("jsonl.line_too_long")
            .with("limit", std::to_string(limits_.line_bytes))
            .at_line(name_, number_);
    }
    line = std::string_view(buffer_).substr(at_, stop - at_);
    at_ = end == std::string::npos ? buffer_.size() : end + 1;
    if (number_ == 1 && line.starts_with(kMark)) line.remove_prefix(kMark.size());
    over_ = end == std::string::npos && line.empty();
    return !over_;
}

void Lines::read(std::string_view line) {
    if (document::first_bad_byte(line) != line.size()) {
        return fault(input_error("jsonl.not_utf8"), "");
    }
    auto parsed = json::parse(line, {limits_.line_bytes, limits_.depth});
    if (!parsed) return fault(std::move(parsed.error()), parsed.error().where.path);
    if (!parsed->is_object()) return fault(input_error("jsonl.not_an_object"), "");
    for (const auto& [key, value] : parsed->get_object()) take(key, value);
}

void Lines::take(std::string_view key, const json::Value& value) {
    const auto found = std::ranges::find(header, key);
    if (found == header.end()) {
        return fault(input_error("jsonl.unknown_key").with("key", std::string(key.substr(0, 80))),
                     key);
    }
    const auto at = static_cast<std::size_t>(found - header.begin());
    given_[at] = true;
    std::string& text = texts_[at];
    switch (value.kind()) {
        case boost::json::kind::null: return;
        case boost::json::kind::string: text = value.get_string(); return;
        case boost::json::kind::bool_: text = value.get_bool() ? "true" : "false"; return;
        case boost::json::kind::int64: text = std::to_string(value.get_int64()); return;
        case boost::json::kind::uint64: text = std::to_string(value.get_uint64()); return;
        case boost::json::kind::double_: return fault(input_error("jsonl.decimal_number"), key);
        default: return fault(input_error("jsonl.wrong_kind"), key);
    }
}

}  // namespace

Result<RowSource> jsonl_source(document::ByteSource bytes, std::string name,
                               const Definition& definition, std::uint64_t total_bytes,
                               JsonlLimits limits) {
    auto lines = std::make_shared<Lines>(std::move(bytes), name, definition, limits);
    RowSource source;
    source.name = std::move(name);
    source.guarded = false;
    source.may_leave_out = true;
    source.header = lines->header;
    source.total_bytes = total_bytes;
    source.done_bytes = [lines] { return lines->done(); };
    source.finished = [lines] { return lines->finished(); };
    source.next = [lines](SourceRow& row) { return lines->next(row); };
    return source;
}

Result<RowSource> jsonl_file_source(const std::string& path, const Definition& definition,
                                    JsonlLimits limits) {
    auto in = std::make_shared<std::ifstream>(path, std::ios::binary);
    std::error_code code;
    const auto size = std::filesystem::file_size(path, code);
    if (!*in || code) return input_error("csv.cannot_read").with("file", path);
    return jsonl_source(
        [in](char* buffer, std::size_t capacity) -> Result<std::size_t> {
            in->read(buffer, static_cast<std::streamsize>(capacity));
            return static_cast<std::size_t>(in->gcount());
        },
        path, definition, size, limits);
}

}  // namespace daicho::registers
