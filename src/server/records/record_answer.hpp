// Record answer: one record with its history, what points to it and who was shown it.
#pragma once

#include "server/access.hpp"
#include "server/people_view.hpp"
#include "server/records/record_view.hpp"

namespace daicho::server {

// All versions, oldest first, each with the person and the reason from its journal entry.
Result<json::Array> history_json(const Call& call, AnswerView& view,
                                 const registers::Definition& definition,
                                 const std::vector<registers::RecordVersion>& versions,
                                 People& people);

// The disclosure is durable when it returns. Error: change.no_record.
Result<json::Object> record_answer(const Call& call, const Allowed& allowed, std::uint64_t id);

}  // namespace daicho::server
