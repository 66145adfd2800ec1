// What a run over a log costs one core: processor time of the thread alone, without the digest that
// a command reckons beside it. Files are those of bench/logs: FOLDER with log.csv, mapping.yaml,
// filter.yaml, group.yaml, fifty.yaml ($DAICHO_BENCH_LOGS).
#include <fmt/format.h>
#include <sys/resource.h>
#include <time.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include "govern/logs/engine.hpp"

namespace {

using namespace daicho;
using namespace daicho::govern::logs;

double thread_seconds() {
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9;
}

bool measure(const std::string& folder, const char* name, const Mapping& mapping) {
    const auto rules = load_rules(folder + "/" + name + ".yaml");
    if (!rules) return false;
    const Input file = file_input(folder + "/log.csv");
    const auto bytes = static_cast<double>(std::filesystem::file_size(folder + "/log.csv"));
    RunOptions options;
    options.from = Date::of(2026, 10, 1);
    options.to = Date::of(2026, 10, 31);
    double best = 1e9;
    std::size_t cases = 0;
    for (int round = 0; round < 4; ++round) {
        const double begin = thread_seconds();
        const auto done = run(*rules, mapping, {}, {file}, options);
        if (!done) return false;
        best = std::min(best, thread_seconds() - begin);
        cases = done->cases.size();
    }
    rusage use{};
    getrusage(RUSAGE_SELF, &use);
    fmt::print("{:<8} {:6.2f} s  {:6.2f} GB/s of one core  {} cases  {} KiB\n", name, best,
               bytes / best / 1e9, cases, use.ru_maxrss);
    return true;
}

}  // namespace

// [NAME…]: only these.
int main(int argc, char** argv) {
    const char* folder = std::getenv("DAICHO_BENCH_LOGS");
    if (folder == nullptr) {
        fmt::print("DAICHO_BENCH_LOGS names no folder (bench/logs makes one)\n");
        return 0;
    }
    const auto mapping = load_mapping(std::string(folder) + "/mapping.yaml");
    if (!mapping) return 1;
    const std::vector<std::string> only(argv + 1, argv + argc);
    for (const char* name : {"filter", "group", "fifty"}) {
        if (!only.empty() && std::ranges::find(only, name) == only.end()) continue;
        if (!measure(folder, name, *mapping)) return 1;
    }
    return 0;
}
