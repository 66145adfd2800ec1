// File book: the register of personal-information files as it stands today, beside the newest
// edition that was published. Threading: plain values.
#pragma once

#include "audit/rows.hpp"
#include "govern/requests/file_register.hpp"
#include "govern/requests/request_rules.hpp"
#include "server/access.hpp"

namespace daicho::server {

enum class FileChange : std::uint8_t { added, changed, same };
struct BookedFile {
    std::uint64_t record = 0;
    govern::FileEntry entry;
    std::int64_t persons = 0;
    bool generated = false;  // its items come from definitions of registers
    FileChange change = FileChange::added;
    std::vector<BilingualText> changed;  // columns
};
struct LeftOutFile {
    std::uint64_t record = 0;
    std::string file_no, name;
    std::int64_t persons = 0;
    std::string why;  // empty: fewer persons than the act asks for
};
struct FileBook {
    std::vector<BookedFile> files;
    std::vector<LeftOutFile> left_out;
    std::vector<std::string> gone;  // numbers that the edition has and today has not
    std::optional<registers::RecordVersion> edition;  // newest
    std::vector<registers::RecordVersion> editions;   // newest first
    const registers::Definition* editions_register = nullptr;
};

// Errors: those of reading.
Result<FileBook> file_book(const Call& call, store::Connection& connection,
                           const govern::RequestRules& rules);
// SHA-256 over the content of all files, hex.
std::string book_digest(const FileBook& book);

}  // namespace daicho::server
