// What the city of these tests consists of.
#include "office/people.hpp"
#include "office/passwords.hpp"
#include "office/rules.hpp"
#include "server/life/life_rules.hpp"
#include "server/test_app.hpp"

namespace daicho::server::testing {

void City::open() {
    registers::KernelOptions options;
    options.home = folder_.path() / "home";
    options.store = store_.setting();
    options.definitions = source() / "registers";
    options.municipality = "139999";
    options.create = true;
    options.modules = {office::migrations(), migrations()};
    auto kernel = registers::Kernel::open(options, clock_);
    ASSERT_TRUE(kernel) << told(kernel.error());
    kernel_ = std::move(*kernel);
    auto statute = law::load((source() / "law").string());
    ASSERT_TRUE(statute) << told(statute.error());
    statute_ = std::make_unique<law::Statute>(std::move(*statute));
    auto settings = office::load_settings(source() / "data" / "municipality" / "shiomi.yaml");
    ASSERT_TRUE(settings) << told(settings.error());
    settings_ = std::move(*settings);
    person::install_protection(*kernel_);
    office::install_people(*kernel_);
    office::install_rules(*kernel_, settings_.accounts);
    install_life_rules(*kernel_);
}

void City::people() {
    import(*kernel_, "department", {{"department_no", "name", "kind", "starts"},
                                    {"2011", "資産税課", "division", "2020-04-01"}});
    import(*kernel_, "account",
           {{"account_no", "name", "department", "class", "state", "starts"},
            {kClerk, "小田切 美帆", "2011", "personal", "active", "2024-04-01"},
            {kApprover, "塩見沢 聡", "2011", "personal", "active", "2024-04-01"},
            {kGovernor, "鳥羽 慎一郎", "2011", "personal", "active", "2024-04-01"}});
    Rows roles{{"account", "role", "task", "department", "from"}};
    for (const char* task : {"fixed_asset_tax", "addressee"}) {
        roles.push_back({kClerk, "tax_clerk", task, "2011", "2024-04-01"});
        roles.push_back({kApprover, "tax_approver", task, "2011", "2024-04-01"});
    }
    roles.push_back({kApprover, "department_head", "staff_administration", "2011", "2024-04-01"});
    roles.push_back({kGovernor, "governance", "staff_administration", "2011", "2024-04-01"});
    roles.push_back({kGovernor, "governance", "information_governance", "2011", "2024-04-01"});
    import(*kernel_, "role_assignment", std::move(roles));
    for (const char* number : {kClerk, kApprover, kGovernor}) {
        auto reader = kernel_->reader();
        auto account = office::find_account(*kernel_, **reader, number);
        ASSERT_TRUE(account && *account) << number;
        ASSERT_TRUE(office::set_password(*kernel_, settings_.accounts.password,
                                         identity::system_principal(), **account, kPassword));
    }
    import(*kernel_, "addressee",
           {{"addressee_no", "kind", "name", "kana", "birth_date", "postal_code", "address",
             "in_city", "personal_number"},
            {kOpenPerson, "individual", "柏原 千鶴子", "カシハラ チヅコ", "1958-03-02",
             "999-0001", "汐見市緑浜三丁目214番地3", "true", "123456789018"},
            {kHiddenPerson, "individual", "秘沢 花子", "ヒザワ ハナコ", "1980-01-01", "999-0002",
             "汐見市隠町一丁目2番地3", "true", ""},
            {kGroup, "co_owner_group", "秘沢 花子 外1名", "ヒザワ ハナコ ホカイチメイ", "", "", "",
             "", ""}});
    import(*kernel_, "co_owner",
           {{"group", "member_no", "member", "share_kind", "share_numerator",
             "share_denominator", "representative"},
            {kGroup, "1", kHiddenPerson, "co_owned", "1", "2", "true"},
            {kGroup, "2", kOpenPerson, "co_owned", "1", "2", "false"}});
    import(*kernel_, "protected_person",
           {{"addressee", "state", "from", "to", "basis", "protected_address"},
            {kHiddenPerson, "active", "2024-05-01", "2025-05-01", "domestic_violence",
             "汐見市隠町一丁目2番地3"}});
}

void City::objects() {
    const std::vector<std::string> header{
        "parcel_no", "location", "change_reason", "owner", "taxpayer", "land_category", "land_use",
        "exempt_reason", "city_planning_area", "ledger_area", "taxed_area", "unit_price_yen",
        "value_yen", "dwellings", "house_floor_area", "residential_floor_area", "storeys"};
    const auto parcel = [](const char* number, const char* place, const char* owner) {
        return std::vector<std::string>{number, place, "initial", owner, owner, "building_land",
                                        "building_land", "none", "true", "265.68", "265.68",
                                        "68443", "18183936", "1", "124.21", "124.21", "2"};
    };
    import(*kernel_, "parcel",
           {header, parcel("10000101", "汐見市緑浜三丁目214番3", kOpenPerson),
            parcel("10000102", "汐見市隠町一丁目2番3", kHiddenPerson),
            parcel("10000103", "汐見市隠町一丁目9番", kGroup)});
    // In a row from west to east, ten metres by twenty each.
    import(*kernel_, "parcel_shape",
           {{"parcel", "shape", "source", "coordinates"},
            {"10000101", "POLYGON ((0 0, 10 0, 10 20, 0 20, 0 0))", "registry_map", "surveyed"},
            {"10000102", "POLYGON ((10 0, 20 0, 20 20, 10 20, 10 0))", "registry_map", "surveyed"},
            {"10000103", "POLYGON ((20 0, 30 0, 30 20, 20 20, 20 0))", "registry_map",
             "digitised"}});
    import(*kernel_, "parcel_valuation",
           {{"parcel", "method", "frontage_m", "depth_m"},
            {"10000101", "street_value", "12.00", "22.00"},
            {"10000102", "street_value", "10.00", "20.00"}});
    import(*kernel_, "parcel_registration",
           {{"parcel", "holder_name", "holder_address", "category", "area"},
            {"10000102", "秘書きの名義", "汐見市隠町一丁目2番地3", "building_land", "265.68"}});
    import(*kernel_, "house",
           {{"house_no", "location", "change_reason", "owner", "taxpayer", "structure", "use",
             "built", "storeys", "floor_area", "residential_floor_area", "dwellings", "value_yen",
             "exempt_reason", "city_planning_area", "relief_1_kind"},
            {"20000201", "汐見市緑浜三丁目214番地3", "initial", kOpenPerson, kOpenPerson, "wood",
             "dwelling", "1999-05-01", "2", "124.21", "124.21", "1", "2846530", "none", "true",
             "none"}});
    import(*kernel_, "depreciable_asset",
           {{"asset_no", "taxpayer", "class", "name", "quantity", "acquired", "cost_yen",
             "life_years"},
            {"30000001", kOpenPerson, "2", "太陽光発電設備", "1", "2022-05", "9800000", "17"}});
}

void City::systems() {
    import(*kernel_, "information_system",
           {{"system_no", "name", "state", "bureau", "section", "origin"},
            {"S-012", "住民情報システム", "in_service", "総務局", "デジタル推進課", "constructed"}});
    import(*kernel_, "system_contract",
           {{"contract_no", "system", "subject", "section", "contract_date", "fiscal_year",
             "amount_yen", "vendor", "year_differs", "origin"},
            {"K-001", "S-012", "住民情報システム運用保守", "デジタル推進課", "2025-04-01", "2025",
             "1234000", "A", "false", "constructed"}});
    import(*kernel_, "finding",
           {{"finding_no", "kind", "system", "finding_class", "summary_ja", "summary_en",
             "sections", "state", "due", "origin"},
            {"W01", "violation", "S-012", "backup", "控えを確かめていない", "Backups untested",
             "デジタル推進課", "open", "2026-01-31", "constructed"}});
}

void City::levy() {
    auto reader = kernel_->reader();
    auto account = office::find_account(*kernel_, **reader, kClerk);
    auto person = office::find_person(*kernel_, **reader, **account, Date::of(2026, 4, 10));
    ASSERT_TRUE(person);
    tax::levy::LevyOptions options;
    options.year = FiscalYear(2026);
    options.city = tax::levy::municipality_of(settings_, options.year);
    options.provisional = true;
    auto report = tax::levy::run_levy(*kernel_, person->principal, *statute_, options);
    ASSERT_TRUE(report) << told(report.error());
    EXPECT_EQ(report->run_no, "2026-1");
}

}  // namespace daicho::server::testing
