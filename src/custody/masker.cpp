#include "custody/masker.hpp"

#include <algorithm>

#include "base/kana.hpp"

namespace daicho::custody {
namespace {

using registers::Cell;
using registers::Definition;
using registers::Field;
using registers::FieldType;
using registers::Masking;
using registers::OwnedValue;

constexpr unsigned kAttempts = 256;
constexpr unsigned kMostShift = 28;  // days
constexpr const char* kNothing = "－";  // where a text is required

OwnedValue text_value(std::string text) { return {Cell::Kind::text, 0, std::move(text)}; }
OwnedValue integer_value(std::int64_t number) { return {Cell::Kind::integer, number, {}}; }
OwnedValue same(const Cell& cell) { return {cell.kind, cell.integer, std::string(cell.bytes)}; }

// What nobody decided is not copied where it may tell of somebody.
Masking decided(const Field& field) {
    if (field.type == FieldType::ref) return Masking::keep;  // to the copy's record
    if (field.masking != Masking::unsaid) return field.masking;
    const bool free = field.type == FieldType::text || field.type == FieldType::document ||
                      field.type == FieldType::geometry;
    if (field.is_personal() || free) {
        return field.type == FieldType::code && field.required ? Masking::other : Masking::blank;
    }
    return Masking::keep;
}

std::string_view shape_of(const Definition& definition, std::size_t field) {
    for (const registers::Check& check : definition.checks) {
        if (check.kind == registers::CheckKind::pattern && check.field == field) return check.shape;
    }
    return {};
}

// With the check digit that its shape asks for; empty: this one has none.
std::string with_check_digit(std::string digits, std::string_view shape) {
    const bool corporate = shape == "check_digit_corporate";
    const bool addressee = shape == "check_digit_addressee";
    if (!corporate && !addressee) return digits;
    const std::size_t place = corporate ? 0 : digits.size() - 1;
    for (char c = '0'; c <= '9'; ++c) {
        digits[place] = c;
        if (corporate ? registers::is_corporate_number(digits)
                      : registers::is_addressee_number(digits)) {
            return digits;
        }
    }
    return {};
}

// The next text of the same shape: what is left when chance finds none that is free.
bool count_up(std::string& text) {
    for (std::size_t i = text.size(); i-- > 0;) {
        if (text[i] < '0' || text[i] > '9') continue;
        const bool first = i == 0 || text[i - 1] < '0' || text[i - 1] > '9';
        if (first && text[i] == '0') continue;
        if (text[i] != '9') {
            ++text[i];
            return true;
        }
        text[i] = first ? '1' : '0';
    }
    return false;
}

}  // namespace

Masker::Masker(const LeakSearch& originals, MaskerPlaces places)
    : originals_(&originals), places_(std::move(places)) {
    key_.make_random();
}

template <class Make>
Result<std::string> Masker::invent(std::string_view purpose, std::string_view text,
                                   const Make& make) {
    for (unsigned attempt = 0; attempt < kAttempts; ++attempt) {
        Draw draw(key_.view(), purpose, text, attempt);
        std::string made = make(draw);
        if (!made.empty() && originals_->find(made).empty()) return made;
    }
    return system_error("copy.cannot_invent").with("what", std::string(purpose));
}

Result<std::string> Masker::name(std::string_view original, bool reading) {
    InventedName made;
    DAICHO_CHECK(invent("name", original, [&](Draw& draw) {
        made = invent_name(draw, original);
        // As they are searched for, too: heads hold these keys.
        for (const std::string& key : {made.kana, kana_search_key(made.kana),
                                       name_search_key(made.name)}) {
            if (!originals_->find(key).empty()) return std::string();
        }
        return made.name;
    }));
    return reading ? made.kana : made.name;
}

// The same wherever the number stands, and of no two numbers the same: keys stay keys.
Result<std::string> Masker::number(const Row& row, std::size_t field) {
    const std::string original(row.cells[field].bytes);
    if (const auto known = numbers_.find(original); known != numbers_.end()) return known->second;
    const std::string_view shape = shape_of(row.definition, field);
    std::string found;
    for (unsigned attempt = 0; attempt < kAttempts && found.empty(); ++attempt) {
        Draw draw(key_.view(), "number", original, attempt);
        std::string made = with_check_digit(invent_digits(draw, original), shape);
        if (made.empty() || numbers_used_.contains(made)) continue;
        if (originals_->find(made).empty()) found = std::move(made);
    }
    if (found.empty()) {
        Draw draw(key_.view(), "number", original, kAttempts);
        std::string made = invent_digits(draw, original);
        const std::string begin = made;
        while (numbers_used_.contains(made)) {
            (void)count_up(made);
            if (made == begin) return system_error("copy.cannot_invent").with("what", "number");
        }
        found = std::move(made);
    }
    numbers_used_.insert(found);
    numbers_.emplace(original, found);
    return found;
}

// No personal number is opened for this: the blind index tells whether somebody has the new one.
Result<std::string> Masker::personal_number(const Row& row, const Field& field) {
    const std::string who = row.definition.name + "/" + std::to_string(row.record);
    for (unsigned attempt = 0; attempt < kAttempts; ++attempt) {
        Draw draw(key_.view(), "personal_number", who, attempt);
        std::string digits;
        for (int i = 0; i < 11; ++i) digits += static_cast<char>('0' + draw.below(10));
        digits += '0';
        while (!registers::is_personal_number(digits) && digits.back() < '9') ++digits.back();
        if (!registers::is_personal_number(digits)) continue;
        DAICHO_TRY(taken, places_.number_taken(row.definition, field, digits));
        if (!taken) return digits;
    }
    return system_error("copy.cannot_invent").with("what", "personal_number");
}

OwnedValue Masker::date(const Row& row, std::size_t field) {
    const Date original =
        Date::from_days(static_cast<std::int32_t>(row.cells[field].integer));
    const std::string who = row.definition.name + "/" + std::to_string(row.record);
    if (row.definition.fields[field].masking == Masking::day) {
        Draw draw(key_.view(), "day", who + "/" + std::to_string(original.days()));
        return integer_value(invent_day(draw, original).days());
    }
    Draw draw(key_.view(), "shift", who);
    const int days = 1 + static_cast<int>(draw.below(kMostShift));
    return integer_value((original + (draw.below(2) == 0 ? days : -days)).days());
}

Result<OwnedValue> Masker::text(const Row& row, std::size_t field) {
    const std::string_view original = row.cells[field].bytes;
    Result<std::string> made = std::string();
    switch (row.definition.fields[field].masking) {
        case Masking::name: made = name(original, false); break;
        case Masking::kana: {
            const auto beside = std::ranges::find(row.definition.fields, Masking::name,
                                                  &Field::masking);
            const auto at = static_cast<std::size_t>(beside - row.definition.fields.begin());
            const bool there = at < row.cells.size() && !row.cells[at].is_null();
            if (!there) return OwnedValue{};
            made = name(row.cells[at].bytes, true);
            break;
        }
        case Masking::address:
            made = invent("address", same_place(original, places_.own_city), [&](Draw& draw) {
                return invent_address(key_.view(), draw, original, places_.own_city);
            });
            break;
        case Masking::words:
            made = invent("words", original,
                          [&](Draw& draw) { return invent_words(draw, original); });
            break;
        case Masking::postal_code:
            made = invent("postal_code", original, [&](Draw& draw) {
                const std::size_t kept = std::min<std::size_t>(4, original.size());
                return std::string(original.substr(0, kept)) +
                       invent_digits(draw, original.substr(kept));
            });
            break;
        default: made = number(row, field); break;
    }
    if (!made) return Error(made.error());
    return text_value(std::move(*made));
}

Result<OwnedValue> Masker::value(const Row& row, std::size_t index) {
    const Field& field = row.definition.fields[index];
    const Cell& cell = row.cells[index];
    // No document is ever in a copy, whatever a definition says.
    if (cell.is_null() || field.type == FieldType::document) return OwnedValue{};
    if (field.type == FieldType::ref) {
        const std::uint64_t record =
            places_.record(field.target, static_cast<std::uint64_t>(cell.integer));
        return record == 0 ? OwnedValue{} : integer_value(static_cast<std::int64_t>(record));
    }
    if (field.type == FieldType::personal_number) {
        DAICHO_TRY(digits, personal_number(row, field));
        return text_value(std::move(digits));
    }
    switch (decided(field)) {
        case Masking::unsaid:
        case Masking::blank:
            return field.required && field.type == FieldType::text ? text_value(kNothing)
                                                                   : OwnedValue{};
        case Masking::keep:
        case Masking::largest: return same(cell);
        case Masking::other: return text_value(field.codes.back().key);
        case Masking::entry:
            return integer_value(static_cast<std::int64_t>(
                places_.entry(static_cast<std::uint64_t>(cell.integer))));
        case Masking::day:
        case Masking::shift: return date(row, index);
        default: return text(row, index);
    }
}

Result<std::vector<OwnedValue>> Masker::mask(const Definition& definition, std::uint64_t record,
                                             std::span<const Cell> cells) {
    const Row row{definition, record, cells};
    std::vector<OwnedValue> values;
    values.reserve(cells.size());
    for (std::size_t i = 0; i < cells.size(); ++i) {
        DAICHO_TRY(one, value(row, i));
        values.push_back(std::move(one));
    }
    return values;
}

}  // namespace daicho::custody
