#include "person/release.hpp"

#include <fmt/format.h>

#include <set>

#include "journal/journal.hpp"
#include "person/protection.hpp"
#include "register/query.hpp"
#include "register/schema.hpp"

namespace daicho::person {
namespace {

using registers::Context;
using registers::Definition;
using registers::RowState;

constexpr std::string_view kRelease = "protection_release";
constexpr std::int64_t kHour = 3'600LL * 1'000'000;
constexpr std::int64_t kMostHours = 72;  // as the definition's check has it
constexpr int kMostRows = 2'000;

Result<std::set<std::uint64_t>> returned(registers::Kernel& kernel,
                                         store::Connection& connection) {
    DAICHO_TRY(definition, kernel.definition("release_return"));
    DAICHO_TRY(rows, connection.prepare(fmt::format(
                         "SELECT {} FROM {} ORDER BY version_id DESC LIMIT {}",
                         registers::sql_name("release"), registers::version_table(*definition),
                         kMostRows)));
    std::set<std::uint64_t> found;
    while (true) {
        DAICHO_TRY(row, rows->step());
        if (!row) return found;
        found.insert(static_cast<std::uint64_t>(rows->integer(0)));
    }
}

// The newest version of the register, inside the transaction that wrote it.
struct Written {
    RowState state = RowState::normal;
    std::uint64_t account = 0;
    std::uint64_t addressee = 0;
    journal::EntryHeader header;
};

Result<Written> newest(Context& context, const Definition& definition) {
    DAICHO_TRY(row, context.connection.prepare(fmt::format(
                        "SELECT row_state, commit_no, {}, {} FROM {} ORDER BY version_id DESC "
                        "LIMIT 1",
                        registers::sql_name("account"), registers::sql_name("addressee"),
                        registers::version_table(definition))));
    DAICHO_TRY(there, row->step());
    if (!there) return Written();
    Written written;
    written.state = static_cast<RowState>(row->integer(0));
    written.account = static_cast<std::uint64_t>(row->integer(2));
    written.addressee = static_cast<std::uint64_t>(row->integer(3));
    DAICHO_TRY(entry, journal::read_entry(context.connection,
                                          static_cast<std::uint64_t>(row->integer(1))));
    written.header = entry.header;
    return written;
}

// Asked behind every row of the register, whoever wrote it and by whatever way.
Status check_second_person(Context& context, const Definition& definition) {
    DAICHO_TRY(written, newest(context, definition));
    if (written.header.number == 0) return {};  // an import without rows
    if (written.state == RowState::refused || written.state == RowState::withdrawn) return {};
    const auto& ask = context.kernel.protection.is_protected;
    if (registers::is_provisional(written.state)) {
        if (!ask || ask(written.addressee)) return {};
        return input_error("person.release.not_protected").at("addressee");
    }
    if (written.header.kind != journal::EntryKind::approved) {
        return denied_error("person.release.unapproved");
    }
    bool own = written.header.principal == written.account;
    if (!own && context.kernel.people.same_human) {
        DAICHO_TRY_AS(own, context.kernel.people.same_human(
                               context.connection, written.header.principal, written.account, {}));
    }
    return own ? Status(denied_error("person.release.own")) : Status();
}

class Releases {
public:
    Releases(registers::Kernel& kernel, std::shared_ptr<ProtectionIndex> index)
        : kernel_(kernel), index_(std::move(index)) {}

    registers::Released of(const identity::Principal& who, registers::Outlet outlet) {
        registers::Released released;
        const bool officer = who.capacity({"protection_officer"}, "addressee") != nullptr;
        released.everybody = officer && outlet == registers::Outlet::screen;
        if (released.everybody || who.account == 0) return released;
        const Instant now = kernel_.clock().now();
        for (const Release& one : *all()) {
            if (one.account != who.account || !one.holds(now)) continue;
            if (outlet == registers::Outlet::print && !one.print) continue;
            released.persons.insert(one.addressee);
        }
        if (!released.persons.empty()) released.persons.merge(index_->groups_of(released.persons));
        return released;
    }

private:
    using List = std::shared_ptr<const std::vector<Release>>;

