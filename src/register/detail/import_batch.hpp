// Batch: some thousand rows ready to insert, with the bytes that their cells point to.
#pragma once

#include <cstring>
#include <memory>
#include <string>
#include <vector>

#include "register/cell.hpp"
#include "register/row_digest.hpp"

namespace daicho::registers::detail {

// Bump storage for texts of one batch.
class Arena {
public:
    std::string_view keep(std::string_view text) {
        if (text.size() > room_) grow(text.size());
        char* at = next_;
        std::memcpy(at, text.data(), text.size());
        next_ += text.size();
        room_ -= text.size();
        return {at, text.size()};
    }

private:
    void grow(std::size_t least) {
        static constexpr std::size_t kBlock = 256 * 1024;
        const std::size_t size = least > kBlock ? least : kBlock;
        blocks_.push_back(std::make_unique<char[]>(size));
        next_ = blocks_.back().get();
        room_ = size;
    }
    std::vector<std::unique_ptr<char[]>> blocks_;
    char* next_ = nullptr;
    std::size_t room_ = 0;
};

struct BatchRow {
    std::uint64_t record = 0;
    std::uint64_t line = 0;
    ValidTime valid;
    RowState state = RowState::normal;
    bool fresh = false;
    std::string_view key;  // of a fresh record
    std::vector<std::size_t> left_out;  // fields that the row does not speak of
};

struct Batch {
    std::vector<Cell> cells;  // rows.size() × fields
    std::vector<BatchRow> rows;
    std::vector<Digest> digests;  // empty when the writer computes them
    Arena arena;
    std::uint64_t rows_read = 0;   // totals so far, for progress
    std::uint64_t bytes_read = 0;
};

}  // namespace daicho::registers::detail
