#include "custody/container.hpp"

#include <fcntl.h>
#include <unistd.h>
#include <zstd.h>

#include <algorithm>

#include "vault/seal.hpp"

namespace daicho::custody {
namespace {

constexpr std::string_view kMagic = "DAICHOB1";
constexpr std::uint8_t kPlaceKind = 5;  // among those of vault/place.hpp
constexpr std::size_t kChunk = 1U << 18;
constexpr std::size_t kMost = kChunk + 256;  // a sealed chunk, a header
constexpr int kLevel = 3;
constexpr std::uint64_t kKeyPlace = ~std::uint64_t{0};

struct CloseFile {
    void operator()(std::FILE* file) const { (void)std::fclose(file); }
};
using File = std::unique_ptr<std::FILE, CloseFile>;

Error fault(const char* id, const std::filesystem::path& file) {
    return system_error(id).with("file", file.string());
}

Bytes associated(const ContainerPlace& place, std::uint64_t index, bool last) {
    Bytes bytes;
    ByteWriter out(bytes);
    out.u8(kPlaceKind);
    out.sized(as_bytes(place.municipality));
    out.sized(as_bytes(place.backup));
    out.u8(static_cast<std::uint8_t>(place.part));
    out.u64(index);
    out.u8(last ? 1 : 0);
    return bytes;
}

}  // namespace

Status sync_folder(const std::filesystem::path& folder) {
    const int at = ::open(folder.c_str(), O_RDONLY | O_CLOEXEC);
    const bool done = at >= 0 && ::fsync(at) == 0;
    if (at >= 0) ::close(at);
    return done ? Status() : Status(fault("backup.cannot_write", folder));
}

struct ContainerWriter::State {
    std::filesystem::path path;
    ContainerPlace place;
    File file;
    vault::Secret key;
    std::unique_ptr<ZSTD_CCtx, decltype(&ZSTD_freeCCtx)> zstd{ZSTD_createCCtx(), &ZSTD_freeCCtx};
    Bytes packed;
    std::uint64_t index = 0;
    FileFacts facts;
    Sha256 hash;

    Status put(ByteView bytes) {
        if (std::fwrite(bytes.data(), 1, bytes.size(), file.get()) != bytes.size()) {
            return fault("backup.cannot_write", path);
        }
        facts.bytes += bytes.size();
        hash.add(bytes);
        return {};
    }
    Status put_chunk(ByteView plain, bool last) {
        DAICHO_TRY(sealed, vault::seal(key, associated(place, index++, last), plain));
        Bytes framed;
        ByteWriter(framed).sized(sealed);
        return put(framed);
    }
    Status compress(ByteView bytes, ZSTD_EndDirective how) {
        ZSTD_inBuffer in{bytes.data(), bytes.size(), 0};
        std::uint8_t room[kChunk / 4];
        while (true) {
            ZSTD_outBuffer out{room, sizeof room, 0};
            const std::size_t left = ZSTD_compressStream2(zstd.get(), &out, &in, how);
            if (ZSTD_isError(left) != 0) return fault("backup.cannot_write", path);
            packed.insert(packed.end(), room, room + out.pos);
            while (packed.size() >= kChunk) {
                DAICHO_CHECK(put_chunk(ByteView(packed).first(kChunk), false));
                packed.erase(packed.begin(), packed.begin() + kChunk);
            }
            const bool done = how == ZSTD_e_end ? left == 0 : in.pos == in.size;
            if (done) return {};
        }
    }
};

ContainerWriter::ContainerWriter(std::unique_ptr<State> state) : state_(std::move(state)) {}
ContainerWriter::ContainerWriter(ContainerWriter&& other) noexcept = default;
ContainerWriter::~ContainerWriter() = default;

Result<ContainerWriter> ContainerWriter::create(const std::filesystem::path& file,
                                                ContainerPlace place,
                                                const vault::Secret& wrapping) {
    auto state = std::make_unique<State>();
    state->path = file;
    state->place = std::move(place);
    const int at = ::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (at < 0) return fault("backup.cannot_write", file);
    state->file.reset(::fdopen(at, "wb"));
    if (!state->file || !state->zstd) return fault("backup.cannot_write", file);
    (void)ZSTD_CCtx_setParameter(state->zstd.get(), ZSTD_c_compressionLevel, kLevel);
    state->key.make_random();
    DAICHO_TRY(wrapped, vault::seal(wrapping, associated(state->place, kKeyPlace, true),
                                    state->key.view()));
    Bytes head;
    ByteWriter out(head);
    out.raw(as_bytes(kMagic));
    out.sized(wrapped);
    DAICHO_CHECK(state->put(head));
    return ContainerWriter(std::move(state));
}

Status ContainerWriter::write(ByteView bytes) { return state_->compress(bytes, ZSTD_e_continue); }

Result<FileFacts> ContainerWriter::finish() {
    DAICHO_CHECK(state_->compress({}, ZSTD_e_end));
    DAICHO_CHECK(state_->put_chunk(state_->packed, true));
    if (std::fflush(state_->file.get()) != 0 || ::fsync(::fileno(state_->file.get())) != 0) {
        return fault("backup.cannot_write", state_->path);
    }
    state_->facts.digest = state_->hash.finish();
    return state_->facts;
}

struct ContainerReader::State {
    std::filesystem::path path;
    ContainerPlace place;
    File file;
    vault::Secret key;
    std::unique_ptr<ZSTD_DCtx, decltype(&ZSTD_freeDCtx)> zstd{ZSTD_createDCtx(), &ZSTD_freeDCtx};
    Bytes packed;
    std::size_t used = 0;
    std::uint64_t index = 0;
    bool last = false;
    bool frame_done = false;

