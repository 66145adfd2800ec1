// Checkpointer: folds SQLite's log into the database file in a thread of its own, while the writer
// goes on. Left to the writer, a checkpoint of a large log stands in somebody's commit.
//
// The writer still folds what is left when the log has grown to its limit (sqlite.cpp), which is
// little where this keeps up, and starts the log anew.
// Threading: `grown` from the writer's thread; destroyed before the writer's connection is closed,
// so that the last one to leave empties the log.
// Faults: a checkpoint that fails is tried again when the log has grown once more, and in the end
// by the writer.
#pragma once

#include <filesystem>
#include <memory>

#include "base/result.hpp"

namespace daicho::store {

class Checkpointer {
public:
    // Errors: store.failed.
    static Result<std::unique_ptr<Checkpointer>> start(const std::filesystem::path& file);
    ~Checkpointer();

    // After a commit: how many pages the log has.
    void grown(int pages);

private:
    class Work;
    explicit Checkpointer(std::unique_ptr<Work> work) noexcept;
    std::unique_ptr<Work> work_;
};

}  // namespace daicho::store
