#include "server/migrations.hpp"

#include <array>

namespace daicho::server {
namespace {

constexpr std::array kSteps = {
    store::Migration{1, "files of jobs, requests sent twice",
                     "CREATE TABLE IF NOT EXISTS w_job_file (id INTEGER PRIMARY KEY, account "
                     "INTEGER NOT NULL, job INTEGER NOT NULL, name TEXT NOT NULL, size INTEGER "
                     "NOT NULL, made INTEGER NOT NULL, sealed BLOB NOT NULL) STRICT;"
                     "CREATE TABLE IF NOT EXISTS w_job_file_number (id INTEGER PRIMARY KEY) "
                     "STRICT;"
                     "CREATE TABLE IF NOT EXISTS w_idempotency (sent BLOB PRIMARY KEY, request "
                     "BLOB NOT NULL, begun INTEGER NOT NULL, status INTEGER NOT NULL, type TEXT "
                     "NOT NULL, body TEXT NOT NULL) STRICT;"
                     "CREATE INDEX IF NOT EXISTS w_idempotency_begun ON w_idempotency (begun);"},
    store::Migration{2, "drafts of forms",
                     "CREATE TABLE w_form_draft (id INTEGER PRIMARY KEY, account INTEGER NOT NULL, "
                     "register INTEGER NOT NULL, record INTEGER NOT NULL, base_version INTEGER NOT "
                     "NULL, saved INTEGER NOT NULL, sealed BLOB NOT NULL) STRICT;"
                     "CREATE UNIQUE INDEX w_form_draft_place ON w_form_draft (account, register, "
                     "record);"},
    store::Migration{3, "views of one's own",
                     "CREATE TABLE w_saved_view (account INTEGER NOT NULL, id INTEGER NOT NULL, "
                     "register INTEGER NOT NULL, name TEXT NOT NULL, body TEXT NOT NULL, standard "
                     "INTEGER NOT NULL, changed INTEGER NOT NULL, PRIMARY KEY (account, id)) "
                     "STRICT;"},
    store::Migration{4, "the form that a draft is of",
                     "ALTER TABLE w_form_draft ADD COLUMN form TEXT NOT NULL DEFAULT '';"},
    store::Migration{5, "preferences of accounts",
                     "CREATE TABLE w_preference (account INTEGER NOT NULL, name TEXT NOT NULL, "
                     "value TEXT NOT NULL, changed INTEGER NOT NULL, PRIMARY KEY (account, name)) "
                     "STRICT;"},
    store::Migration{6, "what the scan of a document said",
                     "CREATE TABLE w_document_scan (sha256 BLOB PRIMARY KEY, result TEXT NOT NULL, "
                     "at INTEGER NOT NULL) STRICT;"},
};
static_assert(store::ascends(kSteps));

}  // namespace

store::Migrations migrations() noexcept { return {"server", kSteps}; }

}  // namespace daicho::server
