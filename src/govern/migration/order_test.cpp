#include "govern/migration/order.hpp"

#include <rapidcheck.h>

#include "govern/test_support.hpp"

namespace daicho::govern::migration {
namespace {

using namespace govern::test;

const Rules& rules() {
    static const Rules loaded = value_of(load_rules(source_path("catalogs/migration-order.yaml")));
    return loaded;
}

const Date kStart = Date::of(2026, 11, 1);
const Date kEnd = Date::of(2026, 11, 30);

Worker worker(const std::string& account, bool second) {
    return {account, second, "section_staff", kStart, kEnd, true, false};
}

Order sound_order() {
    Order order;
    order.state = State::running;
    order.proposed_by = 1;
    order.approved_by = 2;
    order.minimal = true;
    order.way = "sealed_medium";
    order.starts = kStart;
    order.ends = kEnd;
    order.log_days = 7;
    order.workers = {worker("1", false), worker("2", true)};
    return order;
}

Extraction sound_extraction() {
    return {"X-1", kStart + 3, 1, 2, false, true, "sealed_medium", "M-1", "S-1", true};
}

Clearing cleared(const std::string& kind, const std::string& medium) {
    return {kind, kind, medium, true, kEnd, "software", true, true};
}

Order ready_to_close() {
    Order order = sound_order();
    order.extractions = {sound_extraction()};
    order.clearings = {cleared("medium", "M-1"), cleared("environment", "")};
    order.looks = {{"L-1", kStart + 7, kStart + 7, false, false},
                   {"L-2", kEnd, kEnd, false, false}};
    for (Worker& one : order.workers) one.ended = true;
    return order;
}

TEST(MigrationOrder, EveryCodeHasItsText) {
    Order bad;
    bad.state = State::running;
    bad.extractions = {{"X-9", kStart, 1, 0, false, false, "sealed_medium", "M-9", "", false}};
    bad.workers = {worker("7", false)};
    bad.looks = {{"L-1", kStart, std::nullopt, true, false}};
    for (const std::string& code : against_closing(rules(), bad, kEnd)) {
        const BilingualText said = explain(rules().reasons, code);
        EXPECT_NE(said.ja, code);
        EXPECT_EQ(said.ja.find('{'), std::string::npos) << said.ja;
    }
}

TEST(MigrationOrder, AnApprovalNeedsAnotherPersonAndAPair) {
    Order order = sound_order();
    order.state = State::proposed;
    EXPECT_EQ(against_approval(rules(), order, 2), Hindrances{});
    EXPECT_EQ(against_approval(rules(), order, 1), Hindrances{"same_person"});
    EXPECT_EQ(against_approval(rules(), order, 0), Hindrances{"same_person"});
    order.workers = {worker("1", false)};
    EXPECT_EQ(against_approval(rules(), order, 2), Hindrances{"one_worker"});
    order.workers = {worker("1", true)};
    EXPECT_EQ(against_approval(rules(), order, 2), Hindrances{"one_worker"});
    order = sound_order();
    order.state = State::proposed;
    order.minimal = false;
    order.log_days = rules().longest_look + 1;
    order.way = "usb";
    EXPECT_EQ(against_approval(rules(), order, 2),
              (Hindrances{"not_minimal", "wrong_way", "look_too_rare:7"}));
    EXPECT_EQ(against_approval(rules(), sound_order(), 2), Hindrances{"not_running"});
}

TEST(MigrationOrder, ARightIsSmallAndShort) {
    Order order = sound_order();
    EXPECT_EQ(against_worker(rules(), order, worker("3", false)), Hindrances{"approved_already"});
    order.state = State::proposed;
    EXPECT_EQ(against_worker(rules(), order, worker("3", false)), Hindrances{});
    Worker one = worker("3", false);
    one.to = kEnd + 1;  // the last day itself
    EXPECT_EQ(against_worker(rules(), order, one), Hindrances{});
    one.to = kEnd + 2;
    EXPECT_EQ(against_worker(rules(), order, one), Hindrances{"too_long:3:92"});
    one = worker("3", false);
    one.from = kStart + -1;
    EXPECT_EQ(against_worker(rules(), order, one), Hindrances{"too_long:3:92"});
    one = worker("3", false);
    one.role = "admin";
    EXPECT_EQ(against_worker(rules(), order, one), Hindrances{"role_too_wide:3:admin"});
    Order longer = sound_order();
    longer.state = State::proposed;
    longer.ends = kStart + 200;
    one = worker("3", false);
    one.to = kStart + 92;
    EXPECT_EQ(against_worker(rules(), longer, one), Hindrances{});
    one.to = kStart + 93;
    EXPECT_EQ(against_worker(rules(), longer, one), Hindrances{"too_long:3:92"});
}

TEST(MigrationOrder, AnExtractionIsEncryptedSealedAndByTwo) {
    const Order order = sound_order();
    Extraction one = sound_extraction();
    EXPECT_EQ(against_extraction(order, one, true, "1"), Hindrances{});
    EXPECT_EQ(against_extraction(order, one, false, "9"), Hindrances{"not_a_worker:9"});
    one.way = "mail";
    EXPECT_EQ(against_extraction(order, one, true, "1"), Hindrances{"wrong_way"});
    one.way = "private_line";
    EXPECT_EQ(against_extraction(order, one, true, "1"), Hindrances{"other_way"});
    one = sound_extraction();
    one.encrypted = false;
    one.seal.clear();
    one.write_protected = false;
    EXPECT_EQ(against_extraction(order, one, true, "1"),
              (Hindrances{"not_encrypted", "not_sealed", "writable"}));
    one = sound_extraction();
    one.on = kEnd + 1;
    EXPECT_EQ(against_extraction(order, one, true, "1"), Hindrances{"outside_term"});
    one.on = kEnd;
    EXPECT_EQ(against_extraction(order, one, true, "1"), Hindrances{});
    one.second = 0;
    EXPECT_EQ(against_confirmation(order, one, 1, true, "1"), Hindrances{"same_person"});
    EXPECT_EQ(against_confirmation(order, one, 2, true, "2"), Hindrances{});
    EXPECT_EQ(against_confirmation(order, one, 3, false, "3"), Hindrances{"not_a_worker:3"});
    EXPECT_FALSE(one.confirmed());
}

TEST(MigrationOrder, RealDataNeedARecordedExceptionBySomebodyElse) {
    const Order order = sound_order();
    EXPECT_EQ(against_test_data(order, {"masked", true, 1, 0}), Hindrances{});
    EXPECT_EQ(against_test_data(order, {"masked", false, 1, 0}), Hindrances{"not_masked"});
    EXPECT_EQ(against_test_data(order, {"invented", false, 1, 0}), Hindrances{});
    EXPECT_EQ(against_test_data(order, {"real", false, 1, 0}), Hindrances{"real_data"});
    EXPECT_EQ(against_test_data(order, {"real", false, 1, 1}), Hindrances{"real_data"});
    EXPECT_EQ(against_test_data(order, {"real", false, 1, 2}), Hindrances{});
    EXPECT_EQ(against_test_data(order, {"", false, 1, 0}), Hindrances{"real_data"});
}

TEST(MigrationOrder, ClosesOnlyWhenNothingIsLeft) {
    EXPECT_EQ(against_closing(rules(), ready_to_close(), kEnd), Hindrances{});
    Order order = ready_to_close();
    order.clearings[1].cleared = false;
    EXPECT_EQ(against_closing(rules(), order, kEnd), Hindrances{"not_cleared:environment"});
    order = ready_to_close();
    order.clearings[0].certificate = false;
    EXPECT_EQ(against_closing(rules(), order, kEnd), Hindrances{"no_date:medium"});
    order = ready_to_close();
    order.clearings[1].method = "magnetic";  // what is not a thing cannot be degaussed
    EXPECT_EQ(against_closing(rules(), order, kEnd), Hindrances{"wrong_method:environment"});
    order = ready_to_close();
    order.clearings[0].medium = "M-2";
    EXPECT_EQ(against_closing(rules(), order, kEnd), Hindrances{"unlisted_medium:X-1:M-1"});
    order = ready_to_close();
    order.workers[0].ended = false;
    EXPECT_EQ(against_closing(rules(), order, kEnd), Hindrances{"right_open:1"});
    order = ready_to_close();
    order.looks.pop_back();
    order.looks[0].looked = kStart + 2;  // before the extraction
    EXPECT_EQ(against_closing(rules(), order, kEnd), Hindrances{"no_last_look"});
    order = ready_to_close();
    order.looks[0].looked.reset();
    EXPECT_EQ(against_closing(rules(), order, kEnd), Hindrances{"look_missing:2026-11-08"});
    order = ready_to_close();
    order.looks[0].suspicious = true;
    EXPECT_EQ(against_closing(rules(), order, kEnd), Hindrances{"suspicious:L-1"});
    order.looks[0].incident = true;
    EXPECT_EQ(against_closing(rules(), order, kEnd), Hindrances{});
}

TEST(MigrationOrder, LooksAreSpreadAndEndWithTheOrder) {
    EXPECT_EQ(look_days(kStart, kStart + 14, 7),
              (std::vector<Date>{kStart + 7, kStart + 14}));
    EXPECT_EQ(look_days(kStart, kStart + 15, 7),
              (std::vector<Date>{kStart + 7, kStart + 14, kStart + 15}));
    EXPECT_EQ(look_days(kStart, kStart, 7), std::vector<Date>{kStart});
    EXPECT_TRUE(look_days(kStart, kStart + 5, 0).empty());
    EXPECT_TRUE(look_days(kStart, kStart + -1, 7).empty());
}

// The order as a machine: whatever is tried in whatever turn, through the guards alone.
class Machine {
public:
    void tries(int what, std::uint64_t by, int detail) {
        switch (what % 9) {
            case 0: return propose(by, detail);
            case 1: return approve(by);
            case 2: return extract(by, detail);
            case 3: return confirm(by);
            case 4: return test_data(by, detail);
            case 5: return clear(detail);
            case 6: return look(detail);
            case 7: return end_rights();
            default: return close();
        }
    }
    Order order;
    bool begun = false;
    Date day = kStart;

private:
    void propose(std::uint64_t by, int detail) {
        if (begun) return;
        begun = true;
        order = sound_order();
        order.state = State::proposed;
        order.proposed_by = by;
        order.approved_by = 0;
        order.minimal = detail % 5 != 0;
        order.way = detail % 2 == 0 ? "sealed_medium" : "private_line";
    }
    void approve(std::uint64_t by) {
        if (!begun || !against_approval(rules(), order, by).empty()) return;
        order.approved_by = by;
        order.state = State::running;
        for (Worker& one : order.workers) one.open = true;
    }
    void extract(std::uint64_t by, int detail) {
        Extraction one{std::to_string(order.extractions.size()), day, by, 0, false,
                       detail % 3 != 0, detail % 4 == 0 ? "private_line" : "sealed_medium",
                       "M-" + std::to_string(detail % 3), detail % 5 == 0 ? "" : "S",
                       detail % 7 != 0};
        if (against_extraction(order, one, by <= 2, std::to_string(by)).empty()) {
            order.extractions.push_back(one);
        }
    }
    void confirm(std::uint64_t by) {
        for (Extraction& one : order.extractions) {
            if (one.second != 0) continue;
            if (against_confirmation(order, one, by, by <= 2, "").empty()) one.second = by;
        }
    }
    void test_data(std::uint64_t by, int detail) {
        const TestData one{detail % 2 == 0 ? "masked" : "real", detail % 3 != 0, by,
                           static_cast<std::uint64_t>(detail % 4)};
        if (against_test_data(order, one).empty()) order.test_data.push_back(one);
    }
    void clear(int detail) {
        const bool medium = detail % 2 == 0;
        Clearing one = cleared(medium ? "medium" : "environment",
                               medium ? "M-" + std::to_string(detail % 3) : "");
        one.cleared = detail % 5 != 0;
        one.certificate = detail % 7 != 0;
        if (against_clearing(rules(), order, one).empty()) order.clearings.push_back(one);
    }
    void look(int detail) {
        day = day + detail % 3;
        if (order.state == State::running) order.looks.push_back({"L", day, day, false, false});
    }
    void end_rights() {
        for (Worker& one : order.workers) one.ended = true;
    }
    void close() {
        if (against_closing(rules(), order, day).empty()) order.state = State::closed;
    }
};

void check_always(const Machine& machine) {
    const Order& order = machine.order;
    if (order.state == State::running || order.state == State::closed) {
        RC_ASSERT(order.approved_by != 0);
        RC_ASSERT(order.approved_by != order.proposed_by);
        RC_ASSERT(order.minimal);
    }
    for (const Extraction& one : order.extractions) {
        RC_ASSERT(one.way == order.way);
        RC_ASSERT(one.second == 0 || one.second != one.first);
        RC_ASSERT(one.way == "private_line" || (one.encrypted && one.write_protected));
    }
    for (const TestData& one : order.test_data) {
        RC_ASSERT(one.kind != "real" || (one.exception_by != 0 && one.exception_by != one.made_by));
    }
}

void check_closed(const Order& order) {
    RC_ASSERT(!order.clearings.empty());
    for (const Clearing& one : order.clearings) {
        RC_ASSERT(one.cleared && one.erased_on && one.certificate && !one.method.empty());
    }
    for (const Extraction& one : order.extractions) RC_ASSERT(one.confirmed());
    for (const Worker& one : order.workers) RC_ASSERT(one.ended);
}

TEST(MigrationOrder, NoTurnOfCommandsLeadsPastAGuard) {
    std::size_t closed = 0;
    rc::check([&] {
        Machine machine;
        machine.tries(0, *rc::gen::inRange<std::uint64_t>(1, 4), *rc::gen::inRange(0, 60));
        // Approved at once by somebody, so that most runs get somewhere.
        machine.tries(1, *rc::gen::inRange<std::uint64_t>(1, 4), 0);
        const auto steps = *rc::gen::container<std::vector<std::tuple<int, int, int>>>(
            rc::gen::tuple(rc::gen::inRange(1, 9), rc::gen::inRange(1, 4),
                           rc::gen::inRange(0, 60)));
        for (const auto& [what, by, detail] : steps) {
            machine.tries(what, static_cast<std::uint64_t>(by), detail);
            check_always(machine);
            if (machine.order.state == State::closed) check_closed(machine.order);
        }
        closed += machine.order.state == State::closed ? 1 : 0;
    });
    // Without one that closes the property would say nothing about closing.
    Machine sound;
    sound.order = ready_to_close();
    sound.day = kEnd;
    sound.tries(8, 1, 0);
    EXPECT_EQ(sound.order.state, State::closed);
}

TEST(MigrationOrder, ACatalogWithoutATextIsRefused) {
    const std::string text = read_text("catalogs/migration-order.yaml");
    EXPECT_TRUE(parse_rules(text, "same").has_value());
    EXPECT_FALSE(parse_rules(changed(text, "  right_open:", "  right_opened:"), "no text"));
    EXPECT_FALSE(parse_rules(changed(text, "longest_look: 7", "longest_look: 0"), "no look"));
}

}  // namespace
}  // namespace daicho::govern::migration
