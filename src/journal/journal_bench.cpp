// Append beside a bare table (10,000 and 64 in a transaction), open, prove, verify.
//     bench_journal_bench [ENTRIES] [FOLDER]
// Bodies are not sealed here: figures speak of the journal, not of the vault.
#include <fmt/format.h>
#include <sodium.h>
#include <sys/resource.h>

#include <array>
#include <cstdlib>
#include <cstring>
#include <filesystem>

#include "base/assert.hpp"
#include "journal/journal.hpp"
#include "journal/proof.hpp"
#include "store/database.hpp"

namespace {

using namespace daicho;

constexpr std::uint64_t kMany = 10'000;  // in one transaction: an import, a levy
constexpr std::uint64_t kFew = 64;        // a group of people's commands
constexpr std::string_view kBody = R"({"subjects":[1234567890],"reason":"窓口"})";
constexpr std::uint64_t kProofs = 1'000;

std::int64_t cpu_ms() {
    rusage used{};
    getrusage(RUSAGE_SELF, &used);
    const auto ms = [](const timeval& t) { return t.tv_sec * 1000 + t.tv_usec / 1000; };
    return ms(used.ru_utime) + ms(used.ru_stime);
}

struct Lap {
    std::int64_t wall = monotonic_ms();
    std::int64_t cpu = cpu_ms();
    void print(const char* what, std::uint64_t count) const {
        const std::int64_t w = std::max<std::int64_t>(1, monotonic_ms() - wall);
        const std::int64_t c = std::max<std::int64_t>(1, cpu_ms() - cpu);
        fmt::print("{:28} {:>9} in {:>6} ms: {:>9}/s, {:>9}/s of one core\n", what, count, w,
                   count * 1000 / static_cast<std::uint64_t>(w),
                   count * 1000 / static_cast<std::uint64_t>(c));
    }
};

journal::Keys make_keys() {
    std::array<std::uint8_t, crypto_sign_PUBLICKEYBYTES> verifying{};
    std::array<std::uint8_t, crypto_sign_SECRETKEYBYTES> signing{};
    crypto_sign_keypair(verifying.data(), signing.data());
    journal::Keys keys;
    keys.name = "daicho/139999";
    keys.public_key.assign(verifying.begin(), verifying.end());
    keys.sign = [signing](ByteView text) -> Result<Bytes> {
        Bytes signature(crypto_sign_BYTES);
        crypto_sign_detached(signature.data(), nullptr, text.data(), text.size(), signing.data());
        return signature;
    };
    keys.seal = [](std::uint64_t, ByteView plain) -> Result<Bytes> {
        return Bytes(plain.begin(), plain.end());
    };
    keys.open = keys.seal;
    return keys;
}

// The same bytes in the same columns and index, and nothing else: no hash, no tree, no refusal.
Status run_bare(std::uint64_t entries, const std::filesystem::path& folder) {
    store::Options options;
    options.file = folder / "bare.db";
    DAICHO_TRY(database, store::Database::open(options));
    store::Connection& connection = database->writer();
    DAICHO_CHECK(connection.execute(connection.dialect().tables(
        "CREATE TABLE bare (number INTEGER PRIMARY KEY, header BLOB NOT NULL, body BLOB, "
        "leaf BLOB NOT NULL) STRICT;")));
    const Bytes header = journal::encode({});
    const Bytes body(kBody.size());
    Bytes leaf(sizeof(Digest));
    std::uint64_t number = 0;
    const auto append = [&](std::uint64_t count, std::uint64_t at_once) -> Status {
        const Lap lap;
        for (std::uint64_t done = 0; done < count; done += at_once) {
            DAICHO_CHECK(connection.begin());
            DAICHO_TRY(insert,
                       connection.cached(
                           "INSERT INTO bare (number, header, body, leaf) VALUES (?,?,?,?)"));
            for (std::uint64_t i = 0; i < at_once; ++i) {
                ++number;
                std::memcpy(leaf.data(), &number, sizeof number);
                insert->bind(0, static_cast<std::int64_t>(number));
                insert->bind_blob(1, header);
                insert->bind_blob(2, body);
                insert->bind_blob(3, leaf);
                DAICHO_CHECK(insert->run());
            }
            DAICHO_CHECK(connection.commit());
        }
        lap.print(fmt::format("bare table, {} at once", at_once).c_str(), count);
        return {};
    };
    DAICHO_CHECK(append(entries / 10, kFew));
    DAICHO_CHECK(append(entries, kMany));
    return {};
}

Status run(std::uint64_t entries, const std::filesystem::path& folder) {
    store::Options options;
    options.file = folder / "bench.db";
    DAICHO_TRY(database, store::Database::open(options));
    store::Connection& connection = database->writer();
    const SystemClock clock;
    journal::Keys keys = make_keys();
    DAICHO_TRY(journal, journal::Journal::open(connection, keys, clock));
    journal::EntryDraft draft;
    draft.body = kBody;
    const auto append = [&](std::uint64_t count, std::uint64_t at_once) -> Status {
        const Lap lap;
        for (std::uint64_t done = 0; done < count; done += at_once) {
            DAICHO_CHECK(connection.begin());
            for (std::uint64_t i = 0; i < at_once; ++i) {
                DAICHO_CHECK(journal->append(connection, draft));
            }
            DAICHO_CHECK(journal->checkpoint(connection));
            DAICHO_CHECK(connection.commit());
        }
        lap.print(fmt::format("append, {} at once", at_once).c_str(), count);
        return {};
    };
    DAICHO_CHECK(append(entries / 10, kFew));
    DAICHO_CHECK(append(entries, kMany));
    const Lap opening;
    DAICHO_CHECK(journal->reload(connection));
    opening.print("open (frontier)", entries);
    const Lap proving;
    for (std::uint64_t i = 0; i < kProofs; ++i) {
        DAICHO_CHECK(journal::prove_inclusion(connection, 1 + i * 7919 % entries, entries));
    }
    proving.print("inclusion proof", kProofs);
    for (const bool bodies : {true, false}) {
        if (!bodies) keys.open = nullptr;
        DAICHO_TRY(reader, database->reader());
        const Lap verifying;
        DAICHO_TRY(found, journal::verify(*reader, keys, {}, {}, {}));
        DAICHO_ASSERT(!found.fault && found.entries >= entries);
        verifying.print(bodies ? "verify with bodies" : "verify headers", found.entries);
    }
    return {};
}

}  // namespace

int main(int argc, char** argv) {
    const std::uint64_t entries = argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 1'000'000;
    const std::filesystem::path root = argc > 2 ? argv[2] : std::filesystem::temp_directory_path();
    const std::filesystem::path folder = root / fmt::format("journal-bench-{}", monotonic_ms());
    std::filesystem::create_directories(folder);
    Status status = run(entries, folder);
    if (status) status = run_bare(entries, folder);
    std::filesystem::remove_all(folder);
    if (!status) fmt::print("{} {}\n", status.error().id, status.error().arguments.at(0).second);
    return status ? 0 : 1;
}
