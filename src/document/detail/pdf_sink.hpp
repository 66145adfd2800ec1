// Where the bytes of a PDF go: a string, or a file that has its name only once it is whole.
// Threading: one thread.
#pragma once

#include <cstdio>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace daicho::document::detail {

class PdfSink {
public:
    PdfSink() = default;
    PdfSink(const PdfSink&) = delete;
    PdfSink& operator=(const PdfSink&) = delete;
    ~PdfSink();  // an unfinished file is removed

    void open_bytes(std::string& bytes);
    // Error: pdf.cannot_write.
    Status open_file(const std::string& path);
    // False: the disk said no; the reason is kept for close().
    bool write(std::string_view bytes);
    // `fault`: what the writer complained of, or empty. Errors: pdf.cannot_write, pdf.failed.
    Status close(std::string_view fault);

private:
    [[nodiscard]] Error failed(std::string_view reason) const;

    std::string* bytes_ = nullptr;
    std::FILE* file_ = nullptr;
    std::string path_;
    int error_ = 0;
};

}  // namespace daicho::document::detail
