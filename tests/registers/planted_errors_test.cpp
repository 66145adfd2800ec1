// The deliberate errors of the demonstration are exactly those that the product's data checks
// (src/tax/checks) find in the registers, and a check finds nothing where nothing was planted.
#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <memory>
#include <set>

#include "base/message.hpp"
#include "demo/city_source.hpp"
#include "job/job.hpp"
#include "register/csv_source.hpp"
#include "register/import.hpp"
#include "row_checks.hpp"
#include "tax/checks/run.hpp"
#include "tax/levy/levy_job.hpp"

namespace daicho::tests {
namespace {

using demo::CitySource;
using demo::PlantKind;
using tax::checks::Check;
namespace fs = std::filesystem;

const Date kCarriedOver = Date::of(2024, 1, 1);

// The check that finds each kind of planted error.
const std::map<PlantKind, std::string_view> kFinders{
    {PlantKind::share_sum, "co_owner.share_sum"},
    {PlantKind::house_without_dwelling, "parcel.house_without_dwelling"},
    {PlantKind::unit_price_year, "parcel_valuation.unit_price_year"},
    {PlantKind::structure_storeys, "house.structure_storeys"},
    {PlantKind::taxed_over_registered, "parcel.taxed_over_registered"},
    {PlantKind::relief_past_period, "house.relief_past_period"},
    {PlantKind::age_ratio_missing, "house_valuation.age_ratio_missing"},
    {PlantKind::condominium_share_sum, "house_share.units_sum"},
};

std::string said(const Error& error) { return describe_with_place(error, Language::english); }

// The invented city as it was carried over, in a municipality of its own.
class PlantedErrors : public testing::Test {
protected:
    static void SetUpTestSuite() {
        home_ = fs::temp_directory_path() / ("daicho_planted_" + std::to_string(getpid()));
        fs::remove_all(home_);
        auto city = CitySource::make({.seed = 11, .size = demo::kSmallCity.times(4)});
        ASSERT_TRUE(city);
        city_ = std::make_unique<CitySource>(std::move(*city));
        registers::KernelOptions options;
        options.home = home_;
        options.definitions = DAICHO_SOURCE_DIR "/registers";
        options.municipality = std::string(demo::kMunicipalityCode);
        options.create = true;
        auto kernel = registers::Kernel::open(options, clock_);
        ASSERT_TRUE(kernel) << said(kernel.error());
        kernel_ = std::move(*kernel);
        auto law = law::load(DAICHO_SOURCE_DIR "/law");
        ASSERT_TRUE(law) << said(law.error());
        law_ = std::make_unique<law::Statute>(std::move(*law));
        for (std::size_t i = 0; i < city_->files().size(); ++i) {
            if (city_->files()[i].stage == demo::Stage::start) import(i);
        }
    }
    static void TearDownTestSuite() {
        kernel_.reset();
        city_.reset();
        law_.reset();
        fs::remove_all(home_);
    }

    static void import(std::size_t file) {
        const demo::DataFile& data = city_->files()[file];
        if (data.rows == 0) return;
        import_text(data.register_name, city_->read_all(file));
    }
    static void import_text(const std::string& name, const std::string& text) {
        auto reader = document::CsvReader::open_text(text, name);
        ASSERT_TRUE(reader) << said(reader.error());
        auto source = registers::csv_source(std::move(*reader));
        ASSERT_TRUE(source) << said(source.error());
        registers::ImportOptions options;
        options.valid_from = kCarriedOver;
        options.carried_over = true;  // data of the system before, with its faults
        const auto definition = kernel_->definition(name);
        ASSERT_TRUE(definition);
        const auto report = registers::import_rows(*kernel_, identity::system_principal(),
                                                   **definition, std::move(*source), options);
        ASSERT_TRUE(report) << said(report.error());
    }

    // A row of the register that fits, changed in some columns, written over the old one. Gives the
    // key that it had.
    static std::string change(const std::string& name, const Row& want, const Row& changes,
                              const std::set<std::string>& except = {}) {
        for (std::size_t i = 0; i < city_->files().size(); ++i) {
            const demo::DataFile& data = city_->files()[i];
            if (data.register_name != name || data.stage != demo::Stage::start) continue;
            std::vector<std::string> header;
            for (Row& row : parse_csv(city_->read_all(i), header)) {
                const auto fits = [&row](const auto& cell) {
                    return row[cell.first] == cell.second;
                };
                if (!std::all_of(want.begin(), want.end(), fits)) continue;
                if (except.contains(row[header.front()])) continue;
                for (const auto& [column, value] : changes) row[column] = value;
                std::string text;
                for (const std::string& column : header) text += column + ",";
                text.back() = '\n';
                for (const std::string& column : header) text += row[column] + ",";
                text.back() = '\n';
                import_text(name, text);
                return row[header.front()];
            }
        }
        ADD_FAILURE() << "no row of " << name;
        return "";
    }

