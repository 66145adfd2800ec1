// Scopes: staff of a department reach its rows and nothing of another, on both stores.
#include "register/scope.hpp"

#include <gmock/gmock.h>

#include "register/change.hpp"
#include "register/test_kernel.hpp"

namespace daicho::registers {
namespace {

using ::testing::ElementsAre;

constexpr std::string_view kDepartment = R"(
register: department
number: 1
version: 1
label: {ja: 部署, en: Department}
task: {id: govern, ja: 統治, en: Governance}
legal_basis: 例
temporal: valid_time
key: [department_no]
retention: {years: 5, from: end_of_validity, basis: 例}
permissions: {view: [governance], change: [governance], import: [loader]}
fields:
  - {id: 1, name: department_no, type: text, label: {ja: 番号, en: Number}, required: true,
     list: 1}
)";
constexpr std::string_view kContract = R"(
register: contract
number: 301
version: 1
label: {ja: 契約, en: Contract}
task: {id: govern, ja: 統治, en: Governance}
legal_basis: 例
temporal: valid_time
key: [contract_no]
retention: {years: 5, from: end_of_validity, basis: 例}
permissions: {view: [governance, section_staff, contractor], change: [governance, section_staff],
     import: [loader]}
scopes:
  - {role: section_staff, by: section}
  - {role: contractor, by: contractor}
fields:
  - {id: 1, name: contract_no, type: text, label: {ja: 番号, en: Number}, required: true, list: 1}
  - {id: 2, name: section, type: ref, target: department, label: {ja: 課, en: Section}, list: 2}
  - {id: 3, name: contractor, type: ref, target: department, label: {ja: 受託者, en: Contractor},
     list: 3}
)";
constexpr std::string_view kWorker = R"(
register: worker
number: 302
version: 1
label: {ja: 従事者, en: Worker}
task: {id: govern, ja: 統治, en: Governance}
legal_basis: 例
temporal: valid_time
key: [worker_no]
retention: {years: 5, from: end_of_validity, basis: 例}
permissions: {view: [governance, contractor], change: [contractor], import: [loader]}
scopes:
  - {role: contractor, by: contract.contractor}
fields:
  - {id: 1, name: worker_no, type: text, label: {ja: 番号, en: Number}, required: true, list: 1}
  - {id: 2, name: contract, type: ref, target: contract, label: {ja: 契約, en: Contract}, list: 2}
)";

class ScopeTest : public testing::KernelOnStoreTest {
protected:
    void SetUp() override {
        write_definition("office", "department", kDepartment);
        write_definition("govern", "contract", kContract);
        write_definition("govern", "worker", kWorker);
        reopen();
        take("department", {{"department_no"}, {"tax"}, {"care"}, {"acme"}, {"other"}});
        take("contract", {{"contract_no", "section", "contractor"},
                          {"C1", "tax", "acme"},
                          {"C2", "care", "other"},
                          {"C3", "care", ""}});
        take("worker", {{"worker_no", "contract"}, {"W1", "C1"}, {"W2", "C2"}, {"W3", ""}});
    }
    void take(std::string_view name, std::vector<std::vector<std::string>> rows) {
        const auto report = import(name, std::move(rows));
        ASSERT_TRUE(report) << describe_with_place(report.error(), Language::english);
    }
    std::uint64_t record(std::string_view name, std::string_view key) {
        auto reader = kernel_->reader();
        ListQuery query;
        query.moment.as_of = today();
        const auto page = list_records(**reader, definition(name), query);
        for (const auto& row : page->rows) {
            if (key_of(definition(name), row) == key) return row.record;
        }
        ADD_FAILURE() << name << " " << key;
        return 0;
    }
    identity::Principal staff(const char* role, const char* department) {
        identity::Principal who;
        who.account = 77;
        who.grants.push_back({role, "govern", 0, {record("department", department)}});
        return who;
    }
    std::vector<std::string> keys(const identity::Principal& who, std::string_view name) {
        const auto reached = reach(who, definition(name), Action::view);
        std::vector<std::string> list;
        if (!reached) return list;
        ListQuery query;
        query.moment.as_of = today();
        query.scope = reached->scope;
        auto reader = kernel_->reader();
        const auto page = list_records(**reader, definition(name), query);
        EXPECT_TRUE(page) << describe_with_place(page.error(), Language::english);
        for (const auto& row : page->rows) list.push_back(key_of(definition(name), row));
        return list;
    }
    std::string changed(const identity::Principal& who, std::string_view name,
                        std::optional<std::uint64_t> of,
                        std::map<std::string, std::string> values) {
        ChangeRequest request;
        request.register_name = name;
        request.record = of;
        request.values = std::move(values);
        request.valid = {today(), kForever};
        request.reason = "test";
        const auto result = change(*kernel_, who, request);
        return result ? "done" : result.error().id;
    }
    Date today() { return japan_date(clock_.now()); }
};

