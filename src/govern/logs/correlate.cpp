#include "govern/logs/correlate.hpp"

#include <algorithm>
#include <cstring>

#include "govern/logs/detail/interner.hpp"
#include "govern/logs/detail/window.hpp"

namespace daicho::govern::logs {

namespace {

using detail::CivilWindow;
using detail::Interner;
using detail::kNoValue;
using detail::Mark;
using detail::OpenCase;
using detail::SlidingWindow;

// Fields grouped by, and the number of their values in the event at hand.
struct Keyer {
    std::vector<Slot> slots;
    std::size_t space = 0;
    std::uint64_t stamp = 0;
    std::uint32_t number = 0;
    bool mine = true;  // of this part of the groups
};

struct Silence {
    std::int64_t last_ms = 0;
};

struct Track {
    std::size_t place = 0;
    const Rule* rule = nullptr;
    std::vector<std::size_t> inputs;  // places of rules
    std::vector<std::size_t> keys;    // keyer of each input
    std::size_t value_key = SIZE_MAX;
    std::vector<std::pair<std::size_t, std::uint32_t>> parents;  // track, input there
    std::vector<std::uint32_t> index;                            // state of each group, + 1
    std::vector<std::uint32_t> groups;                           // group of each state
    std::vector<SlidingWindow> sliding;
    std::vector<CivilWindow> civil;
    std::vector<Silence> silence;
    std::vector<Mark> marks;  // sorted runs: everything, until the end
    std::ptrdiff_t bytes = 0;
};

bool is_number(Type type) {
    return type == Type::value_sum || type == Type::value_avg || type == Type::value_percentile;
}

}  // namespace

struct Correlator::State {
    const RuleSet& rules;
    Period period;
    Share share;
    std::vector<Interner> spaces;
    std::vector<std::vector<Slot>> space_slots;
    std::vector<Keyer> keyers;
    std::vector<Track> tracks;
    std::vector<std::size_t> detections;
    std::vector<char> wanted;  // rules whose cases are asked for
    std::vector<char> fired;
    std::vector<std::size_t> fired_list;
    std::vector<Case> cases;
    std::size_t case_bytes = 0;
    std::string key;
    std::uint64_t stamp = 0;
    std::uint64_t unread = 0;
    std::int64_t last_ms = INT64_MIN;
    std::int64_t lead_ms = 0;
    std::uint64_t fed = 0;

    State(const RuleSet& set, const Period& p, const Share& s,
          const std::vector<std::size_t>& which)
        : rules(set), period(p), share(s), fired(set.rules.size(), 0) {
        wanted.assign(rules.rules.size(), 0);
        for (const std::size_t place : which) wanted[place] = 1;
        // Whatever such a rule stands on is needed too; rules name earlier ones only.
        std::vector<char> needed = wanted;
        for (std::size_t i = rules.rules.size(); i-- > 0;) {
            if (needed[i] == 0) continue;
            for (const std::size_t inner : rules.rules[i].rules) needed[inner] = 1;
        }
        for (std::size_t i = 0; i < rules.rules.size(); ++i) {
            if (needed[i] == 0) continue;
            const Rule& rule = rules.rules[i];
            if (rule.type == Type::detection) detections.push_back(i);
            if (rule.type != Type::detection || wanted[i] != 0) add_track(i);
        }
        for (std::size_t t = 0; t < tracks.size(); ++t) link(t);
        if (share.part == 0) open_silences();
    }

    void add_track(std::size_t place) {
        Track track;
        track.place = place;
        track.rule = &rules.rules[place];
        const Rule& rule = *track.rule;
        track.inputs = rule.type == Type::detection ? std::vector<std::size_t>{place} : rule.rules;
        const bool alike = std::ranges::all_of(
            rule.group, [&rule](const auto& slots) { return slots == rule.group.front(); });
        const std::size_t space = alike ? space_of(rule.group.front()) : new_space({});
        for (const auto& slots : rule.group) track.keys.push_back(keyer_of(slots, space));
        if (rule.type == Type::value_count) {
            track.value_key = keyer_of({rule.field}, space_of({rule.field}));
        }
        lead_ms = std::max(lead_ms, rule.baseline.days * kDayMs);
        tracks.push_back(std::move(track));
    }

