// What a JSON line or a file does not speak of: not the same as saying that it is empty.
#include "register/memory_source.hpp"
#include "register/query.hpp"
#include "register/test_kernel.hpp"

namespace daicho::registers {
namespace {

class LeftOut : public testing::KernelOnStoreTest {
protected:
    void SetUp() override {
        KernelOnStoreTest::SetUp();
        import_people();
    }
    Result<ImportReport> take(const std::string& name, const std::string& text,
                              bool delta = false) {
        DAICHO_TRY(source, memory_source(std::make_shared<const std::string>(text), name,
                                         definition("addressee")));
        ImportOptions options;
        options.valid_from = Date::of(2025, 1, 1);
        options.changes_only = delta;
        return import_rows(*kernel_, identity::system_principal(), definition("addressee"),
                           std::move(source), options);
    }
    // Name, kana and number of the first person in 2025.
    std::vector<std::string> person() {
        auto reader = kernel_->reader();
        const auto& people = definition("addressee");
        const auto row = read_record(**reader, people, 1, {Date::of(2025, 6, 1), std::nullopt});
        if (!row || !*row) return {};
        const RecordVersion& version = **row;
        std::string number;
        if (version.values[3].kind != Cell::Kind::null) {
            number = kernel_->vault()
                         .open_field(**reader, {people.number, 1, people.fields[3].id,
                                                version.version},
                                     as_bytes(version.values[3].bytes))
                         .value_or("sealed for good");
        }
        return {version.values[1].bytes, version.values[2].bytes, number};
    }
    using Texts = std::vector<std::string>;
};

TEST_P(LeftOut, APersonalNumberStaysUnlessTheLineSaysThatThereIsNone) {
    ASSERT_TRUE(take("a.jsonl", R"({"addressee_no":"0000000019","name":"甲","kana":"コウ"})"));
    EXPECT_EQ(person(), (Texts{"甲", "コウ", "123456789018"}));
    ASSERT_TRUE(take("a.csv", "addressee_no,name,kana\n0000000019,乙,オツ\n"));
    EXPECT_EQ(person(), (Texts{"乙", "オツ", "123456789018"}));
    ASSERT_TRUE(take("a.jsonl", R"({"addressee_no":"0000000019","name":"丙",)"
                                R"("kana":"ヘイ","personal_number":null})"));
    EXPECT_EQ(person(), (Texts{"丙", "ヘイ", ""}));
}

TEST_P(LeftOut, ADeltaKeepsWhateverALineLeavesOut) {
    const auto report = take("a.jsonl",
                             R"({"addressee_no":"0000000019","name":"甲"})" "\n"
                             R"({"addressee_no":"0000000027","name":"小田切 美帆"})", true);
    ASSERT_TRUE(report) << describe_with_place(report.error(), Language::english);
    EXPECT_EQ(report->changed, 1u);
    EXPECT_EQ(report->unchanged, 1u);
    EXPECT_EQ(person(), (Texts{"甲", "カシハラ チヅコ", "123456789018"}));
}

TEST_P(LeftOut, APrivateUseCharacterLandsAsItWas) {
    // 0xF040 of CP932 is U+E000, the first of a city's own characters.
    const std::string row = std::string("addressee_no,name,kana\n0000000019,") + "\xF0\x40" +
                            "," + "\xB1" + "\n";
    ASSERT_TRUE(take("a.csv", row));
    EXPECT_EQ(person()[0], "\xEE\x80\x80");
}

TEST_P(LeftOut, AFileFromMemoryIsNamedAsItsOwnerDid) {
    const auto bad = take("名簿.csv", "addressee_no,name,kana,personal_number\n0000000019,y,z,1\n");
    ASSERT_FALSE(bad);
    ASSERT_FALSE(bad.error().causes.empty());
    EXPECT_EQ(bad.error().causes.front().where.file, "名簿.csv");
    EXPECT_FALSE(take("a.xlsx", "no workbook"));
}

DAICHO_ON_BOTH_STORES(LeftOut);

}  // namespace
}  // namespace daicho::registers
