// The course of a version – asked for, approved by a second person, submitted, published – and the
// threshold decision of all tasks, which an accident moves.
#include <algorithm>

#include "base/digest.hpp"
#include "register/key_index.hpp"
#include "register/list.hpp"
#include "server/admit_all.hpp"
#include "server/privacy/privacy_write.hpp"
#include "server/row.hpp"

namespace daicho::server {
namespace {

using Values = std::map<std::string, std::string>;

struct Step {
    std::string to, place, receipt;
    Date on;
};

Error not_now(const PrivacyVersion& version) {
    return conflict_error("pia.course.not_now").with("version", version.no);
}

std::string iso(const std::optional<Date>& day) { return day ? format_iso(*day) : std::string(); }

class Course {
public:
    Course(registers::Context& context, const Call& call, std::uint16_t capacity,
           const PrivacyWhole& whole, const Step& step)
        : context_(context),
          call_(call),
          in_(privacy_reads(call, context.connection)),
          capacity_(capacity),
          whole_(whole),
          version_(whole.version),
          step_(step) {}

    Status go() {
        if (step_.to == "hearing" || step_.to == "checking" || step_.to == "draft") return stage();
        if (step_.to == "requested") return request();
        if (step_.to == "submitted") return approve();
        if (step_.to == "published") return publish();
        return throw_away();
    }

private:
    Status put(Values values) {
        DAICHO_CHECK(privacy_put(context_, call_, capacity_, "privacy_version", version_.record,
                                 std::move(values)));
        return {};
    }
    [[nodiscard]] const identity::Principal& who() const { return call_.session.person.principal; }

    Status stage() {
        if (!version_.open()) return not_now(version_);
        return put({{"state", step_.to}, {"requested_by", ""}, {"requested_on", ""}});
    }

    Status request() {
        if (!version_.open() || version_.state == "requested") return not_now(version_);
        const auto bad = std::count_if(whole_.findings.begin(), whole_.findings.end(),
                                       [](const auto& one) { return one.bad; });
        if (bad > 0) return conflict_error("pia.course.faults").with("count", std::to_string(bad));
        if (version_.base > 0 && version_.cause == "correction") {
            if (whole_.table.rows.empty()) return conflict_error("pia.course.nothing_changed");
            for (const govern::ChangeRow& row : whole_.table.rows) {
                if (row.important && row.in_advance) return conflict_error("pia.course.reassess");
            }
        }
        DAICHO_CHECK(heard());
        const auto stale = std::count_if(whole_.findings.begin(), whole_.findings.end(),
                                         [](const auto& one) { return one.code == "citation"; });
        return put({{"state", "requested"},
                    {"requested_by", who().number},
                    {"requested_on", format_iso(in_.moment.as_of)},
                    {"stale", std::to_string(stale)},
                    {"faults", std::to_string(whole_.findings.size())}});
    }

    // A full assessment is heard by residents and checked by others before it is submitted.
    Status heard() {
        const bool due =
            version_.form == "full" && version_.cause != "correction" && version_.cause != "end";
        if (!due) return {};
        DAICHO_TRY(hearings, rows("privacy_hearing"));
        DAICHO_TRY(hearing, in_.kernel.definition("privacy_hearing"));
        const bool enough = std::ranges::any_of(hearings, [&](const auto& one) {
            const Row row(*hearing, one);
            return row.integer("days") >= govern::kHearingDays || row.has("short_reason");
        });
        if (!enough) return conflict_error("pia.course.hearing_needed");
        DAICHO_TRY(checks, rows("privacy_check"));
        DAICHO_TRY(check, in_.kernel.definition("privacy_check"));
        const bool checked = std::ranges::any_of(
            checks, [&](const auto& one) { return Row(*check, one).has("result"); });
        if (!checked) return conflict_error("pia.course.check_needed");
        return {};
    }

    Result<std::vector<registers::RecordVersion>> rows(const char* name) {
        DAICHO_TRY(definition, in_.kernel.definition(name));
        registers::ListQuery query;
        query.moment = in_.moment;
        registers::Filter filter;
        filter.field = definition->index_of("version");
        filter.value = std::to_string(version_.record);
        query.filters.push_back(std::move(filter));
        DAICHO_TRY(page, registers::list_records(in_.connection, *definition, query));
        return std::move(page.rows);
    }

