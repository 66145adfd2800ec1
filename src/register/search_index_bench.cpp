// Search among a million persons by name, kana and address at once: scanning the keys, without the
// reading of the at most a hundred records that are confirmed.
//     bench_search_index_bench [PERSONS, 1000000]
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <random>

#include "base/clock.hpp"
#include "base/kana.hpp"
#include "register/search_index.hpp"

namespace {

using namespace daicho;
using namespace daicho::registers;

constexpr const char* kSyllables[] = {
    "ア", "イ", "ウ", "エ", "オ", "カ", "キ", "ク", "ケ", "コ", "サ", "シ", "ス", "セ", "ソ", "タ", "チ",
    "ツ", "テ", "ト", "ナ", "ニ", "ノ", "ハ", "ヒ", "フ", "ホ", "マ", "ミ", "ム", "メ", "モ", "ヤ"};

std::string word(std::mt19937_64& random, unsigned least, unsigned most) {
    std::string text;
    const auto letters = least + random() % (most - least + 1);
    for (std::uint64_t i = 0; i < letters; ++i) {
        text += kSyllables[random() % std::size(kSyllables)];
    }
    return text;
}

}  // namespace

int main(int argc, char** argv) {
    const std::size_t persons = argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 1'000'000;
    std::mt19937_64 random(1);
    std::vector<std::string> families;
    for (int i = 0; i < 20'000; ++i) families.push_back(word(random, 2, 4));
    KeyScan scan;
    KeyScan names;
    KeyScan addresses;
    std::size_t bytes = 0;
    std::int64_t started = monotonic_ms();
    for (std::size_t i = 1; i <= persons; ++i) {
        // Few names are common, most are rare.
        const std::size_t rank =
            random() % families.size() * (random() % families.size()) / families.size();
        const std::string key = kana_search_key(families[rank] + " " + word(random, 2, 4));
        bytes += key.size();
        scan.add(i, i, key, 0);
        const std::string name = fmt::format("姓{}名{}", rank, random() % 9'000);
        const std::string address =
            fmt::format("汐見市東浜町{}丁目{}番{}号メゾン汐見{}", rank % 9, random() % 90,
                        i % 40, random() % 900);
        names.add(i, i, name, 0);
        addresses.add(i, i, address, 0);
        bytes += name.size() + address.size();
    }
    fmt::print("{} persons, {} MB, made in {} ms\n", persons, bytes >> 20,
               monotonic_ms() - started);
    std::vector<std::int64_t> times;
    for (int i = 0; i < 300; ++i) {
        const bool common = i % 2 == 0;
        const std::string needle =
            kana_search_key(common ? families[random() % 50] : word(random, 1 + i % 4, 5));
        std::vector<std::vector<KeyScan::Found>> ranks;
        const auto begun = std::chrono::steady_clock::now();
        for (const KeyScan* one : {&names, &scan, &addresses}) {
            one->find(needle, false, false, ranks);
        }
        times.push_back(std::chrono::duration_cast<std::chrono::microseconds>(
                            std::chrono::steady_clock::now() - begun)
                            .count());
    }
    std::ranges::sort(times);
    fmt::print("search: median {} us, p99 {} us, longest {} us\n", times[times.size() / 2],
               times[times.size() * 99 / 100], times.back());
    return 0;
}
