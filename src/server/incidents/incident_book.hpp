// One incident with all that belongs to it, read for its screen, its commands and its papers.
#pragma once

#include "govern/incident/board.hpp"
#include "server/incidents/desk_rows.hpp"

namespace daicho::server {

inline constexpr const char* kIncidents = "incident";

struct IncidentBook {
    govern::incident::Plan plan;
    media::Line row;
    govern::incident::Facts facts;
    Instant known;  // when it was known; midnight where no time was said
    govern::incident::Duty duty;
    media::Lines steps, reports, evidence, custody, lessons, documents;
    govern::incident::Board board;
    std::optional<bool> serious;

    [[nodiscard]] registers::Fields fields() const noexcept { return row.fields(); }
};

Result<govern::incident::Plan> incident_plan(const Call& call);
govern::incident::Facts facts_of(const registers::Fields& row);
Instant known_at(const registers::Fields& row);
// Errors: change.no_record (also for one out of reach; journaled), those of the catalog.
Result<IncidentBook> read_incident(const Call& call, store::Connection& connection,
                                   std::uint64_t record);

// Tasks that rise because of it, by the ledger of personal files; nothing while it is not a serious
// one.
struct Feed {
    govern::ThresholdCatalog catalog;
    std::vector<govern::incident::Task> tasks;
    std::vector<govern::incident::Raised> raised;
    bool counted = false;  // somebody may see the ledger the tasks are counted by
};
Result<Feed> threshold_feed(const Call& call, store::Connection& connection,
                            const IncidentBook& book);

}  // namespace daicho::server
