// 委託の連鎖 (/api/chains): the trees of contractors for staff – seen, applied for, decided,
// confirmed – and what was found outside of them.
#pragma once

#include "server/access.hpp"
#include "server/chain/chain_book.hpp"

namespace daicho::server {

// GET /api/chains?state=&offset=, /api/chains/{contract}; POST /api/chains/{contract}/applications,
// /confirmations, /found; /api/chains/applications/{id}/decisions, /api/chains/accidents/{id}/
// incident, /api/chains/certificates/{id}/confirm.
Answer chains_api(const Call& call);

// Its parts.
Answer list_chains(const Call& call);
Answer show_chain(const Call& call, std::uint64_t contract);
Answer decide_application(const Call& call, std::uint64_t application);
Answer confirm_chain(const Call& call, std::uint64_t contract);
Answer report_found(const Call& call, std::uint64_t contract);
Answer take_up_accident(const Call& call, std::uint64_t report);
Answer confirm_certificate(const Call& call, std::uint64_t certificate);

// May this account reach the contract? Errors: register.denied, change.no_record; journaled.
Result<Allowed> reach_contract(const Call& call, std::uint64_t contract);

json::Value coded_json(const Row& row, std::string_view field);
json::Value fault_json(std::string_view id, bool bad);
// The nodes in the tree's order, with faults; `seen` leaves out parties that are not shown.
json::Array tree_json(const ChainBook& book, const std::vector<bool>& seen,
                      const HeldByName* held, const chain::ConditionCatalog* conditions);
json::Array worker_rows(const ChainBook& book, const std::vector<bool>& seen);
json::Array item_rows(const ChainBook& book);
json::Array training_rows(const ChainBook& book);
json::Array application_rows(const ChainBook& book, bool staff);

}  // namespace daicho::server
