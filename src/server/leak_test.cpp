// Leak search: protected persons in every standing, planted with marks; every address that answers
// GET, every register as a file in every format, walked as an ordinary clerk; every byte searched.
#include <fmt/format.h>

#include <fstream>
#include <thread>

#include "custody/retention.hpp"
#include "document/test_pdf_tools.hpp"
#include "office/directory.hpp"
#include "office/passwords.hpp"
#include "register/change.hpp"
#include "register/export.hpp"
#include "register/file_source.hpp"
#include "server/leak_marks.hpp"
#include "server/routes.hpp"
#include "server/test_app.hpp"

namespace daicho::server::testing {
namespace {

constexpr const char* kContractor = "X9001";
// Five who are protected, a buyer, a group.
constexpr const char* kPersons[] = {"0000000043", "0000000051", "0000000116", "0000000078",
                                    "0000000086", "0000000094", "0000000108"};

const LeakMarks& marks() {
    static const LeakMarks kMarks(
        {"隠岐島紫苑", "忍冬町七丁目", "鬼灯荘", "送付先忍冬", "紫苑名義", "備忘忍冬", "蛇塚蝮",
         "９９８７７６６", "紫苑気付"},
        {"オキノシマ", "スイカズラ"});
    return kMarks;
}

class LeakTest : public CityTest {
protected:
    static void SetUpTestSuite() {
        CityTest::SetUpTestSuite();
        if (::testing::Test::HasFatalFailure()) return;
        app().signed_in = {1'000'000, 1'000'000};  // a walk is no attack
        plant_persons();
        plant_measures();
        plant_objects();
        plant_documents();
        plant_survey();
        plant_contractor();
        plant_requests();
        levy();
        erase();
    }
    static std::string person(std::size_t i) { return kPersons[i]; }
    static void plant_persons();
    static void plant_measures();
    static void plant_objects();
    static void plant_documents();
    static void plant_survey();
    // A contractor with a contract of its own: another narrow walk.
    static void plant_contractor();
    static void plant_requests();
    static void levy();
    // Somebody whose time was over: there is a certificate to look at.
    static void erase();
    // What jobs made: an export, and the preview of a file that changes a protected record.
    static void order_jobs(Client& client);
    // Fills "{…}" of a route with everything there is of that kind.
    static std::vector<std::string> addresses(Client& client, std::string_view route);
    static std::vector<std::string> values_of(Client& client, std::string_view name,
                                              std::string_view address);
    static std::string readable(const net::Response& response);
};

// Five protected ones – provisional, active, expired, a record that ended without being cleared, an
// end that is still to come –, a buyer and a group.
void LeakTest::plant_persons() {
    Rows rows{{"addressee_no", "kind", "name", "kana", "birth_date", "postal_code", "address",
               "building", "in_city", "send_to_postal_code", "send_to_address", "send_to_name",
               "household_no"}};
    for (std::size_t i = 0; i < 5; ++i) {
        rows.push_back({person(i), "individual", "隠岐島紫苑", "オキノシマ", "1977-07-07",
                        "998-7766", "汐見市忍冬町七丁目7番7号", "鬼灯荘707号", "true", "998-7766",
                        "汐見市送付先忍冬1番", "紫苑気付", ""});
    }
    rows.push_back({person(5), "individual", "買野 一郎", "カイノ イチロウ", "1969-01-02",
                    "999-0001", "汐見市緑浜一丁目1番1号", "", "true", "", "", "", ""});
    rows.push_back({person(6), "co_owner_group", "隠岐島紫苑 外1名", "オキノシマ ホカイチメイ",
                    "", "", "", "", "", "", "", "", ""});
    import(kernel(), "addressee", std::move(rows));
    import(kernel(), "co_owner",
           {{"group", "member_no", "member", "share_kind", "share_numerator",
             "share_denominator", "representative"},
            {person(6), "1", person(1), "co_owned", "1", "2", "true"},
            {person(6), "2", person(5), "co_owned", "1", "2", "false"}});
    import(kernel(), "tax_agent",
           {{"taxpayer", "agent", "kind", "starts"},
            {person(5), person(1), "tax_agent", "2024-04-01"}});
    import(kernel(), "disposal",
           {{"disposal_no", "title", "cause", "state", "section", "planned_on", "third_party",
             "origin"},
            {"D1", "返却", "lease_end", "planned", "情報課", "2026-01-05", "no", "constructed"}});
    import(kernel(), "log_source",
           {{"source_no", "name", "mapping", "state", "rhythm", "origin"},
            {"L-1", "試験", "vpn-syslog", "in_use", "monthly", "constructed"}});
    import(kernel(), "log_run",
           {{"run_no", "source", "period_from", "period_to", "ran_on", "ran_by", "lines", "events",
             "outside", "rejected", "mapping", "mapping_digest", "edition", "rules",
             "rules_digest", "hits", "origin"},
            {"L-1-202603", "L-1", "2026-03-01", "2026-03-31", "2026-04-02", "10274", "1", "1",
             "0", "0", "vpn-syslog", "00", "2026-11-22", "log_gap", "00", "0", "constructed"}});
}

void LeakTest::plant_contractor() {
    import(kernel(), "department",
           {{"department_no", "name", "kind", "starts"},
            {"C90", "試しデータ（架空）", "outside", "2020-04-01"}});
    import(kernel(), "account",
           {{"account_no", "name", "kana", "department", "class", "state", "starts"},
            {kContractor, "受託 太郎", "ジュタク タロウ", "C90", "personal", "active",
             "2024-04-01"}});
    import(kernel(), "role_assignment",
           {{"account", "role", "task", "department", "from"},
            {kContractor, "contractor", "information_governance", "C90", "2024-04-01"}});
    import(kernel(), "vendor",
           {{"vendor_no", "name", "kind", "company", "origin"},
            {"V-X", "試しデータ（架空）", "other", "C90", "constructed"}});
    Rows contract{{"contract_no", "subject", "kind", "department", "vendor", "first_day",
                   "last_day", "state", "signed_on", "clause_edition", "origin"},
                  {"EX-1", "入力", "data_entry", "2011", "V-X", "2026-04-01", "2027-03-31",
                   "running", "2026-03-20", "2026-11", "constructed"}};
    for (const char* flag :
         {"personal_information", "process_b", "onsite_at_city", "collect", "carry_out",
          "removable_media", "handover", "subcontract", "dispatch", "mynumber",
          "no_access_party", "sysdev", "cloud", "returns_equipment", "designated_manager"}) {
        contract[0].emplace_back(flag);
        contract[1].emplace_back("false");
    }
    import(kernel(), "entrusted_contract", std::move(contract));
    auto reader = kernel().reader();
    const auto id = office::find_account(kernel(), **reader, kContractor);
    ASSERT_TRUE(id && *id);
    ASSERT_TRUE(office::set_password(kernel(), app().settings.accounts.password,
                                     identity::system_principal(), **id, kPassword));
}

void LeakTest::plant_measures() {
    const std::vector<std::string> header{"addressee", "state", "from", "to", "basis",
                                          "protected_address", "offender_name",
                                          "offender_address", "companions", "remarks",
                                          "valid_from", "valid_to"};
    const auto measure = [](std::size_t i, const char* state, const char* to, const char* from,
                            const char* until) {
        return std::vector<std::string>{person(i), state, "2024-05-01", to, "stalking",
                                        "汐見市忍冬町七丁目7番7号", "蛇塚蝮",
                                        "汐見市忍冬町七丁目8番", "隠岐島紫苑", "備忘忍冬", from,
                                        until};
    };
    import(kernel(), "protected_person",
           {header, measure(0, "provisional", "2026-12-01", "2024-05-01", ""),
            measure(1, "active", "2026-12-01", "2024-05-01", ""),
            measure(2, "active", "2025-05-01", "2024-05-01", ""),
            measure(3, "active", "2025-05-01", "2024-05-01", "2025-05-01"),
            measure(4, "active", "2026-12-01", "2024-05-01", "")});
    import(kernel(), "protected_person",
           {header, measure(4, "ended", "2026-12-01", "2026-12-01", "")});
}

void LeakTest::plant_objects() {
    const std::vector<std::string> header{
        "parcel_no", "location", "change_reason", "owner", "taxpayer", "land_category", "land_use",
        "exempt_reason", "city_planning_area", "ledger_area", "taxed_area", "unit_price_yen",
        "value_yen", "dwellings", "house_floor_area", "residential_floor_area", "storeys",
        "valid_from"};
    const auto parcel = [](const std::string& no, const std::string& owner,
                           const std::string& taxpayer, const char* from) {
        return std::vector<std::string>{no, "汐見市忍冬町七丁目" + no + "番", "initial", owner,
                                        taxpayer, "building_land", "building_land", "none", "true",
                                        "265.68", "265.68", "68443", "18183936", "1", "124.21",
                                        "124.21", "2", from};
    };
    Rows rows{header};
    for (std::size_t i = 0; i < 5; ++i) {
        rows.push_back(parcel(fmt::format("1000020{}", i), person(i), person(i), "2024-01-01"));
    }
    rows.push_back(parcel("10000210", person(6), person(6), "2024-01-01"));
    rows.push_back(parcel("10000211", person(1), person(5), "2024-01-01"));  // another one pays
    rows.push_back(parcel("10000212", person(5), person(5), "2024-01-01"));  // bought, see below
    rows.push_back(parcel("10000213", person(2), person(2), "2024-01-01"));  // … and sold
    import(kernel(), "parcel", std::move(rows));
    import(kernel(), "parcel",
           {header, parcel("10000212", person(1), person(1), "2025-06-01"),
            parcel("10000213", person(5), person(5), "2025-06-01")});
    Rows valued{{"parcel", "method", "frontage_m", "depth_m"}};
    Rows registered{{"parcel", "holder_name", "holder_address", "category", "area"}};
    for (const char* no : {"10000200", "10000201", "10000211", "10000212", "10000213"}) {
        valued.push_back({no, "street_value", "12.00", "22.00"});
        registered.push_back({no, "紫苑名義", "汐見市忍冬町七丁目7番7号", "building_land",
                              "265.68"});
    }
    import(kernel(), "parcel_valuation", std::move(valued));
    import(kernel(), "parcel_registration", std::move(registered));
    import(kernel(), "house",
           {{"house_no", "location", "change_reason", "owner", "taxpayer", "structure", "use",
             "built", "storeys", "floor_area", "residential_floor_area", "dwellings", "value_yen",
             "exempt_reason", "city_planning_area", "relief_1_kind"},
            {"20000301", "汐見市忍冬町七丁目7番地7", "initial", person(1), person(5), "wood",
             "dwelling", "1999-05-01", "2", "124.21", "124.21", "1", "2846530", "none", "true",
             "none"},
            {"20000302", "汐見市忍冬町七丁目7番地8", "initial", person(3), person(3), "wood",
             "dwelling", "1999-05-01", "2", "124.21", "124.21", "1", "2846530", "none", "true",
             "none"}});
}

// Name, title and content say where she lives; beside them one that anybody may see.
// Something to look at for whoever governs; it tells of no person.
void LeakTest::plant_survey() {
    import(kernel(), "survey",
           {{"survey_no", "name", "catalog", "edition", "opened_on", "due", "state", "origin"},
            {"SV-1", "調査", "system-survey", "2022", "2026-02-01", "2026-03-31", "open",
             "constructed"}});
    import(kernel(), "cloud_exit",
           {{"exit_no", "system", "service", "provider", "disposal_class", "ends_on", "state",
             "key_holder", "encrypted_from_start", "key_proved", "equipment_identified", "origin"},
            {"CX-1", "S-012", "予約", "波止場クラウド", "3", "2026-03-31", "planned", "provider",
             "yes", "no", "no", "constructed"}});
    import(kernel(), "criteria_edition",
           {{"edition_no", "catalog", "edition", "adopted_on", "state", "review_by", "origin"},
            {"E-01", "sendai-cloud", "2023-12", "2024-04-01", "current", "2027-03-31",
             "constructed"}});
    import(kernel(), "criteria_assessment",
           {{"assessment_no", "subject_kind", "system", "section", "edition", "data_class",
             "asked_on", "due", "state", "origin"},
            {"A-1", "system", "S-012", "情報課", "E-01", "1", "2026-03-02", "2026-04-30", "asked",
             "constructed"}});
    import(kernel(), "continuity_plan",
           {{"plan_no", "system", "section", "needed_in_72h", "state", "origin"},
            {"CP-1", "S-012", "2011", "true", "considering", "constructed"}});
    import(kernel(), "procurement_plan",
           {{"plan_no", "title", "department", "fiscal_year", "kind", "law_change",
             "estimated_yen", "budget_request_due", "state", "origin"},
            {"PP-1", "更新", "2011", "2027", "renewal", "false", "1000", "2026-10-01", "draft",
             "constructed"}});
    import(kernel(), "incident",
           {{"incident_no", "known_on", "kind", "title", "department", "state",
             "personal_information", "individual_number", "wrongful_aim", "public_reach",
             "report_duty", "origin"},
            {"IN-1", "2026-06-01", "stop", "停止", "2011", "received", "false", "false", "false",
             "false", "undecided", "constructed"}});
    import(kernel(), "migration_order",
           {{"order_no", "title", "from_system", "to_system", "department", "purpose",
             "individual_number", "data_scope", "minimal", "transfer", "starts_on", "ends_on",
             "log_days", "state", "proposed_by", "proposed_on", "line", "origin"},
            {"MO-1", "移行", "S-012", "S-012", "2011", "更新", "false", "全件", "true",
             "private_line", "2026-06-01", "2026-08-01", "7", "proposed", "10274", "2026-05-20", "L1",
             "constructed"}});
    import(kernel(), "privacy_task",
           {{"task_no", "name", "body", "holder", "exempt", "subjects", "subjects_on", "handlers",
             "handlers_on", "made", "standing", "origin"},
            {"T-1", "固定資産税に関する事務", "市長", "own", "no", "20000", "2026-04-01", "20",
             "2026-04-01", "key_items", "ok", "constructed"}});
    import(kernel(), "privacy_version",
           {{"version_no", "task", "form", "sequence", "cause", "state", "changed_on", "origin"},
            {"T-1-0", "T-1", "key_items", "0", "initial", "draft", "2026-04-01", "constructed"}});
    import(kernel(), "self_inspection",
           {{"fiscal_year", "department", "due", "origin"},
            {"2026", "2011", "2026-06-30", "constructed"}});
    import(kernel(), "account_round",
           {{"round_no", "title", "sources", "state", "opened_on", "opened_by", "due", "accounts",
             "catalog_edition", "origin"},
            {"R8-1", "棚卸し", "L-1", "open", "2026-03-02", "10274", "2026-04-30", "0", "2026-11",
             "constructed"}});
    import(kernel(), "survey_answer",
           {{"survey", "system", "part", "department", "state", "due", "origin"},
            {"SV-1", "S-012", "operation", "2011", "waiting", "2026-03-31", "constructed"}});
}

// Requests and letters of a protected person and of another; whoever may see addressees reaches
// them through her section.
void LeakTest::plant_requests() {
    import(kernel(), "role_assignment",
           {{"account", "role", "task", "department", "from"},
            {kApprover, "section_staff", "information_governance", "2011", "2024-04-01"}});
    import(kernel(), "inquiry",
           {{"inquiry_no", "state", "received_on", "channel", "category", "subject", "repeat_key",
             "content", "department", "due", "origin"},
            {"Q-1", "open", "2026-04-01", "phone", "use", "目的", "目的", "何のためか", "2011",
             "2026-04-15", "constructed"}});
    import(kernel(), "personal_request",
           {{"request_no", "kind", "state", "received_on", "channel", "asked", "department",
             "relation", "requester_name", "requester_address", "subject_name", "subject",
             "identity_on", "due", "origin"},
            {"PR-1", "disclosure", "examining", "2026-04-01", "counter", "隠岐島紫苑の記録", "2011",
             "self", "隠岐島紫苑", "汐見市忍冬町七丁目7番7号", "隠岐島紫苑", person(1), "2026-04-01",
             "2026-05-01", "constructed"},
            {"PR-2", "disclosure", "examining", "2026-04-01", "counter", "課税の記録", "2011",
             "self", "買野 一郎", "汐見市緑浜一丁目1番1号", "買野 一郎", person(5), "2026-04-01",
             "2026-05-01", "constructed"}});
    const auto letter = [](const char* number, const char* to, const std::string& subject) {
        return std::vector<std::string>{number, "draft", "通知", "request_amend", "2026-11",
                                        "personal_request", "1", "2011", to, "sama", "汐見市長",
                                        std::string(to) + "あて", subject, "情公", "true", "職員",
                                        "1", "2026-04-02", "constructed"};
    };
    import(kernel(), "letter",
           {{"letter_no", "state", "title", "template", "template_edition", "about_register",
             "about_record", "department", "addressed_to", "honorific", "issuer", "body",
             "subject", "symbol", "approval", "drafted_by", "drafted_by_no", "drafted_on",
             "origin"},
            letter("L-1", "隠岐島紫苑", person(1)), letter("L-2", "買野 一郎", person(5))});
}

void LeakTest::plant_documents() {
    for (const char* parcel : {"10000101", "10000200", "10000211", "10000212"}) {
        const bool open = std::string_view(parcel) == "10000101";
        registers::ChangeRequest request;
        request.register_name = "parcel_document";
        request.values = {{"subject", parcel}, {"kind", "survey_record"},
                          {"title", open ? "控え" : "隠岐島紫苑の現地調査"}};
        request.documents.emplace(
            "file", registers::NewDocument{open ? "控え.txt" : "忍冬町七丁目7番.txt", "text/plain",
                                           open ? "控え" : "隠岐島紫苑 汐見市忍冬町七丁目7番7号"});
        request.valid = {Date::of(2024, 1, 1), kForever};
        const auto made =
            registers::change(kernel(), identity::system_principal(), request);
        ASSERT_TRUE(made) << told(made.error());
    }
}

void LeakTest::levy() {
    auto reader = kernel().reader();
    auto account = office::find_account(kernel(), **reader, kClerk);
    auto who = office::find_person(kernel(), **reader, **account, Date::of(2026, 4, 10));
    ASSERT_TRUE(who);
    tax::levy::LevyOptions options;
    options.year = FiscalYear(2026);
    options.city = tax::levy::municipality_of(app().settings, options.year);
    options.provisional = true;
    const auto report = tax::levy::run_levy(kernel(), who->principal, app().statute, options);
    ASSERT_TRUE(report) << told(report.error());
}

void LeakTest::erase() {
    import(kernel(), "addressee",
           {{"addressee_no", "kind", "name", "kana", "valid_from", "valid_to"},
            {"0000000124", "individual", "去年 終", "キョネン オワル", "2001-01-01",
             "2003-01-01"}});
    const auto person_of = [](const char* number) {
        auto reader = kernel().reader();
        const auto account = office::find_account(kernel(), **reader, number);
        auto found = office::find_person(kernel(), **reader, account->value_or(0),
                                         Date::of(2026, 4, 10));
        identity::Principal principal = found->principal;
        principal.grants.push_back({"governance", "information_governance"});
        return principal;
    };
    const identity::Principal one = person_of(kGovernor);
    const auto made =
        custody::propose(kernel(), one, FiscalYear(2026), app().settings.custody);
    ASSERT_TRUE(made) << told(made.error());
    const std::string number = made->front().number;
    ASSERT_TRUE(custody::decide(kernel(), person_of(kApprover), number, true, "期間満了"));
    const auto erased = custody::run(kernel(), one, number);
    ASSERT_TRUE(erased) << told(erased.error());
}

std::vector<std::string> LeakTest::values_of(Client& client, std::string_view name,
                                             std::string_view address) {
    std::vector<std::string> list;
    if (name == "register") {
        for (const auto& definition : kernel().definitions().all()) {
            list.push_back(definition->name);
        }
    } else if (name == "record") {
        for (int id = 1; id <= 20; ++id) list.push_back(std::to_string(id));
    } else if (name == "taxpayer") {
        for (std::size_t i = 0; i < 7; ++i) list.push_back(person(i));
        list.insert(list.end(), {kOpenPerson, kHiddenPerson, kGroup});
    } else if (name == "check") {
        const json::Value checks = client.json("/api/checks");
        for (const json::Value& one : checks.at("checks").as_array()) {
            list.emplace_back(one.at("id").as_string());
        }
    } else if (name == "catalog") {  // a clerk of taxes is not told which there are
        list = {"sendai-cloud", "self-inspection"};
    } else if (name == "zoom") {  // the tile in which the parcels of the city lie
        list = {"17"};
    } else if (name == "x") {
        list = {"115052"};
    } else if (name == "y") {
        list = {"51470"};
    } else if (name == "letter" || name == "request") {  // of a protected person, of another
        list = {"1", "2"};
    } else if (name == "disposal" || name == "exit" || name == "log_run" || name == "inquiry" ||
               name == "sheet") {
        list = {"1"};
    } else if (name == "finding") {
        list = {"W01"};
    } else if (name == "system") {
        list = {"1"};
    } else if (name == "survey" || name == "answer" || name == "review" || name == "assessment" ||
               name == "inspection" || name == "contract" || name == "incident" ||
               name == "order" || name == "task") {
        list = {"1"};
    } else if (name == "list") {
        list = {"outlier", "up", "down", "newly_taxed", "new_zero", "appeared", "gone"};
    } else if (name == "document") {
        list = {"1", "2", "3", "4"};
    } else if (name == "proposal") {
        list = {"E2026-1"};
    } else if (name == "file") {  // of a job whose number stands in the address already
        const std::string job(address.substr(0, address.find("/files/")));
        const json::Value document = client.json("/api/" + job);
        for (const json::Value& file : document.at("files").as_array()) {
            list.emplace_back(file.at("id").as_string());
        }
    } else if (name == "job") {
        const json::Value jobs = client.json("/api/jobs");
        for (const json::Value& one : jobs.at("jobs").as_array()) {
            if (one.at("mine").as_bool()) list.emplace_back(one.at("id").as_string());
        }
    } else {
        ADD_FAILURE() << "say here what {" << name << "} stands for in " << address;
    }
    return list;
}

// Questions that a screen adds to an address.
std::vector<std::string> questions(std::string_view route, const std::string& address) {
    std::vector<std::string> list{""};
    if (route == "registers/{register}/records") {
        const std::string name = address.substr(15, address.find("/records") - 15);
        list.insert(list.end(), {"?as_of=2024-06-01", "?as_known=60", "?q=7", "?limit=200"});
        return list;
    }
    if (route.ends_with("/records/{record}")) return {"", "?as_of=2024-06-01"};
    if (route == "documents/{document}") return {"", "?inline=1"};
    if (route == "letters/new") {
        return {"?template=request_amend&record=1", "?template=request_amend&record=2"};
    }
    if (route.ends_with("/map/legend") || route.ends_with("/{y}")) return {"?colour=land_use"};
    if (route.ends_with("/map/places")) {
        return {"?q=%E9%9A%A0%E7%94%BA", "?q=1000010", "?box=130,30,140,40", "?record=1",
                "?record=2", "?record=3", "?at=136.0000544,36.00009&within=100"};
    }
    if (route.ends_with("/compare")) return {"?from=2024-06-01&to=2026-01-01"};
    if (route == "search") {
        return {"?q=1000", "?q=0000", "?q=%E7%B4%AB%E8%8B%91", "?q=%E5%BF%8D%E5%86%AC",
                "?q=%E3%82%AA%E3%82%AD%E3%83%8E%E3%82%B7%E3%83%9E", "?q=%E8%B2%B7%E9%87%8E"};
    }
    if (route.ends_with("/explanation")) {
        list.emplace_back("?path=annual");
        for (const char* no : {"10000200", "10000201", "10000210", "10000211", "10000212",
                               "10000213"}) {
            list.push_back(fmt::format("?path=land/{}/fixed", no));
        }
        list.emplace_back("?path=house/20000301/fixed");
    }
    if (route == "levy/totals") return {"?run_no=2026-2"};
    if (route.starts_with("levy/comparison")) return {"?run_no=2026-2&with=2026-1"};
    return list;
}

std::vector<std::string> LeakTest::addresses(Client& client, std::string_view route) {
    std::vector<std::string> list{std::string(route)};
    while (!list.empty() && list.front().find('{') != std::string::npos) {
        std::vector<std::string> filled;
        for (const std::string& one : list) {
            const std::size_t from = one.find('{'), to = one.find('}');
            for (const std::string& value :
                 values_of(client, one.substr(from + 1, to - from - 1), one)) {
                filled.push_back(one.substr(0, from) + value + one.substr(to + 1));
            }
        }
        list = std::move(filled);
    }
    std::vector<std::string> asked;
    for (const std::string& one : list) {
        for (const std::string& question : questions(route, one)) {
            asked.push_back("/api/" + one + question);
        }
    }
    return asked;
}

// Everything an answer says: headers, body, and what a PDF shows and carries.
std::string LeakTest::readable(const net::Response& response) {
    std::string all = response.body;
    for (const auto& [name, value] : response.headers) all += "\n" + name + ": " + value;
    if (!response.body.starts_with("%PDF")) return all;
    const document::testing::PdfFile pdf(response.body);
    return all + pdf.text() + pdf.info() + pdf.structure();
}

void LeakTest::order_jobs(Client& client) {
    const std::string file = "addressee_no,kind,name,kana,address,valid_from\n" + person(1) +
                             ",individual,別名 某,ベツメイ ボウ,汐見市緑浜9番,2026-04-01\n";
    const net::Response stored = client.post("/api/uploads?name=a.csv", file);
    ASSERT_EQ(stored.status, 201U) << stored.body;
    const auto upload = json::parse(stored.body);
    for (const std::string& order :
         {std::string(R"({"kind":"export","parameters":{"register":"parcel","format":"csv",)"
                      R"("reason":"点検"}})"),
          R"({"kind":"import_preview","parameters":{"register":"addressee","mode":"delta"},)"
          R"("file":")" +
              std::string(upload->at("file").as_string()) + R"("})"}) {
        const net::Response ordered = client.post("/api/jobs", order);
        ASSERT_EQ(ordered.status, 201U) << ordered.body;
        const auto job = json::parse(ordered.body);
        const std::string address =
            "/api/jobs/" + std::string(job->at("job").at("id").as_string());
        for (int i = 0; i < 1'000; ++i) {
            const std::string state(client.json(address).at("state").as_string());
            if (state != "queued" && state != "running") break;
            std::this_thread::sleep_for(std::chrono::milliseconds(10));
        }
        EXPECT_EQ(client.json(address).at("state"), "done") << json::write(client.json(address));
    }
}

