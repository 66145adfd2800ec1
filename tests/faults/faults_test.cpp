// Every write and every sync of a municipality's life fails in turn: nothing acknowledged is lost,
// nothing is half written, the journal verifies, and the city goes on.
//
// $DAICHO_FAULTS=all tries every point; otherwise about forty of each kind, spread over all.
#include <algorithm>
#include <cstdlib>

#include "disk.hpp"
#include "register/change.hpp"
#include "register/disclosure.hpp"
#include "register/test_kernel.hpp"
#include "register/verify.hpp"

namespace daicho::faults {
namespace {

// What a caller was told has happened.
struct Told {
    std::uint64_t record = 0;
    std::uint64_t version = 0;
    std::uint64_t commit = 0;
    std::string value;
};

class City {
public:
    City() {
        for (const auto& [name, text] : {std::pair{"addressee", registers::testing::kPersonYaml},
                                         std::pair{"parcel", registers::testing::kParcelYaml}}) {
            const auto area = folder_.path() / "registers" / "tax";
            std::filesystem::create_directories(area);
            std::ofstream(area / (std::string(name) + ".yaml")) << text;
        }
        home_ = folder_.path() / "home";
        std::filesystem::create_directories(home_);
    }
    [[nodiscard]] const std::filesystem::path& home() const { return home_; }

    Status open() {
        registers::KernelOptions options;
        options.home = home_;
        options.definitions = folder_.path() / "registers";
        options.municipality = "139999";
        options.create = true;
        DAICHO_TRY_AS(kernel_, registers::Kernel::open(options, clock_));
        return {};
    }
    void close() { kernel_.reset(); }
    registers::Kernel& kernel() { return *kernel_; }

    // A year of the city; every answer is noted. Goes on after what fails.
    void live() {
        opened = open();
        if (!opened) return;
        import("addressee", {{"addressee_no", "name", "kana", "personal_number"},
                             {"0000000019", "柏原 千鶴子", "カシハラ チヅコ", "123456789018"},
                             {"0000000027", "小田切 美帆", "オダギリ ミホ", ""}});
        import("parcel", {{"parcel_no", "taxpayer", "taxed_area", "value_yen", "use", "since"},
                          {"P1", "0000000019", "400", "1000000", "land", ""},
                          {"P2", "0000000027", "120.5", "300000", "farm", ""}});
        for (int i = 1; i <= 12; ++i) {
            change("parcel", static_cast<std::uint64_t>(1 + i % 2), "value_yen",
                   std::to_string(1'000'000 + i));
            if (i % 3 == 0) change("addressee", 1, "name", "柏原 千鶴 " + std::to_string(i));
            if (i % 4 == 0) look(1);
        }
    }
    std::vector<Told> told;  // changes
    std::uint64_t newest_told = 0;
    std::size_t refused = 0;
    Status opened;

    void change(const std::string& name, std::uint64_t record, const std::string& field,
                const std::string& value) {
        registers::ChangeRequest request;
        request.register_name = name;
        request.record = record;
        request.values = {{field, value}};
        request.valid = {Date::of(2026, 1, 1), kForever};
        request.reason = "点検";
        const auto changed = registers::change(*kernel_, identity::system_principal(), request);
        if (!changed) {
            ++refused;
            return;
        }
        told.push_back({record, changed->version, changed->commit.value, name + " " + value});
        newest_told = std::max(newest_told, changed->commit.value);
    }

private:
    // What the rest needs: done again where it failed.
    void import(const std::string& name, const std::vector<std::vector<std::string>>& rows) {
        if (import_once(name, rows)) return;
        ++refused;
        if (!import_once(name, rows)) ++refused;
    }
    bool import_once(const std::string& name, const std::vector<std::vector<std::string>>& rows) {
        registers::RowSource source;
        source.name = name + ".csv";
        source.header = rows.front();
        std::size_t at = 0;
        std::vector<std::string_view> views;
        source.next = [&](registers::SourceRow& row) -> Result<bool> {
            if (++at >= rows.size()) return false;
            views.assign(rows[at].begin(), rows[at].end());
            row.fields = views;
            row.line = at + 1;
            return true;
        };
        registers::ImportOptions options;
        options.valid_from = Date::of(2024, 1, 1);
        return registers::import_rows(*kernel_, identity::system_principal(),
                                      **kernel_->definition(name), std::move(source), options)
            .has_value();
    }
    void look(std::uint64_t record) {
        registers::Disclosure disclosure;
        disclosure.kind = journal::EntryKind::disclosure_view;
        disclosure.definition = *kernel_->definition("addressee");
        disclosure.records = std::span(&record, 1);
        const auto before = kernel_->newest();
        if (registers::disclose(*kernel_, identity::system_principal(), 0, disclosure)) {
            newest_told = std::max(newest_told, before ? before->value + 1 : 0);
        } else {
            ++refused;
        }
    }

