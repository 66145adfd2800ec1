// One information system: its record with contracts, costs, findings and the newest judgement.
#include "server/alarms.hpp"
#include "server/judgement.hpp"
#include "server/records/record_answer.hpp"
#include "server/row.hpp"
#include "server/survey/surveys_api.hpp"

namespace daicho::server {
namespace {

using registers::Definition;
using registers::RecordVersion;

constexpr std::uint64_t kMaxParts = 500;

// Records of a governance register that point to the system; none where it may not be viewed.
struct Parts {
    const Definition* definition = nullptr;
    std::vector<RecordVersion> rows;
};
Result<Parts> parts_of(const Call& call, store::Connection& connection, std::string_view name,
                       std::uint64_t system, registers::Moment moment) {
    Parts parts;
    DAICHO_TRY(definition, call.app.kernel.definition(name));
    parts.definition = definition;
    if (!may_view(call, name)) return parts;
    DAICHO_CHECK(viewable(call, name));
    registers::ListQuery query;
    query.moment = moment;
    query.limit = kMaxParts;
    query.filters = {
        {definition->index_of("system"), registers::FilterKind::equals, std::to_string(system)}};
    DAICHO_TRY(page, registers::list_records(connection, *definition, query));
    parts.rows = std::move(page.rows);
    return parts;
}

json::Array contracts_json(const Parts& parts) {
    json::Array list;
    for (const RecordVersion& version : parts.rows) {
        const Row row(*parts.definition, version);
        list.push_back(json::Object{{"register", parts.definition->name},
                                    {"id", id_text(version.record)},
                                    {"title", row.text("subject")},
                                    {"vendor", row.text_or_null("vendor")},
                                    {"from", row.date_or_null("contract_date")},
                                    {"to", row.date_or_null("end_date")},
                                    {"constructed", row.text("origin") == "constructed"},
                                    {"amount_yen", row.integer_or_null("amount_yen")}});
    }
    return list;
}

BilingualText label_of(const Definition& definition, std::string_view field) {
    const std::size_t index = definition.index_of(field);
    return index == Definition::npos ? BilingualText{} : definition.fields[index].label;
}

// Development is a change, operation is usage; what cannot be divided is neither.
json::Array costs_json(const Parts& parts) {
    json::Array list;
    const auto add = [&](const Row& row, std::string_view year, const char* kind,
                         std::string_view field) {
        if (!row.has(field) || !row.has(year)) return;
        const bool combined = row.flag("combined");
        const BilingualText label =
            combined ? label_of(*parts.definition, "combined") : label_of(*parts.definition, field);
        list.push_back(json::Object{{"fiscal_year", row.integer(year)},
                                    {"kind", combined ? "other" : kind},
                                    {"label", texts(label)},
                                    {"yen", row.integer(field)},
                                    {"budget", false}});
    };
    for (const RecordVersion& version : parts.rows) {
        const Row row(*parts.definition, version);
        add(row, "contract_fiscal_year", "change", "development_total_yen");
        const bool other_year = row.has("operation_fiscal_year");
        add(row, other_year ? "operation_fiscal_year" : "contract_fiscal_year", "usage",
            "operation_yen");
    }
    return list;
}

json::Array findings_json(const Parts& parts) {
    json::Array list;
    for (const RecordVersion& version : parts.rows) {
        const Row row(*parts.definition, version);
        const FindingState state = finding_state(row.text("kind"), row.text("state"));
        list.push_back(json::Object{{"register", parts.definition->name},
                                    {"id", id_text(version.record)},
                                    {"no", row.text("finding_no")},
                                    {"title", row.text("summary_ja")},
                                    {"state", to_string(state)},
                                    {"label", texts(row.code("state"))}});
    }
    return list;
}

}  // namespace

Answer systems_api(const Call& call) {
    if (call.path.size() == 1) return systems_list(call);
    if (call.path.size() == 3) return system_parts(call);
    if (call.request.method != net::Method::get || call.path.size() != 2) {
        return no_such_address(call);
    }
    DAICHO_TRY(allowed, viewable(call, "information_system"));
    DAICHO_TRY(id, parse_id(call.path[1]));
    DAICHO_TRY(record, record_answer(call, allowed, id));
    DAICHO_TRY(day, as_of(call));
    DAICHO_TRY(known, as_known(call));
    const registers::Moment moment{day, known};
    DAICHO_TRY(reader, call.app.kernel.reader());
    DAICHO_TRY(contracts, parts_of(call, *reader, "system_contract", id, moment));
    DAICHO_TRY(costs, parts_of(call, *reader, "system_cost", id, moment));
    DAICHO_TRY(findings, parts_of(call, *reader, "finding", id, moment));
    DAICHO_TRY(judgements, parts_of(call, *reader, "criteria_judgement", id, moment));
    const std::string system_no(record.at("key").as_string());
    DAICHO_TRY(judgement, judgement_json(call, *judgements.definition, judgements.rows, system_no));
    return json_answer(json::Object{{"record", std::move(record)},
                                    {"contracts", contracts_json(contracts)},
                                    {"costs", costs_json(costs)},
                                    {"findings", findings_json(findings)},
                                    {"judgement", std::move(judgement)}});
}

}  // namespace daicho::server