TEST_F(LeakTest, NoAddressShowsAClerkWhatIsProtected) {
    ASSERT_GT(marks().forms(), 80U);
    Client client = signed_in(kClerk);
    ASSERT_EQ(client.post("/api/checks/run", "").status, 200U);
    // A change that waits for approval: an inbox and two sides to look at.
    const json::Value now = client.json("/api/registers/parcel_valuation/records/4");
    client.send(net::Method::put, "/api/registers/parcel_valuation/records/4",
                fmt::format(R"({{"values":{{"depth_m":"9.00"}},"valid_from":"2026-01-01","reason":)"
                            R"("x","article":"y","base_version":{}}})",
                            now.at("version").to_number<int>()));
    order_jobs(client);
    // None of these keeps the measures; together they may see every register.
    std::map<std::string_view, std::size_t> answered;
    for (const char* account : {kClerk, kApprover, kGovernor}) {
        Client walker = signed_in(account);
        for (const std::string_view route : get_routes()) {
            for (const std::string& address : addresses(walker, route)) {
                const net::Response response = walker.get(address);
                answered[route] += response.status == 200;
                EXPECT_EQ(marks().found_in(readable(response)), "") << account << address;
                EXPECT_LT(response.status, 429U) << address << response.body;
            }
        }
    }
    // A contractor: everything but its own room is not there.
    Client contractor = signed_in(kContractor);
    for (const std::string_view route : get_routes()) {
        std::string address = "/api/" + std::string(route);
        for (auto from = address.find('{'); from != std::string::npos; from = address.find('{')) {
            address.replace(from, address.find('}') - from + 1, "1");
        }
        const net::Response response = contractor.get(address);
        answered[route] += response.status == 200;
        EXPECT_EQ(marks().found_in(readable(response)), "") << address;
    }
    for (const std::string_view route : get_routes()) {
        if (route == "sign-in") continue;  // for those who are not signed in yet
        EXPECT_GT(answered[route], 0U) << route << ": the walk saw nothing";
    }
}

