// The tables of schema.sql as files of COPY text: inputs, the engine's answers, rows of law/.
//
//     Result<Tables> tables = Tables::open(folder);
//     tables->write(number, one_case, result);   // any number of times
//     tables->write_cities(); tables->write_law(statute);
//     DAICHO_CHECK(tables->close());
//
// Threads: one.
#pragma once

#include <array>
#include <cstdio>
#include <memory>
#include <string>

#include "base/result.hpp"
#include "law/statute.hpp"
#include "random_case.hpp"

namespace daicho::oracle {

// Names of the tables, in the order of schema.sql.
inline constexpr std::array kTables{
    "city",          "city_relief",   "owner_group",      "parcel",         "parcel_previous",
    "parcel_component", "house",      "house_relief",     "house_unit",     "asset",
    "asset_revision", "engine_parcel", "engine_component", "engine_house",  "engine_relief",
    "engine_asset",  "engine_class",  "engine_total",     "engine_group",   "engine_law"};

class Tables {
public:
    // False when the folder cannot be written.
    [[nodiscard]] bool open(const std::string& folder);
    void write(std::int64_t number, const Case& one, const tax::rules::OwnerGroupResult& result);
    void write_cities();
    void write_law(const law::Statute& statute);
    [[nodiscard]] bool close();

private:
    struct Close {
        void operator()(std::FILE* file) const noexcept { std::fclose(file); }
    };
    using File = std::unique_ptr<std::FILE, Close>;

    std::FILE* file(std::string_view table) noexcept;
    void write_parcels(std::int64_t g, const Case& one, const tax::rules::OwnerGroupResult& result);
    void write_houses(std::int64_t g, const Case& one, const tax::rules::OwnerGroupResult& result);
    void write_assets(std::int64_t g, const Case& one, const tax::rules::OwnerGroupResult& result);
    void write_totals(std::int64_t g, const tax::rules::OwnerGroupResult& result);

    std::array<File, kTables.size()> files_;
};

}  // namespace daicho::oracle
