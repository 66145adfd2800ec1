#include "server/incidents/incident_book.hpp"

namespace daicho::server {

using namespace govern::incident;
using registers::Fields;

namespace {

constexpr std::int64_t kMinute = 60LL * 1'000'000;

std::vector<Mark> marks_of(const media::Lines& steps) {
    std::vector<Mark> marks;
    for (const media::Line& line : steps) {
        const Fields row = line.fields();
        if (!row.has("plan_step")) continue;
        marks.push_back({row.text("plan_step"), row.flag("skipped"), row.has("decision")});
    }
    return marks;
}

Status read_custody(const Call& call, store::Connection& connection, Date day,
                    IncidentBook& book) {
    std::vector<std::uint64_t> pieces;
    for (const media::Line& line : book.evidence) pieces.push_back(line.record());
    if (pieces.empty()) return {};
    DAICHO_TRY(definition, call.app.kernel.definition("evidence_custody"));
    if (!reach_of(call, *definition)) return {};
    DAICHO_TRY_AS(book.custody,
                  media::rows_naming(call.app.kernel, connection, "evidence_custody", "evidence",
                                     pieces, {day, std::nullopt}));
    return {};
}

// Serious ones with Individual Numbers, but for this one.
Result<std::vector<govern::Incident>> other_incidents(const Call& call,
                                                      store::Connection& connection,
                                                      std::uint64_t without) {
    std::vector<govern::Incident> list;
    DAICHO_TRY(lines, reached_lines(call, connection, kIncidents, today(call.app)));
    for (const media::Line& line : lines) {
        const Fields row = line.fields();
        if (line.record() == without || !row.flag("serious")) continue;
        list.push_back({row.date("known_on"), "specific_personal", true, row.flag("at_fault")});
    }
    return list;
}

}  // namespace

Result<Plan> incident_plan(const Call& call) {
    return load_plan((call.app.data / "catalogs" / "incident-plan.yaml").string());
}

Facts facts_of(const Fields& row) {
    Facts facts;
    facts.kind = row.text("kind");
    facts.personal = row.flag("personal_information");
    facts.number = row.flag("individual_number");
    facts.wrongful = row.flag("wrongful_aim");
    facts.public_reach = row.flag("public_reach");
    facts.sensitive = row.flag("sensitive");
    facts.financial_harm = row.flag("financial_harm");
    facts.number_system = row.flag("number_system");
    facts.protected_well = row.flag("protected_well");
    if (row.has("persons")) facts.persons = row.integer("persons");
    if (row.has("at_fault")) facts.at_fault = row.flag("at_fault");
    facts.known_on = row.date("known_on");
    return facts;
}

Instant known_at(const Fields& row) {
    const int minutes = minutes_of(row.text("known_at")).value_or(0);
    const std::int64_t day = static_cast<std::int64_t>(row.date("known_on").days()) * 1440;
    return {(day + minutes - 540) * kMinute};
}

Result<IncidentBook> read_incident(const Call& call, store::Connection& connection,
                                   std::uint64_t record) {
    DAICHO_TRY(allowed, reachable(call, kIncidents));
    DAICHO_CHECK(within(call, allowed, record));
    const Date day = today(call.app);
    DAICHO_TRY(found, media::row_of(call.app.kernel, connection, kIncidents, record,
                                    {day, std::nullopt}));
    if (!found) return not_found_error("change.no_record").with("record", id_text(record));
    IncidentBook book;
    book.row = std::move(*found);
    DAICHO_TRY_AS(book.plan, incident_plan(call));
    book.facts = facts_of(book.fields());
    book.known = known_at(book.fields());
    book.duty = duty_of(book.plan, book.facts);
    book.serious = is_serious(book.plan, book.facts);
    const auto naming = [&](const char* name, const char* field) {
        return lines_naming(call, connection, name, field, record, day);
    };
    DAICHO_TRY_AS(book.steps, naming("incident_step", "incident"));
    DAICHO_TRY_AS(book.reports, naming("incident_report", "incident"));
    DAICHO_TRY_AS(book.evidence, naming("incident_evidence", "incident"));
    DAICHO_TRY_AS(book.lessons, naming("incident_lesson", "incident"));
    DAICHO_TRY_AS(book.documents, naming("incident_document", "subject"));
    DAICHO_CHECK(read_custody(call, connection, day, book));
    book.board = board_of(book.plan, book.facts, book.duty.answer, marks_of(book.steps),
                          book.known, call.app.kernel.clock().now());
    return book;
}

Result<Feed> threshold_feed(const Call& call, store::Connection& connection,
                            const IncidentBook& book) {
    Feed feed;
    if (!book.serious.value_or(false)) return feed;
    const auto path = (call.app.data / "catalogs" / "pia-threshold.yaml").string();
    DAICHO_TRY_AS(feed.catalog, govern::load_threshold_catalog(path));
    feed.counted = may_view(call, "personal_file");
    if (!feed.counted) return feed;
    DAICHO_TRY(files, reached_lines(call, connection, "personal_file", today(call.app)));
    for (const media::Line& line : files) {
        const Fields row = line.fields();
        if (!row.flag("individual_number") || !row.has("persons")) continue;
        // The ledger of files does not count handlers: under 500 an incident weighs most.
        feed.tasks.push_back({id_text(line.record()), row.text("name"), row.integer("persons"), 0});
    }
    DAICHO_TRY(others, other_incidents(call, connection, book.row.record()));
    const govern::Incident one{book.facts.known_on, "specific_personal", true,
                               book.facts.at_fault.value_or(false)};
    feed.raised = raised_by(feed.catalog, feed.tasks, others, one);
    return feed;
}

}  // namespace daicho::server
