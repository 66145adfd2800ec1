// Watches: read strictly, tied to other registers, asked as SQL on both stores.
#include "register/watch.hpp"

#include <gmock/gmock.h>

#include "register/test_kernel.hpp"

namespace daicho::registers {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr std::string_view kOfPeople = R"(watches:
  - id: nothing
    ja: 物件なし
    en: Without parcels
    kind: caution
    cite: 例
    related: [{without: parcel, by: taxpayer, when: {taxed_area: ">=10"}}]
  - id: several
    ja: 2件以上
    en: Two or more
    kind: bad
    cite: 例
    related: [{with: parcel, by: taxpayer, least: 2}]
)";
constexpr std::string_view kOfParcels = R"(watches:
  - id: large
    ja: 広い土地
    en: Large parcels
    kind: bad
    when: {taxed_area: ">=1000"}
    related: [{of: taxpayer, when: {addressee_no: "=0000000019"}}]
  - id: since_long
    ja: 期限
    en: Due
    kind: deadline
    due: since
    when: {since: "<=today-1"}
)";

std::string parcel_with(std::string_view watches) {
    std::string text(testing::kParcelYaml);
    text.replace(text.find("en: Since}}"), 11, "en: Since}, sort: true}");
    return text + std::string(watches);
}

std::vector<std::string> faults(const std::string& yaml) {
    const auto parsed = parse_definition(yaml, "tax/parcel.yaml", "tax");
    std::vector<std::string> ids;
    if (parsed) return ids;
    for (const Error& cause : parsed.error().causes) {
        ids.push_back(cause.id);
        EXPECT_GT(cause.where.line, 0U) << cause.id;
    }
    return ids;
}

std::string changed(std::string_view from, std::string_view to) {
    std::string text = parcel_with(kOfParcels);
    EXPECT_NE(text.find(from), std::string::npos) << from;
    return text.replace(text.find(from), from.size(), to);
}

TEST(Watch, EveryFaultOfOneIsNamed) {
    EXPECT_THAT(faults(parcel_with(kOfParcels)), IsEmpty());
    EXPECT_THAT(faults(changed("id: since_long", "id: large")),
                ElementsAre("register.definition.watch_id"));
    EXPECT_THAT(faults(changed("due: since", "due: taxed_area")),
                ElementsAre("register.definition.watch_due"));
    EXPECT_THAT(faults(changed("when: {since: \"<=today-1\"}", "")),
                ElementsAre("register.definition.watch_empty"));
    EXPECT_THAT(faults(changed("<=today-1", "<=tomorrow")),
                ElementsAre("register.definition.watch_value"));
    EXPECT_THAT(faults(changed("<=today-1", "<=today-x")),
                ElementsAre("register.definition.watch_value"));
    EXPECT_THAT(faults(changed("{since:", "{before:")),
                ElementsAre("register.definition.no_field"));
    EXPECT_THAT(faults(changed("{since:", "{use:")),
                ElementsAre("register.definition.not_in_list"));
    EXPECT_THAT(faults(changed("when: {taxed_area: \">=1000\"}", "when: {taxpayer: \"=1\"}")),
                ElementsAre("register.definition.watch_value"));
    EXPECT_THAT(faults(changed("name: since", "name: watch")),
                ::testing::Contains("register.definition.bad_name"));
}

TEST(Watch, DaysAndYearsAreCountedFromTheDayOfTheQuestion) {
    const auto parsed = parse_definition(parcel_with(kOfParcels), "tax/parcel.yaml", "tax");
    ASSERT_TRUE(parsed);
    const std::size_t since = parsed->index_of("since");
    const Date day = Date::of(2026, 3, 1);
    const auto value = [&](const char* text) {
        return on_day(*parsed, parse_condition(*parsed, since, text), day);
    };
    EXPECT_EQ(value("<=today").value, "2026-03-01");
    EXPECT_EQ(value("<=today-1").value, "2026-02-28");
    EXPECT_EQ(value(">=today+31").value, "2026-04-01");
    EXPECT_EQ(value("today-1..today").to, "2026-03-01");
    EXPECT_EQ(value("2025-01-01").value, "2025-01-01");
}