    Error damaged() const {
        return input_error("backup.damaged")
            .with("file", path.string())
            .with("chunk", std::to_string(index));
    }
    Result<Bytes> sized() {
        std::uint8_t head[4];
        if (std::fread(head, 1, sizeof head, file.get()) != sizeof head) return damaged();
        const std::uint32_t size = ByteReader(head).u32();
        if (size > kMost) return damaged();
        Bytes bytes(size);
        if (std::fread(bytes.data(), 1, size, file.get()) != size) return damaged();
        return bytes;
    }
    // The last chunk is the one behind which the file ends.
    Status next_chunk() {
        DAICHO_TRY(sealed, sized());
        const int behind = std::fgetc(file.get());
        last = behind == EOF;
        if (!last) (void)std::ungetc(behind, file.get());
        auto plain = vault::open(key, associated(place, index, last), sealed);
        if (!plain) return damaged();
        packed = std::move(*plain);
        used = 0;
        ++index;
        return {};
    }
};

ContainerReader::ContainerReader(std::unique_ptr<State> state) : state_(std::move(state)) {}
ContainerReader::ContainerReader(ContainerReader&& other) noexcept = default;
ContainerReader::~ContainerReader() = default;

Result<ContainerReader> ContainerReader::open(const std::filesystem::path& file,
                                              ContainerPlace place,
                                              const vault::Secret& wrapping) {
    auto state = std::make_unique<State>();
    state->path = file;
    state->place = std::move(place);
    state->file.reset(std::fopen(file.c_str(), "rbe"));
    if (!state->file || !state->zstd) return fault("backup.cannot_read", file);
    char magic[8];
    if (std::fread(magic, 1, sizeof magic, state->file.get()) != sizeof magic ||
        std::string_view(magic, sizeof magic) != kMagic) {
        return state->damaged();
    }
    DAICHO_TRY(wrapped, state->sized());
    if (!vault::open_key(wrapping, associated(state->place, kKeyPlace, true), wrapped,
                         state->key)) {
        return input_error("backup.wrong_key").with("file", file.string());
    }
    return ContainerReader(std::move(state));
}

Result<bool> ContainerReader::read(Bytes& out) {
    out.clear();
    while (out.empty()) {
        if (state_->used == state_->packed.size()) {
            if (state_->last) {
                return state_->frame_done ? Result<bool>(false) : Result<bool>(state_->damaged());
            }
            DAICHO_CHECK(state_->next_chunk());
            if (state_->packed.empty()) continue;
        }
        out.resize(kChunk);
        ZSTD_inBuffer in{state_->packed.data(), state_->packed.size(), state_->used};
        ZSTD_outBuffer to{out.data(), out.size(), 0};
        const std::size_t left = ZSTD_decompressStream(state_->zstd.get(), &to, &in);
        if (ZSTD_isError(left) != 0) return state_->damaged();
        state_->used = in.pos;
        state_->frame_done = left == 0;
        out.resize(to.pos);
        const bool stuck = to.pos == 0 && in.pos == in.size && state_->last;
        if (stuck && !state_->frame_done) return state_->damaged();
    }
    return true;
}

Result<FileFacts> facts_of(const std::filesystem::path& file) {
    const File in(std::fopen(file.c_str(), "rbe"));
    if (!in) return fault("backup.cannot_read", file);
    FileFacts facts;
    Sha256 hash;
    Bytes room(kChunk);
    while (true) {
        const std::size_t got = std::fread(room.data(), 1, room.size(), in.get());
        hash.add(ByteView(room).first(got));
        facts.bytes += got;
        if (got < room.size()) break;
    }
    if (std::ferror(in.get()) != 0) return fault("backup.cannot_read", file);
    facts.digest = hash.finish();
    return facts;
}

}  // namespace daicho::custody