    static std::string owner_of(const std::string& parcel_no) {
        for (std::size_t i = 0; i < city_->files().size(); ++i) {
            if (city_->files()[i].register_name != "parcel") continue;
            std::vector<std::string> header;
            for (Row& row : parse_csv(city_->read_all(i), header)) {
                if (row["parcel_no"] == parcel_no) return row["taxpayer"];
            }
        }
        return "";
    }

    static std::set<std::string> found_by(const Check& check) {
        auto law = tax::statute::bind_year(*law_, tax::checks::year_to_check(kCarriedOver));
        if (without_life_ != 0) law->law.depreciable.factors[without_life_] = {};
        auto reader = kernel_->reader();
        const tax::checks::Question question{
            *kernel_, **reader, {kCarriedOver, std::nullopt}, *law};
        const auto findings = check.find(question);
        if (!findings) {
            ADD_FAILURE() << check.id << ": " << said(findings.error());
            return {};
        }
        std::set<std::string> keys;
        for (const tax::checks::Found& found : *findings) {
            const auto key = tax::checks::known_key(question, check.of, found.record);
            keys.insert(key ? *key : said(key.error()));
            const BilingualText text = check.said_of(found);
            EXPECT_EQ(text.ja.find('{'), std::string::npos) << text.ja;
            EXPECT_EQ(text.en.find('{'), std::string::npos) << text.en;
        }
        return keys;
    }

