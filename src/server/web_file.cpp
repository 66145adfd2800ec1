// Web file: the embedded front end. Addresses of screens are answered with index.html.
#include <algorithm>
#include <map>

#include "base/assert.hpp"
#include "base/message.hpp"
#include "server/router.hpp"

// The pack that tools/embed_web makes; its format is described there.
extern "C" const unsigned char daicho_web_pack_begin[];
extern "C" const unsigned char daicho_web_pack_end[];

namespace daicho::server {
namespace {

constexpr std::string_view kMagic = "DWEB1\n";
constexpr std::string_view kIndex = "/index.html";

struct WebFile {
    std::string_view type, digest, plain, packed;
};
using WebFiles = std::map<std::string_view, WebFile>;

// Reads the pack from front to back. It was made with this program: a fault is one of ours.
class PackReader {
public:
    explicit PackReader(std::string_view bytes) : rest_(bytes) {}
    std::string_view bytes(std::size_t count) {
        DAICHO_ASSERT(count <= rest_.size());
        const std::string_view part = rest_.substr(0, count);
        rest_.remove_prefix(count);
        return part;
    }
    std::uint64_t integer(std::size_t size) {
        std::uint64_t value = 0;
        const std::string_view part = bytes(size);
        for (std::size_t i = size; i-- > 0;) {
            value = value << 8 | static_cast<unsigned char>(part[i]);
        }
        return value;
    }
    std::string_view text() { return bytes(integer(2)); }

private:
    std::string_view rest_;
};

WebFiles read_pack() {
    PackReader in({reinterpret_cast<const char*>(daicho_web_pack_begin),
                   static_cast<std::size_t>(daicho_web_pack_end - daicho_web_pack_begin)});
    DAICHO_ASSERT(in.bytes(kMagic.size()) == kMagic);
    struct Sizes {
        std::string_view path;
        std::uint64_t plain, packed;
    };
    std::vector<Sizes> order(in.integer(4));
    WebFiles files;
    for (Sizes& sizes : order) {
        sizes.path = in.text();
        const std::string_view type = in.text();
        files[sizes.path] = {type, in.text(), {}, {}};
        sizes.plain = in.integer(8);
        sizes.packed = in.integer(8);
    }
    for (const Sizes& sizes : order) {
        WebFile& file = files[sizes.path];
        file.plain = in.bytes(sizes.plain);
        file.packed = in.bytes(sizes.packed);
    }
    return files;
}

const WebFiles& web_files() {
    static const WebFiles kFiles = read_pack();
    return kFiles;
}

bool takes_gzip(const net::Request& request) {
    const auto accepted = request.header("accept-encoding");
    return accepted && accepted->find("gzip") != std::string_view::npos &&
           accepted->find("gzip;q=0") == std::string_view::npos;
}

net::Response plain_text(unsigned status, std::string body) {
    net::Response response;
    response.status = status;
    response.header("Content-Type", "text/plain; charset=utf-8");
    response.header("Cache-Control", "no-store");
    response.body = std::move(body);
    return response;
}

net::Response not_found() {
    return plain_text(404, message("api.no_such_file", Language::japanese) + "\n" +
                               message("api.no_such_file", Language::english) + "\n");
}

// Files lie at the root, with a dot in their name, or under /assets/; every other address is a
// screen's, whose last part may be a number or an id with dots in it.
bool names_screen(std::string_view path) {
    if (path.starts_with("/assets/")) return false;
    return path.rfind('/') != 0 || path.find('.') == std::string_view::npos;
}

net::Response file_answer(const net::Request& request, std::string_view path,
                          const WebFile& file) {
    net::Response response;
    const std::string tag = "\"" + std::string(file.digest.substr(0, 32)) + "\"";
    const bool named_by_digest = path.starts_with("/assets/");
    response.header("Cache-Control",
                    named_by_digest ? "public, max-age=31536000, immutable" : "no-cache");
    response.header("ETag", tag);
    response.header("Vary", "Accept-Encoding");
    const auto known = request.header("if-none-match");
    if (known && known->find(tag) != std::string_view::npos) {
        response.status = 304;
        return response;
    }
    response.header("Content-Type", std::string(file.type));
    const bool packed = !file.packed.empty() && takes_gzip(request);
    if (packed) response.header("Content-Encoding", "gzip");
    response.fixed_body = packed ? file.packed : file.plain;
    return response;
}

}  // namespace

net::Response web_file(const net::Request& request) {
    const bool reads =
        request.method == net::Method::get || request.method == net::Method::head;
    if (!reads) {
        net::Response refused = plain_text(405, "");
        refused.header("Allow", "GET, HEAD");
        return refused;
    }
    const WebFiles& files = web_files();
    const std::string_view path = request.path;
    auto found = path == "/" ? files.end() : files.find(path);
    if (found == files.end()) {
        if (!names_screen(path)) return not_found();
        found = files.find(kIndex);
        if (found == files.end()) return not_found();
    }
    return file_answer(request, found->first, found->second);
}

}  // namespace daicho::server
