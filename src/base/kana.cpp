#include "base/kana.hpp"

#include "base/text.hpp"

namespace daicho {
namespace {
std::string fold(std::string_view text) {
    const std::string wide = nfkc(text);
    std::string out;
    for (std::size_t i = 0; i < wide.size(); ++i) {
        const auto byte = static_cast<unsigned char>(wide[i]);
        if (byte == ' ') continue;
        if (byte == 0xE3 && i + 2 < wide.size()) {
            unsigned code = (0xE3u & 15u) << 12 | (static_cast<unsigned char>(wide[i + 1]) & 63u) << 6 |
                            (static_cast<unsigned char>(wide[i + 2]) & 63u);
            if (code >= 0x3041 && code <= 0x3096) code += 0x60;
            out += static_cast<char>(0xE0 | code >> 12);
            out += static_cast<char>(0x80 | (code >> 6 & 63));
            out += static_cast<char>(0x80 | (code & 63));
            i += 2;
            continue;
        }
        out += wide[i];
    }
    return out;
}
}  // namespace
std::string kana_search_key(std::string_view kana) { return fold(kana); }
std::string name_search_key(std::string_view name) { return fold(name); }
bool kana_matches(std::string_view a, std::string_view b) { return fold(a) == fold(b); }
}  // namespace daicho
