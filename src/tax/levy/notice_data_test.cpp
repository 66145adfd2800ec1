// From registers through a levy to what stands on the forms.
#include "tax/levy/notice_data.hpp"

#include <gmock/gmock.h>

#include "document/test_pdf_tools.hpp"
#include "register/key_index.hpp"
#include "register/test_kernel.hpp"
#include "tax/levy/levy_job.hpp"

namespace daicho::tax::levy {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr const char* kOwner = "0000000019";
constexpr const char* kProtected = "0000000027";
constexpr const char* kCompany = "0000000035";
constexpr const char* kGroup = "0000000043";
constexpr const char* kSecret = "汐見市秘密町9番9号";

class NoticeData : public registers::testing::KernelTest {
protected:
    NoticeData() : KernelTest(daicho::testing::store_of_this_run()) {}
    void SetUp() override {
        const std::filesystem::path source = DAICHO_SOURCE_DIR;
        std::filesystem::copy(source / "registers", folder_.path() / "registers",
                              std::filesystem::copy_options::recursive);
        reopen();
        auto settings = office::load_settings(source / "data/municipality/shiomi.yaml");
        ASSERT_TRUE(settings);
        settings_ = std::move(*settings);
        auto statute = law::load((source / "law").string());
        ASSERT_TRUE(statute);
        statute_ = std::move(*statute);
        auto bound = statute::bind_year(statute_, FiscalYear(2026));
        ASSERT_TRUE(bound);
        law_ = std::move(*bound);
        import_city();
        levy();
    }
    void take(std::string_view name, std::vector<std::vector<std::string>> rows) {
        const auto report = import(name, std::move(rows));
        ASSERT_TRUE(report) << name << describe_with_place(report.error(), Language::english);
    }
    void import_city() {
        take("addressee",
             {{"addressee_no", "kind", "name", "postal_code", "address", "building",
               "send_to_postal_code", "send_to_address", "send_to_name"},
              {kOwner, "individual", "柏原 千鶴子", "999-0001", "汐見市港町2番3号", "汐見荘 5号", "",
               "", ""},
              {kProtected, "individual", "小田切 美帆", "999-0002", kSecret, "", "999-0009",
               "汐見市郵便局留", "小田切"},
              {kCompany, "corporation", "株式会社汐見造船", "999-0003", "汐見市造船町1番1号", "", "",
               "", ""},
              {kGroup, "co_owner_group", "柏原 千鶴子 外1名", "", "", "", "", "", ""}});
        take("co_owner", {{"group", "member_no", "member", "share_kind", "share_numerator",
                           "share_denominator", "representative"},
                          {kGroup, "1", kOwner, "co_owned", "1", "2", "true"},
                          {kGroup, "2", kProtected, "co_owned", "1", "2", "false"}});
        take("parcel",
             {{"parcel_no", "location", "change_reason", "owner", "taxpayer", "land_category",
               "land_use", "exempt_reason", "city_planning_area", "ledger_area", "taxed_area",
               "value_yen", "dwellings", "house_floor_area", "residential_floor_area"},
              parcel("A-1", kOwner), parcel("A-2", kProtected), parcel("A-3", kGroup)});
        take("house", {{"house_no", "location", "change_reason", "owner", "taxpayer", "structure",
                        "use", "built", "floor_area", "value_yen", "exempt_reason",
                        "city_planning_area", "relief_1_kind", "storeys"},
                       {"H-1", "汐見市港町2番地3", "initial", kOwner, kOwner, "wood", "dwelling",
                        "1993-03-20", "120.50", "5000000", "none", "true", "none", "2"}});
        take("depreciable_asset",
             {{"asset_no", "taxpayer", "class", "name", "quantity", "acquired", "cost_yen",
               "life_years"},
              {"K-1", kCompany, "2", "旋盤", "1", "2024-05", "9000000", "10"},
              {"K-2", kCompany, "2", "研磨機", "1", "2025-05", "5000000", "10"}});
    }
    static std::vector<std::string> parcel(const char* number, const char* owner) {
        return {number, std::string("汐見市港町二丁目") + number, "initial", owner, owner,
                "building_land", "building_land", "none", "true", "250.12", "250.12",
                "20000000", "1", "120.00", "120.00"};
    }
    void levy() {
        LevyOptions options;
        options.year = FiscalYear(2026);
        options.city = municipality_of(settings_, options.year);
        options.provisional = true;
        options.threads = 1;
        const auto report =
            run_levy(*kernel_, identity::system_principal(), statute_, options);
        ASSERT_TRUE(report) << describe_with_place(report.error(), Language::english);
        auto reader = kernel_->reader();
        ASSERT_TRUE(reader);
        reader_.emplace(std::move(*reader));
        auto run = find_run(*kernel_, **reader_, options.year);
        ASSERT_TRUE(run);
        run_ = *run;
        kernel_->protection.is_protected = [this](std::uint64_t addressee) {
            return addressee == record(kProtected);
        };
    }
    void TearDown() override { reader_.reset(); }
    std::uint64_t record(const char* number) {
        auto found = registers::find_record(**reader_, definition("addressee"), number);
        return found && *found ? **found : 0;
    }
    NoticeSource source() {
        return {*kernel_, **reader_, settings_, law_, run_, Date::of(2026, 4, 3)};
    }
    forms::Notice notice(const char* number) {
        auto made = gather_notice(source(), record(number));
        EXPECT_TRUE(made) << describe_with_place(made.error(), Language::english);
        return std::move(*made);
    }

