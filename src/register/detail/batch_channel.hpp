// BatchChannel: batches on their way from the reading thread of an import to the writer; bounded.
#pragma once

#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>

#include "register/detail/import_batch.hpp"

namespace daicho::registers::detail {

class BatchChannel {
public:
    void put(std::unique_ptr<Batch> batch) {
        std::unique_lock lock(mutex_);
        room_.wait(lock, [this] { return batches_.size() < kDepth || closed_; });
        if (!closed_) batches_.push_back(std::move(batch));
        ready_.notify_one();
    }
    // Null: no more.
    std::unique_ptr<Batch> take() {
        std::unique_lock lock(mutex_);
        ready_.wait(lock, [this] { return !batches_.empty() || ended_; });
        if (batches_.empty()) return nullptr;
        auto batch = std::move(batches_.front());
        batches_.pop_front();
        room_.notify_one();
        return batch;
    }
    void end() {  // by the reading side
        const std::lock_guard lock(mutex_);
        ended_ = true;
        ready_.notify_all();
    }
    void close() {  // by the writing side: nothing more is wanted
        const std::lock_guard lock(mutex_);
        closed_ = true;
        room_.notify_all();
    }
    [[nodiscard]] bool closed() {
        const std::lock_guard lock(mutex_);
        return closed_;
    }

private:
    static constexpr std::size_t kDepth = 4;
    std::mutex mutex_;
    std::condition_variable ready_, room_;
    std::deque<std::unique_ptr<Batch>> batches_;
    bool ended_ = false;
    bool closed_ = false;
};

}  // namespace daicho::registers::detail
