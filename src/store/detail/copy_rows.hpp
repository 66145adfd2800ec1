// CopyRows: rows in the binary form of PostgreSQL's COPY, gathered in memory.
//
// Integers are bigint, whatever else is bytes. Threading: one thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "store/detail/parked_rows.hpp"

namespace daicho::store::detail {

class CopyRows {
public:
    explicit CopyRows(std::size_t columns) : fields_(columns) { clear(); }

    // The bytes must stay alive until `add`.
    void bind(int column, std::int64_t value);
    void bind(int column, std::string_view value);
    void bind_null(int column);
    void add();

    [[nodiscard]] std::size_t size() const noexcept { return starts_.size(); }
    // All rows with the signature before and the end mark behind them, as COPY reads them.
    std::string_view finish();
    [[nodiscard]] std::size_t bytes() const noexcept { return bytes_.size(); }
    // The fields of one row, to be sent otherwise. Valid until the rows change.
    void fields(std::size_t row, std::vector<RawField>& into) const;
    void clear() noexcept;

private:
    struct Bound {
        const char* data = nullptr;
        std::int32_t size = -1;
        char integer[8] = {};
    };
    Bound& at(int column) { return fields_.at(static_cast<std::size_t>(column)); }

    std::vector<Bound> fields_;
    std::string bytes_;
    std::vector<std::size_t> starts_;
};

}  // namespace daicho::store::detail
