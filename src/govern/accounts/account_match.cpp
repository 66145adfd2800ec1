#include "govern/accounts/account_match.hpp"

#include <algorithm>

#include "base/kana.hpp"
#include "base/text.hpp"

namespace daicho::govern {
namespace {

constexpr std::size_t kMostLevels = 8;  // of departments

// A number as it is compared: width, blanks and case do not count.
std::string number_key(std::string_view text) {
    std::string key;
    for (const char sign : nfkc(text)) {
        if (sign == ' ' || sign == '\t' || sign == '\n') continue;
        key += sign >= 'a' && sign <= 'z' ? static_cast<char>(sign - 'a' + 'A') : sign;
    }
    return key;
}

// A spreadsheet takes them away.
std::string without_zeros(std::string key) {
    const std::size_t first = key.find_first_not_of('0');
    if (first == std::string::npos) return key.empty() ? key : "0";
    return key.substr(first);
}

// Two parts of a name turned round: 太郎 山田. Empty where there are not two.
std::string turned(std::string_view name) {
    const std::string text = trim(nfkc(name));
    const std::size_t blank = text.find(' ');
    if (blank == std::string::npos) return {};
    const std::size_t rest = text.find_first_not_of(' ', blank);
    if (rest == std::string::npos || text.find(' ', rest) != std::string::npos) return {};
    return text.substr(rest) + text.substr(0, blank);
}

// The same letters, but for blanks and width.
bool same_letters(std::string_view a, std::string_view b) {
    const auto plain = [](std::string_view text) {
        std::string out;
        for (const char sign : nfkc(text)) {
            if (sign != ' ') out += sign;
        }
        return out;
    };
    return plain(a) == plain(b);
}

// Letters of kana alone: whoever writes a name so may be looked up by sound.
bool is_kana(std::string_view text) {
    const std::string plain = nfkc(text);
    bool any = false;
    for (std::size_t i = 0; i < plain.size();) {
        const auto byte = static_cast<unsigned char>(plain[i]);
        if (byte == ' ') {
            ++i;
            continue;
        }
        // U+3040 … U+30FF are E3 81 80 … E3 83 BF.
        if (byte != 0xE3 || i + 2 >= plain.size()) return false;
        const auto next = static_cast<unsigned char>(plain[i + 1]);
        if (next < 0x81 || next > 0x83) return false;
        any = true;
        i += 3;
    }
    return any;
}

const char* grade_code(NameGrade grade) {
    switch (grade) {
        case NameGrade::same: return "NAME_SAME";
        case NameGrade::variant: return "NAME_VARIANT";
        case NameGrade::former: return "NAME_FORMER";
        case NameGrade::turned: return "NAME_TURNED";
        case NameGrade::sound: return "NAME_SOUND";
        case NameGrade::none: break;
    }
    return "NAME_DIFFERS";
}

bool sounds_like(std::string_view kana, const StaffMember& person) {
    if (kana.empty() || person.kana.empty()) return false;
    if (kana_matches(kana, person.kana)) return true;
    const std::string other = turned(kana);
    return !other.empty() && kana_matches(other, person.kana);
}

template <class Map>
void add_to(Map& map, const std::string& key, std::size_t place) {
    if (key.empty()) return;
    auto& list = map[key];
    if (std::ranges::find(list, place) == list.end()) list.push_back(place);
}

}  // namespace

std::string_view to_string(MatchOutcome outcome) noexcept {
    switch (outcome) {
        case MatchOutcome::certain: return "certain";
        case MatchOutcome::likely: return "likely";
        case MatchOutcome::ambiguous: return "ambiguous";
        case MatchOutcome::unknown: return "unknown";
        case MatchOutcome::shared: break;
    }
    return "shared";
}

std::vector<std::string> split_names(std::string_view text) {
    std::vector<std::string> names;
    std::string one;
    const std::string parts = nfkc(text);
    const auto end = [&] {
        if (std::string name = trim(one); !name.empty()) names.push_back(std::move(name));
        one.clear();
    };
    for (std::size_t i = 0; i < parts.size();) {
        const bool mark = parts.compare(i, 3, "、") == 0;
        if (mark || parts[i] == ',' || parts[i] == '/' || parts[i] == ';') {
            end();
            i += mark ? 3 : 1;
            continue;
        }
        one += parts[i++];
    }
    end();
    return names;
}

NameGrade grade_of_name(std::string_view written, std::string_view kana,
                        const StaffMember& person) {
    const std::string key = name_search_key(written);
    if (!key.empty()) {
        if (same_letters(written, person.name)) return NameGrade::same;
        if (key == name_search_key(person.name)) return NameGrade::variant;
        for (const std::string& name : person.former) {
            if (key == name_search_key(name)) return NameGrade::former;
        }
        const std::string other = turned(written);
        if (!other.empty() && name_search_key(other) == name_search_key(person.name)) {
            return NameGrade::turned;
        }
        if (is_kana(written)) {
            return sounds_like(written, person) ? NameGrade::sound : NameGrade::none;
        }
        return NameGrade::none;
    }
    return sounds_like(kana, person) ? NameGrade::sound : NameGrade::none;
}

PersonFinder::PersonFinder(std::vector<StaffMember> staff, std::vector<StaffDepartment> departments,
                           std::vector<std::string> shared_words)
    : staff_(std::move(staff)), departments_(std::move(departments)) {
    for (const std::string& word : shared_words) shared_words_.push_back(name_search_key(word));
    // The order of the answers is that of the numbers, whatever the order of the register.
    std::ranges::sort(staff_, {}, &StaffMember::number);
    for (std::size_t i = 0; i < staff_.size(); ++i) {
        const StaffMember& one = staff_[i];
        add_to(numbers_, without_zeros(number_key(one.number)), i);
        add_to(names_, name_search_key(one.name), i);
        for (const std::string& name : one.former) add_to(names_, name_search_key(name), i);
        add_to(sounds_, kana_search_key(one.kana), i);
    }
    for (std::size_t i = 0; i < departments_.size(); ++i) {
        add_to(department_keys_, number_key(departments_[i].number), i);
        std::string path;
        std::size_t at = i;
        for (std::size_t level = 0; level < kMostLevels && at < departments_.size(); ++level) {
            path.insert(0, departments_[at].name);
            add_to(department_keys_, name_search_key(path), i);
            at = departments_[at].parent;
        }
    }
}

std::vector<std::size_t> PersonFinder::departments_named(std::string_view text) const {
    const auto by_number = department_keys_.find(number_key(text));
    if (by_number != department_keys_.end()) return by_number->second;
    const auto found = department_keys_.find(name_search_key(text));
    return found == department_keys_.end() ? std::vector<std::size_t>() : found->second;
}

bool PersonFinder::belong_together(std::size_t one, std::size_t other) const {
    const auto above = [&](std::size_t low, std::size_t high) {
        for (std::size_t level = 0; level < kMostLevels && low < departments_.size(); ++level) {
            if (low == high) return true;
            low = departments_[low].parent;
        }
        return false;
    };
    return above(one, other) || above(other, one);
}

std::vector<std::size_t> PersonFinder::by_number(std::string_view number) const {
    const std::string key = number_key(number);
    if (key.empty()) return {};
    const auto found = numbers_.find(without_zeros(key));
    if (found == numbers_.end()) return {};
    // Letter by letter before without zeros.
    for (const std::size_t place : found->second) {
        if (number_key(staff_[place].number) == key) return {place};
    }
    return found->second;
}

std::vector<PersonFinder::Named> PersonFinder::by_name(const ForeignAccount& account) const {
    std::vector<std::size_t> places;
    const auto take = [&](const Places& map, const std::string& key) {
        const auto found = map.find(key);
        if (key.empty() || found == map.end()) return;
        places.insert(places.end(), found->second.begin(), found->second.end());
    };
    const std::string other = turned(account.name);
    take(names_, name_search_key(account.name));
    if (!other.empty()) take(names_, name_search_key(other));
    const bool by_sound = account.name.empty() || is_kana(account.name);
    if (by_sound) {
        const std::string& kana = account.name.empty() ? account.kana : account.name;
        take(sounds_, kana_search_key(kana));
        if (const std::string sound = turned(kana); !sound.empty()) {
            take(sounds_, kana_search_key(sound));
        }
    }
    std::ranges::sort(places);
    places.erase(std::unique(places.begin(), places.end()), places.end());
    std::vector<Named> named;
    for (const std::size_t place : places) {
        const NameGrade grade = grade_of_name(account.name, account.kana, staff_[place]);
        if (grade != NameGrade::none) named.push_back({place, grade});
    }
    return named;
}

bool PersonFinder::says_shared(const ForeignAccount& account) const {
    const std::string key = name_search_key(account.name);
    return std::ranges::any_of(shared_words_, [&](const std::string& word) {
        return key.find(word) != std::string::npos;
    });
}

void PersonFinder::match_number(const ForeignAccount& account,
                                const std::vector<std::size_t>& numbered, AccountMatch& out) const {
    if (numbered.size() > 1) {
        out.outcome = MatchOutcome::ambiguous;
        out.candidates = numbered;
        add_reason(out.reasons, "NUMBER_SEVERAL");
        return;
    }
    const StaffMember& person = staff_[numbered.front()];
    const bool zeros = number_key(account.number) != number_key(person.number);
    add_reason(out.reasons, zeros ? "NUMBER_ZEROS" : "NUMBER");
    if (account.name.empty() && account.kana.empty()) {
        out.outcome = MatchOutcome::certain;
        out.person = numbered.front();
        return;
    }
    const NameGrade grade = grade_of_name(account.name, account.kana, person);
    if (grade != NameGrade::none) {
        out.outcome = MatchOutcome::certain;
        out.person = numbered.front();
        add_reason(out.reasons, grade_code(grade));
        return;
    }
    const auto others = by_name(account);
    if (others.empty()) {
        out.outcome = MatchOutcome::likely;
        out.person = numbered.front();
        add_reason(out.reasons, "NAME_DIFFERS:" + person.name);
        return;
    }
    out.outcome = MatchOutcome::ambiguous;
    out.candidates = numbered;
    for (const Named& one : others) out.candidates.push_back(one.person);
    std::ranges::sort(out.candidates);
    add_reason(out.reasons, "NUMBER_NAME_CONFLICT");
}

void PersonFinder::decide_between(const ForeignAccount& account, const std::vector<Named>& named,
                                  bool number_unknown, AccountMatch& out) const {
    const auto meant = departments_named(account.department);
    std::vector<Named> here;
    for (const Named& one : named) {
        const bool together = std::ranges::any_of(meant, [&](std::size_t department) {
            return belong_together(staff_[one.person].department, department);
        });
        if (together) here.push_back(one);
    }
    if (named.size() > 1 && here.size() != 1) {
        out.outcome = MatchOutcome::ambiguous;
        for (const Named& one : named) out.candidates.push_back(one.person);
        add_reason(out.reasons, "NAME_SEVERAL:" + std::to_string(named.size()));
        return;
    }
    const Named& chosen = here.size() == 1 ? here.front() : named.front();
    const bool alone = named.size() == 1;
    const bool plain = chosen.grade == NameGrade::same || chosen.grade == NameGrade::variant;
    const bool certain = alone && plain && here.size() == 1 && !number_unknown;
    out.outcome = certain ? MatchOutcome::certain : MatchOutcome::likely;
    out.person = chosen.person;
    add_reason(out.reasons, grade_code(chosen.grade));
    if (!alone) {
        add_reason(out.reasons, "DEPARTMENT_DECIDES:" + std::to_string(named.size()));
    } else if (here.size() == 1) {
        add_reason(out.reasons, "DEPARTMENT_SAME");
    } else if (account.department.empty()) {
        add_reason(out.reasons, "DEPARTMENT_NOT_GIVEN");
    } else {
        add_reason(out.reasons, meant.empty() ? "DEPARTMENT_UNKNOWN:" + account.department
                                              : std::string("DEPARTMENT_OTHER"));
    }
}

void PersonFinder::match_name(const ForeignAccount& account, bool number_unknown,
                              AccountMatch& out) const {
    if (number_unknown) add_reason(out.reasons, "NUMBER_UNKNOWN:" + account.number);
    const auto named = by_name(account);
    if (!named.empty()) return decide_between(account, named, number_unknown, out);
    if (says_shared(account)) {
        out.outcome = MatchOutcome::shared;
        add_reason(out.reasons, "SHARED_BY_NAME");
        return;
    }
    out.outcome = MatchOutcome::unknown;
    const bool nothing = account.name.empty() && account.kana.empty();
    if (!nothing) add_reason(out.reasons, "NAME_UNKNOWN");
    if (nothing && account.number.empty()) add_reason(out.reasons, "NOTHING_GIVEN");
}

AccountMatch PersonFinder::match(const ForeignAccount& account) const {
    AccountMatch out;
    const auto numbered = by_number(account.number);
    if (account.shared) {
        out.outcome = MatchOutcome::shared;
        add_reason(out.reasons, "SHARED_FLAG");
    } else if (!numbered.empty()) {
        match_number(account, numbered, out);
    } else {
        match_name(account, !number_key(account.number).empty(), out);
    }
    return out;
}

}  // namespace daicho::govern
