#include "server/logs/log_journal.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <map>
#include <set>

#include "base/digest.hpp"
#include "govern/logs/moment.hpp"
#include "journal/journal.hpp"
#include "json/reader.hpp"
#include "register/access.hpp"
#include "register/query.hpp"
#include "register/shown_records.hpp"

namespace daicho::server {
namespace {

namespace logs = govern::logs;
using journal::EntryHeader;
using journal::EntryKind;
using registers::Kernel;

constexpr std::int64_t kEntriesAtOnce = 2'000;
constexpr std::int64_t kJapanMs = 9 * logs::kHourMs;

std::int64_t local_ms(Instant time) noexcept { return time.micros / 1000 + kJapanMs; }

// What an entry is called in a log; null: rules have no use for it.
struct Operation {
    const char* name = nullptr;
    const char* result = "ok";
};
Operation operation_of(EntryKind kind) noexcept {
    switch (kind) {
        case EntryKind::disclosure_view:
        case EntryKind::document_shown: return {"view"};
        case EntryKind::disclosure_search: return {"search"};
        case EntryKind::disclosure_export:
        case EntryKind::document_fetched: return {"export"};
        case EntryKind::disclosure_print:
        case EntryKind::disclosure_report: return {"print"};
        case EntryKind::change:
        case EntryKind::proposed:
        case EntryKind::import: return {"update"};
        case EntryKind::sign_in: return {"login"};
        case EntryKind::sign_in_refused: return {"login", "failed"};
        case EntryKind::sign_out: return {"logout"};
        case EntryKind::refusal: return {"view", "refused"};
        default: return {};
    }
}

// Numbers of accounts by their records, and names that stand in lines.
struct Names {
    std::map<std::uint64_t, std::string> accounts;
    std::map<std::uint16_t, std::string> registers;
};

Result<std::map<std::uint64_t, std::string>> keys_of(store::Connection& connection,
                                                     const std::string& name) {
    DAICHO_TRY(row, connection.cached("SELECT record_id, key FROM w_key_" + name));
    std::map<std::uint64_t, std::string> keys;
    for (;;) {
        DAICHO_TRY(there, row->step());
        if (!there) return keys;
        keys[static_cast<std::uint64_t>(row->integer(0))] = std::string(row->text(1));
    }
}

Result<Names> names_of(Kernel& kernel, store::Connection& connection) {
    Names names;
    DAICHO_TRY(accounts, keys_of(connection, "account"));
    names.accounts = std::move(accounts);
    for (const auto& definition : kernel.definitions().all()) {
        names.registers[definition->number] = definition->name;
    }
    return names;
}

// Rows of an export: its body holds a root and not the records.
std::uint64_t count_in(std::string_view body) {
    const auto value = json::parse(body);
    if (!value || !value->is_object()) return 0;
    const auto found = value->as_object().find("count");
    if (found == value->as_object().end() || !found->value().is_number()) return 0;
    return found->value().to_number<std::uint64_t>();
}

// Who tried to sign in under a number that nobody has: told apart by the number's digest.
std::string unknown_in(std::string_view body) {
    const auto value = json::parse(body);
    if (!value || !value->is_object()) return "?";
    const auto found = value->as_object().find("number_sha256");
    if (found == value->as_object().end() || !found->value().is_string()) return "?";
    const std::string digest(found->value().as_string());
    return "?" + digest.substr(0, 12);
}

std::string text_of(std::string_view text) { return json::write(json::Value(std::string(text))); }

class Lines {
public:
    Lines(Kernel& kernel, JournalSpan span, store::Reader reader, Names names)
        : kernel_(kernel),
          next_(span.first),
          last_(span.last),
          reader_(std::move(reader)),
          names_(std::move(names)) {}

    Result<std::size_t> read(char* buffer, std::size_t capacity) {
        while (at_ == made_.size()) {
            if (next_ > last_) return std::size_t{0};
            made_.clear();
            at_ = 0;
            DAICHO_CHECK(make());
        }
        const std::size_t size = std::min(capacity, made_.size() - at_);
        std::memcpy(buffer, made_.data() + at_, size);
        at_ += size;
        return size;
    }

private:
    Status make() {
        DAICHO_TRY(row, reader_->cached("SELECT header, body FROM j_entry WHERE number >= ? AND "
                                        "number <= ? ORDER BY number"));
        const std::uint64_t to = std::min(last_, next_ + kEntriesAtOnce - 1);
        row->bind(0, static_cast<std::int64_t>(next_));
        row->bind(1, static_cast<std::int64_t>(to));
        for (;;) {
            DAICHO_TRY(there, row->step());
            if (!there) break;
            DAICHO_TRY(header, journal::decode_header(row->blob(0)));
            const Operation operation = operation_of(header.kind);
            // What the system did by itself is nobody's use.
            const bool nobody = header.principal == 0 && header.kind != EntryKind::sign_in_refused;
            if (operation.name == nullptr || nobody) continue;
            std::string body;
            if (!row->is_null(1)) {
                // A body whose key was destroyed names nobody any more; the entry still counts.
                const auto opened = kernel_.journal().keys().open(header.number, row->blob(1));
                if (opened) body = std::string(as_text(*opened));
            }
            add(header, operation, body);
        }
        row->reset();
        next_ = to + 1;
        return {};
    }