    std::size_t new_space(const std::vector<Slot>& slots) {
        spaces.emplace_back();
        space_slots.push_back(slots);
        return spaces.size() - 1;
    }
    std::size_t space_of(const std::vector<Slot>& slots) {
        const auto known = std::ranges::find(space_slots, slots);
        return known == space_slots.end() ? new_space(slots)
                                          : static_cast<std::size_t>(known - space_slots.begin());
    }
    std::size_t keyer_of(const std::vector<Slot>& slots, std::size_t space) {
        for (std::size_t i = 0; i < keyers.size(); ++i) {
            if (keyers[i].space == space && keyers[i].slots == slots) return i;
        }
        keyers.push_back({slots, space, 0, 0, true});
        return keyers.size() - 1;
    }

    void link(std::size_t t) {
        for (std::uint32_t i = 0; i < tracks[t].inputs.size(); ++i) {
            const std::size_t inner = tracks[t].inputs[i];
            if (rules.rules[inner].type == Type::detection) continue;
            const auto child = std::ranges::find(tracks, inner, &Track::place);
            child->parents.emplace_back(t, i);
        }
    }

    // Silence of all is noticed even when nobody ever spoke.
    void open_silences() {
        for (Track& track : tracks) {
            if (track.rule->type != Type::silence || !track.rule->group.front().empty()) continue;
            const std::uint32_t group =
                spaces[keyers[track.keys.front()].space].add({}, detail::hash_of({}));
            state_of(track, group);
        }
    }

    // Number of the event's group; false when another part of the run looks after it.
    bool number_of(Keyer& keyer, const Event& event, bool dealt) {
        if (keyer.stamp == stamp) return keyer.mine || !dealt;
        std::string_view text;
        if (keyer.slots.size() == 1) {
            text = event.values[keyer.slots.front()];
        } else {
            key.clear();
            for (const Slot slot : keyer.slots) {
                const std::string_view value = event.values[slot];
                const auto size = static_cast<std::uint32_t>(value.size());
                key.append(reinterpret_cast<const char*>(&size), sizeof size).append(value);
            }
            text = key;
        }
        const std::uint64_t hash = detail::hash_of(text);
        const bool mine = share.parts == 1 || (hash >> 40) % share.parts == share.part;
        if (dealt && !mine) return false;
        keyer.mine = mine;
        keyer.number = spaces[keyer.space].add(text, hash);
        keyer.stamp = stamp;
        return true;
    }

    std::uint32_t state_of(Track& track, std::uint32_t group) {
        if (group >= track.index.size()) {
            track.index.resize(std::max<std::size_t>(group + 1, track.index.size() * 2), 0);
        }
        std::uint32_t& at = track.index[group];
        if (at != 0) return at - 1;
        track.groups.push_back(group);
        if (track.rule->type == Type::silence) {
            track.silence.push_back({period.from_ms});
        } else if (track.rule->window.civil) {
            track.civil.emplace_back();
        } else {
            track.sliding.emplace_back();
        }
        track.bytes += 256;
        at = static_cast<std::uint32_t>(track.groups.size());
        return at - 1;
    }

    void handle(Track& track, std::uint32_t input, const Event& event) {
        const Rule& rule = *track.rule;
        if (event.time_ms < period.from_ms && rule.baseline.days == 0) return;
        Keyer& keyer = keyers[track.keys[input]];
        if (!number_of(keyer, event, true)) return;
        Mark mark{event.time_ms, kNoValue, event.place, input, keyer.number};
        if (rule.field != kNoSlot) read_value(track, event, mark);
        put(track, mark);
    }

