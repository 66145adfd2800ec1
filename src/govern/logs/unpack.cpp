// Files as bytes: opening, gzip, UTF-16.
#include <zlib.h>

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <vector>

#include "govern/logs/records.hpp"

namespace daicho::govern::logs {

namespace {

constexpr std::size_t kPiece = 256 * 1024;

// Bytes read ahead to look at the first of them, then given back.
struct Ahead {
    ByteReader inner;
    std::string kept;
    std::size_t at = 0;
    bool ended = false;

    Status look(std::size_t count) {
        while (kept.size() < count && !ended) {
            char piece[16];
            DAICHO_TRY(size, inner(piece, std::min(sizeof piece, count - kept.size())));
            if (size == 0) ended = true;
            kept.append(piece, size);
        }
        return {};
    }
    Result<std::size_t> read(char* buffer, std::size_t capacity) {
        if (at < kept.size()) {
            const std::size_t size = std::min(capacity, kept.size() - at);
            std::memcpy(buffer, kept.data() + at, size);
            at += size;
            return size;
        }
        return ended ? Result<std::size_t>(std::size_t{0}) : inner(buffer, capacity);
    }
};

class Gzip {
public:
    Gzip(std::shared_ptr<Ahead> inner, std::string name)
        : inner_(std::move(inner)), name_(std::move(name)), input_(kPiece) {
        std::memset(&stream_, 0, sizeof stream_);
        ready_ = inflateInit2(&stream_, 15 + 16) == Z_OK;
    }
    Gzip(const Gzip&) = delete;
    Gzip& operator=(const Gzip&) = delete;
    ~Gzip() {
        if (ready_) inflateEnd(&stream_);
    }

    Result<std::size_t> read(char* buffer, std::size_t capacity) {
        if (!ready_) return broken();
        stream_.next_out = reinterpret_cast<Bytef*>(buffer);
        stream_.avail_out = static_cast<uInt>(std::min<std::size_t>(capacity, 1U << 30));
        const uInt room = stream_.avail_out;
        while (stream_.avail_out == room) {
            if (stream_.avail_in == 0 && !no_more_) {
                DAICHO_TRY(size, inner_->read(input_.data(), input_.size()));
                no_more_ = size == 0;
                stream_.next_in = reinterpret_cast<Bytef*>(input_.data());
                stream_.avail_in = static_cast<uInt>(size);
            }
            if (between_) {
                if (stream_.avail_in == 0) return std::size_t{0};
                inflateReset(&stream_);  // several members one behind the other are one file
                between_ = false;
            }
            const int code = inflate(&stream_, Z_NO_FLUSH);
            if (code == Z_STREAM_END) {
                between_ = true;
            } else if (code != Z_OK && !(code == Z_BUF_ERROR && !no_more_)) {
                return broken();
            }
        }
        return static_cast<std::size_t>(room - stream_.avail_out);
    }

private:
    [[nodiscard]] Error broken() const {
        return input_error("logs.file.broken_gzip").with("file", name_);
    }
    std::shared_ptr<Ahead> inner_;
    std::string name_;
    std::vector<char> input_;
    z_stream stream_;
    bool ready_ = false;
    bool no_more_ = false;
    bool between_ = false;
};

void append_utf8(std::string& out, std::uint32_t point) {
    if (point < 0x80) {
        out += static_cast<char>(point);
    } else if (point < 0x800) {
        out += static_cast<char>(0xC0 | (point >> 6));
        out += static_cast<char>(0x80 | (point & 0x3F));
    } else if (point < 0x10000) {
        out += static_cast<char>(0xE0 | (point >> 12));
        out += static_cast<char>(0x80 | ((point >> 6) & 0x3F));
        out += static_cast<char>(0x80 | (point & 0x3F));
    } else {
        out += static_cast<char>(0xF0 | (point >> 18));
        out += static_cast<char>(0x80 | ((point >> 12) & 0x3F));
        out += static_cast<char>(0x80 | ((point >> 6) & 0x3F));
        out += static_cast<char>(0x80 | (point & 0x3F));
    }
}

// UTF-16 to UTF-8. Half a pair becomes a byte that is never UTF-8: its record is refused.
class Wide {
public:
    Wide(std::shared_ptr<Ahead> inner, bool big) : inner_(std::move(inner)), big_(big) {}

