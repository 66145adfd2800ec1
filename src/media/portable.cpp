#include "media/portable.hpp"

#include <fmt/format.h>

#include "base/clock.hpp"
#include "media/add_certificate.hpp"
#include "register/change.hpp"
#include "register/list.hpp"

namespace daicho::media {
namespace {

using registers::Admitted;
using registers::ChangeRequest;
using registers::Context;
using registers::Fields;
using registers::Filter;
using registers::FilterKind;
using registers::Kernel;
using registers::ListQuery;
using registers::Moment;

constexpr std::size_t kTyped = 60;

std::string today_text(Context& context) { return format_iso(japan_date(context.now)); }
std::string time_text(Context& context) { return format_japan_minute(context.now).substr(11, 5); }

Moment now_of(Context& context) { return {japan_date(context.now), std::nullopt}; }

Filter same(const registers::Definition& definition, std::string_view field, std::string value) {
    Filter filter;
    filter.field = definition.index_of(field);
    filter.kind = FilterKind::one_of;
    filter.values = {std::move(value)};
    return filter;
}

Result<Lines> rows(Context& context, const char* name, std::vector<Filter> filters) {
    DAICHO_TRY(definition, context.kernel.definition(name));
    ListQuery query;
    query.moment = now_of(context);
    query.limit = 1'000;
    query.known_total = query.limit;
    query.filters = std::move(filters);
    DAICHO_TRY(page, registers::list_records(context.connection, *definition, query));
    Lines lines;
    for (auto& row : page.rows) lines.push_back({definition, std::move(row)});
    return lines;
}

Result<Lines> rows_by(Context& context, const char* name, std::string_view field,
                      const std::string& value) {
    DAICHO_TRY(definition, context.kernel.definition(name));
    return rows(context, name, {same(*definition, field, value)});
}

Result<Line> medium_named(Context& context, const std::string& typed) {
    for (const char* field : {"serial", "medium_no"}) {
        if (typed.empty() || typed.size() > kTyped) break;
        DAICHO_TRY(found, rows_by(context, "medium", field, typed));
        if (!found.empty()) return std::move(found.front());
    }
    return not_found_error("portable.no_medium").with("typed", typed.substr(0, kTyped)).at("typed");
}

// The medium's loan in this state; nothing where there is none.
Result<std::optional<Line>> loan_in(Context& context, std::uint64_t medium,
                                    std::string_view state) {
    DAICHO_TRY(loans, rows_naming(context.kernel, context.connection, "medium_loan", "medium",
                                  {medium}, now_of(context)));
    for (Line& loan : loans) {
        if (loan.fields().text("state") == state) return std::optional(std::move(loan));
    }
    return std::optional<Line>();
}

class Desked {
public:
    Desked(Kernel& kernel, const identity::Principal& principal) noexcept
        : kernel_(kernel), principal_(principal) {}

    Status admit(const char* name) {
        ChangeRequest request;
        request.register_name = name;
        DAICHO_TRY(admitted, registers::admit_change(kernel_, principal_, request));
        admitted_.insert_or_assign(name, admitted);
        return {};
    }
    Status write(Context& context, const char* name, std::optional<std::uint64_t> record,
                 std::map<std::string, std::string> values, std::string reason = {}) {
        ChangeRequest request;
        request.register_name = name;
        request.record = record;
        request.values = std::move(values);
        request.valid = {japan_date(context.now), kForever};
        request.reason = std::move(reason);
        DAICHO_CHECK(registers::change_in(context, principal_, admitted_.at(name), request));
        return {};
    }

private:
    Kernel& kernel_;
    const identity::Principal& principal_;
    std::map<std::string, Admitted> admitted_;
};

class Scanning {
public:
    Scanning(Context& context, const identity::Principal& principal, Desked& desk,
             const Scan& asked, Scanned& out)
        : context_(context), person_(person_text(principal)), desk_(desk), asked_(asked),
          out_(out) {}

    Status run() {
        DAICHO_TRY(medium, medium_named(context_, asked_.typed));
        const Fields row = medium.fields();
        out_.medium = row.text("medium_no");
        out_.serial = row.text("serial");
        DAICHO_TRY(lent, loan_in(context_, medium.record(), "lent"));
        if (lent) return take_back(medium, *lent);
        DAICHO_TRY(approved, loan_in(context_, medium.record(), "approved"));
        if (approved) return hand_out(medium, *approved);
        return conflict_error("portable.nothing_approved")
            .with("medium", out_.medium)
            .at("typed");
    }

private:
    void tell(const Fields& loan, bool out) {
        out_.out = out;
        out_.loan = loan.text("loan_no");
        out_.person = loan.text("requested_by");
    }

