// Member: one of the servers of a municipality. One of them writes, the others hand on to it.
// Whether one began as the writer or as a standby makes no difference afterwards (PostgreSQL).
//
// A member with a city answers by itself. One without watches the lease of the database, hands /api
// on to the process that holds it, and takes the lease and the city when it is free. One that finds
// the lease in other hands gives its city up: what it keeps in memory is out of date.
// Threading: `handle` from any thread; the watch has a thread of its own.
#pragma once

#include <atomic>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>

#include "cli/city.hpp"
#include "net/peer.hpp"
#include "net/server.hpp"
#include "server/app.hpp"
#include "store/lease_watch.hpp"
#include "vault/peer_secret.hpp"

namespace daicho::cli {

struct MemberOptions {
    Places places;
    OpenCity open;
    std::string municipality;
    server::Rate signed_in;
    bool secure = false;
    std::string address;  // where others reach this one (net::write_peer)
};

class Member {
public:
    // Errors: those of the city key.
    static Result<std::unique_ptr<Member>> make(MemberOptions options);
    Member(const Member&) = delete;
    Member& operator=(const Member&) = delete;
    ~Member();

    // Answers with this city from now on, and notes the address in its lease.
    Status take(City city);
    // `tell` hears, on the watch's thread, what has become of this member: the id of a message.
    void watch(std::function<void(const std::string& id, const std::string& reason)> tell);
    void handle(const net::Request& request, net::Reply reply);

private:
    struct Office;
    Member(MemberOptions options, vault::PeerSecret secret)
        : options_(std::move(options)), secret_(std::move(secret)),
          lease_(store_options(options_.places)) {}
    void look();
    void give_up();
    void say(const std::string& id, const std::string& reason = "");
    [[nodiscard]] std::shared_ptr<Office> office();
    Result<bool> lost_to_another(const Office& office, store::LeaseHolder& holder);

    MemberOptions options_;
    vault::PeerSecret secret_;
    store::LeaseWatch lease_;
    std::function<void(const std::string&, const std::string&)> tell_;
    std::string said_;
    std::mutex mutex_;  // guards what follows
    std::shared_ptr<Office> office_;
    std::optional<net::PeerAddress> writer_;
    bool ending_ = false;
    std::condition_variable end_;
    std::thread watch_;
};

}  // namespace daicho::cli
