// Two people decide on each account of a round: the head of the section whose account it is, and
// whoever answers for the system. Neither is the other, and nobody decides on her own account.
#include <algorithm>

#include "base/text.hpp"
#include "journal/entry.hpp"
#include "register/access.hpp"
#include "register/change.hpp"
#include "register/key_index.hpp"
#include "register/list.hpp"
#include "server/reviews/review_round.hpp"

namespace daicho::server {
namespace {

using registers::Context;
using registers::Definition;
using registers::Fields;

constexpr std::size_t kLongestReason = 400;

std::string side_field(ReviewSide side, std::string_view what) {
    return std::string(to_string(side)) + "_" + std::string(what);
}

ReviewSide other_side(ReviewSide side) {
    return side == ReviewSide::manager ? ReviewSide::owner : ReviewSide::manager;
}

Status check_words(const AccountDecision& decision) {
    const bool known = decision.decision == "keep" || decision.decision == "remove" ||
                       decision.decision == "change";
    if (!known) {
        return input_error("account_review.decision").with("value", decision.decision);
    }
    const std::size_t length = count_characters(decision.reason);
    if (trim(decision.reason).empty() || length > kLongestReason) {
        return input_error("account_review.reason").with("most", std::to_string(kLongestReason));
    }
    if (decision.rows.empty() || decision.rows.size() > kMostDecisions) {
        return input_error("account_review.how_many").with("most", std::to_string(kMostDecisions));
    }
    return {};
}

class Deciding {
public:
    Deciding(Context& context, const identity::Principal& principal, std::uint16_t capacity,
             const Definition& judgements, const AccountDecision& decision,
             std::set<std::uint64_t> departments)
        : context_(context),
          principal_(principal),
          capacity_(capacity),
          judgements_(judgements),
          decision_(decision),
          departments_(std::move(departments)) {}

    Status one(std::uint64_t record) {
        const registers::Moment now{japan_date(context_.now), std::nullopt};
        DAICHO_TRY(version, registers::read_record(context_.connection, judgements_, record, now));
        if (!version) return no_row(record);
        const Fields row(judgements_, *version);
        if (row.ref("round") != decision_.round) return no_row(record);
        DAICHO_CHECK(may_decide(row));
        DAICHO_CHECK(other_human(row));
        DAICHO_CHECK(alone_or_plain(row));
        return write(record, row);
    }

private:
    static Status no_row(std::uint64_t record) {
        return not_found_error("account_review.no_row").with("row", std::to_string(record));
    }

    Status may_decide(const Fields& row) {
        const std::string& account = row.text("account_id");
        if (!departments_.contains(row.ref(side_field(decision_.side, "department")))) {
            return denied_error("account_review.other_department").with("account", account);
        }
        if (row.text("person_no") == principal_.number) {
            return denied_error("account_review.own_account").with("account", account);
        }
        return {};
    }

    Status other_human(const Fields& row) {
        const std::string& by = row.text(side_field(other_side(decision_.side), "by"));
        if (by.empty()) return {};
        bool same = by == principal_.number;
        DAICHO_TRY(accounts, context_.kernel.definition("account"));
        DAICHO_TRY(other, registers::find_record(context_.connection, *accounts, by));
        if (!same && other && context_.kernel.people.same_human) {
            DAICHO_TRY_AS(same, context_.kernel.people.same_human(
                                    context_.connection, *other, principal_.account, std::nullopt));
        }
        if (!same) return {};
        return denied_error("account_review.same_person").with("account", row.text("account_id"));
    }

    // Several at once: only what is certain and stays.
    Status alone_or_plain(const Fields& row) {
        if (decision_.rows.size() == 1) return {};
        const bool plain =
            decision_.decision == "keep" && row.text("match") == "certain" && !row.flag("leaver");
        if (plain) return {};
        return input_error("account_review.bulk").with("account", row.text("account_id"));
    }

    Status write(std::uint64_t record, const Fields& row) {
        const std::string& other = row.text(side_field(other_side(decision_.side), "decision"));
        std::string agreed = "waiting";
        if (!other.empty()) agreed = other == decision_.decision ? "agreed" : "differs";
        const bool to_do = agreed == "agreed" && decision_.decision != "keep";
        registers::ChangeRequest request;
        request.register_name = judgements_.name;
        request.record = record;
        request.valid = {japan_date(context_.now), kForever};
        request.reason = decision_.reason;
        request.values = {{side_field(decision_.side, "decision"), decision_.decision},
                          {side_field(decision_.side, "reason"), decision_.reason},
                          {side_field(decision_.side, "on"), format_iso(japan_date(context_.now))},
                          {side_field(decision_.side, "by"), principal_.number},
                          {"agreed", agreed},
                          {"carried_out", to_do ? "waiting" : "nothing"}};
        DAICHO_CHECK(
            registers::apply_change(context_, principal_, capacity_, judgements_, request));
        return {};
    }

