// What every file of the data set is: which records, which of them have a row at a stage, and how
// a row is written. A record has at most one row in a file.
#pragma once

#include <string>
#include <vector>

#include "demo/csv_row.hpp"
#include "demo/plan.hpp"

namespace daicho::demo::detail {

struct FileSpec {
    const char* register_name;
    Stage stage;
    const char* header;  // field names of the register, then the importer's reserved columns
    std::size_t (*count)(const CityPlan&);
    bool (*has_row)(const CityPlan&, std::uint32_t index, Stage);
    void (*write)(const CityPlan&, std::uint32_t index, Stage, std::string& out);
};

using Files = std::vector<FileSpec>;
void add_office_files(Files& files);
void add_person_files(Files& files);
void add_parcel_files(Files& files);
void add_parcel_detail_files(Files& files);
void add_parcel_shape_files(Files& files);
void add_house_files(Files& files);
void add_house_detail_files(Files& files);
void add_depreciable_files(Files& files);

// The spec at each of the stages.
void add_at(Files& files, FileSpec spec, std::initializer_list<Stage> stages);

inline bool always(const CityPlan&, std::uint32_t, Stage) { return true; }
inline std::size_t parcel_count(const CityPlan& plan) { return plan.parcels.size(); }
inline std::size_t house_count(const CityPlan& plan) { return plan.houses.size(); }

// The reserved columns valid_from, ended, reason.
inline void tail(CsvRow& row, Date from, bool ended, const char* reason) {
    row.date(from).text(ended ? "true" : "").text(reason);
}

}  // namespace daicho::demo::detail
