// Selection: the rows of a list that somebody chose, by their numbers or as all that meet its
// conditions but some. It is made into the numbers of records once, by the rules of the list
// (links, protected persons), and lies in a sealed file until a job takes it: what a condition says
// of a person stands in no parameter of a job.
#pragma once

#include "server/records/list_question.hpp"

namespace daicho::server {

// No file that a person brings can be named so.
inline constexpr std::string_view kSelectionFile = "daicho:selection";
inline constexpr std::size_t kMostSelected = 200'000;

struct Selection {
    std::vector<std::uint64_t> records;  // of `all`: those left out
    bool all = false;
    Conditions filters;
    std::string text;
    std::optional<Date> as_of;
};

// {"ids":[…]} or {"all":true,"filters":{…},"q","except":[…],"as_of"}. Faults stay in `in`.
Selection read_selection(json::ObjectReader& in);
// Numbers of the records, ascending, each once. Errors: selection.none, selection.too_many, those
// of lists.
Result<std::vector<std::uint64_t>> records_of(const Call& call, AnswerView& view,
                                              const registers::Definition& definition,
                                              const Selection& selection, std::size_t most);

// POST /api/registers/{register}/selections: keeps it for a job; {"file","rows"}.
Answer selections_api(const Call& call);
// What was kept, for the job that names the file. Error: job.file.gone.
Result<std::vector<std::uint64_t>> open_selection(App& app, const identity::Principal& principal,
                                                  const registers::Definition& definition,
                                                  std::uint64_t file);

}  // namespace daicho::server
