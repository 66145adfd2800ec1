// The levy from the command line: run, confirm, and what belongs to a run.
#pragma once

#include "cli/city.hpp"
#include "json/reader.hpp"
#include "register/verify.hpp"

namespace daicho::cli {

struct LevyCommand {
    FiscalYear year;
    unsigned threads = 2;
    bool provisional = false;
};

Result<json::Value> run_levy_command(City& city, const identity::Principal& principal,
                                     const LevyCommand& command);
// `account` is the number of the approver who confirms.
Status confirm_levy(City& city, std::string_view run_no, std::string_view account);
// The rows of one run, for verification. Error: levy.no_run.
Result<registers::VerifyOnly> levy_registers(City& city, std::string_view run_no);

}  // namespace daicho::cli