    Result<std::size_t> read(char* buffer, std::size_t capacity) {
        while (at_ == out_.size()) {
            out_.clear();
            at_ = 0;
            char piece[4096];
            DAICHO_TRY(size, inner_->read(piece, sizeof piece));
            if (size == 0) {
                if (half_ < 0 && high_ == 0) return std::size_t{0};
                half_ = -1;
                high_ = 0;
                out_ += '\xFF';
                break;
            }
            for (std::size_t i = 0; i < size; ++i) add(static_cast<unsigned char>(piece[i]));
        }
        const std::size_t size = std::min(capacity, out_.size() - at_);
        std::memcpy(buffer, out_.data() + at_, size);
        at_ += size;
        return size;
    }

private:
    void add(unsigned char byte) {
        if (half_ < 0) {
            half_ = byte;
            return;
        }
        const auto first = static_cast<std::uint32_t>(half_);
        half_ = -1;
        const std::uint32_t unit = big_ ? first << 8 | byte : std::uint32_t{byte} << 8 | first;
        const bool low = unit >= 0xDC00 && unit < 0xE000;
        if (high_ != 0 && low) {
            append_utf8(out_, 0x10000 + ((high_ - 0xD800) << 10) + (unit - 0xDC00));
            high_ = 0;
            return;
        }
        if (high_ != 0 || low) out_ += '\xFF';
        high_ = 0;
        if (low) return;
        if (unit >= 0xD800 && unit < 0xDC00) {
            high_ = unit;
        } else {
            append_utf8(out_, unit);
        }
    }
    std::shared_ptr<Ahead> inner_;
    bool big_;
    int half_ = -1;
    std::uint32_t high_ = 0;
    std::string out_;
    std::size_t at_ = 0;
};

// What takes gzip and UTF-16 away is chosen when the first byte is asked for.
struct Unpacked {
    std::string name;
    std::shared_ptr<Ahead> ahead;
    ByteReader chosen;

    Status choose() {
        DAICHO_CHECK(ahead->look(2));
        if (ahead->kept == "\x1F\x8B") {
            auto gzip = std::make_shared<Gzip>(ahead, name);
            auto inside = std::make_shared<Ahead>();
            inside->inner = [gzip](char* to, std::size_t room) { return gzip->read(to, room); };
            ahead = inside;
            DAICHO_CHECK(ahead->look(2));
        }
        const bool little = ahead->kept == "\xFF\xFE";
        const bool big = ahead->kept == "\xFE\xFF";
        if (little || big) {
            ahead->at = 2;
            auto wide = std::make_shared<Wide>(ahead, big);
            chosen = [wide](char* to, std::size_t room) { return wide->read(to, room); };
        } else {
            auto plain = ahead;
            chosen = [plain](char* to, std::size_t room) { return plain->read(to, room); };
        }
        return {};
    }
};

}  // namespace

ByteReader unpacked(ByteReader inner, std::string name) {
    auto state = std::make_shared<Unpacked>();
    state->name = std::move(name);
    state->ahead = std::make_shared<Ahead>();
    state->ahead->inner = std::move(inner);
    return [state](char* buffer, std::size_t capacity) -> Result<std::size_t> {
        if (!state->chosen) DAICHO_CHECK(state->choose());
        return state->chosen(buffer, capacity);
    };
}

Result<ByteReader> open_bytes(const std::string& path) {
    std::FILE* opened = std::fopen(path.c_str(), "rb");
    if (opened == nullptr) return not_found_error("logs.file.cannot_read").with("file", path);
    std::setvbuf(opened, nullptr, _IONBF, 0);
    const std::shared_ptr<std::FILE> file(opened, std::fclose);
    return ByteReader([file, path](char* buffer, std::size_t capacity) -> Result<std::size_t> {
        const std::size_t size = std::fread(buffer, 1, capacity, file.get());
        if (size == 0 && std::ferror(file.get()) != 0) {
            return system_error("logs.file.cannot_read").with("file", path);
        }
        return size;
    });
}

Result<ByteReader> open_log(const std::string& path) {
    DAICHO_TRY(bytes, open_bytes(path));
    return unpacked(std::move(bytes), path);
}

ByteReader read_text(std::string_view text, std::size_t piece) {
    auto at = std::make_shared<std::size_t>(0);
    return [text, piece, at](char* buffer, std::size_t capacity) -> Result<std::size_t> {
        const std::size_t size = std::min({capacity, piece, text.size() - *at});
        std::memcpy(buffer, text.data() + *at, size);
        *at += size;
        return size;
    };
}

}  // namespace daicho::govern::logs
