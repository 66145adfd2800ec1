#include "tax/questions/residential_area.hpp"

#include "tax/questions/explanation.hpp"
#include "tax/questions/provisional.hpp"
#include "tax/rules/site_area.hpp"
#include "tax/statute/year_statute.hpp"

namespace daicho::tax::questions {
namespace {

constexpr std::int64_t kMaxDwellings = 100'000;
constexpr std::int64_t kMaxStoreys = 300;

}  // namespace

rules::Site read_site(json::ObjectReader& in) {
    rules::Site site;
    site.dwellings = static_cast<std::int32_t>(in.integer("dwellings", {0, kMaxDwellings}));
    site.house_floor_area = in.area("house_floor_area_m2");
    site.residential_floor_area = in.area("residential_floor_area_m2");
    site.storeys =
        static_cast<std::int32_t>(in.optional_integer("storeys", {1, kMaxStoreys}).value_or(1));
    site.fireproof = in.boolean_or("fireproof", false);
    site.vacant_house_advice = in.boolean_or("vacant_house_advice", false);
    site.whole_site = in.optional_area("whole_site_area_m2").value_or(Area());
    if (site.residential_floor_area > site.house_floor_area) {
        in.fault("residential_floor_area_m2",
                 input_error("tax.residential_exceeds_house")
                     .with("value", format_area(site.residential_floor_area))
                     .with("limit", format_area(site.house_floor_area)));
    }
    if (site.dwellings > 0 && site.house_floor_area == Area()) {
        in.fault("house_floor_area_m2", input_error("tax.house_without_area"));
    }
    return site;
}

Result<json::Value> answer_residential_area(const json::Value& question,
                                            const law::Statute& statute, const Options& options) {
    json::ObjectReader in(question, "");
    DAICHO_TRY(bound, read_law(in, statute, options, YearKey::optional));
    const Area area = in.area("area_m2");
    rules::Site site;
    if (auto part = in.optional_object("site")) {
        site = read_site(*part);
        if (site.whole_site != Area() && site.whole_site < area) {
            part->fault("whole_site_area_m2", input_error("tax.site_smaller_than_parcel")
                                                  .with("value", format_area(site.whole_site))
                                                  .with("limit", format_area(area)));
        }
    }
    DAICHO_CHECK(in.finish());
    rules::Recording trace;
    const rules::SiteAreas areas = rules::split_site(bound.law.land, area, site, trace);
    const std::array<Area, 3> parts{areas.small, areas.general, areas.non_residential};
    json::Array components;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (parts[i] == Area()) continue;
        json::Object part;
        part["kind"] = rules::kKindNames[i];
        part["area_m2"] = format_area(parts[i]);
        components.push_back(std::move(part));
    }
    json::Object out;
    out["components"] = std::move(components);
    add_provisional(bound, {"land.site."}, out);
    if (options.explain) out["explanation"] = explain(trace.steps());
    return json::Value(std::move(out));
}

}  // namespace daicho::tax::questions
