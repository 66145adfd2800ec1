// Listed: one page of a register for a screen of its own – scope, protected persons, the entry of
// the journal – as the list screen of registers has it.
#pragma once

#include <optional>

#include "server/access.hpp"
#include "server/records/list_question.hpp"
#include "server/row.hpp"

namespace daicho::server {

inline constexpr std::uint64_t kListedRows = 50;

struct ListedQuestion {
    Conditions conditions;   // as in filter.FIELD=TEXT
    std::string text;        // quick search
    std::string sort;        // field; empty: by key
    bool descending = false;
    std::uint64_t offset = 0;
    std::uint64_t limit = kListedRows;
};
// The rows are disclosed when this returns. Errors: those of lists.
Result<registers::ListPage> listed(const Call& call, AnswerView& view, const Allowed& allowed,
                                   const ListedQuestion& question);
// How many rows meet these conditions; nothing of them is shown.
Result<std::uint64_t> counted(const Call& call, AnswerView& view, const Allowed& allowed,
                              const Conditions& conditions);

json::Value code_json(const Row& row, std::string_view field);
json::Value code_or_null(const Row& row, std::string_view field);
// {id, name} of what a ref leads to; null where it may not be shown.
json::Value ref_json(AnswerView& view, const registers::Definition& definition, const Row& row,
                     std::string_view field);
// Text of a field, null where it is empty or tells of a protected person.
json::Value shown_text(AnswerView& view, const registers::Definition& definition, const Row& row,
                       std::string_view field);

}  // namespace daicho::server
