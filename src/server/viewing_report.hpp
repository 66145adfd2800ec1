// Viewing report (閲覧等の記録): who was shown one record, when, in which capacity and for what, on
// paper, for the person it is about.
//
// It names departments and roles, never an officer, and nothing of what else an entry speaks of:
// who looks may be protected herself, and other persons stand in the same entries. It is a
// disclosure: its own entry (kind 34) holds the digest of its lines, and the paper ends with the
// proof that this entry is under a signed checkpoint, as daicho-verify takes it.
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
};

struct ViewingReport {
    std::string register_label;
    std::string key;
    std::string name;               // empty where it must not be shown
    std::vector<ViewingLine> lines;  // newest first
    bool more = false;              // there are older ones
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
