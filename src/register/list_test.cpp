// Lists by pages: whatever a page begins with, the pages are the list cut in pieces.
#include "register/list.hpp"

#include "register/change.hpp"
#include "register/test_kernel.hpp"

namespace daicho::registers::testing {
namespace {

class ListTest : public KernelOnStoreTest {
protected:
    // Names and kana repeat, and every third person has no kana.
    void import_many(int count) {
        std::vector<std::vector<std::string>> rows{{"addressee_no", "name", "kana"}};
        const std::vector<std::string> kana{"", "アオキ", "イトウ", "", "アオキ", "ウエダ"};
        for (int i = 0; i < count; ++i) {
            std::string number = std::to_string((i * 37) % 100);
            number.insert(0, 10 - number.size(), '0');
            rows.push_back({number, i % 2 == 0 ? "青木" : "伊藤",
                            kana[static_cast<std::size_t>(i) % kana.size()]});
        }
        const auto report = import("addressee", std::move(rows));
        ASSERT_TRUE(report) << describe_with_place(report.error(), Language::english);
    }

    static std::vector<std::uint64_t> records(const std::vector<RecordVersion>& rows) {
        std::vector<std::uint64_t> ids;
        for (const RecordVersion& row : rows) ids.push_back(row.record);
        return ids;
    }
    ListPage page(const ListQuery& query) {
        auto reader = kernel_->reader();
        auto found = list_records(**reader, definition("addressee"), query);
        EXPECT_TRUE(found) << describe(found.error(), Language::english);
        return found ? std::move(*found) : ListPage();
    }
    std::vector<std::uint64_t> walk(ListQuery query, std::uint64_t step) {
        std::vector<std::uint64_t> ids;
        query.limit = step;
        while (true) {
            const ListPage next = page(query);
            const auto more = records(next.rows);
            ids.insert(ids.end(), more.begin(), more.end());
            if (next.rows.size() < step) return ids;
            query.after = next.rows.back().version;
        }
    }
    ListQuery asked(std::size_t sort, bool descending) {
        ListQuery query;
        query.moment.as_of = Date::of(2026, 1, 1);
        query.limit = 1'000;
        query.sort = sort;
        query.descending = descending;
        return query;
    }
};

TEST_P(ListTest, PagesBehindARowAreTheListCutInPieces) {
    import_many(97);
    const Definition& people = definition("addressee");
    for (const std::size_t sort : {Definition::npos, people.index_of("name"),
                                   people.index_of("kana"), people.index_of("addressee_no")}) {
        for (const bool descending : {false, true}) {
            ListQuery query = asked(sort, descending);
            for (const bool past : {false, true}) {
                if (past) query.moment.as_known = *kernel_->newest();
                const auto whole = records(page(query).rows);
                ASSERT_EQ(whole.size(), 97U);
                for (const std::uint64_t step : {1U, 7U, 50U, 97U}) {
                    EXPECT_EQ(walk(query, step), whole) << sort << descending << past << step;
                }
            }
        }
    }
}

TEST_P(ListTest, TheWholeOrderAndItsRowsAreTheList) {
    import_many(97);
    ListQuery query = asked(definition("addressee").index_of("kana"), true);
    query.text = "伊藤";
    const auto whole = page(query);
    EXPECT_EQ(whole.rows.size(), 48U);
    auto reader = kernel_->reader();
    const auto order = list_order(**reader, definition("addressee"), query, 48);
    ASSERT_TRUE(order && *order);
    const auto rows = read_rows(**reader, definition("addressee"), **order);
    ASSERT_TRUE(rows);
    EXPECT_EQ(records(*rows), records(whole.rows));
    const auto too_long = list_order(**reader, definition("addressee"), query, 47);
    ASSERT_TRUE(too_long);
    EXPECT_FALSE(too_long->has_value());
}

TEST_P(ListTest, ARowThatMovedIsStillThePlaceWhereItStood) {
    import_many(40);
    const Definition& people = definition("addressee");
    ListQuery query = asked(Definition::npos, false);
    const auto whole = records(page(query).rows);
    query.limit = 10;
    const ListPage first = page(query);
    query.after = first.rows.back().version;
    // The last row shown gets another name; the next page begins where it would have begun.
    ChangeRequest request;
    request.register_name = "addressee";
    request.record = first.rows.back().record;
    request.values = {{"name", "上田"}};
    request.valid = {Date::of(2025, 1, 1), kForever};
    request.reason = "婚姻";
    const auto changed = change(*kernel_, identity::system_principal(), request);
    ASSERT_TRUE(changed) << describe(changed.error(), Language::english);
    const auto next = records(page(query).rows);
    EXPECT_EQ(next, std::vector(whole.begin() + 10, whole.begin() + 20));
    EXPECT_NE(people.index_of("name"), Definition::npos);
}

// To page on behind a hidden row, in the order of what is hidden, would tell where it stands.
TEST_P(ListTest, WhatAListLeavesOutIsNoPlaceInIt) {
    import_many(20);
    ListQuery query = asked(definition("addressee").index_of("kana"), false);
    const RecordVersion hidden = page(query).rows.at(9);
    query.exclusions.push_back({Definition::npos, false, {hidden.record}});
    for (const std::uint64_t place : {hidden.version, std::uint64_t{999'999}}) {
        query.after = place;
        auto reader = kernel_->reader();
        const auto found = list_records(**reader, definition("addressee"), query);
        ASSERT_FALSE(found);
        EXPECT_EQ(found.error().id, "query.no_such_place");
    }
}

DAICHO_ON_BOTH_STORES(ListTest);

}  // namespace
}  // namespace daicho::registers::testing
