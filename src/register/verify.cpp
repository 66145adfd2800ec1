#include "register/verify.hpp"

#include <fmt/format.h>

#include <atomic>
#include <mutex>
#include <thread>
#include <unordered_map>

#include "journal/merkle.hpp"
#include "register/detail/bind_cell.hpp"
#include "register/head.hpp"
#include "register/row_digest.hpp"
#include "register/schema.hpp"

namespace daicho::registers {
namespace {

Error row_fault(const char* id, const Definition& definition, std::uint64_t version,
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
    const bool erased = definition.has_personal && row.is_null(after + 1);
    if (erased) {
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
                return row_fault("register.fault.stray", *definition,
                                 static_cast<std::uint64_t>(last), 0);
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

    Status run(std::vector<journal::EntryHeader> headers, std::uint64_t total_rows) {
        headers_ = std::move(headers);
        total_ = total_rows;
        const unsigned count = std::max(1U, options_.threads);
        std::vector<std::thread> threads;
        for (unsigned i = 1; i < count; ++i) threads.emplace_back([this] { work(); });
        work();
        for (std::thread& thread : threads) thread.join();
        if (fault_) return std::move(*fault_);
        return {};
    }

private:
    void work() {
        auto reader = kernel_.reader();
        if (!reader) return keep(0, std::move(reader.error()));
        for (std::size_t i = next_++; i < headers_.size(); i = next_++) {
            const journal::EntryHeader& header = headers_[i];
            const Definition* definition = kernel_.definitions().find(header.register_number);
            Status status =
                definition != nullptr
                    ? verify_rows(**reader, *definition, header)
                    : Status(not_found_error("register.unknown")
                                 .with("register", std::to_string(header.register_number)));
            if (!status) keep(header.number, std::move(status.error()));
            done_ += header.row_count;
            if (options_.progress) {
                const std::lock_guard lock(mutex_);
                options_.progress(done_, total_);
            }
        }
    }
    void keep(std::uint64_t entry, Error error) {
        const std::lock_guard lock(mutex_);
        if (fault_ && fault_entry_ <= entry) return;
        fault_ = std::move(error);
        fault_entry_ = entry;
    }

    Kernel& kernel_;
    const VerifyOptions& options_;
    std::vector<journal::EntryHeader> headers_;
    std::uint64_t total_ = 0;
    std::atomic<std::size_t> next_{0};
    std::atomic<std::uint64_t> done_{0};
    std::mutex mutex_;
    std::optional<Error> fault_;
    std::uint64_t fault_entry_ = 0;
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

Status check_heads(Kernel& kernel, store::Connection& connection) {
    for (const auto& definition : kernel.definitions().all()) {
        if (!definition->is_event()) DAICHO_CHECK(check_head(connection, *definition));
    }
    return {};
}

}  // namespace

Status verify_rows(store::Connection& connection, const Definition& definition,
                   const journal::EntryHeader& header) {
    DAICHO_TRY(rows, connection.cached(rows_sql(definition)));
    rows->bind(0, static_cast<std::int64_t>(header.first_version));
    rows->bind(1, static_cast<std::int64_t>(header.first_version + header.row_count));
    std::vector<Digest> digests;
    digests.reserve(header.row_count);
    std::vector<Cell> cells(definition.fields.size());
    Bytes scratch;
    const int digest_column = kFirstField + static_cast<int>(definition.fields.size()) + 3;
    std::optional<Error> fault;
    while (!fault) {
        DAICHO_TRY(row, rows->step());
        if (!row) break;
        const auto version = static_cast<std::uint64_t>(rows->integer(0));
        const std::uint64_t expected = header.first_version + digests.size();
        const Digest digest = recompute(*rows, definition, cells, scratch);
        if (version != expected) {
            fault = row_fault("register.fault.missing", definition, expected, header.number);
        } else if (rows->integer(2) != static_cast<std::int64_t>(header.number)) {
            fault = row_fault("register.fault.commit", definition, version, header.number);
        } else if (definition.is_event() && rows->integer(1) != rows->integer(0)) {
            fault = row_fault("register.fault.row", definition, version, header.number);
        } else if (!same(rows->blob(digest_column), digest)) {
            fault = row_fault("register.fault.row", definition, version, header.number);
        }
        digests.push_back(digest);
    }
    rows->reset();
    if (fault) return std::move(*fault);
    if (digests.size() != header.row_count) {
        return row_fault("register.fault.missing", definition,
                         header.first_version + digests.size(), header.number);
    }
    if (journal::merkle_root(digests) != header.row_root) {
        return row_fault("register.fault.root", definition, header.first_version, header.number);
    }
    return {};
}

Result<VerifyReport> verify(Kernel& kernel, const VerifyOptions& options) {
    VerifyReport report;
    DAICHO_TRY(reader, kernel.reader());
    const OneState state(*reader);
    std::vector<journal::EntryHeader> sealing;
    Coverage coverage;
    const auto visit = [&](const journal::EntryHeader& header) -> Status {
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
    report.fault = std::move(journal.fault);
    if (report.fault) return report;
    const auto note = [&report](Status status) {
        if (!status && !report.fault) report.fault = std::move(status.error());
    };
    note(RowChecks(kernel, options).run(std::move(sealing), report.rows));
    if (options.only.empty()) note(coverage.compare(kernel, *reader));
    if (options.heads && !report.fault) note(check_heads(kernel, *reader));
    return report;
}

}  // namespace daicho::registers
