#include "base/era.hpp"

#include <fmt/format.h>

#include <array>
#include <optional>

#include "base/detail/code_points.hpp"
#include "base/text.hpp"

namespace daicho {
namespace {

constexpr std::array<std::string_view, 7> kWeekdayJa{"日", "月", "火", "水", "木", "金", "土"};
constexpr std::array<std::string_view, 7> kWeekdayEn{"Sunday",   "Monday", "Tuesday", "Wednesday",
                                                     "Thursday", "Friday", "Saturday"};
constexpr std::array<std::string_view, 12> kMonthEn{
    "January", "February", "March",     "April",   "May",      "June",
    "July",    "August",   "September", "October", "November", "December"};

std::string year_of_era(int year) { return year == 1 ? "元" : std::to_string(year); }

// 令和8年 / 1867年
std::string japanese_year(Date date, const EraTable& table) {
    const Era* era = table.of(date);
    if (era == nullptr) return fmt::format("{}年", date.year());
    return fmt::format("{}{}年", era->ja, year_of_era(date.year() - era->first_day.year() + 1));
}

std::string format_japanese(Date date, DateStyle style, const EraTable& table) {
    if (style == DateStyle::brief) {
        const Era* era = table.of(date);
        if (era == nullptr) return format_iso(date);
        return fmt::format("{}{}.{}.{}", era->letter, date.year() - era->first_day.year() + 1,
                           date.month(), date.day());
    }
    std::string text =
        fmt::format("{}{}月{}日", japanese_year(date, table), date.month(), date.day());
    if (style == DateStyle::with_weekday) text += fmt::format("（{}）", kWeekdayJa[date.weekday()]);
    return text;
}

std::string format_english(Date date, DateStyle style) {
    if (style == DateStyle::brief) return format_iso(date);
    const std::string text =
        fmt::format("{} {} {}", date.day(), kMonthEn[date.month() - 1], date.year());
    if (style == DateStyle::full) return text;
    return fmt::format("{}, {}", kWeekdayEn[date.weekday()], text);
}

// A cursor over the cleaned input. Every take… consumes what it names or nothing.
class Scanner {
public:
    explicit Scanner(std::string_view text) noexcept : rest_(text) {}

