// Speed of the CSV reader and writer: bench_csv_bench [MEGABYTES].
// A parcel file of 30 columns; plain, with quotes, and in CP932. Fields are looked at once.
// Processor time of one thread, so that neighbours on the machine do not count.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>

#include "document/csv_reader.hpp"
#include "document/csv_writer.hpp"

namespace {

using namespace daicho;
using namespace daicho::document;

std::string make_file(std::size_t bytes, bool quoted, Charset charset) {
    std::string out;
    CsvWriter csv(
        [&](std::string_view piece) -> Status {
            out += piece;
            return {};
        },
        {.charset = charset});
    for (std::int64_t row = 0; out.size() < bytes; ++row) {
        csv.value(1'000'000'000 + row);
        csv.text(quoted ? "汐見市港町一丁目, \"12番\"" : "汐見市港町一丁目12番");
        csv.text("宅地");
        for (int column = 0; column < 27; ++column) {
            if (column % 3 == 0) {
                csv.value(row * 7919 % 100'000'000);
            } else {
                csv.value(column % 3 == 1 ? "125.50" : "true");
            }
        }
        if (!csv.end_record()) std::abort();
    }
    if (!csv.finish()) std::abort();
    return out;
}

double seconds_since(std::clock_t start) {
    return static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
}

void measure(const char* name, const std::string& text) {
    double best = 1e9;
    std::uint64_t rows = 0;
    std::uint64_t sum = 0;
    for (int run = 0; run < 6; ++run) {  // one to warm up, five timed
        const auto start = std::clock();
        auto csv = CsvReader::open_text(text, "bench.csv").value();
        CsvRecord record;
        rows = 0;
        while (csv.next(record).value()) {
            ++rows;
            for (const std::string_view field : record.fields) sum += field.size();
        }
        if (run > 0) best = std::min(best, seconds_since(start));
    }
    const double megabytes = static_cast<double>(text.size()) / 1e6;
    std::printf("%-14s %8.0f MB/s %12.0f rows/s  (%.0f MB, %llu rows, %llu)\n", name,
                megabytes / best, static_cast<double>(rows) / best, megabytes,
                static_cast<unsigned long long>(rows), static_cast<unsigned long long>(sum % 10));
}

}  // namespace

int main(int argc, char** argv) {
    const std::size_t bytes =
        static_cast<std::size_t>(argc > 1 ? std::atoi(argv[1]) : 100) * 1'000'000;
    const auto start = std::clock();
    const std::string plain = make_file(bytes, false, Charset::utf8);
    std::printf("%-14s %8.0f MB/s\n", "write plain",
                static_cast<double>(plain.size()) / 1e6 / seconds_since(start));
    measure("read plain", plain);
    measure("read quoted", make_file(bytes, true, Charset::utf8));
    measure("read CP932", make_file(bytes, false, Charset::cp932));
}
