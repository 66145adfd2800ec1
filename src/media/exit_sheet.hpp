// クラウドの終了の一件 (exit sheet): the end of a cloud contract with the steps that its class
// asks, what is done, open or late, and the city's own certificate of it. Judged anew each time.
#pragma once

#include "govern/media/cloud_exit.hpp"
#include "identity/principal.hpp"
#include "media/desk.hpp"
#include "office/settings.hpp"

namespace daicho::media {

struct ExitSheet {
    Line row;
    std::string system;               // name
    govern::ExitJudgement judgement;  // points into the desk's catalog
};

// The steps by which ends are judged; every desk is made by load_desk and has them.
const govern::ExitCatalog& exits_of(const Desk& desk) noexcept;

// Errors: disposal.no_exit.
Result<ExitSheet> exit_sheet(registers::Kernel& kernel, store::Connection& connection,
                             const Desk& desk, std::uint64_t record,
                             const registers::Moment& moment);
Result<ExitSheet> exit_sheet(registers::Kernel& kernel, store::Connection& connection,
                             const Desk& desk, const std::string& number,
                             const registers::Moment& moment);
// All of them by the day the contract ends, the newest first; at most `limit`.
Result<std::vector<ExitSheet>> exit_sheets(registers::Kernel& kernel, store::Connection& connection,
                                           const Desk& desk, const registers::Moment& moment,
                                           std::uint64_t offset, std::uint64_t limit,
                                           std::uint64_t& total);
json::Value to_json(const Desk& desk, const ExitSheet& sheet);

struct ExitPaper {
    ExitSheet sheet;
    std::string content;  // JSON text that the digest is of
    std::string digest;   // SHA-256, hex
    std::uint64_t entry = 0;
    Instant at;
};
// Puts its entry (disposal_certified, of register cloud_exit) into the journal. What is not closed
// is printed as unfinished. Errors: disposal.no_exit, register.denied.
Result<ExitPaper> issue_exit_paper(registers::Kernel& kernel, const identity::Principal& principal,
                                   const Desk& desk, const std::string& number);
// Errors: pdf.font_missing, pdf.failed.
Result<std::string> exit_pdf(const Desk& desk, const ExitPaper& paper,
                             const office::Settings& settings);
json::Value to_json(const Desk& desk, const ExitPaper& paper);

}  // namespace daicho::media
