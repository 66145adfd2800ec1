#include "store/lease_watch.hpp"

#include "store/detail/postgres_connection.hpp"
#include "store/postgres.hpp"

namespace daicho::store {
namespace {

Result<LeaseHolder> holder_of(Connection& connection) {
    LeaseHolder holder;
    DAICHO_TRY(held, is_postgres_leased(connection));
    holder.held = held;
    DAICHO_TRY(there, connection.integer("SELECT (to_regclass('w_lease') IS NOT NULL)::int"));
    if (!held || there == 0) return holder;
    DAICHO_TRY(line, connection.prepare("SELECT holder, epoch FROM w_lease WHERE open"));
    DAICHO_TRY(row, line->step());
    holder.epoch = row ? line->integer(1) : 0;
    const std::string_view text = row ? line->text(0) : std::string_view();
    const std::size_t blank = text.find(' ');
    if (blank != std::string_view::npos) holder.note = std::string(text.substr(blank + 1));
    return holder;
}

}  // namespace

Result<LeaseHolder> LeaseWatch::look() {
    if (!connection_ || connection_->is_lost()) {
        DAICHO_TRY(opened, open_for_reading(options_));
        connection_ = std::move(opened);
    }
    auto holder = holder_of(*connection_);
    if (!holder) connection_.reset();
    return holder;
}

Status note_in_lease(Connection& writer, const std::string& note) {
    if (writer.dialect().kind() == StoreKind::sqlite) return {};
    return static_cast<detail::PostgresConnection&>(writer).note_in_lease(note);
}

}  // namespace daicho::store
