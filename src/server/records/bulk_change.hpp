// Bulk change: the same new values for many records, looked at row by row before it is sent.
//
// A preview asks the kernel's checks of every row and writes nothing; what it looked at – rows with
// their versions, values, days, reasons – lies in a sealed file, and that file is what a job
// `bulk_change` carries out: each row by the same path as a single change (workflow, four eyes,
// checks, one entry each), in parts of a few rows whose outcome and cursor stand in their
// transaction. A server that ends goes on behind the last part; cancelling ends between two parts,
// and the report says of every row what became of it.
#pragma once

#include "register/change.hpp"
#include "server/jobs/job_desk.hpp"
#include "server/records/list_selection.hpp"

namespace daicho::server {

inline constexpr std::string_view kBulkFile = "daicho:bulk_change";
inline constexpr std::string_view kBulkPart = "daicho:part";
inline constexpr std::size_t kMostBulkRows = 2'000;
inline constexpr std::size_t kMostBulkFields = 20;

// What is asked of every row.
struct BulkWish {
    const registers::Definition* definition = nullptr;
    std::map<std::string, std::string> values;
    ValidTime valid;
    std::string reason;
    std::string article;
    std::uint16_t purpose = 0;
};
// A row as it was looked at.
struct BulkRow {
    std::uint64_t record = 0;
    std::uint64_t version = 0;
};
struct BulkPlan {
    BulkWish wish;
    std::vector<BulkRow> rows;
};

// Faults stay in `in`.
BulkWish read_bulk_wish(json::ObjectReader& in, const registers::Definition& definition);
// Errors: bulk.event, bulk.no_value, bulk.field (keys, personal numbers), change.no_field.
Status check_bulk_wish(const BulkWish& wish);
// The change of one row.
registers::ChangeRequest change_of(const BulkWish& wish, const BulkRow& row);
// Refused of a row whose person is protected, for whoever has no release.
Error bulk_protected();

std::string write_bulk_plan(const BulkPlan& plan);
Result<BulkPlan> read_bulk_plan(registers::Kernel& kernel, std::string_view text);

// Every cause of an error, for people.
json::Array reasons_json(const Error& error);

// POST /api/registers/{register}/bulk-changes: the preview.
Answer bulk_preview_api(const Call& call);

// The job; parameters {"register","preview"} with the preview's file.
Status check_bulk(App& app, const identity::Principal& principal, const json::Object& parameters);
Result<json::Object> run_bulk(JobWork& work);

}  // namespace daicho::server
