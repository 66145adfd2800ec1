#include <cerrno>
#include <cstring>

#include "document/detail/pdf_sink.hpp"

namespace daicho::document::detail {
namespace {

std::string partial(const std::string& path) { return path + ".part"; }

}  // namespace

PdfSink::~PdfSink() {
    if (file_ == nullptr) return;
    std::fclose(file_);
    std::remove(partial(path_).c_str());
}

Error PdfSink::failed(std::string_view reason) const {
    Error why = system_error("pdf.failed")
                    .with("reason", error_ != 0 ? std::strerror(error_) : std::string(reason));
    if (path_.empty()) return why;
    Error error = system_error("pdf.cannot_write").with("file", path_);
    error.causes.push_back(std::move(why));
    return error;
}

void PdfSink::open_bytes(std::string& bytes) {
    bytes.clear();
    bytes_ = &bytes;
}

Status PdfSink::open_file(const std::string& path) {
    path_ = path;
    file_ = std::fopen(partial(path).c_str(), "wb");
    if (file_ != nullptr) return {};
    error_ = errno;
    return failed("");
}

bool PdfSink::write(std::string_view bytes) {
    if (bytes_ != nullptr) {
        bytes_->append(bytes);
        return true;
    }
    if (file_ == nullptr) return false;
    if (std::fwrite(bytes.data(), 1, bytes.size(), file_) == bytes.size()) return true;
    error_ = errno;
    return false;
}

Status PdfSink::close(std::string_view fault) {
    bytes_ = nullptr;
    if (file_ == nullptr) {
        if (fault.empty()) return {};
        return failed(fault);
    }
    std::FILE* file = file_;
    file_ = nullptr;
    if (std::fclose(file) != 0 && error_ == 0) error_ = errno;
    if (error_ == 0 && fault.empty()) {
        if (std::rename(partial(path_).c_str(), path_.c_str()) == 0) return {};
        error_ = errno;
    }
    std::remove(partial(path_).c_str());
    return failed(fault);
}

}  // namespace daicho::document::detail
