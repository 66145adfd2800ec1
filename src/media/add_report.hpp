// Bringing an erasure report to a disposal: each run whose serial number is one of its media
// becomes a row of erasure_run with the judgement, and the report its document.
#pragma once

#include "identity/principal.hpp"
#include "media/sheet.hpp"

namespace daicho::media {

struct BroughtReport {
    std::uint64_t disposal = 0;
    std::string name;   // of the file
    std::string bytes;
    Date ended;         // where the report tells no day
    std::string place = "onsite";
    std::string done_by = "staff";
    std::string origin = "published";
};

struct AddedRun {
    std::uint64_t record = 0;
    std::string run_no;
    std::string serial;
    bool accepted = false;
};
struct AddedReport {
    govern::ErasureReport report;
    std::vector<AddedRun> added;
    std::vector<std::string> foreign;  // serial numbers that are not in the disposal
};

// All of it or nothing. Errors: those of reading a report, disposal.no_disposal, .not_running,
// .report_known, .no_run_of_it, and those of a change.
Result<AddedReport> add_report(registers::Kernel& kernel, const identity::Principal& principal,
                               const Desk& desk, const BroughtReport& brought);
json::Value to_json(const Desk& desk, const AddedReport& added);

}  // namespace daicho::media
