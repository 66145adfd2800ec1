// Settings: what a municipality decided for itself – its name, rates, due dates – as data with the
// ordinance that says so. Read from data/municipality/<file>.yaml.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "base/fiscal_year.hpp"
#include "base/message.hpp"
#include "base/ratio.hpp"
#include "base/result.hpp"
#include "office/custody_policy.hpp"
#include "office/deadline_policy.hpp"
#include "office/policy.hpp"

namespace daicho::office {

// What is typed into forms and not sent (草稿): how long it waits for whoever typed it.
struct DraftPolicy {
    std::int64_t keep_days = 14;
    std::string cite;
};

// Documents of records (書類): how large one, and all of a record together, may be.
struct DocumentPolicy {
    std::int64_t one_mib = 20;
    std::int64_t record_mib = 200;
    std::string cite;
};

// 平面直角座標系: the zone in which the city's shapes are written; 0: none was set, so no map.
struct MapPolicy {
    int zone = 0;
    std::string cite;
};

// ＩＣＴ部門の業務継続計画: what must be back within these hours needs a plan, which is looked
// through again after so many months.
struct ContinuityPolicy {
    std::int64_t needed_hours = 72;
    std::int64_t review_months = 12;
    std::string cite;
};

// Systems this long with one vendor are shown as locked in (令和4年度包括外部監査 3.2.3).
struct ProcurementPolicy {
    std::int64_t vendor_years = 10;
    std::string cite;
};

// デジタル化推進計画: measures that have not moved for this long stand still; working groups with
// this many members of the same departments, or themes this alike, overlap.
struct DigitalPolicy {
    std::int64_t still_days = 183;
    std::int64_t same_members = 3;
    std::int64_t same_theme_percent = 30;
    std::string cite;
};

struct Settings {
    std::string municipality;  // id, six digits
    BilingualText name;
    bool demonstration = false;  // shown on everything; changes no rule
    BilingualText office_name, office_address, mayor, help;
    std::string phone;
    Ratio fixed_rate, city_rate;
    std::string fixed_cite, city_cite;
    bool truncate_per_class = false;
    std::map<std::int32_t, std::vector<Date>> due_dates;  // by fiscal year

    AccountPolicy accounts;
    CustodyPolicy custody;
    DraftPolicy drafts;
    DeadlinePolicy deadlines;
    DocumentPolicy documents;
    MapPolicy map;
    ContinuityPolicy continuity;
    ProcurementPolicy procurement;
    DigitalPolicy digital_plan;

    // Error: settings.no_due_dates.
    [[nodiscard]] Result<std::vector<Date>> due(FiscalYear year) const;
};

Result<Settings> load_settings(const std::filesystem::path& file);

}  // namespace daicho::office
