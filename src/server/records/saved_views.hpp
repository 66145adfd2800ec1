// Saved views: what a person keeps of a list under a name – conditions, order, columns, lines of a
// row. They belong to the account and follow it to every browser; the definition's views stay.
//
// Kept in the clear, so a condition may not hold anything about a person: a name that somebody
// looked for would outlive the record that is erased. A bounded number, each of bounded size.
#pragma once

#include "register/listing.hpp"
#include "server/records/list_question.hpp"

namespace daicho::server {

inline constexpr std::size_t kMostViews = 20;        // of one account and register
inline constexpr std::size_t kMostConditions = 30;   // of one view
inline constexpr std::size_t kLongestViewName = 60;  // characters

struct SavedView {
    std::uint64_t id = 0;
    std::string name;
    Conditions filters;
    std::string sort;  // field; empty: by key
    bool descending = false;
    std::vector<std::string> columns;  // none: those of the list
    std::uint8_t lines = 1;            // that a row takes at most
    bool standard = false;             // the list opens with it
};

// In order of their names.
Result<std::vector<SavedView>> saved_views(store::Connection& connection, std::uint64_t account,
                                           const registers::Definition& definition);
// With id 0 a new one, else in place of that one; gives its id. Errors: view.too_many,
// view.name_taken, view.gone.
Result<std::uint64_t> save_view(registers::Context& context, std::uint64_t account,
                                const registers::Definition& definition, const SavedView& view);
// Error: view.gone.
Status drop_view(registers::Context& context, std::uint64_t account,
                 const registers::Definition& definition, std::uint64_t id);

// {"name","filters","sort","columns","lines","standard"}. Errors: every fault at once, among them
// view.personal and those of conditions.
Result<SavedView> read_view(const registers::Definition& definition, const json::Value& body);
json::Object view_json(const SavedView& view);

// /api/registers/{register}/views…
Answer views_api(const Call& call);

}  // namespace daicho::server
