// The levy from the command line: run, confirm, and what belongs to a run.
#pragma once

#include <filesystem>

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
// Prints the notices of the first `count` taxpayers who have to pay into one PDF; journaled as
// printed for each of them. Gives the number of pages.
Result<std::uint32_t> print_notices(City& city, const identity::Principal& principal,
                                    FiscalYear year, std::uint64_t count,
                                    const std::filesystem::path& file);
// The rows of one run, for verification. Error: levy.no_run.
Result<registers::VerifyOnly> levy_registers(City& city, std::string_view run_no);

}  // namespace daicho::cli
