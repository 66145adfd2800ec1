#include "office/settings.hpp"

#include <algorithm>

#include "base/decimal.hpp"
#include "yaml/node.hpp"

namespace daicho::office {
namespace {

constexpr std::size_t kMaxInstalments = 4;  // columns of levy_taxpayer

void read_due_dates(const yaml::Node& node, Settings& settings) {
    for (const auto& [key, list] : node.members()) {
        const auto year = parse_decimal(key, 0);
        std::vector<Date> dates;
        for (const yaml::Node& date : list.elements()) dates.push_back(date.date());
        const bool ordered = std::is_sorted(dates.begin(), dates.end());
        if (!year || dates.empty() || dates.size() > kMaxInstalments || !ordered) {
            list.fault(input_error("settings.bad_due_dates").with("year", key));
            continue;
        }
        settings.due_dates[static_cast<std::int32_t>(*year)] = std::move(dates);
    }
}

// May be left out: drafts then stay as long as DraftPolicy says.
void read_drafts(const yaml::Node& node, DraftPolicy& drafts) {
    if (!node.exists()) return;
    drafts.keep_days = node.at("keep_days").integer(1, 366);
    drafts.cite = node.at("cite").text();
}

// May be left out: then it is done within the days that DeadlinePolicy says.
void read_deadlines(const yaml::Node& node, DeadlinePolicy& deadlines) {
    if (!node.exists()) return;
    deadlines.verify_days = node.at("verify_days").integer(1, 366);
    deadlines.backup_days = node.at("backup_days").integer(1, 366);
    deadlines.review_days = node.at("review_days").integer(1, 366);
    deadlines.cite = node.at("cite").text();
}

// May be left out, too.
void read_documents(const yaml::Node& node, DocumentPolicy& documents) {
    constexpr std::int64_t kMostMib = 60;  // what is brought waits as a file of a job
    if (!node.exists()) return;
    documents.one_mib = node.at("one_mib").integer(1, kMostMib);
    documents.record_mib = node.at("record_mib").integer(documents.one_mib, 100'000);
    documents.cite = node.at("cite").text();
}

// May be left out by a city that keeps no shapes.
void read_map(const yaml::Node& node, MapPolicy& map) {
    if (!node.exists()) return;
    map.zone = static_cast<int>(node.at("zone").integer(1, 19));
    map.cite = node.at("cite").text();
}

// The rooms of continuity, procurement and the digital plan: each may be left out.
void read_rooms(const yaml::Node& root, Settings& settings) {
    const yaml::Node continuity = root.find("continuity");
    if (continuity.exists()) {
        settings.continuity.needed_hours = continuity.at("needed_hours").integer(1, 720);
        settings.continuity.review_months = continuity.at("review_months").integer(1, 60);
        settings.continuity.cite = continuity.at("cite").text();
    }
    const yaml::Node procurement = root.find("procurement");
    if (procurement.exists()) {
        settings.procurement.vendor_years = procurement.at("vendor_years").integer(1, 100);
        settings.procurement.cite = procurement.at("cite").text();
    }
    const yaml::Node plan = root.find("digital_plan");
    if (plan.exists()) {
        settings.digital_plan.still_days = plan.at("still_days").integer(1, 3'660);
        settings.digital_plan.same_members = plan.at("same_members").integer(1, 1'000);
        settings.digital_plan.same_theme_percent = plan.at("same_theme_percent").integer(1, 100);
        settings.digital_plan.cite = plan.at("cite").text();
    }
}

}  // namespace

Result<std::vector<Date>> Settings::due(FiscalYear year) const {
    const auto found = due_dates.find(year.year());
    if (found != due_dates.end()) return found->second;
    return not_found_error("settings.no_due_dates").with("year", std::to_string(year.year()));
}

Result<Settings> load_settings(const std::filesystem::path& file) {
    DAICHO_TRY(document, yaml::Document::load(file.string()));
    const yaml::Node root = document.root();
    Settings settings;
    settings.municipality = root.at("municipality").text();
    settings.name = root.at("name").bilingual();
    settings.demonstration = root.boolean_or("demonstration", false);
    const yaml::Node office = root.at("office");
    settings.office_name = office.at("name").bilingual();
    settings.office_address = office.at("address").bilingual();
    settings.mayor = office.at("mayor").bilingual();
    settings.phone = office.at("phone").text();
    settings.help = root.at("help").bilingual();
    const yaml::Node fixed = root.at("fixed_asset_tax");
    settings.fixed_rate = fixed.at("rate").ratio();
    settings.fixed_cite = fixed.at("cite").text();
    const yaml::Node city = root.at("city_planning_tax");
    settings.city_rate = city.at("rate").ratio();
    settings.city_cite = city.at("cite").text();
    settings.truncate_per_class = root.boolean_or("truncate_per_class", false);
    read_due_dates(root.at("instalments"), settings);
    settings.accounts = read_account_policy(root.at("accounts"));
    settings.custody = read_custody_policy(root.at("custody"));
    read_drafts(root.find("drafts"), settings.drafts);
    read_deadlines(root.find("deadlines"), settings.deadlines);
    read_documents(root.find("documents"), settings.documents);
    read_map(root.find("map"), settings.map);
    read_rooms(root, settings);
    DAICHO_CHECK(document.finish());
    DAICHO_CHECK(load_words(file.parent_path().parent_path() / "passwords",
                            settings.accounts.password));
    return settings;
}

}  // namespace daicho::office
