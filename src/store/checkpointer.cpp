#include "store/checkpointer.hpp"

#include <condition_variable>
#include <mutex>
#include <thread>

#include "store/sqlite.hpp"

namespace daicho::store {
namespace {

constexpr int kPagesApart = 1024;  // 4 MiB
// Between two: with more of them the disk does nothing but wait for itself.
constexpr std::chrono::milliseconds kRest{100};

}  // namespace

class Checkpointer::Work {
public:
    explicit Work(ConnectionPointer connection)
        : connection_(std::move(connection)), thread_([this] { loop(); }) {}
    Work(const Work&) = delete;
    Work& operator=(const Work&) = delete;
    ~Work() {
        {
            const std::lock_guard lock(mutex_);
            stopping_ = true;
        }
        wake_.notify_one();
        thread_.join();
    }

    void grown(int pages) {
        {
            const std::lock_guard lock(mutex_);
            if (pages < folded_) folded_ = 0;  // the log began anew
            pages_ = pages;
            if (!is_due()) return;
        }
        wake_.notify_one();
    }

private:
    [[nodiscard]] bool is_due() const { return pages_ - folded_ >= kPagesApart; }

    void loop() {
        std::unique_lock lock(mutex_);
        while (true) {
            wake_.wait(lock, [this] { return stopping_ || is_due(); });
            if (stopping_) return;
            lock.unlock();
            const auto done = fold_log(*connection_);
            lock.lock();
            // What failed waits until the log has grown again.
            folded_ = done && *done > 0 ? std::min(*done, pages_) : pages_;
            wake_.wait_for(lock, kRest, [this] { return stopping_; });
        }
    }

    ConnectionPointer connection_;
    std::mutex mutex_;
    std::condition_variable wake_;
    int pages_ = 0;   // in the log
    int folded_ = 0;  // of them in the database
    bool stopping_ = false;
    std::thread thread_;  // last: it uses the others
};

Checkpointer::Checkpointer(std::unique_ptr<Work> work) noexcept : work_(std::move(work)) {}
Checkpointer::~Checkpointer() = default;

Result<std::unique_ptr<Checkpointer>> Checkpointer::start(const std::filesystem::path& file) {
    DAICHO_TRY(connection, open_sqlite(file, SqliteMode::checkpoint, false));
    auto work = std::make_unique<Work>(std::move(connection));
    return std::unique_ptr<Checkpointer>(new Checkpointer(std::move(work)));
}

void Checkpointer::grown(int pages) { work_->grown(pages); }

}  // namespace daicho::store
