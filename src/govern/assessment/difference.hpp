// 変更 (difference): what one version of an assessment says otherwise than another.
//
// Two readings. `difference` is field by field, and applying it to the old version gives the new
// one, always. `logical_changes` is what a person would call the changes: a recipient that became
// the first because those in front were struck out is one change, so is a new system; a new
// entrusted matter is one for each field, as published tables have it (catalog: `whole`).
// Pure; any thread.
#pragma once

#include "govern/assessment/form_record.hpp"

namespace daicho::govern {

struct FieldDifference {
    FieldAddress at;
    std::string before;  // empty: there was none
    std::string after;
};
// In the order of addresses.
std::vector<FieldDifference> difference(const FilledForm& before, const FilledForm& after);
FilledForm with_changes(FilledForm form, const std::vector<FieldDifference>& changes);

struct LogicalChange {
    std::string item;  // as tables name it
    std::vector<FieldAddress> fields;
    std::size_t group = kNowhere;  // set where one of a group came, went or moved as a whole
    std::string before;            // as printed; empty: nothing stood there
    std::string after;
    bool important = false;  // one of the fields bears ※
};
std::vector<LogicalChange> logical_changes(const PiaForm& form, const FilledForm& before,
                                           const FilledForm& after);

}  // namespace daicho::govern
