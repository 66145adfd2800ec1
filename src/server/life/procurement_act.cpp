// What is done in the room: the digital section's check, the request for the budget, acceptance,
// the end of a change. Each is an ordinary change of one record; what must not be, the rules of the
// register and life_rules refuse.
#include "register/access.hpp"
#include "register/change.hpp"
#include "register/document_register.hpp"
#include "server/access.hpp"
#include "server/life/columns.hpp"
#include "server/life/life_api.hpp"
#include "server/row.hpp"

namespace daicho::server {
namespace {

using registers::Fields;
using Values = std::map<std::string, std::string>;

struct Found {
    const registers::Definition* definition = nullptr;
    registers::RecordVersion version;
    [[nodiscard]] Fields fields() const { return {*definition, version}; }
};

Result<Found> record_of(const Call& call, const char* name, std::uint64_t record) {
    DAICHO_TRY(allowed, permitted(call, name));
    DAICHO_TRY(connection, call.app.kernel.reader());
    DAICHO_TRY(found, registers::read_record(*connection, *allowed.definition, record,
                                             {today(call.app), std::nullopt}));
    if (!found) return not_found_error("change.no_record").with("record", id_text(record));
    return Found{allowed.definition, std::move(*found)};
}

Status put(const Call& call, const Found& found, Values values) {
    registers::ChangeRequest request;
    request.register_name = found.definition->name;
    request.record = found.version.record;
    request.base_version = found.version.version;
    request.valid = {today(call.app), kForever};
    request.values = std::move(values);
    DAICHO_TRY(done, registers::change(call.app.kernel, call.session.person.principal, request));
    static_cast<void>(done);
    return {};
}

Error wrong_state(const char* id, const Fields& row, const char* number) {
    return conflict_error(id)
        .with("number", row.text(number))
        .with("state_ja", row.code("state").ja)
        .with("state_en", row.code("state").en);
}

}  // namespace

Answer check_procurement(const Call& call, std::uint64_t plan) {
    DAICHO_TRY(found, record_of(call, "procurement_plan", plan));
    DAICHO_TRY(body, body_of(call));
    json::ObjectReader in(body, "");
    const std::string result = in.one_of("result", {"agreed", "conditions", "returned"});
    const std::string conditions = in.optional_text("conditions", 1'500).value_or("");
    const bool functions = in.boolean("functions_written");
    DAICHO_CHECK(in.finish());
    const auto& who = call.session.person.principal;
    if (who.capacity({"governance"}, found.definition->task_id) == nullptr) {
        DAICHO_CHECK(registers::refuse(call.app.kernel, who, *found.definition,
                                       registers::Action::change));
        return denied_error("procurement.check_not_yours")
            .with("plan", found.fields().text("plan_no"));
    }
    const std::string& state = found.fields().text("state");
    if (state != "submitted" && state != "checked") {
        return wrong_state("procurement.not_submitted", found.fields(), "plan_no");
    }
    DAICHO_CHECK(put(call, found,
                     {{"checked_on", format_iso(today(call.app))},
                      {"checked_by", who.name},
                      {"check_result", result},
                      {"conditions", conditions},
                      {"functions_written", functions ? "true" : "false"},
                      {"state", result == "returned" ? "draft" : "checked"}}));
    return no_content();
}

Answer request_budget(const Call& call, std::uint64_t plan) {
    DAICHO_CHECK(check_empty_body(call));
    DAICHO_TRY(found, record_of(call, "procurement_plan", plan));
    const std::string& state = found.fields().text("state");
    // What is only submitted goes on to the rule, which says that the check is missing.
    if (state != "checked" && state != "submitted") {
        return wrong_state("procurement.not_to_request", found.fields(), "plan_no");
    }
    if (state == "submitted") {
        return input_error("procurement.not_checked")
            .with("plan", found.fields().text("plan_no"))
            .at("state");
    }
    DAICHO_CHECK(put(call, found, {{"state", "requested"}}));
    return no_content();
}

Answer accept_delivery(const Call& call, std::uint64_t delivery) {
    DAICHO_CHECK(check_empty_body(call));
    DAICHO_TRY(found, record_of(call, "system_delivery", delivery));
    if (found.fields().text("state") != "delivered") {
        return wrong_state("procurement.not_delivered", found.fields(), "delivery_no");
    }
    Values values{{"state", "accepted"},
                  {"accepted_on", format_iso(today(call.app))},
                  {"accepted_by", call.session.person.principal.name}};
    // The papers' own titles stand where nobody wrote a reference. What is not there stays empty
    // until the rule has named it: then it says more than three missing fields would.
    DAICHO_TRY(connection, call.app.kernel.reader());
    DAICHO_TRY(papers, Columns::read(call.app.kernel, *connection, "system_delivery_document",
                                     {registers::kDocumentSubject, registers::kDocumentKind,
                                      registers::kDocumentTitle},
                                     today(call.app)));
    const std::map<std::string, std::string> fields = {{"plan", "plan_ref"},
                                                       {"requirements", "requirements_ref"},
                                                       {"test_report", "test_ref"}};
    for (const auto& [kind, field] : fields) {
        if (!found.fields().has(field)) values[field] = "－";
    }
    for (std::size_t i = 0; i < papers.size(); ++i) {
        const auto paper = papers.at(i);
        if (paper.ref(registers::kDocumentSubject) != delivery) continue;
        const auto field = fields.find(paper.text(registers::kDocumentKind));
        if (field == fields.end() || !values.contains(field->second)) continue;
        values[field->second] = paper.text(registers::kDocumentTitle);
    }
    DAICHO_CHECK(put(call, found, std::move(values)));
    return no_content();
}

Answer close_change(const Call& call, std::uint64_t change) {
    DAICHO_TRY(found, record_of(call, "system_change", change));
    DAICHO_TRY(body, body_of(call));
    json::ObjectReader in(body, "");
    Values values{{"state", "closed"}};
    const auto history = in.optional_text("history", 3'000);
    const auto tested = in.optional_text("tested_on", 10);
    const auto result = in.optional_text("test_result", 1'500);
    DAICHO_CHECK(in.finish());
    if (history && !history->empty()) values["history"] = *history;
    if (tested && !tested->empty()) values["tested_on"] = *tested;
    if (result && !result->empty()) values["test_result"] = *result;
    if (found.fields().text("state") == "closed") {
        return wrong_state("procurement.closed_already", found.fields(), "change_no");
    }
    DAICHO_CHECK(put(call, found, std::move(values)));
    return no_content();
}

}  // namespace daicho::server