    void add(const EntryHeader& header, const Operation& operation, std::string_view body) {
        const auto account = names_.accounts.find(header.principal);
        const std::string who = account != names_.accounts.end() ? account->second
                                : header.principal == 0          ? unknown_in(body)
                                                        : "?" + std::to_string(header.principal);
        const auto records = registers::shown_records(body);
        if (!records.empty()) {
            for (const std::uint64_t record : records) line(header, operation, who, 1, record);
            return;
        }
        std::uint64_t rows = header.row_count;
        if (header.kind == EntryKind::disclosure_export) rows = count_in(body);
        line(header, operation, who, rows, 0);
    }

    void line(const EntryHeader& header, const Operation& operation, const std::string& who,
              std::uint64_t rows, std::uint64_t record) {
        const auto reg = names_.registers.find(header.register_number);
        const identity::Role* role = identity::find_role(header.capacity);
        const std::string name = reg == names_.registers.end() ? "" : reg->second;
        made_ += fmt::format(
            R"({{"entry":{},"time":"{}","account":{},"capacity":"{}","operation":"{}",)",
            header.number, logs::format_moment(local_ms(header.time)), text_of(who),
            role == nullptr ? "" : role->code, operation.name);
        made_ += fmt::format(R"("register":"{}","subject":"{}","rows":{},"purpose":"{}",)", name,
                             record == 0 ? "" : name + ":" + std::to_string(record), rows,
                             header.purpose == 0 ? "" : std::to_string(header.purpose));
        made_ += fmt::format("\"result\":\"{}\"}}\n", operation.result);
    }