    daicho::testing::TestFolder folder_;
    std::filesystem::path home_;
    SystemClock clock_;
    std::unique_ptr<registers::Kernel> kernel_;
};

std::string said(const Error& error) { return describe_with_place(error, Language::english); }

void expect_told_is_there(City& city) {
    auto reader = city.kernel().reader();
    ASSERT_TRUE(reader);
    for (const Told& one : city.told) {
        const std::string name = one.value.substr(0, one.value.find(' '));
        const auto& definition = **city.kernel().definition(name);
        const auto history = registers::read_history(**reader, definition, one.record);
        ASSERT_TRUE(history) << said(history.error());
        const auto found = std::ranges::find(*history, one.version,
                                             &registers::RecordVersion::version);
        ASSERT_NE(found, history->end()) << "lost: " << one.value;
        EXPECT_EQ(found->commit.value, one.commit);
        const std::size_t field = definition.index_of(name == "parcel" ? "value_yen" : "name");
        EXPECT_EQ(registers::format_cell(definition.fields[field], found->values[field].cell()),
                  one.value.substr(name.size() + 1));
    }
    EXPECT_GE(city.kernel().newest()->value, city.newest_told);
}

void expect_verified(City& city) {
    const auto proof = registers::verify(city.kernel(), {});
    ASSERT_TRUE(proof) << said(proof.error());
    EXPECT_FALSE(proof->fault) << said(*proof->fault);
}

// Whatever failed before, the next person can work.
void expect_goes_on(City& city) {
    if (city.told.empty()) return;  // there may be no parcel yet
    const std::size_t told = city.told.size();
    city.change("parcel", city.told.front().record, "value_yen", "77");
    EXPECT_EQ(city.told.size(), told + 1);
    expect_told_is_there(city);
    expect_verified(city);
}

Counts whole_life() {
    City city;
    watch(city.home(), {});
    city.live();
    EXPECT_TRUE(city.opened) << said(city.opened.error());
    EXPECT_EQ(city.refused, 0U);
    city.close();
    const Counts counts = counted();
    repair(0);
    EXPECT_GT(counts.writes, 100U);
    EXPECT_GT(counts.syncs, 20U);
    return counts;
}

void live_through(Plan plan) {
    SCOPED_TRACE(static_cast<int>(plan.fault));
    SCOPED_TRACE(plan.at);
    City city;
    watch(city.home(), plan);
    city.live();
    const std::size_t refused = city.refused;
    if (plan.fault == Fault::disk_full && city.opened && happened()) {
        repair(plan.at);  // somebody made room: the city goes on as it is
        expect_goes_on(city);
    }
    city.close();
    EXPECT_TRUE(happened());
    repair(plan.at);
    // One bad spot costs what was under way, and no more.
    if (plan.fault == Fault::write_fails || plan.fault == Fault::sync_fails) EXPECT_LE(refused, 1U);
    const Status opened = city.open();
    ASSERT_TRUE(opened) << said(opened.error());
    expect_told_is_there(city);
    expect_verified(city);
    expect_goes_on(city);
}

class FaultTest : public ::testing::TestWithParam<Fault> {};

TEST_P(FaultTest, NothingToldIsLostAtAnyPoint) {
    static const Counts life = whole_life();
    RecordProperty("writes", static_cast<int>(life.writes));
    RecordProperty("syncs", static_cast<int>(life.syncs));
    const std::uint64_t points = GetParam() == Fault::sync_fails ? life.syncs : life.writes;
    const char* wish = std::getenv("DAICHO_FAULTS");
    const bool all = wish != nullptr && std::string_view(wish) == "all";
    const std::uint64_t step = all ? 1 : std::max<std::uint64_t>(1, points / 40);
    for (std::uint64_t at = 1; at <= points && !HasFatalFailure(); at += step) {
        live_through({GetParam(), at});
    }
}

INSTANTIATE_TEST_SUITE_P(Kinds, FaultTest,
                         ::testing::Values(Fault::write_fails, Fault::disk_full, Fault::sync_fails,
                                           Fault::power_goes));

}  // namespace
}  // namespace daicho::faults
