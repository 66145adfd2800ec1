#include "register/seen_index.hpp"

#include <charconv>

namespace daicho::registers {
namespace {

constexpr std::size_t kEntriesPerSlice = 1'000;
constexpr std::chrono::seconds kLag{1};

bool discloses(journal::EntryKind kind) noexcept {
    const auto number = static_cast<std::uint16_t>(kind);
    return number >= 30 && number < 40;
}

// The ids at the beginning of a disclosure's body: {"records":[1,2,3]… (register/disclosure.cpp).
std::vector<std::uint64_t> records_in(std::string_view body) {
    constexpr std::string_view kStart = R"({"records":[)";
    std::vector<std::uint64_t> records;
    if (!body.starts_with(kStart)) return records;
    const char* at = body.data() + kStart.size();
    const char* const end = body.data() + body.size();
    while (at != end) {
        std::uint64_t record = 0;
        const auto read = std::from_chars(at, end, record);
        if (read.ec != std::errc()) break;
        records.push_back(record);
        at = read.ptr;
        if (at == end || *at != ',') break;
        ++at;
    }
    return records;
}

Result<std::int64_t> indexed_up_to(store::Connection& connection) {
    return connection.integer("SELECT max(entry) FROM w_seen_upto");
}

// Calls `visit(header, records)` for the disclosures behind entry `after`, at most `most` entries.
// Answers the last entry that was looked at; nothing when there was none.
template <class Visit>
Result<std::optional<std::int64_t>> walk(store::Connection& connection,
                                         const journal::Journal& journal, std::int64_t after,
                                         std::size_t most, Visit visit) {
    DAICHO_TRY(row, connection.cached("SELECT number, header, body FROM j_entry WHERE number > ? "
                                      "ORDER BY number LIMIT ?"));
    row->bind(0, after);
    row->bind(1, static_cast<std::int64_t>(most));
    std::optional<std::int64_t> last;
    for (;;) {
        DAICHO_TRY(there, row->step());
        if (!there) return last;
        last = row->integer(0);
        DAICHO_TRY(header, journal::decode_header(row->blob(1)));
        if (!discloses(header.kind) || row->is_null(2)) continue;
        // A body whose key was destroyed names nobody any more.
        const auto body = journal.keys().open(header.number, row->blob(2));
        if (!body) continue;
        DAICHO_CHECK(visit(header, records_in(as_text(*body))));
    }
}

}  // namespace

Result<bool> index_seen(Context& context, std::size_t most) {
    store::Connection& connection = context.connection;
    DAICHO_TRY(after, indexed_up_to(connection));
    struct Found {
        std::uint16_t number = 0;
        std::uint64_t record = 0;
        std::uint64_t entry = 0;
    };
    std::vector<Found> found;
    DAICHO_TRY(last, walk(connection, context.journal, after, most,
                          [&found](const journal::EntryHeader& header,
                                   const std::vector<std::uint64_t>& records) -> Status {
                              for (const std::uint64_t record : records) {
                                  found.push_back({header.register_number, record, header.number});
                              }
                              return {};
                          }));
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
    mark->bind(0, *last);
    DAICHO_CHECK(mark->run());
    return *last - after == static_cast<std::int64_t>(most);
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
    DAICHO_TRY(last, walk(connection, journal, after, INT64_MAX,
                          [&](const journal::EntryHeader& header,
                              const std::vector<std::uint64_t>& records) -> Status {
                              if (header.register_number != definition.number) return {};
                              for (const std::uint64_t one : records) {
                                  if (one == record) entries.push_back(header.number);
                              }
                              return {};
                          }));
    (void)last;
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
