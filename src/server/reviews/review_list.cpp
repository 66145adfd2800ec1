#include "server/reviews/review_list.hpp"

#include <fmt/format.h>

#include "base/digest.hpp"
#include "journal/entry.hpp"
#include "register/access.hpp"
#include "register/change.hpp"
#include "register/key_index.hpp"

namespace daicho::server {
namespace {

using govern::AccountMatch;
using govern::ForeignAccount;
using govern::FoundClasses;
using registers::ChangeRequest;
using registers::Context;
using registers::Definition;
using Values = std::map<std::string, std::string>;

// Undoes a rehearsal: an error that nobody sees.
Error rehearsal_over() { return conflict_error("account_list.rehearsal"); }

struct Desk {
    const Definition* lists = nullptr;
    const Definition* accounts = nullptr;
    const Definition* sources = nullptr;
    const Definition* judgements = nullptr;
    std::uint16_t capacity = 0;
};

Result<Desk> desk_of(registers::Kernel& kernel, const identity::Principal& principal) {
    Desk desk;
    DAICHO_TRY_AS(desk.lists, kernel.definition("account_list"));
    DAICHO_TRY_AS(desk.accounts, kernel.definition("listed_account"));
    DAICHO_TRY_AS(desk.sources, kernel.definition("account_source"));
    DAICHO_TRY_AS(desk.judgements, kernel.definition("account_judgement"));
    const auto capacity = registers::authorise(principal, *desk.lists, registers::Action::change);
    if (!capacity) {
        DAICHO_CHECK(registers::refuse(kernel, principal, *desk.lists, registers::Action::change));
        return Error(capacity.error());
    }
    desk.capacity = *capacity;
    return desk;
}

struct Counts {
    std::uint64_t before = 0, added = 0, gone = 0, changed = 0, same = 0;
    std::uint64_t carried_out = 0, not_carried_out = 0;
    std::map<std::string, std::uint64_t> classes, matches;
};

// What the register is to say of an account that is on a list.
Values values_of(const ForeignAccount& account, const AccountMatch& match,
                 const FoundClasses& found, const govern::PersonFinder& finder,
                 const AccountSource& source) {
    const auto flag = [](bool is) { return std::string(is ? "true" : "false"); };
    std::string candidates;
    for (const std::size_t place : match.candidates) {
        candidates += (candidates.empty() ? "" : " ") + finder.staff()[place].number;
        if (candidates.size() > 1'900) break;
    }
    std::vector<std::string> codes = match.reasons;
    for (const std::string& code : found.reasons) {
        // Days since the last use are another number each day: no change of the account.
        if (!code.starts_with("UNUSED:")) codes.push_back(code);
    }
    Values values = {
        {"account_id", account.id},
        {"name_written", account.name},
        {"kana_written", account.kana},
        {"employee_no", account.number},
        {"department_written", account.department},
        {"privileged", flag(account.privileged)},
        {"shared", flag(found.shared)},
        {"last_used", account.last_used ? format_iso(*account.last_used) : ""},
        {"state", account.usable ? "open" : "locked"},
        {"match", std::string(govern::to_string(match.outcome))},
        {"person",
         match.person == govern::kNowhere ? std::string() : finder.staff()[match.person].number},
        {"candidates", candidates},
        {"reasons", joined_codes(codes)},
        {"mover", flag(found.mover)},
        {"many", flag(found.many)},
        {"unused_from", ""}};
    if (account.last_used) {
        values["unused_from"] =
            format_iso(Date::from_days(account.last_used->days() + source.unused_days));
    }
    return values;
}

void count_classes(const FoundClasses& found, const AccountMatch& match, Counts& counts) {
    const std::pair<const char*, bool> all[] = {
        {"leaver", found.leaver}, {"mover", found.mover},        {"shared", found.shared},
        {"high", found.high},     {"unused", found.unused},      {"unknown", found.unknown},
        {"many", found.many},     {"ambiguous", found.ambiguous}};
    for (const auto& [name, is] : all) counts.classes[name] += is ? 1 : 0;
    ++counts.matches[std::string(govern::to_string(match.outcome))];
}

class Landing {
public:
    Landing(Context& context, const identity::Principal& principal, const Desk& desk,
            const AccountSource& source, const ReviewStaff& staff, Date as_of)
        : context_(context),
          principal_(principal),
          desk_(desk),
          source_(source),
          staff_(staff),
          as_of_(as_of) {}

    Status put(const std::vector<ForeignAccount>& accounts, const KnownAccounts& known,
               const std::string& origin) {
        std::vector<AccountMatch> matches;
        matches.reserve(accounts.size());
        for (const ForeignAccount& one : accounts) matches.push_back(staff_.finder->match(one));
        const auto found = govern::classify(*staff_.finder, accounts, matches,
                                            {as_of_, source_.unused_days, source_.last_list});
        for (std::size_t i = 0; i < accounts.size(); ++i) {
            count_classes(found[i], matches[i], counts);
            Values wanted = values_of(accounts[i], matches[i], found[i], *staff_.finder, source_);
            const auto before = known.find(accounts[i].id);
            DAICHO_CHECK(before == known.end() ? add(std::move(wanted), origin)
                                               : change(std::move(wanted), before->second));
        }
        return {};
    }

    Status mark_gone(const KnownAccounts& known, const std::vector<ForeignAccount>& accounts) {
        std::map<std::string_view, bool> there;
        for (const ForeignAccount& one : accounts) there[one.id] = true;
        for (const auto& [id, one] : known) {
            if (!one.gone()) ++counts.before;
            if (one.gone() || there.contains(id)) continue;
            DAICHO_CHECK(write(*desk_.accounts, one.record,
                               {{"state", "gone"}, {"gone_on", format_iso(as_of_)}}));
            ++counts.gone;
        }
        return {};
    }

    Status write(const Definition& definition, std::optional<std::uint64_t> record, Values values) {
        ChangeRequest request;
        request.register_name = definition.name;
        request.record = record;
        request.values = std::move(values);
        request.valid = {japan_date(context_.now), kForever};
        request.reason = source_.no + " " + format_iso(as_of_);
        DAICHO_CHECK(
            registers::apply_change(context_, principal_, desk_.capacity, definition, request));
        return {};
    }

    // Decisions to remove or to change, against what the new list says. `now`: states by account.
    Status see_to_decisions(const std::map<std::uint64_t, std::string>& states,
                            const std::map<std::uint64_t, bool>& changed);

    Counts counts;
    std::map<std::uint64_t, bool> changed;  // by record

private:
    Status add(Values values, const std::string& origin) {
        values["source"] = source_.no;
        values["first_seen"] = format_iso(as_of_);
        values["origin"] = origin;
        ++counts.added;
        return write(*desk_.accounts, std::nullopt, std::move(values));
    }

    Status change(Values wanted, const KnownAccount& before) {
        Values differing;
        for (auto& [field, value] : wanted) {
            if (before.text(field) != value) differing.emplace(field, std::move(value));
        }
        if (differing.empty()) {
            ++counts.same;
            return {};
        }
        if (before.gone()) {
            differing["gone_on"] = "";
            ++counts.added;
        } else {
            // Using an account is no change of it.
            const bool used = differing.size() == 1 && differing.contains("last_used");
            const bool use = differing.size() == 2 && differing.contains("last_used") &&
                             differing.contains("unused_from");
            if (!used && !use) {
                ++counts.changed;
                changed[before.record] = true;
            } else {
                ++counts.same;
            }
        }
        return write(*desk_.accounts, before.record, std::move(differing));
    }

    Context& context_;
    const identity::Principal& principal_;
    const Desk& desk_;
    const AccountSource& source_;
    const ReviewStaff& staff_;
    Date as_of_;
};

Status Landing::see_to_decisions(const std::map<std::uint64_t, std::string>& states,
                                 const std::map<std::uint64_t, bool>& changed_now) {
    struct Open {
        std::uint64_t record = 0, account = 0;
        std::string carried_out, decision;
    };
    std::vector<Open> open;
    const std::size_t fields[] = {
        desk_.judgements->index_of("account"), desk_.judgements->index_of("carried_out"),
        desk_.judgements->index_of("owner_decision"), desk_.judgements->index_of("owner_on")};
    DAICHO_CHECK(registers::scan(
        context_.connection, *desk_.judgements, fields, {japan_date(context_.now), std::nullopt},
        [&](std::uint64_t record, std::span<const registers::Cell> cells) -> Status {
            const auto account = static_cast<std::uint64_t>(cells[0].integer);
            const bool waits = cells[1].bytes == "waiting" || cells[1].bytes == "not_done";
            // Of a list from before the decision nothing follows.
            const bool later = !cells[3].is_null() && cells[3].integer <= as_of_.days();
            if (!waits || !later || !states.contains(account)) return {};
            open.push_back(
                {record, account, std::string(cells[1].bytes), std::string(cells[2].bytes)});
            return {};
        }));
    for (const Open& one : open) {
        const bool still = states.at(one.account) == "open";
        const bool done = !still || (one.decision == "change" && changed_now.contains(one.account));
        ++(done ? counts.carried_out : counts.not_carried_out);
        const std::string now = done ? "done" : "not_done";
        if (now == one.carried_out) continue;
        DAICHO_CHECK(write(*desk_.judgements, one.record, {{"carried_out", now}}));
    }
    return {};
}

json::Object counts_json(const Counts& counts) {
    json::Object classes;
    for (const auto& [name, count] : counts.classes) classes[name] = count;
    json::Object matches;
    for (const auto& [name, count] : counts.matches) matches[name] = count;
    return {{"before", counts.before},
            {"added", counts.added},
            {"gone", counts.gone},
            {"changed", counts.changed},
            {"same", counts.same},
            {"carried_out", counts.carried_out},
            {"not_carried_out", counts.not_carried_out},
            {"classes", std::move(classes)},
            {"matches", std::move(matches)}};
}

Status check_day(const AccountSource& source, const AccountListOrder& order, Date today) {
    if (!source.in_use) {
        return conflict_error("account_review.source_ended").with("source", source.no);
    }
    if (order.as_of > today) {
        return input_error("account_list.future").with("as_of", format_iso(order.as_of));
    }
    if (source.last_list && order.as_of <= *source.last_list) {
        return conflict_error("account_list.older")
            .with("as_of", format_iso(order.as_of))
            .with("last", format_iso(*source.last_list));
    }
    return {};
}

// Half of them gone is rather a broken list than a tidy one.
Status check_half(const KnownAccounts& known, std::size_t now, const AccountListOrder& order) {
    std::size_t before = 0;
    for (const auto& [id, one] : known) before += one.gone() ? 0 : 1;
    if (now * 2 >= before || !order.why_fewer.empty()) return {};
    return conflict_error("account_list.half_gone")
        .with("before", std::to_string(before))
        .with("now", std::to_string(now));
}

Status write_list_row(Context& context, const identity::Principal& principal, const Desk& desk,
                      const AccountSource& source, const AccountListOrder& order,
                      std::size_t accounts, Landing& landing, json::Object& report) {
    const std::string digest = to_hex(view(sha256(as_bytes(order.bytes))));
    const std::string number = source.no + "-" + format_iso(order.as_of);
    const Counts& counts = landing.counts;
    DAICHO_CHECK(landing.write(*desk.lists, std::nullopt,
                               {{"list_no", number},
                                {"source", source.no},
                                {"as_of", format_iso(order.as_of)},
                                {"received_on", format_iso(japan_date(context.now))},
                                {"received_by", principal.number},
                                {"file_name", order.name},
                                {"file_sha256", digest},
                                {"accounts", std::to_string(accounts)},
                                {"before", std::to_string(counts.before)},
                                {"added", std::to_string(counts.added)},
                                {"gone", std::to_string(counts.gone)},
                                {"changed", std::to_string(counts.changed)},
                                {"why_fewer", order.why_fewer},
                                {"origin", order.origin}}));
    const Date next = Date::from_days(order.as_of.days() + source.period_days);
    DAICHO_CHECK(landing.write(
        *desk.sources, source.record,
        {{"last_list_on", format_iso(order.as_of)}, {"next_list_on", format_iso(next)}}));
    report = counts_json(counts);
    report["list"] = number;
    report["accounts"] = accounts;
    report["sha256"] = digest;
    report["as_of"] = format_iso(order.as_of);
    journal::EntryDraft draft;
    draft.kind = journal::EntryKind::account_list_received;
    draft.principal = principal.account;
    draft.capacity = desk.capacity;
    draft.register_number = static_cast<std::uint16_t>(desk.lists->number);
    draft.body = json::write(json::Value(report));
    DAICHO_CHECK(context.journal.append(context.connection, draft));
    return {};
}

// States of the accounts of a source as the new list leaves them, by record.
std::map<std::uint64_t, std::string> states_of(const KnownAccounts& known,
                                               const std::vector<ForeignAccount>& accounts) {
    std::map<std::uint64_t, std::string> states;
    for (const auto& [id, one] : known) states[one.record] = "gone";
    for (const ForeignAccount& one : accounts) {
        const auto found = known.find(one.id);
        if (found != known.end()) states[found->second.record] = one.usable ? "open" : "locked";
    }
    return states;
}

}  // namespace

Result<json::Object> receive_account_list(registers::Kernel& kernel,
                                          const identity::Principal& principal,
                                          const govern::ReviewCatalog& catalog,
                                          const AccountListOrder& order) {
    DAICHO_TRY(desk, desk_of(kernel, principal));
    json::Object report;
    const Status done = kernel.command([&](Context& context) -> Status {
        const Date today = japan_date(context.now);
        const ReviewReads reads{kernel, context.connection, {today, std::nullopt}};
        DAICHO_TRY(source, account_source(reads, order.source));
        DAICHO_CHECK(check_day(source, order, today));
        DAICHO_TRY(delivered,
                   govern::read_account_list(order.bytes, order.name, source.columns, order.as_of));
        std::vector<ForeignAccount> accounts;
        for (auto& one : delivered) accounts.push_back(std::move(one.account));
        DAICHO_TRY(known, known_accounts(reads, source));
        DAICHO_CHECK(check_half(known, accounts.size(), order));
        DAICHO_TRY(staff, review_staff(reads, catalog));
        Landing landing(context, principal, desk, source, staff, order.as_of);
        DAICHO_CHECK(landing.put(accounts, known, order.origin));
        DAICHO_CHECK(landing.mark_gone(known, accounts));
        DAICHO_CHECK(landing.see_to_decisions(states_of(known, accounts), landing.changed));
        DAICHO_CHECK(write_list_row(context, principal, desk, source, order, accounts.size(),
                                    landing, report));
        return order.land ? Status() : Status(rehearsal_over());
    });
    if (!done && done.error().id != "account_list.rehearsal") return Error(done.error());
    report["landed"] = order.land;
    return report;
}

Result<json::Object> match_accounts(registers::Kernel& kernel, const identity::Principal& principal,
                                    const govern::ReviewCatalog& catalog) {
    DAICHO_TRY(desk, desk_of(kernel, principal));
    json::Object report;
    DAICHO_CHECK(kernel.command([&](Context& context) -> Status {
        report = {};
        const Date today = japan_date(context.now);
        const ReviewReads reads{kernel, context.connection, {today, std::nullopt}};
        DAICHO_TRY(sources, account_sources(reads));
        DAICHO_TRY(staff, review_staff(reads, catalog));
        json::Array rows;
        for (const AccountSource& source : sources) {
            if (!source.in_use) continue;
            DAICHO_TRY(known, known_accounts(reads, source));
            std::vector<ForeignAccount> accounts;
            for (const auto& [id, one] : known) {
                if (!one.gone()) accounts.push_back(one.account());
            }
            Landing landing(context, principal, desk, source, staff, today);
            DAICHO_CHECK(landing.put(accounts, known, "operation"));
            json::Object row = counts_json(landing.counts);
            row["source"] = source.no;
            row["accounts"] = accounts.size();
            rows.push_back(std::move(row));
        }
        report["sources"] = std::move(rows);
        return {};
    }));
    return report;
}

}  // namespace daicho::server
