// Imports large enough to go in bulk: timelines, keys and faults are those of one row at a time.
#include <random>

#include "register/head.hpp"
#include "register/schema.hpp"
#include "register/test_kernel.hpp"
#include "register/verify.hpp"

namespace daicho::registers {
namespace {

using Rows = std::vector<std::vector<std::string>>;

class BulkTest : public testing::KernelOnStoreTest {
protected:
    void expect_sound() {
        auto reader = kernel_->reader();
        ASSERT_TRUE(reader);
        for (const char* name : {"addressee", "parcel"}) {
            const auto differences = head_differences(**reader, definition(name), 10);
            ASSERT_TRUE(differences);
            EXPECT_TRUE(differences->empty()) << name << " " << differences->front();
        }
        const auto proof = verify(*kernel_, {});
        ASSERT_TRUE(proof);
        EXPECT_FALSE(proof->fault) << describe_with_place(*proof->fault, Language::english);
    }
    std::int64_t integer(const std::string& sql) {
        return (*kernel_->reader())->integer(sql).value();
    }
    static std::vector<std::string> parcel(int number, int value, const std::string& from,
                                           const std::string& to, bool ended = false) {
        return {"P" + std::to_string(number), "0000000019", "100.00", std::to_string(value),
                "land", from, to, ended ? "true" : ""};
    }
    Rows parcels(int count) {
        Rows rows{kHeader};
        for (int i = 1; i <= count; ++i) rows.push_back(parcel(i, i, "2024-01-01", ""));
        return rows;
    }
    static inline const std::vector<std::string> kHeader{
        "parcel_no", "taxpayer", "taxed_area", "value_yen", "use", "valid_from", "valid_to",
        "ended"};
};
DAICHO_ON_BOTH_STORES(BulkTest);

// Splits, trims, replacements, ends and the same record twice in a file, by chance but repeatably.
TEST_P(BulkTest, HeadsFollowWhateverOrderChangesComeIn) {
    import_people();
    ASSERT_TRUE(import("parcel", parcels(60)));
    std::mt19937 chance(7412);
    const auto day = [&](int from, int to) {
        const int month = static_cast<int>(chance() % 12) + 1;
        const int year = from + static_cast<int>(chance() % static_cast<unsigned>(to - from + 1));
        return std::to_string(year) + (month < 10 ? "-0" : "-") + std::to_string(month) + "-01";
    };
    for (int file = 0; file < 6; ++file) {
        Rows rows{kHeader};
        for (int i = 0; i < 50; ++i) {
            // Numbers above 60 are new records among the changes.
            const int number = static_cast<int>(chance() % 70) + 1;
            const bool open = chance() % 3 == 0;
            rows.push_back(parcel(number, static_cast<int>(chance() % 1000), day(2024, 2026),
                                  open ? "" : day(2027, 2029), chance() % 5 == 0));
        }
        const auto report = import("parcel", rows);
        ASSERT_TRUE(report) << describe_with_place(report.error(), Language::english);
        ASSERT_EQ(report->landed, 50U);
        expect_sound();
    }
    EXPECT_GT(integer("SELECT count(*) FROM w_head_parcel"), 60);
}

TEST_P(BulkTest, PersonalNumbersAndSearchKeysLandWithTheirRows) {
    Rows rows{{"addressee_no", "name", "kana", "personal_number"}};
    for (int i = 0; i < 40; ++i) {
        rows.push_back({std::to_string(1'000'000'000 + i), "試験 " + std::to_string(i), "シケン",
                        i % 2 == 0 ? "123456789018" : ""});
    }
    ASSERT_TRUE(import("addressee", rows));
    for (std::size_t i = 1; i < rows.size(); ++i) rows[i][1] = "改名";
    ASSERT_TRUE(import("addressee", rows));
    EXPECT_EQ(integer("SELECT count(*) FROM w_head_addressee WHERE name = '改名'"), 40);
    EXPECT_EQ(integer("SELECT count(*) FROM w_blind"), 20);
    expect_sound();
}

}  // namespace
}  // namespace daicho::registers
