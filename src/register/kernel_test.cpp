// The kernel from end to end: in by import and change, out by query, proved by verify.
#include "register/change.hpp"
#include "register/disclosure.hpp"
#include "register/list.hpp"
#include "register/schema.hpp"
#include "register/test_kernel.hpp"
#include "register/verify.hpp"

namespace daicho::registers {
namespace {

using testing::KernelOnStoreTest;
DAICHO_ON_BOTH_STORES(KernelOnStoreTest);

std::vector<std::vector<std::string>> parcels() {
    return {{"parcel_no", "taxpayer", "taxed_area", "value_yen", "use", "since"},
            {"P1", "0000000019", "400.00", "34000000", "land", "2024-01-01"},
            {"P2", "0000000027", "125.5", "9000000", "farm", ""}};
}

// Somebody with the database's own tools: the error's words, or "".
class Plain {
public:
    Plain(const daicho::testing::TestStore& store, const std::filesystem::path& home)
        : connection_(store.beside(home / "daicho.db")) {}
    std::string run(const std::string& sql) {
        const Status done = connection_->execute(sql);
        return done ? "" : done.error().arguments[0].second;
    }
    void drop_trigger(const std::string& name, const std::string& table) {
        run(daicho::testing::drop_trigger(connection_->dialect(), name, table));
    }
    [[nodiscard]] std::string bytes(const Bytes& value) const {
        return connection_->dialect().bytes(to_hex(value));
    }

private:
    store::ConnectionPointer connection_;
};

std::vector<std::filesystem::path> files_of(const std::filesystem::path& place) {
    if (std::filesystem::is_regular_file(place)) return {place};
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(place)) {
        if (entry.is_regular_file()) files.push_back(entry.path());
    }
    return files;
}

TEST_P(KernelOnStoreTest, ImportedRowsAreFoundAndProved) {
    import_people();
    const auto report = import("parcel", parcels());
    ASSERT_TRUE(report) << describe_with_place(report.error(), Language::english);
    EXPECT_EQ(report->landed, 2U);
    EXPECT_EQ(report->new_records, 2U);
    auto reader = kernel_->reader();
    ListQuery query;
    query.moment = {Date::of(2026, 1, 1), {}};
    const auto page = list_records(**reader, definition("parcel"), query);
    ASSERT_TRUE(page);
    EXPECT_EQ(page->total, 2U);
    EXPECT_EQ(page->rows[0].values[2].integer, 40000);
    const auto proof = verify(*kernel_, {});
    ASSERT_TRUE(proof);
    EXPECT_FALSE(proof->fault) << describe(*proof->fault, Language::english);
    EXPECT_EQ(proof->rows, 4U);
}

TEST_P(KernelOnStoreTest, EveryBadLineIsNamedAndNothingLands) {
    import_people();
    auto rows = parcels();
    rows.push_back({"P3", "0000000019", "1.234", "-5", "road", "2026-02-31"});
    rows.push_back({"P4", "9999999999", "", "1", "land", ""});
    rows.push_back({"P5", "0000000019", "1", "1", "land"});
    const auto report = import("parcel", rows);
    ASSERT_FALSE(report);
    EXPECT_EQ(report.error().id, "import.refused");
    std::vector<std::string> named;
    for (const Error& cause : report.error().causes) {
        named.push_back(std::to_string(cause.where.line) + ":" + cause.where.path + ":" + cause.id);
    }
    const std::vector<std::string> expected = {
        "4:taxed_area:decimal.too_many_decimals", "4:value_yen:register.value.negative_yen",
        "4:use:register.value.unknown_code",      "4:since:date.does_not_exist",
        "5:taxpayer:import.no_such_record",       "6::import.column_count"};
    EXPECT_EQ(named, expected);
    auto reader = kernel_->reader();
    EXPECT_EQ(*count_records(**reader, definition("parcel"), {Date::of(2026, 1, 1), {}}), 0U);
    const auto proof = verify(*kernel_, {});
    EXPECT_FALSE(proof->fault);
    // Good rows alone, when asked for; numbering goes on cleanly after the refusal.
    const auto good = import("parcel", rows, true);
    ASSERT_TRUE(good);
    EXPECT_EQ(good->landed, 2U);
    EXPECT_EQ(good->bad_rows, 3U);
}

TEST_P(KernelOnStoreTest, HeaderFaultsAreNamed) {
    const auto report = import("parcel", {{"parcel_no", "colour", "parcel_no"}, {"P1", "x", "P1"}});
    ASSERT_FALSE(report);
    EXPECT_EQ(report.error().id, "import.header");
    EXPECT_EQ(report.error().causes.size(), 6U);
}

TEST_P(KernelOnStoreTest, VersionsOverlayInValidTimeAndInKnowledge) {
    import_people();
    ASSERT_TRUE(import("parcel", parcels()));
    const CommitNumber before = *kernel_->newest();
    ChangeRequest request;
    request.register_name = "parcel";
    request.record = 1;
    request.values = {{"value_yen", "30000000"}};
    request.valid = {Date::of(2025, 1, 1), kForever};
    request.reason = "下落修正";
    const auto changed = change(*kernel_, identity::system_principal(), request);
    ASSERT_TRUE(changed) << describe_with_place(changed.error(), Language::english);
    auto reader = kernel_->reader();
    const auto value = [&](Date day, std::optional<CommitNumber> known) {
        return (*read_record(**reader, definition("parcel"), 1, {day, known}))->values[3].integer;
    };
    EXPECT_EQ(value(Date::of(2024, 6, 1), {}), 34000000);
    EXPECT_EQ(value(Date::of(2025, 6, 1), {}), 30000000);
    EXPECT_EQ(value(Date::of(2025, 6, 1), before), 34000000);
    EXPECT_EQ(read_history(**reader, definition("parcel"), 1)->size(), 2U);
    EXPECT_FALSE(verify(*kernel_, {})->fault);
}

TEST_P(KernelOnStoreTest, AnEndedRecordIsNoMore) {
    import_people();
    ASSERT_TRUE(import("parcel", parcels()));
    ChangeRequest request;
    request.register_name = "parcel";
    request.record = 2;
    request.valid = {Date::of(2025, 7, 1), kForever};
    request.ended = true;
    ASSERT_TRUE(change(*kernel_, identity::system_principal(), request));
    auto reader = kernel_->reader();
    EXPECT_EQ(*count_records(**reader, definition("parcel"), {Date::of(2025, 6, 30), {}}), 2U);
    EXPECT_EQ(*count_records(**reader, definition("parcel"), {Date::of(2025, 7, 1), {}}), 1U);
    EXPECT_FALSE(verify(*kernel_, {})->fault);
}

TEST_P(KernelOnStoreTest, AChangeOfAnOlderVersionIsAConflict) {
    import_people();
    ASSERT_TRUE(import("parcel", parcels()));
    ChangeRequest request;
    request.register_name = "parcel";
    request.record = 1;
    request.base_version = 1;
    request.values = {{"value_yen", "1"}};
    request.valid = {Date::of(2025, 1, 1), kForever};
    ASSERT_TRUE(change(*kernel_, identity::system_principal(), request));
    const auto second = change(*kernel_, identity::system_principal(), request);
    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().id, "change.conflict");
}

