// Documents of records: bytes, versions, approval, erasure, verification; on both stores.
#include <fmt/format.h>

#include "register/change.hpp"
#include "register/document_register.hpp"
#include "register/document_store.hpp"
#include "register/erasure.hpp"
#include "register/export.hpp"
#include "register/test_kernel.hpp"
#include "register/verify.hpp"
#include "register/workflow.hpp"

namespace daicho::registers {
namespace {

constexpr std::string_view kNoteYaml = R"(
register: note
number: 130
version: 1
label: {ja: 控え, en: Note}
task: {id: fixed_asset_tax, ja: 固定資産税, en: Fixed-asset tax}
legal_basis: 地方税法 第380条
temporal: valid_time
key: [note_no]
retention: {years: 10, from: end_of_validity, basis: 例}
permissions: {view: [tax_clerk], change: [tax_clerk], export: [tax_clerk]}
documents:
  number: 630
  kinds: [{key: photo, ja: 写真, en: Photograph}, {key: notice, ja: 通知, en: Notice}]
fields:
  - {id: 1, name: note_no, type: text, label: {ja: 番号, en: Number}, required: true, list: 1}
)";

constexpr std::string_view kPdf = "%PDF-1.7\n1 0 obj\n<< >>\nendobj\n";

NewDocument pdf(std::string_view more = "") {
    return {"控え.pdf", "application/pdf", std::string(kPdf) + std::string(more)};
}

class DocumentTest : public testing::KernelOnStoreTest {
protected:
    void SetUp() override {
        write_definition("tax", "note", kNoteYaml);
        testing::KernelTest::SetUp();
        ChangeRequest note;
        note.register_name = "note";
        note.values = {{"note_no", "n1"}};
        note.valid = {Date::of(2026, 4, 1), kForever};
        const auto made = change(*kernel_, identity::system_principal(), note);
        ASSERT_TRUE(made) << describe_with_place(made.error(), Language::english);
    }
    ChangeRequest adding(NewDocument document) {
        ChangeRequest request;
        request.register_name = "note_document";
        request.values = {{"subject", "n1"}, {"kind", "photo"}};
        request.documents.emplace("file", std::move(document));
        request.valid = {Date::of(2026, 4, 10), kForever};
        return request;
    }
    ChangeResult add(NewDocument document) {
        auto made = change(*kernel_, identity::system_principal(), adding(std::move(document)));
        EXPECT_TRUE(made) << describe_with_place(made.error(), Language::english);
        return made ? *made : ChangeResult{};
    }
    DocumentValue value_of(const ChangeResult& made) {
        const Definition& documents = definition("note_document");
        auto reader = kernel_->reader();
        const auto versions = read_versions(**reader, documents, made.record);
        for (const RecordVersion& one : *versions) {
            if (one.version != made.version) continue;
            const auto value =
                parse_document_value(one.values[documents.index_of("file")].bytes);
            if (value) return *value;
        }
        ADD_FAILURE() << "no such version";
        return {};
    }
    Result<std::string> bytes_of(const ChangeResult& made) {
        const Definition& documents = definition("note_document");
        auto reader = kernel_->reader();
        return open_document(kernel_->vault(), **reader,
                             {documents.number, made.record, 4}, value_of(made));
    }
    std::vector<std::string> faults() {
        auto report = verify(*kernel_, {});
        EXPECT_TRUE(report);
        std::vector<std::string> ids;
        for (const Error& fault : report->faults) ids.push_back(fault.id);
        return ids;
    }
    // Behind the program's back: without the triggers.
    void tamper(const std::string& table, const std::string& sql) {
        expect_ok(kernel_->command([&](Context& context) -> Status {
            const bool sqlite =
                context.connection.dialect().kind() == store::StoreKind::sqlite;
            const std::string without =
                sqlite ? fmt::format("DROP TRIGGER t_{0}_insert; DROP TRIGGER t_{0}_update; DROP "
                                     "TRIGGER t_{0}_delete", table.substr(2))
                       : fmt::format("ALTER TABLE {} DISABLE TRIGGER USER", table);
            DAICHO_CHECK(context.connection.execute(without));
            return context.connection.execute(sql);
        }));
    }
    static void expect_ok(const Status& status) {
        EXPECT_TRUE(status) << describe_with_place(status.error(), Language::english);
    }
    std::int64_t count(const std::string& sql) {
        auto reader = kernel_->reader();
        return (*reader)->integer(sql, -1).value_or(-1);
    }
};

TEST_P(DocumentTest, ARegisterOfDocumentsStandsBesideTheRegister) {
    const Definition& documents = definition("note_document");
    EXPECT_EQ(documents.number, 630);
    EXPECT_EQ(documents.subject, "note");
    EXPECT_EQ(documents.label.ja, "控えの書類");
    EXPECT_TRUE(documents.has_documents);
    EXPECT_TRUE(documents.has_personal);
    EXPECT_EQ(documents.permissions.view, definition("note").permissions.view);
    EXPECT_TRUE(documents.permissions.import.empty());
    EXPECT_NE(documents.fields[2].find_code("photo"), nullptr);
}

TEST_P(DocumentTest, BytesComeBackAndNoneStandsInTheClear) {
    std::string large = "%PDF-1.7\n";
    for (int i = 0; i < 40'000; ++i) large += "現地調査の写し\n";
    const ChangeResult made = add({"控え.pdf", "application/pdf", large});
    const DocumentValue value = value_of(made);
    EXPECT_EQ(value.name, "控え.pdf");
    EXPECT_EQ(value.size, large.size());
    EXPECT_EQ(value.sha256, sha256(as_bytes(large)));
    const auto bytes = bytes_of(made);
    ASSERT_TRUE(bytes) << bytes.error().id;
    EXPECT_EQ(*bytes, large);
    EXPECT_GT(count("SELECT count(*) FROM d_part"), 1);
    // The number of the document is the record's key.
    auto reader = kernel_->reader();
    EXPECT_TRUE((*find_record(**reader, definition("note_document"), "1")).has_value());
    auto parts = (*reader)->prepare("SELECT sealed FROM d_part");
    while (*(*parts)->step()) {
        EXPECT_EQ(as_text((*parts)->blob(0)).find("現地調査"), std::string_view::npos);
    }
    EXPECT_TRUE(faults().empty());
}

TEST_P(DocumentTest, AReplacementLeavesWhatWasThere) {
    const ChangeResult first = add(pdf("one"));
    ChangeRequest request = adding(pdf("two"));
    request.values.clear();
    request.record = first.record;
    request.base_version = first.version;
    const auto second = change(*kernel_, identity::system_principal(), request);
    ASSERT_TRUE(second) << describe_with_place(second.error(), Language::english);
    EXPECT_EQ(*bytes_of(first), std::string(kPdf) + "one");
    EXPECT_EQ(*bytes_of(*second), std::string(kPdf) + "two");
    EXPECT_NE(value_of(first).id, value_of(*second).id);
    // Ending the record withdraws the document and keeps it.
    ChangeRequest end;
    end.register_name = "note_document";
    end.record = first.record;
    end.base_version = second->version;
    end.valid = {Date::of(2026, 5, 1), kForever};
    end.ended = true;
    ASSERT_TRUE(change(*kernel_, identity::system_principal(), end));
    EXPECT_EQ(count("SELECT count(*) FROM d_document"), 2);
    EXPECT_TRUE(faults().empty());
}

TEST_P(DocumentTest, ARefusedChangeLeavesNothingBehind) {
    ChangeRequest request = adding(pdf());
    request.values["kind"] = "no such kind";
    EXPECT_FALSE(change(*kernel_, identity::system_principal(), request));
    request = adding(pdf());
    request.documents.clear();
    request.values["file"] = document_text({1, "a.pdf", "application/pdf", 3, {}});
    EXPECT_FALSE(change(*kernel_, identity::system_principal(), request));
    kernel_->document_limits.record = kPdf.size() + 1;
    add(pdf());
    const auto full = change(*kernel_, identity::system_principal(), adding(pdf()));
    ASSERT_FALSE(full);
    EXPECT_EQ(full.error().causes.front().id, "document.record_full");
    EXPECT_EQ(count("SELECT count(*) FROM d_document"), 1);
    EXPECT_EQ(count("SELECT count(*) FROM d_part"), 1);
}

TEST_P(DocumentTest, TheDatabaseRefusesChanges) {
    add(pdf());
    for (const char* sql :
         {"UPDATE d_part SET part = 7", "DELETE FROM d_part", "UPDATE d_document SET size = 1",
          "DELETE FROM d_document", "INSERT INTO d_document VALUES (9, 630, 1, 4, 1, 1, 1)",
          "INSERT INTO d_part SELECT document, 1, sealed FROM d_part"}) {
        EXPECT_FALSE(kernel_->command(
            [&](Context& context) { return context.connection.execute(sql); }))
            << sql;
    }
}

TEST_P(DocumentTest, VerifyFindsAChangedPart) {
    add(pdf());
    tamper("d_part", "UPDATE d_part SET sealed = (SELECT digest FROM w_definition LIMIT 1)");
    EXPECT_EQ(faults(), std::vector<std::string>{"register.fault.document"});
}

TEST_P(DocumentTest, VerifyFindsAMissingDocument) {
    const ChangeResult made = add(pdf());
    tamper("d_part", "DELETE FROM d_part");
    EXPECT_EQ(faults(), std::vector<std::string>{"register.fault.document"});
    EXPECT_EQ(bytes_of(made).error().id, "document.damaged");
}

TEST_P(DocumentTest, VerifyFindsDocumentsThatChangedPlaces) {
    add(pdf("one"));
    add(pdf("two"));
    tamper("d_part", "UPDATE d_part SET document = 99 WHERE document = 1; UPDATE d_part SET "
                     "document = 1 WHERE document = 2; UPDATE d_part SET document = 2 WHERE "
                     "document = 99");
    EXPECT_EQ(faults(), (std::vector<std::string>{"register.fault.document",
                                                  "register.fault.document"}));
}

TEST_P(DocumentTest, VerifyFindsAnExtraPart) {
    add(pdf());
    tamper("d_part", "INSERT INTO d_part SELECT 12, 0, sealed FROM d_part");
    EXPECT_EQ(faults(), std::vector<std::string>{"register.fault.document_stray"});
}

TEST_P(DocumentTest, ErasureTakesTheBytesAndTheirKey) {
    const ChangeResult made = add(pdf());
    const ChangeResult other = add(pdf("stays"));
    const std::uint64_t versions[] = {made.version};
    ASSERT_TRUE(kernel_->command([&](Context& context) -> Status {
        DAICHO_CHECK(erase_versions(context, definition("note_document"), versions,
                                    {journal::EntryKind::erasure_replayed}));
        return {};
    }));
    EXPECT_EQ(count("SELECT count(*) FROM d_part WHERE document = 1"), 0);
    EXPECT_EQ(count("SELECT count(*) FROM d_part WHERE document = 2"), 1);
    EXPECT_EQ(count("SELECT count(*) FROM w_record_key WHERE register = 65535"), 1);
    EXPECT_EQ(count("SELECT count(*) FROM d_document"), 2);  // no number is given twice
    EXPECT_TRUE(bytes_of(other));
    EXPECT_TRUE(faults().empty());
    const auto totals = document_totals(**kernel_->reader());
    EXPECT_EQ(totals->documents, 1U);
    EXPECT_EQ(totals->bytes, kPdf.size() + 5);
}

TEST_P(DocumentTest, FilesOfRowsHoldNoDocument) {
    add(pdf());
    ExportOptions options;
    options.file = folder_.path() / "out.csv";
    options.reason = "例";
    const auto report = export_rows(*kernel_, identity::system_principal(),
                                    definition("note_document"), options);
    ASSERT_TRUE(report) << describe_with_place(report.error(), Language::english);
    EXPECT_EQ(report->documents_left_out, 1U);
    std::ifstream in(options.file);
    std::ostringstream text;
    text << in.rdbuf();
    EXPECT_EQ(text.str().find("控え.pdf"), std::string::npos);
    EXPECT_EQ(text.str().find("file"), std::string::npos);
    // Taken back, such a file leaves the documents where they are.
    const auto again = import("note_document", {{"document_no", "subject", "kind"},
                                                {"1", "n1", "notice"}});
    ASSERT_TRUE(again) << describe_with_place(again.error(), Language::english);
    EXPECT_TRUE(faults().empty());
    EXPECT_EQ(count("SELECT count(*) FROM v_note_document WHERE file IS NOT NULL"), 2);
    // A row for a document that is not there is none.
    EXPECT_FALSE(import("note_document", {{"document_no", "subject", "kind"},
                                          {"7", "n1", "notice"}}));
}

TEST_P(DocumentTest, ApprovalConfirmsTheSameDocument) {
    std::string text(kNoteYaml);
    text.replace(text.find("documents:"), 0,
                 "four_eyes: true\npurposes: [{number: 1, ja: 調査, en: Survey}]\n");
    text.replace(text.find("export: [tax_clerk]"), 19, "approve: [tax_approver]");
    text.replace(text.find("register: note\nnumber: 130"), 26, "register: memo\nnumber: 131");
    text.replace(text.find("number: 630"), 11, "number: 631");
    write_definition("tax", "memo", text);
    reopen();
    const Definition& documents = definition("memo_document");
    EXPECT_TRUE(documents.workflow.is_needed());
    EXPECT_EQ(documents.workflow.steps.front().roles, std::vector<std::string>{"tax_approver"});
    EXPECT_NE(documents.purposes.find(1), nullptr);
}

DAICHO_ON_BOTH_STORES(DocumentTest);

TEST(DocumentValue, IsReadAsItIsWritten) {
    const DocumentValue value{7, "写真 \"1\".png", "image/png", 12, sha256(as_bytes("x"))};
    const std::string text = document_text(value);
    const auto read = parse_document_value(text);
    ASSERT_TRUE(read);
    EXPECT_EQ(read->name, value.name);
    EXPECT_EQ(read->sha256, value.sha256);
    EXPECT_FALSE(parse_document_value(text + " "));
    EXPECT_FALSE(parse_document_value(R"({"document":7})"));
    EXPECT_FALSE(parse_document_value(""));
}

TEST(DocumentValue, IsExaminedOnTheWayIn) {
    const DocumentLimits limits{100, 1'000};
    const auto taken = examine_document("../控え.pdf", std::string(kPdf), limits);
    ASSERT_TRUE(taken);
    EXPECT_EQ(taken->name, "控え.pdf");
    EXPECT_EQ(taken->type, "application/pdf");
    EXPECT_EQ(examine_document("a.pdf", std::string(101, 'x'), limits).error().id,
              "document.too_large");
    EXPECT_EQ(examine_document("a.pdf", "#!/bin/sh\n", limits).error().id, "document.program");
    const std::string eicar = std::string(R"(X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-)") +
                              "STANDARD-ANTIVIRUS-TEST-FILE!$H+H*";
    ASSERT_EQ(eicar.size(), 68u);
    EXPECT_EQ(examine_document("a.txt", eicar, limits).error().id, "document.malware_test");
    DocumentLimits roomy = limits;
    roomy.one = 1000;
    EXPECT_EQ(examine_document("a.pdf", std::string(kPdf) + eicar, roomy).error().id,
              "document.malware_test");
    EXPECT_TRUE(examine_document("a.txt", eicar.substr(0, 67), limits).has_value());
}

}  // namespace
}  // namespace daicho::registers
