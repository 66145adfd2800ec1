// Ends of cloud contracts: what each class asks, in which order, by which day, and that the catalog
// decides.
#include "govern/media/cloud_exit.hpp"
#include "govern/test_support.hpp"

namespace daicho::govern {
namespace {

using namespace test;

const Date kToday = Date::of(2026, 6, 1);

ExitCatalog catalog() {
    return value_of(load_exit_catalog(source_path("catalogs/cloud-exit.yaml")));
}

ExitFacts finished(const char* media_class) {
    return {{"disposal_class", media_class},
            {"ends_on", "2026-03-31"},
            {"data_back_on", "2026-03-20"},
            {"key_holder", "city"},
            {"encrypted_from_start", "yes"},
            {"key_destroyed_on", "2026-04-02"},
            {"key_destroyed_by", "情報課"},
            {"key_proved", "yes"},
            {"proof_no", "P-1"},
            {"proof_received_on", "2026-04-20"},
            {"audit_report_no", "A-1"},
            {"audit_report_on", "2026-05-01"},
            {"audit_report_by", "監査法人"},
            {"equipment_identified", "yes"},
            {"destroyed_on", "2026-04-30"}};
}

std::string reason_of(const ExitCatalog& steps, const ExitFacts& facts) {
    const ExitJudgement judged = judge_exit(steps, facts, kToday);
    return judged.next() == nullptr ? std::string() : judged.next()->reason;
}

TEST(CloudExit, EachClassAsksForItsOwn) {
    const ExitCatalog steps = catalog();
    for (const char* one : {"1", "2", "3"}) EXPECT_EQ(reason_of(steps, finished(one)), "") << one;
    const auto without = [&](const char* media_class, const char* field) {
        ExitFacts facts = finished(media_class);
        facts.erase(facts.find(field));
        return reason_of(steps, facts);
    };
    EXPECT_EQ(without("3", "data_back_on"), "DATA_NOT_BACK");
    EXPECT_EQ(without("3", "key_proved"), "KEYS_NOT_DESTROYED");
    EXPECT_EQ(without("3", "proof_no"), "PROOF_MISSING");
    EXPECT_EQ(without("3", "audit_report_no"), "");
    EXPECT_EQ(without("2", "audit_report_by"), "AUDIT_REPORT_MISSING");
    EXPECT_EQ(without("2", "destroyed_on"), "");
    EXPECT_EQ(without("1", "destroyed_on"), "EQUIPMENT_OPEN");
    EXPECT_EQ(without("3", "encrypted_from_start"), "");
}

TEST(CloudExit, KeysAloneEraseNothingThatWasNotEncryptedFromTheStart) {
    const ExitCatalog steps = catalog();
    ExitFacts facts = finished("2");
    facts["encrypted_from_start"] = "unknown";
    EXPECT_EQ(reason_of(steps, facts), "") << "the equipment is destroyed";
    facts.erase("destroyed_on");
    EXPECT_EQ(reason_of(steps, facts), "NOT_ENCRYPTED_FROM_START");
    facts["review_no"] = "R-1";
    facts["review_on"] = "2026-05-02";
    EXPECT_EQ(reason_of(steps, facts), "");
}

TEST(CloudExit, TheOrderOfTheDaysCounts) {
    const ExitCatalog steps = catalog();
    ExitFacts facts = finished("3");
    facts["key_destroyed_on"] = "2026-03-19";
    EXPECT_EQ(reason_of(steps, facts), "KEYS_BEFORE_DATA");
    facts["key_destroyed_on"] = "2026-03-20";
    EXPECT_EQ(reason_of(steps, facts), "");
    facts["proof_received_on"] = "2026-03-19";
    EXPECT_EQ(reason_of(steps, facts), "PROOF_BEFORE_KEYS");
}

TEST(CloudExit, WhatIsOpenIsLateBehindItsDay) {
    const ExitCatalog steps = catalog();
    ExitFacts facts{{"disposal_class", "2"}, {"ends_on", "2026-05-18"}, {"key_holder", "none"}};
    const auto state = [&](const char* key, Date today) {
        for (const JudgedStep& one : judge_exit(steps, facts, today).steps) {
            if (one.step->key == key) return std::string(to_string(one.state));
        }
        return std::string();
    };
    EXPECT_EQ(state("data_back", kToday), "late");
    EXPECT_EQ(state("keys", kToday), "unneeded");
    EXPECT_EQ(state("ground", kToday), "open");
    EXPECT_EQ(state("ground", Date::of(2026, 6, 17)), "open");
    EXPECT_EQ(state("ground", Date::of(2026, 6, 18)), "late");
    facts["proof_due"] = "2026-05-31";
    EXPECT_EQ(state("proof", kToday), "late") << "its own day, not sixty behind the end";
    EXPECT_EQ(state("equipment", kToday), "unneeded");
}

TEST(CloudExit, AChangedRowChangesTheAnswerAndAStepWithoutAWayIsRefused) {
    const std::string text = read_text("catalogs/cloud-exit.yaml");
    const ExitCatalog milder = value_of(parse_exit_catalog(
        changed(text, "classes: [\"1\", \"2\"]\n    any:\n      - {filled: [audit_report_no",
                "classes: [\"1\"]\n    any:\n      - {filled: [audit_report_no"),
        "changed.yaml"));
    ExitFacts facts = finished("2");
    facts.erase("audit_report_no");
    EXPECT_EQ(reason_of(milder, facts), "");
    EXPECT_FALSE(parse_exit_catalog(
        changed(text, "      - {filled: [data_back_on]}\n", "      - {}\n"), "changed.yaml"));
    EXPECT_FALSE(
        parse_exit_catalog(changed(text, "code: DATA_NOT_BACK", "code: NOTHING"), "changed.yaml"));
}

}  // namespace
}  // namespace daicho::govern
