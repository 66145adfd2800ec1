// The ZIP archive that an .xlsx file is, read with distrust.
//
// Refused in words: what is encrypted, what is no ZIP, too many entries, a name twice, names that
// lead out of the archive, parts that grow beyond their limit or out of all proportion (a ZIP
// bomb). Sizes are counted while unpacking; what the archive says about itself counts for nothing.
// Nothing is unpacked to disk. Threading: one thread.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "document/detail/text_source.hpp"

namespace daicho::document {

struct XlsxLimits {
    std::uint64_t file_bytes = 512ULL << 20;
    std::size_t entries = 5'000;
    std::uint64_t part_bytes = 4ULL << 30;      // one part, unpacked
    std::uint64_t unpacked_bytes = 6ULL << 30;  // all that is read of the archive
    std::uint64_t ratio = 200;                  // unpacked : packed …
    std::uint64_t ratio_from = 16ULL << 20;     // … looked at from so many bytes on
    std::uint64_t shared_bytes = 256ULL << 20;  // the table of texts, held in memory
    std::size_t shared_texts = 8'000'000;
    std::size_t columns = 1'000;
    std::size_t row_bytes = 1 << 20;
    std::size_t field_bytes = 256 << 10;
};

namespace detail {

class XlsxArchive {
public:
    // Errors: xlsx.cannot_read, xlsx.not_xlsx, xlsx.old_format, xlsx.encrypted, xlsx.broken,
    // xlsx.too_big, xlsx.too_many_entries, xlsx.bad_entry.
    static Result<std::shared_ptr<XlsxArchive>> open_file(const std::string& path,
                                                          const XlsxLimits& limits);
    // `bytes` must outlive the archive.
    static Result<std::shared_ptr<XlsxArchive>> open_bytes(std::string_view bytes,
                                                           std::string name,
                                                           const XlsxLimits& limits);
    ~XlsxArchive();
    XlsxArchive(const XlsxArchive&) = delete;
    XlsxArchive& operator=(const XlsxArchive&) = delete;

    [[nodiscard]] bool has(const std::string& part) const;
    // The source holds on to the archive. Errors: xlsx.no_part; of the source: xlsx.broken,
    // xlsx.bomb, xlsx.too_big.
    Result<ByteSource> open(const std::string& part);

    [[nodiscard]] const std::string& name() const noexcept { return name_; }
    [[nodiscard]] const XlsxLimits& limits() const noexcept { return limits_; }
    // Packed bytes gone through, for a progress bar.
    [[nodiscard]] std::uint64_t bytes_read() const noexcept;

private:
    struct State;
    XlsxArchive(std::string name, const XlsxLimits& limits);
    Status check_entries();

    std::string name_;
    XlsxLimits limits_;
    std::unique_ptr<State> state_;
    std::weak_ptr<XlsxArchive> self_;
};

}  // namespace detail
}  // namespace daicho::document
