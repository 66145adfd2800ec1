// Every earlier state of a database is opened by this program, on either store.
#include <sys/stat.h>

#include <algorithm>

#include "job/migrations.hpp"
#include "journal/migrations.hpp"
#include "office/migrations.hpp"
#include "office/sessions.hpp"
#include "register/change.hpp"
#include "register/migrations.hpp"
#include "register/query.hpp"
#include "register/test_kernel.hpp"
#include "register/verify.hpp"
#include "server/idempotency.hpp"
#include "server/migrations.hpp"
#include "vault/migrations.hpp"

namespace daicho::server {
namespace {

using registers::Kernel;
using registers::KernelOptions;

std::string read_file(const std::filesystem::path& file) {
    std::ifstream in(file);
    return {std::istreambuf_iterator<char>(in), {}};
}

class EarlierSchemaTest : public registers::testing::KernelTest,
                          public ::testing::WithParamInterface<const char*> {
protected:
    EarlierSchemaTest() : KernelTest(daicho::testing::store_of_this_run()) {}
    void SetUp() override {
        write_definition("person", "addressee", registers::testing::kPersonYaml);
        write_definition("tax", "parcel", registers::testing::kParcelYaml);
        const bool sqlite = store_.kind() == store::StoreKind::sqlite;
        const std::filesystem::path file =
            std::filesystem::path(DAICHO_SOURCE_DIR) / "tests" / "schemas" /
            (std::string(GetParam()) + (sqlite ? ".sql" : ".postgres.sql"));
        const std::string text = read_file(file);
        const std::size_t line = text.find('\n');
        ASSERT_NE(line, std::string::npos) << file;
        const auto key = from_hex(text.substr(line - 64, 64));
        ASSERT_TRUE(key);
        const std::filesystem::path home = kernel_options().home;
        std::filesystem::create_directories(home);
        std::ofstream(home / "city.key") << as_text(*key);
        ASSERT_EQ(::chmod((home / "city.key").c_str(), 0600), 0);
        auto plain = sqlite ? std::move(*store::open_sqlite(home / "daicho.db",
                                                            store::SqliteMode::write, true))
                            : store_.beside(home / "daicho.db");
        const Status loaded = plain->execute(text);
        ASSERT_TRUE(loaded) << describe(loaded.error(), Language::english);
    }
    Result<std::unique_ptr<Kernel>> open(bool read_only) {
        KernelOptions options = kernel_options();
        options.read_only = read_only;
        options.modules = {office::migrations(), migrations()};
        return Kernel::open(options, clock_);
    }
    static void expect_sound(Kernel& kernel, std::uint64_t rows) {
        const auto report = registers::verify(kernel, {});  // makes heads anew and compares
        ASSERT_TRUE(report) << describe(report.error(), Language::english);
        EXPECT_FALSE(report->fault) << describe(*report->fault, Language::english);
        EXPECT_EQ(report->rows, rows);
    }
    // One of the first parcel's versions says so.
    static void expect_value(Kernel& kernel, const char* value) {
        const auto definition = kernel.definition("parcel");
        ASSERT_TRUE(definition);
        auto reader = kernel.reader();
        ASSERT_TRUE(reader);
        const auto history = registers::read_history(**reader, **definition, 1);
        ASSERT_TRUE(history);
        const std::size_t field = (*definition)->index_of("value_yen");
        const auto has = [&](const registers::RecordVersion& version) {
            return registers::format_cell((*definition)->fields[field],
                                          version.values[field].cell()) == value;
        };
        EXPECT_EQ(std::ranges::count_if(*history, has), 1) << value;
    }
    static void change_value(Kernel& kernel, const char* value) {
        registers::ChangeRequest request;
        request.register_name = "parcel";
        request.record = 1;
        request.values = {{"value_yen", value}};
        request.valid = {Date::of(2026, 1, 1), kForever};
        request.reason = "評価替え";
        const auto changed = registers::change(kernel, identity::system_principal(), request);
        ASSERT_TRUE(changed) << describe_with_place(changed.error(), Language::english);
    }
    // What stood in the tables of other modules before these had numbers.
    static void expect_office_and_jobs(Kernel& kernel) {
        auto reader = kernel.reader();
        ASSERT_TRUE(reader);
        const auto one = [&](const char* sql) { return (*reader)->integer(sql).value_or(-1); };
        EXPECT_EQ(one("SELECT failures FROM w_credential WHERE account = 7"), 2);
        EXPECT_EQ(one("SELECT account FROM w_job_order WHERE job = 1"), 7);
        EXPECT_EQ(one("SELECT max(id) FROM w_job_file_number"), 4);
    }
    static void expect_all_modules(Kernel& kernel) {
        auto reader = kernel.reader();
        ASSERT_TRUE(reader);
        for (const store::Migrations& module : {registers::migrations(), journal::migrations(),
                                                vault::migrations(), job::migrations(),
                                                office::migrations(), migrations()}) {
            EXPECT_EQ(store::schema_number(**reader, module).value_or(-1),
                      module.steps.back().number) << module.module;
        }
    }
};

TEST_P(EarlierSchemaTest, IsBroughtUpToDateAndGoesOn) {
    const auto looking = open(true);
    ASSERT_FALSE(looking);
    EXPECT_EQ(looking.error().id, "store.not_migrated");
    {
        auto kernel = open(false);
        ASSERT_TRUE(kernel) << describe_with_place(kernel.error(), Language::english);
        expect_all_modules(**kernel);
        expect_sound(**kernel, 5);
        expect_value(**kernel, "34000000");
        ASSERT_NO_FATAL_FAILURE(change_value(**kernel, "31000000"));
        expect_sound(**kernel, 6);
        if (std::string_view(GetParam()) == "numbered-kernel") expect_office_and_jobs(**kernel);
        EXPECT_TRUE(office::end_expired(**kernel, {}));
        EXPECT_TRUE(forget_old_answers(**kernel));
    }
    auto again = open(true);
    ASSERT_TRUE(again) << describe_with_place(again.error(), Language::english);
    expect_sound(**again, 6);
    expect_value(**again, "31000000");
}

// The first one was SQLite's alone.
std::vector<const char*> states() {
    std::vector<const char*> names = {"postgresql", "unnumbered", "numbered-kernel",
                                      "numbered-modules", "numbered-drafts",
                                      "numbered-documents"};
    if (daicho::testing::store_of_this_run() == store::StoreKind::sqlite) {
        names.push_back("issue-2");
    }
    return names;
}

INSTANTIATE_TEST_SUITE_P(Schemas, EarlierSchemaTest, ::testing::ValuesIn(states()),
                         [](const auto& parameter) {
                             std::string name = parameter.param;
                             std::replace(name.begin(), name.end(), '-', '_');
                             return name;
                         });

}  // namespace
}  // namespace daicho::server
