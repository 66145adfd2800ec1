// Whose account is it: golden cases, and a linear search over all names as the model of the index.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <set>

#include "base/kana.hpp"
#include "base/text.hpp"
#include "govern/accounts/account_classes.hpp"
#include "govern/test_support.hpp"

namespace daicho::govern {
namespace {

using test::source_path;
using test::value_of;

const std::vector<StaffDepartment> kDepartments = {
    {"10", "総務部", kNowhere}, {"1010", "情報課", 0}, {"20", "税務部", kNowhere},
    {"2010", "資産税課", 2},    {"2011", "土地係", 3}, {"30", "水道部", kNowhere},
    {"3010", "庶務係", 5},      {"2012", "庶務係", 3}};

StaffMember person(std::string number, std::string name, std::string kana, std::size_t department) {
    StaffMember one;
    one.number = std::move(number);
    one.name = std::move(name);
    one.kana = std::move(kana);
    one.department = department;
    return one;
}

std::vector<StaffMember> staff() {
    std::vector<StaffMember> list = {person("00731", "高崎 直人", "タカサキ ナオト", 1),
                                     person("102", "渡辺 恵", "ワタナベ メグミ", 4),
                                     person("103", "柏木 真", "カシワギ マコト", 3),
                                     person("104", "柏木 真", "カシワギ マコト", 1),
                                     person("105", "榊 彩", "サカキ アヤ", 4),
                                     person("106", "榊 彩", "サカキ アヤ", 4)};
    list[1].former = {"沢田 恵"};
    return list;
}

ForeignAccount account(std::string name, std::string number = "", std::string department = "") {
    ForeignAccount one;
    one.id = "u";
    one.name = std::move(name);
    one.number = std::move(number);
    one.department = std::move(department);
    return one;
}

class AccountMatching : public testing::Test {
protected:
    PersonFinder finder{staff(), kDepartments, {"共用", "窓口"}};
    AccountMatch of(const ForeignAccount& one) const { return finder.match(one); }
    std::string number(const AccountMatch& match) const {
        return match.person == kNowhere ? "-" : finder.staff()[match.person].number;
    }
    std::vector<std::string> numbers(const AccountMatch& match) const {
        std::vector<std::string> list;
        for (const std::size_t place : match.candidates) {
            list.push_back(finder.staff()[place].number);
        }
        return list;
    }
    void expect(const ForeignAccount& one, MatchOutcome outcome, const std::string& who,
                const std::vector<std::string>& reasons) const {
        const AccountMatch match = of(one);
        EXPECT_EQ(match.outcome, outcome) << one.name;
        EXPECT_EQ(number(match), who) << one.name;
        EXPECT_EQ(match.reasons, reasons) << one.name;
    }
};

TEST_F(AccountMatching, NumberAndNameMakeItCertain) {
    expect(account("高崎 直人", "00731"), MatchOutcome::certain, "00731", {"NUMBER", "NAME_SAME"});
    expect(account("髙﨑　直人", "７３１"), MatchOutcome::certain, "00731",
           {"NUMBER_ZEROS", "NAME_VARIANT"});
    expect(account("", "102"), MatchOutcome::certain, "102", {"NUMBER"});
    expect(account("沢田恵", "102"), MatchOutcome::certain, "102", {"NUMBER", "NAME_FORMER"});
}

TEST_F(AccountMatching, ANumberWithAnotherNameIsNeverCertain) {
    expect(account("月山 灯", "102"), MatchOutcome::likely, "102",
           {"NUMBER", "NAME_DIFFERS:渡辺 恵"});
    const AccountMatch match = of(account("高崎 直人", "102"));
    EXPECT_EQ(match.outcome, MatchOutcome::ambiguous);
    EXPECT_EQ(numbers(match), (std::vector<std::string>{"00731", "102"}));
    EXPECT_EQ(match.reasons, (std::vector<std::string>{"NUMBER", "NUMBER_NAME_CONFLICT"}));
}

TEST_F(AccountMatching, ANumberThatNobodyHasLeavesTheName) {
    expect(account("高崎直人", "99999", "情報課"), MatchOutcome::likely, "00731",
           {"NUMBER_UNKNOWN:99999", "NAME_SAME", "DEPARTMENT_SAME"});
}

TEST_F(AccountMatching, ANameAloneNeedsTheDepartment) {
    expect(account("渡邊 恵", "", "資産税課"), MatchOutcome::certain, "102",
           {"NAME_VARIANT", "DEPARTMENT_SAME"});
    expect(account("渡辺 恵", "", "税務部資産税課土地係"), MatchOutcome::certain, "102",
           {"NAME_SAME", "DEPARTMENT_SAME"});
    expect(account("渡辺 恵", "", "情報課"), MatchOutcome::likely, "102",
           {"NAME_SAME", "DEPARTMENT_OTHER"});
    expect(account("渡辺 恵", "", "夢の課"), MatchOutcome::likely, "102",
           {"NAME_SAME", "DEPARTMENT_UNKNOWN:夢の課"});
    expect(account("恵 渡辺"), MatchOutcome::likely, "102",
           {"NAME_TURNED", "DEPARTMENT_NOT_GIVEN"});
    expect(account("渡邊\U000E0100 恵"), MatchOutcome::likely, "102",
           {"NAME_VARIANT", "DEPARTMENT_NOT_GIVEN"});
    expect(account("ﾜﾀﾅﾍﾞ ﾒｸﾞﾐ"), MatchOutcome::likely, "102",
           {"NAME_SOUND", "DEPARTMENT_NOT_GIVEN"});
}

TEST_F(AccountMatching, OfTwoOfOneNameTheDepartmentDecidesOrNobody) {
    expect(account("柏木 真", "", "1010"), MatchOutcome::likely, "104",
           {"NAME_SAME", "DEPARTMENT_DECIDES:2"});
    for (const char* department : {"", "土地係の隣", "庶務係"}) {
        const AccountMatch match = of(account("榊 彩", "", department));
        EXPECT_EQ(match.outcome, MatchOutcome::ambiguous) << department;
        EXPECT_EQ(numbers(match), (std::vector<std::string>{"105", "106"})) << department;
    }
    EXPECT_EQ(of(account("榊 彩", "", "土地係")).outcome, MatchOutcome::ambiguous);
}

TEST_F(AccountMatching, WhatIsNobodysIsSaidToBe) {
    expect(account("月山 灯"), MatchOutcome::unknown, "-", {"NAME_UNKNOWN"});
    expect(account(""), MatchOutcome::unknown, "-", {"NOTHING_GIVEN"});
    expect(account("市民課 窓口共用"), MatchOutcome::shared, "-", {"SHARED_BY_NAME"});
    ForeignAccount shared = account("渡辺 恵", "102");
    shared.shared = true;
    expect(shared, MatchOutcome::shared, "-", {"SHARED_FLAG"});
}

TEST_F(AccountMatching, DepartmentsAreMeantByNumberNameOrPath) {
    EXPECT_EQ(finder.departments_named("２０１１"), (std::vector<std::size_t>{4}));
    EXPECT_EQ(finder.departments_named("庶務係"), (std::vector<std::size_t>{6, 7}));
    EXPECT_EQ(finder.departments_named("税務部 資産税課 庶務係"), (std::vector<std::size_t>{7}));
    EXPECT_TRUE(finder.departments_named("").empty());
    EXPECT_TRUE(finder.belong_together(4, 2));
    EXPECT_TRUE(finder.belong_together(2, 4));
    EXPECT_FALSE(finder.belong_together(4, 7));
}

// --- classes
const Date kDay = Date::of(2026, 10, 31);

struct Found {
    AccountMatch match;
    FoundClasses classes;
};
std::vector<Found> found_of(std::vector<StaffMember> people,
                            const std::vector<ForeignAccount>& accounts,
                            std::optional<Date> last = std::nullopt) {
    const PersonFinder finder(std::move(people), kDepartments, {});
    std::vector<AccountMatch> matches;
    for (const ForeignAccount& one : accounts) matches.push_back(finder.match(one));
    const auto classes = classify(finder, accounts, matches, {kDay, 90, last});
    std::vector<Found> out;
    for (std::size_t i = 0; i < accounts.size(); ++i) out.push_back({matches[i], classes[i]});
    return out;
}

TEST(AccountClasses, ALeaverIsOneFromTheDayOn) {
    auto people = staff();
    people[0].left_on = kDay;
    people[1].left_on = Date::from_days(kDay.days() + 1);
    ForeignAccount locked = account("高崎 直人", "731");
    locked.usable = false;
    const auto found =
        found_of(people, {account("高崎 直人", "731"), account("渡辺 恵", "102"), locked});
    EXPECT_TRUE(found[0].classes.leaver);
    EXPECT_FALSE(found[1].classes.leaver);
    EXPECT_FALSE(found[2].classes.leaver);
    EXPECT_EQ(found[2].classes.reasons.front(), "LEFT_LOCKED:2026-10-31");
}

TEST(AccountClasses, AMoverIsToldByTheDepartmentOrByTheDay) {
    auto people = staff();
    people[0].moved_on = Date::of(2026, 10, 1);
    EXPECT_TRUE(found_of(people, {account("高崎 直人", "731", "土地係")})[0].classes.mover);
    EXPECT_FALSE(found_of(people, {account("高崎 直人", "731", "総務部")})[0].classes.mover);
    EXPECT_FALSE(found_of(people, {account("高崎 直人", "731", "夢の課")})[0].classes.mover);
    EXPECT_FALSE(found_of(people, {account("高崎 直人", "731")})[0].classes.mover);
    const Date before = Date::of(2026, 9, 30);
    EXPECT_TRUE(found_of(people, {account("高崎 直人", "731")}, before)[0].classes.mover);
    EXPECT_FALSE(
        found_of(people, {account("高崎 直人", "731")}, people[0].moved_on)[0].classes.mover);
    people[0].seconded = true;
    EXPECT_TRUE(found_of(people, {account("高崎 直人", "731", "総務部")})[0].classes.mover);
}

TEST(AccountClasses, UnusedCountsFromTheLastUseAndNothingIsNotKnown) {
    ForeignAccount used = account("高崎 直人", "731");
    used.last_used = Date::from_days(kDay.days() - 89);
    ForeignAccount unused = used;
    unused.last_used = Date::from_days(kDay.days() - 90);
    const auto found = found_of(staff(), {used, unused, account("渡辺 恵", "102")});
    EXPECT_FALSE(found[0].classes.unused);
    EXPECT_TRUE(found[1].classes.unused);
    EXPECT_FALSE(found[2].classes.unused);
    EXPECT_EQ(found[2].classes.reasons, (std::vector<std::string>{"LAST_USE_NOT_KNOWN"}));
}

TEST(AccountClasses, SeveralAccountsOfOnePersonButNotHerPrivilegedOne) {
    ForeignAccount root = account("高崎 直人", "731");
    root.privileged = true;
    const ForeignAccount own = account("高崎 直人", "731");
    EXPECT_FALSE(found_of(staff(), {own, root})[0].classes.many);
    const auto found = found_of(staff(), {own, root, own});
    EXPECT_TRUE(found[0].classes.many);
    EXPECT_FALSE(found[1].classes.many);
    EXPECT_TRUE(found[1].classes.high);
    EXPECT_TRUE(found[2].classes.many);
}

TEST(AccountClasses, TheCatalogHasWordsForEveryCode) {
    const auto catalog = value_of(load_review_catalog(source_path("catalogs/account-review.yaml")));
    EXPECT_EQ(catalog.classes.size(), 8U);
    for (const char* code : {"NUMBER",
                             "NUMBER_ZEROS",
                             "NUMBER_SEVERAL",
                             "NUMBER_UNKNOWN",
                             "NUMBER_NAME_CONFLICT",
                             "NAME_SAME",
                             "NAME_VARIANT",
                             "NAME_FORMER",
                             "NAME_TURNED",
                             "NAME_SOUND",
                             "NAME_DIFFERS",
                             "NAME_SEVERAL",
                             "NAME_UNKNOWN",
                             "NOTHING_GIVEN",
                             "DEPARTMENT_SAME",
                             "DEPARTMENT_DECIDES",
                             "DEPARTMENT_OTHER",
                             "DEPARTMENT_UNKNOWN",
                             "DEPARTMENT_NOT_GIVEN",
                             "SHARED_FLAG",
                             "SHARED_BY_NAME",
                             "LEFT",
                             "LEFT_LOCKED",
                             "MOVED_TO",
                             "MOVED_ON",
                             "SECONDED",
                             "ON_LEAVE",
                             "PRIVILEGED",
                             "UNUSED",
                             "LAST_USE_NOT_KNOWN",
                             "LOCKED",
                             "MANY"}) {
        EXPECT_TRUE(catalog.reasons.texts.contains(code)) << code;
    }
}

// --- properties: names from a small pool, so that many people share one
const char* const kSurnames[][2] = {
    {"高崎", "髙﨑"}, {"渡辺", "渡邊"}, {"沢田", "澤田"}, {"浜口", "濵口"}, {"国枝", "國枝"}};
const char* const kKana[] = {"タカサキ", "ワタナベ", "サワダ", "ハマグチ", "クニエダ"};
const char* const kGiven[][2] = {{"恵", "メグミ"}, {"誠", "マコト"}, {"彩", "アヤ"}};

struct Drawn {
    std::vector<StaffMember> people;
    std::size_t truth = 0;
    ForeignAccount account;
};
std::size_t below(std::size_t end) { return *rc::gen::inRange<std::size_t>(0, end); }

std::string mutated(std::size_t surname, std::size_t given) {
    const std::string family = kSurnames[surname][below(2)];
    const std::string own = kGiven[given][0];
    switch (below(5)) {
        case 0: return family + own;
        case 1: return family + "　" + own;
        case 2: return own + " " + family;
        case 3: return family + "\U000E0101 " + own;
        default: return family + " " + own;
    }
}

Drawn draw() {
    Drawn drawn;
    const std::size_t count = 1 + below(12);
    std::vector<std::pair<std::size_t, std::size_t>> names;
    for (std::size_t i = 0; i < count; ++i) {
        const std::size_t surname = below(5);
        const std::size_t given = below(3);
        names.emplace_back(surname, given);
        drawn.people.push_back(person(
            std::to_string(100 + i), std::string(kSurnames[surname][0]) + " " + kGiven[given][0],
            std::string(kKana[surname]) + " " + kGiven[given][1], below(kDepartments.size())));
        if (below(4) == 0) {
            drawn.people.back().former = {std::string(kSurnames[below(5)][0]) + " " +
                                          kGiven[given][0]};
        }
    }
    drawn.truth = below(count);
    drawn.account.id = "u";
    drawn.account.name = mutated(names[drawn.truth].first, names[drawn.truth].second);
    if (below(2) == 0) drawn.account.number = drawn.people[drawn.truth].number;
    const std::size_t where = drawn.people[drawn.truth].department;
    if (below(2) == 0) drawn.account.department = kDepartments[where].number;
    return drawn;
}

RC_GTEST_PROP(AccountMatchingModel, TheTrueOwnerIsNeverLost, ()) {
    const Drawn drawn = draw();
    const std::string truth = drawn.people[drawn.truth].number;
    const PersonFinder finder(drawn.people, kDepartments, {});
    const AccountMatch match = finder.match(drawn.account);
    std::set<std::string> named;
    if (match.person != kNowhere) named.insert(finder.staff()[match.person].number);
    for (const std::size_t place : match.candidates) named.insert(finder.staff()[place].number);
    RC_ASSERT(match.outcome != MatchOutcome::unknown);
    if (match.outcome == MatchOutcome::certain) RC_ASSERT(named == std::set<std::string>{truth});
    // The department of the true owner was given, or none: she is among those named.
    RC_ASSERT(named.contains(truth));
    RC_ASSERT((match.outcome == MatchOutcome::ambiguous) == (match.candidates.size() > 1));
}

// The index finds whom a look at everybody finds.
RC_GTEST_PROP(AccountMatchingModel, TheIndexFindsWhomALookAtEverybodyFinds, ()) {
    Drawn drawn = draw();
    drawn.account.number.clear();
    drawn.account.department.clear();
    const PersonFinder finder(drawn.people, kDepartments, {});
    const AccountMatch match = finder.match(drawn.account);
    std::set<std::string> model;
    for (const StaffMember& one : drawn.people) {
        const bool turned = drawn.account.name.find(' ') != std::string::npos;
        const std::string key = name_search_key(drawn.account.name);
        std::vector<std::string> keys = {name_search_key(one.name)};
        for (const std::string& name : one.former) keys.push_back(name_search_key(name));
        bool is = std::ranges::find(keys, key) != keys.end();
        if (turned) {
            const std::size_t blank = one.name.find(' ');
            const std::string other = one.name.substr(blank + 1) + one.name.substr(0, blank);
            is = is || name_search_key(other) == key;
        }
        if (is) model.insert(one.number);
    }
    std::set<std::string> named;
    if (match.person != kNowhere) named.insert(finder.staff()[match.person].number);
    for (const std::size_t place : match.candidates) named.insert(finder.staff()[place].number);
    RC_ASSERT(named == model);
}

RC_GTEST_PROP(AccountMatchingModel, TheOrderOfTheRegisterDoesNotMatter, ()) {
    const Drawn drawn = draw();
    auto turned = drawn.people;
    std::ranges::reverse(turned);
    const PersonFinder one(drawn.people, kDepartments, {});
    const PersonFinder other(turned, kDepartments, {});
    const AccountMatch a = one.match(drawn.account);
    const AccountMatch b = other.match(drawn.account);
    RC_ASSERT(a.outcome == b.outcome);
    RC_ASSERT(a.reasons == b.reasons);
    RC_ASSERT(a.candidates == b.candidates);
    RC_ASSERT(a.person == b.person);
}

}  // namespace
}  // namespace daicho::govern
