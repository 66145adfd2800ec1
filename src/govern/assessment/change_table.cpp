#include "govern/assessment/change_table.hpp"

#include <algorithm>
#include <set>

namespace daicho::govern {

namespace {

constexpr const char* kNothing = "(記載なし)";
constexpr const char* kAsFirst = "修正①のとおり";
constexpr const char* kCircled[] = {"①", "②", "③", "④", "⑤", "⑥", "⑦", "⑧", "⑨", "⑩",
                                    "⑪", "⑫", "⑬", "⑭", "⑮", "⑯", "⑰", "⑱", "⑲", "⑳"};

bool means(const PiaForm& form, const NamedItem& item, const LogicalChange& change) {
    for (const FieldAddress& at : change.fields) {
        if (item.field != kNowhere) {
            if (change.group == kNowhere && at == FieldAddress{item.field, item.at}) return true;
            continue;
        }
        if (change.group != item.group) continue;
        const bool nested = form.groups[item.group].inside != kNowhere;
        const std::uint16_t number = at.at[nested ? 1 : 0];
        if (number >= item.first && number <= item.last) return true;
    }
    return false;
}

// A file's field where nothing says which file: the one that changed, if only one did.
bool means_some_file(const PiaForm& form, const NamedItem& item, const LogicalChange& change) {
    if (item.field == kNowhere || change.group != kNowhere) return false;
    const std::size_t group = form.fields[item.field].group;
    return group != kNowhere && form.groups[group].id == "file" &&
           change.fields.front().field == item.field;
}

std::size_t place_of_change(const PiaForm& form, const NamedItem& item,
                            const std::vector<LogicalChange>& changes,
                            const std::set<std::size_t>& taken) {
    for (std::size_t i = 0; i < changes.size(); ++i) {
        if (!taken.contains(i) && means(form, item, changes[i])) return i;
    }
    for (std::size_t i = 0; i < changes.size(); ++i) {
        if (!taken.contains(i) && means_some_file(form, item, changes[i])) return i;
    }
    return kNowhere;
}

// True when `old_part` stands in `before` where putting `new_part` gives `after`.
bool turns(const std::string& before, const std::string& after, const std::string& old_part,
           const std::string& new_part) {
    if (old_part.empty()) return before.empty() && after == new_part;
    for (std::size_t at = before.find(old_part); at != std::string::npos;
         at = before.find(old_part, at + 1)) {
        std::string tried = before;
        if (tried.replace(at, old_part.size(), new_part) == after) return true;
    }
    return false;
}

class Table {
public:
    Table(const PiaForm& form, std::vector<LogicalChange> changes, Date date)
        : form_(form), changes_(std::move(changes)) {
        for (const LogicalChange& change : changes_) {
            ChangeRow row;
            row.date = date;
            row.item = change.item;
            row.before = change.before.empty() ? kNothing : change.before;
            row.after = change.after.empty() ? kNothing : change.after;
            row.important = change.important;
            row.in_advance = change.important;
            row.fields = change.fields;
            out_.rows.push_back(std::move(row));
        }
    }

    void add(const ChangeNote& note) {
        const auto item = parse_item(form_, note.item);
        if (!item) {
            out_.faults.push_back(conflict_error("pia.change.not_an_item").with("item", note.item));
            return;
        }
        const std::size_t place = place_of_change(form_, *item, changes_, taken_);
        if (place == kNowhere) {
            out_.faults.push_back(conflict_error("pia.change.no_such").with("item", note.item));
            return;
        }
        taken_.insert(place);
        fill(out_.rows[place], changes_[place], note);
    }

    ChangeTable take() { return std::move(out_); }

private:
    void fill(ChangeRow& row, const LogicalChange& change, const ChangeNote& note) {
        row.item = note.item;
        row.noted = true;
        row.explanation = note.explanation;
        row.cuts_before = note.cuts_before;
        row.cuts_after = note.cuts_after;
        if (!note.time.empty()) {
            row.in_advance = note.time == "before";
            row.by_rule = false;
        }
        row.needs_ground = row.important && !row.in_advance && note.ground.empty();
        if (note.passage_before.empty() && note.passage_after.empty()) return;
        if (!turns(change.before, change.after, note.passage_before, note.passage_after)) {
            out_.faults.push_back(conflict_error("pia.change.passage").with("item", note.item));
            return;
        }
        row.before = note.passage_before.empty() ? kNothing : note.passage_before;
        row.after = note.passage_after.empty() ? kNothing : note.passage_after;
    }

