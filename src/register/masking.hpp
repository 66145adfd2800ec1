// Masking: what becomes of a field and of a register's rows in a masked copy (docs/copies.md).
//
// Said by the definition, `masked` of a field and `masked_copy` of a register, so that whoever adds
// a field decides it there. What nobody decided is left out: rows of a register that does not say
// anything, values of a personal or free-text field. Threading: plain values.
#pragma once

#include <cstdint>
#include <vector>

namespace daicho::registers {

enum class Masking : std::uint8_t {
    unsaid,
    keep,         // as it is
    blank,        // left out
    name,         // an invented name of as many characters
    kana,         // the reading of the invented name beside it
    address,      // invented places and numbers; the city's own name stays
    words,        // free text: invented, as long
    number,       // other digits in the same shape, with its check digit
    postal_code,  // the last four digits
    day,          // another day of the same year and era
    shift,        // all such dates of a record by the same few days
    other,        // code: the last of its list
    entry,        // number of a journal entry: that of the copy
    largest,      // kept; whoever stands among the largest is not chosen for a part of the city
};

enum class CopiedRows : std::uint8_t {
    none,    // not in a copy
    all,
    named,   // those that rows in the copy refer to
    chosen,  // those of the chosen owners, named by `fields`
    with,    // those whose `fields` refer to a record in the copy
};

struct CopyRule {
    CopiedRows rows = CopiedRows::none;
    std::vector<std::size_t> fields;  // refs
};

}  // namespace daicho::registers
