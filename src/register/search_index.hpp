// SearchIndex: finding persons among a million by name, kana or address, present and past.
//
// The keys (base/kana: variants of kanji folded, kana by sound) of all versions ever written stand
// one behind the other in memory, and a search scans them: at a million persons that is faster
// than any index of pairs of letters (search_index_bench), has no table that could go wrong or
// keep what was erased, and finds every part of a name, be it one letter. Versions are only ever
// added, so what is new since the last search is read then, whoever wrote it.
// What is found is confirmed in the register before it is given out: letter by letter (チ is not
// シ), as of the moment asked for, and never from a version that was erased meanwhile.
// Of more than 2,000 keys of one rank the first 2,000 are looked at: a single letter finds many.
// Threading: thread-safe; searches run side by side.
#pragma once

#include <functional>
#include <mutex>
#include <shared_mutex>

#include "register/query.hpp"

namespace daicho::registers {

// Keys of one field.
class KeyScan {
public:
    struct Entry {
        std::uint64_t record = 0;
        std::uint64_t version = 0;
        std::uint32_t end = 0;    // in the bytes
        std::uint32_t given = 0;  // where the given name begins in the key; 0: not known
    };
    enum Rank : std::uint8_t { whole, begins, given_name, within };
    static constexpr std::size_t kRanks = 4;
    static constexpr std::size_t kMostOfRank = 2'000;
    struct Found {
        Rank rank = within;
        std::uint32_t entry = 0;
    };

    void add(std::uint64_t record, std::uint64_t version, std::string_view key,
             std::size_t given);
    // Entries that hold `needle`, best first; of each rank at most kMostOfRank. `o_row`: the needle
    // is kana whose first letter counts as it stands here only behind a letter of the オ row.
    void find(std::string_view needle, bool only_whole, bool o_row,
              std::vector<std::vector<Found>>& ranks) const;
    [[nodiscard]] const Entry& entry(std::uint32_t i) const noexcept { return entries_[i]; }
    [[nodiscard]] std::string_view key(std::uint32_t i) const noexcept;
    [[nodiscard]] std::size_t size() const noexcept { return entries_.size(); }
    void erase(std::uint32_t i) noexcept;  // its bytes; nothing finds it any more
    void shrink() { bytes_.shrink_to_fit(); }

private:
    std::string bytes_;  // keys, a line feed behind each
    std::vector<Entry> entries_;
    std::vector<std::uint32_t> newest_;  // by record: entry + 1 of its newest key
};

struct SearchRequest {
    std::string text;
    Date as_of;
    bool whole = false;  // the whole name only
    bool past = true;    // also names and addresses that are no longer so
    std::size_t limit = 50;
    // Records that must not be found, if any: left out before anything counts towards the limit.
    std::function<bool(std::uint64_t record)> leave_out{};
};

struct SearchHit {
    std::uint64_t record = 0;
    std::size_t field = 0;
    bool past = false;       // found by what it was
    std::string past_value;  // then: that
};

class SearchIndex {
public:
    // `fields` of the definition that are searched, in order of preference.
    SearchIndex(const Definition& definition, std::vector<std::size_t> fields);

    // Best first: the whole name, its beginning, the given name's, any part. A blank parts two
    // names, whose order may be either.
    Result<std::vector<SearchHit>> find(store::Connection& connection,
                                        const SearchRequest& request);
    [[nodiscard]] std::size_t size() const;  // keys

private:
    using Ranked = std::vector<std::vector<std::vector<KeyScan::Found>>>;  // by place in fields_
    struct Collected {
        std::vector<SearchHit> now;
        std::vector<SearchHit> past;
        std::vector<std::pair<std::size_t, std::uint32_t>> erased;  // place in fields_, entry
    };
    Status collect(store::Connection& connection, const SearchRequest& request,
                   const Ranked& found, Collected& out);
    Status refresh(store::Connection& connection);
    void add(std::size_t slot, std::uint64_t record, std::uint64_t version, std::string_view text);
    Result<bool> confirm(store::Connection& connection, const SearchRequest& request,
                         std::size_t slot, std::uint32_t entry, SearchHit& hit, bool& erased);
    [[nodiscard]] bool matches(std::size_t slot, std::string_view value,
                               const SearchRequest& request) const;

    const Definition* definition_;
    std::vector<std::size_t> fields_;
    mutable std::shared_mutex mutex_;
    std::vector<KeyScan> scans_;  // by place in fields_
    std::uint64_t seen_ = 0;      // newest version that was read
};

}  // namespace daicho::registers
