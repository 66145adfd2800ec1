// Governed writes in a city that stands already: sixteen people change addressees (a sealed number,
// a salt, search keys), each answered when durable; then what one such write costs in its parts.
//     bench_change_bench HOME [DEFINITIONS, registers] [SECONDS, 4]       $DAICHO_STORE as always
#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <thread>

#include "base/assert.hpp"
#include "register/change.hpp"
#include "register/detail/change_draft.hpp"
#include "register/row_writer.hpp"

namespace {

using namespace daicho;
using namespace daicho::registers;
using Time = std::chrono::steady_clock;

constexpr int kPeople = 16;
constexpr int kRepeats = 2'000;

double micros_since(Time::time_point start) {
    return std::chrono::duration<double, std::micro>(Time::now() - start).count();
}

// Another building for somebody whose record nobody else has in hand.
ChangeRequest other_building(std::uint64_t record, std::uint64_t turn) {
    ChangeRequest request;
    request.register_name = "addressee";
    request.record = record;
    request.values = {{"building", fmt::format("汐見荘{}号", turn)}};
    request.valid = {Date::of(2026, 1, 1), kForever};
    request.reason = "届出";
    return request;
}

Status together(Kernel& kernel, std::uint64_t people, int seconds) {
    std::vector<std::vector<double>> waits(kPeople);
    std::atomic<bool> over{false};
    std::atomic<int> failed{0};
    const std::uint64_t commits = kernel.writer().commits();
    const auto start = Time::now();
    {
        std::vector<std::jthread> threads;
        for (int i = 0; i < kPeople; ++i) {
            threads.emplace_back([&, i] {
                for (std::uint64_t turn = 1; !over; ++turn) {
                    const std::uint64_t record = 1 + (turn * kPeople + i) % people;
                    const auto began = Time::now();
                    if (!change(kernel, identity::system_principal(),
                                other_building(record, turn))) {
                        ++failed;
                    }
                    waits[i].push_back(micros_since(began));
                }
            });
        }
        std::this_thread::sleep_for(std::chrono::seconds(seconds));
        over = true;
    }
    const double took = micros_since(start) / 1e6;
    std::vector<double> all;
    for (const auto& own : waits) all.insert(all.end(), own.begin(), own.end());
    std::ranges::sort(all);
    fmt::print("{} people at once: {:.0f} durable writes/s, {:.1f} to a commit, p50 {:.2f} ms, "
               "p99 {:.2f} ms, failed {}\n",
               kPeople, static_cast<double>(all.size()) / took,
               static_cast<double>(all.size()) /
                   static_cast<double>(std::max<std::uint64_t>(
                       1, kernel.writer().commits() - commits)),
               all[all.size() / 2] / 1e3, all[all.size() * 99 / 100] / 1e3, failed.load());
    return {};
}

// One command with many times the same part, divided.
Status part(Kernel& kernel, const char* name,
            const std::function<Status(Context&, std::uint64_t turn)>& work) {
    double took = 0;
    DAICHO_CHECK(kernel.command([&](Context& context) -> Status {
        const auto start = Time::now();
        for (int i = 0; i < kRepeats; ++i) {
            DAICHO_CHECK(work(context, static_cast<std::uint64_t>(i)));
        }
        took = micros_since(start) / kRepeats;
        return {};
    }));
    fmt::print("   {:<46} {:7.1f} µs\n", name, took);
    return {};
}

Status parts(Kernel& kernel) {
    DAICHO_TRY(definition, kernel.definition("addressee"));
    detail::Draft draft;
    fmt::print("one write of it, in parts (one thread, {} times in one transaction)\n", kRepeats);
    DAICHO_CHECK(part(kernel, "check: read, set, every check of the definition",
                      [&](Context& context, std::uint64_t turn) -> Status {
                          DAICHO_TRY(made, detail::draft_change(context, *definition,
                                                                other_building(1, turn)));
                          draft = std::move(made);
                          return {};
                      }));
    std::vector<Cell> cells;
    for (const OwnedValue& value : draft.values) cells.push_back(value.cell());
    DAICHO_CHECK(part(kernel, "seal: the personal number and the entry's body",
                      [&](Context& context, std::uint64_t turn) -> Status {
                          DAICHO_CHECK(context.vault.seal_field(
                              context.connection, {definition->number, 1, 18, turn + 1},
                              "123456789018"));
                          DAICHO_CHECK(context.vault.seal_body(
                              turn + 1, as_bytes(std::string_view(R"({"reason":"届出"})"))));
                          return {};
                      }));
    Bytes scratch;
    const Bytes salt(kSaltSize);
    DAICHO_CHECK(part(kernel, "digest: both parts of the row",
                      [&](Context&, std::uint64_t turn) -> Status {
                          digest_row(*definition, {1, {Date::from_days(1), kForever},
                                                   RowState::normal,
                                                   static_cast<std::uint32_t>(turn + 1)},
                                     cells, salt, scratch);
                          return {};
                      }));
    DAICHO_CHECK(part(kernel, "seal, digest and store: version, head, entry, tree",
                      [&](Context& context, std::uint64_t) -> Status {
                          DAICHO_TRY(writer, RowWriter::open(context, *definition, {}));
                          NewRow row;
                          row.record = 1;
                          row.valid = {Date::of(2026, 1, 1), kForever};
                          row.cells = cells;
                          DAICHO_CHECK(writer.add(row));
                          return writer.seal();
                      }));
    const auto start = Time::now();
    constexpr int kCommits = 50;
    for (int i = 0; i < kCommits; ++i) {
        DAICHO_CHECK(change(kernel, identity::system_principal(), other_building(2, 1)));
    }
    fmt::print("   {:<46} {:7.1f} µs\n", "the whole alone, with a commit to the disk",
               micros_since(start) / kCommits);
    return {};
}

Status run(const KernelOptions& options, int seconds) {
    const SystemClock clock;
    DAICHO_TRY(kernel, Kernel::open(options, clock));
    DAICHO_TRY(definition, kernel->definition("addressee"));
    std::uint64_t people = 0;
    {
        DAICHO_TRY(reader, kernel->reader());
        DAICHO_TRY(count, count_records(*reader, *definition, {Date::of(2026, 1, 1), {}}));
        people = count;
    }
    fmt::print("{} addressees\n", people);
    DAICHO_CHECK(together(*kernel, people, seconds));
    return parts(*kernel);
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 2) {
        fmt::print(stderr, "bench_change_bench HOME [DEFINITIONS] [SECONDS]\n");
        return 2;
    }
    KernelOptions options;
    options.home = argv[1];
    options.definitions = argc > 2 ? argv[2] : "registers";
    options.municipality = argc > 4 ? argv[4] : "139998";
    if (const char* store = std::getenv("DAICHO_STORE")) options.store = store;
    const Status status = run(options, argc > 3 ? std::atoi(argv[3]) : 4);
    if (!status) fmt::print("{}\n", describe_with_place(status.error(), Language::english));
    return status ? 0 : 1;
}
