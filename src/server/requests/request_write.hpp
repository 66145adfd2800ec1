// A request's way: received, identity shown, amended, extended, decided by two, carried out; and
// the appeal behind it. Each step is a row that is never changed, and each brings the deadline up
// to date. Nothing is decided before identity is shown, and days late are written with the decision
// and stay. Errors below; all of them also those of change. Threading: thread-safe.
#pragma once

#include "server/requests/request_book.hpp"

namespace daicho::server {

struct NewRequest {
    std::string kind, channel, relation;
    Date received;
    std::string asked, requester_name, requester_address, requester_phone, subject_name;
    std::uint64_t department = 0;
    std::string subject_no;  // addressee number, where it is known
    std::string file_no;     // of the ledger of files
    std::optional<std::uint64_t> prior, inquiry;
};
struct MadeRequest {
    std::uint64_t record = 0;
    std::string request_no;
    Date due;
};
// Errors: request.future, request.no_prior (a correction or suspension names its disclosure),
// request.too_late_after (article 90 (3), 98 (3)).
Result<MadeRequest> receive_request(const Call& call, const NewRequest& request);

struct RequestStep {
    std::string kind;  // identity correction_asked corrected extended special third_party
                       // transferred carried_out withdrawn other
    Date on;
    std::string text;
    std::string shown, agent_proof;    // identity
    int days = 0;                      // extended
    std::optional<Date> rest_due;      // special
    std::string to;                    // transferred
    bool notified = true;              // extended, special: the notice was given that day
};
// Errors: request.ended, request.future, request.before, request.no_amendment,
// request.agent_proof, request.extended_already, request.too_many_days, request.notice_late,
// request.no_rest_due, request.not_decided.
Status add_step(const Call& call, std::uint64_t request, const RequestStep& step);

struct Proposal {
    std::string result, withheld, why, manner;
    std::vector<std::string> grounds;  // keys of the catalog
    std::optional<std::int64_t> fee_yen;
};
// Errors: request.no_identity, request.ended, request.waiting, request.no_ground,
// request.unknown_ground, request.proposed.
Result<std::string> propose_decision(const Call& call, std::uint64_t request,
                                     const Proposal& proposal);
struct Decided {
    bool approved = false;
    int days_late = 0;
};
// Errors: request.own_proposal, request.not_approving, request.not_proposed, request.no_identity.
Result<Decided> decide_request(const Call& call, std::uint64_t request, std::uint64_t decision,
                               bool approve, const std::string& reason);
bool decides_requests(const Call& call);

// Errors: request.not_decided, request.future, request.before.
Result<std::string> receive_appeal(const Call& call, std::uint64_t request, Date received,
                                   Date known, const std::string& statement);
struct AppealStep {
    std::string kind;  // consulted reported ruled withdrawn
    Date on;
    std::string text, ruling;
};
// Errors: request.appeal_order, request.future, request.before.
Status add_appeal_step(const Call& call, std::uint64_t appeal, const AppealStep& step);

}  // namespace daicho::server
