// Options that every question on the taxes takes.
#pragma once

#include "json/reader.hpp"

namespace daicho::tax::questions {

struct Options {
    bool explain = false;      // add "explanation"
    bool provisional = false;  // answer with law that is announced or assumed, and say so
};

}  // namespace daicho::tax::questions
