// 点検 (consistency): what the entries of an assessment say against each other, against the numbers
// the body keeps, and against law that has moved since.
//
// A finding never changes anything; whoever submits sees all of them. Pure; any thread.
#pragma once

#include <memory>

#include "govern/assessment/assessment.hpp"
#include "govern/assessment/form_record.hpp"

namespace daicho::govern {

struct PiaFinding {
    std::string code;     // pia.finding.<code> is its text
    bool bad = false;     // must be settled before submission; else worth a look
    std::string address;  // of the field; empty: of the whole
    std::vector<std::pair<std::string, std::string>> arguments;
    BilingualText more;  // of a citation: what moved
};

// What the body knows beside the document; what is not known is not compared.
struct PiaFacts {
    std::optional<ThresholdDecision> decision;
    std::optional<std::int64_t> subjects;
    std::optional<std::int64_t> handlers;
    Date as_of;
    bool makes_heavier = false;  // a key-items or full document is made beside the basic one
};

std::vector<PiaFinding> check_form(const PiaForm& form, const FilledForm& filled,
                                   const PiaFacts& facts);

class CitationRules {
public:
    // Errors: yaml.*, govern.catalog.*; govern.catalog.pattern for what RE2 does not take.
    static Result<CitationRules> parse(std::string_view text, std::string name);
    static Result<CitationRules> load(const std::string& path);
    CitationRules(CitationRules&&) noexcept;
    CitationRules& operator=(CitationRules&&) noexcept;
    ~CitationRules();

    // At most one a rule and field; the first rule that fits a place wins.
    [[nodiscard]] std::vector<PiaFinding> find(const PiaForm& form, const FilledForm& filled,
                                               Date as_of) const;

private:
    struct Rules;
    explicit CitationRules(std::unique_ptr<Rules> rules);
    std::unique_ptr<Rules> rules_;
};

}  // namespace daicho::govern
