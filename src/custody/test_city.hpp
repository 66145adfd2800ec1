// A small city for tests of this module: people, land, two who govern, on either store.
#pragma once

#include <cstring>

#include "custody/retention.hpp"
#include "register/change.hpp"
#include "register/query.hpp"
#include "register/test_kernel.hpp"
#include "register/verify.hpp"

namespace daicho::custody::testing {

// A clock that tests set.
class SetClock final : public Clock {
public:
    [[nodiscard]] Instant now() const override { return {now_++}; }
    void set(Date day) {
        now_ = (std::int64_t{day.days()} * 24 + 3) * 3'600 * 1'000'000;  // noon in Japan
    }

private:
    mutable std::int64_t now_ = std::int64_t{19'800} * 86'400 * 1'000'000;
};

inline std::string definition_text(const char* file) {
    std::ifstream in(std::string(DAICHO_SOURCE_DIR) + "/registers/" + file);
    std::ostringstream text;
    text << in.rdbuf();
    return std::move(text).str();
}

class CityTest : public registers::testing::KernelOnStoreTest {
protected:
    void TearDown() override { kernel_.reset(); }  // it asks the clock, which ends before it
    void SetUp() override {
        write_definition("person", "addressee", registers::testing::kPersonYaml);
        write_definition("tax", "parcel", registers::testing::kParcelYaml);
        for (const char* name : {"department", "account", "role_assignment"}) {
            write_definition("office", name,
                             definition_text((std::string("office/") + name + ".yaml").c_str()));
        }
        for (const char* name : {"erasure_proposal", "legal_hold"}) {
            write_definition("govern", name,
                             definition_text((std::string("govern/") + name + ".yaml").c_str()));
        }
        clock_set_.set(Date::of(2024, 5, 1));
        ASSERT_NO_FATAL_FAILURE(open_city());
        ASSERT_TRUE(import("department", {{"department_no", "name", "kind", "starts"},
                                          {"10", "情報課", "division", "2020-01-01"}}));
        ASSERT_TRUE(import("account",
                           {{"account_no", "name", "kana", "department", "class", "state",
                             "starts", "personal_account"},
                            {"1", "岸 玲奈", "キシ レナ", "10", "personal", "active", "2020-01-01",
                             ""},
                            {"2", "堤 航", "ツツミ ワタル", "10", "personal", "active",
                             "2020-01-01", ""},
                            {"1A", "岸 玲奈", "キシ レナ", "10", "privileged", "active",
                             "2020-01-01", "1"}}));
        import_people();
    }
    void open_city() {
        kernel_.reset();
        registers::KernelOptions options = kernel_options();
        options.create = true;
        auto opened = registers::Kernel::open(options, clock_set_);
        ASSERT_TRUE(opened) << describe_with_place(opened.error(), Language::english);
        kernel_ = std::move(*opened);
    }
    // Account n of the register, with the role governance.
    identity::Principal person(std::uint64_t account, const char* number) {
        identity::Principal principal;
        principal.account = account;
        principal.number = number;
        principal.grants = {{"governance", "information_governance"},
                            {"tax_clerk", "addressee"},
                            {"tax_clerk", "fixed_asset_tax"}};
        return principal;
    }
    identity::Principal proposer() { return person(1, "1"); }
    identity::Principal approver() { return person(2, "2"); }

    // The record ends on that day.
    void end_person(std::uint64_t record, Date day) {
        registers::ChangeRequest request;
        request.register_name = "addressee";
        request.record = record;
        request.ended = true;
        request.valid = {day, kForever};
        request.reason = "転出";
        const auto done = registers::change(*kernel_, proposer(), request);
        ASSERT_TRUE(done) << describe_with_place(done.error(), Language::english);
    }
    std::string erase(FiscalYear year) {
        auto made = propose(*kernel_, proposer(), year, {});
        if (!made) return made.error().id;
        const std::string number = made->front().number;
        Status decided = decide(*kernel_, approver(), number, true, "保存期間満了");
        if (!decided) return decided.error().id;
        auto done = run(*kernel_, proposer(), number);
        return done ? "" : describe_with_place(done.error(), Language::english);
    }
    std::string first_fault() {
        const auto report = registers::verify(*kernel_, {});
        if (!report) return report.error().id;
        return report->fault ? report->fault->id : "";
    }

    SetClock clock_set_;
};

// Whether a byte sequence stands in any file below a folder; names the first.
inline std::string file_with(const std::filesystem::path& folder, std::string_view needle) {
    namespace fs = std::filesystem;
    std::error_code code;
    for (const auto& entry : fs::recursive_directory_iterator(folder, code)) {
        if (!entry.is_regular_file(code)) continue;
        std::ifstream in(entry.path(), std::ios::binary);
        std::ostringstream all;
        all << in.rdbuf();
        if (all.view().find(needle) != std::string_view::npos) return entry.path().string();
    }
    return {};
}

}  // namespace daicho::custody::testing