TEST_F(LeakTest, EveryFieldSortAndFilterKeepsIt) {
    Client client = signed_in(kClerk);
    for (const auto& definition : kernel().definitions().all()) {
        const std::string base = "/api/registers/" + definition->name + "/records?limit=200&";
        std::string all;
        for (const auto& field : definition->fields) all += (all.empty() ? "" : ",") + field.name;
        EXPECT_EQ(marks().found_in(client.get(base + "fields=" + all).body), "") << base;
        for (const auto& field : definition->fields) {
            EXPECT_EQ(marks().found_in(client.get(base + "sort=" + field.name).body), "");
            for (const char* asked : {"7", "%3D", "!%3D", "!%3D7", "%3D7|8", "1..9", "~7"}) {
                const std::string filter = base + "filter." + field.name + "=" + asked;
                EXPECT_EQ(marks().found_in(client.get(filter).body), "") << filter;
            }
        }
    }
}

// The search itself: with a release the same pages do hold the marks.
TEST_F(LeakTest, TheSearchFindsWhatIsShown) {
    const auto& released = kernel().protection.released;
    const auto before = released;
    kernel().protection.released = [](const identity::Principal&, registers::Outlet) {
        return registers::Released{true, {}};
    };
    Client client = signed_in(kClerk);
    EXPECT_NE(marks().found_in(readable(client.get("/api/taxpayers/" + person(1)))), "");
    EXPECT_NE(marks().found_in(readable(client.get("/api/registers/parcel/records"))), "");
    const net::Response notice =
        client.get("/api/taxpayers/" + person(1) + "/notice.pdf");
    EXPECT_EQ(notice.status, 200U) << notice.body;
    EXPECT_NE(marks().found_in(readable(notice)), "");
    kernel().protection.released = before;
    EXPECT_NE(marks().found_in("\\u96a0\\u5c90\\u5cf6\\u7d2b\\u82d1"), "");
}

