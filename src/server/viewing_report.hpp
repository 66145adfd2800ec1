// Viewing report (閲覧等の記録): who was shown one record, when, in which capacity and for what, on
// paper, for the person it is about. Of a person it covers all that names her or leads to her –
// parcels, houses, holdings, results of a levy, her groups – and says through what she was shown.
//
// It names departments and roles, never an officer, and nothing of what else an entry speaks of:
// who looks may be protected herself, and other persons stand in the same entries. It is a
// disclosure: its own entry (kind 34) holds the digest of its lines, and the paper ends with the
// proof, as daicho-verify takes it, that this entry and (by their leaves, which name nobody) those
// of the newest kMostProven lines are under a signed checkpoint.
#pragma once

#include "server/access.hpp"

namespace daicho::server {

struct ViewingLine {
    std::uint64_t entry = 0;
    Instant time;
    std::string department;
    std::string capacity;
    std::string purpose;
    std::string what;
    bool released = false;  // by a temporary release of a protection
    std::string through;    // record that showed the person; empty: the one of the report
    std::string leaf;       // of the entry, hex; empty beyond kMostProven lines
};

inline constexpr std::size_t kMostProven = 200;

struct ViewingReport {
    std::string register_label;
    std::string key;
    std::string name;               // empty where it must not be shown
    std::vector<ViewingLine> lines;  // newest first
    bool more = false;              // there are older ones
    bool whole_person = false;      // not of one record alone
    Instant made;
    CommitNumber entry;             // of the report itself
    std::string digest;             // of its lines, hex
    std::string body;               // plain body of its entry
    std::string origin, key_text;   // what daicho-verify asks for
    std::string bundle;             // inclusion of the entry
};

// Durable, sealed and witnessed when it returns. Errors: change.no_record, journal.*.
Result<ViewingReport> viewing_report(const Call& call, const Allowed& allowed,
                                     std::uint64_t record);
// Lines as they are hashed (docs/formats.md 2).
std::string report_digest(const std::vector<ViewingLine>& lines);
Result<std::string> print_report(const ViewingReport& report, const office::Settings& settings);

Answer viewings_answer(const Call& call, const Allowed& allowed, std::uint64_t record);

}  // namespace daicho::server
