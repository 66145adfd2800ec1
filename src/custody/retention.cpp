#include "custody/retention.hpp"

#include <boost/json/serialize.hpp>
#include <boost/json/string.hpp>
#include <fmt/format.h>

#include <algorithm>

#include "base/decimal.hpp"
#include "custody/detail/names.hpp"
#include "office/directory.hpp"
#include "office/people.hpp"
#include "register/access.hpp"
#include "register/query.hpp"
#include "register/row_writer.hpp"
#include "register/schema.hpp"

namespace daicho::custody {
namespace {

namespace fs = std::filesystem;

using journal::EntryKind;
using registers::Action;
using registers::Cell;
using registers::Definition;

constexpr std::size_t kLongestReason = 400;  // bytes
// Names the proposal whose erased texts may still stand in the store's files.
constexpr const char* kUnfinished = "erasure.unfinished";

Result<const Definition*> proposal_register(registers::Kernel& kernel) {
    return kernel.definition(registers::kProposalRegister);
}

Result<std::uint16_t> allowed(registers::Kernel& kernel, const identity::Principal& principal,
                              Action action) {
    DAICHO_TRY(definition, proposal_register(kernel));
    auto capacity = registers::authorise(principal, *definition, action);
    if (!capacity) DAICHO_CHECK(registers::refuse(kernel, principal, *definition, action));
    return capacity;
}

std::string json_text(const std::string& text) {
    return boost::json::serialize(boost::json::string(text));
}

// One version of the proposal's record, sealed by an entry of its own kind.
Status write(registers::Context& context, const Definition& definition, Proposal& proposal,
             const registers::Authorship& author) {
    const std::string year = std::to_string(proposal.year.year());
    const std::map<std::string_view, Cell> values = {
        {"proposal_no", Cell::of_text(proposal.number)},
        {"target", Cell::of_text(proposal.target)},
        {"fiscal_year", Cell::of(proposal.year.year())},
        {"before_date", Cell::of(proposal.before.days())},
        {"records", Cell::of(static_cast<std::int64_t>(proposal.records))},
        {"versions", Cell::of(static_cast<std::int64_t>(proposal.versions))},
        {"held_referenced", Cell::of(static_cast<std::int64_t>(proposal.held_referenced))},
        {"held_legal", Cell::of(static_cast<std::int64_t>(proposal.held_legal))},
        {"list_digest", Cell::of_text(proposal.list_digest)},
        {"basis", Cell::of_text(proposal.basis)},
        {"state", Cell::of_text(proposal.state)},
        {"proposed_by", Cell::of_text(proposal.proposed_by)},
        {"decided_by", Cell::of_text(proposal.decided_by)},
        {"why", Cell::of_text(proposal.reason)},
        {"erased_by", Cell::of_text(proposal.erased_by)},
        {"erasure_entry", Cell::of(static_cast<std::int64_t>(proposal.entry))},
    };
    std::vector<Cell> cells;
    for (const registers::Field& field : definition.fields) {
        const auto value = values.find(field.name);
        const bool text = value != values.end() && value->second.kind == Cell::Kind::text;
        const bool empty = value == values.end() || (text && value->second.bytes.empty()) ||
                           (field.name == "erasure_entry" && proposal.entry == 0);
        cells.push_back(empty ? Cell::null() : value->second);
    }
    DAICHO_TRY(writer, registers::RowWriter::open(context, definition, author));
    registers::NewRow row;
    row.record = proposal.record;
    row.valid = {japan_date(context.now), kForever};
    row.cells = cells;
    const std::string key = proposal.number + "/" + proposal.target;
    row.key = key;
    DAICHO_TRY(written, writer.add(row));
    proposal.record = written.record;
    return writer.seal();
}

std::string basis_of(const Definition& definition) {
    return fmt::format("{} {}年（{}）", definition.retention.basis, definition.retention.years,
                       definition.retention.from == "recorded" ? "記録した年度の翌年度から"
                                                               : "終わった年度の翌年度から");
}

// E2026-1, E2026-2 …
Result<std::string> next_number(registers::Kernel& kernel, store::Connection& connection,
                                FiscalYear year) {
    DAICHO_TRY(all, proposals(kernel, connection));
    std::size_t next = 1;
    const std::string start = fmt::format("E{}-", year.year());
    while (std::ranges::any_of(all, [&](const Proposal& one) {
        return one.number == start + std::to_string(next);
    })) {
        ++next;
    }
    return start + std::to_string(next);
}

Proposal read_proposal(const Definition& definition, const registers::RecordVersion& version) {
    const auto at = [&](const char* name) -> const registers::OwnedValue& {
        return version.values[definition.index_of(name)];
    };
    const auto number = [&](const char* name) {
        return static_cast<std::uint64_t>(at(name).integer);
    };
    Proposal one;
    one.record = version.record;
    one.number = at("proposal_no").bytes;
    one.target = at("target").bytes;
    one.state = at("state").bytes;
    one.basis = at("basis").bytes;
    one.list_digest = at("list_digest").bytes;
    one.proposed_by = at("proposed_by").bytes;
    one.decided_by = at("decided_by").bytes;
    one.reason = at("why").bytes;
    one.erased_by = at("erased_by").bytes;
    one.year = FiscalYear(static_cast<std::int32_t>(at("fiscal_year").integer));
    one.before = Date::from_days(static_cast<std::int32_t>(at("before_date").integer));
    one.records = number("records");
    one.versions = number("versions");
    one.held_referenced = number("held_referenced");
    one.held_legal = number("held_legal");
    one.entry = number("erasure_entry");
    return one;
}

Result<bool> is_same_human(registers::Kernel& kernel, const identity::Principal& one,
                           const std::string& other) {
    if (one.number == other) return true;
    DAICHO_TRY(reader, kernel.reader());
    DAICHO_TRY(account, office::find_account(kernel, *reader, other));
    if (!account) return false;
    return office::same_human(kernel, *reader, one.account, *account);
}

Result<std::vector<Proposal>> in_state(registers::Kernel& kernel, const std::string& number,
                                       std::string_view state, const char* otherwise) {
    DAICHO_TRY(reader, kernel.reader());
    DAICHO_TRY(found, proposals(kernel, *reader, number));
    if (found.empty() || number.empty()) {
        return not_found_error("retention.no_proposal").with("number", number.substr(0, 40));
    }
    for (const Proposal& one : found) {
        if (one.state != state) {
            return conflict_error(otherwise).with("number", number).with("state", one.state);
        }
    }
    return found;
}

Proposal draft_of(const std::string& number, FiscalYear year, Date before, const Digest& root) {
    Proposal one;
    one.number = number;
    one.year = year;
    one.before = before;
    one.list_digest = to_hex(view(root));
    one.state = "proposed";
    return one;
}

// What is due, register by register, then the journal's bodies.
Result<std::vector<Proposal>> drafts_of(registers::Kernel& kernel, store::Connection& connection,
                                        const std::string& number, FiscalYear year,
                                        const office::CustodyPolicy& policy) {
    std::vector<Proposal> drafts;
    for (const auto& target : kernel.definitions().all()) {
        DAICHO_TRY(due, find_due(kernel, connection, *target, year));
        if (due.versions.empty()) continue;
        Proposal one = draft_of(number, year, due.before, due.root);
        one.target = target->name;
        one.records = due.records.size();
        one.versions = due.versions.size();
        one.held_referenced = due.held_referenced;
        one.held_legal = due.held_legal;
        one.basis = basis_of(*target);
        drafts.push_back(std::move(one));
    }
    DAICHO_TRY(periods, due_periods(connection, year, policy.journal_years));
    for (const DuePeriod& due : periods) {
        Proposal one = draft_of(number, year, due.before, due.root);
        one.target = body_target(due.period);
        one.records = due.entries;
        one.versions = 1;
        one.basis = policy.erasure_cite;
        drafts.push_back(std::move(one));
    }
    return drafts;
}

// The key last: the vault's memory does not follow when a command is undone.
Status erase_bodies(registers::Context& context, const identity::Principal& principal,
                    std::uint16_t capacity, Proposal& proposal) {
    const auto period = parse_decimal(proposal.target.substr(body_target(0).size() - 1), 0);
    if (!period) return Error(period.error());
    journal::EntryDraft draft;
    draft.kind = EntryKind::bodies_erased;
    draft.principal = principal.account;
    draft.capacity = capacity;
    draft.first_version = static_cast<std::uint64_t>(*period);
    draft.row_root = registers::erasure_root(0, {{draft.first_version}});
    DAICHO_TRY(entry, context.journal.append(context.connection, draft));
    proposal.state = "erased";
    proposal.erased_by = principal.number;
    proposal.entry = entry.value;
    DAICHO_TRY(definition, proposal_register(context.kernel));
    DAICHO_CHECK(write(context, *definition, proposal,
                       {EntryKind::change, principal.account, capacity, 0,
                        R"({"reason":"erased"})"}));
    return context.vault.destroy_body_period(context.connection,
                                             static_cast<std::uint16_t>(*period));
}

bool is_bodies(const Proposal& one) { return one.target.starts_with("journal/"); }

Status erase_one(registers::Context& context, const identity::Principal& principal,
                 std::uint16_t capacity, Proposal& proposal) {
    registers::Kernel& kernel = context.kernel;
    DAICHO_TRY(target, kernel.definition(proposal.target));
    DAICHO_TRY(due, find_due(kernel, context.connection, *target, proposal.year));
    if (to_hex(view(due.root)) != proposal.list_digest) {
        return conflict_error("retention.list_changed")
            .with("number", proposal.number)
            .with("register", proposal.target);
    }
    registers::ErasureAuthor author;
    author.principal = principal.account;
    author.capacity = capacity;
    author.body = fmt::format(R"({{"proposal":{},"records":{},"basis":{}}})",
                              json_text(proposal.number), due.records.size(),
                              json_text(proposal.basis));
    DAICHO_TRY(erased, registers::erase_versions(context, *target, due.versions, author));
    proposal.state = "erased";
    proposal.erased_by = principal.number;
    proposal.entry = erased.entry.value;
    DAICHO_TRY(definition, proposal_register(kernel));
    return write(context, *definition, proposal,
                 {EntryKind::change, principal.account, capacity, 0,
                  R"({"reason":"erased"})"});
}

// What a killed run has erased already stays in the list; one that is over is over.
Result<std::vector<Proposal>> approved_or_begun(registers::Kernel& kernel,
                                                const std::string& number) {
    DAICHO_TRY(reader, kernel.reader());
    DAICHO_TRY(found, proposals(kernel, *reader, number));
    const auto is = [](const char* state) {
        return [state](const Proposal& one) { return one.state == state; };
    };
    const bool begun = !number.empty() && std::ranges::any_of(found, is("approved")) &&
                       std::ranges::all_of(found, [&](const Proposal& one) {
                           return is("approved")(one) || is("erased")(one);
                       });
    if (begun) return found;
    return in_state(kernel, number, "approved", "retention.not_approved");
}

Status add_tables(registers::Kernel& kernel, const Proposal& one,
                  std::vector<std::string>& tables) {
    DAICHO_TRY(target, kernel.definition(one.target));
    tables.push_back(registers::version_table(*target));
    if (target->is_event()) return {};
    tables.push_back(registers::head_table(*target));
    tables.push_back(registers::key_table(*target));
    return {};
}

Status check_year(registers::Kernel& kernel, FiscalYear year) {
    if (year <= fiscal_year_of(japan_date(kernel.clock().now()))) return {};
    return input_error("retention.future_year").with("year", std::to_string(year.year()));
}

}  // namespace

Result<std::vector<Proposal>> what_is_due(registers::Kernel& kernel,
                                          store::Connection& connection, FiscalYear year,
                                          const office::CustodyPolicy& policy) {
    DAICHO_CHECK(check_year(kernel, year));
    return drafts_of(kernel, connection, "", year, policy);
}

Result<std::vector<Proposal>> proposals(registers::Kernel& kernel, store::Connection& connection,
                                        const std::string& number) {
    DAICHO_TRY(definition, proposal_register(kernel));
    DAICHO_TRY(ids, connection.prepare(fmt::format("SELECT DISTINCT record_id FROM {} ORDER BY "
                                                   "record_id",
                                                   registers::version_table(*definition))));
    std::vector<std::uint64_t> records;
    while (true) {
        DAICHO_TRY(there, ids->step());
        if (!there) break;
        records.push_back(static_cast<std::uint64_t>(ids->integer(0)));
    }
    std::vector<Proposal> all;
    for (const std::uint64_t record : records) {
        DAICHO_TRY(history, registers::read_history(connection, *definition, record));
        Proposal one = read_proposal(*definition, history.back());
        if (number.empty() || one.number == number) all.push_back(std::move(one));
    }
    return all;
}

Result<std::vector<Proposal>> propose(registers::Kernel& kernel,
                                      const identity::Principal& principal, FiscalYear year,
                                      const office::CustodyPolicy& policy) {
    DAICHO_TRY(capacity, allowed(kernel, principal, Action::change));
    DAICHO_CHECK(check_year(kernel, year));
    std::vector<Proposal> made;
    DAICHO_CHECK(kernel.command([&](registers::Context& context) -> Status {
        made.clear();
        DAICHO_TRY(definition, proposal_register(kernel));
        DAICHO_TRY(number, next_number(kernel, context.connection, year));
        DAICHO_TRY(drafts, drafts_of(kernel, context.connection, number, year, policy));
        for (Proposal& one : drafts) {
            one.proposed_by = principal.number;
            DAICHO_CHECK(write(context, *definition, one,
                               {EntryKind::erasure_proposed, principal.account, capacity, 0,
                                fmt::format(R"({{"proposal":{}}})", json_text(number))}));
            made.push_back(std::move(one));
        }
        if (!made.empty()) return {};
        return not_found_error("retention.nothing_due").with("year", std::to_string(year.year()));
    }));
    return made;
}

Status decide(registers::Kernel& kernel, const identity::Principal& principal,
              const std::string& number, bool approve, const std::string& reason) {
    DAICHO_TRY(capacity, allowed(kernel, principal, Action::approve));
    if (reason.empty() || reason.size() > kLongestReason) {
        return input_error("retention.no_reason");
    }
    DAICHO_TRY(waiting, in_state(kernel, number, "proposed", "retention.not_proposed"));
    for (const Proposal& one : waiting) {
        DAICHO_TRY(same, is_same_human(kernel, principal, one.proposed_by));
        if (same) return denied_error("retention.oneself").with("number", number);
    }
    return kernel.command([&](registers::Context& context) -> Status {
        DAICHO_TRY(definition, proposal_register(kernel));
        for (Proposal& one : waiting) {
            one.state = approve ? "approved" : "refused";
            one.decided_by = principal.number;
            one.reason = reason;
            DAICHO_CHECK(write(context, *definition, one,
                               {approve ? EntryKind::erasure_approved : EntryKind::change,
                                principal.account, capacity, 0,
                                fmt::format(R"({{"reason":{}}})", json_text(reason))}));
        }
        return {};
    });
}

Result<std::vector<Proposal>> run(registers::Kernel& kernel, const identity::Principal& principal,
                                  const std::string& number) {
    DAICHO_TRY(capacity, allowed(kernel, principal, Action::change));
    DAICHO_TRY(approved, approved_or_begun(kernel, number));
    const fs::path mark = kernel.home() / kUnfinished;
    DAICHO_CHECK(detail::write_file(mark, number + "\n"));
    // All or nothing: what refers to what must not change between two registers of one proposal.
    std::vector<std::string> tables{"w_blind", "w_record_key", "w_key"};
    DAICHO_CHECK(kernel.command([&](registers::Context& context) -> Status {
        for (Proposal& one : approved) {
            if (is_bodies(one) || one.state == "erased") continue;
            DAICHO_CHECK(erase_one(context, principal, capacity, one));
        }
        return {};
    }));
    for (Proposal& one : approved) {
        if (is_bodies(one)) {
            if (one.state == "erased") continue;
            DAICHO_CHECK(kernel.command([&](registers::Context& context) {
                return erase_bodies(context, principal, capacity, one);
            }));
            continue;
        }
        DAICHO_CHECK(add_tables(kernel, one, tables));
    }
    DAICHO_CHECK(kernel.scrub(tables));
    std::error_code code;
    fs::remove(mark, code);
    return approved;
}

Status settle_erasure(registers::Kernel& kernel) {
    const fs::path mark = kernel.home() / kUnfinished;
    std::string number = detail::read_file(mark);
    if (number.empty()) return {};
    number.pop_back();
    DAICHO_TRY(reader, kernel.reader());
    DAICHO_TRY(begun, proposals(kernel, *reader, number));
    std::vector<std::string> tables{"w_blind", "w_record_key", "w_key"};
    for (const Proposal& one : begun) {
        if (!is_bodies(one)) DAICHO_CHECK(add_tables(kernel, one, tables));
    }
    DAICHO_CHECK(kernel.scrub(tables));
    std::error_code code;
    fs::remove(mark, code);
    return {};
}

}  // namespace daicho::custody
