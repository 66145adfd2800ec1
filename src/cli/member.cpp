#include "cli/member.hpp"

#include <chrono>

#include "cli/job_commands.hpp"
#include "custody/rotation_desk.hpp"
#include "server/forwarding.hpp"
#include "server/idempotency.hpp"
#include "server/router.hpp"

namespace daicho::cli {
namespace {

constexpr std::chrono::milliseconds kLookEvery{300};
constexpr std::chrono::milliseconds kLookAgainAfter{20};
constexpr int kLooksAgain = 3;

Instant present() { return SystemClock().now(); }

}  // namespace

// The city first: what answers refers to it and ends before it.
struct Member::Office {
    Office(City opened, const MemberOptions& options)
        : city(std::move(opened)), desk(*city.kernel),
          app{*city.kernel, city.statute, city.settings, options.places.data} {
        app.signed_in = options.signed_in;
        app.secure = options.secure;
    }
    City city;
    custody::RotationDesk desk;
    server::App app;
};

Result<std::unique_ptr<Member>> Member::make(MemberOptions options) {
    DAICHO_TRY(secret, vault::PeerSecret::derive(options.places.home / "city.key",
                                                 options.municipality));
    return std::unique_ptr<Member>(new Member(std::move(options), std::move(secret)));
}

Member::~Member() {
    {
        const std::lock_guard lock(mutex_);
        ending_ = true;
    }
    end_.notify_all();
    if (watch_.joinable()) watch_.join();
}

Status Member::take(City city) {
    DAICHO_CHECK(server::forget_old_answers(*city.kernel));
    DAICHO_CHECK(city.kernel->command([this](registers::Context& context) {
        return store::note_in_lease(context.connection, options_.address);
    }));
    auto office = std::make_shared<Office>(std::move(city), options_);
    DAICHO_CHECK(start_city_jobs(office->city, options_.places, office->app));
    const std::lock_guard lock(mutex_);
    office_ = std::move(office);
    return {};
}

// A request under way still holds the city: the last one ends it.
void Member::give_up() {
    const std::lock_guard lock(mutex_);
    office_.reset();
}

std::shared_ptr<Member::Office> Member::office() {
    const std::lock_guard lock(mutex_);
    return office_;
}

void Member::watch(std::function<void(const std::string&, const std::string&)> tell) {
    tell_ = std::move(tell);
    watch_ = std::thread([this] {
        for (;;) {
            look();
            std::unique_lock lock(mutex_);
            if (end_.wait_for(lock, kLookEvery, [this] { return ending_; })) return;
        }
    });
}

// The same thing is said once.
void Member::say(const std::string& id, const std::string& reason) {
    if (std::exchange(said_, id + reason) != id + reason) tell_(id, reason);
}

// The city's own lease goes on under a new epoch when its session was lost and made anew: its
// number is known here a moment after the database has it.
Result<bool> Member::lost_to_another(const Office& office, store::LeaseHolder& holder) {
    for (int i = 0; i < kLooksAgain; ++i) {
        if (!holder.held || holder.epoch == office.city.kernel->lease_epoch()) return false;
        std::this_thread::sleep_for(kLookAgainAfter);
        DAICHO_TRY_AS(holder, lease_.look());
    }
    return holder.held && holder.epoch != office.city.kernel->lease_epoch();
}

void Member::look() {
    auto holder = lease_.look();
    const std::shared_ptr<Office> mine = office();
    bool lost = false;
    if (holder && mine) {
        const auto another = lost_to_another(*mine, *holder);
        lost = another && *another;
    }
    std::optional<net::PeerAddress> writer;
    if (holder && holder->held && (lost || !mine)) {
        if (auto peer = net::parse_peer(holder->note)) writer = std::move(*peer);
    }
    {
        const std::lock_guard lock(mutex_);
        writer_ = writer;
    }
    // A writer whose database is away hears of it from its own commands.
    if (!holder && mine) return;
    if (!holder) return say("cli.standby_failed", describe(holder.error(), Language::english));
    if (lost) {
        give_up();
        return say("cli.standby_gave_up");
    }
    if (mine || holder->held) return;
    auto city = open_city(options_.places, options_.open);
    const Status taken = city ? take(std::move(*city)) : tl::unexpected(city.error());
    if (taken) return say("cli.standby_writes");
    // Another one was quicker.
    if (taken.error().id == "store.in_use") return;
    say("cli.standby_failed", describe(taken.error(), Language::english));
}

void Member::handle(const net::Request& request, net::Reply reply) {
    std::shared_ptr<Office> office;
    std::optional<net::PeerAddress> writer;
    {
        const std::lock_guard lock(mutex_);
        office = office_;
        writer = writer_;
    }
    if (office) {
        auto peer = server::forwarded_peer(secret_, present(), request);
        if (!peer) return server::handle(office->app, request, std::move(reply));
        const auto theirs = server::from_peer(request, std::move(*peer));
        return reply(server::handle(office->app, theirs));
    }
    if (request.path.starts_with("/api/") || request.path == "/api" ||
        request.path == "/openapi.json") {
        return reply(server::forward(writer, secret_, present(), request));
    }
    net::Response response = server::web_file(request);
    server::add_security_headers(response, request.secure);
    reply(std::move(response));
}

}  // namespace daicho::cli
