// 住宅用地の面積: how much of a parcel is residential site, and how much of that is small.
//
// Exact hundredths of m². The earlier class is cut, the last takes the rest, so that the three
// parts always sum to the parcel. Needs: residential_floor_area ≤ house_floor_area, areas up to
// kMaxInputAreaHundredths, dwellings up to 10^6. Threads: pure.
#pragma once

#include <algorithm>

#include "tax/rules/land_law.hpp"
#include "tax/rules/land_rule_ids.hpp"

namespace daicho::tax::rules {

// @law   地方税法 第349条の3の2 第1項
// @rule  land.site.base_area
// @round none
// Land counts only up to a multiple of the floor area of the whole house, shops included.
template <class Trace>
Area site_base_area(const LandLaw& law, Area site_area, const Site& site, Trace& trace) {
    const Area limit = Area::from_hundredths(site.house_floor_area.hundredths() *
                                             law.floor_area_multiple.value);
    const Area base = std::min(site_area, limit);
    if constexpr (Trace::kOn) {
        trace.step(kSiteBaseArea, law.floor_area_multiple.citation)
            .input("area_m2", site_area)
            .input("house_floor_area_m2", site.house_floor_area)
            .input("multiple", law.floor_area_multiple.value)
            .yields(base);
    }
    return base;
}

// @law   地方税法施行令 第52条の11
// @rule  land.site.rate
// @round none
// By the share of dwelling floor; tall fireproof houses have a table of their own.
template <class Trace>
Fraction site_rate(const LandLaw& law, const Site& site, Trace& trace) {
    const bool tall = site.fireproof && site.storeys >= law.tall_storeys.value;
    const SiteRates& rates = tall ? law.tall_rates : law.rates;
    Fraction rate{0, 1};
    for (std::size_t i = 0; i < rates.count; ++i) {
        const Fraction from = rates.lines[i].share_from;
        const bool reached = site.residential_floor_area.hundredths() * from.denominator >=
                             site.house_floor_area.hundredths() * from.numerator;
        if (!reached) continue;
        rate = rates.lines[i].rate;
        break;
    }
    if constexpr (Trace::kOn) {
        trace.step(kSiteRate, law.rates_citation)
            .input("residential_floor_area_m2", site.residential_floor_area)
            .input("house_floor_area_m2", site.house_floor_area)
            .input("storeys", std::int64_t{site.storeys})
            .input("fireproof", site.fireproof ? "true" : "false")
            .input("house", tall ? "tall_fireproof" : "other")
            .yields(rate.ratio());
    }
    return rate;
}

// @law   地方税法施行令 第52条の11
// @rule  land.site.residential_area
// @round 0.01㎡未満切捨て
template <class Trace>
Area residential_area(const LandLaw& law, Area site_area, const Site& site, Trace& trace) {
    if constexpr (Trace::kOn) trace.open();
    const Area base = site_base_area(law, site_area, site, trace);
    const Fraction rate = site_rate(law, site, trace);
    const Area area = Area::from_hundredths(base.hundredths() * rate.numerator / rate.denominator);
    if constexpr (Trace::kOn) {
        trace.close(kSiteResidential, law.rates_citation)
            .input("base_area_m2", base)
            .input("rate", rate.ratio())
            .yields(area);
    }
    return area;
}

// @law   地方税法 第349条の3の2 第2項
// @rule  land.site.small_area
// @round 0.01㎡未満切捨て
// So many m² for each dwelling. Where several parcels are one site, the small area of the whole
// site is shared out by residential area.
template <class Trace>
Area small_area(const LandLaw& law, Area whole_residential, Area parcel_residential,
                const Site& site, Trace& trace) {
    const Area limit = Area::from_hundredths(law.small_area_per_dwelling.value.hundredths() *
                                             site.dwellings);
    const Area whole_small = std::min(whole_residential, limit);
    const Area small = whole_residential == parcel_residential
                           ? whole_small
                           : Area::from_hundredths(cut_div(whole_small.hundredths(),
                                                           parcel_residential.hundredths(),
                                                           whole_residential.hundredths()));
    if constexpr (Trace::kOn) {
        trace.step(kSiteSmall, law.small_area_per_dwelling.citation)
            .input("residential_area_m2", parcel_residential)
            .input("whole_site_residential_area_m2", whole_residential)
            .input("area_per_dwelling_m2", law.small_area_per_dwelling.value)
            .input("dwellings", std::int64_t{site.dwellings})
            .yields(small);
    }
    return small;
}

// @law   地方税法 第349条の3の2 第1項
// @rule  land.site.vacant_house_advice
// @round none
// A site under an advice of the Vacant Houses Act in force on 1 January is no residential site.
template <class Trace>
SiteAreas split_site(const LandLaw& law, Area area, const Site& site, Trace& trace) {
    if (site.dwellings <= 0 || area == Area()) return {Area(), Area(), area};
    if (site.vacant_house_advice) {
        if constexpr (Trace::kOn) {
            trace.step(kSiteAdvice).input("area_m2", area).yields(Area());
        }
        return {Area(), Area(), area};
    }
    const Area whole = std::max(site.whole_site, area);
    const Area whole_residential = residential_area(law, whole, site, trace);
    const Area residential =
        whole == area ? whole_residential
                      : Area::from_hundredths(cut_div(whole_residential.hundredths(),
                                                      area.hundredths(), whole.hundredths()));
    if (residential == Area()) return {Area(), Area(), area};
    const Area small = small_area(law, whole_residential, residential, site, trace);
    return {small, residential - small, area - residential};
}

}  // namespace daicho::tax::rules
