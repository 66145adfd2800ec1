#include "govern/incident/board.hpp"

#include "govern/test_support.hpp"

namespace daicho::govern::incident {
namespace {

using namespace govern::test;

const Plan& plan() {
    static const Plan loaded = value_of(load_plan(source_path("catalogs/incident-plan.yaml")));
    return loaded;
}

constexpr Instant kKnown{1'000'000'000'000'000};
Instant after(std::int64_t minutes) { return {kKnown.micros + minutes * 60'000'000}; }

Facts facts(const char* kind) {
    Facts one;
    one.kind = kind;
    one.known_on = Date::of(2026, 11, 16);
    return one;
}

Board board(const Facts& of, Answer answer, const std::vector<Mark>& marks,
            std::int64_t minutes = 0) {
    return board_of(plan(), of, answer, marks, kKnown, after(minutes));
}

Codes ids(const Board& board) {
    Codes list;
    for (const StepOnBoard& one : board.steps) list.insert(one.step->id);
    return list;
}

Codes ids(const std::vector<const Step*>& steps) {
    Codes list;
    for (const Step* one : steps) list.insert(one->id);
    return list;
}

std::vector<Mark> all_but(const Board& board, const Codes& without) {
    std::vector<Mark> marks;
    for (const StepOnBoard& one : board.steps) {
        if (!without.contains(one.step->id)) marks.push_back({one.step->id, false, false});
    }
    return marks;
}

TEST(IncidentBoard, StepsAreThoseOfTheKindAndTheFacts) {
    const Codes stop = ids(board(facts("stop"), Answer::not_due, {}));
    EXPECT_TRUE(stop.contains("first_stop"));
    for (const char* other : {"first_leak", "first_attack", "report_first", "receive_number",
                              "analyse_duty", "first_police"}) {
        EXPECT_FALSE(stop.contains(other)) << other;
    }
    Facts leak = facts("leak");
    leak.personal = leak.number = true;
    const Codes due = ids(board(leak, Answer::due, {}));
    for (const char* one : {"first_leak", "report_first", "report_final", "report_persons",
                            "receive_number", "analyse_duty"}) {
        EXPECT_TRUE(due.contains(one)) << one;
    }
}

TEST(IncidentBoard, AStepLeftOutWithoutADecisionIsStillOpen) {
    const auto state_of = [](const Board& shown, const char* id) {
        for (const StepOnBoard& one : shown.steps) {
            if (one.step->id == id) return one.state;
        }
        return StepState::done;
    };
    const Facts stop = facts("stop");
    EXPECT_EQ(state_of(board(stop, Answer::not_due, {{"receive_tell", true, false}}),
                       "receive_tell"),
              StepState::open);
    EXPECT_EQ(state_of(board(stop, Answer::not_due, {{"receive_tell", true, true}}),
                       "receive_tell"),
              StepState::left_out);
    EXPECT_EQ(state_of(board(stop, Answer::not_due, {}, 60), "receive_tell"), StepState::open);
    EXPECT_EQ(state_of(board(stop, Answer::not_due, {}, 61), "receive_tell"), StepState::late);
    EXPECT_EQ(state_of(board(stop, Answer::not_due, {{"receive_tell", false, false}}, 61),
                       "receive_tell"),
              StepState::done);
}

TEST(IncidentBoard, NothingIsRestoredBeforeTheEvidenceIsSafe) {
    const Facts attack = facts("attack");
    EXPECT_EQ(ids(hindrances(board(attack, Answer::not_due, {}), "recover")),
              Codes{"analyse_evidence"});
    EXPECT_TRUE(hindrances(board(attack, Answer::not_due, {{"analyse_evidence", false, false}}),
                           "recover")
                    .empty());
    EXPECT_TRUE(hindrances(board(attack, Answer::not_due, {}), "first_attack").empty());
}

TEST(IncidentBoard, ItEndsWhenEveryStepBeforeIsSettled) {
    const Facts stop = facts("stop");
    const Board empty = board(stop, Answer::not_due, {});
    const Codes last = {"end", "follow_up", "follow_up_lesson"};
    Codes open = last;
    open.insert("publish");
    EXPECT_EQ(ids(hindrances(board(stop, Answer::not_due, all_but(empty, open)), "end")),
              Codes{"publish"});
    EXPECT_TRUE(hindrances(board(stop, Answer::not_due, all_but(empty, last)), "end").empty());
    EXPECT_EQ(ids(hindrances(board(stop, Answer::not_due, all_but(empty, last)), "follow_up")),
              Codes{"end"});
}

TEST(IncidentBoard, TheStateGoesAsFarAsEveryStepIsSettled) {
    const Facts stop = facts("stop");
    const Board empty = board(stop, Answer::not_due, {});
    const auto state = [&](const Codes& open) {
        return board(stop, Answer::not_due, all_but(empty, open)).state;
    };
    EXPECT_EQ(empty.state, "received");
    EXPECT_EQ(state({}), "followed_up");
    EXPECT_EQ(state({"follow_up"}), "ended");
    EXPECT_EQ(state({"end"}), "reported");
    EXPECT_EQ(state({"publish"}), "prevented");
    EXPECT_EQ(state({"prevent"}), "restored");
    EXPECT_EQ(state({"recover_check"}), "contained");
    EXPECT_EQ(state({"first_stop"}), "analysed");
    EXPECT_EQ(state({"analyse_scope"}), "received");
    EXPECT_EQ(state({"receive_tell"}), "received");
}

}  // namespace
}  // namespace daicho::govern::incident
