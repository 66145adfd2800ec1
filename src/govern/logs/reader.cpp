#include "govern/logs/reader.hpp"

#include <fmt/format.h>
#include <re2/re2.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <optional>

#include "document/charset.hpp"
#include "govern/logs/detail/row.hpp"
#include "govern/logs/moment.hpp"

namespace daicho::govern::logs {

namespace {

enum class Part : std::uint8_t {
    hour,
    minute,
    day,
    week,
    weekday,
    month,
    year,
    date,
    clock,
    holiday
};
constexpr std::array<std::string_view, 10> kParts = {"hour",  "minute", "day",  "week",  "weekday",
                                                     "month", "year",   "date", "clock", "holiday"};

bool is_ascii(std::string_view text) noexcept {
    std::size_t i = 0;
    for (; i + 8 <= text.size(); i += 8) {
        std::uint64_t word = 0;
        std::memcpy(&word, text.data() + i, 8);
        if ((word & 0x8080808080808080ULL) != 0) return false;
    }
    for (; i < text.size(); ++i) {
        if (static_cast<unsigned char>(text[i]) >= 0x80) return false;
    }
    return true;
}

Shape shape_of(Format format) {
    return format == Format::csv           ? Shape::quoted
           : format == Format::windows_xml ? Shape::elements
                                           : Shape::lines;
}

// ISO 8601 week of the year.
int iso_week(Date date) {
    const int weekday = static_cast<int>((date.weekday() + 6) % 7);  // 0 = Monday
    const Date thursday = date + (3 - weekday);
    return (thursday - Date::of(thursday.year(), 1, 1)) / 7 + 1;
}

// Numbers and clock times as texts, made once.
struct Texts {
    std::array<std::string, 60> numbers;
    std::array<std::string, 24 * 60> clocks;
    Texts() {
        for (std::size_t i = 0; i < numbers.size(); ++i) numbers[i] = std::to_string(i);
        for (std::size_t i = 0; i < clocks.size(); ++i) {
            clocks[i] = fmt::format("{:02}:{:02}", i / 60, i % 60);
        }
    }
};
const Texts& texts() {
    static const Texts kTexts;
    return kTexts;
}

struct Joined {
    std::vector<Slot> by;
    std::vector<std::pair<Slot, std::size_t>> gives;  // slot, column
    const Table* table = nullptr;
    std::unordered_map<std::string, std::size_t> rows;
};

struct Words {
    Slot slot = kNoSlot;
    const std::map<std::string, std::string, std::less<>>* words = nullptr;
};

struct Taken {
    Slot from = kNoSlot;
    Slot to = kNoSlot;
    const re2::RE2* expression = nullptr;
};

}  // namespace

const char* to_string(Reject reason) noexcept {
    switch (reason) {
        case Reject::none: return "none";
        case Reject::too_long: return "too_long";
        case Reject::open_quote: return "open_quote";
        case Reject::open_element: return "open_element";
        case Reject::bad_encoding: return "bad_encoding";
        case Reject::columns: return "columns";
        case Reject::not_csv: return "not_csv";
        case Reject::not_json: return "not_json";
        case Reject::not_syslog: return "not_syslog";
        case Reject::not_xml: return "not_xml";
        case Reject::no_time: return "no_time";
    }
    return "none";
}

struct EventReader::State {
    const Mapping& mapping;
    Fields fields;  // those of the rules, and what joins look up by
    MomentReader moments;
    detail::Names names;
    detail::Arena arena;
    std::vector<char> decoded;
    std::vector<Slot> by_column;
    std::vector<std::pair<std::uint32_t, Slot>> wanted_columns;
    std::vector<char> wanted;  // by slot; empty: all
    std::vector<std::pair<Slot, Slot>> copies;
    std::vector<Words> words;
    std::vector<Taken> taken;
    std::vector<Joined> joins;
    std::vector<std::pair<Slot, Part>> parts;
    std::vector<std::int32_t> holidays;
    Slot pairs = kNoSlot;
    Slot raw = kNoSlot;
    std::size_t slots = 0;
    std::uint32_t file = 0;
    std::optional<RecordReader> records;
    std::string key;
    // Of the day of the last event.
    std::int32_t day = INT32_MIN;
    std::array<std::string, kParts.size()> day_texts;

