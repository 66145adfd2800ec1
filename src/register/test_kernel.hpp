// A small municipality for tests: two registers in a temporary folder, on either store.
#pragma once

#include <gtest/gtest.h>

#include <chrono>
#include <thread>

#include <filesystem>
#include <fstream>

#include "register/import.hpp"
#include "register/kernel.hpp"
#include "register/list.hpp"
#include "store/test_folder.hpp"
#include "store/test_store.hpp"

namespace daicho::registers::testing {

inline constexpr std::string_view kPersonYaml = R"(
register: addressee
number: 51
version: 1
label: {ja: 宛名, en: Addressee}
task: {id: addressee, ja: 宛名事務, en: Addressee affairs}
legal_basis: 地方税法
temporal: valid_time
key: [addressee_no]
retention: {years: 5, from: end_of_validity, basis: 例}
permissions: {view: [tax_clerk], change: [tax_clerk], import: [tax_clerk, loader],
     export: [tax_clerk]}
fields:
  - {id: 1, name: addressee_no, type: text, label: {ja: 宛名番号, en: Number}, required: true,
     sort: true, list: 1}
  - {id: 2, name: name, type: text, label: {ja: 氏名, en: Name}, classification: personal,
     required: true, search: name, list: 2}
  - {id: 3, name: kana, type: text, label: {ja: カナ, en: Kana}, classification: personal,
     search: kana, list: 3}
  - {id: 4, name: personal_number, type: personal_number, label: {ja: 個人番号,
     en: Personal number}, classification: personal_number}
)";

inline constexpr std::string_view kParcelYaml = R"(
register: parcel
number: 101
version: 1
label: {ja: 土地, en: Land}
task: {id: fixed_asset_tax, ja: 固定資産税, en: Fixed-asset tax}
legal_basis: 地方税法 第380条
temporal: valid_time
key: [parcel_no]
retention: {years: 10, from: end_of_validity, basis: 例}
permissions: {view: [tax_clerk], change: [tax_clerk], import: [tax_clerk, loader],
     export: [tax_clerk]}
fields:
  - {id: 1, name: parcel_no, type: text, label: {ja: 物件番号, en: Parcel}, required: true,
     sort: true, list: 1}
  - {id: 2, name: taxpayer, type: ref, target: addressee, label: {ja: 納税義務者, en: Taxpayer},
     link_basis: 地方税法 第343条, required: true, list: 2}
  - {id: 3, name: taxed_area, type: area, label: {ja: 課税地積, en: Taxed area}, required: true,
     sort: true, list: 3}
  - {id: 4, name: value_yen, type: yen, label: {ja: 評価額, en: Value}, required: true, list: 4}
  - id: 5
    name: use
    type: code
    label: {ja: 用途, en: Use}
    required: true
    codes: [{key: land, ja: 宅地, en: Building land}, {key: farm, ja: 農地, en: Farmland}]
  - {id: 6, name: since, type: date, label: {ja: 開始, en: Since}}
checks:
  - {check: range, field: taxed_area, min: "0.01", max: "1000000"}
)";

class KernelTest : public ::testing::Test {
protected:
    explicit KernelTest(store::StoreKind kind = store::StoreKind::sqlite) : store_(kind) {}
    void SetUp() override {
        write_definition("person", "addressee", kPersonYaml);
        write_definition("tax", "parcel", kParcelYaml);
        reopen();
    }
    void write_definition(const std::string& area, const std::string& name,
     std::string_view text) {
        std::filesystem::create_directories(folder_.path() / "registers" / area);
        std::ofstream(folder_.path() / "registers" / area / (name + ".yaml")) << text;
    }
    KernelOptions kernel_options() {
        KernelOptions options;
        options.home = folder_.path() / "home";
        options.store = store_.setting();
        options.definitions = folder_.path() / "registers";
        options.municipality = "139999";
        return options;
    }
    void reopen() {
        kernel_.reset();
        KernelOptions options = kernel_options();
        options.create = true;
        auto opened = Kernel::open(options, clock_);
        // A busy PostgreSQL ends a session a moment after its client has gone.
        for (int i = 0; i < 50 && !opened && opened.error().id == "store.in_use"; ++i) {
            std::this_thread::sleep_for(std::chrono::milliseconds(100));
            opened = Kernel::open(options, clock_);
        }
        ASSERT_TRUE(opened) << describe_with_place(opened.error(), Language::english);
        kernel_ = std::move(*opened);
    }
    const Definition& definition(std::string_view name) { return **kernel_->definition(name); }

    // Rows as vectors of fields, the first one the header.
    Result<ImportReport> import(std::string_view name, std::vector<std::vector<std::string>> rows,
                                bool take_good_rows = false) {
        RowSource source;
        source.name = std::string(name) + ".csv";
        source.header = rows.front();
        auto shared = std::make_shared<std::vector<std::vector<std::string>>>(std::move(rows));
        auto views = std::make_shared<std::vector<std::string_view>>();
        source.next = [shared, views,
     at = std::size_t{0}](SourceRow& row) mutable -> Result<bool> {
            if (++at >= shared->size()) return false;
            views->assign((*shared)[at].begin(), (*shared)[at].end());
            row.fields = *views;
            row.line = at + 1;
            return true;
        };
        ImportOptions options;
        options.take_good_rows = take_good_rows;
        options.valid_from = Date::of(2024, 1, 1);
        return import_rows(*kernel_, identity::system_principal(), definition(name),
                           std::move(source), options);
    }
    void import_people() {
        auto report = import("addressee", {{"addressee_no", "name", "kana", "personal_number"},
                                           {"0000000019", "柏原 千鶴子", "カシハラ チヅコ", "123456789018"},
                                           {"0000000027", "小田切 美帆", "オダギリ ミホ", ""}});
        ASSERT_TRUE(report) << describe_with_place(report.error(), Language::english);
    }

    daicho::testing::TestFolder folder_;
    daicho::testing::TestStore store_;
    SystemClock clock_;
    std::unique_ptr<Kernel> kernel_;
};

// With TEST_P and DAICHO_ON_BOTH_STORES.
class KernelOnStoreTest : public KernelTest,
                          public ::testing::WithParamInterface<store::StoreKind> {
protected:
    KernelOnStoreTest() : KernelTest(GetParam()) {}
};

}  // namespace daicho::registers::testing
