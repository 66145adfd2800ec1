// What is selected in a list, and the export of it: these rows, these fields, and no more than the
// person may see.
#include "server/records/list_selection.hpp"

#include <fmt/format.h>

#include "server/jobs/test_jobs.hpp"

namespace daicho::server::testing {
namespace {

class SelectionTest : public CityTest {
protected:
    static json::Value kept(Client& client, const std::string& name, const std::string& body,
                            unsigned status = 201) {
        const net::Response response = client.post("/api/registers/" + name + "/selections", body);
        EXPECT_EQ(response.status, status) << response.body;
        return *json::parse(response.body);
    }
    static json::Value exported(Client& client, const std::string& name,
                                const json::Value& selection, const std::string& more) {
        const std::string file(selection.at("file").as_string());
        return ended_job(client,
                         fmt::format(R"({{"kind":"export","parameters":{{"register":"{}",)"
                                     R"("reason":"現地調査","selection":"{}"{}}},"file":"{}"}})",
                                     name, file, more, file));
    }
    static std::size_t lines(const std::string& text) {
        return static_cast<std::size_t>(std::ranges::count(text, '\n'));
    }
};

TEST_F(SelectionTest, AnExportHoldsTheRowsAndFieldsThatWereSelected) {
    Client client = signed_in(kClerk);
    const json::Value one = kept(client, "parcel", R"({"ids":["1","1"]})");
    EXPECT_EQ(one.at("rows"), 1);
    const json::Value job =
        exported(client, "parcel", one, R"(,"format":"csv","fields":["value_yen","taxed_area"])");
    const std::string csv = file_of_job(client, job, ".csv");
    EXPECT_EQ(csv,
              "parcel_no,taxed_area,value_yen,valid_from,valid_to\r\n"
              "10000101,265.68,18183936,2024-01-01,\r\n");
    const journal::EntryHeader entry = newest(journal::EntryKind::disclosure_export);
    EXPECT_EQ(entry.register_number, 101);
    const auto body = kernel().journal().keys().open(
        entry.number, journal::read_entry(**kernel().reader(), entry.number)->sealed_body);
    EXPECT_NE(as_text(*body).find(R"("selected":1)"), std::string_view::npos);
}

TEST_F(SelectionTest, AllThatMeetTheConditionsButSome) {
    Client client = signed_in(kClerk);
    const json::Value all = kept(client, "parcel", R"({"all":true,"except":["3"]})");
    EXPECT_EQ(all.at("rows"), 2);
    // Rows that lead to protected persons are left out of files, selected or not.
    const json::Value job = exported(client, "parcel", all, R"(,"format":"csv")");
    const std::string csv = file_of_job(client, job, ".csv");
    EXPECT_EQ(lines(csv), 2U) << csv;
    for (const char* word : kHiddenWords) EXPECT_EQ(csv.find(word), std::string::npos) << word;
}

// By a condition that tells of persons nobody learns that a hidden row is among those that meet it.
TEST_F(SelectionTest, ACountDoesNotTellOfAProtectedPerson) {
    Client client = signed_in(kClerk);
    for (const char* filters : {R"("name":"!=")", R"("name":"!~x")", R"("address":"!=")"}) {
        const json::Value some =
            kept(client, "addressee", fmt::format(R"({{"all":true,"filters":{{{}}}}})", filters));
        EXPECT_EQ(some.at("rows"), 1) << filters;
    }
    const json::Value none = kept(client, "addressee", R"({"all":true,"q":"秘沢"})", 400);
    EXPECT_EQ(none.at("errors").at(0).at("id"), "selection.none");
}

TEST_F(SelectionTest, WhatIsNotOnesOwnOrNoSelectionIsRefused) {
    Client client = signed_in(kClerk);
    const json::Value one = kept(client, "parcel", R"({"ids":["1"]})");
    EXPECT_EQ(kept(client, "parcel", R"({"ids":["x"]})", 400).at("errors").at(0).at("id"),
              "api.bad_id");
    EXPECT_EQ(kept(client, "parcel", R"({"all":true,"filters":{"acres":"1"}})", 400)
                  .at("errors")
                  .at(0)
                  .at("id"),
              "change.no_field");
    Client approver = signed_in(kApprover);
    const std::string file(one.at("file").as_string());
    const net::Response other = approver.post(
        "/api/jobs", fmt::format(R"({{"kind":"export","parameters":{{"register":"parcel",)"
                                 R"("reason":"x"}},"file":"{}"}})",
                                 file));
    EXPECT_EQ(error_id(other), "job.file.gone");
    Client governor = signed_in(kGovernor);
    EXPECT_EQ(governor.post("/api/registers/parcel/selections", R"({"ids":["1"]})").status, 403U);
    // A selection of one register is none of another.
    const json::Value job = exported(client, "house", one, R"(,"format":"csv")");
    EXPECT_EQ(job.at("state"), "failed") << json::write(job);
}

}  // namespace
}  // namespace daicho::server::testing
