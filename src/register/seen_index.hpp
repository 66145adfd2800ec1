// Seen index: who was shown a record, found by the record (w_seen).
//
// A projection of the disclosure entries, whose bodies name the records. It is made behind the
// answers: a disclosure is durable when its entry is, and looking through a list of fifty costs one
// row, not fifty. It lags by about a second; whoever asks waits for it (decision 11).
#pragma once

#include <condition_variable>
#include <mutex>
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
