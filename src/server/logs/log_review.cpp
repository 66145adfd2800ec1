// The review of a run over logs: by somebody else than who ran it, and not before its hits were
// taken up, unless it is to be run again.
#include <fmt/format.h>

#include "journal/entry.hpp"
#include "register/access.hpp"
#include "register/change.hpp"
#include "register/key_index.hpp"
#include "register/list.hpp"
#include "server/logs/log_desk.hpp"
#include "server/row.hpp"

namespace daicho::server {
namespace {

using registers::Context;
using registers::Definition;

Result<std::uint64_t> count_of(store::Connection& connection, const Definition& definition,
                               std::uint64_t run, Date today, const char* state) {
    registers::ListQuery query;
    query.moment = {today, std::nullopt};
    query.filters = {
        {definition.index_of("run"), registers::FilterKind::equals, std::to_string(run)}};
    if (state != nullptr) {
        query.filters.push_back(
            {definition.index_of("state"), registers::FilterKind::equals, state});
    }
    return registers::count_list(connection, definition, query);
}

struct Registers {
    const Definition* run = nullptr;
    const Definition* hit = nullptr;
    const Definition* review = nullptr;
};
Result<Registers> registers_of(const registers::Kernel& kernel) {
    DAICHO_TRY(run, kernel.definition("log_run"));
    DAICHO_TRY(hit, kernel.definition("log_hit"));
    DAICHO_TRY(review, kernel.definition("log_review"));
    return Registers{run, hit, review};
}

// What stands against a review at this moment.
Status check_review(Context& context, const Registers& of, const identity::Principal& principal,
                    const LogReview& review) {
    const Date today = japan_date(context.now);
    DAICHO_TRY(record, registers::find_record(context.connection, *of.run, review.run));
    if (!record) return not_found_error("logs.desk.no_run").with("run", review.run);
    DAICHO_TRY(version,
               registers::read_record(context.connection, *of.run, *record, {today, std::nullopt}));
    if (!version) return not_found_error("logs.desk.no_run").with("run", review.run);
    const registers::Fields run(*of.run, *version);
    if (run.text("ran_by") == principal.number) {
        return denied_error("logs.desk.own_run").with("run", review.run);
    }
    DAICHO_TRY(before, count_of(context.connection, *of.review, *record, today, nullptr));
    if (before != 0) return conflict_error("logs.desk.reviewed").with("run", review.run);
    if (review.verdict == "run_again") return {};
    DAICHO_TRY(open, count_of(context.connection, *of.hit, *record, today, "open"));
    if (open == 0) return {};
    return conflict_error("logs.desk.hits_open")
        .with("run", review.run)
        .with("count", std::to_string(open));
}

}  // namespace

Result<json::Object> review_log_run(registers::Kernel& kernel, const identity::Principal& principal,
                                    const LogReview& review) {
    const bool known = review.verdict == "in_order" || review.verdict == "followed_up" ||
                       review.verdict == "run_again";
    if (!known || review.remark.empty()) return input_error("logs.desk.verdict");
    DAICHO_TRY(of, registers_of(kernel));
    const auto capacity = registers::authorise(principal, *of.review, registers::Action::change);
    if (!capacity) {
        DAICHO_CHECK(registers::refuse(kernel, principal, *of.review, registers::Action::change));
        return Error(capacity.error());
    }
    const std::string number = review.run + "-R";
    DAICHO_CHECK(kernel.command([&](Context& context) -> Status {
        DAICHO_CHECK(check_review(context, of, principal, review));
        registers::ChangeRequest request;
        request.register_name = of.review->name;
        request.values = {{"review_no", number},
                          {"run", review.run},
                          {"reviewed_on", format_iso(japan_date(context.now))},
                          {"reviewed_by", principal.number},
                          {"verdict", review.verdict},
                          {"remark", review.remark},
                          {"origin", "operation"}};
        DAICHO_CHECK(registers::apply_change(context, principal, *capacity, *of.review, request));
        journal::EntryDraft draft;
        draft.kind = journal::EntryKind::logs_reviewed;
        draft.principal = principal.account;
        draft.capacity = *capacity;
        draft.register_number = static_cast<std::uint16_t>(of.review->number);
        draft.body = json::write(
            json::Value(json::Object{{"run", review.run}, {"verdict", review.verdict}}));
        DAICHO_CHECK(context.journal.append(context.connection, draft));
        return {};
    }));
    return json::Object{{"review", number}, {"run", review.run}, {"verdict", review.verdict}};
}

}  // namespace daicho::server
