// The class of a medium, from every zone and content, and that the catalog decides.
#include "govern/media/media_class.hpp"
#include "govern/test_support.hpp"

namespace daicho::govern {
namespace {

using namespace test;

TEST(MediaClass, FollowsFromZoneAndContent) {
    const ClassCatalog catalog =
        value_of(load_class_catalog(source_path("catalogs/media-class.yaml")));
    const std::vector<std::tuple<const char*, const char*, const char*, const char*>> cases = {
        {"my_number", "resident", "1", "RESIDENTS_MY_NUMBER"},
        {"my_number", "unknown", "1", "UNKNOWN_MY_NUMBER"},
        {"my_number", "confidential_2", "2", "CONFIDENTIAL"},
        {"my_number", "confidential_1", "3", "OPEN"},
        {"core", "resident", "2", "RESIDENTS_ELSEWHERE"},
        {"internet", "confidential_3", "2", "CONFIDENTIAL"},
        {"internet", "confidential_1", "3", "OPEN"},
        {"standalone", "unknown", "2", "UNKNOWN"},
    };
    for (const auto& [zone, content, wanted, code] : cases) {
        const DerivedClass found = class_of(catalog, zone, content);
        EXPECT_EQ(found.media_class, wanted) << zone << " " << content;
        EXPECT_EQ(found.code, code) << zone << " " << content;
        EXPECT_NE(explain(catalog.reasons, found.code).ja, found.code);
    }
}

TEST(MediaClass, AChangedRowChangesTheClassAndAGapIsRefused) {
    const std::string text = read_text("catalogs/media-class.yaml");
    const ClassCatalog milder = value_of(
        parse_class_catalog(changed(text, "{class: \"1\", zones: [my_number], contents: [unknown]",
                                    "{class: \"2\", zones: [my_number], contents: [unknown]"),
                            "changed.yaml"));
    EXPECT_EQ(class_of(milder, "my_number", "unknown").media_class, "2");
    const auto gap = parse_class_catalog(changed(text, "  - {class: \"2\", code: UNKNOWN}\n", ""),
                                         "changed.yaml");
    ASSERT_FALSE(gap);
    EXPECT_NE(explain_error(gap.error()).find("last"), std::string::npos);
}

}  // namespace
}  // namespace daicho::govern
