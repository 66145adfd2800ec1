#include "govern/entrust/check_form.hpp"

#include <algorithm>

namespace daicho::govern::entrust {

std::string clause_of(const std::string& row) { return row.substr(0, row.rfind('-')); }
bool is_practice(const std::string& row) noexcept { return row.ends_with("-2"); }

CheckTable check_form(const CriteriaCatalog& table, const std::vector<std::string>& clauses,
                      const FormHead& head, const std::vector<FormAnswer>& answers,
                      Language language) {
    CheckTable out;
    out.title = head.title;
    out.edition = table.head.edition;
    out.source = table.head.source;
    out.about = head.about;
    CheckPart& part = out.parts.emplace_back();
    for (const CriteriaItem& item : table.items) {
        const std::string clause = clause_of(item.no);
        if (std::find(clauses.begin(), clauses.end(), clause) == clauses.end()) continue;
        CheckLine line;
        line.no = item.no;
        line.source_no = item.source_no;
        line.category = item.category.in(language);
        line.label = item.label.in(language);
        line.requirement = item.requirement.in(language);
        line.risk = item.risk.in(language);
        const auto answer =
            std::find_if(answers.begin(), answers.end(),
                         [&](const FormAnswer& one) { return one.clause == clause; });
        if (answer != answers.end()) {
            line.answer = is_practice(item.no) ? answer->practice : answer->measure;
            line.ground = answer->ground;
            if (is_practice(item.no)) line.result = answer->result;
        }
        part.lines.push_back(std::move(line));
    }
    return out;
}

}  // namespace daicho::govern::entrust
