#include "custody/test_city.hpp"

namespace daicho::custody {
namespace {

class RetentionTest : public testing::CityTest {};
DAICHO_ON_BOTH_STORES(RetentionTest);

// Kept 5 years: what ended in fiscal year 2018 (31 March 2019) is due from 1 April 2024, what ended
// a day later a year after.
TEST_P(RetentionTest, CountsFromTheFirstOfAprilAfterTheYear) {
    end_person(1, Date::of(2025, 3, 31));
    end_person(2, Date::of(2025, 4, 1));
    clock_set_.set(Date::of(2032, 4, 1));
    auto reader = kernel_->reader();
    const auto due = [&](std::int32_t year) {
        return find_due(*kernel_, **reader, definition("addressee"), FiscalYear(year))->records;
    };
    EXPECT_EQ(due(2029), std::vector<std::uint64_t>{});
    EXPECT_EQ(due(2030), std::vector<std::uint64_t>{1});
    EXPECT_EQ(due(2031), (std::vector<std::uint64_t>{1, 2}));
}

TEST_P(RetentionTest, TwoPeopleEraseAndEverythingVerifies) {
    end_person(1, Date::of(2025, 3, 31));
    clock_set_.set(Date::of(2030, 4, 2));
    ASSERT_EQ(erase(FiscalYear(2030)), "");
    auto reader = kernel_->reader();
    const auto history = registers::read_history(**reader, definition("addressee"), 1);
    ASSERT_EQ(history->size(), 2U);
    for (const auto& version : *history) {
        for (const std::size_t field : {1, 2, 3}) {
            EXPECT_EQ(version.values[field].kind, registers::Cell::Kind::null);
        }
        EXPECT_EQ(version.values[0].bytes, "0000000019") << "the number itself is not personal";
    }
    const auto report = registers::verify(*kernel_, {});
    EXPECT_FALSE(report->fault) << report->fault->id;
    EXPECT_EQ(report->rows_erased, 2U);
    EXPECT_EQ((*reader)->integer("SELECT count(*) FROM w_record_key").value(), 0);
    EXPECT_EQ((*reader)->integer("SELECT count(*) FROM w_blind").value(), 0);
    // Nothing is due twice.
    EXPECT_EQ(erase(FiscalYear(2030)), "retention.nothing_due");
}

TEST_P(RetentionTest, NobodyDecidesWhatTheyProposed) {
    end_person(1, Date::of(2025, 3, 31));
    clock_set_.set(Date::of(2030, 4, 2));
    auto made = propose(*kernel_, proposer(), FiscalYear(2030), {});
    ASSERT_TRUE(made);
    const std::string number = made->front().number;
    EXPECT_EQ(run(*kernel_, proposer(), number).error().id, "retention.not_approved");
    EXPECT_EQ(decide(*kernel_, proposer(), number, true, "x").error().id, "retention.oneself");
    EXPECT_EQ(decide(*kernel_, person(3, "1A"), number, true, "x").error().id,
              "retention.oneself") << "another account of the same human";
    EXPECT_EQ(decide(*kernel_, approver(), number, true, "").error().id, "retention.no_reason");
    ASSERT_TRUE(decide(*kernel_, approver(), number, false, "まだ早い"));
    EXPECT_EQ(run(*kernel_, proposer(), number).error().id, "retention.not_approved");
    EXPECT_EQ(first_fault(), "");
}

TEST_P(RetentionTest, AListThatChangedAfterTheApprovalErasesNothing) {
    end_person(1, Date::of(2025, 3, 31));
    end_person(2, Date::of(2025, 3, 31));
    clock_set_.set(Date::of(2030, 4, 2));
    auto made = propose(*kernel_, proposer(), FiscalYear(2030), {});
    ASSERT_TRUE(made);
    EXPECT_EQ(made->front().records, 2U);
    const std::string number = made->front().number;
    ASSERT_TRUE(decide(*kernel_, approver(), number, true, "満了"));
    const auto held = import("legal_hold",
                             {{"hold_no", "target", "record_key", "kind", "basis", "starts"},
                              {"H1", "addressee", "0000000019", "lawsuit", "訴訟", "2029-01-01"}});
    ASSERT_TRUE(held) << describe_with_place(held.error(), Language::english);
    EXPECT_EQ(run(*kernel_, proposer(), number).error().id, "retention.list_changed");
    EXPECT_EQ(registers::verify(*kernel_, {})->rows_erased, 0U);
    // Made anew it leaves out who is held.
    ASSERT_TRUE(decide(*kernel_, approver(), number, false, "作り直し").error().id ==
                "retention.not_proposed");
    made = propose(*kernel_, proposer(), FiscalYear(2030), {});
    ASSERT_TRUE(made);
    EXPECT_EQ(made->front().records, 1U);
    EXPECT_EQ(made->front().held_legal, 1U);
}

TEST_P(RetentionTest, WhoIsStillReferredToStays) {
    ASSERT_TRUE(import("parcel", {{"parcel_no", "taxpayer", "taxed_area", "value_yen", "use"},
                                  {"P1", "0000000019", "100.00", "1000", "land"}}));
    end_person(1, Date::of(2025, 3, 31));
    end_person(2, Date::of(2025, 3, 31));
    clock_set_.set(Date::of(2030, 4, 2));
    auto made = propose(*kernel_, proposer(), FiscalYear(2030), {});
    ASSERT_TRUE(made);
    EXPECT_EQ(made->front().records, 1U);
    EXPECT_EQ(made->front().held_referenced, 1U);
}

// The database refuses what no approved erasure names, and verify finds it where it could not.
TEST_P(RetentionTest, PlainSqlErasesNothing) {
    end_person(1, Date::of(2025, 3, 31));
    clock_set_.set(Date::of(2030, 4, 2));
    ASSERT_EQ(erase(FiscalYear(2030)), "");
    const std::string empty = "UPDATE v_addressee SET name = NULL, kana = NULL, personal_number = "
                              "NULL, row_salt = NULL WHERE version_id = 2";
    const auto command = [&](const std::string& sql) {
        return kernel_->command([&](registers::Context& context) {
            return context.connection.execute(sql);
        });
    };
    for (const std::string& sql :
         {empty, std::string("UPDATE v_addressee SET name = '別人' WHERE version_id = 1"),
          std::string("DELETE FROM j_erasure"), std::string("UPDATE j_erasure SET entry = 1"),
          std::string("INSERT INTO j_erasure VALUES (51, 2, 3)")}) {
        const Status status = command(sql);
        ASSERT_FALSE(status) << sql;
        EXPECT_EQ(status.error().id, "store.refused") << sql;
    }
    // Whoever names the version and empties it, but has no entry for it.
    ASSERT_TRUE(command("INSERT INTO j_erasure SELECT 51, 2, max(number) + 1 FROM j_entry; " +
                        empty));
    EXPECT_NE(first_fault(), "");
}

TEST_P(RetentionTest, AnErasureThatNobodyApprovedIsFound) {
    ASSERT_TRUE(kernel_->command([&](registers::Context& context) -> Status {
        const std::uint64_t versions[] = {1};
        registers::ErasureAuthor author;
        author.principal = 1;
        auto erased = registers::erase_versions(context, definition("addressee"), versions, author);
        if (!erased) return Error(erased.error());
        return {};
    }));
    EXPECT_EQ(first_fault(), "register.fault.not_approved");
}

TEST_P(RetentionTest, BodiesOfAPeriodGoWithTheirKey) {
    clock_set_.set(Date::of(2025, 4, 3));
    ASSERT_EQ(kernel_->begin_body_period_when_due().value(), 2);
    ASSERT_EQ(kernel_->begin_body_period_when_due().value(), 2) << "once a year";
    end_person(1, Date::of(2025, 4, 4));
    clock_set_.set(Date::of(2036, 4, 1));
    ASSERT_EQ(erase(FiscalYear(2036)), "");
    const auto report = registers::verify(*kernel_, {});
    EXPECT_FALSE(report->fault) << report->fault->id;
    EXPECT_GT(report->bodies_erased, 3U);
    EXPECT_EQ(kernel_->journal().keys().open(1, as_bytes("")).error().id, "vault.cannot_open");
    // A key that goes without an entry is a fault.
    ASSERT_TRUE(kernel_->begin_body_period_when_due());
    ASSERT_TRUE(kernel_->command([&](registers::Context& context) {
        return context.vault.destroy_body_period(context.connection, 2);
    }));
    EXPECT_EQ(first_fault(), "register.fault.body_key");
}

// Every byte of the city's folder, and of PostgreSQL's tables: nothing of the person is left. The
// segments of PostgreSQL's log are the exception that the certificate names.
TEST_P(RetentionTest, NoByteIsLeft) {
    end_person(1, Date::of(2025, 3, 31));
    clock_set_.set(Date::of(2030, 4, 2));
    const std::filesystem::path files = GetParam() == store::StoreKind::sqlite
                                            ? folder_.path() / "home"
                                            : daicho::testing::TestCluster::shared().files();
    // PostgreSQL's rows reach their files at a checkpoint.
    ASSERT_TRUE(kernel_->scrub({"v_addressee"}));
    EXPECT_NE(testing::file_with(files, "柏原 千鶴子"), "") << "the search finds what is there";
    ASSERT_EQ(erase(FiscalYear(2030)), "");
    for (const char* word : {"柏原", "千鶴子", "カシハラ", "チヅコ", "123456789018"}) {
        for (const auto& part : std::filesystem::directory_iterator(files)) {
            if (part.path().filename() == "pg_wal") continue;
            const std::string found = part.is_directory()
                                          ? testing::file_with(part.path(), word)
                                          : testing::file_with(files, word);
            if (found.find("/pg_wal/") != std::string::npos) continue;
            EXPECT_EQ(found, "") << word;
        }
    }
}

}  // namespace
}  // namespace daicho::custody
