// For tests: what poppler's tools read out of a PDF.
#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>

namespace daicho::document::testing {

inline std::string output_of(const std::string& command) {
    std::FILE* pipe = ::popen(command.c_str(), "r");
    std::string out;
    char buffer[4096];
    while (const std::size_t count = std::fread(buffer, 1, sizeof buffer, pipe)) {
        out.append(buffer, count);
    }
    ::pclose(pipe);
    return out;
}

// A PDF in a temporary file, gone with the object.
class PdfFile {
public:
    explicit PdfFile(const std::string& bytes) {
        std::string name = std::filesystem::temp_directory_path() / "daicho-pdf-XXXXXX";
        const int handle = ::mkstemp(name.data());
        ::close(handle);
        path_ = name;
        std::ofstream(path_, std::ios::binary) << bytes;
    }
    PdfFile(const PdfFile&) = delete;
    PdfFile& operator=(const PdfFile&) = delete;
    ~PdfFile() {
        std::error_code code;
        std::filesystem::remove(path_, code);
    }
    [[nodiscard]] std::string text() const {
        return output_of("pdftotext -layout '" + path_ + "' - 2>&1");
    }
    [[nodiscard]] std::string fonts() const { return output_of("pdffonts '" + path_ + "' 2>&1"); }
    [[nodiscard]] std::string structure() const {
        return output_of("pdfinfo -struct '" + path_ + "' 2>&1");
    }
    // Nothing is printed on the first page lower than `millimetres` from its upper edge.
    [[nodiscard]] bool is_white_below(int millimetres) const {
        const std::string picture = output_of("pdftoppm -f 1 -l 1 -gray -r 25.4 '" + path_ + "'");
        return picture.find_first_not_of('\xFF', picture.size() - (297 - static_cast<std::size_t>(
                                                      millimetres)) * 210) == std::string::npos;
    }
    [[nodiscard]] std::string info() const { return output_of("pdfinfo '" + path_ + "' 2>&1"); }

private:
    std::string path_;
};

}  // namespace daicho::document::testing