    Kernel& kernel_;
    std::uint64_t next_;
    std::uint64_t last_;
    store::Reader reader_;
    Names names_;
    std::string made_;
    std::size_t at_ = 0;
};

Result<std::int64_t> time_of(store::Connection& connection, std::uint64_t number) {
    DAICHO_TRY(entry, journal::read_entry(connection, number));
    return local_ms(entry.header.time);
}

// The first entry at or behind a moment; size + 1 when there is none. Times ascend with numbers.
Result<std::uint64_t> first_from(store::Connection& connection, std::uint64_t size,
                                 std::int64_t moment_ms) {
    std::uint64_t low = 1;
    std::uint64_t high = size + 1;
    while (low < high) {
        const std::uint64_t middle = low + (high - low) / 2;
        DAICHO_TRY(time, time_of(connection, middle));
        if (time < moment_ms) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

Result<logs::Table> staff_table(Kernel& kernel, store::Connection& connection, Date day) {
    DAICHO_TRY(definition, kernel.definition("account"));
    DAICHO_TRY(departments, keys_of(connection, "department"));
    const std::vector<std::size_t> fields = {definition->index_of("account_no"),
                                             definition->index_of("department"),
                                             definition->index_of("ends")};
    logs::Table table{{"user", "section", "left_on"}, {}};
    const auto visit = [&](std::uint64_t, std::span<const registers::Cell> cells) -> Status {
        const auto section = departments.find(static_cast<std::uint64_t>(cells[1].integer));
        const bool leaves = cells[2].kind == registers::Cell::Kind::integer;
        table.rows.push_back(
            {std::string(cells[0].bytes), section == departments.end() ? "" : section->second,
             leaves ? format_iso(Date::from_days(static_cast<std::int32_t>(cells[2].integer)))
                    : ""});
        return {};
    };
    DAICHO_CHECK(registers::scan(connection, *definition, fields, {day, std::nullopt}, visit));
    return table;
}

// Accounts that were used before, but not within the days before the period.
Result<logs::Table> dormant_table(Kernel& kernel, store::Connection& connection, Date from,
                                  int days) {
    DAICHO_TRY(span, journal_span(kernel, from, from, 36'500));
    DAICHO_TRY(begins, first_from(connection, span.last, from.days() * logs::kDayMs));
    DAICHO_TRY(accounts, keys_of(connection, "account"));
    DAICHO_TRY(row, connection.cached("SELECT header FROM j_entry WHERE number < ?"));
    row->bind(0, static_cast<std::int64_t>(begins));
    std::map<std::uint64_t, std::int64_t> last;
    for (;;) {
        DAICHO_TRY(there, row->step());
        if (!there) break;
        DAICHO_TRY(header, journal::decode_header(row->blob(0)));
        if (header.principal == 0 || header.kind == EntryKind::sign_in_refused) continue;
        last[header.principal] = local_ms(header.time);
    }
    logs::Table table{{"user", "last_used"}, {}};
    const std::int64_t limit = (from.days() - days) * logs::kDayMs;
    for (const auto& [account, time] : last) {
        const auto number = accounts.find(account);
        if (time >= limit || number == accounts.end()) continue;
        table.rows.push_back({number->second, format_iso(Date::from_days(logs::day_of(time)))});
    }
    return table;
}

std::set<std::string> households_of(const logs::Table& staff) {
    std::set<std::string> households;
    const auto column = std::ranges::find(staff.columns, "household");
    if (column == staff.columns.end()) return households;
    const auto at = static_cast<std::size_t>(column - staff.columns.begin());
    for (const auto& row : staff.rows) {
        if (!row[at].empty()) households.insert(row[at]);
    }
    return households;
}

// Of all addressees only those of the staff's own households, and of these the number alone.
Result<logs::Table> household_table(store::Connection& connection,
                                    const registers::Definition& addressee,
                                    const std::set<std::string>& households, Date day) {
    const std::vector<std::size_t> fields = {addressee.index_of("household_no")};
    logs::Table table{{"subject", "household"}, {}};
    const auto visit = [&](std::uint64_t record, std::span<const registers::Cell> cells) -> Status {
        const std::string household(cells[0].bytes);
        if (!households.contains(household)) return {};
        table.rows.push_back({"addressee:" + std::to_string(record), household});
        return {};
    };
    DAICHO_CHECK(registers::scan(connection, addressee, fields, {day, std::nullopt}, visit));
    return table;
}

}  // namespace

Result<JournalSpan> journal_span(Kernel& kernel, Date from, Date to, int lead_days) {
    DAICHO_TRY(newest, kernel.newest());
    DAICHO_TRY(reader, kernel.reader());
    const std::int64_t first_ms = (from.days() - std::int64_t{lead_days}) * logs::kDayMs;
    DAICHO_TRY(first, first_from(*reader, newest.value, first_ms));
    DAICHO_TRY(behind, first_from(*reader, newest.value, (to.days() + 1) * logs::kDayMs));
    return JournalSpan{first, behind - 1};
}

Result<logs::Input> journal_input(Kernel& kernel, const JournalSpan& span) {
    const auto open = [&kernel, span]() -> Result<logs::ByteReader> {
        DAICHO_TRY(reader, kernel.reader());
        DAICHO_TRY(names, names_of(kernel, *reader));
        auto lines = std::make_shared<Lines>(kernel, span, std::move(reader), std::move(names));
        return logs::ByteReader(
            [lines](char* to, std::size_t room) { return lines->read(to, room); });
    };
    return logs::Input{fmt::format("journal-{}-{}", span.first, span.last), open, open};
}

Result<JournalTables> journal_tables(Kernel& kernel, const identity::Principal& principal,
                                     logs::Tables tables, Date from, int dormant_days) {
    JournalTables out;
    out.tables = std::move(tables);
    DAICHO_TRY(reader, kernel.reader());
    if (!out.tables.contains("staff")) {
        DAICHO_TRY(staff, staff_table(kernel, *reader, from));
        out.tables["staff"] = std::move(staff);
    }
    if (!out.tables.contains("dormant_accounts")) {
        DAICHO_TRY(dormant, dormant_table(kernel, *reader, from, dormant_days));
        out.tables["dormant_accounts"] = std::move(dormant);
    }
    // A city's list of persons speaks of another system's numbers. No surname leaves a register.
    out.tables.erase("subject_person");
    out.unasked = {"same_surname", "colleague"};
    if (!out.tables.contains("duty")) out.unasked.emplace_back("beyond_duty");
    const auto households = households_of(out.tables.at("staff"));
    DAICHO_TRY(addressee, kernel.definition("addressee"));
    const bool may = principal.account == 0 ||
                     registers::authorise(principal, *addressee, registers::Action::view);
    if (households.empty() || !may) {
        out.unasked.emplace_back("own_household");
        return out;
    }
    DAICHO_TRY(persons, household_table(*reader, *addressee, households, from));
    out.tables["subject_person"] = std::move(persons);
    return out;
}

}  // namespace daicho::server
