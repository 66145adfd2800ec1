#include "office/sessions.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "office/detail/entries.hpp"
#include "office/detail/session_store.hpp"
#include "office/emergency.hpp"
#include "office/passwords.hpp"
#include "office/second_factor.hpp"

namespace daicho::office {
namespace {

constexpr std::int64_t kMinute = 60LL * 1'000'000;
constexpr std::int64_t kClocksDiffer = 2 * kMinute;  // of servers of one city, at most
constexpr std::int64_t kTouchEveryMicros = 30LL * 1'000'000;

std::optional<Instant> instant_at(const store::Statement& row, int column) {
    if (row.is_null(column)) return std::nullopt;
    return Instant{row.integer(column)};
}

Error none() { return denied_error("session.none"); }

struct StoredSession {
    std::uint64_t account = 0;
    Session session;
    Instant seen;
};

Result<std::optional<StoredSession>> read_session(store::Connection& connection,
                                                  const Digest& hash) {
    DAICHO_TRY(row, connection.cached("SELECT account, csrf, started, seen, previous_at, "
                                      "previous_end, failures FROM w_session WHERE token = ?"));
    row->bind_blob(0, view(hash));
    DAICHO_TRY(there, row->step());
    if (!there) return std::optional<StoredSession>();
    StoredSession stored;
    stored.account = static_cast<std::uint64_t>(row->integer(0));
    stored.session.csrf = std::string(row->text(1));
    stored.session.started = {row->integer(2)};
    stored.seen = {row->integer(3)};
    stored.session.previous = {instant_at(*row, 4), instant_at(*row, 5),
                               static_cast<std::uint64_t>(row->integer(6))};
    row->reset();
    return std::optional<StoredSession>(std::move(stored));
}

// `because` tells idle, longest and inactive apart; empty for a sign-out.
Status end_session(registers::Kernel& kernel, const Digest& hash, std::uint64_t account,
                   journal::EntryKind kind, std::string_view because = "") {
    return kernel.command([&](registers::Context& context) -> Status {
        DAICHO_TRY(remove, context.connection.cached("DELETE FROM w_session WHERE token = ?"));
        remove->bind_blob(0, view(hash));
        DAICHO_CHECK(remove->run());
        DAICHO_TRY(mark, context.connection.cached(
                             "UPDATE w_credential SET ended = ? WHERE account = ?"));
        mark->bind(0, context.now.micros);
        mark->bind(1, static_cast<std::int64_t>(account));
        DAICHO_CHECK(mark->run());
        return detail::write_entry(context, kind, account,
                                   because.empty() ? "{}"
                                                   : fmt::format(R"({{"because":"{}"}})", because));
    });
}

Status touch(registers::Kernel& kernel, const Digest& hash) {
    return kernel.command([&](registers::Context& context) -> Status {
        DAICHO_TRY(update,
                   context.connection.cached("UPDATE w_session SET seen = ? WHERE token = ?"));
        update->bind(0, context.now.micros);
        update->bind_blob(1, view(hash));
        return update->run();
    });
}

// Why a session is over by the clock; empty while it holds. One that was used later than now is
// not to be measured by this clock: it was set back, or another server's is too far ahead.
std::string_view over(const SessionPolicy& policy, Instant started, Instant seen, Instant now) {
    const auto longest = static_cast<std::int64_t>(policy.longest_hours) * 60 * kMinute;
    const auto idle = static_cast<std::int64_t>(policy.idle_minutes) * kMinute;
    if (std::max(started, seen).micros - now.micros > kClocksDiffer) return "clock";
    if (now.micros - started.micros > longest) return "longest";
    if (now.micros - seen.micros > idle) return "idle";
    return "";
}

}  // namespace

Result<Session> resume(registers::Kernel& kernel, const SessionPolicy& policy,
                       std::string_view token, Use use) {
    DAICHO_TRY(hash, detail::token_hash(token));
    DAICHO_TRY(reader, kernel.reader());
    DAICHO_TRY(stored, read_session(*reader, hash));
    if (!stored) return none();
    const Instant now = kernel.clock().now();
    DAICHO_TRY(person, find_person(kernel, *reader, stored->account, japan_date(now)));
    std::string_view because = over(policy, stored->session.started, stored->seen, now);
    if (because.empty() && !person.active) because = "inactive";
    if (!because.empty()) {
        DAICHO_CHECK(end_session(kernel, hash, stored->account,
                                 journal::EntryKind::session_expired, because));
        return none();
    }
    const bool renew = use == Use::person && now.micros - stored->seen.micros > kTouchEveryMicros;
    if (renew) DAICHO_CHECK(touch(kernel, hash));
    stored->session.person = std::move(person);
    return std::move(stored->session);
}

Status end_expired(registers::Kernel& kernel, const SessionPolicy& policy) {
    struct Ended {
        Digest token{};
        std::uint64_t account = 0;
        std::string_view because;
    };
    std::vector<Ended> list;
    const Instant now = kernel.clock().now();
    {
        DAICHO_TRY(reader, kernel.reader());
        DAICHO_TRY(row, reader->prepare("SELECT token, account, started, seen FROM w_session"));
        for (;;) {
            DAICHO_TRY(there, row->step());
            if (!there) break;
            const auto because = over(policy, {row->integer(2)}, {row->integer(3)}, now);
            const ByteView token = row->blob(0);
            if (because.empty() || token.size() != Digest().size()) continue;
            Ended ended{{}, static_cast<std::uint64_t>(row->integer(1)), because};
            std::copy(token.begin(), token.end(), ended.token.begin());
            list.push_back(ended);
        }
    }
    for (const Ended& ended : list) {
        DAICHO_CHECK(end_session(kernel, ended.token, ended.account,
                                 journal::EntryKind::session_expired, ended.because));
    }
    return {};
}

Status sign_out(registers::Kernel& kernel, std::string_view token) {
    DAICHO_TRY(hash, detail::token_hash(token));
    DAICHO_TRY(reader, kernel.reader());
    DAICHO_TRY(stored, read_session(*reader, hash));
    if (!stored) return none();
    return end_session(kernel, hash, stored->account, journal::EntryKind::sign_out);
}

}  // namespace daicho::office
