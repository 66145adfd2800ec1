// Drafts of forms: kept for whoever types, for nobody else; sealed; gone when they must be.
#include <algorithm>

#include "server/form_drafts.hpp"
#include "server/test_app.hpp"

namespace daicho::server {
namespace {

using testing::Client;
