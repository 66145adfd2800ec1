// The file of an export while it is written: rows as CSV or JSON lines, what CP932 lacks beside.
#pragma once

#include <optional>
#include <vector>

#include "document/cp932_gaps.hpp"
#include "document/csv_writer.hpp"
#include "document/sealed_zip.hpp"
#include "document/xlsx_writer.hpp"
#include "register/export.hpp"
#include "register/query.hpp"

namespace daicho::registers::detail {

// One value on its way out; `text` is empty for NULL.
struct ExportCell {
    std::string name;
    FieldType type = FieldType::text;
    std::string text;
    const Field* field = nullptr;  // null: a reserved column
};

class ExportFile {
public:
    static constexpr std::size_t kMostNamed = 100;  // unmapped characters named one by one

    // `label` is of the register, `now` of the file.
    static Result<std::unique_ptr<ExportFile>> create(const ExportOptions& options,
                                                      const BilingualText& label, Instant now);
    Status header(const std::vector<ExportCell>& cells);
    // `key` names the record where a character has to be listed.
    Status row(const std::vector<ExportCell>& cells, const std::string& key);
    // All bytes are written, nothing is in place yet.
    Status close();
    Status put_in_place();

    [[nodiscard]] std::uint64_t unmapped() const noexcept { return unmapped_; }
    // The first kMostNamed of them.
    [[nodiscard]] const std::vector<Error>& gaps() const noexcept { return gaps_; }
    [[nodiscard]] const Digest& digest() const noexcept { return digest_; }

private:
    explicit ExportFile(const ExportOptions& options) : options_(&options) {}
    Status list_gaps(std::string& text, const std::string& key, const std::string& field);
    Status open_file();
    Status open_list();
    Status open_book(const std::vector<ExportCell>& cells);
    Status json_row(const std::vector<ExportCell>& cells);

    const ExportOptions* options_;
    std::optional<document::CsvFile> file_;
    std::optional<document::CsvFile> list_file_;
    std::optional<document::SealedZip> zip_;
    std::optional<document::CsvWriter> csv_;
    std::optional<document::CsvWriter> list_;
    std::optional<document::XlsxWriter> book_;
    std::vector<std::string> values_;  // of one row of the book
    document::ByteSink sink_;
    document::Cp932Gaps finder_;
    BilingualText label_;
    Instant now_;
    Sha256 hash_;
    Digest digest_{};
    std::string line_;
    std::uint64_t rows_ = 0;
    std::uint64_t unmapped_ = 0;
    std::vector<Error> gaps_;
};

}  // namespace daicho::registers::detail
