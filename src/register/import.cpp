#include "register/import.hpp"

#include <fmt/format.h>

#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

#include "register/access.hpp"
#include "register/detail/row_reader.hpp"
#include "register/row_writer.hpp"
#include "register/schema.hpp"
#include "register/whole_check.hpp"

namespace daicho::registers {
namespace {

// Batches on their way from the reading thread to the writer; bounded.
class Channel {
public:
    void put(std::unique_ptr<detail::Batch> batch) {
        std::unique_lock lock(mutex_);
        room_.wait(lock, [this] { return batches_.size() < kDepth || closed_; });
        if (!closed_) batches_.push_back(std::move(batch));
        ready_.notify_one();
    }
    // Null: no more.
    std::unique_ptr<detail::Batch> take() {
        std::unique_lock lock(mutex_);
        ready_.wait(lock, [this] { return !batches_.empty() || ended_; });
        if (batches_.empty()) return nullptr;
        auto batch = std::move(batches_.front());
        batches_.pop_front();
        room_.notify_one();
        return batch;
    }
    void end() {  // by the reading side
        const std::lock_guard lock(mutex_);
        ended_ = true;
        ready_.notify_all();
    }
    void close() {  // by the writing side: nothing more is wanted
        const std::lock_guard lock(mutex_);
        closed_ = true;
        room_.notify_all();
    }
    [[nodiscard]] bool closed() {
        const std::lock_guard lock(mutex_);
        return closed_;
    }

private:
    static constexpr std::size_t kDepth = 4;
    std::mutex mutex_;
    std::condition_variable ready_, room_;
    std::deque<std::unique_ptr<detail::Batch>> batches_;
    bool ended_ = false;
    bool closed_ = false;
};

void read_all(detail::RowReader& reader, Channel& channel, bool take_good_rows) {
    bool more = true;
    while (more && !channel.closed()) {
        auto batch = std::make_unique<detail::Batch>();
        const auto filled = reader.fill(*batch);
        more = filled && *filled;
        // After the first bad line only the faults of the rest are of interest.
        const bool wanted = take_good_rows || reader.report.bad_rows == 0;
        if (wanted && !batch->rows.empty()) channel.put(std::move(batch));
    }
    channel.end();
}

Status write_batch(RowWriter& writer, const Definition& definition, const detail::Batch& batch,
                   const std::string& file, WholeCheck& wholes) {
    const std::size_t width = definition.fields.size();
    for (std::size_t i = 0; i < batch.rows.size(); ++i) {
        const detail::BatchRow& row = batch.rows[i];
        NewRow fresh;
        fresh.record = row.record;
        fresh.fresh = row.fresh;
        fresh.valid = row.valid;
        fresh.state = row.state;
        fresh.cells = {batch.cells.data() + i * width, width};
        fresh.digest = batch.digests.empty() ? nullptr : &batch.digests[i];
        fresh.key = row.key;
        fresh.index_key = false;
        auto written = writer.add(fresh);
        if (!written) {
            if (written.error().id != "store.refused") return std::move(written.error());
            return input_error("import.key_exists").at_line(file, row.line);
        }
        wholes.note(fresh.cells, row.line);
    }
    return {};
}

Error refusal(const ImportReport& report, const std::string& file) {
    Error error = input_error("import.refused")
                      .with("file", file)
                      .with("bad", std::to_string(report.bad_rows))
                      .with("rows", std::to_string(report.rows));
    error.causes = report.errors;
    return error;
}

// A whole falls apart as a whole: taking good rows cannot save it.
Status check_wholes(Context& context, WholeCheck& wholes, ImportReport& report,
                    const std::string& file, const ImportOptions& options) {
    DAICHO_TRY(found, wholes.compare(context.connection, file, options.max_errors));
    if (found.faults.empty()) return {};
    if (options.carried_over) {
        report.warnings += found.faults.size();
        std::ranges::move(found.faults, std::back_inserter(report.first_warnings));
        return {};
    }
    report.bad_rows += found.rows;
    std::ranges::move(found.faults, std::back_inserter(report.errors));
    return refusal(report, file);
}

// Indexes on an empty head are cheaper to build at the end.
Result<bool> head_is_empty(store::Connection& connection, const Definition& definition) {
    if (definition.is_event()) return false;
    DAICHO_TRY(any, connection.integer(
                        fmt::format("SELECT EXISTS (SELECT 1 FROM {})", head_table(definition))));
    return any == 0;
}

Status land(Context& context, const Definition& definition, detail::RowReader& reader,
            const Authorship& authorship, const RowSource& source, const ImportOptions& options) {
    DAICHO_TRY(empty, head_is_empty(context.connection, definition));
    if (empty) DAICHO_CHECK(drop_head_indexes(context.connection, definition));
    DAICHO_TRY(writer, RowWriter::open(context, definition, authorship));
    WholeCheck wholes(definition);
    Channel channel;
    std::thread reading([&] { read_all(reader, channel, options.take_good_rows); });
    Status status;
    while (auto batch = channel.take()) {
        status = write_batch(writer, definition, *batch, source.name, wholes);
        if (!status) break;
        if (options.progress) options.progress(batch->rows_read, batch->bytes_read);
    }
    channel.close();
    reading.join();
    if (!status) return status;
    if (reader.report.bad_rows > 0 && !options.take_good_rows) {
        return refusal(reader.report, source.name);
    }
    DAICHO_CHECK(writer.seal());
    if (empty) DAICHO_CHECK(create_head_indexes(context.connection, definition));
    DAICHO_CHECK(check_wholes(context, wholes, reader.report, source.name, options));
    DAICHO_CHECK(context.kernel.check_rules(context, definition));
    reader.report.landed = writer.rows();
    reader.report.commit = writer.last_commit();
    return {};
}

}  // namespace

Result<ImportReport> import_rows(Kernel& kernel, const identity::Principal& principal,
                                 const Definition& definition, RowSource source,
                                 const ImportOptions& options) {
    const auto capacity = authorise(principal, definition, Action::import);
    if (!capacity) {
        DAICHO_CHECK(refuse(kernel, principal, definition, Action::import));
        return Error(capacity.error());
    }
    Authorship authorship;
    authorship.kind = journal::EntryKind::import;
    authorship.principal = principal.account;
    authorship.capacity = *capacity;
    authorship.body =
        fmt::format(R"({{"file":"{}"}})", to_hex(view(sha256(as_bytes(source.name)))));
    ImportReport report;
    const auto land_all = [&](Context& context) -> Status {
        DAICHO_TRY(reader, detail::RowReader::open(kernel, context.connection, definition, source,
                                                   options));
        DAICHO_CHECK(land(context, definition, reader, authorship, source, options));
        report = std::move(reader.report);
        return {};
    };
    DAICHO_CHECK(kernel.command(land_all, store::Priority::background));
    return report;
}

}  // namespace daicho::registers
