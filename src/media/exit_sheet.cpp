#include "media/exit_sheet.hpp"

#include "base/digest.hpp"
#include "journal/journal.hpp"
#include "media/detail/row_json.hpp"
#include "media/detail/whole_desk.hpp"
#include "register/access.hpp"
#include "register/list.hpp"

namespace daicho::media {
namespace {

using registers::Context;
using registers::Fields;
using registers::Kernel;
using registers::Moment;

govern::ExitFacts facts_of(const Line& line) {
    govern::ExitFacts facts;
    const Fields row = line.fields();
    for (const auto& field : line.definition->fields) {
        if (!row.has(field.name)) continue;
        const bool date = field.type == registers::FieldType::date;
        facts[field.name] = date ? format_iso(row.date(field.name)) : row.text(field.name);
    }
    return facts;
}

Result<ExitSheet> made(Kernel& kernel, store::Connection& connection, const Desk& desk, Line row,
                       const Moment& moment) {
    ExitSheet sheet;
    DAICHO_TRY(system, row_of(kernel, connection, "information_system",
                              row.fields().ref("system"), moment));
    if (system) sheet.system = system->fields().text("name");
    sheet.judgement = govern::judge_exit(exits_of(desk), facts_of(row), moment.as_of);
    sheet.row = std::move(row);
    return sheet;
}

Error none(std::string number) {
    return not_found_error("disposal.no_exit").with("number", number.substr(0, 40));
}

}  // namespace

const govern::ExitCatalog& exits_of(const Desk& desk) noexcept {
    return static_cast<const detail::WholeDesk&>(desk).exits;
}

Result<ExitSheet> exit_sheet(Kernel& kernel, store::Connection& connection, const Desk& desk,
                             std::uint64_t record, const Moment& moment) {
    DAICHO_TRY(row, row_of(kernel, connection, "cloud_exit", record, moment));
    if (!row) return none(std::to_string(record));
    return made(kernel, connection, desk, *std::move(row), moment);
}

Result<ExitSheet> exit_sheet(Kernel& kernel, store::Connection& connection, const Desk& desk,
                             const std::string& number, const Moment& moment) {
    DAICHO_TRY(definition, kernel.definition("cloud_exit"));
    registers::ListQuery query;
    query.moment = moment;
    query.limit = 1;
    registers::Filter same;
    same.field = definition->index_of("exit_no");
    same.kind = registers::FilterKind::one_of;
    same.values = {number};
    query.filters = {same};
    DAICHO_TRY(page, registers::list_records(connection, *definition, query));
    if (page.rows.empty()) return none(number);
    return made(kernel, connection, desk, {definition, std::move(page.rows.front())}, moment);
}

Result<std::vector<ExitSheet>> exit_sheets(Kernel& kernel, store::Connection& connection,
                                           const Desk& desk, const Moment& moment,
                                           std::uint64_t offset, std::uint64_t limit,
                                           std::uint64_t& total) {
    DAICHO_TRY(definition, kernel.definition("cloud_exit"));
    registers::ListQuery query;
    query.moment = moment;
    query.offset = offset;
    query.limit = limit;
    query.sort = definition->index_of("ends_on");
    query.descending = true;
    DAICHO_TRY(page, registers::list_records(connection, *definition, query));
    total = page.total;
    std::vector<ExitSheet> sheets;
    for (auto& version : page.rows) {
        DAICHO_TRY(sheet, made(kernel, connection, desk, {definition, std::move(version)}, moment));
        sheets.push_back(std::move(sheet));
    }
    return sheets;
}

json::Value to_json(const Desk& desk, const ExitSheet& sheet) {
    json::Object out = detail::fields_json(
        sheet.row, {"exit_no", "service", "provider", "disposal_class", "ends_on", "data_back_on",
                    "state", "key_holder", "encrypted_from_start", "key_destroyed_on",
                    "key_destroyed_by", "key_proved", "proof_due", "proof_no",
                    "proof_received_on", "equipment_identified", "destroyed_on", "review_no",
                    "review_on", "audit_report_no", "audit_report_on", "audit_report_by",
                    "closed_on", "closed_by", "origin"});
    out["version"] = sheet.row.version.version;
    out["system"] = sheet.system;
    out["steps"] = govern::to_json(exits_of(desk), sheet.judgement);
    const govern::JudgedStep* next = sheet.judgement.next();
    out["next"] = next == nullptr ? json::Value(nullptr) : json::Value(next->step->key);
    out["may_close"] = sheet.judgement.complete();
    out["catalog"] = exits_of(desk).head.edition;
    return out;
}

Result<ExitPaper> issue_exit_paper(Kernel& kernel, const identity::Principal& principal,
                                   const Desk& desk, const std::string& number) {
    DAICHO_TRY(definition, kernel.definition("cloud_exit"));
    const auto capacity =
        registers::authorise(principal, *definition, registers::Action::view);
    if (!capacity) {
        DAICHO_CHECK(registers::refuse(kernel, principal, *definition, registers::Action::view));
        return capacity.error();
    }
    ExitPaper paper;
    DAICHO_CHECK(kernel.command([&](Context& context) -> Status {
        const Moment moment{japan_date(context.now), std::nullopt};
        DAICHO_TRY_AS(paper.sheet, exit_sheet(kernel, context.connection, desk, number, moment));
        paper.content = json::write(to_json(desk, paper.sheet));
        paper.digest = to_hex(ByteView(sha256(as_bytes(paper.content))));
        paper.at = context.now;
        journal::EntryDraft draft;
        draft.kind = journal::EntryKind::disposal_certified;
        draft.principal = principal.account;
        draft.capacity = *capacity;
        draft.register_number = definition->number;
        draft.body = json::write(json::Object{{"records", json::Array{paper.sheet.row.record()}},
                                              {"digest", paper.digest}});
        DAICHO_TRY(entry, context.journal.append(context.connection, draft));
        paper.entry = entry.value;
        return {};
    }));
    return paper;
}

json::Value to_json(const Desk& desk, const ExitPaper& paper) {
    return json::Object{{"entry", paper.entry},
                        {"digest", paper.digest},
                        {"exit", to_json(desk, paper.sheet)}};
}

}  // namespace daicho::media
