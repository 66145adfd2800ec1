// Answers about account reviews (docs/api.md): sources and rounds, one round, its accounts, what is
// gone since the round before.
#pragma once

#include "server/reviews/review_access.hpp"

namespace daicho::server {

Answer reviews_answer(const Call& call);
Answer review_answer(const Call& call, std::uint64_t round);
Answer review_accounts_answer(const Call& call, std::uint64_t round);
Answer review_gone_answer(const Call& call, std::uint64_t round);

}  // namespace daicho::server