class WatchStoreTest : public testing::KernelOnStoreTest {
protected:
    void SetUp() override {
        write_definition("person", "addressee",
                         std::string(testing::kPersonYaml) + std::string(kOfPeople));
        write_definition("tax", "parcel", parcel_with(kOfParcels));
        reopen();
        import_people();
        const auto report =
            import("parcel", {{"parcel_no", "taxpayer", "taxed_area", "value_yen", "use", "since"},
                              {"A", "0000000019", "2000.00", "1", "land", "2020-01-01"},
                              {"B", "0000000019", "5.00", "1", "land", "2026-06-01"},
                              {"C", "0000000027", "9.00", "1", "farm", ""}});
        ASSERT_TRUE(report) << describe_with_place(report.error(), Language::english);
    }
    std::vector<std::string> keys(std::string_view name, std::string_view watch) {
        ListQuery query;
        query.moment = {Date::of(2026, 6, 1), std::nullopt};
        query.filters.push_back(watch_filter(watch));
        auto reader = kernel_->reader();
        const auto page = list_records(**reader, definition(name), query);
        std::vector<std::string> list;
        EXPECT_TRUE(page) << describe_with_place(page.error(), Language::english);
        if (!page) return list;
        for (const auto& row : page->rows) list.push_back(key_of(definition(name), row));
        return list;
    }
};

TEST_P(WatchStoreTest, RowsOfOtherRegistersDecide) {
    EXPECT_THAT(keys("addressee", "nothing"), ElementsAre("0000000027"));
    EXPECT_THAT(keys("addressee", "several"), ElementsAre("0000000019"));
    EXPECT_THAT(keys("parcel", "large"), ElementsAre("A"));
    EXPECT_THAT(keys("parcel", "since_long"), ElementsAre("A"));
}

TEST_P(WatchStoreTest, DeadlinesAreCountedByTheDay) {
    const Definition& parcels = definition("parcel");
    const Watch* watch = find_watch(parcels, "since_long");
    ASSERT_NE(watch, nullptr);
    ListQuery query;
    query.moment = {Date::of(2026, 6, 2), std::nullopt};
    query.filters.push_back(watch_filter(watch->id));
    auto reader = kernel_->reader();
    const auto days = due_days(**reader, parcels, *watch, query, Date::of(2026, 6, 1));
    ASSERT_TRUE(days) << describe_with_place(days.error(), Language::english);
    EXPECT_THAT(*days, ElementsAre(std::pair(Date::of(2020, 1, 1), 1U),
                                   std::pair(Date::of(2026, 6, 1), 1U)));
}

TEST_P(WatchStoreTest, AnUnknownOneIsTold) {
    ListQuery query;
    query.filters.push_back(watch_filter("nobody"));
    auto reader = kernel_->reader();
    const auto page = list_records(**reader, definition("parcel"), query);
    ASSERT_FALSE(page);
    EXPECT_EQ(page.error().id, "query.no_watch");
}

TEST_P(WatchStoreTest, ATieToNothingStopsTheStart) {
    const auto refused = [&](std::string_view from, std::string_view to) {
        std::string text(kOfPeople);
        text.replace(text.find(from), from.size(), to);
        write_definition("person", "addressee", std::string(testing::kPersonYaml) + text);
        const auto loaded = Definitions::load(folder_.path() / "registers");
        return loaded ? std::string() : loaded.error().id;
    };
    EXPECT_EQ(refused("without: parcel", "without: barn"), "register.definition.watch_register");
    EXPECT_EQ(refused("by: taxpayer", "by: use"), "register.definition.watch_field");
    EXPECT_EQ(refused("taxed_area: \">=10\"", "since_when: \"=\""),
              "register.definition.not_in_list");
    EXPECT_EQ(refused("\">=10\"", "\">=ten\""), "register.definition.watch_value");
}

DAICHO_ON_BOTH_STORES(WatchStoreTest);

}  // namespace
}  // namespace daicho::registers