TEST_P(KernelOnStoreTest, StrangersAreRefusedAndThatIsRecorded) {
    import_people();
    identity::Principal stranger;
    stranger.account = 7;
    stranger.grants = {{"tax_clerk", "another_task"}};
    ChangeRequest request;
    request.register_name = "parcel";
    request.valid = {Date::of(2025, 1, 1), kForever};
    const CommitNumber before = *kernel_->newest();
    const auto changed = change(*kernel_, stranger, request);
    ASSERT_FALSE(changed);
    EXPECT_EQ(changed.error().id, "register.denied");
    EXPECT_EQ(kernel_->newest()->value, before.value + 1);
}

TEST_P(KernelOnStoreTest, AnEndThatWasScheduledIsTakenBack) {
    import_people();
    ChangeRequest request;
    request.register_name = "addressee";
    request.record = 1;
    request.ended = true;
    request.valid = {Date::of(2027, 4, 1), kForever};
    request.reason = "転出の予定";
    const auto ended = change(*kernel_, identity::system_principal(), request);
    ASSERT_TRUE(ended);
    const auto there = [&](Date day) {
        auto reader = kernel_->reader();
        return read_record(**reader, definition("addressee"), 1, {day, {}})->has_value();
    };
    EXPECT_FALSE(there(Date::of(2027, 4, 1)));
    request.ended = false;
    request.reason = "転出の取りやめ";
    request.base_version = ended->version;
    const auto other = change(*kernel_, identity::system_principal(), request);
    ASSERT_FALSE(other);  // what is no more is changed by nothing else
    EXPECT_EQ(other.error().id, "change.no_record");
    request.like = Date::of(2027, 3, 31);
    const auto back = change(*kernel_, identity::system_principal(), request);
    ASSERT_TRUE(back) << describe(back.error(), Language::english);
    EXPECT_TRUE(there(Date::of(2027, 4, 1)));
    EXPECT_TRUE(there(Date::of(2040, 1, 1)));
    EXPECT_FALSE(verify(*kernel_, {})->fault);
}

