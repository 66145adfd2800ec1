// Any bytes as index, year file or rates: faults are values, never a crash; what is accepted can be
// hashed and keeps its invariants.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/assert.hpp"
#include "law/detail/file.hpp"
#include "law/statute.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace daicho;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    static const law::detail::Units kUnits{{"地方税法 第351条", "免税点"}};
    static_cast<void>(law::detail::parse_index(text, "index.yaml"));
    auto rows = law::detail::parse_year_file(text, "levy.yaml", "law/2026/levy.yaml",
                                             FiscalYear(2026), kUnits);
    if (rows && rows->size() == 1) {
        const std::string id = rows->front().id;
        const law::Year year(FiscalYear(2026), std::move(*rows));
        DAICHO_ASSERT(year.find(id) != nullptr);
    }
    const auto series =
        law::detail::parse_series_file(text, "rates.yaml", "law/rates.yaml", kUnits);
    if (!series) return 0;
    for (const law::Series& one : *series) {
        for (std::size_t i = 1; i < one.rows.size(); ++i) {
            DAICHO_ASSERT(one.rows[i - 1].to == one.rows[i].from);
        }
    }
    return 0;
}
