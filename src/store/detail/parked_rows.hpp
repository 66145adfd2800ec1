// ParkedRows: rows of a result that had to leave the wire before they were asked for.
//
// First in, first out. Up to 4 MiB stay in memory, what came before lies in a file without a name,
// which ends with this object or the process. Threading: one thread.
#pragma once

#include <cstdio>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace daicho::store::detail {

// One column of a row as it came; nothing = SQL's NULL.
struct RawField {
    const char* data = nullptr;
    int size = -1;
};

class ParkedRows {
public:
    Status put(const std::vector<RawField>& row);
    // False: no more. The fields stay valid until the next call.
    Result<bool> next(std::vector<RawField>& row);

private:
    struct Close {
        void operator()(std::FILE* file) const noexcept { std::fclose(file); }
    };
    Status spill();

    std::unique_ptr<std::FILE, Close> file_;
    bool reading_ = false;
    std::string tail_;         // the newest rows
    std::size_t at_ = 0;       // read so far of the tail
    std::string row_;          // the row that was read from the file
};

}  // namespace daicho::store::detail
