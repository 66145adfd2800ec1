// Names of fields as tables of changes write them, both ways.
#include <algorithm>

#include "base/text.hpp"
#include "govern/assessment/form.hpp"

namespace daicho::govern {

namespace {

constexpr const char* kRomans[] = {"Ⅰ", "Ⅱ", "Ⅲ", "Ⅳ", "Ⅴ", "Ⅵ"};
constexpr const char* kCircled[] = {"①", "②", "③", "④", "⑤", "⑥", "⑦", "⑧", "⑨", "⑩"};

std::string wide(unsigned number) {
    std::string text;
    for (const char digit : std::to_string(number)) {
        text += "\xEF\xBC";
        text += static_cast<char>(0x90 + (digit - '0'));
    }
    return text;
}

bool take(std::string_view& rest, std::string_view word) noexcept {
    if (!rest.starts_with(word)) return false;
    rest.remove_prefix(word.size());
    return true;
}

template <std::size_t N>
std::size_t take_one(std::string_view& rest, const char* const (&words)[N]) noexcept {
    for (std::size_t i = 0; i < N; ++i) {
        if (take(rest, words[i])) return i;
    }
    return kNowhere;
}

unsigned take_digits(std::string_view& rest) noexcept {
    unsigned number = 0;
    while (!rest.empty() && rest.front() >= '0' && rest.front() <= '9' && number < 100) {
        number = number * 10 + static_cast<unsigned>(rest.front() - '0');
        rest.remove_prefix(1);
    }
    return number;
}

// A path in its parts: Ⅱ 5 提n ① wording, Ⅲ 6 R1 wording.
struct Parts {
    std::size_t roman = kNowhere;
    unsigned number = 0;
    unsigned risk = 0;
    std::size_t circled = kNowhere;
};

Parts parts_of(std::string_view path) {
    Parts parts;
    parts.roman = take_one(path, kRomans);
    parts.number = take_digits(path);
    if (take(path, "R")) parts.risk = take_digits(path);
    if (!take(path, ".n") && !take(path, "提n")) static_cast<void>(take(path, "移n"));
    parts.circled = take_one(path, kCircled);
    return parts;
}

// Wording behind the last blank: "担当部署 部署" is printed as 部署.
std::string_view short_label(const PiaField& field) {
    std::string_view label = field.label.ja;
    const std::size_t blank = label.rfind(' ');
    return blank == std::string_view::npos ? label : label.substr(blank + 1);
}

// Letters of the longest run that both texts have; bytes are enough to compare runs.
std::size_t common_run(std::string_view a, std::string_view b) {
    std::vector<std::size_t> row(b.size() + 1, 0);
    std::size_t best = 0;
    for (const char sign : a) {
        std::size_t corner = 0;
        for (std::size_t j = 0; j < b.size(); ++j) {
            const std::size_t above = row[j + 1];
            row[j + 1] = sign == b[j] ? corner + 1 : 0;
            best = std::max(best, row[j + 1]);
            corner = above;
        }
    }
    return best;
}

std::string squeezed(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text.substr(i).starts_with("\xE3\x80\x80")) {  // full-width blank
            i += 2;
        } else if (text[i] != ' ' && text[i] != '\t' && text[i] != '\n' && text[i] != '\r') {
            out += text[i];
        }
    }
    return out;
}

// Digits become half width, circled ones stay what they are.
std::string plain_digits(std::string text) {
    for (unsigned digit = 0; digit < 10; ++digit) {
        const std::string full = wide(digit);
        for (std::size_t at = text.find(full); at != std::string::npos; at = text.find(full, at)) {
            text.replace(at, full.size(), std::to_string(digit));
        }
    }
    return text;
}

// What stands in front of the wording of an item.
struct Spoken {
    Parts parts;
    std::size_t group = kNowhere;
    unsigned first = 0;
    unsigned last = 0;
    std::string_view wording;
};

std::optional<Spoken> spoken(const PiaForm& form, std::string_view rest) {
    Spoken out;
    out.parts.roman = take_one(rest, kRomans);
    if (out.parts.roman == kNowhere) return std::nullopt;
    for (const char* dash : {"-", "－", "―", "ー", "‐"}) take(rest, dash);
    out.parts.number = take_digits(rest);
    take(rest, "．");
    take(rest, ".");
    for (std::size_t i = 0; i < form.groups.size(); ++i) {
        std::string_view behind = rest;
        if (!take(behind, form.groups[i].label.ja)) continue;
        const unsigned first = take_digits(behind);
        if (first == 0) continue;
        out.group = i;
        out.first = out.last = first;
        if (take(behind, "～") || take(behind, "~")) out.last = take_digits(behind);
        rest = behind;
    }
    std::string_view behind = rest;
    if (take(behind, "リスク")) {
        out.parts.risk = take_digits(behind);
        if (out.parts.risk > 0) rest = behind;
    }
    out.parts.circled = take_one(rest, kCircled);
    out.wording = rest;
    return out;
}

