#include "document/media_type.hpp"

#include <magic.h>
#include <zip.h>

#include <algorithm>
#include <memory>
#include <optional>

namespace daicho::document {
namespace {

constexpr std::string_view kTaken[] = {
    "application/pdf", "image/png", "image/jpeg", "image/gif", "image/tiff", "text/plain",
    "text/csv",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "application/vnd.oasis.opendocument.text",
    "application/vnd.oasis.opendocument.spreadsheet",
    "application/vnd.oasis.opendocument.presentation",
    "application/vnd.oasis.opendocument.graphics"};
constexpr std::string_view kInline[] = {"application/pdf", "image/png", "image/jpeg"};
constexpr std::string_view kPrograms[] = {
    "application/x-dosexec", "application/vnd.microsoft.portable-executable",
    "application/x-executable", "application/x-pie-executable", "application/x-sharedlib",
    "application/x-object", "application/x-mach-binary", "application/x-ms-shortcut",
    "application/java-archive", "application/x-java-applet", "application/x-msi",
    "application/x-wine-extension-ini", "text/x-shellscript", "text/x-msdos-batch",
    "text/x-python", "text/x-script.python", "text/x-perl", "text/x-ruby", "text/x-php",
    "text/javascript", "application/javascript", "application/wasm"};
constexpr std::string_view kZip("PK\x03\x04", 4);
constexpr std::string_view kCompoundFile("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8);
constexpr zip_uint64_t kMostParts = 5'000;
constexpr zip_uint64_t kLongestType = 200;

struct CloseMagic {
    void operator()(magic_set* reader) const noexcept { magic_close(reader); }
};
struct Discard {
    void operator()(zip_t* archive) const noexcept { zip_discard(archive); }
};
struct CloseEntry {
    void operator()(zip_file_t* entry) const noexcept { (void)zip_fclose(entry); }
};

template <std::size_t size>
bool is_one_of(std::string_view type, const std::string_view (&list)[size]) noexcept {
    return std::ranges::find(list, type) != std::end(list);
}

Error refused(const char* id, std::string_view type) {
    return input_error(id).with("type", std::string(type.substr(0, 100)));
}

Result<std::string> by_magic(std::string_view bytes) {
    const std::unique_ptr<magic_set, CloseMagic> reader(magic_open(MAGIC_MIME_TYPE | MAGIC_ERROR));
    if (!reader || magic_load(reader.get(), nullptr) != 0) {
        return system_error("document.no_magic");
    }
    const char* type = magic_buffer(reader.get(), bytes.data(), bytes.size());
    if (type == nullptr) return system_error("document.no_magic");
    return std::string(type);
}

std::string folded(std::string_view name) {
    std::string out(name);
    std::ranges::transform(out, out.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return out;
}

// Word, Excel and PowerPoint keep macros in such parts, LibreOffice in folders of these names.
bool is_macro(std::string_view name) {
    return name.ends_with("vbaproject.bin") || name.ends_with("vbadata.xml") ||
           name.starts_with("basic/") || name.starts_with("scripts/") ||
           name.find("macrosheets/") != std::string_view::npos ||
           name.find("activex/") != std::string_view::npos;
}

// What the part `mimetype` says, which every ODF file begins with.
std::string stated_type(zip_t* archive) {
    const std::unique_ptr<zip_file_t, CloseEntry> entry(zip_fopen(archive, "mimetype", 0));
    std::string text(kLongestType, '\0');
    if (!entry) return {};
    const zip_int64_t read = zip_fread(entry.get(), text.data(), text.size());
    text.resize(read < 0 ? 0 : static_cast<std::size_t>(read));
    return text;
}

std::string_view office_type(std::string_view part) noexcept {
    if (part == "word/document.xml") return kTaken[7];
    if (part == "xl/workbook.xml") return kTaken[8];
    if (part == "ppt/presentation.xml") return kTaken[9];
    return {};
}

// A ZIP archive is taken only as the office document that its parts make it.
Result<std::string> by_parts(std::string_view bytes) {
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
    const std::unique_ptr<zip_t, Discard> archive(
        source == nullptr ? nullptr : zip_open_from_source(source, ZIP_RDONLY, &error));
    if (!archive && source != nullptr) zip_source_free(source);
    zip_error_fini(&error);
    if (!archive) return input_error("document.broken_archive");
    const zip_int64_t count = zip_get_num_entries(archive.get(), 0);
    if (count < 0 || static_cast<zip_uint64_t>(count) > kMostParts) {
        return input_error("document.broken_archive");
    }
    std::string type;
    for (zip_uint64_t i = 0; i < static_cast<zip_uint64_t>(count); ++i) {
        const char* raw = zip_get_name(archive.get(), i, 0);
        if (raw == nullptr) return input_error("document.broken_archive");
        const std::string name = folded(raw);
        if (is_macro(name)) return refused("document.macro", name);
        const std::string_view office = office_type(name);
        if (!office.empty()) type = office;
        if (name == "mimetype" && type.empty()) type = stated_type(archive.get());
    }
    const bool office = type.starts_with("application/vnd.") && is_taken_type(type);
    if (!office) return refused("document.type_refused", type.empty() ? "application/zip" : type);
    return type;
}

}  // namespace

bool is_taken_type(std::string_view type) noexcept { return is_one_of(type, kTaken); }

bool is_shown_inline(std::string_view type) noexcept { return is_one_of(type, kInline); }

Result<std::string> media_type_of(std::string_view bytes) {
    if (bytes.empty()) return input_error("document.empty");
    if (bytes.starts_with(kZip)) return by_parts(bytes);
    if (bytes.starts_with(kCompoundFile)) return input_error("document.old_office");
    DAICHO_TRY(type, by_magic(bytes));
    if (bytes.starts_with("#!") || is_one_of(type, kPrograms)) {
        return refused("document.program", type);
    }
    if (!is_taken_type(type)) return refused("document.type_refused", type);
    return type;
}

}  // namespace daicho::document