// Every register as a file, in every format; a workbook is read back, its own bytes are packed.
TEST_F(LeakTest, NoFileThatLeavesTheHouseHoldsIt) {
    const std::filesystem::path folder = std::filesystem::temp_directory_path();
    std::size_t rows = 0;
    for (const auto& definition : kernel().definitions().all()) {
        for (const auto& [format, ending, charset] :
             {std::tuple{registers::ExportFormat::csv, ".csv", document::Charset::utf8},
              {registers::ExportFormat::csv, ".csv", document::Charset::cp932},
              {registers::ExportFormat::jsonl, ".jsonl", document::Charset::utf8},
              {registers::ExportFormat::xlsx, ".xlsx", document::Charset::utf8}}) {
            registers::ExportOptions options;
            options.format = format;
            options.charset = charset;
            options.replace_unmapped = true;
            options.reason = "点検";
            options.file = folder / fmt::format("daicho-leak-{}{}", ::getpid(), ending);
            const auto report = registers::export_rows(kernel(), identity::system_principal(),
                                                       *definition, options);
            ASSERT_TRUE(report) << definition->name << told(report.error());
            rows += report->rows;
            std::ifstream in(options.file, std::ios::binary);
            std::string bytes{std::istreambuf_iterator<char>(in), {}};
            if (format == registers::ExportFormat::xlsx) {
                auto source = registers::file_source(options.file.string(), *definition);
                ASSERT_TRUE(source) << told(source.error());
                registers::SourceRow row;
                while (*source->next(row)) {
                    for (const auto& field : row.fields) bytes += std::string(field) + "\n";
                }
            }
            EXPECT_EQ(marks().found_in(bytes), "") << definition->name << ending;
            std::filesystem::remove(options.file);
        }
    }
    EXPECT_GT(rows, 20U);
}