    [[nodiscard]] std::optional<std::uint64_t> generation() const {
        std::uint64_t sum = 0;
        for (const std::string_view name : {kRelease, std::string_view("release_return")}) {
            const Definition* definition = kernel_.definitions().find(name);
            const auto one = definition == nullptr ? std::nullopt
                                                   : kernel_.generation(*definition);
            if (!one) return std::nullopt;
            sum += *one;
        }
        return sum;
    }

    // What cannot be read releases nobody.
    List all() {
        const auto before = generation();
        {
            const std::lock_guard lock(mutex_);
            if (before && list_ && seen_ == *before) return list_;
        }
        auto list = std::make_shared<std::vector<Release>>();
        const auto reader = kernel_.reader();
        if (!reader) return list;
        auto read = recent_releases(kernel_, **reader);
        if (!read) return list;
        *list = std::move(*read);
        const std::lock_guard lock(mutex_);
        if (before) {
            list_ = list;
            seen_ = *before;
        }
        return list;
    }

    registers::Kernel& kernel_;
    std::shared_ptr<ProtectionIndex> index_;
    std::mutex mutex_;
    List list_;
    std::uint64_t seen_ = 0;
};

}  // namespace

// The newest confirmed version of a record counts; its hours begin with the entry that sealed it.
Result<std::vector<Release>> recent_releases(registers::Kernel& kernel,
                                             store::Connection& connection) {
    DAICHO_TRY(definition, kernel.definition(kRelease));
    DAICHO_TRY(back, returned(kernel, connection));
    DAICHO_TRY(rows, connection.prepare(fmt::format(
                         "SELECT record_id, commit_no, row_state, {}, {}, {}, {}, {}, {} FROM {} "
                         "WHERE row_state <= 1 ORDER BY version_id DESC LIMIT {}",
                         registers::sql_name("account"), registers::sql_name("addressee"),
                         registers::sql_name("hours"), registers::sql_name("outlet"),
                         registers::sql_name("asked_on"), registers::sql_name("serial"),
                         registers::version_table(*definition), kMostRows)));
    const Instant now = kernel.clock().now();
    std::set<std::uint64_t> seen;
    std::vector<Release> list;
    while (true) {
        DAICHO_TRY(row, rows->step());
        if (!row) return list;
        const auto record = static_cast<std::uint64_t>(rows->integer(0));
        const bool older = !seen.insert(record).second;
        if (older || rows->integer(2) != static_cast<std::int64_t>(RowState::normal)) continue;
        DAICHO_TRY(entry, journal::read_entry(connection,
                                              static_cast<std::uint64_t>(rows->integer(1))));
        if (entry.header.time.micros + kMostHours * kHour <= now.micros) return list;
        Release one{record, static_cast<std::uint64_t>(rows->integer(3)),
                    static_cast<std::uint64_t>(rows->integer(4)),
                    rows->text(6) == "screen_and_print", entry.header.time, {}, false,
                    Date::from_days(static_cast<std::int32_t>(rows->integer(7))),
                    rows->integer(8)};
        one.until = {one.from.micros + std::min(rows->integer(5), kMostHours) * kHour};
        one.returned = back.contains(record);
        list.push_back(one);
    }
}

void install_releases(registers::Kernel& kernel, std::shared_ptr<ProtectionIndex> index) {
    auto releases = std::make_shared<Releases>(kernel, std::move(index));
    kernel.protection.released = [releases](const identity::Principal& who,
                                            registers::Outlet outlet) {
        return releases->of(who, outlet);
    };
    kernel.rules.push_back([](Context& context, const Definition& written) -> Status {
        return written.name == kRelease ? check_second_person(context, written) : Status();
    });
}

}  // namespace daicho::person
