// oracle: random owner groups and the engine's answers as tables for the SQL model.
//
//     oracle --law DIR --out DIR [--objects N] [--seed S] [--years 2021-2026] [--ordinary]
//         writes one file of COPY text per table of schema.sql
//     oracle --law DIR --time [--objects N] [--seed S] [--years Y]
//         seconds of the engine on the same ordinary groups, in memory, one thread
//     oracle --law DIR --case G --out DIR …  (the options of the run)
//         writes the tables of group G alone
//
// Group g depends on seed and g only. Exit status: 0 done, 2 wrong options, 3 failed.
#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>

#include "base/message.hpp"
#include "tables.hpp"

namespace {

using namespace daicho;
using namespace daicho::oracle;
using namespace daicho::tax::rules;

struct Options {
    std::string law = "law";
    std::string out;
    std::int64_t objects = 20'000;
    std::uint64_t seed = 1;
    std::int32_t first_year = 2021;
    std::int32_t last_year = 2026;
    std::int64_t only = -1;
    bool ordinary = false;
    bool time = false;
};

bool read_options(int argc, char** argv, Options& options) {
    for (int i = 1; i < argc; ++i) {
        const std::string_view name = argv[i];
        if (name == "--ordinary") { options.ordinary = true; continue; }
        if (name == "--time") { options.time = options.ordinary = true; continue; }
        if (i + 1 == argc) return false;
        const char* value = argv[++i];
        if (name == "--law") options.law = value;
        else if (name == "--out") options.out = value;
        else if (name == "--objects") options.objects = std::atoll(value);
        else if (name == "--seed") options.seed = std::strtoull(value, nullptr, 10);
        else if (name == "--case") options.only = std::atoll(value);
        else if (name == "--years") {
            const char* dash = std::strchr(value, '-');
            options.first_year = std::atoi(value);
            options.last_year = dash != nullptr ? std::atoi(dash + 1) : options.first_year;
        } else return false;
    }
    return options.objects > 0 && options.first_year >= 2021 && options.last_year <= 2026 &&
           options.first_year <= options.last_year && (options.time || !options.out.empty());
}

[[noreturn]] void fail(const Error& error) {
    std::fprintf(stderr, "%s\n", describe_with_place(error, Language::english).c_str());
    std::exit(3);
}

template <class T>
T must(Result<T> result) {
    if (!result) fail(result.error());
    return std::move(*result);
}

// The law of every year and municipality, bound once.
class Laws {
public:
    Laws(const law::Statute& statute, const Options& options) : first_(options.first_year) {
        for (std::int32_t year = options.first_year; year <= options.last_year; ++year) {
            for (const City& city : cities()) {
                bound_.push_back(
                    must(tax::statute::bind_year(statute, FiscalYear(year), city.ordinance)));
            }
        }
    }
    const YearLaw& of(std::int32_t year, std::size_t city) const {
        return bound_[static_cast<std::size_t>(year - first_) * cities().size() + city].law;
    }

private:
    std::int32_t first_;
    std::vector<tax::statute::BoundYear> bound_;
};

Case make_case(const Options& options, const Laws& laws, std::int64_t number) {
    Random random(options.seed, static_cast<std::uint64_t>(number));
    const auto year =
        static_cast<std::int32_t>(random.between(options.first_year, options.last_year));
    if (options.ordinary) return ordinary_case(random, FiscalYear(year));
    const auto city = static_cast<std::size_t>(
        random.below(static_cast<std::int64_t>(cities().size())));
    return edge_case(random, laws.of(year, city), city);
}

void levy(const Laws& laws, const Case& one, OwnerGroupResult& result) {
    NoTrace off;
    levy_owner_group(laws.of(one.year.year(), one.city), cities()[one.city].municipality,
                     one.group(), result, off);
}

int write_tables(const Options& options, const law::Statute& statute, const Laws& laws) {
    Tables tables;
    if (!tables.open(options.out)) {
        std::fprintf(stderr, "cannot write in %s\n", options.out.c_str());
        return 3;
    }
    tables.write_cities();
    tables.write_law(statute);
    OwnerGroupResult result;
    std::int64_t objects = 0;
    std::int64_t groups = 0;
    std::int64_t dropped = 0;
    const bool all = options.only < 0;
    for (std::int64_t g = all ? 0 : options.only; objects < options.objects; ++g) {
        const Case one = make_case(options, laws, g);
        if (!group_in_bounds(one.group())) {
            ++dropped;
        } else if (one.objects() > 0) {
            levy(laws, one, result);
            tables.write(g, one, result);
            objects += static_cast<std::int64_t>(one.objects());
            ++groups;
        }
        if (!all) break;
    }
    if (!tables.close()) return 3;
    std::printf("oracle: %lld objects in %lld owner groups, seed %llu, fiscal years %d-%d"
                " (%lld groups out of bounds left out)\n",
                static_cast<long long>(objects), static_cast<long long>(groups),
                static_cast<unsigned long long>(options.seed), options.first_year,
                options.last_year, static_cast<long long>(dropped));
    return 0;
}

int time_engine(const Options& options, const Laws& laws) {
    std::vector<Case> cases;
    std::int64_t objects = 0;
    for (std::int64_t g = 0; objects < options.objects; ++g) {
        cases.push_back(make_case(options, laws, g));
        objects += static_cast<std::int64_t>(cases.back().objects());
    }
    OwnerGroupResult result;
    std::vector<double> seconds;
    std::int64_t annual = 0;
    for (int run = 0; run < 6; ++run) {  // the first warms up
        annual = 0;
        const auto start = std::chrono::steady_clock::now();
        for (const Case& one : cases) {
            levy(laws, one, result);
            annual += result.totals.annual.amount();
        }
        const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
        if (run > 0) seconds.push_back(took.count());
    }
    std::sort(seconds.begin(), seconds.end());
    rusage use{};
    getrusage(RUSAGE_SELF, &use);
    std::printf("engine objects %lld groups %zu median_s %.4f best_s %.4f annual %lld "
                "rss_mib %ld\n", static_cast<long long>(objects), cases.size(), seconds[2],
                seconds[0], static_cast<long long>(annual), use.ru_maxrss / 1024);
    return 0;
}

}  // namespace

int main(int argc, char** argv) {
    Options options;
    if (!read_options(argc, argv, options)) {
        std::fprintf(stderr, "oracle --law DIR (--out DIR | --time) [--objects N] [--seed S] "
                             "[--years 2021-2026] [--ordinary] [--case G]\n");
        return 2;
    }
    const law::Statute statute = must(law::load(options.law));
    const Laws laws(statute, options);
    return options.time ? time_engine(options, laws) : write_tables(options, statute, laws);
}
