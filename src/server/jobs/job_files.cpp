#include "server/jobs/job_files.hpp"

namespace daicho::server {
namespace {

constexpr std::string_view kColumns = "id, account, job, name, size, made";

vault::FieldPlace place_of(std::uint64_t id) { return {0, id, 0, 1}; }

JobFile read_file(const store::Statement& row) {
    JobFile file;
    file.id = static_cast<std::uint64_t>(row.integer(0));
    file.account = static_cast<std::uint64_t>(row.integer(1));
    file.job = static_cast<std::uint64_t>(row.integer(2));
    file.name = std::string(row.text(3));
    file.size = static_cast<std::uint64_t>(row.integer(4));
    file.made = {row.integer(5)};
    return file;
}

}  // namespace

Result<std::uint64_t> next_sealed_number(registers::Context& context) {
    store::Connection& connection = context.connection;
    DAICHO_TRY(newest, connection.integer("SELECT coalesce(max(id), 0) FROM w_job_file_number"));
    const auto id = static_cast<std::uint64_t>(newest) + 1;
    DAICHO_TRY(number, connection.cached("INSERT INTO w_job_file_number VALUES (?)"));
    number->bind(0, static_cast<std::int64_t>(id));
    DAICHO_CHECK(number->run());
    DAICHO_CHECK(
        connection.execute("DELETE FROM w_job_file_number WHERE id < " + std::to_string(id)));
    return id;
}

Result<std::uint64_t> keep_file(registers::Context& context, const JobFile& file,
                                std::string_view bytes) {
    if (bytes.size() > kMaxJobFile) {
        return input_error("job.file.too_large")
            .with("most", std::to_string(kMaxJobFile / (1024 * 1024)));
    }
    store::Connection& connection = context.connection;
    DAICHO_TRY(id, next_sealed_number(context));
    DAICHO_TRY(sealed, context.vault.seal_field(connection, place_of(id), bytes));
    DAICHO_TRY(insert, connection.cached("INSERT INTO w_job_file (id, account, job, name, size, "
                                         "made, sealed) VALUES (?, ?, ?, ?, ?, ?, ?)"));
    insert->bind(0, static_cast<std::int64_t>(id));
    insert->bind(1, static_cast<std::int64_t>(file.account));
    insert->bind(2, static_cast<std::int64_t>(file.job));
    insert->bind_text(3, file.name);
    insert->bind(4, static_cast<std::int64_t>(bytes.size()));
    insert->bind(5, context.now.micros);
    insert->bind_blob(6, sealed);
    DAICHO_CHECK(insert->run());
    return id;
}

Result<std::optional<JobFile>> find_file(store::Connection& connection, std::uint64_t id) {
    DAICHO_TRY(select, connection.prepare("SELECT " + std::string(kColumns) +
                                          " FROM w_job_file WHERE id = ?"));
    select->bind(0, static_cast<std::int64_t>(id));
    DAICHO_TRY(there, select->step());
    if (!there) return std::optional<JobFile>();
    return std::optional<JobFile>(read_file(*select));
}

Result<std::vector<JobFile>> files_of_job(store::Connection& connection, std::uint64_t job) {
    DAICHO_TRY(select, connection.prepare("SELECT " + std::string(kColumns) +
                                          " FROM w_job_file WHERE job = ? ORDER BY id"));
    select->bind(0, static_cast<std::int64_t>(job));
    std::vector<JobFile> files;
    while (true) {
        DAICHO_TRY(there, select->step());
        if (!there) return files;
        files.push_back(read_file(*select));
    }
}

Result<std::string> open_file(registers::Kernel& kernel, store::Connection& connection,
                              std::uint64_t id) {
    DAICHO_TRY(select, connection.prepare("SELECT sealed FROM w_job_file WHERE id = ?"));
    select->bind(0, static_cast<std::int64_t>(id));
    DAICHO_TRY(there, select->step());
    if (!there) return not_found_error("job.file.gone").with("file", std::to_string(id));
    const ByteView blob = select->blob(0);
    const Bytes sealed(blob.begin(), blob.end());
    select->reset();
    return kernel.vault().open_field(connection, place_of(id), sealed);
}

Status drop_file(registers::Context& context, std::uint64_t id) {
    DAICHO_TRY(remove, context.connection.cached("DELETE FROM w_job_file WHERE id = ?"));
    remove->bind(0, static_cast<std::int64_t>(id));
    DAICHO_CHECK(remove->run());
    return context.vault.erase_record_key(context.connection, 0, id);
}

Status drop_earlier(registers::Context& context, std::uint64_t account, std::string_view name) {
    constexpr std::int64_t kKept = 5;
    DAICHO_TRY(select, context.connection.prepare(
                           "SELECT f.id FROM w_job_file f WHERE f.account = ? AND f.job = 0 AND "
                           "f.name = ? AND NOT EXISTS (SELECT 1 FROM w_job_order o JOIN w_job j ON "
                           "j.id = o.job WHERE j.state IN (0, 1, 4) AND o.file = f.id) ORDER BY "
                           "f.id DESC"));
    select->bind(0, static_cast<std::int64_t>(account));
    select->bind_text(1, name);
    std::vector<std::uint64_t> earlier;
    for (std::int64_t at = 0;; ++at) {
        DAICHO_TRY(more, select->step());
        if (!more) break;
        if (at >= kKept) earlier.push_back(static_cast<std::uint64_t>(select->integer(0)));
    }
    for (const std::uint64_t id : earlier) DAICHO_CHECK(drop_file(context, id));
    return {};
}

Status drop_old_files(registers::Context& context) {
    DAICHO_TRY(select, context.connection.prepare(
                           "SELECT f.id FROM w_job_file f WHERE f.made < ? AND NOT EXISTS (SELECT "
                           "1 FROM w_job_order o JOIN w_job j ON j.id = o.job WHERE j.state IN (0, "
                           "1, 4) AND o.file = f.id)"));
    select->bind(0, context.now.micros - kJobFileMicros);
    std::vector<std::uint64_t> old;
    while (true) {
        DAICHO_TRY(more, select->step());
        if (!more) break;
        old.push_back(static_cast<std::uint64_t>(select->integer(0)));
    }
    for (const std::uint64_t id : old) DAICHO_CHECK(drop_file(context, id));
    return {};
}

}  // namespace daicho::server
