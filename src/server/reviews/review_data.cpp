#include "server/reviews/review_data.hpp"

#include <algorithm>
#include <iterator>
#include <sstream>

#include "register/cell.hpp"

namespace daicho::server {
namespace {

using registers::Cell;
using registers::Definition;
using registers::Fields;

constexpr std::string_view kBetween = "｜";  // between codes
constexpr std::size_t kMostBytes = 5'000;    // of joined codes

Date day_of(const Cell& cell) { return Date::from_days(static_cast<std::int32_t>(cell.integer)); }

std::vector<std::size_t> indices_of(const Definition& definition,
                                    std::initializer_list<std::string_view> names) {
    std::vector<std::size_t> indices;
    for (const std::string_view name : names) indices.push_back(definition.index_of(name));
    return indices;
}

struct ReadDepartments {
    std::vector<govern::StaffDepartment> list;
    std::map<std::uint64_t, std::size_t> places;
    std::vector<std::uint64_t> records;
};

Result<ReadDepartments> read_departments(const ReviewReads& in) {
    DAICHO_TRY(definition, in.kernel.definition("department"));
    ReadDepartments out;
    std::vector<std::uint64_t> parents;
    const auto fields = indices_of(*definition, {"department_no", "name", "parent"});
    DAICHO_CHECK(registers::scan(
        in.connection, *definition, fields, in.moment,
        [&](std::uint64_t record, std::span<const Cell> cells) -> Status {
            out.places[record] = out.list.size();
            out.records.push_back(record);
            out.list.push_back({std::string(cells[0].bytes), std::string(cells[1].bytes)});
            parents.push_back(cells[2].is_null() ? 0
                                                 : static_cast<std::uint64_t>(cells[2].integer));
            return {};
        }));
    for (std::size_t i = 0; i < out.list.size(); ++i) {
        const auto parent = out.places.find(parents[i]);
        if (parent != out.places.end()) out.list[i].parent = parent->second;
    }
    return out;
}

std::optional<Date> day_or_none(const Cell& cell) {
    if (cell.is_null()) return std::nullopt;
    return day_of(cell);
}

constexpr const char* kKnown[] = {"source",
                                  "account_id",
                                  "name_written",
                                  "kana_written",
                                  "employee_no",
                                  "privileged",
                                  "department_written",
                                  "shared",
                                  "last_used",
                                  "state",
                                  "first_seen",
                                  "match",
                                  "person",
                                  "candidates",
                                  "reasons",
                                  "mover",
                                  "many",
                                  "unused_from"};

// Text of a cell as a change writes it; `numbers`: of persons by record.
std::string text_of(std::string_view field, const Cell& cell,
                    const std::map<std::uint64_t, std::string>& numbers) {
    if (cell.is_null()) return {};
    if (field == "person") {
        const auto found = numbers.find(static_cast<std::uint64_t>(cell.integer));
        return found == numbers.end() ? std::string() : found->second;
    }
    if (field == "last_used" || field == "first_seen" || field == "unused_from") {
        return format_iso(day_of(cell));
    }
    const bool flag =
        field == "privileged" || field == "shared" || field == "mover" || field == "many";
    if (flag) return cell.integer != 0 ? "true" : "false";
    return std::string(cell.bytes);
}

Result<std::map<std::uint64_t, std::string>> numbers_of_staff(const ReviewReads& in) {
    DAICHO_TRY(definition, in.kernel.definition("personnel_record"));
    std::map<std::uint64_t, std::string> numbers;
    const auto fields = indices_of(*definition, {"employee_no"});
    DAICHO_CHECK(registers::scan(in.connection, *definition, fields, in.moment,
                                 [&](std::uint64_t record, std::span<const Cell> cells) -> Status {
                                     numbers.emplace(record, cells[0].bytes);
                                     return {};
                                 }));
    return numbers;
}

}  // namespace

const std::string& KnownAccount::text(const std::string& field) const {
    static const std::string kEmpty;
    const auto found = values.find(field);
    return found == values.end() ? kEmpty : found->second;
}

govern::ForeignAccount KnownAccount::account() const {
    govern::ForeignAccount out;
    out.id = text("account_id");
    out.name = text("name_written");
    out.kana = text("kana_written");
    out.number = text("employee_no");
    out.department = text("department_written");
    out.privileged = text("privileged") == "true";
    // What was told from the name is told from it again.
    const bool by_name = text("reasons").find("SHARED_BY_NAME") != std::string::npos;
    out.shared = text("shared") == "true" && !by_name;
    out.usable = text("state") == "open";
    if (const auto day = parse_iso_date(text("last_used"))) out.last_used = *day;
    return out;
}

Result<ReviewStaff> review_staff(const ReviewReads& in, const govern::ReviewCatalog& catalog) {
    DAICHO_TRY(departments, read_departments(in));
    DAICHO_TRY(definition, in.kernel.definition("personnel_record"));
    std::vector<govern::StaffMember> staff;
    const auto fields =
        indices_of(*definition, {"employee_no", "name", "kana", "former_names", "department",
                                 "moved_on", "left_on", "attendance"});
    DAICHO_CHECK(registers::scan(in.connection, *definition, fields, in.moment,
                                 [&](std::uint64_t, std::span<const Cell> cells) -> Status {
                                     govern::StaffMember one;
                                     one.number = cells[0].bytes;
                                     one.name = cells[1].bytes;
                                     one.kana = cells[2].bytes;
                                     one.former = govern::split_names(cells[3].bytes);
                                     const auto place = departments.places.find(
                                         static_cast<std::uint64_t>(cells[4].integer));
                                     if (place != departments.places.end())
                                         one.department = place->second;
                                     one.moved_on = day_or_none(cells[5]);
                                     one.left_on = day_or_none(cells[6]);
                                     one.seconded = cells[7].bytes == "seconded";
                                     one.on_leave = cells[7].bytes == "on_leave";
                                     staff.push_back(std::move(one));
                                     return {};
                                 }));
    ReviewStaff out;
    for (std::size_t i = 0; i < departments.list.size(); ++i) {
        out.departments[departments.list[i].number] = departments.records[i];
        out.department_names[departments.records[i]] = departments.list[i].name;
    }
    out.finder = std::make_unique<govern::PersonFinder>(
        std::move(staff), std::move(departments.list), catalog.shared_words);
    return out;
}

Result<std::vector<AccountSource>> account_sources(const ReviewReads& in) {
    DAICHO_TRY(departments, read_departments(in));
    DAICHO_TRY(definition, in.kernel.definition("account_source"));
    std::vector<AccountSource> list;
    const auto fields =
        indices_of(*definition,
                   {"source_no", "name", "owner_department", "state", "period_days", "unused_days",
                    "last_list_on", "next_list_on", "column_account", "column_name", "column_kana",
                    "column_number", "column_department", "column_privileged", "column_shared",
                    "column_last_used", "column_state", "yes_words", "closed_words"});
    DAICHO_CHECK(registers::scan(in.connection, *definition, fields, in.moment,
                                 [&](std::uint64_t record, std::span<const Cell> cells) -> Status {
                                     const auto text = [&](std::size_t i) {
                                         return std::string(cells[i].bytes);
                                     };
                                     AccountSource one;
                                     one.record = record;
                                     one.no = text(0);
                                     one.name = text(1);
                                     one.owner = static_cast<std::uint64_t>(cells[2].integer);
                                     const auto place = departments.places.find(one.owner);
                                     if (place != departments.places.end()) {
                                         one.owner_no = departments.list[place->second].number;
                                     }
                                     one.in_use = cells[3].bytes == "in_use";
                                     one.period_days = static_cast<std::int32_t>(cells[4].integer);
                                     one.unused_days = static_cast<std::int32_t>(cells[5].integer);
                                     one.last_list = day_or_none(cells[6]);
                                     one.next_list = day_or_none(cells[7]);
                                     one.columns = {text(8),
                                                    text(9),
                                                    text(10),
                                                    text(11),
                                                    text(12),
                                                    text(13),
                                                    text(14),
                                                    text(15),
                                                    text(16),
                                                    split_words(text(17)),
                                                    split_words(text(18))};
                                     list.push_back(std::move(one));
                                     return {};
                                 }));
    std::ranges::sort(list, {}, &AccountSource::no);
    return list;
}

Result<AccountSource> account_source(const ReviewReads& in, const std::string& number) {
    DAICHO_TRY(list, account_sources(in));
    for (AccountSource& one : list) {
        if (one.no == number) return std::move(one);
    }
    std::string known;
    for (const AccountSource& one : list) known += (known.empty() ? "" : "、") + one.no;
    return not_found_error("account_review.no_source").with("source", number).with("known", known);
}

Result<KnownAccounts> known_accounts(const ReviewReads& in, const AccountSource& source) {
    DAICHO_TRY(numbers, numbers_of_staff(in));
    DAICHO_TRY(definition, in.kernel.definition("listed_account"));
    std::vector<std::size_t> fields;
    for (const char* name : kKnown) fields.push_back(definition->index_of(name));
    KnownAccounts known;
    DAICHO_CHECK(
        registers::scan(in.connection, *definition, fields, in.moment,
                        [&](std::uint64_t record, std::span<const Cell> cells) -> Status {
                            if (static_cast<std::uint64_t>(cells[0].integer) != source.record)
                                return {};
                            KnownAccount one;
                            one.record = record;
                            for (std::size_t i = 1; i < std::size(kKnown); ++i) {
                                one.values[kKnown[i]] = text_of(kKnown[i], cells[i], numbers);
                            }
                            known.emplace(one.text("account_id"), std::move(one));
                            return {};
                        }));
    return known;
}

std::string joined_codes(const std::vector<std::string>& codes) {
    std::string text;
    for (std::string code : codes) {
        for (std::size_t at; (at = code.find(kBetween)) != std::string::npos;) {
            code.replace(at, kBetween.size(), " ");
        }
        if (text.size() + code.size() > kMostBytes) break;
        text += (text.empty() ? "" : std::string(kBetween)) + code;
    }
    return text;
}

std::vector<std::string> split_codes(std::string_view text) {
    std::vector<std::string> codes;
    while (!text.empty()) {
        const std::size_t at = text.find(kBetween);
        codes.emplace_back(text.substr(0, at));
        if (at == std::string_view::npos) break;
        text.remove_prefix(at + kBetween.size());
    }
    return codes;
}

std::vector<std::string> split_words(std::string_view text) {
    std::istringstream in{std::string(text)};
    return {std::istream_iterator<std::string>(in), {}};
}

}  // namespace daicho::server
