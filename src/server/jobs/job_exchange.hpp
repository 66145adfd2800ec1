// Import and export as jobs. What names single rows – faults, differences, the rows themselves –
// lies in sealed files of the job (job_files.hpp); its result in w_job holds counts alone.
#pragma once

#include "register/access.hpp"
#include "register/import.hpp"
#include "server/jobs/job_desk.hpp"

namespace daicho::server {

Status may_order(App& app, const identity::Principal& principal, std::string_view register_name,
                 registers::Action action);

// Parameters {"register","mode":"all|delta|full","valid_from","take_good_rows","may_end","charset",
// "sheet"}: what is previewed with them is what lands with them.
Status check_import(App& app, const identity::Principal& principal, const json::Object& parameters);
// One transaction: screens wait to write while rows land, as with `daicho import`.
Result<json::Object> run_import(JobWork& work);
Result<json::Object> run_preview(JobWork& work);

// Parameters {"register","format","charset","as_of","since","reason","with_protected",
// "replace_unmapped","recipient","medium","due","purpose","fields"}, and as its file what was
// selected in a list (list_selection.hpp); with a recipient the file is an encrypted ZIP, is
// entered in the ledger of media, and its password is a file of its own that can be read once.
Status check_export(App& app, const identity::Principal& principal, const json::Object& parameters);
Result<json::Object> run_export(JobWork& work);

inline constexpr std::string_view kPasswordFile = "password.txt";
inline constexpr std::string_view kReportFile = "report.json";

}  // namespace daicho::server