// A file that changes such records: neither differences nor faults quote what is stored.
TEST_F(LeakTest, APreviewQuotesNothing) {
    registers::ImportOptions options;
    options.preview = true;
    options.sample = 100;
    options.valid_from = Date::of(2026, 1, 1);
    const auto preview = [&](std::string_view name, Rows rows) {
        auto definition = kernel().definition(name);
        auto report = registers::import_rows(kernel(), identity::system_principal(), **definition,
                                             source_of(name, std::move(rows)), options);
        std::string all = report ? "" : told(report.error());
        if (!report) return all;
        EXPECT_GT(report->differences.size() + report->errors.size(), 0U) << name;
        for (const Error& one : report->errors) all += told(one);
        for (const Error& one : report->first_warnings) all += told(one);
        for (const auto& one : report->differences) {
            all += one.key;
            for (const auto& field : one.fields) all += field.before + field.after;
        }
        return all;
    };
    Rows persons{{"addressee_no", "kind", "name"}};
    for (std::size_t i = 0; i < 7; ++i) persons.push_back({person(i), "individual", "別名"});
    EXPECT_EQ(marks().found_in(preview("addressee", std::move(persons))), "");
    EXPECT_EQ(marks().found_in(preview("parcel_registration",
                                       {{"parcel", "holder_name"}, {"10000201", "別名"},
                                        {"10000212", "別名"}, {"10000213", "別名"}})),
              "");
    EXPECT_EQ(marks().found_in(preview("parcel", {{"parcel_no", "location"}, {"10000212", "x"},
                                                  {"10000213", "y"}})),
              "");
}

// Refusals name what was sent, never what is there.
TEST_F(LeakTest, RefusalsQuoteNothing) {
    Client client = signed_in(kClerk);
    for (const char* name : {"addressee", "parcel", "parcel_registration", "house"}) {
        for (int id = 1; id <= 20; ++id) {
            const std::string address = fmt::format("/api/registers/{}/records/{}", name, id);
            const auto body = [&](const char* values) {
                return fmt::format(R"({{"values":{{{}}},"valid_from":"2026-05-01",)"
                                   R"("base_version":1,"reason":"r","article":"a"}})",
                                   values);
            };
            for (const char* values : {R"("postal_code":"1")", R"("area":"-1")",
                                       R"("location":"")", R"("kind":"x")", R"("storeys":"-3")"}) {
                const net::Response response =
                    client.send(net::Method::put, address, body(values));
                EXPECT_EQ(marks().found_in(readable(response)), "") << address << values;
            }
        }
    }
}

}  // namespace
}  // namespace daicho::server::testing
