// Which year's law answers a question, and how an answer says that its law is not enacted.
#pragma once

#include <string_view>
#include <vector>

#include "law/statute.hpp"
#include "tax/questions/options.hpp"
#include "tax/statute/year_statute.hpp"

namespace daicho::tax::questions {

enum class YearKey : std::uint8_t { required, optional };

// Reads "fiscal_year" and binds the law of that year. A year without law, or one whose law is not
// enacted (unless `options.provisional`), is a fault in the reader; then the latest enacted year
// stands in, so that the rest of the question can still be read and judged. An absent optional
// year is the latest enacted one. Errors: law.binding_failed, law.year_missing (no law at all).
Result<statute::BoundYear> read_law(json::ObjectReader& in, const law::Statute& statute,
                                    const Options& options, YearKey key);

// "provisional": true, if the year's law is not all enacted, and "notes": the rows in doubt whose
// id begins with one of `prefixes`, gathered by status and source.
void add_provisional(const statute::BoundYear& bound,
                     const std::vector<std::string_view>& prefixes, json::Object& out);

}  // namespace daicho::tax::questions
