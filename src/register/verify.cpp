#include "register/verify.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <iterator>
#include <map>
#include <mutex>
#include <thread>
#include <unordered_map>

#include "journal/merkle.hpp"
#include "register/detail/bind_cell.hpp"
#include "register/detail/derived_checks.hpp"
#include "register/document_store.hpp"
#include "register/erasure.hpp"
#include "register/row_digest.hpp"
#include "register/schema.hpp"

namespace daicho::registers {
namespace {

template <class Version>
Error row_fault(const char* id, const Definition& definition, Version version,
                std::uint64_t entry) {
    return conflict_error(id)
        .with("register", definition.name)
        .with("version", std::to_string(version))
        .with("entry", std::to_string(entry));
}

constexpr int kFirstField = 6;

std::string rows_sql(const Definition& definition) {
    std::string columns = "version_id, record_id, commit_no, valid_from, valid_to, row_state";
    for (const Field& field : definition.fields) columns += ", " + sql_name(field.name);
    return fmt::format(
        "SELECT {}, row_definition, row_salt, row_personal, row_digest FROM {} WHERE version_id >= ? AND "
        "version_id < ? ORDER BY version_id",
        columns, version_table(definition));
}

bool same(ByteView stored, const Digest& digest) noexcept {
    return as_text(stored) == as_text(view(digest));
}

bool fits(std::int64_t value, std::int64_t min, std::int64_t max) noexcept {
    return value >= min && value <= max;
}

bool is_known_state(std::int64_t state) noexcept {
    return fits(state, 0, static_cast<int>(RowState::last_provisional)) ||
           fits(state, static_cast<int>(RowState::refused), static_cast<int>(RowState::withdrawn));
}

// What the digest takes at a narrower width, or not at all, holds nothing beyond it.
bool is_canonical(const store::Statement& row, const Definition& definition) {
    const int after = kFirstField + static_cast<int>(definition.fields.size());
    return fits(row.integer(3), INT32_MIN, INT32_MAX) &&
           fits(row.integer(4), INT32_MIN, INT32_MAX) &&
           is_known_state(row.integer(5)) &&
           fits(row.integer(after), 1, UINT32_MAX) &&
           (!definition.is_event() || row.integer(1) == row.integer(0)) &&
           (definition.has_personal || (row.is_null(after + 1) && row.is_null(after + 2)));
}

bool is_erased(const store::Statement& row, const Definition& definition) {
    const int salt = kFirstField + static_cast<int>(definition.fields.size()) + 1;
    return definition.has_personal && row.is_null(salt);
}

// Recomputes the digest of the row the statement stands on.
Digest recompute(const store::Statement& row, const Definition& definition,
                 std::vector<Cell>& cells, Bytes& scratch) {
    const int after = kFirstField + static_cast<int>(definition.fields.size());
    for (std::size_t i = 0; i < cells.size(); ++i) {
        cells[i] = detail::read_cell(row, kFirstField + static_cast<int>(i), definition.fields[i]);
    }
    RowFrame frame;
    frame.record = definition.is_event() ? 0 : static_cast<std::uint64_t>(row.integer(1));
    frame.valid = {Date::from_days(static_cast<std::int32_t>(row.integer(3))),
                   Date::from_days(static_cast<std::int32_t>(row.integer(4)))};
    frame.state = static_cast<RowState>(row.integer(5));
    frame.definition = static_cast<std::uint32_t>(row.integer(after));
    if (is_erased(row, definition)) {
        // Without salt nothing vouches for personal values: an erased row has none.
        for (std::size_t i = 0; i < cells.size(); ++i) {
            if (definition.fields[i].is_personal() && !cells[i].is_null()) return Digest{};
        }
        Digest personal{};
        const ByteView stored = row.blob(after + 2);
        if (stored.size() == personal.size()) {
            std::copy(stored.begin(), stored.end(), personal.begin());
        }
        return digest_erased_row(definition, frame, cells, personal, scratch);
    }
    const RowDigest digest =
        digest_row(definition, frame, cells,
                   definition.has_personal ? row.blob(after + 1) : ByteView(), scratch);
    // The stored personal part must be the one that was hashed.
    if (definition.has_personal && !same(row.blob(after + 2), digest.personal)) return Digest{};
    return digest.whole;
}

// Numbers of rows that entries speak for, to find rows that none does.
class Coverage {
public:
    void add(const journal::EntryHeader& header) {
        Range& range = ranges_[header.register_number];
        if (header.first_version != range.next) range.gap = true;
        range.next = header.first_version + header.row_count;
    }
    Status compare(Kernel& kernel, store::Connection& connection) {
        for (const auto& definition : kernel.definitions().all()) {
            const Range& range = ranges_[definition->number];
            const std::string table = version_table(*definition);
            DAICHO_TRY(count, connection.integer("SELECT count(*) FROM " + table));
            DAICHO_TRY(last, connection.integer("SELECT max(version_id) FROM " + table));
            const auto expected = static_cast<std::int64_t>(range.next) - 1;
            if (count != expected || last != expected || range.gap) {
                // The row itself where it stands outside, else the last one.
                DAICHO_TRY(stray, connection.integer(
                                      fmt::format("SELECT version_id FROM {} WHERE version_id < 1 "
                                                  "OR version_id > {} ORDER BY version_id LIMIT 1",
                                                  table, expected),
                                      last));
                return row_fault("register.fault.stray", *definition, stray, 0);
            }
        }
        return {};
    }

private:
    struct Range {
        std::uint64_t next = 1;
        bool gap = false;
    };
    std::unordered_map<std::uint16_t, Range> ranges_;
};

// Checks the rows of many entries on several threads; keeps the fault of the earliest entry.
class RowChecks {
public:
    RowChecks(Kernel& kernel, const VerifyOptions& options) : kernel_(kernel), options_(options) {}