    Status other_human() {
        bool same = version_.requested_by == who().number;
        DAICHO_TRY(accounts, in_.kernel.definition("account"));
        DAICHO_TRY(other, registers::find_record(in_.connection, *accounts, version_.requested_by));
        if (!same && other && in_.kernel.people.same_human) {
            DAICHO_TRY_AS(same, in_.kernel.people.same_human(in_.connection, *other, who().account,
                                                             std::nullopt));
        }
        if (same) return denied_error("pia.course.same_person");
        return {};
    }

    Status approve() {
        if (version_.state != "requested") return not_now(version_);
        DAICHO_CHECK(other_human());
        const std::string content = json::write(to_json(whole_.form, whole_.filled));
        const std::string digest = to_hex(view(sha256(as_bytes(content))));
        DAICHO_CHECK(put({{"state", "submitted"},
                          {"approved_by", who().number},
                          {"submitted_on", format_iso(step_.on)}}));
        DAICHO_CHECK(privacy_put(context_, call_, capacity_, "privacy_submission", 0,
                                 {{"version", version_.no},
                                  {"submitted_on", format_iso(step_.on)},
                                  {"approved_by", who().number},
                                  {"receipt_no", step_.receipt},
                                  {"sha256", digest},
                                  {"origin", privacy_origin(call_)}}));
        return {};
    }

    Status publish() {
        if (version_.state != "submitted") return not_now(version_);
        DAICHO_CHECK(put({{"state", "published"}, {"published_on", format_iso(step_.on)}}));
        for (const PrivacyVersion& one : whole_.versions) {
            const bool replaced = one.record != version_.record && one.state == "published" &&
                                  one.form == version_.form;
            if (!replaced) continue;
            DAICHO_CHECK(privacy_put(context_, call_, capacity_, "privacy_version", one.record,
                                     {{"state", "replaced"}}));
        }
        DAICHO_TRY(submissions, rows("privacy_submission"));
        for (const auto& one : submissions) {
            DAICHO_CHECK(
                privacy_put(context_, call_, capacity_, "privacy_submission", one.record,
                            {{"published_on", format_iso(step_.on)}, {"place", step_.place}}));
        }
        return note_on_task();
    }

    // The five years begin anew with an assessment, not with a correction.
    Status note_on_task() {
        govern::PiaDates dates{whole_.task.assessed_on, step_.on, whole_.task.reviewed_on, {}};
        const bool assessed = version_.cause == "initial" || version_.cause == "reassessment";
        if (assessed) dates.assessed = step_.on;
        Values values = {{"published_on", format_iso(step_.on)},
                         {"assessed_on", iso(dates.assessed)}};
        if (version_.cause == "end") {
            dates.ended = version_.changed_on;
            values["ended_on"] = iso(dates.ended);
        }
        const govern::PiaCalendar calendar = govern::pia_calendar(dates);
        values["review_by"] = iso(calendar.review_by);
        values["reassess_by"] = iso(calendar.reassess_by);
        values["public_until"] = iso(calendar.public_until);
        DAICHO_TRY(catalog, pia_threshold(call_.app));
        if (made_document(catalog, version_.form) > made_document(catalog, whole_.task.made)) {
            values["made"] = version_.form;
        }
        DAICHO_CHECK(privacy_put(context_, call_, capacity_, "privacy_task", whole_.task.record,
                                 std::move(values)));
        return {};
    }

    Status throw_away() {
        if (!version_.open()) return not_now(version_);
        return put({{"state", "thrown_away"}});
    }