bool answers(const PiaForm& form, const PiaField& field, const Spoken& said) {
    const Parts parts = parts_of(field.path);
    if (parts.roman != said.parts.roman || parts.number != said.parts.number) return false;
    if (said.parts.risk > 0 && parts.risk != said.parts.risk) return false;
    if (said.parts.circled != kNowhere && parts.circled != said.parts.circled) return false;
    if (said.group == kNowhere) {
        // One of several must say which: only the file, of which there is mostly one, may be left.
        return field.group == kNowhere || form.groups[field.group].id == "file";
    }
    return field.group == said.group;
}

// Another field of the same number would be printed by the same wording.
bool shares_wording(const PiaForm& form, const PiaField& field) {
    const Parts parts = parts_of(field.path);
    return std::any_of(form.fields.begin(), form.fields.end(), [&](const PiaField& one) {
        const Parts its = parts_of(one.path);
        return &one != &field && one.group == field.group && its.roman == parts.roman &&
               its.number == parts.number && its.risk == parts.risk &&
               its.circled == parts.circled && short_label(one) == short_label(field);
    });
}

}  // namespace

std::string item_name(const PiaForm& form, const FieldAddress& address) {
    const PiaField& field = form.fields[address.field];
    const Parts parts = parts_of(field.path);
    const bool nested = field.group != kNowhere && form.groups[field.group].inside != kNowhere;
    std::string text;
    if (parts.roman == kNowhere) {
        text = field.path.substr(0, field.path.find('.'));
        if (text != "表紙") return text;
        return text + std::string(short_label(field));
    }
    text = std::string(kRomans[parts.roman]) + "-" + (parts.number > 0 ? wide(parts.number) : "");
    if (field.group != kNowhere) {
        const PiaGroup& group = form.groups[field.group];
        const std::uint16_t number = address.at[nested ? 1 : 0];
        const bool only_file = group.id == "file" && number == 1;
        if (!only_file) text += group.label.ja + wide(number);
    }
    if (parts.risk > 0) text += "リスク" + wide(parts.risk) + "　";
    if (parts.circled != kNowhere) text += kCircled[parts.circled];
    if (field.path.ends_with("名") && nested) return text;  // the heading of one of a group
    return text + (shares_wording(form, field) ? squeezed(field.label.ja)
                                               : std::string(short_label(field)));
}

std::optional<NamedItem> parse_item(const PiaForm& form, std::string_view text) {
    const std::string plain = plain_digits(squeezed(text));
    const auto said = spoken(form, plain);
    if (!said || said->first > 999 || said->last > 999) return std::nullopt;
    NamedItem out;
    out.group = said->group;
    out.first = static_cast<std::uint16_t>(said->first);
    out.last = static_cast<std::uint16_t>(said->last);
    const bool bare = said->parts.circled == kNowhere && said->wording.empty();
    if (said->group != kNowhere && bare) {
        const PiaGroup& group = form.groups[said->group];
        if (!group.whole && out.first == out.last) out.field = form.name_of_group(said->group);
    } else {
        // The label that shares the longest run with what was written; of two, the shorter one.
        std::pair<std::size_t, std::size_t> best;
        bool tie = false;
        for (std::size_t i = 0; i < form.fields.size(); ++i) {
            if (!answers(form, form.fields[i], *said)) continue;
            const std::string label = plain_digits(squeezed(form.fields[i].label.ja));
            const std::size_t run = 1 + common_run(label, said->wording);
            const std::pair<std::size_t, std::size_t> score(run, 10'000 - label.size());
            tie = out.field != kNowhere && (said->wording.empty() || score == best);
            if (out.field == kNowhere || score > best) {
                best = score;
                out.field = i;
            }
        }
        if (out.field == kNowhere || tie) return std::nullopt;
    }
    const std::size_t group = out.field == kNowhere ? out.group : form.fields[out.field].group;
    if (group == kNowhere) return out;
    const bool nested = form.groups[group].inside != kNowhere;
    const std::uint16_t number = out.first == 0 ? 1 : out.first;
    out.at =
        nested ? std::array<std::uint16_t, 2>{1, number} : std::array<std::uint16_t, 2>{number, 0};
    return out;
}

}  // namespace daicho::govern
