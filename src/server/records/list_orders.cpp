#include "server/records/list_orders.hpp"

#include <algorithm>

namespace daicho::server {
namespace {

constexpr std::uint64_t kDeep = 500;             // from here on an offset costs more than its page
constexpr std::size_t kMostRows = 8'000'000;     // of all lists: 64 MB
constexpr std::size_t kLongest = kMostRows / 4;  // of one

}  // namespace

ListOrders::Order ListOrders::find(std::uint16_t register_number, const std::string& asked,
                                   std::uint64_t generation) {
    const std::lock_guard lock(mutex_);
    const auto found = std::ranges::find_if(kept_, [&](const Kept& kept) {
        return kept.register_number == register_number && kept.asked == asked;
    });
    if (found == kept_.end()) return nullptr;
    if (found->generation != generation) {
        rows_ -= found->order->size();
        kept_.erase(found);
        return nullptr;
    }
    kept_.splice(kept_.begin(), kept_, found);
    return found->order;
}

void ListOrders::keep(Kept order) {
    const std::lock_guard lock(mutex_);
    rows_ += order.order->size();
    kept_.push_front(std::move(order));
    while (rows_ > kMostRows) {
        rows_ -= kept_.back().order->size();
        kept_.pop_back();
    }
}

Result<ListOrders::Order> ListOrders::order(store::Connection& connection,
                                            const registers::Kernel& kernel,
                                            const registers::Definition& definition,
                                            const registers::ListQuery& query) {
    if (query.offset < kDeep || query.after != 0) return Order();
    const auto generation = kernel.generation(definition);
    if (!generation) return Order();
    const std::string asked = registers::order_asked(query);
    if (Order known = find(definition.number, asked, *generation)) return known;
    DAICHO_TRY(versions, registers::list_order(connection, definition, query, kLongest));
    if (!versions) return Order();
    auto order = std::make_shared<const std::vector<std::uint64_t>>(std::move(*versions));
    keep({definition.number, asked, *generation, order});
    return order;
}

}  // namespace daicho::server
