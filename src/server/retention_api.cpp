// Erasure at the end of the retention period: what is due and by which rule, proposals, the second
// person's decision, the certificate. The erasing itself is a job (custody_jobs.hpp).
#include <map>

#include "base/decimal.hpp"
#include "custody/certificate.hpp"
#include "register/query.hpp"
#include "server/access.hpp"
#include "server/care_api.hpp"
#include "server/insight.hpp"

namespace daicho::server {
namespace {

using custody::Proposal;

constexpr std::string_view kRegister = registers::kProposalRegister;

// A register's name for people; the journal's bodies are no register.
json::Value label_of(const Call& call, const std::string& target) {
    const registers::Definition* found = call.app.kernel.definitions().find(target);
    if (found != nullptr) return texts(found->label);
    return message_texts("retention.target.journal",
                         {{"period", target.substr(target.find('/') + 1)}});
}

json::Object target_json(const Call& call, const Proposal& one) {
    return json::Object{{"register", one.target},
                        {"label", label_of(call, one.target)},
                        {"ended_before", date_text(one.before)},
                        {"records", one.records},
                        {"versions", one.versions},
                        {"held_referenced", one.held_referenced},
                        {"held_legal", one.held_legal},
                        {"basis", one.basis},
                        {"state", one.state},
                        {"digest", one.list_digest},
                        {"entry", one.entry == 0 ? json::Value(nullptr) : json::Value(one.entry)}};
}

// What a killed run left half done is still to be run: approved.
std::string state_of(const std::vector<const Proposal*>& targets) {
    for (const Proposal* one : targets) {
        if (one->state != "erased") return one->state;
    }
    return "erased";
}

json::Array proposals_json(const Call& call, const std::vector<Proposal>& all,
                           const Insight& seen) {
    std::vector<std::string> order;
    std::map<std::string, std::vector<const Proposal*>> by_number;
    for (const Proposal& one : all) {
        if (!by_number.contains(one.number)) order.push_back(one.number);
        by_number[one.number].push_back(&one);
    }
    json::Array list;
    for (auto number = order.rbegin(); number != order.rend(); ++number) {
        const auto& targets = by_number[*number];
        if (!seen.shows(state_of(targets), targets.front()->decided_by)) continue;
        json::Array rows;
        for (const Proposal* one : targets) rows.push_back(target_json(call, *one));
        const Proposal& first = *targets.front();
        list.push_back(json::Object{{"number", *number},
                                    {"fiscal_year", first.year.year()},
                                    {"state", state_of(targets)},
                                    {"proposed_by", first.proposed_by},
                                    {"decided_by", first.decided_by},
                                    {"reason", first.reason},
                                    {"erased_by", first.erased_by},
                                    {"targets", std::move(rows)}});
    }
    return list;
}

// Registers with something personal and how long each keeps it.
json::Array rules_json(const Call& call) {
    json::Array list;
    for (const auto& definition : call.app.kernel.definitions().all()) {
        if (!definition->has_personal) continue;
        list.push_back(json::Object{{"register", definition->name},
                                    {"label", texts(definition->label)},
                                    {"years", definition->retention.years},
                                    {"from", definition->retention.from},
                                    {"basis", definition->retention.basis}});
    }
    return list;
}

// Holds of today; null for those who may not see them.
Result<json::Value> holds_json(const Call& call, store::Connection& connection) {
    if (!may_view(call, "legal_hold")) return json::Value(nullptr);
    DAICHO_TRY(definition, call.app.kernel.definition("legal_hold"));
    const std::size_t fields[] = {
        definition->index_of("hold_no"), definition->index_of("target"),
        definition->index_of("record_key"), definition->index_of("kind"),
        definition->index_of("basis"), definition->index_of("starts"),
        definition->index_of("ends")};
    const auto& codes = definition->fields[fields[3]].codes;
    json::Array list;
    DAICHO_CHECK(registers::scan(
        connection, *definition, fields, {today(call.app), std::nullopt},
        [&](std::uint64_t record, std::span<const registers::Cell> cells) -> Status {
            const std::string kind(cells[3].bytes);
            json::Value label = texts({kind, kind});
            for (const auto& code : codes) {
                if (code.key == kind) label = texts(code.label);
            }
            const auto day = [&](std::size_t i) {
                return cells[i].is_null() ? json::Value(nullptr)
                                          : date_text(Date::from_days(
                                                static_cast<std::int32_t>(cells[i].integer)));
            };
            list.push_back(json::Object{{"id", id_text(record)},
                                        {"number", std::string(cells[0].bytes)},
                                        {"register", std::string(cells[1].bytes)},
                                        {"label", label_of(call, std::string(cells[1].bytes))},
                                        {"key", std::string(cells[2].bytes)},
                                        {"kind", std::move(label)},
                                        {"basis", std::string(cells[4].bytes)},
                                        {"starts", day(5)},
                                        {"ends", day(6)}});
            return {};
        }));
    return json::Value(std::move(list));
}

Answer overview(const Call& call) {
    DAICHO_TRY(seen, insight(call, kRegister));
    DAICHO_TRY(reader, call.app.kernel.reader());
    DAICHO_TRY(all, custody::proposals(call.app.kernel, *reader));
    DAICHO_TRY(holds, holds_json(call, *reader));
    const office::CustodyPolicy& policy = call.app.settings.custody;
    return json_answer(json::Object{
        {"sees_all", seen.all},
        {"may_propose", may(call, *seen.definition, registers::Action::change)},
        {"may_decide", may(call, *seen.definition, registers::Action::approve)},
        {"fiscal_year", fiscal_year_of(today(call.app)).year()},
        {"proposals", proposals_json(call, all, seen)},
        {"holds", std::move(holds)},
        {"rules", rules_json(call)},
        {"first_day", policy.first_day},
        {"cite", policy.erasure_cite}});
}

Result<FiscalYear> year_of(std::int64_t year) {
    return FiscalYear(static_cast<std::int32_t>(year));
}

// What a proposal of that year would name; nothing is written.
Answer due(const Call& call) {
    DAICHO_CHECK(permitted(call, kRegister));
    DAICHO_TRY(number, number_parameter(
                           call, "year",
                           static_cast<std::uint64_t>(fiscal_year_of(today(call.app)).year())));
    if (number < 1900 || number > 9000) return input_error("api.bad_id");
    DAICHO_TRY(reader, call.app.kernel.reader());
    DAICHO_TRY(year, year_of(static_cast<std::int64_t>(number)));
    DAICHO_TRY(list, custody::what_is_due(call.app.kernel, *reader, year,
                                          call.app.settings.custody));
    json::Array targets;
    for (const Proposal& one : list) targets.push_back(target_json(call, one));
    return json_answer(
        json::Object{{"fiscal_year", year.year()}, {"targets", std::move(targets)}});
}

Answer propose(const Call& call) {
    DAICHO_TRY(body, body_of(call));
    json::ObjectReader in(body, "");
    const std::int64_t number = in.integer("year", {1900, 9000});
    DAICHO_CHECK(in.finish());
    DAICHO_TRY(year, year_of(number));
    DAICHO_TRY(made, custody::propose(call.app.kernel, call.session.person.principal, year,
                                      call.app.settings.custody));
    return json_answer(json::Object{{"number", made.front().number}}, 201);
}

Answer decide(const Call& call, bool approve) {
    DAICHO_TRY(body, body_of(call));
    json::ObjectReader in(body, "");
    const std::string reason = in.text("reason", 4'000);
    DAICHO_CHECK(in.finish());
    DAICHO_CHECK(custody::decide(call.app.kernel, call.session.person.principal, call.path[1],
                                 approve, reason));
    return no_content();
}

Answer certificate(const Call& call) {
    DAICHO_CHECK(permitted(call, kRegister));
    DAICHO_TRY(reader, call.app.kernel.reader());
    DAICHO_TRY(paper, custody::certificate(call.app.kernel, *reader, call.app.settings,
                                           call.path[1]));
    net::Response response;
    DAICHO_TRY_AS(response.body, custody::certificate_pdf(paper, call.app.settings,
                                                          call.app.kernel.clock().now()));
    response.header("Content-Type", "application/pdf");
    response.header("Content-Disposition",
                    "inline; filename=\"erasure-" + paper.number + ".pdf\"");
    response.header("Cache-Control", "no-store");
    return response;
}

}  // namespace

Answer retention_api(const Call& call) {
    const std::size_t parts = call.path.size();
    if (call.request.method == net::Method::get) {
        if (parts == 1) return overview(call);
        if (parts == 2 && call.path[1] == "due") return due(call);
        if (parts == 3 && call.path[2] == "certificate.pdf") return certificate(call);
    } else if (call.request.method == net::Method::post) {
        if (parts == 1) return propose(call);
        if (parts == 3 && call.path[2] == "approve") return decide(call, true);
        if (parts == 3 && call.path[2] == "refuse") return decide(call, false);
    }
    return no_such_address(call);
}

}  // namespace daicho::server
