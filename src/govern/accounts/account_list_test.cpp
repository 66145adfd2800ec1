// Delivered lists: what is read from a file of another system, and what is said of a bad one.
#include <gtest/gtest.h>

#include "govern/accounts/account_list.hpp"
#include "govern/test_support.hpp"

namespace daicho::govern {
namespace {

using test::value_of;

const Date kDay = Date::of(2026, 10, 31);

AccountColumns columns() {
    AccountColumns one;
    one.account = "利用者ID";
    one.name = "氏名";
    one.privileged = "管理者";
    one.last_used = "最終利用";
    one.state = "状態";
    return one;
}

Error error_of(std::string_view text) {
    const auto list = read_account_list(text, "list.csv", columns(), kDay);
    EXPECT_FALSE(list);
    return list ? input_error("none") : list.error();
}

TEST(AccountList, ReadsWhatTheColumnsSay) {
    const auto list =
        value_of(read_account_list("\xEF\xBB\xBF状態,利用者ＩＤ ,氏名,管理者,最終利用,ほか\r\n"
                                   ",u1, 髙﨑　直人,○,2026/10/30 09:15,x\r\n"
                                   "停止,u2,渡辺,,R8.4.1,\r\n"
                                   "\r\n"
                                   "有効,u3,,0,,\r\n",
                                   "list.csv", columns(), kDay));
    ASSERT_EQ(list.size(), 3U);
    EXPECT_EQ(list[0].account.name, "髙﨑　直人");
    EXPECT_TRUE(list[0].account.privileged);
    EXPECT_EQ(list[0].account.last_used, Date::of(2026, 10, 30));
    EXPECT_TRUE(list[0].account.usable);
    EXPECT_FALSE(list[1].account.usable);
    EXPECT_EQ(list[1].account.last_used, Date::of(2026, 4, 1));
    EXPECT_FALSE(list[2].account.privileged);
    EXPECT_EQ(list[2].line, 5U);
}

TEST(AccountList, ReadsCp932) {
    const std::string text =
        "\x97\x98\x97\x70\x8e\xd2ID,\x8e\x81\x96\xbc,\x8a\xc7\x97\x9d\x8e\xd2,"
        "\x8d\xc5\x8f\x49\x97\x98\x97\x70,\x8f\xf3\x91\xd4\nu1,\x8e\x52\x93\x63,,,\n";
    const auto list = value_of(read_account_list(text, "list.csv", columns(), kDay));
    ASSERT_EQ(list.size(), 1U);
    EXPECT_EQ(list[0].account.name, "山田");
}

TEST(AccountList, NamesEveryBadLine) {
    const Error error = error_of(
        "利用者ID,氏名,管理者,最終利用,状態\n"
        "u1,山田,,2026-13-01,\n"
        ",月山,,,\n"
        "u2,月山,,,\n"
        "u2,月山,,2026-11-01,\n");
    EXPECT_EQ(error.id, "account_list.refused");
    ASSERT_EQ(error.causes.size(), 4U);
    EXPECT_EQ(error.causes[0].id, "account_list.not_a_date");
    EXPECT_EQ(error.causes[1].id, "account_list.no_account");
    EXPECT_EQ(error.causes[2].id, "account_list.used_later");
    EXPECT_EQ(error.causes[3].id, "account_list.twice");
}

TEST(AccountList, AColumnThatIsNotThereIsNamedWithThoseThatAre) {
    const Error error = error_of("ID,氏名\nu1,山田\n");
    EXPECT_EQ(error.id, "account_list.no_column");
}

TEST(AccountList, AnEmptyListIsNoList) {
    EXPECT_EQ(error_of("").id, "account_list.empty");
    EXPECT_EQ(error_of("利用者ID,氏名,管理者,最終利用,状態\n").id, "account_list.empty");
    EXPECT_EQ(error_of("利用者ID,氏名,管理者,最終利用,状態\n,,,,\n").id, "account_list.empty");
}

TEST(AccountList, AColumnTwiceIsRefused) {
    EXPECT_EQ(error_of("利用者ID,利用者ID,氏名,管理者,最終利用,状態\nu,v,,,,\n").id,
              "account_list.column_twice");
}

TEST(AccountList, ABrokenWorkbookIsAnError) {
    EXPECT_FALSE(read_account_list("PK\x03\x04 no workbook", "list.xlsx", columns(), kDay));
}

}  // namespace
}  // namespace daicho::govern
