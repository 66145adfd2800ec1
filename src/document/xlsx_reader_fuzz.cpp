// Fuzzer of the XLSX reader. Seeds: tests/corpus/xlsx_reader.
//     fuzz_xlsx_reader_fuzz -max_total_time=60 WORK tests/corpus/xlsx_reader
// The first byte chooses: 0 the bytes of a file, else one part of a workbook that is whole but for
// it, so that the fuzzer need not learn to compress.
#include "base/assert.hpp"
#include "document/charset.hpp"
#include "document/test_xlsx.hpp"
#include "document/xlsx_reader.hpp"

namespace {

using namespace daicho;
using namespace daicho::document;

constexpr const char* kParts[] = {"xl/worksheets/sheet1.xml", "xl/sharedStrings.xml",
                                  "xl/styles.xml", "xl/workbook.xml", "_rels/.rels",
                                  "xl/_rels/workbook.xml.rels"};

void read(const std::string& bytes) {
    XlsxLimits limits;
    limits.part_bytes = 1 << 20;
    limits.shared_bytes = 4'000;
    limits.columns = 50;
    limits.row_bytes = 4'000;
    limits.field_bytes = 1'000;
    auto reader = XlsxReader::open_bytes(bytes, "fuzz", "", limits);
    if (!reader) return;
    XlsxRow row;
    std::uint64_t before = 0;
    while (true) {
        const auto more = reader->next(row);
        if (!more || !*more) return;
        DAICHO_ASSERT(row.number > before);
        before = row.number;
        DAICHO_ASSERT(row.fields.size() <= limits.columns);
        DAICHO_ASSERT(!row.faults.empty() || !row.fields.back().empty());
        std::size_t size = 0;
        for (const std::string_view field : row.fields) {
            size += field.size();
            DAICHO_ASSERT(first_bad_byte(field) == field.size());
        }
        DAICHO_ASSERT(size <= limits.row_bytes);
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    const std::string text(reinterpret_cast<const char*>(data) + 1, size - 1);
    const std::size_t choice = data[0] % (std::size(kParts) + 1);
    if (choice == 0) {
        read(text);
        return 0;
    }
    XlsxParts parts = workbook_of("<row><c t='s'><v>0</v></c><c s='1'><v>45292</v></c></row>");
    parts[kParts[choice - 1]] = text;
    read(zip_of(parts));
    return 0;
}
