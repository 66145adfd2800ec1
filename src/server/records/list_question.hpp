// List question: which rows a person asks for – by an address, by a view, by a selection –, made
// ready the same way for all of them: refs named by keys are looked up, links into other tasks are
// asked for, and whatever would tell of protected persons leaves these out.
#pragma once

#include "server/records/record_view.hpp"

namespace daicho::server {

// Conditions as they are spelled in an address: field → text (registers::parse_condition).
using Conditions = std::vector<std::pair<std::string, std::string>>;

Result<std::size_t> field_named(const registers::Definition& definition, std::string_view name);

// `filter.FIELD=TEXT` of an address.
Conditions conditions_of(const net::Request& request);
// Errors: change.no_field.
Result<std::vector<registers::Filter>> filters_of(const registers::Definition& definition,
                                                  const Conditions& conditions);

// Whether this person may ask so at all; unlike `make_ready` it leaves no trace, for what a screen
// asks by itself.
bool may_ask(const Call& call, AnswerView& view, const registers::Definition& definition,
             const registers::ListQuery& query);

// To be called before the question is asked of the database. A ref may be named by the key of its
// target, as "@KEY". Errors: register.denied (that register, or a task, is not this person's),
// import.no_such_record.
Status make_ready(const Call& call, AnswerView& view, const registers::Definition& definition,
                  registers::ListQuery& query);

// How many rows it has, kept until the register is written.
Result<std::uint64_t> total_of(const Call& call, store::Connection& reader,
                               const registers::Definition& definition,
                               registers::ListQuery& query);

}  // namespace daicho::server
