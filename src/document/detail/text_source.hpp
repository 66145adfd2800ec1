// Bytes of a file as UTF-8: drops the byte order mark, chooses the charset, decodes CP932.
//
// As long as all is ASCII the charset does not matter, so the choice waits for the first block that
// holds anything else: valid UTF-8 → UTF-8, else CP932 when it decodes strictly, else UTF-8 (and
// the reader names the line). A file that is ASCII for a gigabyte and then CP932 is read rightly.
// Errors: those of the source. Threading: one thread.
#pragma once

#include <functional>
#include <string>

#include "base/result.hpp"
#include "document/charset.hpp"

namespace daicho::document {

// Fills the buffer with up to `capacity` bytes; 0 = the end.
using ByteSource = std::function<Result<std::size_t>(char* buffer, std::size_t capacity)>;

namespace detail {

class TextSource {
public:
    TextSource(ByteSource source, Charset charset);

    // Appends UTF-8 to out; 0 = the end. `capacity` at least 4096.
    Result<std::size_t> fill(char* out, std::size_t capacity);

    [[nodiscard]] std::uint64_t bytes_read() const noexcept { return bytes_read_; }
    // Charset::detect while nothing but ASCII was seen.
    [[nodiscard]] Charset charset() const noexcept { return charset_; }

private:
    // Reads until `capacity` or the end.
    Result<std::size_t> read(char* out, std::size_t capacity);
    Result<std::size_t> fill_decoded(char* out, std::size_t capacity);
    void choose(std::string_view block);

    ByteSource source_;
    Charset charset_;
    bool started_ = false;  // the first block is in, and with it any byte order mark
    bool ended_ = false;
    std::uint64_t bytes_read_ = 0;
    std::string raw_;  // CP932 not yet decoded
};

}  // namespace detail
}  // namespace daicho::document