    State(const Mapping& map, const Fields& all, const Tables& tables, Date near)
        : mapping(map), fields(all), moments(map.offset_minutes, near) {
        for (const Join& join : mapping.joins) {
            for (const std::string& field : join.by) fields.add(field);
        }
        slots = fields.size();
        bind_columns();
        bind_joins(tables);
        const auto found = tables.find("holidays");
        if (found == tables.end()) return;
        for (const auto& row : found->second.rows) {
            const auto date = parse_iso_date(row.front());
            if (date) holidays.push_back(date->days());
        }
        std::ranges::sort(holidays);
    }

    [[nodiscard]] bool joined(std::string_view field) const {
        return std::ranges::any_of(mapping.joins, [field](const Join& join) {
            return field.size() > join.as.size() && field.starts_with(join.as) &&
                   field[join.as.size()] == '.';
        });
    }

    // The slot that the column fills; a column asked for twice fills one and is copied.
    Slot want(const std::string& column, Slot slot) {
        const Slot known = names.look_up(column);
        if (known == kNoSlot) {
            if (slot == kNoSlot) slot = static_cast<Slot>(slots++);
            names.add(column, slot);
            return slot;
        }
        if (slot != kNoSlot && slot != known) copies.emplace_back(known, slot);
        return known;
    }

    void bind_columns() {
        for (Slot slot = 0; slot < fields.size(); ++slot) bind(fields.name(slot), slot);
        for (const Extract& one : mapping.extracts) {
            const Slot to = fields.find(one.field);
            if (to != kNoSlot) taken.push_back({want(one.from, kNoSlot), to, one.expression.get()});
        }
        if (!mapping.pairs.empty()) pairs = want(mapping.pairs, kNoSlot);
        for (const auto& [field, map] : mapping.values) {
            const Slot slot = fields.find(field);
            if (slot != kNoSlot) words.push_back({slot, &map});
        }
    }

    void bind(const std::string& field, Slot slot) {
        if (field == "_raw") {
            raw = slot;
            return;
        }
        if (field.starts_with("time.")) {
            const auto part = std::ranges::find(kParts, std::string_view(field).substr(5));
            if (part != kParts.end()) {
                parts.emplace_back(slot, static_cast<Part>(part - kParts.begin()));
                return;
            }
        }
        if (joined(field)) return;
        for (const auto& [name, column] : mapping.fields) {
            if (name != field) continue;
            want(column, slot);
            return;
        }
        const bool made = std::ranges::any_of(
            mapping.extracts, [&field](const Extract& one) { return one.field == field; });
        if (!made) want(field, slot);
    }

    void bind_joins(const Tables& tables) {
        for (const Join& join : mapping.joins) {
            const auto table = tables.find(join.table);
            if (table == tables.end()) continue;
            Joined one;
            one.table = &table->second;
            for (const std::string& field : join.by) one.by.push_back(fields.find(field));
            const bool asked =
                std::ranges::none_of(one.by, [](Slot slot) { return slot == kNoSlot; });
            for (std::size_t i = 0; i < one.table->columns.size(); ++i) {
                const Slot slot = fields.find(join.as + "." + one.table->columns[i]);
                if (slot != kNoSlot) one.gives.emplace_back(slot, i);
            }
            if (!asked || one.gives.empty() || one.table->columns.size() < one.by.size()) continue;
            for (std::size_t row = 0; row < one.table->rows.size(); ++row) {
                std::string text;
                for (std::size_t i = 0; i < one.by.size(); ++i) {
                    text.append(one.table->rows[row][i]).append(1, '\0');
                }
                one.rows.try_emplace(std::move(text), row);
            }
            joins.push_back(std::move(one));
        }
    }

    Reject split(std::string_view record, std::vector<std::string_view>& values) {
        const detail::Row row{names, arena, values};
        switch (mapping.format) {
            case Format::csv: return split_csv(record, values);
            case Format::jsonl: return detail::parse_json(record, row);
            case Format::syslog: return detail::parse_syslog(record, row);
            case Format::windows_xml: return detail::parse_windows_xml(record, row);
        }
        return Reject::none;
    }

    [[nodiscard]] bool is_wanted(Slot slot) const {
        return slot != kNoSlot && (wanted.empty() || wanted[slot] != 0);
    }

    void narrow(const std::vector<Slot>& read) {
        wanted.assign(slots, 0);
        wanted[0] = 1;
        const auto want_slot = [this](Slot slot) {
            if (slot != kNoSlot) wanted[slot] = 1;
        };
        for (const Slot slot : read) want_slot(slot);
        want_slot(pairs);
        for (const auto& [from, to] : copies) want_slot(from);
        for (const Taken& one : taken) want_slot(one.from);
        for (const Joined& join : joins) {
            for (const Slot slot : join.by) want_slot(slot);
        }
    }

