// 委託の進み方 (process): which step of an entrusted contract may be taken, by processes A and B of the
// MIC report of 2009 (figures 2-4 and 2-7). Pure; any thread.
//
//     A  announced → running → ended → closed
//     B  announced → candidate → survey → plan → board → running → ended → closed
//
// Guards are asked of what is there, not of the step before: whoever jumps meets all of them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "base/result.hpp"
#include "govern/entrust/clauses.hpp"

namespace daicho::govern::entrust {

// What survey, agreement and plan say about one clause.
struct Preparation {
    std::string clause;
    std::string survey;  // can cannot partly
    bool agreed = false;
    bool planned = false;
};
// Of something handed to the contractor: is it back, and proved.
struct DataItem {
    std::string number;
    bool back = false;
    bool complete = false;  // the count agrees
    bool proved = false;    // a certificate where it was erased or destroyed, or it was returned
};
struct BoardDecision {
    Date held_on;
    std::string decision;  // approved conditional returned refused
    bool conditions_met = false;
};

struct ContractStanding {
    std::string number;
    bool process_b = false;
    bool begun = false;  // it runs already, or ran: what came before is not asked again
    bool vendor = false;
    std::optional<Date> announced_on, signed_on;
    std::vector<std::string> clauses;  // of the contract, in order
    std::vector<Preparation> prepared;
    std::vector<BoardDecision> board;
    std::optional<Date> responsible_trained_on;  // 個人情報保護責任者
    std::vector<DataItem> data;
    bool end_check_closed = false;
};

// Steps of a process in order, by the keys of the register's field `state`.
const std::vector<std::string>& steps_of(bool process_b);
// The next step, or nothing behind the last one.
std::optional<std::string> next_step(bool process_b, const std::string& state);

// Errors, each with what to do: entrust.no_vendor, entrust.not_surveyed, entrust.not_agreed,
// entrust.not_planned, entrust.no_board, entrust.board_after, entrust.not_trained,
// entrust.not_announced, entrust.no_end_check, entrust.data_out, entrust.not_in_process.
Status may_move(const ContractStanding& standing, const std::string& to);
// Survey, agreement and plan are there for every clause: what a board may decide about.
Status may_decide(const ContractStanding& standing);

// Whoever gets information of a process B contract: after the signature, after pledge and training.
struct AccessFacts {
    std::optional<Date> signed_on, pledged_on, trained_on;
};
// Error: entrust.access_too_early, naming what is missing.
Status may_have_access(const std::string& number, Date on, const AccessFacts& facts);

// Conditions with what follows from them: a designated manager keeps media at the facility whether
// or not somebody ticked it, so the articles about media stand there (finding of an external
// audit); a city that sees it otherwise decides so for the clause.
Conditions with_implied(Conditions conditions);

// What the conditions and the articles say against each other before anybody starts: work that
// takes things out under an article that forbids it. Clauses' ids, in order.
struct Contradiction {
    std::string clause;
    BilingualText why;
};
std::vector<Contradiction> contradictions(const ClauseCatalog& catalog, std::string_view kind,
                                          const Conditions& conditions,
                                          const Deviations& deviations);

}  // namespace daicho::govern::entrust
