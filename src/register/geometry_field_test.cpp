// A field that holds a shape: what is taken, in which spelling it is kept, what it says of itself.
#include "register/change.hpp"
#include "register/export.hpp"
#include "register/lint.hpp"
#include "register/test_kernel.hpp"
#include "register/typed_value.hpp"

namespace daicho::registers {
namespace {

constexpr std::string_view kShapeYaml = R"(
register: parcel_shape
number: 109
version: 1
label: {ja: 地番図, en: Parcel shapes}
task: {id: fixed_asset_tax, ja: 固定資産税, en: Fixed-asset tax}
legal_basis: 地方税法 第380条
temporal: valid_time
key: [parcel]
retention: {years: 10, from: end_of_validity, basis: 例}
permissions: {view: [tax_clerk], change: [tax_clerk], import: [tax_clerk, loader],
     export: [tax_clerk]}
fields:
  - {id: 1, name: parcel, type: ref, target: parcel, label: {ja: 土地, en: Parcel}, required: true,
     list: 1}
  - {id: 2, name: shape, type: geometry, label: {ja: 図形, en: Shape}, required: true}
)";

class GeometryFieldTest : public testing::KernelOnStoreTest {
protected:
    void SetUp() override {
        write_definition("tax", "parcel_shape", kShapeYaml);
        KernelOnStoreTest::SetUp();
        import_people();
        ASSERT_TRUE(import("parcel", {{"parcel_no", "taxpayer", "taxed_area", "value_yen", "use"},
                                      {"P-1", "0000000019", "400.00", "100", "land"},
                                      {"P-2", "0000000019", "400.00", "100", "land"}}));
    }
    std::string kept(std::uint64_t record) {
        auto reader = kernel_->reader().value();
        const auto row = read_record(*reader, definition("parcel_shape"), record,
                                     {Date::of(2026, 4, 1), std::nullopt});
        return row.value()->values[1].bytes;
    }
};
DAICHO_ON_BOTH_STORES(GeometryFieldTest);

TEST_P(GeometryFieldTest, AnImportKeepsOneSpelling) {
    ASSERT_TRUE(import("parcel_shape", {{"parcel", "shape"},
                                        {"P-1", "polygon((0 0,20.500 0,20.5 10,0 0))"},
                                        {"P-2", "MULTIPOLYGON (((0 0, 1 0, 1 1, 0 0)))"}}));
    EXPECT_EQ(kept(1), "POLYGON ((0 0, 20.5 0, 20.5 10, 0 0))");
    EXPECT_EQ(kept(2), "MULTIPOLYGON (((0 0, 1 0, 1 1, 0 0)))");
}

TEST_P(GeometryFieldTest, AFaultNamesFieldLineAndPlace) {
    const auto report = import("parcel_shape", {{"parcel", "shape"},
                                                {"P-1", "POLYGON ((0 0, 2 2, 2 0, 0 3, 0 0))"},
                                                {"P-2", "POLYGON ((0 0, 2 NaN))"}});
    ASSERT_FALSE(report);
    ASSERT_EQ(report.error().causes.size(), 2U);
    EXPECT_EQ(report.error().causes[0].id, "geometry.not_simple");
    EXPECT_EQ(report.error().causes[0].where.path, "shape");
    EXPECT_EQ(report.error().causes[1].id, "geometry.not_read");
    for (const Error& fault : report.error().causes) {
        EXPECT_EQ(describe(fault, Language::japanese).find('{'), std::string::npos);
    }
}

TEST_P(GeometryFieldTest, AFormTakesItTheSameWay) {
    ChangeRequest request;
    request.register_name = "parcel_shape";
    request.values = {{"parcel", "P-1"}, {"shape", " point(1.50 2) "}};
    request.valid = {Date::of(2026, 4, 1), kForever};
    const auto made = change(*kernel_, identity::system_principal(), request);
    ASSERT_TRUE(made);
    EXPECT_EQ(kept(made->record), "POINT (1.5 2)");
    request.values = {{"parcel", "P-2"}, {"shape", "POINT (1.50"}};
    const auto refused = change(*kernel_, identity::system_principal(), request);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().causes.at(0).id, "geometry.not_read");
}

TEST(GeometryDefinition, ARequiredShapeIsCopiedOnlyWhenItIsSaid) {
    const auto with = [](std::string_view masked) {
        std::string text(kShapeYaml);
        const std::string rows = "masked_copy: {rows: with, fields: [parcel]}\n";
        text.insert(text.find("permissions:"), rows);
        const std::string end = "en: Shape}, required: true";
        return text.insert(text.find(end) + end.size(), masked);
    };
    EXPECT_TRUE(parse_definition(kShapeYaml, "a.yaml", "tax"));
    EXPECT_FALSE(parse_definition(with(""), "a.yaml", "tax"));
    EXPECT_TRUE(parse_definition(with(", masked: keep"), "a.yaml", "tax"));
}

}  // namespace
}  // namespace daicho::registers
