// 遵守確認表 of a contract: the rows of the paired check table that its clauses ask for, blank for the
// contractor or with what a check found; printed by check_table.hpp. Pure; any thread.
#pragma once

#include "govern/criteria/check_table.hpp"

namespace daicho::govern::entrust {

// What a check found about one clause, in words for people.
struct FormAnswer {
    std::string clause;
    std::string measure, practice;  // labels
    std::string ground;             // evidence, who, where, when
    std::string result;             // label
};
struct FormHead {
    std::string title;
    std::vector<std::pair<std::string, std::string>> about;  // above the table
};
// `clauses`: of the contract. `answers` empty: the blank form.
CheckTable check_form(const CriteriaCatalog& table, const std::vector<std::string>& clauses,
                      const FormHead& head, const std::vector<FormAnswer>& answers,
                      Language language);

// Clause of a row of the table: OC-21 of OC-21-1; whether it is the row about practice.
std::string clause_of(const std::string& row);
bool is_practice(const std::string& row) noexcept;

}  // namespace daicho::govern::entrust
