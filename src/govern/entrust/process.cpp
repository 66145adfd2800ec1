#include "govern/entrust/process.hpp"

#include <algorithm>

namespace daicho::govern::entrust {
namespace {

Error fault(const char* id, const ContractStanding& standing) {
    return input_error(id).with("number", standing.number).at("state");
}

Status surveyed(const ContractStanding& standing) {
    for (const std::string& clause : standing.clauses) {
        const auto found =
            std::find_if(standing.prepared.begin(), standing.prepared.end(),
                         [&](const Preparation& one) { return one.clause == clause; });
        if (found == standing.prepared.end()) {
            return fault("entrust.not_surveyed", standing).with("clause", clause);
        }
        if (found->survey != "can" && !found->agreed) {
            return fault("entrust.not_agreed", standing).with("clause", clause);
        }
    }
    return {};
}

Status approved(const ContractStanding& standing) {
    const BoardDecision* newest = nullptr;
    for (const BoardDecision& one : standing.board) {
        if (newest == nullptr || newest->held_on <= one.held_on) newest = &one;
    }
    const bool passed =
        newest != nullptr && (newest->decision == "approved" ||
                              (newest->decision == "conditional" && newest->conditions_met));
    if (!passed) return fault("entrust.no_board", standing);
    if (standing.signed_on && *standing.signed_on < newest->held_on) {
        return fault("entrust.board_after", standing)
            .with("held", format_iso(newest->held_on))
            .with("signed", format_iso(*standing.signed_on));
    }
    return {};
}

Status may_begin(const ContractStanding& standing) {
    const bool told = standing.announced_on.has_value() &&
                      (!standing.signed_on || *standing.announced_on <= *standing.signed_on);
    if (!told) return fault("entrust.not_announced", standing);
    if (!standing.process_b) return {};
    DAICHO_CHECK(may_decide(standing));
    DAICHO_CHECK(approved(standing));
    const auto& trained = standing.responsible_trained_on;
    if (!trained || (standing.signed_on && *standing.signed_on < *trained)) {
        return fault("entrust.not_trained", standing);
    }
    return {};
}

Status may_close(const ContractStanding& standing) {
    if (!standing.end_check_closed) return fault("entrust.no_end_check", standing);
    for (const DataItem& item : standing.data) {
        if (item.back && item.complete && item.proved) continue;
        return fault("entrust.data_out", standing).with("item", item.number);
    }
    return {};
}

}  // namespace

const std::vector<std::string>& steps_of(bool process_b) {
    static const std::vector<std::string> kA = {"announced", "running", "ended", "closed"};
    static const std::vector<std::string> kB = {"announced", "candidate", "survey", "plan",
                                                "board",     "running",   "ended",  "closed"};
    return process_b ? kB : kA;
}

std::optional<std::string> next_step(bool process_b, const std::string& state) {
    const auto& steps = steps_of(process_b);
    const auto found = std::find(steps.begin(), steps.end(), state);
    if (found == steps.end() || found + 1 == steps.end()) return std::nullopt;
    return *(found + 1);
}

Status may_decide(const ContractStanding& standing) {
    DAICHO_CHECK(surveyed(standing));
    for (const Preparation& one : standing.prepared) {
        const bool asked = std::find(standing.clauses.begin(), standing.clauses.end(),
                                     one.clause) != standing.clauses.end();
        if (asked && !one.planned) {
            return fault("entrust.not_planned", standing).with("clause", one.clause);
        }
    }
    return {};
}

Status may_move(const ContractStanding& standing, const std::string& to) {
    const auto& steps = steps_of(standing.process_b);
    if (std::find(steps.begin(), steps.end(), to) == steps.end()) {
        return fault("entrust.not_in_process", standing).with("state", to);
    }
    if (to == "announced") return {};
    if (!standing.vendor) return fault("entrust.no_vendor", standing);
    if (to == "plan") return surveyed(standing);
    if (to == "board") return may_decide(standing);
    if (to == "running" || ((to == "ended" || to == "closed") && !standing.begun)) {
        DAICHO_CHECK(may_begin(standing));
    }
    return to == "closed" ? may_close(standing) : Status();
}

Status may_have_access(const std::string& number, Date on, const AccessFacts& facts) {
    const std::pair<const char*, const std::optional<Date>*> needed[] = {
        {"signed", &facts.signed_on},
        {"pledged", &facts.pledged_on},
        {"trained", &facts.trained_on}};
    for (const auto& [name, day] : needed) {
        if (*day && **day <= on) continue;
        return input_error("entrust.access_too_early")
            .with("number", number)
            .with("day", format_iso(on))
            .with("missing_ja", message(std::string("entrust.missing.") + name, Language::japanese))
            .with("missing_en", message(std::string("entrust.missing.") + name, Language::english));
    }
    return {};
}

Conditions with_implied(Conditions conditions) {
    if (conditions.contains("designated_manager")) conditions.insert("removable_media");
    return conditions;
}

std::vector<Contradiction> contradictions(const ClauseCatalog& catalog, std::string_view kind,
                                          const Conditions& conditions,
                                          const Deviations& deviations) {
    std::vector<Contradiction> found;
    const bool outside = kind == "visit" || kind == "meter";
    const auto said = [&](const char* clause) {
        const auto deviation = deviations.find(clause);
        return deviation != deviations.end() &&
               (deviation->second.left_out || !deviation->second.text_ja.empty());
    };
    if (outside && !conditions.contains("carry_out")) {
        found.push_back({"OC-16",
                         {"訪問や検針は、情報を作業場所の外へ持ち出さずにはできません。条件「作業場所の外へ"
                          "持ち出す」を確かめてください。",
                          "Visits and meter reading cannot be done without taking information out. "
                          "Check the condition “information leaves the place of work”."}});
    }
    const bool banned = place_of(catalog.clauses, &Clause::id, "OC-15") != kNowhere;
    if (banned && (outside || conditions.contains("carry_out")) && !said("OC-15")) {
        found.push_back({"OC-15",
                         {"持ち出す業務なのに、契約は持出しを禁じたままです。条件を付けて認める条文に変え、"
                          "決めた者と理由を残してください。",
                          "The work takes things out while the contract still forbids it. Change "
                          "the article to conditions and record who decided and why."}});
    }
    return found;
}

}  // namespace daicho::govern::entrust
