// Rows per second of the bulk import, with checks, digests, journal and durable commits: the files
// of the invented city, written out first, land one after the other in an empty home.
//     bench_import_bench [TIMES]        TIMES the size of the city
#include <fmt/format.h>
#include <sys/resource.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "base/clock.hpp"
#include "cli/city.hpp"
#include "demo/city_source.hpp"
#include "register/csv_source.hpp"
#include "register/import.hpp"
#include "register/verify.hpp"

namespace {

using namespace daicho;
namespace fs = std::filesystem;

constexpr std::uint64_t kRowsOfInterest = 10'000;  // smaller files are counted in the sum only

struct Folder {
    fs::path path = fs::temp_directory_path() / fmt::format("daicho-bench-{}", ::getpid());
    Folder() { fs::create_directories(path); }
    ~Folder() {
        std::error_code code;
        fs::remove_all(path, code);
    }
};

Status write_files(demo::CitySource& source, const fs::path& folder) {
    for (std::size_t i = 0; i < source.files().size(); ++i) {
        std::ofstream out(folder / source.files()[i].name, std::ios::binary);
        source.open(i);
        for (std::string chunk; source.next_chunk(chunk);) out << chunk;
        if (!out.flush()) return system_error("demo.cannot_write").with("file", folder.string());
    }
    return {};
}

Result<std::int64_t> import_file(cli::City& city, const demo::DataFile& file,
                                 const fs::path& path) {
    const std::int64_t started = monotonic_ms();
    DAICHO_TRY(definition, city.kernel->definition(file.register_name));
    DAICHO_TRY(reader, document::CsvReader::open_file(path.string()));
    DAICHO_TRY(source, registers::csv_source(std::move(reader)));
    registers::ImportOptions options;
    options.valid_from = Date::of(2024, 1, 1);
    options.carried_over = true;  // the planted faults land with warnings
    DAICHO_CHECK(registers::import_rows(*city.kernel, cli::operator_principal(), *definition,
                                        std::move(source), options));
    return monotonic_ms() - started;
}

void print_rate(std::string_view what, std::uint64_t rows, std::int64_t ms) {
    fmt::print("   {:<34} {:>9} rows {:>7} ms {:>9} rows/s\n", what, rows, ms,
               rows * 1000 / static_cast<std::uint64_t>(std::max<std::int64_t>(ms, 1)));
    std::fflush(stdout);
}

Status measure(std::uint32_t times) {
    const Folder folder;
    demo::CityOptions options;
    options.size = options.size.times(times);
    DAICHO_TRY(source, demo::CitySource::make(options));
    DAICHO_CHECK(write_files(source, folder.path));
    cli::Places places = cli::find_places();
    places.home = folder.path / "home";
    cli::OpenCity open;
    open.create = true;
    DAICHO_TRY(city, cli::open_city(places, open));
    std::uint64_t rows = 0;
    std::int64_t spent = 0;
    for (const demo::DataFile& file : source.files()) {
        if (file.rows == 0) continue;
        DAICHO_TRY(ms, import_file(city, file, folder.path / file.name));
        if (file.rows >= kRowsOfInterest) print_rate(file.name, file.rows, ms);
        rows += file.rows;
        spent += ms;
    }
    print_rate(fmt::format("all {} files", source.files().size()), rows, spent);
    const std::int64_t started = monotonic_ms();
    DAICHO_TRY(proof, registers::verify(*city.kernel, {}));
    if (proof.fault) return Error(*proof.fault);
    print_rate("verified afterwards, heads too", proof.rows, monotonic_ms() - started);
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    fmt::print("   largest resident memory {} KiB, the plan of the city in it\n", usage.ru_maxrss);
    return {};
}

}  // namespace

int main(int count, char** arguments) {
    const long times = count > 1 ? std::strtol(arguments[1], nullptr, 10) : 1;
    if (times < 1 || times > 20) return 2;
    const Status done = measure(static_cast<std::uint32_t>(times));
    if (done) return 0;
    fmt::print(stderr, "{}\n", describe_with_place(done.error(), Language::english));
    return 1;
}
