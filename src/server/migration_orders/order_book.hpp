// One migration order with all that belongs to it, as rows and as what the engine judges.
#pragma once

#include "govern/migration/order.hpp"
#include "server/incidents/desk_rows.hpp"

namespace daicho::server {

inline constexpr const char* kOrders = "migration_order";

struct OrderBook {
    govern::migration::Rules rules;
    media::Line row;
    govern::migration::Order order;
    media::Lines workers, extractions, test_data, looks, clearings, documents;
    // By worker: the right is in force in the kernel today, whatever its row says.
    std::vector<bool> alive;
    std::uint64_t asker = 0;
    bool asker_works = false;  // is a worker of the order today

    [[nodiscard]] registers::Fields fields() const noexcept { return row.fields(); }
};

Result<govern::migration::Rules> migration_rules(const Call& call);
// Errors: change.no_record (also for one out of reach; journaled), those of the catalog.
Result<OrderBook> read_order(const Call& call, store::Connection& connection,
                             std::uint64_t record);
// "migration.blocked" with every reason in both languages; nothing where the list is empty.
Status check(const govern::migration::Rules& rules,
             const govern::migration::Hindrances& hindrances);
// Key of the role assignment of a worker.
std::string grant_key(const registers::Fields& worker, const govern::migration::Rules& rules);

}  // namespace daicho::server
