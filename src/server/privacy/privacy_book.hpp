// PrivacyBook: privacy assessments as they stand in the registers privacy_task, privacy_version,
// privacy_value, privacy_change and incident. A version keeps what it says otherwise than the
// version it changes; the whole form is read along that chain.
#pragma once

#include "govern/assessment/calendar.hpp"
#include "govern/assessment/change_table.hpp"
#include "govern/assessment/consistency.hpp"
#include "register/query.hpp"
#include "server/app.hpp"

namespace daicho::server {

struct PrivacyReads {
    registers::Kernel& kernel;
    store::Connection& connection;
    registers::Moment moment;
};

struct PrivacyTask {
    std::uint64_t record = 0;
    std::string no, name, body, holder, exempt, due_kind, made, standing, origin;
    std::int64_t number = 0;
    std::int64_t subjects = 0;
    std::int64_t handlers = 0;
    std::uint64_t department = 0;
    std::uint64_t system = 0;
    bool voluntary = false;
    std::optional<Date> subjects_on, handlers_on, decided_on, falls_back_on, assessed_on,
        published_on, reviewed_on, review_by, reassess_by, ended_on, public_until;
};
// In the order of their numbers.
Result<std::vector<PrivacyTask>> privacy_tasks(const PrivacyReads& in);
// Error: pia.no_task.
Result<PrivacyTask> privacy_task(const PrivacyReads& in, std::uint64_t record);

struct PrivacyVersion {
    std::uint64_t record = 0;
    std::uint64_t task = 0;
    std::uint64_t base = 0;
    std::string no, form, cause, state, made_by, requested_by, approved_by, origin, note;
    std::int64_t sequence = 0;
    std::optional<Date> changed_on, submitted_on, published_on;
    [[nodiscard]] bool open() const {
        return state == "draft" || state == "hearing" || state == "checking" ||
               state == "requested";
    }
};
// Of one task (0: of all), in their order.
Result<std::vector<PrivacyVersion>> privacy_versions(const PrivacyReads& in, std::uint64_t task);
// The version named, or the one that is worked on or holds. Error: pia.no_version.
Result<PrivacyVersion> chosen_version(const std::vector<PrivacyVersion>& versions,
                                      std::string_view record);

struct PrivacyEntry {
    std::uint64_t record = 0;
    std::string address;
    std::string value;
    bool gone = false;
    std::uint64_t block = 0;
};
// What this version itself says.
Result<std::vector<PrivacyEntry>> privacy_entries(const PrivacyReads& in, std::uint64_t version);
// The whole of it, along the versions it rests on; `blocks` gets the shared block of an address.
Result<govern::FilledForm> privacy_form(const PrivacyReads& in, const govern::PiaForm& form,
                                        const std::vector<PrivacyVersion>& versions,
                                        std::uint64_t version,
                                        std::map<std::string, std::uint64_t>* blocks = nullptr);

struct PrivacyNote {
    std::uint64_t record = 0;
    govern::ChangeNote note;
};
Result<std::vector<PrivacyNote>> privacy_notes(const PrivacyReads& in, std::uint64_t version);

struct PrivacyIncident {
    std::uint64_t record = 0;
    std::string no, title;
    govern::Incident incident;
    bool decided = false;  // somebody said whether it is serious
    bool told = false;
    bool likely = false;  // intent, or more than a hundred people
};
// Those with personal information, newest first.
Result<std::vector<PrivacyIncident>> privacy_incidents(const PrivacyReads& in);

// Catalogs of the installation. Errors: pia.form.unknown, those of reading.
Result<govern::PiaForm> pia_form(const App& app, std::string_view form);
Result<govern::ThresholdCatalog> pia_threshold(const App& app);
Result<govern::CitationRules> pia_citations(const App& app);
std::size_t made_document(const govern::ThresholdCatalog& catalog, const std::string& made);

// Everything a version's screen and paper need.
struct PrivacyWhole {
    PrivacyTask task;
    std::vector<PrivacyVersion> versions;
    PrivacyVersion version;
    govern::PiaForm form;
    govern::FilledForm filled;
    govern::FilledForm before;
    std::map<std::string, std::uint64_t> blocks;
    govern::ChangeTable table;
    std::vector<govern::PiaFinding> findings;
};
Result<PrivacyWhole> privacy_whole(const App& app, const PrivacyReads& in, std::uint64_t task,
                                   std::string_view version);
// Tables of all versions up to this one, as the form prints them; none of one that no table lists.
Result<std::vector<govern::ChangeTable>> privacy_tables(const PrivacyReads& in,
                                                        const PrivacyWhole& whole);

}  // namespace daicho::server
