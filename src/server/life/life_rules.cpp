#include "server/life/life_rules.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "identity/principal.hpp"
#include "journal/journal.hpp"
#include "register/document_register.hpp"
#include "register/fields.hpp"
#include "register/list.hpp"
#include "register/schema.hpp"

namespace daicho::server {
namespace {

using registers::Context;
using registers::Definition;
using registers::Fields;
using registers::RecordVersion;

constexpr const char* kPlans = "procurement_plan";
constexpr const char* kDeliveries = "system_delivery";
constexpr const char* kCheckFields[] = {"checked_on", "checked_by", "check_result", "conditions"};
constexpr std::string_view kBehindCheck[] = {"checked", "requested", "tendered", "in_service"};

// Versions that this command wrote, newest first: sealed by entries behind its beginning.
Result<std::vector<std::uint64_t>> written_versions(Context& context, const Definition& written) {
    const auto begun =
        context.mark == nullptr ? 0 : static_cast<std::int64_t>(context.mark->size());
    DAICHO_TRY(rows, context.connection.prepare(fmt::format(
                         "SELECT version_id, commit_no FROM {} ORDER BY version_id DESC",
                         registers::version_table(written))));
    std::vector<std::uint64_t> versions;
    while (true) {
        DAICHO_TRY(there, rows->step());
        if (!there || rows->integer(1) <= begun) return versions;
        versions.push_back(static_cast<std::uint64_t>(rows->integer(0)));
    }
}

// A changed version with the one before it; `before` is empty for a new record.
struct Step {
    RecordVersion now;
    std::optional<RecordVersion> before;
    std::string_view role;  // in which somebody made it; empty: the system itself
};

Result<Step> step_of(Context& context, const Definition& written, RecordVersion now,
                     std::uint16_t capacity) {
    Step step;
    DAICHO_TRY(history, registers::read_history(context.connection, written, now.record));
    for (RecordVersion& one : history) {
        if (one.version < now.version) step.before = std::move(one);
    }
    const identity::Role* role = identity::find_role(capacity);
    if (role != nullptr) step.role = role->code;
    step.now = std::move(now);
    return step;
}

bool same(const Fields& a, const Fields& b, const char* field) {
    const auto& left = a.at(field);
    const auto& right = b.at(field);
    return left.kind == right.kind && left.integer == right.integer && left.bytes == right.bytes;
}

bool check_changed(const Definition& written, const Step& step) {
    const Fields now(written, step.now);
    for (const char* field : kCheckFields) {
        if (!step.before ? now.has(field) : !same(now, Fields(written, *step.before), field)) {
            return true;
        }
    }
    return false;
}

Status look_at_plan(const Definition& written, const Step& step) {
    const Fields now(written, step.now);
    const std::string& state = now.text("state");
    if (check_changed(written, step) && !step.role.empty() && step.role != "governance") {
        return denied_error("procurement.check_not_yours")
            .with("plan", now.text("plan_no"))
            .at("check_result");
    }
    const bool behind = std::find(std::begin(kBehindCheck), std::end(kBehindCheck), state) !=
                        std::end(kBehindCheck);
    if (!behind) return {};
    const std::string& result = now.text("check_result");
    if (result != "agreed" && result != "conditions") {
        return input_error("procurement.not_checked").with("plan", now.text("plan_no")).at("state");
    }
    const bool already = step.before && Fields(written, *step.before).text("state") == state;
    const bool late = state == "requested" && !already && now.has("budget_request_due") &&
                      now.date("budget_request_due") < now.date("checked_on");
    if (!late) return {};
    return input_error("procurement.checked_late")
        .with("plan", now.text("plan_no"))
        .with("checked", format_iso(now.date("checked_on")))
        .with("due", format_iso(now.date("budget_request_due")))
        .at("budget_request_due");
}

Status look_at_delivery(Context& context, const Definition& written, const Step& step) {
    const Fields now(written, step.now);
    const bool already =
        step.before && Fields(written, *step.before).text("state") == "accepted";
    if (now.text("state") != "accepted" || already) return {};
    DAICHO_TRY(papers, context.kernel.definition(registers::document_register_name(written)));
    registers::ListQuery query;
    query.moment = {japan_date(context.now), std::nullopt};
    query.limit = 200;
    registers::Filter filter{papers->index_of(registers::kDocumentSubject),
                             registers::FilterKind::one_of, ""};
    filter.values = {std::to_string(now.record())};
    query.filters = {filter};
    DAICHO_TRY(page, registers::list_records(context.connection, *papers, query));
    std::set<std::string> there;
    for (const RecordVersion& row : page.rows) {
        there.insert(Fields(*papers, row).text(registers::kDocumentKind));
    }
    BilingualText missing;
    const auto& kinds = papers->fields[papers->index_of(registers::kDocumentKind)];
    for (const char* kind : kDeliveryPapers) {
        const registers::Code* code = kinds.find_code(kind);
        if (there.contains(kind) || code == nullptr) continue;
        missing.ja += (missing.ja.empty() ? "" : "、") + code->label.ja;
        missing.en += (missing.en.empty() ? "" : ", ") + code->label.en;
    }
    if (missing.ja.empty()) return {};
    return input_error("procurement.no_papers")
        .with("delivery", now.text("delivery_no"))
        .with("missing_ja", missing.ja)
        .with("missing_en", missing.en)
        .at("state");
}

Status look(Context& context, const Definition& written) {
    DAICHO_TRY(versions, written_versions(context, written));
    if (versions.empty()) return {};
    DAICHO_TRY(rows, registers::read_rows(context.connection, written, versions));
    for (RecordVersion& row : rows) {
        if (row.state != registers::RowState::normal) continue;
        DAICHO_TRY(entry, journal::read_entry(context.connection, row.commit.value));
        if (entry.header.kind == journal::EntryKind::import) return {};
        DAICHO_TRY(step, step_of(context, written, std::move(row), entry.header.capacity));
        DAICHO_CHECK(written.name == kPlans ? look_at_plan(written, step)
                                            : look_at_delivery(context, written, step));
    }
    return {};
}

}  // namespace

void install_life_rules(registers::Kernel& kernel) {
    kernel.rules.push_back([](Context& context, const Definition& written) -> Status {
        const bool ours = written.name == kPlans || written.name == kDeliveries;
        return ours ? look(context, written) : Status();
    });
}

}  // namespace daicho::server
