// RowSource: where an import's rows come from, whatever the file format.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace daicho::registers {

struct SourceRow {
    std::span<const std::string_view> fields;  // valid until the next call of `next`
    std::uint64_t line = 0;                    // first physical line of the record
    std::span<const Error> faults = {};        // of the file itself: the row cannot be taken
    // Columns that this row leaves out, where a format can (JSON Lines): not the same as empty.
    std::span<const std::size_t> left_out = {};
};

struct RowSource {
    std::string name;                 // file name for messages
    std::vector<std::string> header;  // column names, in order
    // False: the end. After an error the next call goes on with the following line, unless
    // `finished` says that nothing more can be read (a quote never closed, too long a line).
    std::function<Result<bool>(SourceRow&)> next;
    std::function<bool()> finished;   // absent: an error ends the reading
    // Name of a place for people ("B12"); absent where a line says enough.
    std::function<std::string(std::size_t column, std::uint64_t line)> cell;
    bool may_leave_out = false;       // rows may have `left_out`
    bool guarded = true;              // texts carry the guard against formulas
    std::uint64_t total_bytes = 0;    // 0 = not known
    std::function<std::uint64_t()> done_bytes;
};

}  // namespace daicho::registers
