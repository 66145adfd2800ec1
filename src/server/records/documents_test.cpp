// Documents over HTTP: brought, entered, listed, shown, replaced, withdrawn; for whom, and what of
// it stands in the journal.
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "register/document_store.hpp"
#include "register/document_value.hpp"
#include "server/test_app.hpp"

namespace daicho::server::testing {
namespace {

using journal::EntryKind;

constexpr const char* kPdf = "%PDF-1.7\n1 0 obj\n<< >>\nendobj\n";
constexpr const char* kTarget = "/api/documents?register=parcel_document&field=file&name=";
constexpr const char* kHidden = "/api/registers/parcel/records/2/documents";
constexpr const char* kOpen = "/api/registers/parcel/records/1/documents";
constexpr const char* kRecords = "/api/registers/parcel_document/records";

class DocumentsTest : public CityTest {
protected:
    static std::string member(const net::Response& response, const char* name) {
        const auto body = json::parse(response.body);
        if (!body || !body->as_object().contains(name)) return response.body;
        return std::string(body->at(name).as_string());
    }
    static std::string bring(Client& client, const std::string& bytes = kPdf) {
        const net::Response brought = client.post(std::string(kTarget) + "a.pdf", bytes);
        EXPECT_EQ(brought.status, 201U) << brought.body;
        return member(brought, "file");
    }
    static net::Response enter(Client& client, const char* parcel, const std::string& file) {
        return client.post(
            kRecords,
            fmt::format(R"({{"values":{{"subject":"{}","kind":"survey_photo","title":"調査",)"
                        R"("file":"{}"}},"valid_from":"2026-04-10","reason":"現地調査"}})",
                        parcel, file));
    }
    static json::Object newest_document(Client& client, const char* list = kOpen) {
        return client.json(list).at("documents").as_array().at(0).as_object();
    }
    static std::string text(const json::Value& value) { return std::string(value.as_string()); }
    static std::string header(const net::Response& response, std::string_view name) {
        for (const auto& [key, value] : response.headers) {
            if (key == name) return value;
        }
        return {};
    }
    static json::Value body_of_entry(const journal::EntryHeader& entry) {
        auto reader = kernel().reader();
        const auto stored = journal::read_entry(**reader, entry.number);
        const auto plain = kernel().journal().keys().open(entry.number, stored->sealed_body);
        return *json::parse(as_text(*plain));
    }
};

TEST_F(DocumentsTest, WhatWasBroughtBecomesADocumentOfTheRecord) {
    Client client = signed_in(kClerk);
    const std::string file = bring(client);
    EXPECT_NE(newest(EntryKind::document_received).number, 0U);
    const net::Response made = enter(client, "10000101", file);
    ASSERT_EQ(made.status, 201U) << made.body;
    // What was used is gone; nobody enters it a second time.
    EXPECT_EQ(error_id(enter(client, "10000101", file)), "document.upload_gone");
    const json::Object one = newest_document(client);
    EXPECT_EQ(text(one.at("reason")), "現地調査");
    EXPECT_EQ(text(one.at("title")), "調査");
    EXPECT_EQ(text(one.at("file").at("name")), "a.pdf");
    EXPECT_EQ(text(one.at("file").at("type")), "application/pdf");
    const std::string address = "/api/documents/" + text(one.at("file").at("document"));
    const net::Response fetched = client.get(address);
    ASSERT_EQ(fetched.status, 200U) << fetched.body;
    EXPECT_EQ(fetched.body, kPdf);
    EXPECT_EQ(header(fetched, "Content-Disposition"),
              "attachment; filename=\"a.pdf\"; filename*=UTF-8''a.pdf");
    EXPECT_EQ(header(fetched, "X-Content-Type-Options"), "nosniff");
    EXPECT_NE(header(fetched, "Content-Security-Policy").find("sandbox"), std::string::npos);
    EXPECT_EQ(std::ranges::count(fetched.headers, "Content-Security-Policy",
                                 &std::pair<std::string, std::string>::first),
              1);
    const journal::EntryHeader entry = newest(EntryKind::document_fetched);
    const json::Value body = body_of_entry(entry);
    EXPECT_EQ(std::to_string(body.at("document").to_number<int>()),
              text(one.at("file").at("document")));
    EXPECT_EQ(client.get(address + "?inline=1").status, 200U);
    EXPECT_GT(newest(EntryKind::document_shown).number, entry.number);
    // Who looked is told of the document as of every record.
    const json::Value record = client.json(std::string(kRecords) + "/" + text(one.at("id")));
    EXPECT_GE(record.at("viewers").as_array().size(), 2U);
}

TEST_F(DocumentsTest, WhatTheScannerSaidStandsBesideTheDocument) {
    Client client = signed_in(kClerk);
    const auto said_of = [&](const char* scanner, const std::string& bytes) {
        ::setenv("DAICHO_SCANNER", scanner, 1);
        const net::Response made = enter(client, "10000101", bring(client, bytes));
        ::unsetenv("DAICHO_SCANNER");
        EXPECT_EQ(made.status, 201U) << made.body;
        return text(newest_document(client).at("file").at("scan"));
    };
    EXPECT_EQ(said_of("true", "clean text\n"), "clean");
    EXPECT_EQ(said_of("/no/such/scanner", "other text\n"), "failed");
    // Of the same bytes what was found last; of those that no scanner saw, that.
    EXPECT_EQ(said_of("true", "other text\n"), "clean");
    EXPECT_EQ(said_of("", "third text\n"), "not_scanned");
}

TEST_F(DocumentsTest, ReplacedAndWithdrawnOnesStayInTheHistory) {
    Client client = signed_in(kClerk);
    ASSERT_EQ(enter(client, "10000101", bring(client)).status, 201U);
    json::Object one = newest_document(client);
    const std::string record = std::string(kRecords) + "/" + text(one.at("id"));
    const std::string first = text(one.at("file").at("document"));
    const auto send = [&](const std::string& more) {
        return client.send(net::Method::put, record,
                           fmt::format(R"({{"base_version":{},"reason":"r",{}}})",
                                       one.at("version").to_number<int>(), more));
    };
    net::Response put = send(fmt::format(R"("values":{{"file":"{}"}},"valid_from":"2026-04-11")",
                                         bring(client, "text\n")));
    ASSERT_EQ(put.status, 200U) << put.body;
    EXPECT_EQ(client.get("/api/documents/" + first).body, kPdf);
    one = newest_document(client, "/api/registers/parcel/records/1/documents?as_of=2026-04-11");
    EXPECT_EQ(text(one.at("file").at("type")), "text/plain");
    EXPECT_EQ(
        error_id(client.get("/api/documents/" + text(one.at("file").at("document")) + "?inline=1")),
        "document.not_shown_inline");
    put = send(R"("values":{},"valid_from":"2026-04-12","ended":true)");
    ASSERT_EQ(put.status, 200U) << put.body;
    const auto on = [&](const char* day) {
        return newest_document(client, (std::string(kOpen) + "?as_of=" + day).c_str());
    };
    EXPECT_FALSE(on("2026-04-11").at("withdrawn").as_bool());
    EXPECT_TRUE(on("2026-04-12").at("withdrawn").as_bool());
    EXPECT_EQ(on("2026-04-12").at("versions").to_number<int>(), 3);
    EXPECT_EQ(text(on("2026-04-10").at("file").at("document")), first);
}

TEST_F(DocumentsTest, WhatIsNoDocumentIsRefused) {
    Client client = signed_in(kClerk);
    net::Response response = client.post(std::string(kTarget) + "a.pdf", "#!/bin/sh\nexit\n");
    EXPECT_EQ(response.status, 400U);
    EXPECT_EQ(error_id(response), "document.program");
    const json::Value body = body_of_entry(newest(EntryKind::document_refused));
    EXPECT_EQ(text(body.at("error")), "document.program");
    const auto before = kernel().document_limits;
    kernel().document_limits.one = 10;
    response = client.post(std::string(kTarget) + "a.pdf", kPdf);
    kernel().document_limits = before;
    EXPECT_EQ(response.status, 413U);
    EXPECT_EQ(error_id(client.post("/api/documents?register=parcel_document&field=kind&name=a.pdf",
                                   kPdf)),
              "change.no_field");
    // A text about a document is none.
    EXPECT_EQ(enter(client, "10000101", "a.pdf").status, 400U);
    EXPECT_EQ(error_id(enter(client, "10000101", "upload:999")), "document.upload_gone");
}

TEST_F(DocumentsTest, OnlyWhoeverMayBringsAndOnlyForHerself) {
    Client governor = signed_in(kGovernor);
    EXPECT_EQ(governor.post(std::string(kTarget) + "a.pdf", kPdf).status, 403U);
    EXPECT_EQ(newest(EntryKind::refusal).number, entries());
    EXPECT_EQ(governor.get(kOpen).status, 403U);
    Client clerk = signed_in(kClerk);
    ASSERT_EQ(enter(clerk, "10000101", bring(clerk)).status, 201U);
    const std::string document = text(newest_document(clerk).at("file").at("document"));
    EXPECT_EQ(governor.get("/api/documents/" + document).status, 403U);
    EXPECT_EQ(clerk.get("/api/documents/99999").status, 404U);
    // A file that was brought for another register does not fit.
    const net::Response other =
        governor.post("/api/documents?register=finding_document&field=file&name=a.pdf", kPdf);
    ASSERT_EQ(other.status, 201U) << other.body;
    EXPECT_EQ(error_id(enter(clerk, "10000101", member(other, "file"))), "document.upload_gone");
}

TEST_F(DocumentsTest, OfAProtectedPersonsParcelNothingIsShown) {
    Client client = signed_in(kClerk);
    const net::Response made = enter(client, "10000102", bring(client));
    ASSERT_EQ(made.status, 201U) << made.body;
    const json::Object one = newest_document(client, kHidden);
    EXPECT_TRUE(one.at("protected").as_bool());
    EXPECT_TRUE(one.at("file").is_null());
    EXPECT_TRUE(one.at("title").is_null());
    auto reader = kernel().reader();
    const auto next = registers::next_document(**reader);
    const std::string address = "/api/documents/" + std::to_string(*next - 1);
    for (const char* how : {"", "?inline=1"}) {
        const net::Response refused = client.get(address + how);
        EXPECT_EQ(refused.status, 403U);
        EXPECT_EQ(error_id(refused), "document.protected");
        EXPECT_EQ(newest(EntryKind::refusal).number, entries());
    }
    // A release shows it on the screen; files that leave the house are never part of one.
    const auto before = kernel().protection.released;
    kernel().protection.released = [](const identity::Principal&, registers::Outlet) {
        return registers::Released{true, {}};
    };
    EXPECT_EQ(client.get(address + "?inline=1").body, kPdf);
    EXPECT_EQ(client.get(address).status, 403U);
    kernel().protection.released = before;
}

TEST_F(DocumentsTest, TheDatabaseHoldsNoPlainByte) {
    Client client = signed_in(kClerk);
    const std::string mark = "marked-bytes-of-a-document-4711";
    ASSERT_EQ(enter(client, "10000101", bring(client, std::string(kPdf) + mark)).status, 201U);
    bring(client, std::string(kPdf) + mark + " waiting");
    auto reader = kernel().reader();
    std::string all;
    for (const char* sql : {"SELECT sealed FROM d_part", "SELECT sealed FROM w_job_file"}) {
        auto rows = (*reader)->prepare(sql);
        while (*(*rows)->step()) all += as_text((*rows)->blob(0));
    }
    EXPECT_GT(all.size(), 2 * mark.size());
    EXPECT_EQ(all.find(mark), std::string::npos);
    for (const auto& file : std::filesystem::recursive_directory_iterator(kernel().home())) {
        if (!file.is_regular_file()) continue;
        std::ifstream in(file.path(), std::ios::binary);
        const std::string bytes{std::istreambuf_iterator<char>(in), {}};
        EXPECT_EQ(bytes.find(mark), std::string::npos) << file.path();
    }
}

}  // namespace
}  // namespace daicho::server::testing