    Status hand_out(const Line& medium, const Line& line) {
        if (asked_.key_no.empty()) {
            return input_error("portable.no_key").with("medium", out_.medium).at("key_no");
        }
        const Fields loan = line.fields();
        tell(loan, true);
        const std::string day = today_text(context_);
        const std::string place = medium.fields().text("place");
        DAICHO_CHECK(desk_.write(context_, "medium_loan", line.record(),
                                 {{"state", "lent"},
                                  {"lent_on", day},
                                  {"lent_at", time_text(context_)},
                                  {"lent_by", person_},
                                  {"locked_place", place},
                                  {"key_no", asked_.key_no}}));
        DAICHO_CHECK(desk_.write(context_, "medium_use", std::nullopt,
                                 {{"use_no", loan.text("loan_no")},
                                  {"medium", out_.medium},
                                  {"taken_on", day},
                                  {"taken_by", loan.text("requested_by")},
                                  {"purpose", loan.text("purpose")},
                                  {"locked_place", place},
                                  {"key_no", asked_.key_no},
                                  {"approved_by", loan.text("approved_by")},
                                  {"due", format_iso(std::max(loan.date("due"),
                                                              japan_date(context_.now)))},
                                  {"origin", loan.text("origin")}}));
        return desk_.write(context_, "medium", medium.record(),
                           {{"state", "lent"}, {"last_seen", day}}, out_.loan);
    }

    Status take_back(const Line& medium, const Line& line) {
        const Fields loan = line.fields();
        tell(loan, false);
        const bool said =
            asked_.erased == "yes" || asked_.erased == "no" || asked_.erased == "kept";
        if (!said) {
            return input_error("portable.erased_unknown").with("medium", out_.medium).at("erased");
        }
        const std::string day = today_text(context_);
        DAICHO_CHECK(desk_.write(context_, "medium_loan", line.record(),
                                 {{"state", "returned"},
                                  {"returned_on", day},
                                  {"returned_at", time_text(context_)},
                                  {"returned_to", person_},
                                  {"erased", asked_.erased}}));
        DAICHO_TRY(uses, rows_naming(context_.kernel, context_.connection, "medium_use", "medium",
                                     {medium.record()}, now_of(context_)));
        for (const Line& use : uses) {
            if (use.fields().has("returned_on")) continue;
            DAICHO_CHECK(desk_.write(context_, "medium_use", use.record(),
                                     {{"returned_on", day}, {"checked_by", person_}}, out_.loan));
        }
        return desk_.write(context_, "medium", medium.record(),
                           {{"state", "stored"}, {"last_seen", day}}, out_.loan);
    }

