#include "register/key_index.hpp"

#include <fmt/format.h>

#include "register/schema.hpp"

namespace daicho::registers {

Status KeyIndex::load(store::Connection& connection, const Definition& definition) {
    records_.clear();
    DAICHO_TRY(statement, connection.prepare(fmt::format("SELECT key, record_id FROM {}",
                                                         key_table(definition))));
    while (true) {
        DAICHO_TRY(row, statement->step());
        if (!row) break;
        records_.emplace(statement->text(0), static_cast<std::uint64_t>(statement->integer(1)));
    }
    loaded_ = true;
    return {};
}

std::optional<std::uint64_t> KeyIndex::find(std::string_view key) const {
    const auto found = records_.find(key);
    if (found == records_.end()) return std::nullopt;
    return found->second;
}

Result<std::shared_ptr<KeyIndex>> SharedKeys::hold(store::Connection& connection,
                                                   const Definition& definition) {
    if (!index_->loaded()) DAICHO_CHECK(index_->load(connection, definition));
    return index_;
}

void SharedKeys::add(std::string key, std::uint64_t record) {
    if (!index_->loaded()) return;
    if (index_.use_count() > 1) return forget();
    index_->add(std::move(key), record);
}

Result<std::optional<std::uint64_t>> find_record(store::Connection& connection,
                                                 const Definition& definition,
                                                 std::string_view key) {
    DAICHO_TRY(statement,
               connection.cached(fmt::format("SELECT record_id FROM {} WHERE key = ?",
                                             key_table(definition))));
    statement->bind_text(0, key);
    DAICHO_TRY(row, statement->step());
    std::optional<std::uint64_t> record;
    if (row) record = static_cast<std::uint64_t>(statement->integer(0));
    statement->reset();
    return record;
}

}  // namespace daicho::registers
