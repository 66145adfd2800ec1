// Protective measures: the document's own, each with what covers it now. What is built or simulated
// stands in the catalog; documents and owners in the registers.
#include <algorithm>
#include <map>

#include "govern/city/measures.hpp"
#include "server/access.hpp"
#include "server/city/findings_api.hpp"
#include "server/proof_answer.hpp"
#include "server/row.hpp"

namespace daicho::server {
namespace {

using govern::Cover;
using govern::Measure;
using govern::MeasureCatalog;
using registers::Moment;
using registers::RecordVersion;

constexpr const char* kRegister = "protective_measure";
constexpr const char* kEvidence = "measure_evidence";
constexpr std::int32_t kFreshDays = 365;  // as the watch evidence_old

struct Document {
    std::uint64_t record = 0;
    std::string number, title, post, person;
    Date dated_on;
    bool constructed = false;
};
struct City {
    std::uint64_t record = 0;
    std::string owner;
    std::vector<Document> documents;  // newest first
};
using Cities = std::map<std::string, City>;  // by number of the measure

Result<Cities> read_city(const Call& call, store::Connection& connection, const Moment& now) {
    Cities cities;
    std::map<std::uint64_t, std::string> numbers;
    DAICHO_TRY(measures, call.app.kernel.definition(kRegister));
    DAICHO_TRY(rows, every_record(connection, *measures, now));
    for (const RecordVersion& version : rows) {
        const Row row(*measures, version);
        numbers[row.record()] = row.text("measure_no");
        cities[row.text("measure_no")] = {row.record(), row.text("owner_post"), {}};
    }
    if (!may_view(call, kEvidence)) return cities;
    DAICHO_TRY(evidence, call.app.kernel.definition(kEvidence));
    DAICHO_TRY(documents, every_record(connection, *evidence, now));
    for (const RecordVersion& version : documents) {
        const Row row(*evidence, version);
        cities[numbers[row.ref("measure")]].documents.push_back(
            {row.record(), row.text("evidence_no"), row.text("title"), row.text("owner_post"),
             row.text("owner_person"), row.date("dated_on"), row.text("origin") == "constructed"});
    }
    for (auto& [number, city] : cities) {
        std::stable_sort(
            city.documents.begin(), city.documents.end(),
            [](const Document& a, const Document& b) { return a.dated_on > b.dated_on; });
    }
    return cities;
}

// None, or no document: bad. A document that is old or whose holder is gone: caution and bad.
Tone evidenced_tone(const City& city, Date day) noexcept {
    if (city.documents.empty()) return Tone::bad;
    const Document& newest = city.documents.front();
    if (newest.person.empty()) return Tone::bad;
    return newest.dated_on.days() < day.days() - kFreshDays ? Tone::warn : Tone::ok;
}

json::Array documents_json(const City& city) {
    json::Array list;
    for (const Document& one : city.documents) {
        list.push_back(json::Object{{"id", id_text(one.record)},
                                    {"no", one.number},
                                    {"title", one.title},
                                    {"dated_on", format_iso(one.dated_on)},
                                    {"post", one.post},
                                    {"person", one.person},
                                    {"constructed", one.constructed}});
    }
    return list;
}

// A measure that nobody covered and for which a document was brought is evidenced by it.
Cover cover_now(const Measure& measure, const City& city) noexcept {
    if (measure.cover != Cover::none) return measure.cover;
    return city.documents.empty() ? Cover::none : Cover::evidenced;
}

Result<json::Object> measure_json(ProofDesk& desk, const Measure& measure, const City& city,
                                  Date day) {
    DAICHO_TRY(asked, desk.ask(measure.proofs));
    const Cover cover = cover_now(measure, city);
    Tone tone = asked.tone;
    if (cover == Cover::none) tone = Tone::bad;
    if (cover == Cover::simulated) tone = Tone::open;
    if (cover == Cover::evidenced) tone = evidenced_tone(city, day);
    const bool simulated = cover == Cover::simulated;
    const bool recorded = city.record != 0;
    return json::Object{{"id", recorded ? json::Value(id_text(city.record)) : json::Value(nullptr)},
                        {"no", measure.no},
                        {"place", measure.place},
                        {"text", texts(measure.text)},
                        {"cover", govern::cover_name(cover)},
                        {"how", simulated ? texts(measure.how) : json::Value(nullptr)},
                        {"owner", city.owner},
                        {"proofs", std::move(asked.proofs)},
                        {"documents", documents_json(city)},
                        {"tone", tone_name(tone)}};
}

}  // namespace

Answer measures_api(const Call& call) {
    if (call.request.method != net::Method::get || call.path.size() != 1) {
        return no_such_address(call);
    }
    DAICHO_CHECK(viewable(call, kRegister));
    DAICHO_TRY(catalog,
               govern::load_measure_catalog(
                   (call.app.data / "catalogs" / "measures" / "pia-property-tax.yaml").string()));
    DAICHO_TRY(connection, call.app.kernel.reader());
    const Moment now{today(call.app), std::nullopt};
    DAICHO_TRY(cities, read_city(call, *connection, now));
    ProofDesk desk(call, *connection);
    std::vector<json::Array> by_section(catalog.sections.size());
    for (const Measure& measure : catalog.measures) {
        DAICHO_TRY(one, measure_json(desk, measure, cities[measure.no], now.as_of));
        by_section[measure.section].push_back(std::move(one));
    }
    json::Array sections;
    for (std::size_t i = 0; i < catalog.sections.size(); ++i) {
        sections.push_back(json::Object{{"id", catalog.sections[i].id},
                                        {"label", texts(catalog.sections[i].label)},
                                        {"measures", std::move(by_section[i])}});
    }
    return json_answer(json::Object{{"as_of", format_iso(now.as_of)},
                                    {"asked_at", instant_text(call.app.kernel.clock().now())},
                                    {"title", texts(catalog.head.title)},
                                    {"source", catalog.head.source},
                                    {"source_note", texts(catalog.head.source_note)},
                                    {"built", std::string(built_version())},
                                    {"sections", std::move(sections)}});
}

}  // namespace daicho::server
