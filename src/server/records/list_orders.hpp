// ListOrders: the versions of long lists in their order, kept until their register is written, so
// that a page deep in a list costs no more than the first. At most 64 MB; the list that was asked
// for longest ago goes first. Threading: thread-safe.
#pragma once

#include <list>
#include <memory>
#include <mutex>
#include <string>

#include "register/list.hpp"

namespace daicho::server {

class ListOrders {
public:
    using Order = std::shared_ptr<const std::vector<std::uint64_t>>;

    // Null: not worth keeping (a page near the beginning, a very long list, or a process that
    // cannot know when the register is written): the database counts off. Errors: list_order's.
    Result<Order> order(store::Connection& connection, const registers::Kernel& kernel,
                        const registers::Definition& definition, const registers::ListQuery& query);

private:
    struct Kept {
        std::uint16_t register_number = 0;
        std::string asked;
        std::uint64_t generation = 0;
        Order order;
    };
    Order find(std::uint16_t register_number, const std::string& asked, std::uint64_t generation);
    void keep(Kept order);

    std::mutex mutex_;
    std::list<Kept> kept_;  // the one asked for last first
    std::size_t rows_ = 0;
};

}  // namespace daicho::server
