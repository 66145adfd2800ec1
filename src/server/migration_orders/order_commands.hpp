// What is done about a migration order: proposed, approved (which opens rights), worked on by two,
// closed (which ends them).
#pragma once

#include "server/app.hpp"

namespace daicho::server {

Answer propose_order(const Call& call);
Answer add_worker(const Call& call, std::uint64_t order);
Answer decide_order(const Call& call, std::uint64_t order);
// order_work.cpp
Answer record_extraction(const Call& call, std::uint64_t order);
Answer confirm_extraction(const Call& call, std::uint64_t order, std::uint64_t extraction);
Answer record_test_data(const Call& call, std::uint64_t order);
Answer record_look(const Call& call, std::uint64_t order, std::uint64_t look);
Answer list_for_clearing(const Call& call, std::uint64_t order);
Answer record_clearing(const Call& call, std::uint64_t order, std::uint64_t clearing);
// order_closing.cpp
Answer close_order(const Call& call, std::uint64_t order);

}  // namespace daicho::server
