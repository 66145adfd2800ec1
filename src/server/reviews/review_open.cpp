// Opening a round: every account of its sources, matched and judged by what is known today.
#include <algorithm>

#include "journal/entry.hpp"
#include "register/access.hpp"
#include "register/change.hpp"
#include "register/key_index.hpp"
#include "register/list.hpp"
#include "server/reviews/review_round.hpp"

namespace daicho::server {
namespace {

using govern::AccountMatch;
using govern::ForeignAccount;
using govern::FoundClasses;
using registers::ChangeRequest;
using registers::Context;
using registers::Definition;
using registers::Fields;
using Values = std::map<std::string, std::string>;

// What of an account is compared with the round before.
std::string signature(const Values& values) {
    std::string text;
    for (const char* field : {"name_written", "department_written", "account_state", "privileged",
                              "person_no", "person_department", "leaver", "mover", "shared"}) {
        const auto found = values.find(field);
        text += (found == values.end() ? std::string() : found->second) + "\n";
    }
    return text;
}

std::string flag(bool is) { return is ? "true" : "false"; }

class Opening {
public:
    Opening(Context& context, const identity::Principal& principal, std::uint16_t capacity,
            const Definition& judgements, const ReviewStaff& staff, const RoundOrder& order)
        : context_(context),
          principal_(principal),
          capacity_(capacity),
          judgements_(judgements),
          staff_(staff),
          order_(order) {}

    // Rows of the round before, by record of the account.
    Status read_before(const ReviewReads& in);

    Status add_source(const AccountSource& source, const KnownAccounts& known, Date today) {
        std::vector<ForeignAccount> accounts;
        std::vector<std::uint64_t> records;
        for (const auto& [id, one] : known) {
            if (one.gone()) continue;
            accounts.push_back(one.account());
            records.push_back(one.record);
        }
        std::vector<AccountMatch> matches;
        for (const ForeignAccount& one : accounts) matches.push_back(staff_.finder->match(one));
        const auto found = govern::classify(*staff_.finder, accounts, matches,
                                            {today, source.unused_days, last_round_});
        const bool seen_before = std::ranges::any_of(
            records, [&](std::uint64_t record) { return before_.contains(record); });
        for (std::size_t i = 0; i < accounts.size(); ++i) {
            Values values = row_of(accounts[i], matches[i], found[i], source);
            values["compared"] = compared(records[i], values, seen_before);
            values["account"] = source.no + "/" + accounts[i].id;
            DAICHO_CHECK(write(judgements_, std::move(values)));
            ++count_;
        }
        return {};
    }

    Status write(const Definition& definition, Values values) {
        ChangeRequest request;
        request.register_name = definition.name;
        request.values = std::move(values);
        request.valid = {japan_date(context_.now), kForever};
        request.reason = order_.title;
        DAICHO_CHECK(registers::apply_change(context_, principal_, capacity_, definition, request));
        return {};
    }

