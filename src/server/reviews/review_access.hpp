// Who sees and decides what of an account review: whoever governs or audits sees all; a head of a
// section sees the accounts of her people and of the systems she answers for, and decides on them;
// staff of a section (scope) see those of their section. A refusal is journaled.
#pragma once

#include "server/access.hpp"
#include "server/reviews/review_round.hpp"

namespace daicho::server {

struct ReviewReader {
    Allowed allowed;  // of account_judgement
    bool sees_all = false;
    bool governs = false;
    bool manages = false;                   // may decide as a manager
    bool owns = false;                      // … for a system
    std::set<std::uint64_t> departments{};  // that she decides for, or is staff of
    [[nodiscard]] bool sees(std::uint64_t manager, std::uint64_t owner) const {
        return sees_all || departments.contains(manager) || (owns && departments.contains(owner));
    }
};
// Errors: register.denied (journaled).
Result<ReviewReader> review_reader(const Call& call, store::Connection& connection);
ReviewReads reads_of(const Call& call, store::Connection& connection);
// The catalog of the installation: some sixty lines, read for each answer.
Result<govern::ReviewCatalog> review_catalog(const App& app);

}  // namespace daicho::server