TEST_P(KernelOnStoreTest, KanaAndNamesAreFoundByTheirSound) {
    import_people();
    auto reader = kernel_->reader();
    ListQuery query;
    query.moment.as_of = Date::of(2026, 1, 1);
    query.text = "かしはら";
    EXPECT_EQ(list_records(**reader, definition("addressee"), query)->total, 1U);
    query.text = "ｵﾀﾞｷﾞﾘ";
    EXPECT_EQ(list_records(**reader, definition("addressee"), query)->total, 1U);
    query.text = "美帆";
    EXPECT_EQ(list_records(**reader, definition("addressee"), query)->total, 1U);
}

TEST_P(KernelOnStoreTest, PersonalNumbersStandNowhereInTheClear) {
    import_people();
    kernel_.reset();
    std::vector<std::filesystem::path> places{folder_.path()};
    if (GetParam() == store::StoreKind::postgres) {
        Plain sql(store_, folder_.path() / "home");
        ASSERT_EQ(sql.run("CHECKPOINT"), "");
        places.push_back(store_.server_files() / "data" / "base");
        places.push_back(store_.server_files() / "data" / "pg_wal");
        places.push_back(store_.server_files() / "log");
    }
    for (const auto& place : places) {
        for (const std::filesystem::path& file : files_of(place)) {
            std::ifstream in(file, std::ios::binary);
            const std::string bytes((std::istreambuf_iterator<char>(in)), {});
            EXPECT_EQ(bytes.find("123456789018"), std::string::npos) << file;
        }
    }
    reopen();
    EXPECT_FALSE(verify(*kernel_, {})->fault);
}

TEST_P(KernelOnStoreTest, TheDatabaseItselfRefusesChanges) {
    import_people();
    ASSERT_TRUE(import("parcel", parcels()));
    Plain sql(store_, folder_.path() / "home");
    EXPECT_NE(sql.run("UPDATE v_parcel SET value_yen = 1"), "");
    EXPECT_NE(sql.run("DELETE FROM v_parcel"), "");
    EXPECT_NE(sql.run("UPDATE j_entry SET header = " + sql.bytes({0})), "");
    EXPECT_NE(sql.run("DELETE FROM j_entry"), "");
    for (const std::string again : {"v_parcel SELECT * FROM v_parcel WHERE version_id = 1",
                                    "j_entry SELECT * FROM j_entry WHERE number = 1"}) {
        EXPECT_NE(sql.run("INSERT INTO " + again), "");
        EXPECT_NE(sql.run("INSERT INTO " + again + " ON CONFLICT DO NOTHING"), "");
        if (GetParam() == store::StoreKind::sqlite) {
            EXPECT_NE(sql.run("INSERT OR REPLACE INTO " + again), "");
        }
    }
    EXPECT_FALSE(verify(*kernel_, {})->fault);
}

