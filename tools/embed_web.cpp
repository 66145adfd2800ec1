// embed_web: packs a folder of files for the server.
//
//     embed_web web/dist web.pack
//
// Pack, integers little-endian: "DWEB1\n", u32 count; for each file: path ("/assets/x.js"), content
// type, SHA-256 in hex (each u16 length and bytes), u64 plain length, u64 gzip length (0 = none);
// then for each file its plain bytes and its gzip bytes. `gzip` does the compressing where it is
// installed. The pack is written only when it differs, so that nothing is rebuilt for nothing.
#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <map>
#include <string>
#include <vector>

#include "base/digest.hpp"

namespace {

namespace fs = std::filesystem;

constexpr std::string_view kMissing =
    "<!doctype html><html lang=\"ja\"><head><meta charset=\"utf-8\"><title>Daicho</title></head>"
    "<body><h1>画面はまだ組み立てられていません</h1>"
    "<p>フォルダー <code>web</code> で <code>npm ci</code> と <code>npm run build</code> "
    "を実行し、プログラムを組み立て直してください。</p>"
    "<h1 lang=\"en\">The screens have not been built</h1>"
    "<p lang=\"en\">Run <code>npm ci</code> and <code>npm run build</code> in the folder "
    "<code>web</code>, then build the program again.</p></body></html>\n";

struct File {
    std::string path, type, digest, plain, packed;
};

std::string type_of(const fs::path& path) {
    static const std::map<std::string, std::string> kTypes = {
        {".html", "text/html; charset=utf-8"},
        {".js", "text/javascript; charset=utf-8"},
        {".mjs", "text/javascript; charset=utf-8"},
        {".css", "text/css; charset=utf-8"},
        {".json", "application/json; charset=utf-8"},
        {".webmanifest", "application/manifest+json; charset=utf-8"},
        {".map", "application/json; charset=utf-8"},
        {".svg", "image/svg+xml"},
        {".png", "image/png"},
        {".jpg", "image/jpeg"},
        {".ico", "image/x-icon"},
        {".webp", "image/webp"},
        {".woff2", "font/woff2"},
        {".woff", "font/woff"},
        {".txt", "text/plain; charset=utf-8"},
        {".pdf", "application/pdf"},
        {".wasm", "application/wasm"},
    };
    const auto found = kTypes.find(path.extension().string());
    return found == kTypes.end() ? "application/octet-stream" : found->second;
}

std::string read_file(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

// 'a'\''b': safe between the words of a shell.
std::string quoted(const std::string& text) {
    std::string out = "'";
    for (const char c : text) out += c == '\'' ? std::string("'\\''") : std::string(1, c);
    return out + "'";
}

// Empty when gzip is not there, fails, or does not make the file smaller.
std::string compressed(const fs::path& path, const File& file) {
    const bool worth = file.plain.size() > 512 && !file.type.starts_with("font/") &&
                       (!file.type.starts_with("image/") || file.type == "image/svg+xml");
    if (!worth) return {};
    const std::string command = "gzip -9 -n -c " + quoted(path.string()) + " 2>/dev/null";
    std::FILE* pipe = ::popen(command.c_str(), "r");
    if (pipe == nullptr) return {};
    std::string out;
    char buffer[65536];
    for (std::size_t size = 0; (size = std::fread(buffer, 1, sizeof buffer, pipe)) > 0;) {
        out.append(buffer, size);
    }
    const bool good = ::pclose(pipe) == 0;
    return good && out.size() < file.plain.size() ? out : std::string();
}

std::vector<File> read_folder(const fs::path& folder) {
    std::vector<File> files;
    std::error_code code;
    for (const auto& entry : fs::recursive_directory_iterator(folder, code)) {
        if (!entry.is_regular_file()) continue;
        File file;
        file.path = "/" + fs::relative(entry.path(), folder).generic_string();
        file.type = type_of(entry.path());
        file.plain = read_file(entry.path());
        file.packed = compressed(entry.path(), file);
        files.push_back(std::move(file));
    }
    const bool whole = std::any_of(files.begin(), files.end(),
                                   [](const File& file) { return file.path == "/index.html"; });
    if (!whole) {
        std::cerr << "embed_web: " << folder.string()
                  << " holds no index.html; a page that says so is embedded\n";
        files = {{"/index.html", type_of("index.html"), "", std::string(kMissing), ""}};
    }
    for (File& file : files) {
        file.digest = daicho::to_hex(daicho::view(daicho::sha256(daicho::as_bytes(file.plain))));
    }
    std::sort(files.begin(), files.end(),
              [](const File& a, const File& b) { return a.path < b.path; });
    return files;
}

void add_integer(std::string& out, std::uint64_t value, int bytes) {
    for (int i = 0; i < bytes; ++i) out += static_cast<char>((value >> (8 * i)) & 0xff);
}

void add_text(std::string& out, const std::string& text) {
    add_integer(out, text.size(), 2);
    out += text;
}

std::string pack(const std::vector<File>& files) {
    std::string out = "DWEB1\n";
    add_integer(out, files.size(), 4);
    for (const File& file : files) {
        add_text(out, file.path);
        add_text(out, file.type);
        add_text(out, file.digest);
        add_integer(out, file.plain.size(), 8);
        add_integer(out, file.packed.size(), 8);
    }
    for (const File& file : files) out += file.plain + file.packed;
    return out;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 3) {
        std::cerr << "usage: embed_web FOLDER PACK\n";
        return 2;
    }
    const std::string bytes = pack(read_folder(argv[1]));
    if (fs::exists(argv[2]) && read_file(argv[2]) == bytes) return 0;
    std::ofstream out(argv[2], std::ios::binary | std::ios::trunc);
    out << bytes;
    out.flush();
    if (out) return 0;
    std::cerr << "embed_web: cannot write " << argv[2] << "\n";
    return 1;
}