    registers::Context& context_;
    const Call& call_;
    PrivacyReads in_;
    std::uint16_t capacity_;
    const PrivacyWhole& whole_;
    const PrivacyVersion& version_;
    const Step& step_;
};

struct ToldIncident {
    std::uint64_t record = 0;
    bool serious = false;
    bool not_ours = false;
};

Result<std::vector<ToldIncident>> told_incidents(const Call& call) {
    std::vector<ToldIncident> list;
    DAICHO_TRY(body, body_of(call));
    json::ObjectReader in(body, "");
    for (json::ObjectReader& one : in.objects("incidents", 500)) {
        ToldIncident told;
        const std::string id = one.text("id", 20);
        told.serious = one.boolean("serious");
        told.not_ours = one.boolean("not_ours");
        const auto record = parse_id(id);
        if (!record) one.fault("id", input_error("api.bad_id").with("id", id));
        told.record = record.value_or(0);
        list.push_back(told);
    }
    DAICHO_CHECK(in.finish());
    return list;
}

registers::ChangeRequest change_of(const char* name, std::uint64_t record, Values values,
                                   Date today) {
    registers::ChangeRequest request;
    request.register_name = name;
    request.record = record;
    request.values = std::move(values);
    request.valid = {today, kForever};
    return request;
}

}  // namespace

Answer privacy_course(const Call& call, std::uint64_t task) {
    DAICHO_TRY(body, body_of(call));
    json::ObjectReader reader(body, "");
    Step step;
    const std::string version = reader.text("version", 20);
    step.to = reader.one_of("to", {"draft", "hearing", "checking", "requested", "submitted",
                                   "published", "thrown_away"});
    step.on = reader.optional_date("on").value_or(today(call.app));
    step.place = reader.optional_text("place", 600).value_or("");
    step.receipt = reader.optional_text("receipt", 120).value_or("");
    DAICHO_CHECK(reader.finish());
    const auto action =
        step.to == "submitted" ? registers::Action::approve : registers::Action::change;
    DAICHO_TRY(capacity, privacy_capacity(call, action));
    DAICHO_CHECK(call.app.kernel.command([&](registers::Context& context) -> Status {
        const PrivacyReads in = privacy_reads(call, context.connection);
        DAICHO_TRY(whole, privacy_whole(call.app, in, task, version));
        return Course(context, call, capacity, whole, step).go();
    }));
    return no_content();
}

Answer privacy_threshold(const Call& call) {
    DAICHO_TRY(admitted, admit_all(call, {"privacy_task", "incident"}));
    DAICHO_TRY(told, told_incidents(call));
    DAICHO_TRY(catalog, pia_threshold(call.app));
    std::size_t decided = 0;
    std::size_t missing = 0;
    DAICHO_CHECK(call.app.kernel.command([&](registers::Context& context) -> Status {
        const auto& who = call.session.person.principal;
        const PrivacyReads in = privacy_reads(call, context.connection);
        const Date day = in.moment.as_of;
        const auto put = [&](const char* name, std::uint64_t record, Values values) -> Status {
            DAICHO_CHECK(registers::change_in(context, who, admitted.find(name)->second,
                                              change_of(name, record, std::move(values), day)));
            return {};
        };
        for (const ToldIncident& one : told) {
            DAICHO_CHECK(put("incident", one.record,
                             {{"serious", one.serious ? "true" : "false"},
                              {"at_fault", one.not_ours ? "false" : "true"},
                              {"threshold_told", "true"}}));
        }
        DAICHO_TRY(incidents, privacy_incidents(in));
        std::vector<govern::Incident> counted;
        for (const PrivacyIncident& one : incidents) counted.push_back(one.incident);
        DAICHO_TRY(tasks, privacy_tasks(in));
        decided = missing = 0;
        for (const PrivacyTask& task : tasks) {
            if (task.holder != "own" || task.exempt != "no" || task.ended_on) continue;
            const auto rows = govern::cascade(
                catalog,
                {{task.name, task.subjects, task.handlers, made_document(catalog, task.made)}},
                counted, day);
            const govern::CascadeRow& row = rows.front();
            std::string standing = row.rises ? "raised" : "ok";
            if (row.missing) standing = "missing";
            missing += row.missing ? 1 : 0;
            ++decided;
            DAICHO_CHECK(put("privacy_task", task.record,
                             {{"due_kind", catalog.documents[row.due].key},
                              {"standing", standing},
                              {"decided_on", format_iso(day)},
                              {"falls_back_on", iso(row.falls_back)}}));
        }
        return {};
    }));
    return json_answer(json::Object{{"decided", decided}, {"missing", missing}});
}

}  // namespace daicho::server