    Context& context_;
    const identity::Principal& principal_;
    std::uint16_t capacity_;
    const Definition& judgements_;
    const AccountDecision& decision_;
    std::set<std::uint64_t> departments_;
};

Status enter(Context& context, const identity::Principal& principal, std::uint16_t capacity,
             const Definition& judgements, const AccountDecision& decision) {
    json::Array rows;
    for (const std::uint64_t record : decision.rows) rows.push_back(json::Value(record));
    journal::EntryDraft draft;
    draft.kind = journal::EntryKind::account_decided;
    draft.principal = principal.account;
    draft.capacity = capacity;
    draft.register_number = static_cast<std::uint16_t>(judgements.number);
    draft.body = json::write(json::Value(json::Object{{"side", to_string(decision.side)},
                                                      {"decision", decision.decision},
                                                      {"reason", decision.reason},
                                                      {"rows", std::move(rows)}}));
    DAICHO_CHECK(context.journal.append(context.connection, draft));
    return {};
}

}  // namespace

std::string_view to_string(ReviewSide side) noexcept {
    return side == ReviewSide::manager ? "manager" : "owner";
}

Result<std::set<std::uint64_t>> departments_headed(const ReviewReads& in,
                                                   const identity::Principal& principal) {
    DAICHO_TRY(accounts, in.kernel.definition("account"));
    DAICHO_TRY(departments, in.kernel.definition("department"));
    std::set<std::uint64_t> own;
    DAICHO_TRY(account,
               registers::read_record(in.connection, *accounts, principal.account, in.moment));
    if (!account) return own;
    own.insert(Fields(*accounts, *account).ref("department"));
    std::multimap<std::uint64_t, std::uint64_t> below;
    const std::size_t fields[] = {departments->index_of("parent")};
    DAICHO_CHECK(registers::scan(
        in.connection, *departments, fields, in.moment,
        [&](std::uint64_t record, std::span<const registers::Cell> cells) -> Status {
            if (!cells[0].is_null()) {
                below.emplace(static_cast<std::uint64_t>(cells[0].integer), record);
            }
            return {};
        }));
    std::vector<std::uint64_t> open(own.begin(), own.end());
    while (!open.empty()) {
        const std::uint64_t at = open.back();
        open.pop_back();
        const auto [first, last] = below.equal_range(at);
        for (auto child = first; child != last; ++child) {
            if (own.insert(child->second).second) open.push_back(child->second);
        }
    }
    return own;
}

std::optional<std::uint16_t> deciding_capacity(const identity::Principal& principal,
                                               const Definition& judgements, ReviewSide side) {
    std::vector<std::string> roles = {"department_head"};
    // The section that governs runs systems too, and its staff answer for them.
    if (side == ReviewSide::owner) roles.emplace_back("governance");
    const identity::Role* role = principal.capacity(roles, judgements.task_id);
    return role == nullptr ? std::nullopt : std::optional(role->number);
}

Result<registers::RecordVersion> round_record(const ReviewReads& in, std::uint64_t round) {
    DAICHO_TRY(rounds, in.kernel.definition("account_round"));
    DAICHO_TRY(version, registers::read_record(in.connection, *rounds, round, in.moment));
    if (!version) {
        return not_found_error("account_review.no_round").with("round", std::to_string(round));
    }
    return *std::move(version);
}

Result<std::vector<registers::RecordVersion>> judgement_rows(const ReviewReads& in,
                                                             std::uint64_t round) {
    DAICHO_TRY(definition, in.kernel.definition("account_judgement"));
    registers::ListQuery query;
    query.moment = in.moment;
    query.limit = 1'000'000;
    query.known_total = query.limit;
    query.filters.push_back(
        {definition->index_of("round"), registers::FilterKind::equals, std::to_string(round)});
    DAICHO_TRY(page, registers::list_records(in.connection, *definition, query));
    std::ranges::sort(page.rows, {}, &registers::RecordVersion::record);
    return std::move(page.rows);
}

Result<json::Object> decide_accounts(registers::Kernel& kernel,
                                     const identity::Principal& principal,
                                     const AccountDecision& decision) {
    DAICHO_TRY(judgements, kernel.definition("account_judgement"));
    const auto capacity = deciding_capacity(principal, *judgements, decision.side);
    if (!capacity) {
        DAICHO_CHECK(registers::refuse(kernel, principal, *judgements, registers::Action::change));
        return denied_error("account_review.not_deciding");
    }
    DAICHO_CHECK(check_words(decision));
    const Status done = kernel.command([&](Context& context) -> Status {
        const ReviewReads in{kernel, context.connection, {japan_date(context.now), std::nullopt}};
        DAICHO_TRY(round, round_record(in, decision.round));
        DAICHO_TRY(rounds, kernel.definition("account_round"));
        const Fields is(*rounds, round);
        if (is.text("state") != "open") {
            return conflict_error("account_review.closed").with("round", is.text("round_no"));
        }
        DAICHO_TRY(departments, departments_headed(in, principal));
        Deciding deciding(context, principal, *capacity, *judgements, decision,
                          std::move(departments));
        for (const std::uint64_t record : decision.rows) DAICHO_CHECK(deciding.one(record));
        return enter(context, principal, *capacity, *judgements, decision);
    });
    if (!done) {
        if (done.error().id == "account_review.other_department") {
            DAICHO_CHECK(
                registers::refuse(kernel, principal, *judgements, registers::Action::change));
        }
        return Error(done.error());
    }
    return json::Object{{"decided", decision.rows.size()}};
}

}  // namespace daicho::server
