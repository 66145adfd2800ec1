#include "document/sealed_zip.hpp"

#include <sys/mman.h>
#include <unistd.h>
#include <zip.h>

#include <array>
#include <vector>

#include "base/assert.hpp"

namespace daicho::document {
namespace {

struct Part {
    std::string name;
    int file = -1;  // in memory
};

struct FreeSource {
    void operator()(zip_source_t* source) const noexcept { zip_source_free(source); }
};
struct Discard {
    void operator()(zip_t* zip) const noexcept { zip_discard(zip); }
};

Error cannot_write(const char* reason) {
    return system_error("zip.cannot_write").with("reason", reason);
}

Status put(int file, std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t size = ::write(file, bytes.data(), bytes.size());
        if (size <= 0) return cannot_write("memory");
        bytes.remove_prefix(static_cast<std::size_t>(size));
    }
    return {};
}

Status add_part(zip_t* zip, const Part& part, const std::string& password, std::int64_t seconds) {
    const int copy = ::dup(part.file);
    if (copy < 0 || ::lseek(copy, 0, SEEK_SET) != 0) return cannot_write("memory");
    std::FILE* file = ::fdopen(copy, "rb");
    if (file == nullptr) return cannot_write("memory");
    zip_source_t* source = zip_source_filep(zip, file, 0, -1);  // closes the file
    if (source == nullptr) return cannot_write(zip_strerror(zip));
    const zip_int64_t index = zip_file_add(zip, part.name.c_str(), source, ZIP_FL_ENC_UTF_8);
    if (index < 0) {
        zip_source_free(source);
        return cannot_write(zip_strerror(zip));
    }
    const auto at = static_cast<zip_uint64_t>(index);
    if (zip_file_set_encryption(zip, at, ZIP_EM_AES_256, password.c_str()) != 0 ||
        zip_file_set_mtime(zip, at, seconds, 0) != 0) {
        return cannot_write(zip_strerror(zip));
    }
    return {};
}

Status give(zip_source_t* source, const ByteSink& out) {
    if (zip_source_open(source) != 0) return cannot_write("open");
    std::array<char, 64 * 1024> block{};
    while (true) {
        const zip_int64_t size = zip_source_read(source, block.data(), block.size());
        if (size <= 0) {
            zip_source_close(source);
            return size == 0 ? Status{} : Status(cannot_write("read"));
        }
        const Status given = out(std::string_view(block.data(), static_cast<std::size_t>(size)));
        if (!given) {
            zip_source_close(source);
            return given;
        }
    }
}

}  // namespace

struct SealedZip::State {
    ~State() {
        for (const Part& part : parts) ::close(part.file);
    }
    std::vector<Part> parts;
};

SealedZip::SealedZip(std::unique_ptr<State> state) : state_(std::move(state)) {}
SealedZip::SealedZip(SealedZip&&) noexcept = default;
SealedZip::~SealedZip() = default;

Result<SealedZip> SealedZip::create() {
    if (zip_encryption_method_supported(ZIP_EM_AES_256, 1) == 0) return cannot_write("AES-256");
    return SealedZip(std::make_unique<State>());
}

Result<ByteSink> SealedZip::add(const std::string& name) {
    const int file = ::memfd_create("daicho-export", MFD_CLOEXEC);
    if (file < 0) return cannot_write("memory");
    state_->parts.push_back({name, file});
    return ByteSink([file](std::string_view bytes) { return put(file, bytes); });
}

Status SealedZip::finish(const std::string& password, std::int64_t seconds, const ByteSink& out) {
    DAICHO_ASSERT(!password.empty());
    zip_error_t fault;
    zip_error_init(&fault);
    const std::unique_ptr<zip_source_t, FreeSource> bytes(
        zip_source_buffer_create(nullptr, 0, 0, &fault));
    if (!bytes) return cannot_write("memory");
    zip_source_keep(bytes.get());  // the archive takes one hold, this function keeps the other
    std::unique_ptr<zip_t, Discard> zip(
        zip_open_from_source(bytes.get(), ZIP_CREATE | ZIP_TRUNCATE, &fault));
    zip_error_fini(&fault);
    if (!zip) {
        zip_source_free(bytes.get());
        return cannot_write("archive");
    }
    for (const Part& part : state_->parts) {
        DAICHO_CHECK(add_part(zip.get(), part, password, seconds));
    }
    if (zip_close(zip.get()) != 0) return cannot_write(zip_strerror(zip.get()));
    (void)zip.release();
    return give(bytes.get(), out);
}

std::string make_password(ByteView random) {
    static constexpr std::string_view kLetters = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
    static_assert(kLetters.size() == 32);
    DAICHO_ASSERT(random.size() >= kPasswordBytes);
    std::string password;
    for (std::size_t i = 0; i < kPasswordBytes; ++i) {
        if (i != 0 && i % 5 == 0) password += '-';
        password += kLetters[std::to_integer<unsigned>(std::byte(random[i])) % kLetters.size()];
    }
    return password;
}

}  // namespace daicho::document
