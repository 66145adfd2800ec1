// CitySource: the invented city 汐見市 as CSV files, made from a seed.
//
//     DAICHO_TRY(city, CitySource::make({.seed = 1, .size = kSmallCity}));
//     for (std::size_t i = 0; i < city.files().size(); ++i) {
//         city.open(i);
//         while (city.next_chunk(text)) import(text);   // whole lines, the header first
//     }
//
// Files come in an order in which every reference is written before it is used: what was carried
// over on 2024-01-01, then what changed, year by year. A record has at most one row in a file.
// Cells are as in the plan's table of values; references are keys. After the fields of a register
// stand the importer's columns valid_from, ended, reason (not in registers of kind event).
// Invariants: the same options give the same bytes; memory is the plan's and one chunk.
// Threading: one thread per source.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "demo/detail/writers.hpp"
#include "demo/plan.hpp"

namespace daicho::demo {

inline constexpr std::string_view kCityName = "汐見市";
// 全国地方公共団体コード with a valid check digit that no municipality has.
inline constexpr std::string_view kMunicipalityCode = "139998";

struct DataFile {
    std::string register_name;
    std::string name;         // "18-parcel-2025.csv": order, register, what it tells of
    Stage stage = Stage::start;
    std::uint64_t rows = 0;   // without the header
};

class CitySource {
public:
    static constexpr std::size_t kChunkBytes = 512 * 1024;

    // Error: demo.size.
    static Result<CitySource> make(const CityOptions& options);

    [[nodiscard]] const std::vector<DataFile>& files() const noexcept { return files_; }
    void open(std::size_t file);
    // Replaces `out` by the next lines of the open file, about kChunkBytes; false at the end.
    bool next_chunk(std::string& out);
    // A whole file, for small cities and tests.
    std::string read_all(std::size_t file);

    [[nodiscard]] const std::vector<PlantedError>& planted_errors() const& noexcept {
        return plan_.errors;
    }
    [[nodiscard]] const CityPlan& plan() const& noexcept { return plan_; }
    const CityPlan& plan() && = delete;

private:
    CitySource() = default;

    CityPlan plan_;
    detail::Files specs_;  // as files_
    std::vector<DataFile> files_;
    std::size_t open_ = 0;
    std::uint32_t next_ = 0;
    bool header_due_ = false;
};

}  // namespace daicho::demo