    void read_value(const Track& track, const Event& event, Mark& mark) {
        const std::string_view text = event.values[track.rule->field];
        if (text.empty()) return;
        if (is_number(track.rule->type)) {
            const auto number = thousandths(text);
            if (number) {
                mark.value = *number;
            } else {
                ++unread;
            }
            return;
        }
        if (track.value_key == SIZE_MAX) return;
        Keyer& value = keyers[track.value_key];
        number_of(value, event, false);
        mark.value = value.number;
    }

    void put(Track& track, const Mark& mark) {
        if (share.sorted) {
            track.marks.push_back(mark);
            track.bytes += static_cast<std::ptrdiff_t>(sizeof(Mark));
        } else if (advance(track, mark) && !track.parents.empty()) {
            fire(track.place);
        }
    }

    void fire(std::size_t place) {
        if (fired[place] != 0) return;
        fired[place] = 1;
        fired_list.push_back(place);
    }

    // True when the rule holds at this moment.
    bool advance(Track& track, const Mark& mark) {
        const Rule& rule = *track.rule;
        const std::uint32_t at = state_of(track, mark.group);
        if (rule.type == Type::silence) {
            end_silence(track, at, mark.time_ms);
            return false;
        }
        if (rule.window.civil) {
            CivilWindow& window = track.civil[at];
            if (window.ends_before(rule, mark)) close_civil(track, at);
            window.add(rule, mark, track.bytes);
            return false;
        }
        SlidingWindow& window = track.sliding[at];
        const bool yes = window.add(rule, mark, track.bytes);
        if (!yes && window.current.open) {
            emit(track, mark.group, window.current);
            window.current = {};
        }
        return yes;
    }

    void close_civil(Track& track, std::uint32_t at) {
        OpenCase out;
        if (track.civil[at].close(*track.rule, period.from_ms, out, track.bytes)) {
            emit(track, track.groups[at], out);
        }
    }

    // Time of work between two moments: working days, between the hours of the rule.
    [[nodiscard]] std::int64_t work_ms(const Rule& rule, std::int64_t from, std::int64_t to) const {
        std::int64_t sum = 0;
        for (std::int32_t day = day_of(from); day <= day_of(to); ++day) {
            const unsigned weekday = Date::from_days(day).weekday();
            if (weekday == 0 || weekday == 6) continue;
            if (std::ranges::binary_search(period.holidays, day)) continue;
            const std::int64_t opens = day * kDayMs + rule.work_from * kMinuteMs;
            const std::int64_t closes = day * kDayMs + rule.work_to * kMinuteMs;
            sum += std::max<std::int64_t>(0, std::min(to, closes) - std::max(from, opens));
        }
        return sum;
    }

    void end_silence(Track& track, std::uint32_t at, std::int64_t now) {
        Silence& silence = track.silence[at];
        const std::int64_t from = silence.last_ms;
        silence.last_ms = now;
        if (now - from <= track.rule->window.span_ms) return;
        const std::int64_t quiet = work_ms(*track.rule, from, now);
        if (quiet <= track.rule->window.span_ms) return;
        OpenCase out;
        out.from_ms = from;
        out.to_ms = now;
        out.measure = quiet / kMinuteMs * 1000;
        emit(track, track.groups[at], out);
    }

    void emit(const Track& track, std::uint32_t group, const OpenCase& open) {
        if (wanted[track.place] == 0) return;
        Case out;
        out.rule = track.place;
        out.from_ms = open.from_ms;
        out.to_ms = open.to_ms;
        out.events = open.events;
        out.measure = open.measure;
        out.places = open.places;
        const auto& slots = track.rule->group.front();
        std::string_view text = spaces[keyers[track.keys.front()].space].text(group);
        for (const Slot slot : slots) {
            std::uint32_t size = static_cast<std::uint32_t>(text.size());
            if (slots.size() != 1) {
                std::memcpy(&size, text.data(), sizeof size);
                text.remove_prefix(sizeof size);
            }
            out.group.emplace_back(rules.fields.name(slot), std::string(text.substr(0, size)));
            text.remove_prefix(size);
        }
        case_bytes += sizeof(Case) + out.places.size() * sizeof(Place) + 128;
        cases.push_back(std::move(out));
    }

