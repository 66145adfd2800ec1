// People who wait for the writer while a long command has it.
#pragma once

#include <atomic>
#include <chrono>
#include <thread>
#include <vector>

#include "register/kernel.hpp"

namespace daicho::registers::testing {

class Crowd {
public:
    Crowd() = default;
    Crowd(const Crowd&) = delete;
    Crowd& operator=(const Crowd&) = delete;
    ~Crowd() { leave(); }

    // Called on the writer's thread: returns when the command stands in the queue.
    void wait_for(Kernel& kernel, Kernel::Command command) {
        callers_.emplace_back([this, &kernel, command = std::move(command)] {
            done_ += kernel.command(command) ? 1 : 0;
        });
        while (!kernel.writer().somebody_waits()) {
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
        }
    }
    // When all are answered.
    void leave() {
        for (std::thread& caller : callers_) caller.join();
        callers_.clear();
    }
    [[nodiscard]] int done() const noexcept { return done_; }

    // Somebody who looked at something.
    static Status look(Context& context) {
        journal::EntryDraft draft;
        draft.kind = journal::EntryKind::disclosure_view;
        DAICHO_CHECK(context.journal.append(context.connection, draft));
        return {};
    }

private:
    std::vector<std::thread> callers_;
    std::atomic<int> done_{0};
};

}  // namespace daicho::registers::testing
