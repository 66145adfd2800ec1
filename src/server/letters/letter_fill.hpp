// Templates of letters as this city has them, compared with its registers, filled from a record.
//
// What whoever asks may not see – a record of another section, a protected person, a ref that she
// has no right to follow – stays a gap in the letter. Threading: plain functions.
#pragma once

#include "govern/letters/letter_fill.hpp"
#include "server/access.hpp"
#include "server/records/record_view.hpp"

namespace daicho::server {

// All of catalogs/letters. Errors: those of reading.
Result<std::vector<govern::LetterTemplate>> letter_templates(const App& app);
// Error: letter.no_template.
Result<govern::LetterTemplate> letter_template(const App& app, const std::string& id);

// Every place of the template is a field of its register, or of what a ref of it leads to.
// Errors: letters.template.no_register, letters.template.no_field, with file and line.
Status check_places(const registers::Definitions& definitions,
                    const govern::LetterTemplate& letter);

struct LetterDraft {
    govern::FilledLetter filled;
    std::string about_key;
    std::uint64_t department = 0;  // of the record, where it has one
    std::uint64_t subject = 0;     // addressee that it leads to
};
// The record is disclosed. Errors: those of `reachable`, `within`, change.no_record.
Result<LetterDraft> fill_from_record(const Call& call, const govern::LetterTemplate& letter,
                                     std::uint64_t record);

}  // namespace daicho::server