    inline static std::size_t without_life_ = 0;  // a life that the law has no rate for
    inline static SystemClock clock_;
    inline static fs::path home_;
    inline static std::unique_ptr<CitySource> city_;
    inline static std::unique_ptr<registers::Kernel> kernel_;
    inline static std::unique_ptr<law::Statute> law_;
};

TEST_F(PlantedErrors, AreExactlyThoseThatTheChecksFind) {
    std::map<PlantKind, std::set<std::string>> planted;
    for (const demo::PlantedError& error : city_->planted_errors()) {
        planted[error.kind].insert(error.key);
    }
    ASSERT_EQ(planted.size(), static_cast<std::size_t>(demo::kPlantKinds));
    ASSERT_EQ(kFinders.size(), planted.size());
    for (const auto& [kind, keys] : planted) {
        const Check* check = tax::checks::find_check(kFinders.at(kind));
        ASSERT_NE(check, nullptr) << demo::plant_kind_name(kind);
        EXPECT_EQ(found_by(*check), keys) << demo::plant_kind_name(kind);
    }
}

// What no row of the demonstration breaks: a check that cries wolf is not read any more.
TEST_F(PlantedErrors, NothingElseIsWrong) {
    std::set<std::string_view> finders;
    for (const auto& [kind, id] : kFinders) finders.insert(id);
    for (const Check& check : tax::checks::all_checks()) {
        if (finders.contains(check.id) || check.severity != tax::checks::Severity::bad) continue;
        EXPECT_EQ(found_by(check), std::set<std::string>()) << check.id;
    }
}

TEST_F(PlantedErrors, AreCountedByARunThatIsKept) {
    const auto all = [](const Check&) { return true; };
    const auto ran = tax::checks::run_checks(*kernel_, *law_, kCarriedOver, all);
    ASSERT_TRUE(ran) << said(ran.error());
    EXPECT_EQ(ran->counts.size(), tax::checks::all_checks().size());
    std::map<PlantKind, std::uint64_t> planted;
    for (const demo::PlantedError& error : city_->planted_errors()) ++planted[error.kind];
    for (const auto& [kind, id] : kFinders) {
        EXPECT_EQ(ran->counts.find(id)->second, planted[kind]) << id;
    }
    auto reader = kernel_->reader();
    const auto kept = tax::checks::last_run(**reader);
    ASSERT_TRUE(kept && *kept);
    EXPECT_EQ((**kept).counts, ran->counts);
    EXPECT_EQ((**kept).as_of, kCarriedOver);
    const auto jobs = job::list(**reader, 10);
    ASSERT_TRUE(jobs);
    EXPECT_EQ(jobs->front().total, tax::checks::all_checks().size());
    EXPECT_EQ(jobs->front().done, jobs->front().total);
}

TEST_F(PlantedErrors, ALevyKnowsHowMuchThereIsToDo) {
    tax::levy::LevyOptions options;
    options.year = FiscalYear(2024);
    options.city.rates = {Ratio(14, 1000), Ratio(3, 1000)};
    options.threads = 1;
    std::uint64_t objects = 0;
    bool announced = true;
    options.progress = [&](std::uint64_t, std::uint64_t total) {
        objects = total;
        auto reader = kernel_->reader();
        const auto jobs = job::list(**reader, 1);
        announced = announced && jobs && jobs->front().total == total;
    };
    const auto report =
        tax::levy::run_levy(*kernel_, identity::system_principal(), *law_, options);
    ASSERT_TRUE(report) << said(report.error());
    EXPECT_GT(objects, 0U);
    EXPECT_TRUE(announced);
    auto reader = kernel_->reader();
    const auto jobs = job::list(**reader, 1);
    ASSERT_TRUE(jobs);
    EXPECT_EQ(jobs->front().total, objects);
    EXPECT_EQ(jobs->front().done, objects);
}

// A check that finds nothing in the demonstration finds its error once it is there. Last of its
// suite: it spoils the city.
TEST_F(PlantedErrors, EveryOtherCheckFindsItsOwn) {
    struct Spoilt {
        std::string_view check;
        std::string name;
        Row want, changes;
    };
    const Row land{{"exempt_reason", "none"}, {"land_use", "building_land"}, {"site_no", ""}};
    Row dwelling = land;
    dwelling["dwellings"] = "1";
    const Row house{{"exempt_reason", "none"}, {"relief_1_kind", "none"}, {"use", "dwelling"}};
    const std::vector<Spoilt> spoilt{
        {"parcel.ratio_range", "parcel", land, {{"waiver_ratio", "1.5"}}},
        {"parcel.exempt_with_value", "parcel", land, {{"exempt_reason", "religious"}}},
        {"parcel.site_without_house", "parcel", dwelling, {{"location", "沖ノ島 999番9"}}},
        {"parcel.without_registration", "parcel_registration", {}, {{"ended", "true"}}},
        {"house.without_parcel",
         "house",
         {{"exempt_reason", "none"}, {"use", "shop"}},
         {{"location", "沖ノ島 998番地8"}}},
        {"house.ratio_range", "house", house, {{"waiver_ratio", "3/2"}}},
        {"house.area_differs", "house", house, {{"floor_area", "777.77"}}},
        {"house.exempt_with_relief",
         "house",
         {{"exempt_reason", "none"}, {"relief_1_kind", "new_house"}},
         {{"exempt_reason", "religious"}}},
        {"house.without_valuation", "house_valuation", {}, {{"ended", "true"}}},
        {"declaration.acquisition_balance", "depreciable_declaration", {},
         {{"structure_cost_yen", "0"}, {"machinery_cost_yen", "0"}, {"ship_cost_yen", "0"},
          {"aircraft_cost_yen", "0"}, {"vehicle_cost_yen", "0"}, {"tool_cost_yen", "123"},
          {"total_cost_yen", "123"}}},
        {"co_owner.one_representative", "co_owner", {{"representative", "true"}},
         {{"representative", "false"}}},
    };
    for (const Spoilt& one : spoilt) {
        const Check& check = *tax::checks::find_check(one.check);
        const auto before = found_by(check);
        const std::string key = change(one.name, one.want, one.changes, before);
        const auto after = found_by(check);
        EXPECT_FALSE(before.contains(key)) << one.check;
        EXPECT_EQ(after.size(), before.size() + 1) << one.check << " " << key;
    }
    const auto count = [](std::string_view id) {
        return found_by(*tax::checks::find_check(id)).size();
    };
    const std::size_t none = count("parcel.taxpayer_died") + count("parcel.taxpayer_absent") +
                             count("depreciable_asset.life_out_of_table");
    EXPECT_EQ(none, 0U);
    without_life_ = 10;
    EXPECT_GT(count("depreciable_asset.life_out_of_table"), 0U);
    const std::string dead = change("parcel", land, {});
    EXPECT_FALSE(dead.empty());
    for (const auto& [ended, check] :
         {std::pair{"died_on", "taxpayer_died"}, std::pair{"ended", "taxpayer_absent"}}) {
        const std::string owner = owner_of(dead);
        change("addressee", {{"addressee_no", owner}},
               {{ended, std::string(ended) == "ended" ? "true" : "2020-05-05"}});
        EXPECT_GT(count("parcel." + std::string(check)), 0U) << check;
    }
}

TEST(Checks, HaveTextsInBothLanguagesAndKnownRegisters) {
    const auto definitions = registers::Definitions::load(DAICHO_SOURCE_DIR "/registers");
    ASSERT_TRUE(definitions);
    std::set<std::string_view> ids;
    for (const Check& check : tax::checks::all_checks()) {
        EXPECT_TRUE(ids.insert(check.id).second) << check.id;
        EXPECT_NE(definitions->find(check.of), nullptr) << check.id;
        EXPECT_FALSE(check.source.empty()) << check.id;
        for (const std::string_view read : check.reads) {
            EXPECT_NE(definitions->find(read), nullptr) << check.id << " reads " << read;
        }
        for (const char* ending : {"", "_compares", "_found"}) {
            EXPECT_TRUE(message_exists("check." + std::string(check.id) + ending))
                << check.id << ending;
        }
    }
}

}  // namespace
}  // namespace daicho::tests
