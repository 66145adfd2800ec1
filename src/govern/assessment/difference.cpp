#include "govern/assessment/difference.hpp"

#include <algorithm>
#include <set>

namespace daicho::govern {

namespace {

std::string wide(unsigned number) {
    std::string text;
    for (const char digit : std::to_string(number)) {
        text += "\xEF\xBC";
        text += static_cast<char>(0x90 + (digit - '0'));
    }
    return text;
}

// ①…⑦ of a field of a group, or nothing for the field that names it.
std::string mark_of(const PiaField& field) {
    for (const char* sign : {"①", "②", "③", "④", "⑤", "⑥", "⑦", "⑧", "⑨", "⑩"}) {
        if (field.path.find(sign) != std::string::npos) return sign;
    }
    return {};
}

// One of a repeating group: its values by field.
struct Instance {
    std::uint16_t number = 0;
    std::map<std::size_t, std::string> values;
};

std::vector<Instance> instances(const PiaForm& form, const FilledForm& filled, std::size_t group,
                                std::uint16_t parent) {
    const std::size_t place = form.groups[group].inside == kNowhere ? 0 : 1;
    std::map<std::uint16_t, Instance> found;
    for (const auto& [address, value] : filled) {
        if (form.fields[address.field].group != group) continue;
        if (place == 1 && address.at[0] != parent) continue;
        Instance& one = found[address.at[place]];
        one.number = address.at[place];
        one.values[address.field] = value;
    }
    std::vector<Instance> list;
    for (auto& [number, one] : found) list.push_back(std::move(one));
    return list;
}

// Which of the old ones became which of the new: by name where both have one that is unique.
class Moves {
public:
    Moves(const PiaForm& form, std::size_t group, const std::vector<Instance>& before,
          const std::vector<Instance>& after) {
        const std::size_t name = form.name_of_group(group);
        for (std::size_t i = 0; i < before.size(); ++i) {
            const auto old = before[i].values.find(name);
            if (old == before[i].values.end()) continue;
            for (std::size_t j = 0; j < after.size(); ++j) {
                const auto now = after[j].values.find(name);
                const bool same = now != after[j].values.end() && now->second == old->second;
                if (same && !taken_.contains(j) && !to_.contains(i)) {
                    to_[i] = j;
                    taken_.insert(j);
                }
            }
        }
        moved_ = std::any_of(to_.begin(), to_.end(), [&](const auto& pair) {
            return before[pair.first].number != after[pair.second].number;
        });
    }
    // Numbers shifted, nothing came, and what stayed kept its order: something was struck out.
    [[nodiscard]] bool struck_out(std::size_t before, std::size_t after) const {
        return moved_ && taken_.size() == after && before > after;
    }
    [[nodiscard]] std::size_t to(std::size_t i) const {
        const auto found = to_.find(i);
        return found == to_.end() ? kNowhere : found->second;
    }

private:
    std::map<std::size_t, std::size_t> to_;
    std::set<std::size_t> taken_;
    bool moved_ = false;
};

class ChangeReader {
public:
    ChangeReader(const PiaForm& form, const FilledForm& before, const FilledForm& after)
        : form_(form), before_(before), after_(after) {}

    std::vector<LogicalChange> read() {
        for (std::size_t group = 0; group < form_.groups.size(); ++group) {
            const std::size_t inside = form_.groups[group].inside;
            if (inside == kNowhere) {
                look_at_group(group, 0);
                continue;
            }
            std::set<std::uint16_t> parents;
            for (const auto* side : {&before_, &after_}) {
                for (const std::uint16_t one : instances_of(form_, *side, inside)) {
                    parents.insert(one);
                }
            }
            for (const std::uint16_t parent : parents) look_at_group(group, parent);
        }
        for (const FieldDifference& one : difference(before_, after_)) {
            if (!told_.contains(one.at)) add_field(one);
        }
        std::stable_sort(out_.begin(), out_.end(), [&](const auto& a, const auto& b) {
            return a.fields.front() < b.fields.front();
        });
        return std::move(out_);
    }

private:
    void add_field(const FieldDifference& one) {
        const PiaField& field = form_.fields[one.at.field];
        LogicalChange change;
        change.item = item_name(form_, one.at);
        change.fields = {one.at};
        change.before = value_text(form_, field, one.before);
        change.after = value_text(form_, field, one.after);
        change.important = field.important;
        out_.push_back(std::move(change));
    }

    [[nodiscard]] FieldAddress address(std::size_t field, std::size_t group, std::uint16_t parent,
                                       std::uint16_t number) const {
        if (form_.groups[group].inside == kNowhere) return {field, {number, 0}};
        return {field, {parent, number}};
    }

    void look_at_group(std::size_t group, std::uint16_t parent) {
        const auto before = instances(form_, before_, group, parent);
        const auto after = instances(form_, after_, group, parent);
        const Moves moves(form_, group, before, after);
        if (moves.struck_out(before.size(), after.size())) {
            add_struck_out(group, parent, before, after, moves);
            return;
        }
        if (!form_.groups[group].whole) return;
        const auto has = [](const std::vector<Instance>& list, std::uint16_t number) {
            return std::any_of(list.begin(), list.end(),
                               [&](const Instance& one) { return one.number == number; });
        };
        for (const Instance& one : after) {
            if (!has(before, one.number)) add_whole(group, parent, one, true);
        }
        for (const Instance& one : before) {
            if (!has(after, one.number)) add_whole(group, parent, one, false);
        }
    }