// Every column of every stored version, changed behind the program's back, is named by verify.
TEST_P(KernelOnStoreTest, AnyChangedColumnIsNamed) {
    import_people();
    ASSERT_TRUE(import("parcel", parcels()));
    kernel_.reset();
    std::vector<std::string> columns = {"record_id", "commit_no", "valid_from", "valid_to",
                                        "row_state", "row_definition", "parcel_no", "taxpayer",
                                        "taxed_area", "value_yen", "use", "since", "row_digest"};
    {
        Plain sql(store_, folder_.path() / "home");
        sql.drop_trigger("t_parcel_update", "v_parcel");
        ASSERT_EQ(sql.run("CREATE TABLE saved AS SELECT * FROM v_parcel WHERE version_id = 2"), "");
    }
    for (const std::string& column : columns) {
        const std::string set = "UPDATE v_parcel SET \"" + column + "\" = ";
        {
            Plain sql(store_, folder_.path() / "home");
            sql.drop_trigger("t_parcel_update", "v_parcel");  // opening makes it again
            const bool text = column == "parcel_no" || column == "use";
            const bool blob = column == "row_digest";
            const std::string value = text   ? "'P9'"
                                      : blob ? sql.bytes(Bytes(32))
                                             : "coalesce(\"" + column + "\", 0) + 1";
            EXPECT_EQ(sql.run(set + value + " WHERE version_id = 2"), "");
        }
        reopen();
        const auto proof = verify(*kernel_, {});
        ASSERT_TRUE(proof);
        ASSERT_TRUE(proof->fault) << column;
        std::string version;
        for (const auto& [name, argument] : proof->fault->arguments) {
            if (name == "version") version = argument;
        }
        EXPECT_EQ(version, "2") << column << " " << proof->fault->id;
        kernel_.reset();
        Plain sql(store_, folder_.path() / "home");
        sql.drop_trigger("t_parcel_update", "v_parcel");
        EXPECT_EQ(sql.run(set + "(SELECT \"" + column + "\" FROM saved) WHERE version_id = 2"), "");
    }
    reopen();
    EXPECT_FALSE(verify(*kernel_, {})->fault);
}

// Changes one thing behind the program's back; gives the names of the faults: "register number".
class TamperTest : public KernelOnStoreTest {
protected:
    void SetUp() override {
        KernelOnStoreTest::SetUp();
        import_people();
        ASSERT_TRUE(import("parcel", parcels()));
    }
    std::vector<std::string> after(const std::string& statement) {
        Plain sql(store_, folder_.path() / "home");
        sql.drop_trigger("t_parcel_update", "v_parcel");
        sql.drop_trigger("t_addressee_update", "v_addressee");
        EXPECT_EQ(sql.run(statement), "");
        const auto proof = verify(*kernel_, {});
        std::vector<std::string> names;
        for (const Error& fault : proof->faults) {
            std::string name;
            for (const auto& [key, value] : fault.arguments) {
                if (key == "register") name = value;
                if (key == "version" || key == "record") name += " " + value;
            }
            names.push_back(name);
        }
        EXPECT_EQ(proof->fault.has_value(), !names.empty());
        return names;
    }
    using Names = std::vector<std::string>;
};
DAICHO_ON_BOTH_STORES(TamperTest);

TEST_P(TamperTest, EveryChangedRowIsNamedNotOnlyTheFirst) {
    EXPECT_EQ(after("UPDATE v_parcel SET value_yen = value_yen + 1"),
              (Names{"parcel 1", "parcel 2"}));
}

TEST_P(TamperTest, NumbersThatDifferBeyondTheirHashedWidth) {
    EXPECT_EQ(after("UPDATE v_parcel SET valid_to = valid_to + 4294967296 WHERE version_id = 1"),
              Names{"parcel 1"});
    EXPECT_EQ(after("UPDATE v_parcel SET row_state = row_state + 256 WHERE version_id = 2"),
              (Names{"parcel 1", "parcel 2"}));
}

