// Fuzzer of the CSV reader. Seeds: tests/corpus/csv.
//     fuzz_csv_fuzz -max_total_time=60 WORK tests/corpus/csv
// The first byte chooses charset and piece size; what is read must not depend on the pieces.
#include <cstdlib>

#include "base/assert.hpp"
#include "document/csv_reader.hpp"

namespace {

using namespace daicho;
using namespace daicho::document;

struct Outcome {
    std::vector<std::string> rows;  // fields with a mark behind each
    std::vector<std::pair<std::string, std::uint64_t>> errors;
    bool operator==(const Outcome&) const = default;
};

Outcome read(std::string_view text, Charset charset, std::size_t step) {
    CsvLimits limits;
    limits.record_bytes = 4'000;
    limits.field_bytes = 1'000;
    limits.fields = 50;
    const std::size_t size = text.size();
    auto source = [text, step](char* buffer, std::size_t capacity) mutable -> Result<std::size_t> {
        const std::size_t piece = std::min({step, capacity, text.size()});
        std::copy_n(text.data(), piece, buffer);
        text.remove_prefix(piece);
        return piece;
    };
    auto csv = CsvReader::open(source, "fuzz", charset, limits).value();
    Outcome outcome;
    CsvRecord record;
    for (std::size_t calls = 0;; ++calls) {
        DAICHO_ASSERT(calls <= size + 1);  // every call moves on
        const auto more = csv.next(record);
        if (!more) {
            outcome.errors.emplace_back(more.error().id, more.error().where.line);
            continue;
        }
        if (!*more) break;
        std::string row;
        for (const std::string_view field : record.fields) {
            DAICHO_ASSERT(first_bad_byte(field) == field.size());
            row += field;
            row += '\0';
        }
        outcome.rows.push_back(std::move(row));
    }
    DAICHO_ASSERT(csv.finished());
    return outcome;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    const auto charset = static_cast<Charset>(data[0] % 3);
    const std::size_t step = data[0] / 3 % 16 + 1;
    const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
    const Outcome whole = read(text, charset, size);
    DAICHO_ASSERT(read(text, charset, step) == whole);
    return 0;
}