    // ①…\n②… of one of a group.
    [[nodiscard]] std::string spelled(const Instance& one) const {
        std::string text;
        for (const auto& [field, value] : one.values) {
            if (!text.empty()) text += "\n";
            text += mark_of(form_.fields[field]) + value_text(form_, form_.fields[field], value);
        }
        return text;
    }

    [[nodiscard]] std::string heading(std::size_t group, std::uint16_t number) const {
        const std::size_t first = form_.name_of_group(group);
        const std::string item = item_name(form_, address(first, group, 1, number));
        const std::string label = form_.groups[group].label.ja;
        const std::size_t at = item.find(label);
        if (at == std::string::npos) return label + wide(number);
        return item.substr(0, at) + label + wide(number);
    }

    void note_fields(LogicalChange& change, std::size_t group, std::uint16_t parent,
                     const Instance& one) {
        for (const auto& [field, value] : one.values) {
            const FieldAddress at = address(field, group, parent, one.number);
            told_.insert(at);
            change.fields.push_back(at);
            change.important = change.important || form_.fields[field].important;
        }
    }

    void add_whole(std::size_t group, std::uint16_t parent, const Instance& one, bool came) {
        LogicalChange change;
        change.group = group;
        change.item = heading(group, one.number);
        (came ? change.after : change.before) = spelled(one);
        note_fields(change, group, parent, one);
        out_.push_back(std::move(change));
    }

    // "提供先４　①…　②から⑦（略）": what changed, and the rest left out.
    [[nodiscard]] std::string shortened(std::size_t group, const Instance& one,
                                        const Instance& other) const {
        std::string shown;
        std::string first;
        std::string last;
        for (std::size_t field = 0; field < form_.fields.size(); ++field) {
            const std::string mark = mark_of(form_.fields[field]);
            if (form_.fields[field].group != group || mark.empty()) continue;
            const auto mine = one.values.find(field);
            const auto its = other.values.find(field);
            const bool same = mine == one.values.end() ||
                              (its != other.values.end() && its->second == mine->second);
            if (!same) {
                shown += mark + value_text(form_, form_.fields[field], mine->second) + "\n";
                continue;
            }
            if (first.empty()) first = mark;
            last = mark;
        }
        const std::string rest = first == last ? first : first + "から" + last;
        return form_.groups[group].label.ja + wide(one.number) + "　" + shown +
               (first.empty() ? "" : rest + "（略）");
    }

    void add_struck_out(std::size_t group, std::uint16_t parent,
                        const std::vector<Instance>& before, const std::vector<Instance>& after,
                        const Moves& moves) {
        const std::string label = form_.groups[group].label.ja;
        LogicalChange change;
        change.group = group;
        const std::string last = wide(before.back().number);
        change.item = heading(group, before.front().number) + "～" + last;
        std::vector<std::uint16_t> gone;
        std::string renamed;
        for (std::size_t i = 0; i < before.size(); ++i) {
            note_fields(change, group, parent, before[i]);
            if (!change.before.empty()) change.before += "\n";
            const std::size_t to = moves.to(i);
            if (to == kNowhere) {
                gone.push_back(before[i].number);
                change.before += label + wide(before[i].number) + "（略）";
                continue;
            }
            change.before += shortened(group, before[i], after[to]);
            if (before[i].number == after[to].number) continue;
            renamed += (renamed.empty() ? "" : "、") + label + wide(before[i].number) + "を" +
                       label + wide(after[to].number) + "と";
        }
        const bool run =
            gone.size() > 1 && gone.back() - gone.front() + 1 == static_cast<int>(gone.size());
        std::string struck;
        for (const std::uint16_t number : gone) {
            if (run && number != gone.front() && number != gone.back()) continue;
            if (!struck.empty()) struck += run ? "から" : "、";
            struck += label + wide(number);
        }
        change.after = struck + (run ? "まで" : "") + "を削除し、" + renamed + "する。";
        for (std::size_t i = 0; i < before.size(); ++i) {
            const std::size_t to = moves.to(i);
            if (to == kNowhere) continue;
            change.after += "\n" + shortened(group, after[to], before[i]);
            note_fields(change, group, parent, after[to]);
        }
        out_.push_back(std::move(change));
    }

    const PiaForm& form_;
    const FilledForm& before_;
    const FilledForm& after_;
    std::set<FieldAddress> told_;
    std::vector<LogicalChange> out_;
};

}  // namespace

std::vector<FieldDifference> difference(const FilledForm& before, const FilledForm& after) {
    std::vector<FieldDifference> list;
    auto old = before.begin();
    auto now = after.begin();
    while (old != before.end() || now != after.end()) {
        if (now == after.end() || (old != before.end() && old->first < now->first)) {
            list.push_back({old->first, old->second, {}});
            ++old;
        } else if (old == before.end() || now->first < old->first) {
            list.push_back({now->first, {}, now->second});
            ++now;
        } else {
            if (old->second != now->second) list.push_back({old->first, old->second, now->second});
            ++old;
            ++now;
        }
    }
    return list;
}

FilledForm with_changes(FilledForm form, const std::vector<FieldDifference>& changes) {
    for (const FieldDifference& one : changes) {
        if (one.after.empty()) {
            form.erase(one.at);
        } else {
            form[one.at] = one.after;
        }
    }
    return form;
}

std::vector<LogicalChange> logical_changes(const PiaForm& form, const FilledForm& before,
                                           const FilledForm& after) {
    return ChangeReader(form, before, after).read();
}

}  // namespace daicho::govern