TEST_P(ScopeTest, ListsHoldOnlyRowsOfOnesOwn) {
    EXPECT_THAT(keys(staff("section_staff", "tax"), "contract"), ElementsAre("C1"));
    EXPECT_THAT(keys(staff("section_staff", "care"), "contract"), ElementsAre("C2", "C3"));
    EXPECT_THAT(keys(staff("contractor", "acme"), "contract"), ElementsAre("C1"));
    EXPECT_THAT(keys(staff("contractor", "acme"), "worker"), ElementsAre("W1"));
    EXPECT_THAT(keys(staff("contractor", "tax"), "worker"), ElementsAre());
}

TEST_P(ScopeTest, WhatKnowsNoScopeSeesNoRole) {
    const auto who = staff("contractor", "acme");
    EXPECT_FALSE(authorise(who, definition("contract"), Action::view));
    EXPECT_TRUE(reach(who, definition("contract"), Action::view));
    EXPECT_FALSE(reach(who, definition("contract"), Action::change));
    EXPECT_FALSE(reach(who, definition("contract"), Action::export_));
    identity::Principal whole = who;
    whole.grants.push_back({"governance", "govern", 0, {}});
    EXPECT_FALSE(reach(whole, definition("contract"), Action::view)->scope);
}

TEST_P(ScopeTest, ARecordOfAnotherDepartmentIsOutside) {
    auto reader = kernel_->reader();
    const auto who = staff("contractor", "acme");
    const auto reached = reach(who, definition("worker"), Action::view);
    ASSERT_TRUE(reached);
    const auto inside = [&](const char* key) {
        return *in_scope(**reader, definition("worker"), *reached->scope, record("worker", key),
                         today());
    };
    EXPECT_TRUE(inside("W1"));
    EXPECT_FALSE(inside("W2"));
    EXPECT_FALSE(inside("W3"));
}

TEST_P(ScopeTest, NothingOfAnotherIsChangedAndNothingGivenAway) {
    const auto tax = staff("section_staff", "tax");
    EXPECT_EQ(changed(tax, "contract", record("contract", "C2"),
                      {{"contract_no", "C2"}, {"section", "tax"}}),
              "change.no_record");
    EXPECT_EQ(changed(tax, "contract", record("contract", "C1"),
                      {{"contract_no", "C1"}, {"section", "care"}}),
              "register.out_of_scope");
    EXPECT_EQ(changed(tax, "contract", std::nullopt, {{"contract_no", "C9"}}),
              "register.out_of_scope");
    EXPECT_EQ(changed(tax, "contract", std::nullopt,
                      {{"contract_no", "C9"}, {"section", "tax"}}),
              "done");
    const auto acme = staff("contractor", "acme");
    EXPECT_EQ(changed(acme, "worker", std::nullopt, {{"worker_no", "W8"}, {"contract", "C2"}}),
              "register.out_of_scope");
    EXPECT_EQ(changed(acme, "worker", std::nullopt, {{"worker_no", "W8"}, {"contract", "C1"}}),
              "done");
}

TEST_P(ScopeTest, ADefinitionWithoutAWayIsRefused) {
    const auto fault = [&](std::string_view from, std::string_view to) {
        std::string text(kWorker);
        text.replace(text.find(from), from.size(), to);
        write_definition("govern", "worker", text);
        const auto loaded = Definitions::load(folder_.path() / "registers");
        if (loaded) return std::string();
        const Error& error = loaded.error();
        return error.causes.empty() ? error.id : error.causes.front().id;
    };
    EXPECT_EQ(fault("by: contract.contractor", "by: contract"), "register.definition.scope");
    EXPECT_EQ(fault("by: contract.contractor", "by: contract.nobody"),
              "register.definition.scope");
    EXPECT_EQ(fault("scopes:\n  - {role: contractor, by: contract.contractor}\n", ""),
              "register.definition.no_scope");
    EXPECT_EQ(fault("import: [loader]", "import: [contractor]"), "register.definition.no_scope");
    EXPECT_EQ(fault("role: contractor", "role: auditor"), "register.definition.scope");
    EXPECT_EQ(fault("number: 302", "number: 302"), "");
}

DAICHO_ON_BOTH_STORES(ScopeTest);

}  // namespace
}  // namespace daicho::registers
