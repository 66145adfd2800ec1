// What is done about an incident: opened, its facts, steps, evidence, reports, lessons.
#pragma once

#include "server/app.hpp"

namespace daicho::server {

// By anybody but contractors: POST /api/incidents.
Answer open_incident(const Call& call);
Answer say_facts(const Call& call, std::uint64_t record);
Answer record_step(const Call& call, std::uint64_t record);
Answer report_sent(const Call& call, std::uint64_t record, std::uint64_t report);
Answer add_lesson(const Call& call, std::uint64_t record);
// incident_evidence.cpp
Answer add_evidence(const Call& call, std::uint64_t record);
Answer hand_on_evidence(const Call& call, std::uint64_t record);
// incident_papers.cpp
Answer make_incident_paper(const Call& call, std::uint64_t record);

}  // namespace daicho::server
