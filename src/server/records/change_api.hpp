// Changes over the API: enter, approve, refuse, withdraw, compare, inbox.
#pragma once

#include "register/inbox.hpp"
#include "server/records/record_answer.hpp"

namespace daicho::server {

// POST and PUT below /api/registers/{name}/records.
Answer change_api(const Call& call);
// GET …/records/{id}/compare and …/records/{id}/waiting.
Answer compare_answer(const Call& call, const Allowed& allowed, std::uint64_t record);
Answer waiting_answer(const Call& call, const Allowed& allowed, std::uint64_t record);
Answer inbox_api(const Call& call);

// Both sides of what waits, with who, when, why and what this person may do; for those who may.
Result<json::Object> waiting_json(const Call& call, AnswerView& view, People& people,
                                  const registers::InboxItem& item);
// Field by field, two versions of one record; what leads to a protected person is hidden on both.
json::Array differences_json(AnswerView& view, const registers::Definition& definition,
                             std::span<const std::size_t> fields,
                             const std::optional<registers::RecordVersion>& before,
                             const std::optional<registers::RecordVersion>& after);
// Confirmed changes whose first day is still to come.
Result<json::Array> scheduled_json(const Call& call, AnswerView& view,
                                   const registers::Definition& definition, std::uint64_t record);

}  // namespace daicho::server
