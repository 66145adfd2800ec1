// Seen index: who was shown a record, found by the record (w_seen).
//
// A projection of the disclosure entries, whose bodies name the records. It is made behind the
// answers: a disclosure is durable when its entry is, and looking through a list of fifty costs one
// row, not fifty. It lags by about a second; whoever asks waits for it (decision 11).
#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>

#include "register/kernel.hpp"

namespace daicho::registers {

// Enters at most `most` entries that are not in the index yet. True when some are left.
Result<bool> index_seen(Context& context, std::size_t most);

// Until nothing is left of what is known now; on a kernel that writes.
Status catch_up_seen(Kernel& kernel);

// Entries behind the index that name this record, for a kernel that cannot write: newest first.
Result<std::vector<std::uint64_t>> seen_unindexed(store::Connection& connection,
                                                  const journal::Journal& journal,
                                                  const Definition& definition,
                                                  std::uint64_t record);

// Disclosures behind entry `after`, of at most `most` entries, with the records that their bodies
// name; a body whose key was destroyed names nobody any more and is left out, as are exports, whose
// bodies hold a root. Answers the last entry that was looked at; nothing when there was none.
using VisitDisclosure =
    std::function<Status(const journal::EntryHeader&, const std::vector<std::uint64_t>& records)>;
Result<std::optional<std::uint64_t>> walk_disclosures(store::Connection& connection,
                                                      const journal::Journal& journal,
                                                      std::uint64_t after, std::size_t most,
                                                      const VisitDisclosure& visit);
// The last entry that the index has seen.
Result<std::uint64_t> indexed_up_to(store::Connection& connection);

// The thread that keeps it up while nobody waits. It is there for as long as the writer is, which
// wakes it; it runs between `start` and `stop`.
class SeenIndexer {
public:
    explicit SeenIndexer(Kernel& kernel) noexcept : kernel_(kernel) {}
    SeenIndexer(const SeenIndexer&) = delete;
    SeenIndexer& operator=(const SeenIndexer&) = delete;
    ~SeenIndexer() { stop(); }
    void start();
    void stop();
    void wake() noexcept;  // something was disclosed; any thread

private:
    void loop();
    bool ending();
    Kernel& kernel_;
    std::mutex mutex_;
    std::condition_variable woken_;
    bool behind_ = true;  // what the process before left
    bool stopping_ = false;
    std::thread thread_;
};

}  // namespace daicho::registers
