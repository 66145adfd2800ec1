// Rounds over the accounts of other systems: opened with everything as it is found, decided by two
// different people (the head of the section whose account it is, and the system's), sealed at the
// end. What a round found is copied into its rows: a later change of personnel or of a list leaves
// it as it is. Threading: thread-safe.
#pragma once

#include <set>

#include "identity/principal.hpp"
#include "json/reader.hpp"
#include "server/reviews/review_data.hpp"

namespace daicho::server {

struct RoundOrder {
    std::string no, title;
    Date due;
    std::vector<std::string> sources;
    std::string origin = "operation";
};
// Errors: register.denied, account_review.no_source, account_review.no_list, account_review.due,
// account_review.round_taken, account_review.nothing, account_review.still_open.
Result<json::Object> open_round(registers::Kernel& kernel, const identity::Principal& principal,
                                const govern::ReviewCatalog& catalog, const RoundOrder& order);

enum class ReviewSide : std::uint8_t { manager, owner };
std::string_view to_string(ReviewSide side) noexcept;

// Departments somebody decides for: the own one and those below.
Result<std::set<std::uint64_t>> departments_headed(const ReviewReads& in,
                                                   const identity::Principal& principal);
// Capacity of whoever decides on that side; nothing for everybody else.
std::optional<std::uint16_t> deciding_capacity(const identity::Principal& principal,
                                               const registers::Definition& judgements,
                                               ReviewSide side);

struct AccountDecision {
    std::uint64_t round = 0;  // record
    ReviewSide side = ReviewSide::manager;
    std::vector<std::uint64_t> rows;  // records of account_judgement
    std::string decision;             // keep remove change
    std::string reason;
};
inline constexpr std::size_t kMostDecisions = 500;
// All or none. Errors: register.denied, account_review.not_deciding, …other_department,
// …same_person, …own_account, …closed, …bulk, …reason, …no_row.
Result<json::Object> decide_accounts(registers::Kernel& kernel,
                                     const identity::Principal& principal,
                                     const AccountDecision& decision);

// Errors: register.denied, account_review.undecided, account_review.differing,
// account_review.closed, account_review.no_round.
Result<json::Object> close_round(registers::Kernel& kernel, const identity::Principal& principal,
                                 std::uint64_t round);

// A round as its record says, or account_review.no_round.
Result<registers::RecordVersion> round_record(const ReviewReads& in, std::uint64_t round);
// All rows of a round, in order of their records.
Result<std::vector<registers::RecordVersion>> judgement_rows(const ReviewReads& in,
                                                             std::uint64_t round);

}  // namespace daicho::server
