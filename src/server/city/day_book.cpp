#include "server/city/day_book.hpp"

#include "custody/last_entry.hpp"
#include "journal/journal.hpp"

namespace daicho::server {
namespace {

using journal::EntryKind;

void count(const journal::EntryHeader& header, DayCounts& day) {
    switch (header.kind) {
        case EntryKind::change:
        case EntryKind::approved: day.by_hand += header.row_count; break;
        case EntryKind::import: day.imported += header.row_count; break;
        case EntryKind::job: day.computed += header.row_count; break;
        case EntryKind::disclosure_view:
        case EntryKind::disclosure_search:
        case EntryKind::disclosure_export:
        case EntryKind::disclosure_print:
        case EntryKind::disclosure_report:
        case EntryKind::document_shown:
        case EntryKind::document_fetched:
            ++day.disclosures[{header.register_number, header.purpose}];
            break;
        default: break;
    }
}

}  // namespace

Result<std::map<Date, DayCounts>> DayBook::read(store::Connection& connection, Date today,
                                                int days) {
    const Date first = today + (1 - days);
    DAICHO_TRY(max, connection.integer("SELECT coalesce(max(number), 0) FROM j_entry"));
    const auto newest = static_cast<std::uint64_t>(max);
    const std::lock_guard lock(mutex_);
    if (through_ == 0 || first < from_) {
        counted_.clear();
        DAICHO_TRY_AS(through_, custody::last_entry_before(connection, first));
        from_ = first;
    }
    DAICHO_TRY(rows,
               connection.prepare("SELECT header FROM j_entry WHERE number > ? AND number <= ?"));
    rows->bind(0, static_cast<std::int64_t>(through_));
    rows->bind(1, static_cast<std::int64_t>(newest));
    while (true) {
        DAICHO_TRY(there, rows->step());
        if (!there) break;
        DAICHO_TRY(header, journal::decode_header(rows->blob(0)));
        count(header, counted_[japan_date(header.time)]);
    }
    through_ = std::max(through_, newest);
    counted_.erase(counted_.begin(), counted_.lower_bound(first));
    from_ = std::max(from_, first);
    std::map<Date, DayCounts> asked;
    for (Date day = first; day <= today; day = day + 1) {
        const auto found = counted_.find(day);
        asked[day] = found == counted_.end() ? DayCounts{} : found->second;
    }
    return asked;
}

}  // namespace daicho::server
