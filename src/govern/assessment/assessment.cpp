#include "govern/assessment/assessment.hpp"

#include <algorithm>

#include "base/assert.hpp"

namespace daicho::govern {

namespace {

// Why an incident runs on neither clock, or nullptr when it runs on the longer one.
const char* not_counted(const ThresholdCatalog& catalog, const Incident& incident, Date as_of) {
    if (!incident.serious) return "not_serious";
    if (!incident.body_at_fault) return "not_at_fault";
    if (incident.date > as_of) return "after_as_of";
    return within_years(incident.date, as_of, catalog.form_clock.years) ? nullptr : "too_old";
}

bool runs(const ThresholdClock& clock, const Incident& incident, Date as_of) {
    return std::find(clock.kinds.begin(), clock.kinds.end(), incident.kind) != clock.kinds.end() &&
           within_years(incident.date, as_of, clock.years);
}

const ThresholdBand& band_of(const ThresholdCatalog& catalog, std::int64_t subjects) {
    const ThresholdBand* found = &catalog.decision.front();
    for (const ThresholdBand& band : catalog.decision) {
        if (subjects >= band.subjects_from) found = &band;
    }
    return *found;
}

// Sets both flags and names what each incident does.
void read_clocks(const ThresholdCatalog& catalog, const ThresholdRecord& record, bool can_raise,
                 ThresholdDecision& out) {
    for (const Incident& incident : record.incidents) {
        const std::string day = format_iso(incident.date);
        if (const char* why = not_counted(catalog, incident, record.as_of)) {
            add_reason(out.reasons, catalog.codes.incident_not_counted + ":" + day + ":" + why);
            continue;
        }
        if (runs(catalog.obligation_clock, incident, record.as_of)) {
            out.incident_in_past_year = true;
            if (can_raise) add_reason(out.reasons, catalog.codes.incident_year + ":" + day);
        }
        if (runs(catalog.form_clock, incident, record.as_of)) {
            out.incident_in_past_three_years = true;
            add_reason(out.reasons, catalog.codes.incident_three_years + ":" + day);
        }
    }
}

}  // namespace

bool within_years(Date date, Date as_of, std::int64_t years) noexcept {
    return date <= as_of && add_months(as_of, static_cast<int>(-12 * years)) <= date;
}

Result<ThresholdRecord> read_threshold_record(const ThresholdCatalog& catalog,
                                              const json::Value& record) {
    json::ObjectReader in(record, "");
    constexpr std::int64_t kMostPeople = 1'000'000'000;
    ThresholdRecord out;
    out.subjects = in.integer("subjects", {0, kMostPeople});
    out.handlers = in.integer("handlers", {0, kMostPeople});
    out.as_of = in.date("as_of");
    for (json::ObjectReader& part : in.objects("incidents", 10'000)) {
        Incident incident;
        incident.date = part.date("date");
        incident.kind = part.one_of("kind", {"specific_personal", "personal"});
        incident.serious = part.boolean("serious");
        incident.body_at_fault = part.boolean("body_at_fault");
        out.incidents.push_back(std::move(incident));
    }
    std::vector<std::string_view> documents;
    for (const ThresholdDocument& document : catalog.documents) documents.push_back(document.key);
    if (const auto voluntary = in.optional_one_of("voluntary", documents)) {
        out.voluntary = place_of(catalog.documents, &ThresholdDocument::key, *voluntary);
    }
    DAICHO_CHECK(in.finish());
    return out;
}

ThresholdDecision decide(const ThresholdCatalog& catalog, const ThresholdRecord& record) {
    DAICHO_ASSERT(!catalog.decision.empty() && catalog.decision.front().subjects_from == 0);
    DAICHO_ASSERT(record.subjects >= 0 && record.handlers >= 0);
    const ThresholdCodes& codes = catalog.codes;
    const ThresholdBand& band = band_of(catalog, record.subjects);
    const bool can_raise = band.plain != band.raised;
    const bool many_handlers = record.handlers >= catalog.handlers_from;

    ThresholdDecision out;
    out.reasons.push_back(codes.subjects + ":" + std::to_string(band.subjects_from));
    if (can_raise && many_handlers) {
        out.reasons.push_back(codes.handlers + ":" + std::to_string(catalog.handlers_from));
    }
    read_clocks(catalog, record, can_raise, out);
    const bool raised = many_handlers || out.incident_in_past_year;
    if (can_raise && !raised) out.reasons.push_back(codes.not_raised);

    const std::size_t place = raised ? band.raised : band.plain;
    const ThresholdObligation& obligation = catalog.obligations[place];
    out.obligatory = obligation.key;
    std::size_t published = obligation.document;
    if (record.voluntary && *record.voluntary != 0) {
        const bool more = *record.voluntary > published;
        out.reasons.push_back((more ? codes.voluntary : codes.voluntary_covered) + ":" +
                              catalog.documents[*record.voluntary].key);
        if (more) published = *record.voluntary;
    }
    out.published = catalog.documents[published].key;
    out.form_choice = catalog.form_choices[published][place];
    return out;
}

json::Value to_json(const ThresholdDecision& decision) {
    json::Array reasons;
    for (const std::string& code : decision.reasons) reasons.emplace_back(code);
    json::Value choice;  // null when no form is filled in
    if (!decision.form_choice.empty()) choice = json::Value(decision.form_choice);
    return json::Object{{"obligatory", decision.obligatory},
                        {"published", decision.published},
                        {"form_choice", std::move(choice)},
                        {"incident_in_past_year", decision.incident_in_past_year},
                        {"incident_in_past_three_years", decision.incident_in_past_three_years},
                        {"reasons", std::move(reasons)}};
}

Result<json::Value> decide_threshold(const ThresholdCatalog& catalog, const json::Value& record) {
    DAICHO_TRY(read, read_threshold_record(catalog, record));
    return to_json(decide(catalog, read));
}

}  // namespace daicho::govern
