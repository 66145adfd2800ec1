// Fuzzer of JSON Lines. Seeds: tests/corpus/jsonl_source.
//     fuzz_jsonl_source_fuzz -max_total_time=60 WORK tests/corpus/jsonl_source
// The first byte is the piece size; what is read must not depend on the pieces.
#include "base/assert.hpp"
#include "register/jsonl_source.hpp"

namespace {

using namespace daicho;
using namespace daicho::registers;

std::vector<std::string> read(std::string_view text, std::size_t step) {
    Definition definition;
    for (const char* name : {"a", "b"}) {
        Field field;
        field.name = name;
        definition.fields.push_back(field);
    }
    const std::size_t most = text.size() + 2;
    auto bytes = [text, step](char* buffer, std::size_t capacity) mutable -> Result<std::size_t> {
        const std::size_t piece = std::min({step, capacity, text.size()});
        std::copy_n(text.data(), piece, buffer);
        text.remove_prefix(piece);
        return piece;
    };
    auto source = jsonl_source(bytes, "fuzz", definition, 0, {200, 3}).value();
    std::vector<std::string> seen;
    SourceRow row;
    while (true) {
        DAICHO_ASSERT(seen.size() <= most);
        const auto more = source.next(row);
        if (!more) {
            DAICHO_ASSERT(source.finished());
            seen.push_back(more.error().id);
            return seen;
        }
        if (!*more) return seen;
        DAICHO_ASSERT(row.fields.size() == source.header.size());
        std::string& line = seen.emplace_back(std::to_string(row.line));
        for (const std::string_view field : row.fields) {
            DAICHO_ASSERT(document::first_bad_byte(field) == field.size() ||
                          field.find('\0') != std::string_view::npos);
            line += '|';
            line += field;
        }
        for (const Error& fault : row.faults) line += ' ' + fault.id;
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
    DAICHO_ASSERT(read(text, data[0] + 1) == read(text, size + 1));
    return 0;
}
