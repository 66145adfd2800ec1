#include "govern/chain/certificate.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "base/text.hpp"

namespace daicho::govern::chain {
namespace {

constexpr std::string_view kLines[] = {"ok", "foreign", "repeated", "used", "early"};
constexpr std::string_view kFaults[] = {
    "number_of_another_contract", "number_used", "issued_before_work", "dated_in_future",
    "party_not_approved",         "incomplete",  "no_serials"};
constexpr std::string_view kVerdicts[] = {"accepted", "doubtful", "forged"};
constexpr std::size_t kMostDigits = 9;

bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }

// Blanks, line ends and commas of both widths become one blank; waves become '~'; capitals.
std::string in_one_form(std::string_view text) {
    std::string plain = to_ascii_width(text);
    for (const auto& [from, to] : {std::pair<std::string_view, char>{"、", ' '}, {"〜", '~'},
                                   {"～", '~'}, {"・", ' '}}) {
        for (std::size_t at = plain.find(from); at != std::string::npos; at = plain.find(from)) {
            plain.replace(at, from.size(), 1, to);
        }
    }
    for (char& c : plain) {
        if (c == ',' || c == ';' || c == '\n' || c == '\r' || c == '\t') c = ' ';
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    }
    return plain;
}

std::size_t digits_at_end(std::string_view text) noexcept {
    std::size_t digits = 0;
    while (digits < text.size() && is_digit(text[text.size() - digits - 1])) ++digits;
    return digits;
}

std::uint64_t number(std::string_view digits) noexcept {
    std::uint64_t value = 0;
    for (const char c : digits) value = value * 10 + static_cast<std::uint64_t>(c - '0');
    return value;
}

Status add(std::vector<std::string>& all, std::string serial) {
    if (serial.size() > kLongestSerial) {
        return input_error("chain.serial.too_long")
            .with("serial", first_characters(serial, 20))
            .with("most", std::to_string(kLongestSerial));
    }
    if (all.size() >= kMostSerials) {
        return input_error("chain.serial.too_many").with("most", std::to_string(kMostSerials));
    }
    all.push_back(std::move(serial));
    return {};
}

// "TB-0001~0003" or "TB-0001~TB-0003".
Status add_range(std::vector<std::string>& all, std::string_view first, std::string_view last) {
    const Error bad = input_error("chain.serial.range")
                          .with("serial", first_characters(std::string(first) + "~" +
                                                               std::string(last), 60));
    const std::size_t digits = digits_at_end(first);
    const std::size_t end_digits = digits_at_end(last);
    const std::string_view stem = first.substr(0, first.size() - digits);
    const std::string_view end_stem = last.substr(0, last.size() - end_digits);
    const bool fits = digits > 0 && digits <= kMostDigits && end_digits > 0 &&
                      end_digits <= digits && (end_stem.empty() || end_stem == stem);
    if (!fits) return bad;
    const std::uint64_t from = number(first.substr(stem.size()));
    std::string end(first.substr(stem.size(), digits - end_digits));
    end += last.substr(end_stem.size());
    const std::uint64_t to = number(end);
    if (to < from) return bad;
    for (std::uint64_t at = from; at <= to; ++at) {
        std::string count = std::to_string(at);
        count.insert(0, digits - count.size(), '0');
        DAICHO_CHECK(add(all, std::string(stem) + count));
    }
    return {};
}

}  // namespace

std::string_view name_of(LineVerdict verdict) noexcept {
    return kLines[static_cast<std::size_t>(verdict)];
}
std::string_view name_of(PaperFault fault) noexcept {
    return kFaults[static_cast<std::size_t>(fault)];
}
std::string_view name_of(Verdict verdict) noexcept {
    return kVerdicts[static_cast<std::size_t>(verdict)];
}

Result<std::vector<std::string>> read_serials(std::string_view text) {
    const std::string plain = in_one_form(text);
    std::vector<std::string> all;
    for (std::size_t from = 0; from < plain.size();) {
        const std::size_t end = std::min(plain.find(' ', from), plain.size());
        const std::string_view word = std::string_view(plain).substr(from, end - from);
        from = end + 1;
        if (word.empty()) continue;
        const std::size_t wave = word.find('~');
        if (wave == std::string_view::npos) {
            DAICHO_CHECK(add(all, std::string(word)));
        } else {
            DAICHO_CHECK(add_range(all, word.substr(0, wave), word.substr(wave + 1)));
        }
    }
    return all;
}

