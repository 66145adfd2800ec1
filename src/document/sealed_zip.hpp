// SealedZip: files for people outside, in a ZIP archive encrypted with AES-256 (WinZip AE-2).
//
//     DAICHO_TRY(zip, SealedZip::create());
//     DAICHO_TRY(sink, zip.add("addressee.csv"));
//     … sink(bytes) …
//     DAICHO_CHECK(zip.finish(password, seconds, out));
//
// The format is chosen for the receiving office: the archivers it has open it, with a password that
// can be told by another way; age or CMS would need a program or a certificate there. Its key
// derivation (PBKDF2 with 1,000 rounds) is too weak for a password that people think up, so
// passwords are made here (make_password, 125 bits). Names and sizes of the files stay readable.
// What waits to be encrypted is in memory, never on a disk. Threading: one thread.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "base/bytes.hpp"
#include "document/csv_writer.hpp"

namespace daicho::document {

class SealedZip {
public:
    // Error: zip.cannot_write.
    static Result<SealedZip> create();
    SealedZip(SealedZip&&) noexcept;
    SealedZip& operator=(SealedZip&&) = delete;
    ~SealedZip();

    // A file in the archive; the sink lives as long as this object.
    Result<ByteSink> add(const std::string& name);
    // `seconds` since 1970 is the files' time. Gives all bytes of the archive to `out`.
    Status finish(const std::string& password, std::int64_t seconds, const ByteSink& out);

private:
    struct State;
    explicit SealedZip(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

// 25 letters and digits that cannot be mistaken for each other, in groups of five; each takes five
// bits of `random`, which must hold 25 bytes.
inline constexpr std::size_t kPasswordBytes = 25;
std::string make_password(ByteView random);

}  // namespace daicho::document
