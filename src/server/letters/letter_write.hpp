// A letter's way: drafted, approved by another human and numbered, sent, perhaps returned or void.
//
// A number is given with the approval, in the fiscal year of that day, per symbol and without gaps;
// one that is withdrawn afterwards stays as void. From the approval on the text is fixed by its
// SHA-256 (in the row and in the journal's entry): a correction is a new letter that names the old
// one. Errors below; all of them also those of change. Threading: thread-safe.
#pragma once

#include "server/letters/letter_fill.hpp"

namespace daicho::server {

struct LetterText {
    std::string title, to, issuer, contact, ground;
    bool to_person = false;
    std::vector<std::string> body, points;
};
struct NewLetter {
    std::string template_id;
    std::uint64_t about = 0;       // record of the template's register
    std::uint64_t department = 0;  // that sends it
    std::optional<std::uint64_t> corrects;
    LetterText text;
};
struct WrittenLetter {
    std::uint64_t record = 0;
    std::string letter_no;
};
// Errors: register.denied, letter.no_template, letter.not_left (what it corrects has no number).
Result<WrittenLetter> draft_letter(const Call& call, const NewLetter& letter);
// Errors: letter.fixed.
Status rewrite_letter(const Call& call, std::uint64_t record, std::uint64_t version,
                      const LetterText& text);

// Gives the number. Errors: letter.fixed, letter.gap_left, letter.no_addressee, letter.own_draft,
// letter.not_approving.
Result<std::string> approve_letter(const Call& call, std::uint64_t record, std::uint64_t version);
// Errors: letter.not_approved, letter.sent_before.
Status send_letter(const Call& call, std::uint64_t record, Date sent, const std::string& means);
// Errors: letter.not_sent, letter.returned_before_sent.
Status return_letter(const Call& call, std::uint64_t record, Date returned,
                     const std::string& why);
// What was done about a return. Errors: letter.not_returned.
Status settle_return(const Call& call, std::uint64_t record, const std::string& what);
// Errors: letter.left (it was sent already).
Status void_letter(const Call& call, std::uint64_t record, const std::string& why);

// May whoever asks approve letters at all?
bool approves_letters(const Call& call);
// SHA-256 of what the page says, hex.
std::string letter_digest(const registers::Fields& row);

}  // namespace daicho::server
