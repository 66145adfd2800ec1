// Writing the registers of privacy assessments that only commands write.
#pragma once

#include "register/change.hpp"
#include "server/privacy/privacy_api.hpp"

namespace daicho::server {

// The capacity in which the asker does this to versions. Errors: register.denied (journaled).
Result<std::uint16_t> privacy_capacity(const Call& call, registers::Action action);

// One row, confirmed, from today on. `record` 0: a new one.
Result<registers::ChangeResult> privacy_put(registers::Context& context, const Call& call,
                                            std::uint16_t capacity, const char* register_name,
                                            std::uint64_t record,
                                            std::map<std::string, std::string> values);

std::string privacy_origin(const Call& call);
PrivacyReads privacy_reads(const Call& call, store::Connection& connection);

}  // namespace daicho::server
