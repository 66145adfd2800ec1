#include "identity/detail/weakness.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <vector>

#include "identity/romaji.hpp"

namespace daicho::identity::detail {
namespace {

constexpr std::size_t kFewestDistinct = 5;
constexpr std::size_t kLongestPiece = 6;      // "abcabcabcabc" repeats a piece of 3
constexpr std::size_t kShortestRun = 4;       // "1234", "qwer"
constexpr std::size_t kFewestUnguessable = 8;  // characters left when the guessable is gone
constexpr std::size_t kShortestOwnerPart = 2;
constexpr std::size_t kShortestAccount = 3;
constexpr std::size_t kShortestSpelling = 3;   // in Latin letters; two would hit anything

// Rows and columns of the Japanese keyboard, also with its kana, and the usual orders.
constexpr std::array kRows = {
    std::string_view("qwertyuiop@["),  std::string_view("asdfghjkl;:]"),
    std::string_view("zxcvbnm,./\\"),  std::string_view("1234567890-^\\"),
    std::string_view("!\"#$%&'()"),    std::string_view("1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik,9ol."),
    std::string_view("zaq12wsxcde34rfvbgt56yhnmju7"),
    std::string_view("q1w2e3r4t5y6u7i8o9p0"),
    std::string_view("1q2w3e4r5t6y7u8i9o0p"),
    std::string_view("abcdefghijklmnopqrstuvwxyz"),
    std::string_view("01234567890123456789"),
    std::string_view("たていすかんなにらせ"), std::string_view("ちとしはきくまのりれけむ"),
    std::string_view("つさそひこみもねるめろ"), std::string_view("ぬふあうえおやゆよわほへ"),
    std::string_view("あいうえおかきくけこさしすせそたちつてとなにぬねの"),
    std::string_view("いろはにほへとちりぬるを"),
};

constexpr std::array kWords = {
    std::string_view("password"),   std::string_view("passw0rd"),  std::string_view("p@ssword"),
    std::string_view("p@ssw0rd"),   std::string_view("passphrase"), std::string_view("pasuwado"),
    std::string_view("pasuwaado"),  std::string_view("administrator"), std::string_view("admin"),
    std::string_view("kanrisha"),   std::string_view("welcome"),   std::string_view("letmein"),
    std::string_view("iloveyou"),   std::string_view("changeme"),  std::string_view("default"),
    std::string_view("himitsu"),    std::string_view("sakura"),    std::string_view("arigatou"),
    std::string_view("arigato"),    std::string_view("konnichiwa"), std::string_view("daisuki"),
    std::string_view("nippon"),     std::string_view("nihon"),     std::string_view("japan"),
    std::string_view("tokyo"),      std::string_view("shiyakusho"), std::string_view("yakuba"),
    std::string_view("zeimuka"),    std::string_view("daicho"),    std::string_view("reiwa"),
    std::string_view("heisei"),     std::string_view("doraemon"),  std::string_view("pokemon"),
    std::string_view("baseball"),   std::string_view("football"),  std::string_view("dragon"),
    std::string_view("monkey"),     std::string_view("sunshine"),  std::string_view("princess"),
    std::string_view("パスワード"), std::string_view("ぱすわーど"), std::string_view("ひみつ"),
    std::string_view("市役所"),     std::string_view("管理者"),     std::string_view("さくら"),
};

using Characters = std::vector<std::string>;

bool continues(char c) noexcept { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; }

std::string lower(std::string_view text) {
    std::string out(text);
    for (char& c : out) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return out;
}

Characters characters(std::string_view text) {
    Characters list;
    for (const char c : text) {
        if (list.empty() || !continues(c)) list.emplace_back();
        list.back().push_back(c);
    }
    return list;
}

bool repeats_a_piece(const Characters& list) {
    for (std::size_t piece = 1; piece <= kLongestPiece && piece * 2 <= list.size(); ++piece) {
        std::size_t i = piece;
        while (i < list.size() && list[i] == list[i - piece]) ++i;
        if (i == list.size()) return true;
    }
    return false;
}

// Length of the longest start of `list` from `at` that stands in `row`.
std::size_t run_length(const Characters& list, std::size_t at, const Characters& row) {
    std::size_t longest = 0;
    for (std::size_t start = 0; start < row.size(); ++start) {
        std::size_t length = 0;
        while (at + length < list.size() && start + length < row.size() &&
               list[at + length] == row[start + length]) {
            ++length;
        }
        longest = std::max(longest, length);
    }
    return longest;
}

const std::vector<Characters>& rows() {
    static const std::vector<Characters> kBothWays = [] {
        std::vector<Characters> made;
        for (const std::string_view row : kRows) {
            Characters list = characters(row);
            made.push_back(list);
            std::reverse(list.begin(), list.end());
            made.push_back(std::move(list));
        }
        return made;
    }();
    return kBothWays;
}

std::size_t guessable_length(const Characters& list, std::size_t at, std::string_view rest) {
    std::size_t longest = 0;
    for (const std::string_view word : kWords) {
        if (rest.starts_with(word)) longest = std::max(longest, count_characters(word));
    }
    for (const Characters& row : rows()) {
        const std::size_t run = run_length(list, at, row);
        if (run >= kShortestRun) longest = std::max(longest, run);
    }
    std::size_t same = 1;
    while (at + same < list.size() && list[at + same] == list[at]) ++same;
    return same >= kShortestRun ? std::max(longest, same) : longest;
}

}  // namespace

std::size_t count_characters(std::string_view text) noexcept {
    return static_cast<std::size_t>(
        std::count_if(text.begin(), text.end(), [](char c) { return !continues(c); }));
}

std::vector<std::string> name_parts(std::string_view name) {
    std::vector<std::string> parts(1);
    for (const std::string& character : characters(name)) {
        const bool gap = character == " " || character == "\u3000" || character == "・" ||
                         character == "（" || character == "）";
        if (gap) {
            parts.emplace_back();
        } else {
            parts.back() += character;
        }
    }
    std::erase(parts, std::string());
    return parts;
}

bool contains_owner(std::string_view password, const Owner& owner) {
    const std::string secret = lower(password);
    const std::string spelt = romaji(password);
    const auto holds = [&secret](std::string_view part, std::size_t shortest) {
        return count_characters(part) >= shortest && secret.find(lower(part)) != std::string::npos;
    };
    if (holds(owner.number, kShortestAccount)) return true;
    for (const std::string_view given : {owner.name, owner.kana}) {
        for (const std::string& part : name_parts(given)) {
            if (holds(part, kShortestOwnerPart)) return true;
        }
    }
    for (const std::string& part : name_parts(owner.kana)) {
        for (const std::string& spelling : romaji_spellings(part)) {
            const bool enough = spelling.size() >= kShortestSpelling;
            if (enough && spelt.find(spelling) != std::string::npos) return true;
        }
    }
    return false;
}

bool is_simple(std::string_view password) {
    const std::string text = lower(password);
    const Characters list = characters(text);
    const std::set<std::string> distinct(list.begin(), list.end());
    if (distinct.size() < kFewestDistinct || repeats_a_piece(list)) return true;
    std::size_t unguessable = 0;
    std::size_t byte = 0;
    for (std::size_t at = 0; at < list.size();) {
        const std::size_t known =
            guessable_length(list, at, std::string_view(text).substr(byte));
        const std::size_t step = std::max<std::size_t>(known, 1);
        if (known == 0) ++unguessable;
        for (std::size_t i = 0; i < step; ++i) byte += list[at + i].size();
        at += step;
    }
    return unguessable < kFewestUnguessable;
}

}  // namespace daicho::identity::detail
