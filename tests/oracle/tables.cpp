#include "tables.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/decimal.hpp"

namespace daicho::oracle {

using namespace tax::rules;

namespace {

// One line of COPY text: fields by tab, \N for null.
class Line {
public:
    explicit Line(std::FILE* file) noexcept : file_(file) {}
    Line(const Line&) = delete;
    ~Line() {
        text_.back() = '\n';
        std::fwrite(text_.data(), 1, text_.size(), file_);
    }
    Line& operator<<(std::int64_t value) {
        fmt::format_to(std::back_inserter(text_), "{}\t", value);
        return *this;
    }
    Line& operator<<(std::int32_t value) { return *this << std::int64_t{value}; }
    Line& operator<<(std::size_t value) { return *this << static_cast<std::int64_t>(value); }
    Line& operator<<(bool value) { return *this << (value ? "t" : "f"); }
    Line& operator<<(Yen value) { return *this << value.amount(); }
    Line& operator<<(Area value) { return *this << value.hundredths(); }
    Line& operator<<(Ratio value) { return *this << value.numerator() << value.denominator(); }
    Line& operator<<(Date value) { return *this << format_iso(value); }
    Line& operator<<(std::string_view value) {
        text_.append(value).push_back('\t');
        return *this;
    }
    Line& operator<<(const std::string& value) { return *this << std::string_view(value); }
    Line& operator<<(const char* value) { return *this << std::string_view(value); }
    Line& null() { return *this << "\\N"; }

private:
    std::FILE* file_;
    std::string text_;
};

constexpr std::array<const char*, 3> kForms{"registered", "base_year_price", "unit_price"};
constexpr std::array<const char*, kTaxes> kTaxColumns{"fixed", "city"};

}  // namespace

bool Tables::open(const std::string& folder) {
    for (std::size_t i = 0; i < kTables.size(); ++i) {
        files_[i].reset(std::fopen((folder + "/" + kTables[i] + ".tsv").c_str(), "w"));
        if (!files_[i]) return false;
        std::setvbuf(files_[i].get(), nullptr, _IOFBF, 1 << 16);
    }
    return true;
}

std::FILE* Tables::file(std::string_view table) noexcept {
    const auto at = std::find(kTables.begin(), kTables.end(), table);
    return files_[static_cast<std::size_t>(at - kTables.begin())].get();
}

bool Tables::close() {
    bool good = true;
    for (File& file : files_) good = std::fclose(file.release()) == 0 && good;
    return good;
}

void Tables::write(std::int64_t g, const Case& one, const OwnerGroupResult& result) {
    Line(file("owner_group")) << g << one.year.year() << one.city;
    write_parcels(g, one, result);
    write_houses(g, one, result);
    write_assets(g, one, result);
    write_totals(g, result);
}

void Tables::write_parcels(std::int64_t g, const Case& one, const OwnerGroupResult& result) {
    for (std::size_t n = 0; n < one.parcels.size(); ++n) {
        const ParcelInput& p = one.parcels[n];
        Line(file("parcel")) << g << n << kLandUseNames[static_cast<std::size_t>(p.use)] << p.area
                             << p.price << kForms[static_cast<std::size_t>(p.price_form)]
                             << p.price_revision << p.special_base_ratio << p.waiver_ratio
                             << p.site.house_floor_area << p.site.residential_floor_area
                             << p.site.whole_site << p.site.dwellings << p.site.storeys
                             << p.site.fireproof << p.site.vacant_house_advice
                             << p.urban_farmland_since << p.city_planning_area << p.exempt
                             << (p.given != nullptr);
        for (std::size_t kind = 0; kind < kKinds; ++kind) {
            const PreviousBase& previous = p.previous[kind];
            if (previous.fixed_known || previous.city_planning_known) {
                Line line(file("parcel_previous"));
                line << g << n << kKindNames[kind];
                previous.fixed_known ? line << previous.fixed : line.null();
                previous.city_planning_known ? line << previous.city_planning : line.null();
                line << previous.area;
            }
            if (p.given != nullptr && (*p.given)[kind].present) {
                const GivenComponent& part = (*p.given)[kind];
                Line(file("parcel_component")) << g << n << kKindNames[kind] << part.area
                                               << part.value;
            }
        }
        const ParcelResult& r = result.parcels[n];
        Line(file("engine_parcel")) << g << n << r.value << r.base[0] << r.base[1];
        for (std::uint8_t i = 0; i < r.count; ++i) {
            const ComponentResult& c = r.components[i];
            Line(file("engine_component"))
                << g << n << kKindNames[static_cast<std::size_t>(c.kind)] << c.area << c.value
                << c.taxed_value << c.tax[0].full_base << c.tax[0].base << c.tax[1].full_base
                << c.tax[1].base;
        }
    }
}

void Tables::write_houses(std::int64_t g, const Case& one, const OwnerGroupResult& result) {
    for (std::size_t n = 0; n < one.houses.size(); ++n) {
        const House& h = one.houses[n].house;
        Line(file("house")) << g << n << h.value << h.built << h.floor_area << h.residential_area
                            << h.storeys << h.dwellings << h.fireproof << h.let_out
                            << h.city_planning_area << h.exempt << one.houses[n].waiver_ratio
                            << !h.unit_areas.empty();
        for (std::size_t u = 0; u < h.unit_areas.size(); ++u) {
            Line(file("house_unit")) << g << n << u << h.unit_areas[u];
        }
        const HouseResult& r = result.houses[n];
        for (std::size_t i = 0; i < h.relief_count; ++i) {
            const HouseRelief& relief = h.reliefs[i];
            Line line(file("house_relief"));
            line << g << n << i << relief_key(relief.kind);
            relief.has_completed ? line << relief.completed : line.null();
        }
        for (std::size_t i = 0; i < r.relief_count; ++i) {
            const ReliefResult& relief = r.reliefs[i];
            Line(file("engine_relief")) << g << n << i << relief_state_key(relief.state)
                                        << relief.fixed << relief.city_planning;
        }
        Line(file("engine_house")) << g << n << r.fixed_base << r.city_planning_base
                                   << r.fixed_relief << r.city_planning_relief << r.conflict;
    }
}

void Tables::write_assets(std::int64_t g, const Case& one, const OwnerGroupResult& result) {
    for (std::size_t n = 0; n < one.assets.size(); ++n) {
        const DepreciableAsset& a = one.assets[n].asset;
        Line(file("asset")) << g << n << a.cost << a.acquired.year
                            << std::int64_t{a.acquired.month} << std::int64_t{a.acquired.day}
                            << a.life_years << a.base_fraction << a.exempt
                            << one.assets[n].waiver_ratio;
        for (const LifeRevision& revision : a.revisions) {
            Line(file("asset_revision")) << g << n << revision.from.year() << revision.life_years;
        }
        const DepreciableResult& r = result.assets[n];
        Line(file("engine_asset")) << g << n << r.theoretical_book_value << r.assessed_value
                                   << r.base << r.taxed;
    }
}

void Tables::write_totals(std::int64_t g, const OwnerGroupResult& result) {
    for (std::size_t tax = 0; tax < kTaxes; ++tax) {
        for (std::size_t i = 0; i < kAssetClasses; ++i) {
            const ClassSums& sums = result.sums[i];
            Line(file("engine_class")) << g << kAssetClassNames[i] << kTaxColumns[tax]
                                       << sums.base[tax] << sums.relief[tax] << sums.waiver[tax]
                                       << result.totals.below_threshold[i];
        }
        const TaxTotals& total = result.totals.tax[tax];
        Line(file("engine_total")) << g << kTaxColumns[tax] << total.base << total.before_relief
                                   << total.relief << total.waiver << total.tax;
    }
    std::string parts;
    for (std::int32_t i = 0; i < result.totals.instalment_count; ++i) {
        parts += fmt::format("{}{}", i == 0 ? "{" : ",",
                             result.totals.instalments[static_cast<std::size_t>(i)].amount());
    }
    Line(file("engine_group")) << g << result.totals.annual << parts + "}";
}

void Tables::write_cities() {
    const std::vector<City>& all = cities();
    for (std::size_t i = 0; i < all.size(); ++i) {
        const Municipality& city = all[i].municipality;
        Line(file("city")) << i << city.rates.fixed << city.rates.city_planning
                           << city.truncate_per_class << city.instalments;
        const tax::statute::HouseOrdinance& ordinance = all[i].ordinance;
        for (std::size_t kind = 0; kind < kReliefKinds; ++kind) {
            const auto relief = static_cast<ReliefKind>(kind);
            std::optional<Ratio> fraction;
            if (relief == ReliefKind::service_housing_for_elderly) {
                fraction = ordinance.service_housing_fraction;
            }
            if (relief == ReliefKind::condominium_longevity) {
                fraction = ordinance.condominium_fraction;
            }
            Line line(file("city_relief"));
            line << i << relief_key(relief);
            fraction ? line << *fraction : line.null().null();
            line << ((ordinance.city_planning_reliefs >> kind & 1U) != 0);
        }
    }
}

void Tables::write_law(const law::Statute& statute) {
    for (const law::Year& year : statute.years()) {
        for (const law::Row& row : year.rows()) {
            if (row.type != law::ValueType::table) {
                Line(file("engine_law")) << year.fiscal_year().year() << row.id << 0 << ""
                                         << law::canonical(row.cell);
                continue;
            }
            for (std::size_t i = 0; i < row.table.rows.size(); ++i) {
                for (std::size_t c = 0; c < row.table.columns.size(); ++c) {
                    Line(file("engine_law")) << year.fiscal_year().year() << row.id << i + 1
                                             << row.table.columns[c].name
                                             << law::canonical(row.table.rows[i][c]);
                }
            }
        }
    }
}

}  // namespace daicho::oracle