    office::Settings settings_;
    law::Statute statute_;
    statute::BoundYear law_;
    std::optional<store::Reader> reader_;
    RunFacts run_;
};

TEST_F(NoticeData, OwnerOfLandAndHouse) {
    const forms::Notice made = notice(kOwner);
    EXPECT_EQ(made.envelope.address, "汐見市港町2番3号");
    EXPECT_EQ(made.envelope.building, "汐見荘 5号");
    EXPECT_EQ(made.notice_no, std::string("2026-") + kOwner);
    EXPECT_TRUE(made.provisional) << "not confirmed yet";
    ASSERT_EQ(made.objects.parcels.size(), 1U);
    const forms::ParcelLine& parcel = made.objects.parcels[0];
    EXPECT_EQ(parcel.parcel_no, "A-1");
    EXPECT_EQ(parcel.category, "宅地");
    EXPECT_EQ(parcel.value, 20'000'000_yen);
    ASSERT_EQ(parcel.components.size(), 2U);
    EXPECT_EQ(parcel.components[0].area, Area::from_square_metres(200));
    ASSERT_EQ(made.objects.houses.size(), 1U);
    EXPECT_EQ(made.objects.houses[0].structure, "木造");
    EXPECT_EQ(made.objects.houses[0].base[0], 5'000'000_yen);
    Yen sum;
    for (const forms::Instalment& part : made.instalments) sum += part.amount;
    EXPECT_EQ(sum, made.annual);
    EXPECT_EQ(made.taxes[0].tax + made.taxes[1].tax, made.annual);
    EXPECT_GT(made.annual, 0_yen);
}

TEST_F(NoticeData, AProtectedPersonsMailGoesWhereTheRegisterSays) {
    const forms::Notice made = notice(kProtected);
    EXPECT_EQ(made.envelope.address, "汐見市郵便局留");
    EXPECT_EQ(made.envelope.postal_code, "999-0009");
    EXPECT_EQ(made.envelope.name, "小田切");
    const auto printed = forms::print_notices({&made, 1}, Instant{});
    ASSERT_TRUE(printed);
    EXPECT_THAT(document::testing::PdfFile(printed->pdf).text(), Not(HasSubstr("秘密町")));
    const auto list = gather_owner_list(source(), record(kProtected));
    ASSERT_TRUE(list);
    EXPECT_EQ(list->address, "");
    EXPECT_EQ(list->postal_code, "");
}

TEST_F(NoticeData, CoOwnersNameTheirRepresentativeAndHideTheProtected) {
    const forms::Notice made = notice(kGroup);
    EXPECT_EQ(made.taxpayer.name, "柏原 千鶴子");
    EXPECT_EQ(made.taxpayer.other_owners, 1U);
    EXPECT_THAT(made.taxpayer.members, ElementsAre("柏原 千鶴子", "（記載省略）"));
    EXPECT_EQ(made.envelope.name, "柏原 千鶴子 外1名");
    EXPECT_EQ(made.envelope.address, "汐見市港町2番3号") << "of the representative";
}

TEST_F(NoticeData, NobodyToAskMeansProtected) {
    kernel_->protection.is_protected = nullptr;
    const auto list = gather_owner_list(source(), record(kOwner));
    ASSERT_TRUE(list);
    EXPECT_EQ(list->address, "");
}

TEST_F(NoticeData, AssetsByClass) {
    const forms::Notice made = notice(kCompany);
    EXPECT_TRUE(made.envelope.corporation);
    ASSERT_EQ(made.objects.assets.size(), 1U);
    EXPECT_EQ(made.objects.assets[0].class_name, "機械及び装置");
    EXPECT_EQ(made.objects.assets[0].assets, 2);
    EXPECT_EQ(made.objects.assets[0].cost, 14'000'000_yen);
    EXPECT_EQ(made.objects.assets[0].base, made.taxes[0].class_base[2]);
}

TEST_F(NoticeData, WhoGetsOne) {
    const auto receivers = notice_receivers(source());
    ASSERT_TRUE(receivers);
    EXPECT_THAT(*receivers, ElementsAre(record(kOwner), record(kProtected), record(kCompany),
                                        record(kGroup)));
    EXPECT_EQ(notice_receivers(source(), 2)->size(), 2U);
}

TEST_F(NoticeData, WithoutALevyThereIsNoNotice) {
    const auto made = gather_notice(source(), 999);
    ASSERT_FALSE(made);
    EXPECT_EQ(made.error().id, "forms.not_levied");
    EXPECT_THAT(describe(made.error(), Language::japanese), HasSubstr("2026年度"));
}

}  // namespace
}  // namespace daicho::tax::levy
