#include "server/reviews/review_sum.hpp"

#include "register/cell.hpp"

namespace daicho::server {
namespace {

using registers::Cell;

constexpr std::size_t kClasses = std::size(kReviewClasses);

struct Cells {
    std::uint64_t round = 0, manager = 0, owner = 0;
    std::string_view manager_decision, owner_decision, agreed, compared, carried_out, match;
    std::span<const Cell> classes;
};

void add(ClassSum& sum, const Cells& row) {
    ++sum.accounts;
    sum.manager_waits += row.manager_decision.empty() ? 1 : 0;
    sum.owner_waits += row.owner_decision.empty() ? 1 : 0;
    sum.remove += row.manager_decision == "remove" && row.owner_decision == "remove" ? 1 : 0;
}

void add(ReviewSum& sum, const Cells& row) {
    ++sum.accounts;
    add(sum.classes["all"], row);
    bool any = false;
    for (std::size_t i = 0; i < kClasses; ++i) {
        if (row.classes[i].integer == 0) continue;
        any = true;
        add(sum.classes[kReviewClasses[i]], row);
    }
    if (!any) add(sum.classes["none"], row);
    ++sum.agreed[std::string(row.agreed)];
    ++sum.compared[std::string(row.compared)];
    ++sum.carried_out[std::string(row.carried_out)];
    ++sum.matches[std::string(row.match)];
    SectionSum& section = sum.sections[row.manager];
    ++section.accounts;
    section.decided += row.manager_decision.empty() ? 0 : 1;
    SectionSum& owner = sum.sections[row.owner];
    ++owner.owned;
    owner.owner_decided += row.owner_decision.empty() ? 0 : 1;
    ++sum.decisions[{std::string(row.manager_decision), std::string(row.owner_decision)}];
}

}  // namespace

Result<std::map<std::uint64_t, ReviewSum>> review_sums(const ReviewReads& in, const SeesRow& sees) {
    DAICHO_TRY(definition, in.kernel.definition("account_judgement"));
    std::vector<std::size_t> fields;
    for (const char* name : {"round", "manager_department", "owner_department", "manager_decision",
                             "owner_decision", "agreed", "compared", "carried_out", "match"}) {
        fields.push_back(definition->index_of(name));
    }
    const std::size_t first_class = fields.size();
    for (const char* name : kReviewClasses) fields.push_back(definition->index_of(name));
    std::map<std::uint64_t, ReviewSum> sums;
    DAICHO_CHECK(registers::scan(in.connection, *definition, fields, in.moment,
                                 [&](std::uint64_t, std::span<const Cell> cells) -> Status {
                                     Cells row;
                                     row.round = static_cast<std::uint64_t>(cells[0].integer);
                                     row.manager = static_cast<std::uint64_t>(cells[1].integer);
                                     row.owner = static_cast<std::uint64_t>(cells[2].integer);
                                     if (!sees(row.manager, row.owner)) return {};
                                     row.manager_decision = cells[3].bytes;
                                     row.owner_decision = cells[4].bytes;
                                     row.agreed = cells[5].bytes;
                                     row.compared = cells[6].bytes;
                                     row.carried_out = cells[7].bytes;
                                     row.match = cells[8].bytes;
                                     row.classes = cells.subspan(first_class);
                                     add(sums[row.round], row);
                                     return {};
                                 }));
    return sums;
}

Result<ReviewSum> review_sum(const ReviewReads& in, std::uint64_t round, const SeesRow& sees) {
    DAICHO_TRY(sums, review_sums(in, sees));
    return std::move(sums[round]);
}

}  // namespace daicho::server
