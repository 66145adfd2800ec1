// Invented texts for masked copies: names, readings, addresses and numbers that look like what they
// replace and belong to nobody. Names are made of characters that say "specimen", so that nobody
// takes one for a person. What comes out depends on a secret key and on the text alone: the same
// text gives the same one everywhere in a copy, and nobody without the key can try texts against
// it. Threading: a Draw belongs to one caller.
#pragma once

#include <string>
#include <string_view>

#include "base/date.hpp"
#include "base/digest.hpp"

namespace daicho::custody {

// Numbers drawn from HMAC-SHA-256 of a purpose, a text and the number of the attempt.
class Draw {
public:
    Draw(ByteView key, std::string_view purpose, std::string_view text, unsigned attempt = 0);
    std::uint32_t below(std::uint32_t limit);

private:
    void refill();
    Bytes key_, seed_;
    Digest pool_{};
    std::size_t at_ = 0;
    std::uint32_t round_ = 0;
};

struct InventedName {
    std::string name, kana;
};

// Blanks, legal forms of companies and "外1名" stay; the rest keeps its number of characters.
InventedName invent_name(Draw& draw, std::string_view name);
// Places become invented ones, the same for the same place (so `key`); digits other digits. What
// stands in front and is in `kept`, prefectures, 丁目, 番地 and the like stay.
std::string invent_address(ByteView key, Draw& draw, std::string_view address,
                           std::string_view kept);
// What to draw an address by: the lot and the address of one place are the same for it.
std::string same_place(std::string_view address, std::string_view kept);
// Free text of the same length, letter by letter of its kind.
std::string invent_words(Draw& draw, std::string_view text);
// Other digits; a run that begins with 0 begins with 0, any other does not.
std::string invent_digits(Draw& draw, std::string_view text);
// Another day of the same year and era.
Date invent_day(Draw& draw, Date date);

}  // namespace daicho::custody
