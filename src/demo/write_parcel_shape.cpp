#include "demo/city_text.hpp"
#include "demo/detail/lot_places.hpp"
#include "demo/detail/writers.hpp"
#include "demo/land_view.hpp"
#include "demo/random.hpp"

namespace daicho::demo::detail {
namespace {

// Borders that nobody could agree on have no shape (筆界未定).
bool is_undetermined(const CityPlan& plan, std::uint32_t i) {
    const Parcel& parcel = plan.parcels[i];
    const bool plain = parcel.predecessor == kNobody && parcel.ended == Stage::never &&
                       !parcel.condominium && parcel.taxpayer != kFeatured;
    return plain && Dice(plan.seed(), Topic::shape, i).chance(4);
}

bool has_shape(const CityPlan& plan, std::uint32_t i, Stage stage) {
    const Parcel& parcel = plan.parcels[i];
    return begins_or_ends(parcel.born, parcel.ended, stage) && !is_undetermined(plan, i);
}

void append_metres(std::string& out, std::int64_t millimetres) {
    if (millimetres < 0) out.push_back('-');
    const std::uint64_t size = static_cast<std::uint64_t>(std::abs(millimetres));
    append_number(out, static_cast<std::int64_t>(size / 1000));
    out.push_back('.');
    append_padded(out, size % 1000, 3);
}

// The cell holds commas, so it is quoted.
void append_shape(std::string& out, const LotPlace& place) {
    const auto corners = corners_of(place);
    out += "\"POLYGON ((";
    for (std::size_t i = 0; i <= corners.size(); ++i) {
        const Corner& corner = corners[i % corners.size()];
        if (i > 0) out += ", ";
        append_metres(out, corner.east);
        out.push_back(' ');
        append_metres(out, corner.north);
    }
    out += "))\"";
}

struct Origin {
    const char* source;
    const char* coordinates;
    const char* accuracy;
};

// A town was surveyed as a whole; what was split since has coordinates of its own survey.
Origin origin_of(const Parcel& parcel) {
    if (parcel.predecessor != kNobody) return {"area_survey_map", "surveyed", "ko_2"};
    const Town& town = towns()[parcel.town];
    if (town.district == District::village || town.district == District::hills) {
        return parcel.town % 2 == 0 ? Origin{"cadastral_survey", "surveyed", "otsu_1"}
                                    : Origin{"registry_drawing", "digitised", ""};
    }
    return town.numbered ? Origin{"land_readjustment", "surveyed", "ko_2"}
                         : Origin{"cadastral_survey", "surveyed", "ko_3"};
}

void write_shape(const CityPlan& plan, std::uint32_t i, Stage stage, std::string& out) {
    const Parcel& parcel = plan.parcels[i];
    const Origin origin = origin_of(parcel);
    const Date day = day_of(plan, parcel, stage);
    CsvRow row(out);
    append_parcel_no(row.cell(), i);
    append_shape(row.cell(), plan.places[i]);
    row.text(origin.source).text(origin.coordinates).text(origin.accuracy);
    const bool surveyed = origin.coordinates[0] == 's';
    if (!surveyed) {
        row.none();
    } else if (parcel.born != Stage::start) {
        row.date(first_day(parcel.born));
    } else {
        row.date(Date::of(1974 + parcel.town * 7 % 44, 10, 1));
    }
    const bool ended = parcel.ended == stage;
    tail(row, day, ended, ended ? "閉鎖" : stage == Stage::start ? "移行" : "分合筆");
}

}  // namespace

void add_parcel_shape_files(Files& files) {
    add_at(files,
           {"parcel_shape", Stage::start,
            "parcel,shape,source,coordinates,accuracy,surveyed_on,valid_from,ended,reason",
            parcel_count, has_shape, write_shape},
           {Stage::start, Stage::during_2024, Stage::during_2025});
}

}  // namespace daicho::demo::detail
