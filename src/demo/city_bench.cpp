// Rows per second of the generator at full size: bench_city_bench
#include <chrono>
#include <cstdio>

#include "demo/city_source.hpp"

int main() {
    using Clock = std::chrono::steady_clock;
    const auto start = Clock::now();
    auto city = daicho::demo::CitySource::make({});
    if (!city) return 1;
    const auto planned = Clock::now();
    std::string chunk;
    std::uint64_t rows = 0;
    std::uint64_t bytes = 0;
    for (std::size_t i = 0; i < city->files().size(); ++i) {
        city->open(i);
        while (city->next_chunk(chunk)) bytes += chunk.size();
        rows += city->files()[i].rows;
        std::printf("%-40s %8llu\n", city->files()[i].name.c_str(),
                    static_cast<unsigned long long>(city->files()[i].rows));
    }
    const auto ms = [](auto a, auto b) {
        return static_cast<long long>(
            std::chrono::duration_cast<std::chrono::milliseconds>(b - a).count());
    };
    const long long writing = ms(planned, Clock::now());
    std::printf("plan %lld ms, %llu rows, %llu bytes in %lld ms: %llu rows/s\n",
                ms(start, planned), static_cast<unsigned long long>(rows),
                static_cast<unsigned long long>(bytes), writing,
                static_cast<unsigned long long>(rows * 1000 / static_cast<std::uint64_t>(writing)));
    return 0;
}
