// Sixteen people at once, with random commands: what each was answered must be what a single
// register would have said, one command after the other in the order of the journal.
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <thread>

#include "register/change.hpp"
#include "register/disclosure.hpp"
#include "register/test_kernel.hpp"
#include "register/verify.hpp"

namespace daicho::registers::testing {
namespace {

constexpr int kPeople = 16;
constexpr std::uint64_t kKeys = 5;  // few, so that they meet

enum class Kind : std::uint8_t { create, raise, end, look, nonsense };

// A command and what came of it.
struct Done {
    Kind kind = Kind::look;
    std::string key;
    std::uint64_t base = 0;   // version that was looked at
    std::int64_t value = 0;   // what was written
    std::uint64_t commit = 0; // 0: refused
    std::uint64_t version = 0;
    std::string refusal;
    std::uint64_t begun = 0, ended = 0;  // newest entries before and after
};

// What one register would hold.
struct Kept {
    std::uint64_t version = 0;
    std::int64_t value = 0;
    bool ended = false;
    std::vector<std::uint64_t> commits;  // that changed it
};

class ConcurrencyTest : public KernelOnStoreTest {
protected:
    static ChangeRequest request_for(const std::string& reason) {
        ChangeRequest request;
        request.register_name = "parcel";
        request.valid = {Date::of(2026, 1, 1), kForever};
        request.reason = reason;
        return request;
    }
    static void take(Done& done, const Result<ChangeResult>& result) {
        if (!result) {
            done.refusal = result.error().id;
            return;
        }
        done.commit = result->commit.value;
        done.version = result->version;
    }
    // The record of a key as it stands now; nothing when there is none.
    std::optional<RecordVersion> look_up(const std::string& key) {
        auto reader = kernel_->reader();
        ListQuery query;
        query.moment.as_of = Date::of(2026, 1, 1);
        query.filters = {{0, FilterKind::equals, key}};
        auto page = list_records(**reader, definition("parcel"), query);
        if (!page || page->rows.empty()) return std::nullopt;
        return std::move(page->rows.front());
    }

    Done run(Kind kind, const std::string& key) {
        Done done;
        done.kind = kind;
        done.key = key;
        done.begun = kernel_->newest()->value;
        ChangeRequest request = request_for("同時の点検");
        if (kind == Kind::create || kind == Kind::nonsense) {
            done.value = 1;
            request.values = {{"parcel_no", key}, {"taxpayer", "0000000019"},
                              {"taxed_area", kind == Kind::create ? "10" : "-10"},
                              {"value_yen", "1"}, {"use", "land"}};
            take(done, change(*kernel_, identity::system_principal(), request));
        } else if (const auto now = look_up(key)) {
            if (kind == Kind::look) {
                look(now->record, done);
            } else {
                done.base = now->version;
                request.record = now->record;
                request.base_version = now->version;
                request.ended = kind == Kind::end;
                done.value = now->values[3].integer + 1;
                if (!request.ended) request.values = {{"value_yen", std::to_string(done.value)}};
                take(done, change(*kernel_, identity::system_principal(), request));
            }
        } else {
            done.refusal = "nobody there";
        }
        done.ended = kernel_->newest()->value;
        return done;
    }
    void look(std::uint64_t record, Done& done) {
        Disclosure disclosure;
        disclosure.kind = journal::EntryKind::disclosure_view;
        disclosure.definition = &definition("parcel");
        disclosure.records = std::span(&record, 1);
        if (!disclose(*kernel_, identity::system_principal(), 0, disclosure)) done.refusal = "lost";
    }

    // Every person's commands, run at once.
    std::vector<Done> run_all(const std::vector<std::vector<std::pair<Kind, std::string>>>& plans) {
        std::vector<std::vector<Done>> answers(plans.size());
        {
            std::vector<std::jthread> people;
            for (std::size_t i = 0; i < plans.size(); ++i) {
                people.emplace_back([&, i] {
                    for (const auto& [kind, key] : plans[i]) answers[i].push_back(run(kind, key));
                });
            }
        }
        std::vector<Done> all;
        for (const auto& own : answers) all.insert(all.end(), own.begin(), own.end());
        return all;
    }

