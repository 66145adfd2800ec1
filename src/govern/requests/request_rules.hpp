// 開示請求等の定め (rules of requests): days, articles and grounds of catalogs/requests.yaml.
//
// An ordinance may shorten the days of the act, not lengthen them: more is a fault. Read once, then
// read-only; any thread.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "govern/catalog.hpp"

namespace daicho::govern {

enum class RequestKind : std::uint8_t { disclosure, correction, suspension };
inline constexpr std::size_t kRequestKinds = 3;
std::string_view to_string(RequestKind kind) noexcept;
// Nothing of the three: disclosure.
RequestKind request_kind(std::string_view word) noexcept;

struct PeriodRule {
    int days = 30;       // 1 … 30
    int extension = 30;  // at most, 0 … 30
    int special = 0;     // a substantial part within these days from the request; 0: none is asked
    std::string article, amend, extend, special_article;
    bool verified = false;
    std::string source;
};
struct AppealRule {
    int months = 3;         // from the day on which the decision was known
    int consult_days = 90;  // the city's mark; the act names no days
    int rule_days = 60;     // from the report, likewise
    std::string article, consult_article;
    bool verified = false;
};
struct FileRegisterRule {
    std::int64_t least_persons = 1000;  // files of fewer are not listed
    int review_months = 12;
    std::string article;
    bool verified = false;
};
struct Ground {
    std::string key, article;
    BilingualText label;
    std::vector<RequestKind> kinds;
};

struct RequestRules {
    CatalogHead head;
    std::array<PeriodRule, kRequestKinds> periods;
    bool holiday_moves = false;
    std::string holiday_article;
    bool holiday_verified = false;
    int after_disclosure_days = 90;
    std::string after_disclosure_article;
    AppealRule appeal;
    int inquiry_days = 14;
    FileRegisterRule files;
    std::vector<Ground> grounds;

    [[nodiscard]] const PeriodRule& period(RequestKind kind) const noexcept {
        return periods[static_cast<std::size_t>(kind)];
    }
};

// Errors: yaml.invalid with every fault.
Result<RequestRules> load_request_rules(const std::string& path);
Result<RequestRules> parse_request_rules(std::string_view text, const std::string& name);

}  // namespace daicho::govern
