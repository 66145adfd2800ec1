#include "custody/copy_maker.hpp"
#include "custody/copy_plan.hpp"
#include "custody/test_city.hpp"

namespace daicho::custody {
namespace {

namespace fs = std::filesystem;

// The definitions as they are delivered, people and land invented here.
class MaskedCopyTest : public testing::CityTest {
protected:
    void SetUp() override {
        for (const char* file : {"person/addressee.yaml", "person/protected_person.yaml",
                                 "tax/parcel.yaml", "tax/parcel_registration.yaml",
                                 "govern/masked_copy.yaml", "govern/media_ledger.yaml",
                                 "office/department.yaml", "office/account.yaml",
                                 "office/role_assignment.yaml"}) {
            const fs::path path(file);
            write_definition(path.parent_path().string(), path.stem().string(),
                             testing::definition_text(file));
        }
        clock_set_.set(Date::of(2026, 5, 1));
        ASSERT_NO_FATAL_FAILURE(open_city());
        good(import("department", {{"department_no", "name", "kind", "starts"},
                                   {"10", "情報課", "division", "2020-01-01"}}));
        good(import("account", {{"account_no", "name", "kana", "department", "class", "state",
                                 "starts"},
                                {"1", "岸 玲奈", "キシ レナ", "10", "personal", "active",
                                 "2020-01-01"},
                                {"2", "堤 航太郎", "ツツミ コウタロウ", "10", "personal", "active",
                                 "2020-01-01"}}));
        people_and_land();
    }
    static void good(const Result<registers::ImportReport>& report) {
        ASSERT_TRUE(report) << describe_with_place(report.error(), Language::english)
                            << (report.error().causes.empty()
                                    ? ""
                                    : describe_with_place(report.error().causes.front(),
                                                          Language::english));
    }
    void people_and_land() {
        std::vector<std::vector<std::string>> people = {
            {"addressee_no", "kind", "name", "kana", "birth_date", "address", "household_no",
             "personal_number"}};
        std::vector<std::vector<std::string>> land = {
            {"parcel_no", "location", "office", "change_reason", "owner", "taxpayer",
             "land_category", "land_use", "exempt_reason", "city_planning_area", "ledger_area",
             "taxed_area", "value_yen", "dwellings"}};
        std::vector<std::vector<std::string>> holders = {
            {"parcel", "property_no", "change_reason", "holder_name", "holder_address", "category",
             "area"}};
        for (int i = 0; i < 40; ++i) {
            const std::string name = "柏原" + kPart[i % 8] + " 千" + kPart[i / 8] + "子";
            const std::string lot = std::to_string(100 + i);
            people.push_back({number_of(i), "individual", name, "カシハラ チヨコ" , "1950-03-01",
                              "汐見市緑浜" + lot + "番地", "5000008844",
                              i == 0 ? "123456789018" : ""});
            land.push_back({"10000" + lot, "緑浜 " + lot + "番", "main", "initial", number_of(i),
                            number_of(i), "building_land", "building_land", "none", "true",
                            "100.00", "100.00", "1000000", "0"});
            holders.push_back({"10000" + lot, "9999000000" + lot, "transfer_sale", name,
                               "汐見市緑浜" + lot + "番地", "building_land", "100.00"});
        }
        good(import("addressee", people));
        good(import("parcel", land));
        good(import("parcel_registration", holders));
        good(import("protected_person",
                    {{"addressee", "state", "from", "to", "basis", "protected_address",
                      "offender_name"},
                     {number_of(3), "active", "2026-01-10", "2027-01-10", "domestic_violence",
                      "汐見市緑浜103番地", "串間 八重子"}}));
    }
    static std::string number_of(int i) {
        std::string digits = std::to_string(100'000'000 + i * 7);
        for (char c = '0'; c <= '9'; ++c) {
            if (registers::is_addressee_number(digits + c)) return digits + c;
        }
        return number_of(i + 1'000);
    }
    Result<MaskedCopy> ask(std::uint64_t owners) {
        MaskedCopy wanted;
        wanted.purpose = "移行試験";
        wanted.recipient = "試験会社";
        wanted.owners_asked = owners;
        wanted.until = Date::of(2027, 3, 31);
        return propose_copy(*kernel_, proposer(), wanted);
    }
    CopyOptions options(const char* name) {
        CopyOptions options;
        options.to = folder_.path() / name;
        options.definitions = folder_.path() / "registers";
        options.own_city = "汐見市";
        return options;
    }
    Result<CopyReport> released(std::uint64_t owners, const char* name) {
        DAICHO_TRY(asked, ask(owners));
        DAICHO_CHECK(decide_copy(*kernel_, approver(), asked.number, true, "試験に必要"));
        return make_copy(*kernel_, proposer(), asked.number, options(name));
    }
    Result<std::unique_ptr<registers::Kernel>> open_copy(const char* name) {
        registers::KernelOptions open = kernel_options();
        open.home = folder_.path() / name;
        open.store = "sqlite";
        return registers::Kernel::open(open, clock_set_);
    }

    const std::string kPart[8] = {"田", "川", "山", "崎", "島", "尾", "瀬", "沢"};
};
DAICHO_ON_BOTH_STORES(MaskedCopyTest);

TEST_P(MaskedCopyTest, TwoPeopleReleaseItAndTheJournalSaysSo) {
    const auto asked = ask(0);
    ASSERT_TRUE(asked) << describe_with_place(asked.error(), Language::english);
    EXPECT_EQ(make_copy(*kernel_, proposer(), asked->number, options("a")).error().id,
              "copy.wrong_state");
    EXPECT_EQ(decide_copy(*kernel_, proposer(), asked->number, true, "x").error().id,
              "copy.oneself");
    EXPECT_EQ(decide_copy(*kernel_, approver(), asked->number, true, "").error().id,
              "copy.no_reason");
    ASSERT_TRUE(decide_copy(*kernel_, approver(), asked->number, true, "試験に必要"));
    const auto made = make_copy(*kernel_, proposer(), asked->number, options("a"));
    ASSERT_TRUE(made) << describe_with_place(made.error(), Language::english);
    EXPECT_EQ(make_copy(*kernel_, proposer(), asked->number, options("b")).error().id,
              "copy.wrong_state") << "a release is for one copy";
    EXPECT_EQ(made->copy.medium, "M2026-0001");
    EXPECT_EQ(first_fault(), "");
    auto reader = kernel_->reader();
    EXPECT_EQ((*reader)->integer("SELECT count(*) FROM v_media_ledger").value(), 1);
}

TEST_P(MaskedCopyTest, NobodyIsRecognisedAndEverythingFits) {
    const auto made = released(0, "a");
    ASSERT_TRUE(made) << describe_with_place(made.error(), Language::english);
    EXPECT_EQ(made->copy.owners, 40U);
    for (const char* original : {"千田子", "柏原", "カシハラ", "緑浜", "串間", "123456789018",
                                 "5000008844", "航太郎"}) {
        EXPECT_EQ(testing::file_with(folder_.path() / "a", original), "") << original;
    }
    auto copy = open_copy("a");
    ASSERT_TRUE(copy) << describe_with_place(copy.error(), Language::english);
    EXPECT_FALSE(registers::verify(**copy, {})->fault);
    auto reader = (*copy)->reader();
    const auto count = [&](const char* sql) { return (*reader)->integer(sql).value(); };
    EXPECT_EQ(count("SELECT count(*) FROM v_addressee"), 40);
    EXPECT_EQ(count("SELECT sum(taxed_area) FROM v_parcel"), 40 * 10'000);
    // One person is one person in every register, a household one household.
    EXPECT_EQ(count("SELECT count(*) FROM v_parcel p JOIN v_addressee a ON a.record_id = p.owner "
                    "JOIN v_parcel_registration r ON r.parcel = p.record_id "
                    "AND r.holder_name = a.name AND r.holder_address = a.address"), 40);
    EXPECT_EQ(count("SELECT count(DISTINCT household_no) FROM v_addressee"), 1);
    EXPECT_EQ(count("SELECT count(*) FROM v_addressee WHERE personal_number IS NOT NULL"), 1);
    EXPECT_EQ(count("SELECT count(*) FROM v_protected_person WHERE state = 'active' AND basis = "
                    "'other' AND protected_address IS NULL AND offender_name IS NULL"), 1);
    const auto is = masked_copies(**copy, **reader);
    ASSERT_EQ(is->size(), 1U);
    EXPECT_EQ(is->front().state, "this");
    EXPECT_EQ(is->front().source_root, made->copy.source_root);
}

TEST_P(MaskedCopyTest, APartHasWhatBelongsToItAndNoMore) {
    const auto made = released(5, "a");
    ASSERT_TRUE(made) << describe_with_place(made.error(), Language::english);
    EXPECT_EQ(made->copy.owners, 5U);
    auto copy = open_copy("a");
    ASSERT_TRUE(copy);
    auto reader = (*copy)->reader();
    const auto count = [&](const char* sql) { return (*reader)->integer(sql).value(); };
    EXPECT_EQ(count("SELECT count(*) FROM v_addressee"), 5);
    EXPECT_EQ(count("SELECT count(*) FROM v_parcel"), 5);
    EXPECT_EQ(count("SELECT count(*) FROM v_parcel_registration"), 5);
    EXPECT_EQ(count("SELECT count(*) FROM v_parcel WHERE owner NOT IN "
                    "(SELECT record_id FROM v_addressee)"), 0);
    EXPECT_FALSE(registers::verify(**copy, {})->fault);
}

// An original that slipped through is found, and what was made is gone.
TEST_P(MaskedCopyTest, ACopyThatLeaksIsDeleted) {
    good(import("parcel", {{"parcel_no", "location", "office", "change_reason", "owner", "taxpayer",
                            "land_category", "land_use", "exempt_reason", "city_planning_area",
                            "ledger_area", "taxed_area", "value_yen", "dwellings"},
                           {"99999", "緑浜 9番", "main", "initial", number_of(0), number_of(0),
                            "building_land", "building_land", "none", "true", "1.00", "1.00",
                            "1000", "0"}}));
    good(import("department", {{"department_no", "name", "kind", "starts"},
                               {"11", "柏原田千田子係", "section", "2020-01-01"}}));
    const auto made = released(0, "a");
    ASSERT_FALSE(made);
    EXPECT_EQ(made.error().id, "copy.leak") << made.error().id;
    EXPECT_FALSE(fs::exists(folder_.path() / "a"));
    EXPECT_FALSE(fs::exists(folder_.path() / ".a.part"));
    auto reader = kernel_->reader();
    EXPECT_EQ((*reader)->integer("SELECT count(*) FROM v_media_ledger").value(), 0);
}

TEST_P(MaskedCopyTest, ADefinitionThatSaysNothingIsLeftOut) {
    const auto text = registers::parse_definition(registers::testing::kPersonYaml, "x", "person");
    ASSERT_TRUE(text);
    EXPECT_EQ(text->copied.rows, registers::CopiedRows::none);
    std::string yaml(registers::testing::kPersonYaml);
    yaml.replace(yaml.find("permissions:"), 0, "masked_copy: {rows: with, fields: [name]}\n");
    yaml.replace(yaml.find("search: kana"), 12, "search: kana, masked: day");
    const auto bad = registers::parse_definition(yaml, "x", "person");
    ASSERT_FALSE(bad);
    std::string ids;
    for (const Error& cause : bad.error().causes) ids += cause.id + " ";
    EXPECT_NE(ids.find("register.definition.masked"), std::string::npos) << ids;
    EXPECT_NE(ids.find("register.definition.copied_with"), std::string::npos) << ids;
}

}  // namespace
}  // namespace daicho::custody
