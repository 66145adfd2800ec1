#include "register/detail/timeline.hpp"

#include <fmt/format.h>

#include <map>

#include "register/schema.hpp"

namespace daicho::registers::detail {
namespace {

class Timeline {
public:
    // A later version says something else about its stretch; what lies outside stays.
    void say(std::uint64_t version, ValidTime valid, RowState state) {
        auto at = stretches_.lower_bound(valid.from);
        if (at != stretches_.begin()) {
            const auto before = std::prev(at);
            if (before->second.valid.to > valid.from) at = before;
        }
        while (at != stretches_.end() && at->first < valid.to) {
            const Stretch old = at->second;
            at = stretches_.erase(at);
            if (old.valid.from < valid.from) put(old.version, {old.valid.from, valid.from});
            if (old.valid.to > valid.to) put(old.version, {valid.to, old.valid.to});
        }
        if (state != RowState::ended) put(version, valid);
    }
    Status give(std::uint64_t record, const std::function<Status(const Stretch&)>& visit) {
        for (auto& [from, stretch] : stretches_) {
            stretch.record = record;
            DAICHO_CHECK(visit(stretch));
        }
        stretches_.clear();
        return {};
    }

private:
    void put(std::uint64_t version, ValidTime valid) {
        stretches_[valid.from] = {0, version, valid, false};
    }
    std::map<Date, Stretch> stretches_;
};

Date date_at(const store::Statement& statement, int column) {
    return Date::from_days(static_cast<std::int32_t>(statement.integer(column)));
}

}  // namespace

Status read_timeline(store::Connection& connection, const Definition& definition,
                     CommitNumber known, const std::function<Status(const Stretch&)>& visit) {
    DAICHO_TRY(statement,
               connection.prepare(fmt::format(
                   "SELECT record_id, version_id, valid_from, valid_to, row_state FROM {} WHERE "
                   "commit_no <= ? AND row_state <= 1 ORDER BY {}",
                   version_table(definition),
                   definition.is_event() ? "version_id" : "record_id, version_id")));
    statement->bind(0, static_cast<std::int64_t>(known.value));
    Timeline timeline;
    std::uint64_t record = 0;
    while (true) {
        DAICHO_TRY(row, statement->step());
        if (!row) return timeline.give(record, visit);
        const auto next = static_cast<std::uint64_t>(statement->integer(0));
        const auto version = static_cast<std::uint64_t>(statement->integer(1));
        if (next != record) DAICHO_CHECK(timeline.give(record, visit));
        record = next;
        timeline.say(version, {date_at(*statement, 2), date_at(*statement, 3)},
                     static_cast<RowState>(statement->integer(4)));
    }
}

Status read_versions(store::Connection& connection, const Definition& definition,
                     CommitNumber since, CommitNumber known,
                     const std::function<Status(const Stretch&)>& visit) {
    DAICHO_TRY(statement, connection.prepare(fmt::format(
                              "SELECT record_id, version_id, valid_from, valid_to, row_state FROM "
                              "{} WHERE commit_no > ? AND commit_no <= ? ORDER BY version_id",
                              version_table(definition))));
    statement->bind(0, static_cast<std::int64_t>(since.value));
    statement->bind(1, static_cast<std::int64_t>(known.value));
    while (true) {
        DAICHO_TRY(row, statement->step());
        if (!row) return {};
        DAICHO_CHECK(visit({static_cast<std::uint64_t>(statement->integer(0)),
                            static_cast<std::uint64_t>(statement->integer(1)),
                            {date_at(*statement, 2), date_at(*statement, 3)},
                            static_cast<RowState>(statement->integer(4)) == RowState::ended}));
    }
}

}  // namespace daicho::registers::detail
