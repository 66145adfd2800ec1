// The demonstration's documents: a few invented ones, made here and brought by the same way as
// `daicho document add` takes them.
#pragma once

#include "cli/city.hpp"

namespace daicho::cli {

// By the clerk who may change parcels and the officer who keeps contracts.
Status add_demo_documents(City& city, const char* clerk, const char* governor);

}  // namespace daicho::cli