    [[nodiscard]] std::size_t bytes() const {
        std::size_t sum = case_bytes;
        for (const Interner& space : spaces) sum += space.bytes();
        for (const Track& track : tracks) {
            sum += static_cast<std::size_t>(std::max<std::ptrdiff_t>(0, track.bytes)) +
                   track.index.capacity() * 4;
        }
        return sum;
    }

    void replay(Track& track) {
        std::ranges::sort(track.marks, [](const Mark& a, const Mark& b) {
            return a.group != b.group ? a.group < b.group : a < b;
        });
        for (const Mark& mark : track.marks) {
            if (!advance(track, mark)) continue;
            for (const auto& [parent, input] : track.parents) {
                Mark up = mark;
                up.input = input;
                up.value = kNoValue;
                // Two inputs of one event are one hit of the child.
                auto& marks = tracks[parent].marks;
                if (marks.empty() || !(marks.back() == up) || marks.back().group != up.group) {
                    marks.push_back(up);
                }
            }
        }
        track.marks = {};
    }

    void close(Track& track) {
        for (std::uint32_t at = 0; at < track.groups.size(); ++at) {
            if (track.rule->type == Type::silence) {
                end_silence(track, at, period.to_ms);
            } else if (track.rule->window.civil) {
                close_civil(track, at);
            } else if (track.sliding[at].current.open) {
                emit(track, track.groups[at], track.sliding[at].current);
            }
        }
    }
};

Correlator::Correlator(const RuleSet& rules, const Period& period, const Share& share,
                       const std::vector<std::size_t>& which)
    : state_(std::make_unique<State>(rules, period, share, which)) {}
Correlator::~Correlator() = default;

const std::vector<std::size_t>& Correlator::detections() const noexcept {
    return state_->detections;
}
std::int64_t Correlator::lead_ms() const noexcept { return state_->lead_ms; }
std::uint64_t Correlator::unread_values() const noexcept { return state_->unread; }

std::size_t Correlator::largest() const noexcept {
    const auto most = std::ranges::max_element(state_->tracks, {}, &Track::bytes);
    return most == state_->tracks.end() ? 0 : most->place;
}

Fed Correlator::feed(const Event& event, const std::vector<std::size_t>& matched) {
    State& state = *state_;
    if (!state.share.sorted && event.time_ms < state.last_ms) return Fed::late;
    state.last_ms = event.time_ms;
    if (matched.empty()) return Fed::taken;
    ++state.stamp;
    for (const std::size_t place : matched) state.fire(place);
    for (Track& track : state.tracks) {
        for (std::uint32_t i = 0; i < track.inputs.size(); ++i) {
            if (state.fired[track.inputs[i]] != 0) state.handle(track, i, event);
        }
    }
    for (const std::size_t place : state.fired_list) state.fired[place] = 0;
    state.fired_list.clear();
    if ((++state.fed & 0xFFF) != 0) return Fed::taken;
    return state.bytes() > state.share.budget ? Fed::full : Fed::taken;
}

std::vector<Case> Correlator::finish() {
    State& state = *state_;
    for (Track& track : state.tracks) {
        if (state.share.sorted) state.replay(track);
        state.close(track);
    }
    std::ranges::sort(state.cases, [](const Case& a, const Case& b) {
        return std::tie(a.rule, a.from_ms, a.group, a.to_ms) <
               std::tie(b.rule, b.from_ms, b.group, b.to_ms);
    });
    return std::move(state.cases);
}

}  // namespace daicho::govern::logs
