#include <algorithm>

#include "demo/detail/plan_steps.hpp"
#include "demo/random.hpp"

namespace daicho::demo::detail {
namespace {

constexpr std::uint8_t kSpouse = 1;
constexpr std::uint8_t kChild = 2;
constexpr std::uint8_t kParent = 3;

// Addressees that are no taxpayers, handed out one after the other.
class Pool {
public:
    explicit Pool(CityPlan& plan) : plan_(plan), next_(plan.options.size.taxpayers) {}

    [[nodiscard]] std::size_t left() const noexcept { return plan_.people.size() - next_; }
    // A new person of the household of `head`, or of its own when head is kNobody.
    std::uint32_t take(PersonRole role, std::uint32_t head, std::uint8_t relation) {
        DAICHO_ASSERT(left() > 0);
        const std::uint32_t index = next_++;
        Person& person = plan_.people[index];
        Dice dice(plan_.seed(), Topic::relation, index);
        person.role = role;
        person.head = head == kNobody ? index : plan_.people[head].head;
        person.relation = head == kNobody ? std::uint8_t{0} : relation;
        person.town = head == kNobody ? town_for(plan_, BundleKind::homeowner, index)
                                      : plan_.people[head].town;
        person.in_city = head == kNobody ? !dice.chance(380) : plan_.people[head].in_city;
        return index;
    }

private:
    CityPlan& plan_;
    std::uint32_t next_;
};

void settle_taxpayers(CityPlan& plan) {
    for (std::uint32_t i = 0; i < plan.first_group(); ++i) {
        Dice dice(plan.seed(), Topic::person, i);
        const BundleKind kind = plan.bundles[i].kind;
        Person& person = plan.people[i];
        const std::uint32_t outside = kind == BundleKind::landowner     ? 440
                                      : kind == BundleKind::condominium ? 160
                                      : person.kind == PersonKind::corporation && !person.temple
                                          ? 210
                                          : 22;
        person.in_city = i == kFeatured || !dice.chance(outside);
        if (person.kind != PersonKind::individual || !person.in_city || i == kFeatured) continue;
        const std::uint32_t moves = dice.below(1000);
        if (moves < 24) person.moves = moves < 12 ? Stage::during_2024 : Stage::during_2025;
    }
}

void share(CityPlan& plan, std::uint32_t group, const std::vector<std::uint32_t>& members,
           const std::vector<std::uint16_t>& parts) {
    std::uint16_t whole = 0;
    for (const std::uint16_t part : parts) whole = static_cast<std::uint16_t>(whole + part);
    for (std::size_t i = 0; i < members.size(); ++i) {
        plan.co_owners.push_back({.group = group, .member = members[i], .numerator = parts[i],
                                  .denominator = whole,
                                  .number = static_cast<std::uint8_t>(i + 1)});
    }
}

void plan_group(CityPlan& plan, Pool& pool, std::uint32_t group) {
    Dice dice(plan.seed(), Topic::shares, group);
    std::vector<std::uint32_t> members;
    const bool featured = group == plan.first_group();
    const bool taxpayer = featured || dice.chance(600);
    members.push_back(featured ? kFeatured
                      : taxpayer ? dice.below(plan.individuals)
                                 : pool.take(PersonRole::member, kNobody, 0));
    const std::uint32_t rest = featured || dice.chance(600) ? 1 : dice.chance(650) ? 2 : 3;
    for (std::uint32_t i = 0; i < rest && pool.left() > plan.groups(); ++i) {
        const std::uint8_t relation = !featured && i == 0 && dice.chance(550) ? kSpouse : kChild;
        members.push_back(pool.take(PersonRole::member, members.front(), relation));
        Person& member = plan.people[members.back()];
        if (featured || (relation == kChild && dice.chance(300))) member.in_city = false;
    }
    if (members.size() == 1) {
        members.push_back(pool.take(PersonRole::member, members.front(), kSpouse));
    }
    std::vector<std::uint16_t> parts(members.size(), 1);
    if (featured || dice.chance(300)) parts[0] = 2;
    share(plan, group, members, parts);
    plan.people[group].head = members.front();
    plan.people[group].relation = static_cast<std::uint8_t>(members.size() - 1);
    plan.people[group].in_city = plan.people[members.front()].in_city;
}

// Who took over what, from whom. Holdings on which a house rises in the same years stay.
void plan_transfers(CityPlan& plan, Pool& pool) {
    std::vector<bool> builds(plan.bundles.size());
    for (const House& house : plan.houses) {
        if (house.born != Stage::start) builds[house.taxpayer] = true;
    }
    for (std::uint32_t i = 1; i < plan.first_group(); ++i) {
        Dice dice(plan.seed(), Topic::event, i);
        Bundle& bundle = plan.bundles[i];
        const std::uint32_t throw_ = dice.below(1000);
        if (builds[i] || bundle.kind == BundleKind::depreciable_only || throw_ >= 36) continue;
        if (pool.left() < plan.options.size.taxpayers / 50) return;
        const bool individual = plan.people[i].kind == PersonKind::individual;
        if (throw_ >= 34) {  // sold after the assessment date
            bundle.buyer = pool.take(PersonRole::former, kNobody, 0);
            continue;
        }
        const bool inherited = individual && throw_ % 2 == 0;
        const bool estate = inherited && throw_ >= 26;  // died before 2024, still registered
        if (throw_ >= 26 && !estate) continue;
        bundle.inherited = inherited;
        bundle.estate = estate;
        bundle.former = pool.take(PersonRole::former, inherited ? i : kNobody, kParent);
        if (!bundle.estate) {
            bundle.taken_over = throw_ < 13 ? Stage::during_2024 : Stage::during_2025;
        }
        if (bundle.inherited) plan.people[bundle.former].dies = bundle.taken_over;
        plan.people[i].moves = Stage::never;
    }
}

void plan_agents(CityPlan& plan, Pool& pool) {
    for (std::uint32_t i = 0; i < plan.individuals && pool.left() > plan.groups(); ++i) {
        Dice dice(plan.seed(), Topic::choice, i);
        if (plan.people[i].in_city || !dice.chance(60)) continue;
        const std::uint32_t agent = pool.take(PersonRole::agent, kNobody, 0);
        plan.people[agent].in_city = true;
        plan.agents.push_back({.taxpayer = i, .agent = agent,
                               .kind = static_cast<std::uint8_t>(dice.chance(200) ? 2 : 0)});
    }
}

void plan_families(CityPlan& plan, Pool& pool) {
    for (std::uint32_t i = 0; pool.left() > 0; i = (i + 7) % plan.individuals) {
        const Person& head = plan.people[i];
        if (!head.in_city || head.moves != Stage::never) continue;
        pool.take(PersonRole::family, i, pool.left() % 3 == 0 ? kChild : kSpouse);
    }
}

// State by number: 0 provisional, 1 active, 2 extended, 3 expired_not_extended, 4 ended.
void plan_protections(CityPlan& plan) {
    static constexpr std::uint8_t kStates[] = {3, 1, 1, 0, 1, 2, 1, 1, 4, 1, 2, 1};
    const std::uint32_t wanted = std::clamp(plan.options.size.taxpayers / 2400, 4U, 48U);
    Dice dice(plan.seed(), Topic::choice, 0xffff'ffff);
    std::vector<std::uint32_t> chosen;
    while (plan.protections.size() < wanted) {
        const std::uint32_t person = 1 + dice.below(plan.individuals - 1);
        const Person& candidate = plan.people[person];
        const bool known = std::find(chosen.begin(), chosen.end(), person) != chosen.end();
        if (known || !candidate.in_city || candidate.moves != Stage::never) continue;
        chosen.push_back(person);
        const std::uint8_t state = kStates[plan.protections.size() % 12];
        Protection protection{.person = person, .state = state, .from = {}, .to = {}};
        const Date start = Date::of(2025, 5, 1) + static_cast<int>(dice.below(280));
        protection.from = state == 3   ? Date::of(2024, 11, 5)
                          : state == 4 ? Date::of(2024, 2, 1)
                                       : start;
        // Two measures run out at the end of April 2026 without a request so far.
        if (plan.protections.size() == 1 || plan.protections.size() == 2) {
            protection.from = Date::of(2025, 5, 1);
        }
        protection.to = add_months(protection.from, 12);
        plan.protections.push_back(protection);
    }
}

}  // namespace

void plan_people(CityPlan& plan) {
    settle_taxpayers(plan);
    Pool pool(plan);
    for (std::uint32_t group = plan.first_group(); group < plan.options.size.taxpayers; ++group) {
        plan_group(plan, pool, group);
    }
    plan_transfers(plan, pool);
    plan_agents(plan, pool);
    plan_families(plan, pool);
    plan_protections(plan);
}

}  // namespace daicho::demo::detail