    // In order of entries.
    std::vector<Error> run(std::vector<journal::EntryHeader> headers, std::uint64_t total_rows) {
        headers_ = std::move(headers);
        total_ = total_rows;
        const unsigned count = std::max(1U, options_.threads);
        std::vector<std::thread> threads;
        for (unsigned i = 1; i < count; ++i) threads.emplace_back([this] { work(); });
        work();
        for (std::thread& thread : threads) thread.join();
        std::vector<Error> all;
        for (auto& [entry, faults] : faults_) {
            for (Error& fault : faults) {
                if (all.size() < kMaxFaults) all.push_back(std::move(fault));
            }
        }
        return all;
    }
    // Versions found empty, ascending.
    std::vector<std::uint64_t> erased(std::uint16_t register_number) {
        std::vector<std::uint64_t>& found = erased_[register_number];
        std::ranges::sort(found);
        return std::move(found);
    }

private:
    void work() {
        auto reader = kernel_.reader();
        if (!reader) return keep(0, {std::move(reader.error())});
        for (std::size_t i = next_++; i < headers_.size(); i = next_++) {
            const journal::EntryHeader& header = headers_[i];
            if (options_.stop && options_.stop()) return;
            const Definition* definition = kernel_.definitions().find(header.register_number);
            if (definition == nullptr) {
                keep(header.number,
                     {not_found_error("register.unknown")
                          .with("register", std::to_string(header.register_number))});
                continue;
            }
            auto found = verify_rows(**reader, *definition, header);
            if (!found) {
                keep(header.number, {std::move(found.error())});
                continue;
            }
            if (!found->erased.empty()) {
                const std::lock_guard lock(mutex_);
                std::vector<std::uint64_t>& all = erased_[header.register_number];
                all.insert(all.end(), found->erased.begin(), found->erased.end());
            }
            keep(header.number, std::move(found->faults));
            done_ += header.row_count;
            if (options_.progress) {
                const std::lock_guard lock(mutex_);
                options_.progress(done_, total_);
            }
        }
    }
    void keep(std::uint64_t entry, std::vector<Error> faults) {
        if (faults.empty()) return;
        const std::lock_guard lock(mutex_);
        faults_[entry] = std::move(faults);
        // The latest go first when there are too many.
        while (faults_.size() > kMaxFaults) faults_.erase(std::prev(faults_.end()));
    }

