#include "register/document_value.hpp"

#include <algorithm>

#include "base/bytes.hpp"
#include "document/file_name.hpp"
#include "document/media_type.hpp"
#include "json/reader.hpp"

namespace daicho::registers {

std::string document_text(const DocumentValue& value) {
    return json::write(json::Object{{"document", value.id},
                                    {"name", value.name},
                                    {"type", value.type},
                                    {"size", value.size},
                                    {"sha256", to_hex(view(value.sha256))}});
}

std::optional<DocumentValue> parse_document_value(std::string_view text) {
    const auto parsed = json::parse(text);
    if (!parsed) return std::nullopt;
    json::ObjectReader in(*parsed, "");
    DocumentValue value;
    value.id = static_cast<std::uint64_t>(in.integer("document", {1, INT64_MAX}));
    value.name = in.text("name");
    value.type = in.text("type");
    value.size = static_cast<std::uint64_t>(in.integer("size", {1, INT64_MAX}));
    const auto digest = from_hex(in.text("sha256"));
    if (!in.finish() || !digest || digest->size() != value.sha256.size()) return std::nullopt;
    std::copy(digest->begin(), digest->end(), value.sha256.begin());
    if (document_text(value) != text) return std::nullopt;
    return value;
}

namespace {

// The test string of the anti-virus industry (EICAR, 68 bytes), in two parts, so that no scanner
// takes our own program for it. It shows that what looks for malware works: it is never kept.
bool has_test_string(std::string_view bytes) {
    static const std::string whole = std::string(R"(X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-)") +
                                     "STANDARD-ANTIVIRUS-TEST-FILE!$H+H*";
    return bytes.find(whole) != std::string_view::npos;
}

}  // namespace

Result<NewDocument> examine_document(std::string_view name, std::string bytes,
                                     const DocumentLimits& limits) {
    if (bytes.size() > limits.one) {
        return input_error("document.too_large")
            .with("most", std::to_string(limits.one >> 20));
    }
    if (has_test_string(bytes)) return input_error("document.malware_test");
    NewDocument document;
    DAICHO_TRY_AS(document.name, document::clean_file_name(name));
    DAICHO_TRY_AS(document.type, document::media_type_of(bytes));
    document.bytes = std::move(bytes);
    return document;
}

}  // namespace daicho::registers