    Context& context_;
    std::string person_;
    Desked& desk_;
    const Scan& asked_;
    Scanned& out_;
};

}  // namespace

Result<std::string> request_loan(Kernel& kernel, const identity::Principal& principal,
                                 const LoanRequest& asked) {
    Desked desk(kernel, principal);
    DAICHO_CHECK(desk.admit("medium_loan"));
    std::string number;
    DAICHO_CHECK(kernel.command([&](Context& context) -> Status {
        DAICHO_TRY(medium, medium_named(context, asked.medium));
        const std::string medium_no = medium.fields().text("medium_no");
        for (const char* state : {"requested", "approved", "lent"}) {
            DAICHO_TRY(open, loan_in(context, medium.record(), state));
            if (open) {
                return conflict_error("portable.asked_already")
                    .with("medium", medium_no)
                    .with("number", open->fields().text("loan_no"));
            }
        }
        if (medium.fields().text("form") != "portable") {
            return input_error("portable.not_portable").with("number", medium_no).at("medium");
        }
        const std::string day = today_text(context);
        DAICHO_TRY(same_day, rows_by(context, "medium_loan", "requested_on", day));
        number = fmt::format("LN-{}-{}", day, same_day.size() + 1);
        return desk.write(context, "medium_loan", std::nullopt,
                          {{"loan_no", number},
                           {"medium", medium_no},
                           {"state", "requested"},
                           {"purpose", asked.purpose},
                           {"system", asked.system},
                           {"data_kind", asked.data_kind},
                           {"why_not_transfer", asked.why_not_transfer},
                           {"section", asked.section},
                           {"requested_by", person_text(principal)},
                           {"requested_on", day},
                           {"carry_out", asked.carry_out ? "true" : "false"},
                           {"due", asked.due},
                           {"terminal", asked.terminal},
                           {"origin", asked.origin}});
    }));
    return number;
}

Status decide_loan(Kernel& kernel, const identity::Principal& principal, std::uint64_t loan,
                   bool approved, const std::string& reason) {
    Desked desk(kernel, principal);
    DAICHO_CHECK(desk.admit("medium_loan"));
    return kernel.command([&](Context& context) -> Status {
        DAICHO_TRY(found, row_of(kernel, context.connection, "medium_loan", loan,
                                 now_of(context)));
        if (!found) {
            return not_found_error("portable.no_loan").with("number", std::to_string(loan));
        }
        if (found->fields().text("state") != "requested") {
            return conflict_error("portable.not_waiting")
                .with("number", found->fields().text("loan_no"));
        }
        return desk.write(context, "medium_loan", loan,
                          {{"state", approved ? "approved" : "refused"},
                           {"approved_by", person_text(principal)},
                           {"approved_on", today_text(context)},
                           {"refused_for", approved ? std::string() : reason}},
                          reason);
    });
}

Result<Scanned> scan(Kernel& kernel, const identity::Principal& principal, const Scan& scanned) {
    Desked desk(kernel, principal);
    for (const char* name : {"medium_loan", "medium_use", "medium"}) {
        DAICHO_CHECK(desk.admit(name));
    }
    Scanned out;
    DAICHO_CHECK(kernel.command([&](Context& context) -> Status {
        out = {};
        return Scanning(context, principal, desk, scanned, out).run();
    }));
    return out;
}

namespace {

// Portable media that are there to be counted, and those of them that are lent.
Result<std::pair<std::int64_t, std::int64_t>> in_ledger(Context& context) {
    DAICHO_TRY(definition, context.kernel.definition("medium"));
    ListQuery query;
    query.moment = now_of(context);
    Filter there = same(*definition, "state", "lent");
    query.filters = {same(*definition, "form", "portable"), there};
    DAICHO_TRY(out, registers::count_list(context.connection, *definition, query));
    query.filters[1].values = {"in_use", "lent", "stored"};
    DAICHO_TRY(all, registers::count_list(context.connection, *definition, query));
    return std::pair{static_cast<std::int64_t>(all), static_cast<std::int64_t>(out)};
}

}  // namespace

Result<Counted> count_media(Kernel& kernel, const identity::Principal& principal,
                            const std::string& span, std::int64_t found, const std::string& why) {
    if (span != "day" && span != "month") return input_error("portable.bad_span").at("span");
    Desked desk(kernel, principal);
    DAICHO_CHECK(desk.admit("media_count"));
    Counted out;
    DAICHO_CHECK(kernel.command([&](Context& context) -> Status {
        const std::string day = today_text(context);
        out.number = fmt::format("MC-{}-{}", day, span == "day" ? "D" : "M");
        DAICHO_TRY(known, rows_by(context, "media_count", "count_no", out.number));
        DAICHO_TRY(ledger, in_ledger(context));
        out.expected = ledger.first;
        out.out = ledger.second;
        const std::string person = person_text(principal);
        if (known.empty()) {
            out.state = "first";
            return desk.write(context, "media_count", std::nullopt,
                              {{"count_no", out.number},
                               {"span", span},
                               {"counted_on", day},
                               {"expected", std::to_string(out.expected)},
                               {"out", std::to_string(out.out)},
                               {"first_found", std::to_string(found)},
                               {"first_by", person},
                               {"state", "first"},
                               {"origin", "published"}});
        }
        const Fields first = known.front().fields();
        if (first.text("state") != "first") {
            return conflict_error("portable.counted_already").with("number", out.number);
        }
        // Against what stood in the ledger when the first one counted.
        out.expected = first.integer("expected");
        out.out = first.integer("out");
        const std::int64_t inside = out.expected - out.out;
        const bool agrees = found == inside && first.integer("first_found") == inside;
        out.state = agrees ? "agrees" : "differs";
        return desk.write(context, "media_count", known.front().record(),
                          {{"second_found", std::to_string(found)},
                           {"second_by", person},
                           {"why", why},
                           {"state", out.state}});
    }));
    return out;
}

}  // namespace daicho::media