    Kernel& kernel_;
    const VerifyOptions& options_;
    std::vector<journal::EntryHeader> headers_;
    std::uint64_t total_ = 0;
    std::atomic<std::size_t> next_{0};
    std::atomic<std::uint64_t> done_{0};
    std::mutex mutex_;
    std::unordered_map<std::uint16_t, std::vector<std::uint64_t>> erased_;  // by register
    std::map<std::uint64_t, std::vector<Error>> faults_;  // by entry
};

bool wanted(const VerifyOnly& only, const journal::EntryHeader& header) noexcept {
    if (only.empty()) return true;
    for (const VersionRange& range : only) {
        if (range.register_number == header.register_number &&
            header.first_version <= range.last &&
            header.first_version + header.row_count > range.first) {
            return true;
        }
    }
    return false;
}

// One state for journal, rows and heads: what is written meanwhile is no fault.
class OneState {
public:
    explicit OneState(store::Connection& connection) : connection_(connection) {
        open_ = connection_.execute("BEGIN").has_value();
    }
    OneState(const OneState&) = delete;
    OneState& operator=(const OneState&) = delete;
    ~OneState() {
        if (open_) (void)connection_.execute("COMMIT").has_value();
    }

private:
    store::Connection& connection_;
    bool open_ = false;
};

// What is empty against what entries of erasure name: neither may have what the other lacks. A part
// of the rows (`whole` false) says nothing about the rest.
Status check_emptied(Kernel& kernel, store::Connection& connection, RowChecks& checks, bool whole,
                     VerifyReport& report) {
    const auto differs = [&report](const char* id, const Definition& definition,
                                   const std::vector<std::uint64_t>& versions) {
        for (const std::uint64_t version : versions) {
            if (report.faults.size() >= kMaxFaults) return;
            report.faults.push_back(conflict_error(id)
                                        .with("register", definition.name)
                                        .with("version", std::to_string(version)));
        }
    };
    for (const auto& definition : kernel.definitions().all()) {
        if (!definition->has_personal) continue;
        const std::vector<std::uint64_t> empty = checks.erased(definition->number);
        DAICHO_TRY(named, erased_versions(connection, definition->number));
        report.rows_erased += empty.size();
        std::vector<std::uint64_t> rest;
        std::ranges::set_difference(empty, named, std::back_inserter(rest));
        differs("register.fault.emptied", *definition, rest);
        if (!whole) continue;
        rest.clear();
        std::ranges::set_difference(named, empty, std::back_inserter(rest));
        differs("register.fault.not_erased", *definition, rest);
    }
    return {};
}

// Keys of bodies that are gone, against the entries that say so.
void check_periods(const journal::Verification& journal,
                   const std::map<std::uint16_t, std::uint64_t>& destroyed,
                   std::vector<Error>& faults) {
    for (const auto& [period, entry] : journal.periods_erased) {
        if (destroyed.contains(period)) continue;
        faults.push_back(conflict_error("register.fault.body_key")
                             .with("period", std::to_string(period))
                             .with("entry", std::to_string(entry)));
    }
}

}  // namespace

Result<RowFindings> verify_rows(store::Connection& connection, const Definition& definition,
                                const journal::EntryHeader& header) {
    DAICHO_TRY(rows, connection.cached(rows_sql(definition)));
    const std::uint64_t behind = header.first_version + header.row_count;
    rows->bind(0, static_cast<std::int64_t>(header.first_version));
    rows->bind(1, static_cast<std::int64_t>(behind));
    RowFindings found;
    const auto fault = [&](const char* id, std::uint64_t version) {
        if (found.faults.size() >= kMaxFaults) return;
        found.faults.push_back(row_fault(id, definition, version, header.number));
    };
    std::vector<Digest> digests;
    digests.reserve(header.row_count);
    std::vector<Cell> cells(definition.fields.size());
    Bytes scratch;
    const int digest_column = kFirstField + static_cast<int>(definition.fields.size()) + 3;
    std::uint64_t expected = header.first_version;
    while (true) {
        DAICHO_TRY(row, rows->step());
        const auto version = row ? static_cast<std::uint64_t>(rows->integer(0)) : behind;
        for (; expected < version; ++expected) fault("register.fault.missing", expected);
        if (!row) break;
        ++expected;
        const Digest digest = recompute(*rows, definition, cells, scratch);
        if (rows->integer(2) != static_cast<std::int64_t>(header.number)) {
            fault("register.fault.commit", version);
        } else if (!is_canonical(*rows, definition) || !same(rows->blob(digest_column), digest)) {
            fault("register.fault.row", version);
        } else if (is_erased(*rows, definition)) {
            found.erased.push_back(version);
        }
        digests.push_back(digest);
    }
    rows->reset();
    if (found.faults.empty() && journal::merkle_root(digests) != header.row_root) {
        fault("register.fault.root", header.first_version);
    }
    return found;
}

Result<VerifyReport> verify(Kernel& kernel, const VerifyOptions& options) {
    VerifyReport report;
    DAICHO_TRY(reader, kernel.reader());
    const OneState state(*reader);
    std::vector<journal::EntryHeader> sealing;
    Coverage coverage;
    std::vector<journal::EntryHeader> erasures;
    std::map<std::uint16_t, std::uint64_t> destroyed;  // period → entry
    DAICHO_TRY(derived, detail::DerivedChecks::open(kernel, *reader));
    const auto visit = [&](const journal::EntryHeader& header) -> Status {
        using journal::EntryKind;
        if (header.kind == EntryKind::erasure || header.kind == EntryKind::erasure_replayed) {
            erasures.push_back(header);
        } else if (header.kind == EntryKind::bodies_erased ||
                   header.kind == EntryKind::bodies_erased_replayed) {
            destroyed[static_cast<std::uint16_t>(header.first_version)] = header.number;
            erasures.push_back(header);
        }
        derived.note(header);
        if (header.row_count == 0) return {};
        coverage.add(header);
        if (!wanted(options.only, header)) return {};
        sealing.push_back(header);
        report.rows += header.row_count;
        return {};
    };
    DAICHO_TRY(journal, journal::verify(*reader, kernel.journal().keys(), options.witness, visit,
                                        [](std::uint64_t, std::uint64_t) {}));
    report.entries = journal.entries;
    report.checkpoints = journal.checkpoints;
    report.protected_size = journal.protected_size;
    report.bodies_erased = journal.bodies_erased;
    if (journal.fault) {
        report.faults.push_back(std::move(*journal.fault));
    } else {
        RowChecks checks(kernel, options);
        report.faults = checks.run(std::move(sealing), report.rows);
        if (options.stop && options.stop()) return conflict_error("job.cancelled");
        const bool whole = options.only.empty();
        DAICHO_CHECK(check_emptied(kernel, *reader, checks, whole, report));
        if (whole) {
            Status stray = coverage.compare(kernel, *reader);
            if (!stray) report.faults.push_back(std::move(stray.error()));
            DAICHO_CHECK(check_erasures(kernel, *reader, erasures, report.faults));
            check_periods(journal, destroyed, report.faults);
        }
        if (options.heads && report.faults.empty()) {
            DAICHO_CHECK(derived.run(kMaxFaults, report.faults));
            DAICHO_CHECK(check_documents(kernel, *reader, kMaxFaults, options.stop,
                                         report.faults));
        }
    }
    if (!report.faults.empty()) report.fault = report.faults.front();
    return report;
}

}  // namespace daicho::registers
