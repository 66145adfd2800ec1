// daicho-verify: checks a piece of a municipality's journal without its database. For auditors: it
// is made of base and the pure parts of journal, and knows no keys but the public one it is given.
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <sstream>

#include "base/message.hpp"
#include "journal/bundle.hpp"

namespace {

using namespace daicho;

struct Asked {
    std::string bundle, notes, origin, key;
};

Result<std::string> read_file(const std::string& name) {
    std::ifstream in(name, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    if (!in || text.view().size() > journal::kMaxBundle) {
        return input_error("bundle.cannot_read").with("file", name);
    }
    return std::move(text).str();
}

Result<Asked> read_words(int argc, char** argv) {
    Asked asked;
    for (int i = 1; i < argc; ++i) {
        const std::string word = argv[i];
        std::string* to = word == "--key"      ? &asked.key
                          : word == "--origin" ? &asked.origin
                          : word == "--notes"  ? &asked.notes
                                               : nullptr;
        if (to == nullptr && !asked.bundle.empty()) return input_error("bundle.usage");
        if (to == nullptr) {
            asked.bundle = word;
        } else if (++i < argc) {
            *to = argv[i];
        }
    }
    if (asked.bundle.empty() || asked.key.empty() || asked.origin.empty()) {
        return input_error("bundle.usage");
    }
    return asked;
}

Result<journal::BundleFindings> check(const Asked& asked) {
    DAICHO_TRY(bundle, read_file(asked.bundle));
    std::string notes;
    if (!asked.notes.empty()) {
        DAICHO_TRY(text, read_file(asked.notes));
        notes = std::move(text);
    }
    const auto key = from_base64(asked.key);
    if (!key || key->size() != 32) return input_error("bundle.key");
    return journal::check_bundle(bundle, notes, asked.origin, *key);
}

Language language() {
    const char* value = std::getenv("DAICHO_LANG");
    return value != nullptr && std::string_view(value).starts_with("en") ? Language::english
                                                                         : Language::japanese;
}

void print(const journal::BundleFindings& found) {
    std::cout << "{\"ok\":true,\"first\":" << found.first << ",\"last\":" << found.last
              << ",\"sizes\":[";
    for (std::size_t i = 0; i < found.sizes.size(); ++i) {
        std::cout << (i == 0 ? "" : ",") << found.sizes[i];
    }
    std::cout << "],\"signed\":\"" << found.newest_time << "\"}\n";
    std::cerr << message("bundle.good", language(),
                         {{"size", std::to_string(found.newest)}, {"time", found.newest_time}})
              << "\n";
}

// 1: it does not fit; 2: what was given is of no use.
int failure(const Error& error) {
    const bool no = error.id == "bundle.root" || error.id == "bundle.entry" ||
                    error.id == "journal.note.bad_signature";
    std::cout << "{\"ok\":false,\"id\":\"" << error.id << "\"}\n";
    std::cerr << describe(error, language()) << "\n";
    return no ? 1 : 2;
}

}  // namespace

int main(int argc, char** argv) {
    const auto asked = read_words(argc, argv);
    if (!asked) return failure(asked.error());
    const auto found = check(*asked);
    if (!found) return failure(found.error());
    print(*found);
    return 0;
}
