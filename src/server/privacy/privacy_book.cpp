#include "server/privacy/privacy_book.hpp"

#include <algorithm>

#include "register/list.hpp"
#include "server/row.hpp"

namespace daicho::server {
namespace {

using registers::Definition;
using registers::RecordVersion;

constexpr std::uint64_t kMost = 20'000;
constexpr std::int64_t kMany = 100;  // people; more are likely to make an accident serious

// All rows, or those whose ref `field` is `of`.
Result<std::vector<RecordVersion>> rows_of(const PrivacyReads& in, const Definition& definition,
                                           std::string_view field = {}, std::uint64_t of = 0) {
    registers::ListQuery query;
    query.moment = in.moment;
    query.limit = kMost;
    if (of > 0) {
        registers::Filter filter;
        filter.field = definition.index_of(field);
        filter.value = std::to_string(of);
        query.filters.push_back(std::move(filter));
    }
    DAICHO_TRY(page, registers::list_records(in.connection, definition, query));
    return std::move(page.rows);
}

std::optional<Date> day(const Row& row, std::string_view name) {
    if (!row.has(name)) return std::nullopt;
    return row.date(name);
}

PrivacyTask task_of(const Row& row) {
    PrivacyTask task;
    task.record = row.record();
    task.no = row.text("task_no");
    task.number = row.integer("number");
    task.name = row.text("name");
    task.body = row.text("body");
    task.holder = row.text("holder");
    task.exempt = row.text("exempt");
    task.department = row.ref("department");
    task.system = row.ref("system");
    task.subjects = row.integer("subjects");
    task.handlers = row.integer("handlers");
    task.due_kind = row.text("due_kind");
    task.made = row.text("made");
    task.standing = row.text("standing");
    task.origin = row.text("origin");
    task.voluntary = row.flag("voluntary");
    task.subjects_on = day(row, "subjects_on");
    task.handlers_on = day(row, "handlers_on");
    task.decided_on = day(row, "decided_on");
    task.falls_back_on = day(row, "falls_back_on");
    task.assessed_on = day(row, "assessed_on");
    task.published_on = day(row, "published_on");
    task.reviewed_on = day(row, "reviewed_on");
    task.review_by = day(row, "review_by");
    task.reassess_by = day(row, "reassess_by");
    task.ended_on = day(row, "ended_on");
    task.public_until = day(row, "public_until");
    return task;
}

PrivacyVersion version_of(const Row& row) {
    PrivacyVersion version;
    version.record = row.record();
    version.no = row.text("version_no");
    version.task = row.ref("task");
    version.form = row.text("form");
    version.sequence = row.integer("sequence");
    version.base = row.ref("base");
    version.cause = row.text("cause");
    version.state = row.text("state");
    version.made_by = row.text("made_by");
    version.requested_by = row.text("requested_by");
    version.approved_by = row.text("approved_by");
    version.origin = row.text("origin");
    version.note = row.text("note");
    version.changed_on = day(row, "changed_on");
    version.submitted_on = day(row, "submitted_on");
    version.published_on = day(row, "published_on");
    return version;
}

const PrivacyVersion* version_named(const std::vector<PrivacyVersion>& versions,
                                    std::uint64_t record) {
    const auto found = std::find_if(versions.begin(), versions.end(),
                                    [&](const auto& one) { return one.record == record; });
    return found == versions.end() ? nullptr : &*found;
}

std::vector<govern::ChangeNote> plain(const std::vector<PrivacyNote>& notes) {
    std::vector<govern::ChangeNote> list;
    for (const PrivacyNote& one : notes) list.push_back(one.note);
    return list;
}

Result<govern::PiaFacts> facts_of(const App& app, const PrivacyReads& in,
                                  const PrivacyWhole& whole) {
    govern::PiaFacts facts;
    facts.as_of =
        whole.version.open() ? in.moment.as_of : whole.version.changed_on.value_or(in.moment.as_of);
    facts.makes_heavier = whole.task.made == "key_items" || whole.task.made == "full";
    // What another body counted and where accidents happened to it is not known here.
    if (whole.task.holder != "own") return facts;
    facts.subjects = whole.task.subjects;
    facts.handlers = whole.task.handlers;
    if (!whole.version.open()) return facts;
    DAICHO_TRY(catalog, pia_threshold(app));
    DAICHO_TRY(incidents, privacy_incidents(in));
    govern::ThresholdRecord record;
    record.subjects = whole.task.subjects;
    record.handlers = whole.task.handlers;
    record.as_of = in.moment.as_of;
    for (const PrivacyIncident& one : incidents) record.incidents.push_back(one.incident);
    record.voluntary = made_document(catalog, whole.version.form);
    facts.decision = govern::decide(catalog, record);
    return facts;
}

}  // namespace

Result<std::vector<PrivacyTask>> privacy_tasks(const PrivacyReads& in) {
    DAICHO_TRY(definition, in.kernel.definition("privacy_task"));
    DAICHO_TRY(rows, rows_of(in, *definition));
    std::vector<PrivacyTask> list;
    for (const RecordVersion& row : rows) list.push_back(task_of(Row(*definition, row)));
    std::ranges::sort(list, {}, &PrivacyTask::no);
    return list;
}

Result<PrivacyTask> privacy_task(const PrivacyReads& in, std::uint64_t record) {
    DAICHO_TRY(definition, in.kernel.definition("privacy_task"));
    DAICHO_TRY(row, registers::read_record(in.connection, *definition, record, in.moment));
    if (!row) return not_found_error("pia.no_task").with("task", std::to_string(record));
    return task_of(Row(*definition, *row));
}

Result<std::vector<PrivacyVersion>> privacy_versions(const PrivacyReads& in, std::uint64_t task) {
    DAICHO_TRY(definition, in.kernel.definition("privacy_version"));
    DAICHO_TRY(rows, rows_of(in, *definition, "task", task));
    std::vector<PrivacyVersion> list;
    for (const RecordVersion& row : rows) list.push_back(version_of(Row(*definition, row)));
    std::ranges::stable_sort(list, {}, &PrivacyVersion::sequence);
    return list;
}

Result<PrivacyVersion> chosen_version(const std::vector<PrivacyVersion>& versions,
                                      std::string_view record) {
    const Error none = not_found_error("pia.no_version").with("version", std::string(record));
    if (!record.empty()) {
        DAICHO_TRY(wanted, parse_id(record));
        const PrivacyVersion* found = version_named(versions, wanted);
        if (found == nullptr) return none;
        return *found;
    }
    for (auto one = versions.rbegin(); one != versions.rend(); ++one) {
        if (one->state != "thrown_away") return *one;
    }
    return none;
}

Result<std::vector<PrivacyEntry>> privacy_entries(const PrivacyReads& in, std::uint64_t version) {
    DAICHO_TRY(definition, in.kernel.definition("privacy_value"));
    DAICHO_TRY(rows, rows_of(in, *definition, "version", version));
    std::vector<PrivacyEntry> list;
    for (const RecordVersion& one : rows) {
        const Row row(*definition, one);
        list.push_back({row.record(), row.text("address"), row.text("value"), row.flag("gone"),
                        row.ref("block")});
    }
    return list;
}

Result<govern::FilledForm> privacy_form(const PrivacyReads& in, const govern::PiaForm& form,
                                        const std::vector<PrivacyVersion>& versions,
                                        std::uint64_t version,
                                        std::map<std::string, std::uint64_t>* blocks) {
    std::vector<std::uint64_t> chain;
    for (const PrivacyVersion* one = version_named(versions, version);
         one != nullptr && chain.size() < versions.size();
         one = version_named(versions, one->base)) {
        chain.push_back(one->record);
    }
    govern::FilledForm filled;
    for (auto record = chain.rbegin(); record != chain.rend(); ++record) {
        DAICHO_TRY(entries, privacy_entries(in, *record));
        for (const PrivacyEntry& entry : entries) {
            DAICHO_TRY(at, govern::parse_address(form, entry.address));
            if (entry.gone || entry.value.empty()) {
                filled.erase(at);
            } else {
                filled[at] = entry.value;
            }
            if (blocks == nullptr) continue;
            if (entry.block > 0) {
                (*blocks)[entry.address] = entry.block;
            } else {
                blocks->erase(entry.address);
            }
        }
    }
    return filled;
}

Result<std::vector<PrivacyNote>> privacy_notes(const PrivacyReads& in, std::uint64_t version) {
    DAICHO_TRY(definition, in.kernel.definition("privacy_change"));
    DAICHO_TRY(rows, rows_of(in, *definition, "version", version));
    std::vector<PrivacyNote> list;
    for (const RecordVersion& one : rows) {
        const Row row(*definition, one);
        PrivacyNote note;
        note.record = row.record();
        note.note = {row.text("item"),        row.text("time"),           row.text("explanation"),
                     row.text("ground"),      row.text("passage_before"), row.text("passage_after"),
                     row.text("cuts_before"), row.text("cuts_after")};
        list.push_back(std::move(note));
    }
    return list;
}

Result<std::vector<PrivacyIncident>> privacy_incidents(const PrivacyReads& in) {
    DAICHO_TRY(definition, in.kernel.definition("incident"));
    DAICHO_TRY(rows, rows_of(in, *definition));
    std::vector<PrivacyIncident> list;
    for (const RecordVersion& one : rows) {
        const Row row(*definition, one);
        if (!row.flag("personal_information") && !row.flag("individual_number")) continue;
        PrivacyIncident incident;
        incident.record = row.record();
        incident.no = row.text("incident_no");
        incident.title = row.text("title");
        incident.incident.date = row.date("known_on");
        incident.incident.kind = row.flag("individual_number") ? "specific_personal" : "personal";
        incident.incident.serious = row.flag("serious");
        incident.incident.body_at_fault = !row.has("at_fault") || row.flag("at_fault");
        incident.decided = row.has("serious");
        incident.told = row.flag("threshold_told");
        incident.likely = row.flag("wrongful_aim") || row.integer("persons") > kMany;
        list.push_back(std::move(incident));
    }
    std::ranges::sort(list, std::greater<>{},
                      [](const PrivacyIncident& one) { return one.incident.date; });
    return list;
}

Result<govern::PiaForm> pia_form(const App& app, std::string_view form) {
    if (form != "basic" && form != "key_items" && form != "full") {
        return input_error("pia.form.unknown").with("form", std::string(form));
    }
    const auto folder = app.data / "catalogs" / "pia-forms";
    return govern::load_pia_form((folder / (std::string(form) + ".yaml")).string());
}

Result<govern::ThresholdCatalog> pia_threshold(const App& app) {
    return govern::load_threshold_catalog((app.data / "catalogs" / "pia-threshold.yaml").string());
}

Result<govern::CitationRules> pia_citations(const App& app) {
    return govern::CitationRules::load((app.data / "catalogs" / "pia-citations.yaml").string());
}

std::size_t made_document(const govern::ThresholdCatalog& catalog, const std::string& made) {
    const std::size_t place =
        govern::place_of(catalog.documents, &govern::ThresholdDocument::key, made);
    return place == govern::kNowhere ? 0 : place;
}

Result<PrivacyWhole> privacy_whole(const App& app, const PrivacyReads& in, std::uint64_t task,
                                   std::string_view version) {
    PrivacyWhole whole;
    DAICHO_TRY_AS(whole.task, privacy_task(in, task));
    DAICHO_TRY_AS(whole.versions, privacy_versions(in, task));
    DAICHO_TRY_AS(whole.version, chosen_version(whole.versions, version));
    DAICHO_TRY_AS(whole.form, pia_form(app, whole.version.form));
    DAICHO_TRY_AS(whole.filled, privacy_form(in, whole.form, whole.versions, whole.version.record,
                                             &whole.blocks));
    const PrivacyVersion* base = version_named(whole.versions, whole.version.base);
    if (base != nullptr && base->form == whole.version.form) {
        DAICHO_TRY_AS(whole.before, privacy_form(in, whole.form, whole.versions, base->record));
        DAICHO_TRY(notes, privacy_notes(in, whole.version.record));
        whole.table = govern::change_table(whole.form, whole.before, whole.filled, plain(notes),
                                           whole.version.changed_on.value_or(in.moment.as_of));
    }
    DAICHO_TRY(facts, facts_of(app, in, whole));
    whole.findings = govern::check_form(whole.form, whole.filled, facts);
    DAICHO_TRY(rules, pia_citations(app));
    for (govern::PiaFinding& one : rules.find(whole.form, whole.filled, facts.as_of)) {
        whole.findings.push_back(std::move(one));
    }
    for (const govern::ChangeRow& row : whole.table.rows) {
        if (!row.needs_ground) continue;
        whole.findings.push_back({"ground",
                                  true,
                                  address_text(whole.form, row.fields.front()),
                                  {{"item", row.item}},
                                  {}});
    }
    return whole;
}

Result<std::vector<govern::ChangeTable>> privacy_tables(const PrivacyReads& in,
                                                        const PrivacyWhole& whole) {
    std::vector<govern::ChangeTable> tables;
    for (const PrivacyVersion& one : whole.versions) {
        const PrivacyVersion* base = version_named(whole.versions, one.base);
        const bool lists = one.sequence <= whole.version.sequence && base != nullptr &&
                           one.cause != "unlisted" && one.state != "thrown_away" &&
                           one.form == whole.form.id && base->form == whole.form.id;
        if (!lists) continue;
        DAICHO_TRY(before, privacy_form(in, whole.form, whole.versions, base->record));
        DAICHO_TRY(after, privacy_form(in, whole.form, whole.versions, one.record));
        DAICHO_TRY(notes, privacy_notes(in, one.record));
        tables.push_back(govern::change_table(whole.form, before, after, plain(notes),
                                              one.changed_on.value_or(in.moment.as_of)));
    }
    return tables;
}

}  // namespace daicho::server
