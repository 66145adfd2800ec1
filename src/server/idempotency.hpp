// Idempotency: a request with the header Idempotency-Key is carried out once, however often it is
// sent (w_idempotency). The answer of what was done is kept for a day and given again; what was
// refused changed nothing and leaves no trace here: its words may repeat what somebody typed. So
// may the words of a warning: of them only place and id are kept, and a text that says so.
//
// A key is noted before the work and the answer behind it. When the process dies between the two,
// nobody knows whether the work was saved: the same key is then refused in words, never repeated.
// Keys belong to the account that sent them. Threading: thread-safe.
#pragma once

#include <optional>

#include "net/http.hpp"
#include "register/kernel.hpp"

namespace daicho::server {

// Answers older than a day.
Status forget_old_answers(registers::Kernel& kernel);

struct IdempotencyKey {
    Digest key{};      // of account and header
    Digest request{};  // of method, address and body
};

// Nothing when the request has no such header or changes nothing.
// Error: api.idempotency.bad_key (empty or longer than 200 characters).
Result<std::optional<IdempotencyKey>> idempotency_key(const net::Request& request,
                                                      std::uint64_t account);

// The answer that was given before; nothing: carry it out, then keep or forget.
// Errors: api.idempotency.other_request, api.idempotency.not_known.
Result<std::optional<net::Response>> answer_before(registers::Kernel& kernel,
                                                   const IdempotencyKey& key);
// After a refusal: the key is free again.
Status forget_key(registers::Kernel& kernel, const IdempotencyKey& key);
Status keep_answer(registers::Kernel& kernel, const IdempotencyKey& key,
                   const net::Response& answer);

}  // namespace daicho::server
