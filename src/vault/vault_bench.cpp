// Sealing for a bulk import: one value for each of COUNT new records, then reading them all.
// bench_vault_bench [COUNT]
#include <fmt/format.h>

#include <cstdlib>
#include <filesystem>

#include "base/assert.hpp"
#include "base/clock.hpp"
#include "store/sqlite.hpp"
#include "vault/migrations.hpp"
#include "vault/vault.hpp"

namespace {

using namespace daicho;

void print(const char* what, std::int64_t started, std::uint64_t count) {
    const auto ms = static_cast<std::uint64_t>(std::max<std::int64_t>(1, monotonic_ms() - started));
    fmt::print("{:32} {:>8} in {:>5} ms: {:>8}/s\n", what, count, ms, count * 1000 / ms);
}

Status run(std::uint64_t count, const std::filesystem::path& folder) {
    DAICHO_TRY(connection, store::open_sqlite(folder / "a.db", store::SqliteMode::write, true));
    DAICHO_CHECK(store::migrate(*connection, vault::migrations(), Instant{0}));
    DAICHO_TRY(vault, vault::Vault::open(*connection, folder / "city.key", "139999", true));
    std::vector<Bytes> sealed;
    const std::int64_t sealing = monotonic_ms();
    DAICHO_CHECK(connection->begin());
    for (std::uint64_t i = 1; i <= count; ++i) {
        DAICHO_TRY(blob, vault->seal_field(*connection, {51, i, 4, i}, "123456789018"));
        sealed.push_back(std::move(blob));
    }
    DAICHO_CHECK(connection->commit());
    print("seal, a new key for each record", sealing, count);
    const std::int64_t opening = monotonic_ms();
    for (std::uint64_t i = 1; i <= count; ++i) {
        DAICHO_CHECK(vault->open_field(*connection, {51, i, 4, i}, sealed[i - 1]));
    }
    print("open", opening, count);
    const std::int64_t indexing = monotonic_ms();
    Digest last{};
    for (std::uint64_t i = 0; i < count; ++i) last = vault->blind_index(51, 4, as_text(view(last)));
    print("blind index", indexing, count);
    const std::int64_t bodies = monotonic_ms();
    for (std::uint64_t i = 0; i < count; ++i) {
        DAICHO_TRY(body, vault->seal_body(i, as_bytes(R"({"subjects":[1234567890]})")));
        DAICHO_CHECK(vault->open_body(i, body));
    }
    print("seal and open a body", bodies, count);
    return {};
}

}  // namespace

int main(int argc, char** argv) {
    const std::uint64_t count = argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 45'000;
    const auto folder =
        std::filesystem::temp_directory_path() / fmt::format("vault-bench-{}", monotonic_ms());
    std::filesystem::create_directories(folder);
    const Status status = run(count, folder);
    std::filesystem::remove_all(folder);
    if (!status) fmt::print("{}\n", status.error().id);
    return status ? 0 : 1;
}