TEST_P(TamperTest, ASaltWhereNothingIsPersonal) {
    const std::string zero = store::Dialect(GetParam()).bytes("00");
    EXPECT_EQ(after("UPDATE v_parcel SET row_salt = " + zero + " WHERE version_id = 2"),
              Names{"parcel 2"});
}

TEST_P(TamperTest, PersonalValuesInARowThatLooksErased) {
    EXPECT_EQ(after("UPDATE v_addressee SET row_salt = NULL, name = '別人' WHERE version_id = 2"),
              Names{"addressee 2"});
    EXPECT_EQ(after("UPDATE v_addressee SET name = NULL, kana = NULL, personal_number = NULL, "
                    "row_salt = NULL WHERE version_id = 2; UPDATE w_head_addressee SET name = NULL, "
                    "kana = NULL, s_name = '', s_kana = '' WHERE version_id = 2"),
              Names{"addressee 2"});  // no entry says that it was erased
    const auto proof = verify(*kernel_, {});
    EXPECT_EQ(proof->fault->id, "register.fault.emptied");
    EXPECT_EQ(proof->rows_erased, 1U);
}

TEST_P(TamperTest, ColumnsAndSearchKeysOfHeads) {
    EXPECT_EQ(after("UPDATE w_head_parcel SET taxed_area = 1 WHERE record_id = 2"),
              Names{"parcel 2"});
    EXPECT_EQ(after("UPDATE w_head_addressee SET s_name = '別人' WHERE record_id = 1"),
              (Names{"addressee 1", "parcel 2"}));
}

TEST_P(KernelOnStoreTest, RowsThatNoEntrySealsAreFound) {
    import_people();
    ASSERT_TRUE(import("parcel", parcels()));
    Plain sql(store_, folder_.path() / "home");
    EXPECT_EQ(
        sql.run("INSERT INTO v_parcel SELECT 3, 3, commit_no, valid_from, valid_to, row_state, "
                "row_definition, 'P3', taxpayer, taxed_area, value_yen, use, since, row_salt, "
                "row_personal, row_digest FROM v_parcel WHERE version_id = 1"),
        "");
    const auto proof = verify(*kernel_, {});
    ASSERT_TRUE(proof->fault);
    EXPECT_EQ(proof->fault->id, "register.fault.stray");
}

TEST_P(KernelOnStoreTest, DisclosuresTellWhoSaw) {
    import_people();
    Disclosure disclosure;
    disclosure.definition = &definition("addressee");
    const std::uint64_t shown[] = {1};
    disclosure.records = shown;
    identity::Principal clerk;
    clerk.account = 5;
    ASSERT_TRUE(disclose(*kernel_, clerk, 4, disclosure));
    auto reader = kernel_->reader();
    const auto seen = viewings(*kernel_, definition("addressee"), 1, 10);
    ASSERT_EQ(seen->size(), 1U);
    EXPECT_EQ(seen->front().principal, 5U);
}

TEST_P(KernelOnStoreTest, AFieldAddedToTheDefinitionIsThere) {
    import_people();
    ASSERT_TRUE(import("parcel", parcels()));
    std::string text(testing::kParcelYaml);
    const std::size_t at = text.find("checks:");
    text.insert(at,
                "  - {id: 7, name: remark, type: text, label: {ja: 備考, en: Remark}, list: 9}\n");
    write_definition("tax", "parcel", text);
    reopen();
    ChangeRequest request;
    request.register_name = "parcel";
    request.record = 1;
    request.values = {{"remark", "角地"}};
    request.valid = {Date::of(2026, 1, 1), kForever};
    ASSERT_TRUE(change(*kernel_, identity::system_principal(), request));
    const auto proof = verify(*kernel_, {});
    EXPECT_FALSE(proof->fault) << describe(*proof->fault, Language::english);
    write_definition("tax", "parcel", testing::kParcelYaml);  // the field is gone again
    kernel_.reset();
    const auto refused = Kernel::open(kernel_options(), clock_);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().id, "register.definition.not_forward");
}

}  // namespace
}  // namespace daicho::registers