    [[nodiscard]] std::uint64_t count() const noexcept { return count_; }

private:
    void add_person(Values& values, const AccountMatch& match) const {
        const auto& staff = staff_.finder->staff();
        const auto& departments = staff_.finder->departments();
        if (match.person != govern::kNowhere) {
            const govern::StaffMember& person = staff[match.person];
            values["person_no"] = person.number;
            values["person_name"] = person.name;
            if (person.department < departments.size()) {
                values["person_department"] = departments[person.department].name;
            }
            if (person.left_on) values["person_left_on"] = format_iso(*person.left_on);
        }
        std::string candidates;
        for (const std::size_t place : match.candidates) {
            const govern::StaffMember& person = staff[place];
            const std::string where = person.department < departments.size()
                                          ? departments[person.department].name
                                          : std::string();
            const std::string one = person.number + " " + person.name + " " + where;
            if (candidates.size() + one.size() > 3'000) break;
            candidates += (candidates.empty() ? "" : "｜") + one;
        }
        values["candidates"] = candidates;
    }

    Values row_of(const ForeignAccount& account, const AccountMatch& match,
                  const FoundClasses& found, const AccountSource& source) const {
        std::vector<std::string> codes = match.reasons;
        codes.insert(codes.end(), found.reasons.begin(), found.reasons.end());
        Values values = {{"round", order_.no},
                         {"source_no", source.no},
                         {"account_id", account.id},
                         {"name_written", account.name},
                         {"department_written", account.department},
                         {"account_state", account.usable ? "open" : "locked"},
                         {"privileged", flag(account.privileged)},
                         {"last_used", account.last_used ? format_iso(*account.last_used) : ""},
                         {"list_no", source.no + "-" + format_iso(*source.last_list)},
                         {"match", std::string(govern::to_string(match.outcome))},
                         {"reasons", joined_codes(codes)},
                         {"leaver", flag(found.leaver)},
                         {"mover", flag(found.mover)},
                         {"shared", flag(found.shared)},
                         {"high", flag(found.high)},
                         {"unused", flag(found.unused)},
                         {"unknown", flag(found.unknown)},
                         {"ambiguous", flag(found.ambiguous)},
                         {"many", flag(found.many)},
                         {"manager_department", manager_of(account, match, source)},
                         {"owner_department", source.owner_no},
                         {"agreed", "waiting"},
                         {"carried_out", "nothing"},
                         {"origin", order_.origin}};
        add_person(values, match);
        return values;
    }

    // The head of the section of the person; of an account without one, of the section that the
    // list names, and where it names none, of the section that runs the system.
    [[nodiscard]] std::string manager_of(const ForeignAccount& account, const AccountMatch& match,
                                         const AccountSource& source) const {
        const auto& departments = staff_.finder->departments();
        if (match.person != govern::kNowhere) {
            const std::size_t place = staff_.finder->staff()[match.person].department;
            if (place < departments.size()) return departments[place].number;
        }
        const auto meant = staff_.finder->departments_named(account.department);
        return meant.size() == 1 ? departments[meant.front()].number : source.owner_no;
    }

    [[nodiscard]] std::string compared(std::uint64_t account, const Values& values,
                                       bool seen_before) const {
        if (!seen_before) return "first";
        const auto found = before_.find(account);
        if (found == before_.end()) return "new";
        return found->second == signature(values) ? "same" : "changed";
    }

    Context& context_;
    const identity::Principal& principal_;
    std::uint16_t capacity_;
    const Definition& judgements_;
    const ReviewStaff& staff_;
    const RoundOrder& order_;
    std::map<std::uint64_t, std::string> before_;
    std::optional<Date> last_round_;
    std::uint64_t count_ = 0;
};

Status Opening::read_before(const ReviewReads& in) {
    DAICHO_TRY(rounds, in.kernel.definition("account_round"));
    const std::size_t fields[] = {rounds->index_of("opened_on"), rounds->index_of("state")};
    std::uint64_t newest = 0;
    DAICHO_CHECK(registers::scan(
        in.connection, *rounds, fields, in.moment,
        [&](std::uint64_t record, std::span<const registers::Cell> cells) -> Status {
            const Date opened = Date::from_days(static_cast<std::int32_t>(cells[0].integer));
            const bool later = !last_round_ || opened >= *last_round_;
            if (cells[1].bytes != "closed" || !later) return {};
            last_round_ = opened;
            newest = record;
            return {};
        }));
    if (newest == 0) return {};
    DAICHO_TRY(rows, judgement_rows(in, newest));
    for (const auto& row : rows) {
        const Fields had(judgements_, row);
        Values values;
        for (const char* name : {"name_written", "department_written", "account_state", "person_no",
                                 "person_department"}) {
            values[name] = had.text(name);
        }
        for (const char* name : {"privileged", "leaver", "mover", "shared"}) {
            values[name] = flag(had.flag(name));
        }
        before_[had.ref("account")] = signature(values);
    }
    return {};
}

Status check_order(const ReviewReads& in, const Definition& rounds, const RoundOrder& order) {
    if (order.due < in.moment.as_of) {
        return input_error("account_review.due").with("due", format_iso(order.due));
    }
    DAICHO_TRY(taken, registers::find_record(in.connection, rounds, order.no));
    if (taken) return conflict_error("account_review.round_taken").with("round", order.no);
    return {};
}

// A source in two open rounds would be decided twice.
Status check_free(const ReviewReads& in, const Definition& rounds, const RoundOrder& order) {
    Status free;
    const std::size_t fields[] = {rounds.index_of("sources"), rounds.index_of("state"),
                                  rounds.index_of("round_no")};
    DAICHO_CHECK(
        registers::scan(in.connection, rounds, fields, in.moment,
                        [&](std::uint64_t, std::span<const registers::Cell> cells) -> Status {
                            if (cells[1].bytes != "open") return {};
                            for (const std::string& one : split_words(cells[0].bytes)) {
                                if (std::ranges::find(order.sources, one) == order.sources.end())
                                    continue;
                                free = conflict_error("account_review.still_open")
                                           .with("source", one)
                                           .with("round", std::string(cells[2].bytes));
                            }
                            return {};
                        }));
    return free;
}

Status enter(Context& context, const identity::Principal& principal, std::uint16_t capacity,
             const Definition& rounds, const RoundOrder& order, std::uint64_t accounts) {
    journal::EntryDraft draft;
    draft.kind = journal::EntryKind::account_round_opened;
    draft.principal = principal.account;
    draft.capacity = capacity;
    draft.register_number = static_cast<std::uint16_t>(rounds.number);
    draft.body = json::write(json::Value(
        json::Object{{"round", order.no}, {"due", format_iso(order.due)}, {"accounts", accounts}}));
    DAICHO_CHECK(context.journal.append(context.connection, draft));
    return {};
}

}  // namespace

Result<json::Object> open_round(registers::Kernel& kernel, const identity::Principal& principal,
                                const govern::ReviewCatalog& catalog, const RoundOrder& order) {
    DAICHO_TRY(rounds, kernel.definition("account_round"));
    DAICHO_TRY(judgements, kernel.definition("account_judgement"));
    const auto capacity = registers::authorise(principal, *rounds, registers::Action::change);
    if (!capacity) {
        DAICHO_CHECK(registers::refuse(kernel, principal, *rounds, registers::Action::change));
        return Error(capacity.error());
    }
    json::Object report;
    DAICHO_CHECK(kernel.command([&](Context& context) -> Status {
        const Date today = japan_date(context.now);
        const ReviewReads in{kernel, context.connection, {today, std::nullopt}};
        DAICHO_CHECK(check_order(in, *rounds, order));
        DAICHO_CHECK(check_free(in, *rounds, order));
        DAICHO_TRY(staff, review_staff(in, catalog));
        std::vector<std::pair<AccountSource, KnownAccounts>> all;
        std::string numbers;
        std::uint64_t count = 0;
        for (const std::string& number : order.sources) {
            DAICHO_TRY(source, account_source(in, number));
            if (!source.last_list) {
                return conflict_error("account_review.no_list").with("source", number);
            }
            DAICHO_TRY(known, known_accounts(in, source));
            for (const auto& [id, one] : known) count += one.gone() ? 0 : 1;
            numbers += (numbers.empty() ? "" : " ") + number;
            all.emplace_back(std::move(source), std::move(known));
        }
        if (count == 0) return input_error("account_review.nothing");
        Opening opening(context, principal, *capacity, *judgements, staff, order);
        DAICHO_CHECK(opening.read_before(in));
        DAICHO_CHECK(opening.write(*rounds, {{"round_no", order.no},
                                             {"title", order.title},
                                             {"sources", numbers},
                                             {"state", "open"},
                                             {"opened_on", format_iso(today)},
                                             {"opened_by", principal.number},
                                             {"due", format_iso(order.due)},
                                             {"accounts", std::to_string(count)},
                                             {"catalog_edition", catalog.head.edition},
                                             {"origin", order.origin}}));
        for (const auto& [source, known] : all) {
            DAICHO_CHECK(opening.add_source(source, known, today));
        }
        DAICHO_CHECK(enter(context, principal, *capacity, *rounds, order, opening.count()));
        DAICHO_TRY(record, registers::find_record(context.connection, *rounds, order.no));
        report = {{"id", std::to_string(record.value_or(0))},
                  {"round", order.no},
                  {"accounts", opening.count()}};
        return {};
    }));
    return report;
}

}  // namespace daicho::server
