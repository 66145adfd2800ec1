// What is filed about a chain, by the contractor on its log-in or by the section for it: one way
// in for both, dated today by the server – nobody files for yesterday.
#pragma once

#include "register/change.hpp"
#include "server/chain/chains_api.hpp"

namespace daicho::server {

// Whose hand it is: the contractor's own, or the section's for it.
enum class Side : std::uint8_t { contractor, section };

struct Filing {
    const Call& call;
    std::uint64_t contract = 0;
    Side side = Side::contractor;
};

// POST …/applications, /workers, /pledges, /departures, /trainings, /made-up, /answers,
// /accidents, /certificates. Each answers {record, number, …} with 201. Errors: json.*,
// chain.*, change.*, register.denied.
Answer file_application(const Filing& filing);
Answer file_worker(const Filing& filing);
Answer file_pledge(const Filing& filing);
Answer file_departure(const Filing& filing);
Answer file_training(const Filing& filing);
Answer file_made_up(const Filing& filing);
Answer file_answers(const Filing& filing);
Answer file_accident(const Filing& filing);
Answer file_certificate(const Filing& filing);
// POST …/papers?register=&record=&kind=&name=, the bytes as body.
Answer file_paper(const Filing& filing);

// The one for this part of the address; error api.no_such_address.
Answer file_part(const Filing& filing, std::string_view part);

// --- helpers of the parts
using Values = std::map<std::string, std::string>;
Result<registers::Admitted> admitted_to(const Call& call, const char* name);
// The first number of the contract that is free: "EN-2026-11/A4".
std::string next_number(const audit::Rows& rows, std::string_view key_field,
                        const std::string& contract_no, std::string_view letter);
registers::ChangeRequest new_row(const char* name, Date day, Values values);
registers::ChangeRequest changed_row(const registers::Fields& row, const char* name, Date day,
                                     Values values);
// The row of the part with this record. Error: chain.not_of_contract, as for one there is not.
Result<std::size_t> place_in(const ChainBook& book, std::string_view part, std::uint64_t record);
// A party that this side may name: the contractor only those it sees.
Result<std::size_t> party_for(const ChainBook& book, Side side, std::uint64_t party);
// Level 1, and those for which an application was filed: never what the city found by itself.
std::vector<bool> seen_by_contractor(const ChainBook& book);
std::string side_text(Side side);

}  // namespace daicho::server
