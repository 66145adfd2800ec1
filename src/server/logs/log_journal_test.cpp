// A planted month in Daicho's own journal: every rule of the issue finds what was planted, and
// nothing of anybody else; hits become cases, and running again makes no second one.
#include "server/logs/log_journal.hpp"

#include <fmt/format.h>

#include <fstream>
#include <set>

#include "register/disclosure.hpp"
#include "register/key_index.hpp"
#include "register/list.hpp"
#include "server/logs/log_desk.hpp"
#include "server/row.hpp"
#include "server/test_app.hpp"

namespace daicho::server::testing {
namespace {

namespace logs = govern::logs;
using journal::EntryKind;

constexpr const char* kColleague = "20401";

class LogJournal : public CityTest {
protected:
    static void SetUpTestSuite() {
        CityTest::SetUpTestSuite();
        import(
            kernel(), "log_source",
            {{"source_no", "name", "mapping", "state", "rhythm", "rules", "thresholds", "origin"},
             { "L-9",
               "ジャーナル",
               "daicho-journal",
               "in_use",
               "monthly",
               "",
               "one_subject_sections=2 dormant_days=20",
               "constructed" }});
        import(kernel(), "addressee",
               {{"addressee_no", "kind", "name", "kana", "birth_date", "postal_code", "address",
                 "in_city", "household_no"},
                { "0000000043",
                  "individual",
                  "汐見 花",
                  "シオミ ハナ",
                  "1990-01-02",
                  "999-0001",
                  "汐見市緑浜一丁目1番1号",
                  "true",
                  "H777" }});
    }
    static std::uint64_t record(const char* name, const char* key) {
        auto reader = kernel().reader();
        const auto found = registers::find_record(**reader, **kernel().definition(name), key);
        EXPECT_TRUE(found && *found) << name << " " << key;
        return found && *found ? **found : 0;
    }
    // Moves the clock to that minute in Japan and leaves an entry.
    static void leave(const std::string& day, int minute, EntryKind kind, const char* account,
                      const std::string& body) {
        const std::int64_t local = parse_iso_date(day)->days() * 86'400'000'000LL;
        city_->clock().set(Instant{local + (minute - 9 * 60) * 60'000'000LL});
        const auto* addressee = *kernel().definition("addressee");
        const Status done = kernel().command([&](registers::Context& context) -> Status {
            journal::EntryDraft draft;
            draft.kind = kind;
            draft.principal = account == nullptr ? 0 : record("account", account);
            draft.capacity = identity::find_role("tax_clerk")->number;
            draft.register_number = static_cast<std::uint16_t>(addressee->number);
            draft.body = body;
            DAICHO_CHECK(context.journal.append(context.connection, draft));
            return {};
        });
        ASSERT_TRUE(done) << told(done.error());
    }
    static std::string shown(std::uint64_t first, std::uint64_t count) {
        std::string body = "{\"records\":[";
        for (std::uint64_t i = 0; i < count; ++i) {
            body += (i == 0 ? "" : ",") + std::to_string(first + i);
        }
        return body + "]}";
    }
    static void plant() {
        leave("2026-04-10", 700, EntryKind::sign_in, kColleague, "{}");
        leave("2026-04-20", 600, EntryKind::sign_in, kClerk, "{}");
        leave("2026-04-20", 601, EntryKind::sign_in, kGovernor, "{}");
        for (int day = 1; day <= 29; ++day) {
            const std::string text = fmt::format("2026-05-{:02}", day);
            if (parse_iso_date(text)->weekday() % 6 == 0 || (day >= 3 && day <= 6)) continue;
            leave(text, 601, EntryKind::disclosure_view, kClerk, shown(1, 1));
            leave(text, 840, EntryKind::disclosure_view, kClerk, shown(2, 1));
            if (day == 11) leave(text, 1290, EntryKind::disclosure_view, kClerk, shown(1, 1));
            if (day == 12) leave(text, 841, EntryKind::disclosure_search, kClerk, shown(1000, 130));
            if (day == 13) {
                leave(text, 842, EntryKind::disclosure_view, kGovernor, shown(500, 1));
                leave(text, 843, EntryKind::disclosure_view, kClerk, shown(500, 1));
            }
            if (day == 14) {
                leave(text, 844, EntryKind::disclosure_view, kClerk,
                      shown(record("addressee", "0000000043"), 1));
            }
            for (int i = 0; day == 15 && i < 6; ++i) {
                leave(text, 845 + i, EntryKind::sign_in_refused, nullptr,
                      R"({"number_sha256":"00112233445566778899","because":"password"})");
            }
            if (day == 18) {
                leave(text, 860, EntryKind::disclosure_export, kClerk,
                      R"({"query":{},"count":1500,"root":"00"})");
            }
            if (day == 19) leave(text, 861, EntryKind::disclosure_view, kColleague, shown(3, 1));
            leave(text, 1020, EntryKind::sign_out, kClerk, "{}");
        }
        leave("2026-06-01", 600, EntryKind::sign_in, kClerk, "{}");
    }
    static json::Object ran(const std::filesystem::path& lists) {
        LogOrder order;
        order.source = "journal";
        order.from = Date::of(2026, 5, 1);
        order.to = Date::of(2026, 5, 31);
        const LogCatalogs places{source() / "catalogs" / "logs", lists};
        auto done = run_logs(kernel(), identity::system_principal(), places, order);
        EXPECT_TRUE(done) << told(done.error());
        return done ? *done : json::Object();
    }
    static std::vector<registers::RecordVersion> rows(const char* name) {
        auto reader = kernel().reader();
        registers::ListQuery query;
        query.moment.as_of = Date::of(2030, 1, 1);
        query.limit = 1000;
        auto page = registers::list_records(**reader, **kernel().definition(name), query);
        EXPECT_TRUE(page);
        return page ? std::move(page->rows) : std::vector<registers::RecordVersion>();
    }
};

TEST_F(LogJournal, APlantedMonthIsFoundAndRunningAgainChangesNothing) {
    plant();
    const daicho::testing::TestFolder folder;
    std::ofstream(folder.path() / "staff.csv")
        << "user,household,section,left_on\n20411,H777,A,\n10274,,B,\n20401,,C,\n";
    const json::Object first = ran(folder.path());
    ASSERT_TRUE(first.contains("run"));
    std::set<std::string> found;
    const auto* hits = *kernel().definition("log_hit");
    for (const auto& version : rows("log_hit")) {
        const Row hit(*hits, version);
        found.insert(hit.text("rule") + " " + hit.text("account") + " " +
                     format_iso(hit.date("happened_on")));
    }
    const auto has = [&found](const std::string& one) { return found.contains(one); };
    EXPECT_TRUE(has("out_of_hours 20411 2026-05-11"));
    EXPECT_TRUE(has("mass_look_up 20411 2026-05-12"));
    EXPECT_TRUE(has("one_subject_many 10274 2026-05-13"));
    EXPECT_TRUE(has("own_household 20411 2026-05-14"));
    EXPECT_TRUE(has("failed_burst ?001122334455 2026-05-15"));
    EXPECT_TRUE(has("export_peak 20411 2026-05-18"));
    EXPECT_TRUE(has("dormant_account 20401 2026-05-19"));
    EXPECT_TRUE(has("no_receipt 20411 2026-05-12"));
    for (const std::string& one : found) {
        const bool planted = one.starts_with("no_receipt") || one.starts_with("log_gap") ||
                             one.find("2026-05-1") != std::string::npos;
        EXPECT_TRUE(planted) << one;
    }
    const auto cases = rows("log_case");
    EXPECT_EQ(std::to_string(cases.size()), json::write(first.at("new_cases")));
    const auto& file = first.at("files").as_array().at(0).as_object();

    const json::Object again = ran(folder.path());
    EXPECT_EQ(json::write(again.at("new_cases")), "0");
    EXPECT_EQ(json::write(again.at("joined_cases")), "0");
    EXPECT_EQ(again.at("known_hits"), again.at("hits"));
    EXPECT_EQ(rows("log_case").size(), cases.size());
    EXPECT_EQ(again.at("files").as_array().at(0).at("sha256"), file.at("sha256"));
}

TEST_F(LogJournal, WithoutTheRightsOrAListWhatCannotBeAskedIsSaid) {
    identity::Principal governor;
    governor.account = 7;
    governor.grants.push_back({"governance", "information_governance"});
    logs::Tables tables;
    tables["staff"] = {{"user", "household"}, {{"20411", "H777"}}};
    const auto barred = journal_tables(kernel(), governor, tables, Date::of(2026, 5, 1), 90);
    ASSERT_TRUE(barred) << told(barred.error());
    EXPECT_FALSE(barred->tables.contains("subject_person"));
    EXPECT_NE(std::ranges::find(barred->unasked, "own_household"), barred->unasked.end());
    const auto allowed =
        journal_tables(kernel(), identity::system_principal(), tables, Date::of(2026, 5, 1), 90);
    ASSERT_TRUE(allowed);
    ASSERT_EQ(allowed->tables.at("subject_person").rows.size(), 1U);
    EXPECT_EQ(allowed->tables.at("subject_person").rows[0][1], "H777");
    const auto own = journal_tables(kernel(), governor, {}, Date::of(2026, 5, 1), 90);
    ASSERT_TRUE(own);
    EXPECT_FALSE(own->tables.at("staff").rows.empty());
    EXPECT_FALSE(own->tables.contains("subject_person"));
}

}  // namespace
}  // namespace daicho::server::testing
