// What a text would lose on its way to CP932 and back, character by character, with the form that
// comes nearest. Threading: one thread to an object.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "document/charset.hpp"

namespace daicho::document {

struct Cp932Gap {
    std::string character;   // UTF-8; a variation selector stands alone
    std::string code_point;  // "U+20BB7"
    std::string suggestion;  // in CP932; empty: none is known
};

class Cp932Gaps {
public:
    // In order; empty when the text comes back as it is.
    std::vector<Cp932Gap> find(std::string_view utf8);

private:
    // What comes back of the text; false when something became 〓.
    bool survives(std::string_view utf8, std::string& back);
    std::string nearest(std::string_view character);

    Cp932Encoder encoder_;
    std::string bytes_;
};

}  // namespace daicho::document
