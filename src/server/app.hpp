// App: what the handlers of the JSON API work with. One municipality, one process.
#pragma once

#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "json/reader.hpp"
#include "law/statute.hpp"
#include "net/http.hpp"
#include "office/sessions.hpp"
#include "office/settings.hpp"
#include "register/kernel.hpp"
#include "register/verify.hpp"

namespace daicho::server {

// The newest verification, shown on every screen's foot.
struct LastVerification {
    std::optional<Instant> at;
    std::optional<registers::VerifyReport> report;
};

struct App {
    registers::Kernel& kernel;
    const law::Statute& statute;
    const office::Settings& settings;
    std::filesystem::path data;  // law/, registers/, catalogs/, data/
    std::mutex mutex;            // guards what follows
    LastVerification verification;
    bool verifying = false;
};

// A signed-in request on its way through a handler.
struct Call {
    App& app;
    const net::Request& request;
    const office::Session& session;
    std::vector<std::string> path;  // decoded parts behind /api
};

using Answer = Result<net::Response>;

// --- answers
net::Response json_answer(const json::Value& value, unsigned status = 200);
net::Response error_answer(const Error& error);
net::Response no_content();
json::Value texts(const BilingualText& text);
json::Value instant_text(const std::optional<Instant>& instant);
std::string id_text(std::uint64_t id);

// --- asking
// Moment of the request: as_of (default today) and as_known. Errors: date and number faults.
Result<Date> as_of(const Call& call);
Result<std::optional<CommitNumber>> as_known(const Call& call);
Result<std::uint64_t> parse_id(std::string_view text);
Date today(const App& app);
// JSON body of a request. Errors: those of json::parse.
Result<json::Value> body_of(const Call& call);

// --- handlers, by first part of the path
Answer session_start(App& app, const net::Request& request);
Answer place(App& app);
Answer session_show(const Call& call);
Answer session_end(const Call& call);
Answer home(const Call& call);
Answer search(const Call& call);
Answer registers_api(const Call& call);
Answer taxpayers_api(const Call& call);
Answer levy_api(const Call& call);
Answer systems_api(const Call& call);
Answer journal_api(const Call& call);
Answer jobs_api(const Call& call);

json::Value journal_glance(App& app);

}  // namespace daicho::server
