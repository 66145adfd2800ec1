// How the installation is: what `daicho doctor` said last, backups and what they are worth.
// Nothing is looked at here: each look is a job, whose result is shown with its time.
#include "custody/trial.hpp"
#include "job/queue.hpp"
#include "server/access.hpp"
#include "server/jobs/custody_jobs.hpp"

namespace daicho::server {
namespace {

constexpr std::size_t kJobsToSearch = 500;

json::Value text_at(const json::Value& finding, const char* name) {
    const json::Value* found = finding.get_object().if_contains(name);
    return found != nullptr ? *found : json::Value("");
}

json::Array findings_of(const json::Object& result) {
    json::Array list;
    const json::Value* findings = result.if_contains("findings");
    if (findings == nullptr || !findings->is_array()) return list;
    for (const json::Value& one : findings->get_array()) {
        if (!one.is_object()) continue;
        const json::Value check = text_at(one, "check");
        const std::string id =
            "doctor.name." + (check.is_string() ? std::string(check.get_string()) : "");
        list.push_back(json::Object{
            {"check", check},
            {"name", message_exists(id) ? message_texts(id)
                                        : json::Value(json::Object{{"ja", check}, {"en", check}})},
            {"level", text_at(one, "level")},
            {"text", json::Object{{"ja", text_at(one, "message_ja")},
                                  {"en", text_at(one, "message_en")}}}});
    }
    return list;
}

// The newest look that ended, of this process or an earlier one; null when there was none.
Result<json::Value> doctor_json(store::Connection& connection) {
    DAICHO_TRY(jobs, job::list(connection, kJobsToSearch));
    for (const job::Job& one : jobs) {
        if (one.kind != "doctor" || one.state != job::State::done) continue;
        const auto result = json::parse(one.result);
        if (!result || !result->is_object()) continue;
        return json::Value(json::Object{{"at", format_utc(one.ended)},
                                        {"job", id_text(one.id)},
                                        {"findings", findings_of(result->get_object())}});
    }
    return json::Value(nullptr);
}

json::Array backup_list(const std::filesystem::path& home) {
    json::Array list;
    const auto trials = custody::trials(home);
    const auto known = custody::known_backups(home);
    for (auto one = known.rbegin(); one != known.rend(); ++one) {
        const custody::Whereabouts there = custody::whereabouts(*one);
        const auto trial = trials.find(one->name);
        json::Value tried = nullptr;
        if (trial != trials.end()) {
            tried = json::Object{{"at", format_utc(Instant{trial->second.at})},
                                 {"passed", trial->second.passed}};
        }
        list.push_back(json::Object{{"name", one->name},
                                    {"folder", one->folder.string()},
                                    {"made_at", format_utc(Instant{one->made})},
                                    {"entries", one->entries},
                                    {"bytes", one->bytes},
                                    {"there", there.data},
                                    {"keys", there.keys},
                                    {"tried", std::move(tried)}});
    }
    return list;
}

Result<json::Object> backups_json(App& app) {
    const office::CustodyPolicy& policy = app.settings.custody;
    json::Array too_old;
    DAICHO_TRY(old, prunable(app));
    for (const custody::Pruned& one : old) {
        too_old.push_back(json::Object{{"name", one.name}, {"whole", one.whole}});
    }
    return json::Object{{"folder", backup_folder(app.kernel.home()).string()},
                        {"may_try", custody::can_try(app.kernel)},
                        {"list", backup_list(app.kernel.home())},
                        {"too_old", std::move(too_old)},
                        {"rule", json::Object{{"keep_days", policy.keep_days},
                                              {"keep_keys_days", policy.keep_keys_days},
                                              {"at_least", policy.at_least},
                                              {"cite", policy.backup_cite}}}};
}

}  // namespace

Answer health_api(const Call& call) {
    if (call.request.method != net::Method::get || call.path.size() != 1) {
        return no_such_address(call);
    }
    DAICHO_CHECK(permitted(call, "account"));
    DAICHO_TRY(reader, call.app.kernel.reader());
    DAICHO_TRY(doctor, doctor_json(*reader));
    DAICHO_TRY(backups, backups_json(call.app));
    const auto fault = call.app.kernel.witness_fault();
    return json_answer(
        json::Object{{"may_order", keeps_the_machine(call.app, call.session.person.principal)},
                     {"doctor", std::move(doctor)},
                     {"witness_fault", fault ? described(*fault) : json::Value(nullptr)},
                     {"backups", std::move(backups)}});
}

}  // namespace daicho::server
