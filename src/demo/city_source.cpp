#include "demo/city_source.hpp"

#include <algorithm>

#include "demo/csv_row.hpp"

namespace daicho::demo {
namespace {

constexpr const char* kStageNames[kStages] = {"2024-01-01", "2024", "2025-01-01",
                                              "2025",       "2026-01-01", "2026"};

std::uint64_t count_rows(const CityPlan& plan, const detail::FileSpec& spec) {
    std::uint64_t rows = 0;
    const std::size_t count = spec.count(plan);
    for (std::uint32_t i = 0; i < count; ++i) rows += spec.has_row(plan, i, spec.stage) ? 1 : 0;
    return rows;
}

}  // namespace

namespace detail {

void add_at(Files& files, FileSpec spec, std::initializer_list<Stage> stages) {
    for (const Stage stage : stages) {
        spec.stage = stage;
        files.push_back(spec);
    }
}

}  // namespace detail

Result<CitySource> CitySource::make(const CityOptions& options) {
    DAICHO_TRY(plan, build_plan(options));
    CitySource source;
    source.plan_ = std::move(plan);
    detail::Files& specs = source.specs_;
    detail::add_office_files(specs);
    detail::add_person_files(specs);
    detail::add_parcel_files(specs);
    detail::add_parcel_detail_files(specs);
    detail::add_parcel_shape_files(specs);
    detail::add_house_files(specs);
    detail::add_house_detail_files(specs);
    detail::add_depreciable_files(specs);
    std::stable_sort(specs.begin(), specs.end(),
                     [](const auto& a, const auto& b) { return a.stage < b.stage; });
    for (const detail::FileSpec& spec : specs) {
        DataFile file{.register_name = spec.register_name, .name = {}, .stage = spec.stage};
        append_padded(file.name, source.files_.size() + 1, 2);
        file.name += '-' + file.register_name + '-' + kStageNames[static_cast<int>(spec.stage)];
        file.name += ".csv";
        file.rows = count_rows(source.plan_, spec);
        source.files_.push_back(std::move(file));
    }
    return source;
}

void CitySource::open(std::size_t file) {
    DAICHO_ASSERT(file < files_.size());
    open_ = file;
    next_ = 0;
    header_due_ = true;
}

bool CitySource::next_chunk(std::string& out) {
    out.clear();
    const detail::FileSpec& spec = specs_[open_];
    if (header_due_) {
        out += spec.header;
        out.push_back('\n');
        header_due_ = false;
    }
    const std::size_t count = spec.count(plan_);
    while (next_ < count && out.size() < kChunkBytes) {
        if (spec.has_row(plan_, next_, spec.stage)) spec.write(plan_, next_, spec.stage, out);
        ++next_;
    }
    return !out.empty();
}

std::string CitySource::read_all(std::size_t file) {
    std::string all;
    std::string chunk;
    open(file);
    while (next_chunk(chunk)) all += chunk;
    return all;
}

}  // namespace daicho::demo
