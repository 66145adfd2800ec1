// What the journal itself answers: that something took place, or took place every month.
#include <algorithm>

#include "custody/last_entry.hpp"
#include "journal/entry.hpp"
#include "server/access.hpp"
#include "server/evidence.hpp"

namespace daicho::server {
namespace {

using journal::EntryKind;

constexpr std::int64_t kMostDays = 400;
constexpr std::int64_t kMostMonths = 13;
constexpr int kDaysRead = 434;
// Where the kind stands in an encoded header, counted from 1 (journal/entry.hpp).
constexpr const char* kOfKind =
    "SELECT header FROM j_entry WHERE number > ? AND substr(header, 18, 2) = ?";

struct KindName {
    std::string_view name;
    EntryKind kind;
    const char* label;
};
constexpr KindName kKinds[] = {
    {"verification", EntryKind::verification, "evidence.journal.verification"},
    {"backup_made", EntryKind::backup_made, "evidence.journal.backup_made"},
    {"key_backup_made", EntryKind::key_backup_made, "evidence.journal.key_backup_made"},
    {"logs_analysed", EntryKind::logs_analysed, "evidence.journal.logs_analysed"},
    {"logs_reviewed", EntryKind::logs_reviewed, "evidence.journal.logs_reviewed"},
    {"disposal_certified", EntryKind::disposal_certified, "evidence.journal.disposal_certified"},
    {"personnel_order", EntryKind::personnel_order, "evidence.journal.personnel_order"},
    {"change", EntryKind::change, "evidence.journal.change"},
};

struct Query {
    const KindName* kind = nullptr;
    std::string register_name;  // empty: any
    bool monthly = false;
    std::int64_t span = 0;  // days or months
};

std::string_view next_word(std::string_view& rest) {
    const std::string_view word = rest.substr(0, rest.find('.'));
    rest.remove_prefix(std::min(rest.size(), word.size() + 1));
    return word;
}

// Nothing for a name that is no query.
std::optional<Query> query_of(std::string_view name) {
    next_word(name);  // "journal"
    std::string_view kind = next_word(name);
    Query query;
    if (const std::size_t at = kind.find('@'); at != std::string_view::npos) {
        query.register_name = std::string(kind.substr(at + 1));
        kind = kind.substr(0, at);
    }
    const auto found = std::find_if(std::begin(kKinds), std::end(kKinds),
                                    [&](const KindName& one) { return one.name == kind; });
    const std::string_view how = next_word(name);
    const auto span = parse_id(name);
    if (found == std::end(kKinds) || !span || *span == 0) return std::nullopt;
    query.kind = found;
    query.monthly = how == "monthly";
    query.span = static_cast<std::int64_t>(*span);
    if (!query.monthly && how != "within") return std::nullopt;
    if (query.span > (query.monthly ? kMostMonths : kMostDays)) return std::nullopt;
    return query;
}

// Entries of the kind and register by day. The database picks the kind, so that a year of other
// entries is not decoded.
Result<std::map<Date, std::uint64_t>> events_of(store::Connection& connection,
                                                const Query& query, std::uint16_t number,
                                                Date first) {
    DAICHO_TRY(before, custody::last_entry_before(connection, first));
    const auto kind = static_cast<std::uint16_t>(query.kind->kind);
    const Bytes wanted{static_cast<std::uint8_t>(kind >> 8),
                       static_cast<std::uint8_t>(kind & 0xFF)};
    DAICHO_TRY(rows, connection.prepare(kOfKind));
    rows->bind(0, static_cast<std::int64_t>(before));
    rows->bind_blob(1, wanted);
    std::map<Date, std::uint64_t> days;
    while (true) {
        DAICHO_TRY(there, rows->step());
        if (!there) break;
        DAICHO_TRY(header, journal::decode_header(rows->blob(0)));
        if (number != 0 && header.register_number != number) continue;
        ++days[japan_date(header.time)];
    }
    return days;
}

// Months that are over, the last one first: year · 12 + month.
std::int64_t month_of(Date day) {
    return static_cast<std::int64_t>(day.year()) * 12 + day.month() - 1;
}

}  // namespace

Result<Evidence> ask_journal(const Call& call, store::Connection& connection,
                             std::string_view name) {
    Evidence evidence;
    evidence.name = std::string(name);
    evidence.label = {evidence.name, evidence.name};
    evidence.asked_at = call.app.kernel.clock().now();
    const auto query = query_of(name);
    if (!query) return evidence;
    std::uint16_t number = 0;
    if (!query->register_name.empty()) {
        if (!may_view(call, query->register_name)) return evidence;
        DAICHO_TRY(definition, call.app.kernel.definition(query->register_name));
        number = definition->number;
    }
    const char* id = query->monthly ? "evidence.journal.monthly" : "evidence.journal.within";
    for (const Language language : {Language::japanese, Language::english}) {
        std::string& side = language == Language::japanese ? evidence.label.ja
                                                           : evidence.label.en;
        side = message(id, language, {{"what", message(query->kind->label, language)},
                                      {"span", std::to_string(query->span)}});
    }
    const Date day = today(call.app);
    DAICHO_TRY(days, events_of(connection, *query, number, day + (1 - kDaysRead)));
    std::map<std::int64_t, std::uint64_t> months;
    std::uint64_t total = 0;
    for (const auto& [date, events] : days) {
        if (day.days() - date.days() < query->span) total += events;
        const std::int64_t back = month_of(day) - month_of(date);
        if (back >= 1 && back <= query->span) months[back] += events;
    }
    evidence.count = query->monthly ? months.size() : total;
    const bool fit = query->monthly ? static_cast<std::int64_t>(months.size()) == query->span
                                    : total != 0;
    evidence.state = fit ? EvidenceState::fit : EvidenceState::unfit;
    evidence.route = "/journal";
    return evidence;
}

}  // namespace daicho::server
