#include "register/seen_index.hpp"

#include <algorithm>

#include "register/shown_records.hpp"

namespace daicho::registers {
namespace {

constexpr std::size_t kEntriesPerSlice = 1'000;
constexpr std::chrono::seconds kLag{1};

}  // namespace

Result<std::uint64_t> indexed_up_to(store::Connection& connection) {
    DAICHO_TRY(entry, connection.integer("SELECT max(entry) FROM w_seen_upto"));
    return static_cast<std::uint64_t>(entry);
}

Result<std::optional<std::uint64_t>> walk_disclosures(store::Connection& connection,
                                                      const journal::Journal& journal,
                                                      std::uint64_t after, std::size_t most,
                                                      const VisitDisclosure& visit) {
    DAICHO_TRY(row, connection.cached("SELECT number, header, body FROM j_entry WHERE number > ? "
                                      "ORDER BY number LIMIT ?"));
    row->bind(0, static_cast<std::int64_t>(after));
    row->bind(1, static_cast<std::int64_t>(most));
    std::optional<std::uint64_t> last;
    for (;;) {
        DAICHO_TRY(there, row->step());
        if (!there) return last;
        last = static_cast<std::uint64_t>(row->integer(0));
        DAICHO_TRY(header, journal::decode_header(row->blob(1)));
        if (!journal::is_disclosure(header.kind) || row->is_null(2)) continue;
        const auto body = journal.keys().open(header.number, row->blob(2));
        if (!body || !names_records(as_text(*body))) continue;
        DAICHO_CHECK(visit(header, shown_records(as_text(*body))));
    }
}

Result<bool> index_seen(Context& context, std::size_t most) {
    store::Connection& connection = context.connection;
    DAICHO_TRY(after, indexed_up_to(connection));
    struct Found {
        std::uint16_t number = 0;
        std::uint64_t record = 0;
        std::uint64_t entry = 0;
    };
    std::vector<Found> found;
    const auto note = [&found](const journal::EntryHeader& header,
                               const std::vector<std::uint64_t>& records) -> Status {
        for (const std::uint64_t record : records) {
            found.push_back({header.register_number, record, header.number});
        }
        return {};
    };
    DAICHO_TRY(last, walk_disclosures(connection, context.journal, after, most, note));
    if (!last) return false;
    DAICHO_TRY(put,
               connection.cached("INSERT INTO w_seen VALUES (?, ?, ?) ON CONFLICT DO NOTHING"));
    for (const Found& one : found) {
        put->bind(0, one.number);
        put->bind(1, static_cast<std::int64_t>(one.record));
        put->bind(2, static_cast<std::int64_t>(one.entry));
        DAICHO_CHECK(put->run());
    }
    DAICHO_CHECK(connection.execute("DELETE FROM w_seen_upto"));
    DAICHO_TRY(mark, connection.cached("INSERT INTO w_seen_upto VALUES (?)"));
    mark->bind(0, static_cast<std::int64_t>(*last));
    DAICHO_CHECK(mark->run());
    return *last - after == most;
}

Status catch_up_seen(Kernel& kernel) {
    for (bool more = true; more;) {
        DAICHO_CHECK(kernel.command([&more](Context& context) -> Status {
            DAICHO_TRY(left, index_seen(context, kEntriesPerSlice));
            more = left;
            return {};
        }));
    }
    return {};
}

Result<std::vector<std::uint64_t>> seen_unindexed(store::Connection& connection,
                                                  const journal::Journal& journal,
                                                  const Definition& definition,
                                                  std::uint64_t record) {
    std::vector<std::uint64_t> entries;
    DAICHO_TRY(after, indexed_up_to(connection));
    const auto note = [&](const journal::EntryHeader& header,
                          const std::vector<std::uint64_t>& records) -> Status {
        if (header.register_number != definition.number) return {};
        entries.insert(entries.end(),
                       static_cast<std::size_t>(std::ranges::count(records, record)),
                       header.number);
        return {};
    };
    DAICHO_CHECK(walk_disclosures(connection, journal, after, INT64_MAX, note));
    return std::vector<std::uint64_t>(entries.rbegin(), entries.rend());
}

void SeenIndexer::start() {
    thread_ = std::thread([this] { loop(); });
}

void SeenIndexer::stop() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    woken_.notify_one();
    if (thread_.joinable()) thread_.join();
}

void SeenIndexer::wake() noexcept {
    const std::lock_guard lock(mutex_);
    if (behind_) return;
    behind_ = true;
    woken_.notify_one();
}

bool SeenIndexer::ending() {
    const std::lock_guard lock(mutex_);
    return stopping_;
}

void SeenIndexer::loop() {
    std::unique_lock lock(mutex_);
    while (!stopping_) {
        woken_.wait(lock, [this] { return behind_ || stopping_; });
        woken_.wait_for(lock, kLag, [this] { return stopping_; });
        if (stopping_) return;
        behind_ = false;
        lock.unlock();
        bool more = true;
        // What cannot be written now is written when the next disclosure wakes us.
        while (more && !ending()) {
            const Status done = kernel_.command(
                [&more](Context& context) -> Status {
                    DAICHO_TRY(left, index_seen(context, kEntriesPerSlice));
                    more = left;
                    return {};
                },
                store::Priority::background);
            if (!done) break;
        }
        lock.lock();
    }
}

}  // namespace daicho::registers
