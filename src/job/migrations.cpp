#include "job/migrations.hpp"

#include <array>

namespace daicho::job {
namespace {

constexpr std::array kSteps = {
    store::Migration{1, "jobs, orders, logs, plans",
                     "CREATE TABLE IF NOT EXISTS w_job (id INTEGER PRIMARY KEY, kind TEXT NOT "
                     "NULL, identity BLOB NOT NULL UNIQUE, state INTEGER NOT NULL, done INTEGER "
                     "NOT NULL, total INTEGER NOT NULL, cursor TEXT NOT NULL, result TEXT NOT "
                     "NULL, error TEXT NOT NULL, started INTEGER NOT NULL, ended INTEGER NOT "
                     "NULL) STRICT;"
                     "CREATE TABLE IF NOT EXISTS w_job_order (job INTEGER PRIMARY KEY, lane TEXT "
                     "NOT NULL, parameters TEXT NOT NULL, account INTEGER NOT NULL, queued "
                     "INTEGER NOT NULL, due INTEGER NOT NULL, plan INTEGER NOT NULL, file "
                     "INTEGER NOT NULL, attempts INTEGER NOT NULL, cancel INTEGER NOT NULL, "
                     "inner_job INTEGER NOT NULL) STRICT;"
                     "CREATE TABLE IF NOT EXISTS w_job_log (job INTEGER NOT NULL, line INTEGER "
                     "NOT NULL, at INTEGER NOT NULL, id TEXT NOT NULL, arguments TEXT NOT NULL, "
                     "PRIMARY KEY (job, line)) STRICT;"
                     "CREATE TABLE IF NOT EXISTS w_job_plan (id INTEGER PRIMARY KEY, kind TEXT "
                     "NOT NULL, lane TEXT NOT NULL, parameters TEXT NOT NULL, account INTEGER "
                     "NOT NULL, rhythm TEXT NOT NULL, next_at INTEGER NOT NULL) STRICT;"},
};
static_assert(store::ascends(kSteps));

}  // namespace

store::Migrations migrations() noexcept { return {"job", kSteps}; }

}  // namespace daicho::job