    const PiaForm& form_;
    std::vector<LogicalChange> changes_;
    std::set<std::size_t> taken_;
    ChangeTable out_;
};

std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines;
    std::size_t at = 0;
    while (at <= text.size()) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        lines.push_back(text.substr(at, end - at));
        at = end + 1;
    }
    return lines;
}

std::size_t paper_lines(const std::string& line, std::size_t letters) {
    std::size_t halves = 0;
    for (const char sign : line) {
        const auto byte = static_cast<unsigned char>(sign);
        if (byte < 0x80) halves += 1;
        if (byte >= 0xC0) halves += 2;
    }
    return std::max<std::size_t>(1, (halves + 2 * letters - 1) / (2 * letters));
}

bool heads(const std::string& line) {
    return line.starts_with("＜") || line.starts_with("<") || line.starts_with("(");
}

// Parts that begin with the texts of `cuts`, in their order; one part where they do not stand.
std::vector<std::string> cut_at(const std::string& text, const std::string& cuts) {
    std::vector<std::string> parts;
    std::size_t from = 0;
    for (const std::string& begin : lines_of(cuts)) {
        if (begin.empty()) continue;
        const std::size_t at = text.find(begin, from + 1);
        if (at == std::string::npos) continue;
        std::string part = text.substr(from, at - from);
        while (part.ends_with("\n")) part.pop_back();
        parts.push_back(std::move(part));
        from = at;
    }
    parts.push_back(text.substr(from));
    return parts;
}

std::vector<std::string> parts_of(const std::string& text, const std::string& cuts,
                                  const CellSize& cell) {
    if (!cuts.empty()) return cut_at(text, cuts);
    return cut_text(text, cell);
}

}  // namespace

ChangeTable change_table(const PiaForm& form, const FilledForm& before, const FilledForm& after,
                         const std::vector<ChangeNote>& notes, Date date) {
    Table table(form, logical_changes(form, before, after), date);
    for (const ChangeNote& note : notes) table.add(note);
    return table.take();
}

std::vector<std::string> cut_text(const std::string& text, const CellSize& cell) {
    std::vector<std::string> parts(1);
    std::size_t used = 0;
    std::size_t heading = std::string::npos;  // byte of the part where one begins
    for (const std::string& line : lines_of(text)) {
        const std::size_t lines = paper_lines(line, cell.letters);
        if (used > 0 && used + lines > cell.lines) {
            std::string carried;
            if (heading != std::string::npos) {
                carried = parts.back().substr(heading);
                parts.back().resize(heading);
                while (parts.back().ends_with("\n")) parts.back().pop_back();
            }
            parts.push_back(carried);
            used = 0;
            for (const std::string& kept : lines_of(carried)) {
                used += carried.empty() ? 0 : paper_lines(kept, cell.letters);
            }
            heading = std::string::npos;
        }
        std::string& part = parts.back();
        if (!part.empty()) part += "\n";
        if (heads(line) && used > cell.lines / 2) heading = part.size();
        part += line;
        used += lines;
    }
    return parts;
}

std::vector<PrintedRow> printed_rows(const ChangeTable& table, const CellSize& cell) {
    std::vector<PrintedRow> out;
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
        const ChangeRow& row = table.rows[i];
        const auto after = parts_of(row.after, row.cuts_after, cell);
        const bool before_too = !row.cuts_before.empty();
        std::vector<std::string> before = {row.before};
        if (before_too || row.cuts_after.empty())
            before = parts_of(row.before, row.cuts_before, cell);
        const std::size_t count = std::max(before.size(), after.size());
        for (std::size_t part = 0; part < count; ++part) {
            PrintedRow printed;
            printed.row = i;
            printed.first = part == 0;
            printed.item = row.item;
            const bool numbered = count > 1 && !before_too;
            if (numbered)
                printed.item += std::string("\n修正") + kCircled[std::min<std::size_t>(part, 19)];
            printed.before = part < before.size() ? before[part] : kAsFirst;
            printed.after = part < after.size() ? after[part] : kAsFirst;
            out.push_back(std::move(printed));
        }
    }
    return out;
}

}  // namespace daicho::govern
