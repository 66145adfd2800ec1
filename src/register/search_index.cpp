#include "register/search_index.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/kana.hpp"
#include "base/text.hpp"
#include "register/detail/byte_find.hpp"
#include "register/schema.hpp"

namespace daicho::registers {
namespace {

constexpr std::string_view kORow[] = {"オ", "コ", "ソ", "ト", "ノ", "ホ", "モ", "ヨ", "ロ"};
constexpr std::string_view kU = "ウ";
constexpr std::string_view kO = "オ";

// Parts of a name: what is written on either side of its first blank.
std::pair<std::string, std::string> parts_of(std::string_view text) {
    const std::string name = trim(text);
    std::size_t at = name.size();
    std::size_t behind = at;
    for (const std::string_view blank : {" ", "　"}) {
        const std::size_t found = name.find(blank);
        if (found >= at) continue;
        at = found;
        behind = found + blank.size();
    }
    return {name.substr(0, at), trim(std::string_view(name).substr(behind))};
}

bool is_behind_o_row(std::string_view before) noexcept {
    return std::ranges::any_of(kORow, [&](std::string_view o) { return before.ends_with(o); });
}

struct Needle {
    std::string key;
    bool o_row = false;
};

// The ways in which a text may stand in a key: as it is, in the other order of its two parts, and
// within a name whose letter before turns ウ into オ.
std::vector<Needle> needles_of(const Field& field, const std::string& text) {
    std::vector<Needle> needles;
    const auto add = [&](const std::string& words) {
        const std::string key = search_key(field, words);
        if (key.empty()) return;
        needles.push_back({key, false});
        if (field.search == SearchKind::kana && key.starts_with(kU)) {
            needles.push_back({std::string(kO) + key.substr(kU.size()), true});
        }
    };
    add(text);
    const auto [first, second] = parts_of(text);
    if (!second.empty()) add(second + " " + first);
    return needles;
}

Result<std::optional<std::string>> value_of_version(store::Connection& connection,
                                                    const Definition& definition,
                                                    std::size_t field, std::uint64_t version) {
    DAICHO_TRY(select, connection.cached(fmt::format("SELECT {} FROM {} WHERE version_id = ?",
                                                     sql_name(definition.fields[field].name),
                                                     version_table(definition))));
    select->bind(0, static_cast<std::int64_t>(version));
    DAICHO_TRY(there, select->step());
    std::optional<std::string> value;
    if (there && !select->is_null(0)) value = std::string(select->text(0));
    select->reset();
    return value;
}

}  // namespace

std::string_view KeyScan::key(std::uint32_t i) const noexcept {
    const std::size_t begin = i == 0 ? 0 : entries_[i - 1].end + 1;
    return std::string_view(bytes_).substr(begin, entries_[i].end - begin);
}

void KeyScan::add(std::uint64_t record, std::uint64_t version, std::string_view text,
                  std::size_t given) {
    if (newest_.size() <= record) newest_.resize(record + record / 4 + 64, 0);
    const std::uint32_t newest = newest_[record];
    if (newest != 0 && key(newest - 1) == text) {
        entries_[newest - 1].version = version;  // the same name once more
        return;
    }
    bytes_ += text;
    entries_.push_back({record, version, static_cast<std::uint32_t>(bytes_.size()),
                        static_cast<std::uint32_t>(given)});
    bytes_ += '\n';
    newest_[record] = static_cast<std::uint32_t>(entries_.size());
}

void KeyScan::erase(std::uint32_t i) noexcept {
    const std::size_t begin = i == 0 ? 0 : entries_[i - 1].end + 1;
    std::fill(bytes_.begin() + static_cast<std::ptrdiff_t>(begin),
              bytes_.begin() + static_cast<std::ptrdiff_t>(entries_[i].end), '\0');
}

void KeyScan::find(std::string_view needle, bool only_whole, bool o_row,
                   std::vector<std::vector<Found>>& ranks) const {
    ranks.resize(kRanks);
    auto entry = entries_.begin();
    for (std::size_t at = 0; at < bytes_.size();) {
        const std::size_t place = detail::find_bytes(bytes_, needle, at);
        if (place == std::string_view::npos) return;
        entry = std::upper_bound(entry, entries_.end(), place,
                                 [](std::size_t p, const Entry& e) { return p < e.end; });
        const auto i = static_cast<std::uint32_t>(entry - entries_.begin());
        const std::size_t start = i == 0 ? 0 : entries_[i - 1].end + 1;
        const std::size_t offset = place - start;
        if (o_row && !is_behind_o_row(std::string_view(bytes_).substr(start, offset))) {
            at = place + needle.size();
            continue;
        }
        const bool all = offset == 0 && needle.size() == entry->end - start;
        const Rank rank = all                                            ? whole
                          : offset == 0                                  ? begins
                          : entry->given != 0 && offset == entry->given ? given_name
                                                                         : within;
        if ((!only_whole || all) && ranks[rank].size() < kMostOfRank) {
            ranks[rank].push_back({rank, i});
        }
        at = entry->end + 1;
    }
}

SearchIndex::SearchIndex(const Definition& definition, std::vector<std::size_t> fields)
    : definition_(&definition), fields_(std::move(fields)), scans_(fields_.size()) {}

std::size_t SearchIndex::size() const {
    const std::shared_lock lock(mutex_);
    std::size_t size = 0;
    for (const KeyScan& scan : scans_) size += scan.size();
    return size;
}

void SearchIndex::add(std::size_t slot, std::uint64_t record, std::uint64_t version,
                      std::string_view text) {
    const Field& field = definition_->fields[fields_[slot]];
    const std::string key = search_key(field, text);
    if (key.empty()) return;
    std::size_t given = 0;
    if (field.search == SearchKind::kana || field.search == SearchKind::name) {
        const auto [first, second] = parts_of(text);
        const std::string tail = second.empty() ? "" : search_key(field, second);
        if (!tail.empty() && key.ends_with(tail)) given = key.size() - tail.size();
    }
    scans_[slot].add(record, version, key, given);
}

Status SearchIndex::refresh(store::Connection& connection) {
    const std::string table = version_table(*definition_);
    DAICHO_TRY(newest, connection.integer("SELECT max(version_id) FROM " + table));
    {
        const std::shared_lock lock(mutex_);
        if (static_cast<std::uint64_t>(newest) <= seen_) return {};
    }
    const std::unique_lock lock(mutex_);
    std::string columns;
    for (const std::size_t field : fields_) {
        columns += ", " + sql_name(definition_->fields[field].name);
    }
    DAICHO_TRY(select, connection.prepare(fmt::format(
                           "SELECT version_id, record_id{} FROM {} WHERE version_id > ? ORDER BY "
                           "version_id",
                           columns, table)));
    select->bind(0, static_cast<std::int64_t>(seen_));
    while (true) {
        DAICHO_TRY(more, select->step());
        if (!more) break;
        const auto version = static_cast<std::uint64_t>(select->integer(0));
        const auto record = static_cast<std::uint64_t>(select->integer(1));
        for (std::size_t slot = 0; slot < fields_.size(); ++slot) {
            const int column = static_cast<int>(slot) + 2;
            if (!select->is_null(column)) add(slot, record, version, select->text(column));
        }
        seen_ = version;
    }
    return {};
}

// Letter by letter, where the key alone is coarser than the rules.
bool SearchIndex::matches(std::size_t slot, std::string_view value,
                          const SearchRequest& request) const {
    const Field& field = definition_->fields[fields_[slot]];
    const auto [first, second] = parts_of(request.text);
    const auto one = [&](std::string_view text) {
        if (field.search == SearchKind::kana) {
            return request.whole ? kana_matches(value, text) : kana_contains(value, text);
        }
        const std::string key = search_key(field, value);
        const std::string part = search_key(field, text);
        return request.whole ? key == part : key.find(part) != std::string::npos;
    };
    return one(request.text) || (!second.empty() && one(second + " " + first));
}

Result<bool> SearchIndex::confirm(store::Connection& connection, const SearchRequest& request,
                                  std::size_t slot, std::uint32_t entry, SearchHit& hit,
                                  bool& erased) {
    const std::size_t field = fields_[slot];
    const KeyScan::Entry& found = scans_[slot].entry(entry);
    hit = {found.record, field, false, {}};
    DAICHO_TRY(now, read_record(connection, *definition_, found.record,
                                {request.as_of, std::nullopt}));
    if (now && matches(slot, now->values[field].bytes, request)) return true;
    if (!request.past) return false;
    DAICHO_TRY(value, value_of_version(connection, *definition_, field, found.version));
    erased = !value;
    if (!value || !matches(slot, *value, request)) return false;
    hit.past = true;
    hit.past_value = std::move(*value);
    return true;
}

// Of what the scans found, best rank first, until there is enough.
Status SearchIndex::collect(store::Connection& connection, const SearchRequest& request,
                            const Ranked& found, Collected& out) {
    std::set<std::uint64_t> taken;
    for (std::size_t rank = 0; rank < KeyScan::kRanks; ++rank) {
        for (std::size_t slot = 0; slot < fields_.size(); ++slot) {
            if (found[slot].empty()) continue;
            for (const KeyScan::Found& one : found[slot][rank]) {
                const bool enough = out.now.size() >= request.limit ||
                                    out.now.size() + out.past.size() >= 2 * request.limit;
                if (enough) return {};
                const std::uint64_t record = scans_[slot].entry(one.entry).record;
                if (taken.contains(record)) continue;
                if (request.leave_out && request.leave_out(record)) continue;
                SearchHit hit;
                bool erased = false;
                DAICHO_TRY(good, confirm(connection, request, slot, one.entry, hit, erased));
                if (erased) out.erased.emplace_back(slot, one.entry);
                if (!good) continue;
                taken.insert(hit.record);
                (hit.past ? out.past : out.now).push_back(std::move(hit));
            }
        }
    }
    return {};
}

Result<std::vector<SearchHit>> SearchIndex::find(store::Connection& connection,
                                                 const SearchRequest& request) {
    DAICHO_CHECK(refresh(connection));
    Collected collected;
    {
        const std::shared_lock lock(mutex_);
        Ranked found(fields_.size());
        for (std::size_t slot = 0; slot < fields_.size(); ++slot) {
            const Field& field = definition_->fields[fields_[slot]];
            for (const Needle& needle : needles_of(field, request.text)) {
                scans_[slot].find(needle.key, request.whole, needle.o_row, found[slot]);
            }
        }
        DAICHO_CHECK(collect(connection, request, found, collected));
    }
    if (!collected.erased.empty()) {
        const std::unique_lock lock(mutex_);
        for (const auto& [slot, entry] : collected.erased) scans_[slot].erase(entry);
    }
    // What is so now stands before what was so.
    for (SearchHit& hit : collected.past) {
        if (collected.now.size() >= request.limit) break;
        collected.now.push_back(std::move(hit));
    }
    return std::move(collected.now);
}

}  // namespace daicho::registers
