// Reports of erasing tools (tests/corpus/erasure): the nwipe_* files without a serial number are of
// runs on loop devices, as tests/commands makes them again; those with one are the same with an
// invented disk; the rest is written from the tools' texts.
#include "govern/media/erasure_report.hpp"
#include "govern/test_support.hpp"

namespace daicho::govern {
namespace {

using namespace test;

const ErasureTools& tools() {
    static const ErasureTools kTools =
        value_of(load_erasure_tools(source_path("catalogs/erasure-tools.yaml")));
    return kTools;
}

ErasureReport report(const std::string& file, const ErasureTools& by = tools()) {
    return value_of(read_erasure_report(by, read_text("tests/corpus/erasure/" + file)));
}

Codes all_codes(const ErasureReport& read) {
    Codes found;
    for (const ErasureRun& run : read.runs) found.insert(run.refusals.begin(), run.refusals.end());
    return found;
}

bool accepted(const ErasureReport& read) {
    return to_json(tools(), read).as_object().at("accepted").as_bool();
}

TEST(Erasure, ARunThatEndedWellCounts) {
    const ErasureReport read = report("nwipe_disk.log");
    ASSERT_EQ(read.runs.size(), 1U);
    const ErasureRun& run = read.runs.front();
    EXPECT_EQ(all_codes(read), Codes{});
    EXPECT_EQ(read.tool, "nwipe");
    EXPECT_EQ(read.edition, "0.33");
    EXPECT_EQ(run.serial, "SHD0417A001");
    EXPECT_EQ(run.model, "SHIOMI HD-500");
    EXPECT_EQ(run.method, "overwrite_os_accessible");
    EXPECT_EQ(run.ended, "2026-11-22");
    EXPECT_EQ(run.bytes, 4'194'304U);
    EXPECT_EQ(run.verification, "last");
    EXPECT_TRUE(run.notes.empty());
    EXPECT_TRUE(accepted(read));
}

TEST(Erasure, EveryOtherEndOfNwipeIsRefusedForItsOwnReason) {
    const std::vector<std::pair<std::string, Codes>> cases = {
        {"nwipe_erased.log", {"SERIAL_UNREADABLE"}},
        {"nwipe_two_devices.log", {"SERIAL_UNREADABLE"}},
        {"nwipe_unverified.log", {"SERIAL_UNREADABLE", "NOT_VERIFIED"}},
        {"nwipe_masked.log", {"SERIAL_MASKED"}},
        {"nwipe_not_utf8.log", {"SERIAL_UNREADABLE"}},
        {"nwipe_aborted.log", {"SERIAL_UNREADABLE", "RUN_ABORTED", "SHORT_WRITE:0"}},
        {"nwipe_read_only.log",
         {"SERIAL_UNREADABLE", "RUN_FAILED", "PASS_ERRORS:1", "SHORT_WRITE:0"}},
        {"nwipe_flush_failed.log", {"SERIAL_UNREADABLE", "RUN_FAILED", "SYNC_ERRORS:1"}},
        {"nwipe_verify_failed.log",
         {"SERIAL_UNREADABLE", "ONLY_VERIFIED", "RUN_FAILED", "PASS_ERRORS:1",
          "VERIFY_ERRORS:4096"}},
        {"nwipe_cut.log", {"REPORT_CUT", "VERIFICATION_UNKNOWN"}},
        {"nwipe_short.log", {"SHORT_WRITE:2097152"}},
        {"nwipe_insanity.log", {"RUN_INSANE"}},
        {"nwipe_other_method.log", {"METHOD_UNKNOWN:Fill With Hopes"}},
    };
    for (const auto& [file, expected] : cases) {
        SCOPED_TRACE(file);
        const ErasureReport read = report(file);
        EXPECT_EQ(all_codes(read), expected);
        EXPECT_FALSE(accepted(read));
    }
}

TEST(Erasure, OneFileMayHoldSeveralDevicesAndRuns) {
    EXPECT_EQ(report("nwipe_two_devices.log").runs.size(), 2U);
    const ErasureReport appended = report("nwipe_appended.log");
    ASSERT_EQ(appended.runs.size(), 2U);
    EXPECT_FALSE(appended.runs[0].accepted());
    EXPECT_TRUE(appended.runs[1].accepted());
    EXPECT_TRUE(accepted(appended)) << "the second run made up for the aborted one";
}

TEST(Erasure, ALaterRunThatFindsWhatWasLeftVerifies) {
    const ErasureReport read = report("nwipe_verified_later.log");
    ASSERT_EQ(read.runs.size(), 2U);
    EXPECT_EQ(read.runs[0].verification, "separate");
    EXPECT_TRUE(read.runs[0].accepted());
    EXPECT_EQ(codes(read.runs[1].refusals), Codes{"ONLY_VERIFIED"});
    EXPECT_TRUE(accepted(read));
    // The other way about it proves nothing: it was overwritten after it had been verified.
    const std::string text = read_text("tests/corpus/erasure/nwipe_verified_later.log");
    const std::size_t second = text.find("Program options", text.find("Drive Status"));
    ASSERT_NE(second, std::string::npos);
    const ErasureReport turned =
        value_of(read_erasure_report(tools(), text.substr(second) + text.substr(0, second)));
    EXPECT_FALSE(accepted(turned));
}

TEST(Erasure, WhatTheMediumItselfReports) {
    const std::vector<std::tuple<std::string, std::string, Codes>> cases = {
        {"hdparm_done.txt", "block_erase", {}},
        {"hdparm_running.txt", "crypto_erase", {"NOT_FINISHED:SD2"}},
        {"hdparm_failed.txt", "block_erase", {"RUN_FAILED"}},
        {"hdparm_idle.txt", "", {"METHOD_UNKNOWN:", "NEVER_SANITIZED"}},
        {"nvme_done.json", "block_erase", {}},
        {"nvme_running.json", "block_erase", {"NOT_FINISHED:SPROG 655"}},
        {"nvme_failed.json", "crypto_erase", {"RUN_FAILED"}},
        {"nvme_never.json", "", {"METHOD_UNKNOWN:SANACT 0", "NEVER_SANITIZED"}},
        {"nvme_nameless.json", "overwrite_all", {"SERIAL_UNREADABLE"}},
        {"sg_done.txt", "overwrite_all", {}},
        {"sg_interrupted.txt", "crypto_erase", {"REPORT_CUT"}},
        {"sg_early.txt", "block_erase", {"NOT_FINISHED:launched"}},
        {"sg_failed.txt", "block_erase", {"RUN_FAILED"}},
    };
    for (const auto& [file, method, expected] : cases) {
        SCOPED_TRACE(file);
        const ErasureReport read = report(file);
        EXPECT_EQ(read.proved, "not_run_on_hardware");
        EXPECT_EQ(read.runs.front().method, method);
        EXPECT_EQ(all_codes(read), expected);
        EXPECT_EQ(codes(read.runs.front().notes).count("DEVICE_WORD"), 1U);
    }
    EXPECT_EQ(report("nvme_done.json").runs.front().serial, "SNV0417C003");
    EXPECT_EQ(report("sg_done.txt").runs.front().serial, "SAS0417D004");
}

TEST(Erasure, TheCatalogDecides) {
    const std::string text = read_text("catalogs/erasure-tools.yaml");
    const ErasureTools strict = value_of(
        parse_erasure_tools(changed(text, "chosen: serves", "chosen: read_back"), "changed.yaml"));
    EXPECT_EQ(all_codes(report("nvme_done.json", strict)), Codes{"DEVICE_WORD"});
    const ErasureTools newer = value_of(
        parse_erasure_tools(changed(text, "[\"0.33\", \"0.34\"]", "[\"0.42\"]"), "changed.yaml"));
    EXPECT_EQ(codes(report("nwipe_disk.log", newer).runs.front().notes),
              Codes{"EDITION_UNKNOWN:0.33"});
    EXPECT_FALSE(parse_erasure_tools(
        changed(text, "kind: verify, leaves: ones", "kind: hope, leaves: ones"), "changed.yaml"));
}

// A code without its sentence would be shown as it is.
TEST(Erasure, EveryReasonHasItsWords) {
    for (const char* file : {"nwipe_aborted.log", "nwipe_read_only.log", "nwipe_flush_failed.log",
                             "nwipe_verify_failed.log", "nwipe_cut.log", "nwipe_short.log",
                             "nwipe_insanity.log", "nwipe_masked.log", "nwipe_unverified.log",
                             "nwipe_other_method.log", "hdparm_running.txt", "nvme_never.json"}) {
        const ErasureReport read = report(file);
        for (const std::string& code : all_codes(read)) {
            EXPECT_NE(explain(tools().reasons, code).ja, code) << file;
        }
    }
}

TEST(Erasure, WhatIsNoReportIsRefused) {
    const auto id_of = [](std::string_view text) {
        const auto read = read_erasure_report(tools(), text);
        return read ? std::string("read") : read.error().id;
    };
    EXPECT_EQ(id_of(""), "govern.erasure.not_known");
    EXPECT_EQ(id_of("消去しました"), "govern.erasure.not_known");
    EXPECT_EQ(id_of("nwipe: Program options are set as follows"), "govern.erasure.not_known");
    EXPECT_EQ(id_of(std::string(kMostReportBytes + 1, 'x')), "govern.erasure.too_large");
    EXPECT_EQ(id_of("{\"a\":{\"sstat\":1}"), "govern.erasure.not_known");
    std::string many = "nwipe\nProgram options are set as follows\n";
    for (int i = 0; i < 2'000; ++i) {
        many += "x: Invoking method 'Fill With Zeros' on /dev/sd" + std::to_string(i) + "\n";
    }
    EXPECT_EQ(id_of(many), "govern.erasure.too_many_runs");
}

}  // namespace
}  // namespace daicho::govern
