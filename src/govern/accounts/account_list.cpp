#include "govern/accounts/account_list.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <memory>
#include <span>

#include "base/era.hpp"
#include "base/text.hpp"
#include "document/csv_reader.hpp"
#include "document/xlsx_reader.hpp"

namespace daicho::govern {
namespace {

constexpr std::size_t kMostFaults = 100;
constexpr std::size_t kLongest = 200;  // characters of a name or department
constexpr std::size_t kLongestAccount = 120;
constexpr std::size_t kLongestNumber = 40;

// One row after the other, whatever the format.
struct Table {
    struct Row {
        std::vector<std::string> fields;
        std::uint64_t line = 0;
        std::vector<Error> faults;
    };
    std::function<Result<bool>(Row&)> next;
    std::function<bool()> over;  // after an error: nothing more can be read
};

Result<Table> csv_table(std::string_view bytes, const std::string& name) {
    DAICHO_TRY(opened, document::CsvReader::open_text(bytes, name));
    auto reader = std::make_shared<document::CsvReader>(std::move(opened));
    Table table;
    table.over = [reader] { return reader->finished(); };
    table.next = [reader](Table::Row& row) -> Result<bool> {
        document::CsvRecord record;
        DAICHO_TRY(more, reader->next(record));
        row.fields.assign(record.fields.begin(), record.fields.end());
        row.line = record.line;
        row.faults.clear();
        return more;
    };
    return table;
}

Result<Table> sheet_table(std::string_view bytes, const std::string& name) {
    DAICHO_TRY(opened, document::XlsxReader::open_bytes(bytes, name, ""));
    auto reader = std::make_shared<document::XlsxReader>(std::move(opened));
    Table table;
    table.over = [] { return true; };
    table.next = [reader](Table::Row& row) -> Result<bool> {
        document::XlsxRow read;
        DAICHO_TRY(more, reader->next(read));
        row.fields.assign(read.fields.begin(), read.fields.end());
        row.line = read.number;
        row.faults.assign(read.faults.begin(), read.faults.end());
        return more;
    };
    return table;
}

bool is_workbook(const std::string& name) {
    std::string end = name.size() < 5 ? name : name.substr(name.size() - 5);
    std::ranges::transform(end, end.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return end == ".xlsx" || end == ".xlsm";
}

enum Column : std::size_t {
    kAccount,
    kName,
    kKana,
    kNumber,
    kDepartment,
    kPrivileged,
    kShared,
    kLastUsed,
    kState,
    kCount
};

std::string plain(std::string_view text) { return trim(nfkc(text)); }

class ListReader {
public:
    ListReader(const std::string& name, const AccountColumns& columns, Date as_of)
        : name_(name), columns_(columns), as_of_(as_of) {
        yes_ = columns.yes_words;
        if (yes_.empty()) yes_ = {"1", "true", "はい", "有", "○", "yes", "y"};
        closed_ = columns.closed_words;
        if (closed_.empty()) closed_ = {"停止", "無効", "ロック", "locked", "disabled"};
        for (auto* words : {&yes_, &closed_}) {
            for (std::string& word : *words) word = folded(word);
        }
    }

    Status head(const std::vector<std::string>& names) {
        const std::array<const std::string*, kCount> wanted = {
            &columns_.account, &columns_.name,       &columns_.kana,
            &columns_.number,  &columns_.department, &columns_.privileged,
            &columns_.shared,  &columns_.last_used,  &columns_.state};
        std::string there;
        for (const std::string& name : names) there += (there.empty() ? "" : "、") + trim(name);
        for (std::size_t i = 0; i < kCount; ++i) {
            places_[i] = kNowhere;
            if (wanted[i]->empty()) continue;
            for (std::size_t place = 0; place < names.size(); ++place) {
                if (plain(names[place]) != plain(*wanted[i])) continue;
                if (places_[i] != kNowhere) {
                    return input_error("account_list.column_twice").with("column", *wanted[i]);
                }
                places_[i] = place;
            }
            if (places_[i] != kNowhere) continue;
            return input_error("account_list.no_column")
                .with("column", *wanted[i])
                .with("file", name_)
                .with("columns", first_characters(there, kLongest));
        }
        return {};
    }

    void row(const Table::Row& row) {
        for (const Error& fault : row.faults) add(fault);
        DeliveredAccount one;
        one.line = row.line;
        one.account.id = text(row, kAccount, kLongestAccount);
        one.account.name = text(row, kName, kLongest);
        one.account.kana = text(row, kKana, kLongest);
        one.account.number = text(row, kNumber, kLongestNumber);
        one.account.department = text(row, kDepartment, kLongest);
        one.account.privileged = holds(yes_, row, kPrivileged);
        one.account.shared = holds(yes_, row, kShared);
        one.account.usable = !holds(closed_, row, kState);
        one.account.last_used = day(row);
        if (one.account.id.empty()) {
            return add(input_error("account_list.no_account").at_line(name_, row.line));
        }
        const auto [seen, first] = lines_.emplace(one.account.id, row.line);
        if (!first) {
            return add(input_error("account_list.twice")
                           .with("account", one.account.id)
                           .with("line", std::to_string(seen->second))
                           .at_line(name_, row.line));
        }
        out_.push_back(std::move(one));
    }

    void add(Error fault) {
        if (faults_.size() < kMostFaults) faults_.push_back(std::move(fault));
        ++bad_;
    }

    Result<std::vector<DeliveredAccount>> finish() {
        if (bad_ != 0) {
            Error error = input_error("account_list.refused")
                              .with("file", name_)
                              .with("count", std::to_string(bad_));
            error.causes = std::move(faults_);
            return error;
        }
        if (out_.empty()) return input_error("account_list.empty").with("file", name_);
        return std::move(out_);
    }

private:
    static std::string folded(std::string_view word) {
        std::string text = plain(word);
        for (char& sign : text) {
            if (sign >= 'A' && sign <= 'Z') sign = static_cast<char>(sign - 'A' + 'a');
        }
        return text;
    }

    [[nodiscard]] std::string_view raw(const Table::Row& row, Column column) const {
        const std::size_t place = places_[column];
        return place < row.fields.size() ? std::string_view(row.fields[place]) : "";
    }

    std::string text(const Table::Row& row, Column column, std::size_t longest) {
        std::string value = trim(raw(row, column));
        const Status good = check_text(value);
        if (!good) {
            add(Error(good.error()).at_line(name_, row.line));
            return {};
        }
        if (count_characters(value) > longest) {
            add(input_error("account_list.too_long")
                    .with("value", first_characters(value, 20))
                    .with("most", std::to_string(longest))
                    .at_line(name_, row.line));
            return {};
        }
        return value;
    }

    [[nodiscard]] bool holds(const std::vector<std::string>& words, const Table::Row& row,
                             Column column) const {
        const std::string value = folded(raw(row, column));
        return !value.empty() && std::ranges::find(words, value) != words.end();
    }

    // 2026-04-01, 2026/04/01 09:30, R8.4.1: a time behind the day is passed over.
    std::optional<Date> day(const Table::Row& row) {
        std::string value = plain(raw(row, kLastUsed));
        if (value.empty() || value == "-") return std::nullopt;
        const std::string written = value.substr(0, value.find_first_of(" T"));
        const auto date = parse_date_input(written);
        if (!date) {
            add(input_error("account_list.not_a_date")
                    .with("column", columns_.last_used)
                    .with("value", first_characters(value, 30))
                    .at_line(name_, row.line));
            return std::nullopt;
        }
        if (*date > as_of_) {
            add(input_error("account_list.used_later")
                    .with("value", format_iso(*date))
                    .with("as_of", format_iso(as_of_))
                    .at_line(name_, row.line));
            return std::nullopt;
        }
        return *date;
    }

    const std::string& name_;
    const AccountColumns& columns_;
    Date as_of_;
    std::array<std::size_t, kCount> places_{};
    std::vector<std::string> yes_, closed_;
    std::unordered_map<std::string, std::uint64_t> lines_;
    std::vector<DeliveredAccount> out_;
    std::vector<Error> faults_;
    std::size_t bad_ = 0;
};

}  // namespace

Result<std::vector<DeliveredAccount>> read_account_list(std::string_view bytes,
                                                        const std::string& name,
                                                        const AccountColumns& columns, Date as_of) {
    DAICHO_TRY(table, is_workbook(name) ? sheet_table(bytes, name) : csv_table(bytes, name));
    Table::Row row;
    DAICHO_TRY(any, table.next(row));
    if (!any) return input_error("account_list.empty").with("file", name);
    ListReader reader(name, columns, as_of);
    DAICHO_CHECK(reader.head(row.fields));
    for (std::size_t lines = 0;; ++lines) {
        auto more = table.next(row);
        if (!more) {
            reader.add(std::move(more.error()));
            if (table.over()) break;
            continue;
        }
        if (!*more) break;
        if (lines == kMostAccounts) {
            return input_error("account_list.too_many").with("most", std::to_string(kMostAccounts));
        }
        const bool blank = std::ranges::all_of(
            row.fields, [](const std::string& field) { return trim(field).empty(); });
        if (!blank || !row.faults.empty()) reader.row(row);
    }
    return reader.finish();
}

}  // namespace daicho::govern