namespace {

struct Place {
    std::uint64_t item = 0;
    Date out_on;
};

ComparedLine judge_line(const std::string& serial, const Paper& paper,
                        const std::map<std::string, Place>& handed,
                        const std::set<std::string>& proved, std::set<std::string>& seen) {
    ComparedLine line{serial, 0, LineVerdict::ok};
    const auto found = handed.find(serial);
    if (found != handed.end()) line.item = found->second.item;
    if (found == handed.end()) {
        line.verdict = LineVerdict::foreign;
    } else if (!seen.insert(serial).second) {
        line.verdict = LineVerdict::repeated;
    } else if (paper.work_on < found->second.out_on) {
        line.verdict = LineVerdict::early;
    } else if (proved.contains(serial)) {
        line.verdict = LineVerdict::used;
    }
    return line;
}

void judge_paper(const Paper& paper, const std::vector<Earlier>& earlier,
                 std::vector<PaperFault>& faults) {
    for (const Earlier& one : earlier) {
        if (one.paper_no != paper.paper_no || paper.paper_no.empty()) continue;
        faults.push_back(one.same_contract ? PaperFault::number_used
                                           : PaperFault::number_of_another_contract);
    }
    if (paper.issued_on < paper.work_on) faults.push_back(PaperFault::issued_before_work);
    if (paper.received_on < std::max(paper.issued_on, paper.work_on)) {
        faults.push_back(PaperFault::dated_in_future);
    }
    if (!paper.issuer_approved) faults.push_back(PaperFault::party_not_approved);
    if (paper.serials.empty()) faults.push_back(PaperFault::no_serials);
}

// Items that the paper names with nothing of them left open; the rest makes it incomplete.
void judge_items(const std::vector<HandedOut>& items, const std::set<std::string>& proved,
                 Compared& out) {
    std::set<std::string> now = proved;
    std::set<std::uint64_t> named;
    for (const ComparedLine& line : out.lines) {
        if (line.verdict != LineVerdict::ok) continue;
        now.insert(line.serial);
        named.insert(line.item);
    }
    for (const HandedOut& item : items) {
        if (!named.contains(item.item)) continue;
        const bool all = std::all_of(item.serials.begin(), item.serials.end(),
                                     [&](const std::string& one) { return now.contains(one); });
        if (all) {
            out.complete.push_back(item.item);
        } else {
            out.faults.push_back(PaperFault::incomplete);
        }
    }
}

}  // namespace

Compared compare(const Paper& paper, const std::vector<HandedOut>& items,
                 const std::vector<Earlier>& earlier) {
    std::map<std::string, Place> handed;
    for (const HandedOut& item : items) {
        for (const std::string& serial : item.serials) handed[serial] = {item.item, item.out_on};
    }
    std::set<std::string> proved, seen;
    for (const Earlier& one : earlier) {
        if (one.same_contract) proved.insert(one.accepted.begin(), one.accepted.end());
    }
    Compared out;
    for (const std::string& serial : paper.serials) {
        out.lines.push_back(judge_line(serial, paper, handed, proved, seen));
    }
    judge_paper(paper, earlier, out.faults);
    judge_items(items, proved, out);
    std::sort(out.faults.begin(), out.faults.end());
    out.faults.erase(std::unique(out.faults.begin(), out.faults.end()), out.faults.end());
    const auto is = [&](LineVerdict verdict) {
        return std::any_of(out.lines.begin(), out.lines.end(),
                           [&](const ComparedLine& line) { return line.verdict == verdict; });
    };
    const bool elsewhere =
        !out.faults.empty() && out.faults.front() == PaperFault::number_of_another_contract;
    const bool odd = !out.faults.empty() || is(LineVerdict::repeated) || is(LineVerdict::used);
    if (odd) out.verdict = Verdict::doubtful;
    if (elsewhere || is(LineVerdict::foreign) || is(LineVerdict::early)) {
        out.verdict = Verdict::forged;
    }
    if (out.verdict != Verdict::accepted) out.complete.clear();
    return out;
}

}  // namespace daicho::govern::chain
