#include "document/detail/xlsx_archive.hpp"

#include <zip.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <map>

namespace daicho::document::detail {
namespace {

constexpr std::string_view kZip("PK\x03\x04", 4);
constexpr std::string_view kCompoundFile("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8);
// "EncryptedPackage" as a compound file's folder has it.
constexpr std::string_view kEncrypted("E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0", 32);

// What the file is when it is no ZIP archive.
Error stranger(std::string_view begin, bool encrypted, const std::string& name) {
    const bool compound = begin.starts_with(kCompoundFile);
    const char* id = !compound ? "xlsx.not_xlsx" : encrypted ? "xlsx.encrypted" : "xlsx.old_format";
    return input_error(id).with("file", name);
}

bool is_safe(std::string_view path) {
    if (path.empty() || path.size() > 1000 || path.front() == '/') return false;
    if (path.find_first_of("\\:") != std::string_view::npos) return false;
    if (path.find('\0') != std::string_view::npos) return false;
    while (true) {
        const std::size_t slash = path.find('/');
        if (path.substr(0, slash) == "..") return false;
        if (slash == std::string_view::npos) return true;
        path.remove_prefix(slash + 1);
    }
}

// Names of parts are told apart without regard to case.
std::string folded(std::string_view path) {
    std::string out(path);
    std::ranges::transform(out, out.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return out;
}

struct Discard {
    void operator()(zip_t* archive) const noexcept { zip_discard(archive); }
};
struct CloseEntry {
    void operator()(zip_file_t* entry) const noexcept {
        if (entry != nullptr) zip_fclose(entry);
    }
};

}  // namespace

struct XlsxArchive::State {
    std::unique_ptr<zip_t, Discard> zip;
    struct Part {
        zip_uint64_t index = 0;
        std::uint64_t packed = 0;
    };
    std::map<std::string, Part> parts;
    std::uint64_t unpacked = 0;
    std::uint64_t packed_done = 0;
};

XlsxArchive::XlsxArchive(std::string name, const XlsxLimits& limits)
    : name_(std::move(name)), limits_(limits), state_(std::make_unique<State>()) {}

XlsxArchive::~XlsxArchive() = default;

std::uint64_t XlsxArchive::bytes_read() const noexcept { return state_->packed_done; }

Status XlsxArchive::check_entries() {
    const zip_int64_t count = zip_get_num_entries(state_->zip.get(), 0);
    if (count < 0 || static_cast<std::uint64_t>(count) > limits_.entries) {
        return input_error("xlsx.too_many_entries")
            .with("file", name_)
            .with("count", std::to_string(count))
            .with("limit", std::to_string(limits_.entries));
    }
    for (zip_uint64_t i = 0; i < static_cast<zip_uint64_t>(count); ++i) {
        zip_stat_t stat;
        zip_stat_init(&stat);
        if (zip_stat_index(state_->zip.get(), i, 0, &stat) != 0 || stat.name == nullptr) {
            return input_error("xlsx.broken").with("file", name_);
        }
        const std::string path = stat.name;
        if ((stat.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 &&
            stat.encryption_method != ZIP_EM_NONE) {
            return input_error("xlsx.encrypted").with("file", name_);
        }
        const State::Part part{i, (stat.valid & ZIP_STAT_COMP_SIZE) != 0 ? stat.comp_size : 0};
        if (!is_safe(path) || !state_->parts.emplace(folded(path), part).second) {
            return input_error("xlsx.bad_entry").with("file", name_).with("entry", path);
        }
    }
    return {};
}

Result<std::shared_ptr<XlsxArchive>> XlsxArchive::open_file(const std::string& path,
                                                            const XlsxLimits& limits) {
    const std::string name = std::filesystem::path(path).filename().string();
    std::ifstream in(path, std::ios::binary);
    std::error_code code;
    const auto size = std::filesystem::file_size(path, code);
    if (!in || code) return input_error("xlsx.cannot_read").with("file", path);
    if (size > limits.file_bytes) {
        return input_error("xlsx.too_big")
            .with("file", name)
            .with("limit", std::to_string(limits.file_bytes >> 20));
    }
    std::array<char, 8> begin{};
    in.read(begin.data(), begin.size());
    const std::string_view head(begin.data(), static_cast<std::size_t>(in.gcount()));
    if (!head.starts_with(kZip)) {
        bool encrypted = false;
        if (head.starts_with(kCompoundFile)) {
            std::string block(1 << 20, '\0');
            for (int blocks = 0; in && blocks < 64 && !encrypted; ++blocks) {
                in.read(block.data(), static_cast<std::streamsize>(block.size()));
                const std::string_view read(block.data(), static_cast<std::size_t>(in.gcount()));
                encrypted = read.find(kEncrypted) != std::string_view::npos;
            }
        }
        return stranger(head, encrypted, name);
    }
    auto archive = std::shared_ptr<XlsxArchive>(new XlsxArchive(name, limits));
    archive->self_ = archive;
    int fault = 0;
    archive->state_->zip.reset(zip_open(path.c_str(), ZIP_RDONLY, &fault));
    if (!archive->state_->zip) return input_error("xlsx.broken").with("file", name);
    DAICHO_CHECK(archive->check_entries());
    return archive;
}

Result<std::shared_ptr<XlsxArchive>> XlsxArchive::open_bytes(std::string_view bytes,
                                                             std::string name,
                                                             const XlsxLimits& limits) {
    if (!bytes.starts_with(kZip)) {
        return stranger(bytes, bytes.find(kEncrypted) != std::string_view::npos, name);
    }
    auto archive = std::shared_ptr<XlsxArchive>(new XlsxArchive(std::move(name), limits));
    archive->self_ = archive;
    zip_error_t fault;
    zip_error_init(&fault);
    zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &fault);
    if (source != nullptr) {
        archive->state_->zip.reset(zip_open_from_source(source, ZIP_RDONLY, &fault));
        if (!archive->state_->zip) zip_source_free(source);
    }
    zip_error_fini(&fault);
    if (!archive->state_->zip) return input_error("xlsx.broken").with("file", archive->name());
    DAICHO_CHECK(archive->check_entries());
    return archive;
}

bool XlsxArchive::has(const std::string& part) const {
    return state_->parts.contains(folded(part));
}

Result<ByteSource> XlsxArchive::open(const std::string& part) {
    const auto found = state_->parts.find(folded(part));
    if (found == state_->parts.end()) {
        return input_error("xlsx.no_part").with("file", name_).with("part", part);
    }
    std::shared_ptr<zip_file_t> entry(zip_fopen_index(state_->zip.get(), found->second.index, 0),
                                      CloseEntry());
    if (!entry) return input_error("xlsx.broken").with("file", name_);
    return ByteSource([self = self_.lock(), entry, done = std::uint64_t{0},
                       packed = found->second.packed](
                          char* buffer, std::size_t capacity) mutable -> Result<std::size_t> {
        const zip_int64_t size = zip_fread(entry.get(), buffer, capacity);
        if (size < 0) return input_error("xlsx.broken").with("file", self->name_);
        done += static_cast<std::uint64_t>(size);
        self->state_->unpacked += static_cast<std::uint64_t>(size);
        if (size == 0) self->state_->packed_done += packed;
        const XlsxLimits& limits = self->limits_;
        if (done > limits.ratio_from && done / limits.ratio > packed) {
            return input_error("xlsx.bomb")
                .with("file", self->name_)
                .with("ratio", std::to_string(limits.ratio));
        }
        if (done > limits.part_bytes || self->state_->unpacked > limits.unpacked_bytes) {
            return input_error("xlsx.too_big")
                .with("file", self->name_)
                .with("limit", std::to_string(std::min(limits.part_bytes, limits.unpacked_bytes) >>
                                              20));
        }
        return static_cast<std::size_t>(size);
    });
}

}  // namespace daicho::document::detail