    // The same fields as split_csv, by the places that the index found.
    Reject split_plain(const RawRecord& record, std::vector<std::string_view>& values) const {
        const std::size_t count = record.cut_count + std::size_t{1};
        if (count > by_column.size()) return Reject::columns;
        if (count + mapping.adds.size() < by_column.size()) return Reject::columns;
        const char* base = record.text.data() - record.cut_base;
        const char* end = record.text.data() + record.text.size();
        for (const auto& [column, slot] : wanted_columns) {
            if (column >= count) break;
            const char* from =
                column == 0 ? record.text.data() : base + record.cuts[column - 1] + 1;
            const char* to = column + 1 == count ? end : base + record.cuts[column];
            values[slot] = {from, static_cast<std::size_t>(to - from)};
        }
        return Reject::none;
    }

    Reject split_csv(std::string_view record, std::vector<std::string_view>& values) {
        std::size_t column = 0;
        std::string_view field;
        for (std::size_t at = 0; at <= record.size(); ++column) {
            if (column == by_column.size()) return Reject::columns;
            if (!detail::next_field(record, mapping.delimiter, at, arena, field)) {
                return Reject::not_csv;
            }
            const Slot slot = by_column[column];
            if (slot != kNoSlot) values[slot] = field;
        }
        // Columns that only `adds` names may be missing.
        return column + mapping.adds.size() < by_column.size() ? Reject::columns : Reject::none;
    }

    Reject finish(Event& event) {
        auto& values = event.values;
        if (pairs != kNoSlot) detail::parse_pairs(values[pairs], {names, arena, values});
        for (const auto& [from, to] : copies) values[to] = values[from];
        for (const Taken& one : taken) {
            re2::StringPiece found;
            const re2::StringPiece text(values[one.from].data(), values[one.from].size());
            const bool hit =
                one.expression->NumberOfCapturingGroups() == 0
                    ? one.expression->Match(text, 0, text.size(), re2::RE2::UNANCHORED, &found, 1)
                    : re2::RE2::PartialMatch(text, *one.expression, &found);
            if (hit) values[one.to] = {found.data(), found.size()};
        }
        const auto moment = moments.read(values[0]);
        if (!moment) return Reject::no_time;
        event.time_ms = *moment;
        event.timed = true;
        for (const Words& one : words) {
            const auto word = one.words->find(values[one.slot]);
            if (word != one.words->end()) values[one.slot] = word->second;
        }
        if (raw != kNoSlot) values[raw] = event.raw;
        if (!parts.empty()) fill_parts(event);
        for (const Joined& join : joins) fill_join(join, values);
        return Reject::none;
    }

    void fill_parts(Event& event) {
        const std::int32_t now = day_of(event.time_ms);
        if (now != day) begin_day(now);
        const auto minute = static_cast<std::size_t>((event.time_ms - now * kDayMs) / kMinuteMs);
        for (const auto& [slot, part] : parts) {
            switch (part) {
                case Part::hour: event.values[slot] = texts().numbers[minute / 60]; break;
                case Part::minute: event.values[slot] = texts().numbers[minute % 60]; break;
                case Part::clock: event.values[slot] = texts().clocks[minute]; break;
                default: event.values[slot] = day_texts[static_cast<std::size_t>(part)];
            }
        }
    }

    void begin_day(std::int32_t now) {
        static constexpr std::array<const char*, 7> kDays = {"sun", "mon", "tue", "wed",
                                                             "thu", "fri", "sat"};
        day = now;
        const Date date = Date::from_days(now);
        const auto text = [this](Part part) -> std::string& {
            return day_texts[static_cast<std::size_t>(part)];
        };
        text(Part::day) = std::to_string(date.day());
        text(Part::month) = std::to_string(date.month());
        text(Part::year) = std::to_string(date.year());
        text(Part::week) = std::to_string(iso_week(date));
        text(Part::weekday) = kDays[date.weekday()];
        text(Part::date) = format_iso(date);
        const bool off =
            date.weekday() == 0 || date.weekday() == 6 || std::ranges::binary_search(holidays, now);
        text(Part::holiday) = off ? "true" : "false";
    }

