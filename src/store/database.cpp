#include "store/database.hpp"

#include "store/sqlite.hpp"

namespace daicho::store {

Reader::~Reader() {
    if (connection_) home_->take_back(std::move(connection_));
}

Result<std::unique_ptr<Database>> Database::open(const Options& options) {
    auto database = std::unique_ptr<Database>(new Database());
    database->options_ = options;
    std::error_code code;
    if (!options.read_only && (options.create || std::filesystem::exists(options.file, code))) {
        DAICHO_TRY(lease, WriterLease::take(options.file));
        database->lease_ = std::move(lease);
    }
    const SqliteMode mode = options.read_only ? SqliteMode::read : SqliteMode::write;
    DAICHO_TRY(writer, open_sqlite(options.file, mode, options.create));
    database->writer_ = std::move(writer);
    return database;
}

Database::~Database() {
    idle_.clear();
    writer_.reset();
}

Result<Reader> Database::reader() {
    {
        const std::lock_guard lock(mutex_);
        if (!idle_.empty()) {
            ConnectionPointer connection = std::move(idle_.back());
            idle_.pop_back();
            return Reader(this, std::move(connection));
        }
    }
    DAICHO_TRY(connection, open_sqlite(options_.file, SqliteMode::read, false));
    return Reader(this, std::move(connection));
}

void Database::take_back(ConnectionPointer connection) {
    const std::lock_guard lock(mutex_);
    idle_.push_back(std::move(connection));
}

}  // namespace daicho::store
