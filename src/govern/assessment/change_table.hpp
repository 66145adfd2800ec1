// 変更箇所 (table of changes): the rows that a corrected assessment prints, from two stored
// versions.
//
// What changed comes from the difference; a person adds when it was submitted, why, and, where the
// whole field would be too much to print, the passage that stands for it. A passage is taken only
// if putting the new one in the place of the old one turns the old field into the new one. One
// change is one row here; it is cut into 修正①, 修正② … by `printed_rows` alone.
//
// 提出時期: a field with ※ is changed 事前 (submitted before it becomes real), any other 事後. A ※
// field may be changed 事後 only where the change is 軽微, and then the ground is asked for.
#pragma once

#include "govern/assessment/difference.hpp"

namespace daicho::govern {

// What somebody wrote about a change; tied to it by the name of the item.
struct ChangeNote {
    std::string item;         // as it is to be printed
    std::string time;         // before | after; empty: by the rule
    std::string explanation;  // 提出時期に係る説明
    std::string ground;       // why a change of a ※ field is 軽微
    std::string passage_before;
    std::string passage_after;
    // First letters of each further printed row, one a line; empty: cut by length.
    std::string cuts_before;
    std::string cuts_after;
};

struct ChangeRow {
    Date date;
    std::string item;
    std::string before;  // （記載なし） where nothing stood there
    std::string after;
    bool in_advance = false;  // 事前
    std::string explanation;
    bool important = false;
    bool by_rule = true;        // nobody said when
    bool needs_ground = false;  // ※, 事後 and nothing says why it is 軽微
    bool noted = false;         // somebody wrote about it
    std::vector<FieldAddress> fields;
    std::string cuts_before;
    std::string cuts_after;
};

struct ChangeTable {
    std::vector<ChangeRow> rows;
    // Errors pia.change.no_such (a note about nothing that changed), pia.change.not_an_item,
    // pia.change.passage (the passage does not turn the old text into the new one).
    std::vector<Error> faults;
};
ChangeTable change_table(const PiaForm& form, const FilledForm& before, const FilledForm& after,
                         const std::vector<ChangeNote>& notes, Date date);

// `letters`: that a cell of the paper holds in full-width letters, and lines of it.
struct CellSize {
    std::size_t letters = 22;
    std::size_t lines = 34;
};
struct PrintedRow {
    std::string item;
    std::string before;
    std::string after;
    std::size_t row = 0;  // place in the table
    bool first = true;    // the first of its row
};
std::vector<PrintedRow> printed_rows(const ChangeTable& table, const CellSize& cell);

// Parts of a text, each within the cell; broken at lines, before a heading (＜…＞) where one is in
// the second half.
std::vector<std::string> cut_text(const std::string& text, const CellSize& cell);

}  // namespace daicho::govern
