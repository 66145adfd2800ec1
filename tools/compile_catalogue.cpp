// Turns catalogue/*.yaml into one sorted C++ table (see cmake/embed.cmake).
// Usage: compile_catalogue OUTPUT.cpp INPUT.yaml…
// Fails, naming file and line, when an id lacks a language, appears twice, or its two texts do not
// use the same {arguments}.
#include <yaml-cpp/yaml.h>

#include <fstream>
#include <iostream>
#include <map>
#include <set>
#include <string>

namespace {

struct Text {
    std::string ja;
    std::string en;
};

std::set<std::string> arguments_of(const std::string& text) {
    std::set<std::string> names;
    for (std::size_t at = text.find('{'); at != std::string::npos; at = text.find('{', at + 1)) {
        const std::size_t end = text.find('}', at);
        if (end == std::string::npos) continue;
        std::string name = text.substr(at + 1, end - at - 1);
        // {field_ja} in one text answers to {field_en} in the other.
        if (name.ends_with("_ja") || name.ends_with("_en")) name.resize(name.size() - 3);
        names.insert(std::move(name));
    }
    return names;
}

[[noreturn]] void fail(const std::string& file, const YAML::Mark& mark, const std::string& what) {
    std::cerr << file << ":" << mark.line + 1 << ": " << what << "\n";
    std::exit(1);
}

void read(const std::string& file, std::map<std::string, Text>& table) {
    const YAML::Node root = YAML::LoadFile(file);
    for (const auto& pair : root) {
        const auto id = pair.first.as<std::string>();
        const YAML::Node& texts = pair.second;
        if (!texts.IsMap() || !texts["ja"] || !texts["en"] || texts.size() != 2) {
            fail(file, pair.first.Mark(), id + ": needs exactly ja and en");
        }
        Text text{texts["ja"].as<std::string>(), texts["en"].as<std::string>()};
        if (text.ja.empty() || text.en.empty()) fail(file, pair.first.Mark(), id + ": empty text");
        if (arguments_of(text.ja) != arguments_of(text.en)) {
            fail(file, pair.first.Mark(), id + ": ja and en use different {arguments}");
        }
        if (!table.emplace(id, text).second) fail(file, pair.first.Mark(), id + ": given twice");
    }
}

std::string literal(const std::string& text) {
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') out += '\\';
        if (c == '\n') {
            out += "\\n";
        } else {
            out += c;
        }
    }
    return out + "\"";
}

}  // namespace

int main(int argc, char** argv) try {
    std::map<std::string, Text> table;
    for (int i = 2; i < argc; ++i) read(argv[i], table);
    std::ofstream out(argv[1]);
    out << "// Made from catalogue/*.yaml by tools/compile_catalogue.\n"
           "#include \"base/detail/message_table.hpp\"\n\n"
           "namespace daicho::detail {\n"
           "const MessageRow kMessageTable[] = {\n";
    for (const auto& [id, text] : table) {
        out << "    {" << literal(id) << ", " << literal(text.ja) << ", " << literal(text.en)
            << "},\n";
    }
    out << "};\nconst std::size_t kMessageCount = " << table.size() << ";\n}  // namespace\n";
    return out ? 0 : 1;
} catch (const std::exception& error) {
    std::cerr << error.what() << "\n";
    return 1;
}
