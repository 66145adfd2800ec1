#include "document/detail/xlsx_parts.hpp"

#include <charconv>
#include <map>

#include "document/detail/xml_stream.hpp"

namespace daicho::document::detail {
namespace {

constexpr std::size_t kMostFormats = 100'000;
constexpr std::size_t kMostSheets = 1'000;
constexpr std::size_t kLongestCode = 1'000;

Status read_part(XlsxArchive& archive, const std::string& part, XmlStream::Handlers handlers) {
    DAICHO_TRY(source, archive.open(part));
    XmlStream xml(std::move(source), archive.name(), part, std::move(handlers));
    DAICHO_CHECK(xml.run());
    return {};
}

std::uint32_t number(std::optional<std::string_view> text) noexcept {
    std::uint32_t value = 0;
    if (text) std::from_chars(text->data(), text->data() + text->size(), value);
    return value;
}

bool is_true(std::optional<std::string_view> text) noexcept {
    return text && (*text == "1" || *text == "true");
}

std::string folder_of(const std::string& part) {
    const std::size_t slash = part.rfind('/');
    return slash == std::string::npos ? "" : part.substr(0, slash);
}

// A target as its relationship gives it, from the folder of the part that names it.
std::string resolve(std::string folder, std::string_view target) {
    if (target.starts_with('/')) return std::string(target.substr(1));
    while (target.starts_with("../")) {
        target.remove_prefix(3);
        folder = folder_of(folder);
    }
    return folder.empty() ? std::string(target) : folder + "/" + std::string(target);
}

struct Relation {
    std::string type;  // last word of its address
    std::string part;
};

// Those of `part`, by id; what points outside of the file is left out.
Result<std::map<std::string, Relation>> relations_of(XlsxArchive& archive,
                                                     const std::string& part) {
    const std::string folder = folder_of(part);
    const std::string name = part.substr(folder.empty() ? 0 : folder.size() + 1);
    const std::string list = (folder.empty() ? "" : folder + "/") + "_rels/" + name + ".rels";
    std::map<std::string, Relation> found;
    if (!archive.has(list)) return found;
    XmlStream::Handlers handlers;
    handlers.start = [&](int depth, std::string_view element, const XmlAttributes& attributes) {
        if (depth != 2 || element != "Relationship" || found.size() >= kMostSheets * 2) return;
        const auto id = attributes.find("Id");
        const auto type = attributes.find("Type");
        const auto target = attributes.find("Target");
        if (!id || !type || !target || attributes.find("TargetMode") == "External") return;
        const std::size_t slash = type->rfind('/');
        found[std::string(*id)] = {std::string(type->substr(slash + 1)),
                                   resolve(folder, *target)};
    };
    DAICHO_CHECK(read_part(archive, list, std::move(handlers)));
    return found;
}

Result<std::string> find_workbook(XlsxArchive& archive) {
    DAICHO_TRY(relations, relations_of(archive, ""));
    std::string part = "xl/workbook.xml";
    for (const auto& [id, relation] : relations) {
        if (relation.type == "officeDocument") part = relation.part;
    }
    if (part.ends_with(".bin")) return input_error("xlsx.binary").with("file", archive.name());
    if (!archive.has(part)) return input_error("xlsx.no_workbook").with("file", archive.name());
    return part;
}

}  // namespace

Result<XlsxWorkbook> read_workbook(XlsxArchive& archive) {
    DAICHO_TRY(part, find_workbook(archive));
    DAICHO_TRY(relations, relations_of(archive, part));
    XlsxWorkbook workbook;
    for (const auto& [id, relation] : relations) {
        if (!archive.has(relation.part)) continue;
        if (relation.type == "styles") workbook.styles = relation.part;
        if (relation.type == "sharedStrings") workbook.texts = relation.part;
    }
    XmlStream::Handlers handlers;
    handlers.start = [&](int depth, std::string_view element, const XmlAttributes& attributes) {
        if (depth == 2 && element == "workbookPr") {
            workbook.from_1904 = is_true(attributes.find("date1904"));
        }
        if (depth != 3 || element != "sheet" || workbook.sheets.size() >= kMostSheets) return;
        const auto id = attributes.find("id");
        const auto relation = id ? relations.find(std::string(*id)) : relations.end();
        if (relation == relations.end() || relation->second.type != "worksheet") return;
        const auto state = attributes.find("state");
        workbook.sheets.push_back({std::string(attributes.find("name").value_or("")),
                                   relation->second.part, state && *state != "visible"});
    };
    DAICHO_CHECK(read_part(archive, part, std::move(handlers)));
    if (workbook.sheets.empty()) {
        return input_error("xlsx.no_workbook").with("file", archive.name());
    }
    return workbook;
}

Result<std::vector<XlsxFormat>> read_formats(XlsxArchive& archive, const std::string& part) {
    std::vector<XlsxFormat> formats;
    if (part.empty()) return formats;
    std::map<std::uint32_t, XlsxFormat> codes;
    bool of_cells = false;
    XmlStream::Handlers handlers;
    handlers.start = [&](int depth, std::string_view element, const XmlAttributes& attributes) {
        if (depth == 2) of_cells = element == "cellXfs";
        if (depth == 3 && element == "numFmt" && codes.size() < kMostFormats) {
            const std::string_view code = attributes.find("formatCode").value_or("");
            codes[number(attributes.find("numFmtId"))] =
                format_of_code(code.substr(0, kLongestCode));
        }
        if (depth == 3 && of_cells && element == "xf" && formats.size() < kMostFormats) {
            const std::uint32_t id = number(attributes.find("numFmtId"));
            const auto code = codes.find(id);
            formats.push_back(code == codes.end() ? built_in_format(id) : code->second);
        }
    };
    DAICHO_CHECK(read_part(archive, part, std::move(handlers)));
    return formats;
}

Result<SharedTexts> SharedTexts::read(XlsxArchive& archive, const std::string& part) {
    SharedTexts texts;
    if (part.empty()) return texts;
    DAICHO_TRY(source, archive.open(part));
    const XlsxLimits& limits = archive.limits();
    std::string text;
    bool wanted = false;
    bool run = false;  // in a run of rich text, not in furigana
    XmlStream* stream = nullptr;
    const auto check = [&](std::size_t size) {
        if (size <= limits.shared_bytes && texts.ends_.size() <= limits.shared_texts) return;
        stream->fail(input_error("xlsx.too_much_text")
                         .with("file", archive.name())
                         .with("limit", std::to_string(limits.shared_bytes >> 20)));
    };
    XmlStream::Handlers handlers;
    handlers.start = [&](int depth, std::string_view element, const XmlAttributes&) {
        if (depth == 2) text.clear();
        if (depth == 3) run = element == "r";
        wanted = element == "t" && (depth == 3 || (depth == 4 && run));
    };
    handlers.text = [&](std::string_view piece) {
        if (!wanted) return;
        text += piece;
        check(texts.bytes_.size() + text.size());
    };
    handlers.end = [&](int depth, std::string_view element) {
        wanted = false;
        if (depth != 2 || element != "si") return;
        texts.bytes_ += unescape_text(std::move(text));
        text.clear();
        texts.ends_.push_back(texts.bytes_.size());
        check(texts.bytes_.size());
    };
    XmlStream xml(std::move(source), archive.name(), part, std::move(handlers));
    stream = &xml;
    DAICHO_CHECK(xml.run());
    return texts;
}

std::string unescape_text(std::string text) {
    std::size_t at = text.find("_x");
    while (at != std::string::npos) {
        unsigned code = 0;
        const char* begin = text.data() + at + 2;
        const bool whole = at + 7 <= text.size() && text[at + 6] == '_' &&
                           std::from_chars(begin, begin + 4, code, 16).ptr == begin + 4;
        // Only what XML cannot hold and the underscore itself are written so.
        if (whole && (code == 0x5F || (code > 0 && code < 0x20))) {
            text.replace(at, 7, 1, static_cast<char>(code));
            at = text.find("_x", at + 1);
        } else {
            at = text.find("_x", at + 1);
        }
    }
    return text;
}

}  // namespace daicho::document::detail