    void fill_join(const Joined& join, std::vector<std::string_view>& values) {
        key.clear();
        for (const Slot slot : join.by) key.append(values[slot]).append(1, '\0');
        const auto found = join.rows.find(key);
        if (found == join.rows.end()) return;
        for (const auto& [slot, column] : join.gives) {
            values[slot] = join.table->rows[found->second][column];
        }
    }

    // The record as UTF-8; empty-handed (null data) when its bytes are not of the charset.
    std::string_view text_of(std::string_view record) {
        if (is_ascii(record)) return record;
        if (!mapping.cp932) {
            return document::first_bad_byte(record) == record.size() ? record : std::string_view();
        }
        if (decoded.size() < record.size() * 3) decoded.resize(record.size() * 3);
        const auto done = document::decode_cp932(record, decoded.data(), decoded.size(), true);
        const std::string_view text(decoded.data(), done.written);
        const bool good = done.consumed == record.size() &&
                          text.find(document::kUndecodable) == std::string_view::npos;
        return good ? text : std::string_view();
    }

    Status read_header(const std::string& name) {
        std::vector<std::string> header = mapping.columns;
        if (header.empty()) {
            RawRecord record;
            DAICHO_TRY(more, records->next(record));
            const std::string_view text = more ? text_of(record.text) : std::string_view();
            if (text.empty() || !detail::split_csv(text, mapping.delimiter, header)) {
                return input_error("logs.file.no_header").with("file", name);
            }
        }
        header.insert(header.end(), mapping.adds.begin(), mapping.adds.end());
        by_column.assign(header.size(), kNoSlot);
        for (std::size_t i = 0; i < header.size(); ++i) {
            const Slot slot = names.look_up(header[i]);
            if (is_wanted(slot)) by_column[i] = slot;
        }
        wanted_columns.clear();
        for (std::uint32_t i = 0; i < by_column.size(); ++i) {
            if (by_column[i] != kNoSlot) wanted_columns.emplace_back(i, by_column[i]);
        }
        for (const auto& [field, column] : mapping.fields) {
            if (std::ranges::find(header, column) != header.end()) continue;
            return input_error("logs.file.no_column")
                .with("file", name)
                .with("column", column)
                .with("field", field);
        }
        return {};
    }
};

EventReader::EventReader(const Mapping& mapping, const Fields& fields, const Tables& tables,
                         Date near)
    : state_(std::make_unique<State>(mapping, fields, tables, near)) {}
EventReader::~EventReader() = default;
EventReader::EventReader(EventReader&&) noexcept = default;

void EventReader::narrow(const std::vector<Slot>& read) { state_->narrow(read); }

Status EventReader::begin(ByteReader bytes, std::uint32_t file, const std::string& name) {
    State& state = *state_;
    state.file = file;
    state.records.emplace(std::move(bytes), shape_of(state.mapping.format),
                          state.mapping.delimiter);
    return state.mapping.format == Format::csv ? state.read_header(name) : Status();
}

Result<bool> EventReader::next_record(RawRecord& record) { return state_->records->next(record); }

Reject EventReader::parse(const RawRecord& record, Event& event) {
    State& state = *state_;
    event.place = {state.file, record.line};
    event.timed = false;
    event.values.assign(state.slots, {});
    switch (record.fault) {
        case Fault::none: break;
        case Fault::too_long: return Reject::too_long;
        case Fault::open_quote: return Reject::open_quote;
        case Fault::open_element: return Reject::open_element;
    }
    event.raw = record.ascii ? record.text : state.text_of(record.text);
    if (event.raw.data() == nullptr) return Reject::bad_encoding;
    // What was decoded has other places than the bytes that the index saw.
    const bool as_read = event.raw.data() == record.text.data();
    if (record.cuts != nullptr && as_read && state.pairs == kNoSlot) {
        const Reject reason = state.split_plain(record, event.values);
        return reason != Reject::none ? reason : state.finish(event);
    }
    state.arena.begin(event.raw.size());
    const Reject reason = state.split(event.raw, event.values);
    return reason != Reject::none ? reason : state.finish(event);
}

Result<Step> EventReader::next(Event& event, Reject& reason) {
    RawRecord record;
    DAICHO_TRY(more, next_record(record));
    if (!more) return Step::end;
    reason = parse(record, event);
    return reason == Reject::none ? Step::event : Step::rejected;
}

std::uint64_t EventReader::lines() const noexcept {
    return state_->records ? state_->records->lines() : 0;
}
std::uint64_t EventReader::bytes() const noexcept {
    return state_->records ? state_->records->bytes() : 0;
}

}  // namespace daicho::govern::logs
