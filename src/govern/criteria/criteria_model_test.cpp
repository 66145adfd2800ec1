// A second, independent model of the cloud criteria: the printed table written out by hand, without
// the catalog. Both must agree on any answers, and on every combination of the rows that interact.
#include <rapidcheck.h>

#include <map>
#include <random>

#include "govern/criteria/criteria.hpp"
#include "govern/test_support.hpp"

namespace daicho::govern {
namespace {

using namespace test;

const CriteriaCatalog& sendai() {
    static const CriteriaCatalog catalog =
        value_of(load_criteria_catalog(source_path("catalogs/sendai-cloud.yaml")));
    return catalog;
}

using Answers = std::map<std::string, char>;  // 'y', 'n', '?'

struct Facts {
    bool one_factor = false;
    bool backup_abroad = false;
    bool not_listed = false;
    bool held_underneath = false;
    bool clear_at_end = false;
    bool premise_fails = false;
    char review = '-';  // '-', 'a', 'r'
};

struct Expected {
    std::string verdict;
    Codes reasons;
};

void lower(Answers& answers, Codes& reasons, bool told, const std::string& no,
           const std::string& code) {
    if (!told || answers.at(no) != 'y') return;
    reasons.insert("FACT:" + no + ":" + code);
    answers[no] = 'n';
}

// No fact of the model touches a row that another one of them touches.
Expected model(char cls, Answers a, const Facts& facts) {
    Codes r;
    lower(a, r, facts.one_factor, "5-1", "single_factor_kind");
    lower(a, r, facts.backup_abroad, "6-1", "backup_abroad");
    lower(a, r, facts.not_listed, "6-3", "country_not_listed");
    lower(a, r, facts.held_underneath, "7", "holder_not_saas_provider");
    lower(a, r, facts.clear_at_end, "8-1", "level_not_purge_or_destroy");
    lower(a, r, facts.premise_fails, "8-2", "premise_not_met");
    bool unfit = false;
    bool open = false;
    bool review = false;
    bool note = false;
    const auto must = [&](const std::string& no) {
        if (a[no] == 'n') r.insert("REQ_UNMET:" + no), unfit = true;
        if (a[no] == '?') r.insert("UNANSWERED:" + no), open = true;
    };
    const auto should = [&](const std::string& no) {
        if (a[no] == 'n') r.insert("REC_UNMET:" + no), note = true;
        if (a[no] == '?') r.insert("UNANSWERED:" + no), note = true;
    };
    for (const char* no : {"1", "2", "3", "8-2"}) must(no);
    if (cls != '2') must("4");
    for (const char* no : {"5-1", "6-1", "7"}) {
        if (cls == 'S') must(no);
        if (cls == '1') should(no);
    }
    if (cls == '1') should("8-1");
    if (cls == 'S' && a["8-1"] == '?') r.insert("UNANSWERED:8-1"), open = true;
    const std::vector<std::vector<std::string>> groups = {{"5-1", "5-2", "5-3"},
                                                          {"6-1", "6-2", "6-3", "6-4", "6-5"}};
    for (const auto& group : groups) {
        if (cls == 'S') break;
        std::string seen;
        for (const std::string& no : group) seen += a[no];
        if (seen.find('y') != std::string::npos) continue;
        if (seen.find('?') == std::string::npos) {
            r.insert("ONEOF_UNMET:" + group.front());
            unfit = true;
        }
        for (const std::string& no : group) {
            if (a[no] == '?') r.insert("UNANSWERED:" + no), open = true;
        }
    }
    if (a["8-1"] == 'n' && a["8-2"] == 'y') {
        r.insert("FALLBACK_USED:8-1>8-2");
        if (cls == 'S') note = true;
        if (cls == 'S' && facts.review == '-') r.insert("REVIEW_REQUIRED:8-1"), review = true;
        if (cls == 'S' && facts.review == 'r') r.insert("REQ_UNMET:8-1"), unfit = true;
    }
    if (cls == 'S' && a["8-1"] == 'n' && a["8-2"] == 'n') r.insert("REQ_UNMET:8-1"), unfit = true;
    return {unfit    ? "unfit"
            : open   ? "incomplete"
            : review ? "conditional"
            : note   ? "fit_with_notes"
                     : "fit",
            r};
}

json::Value record_of(char cls, const Answers& answers, const Facts& facts) {
    json::Object given;
    for (const auto& [no, answer] : answers) {
        given[no] = answer == 'y' ? "yes" : answer == 'n' ? "no" : "unknown";
    }
    json::Object told;
    if (facts.one_factor) told["5-1.factors"] = json::Array{"knowledge"};
    if (facts.backup_abroad) told["6-1.backup_in_japan"] = false;
    if (facts.not_listed) told["6-3.region"] = "other";
    if (facts.held_underneath) told["7.holder"] = "paas";
    if (facts.clear_at_end) told["8-1.level"] = "clear";
    if (facts.premise_fails) told["8-2.standard_deletion_at_end"] = false;
    if (facts.review != '-') {
        told["8.review"] = json::Object{{"decision", facts.review == 'a' ? "accept" : "reject"}};
    }
    return json::Object{
        {"data_classes", json::Array{std::string(1, cls)}}, {"answers", given}, {"facts", told}};
}

void expect_same(char cls, const Answers& answers, const Facts& facts) {
    const Expected expected = model(cls, answers, facts);
    const json::Value record = record_of(cls, answers, facts);
    const json::Value answer = value_of(judge_criteria(sendai(), record));
    const Codes got = codes(answer.at("reasons"));
    if (text_at(answer, "verdict") != expected.verdict || got != expected.reasons) {
        ADD_FAILURE() << json::write(record) << "\n"
                      << json::write(answer) << "\nmodel: " << expected.verdict;
    }
}

Answers all(char answer) {
    Answers answers;
    for (const CriteriaItem& item : sendai().items) answers[item.no] = answer;
    return answers;
}

// Every answer to `rows` (3^n), the others yes, in every class.
void sweep(const std::vector<std::string>& rows, const Facts& facts) {
    std::size_t count = 1;
    for (std::size_t i = 0; i < rows.size(); ++i) count *= 3;
    for (const char cls : {'S', '1', '2'}) {
        for (std::size_t n = 0; n < count; ++n) {
            Answers answers = all('y');
            std::size_t digits = n;
            for (const std::string& row : rows) {
                answers[row] = "yn?"[digits % 3];
                digits /= 3;
            }
            expect_same(cls, answers, facts);
        }
    }
}

TEST(CriteriaModel, EveryAnswerToRowsThatInteract) {
    sweep({"5-1", "5-2", "5-3", "7"}, {});
    sweep({"6-1", "6-2", "6-3", "6-4", "6-5"}, {});
    for (const char review : {'-', 'a', 'r'}) {
        Facts facts;
        facts.review = review;
        sweep({"8-1", "8-2", "4"}, facts);
    }
    sweep({"1", "2", "3"}, {});
}

TEST(CriteriaModel, AnyAnswersAndFacts) {
    EXPECT_TRUE(rc::check("engine and model agree", [] {
        const char cls = *rc::gen::element('S', '1', '2');
        // Mostly yes, so that all verdicts are reached.
        Answers answers = all('y');
        for (auto& [no, answer] : answers) {
            answer = *rc::gen::weightedElement<char>({{8, 'y'}, {2, 'n'}, {1, '?'}});
        }
        Facts facts;
        const auto flag = rc::gen::weightedElement<bool>({{4, false}, {1, true}});
        facts.one_factor = *flag;
        facts.backup_abroad = *flag;
        facts.not_listed = *flag;
        facts.held_underneath = *flag;
        facts.clear_at_end = *flag;
        facts.premise_fails = *flag;
        facts.review = *rc::gen::element('-', 'a', 'r');
        const Expected expected = model(cls, answers, facts);
        const json::Value record = record_of(cls, answers, facts);
        const json::Value answer = value_of(judge_criteria(sendai(), record));
        RC_TAG(expected.verdict);
        RC_ASSERT(text_at(answer, "verdict") == expected.verdict);
        RC_ASSERT(codes(answer.at("reasons")) == expected.reasons);
    }));
}

// Near to fit, where the verdicts meet: twenty thousand records from one seed.
TEST(CriteriaModel, ManyRecordsNearToFit) {
    std::mt19937 random(20261121);
    const auto below = [&random](unsigned bound) { return random() % bound; };
    std::map<std::string, int> verdicts;
    for (int i = 0; i < 20'000; ++i) {
        const char cls = "S12"[below(3)];
        Answers answers = all('y');
        for (auto& [no, answer] : answers) answer = "yyyyyyyyyyyyyyyyyyn?"[below(20)];
        Facts facts;
        facts.one_factor = below(8) == 0;
        facts.backup_abroad = below(8) == 0;
        facts.not_listed = below(8) == 0;
        facts.held_underneath = below(8) == 0;
        facts.clear_at_end = below(4) == 0;
        facts.premise_fails = below(20) == 0;
        facts.review = "-ar"[below(3)];
        ++verdicts[model(cls, answers, facts).verdict];
        expect_same(cls, answers, facts);
        if (HasFailure()) return;
    }
    EXPECT_EQ(verdicts.size(), 5u) << "the records do not reach every verdict";
}

int badness(const std::string& verdict) {
    const std::vector<std::string> order = {"fit", "fit_with_notes", "conditional", "incomplete",
                                            "unfit"};
    return static_cast<int>(std::find(order.begin(), order.end(), verdict) - order.begin());
}

TEST(CriteriaModel, ABetterAnswerNeverGivesAWorseVerdict) {
    EXPECT_TRUE(rc::check("no to yes is never worse", [] {
        const char cls = *rc::gen::element('S', '1', '2');
        Answers answers = all('y');
        for (auto& [no, answer] : answers) answer = *rc::gen::element('y', 'y', 'n');
        const std::string row = *rc::gen::elementOf(std::vector<std::string>{
            "1", "2", "3", "4", "5-1", "5-2", "5-3", "6-1", "6-4", "7", "8-1", "8-2"});
        answers[row] = 'n';
        const json::Value before = value_of(judge_criteria(sendai(), record_of(cls, answers, {})));
        answers[row] = 'y';
        const json::Value after = value_of(judge_criteria(sendai(), record_of(cls, answers, {})));
        RC_ASSERT(badness(text_at(after, "verdict")) <= badness(text_at(before, "verdict")));
    }));
}

}  // namespace
}  // namespace daicho::govern