    int round_ = 0;
};

// The acknowledged commands, one after the other.
std::map<std::string, Kept> replay(std::vector<Done> all) {
    std::erase_if(all, [](const Done& one) { return one.commit == 0; });
    std::ranges::sort(all, {}, &Done::commit);
    std::map<std::string, Kept> model;
    for (const Done& one : all) {
        const bool known = model.contains(one.key);
        RC_ASSERT(one.kind != Kind::nonsense);
        RC_ASSERT(known == (one.kind != Kind::create));  // a key is taken once
        Kept& kept = model[one.key];
        RC_ASSERT(!kept.ended);
        RC_ASSERT(kept.version == one.base);  // nobody wrote over what another had not seen
        if (one.kind == Kind::end) {
            kept.ended = true;
        } else {
            RC_ASSERT(one.value == kept.value + 1);
            kept.value = one.value;
        }
        kept.version = one.version;
        kept.commits.push_back(one.commit);
    }
    return model;
}

// A refusal needs a reason that held while the command was under way.
void check_refusal(const Done& one, const std::map<std::string, Kept>& model) {
    const auto found = model.find(one.key);
    const bool touched = found != model.end() && !found->second.commits.empty() &&
                         found->second.commits.front() <= one.ended;
    if (one.kind == Kind::nonsense) {
        const bool named = one.refusal == "change.invalid" || one.refusal == "change.key_exists";
        RC_ASSERT(named);
    } else if (one.kind == Kind::create) {
        RC_ASSERT(one.refusal == "change.key_exists");
        RC_ASSERT(touched);
    } else if (one.refusal == "nobody there") {
        const bool fits = found == model.end() || found->second.ended ||
                          found->second.commits.front() > one.begun;
        RC_ASSERT(fits);
    } else {
        const bool named = one.refusal == "change.conflict" || one.refusal == "change.no_record";
        RC_ASSERT(named);
        RC_ASSERT(touched);
        const auto later = std::ranges::find_if(found->second.commits, [&](std::uint64_t commit) {
            return commit > one.begun && commit <= one.ended;
        });
        RC_ASSERT(later != found->second.commits.end());  // somebody was there in between
    }
}

TEST_P(ConcurrencyTest, SixteenPeopleAtOnceAreAnsweredAsOneByOne) {
    import_people();
    const auto property = [&] {
        const std::string round = "R" + std::to_string(++round_) + "-";
        const auto commands = rc::gen::container<std::vector<std::pair<Kind, std::string>>>(
            8, rc::gen::pair(
                   rc::gen::weightedElement<Kind>({{3, Kind::create},
                                                   {8, Kind::raise},
                                                   {1, Kind::end},
                                                   {2, Kind::look},
                                                   {1, Kind::nonsense}}),
                   rc::gen::map(rc::gen::inRange<std::uint64_t>(0, kKeys),
                                [&](std::uint64_t n) { return round + std::to_string(n); })));
        const auto plans =
            *rc::gen::container<std::vector<std::vector<std::pair<Kind, std::string>>>>(kPeople,
                                                                                       commands);
        const std::vector<Done> all = run_all(plans);
        const std::map<std::string, Kept> model = replay(all);
        for (const Done& one : all) {
            if (!one.refusal.empty()) check_refusal(one, model);
        }
        for (const auto& [key, kept] : model) {
            const auto now = look_up(key);
            RC_ASSERT(now.has_value() == !kept.ended);
            if (now) RC_ASSERT(now->values[3].integer == kept.value);
        }
    };
    EXPECT_TRUE(rc::check("sixteen at once", property));
    EXPECT_GT(kernel_->newest()->value, 1'000U);
    const auto proof = verify(*kernel_, {});
    ASSERT_TRUE(proof);
    EXPECT_FALSE(proof->fault) << describe(*proof->fault, Language::english);
}

DAICHO_ON_BOTH_STORES(ConcurrencyTest);

}  // namespace
}  // namespace daicho::registers::testing
