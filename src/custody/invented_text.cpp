#include "custody/invented_text.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <span>

#include "base/era.hpp"

namespace daicho::custody {
namespace {

struct Piece {
    std::string_view kanji, kana;
};

// Specimen, form, copy, trial, frame, shadow …: no family bears these side by side.
constexpr std::array<Piece, 24> kPieces = {{
    {"架", "カ"}, {"仮", "カリ"}, {"例", "レイ"}, {"模", "モ"}, {"標", "ヒョウ"}, {"案", "アン"},
    {"範", "ハン"}, {"写", "シャ"}, {"擬", "ギ"}, {"想", "ソウ"}, {"試", "シ"}, {"替", "タイ"},
    {"虚", "キョ"}, {"像", "ゾウ"}, {"匿", "トク"}, {"覆", "フク"}, {"隠", "オン"}, {"型", "ケイ"},
    {"練", "レン"}, {"似", "ジ"}, {"空", "クウ"}, {"幻", "ゲン"}, {"設", "セツ"}, {"証", "ショウ"},
}};

constexpr std::string_view kLegalForms[] = {
    "株式会社", "有限会社", "合同会社", "合資会社", "合名会社", "医療法人", "学校法人", "宗教法人",
    "社会福祉法人", "一般社団法人", "一般財団法人", "公益社団法人", "公益財団法人",
    "特定非営利活動法人", "農事組合法人", "㈱", "㈲", "（株）", "（有）", "(株)", "(有)"};

// In addresses. Longer ones first.
constexpr std::string_view kMarkers[] = {
    "丁目", "番地", "大字", "番", "号", "字", "町", "市", "区", "郡", "村", "の", "ノ", "　",
    "－", "ー", "−", "‐", "（", "）", "、"};
constexpr std::string_view kNumerals[] = {"一", "二", "三", "四", "五", "六",
                                          "七", "八", "九", "十"};
constexpr std::string_view kPrefectures[] = {
    "北海道", "青森県", "岩手県", "宮城県", "秋田県", "山形県", "福島県", "茨城県", "栃木県",
    "群馬県", "埼玉県", "千葉県", "東京都", "神奈川県", "新潟県", "富山県", "石川県", "福井県",
    "山梨県", "長野県", "岐阜県", "静岡県", "愛知県", "三重県", "滋賀県", "京都府", "大阪府",
    "兵庫県", "奈良県", "和歌山県", "鳥取県", "島根県", "岡山県", "広島県", "山口県", "徳島県",
    "香川県", "愛媛県", "高知県", "福岡県", "佐賀県", "長崎県", "熊本県", "大分県", "宮崎県",
    "鹿児島県", "沖縄県"};

std::size_t length_at(std::string_view text, std::size_t at) {
    const auto first = static_cast<unsigned char>(text[at]);
    const std::size_t size = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    return std::min(size, text.size() - at);
}

std::string_view begins_with(std::string_view text, std::span<const std::string_view> words) {
    for (const std::string_view word : words) {
        if (text.starts_with(word)) return word;
    }
    return {};
}

bool is_ascii_digit(char c) { return c >= '0' && c <= '9'; }
// ０ … ９
bool is_wide_digit(std::string_view c) {
    return c.size() == 3 && c[0] == '\xEF' && c[1] == '\xBC' && c[2] >= '\x90' && c[2] <= '\x99';
}
bool is_digit(std::string_view c) {
    return (c.size() == 1 && is_ascii_digit(c[0])) || is_wide_digit(c);
}

// A digit of the same width; `first` of a run is 0 only where it was.
std::string other_digit(Draw& draw, std::string_view c, bool first) {
    const char last = c.back();
    const bool zero = last == (c.size() == 1 ? '0' : '\x90');
    const std::uint32_t digit = !first ? draw.below(10) : zero ? 0 : 1 + draw.below(9);
    std::string out(c);
    out.back() = static_cast<char>((c.size() == 1 ? '0' : '\x90') + static_cast<int>(digit));
    return out;
}

// "外1名" with what number ever: how many there are tells nothing about who.
std::size_t others_at(std::string_view text) {
    constexpr std::string_view kOther = "外";
    if (!text.starts_with(kOther)) return 0;
    std::size_t at = kOther.size();
    while (at < text.size() && is_digit(text.substr(at, length_at(text, at)))) {
        at += length_at(text, at);
    }
    return at > kOther.size() && text.substr(at).starts_with("名") ? at + 3 : 0;
}

std::string reading_of_others(std::string_view text) {
    std::string out = "ホカ";
    for (const char c : text) {
        if (!is_ascii_digit(c)) continue;
        out += "\xEF\xBC" + std::string(1, static_cast<char>(c - '0' - 0x70));
    }
    return out + "メイ";
}

std::string invented_place(ByteView key, std::string_view place) {
    Draw draw(key, "place", place);
    std::string out;
    for (std::size_t at = 0; at < place.size(); at += length_at(place, at)) {
        out += kPieces[draw.below(kPieces.size())].kanji;
    }
    return out;
}

// Kanji numerals in front of 丁目 belong to it.
std::size_t numerals_before_chome(std::string_view text) {
    std::size_t at = 0;
    while (at < text.size() && !begins_with(text.substr(at), kNumerals).empty()) at += 3;
    return at > 0 && text.substr(at).starts_with("丁目") ? at : 0;
}

// How many bytes from here on stay as they are.
std::size_t kept_in_address(std::string_view rest) {
    const unsigned char first = static_cast<unsigned char>(rest[0]);
    if (first < 0x80 && !is_ascii_digit(rest[0]) && std::isalpha(first) == 0) return 1;
    if (const std::size_t size = numerals_before_chome(rest); size > 0) return size;
    return begins_with(rest, kMarkers).size();
}

}  // namespace

Draw::Draw(ByteView key, std::string_view purpose, std::string_view text, unsigned attempt)
    : key_(key.begin(), key.end()) {
    ByteWriter out(seed_);
    out.sized(as_bytes(purpose));
    out.sized(as_bytes(text));
    out.u32(attempt);
    refill();
}

void Draw::refill() {
    Bytes message = seed_;
    ByteWriter(message).u32(round_++);
    pool_ = hmac_sha256(key_, message);
    at_ = 0;
}

std::uint32_t Draw::below(std::uint32_t limit) {
    if (at_ + 4 > pool_.size()) refill();
    std::uint32_t value = 0;
    for (int i = 0; i < 4; ++i) value = value << 8 | pool_[at_++];
    return static_cast<std::uint32_t>(std::uint64_t{value} * limit >> 32);
}

InventedName invent_name(Draw& draw, std::string_view name) {
    InventedName out;
    for (std::size_t at = 0; at < name.size();) {
        const std::string_view rest = name.substr(at);
        if (const std::string_view form = begins_with(rest, kLegalForms); !form.empty()) {
            out.name += form;
            at += form.size();
        } else if (const std::size_t others = others_at(rest); others > 0) {
            out.name += rest.substr(0, others);
            out.kana += reading_of_others(rest.substr(0, others));
            at += others;
        } else if (rest[0] == ' ' || rest.starts_with("　")) {
            const std::size_t size = length_at(name, at);
            out.name += rest.substr(0, size);
            out.kana += rest.substr(0, size);
            at += size;
        } else {
            const Piece& piece = kPieces[draw.below(kPieces.size())];
            out.name += piece.kanji;
            out.kana += piece.kana;
            at += length_at(name, at);
        }
    }
    return out;
}

// 汐見市港町二丁目 1番地5 → 港町二丁目1-5-: however the numbers are joined, it is one place.
std::string same_place(std::string_view address, std::string_view kept) {
    constexpr std::string_view kJoints[] = {"番地", "番", "号", "の", "ノ", "－", "−", "‐", "-"};
    std::string out;
    if (!kept.empty() && address.starts_with(kept)) address.remove_prefix(kept.size());
    for (std::size_t at = 0; at < address.size();) {
        const std::string_view rest = address.substr(at);
        if (const std::string_view joint = begins_with(rest, kJoints); !joint.empty()) {
            if (!out.empty() && out.back() != '-') out += '-';
            at += joint.size();
        } else if (rest[0] == ' ' || rest.starts_with("　")) {
            at += length_at(address, at);
        } else {
            out += rest.substr(0, length_at(address, at));
            at += length_at(address, at);
        }
    }
    while (!out.empty() && out.back() == '-') out.pop_back();
    return out;
}

std::string invent_address(ByteView key, Draw& draw, std::string_view address,
                           std::string_view kept) {
    std::string out;
    std::size_t at = begins_with(address, kPrefectures).size();
    if (!kept.empty() && address.substr(at).starts_with(kept)) at += kept.size();
    out += address.substr(0, at);
    std::size_t place = at;  // where a run that names a place began
    const auto end_place = [&](std::size_t to) {
        if (to > place) out += invented_place(key, address.substr(place, to - place));
    };
    bool in_number = false;
    while (at < address.size()) {
        const std::string_view c = address.substr(at, length_at(address, at));
        const std::size_t stays = kept_in_address(address.substr(at));
        if (is_digit(c) || stays > 0) {
            end_place(at);
            out += is_digit(c) ? other_digit(draw, c, !in_number) : address.substr(at, stays);
            at += is_digit(c) ? c.size() : stays;
            place = at;
        } else {
            at += c.size();
        }
        in_number = is_digit(c);
    }
    end_place(at);
    return out;
}

std::string invent_words(Draw& draw, std::string_view text) {
    std::string out;
    bool in_number = false;
    for (std::size_t at = 0; at < text.size();) {
        const std::string_view c = text.substr(at, length_at(text, at));
        const unsigned char first = static_cast<unsigned char>(c[0]);
        if (is_digit(c)) {
            out += other_digit(draw, c, !in_number);
        } else if (c.size() == 1 && std::isalpha(first) != 0) {
            out += static_cast<char>((std::isupper(first) != 0 ? 'A' : 'a') + draw.below(26));
        } else if (c.size() == 1 || c == "　") {
            out += c;
        } else {
            out += kPieces[draw.below(kPieces.size())].kanji;
        }
        in_number = is_digit(c);
        at += c.size();
    }
    return out;
}

std::string invent_digits(Draw& draw, std::string_view text) {
    std::string out;
    bool in_number = false;
    for (std::size_t at = 0; at < text.size();) {
        const std::string_view c = text.substr(at, length_at(text, at));
        const bool letter = c.size() == 3 && !is_wide_digit(c);
        if (is_digit(c)) {
            out += other_digit(draw, c, !in_number);
        } else if (letter) {
            out += kPieces[draw.below(kPieces.size())].kanji;
        } else {
            out += c;
        }
        in_number = is_digit(c);
        at += c.size();
    }
    return out;
}

Date invent_day(Draw& draw, Date date) {
    const Era* era = EraTable::standard().of(date);
    const Date first = Date::of(date.year(), 1, 1);
    const int days = Date::of(date.year() + 1, 1, 1) - first;
    for (int attempt = 0; attempt < 64; ++attempt) {
        const Date other = first + static_cast<int>(draw.below(static_cast<std::uint32_t>(days)));
        if (other != date && EraTable::standard().of(other) == era) return other;
    }
    return date;  // an era of one day
}

}  // namespace daicho::custody
