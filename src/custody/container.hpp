// Container: a stream compressed (zstd) and sealed in chunks (AES-256-GCM), as docs/formats.md 10
// has it. Each chunk's associated data name municipality, backup, part, its place and whether it is
// the last: none can be changed, left out, moved, taken from another backup or cut off.
// Memory: one chunk and zstd's window. Threading: one thread each.
#pragma once

#include <cstdio>
#include <filesystem>
#include <memory>

#include "base/digest.hpp"
#include "store/dump.hpp"
#include "vault/secret.hpp"

namespace daicho::custody {

enum class Part : std::uint8_t { data = 1, keys = 2 };

struct ContainerPlace {
    std::string municipality;
    std::string backup;  // its name
    Part part = Part::data;
};

struct FileFacts {
    std::uint64_t bytes = 0;
    Digest digest{};
};

class ContainerWriter {
public:
    // `wrapping` seals the fresh key of this file. Error: backup.cannot_write.
    static Result<ContainerWriter> create(const std::filesystem::path& file, ContainerPlace place,
                                          const vault::Secret& wrapping);
    ContainerWriter(ContainerWriter&& other) noexcept;
    ~ContainerWriter();
    Status write(ByteView bytes);
    // Writes the last chunk; durable when it returns.
    Result<FileFacts> finish();

private:
    struct State;
    explicit ContainerWriter(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

class ContainerReader {
public:
    // Errors: backup.cannot_read, backup.damaged (which file, which chunk), backup.wrong_key.
    static Result<ContainerReader> open(const std::filesystem::path& file, ContainerPlace place,
                                        const vault::Secret& wrapping);
    ContainerReader(ContainerReader&& other) noexcept;
    ~ContainerReader();
    // The next plain bytes; false behind the last chunk, and only there.
    Result<bool> read(Bytes& out);

private:
    struct State;
    explicit ContainerReader(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

// Size and SHA-256 of a file. Error: backup.cannot_read.
Result<FileFacts> facts_of(const std::filesystem::path& file);
// The file's or folder's name is durable only when its folder is.
Status sync_folder(const std::filesystem::path& folder);

}  // namespace daicho::custody
