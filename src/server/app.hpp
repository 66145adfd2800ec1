// App: what the handlers of the JSON API work with. One municipality, one process.
//
// Threading: handlers run on several threads at once. `mutex` guards verification and caches; a
// cached value is immutable and shared, so that a handler keeps what it took.
#pragma once

#include <atomic>
#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "json/reader.hpp"
#include "law/statute.hpp"
#include "media/desk.hpp"
#include "net/http.hpp"
#include "office/sessions.hpp"
#include "office/settings.hpp"
#include "register/hidden_records.hpp"
#include "register/search_index.hpp"
#include "register/verify.hpp"
#include "server/city/day_book.hpp"
#include "server/rate_limit.hpp"
#include "server/records/list_orders.hpp"
#include "server/records/totals.hpp"
#include "server/sign_in/session_cache.hpp"
#include "tax/levy/comparison.hpp"
#include "tax/statute/year_statute.hpp"

namespace daicho::govern {
struct CriteriaCatalog;
}  // namespace daicho::govern

namespace daicho::server {

// The newest verification, shown on every screen's foot.
struct LastVerification {
    std::optional<Instant> at;
    std::optional<registers::VerifyReport> report;
};

// A running job as it was first seen: the rate is counted from here, so that a resumed job is not
// slowed down by the time in which it stood still.
struct JobSample {
    std::uint64_t done = 0;
    Instant at;
};

// Read once, then shared: laws bound by year, totals and comparisons of finished runs, the
// criteria.
struct Caches {
    std::map<std::int32_t, std::shared_ptr<const tax::statute::BoundYear>> laws;
    std::map<std::string, json::Value> totals;
    std::map<std::pair<std::uint64_t, std::uint64_t>,
             std::shared_ptr<const tax::levy::Comparison>>
        comparisons;  // by run and earlier run
    std::shared_ptr<const govern::CriteriaCatalog> criteria;
    media::SharedDesk disposal;
};

class JobRunner;
class Leaving;
class MapBook;

struct App {
    registers::Kernel& kernel;
    const law::Statute& statute;
    const office::Settings& settings;
    std::filesystem::path data;  // law/, registers/, catalogs/, data/
    bool secure = false;         // browsers reach it by TLS: cookies say so
    Rate signed_in{200, 400};    // of one session
    Rate strangers{20, 60};      // of one address that shows no session
    std::mutex mutex{};          // guards what follows, up to the counters
    LastVerification verification{};
    Caches caches{};
    std::map<std::uint64_t, JobSample> jobs_seen{};  // by job
    // By register, made at the first search.
    std::map<std::string, std::shared_ptr<registers::SearchIndex>> searched{};
    registers::HiddenRecords hidden{kernel};
    SessionCache sessions{};
    RateLimit rates{};
    Totals totals{};
    DayBook days{};
    ListOrders orders{};
    std::shared_ptr<MapBook> maps{};     // made at the first look at a map
    std::atomic<std::int64_t> swept{0};  // micros: when sessions were last looked through
    std::shared_ptr<JobRunner> jobs{};   // last: it ends before what it works with
};

// A signed-in request on its way through a handler.
struct Call {
    App& app;
    const net::Request& request;
    const office::Session& session;
    std::vector<std::string> path;  // decoded parts behind /api
    Leaving* leaving = nullptr;     // none where an answer is kept for its Idempotency-Key
};

using Answer = Result<net::Response>;

// --- answers
net::Response json_answer(const json::Value& value, unsigned status = 200);
net::Response error_answer(const Error& error);
// With the digest of its body as ETag; 304 without a body where the asker has the same.
net::Response tagged(const Call& call, net::Response response);
net::Response no_content();
json::Value texts(const BilingualText& text);
// A message of the catalogue in both languages.
json::Value message_texts(std::string_view id,
                          const std::vector<std::pair<std::string, std::string>>& arguments = {});
json::Value described(const Error& error);
json::Value instant_text(const std::optional<Instant>& instant);
// Null for the end of time.
json::Value date_text(Date date);
std::string id_text(std::uint64_t id);

// --- asking
// Moment of the request: as_of (default today) and as_known. Errors: date and number faults.
Result<Date> as_of(const Call& call);
Result<std::optional<CommitNumber>> as_known(const Call& call);
Result<std::uint64_t> parse_id(std::string_view text);
// Parameter `name` as a number. Error: api.bad_id.
Result<std::uint64_t> number_parameter(const Call& call, std::string_view name,
                                       std::uint64_t otherwise);
Date today(const App& app);
// JSON object in the body of a request, small and shallow. Errors: those of json::parse.
Result<json::Value> body_of(const Call& call);
// For requests that say everything in their address. Errors: those of json::parse, unknown keys.
Status check_empty_body(const Call& call);
Error no_such_address(const Call& call);

// --- handlers, by first part of the path
Answer session_start(App& app, const net::Request& request);
// A half-done sign-in: the steps behind the password.
Answer sign_in_api(App& app, const net::Request& request, const std::vector<std::string>& path);
Answer place(App& app);
Answer session_show(const Call& call);
Answer session_password(const Call& call);
// Second factors of one's own: /api/session/factors…
Answer session_factors(const Call& call);
Answer session_end(const Call& call);
Answer home(const Call& call);
Answer search(const Call& call);
// Makes what a search reads, so that the first one is as quick as the others.
Status warm_search(App& app);
// Taxpayers alone, by the same index and rules: GET /api/taxpayers?q=
Answer taxpayer_list(const Call& call);
Answer registers_api(const Call& call);
Answer taxpayers_api(const Call& call);
Answer levy_api(const Call& call);
// POST /api/tax/case: an answer of the rules to any question (taxpayer_case.hpp).
Answer tax_api(const Call& call);
Answer systems_api(const Call& call);
Answer disposals_api(const Call& call);
Answer journal_api(const Call& call);
Answer jobs_api(const Call& call);
Answer checks_api(const Call& call);
// A file brought for an import: POST /api/uploads?name=
Answer uploads_api(const Call& call);
Answer accounts_api(const Call& call);
// Sealed roles opened with a reason: /api/emergencies…
Answer emergencies_api(const Call& call);
// Measures that run out, releases that hold: /api/protections.
Answer protections_api(const Call& call);
// The last look at the installation, backups: /api/health.
Answer health_api(const Call& call);

json::Value journal_glance(App& app);

}  // namespace daicho::server
