// Every earlier schema is opened by this program; a later one is left alone.
#include "register/migrations.hpp"

#include <sys/stat.h>

#include "register/change.hpp"
#include "register/test_kernel.hpp"
#include "register/verify.hpp"

namespace daicho::registers {
namespace {

// A change of the first parcel, confirmed at once; false when it was refused.
bool change_parcel(Kernel& kernel, const char* value) {
    ChangeRequest request;
    request.register_name = "parcel";
    request.record = 1;
    request.values = {{"value_yen", value}};
    request.valid = {Date::of(2026, 1, 1), kForever};
    request.reason = "評価替え";
    const auto changed = change(kernel, identity::system_principal(), request);
    if (!changed) ADD_FAILURE() << describe_with_place(changed.error(), Language::english);
    return changed.has_value();
}

void expect_sound(Kernel& kernel, std::uint64_t rows) {
    const auto report = verify(kernel, {});  // heads, too: it makes them anew and compares
    ASSERT_TRUE(report) << describe(report.error(), Language::english);
    EXPECT_FALSE(report->fault) << describe(*report->fault, Language::english);
    EXPECT_EQ(report->rows, rows);
}

std::string read_file(const std::filesystem::path& file) {
    std::ifstream in(file);
    return {std::istreambuf_iterator<char>(in), {}};
}

class EarlierSchemaTest : public testing::KernelTest,
                          public ::testing::WithParamInterface<const char*> {
protected:
    void SetUp() override {
        write_definition("person", "addressee", testing::kPersonYaml);
        write_definition("tax", "parcel", testing::kParcelYaml);
        const std::string text = read_file(std::filesystem::path(DAICHO_SOURCE_DIR) / "tests" /
                                           "schemas" / (std::string(GetParam()) + ".sql"));
        const std::size_t line = text.find('\n');
        ASSERT_NE(line, std::string::npos) << GetParam();
        const auto key = from_hex(text.substr(line - 64, 64));
        ASSERT_TRUE(key);
        const std::filesystem::path home = kernel_options().home;
        std::filesystem::create_directories(home);
        std::ofstream(home / "city.key") << as_text(*key);
        ASSERT_EQ(::chmod((home / "city.key").c_str(), 0600), 0);
        auto plain = store::open_sqlite(home / "daicho.db", store::SqliteMode::write, true);
        ASSERT_TRUE(plain);
        const Status loaded = (*plain)->execute(text);
        ASSERT_TRUE(loaded) << describe(loaded.error(), Language::english);
    }
    Result<std::unique_ptr<Kernel>> open(bool read_only) {
        KernelOptions options = kernel_options();
        options.create = false;
        options.read_only = read_only;
        return Kernel::open(options, clock_);
    }
};

TEST_P(EarlierSchemaTest, IsBroughtUpToDateAndGoesOn) {
    const auto looking = open(true);
    ASSERT_FALSE(looking);
    EXPECT_EQ(looking.error().id, "kernel.not_upgraded");
    {
        auto kernel = open(false);
        ASSERT_TRUE(kernel) << describe_with_place(kernel.error(), Language::english);
        EXPECT_EQ(schema_number(**(*kernel)->reader()).value_or(0), migrations().back().number);
        expect_sound(**kernel, 5);
        ASSERT_TRUE(change_parcel(**kernel, "31000000"));
        expect_sound(**kernel, 6);
    }
    auto again = open(true);
    ASSERT_TRUE(again) << describe_with_place(again.error(), Language::english);
    expect_sound(**again, 6);
}

INSTANTIATE_TEST_SUITE_P(Schemas, EarlierSchemaTest,
                         ::testing::Values("issue-2", "postgresql", "unnumbered"),
                         [](const auto& parameter) {
                             std::string name = parameter.param;
                             std::replace(name.begin(), name.end(), '-', '_');
                             return name;
                         });

class MigrationsTest : public testing::KernelOnStoreTest {
protected:
    void plainly(const std::string& sql) {
        kernel_.reset();
        auto plain = store_.beside(kernel_options().home / "daicho.db");
        const Status done = plain->execute(sql);
        ASSERT_TRUE(done) << describe(done.error(), Language::english);
    }
    std::string refusal(bool read_only) {
        KernelOptions options = kernel_options();
        options.create = false;
        options.read_only = read_only;
        const auto opened = Kernel::open(options, clock_);
        return opened ? "" : opened.error().id;
    }
    std::int64_t steps() {
        return (*kernel_->reader())->integer("SELECT count(*) FROM w_schema").value_or(-1);
    }
    void import_some() {
        import_people();
        ASSERT_TRUE(import("parcel", {{"parcel_no", "taxpayer", "taxed_area", "value_yen", "use"},
                                      {"P1", "0000000019", "400.00", "34000000", "land"}}));
    }
};
DAICHO_ON_BOTH_STORES(MigrationsTest);

TEST_P(MigrationsTest, EachStepIsDoneOnce) {
    const auto all = static_cast<std::int64_t>(migrations().size());
    EXPECT_EQ(steps(), all);
    reopen();
    EXPECT_EQ(steps(), all);
}

TEST_P(MigrationsTest, DataWithoutANumberAreTakenAsTheyAre) {
    import_some();
    ASSERT_NO_FATAL_FAILURE(plainly("DROP TABLE w_schema; DROP TABLE w_seen_upto"));
    EXPECT_EQ(refusal(true), "kernel.not_upgraded");
    reopen();
    ASSERT_TRUE(change_parcel(*kernel_, "31000000"));
    expect_sound(*kernel_, 4);
}

TEST_P(MigrationsTest, DataHalfWayGetWhatIsMissing) {
    import_some();
    ASSERT_NO_FATAL_FAILURE(
        plainly("DELETE FROM w_schema WHERE number > 1; DROP TABLE w_seen_upto"));
    EXPECT_EQ(refusal(true), "kernel.not_upgraded");
    reopen();
    EXPECT_EQ(steps(), static_cast<std::int64_t>(migrations().size()));
    expect_sound(*kernel_, 3);
}

TEST_P(MigrationsTest, DataOfANewerProgramAreLeftAlone) {
    import_some();
    const std::int64_t next = migrations().back().number + 1;
    ASSERT_NO_FATAL_FAILURE(plainly("INSERT INTO w_schema VALUES (" + std::to_string(next) +
                                    ", 0)"));
    EXPECT_EQ(refusal(false), "kernel.newer_data");
    EXPECT_EQ(refusal(true), "kernel.newer_data");
    ASSERT_NO_FATAL_FAILURE(plainly("DELETE FROM w_schema WHERE applied = 0"));
    reopen();
    expect_sound(*kernel_, 3);
}

}  // namespace
}  // namespace daicho::registers
