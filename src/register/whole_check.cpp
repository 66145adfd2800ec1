#include "register/whole_check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "base/date.hpp"
#include "register/schema.hpp"

namespace daicho::registers {
namespace {

using Wide = unsigned __int128;

Wide greatest_common(Wide a, Wide b) noexcept {
    while (b != 0) a = std::exchange(b, a % b);
    return a;
}

std::string digits(Wide value) {
    std::string text;
    for (; value != 0 || text.empty(); value /= 10) {
        text.push_back(static_cast<char>('0' + static_cast<int>(value % 10)));
    }
    std::reverse(text.begin(), text.end());
    return text;
}

struct Part {
    std::int32_t from, to;
    std::int64_t numerator, denominator;
};

// The first day on which the parts that are there do not add up, and their sum.
std::optional<std::pair<Date, std::string>> first_gap(const std::vector<Part>& parts) {
    std::map<std::int32_t, ExactSum> sums;  // by the day on which something begins or ends
    for (const Part& part : parts) {
        sums[part.from];
        sums[part.to];
    }
    for (auto& [day, sum] : sums) {
        bool any = false;
        for (const Part& part : parts) {
            if (day < part.from || day >= part.to) continue;
            sum.add(part.numerator, part.denominator);
            any = true;
        }
        if (any && !sum.is_one()) return std::pair{Date::from_days(day), sum.text()};
    }
    return std::nullopt;
}

// The number that people know the whole by.
Result<std::string> key_of(store::Connection& connection, const std::string& target,
                           std::int64_t record) {
    DAICHO_TRY(select, connection.cached(fmt::format(
                           "SELECT key FROM w_key_{} WHERE record_id = ?", target)));
    select->bind(0, record);
    DAICHO_TRY(row, select->step());
    std::string key(row ? select->text(0) : std::string_view());
    select->reset();
    return key;
}

}  // namespace

void ExactSum::add(std::int64_t numerator, std::int64_t denominator) {
    if (numerator < 0 || denominator <= 0) fits_ = false;
    if (!fits_) return;
    const auto n = static_cast<Wide>(numerator);
    const auto d = static_cast<Wide>(denominator);
    const Wide common = greatest_common(denominator_, d);
    Wide left = 0;
    Wide right = 0;
    Wide below = 0;
    fits_ = !__builtin_mul_overflow(numerator_, d / common, &left) &&
            !__builtin_mul_overflow(n, denominator_ / common, &right) &&
            !__builtin_add_overflow(left, right, &left) &&
            !__builtin_mul_overflow(denominator_, d / common, &below);
    if (!fits_) return;
    const Wide factor = greatest_common(left, below);
    numerator_ = left / factor;
    denominator_ = below / factor;
}

std::string ExactSum::text() const {
    return fits_ ? digits(numerator_) + "/" + digits(denominator_) : "?";
}

WholeCheck::WholeCheck(const Definition& definition) : definition_(&definition) {
    for (const Check& check : definition.checks) {
        if (check.kind == CheckKind::parts_of_one && !definition.is_event()) check_ = &check;
    }
}

void WholeCheck::note(std::uint64_t record, ValidTime valid, RowState state,
                      std::span<const Cell> cells, std::uint64_t line) {
    if (check_ == nullptr) return;
    Stretch stretch;
    stretch.whole = cells[check_->parts.front()].integer;
    stretch.from = valid.from.days();
    stretch.to = valid.to.days();
    stretch.ended = state == RowState::ended;
    stretch.numerator = cells[check_->field].integer;
    stretch.denominator = cells[check_->other].integer;
    Noted& noted = noted_[stretch.whole];
    noted.line = std::max(noted.line, line);
    ++noted.rows;
    noted.records.push_back(record);
    rows_[record].push_back(stretch);
}

Result<WholeCheck::Stretches> WholeCheck::stored(store::Connection& connection,
                                                 std::int64_t whole) const {
    DAICHO_TRY(select,
               connection.cached(fmt::format(
                   "SELECT h.record_id, h.valid_from, h.valid_to, v.{}, v.{} FROM {} h JOIN {} v "
                   "USING (version_id) WHERE h.{} = ?",
                   sql_name(definition_->fields[check_->field].name),
                   sql_name(definition_->fields[check_->other].name), head_table(*definition_),
                   version_table(*definition_),
                   sql_name(definition_->fields[check_->parts.front()].name))));
    select->bind(0, whole);
    Stretches stretches;
    while (true) {
        DAICHO_TRY(row, select->step());
        if (!row) return stretches;
        stretches[static_cast<std::uint64_t>(select->integer(0))].push_back(
            {whole, static_cast<std::int32_t>(select->integer(1)),
             static_cast<std::int32_t>(select->integer(2)), select->integer(3),
             select->integer(4), false});
    }
}

// Each row of the import takes its stretch of time from what its record said before, in this whole
// and in any other.
void WholeCheck::lay_over(Stretches& stretches, std::int64_t whole, const Noted& noted) const {
    for (const std::uint64_t record : noted.records) stretches[record];
    for (auto& [record, parts] : stretches) {
        const auto rows = rows_.find(record);
        if (rows == rows_.end()) continue;
        for (const Stretch& row : rows->second) {
            std::vector<Stretch> left;
            for (const Stretch& part : parts) {
                if (part.from < row.from) {
                    left.push_back(part);
                    left.back().to = std::min(part.to, row.from);
                }
                if (part.to > row.to) {
                    left.push_back(part);
                    left.back().from = std::max(part.from, row.to);
                }
            }
            if (row.whole == whole && !row.ended) left.push_back(row);
            parts = std::move(left);
        }
    }
}

Result<std::optional<Error>> WholeCheck::fault_of(store::Connection& connection,
                                                  std::int64_t whole, const Noted& noted) {
    DAICHO_TRY(stretches, stored(connection, whole));
    lay_over(stretches, whole, noted);
    std::vector<Part> parts;
    for (const auto& [record, of_record] : stretches) {
        for (const Stretch& one : of_record) {
            parts.push_back({one.from, one.to, one.numerator, one.denominator});
        }
    }
    const auto gap = first_gap(parts);
    if (!gap) return std::optional<Error>();
    const Field& field = definition_->fields[check_->parts.front()];
    DAICHO_TRY(key, key_of(connection, field.target, whole));
    return std::optional<Error>(input_error("register.check.parts_of_one")
                                    .with("whole_ja", field.label.ja)
                                    .with("whole_en", field.label.en)
                                    .with("whole", std::move(key))
                                    .with("day", format_iso(gap->first))
                                    .with("sum", gap->second)
                                    .with("check", check_->id)
                                    .at(definition_->fields[check_->field].name));
}

Result<WholeFindings> WholeCheck::compare(store::Connection& connection, const std::string& file,
                                          std::size_t limit) {
    WholeFindings found;
    for (const auto& [whole, noted] : noted_) {
        DAICHO_TRY(fault, fault_of(connection, whole, noted));
        if (!fault) continue;
        found.rows += noted.rows;
        found.faults.push_back(std::move(*fault).at_line(file, noted.line));
    }
    std::ranges::sort(found.faults, {}, [](const Error& error) { return error.where.line; });
    if (found.faults.size() > limit) found.faults.resize(limit);
    return found;
}

}  // namespace daicho::registers