    bool take(std::string_view word) noexcept {
        if (word.empty() || !rest_.starts_with(word)) return false;
        rest_.remove_prefix(word.size());
        return true;
    }
    // Between `min` and `max` digits, not followed by a further one.
    std::optional<int> take_number(std::size_t min, std::size_t max) noexcept {
        std::size_t count = digits();
        if (count < min || count > max) return std::nullopt;
        return take_digits(count);
    }
    std::optional<int> take_digits(std::size_t count) noexcept {
        if (digits() < count) return std::nullopt;
        int value = 0;
        for (std::size_t i = 0; i < count; ++i) value = value * 10 + (rest_[i] - '0');
        rest_.remove_prefix(count);
        return value;
    }
    [[nodiscard]] std::size_t digits() const noexcept {
        std::size_t count = 0;
        while (count < rest_.size() && rest_[count] >= '0' && rest_[count] <= '9') ++count;
        return count;
    }
    [[nodiscard]] std::string_view rest() const noexcept { return rest_; }

private:
    std::string_view rest_;
};

struct Parts {
    int year = 0;
    int month = 0;
    int day = 0;
};

// 8年4月1日, 8.4.1, 8/4/1, 8-4-1; the separators must be of one kind.
std::optional<Parts> take_parts(Scanner& in, std::size_t min_digits, std::size_t max_digits,
                                bool first_year_word) {
    Parts parts;
    if (first_year_word && in.take("元")) {
        parts.year = 1;
    } else {
        const auto year = in.take_number(min_digits, max_digits);
        if (!year) return std::nullopt;
        parts.year = *year;
    }
    std::string_view separator;
    for (const std::string_view candidate : {"年", ".", "/", "-"}) {
        if (in.take(candidate)) {
            separator = candidate;
            break;
        }
    }
    if (separator.empty()) return std::nullopt;
    const bool words = separator == "年";
    const auto month = in.take_number(1, 2);
    if (!month || !in.take(words ? "月" : separator)) return std::nullopt;
    const auto day = in.take_number(1, 2);
    if (!day || (words && !in.take("日"))) return std::nullopt;
    parts.month = *month;
    parts.day = *day;
    return parts;
}

std::optional<Parts> take_solid(Scanner& in, std::size_t year_digits) {
    if (in.digits() != year_digits + 4) return std::nullopt;
    Parts parts;
    parts.year = *in.take_digits(year_digits);
    parts.month = *in.take_digits(2);
    parts.day = *in.take_digits(2);
    return parts;
}

const Era* take_era(Scanner& in, const EraTable& table) {
    for (const Era& era : table.rows()) {
        if (in.take(era.ja)) return &era;
    }
    for (const Era& era : table.rows()) {
        const char lower = static_cast<char>(era.letter - 'A' + 'a');
        if (in.take(std::string_view(&era.letter, 1)) || in.take(std::string_view(&lower, 1))) {
            return &era;
        }
    }
    return nullptr;
}

// NFKC without blanks; everything that looks like a hyphen is one.
std::string clean(std::string_view text) {
    std::string out;
    const std::string normal = nfkc(text);
    std::size_t at = 0;
    while (at < normal.size()) {
        const char32_t c = detail::next_code_point(normal, at);
        if (detail::is_blank(c)) continue;
        detail::append_utf8(out, detail::is_hyphen_like(c) ? U'-' : c);
    }
    return out;
}

// Maximum length of what can be a date, in bytes; longer input is refused unread.
constexpr std::size_t kMaxInput = 120;

Error not_readable(std::string_view text) {
    return input_error("date.not_readable").with("value", first_characters(text, 40));
}

Status check_era(const Era& era, Date date, std::string_view text, const EraTable& table) {
    const Era* actual = table.of(date);
    if (actual == &era) return {};
    return input_error("date.outside_era")
        .with("value", std::string(text))
        .with("era", era.ja)
        .with("right", format_japanese(date, DateStyle::full, table));
}

Status check_weekday(Scanner& in, Date date, std::string_view text) {
    if (in.rest().empty()) return {};
    for (std::size_t day = 0; day < kWeekdayJa.size(); ++day) {
        const std::string name(kWeekdayJa[day]);
        if (in.rest() != "(" + name + ")" && in.rest() != name + "曜日") continue;
        if (day == date.weekday()) return {};
        return input_error("date.wrong_weekday")
            .with("value", std::string(text))
            .with("right", std::string(kWeekdayJa[date.weekday()]));
    }
    return not_readable(text);
}

}  // namespace

const EraTable& EraTable::standard() {
    static const EraTable table = [] {
        EraTable eras;
        eras.rows_ = {
            {"明治", "Meiji", 'M', Date::of(1868, 1, 25), FiscalYear(1868)},
            {"大正", "Taisho", 'T', Date::of(1912, 7, 30), FiscalYear(1912)},
            {"昭和", "Showa", 'S', Date::of(1926, 12, 25), FiscalYear(1927)},
            {"平成", "Heisei", 'H', Date::of(1989, 1, 8), FiscalYear(1989)},
            {"令和", "Reiwa", 'R', Date::of(2019, 5, 1), FiscalYear(2019)},
        };
        return eras;
    }();
    return table;
}

Result<EraTable> EraTable::with(Era era) const {
    const Era& last = rows_.back();
    if (era.first_day <= last.first_day || era.first_fiscal_year <= last.first_fiscal_year) {
        return input_error("era.not_later").with("era", era.ja).with("last", last.ja);
    }
    EraTable more = *this;
    more.rows_.push_back(std::move(era));
    return more;
}

const Era* EraTable::of(Date date) const noexcept {
    const Era* found = nullptr;
    for (const Era& era : rows_) {
        if (era.first_day <= date) found = &era;
    }
    return found;
}

const Era* EraTable::of(FiscalYear year) const noexcept {
    const Era* found = nullptr;
    for (const Era& era : rows_) {
        if (era.first_fiscal_year <= year) found = &era;
    }
    return found;
}

std::string format_era_date(Date date, Language language, DateStyle style, const EraTable& table) {
    return language == Language::japanese ? format_japanese(date, style, table)
                                          : format_english(date, style);
}

std::string format_fiscal_year(FiscalYear year, Language language, const EraTable& table) {
    const Era* era = table.of(year);
    const bool japanese = language == Language::japanese;
    if (era == nullptr && japanese) return fmt::format("{}年度", year.year());
    if (era == nullptr) return fmt::format("fiscal {}", year.year());
    const int number = year.year() - era->first_day.year() + 1;
    if (japanese) return fmt::format("{}{}年度", era->ja, year_of_era(number));
    return fmt::format("fiscal {} ({} {})", year.year(), era->en, number);
}

std::string format_era_month(YearMonth month, Language language, const EraTable& table) {
    if (language == Language::english) {
        return fmt::format("{} {}", kMonthEn[month.month - 1], month.year);
    }
    // The month in which an era changes bears the name in force on its last day.
    const Date last = add_months(Date::of(month.year, month.month, 1), 1) + -1;
    return fmt::format("{}{}月", japanese_year(last, table), month.month);
}

Result<Date> parse_date_input(std::string_view text, const EraTable& table) {
    if (text.size() > kMaxInput || !is_valid_utf8(text)) return not_readable(text);
    const std::string cleaned = clean(text);
    Scanner in(cleaned);
    const Era* era = take_era(in, table);
    std::optional<Parts> parts;
    if (era != nullptr) {
        parts = take_solid(in, 2);
        if (!parts) parts = take_parts(in, 1, 2, true);
    } else {
        parts = take_solid(in, 4);
        if (!parts) parts = take_parts(in, 4, 4, false);
    }
    if (!parts || (era != nullptr && parts->year == 0)) return not_readable(text);
    const int year = era == nullptr ? parts->year : era->first_day.year() + parts->year - 1;
    auto date = make_date(year, parts->month, parts->day);
    if (!date) return input_error("date.does_not_exist").with("value", std::string(text));
    if (era != nullptr) DAICHO_CHECK(check_era(*era, *date, text, table));
    DAICHO_CHECK(check_weekday(in, *date, text));
    return *date;
}

}  // namespace daicho
