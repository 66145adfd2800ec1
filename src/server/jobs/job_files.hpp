// Files of jobs: what somebody brings for an import, what an export made until it is fetched.
//
// They lie in the database, sealed under a key of their own (w_record_key, register 0): destroying
// the key is how they end, after a day or when they are no longer wanted. No file of the disk ever
// holds their bytes in the clear, and backups leave them out.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "register/kernel.hpp"

namespace daicho::server {

inline constexpr std::size_t kMaxJobFile = 64 * 1024 * 1024;
inline constexpr std::int64_t kJobFileMicros = 24LL * 60 * 60 * 1'000'000;

struct JobFile {
    std::uint64_t id = 0;
    std::uint64_t account = 0;  // who may use it
    std::uint64_t job = 0;      // that made it; 0 = brought by a person
    std::string name;
    std::uint64_t size = 0;
    Instant made;
};

// A number for something sealed under register 0 (files, drafts of forms), never given twice: with
// its key goes what it sealed, and nothing else. In the caller's command.
Result<std::uint64_t> next_sealed_number(registers::Context& context);
// In the caller's command. Error: job.file.too_large.
Result<std::uint64_t> keep_file(registers::Context& context, const JobFile& file,
                                std::string_view bytes);
Result<std::optional<JobFile>> find_file(store::Connection& connection, std::uint64_t id);
// What a job made and still has, in order of making.
Result<std::vector<JobFile>> files_of_job(store::Connection& connection, std::uint64_t job);
// Error: job.file.gone.
Result<std::string> open_file(registers::Kernel& kernel, store::Connection& connection,
                              std::uint64_t id);
// Of the files of this name that an account brought, those but the newest few that no waiting job
// names: whoever looks again and again fills no table.
Status drop_earlier(registers::Context& context, std::uint64_t account, std::string_view name);
Status drop_file(registers::Context& context, std::uint64_t id);
// Those older than a day that no waiting job names.
Status drop_old_files(registers::Context& context);

}  // namespace daicho::server
