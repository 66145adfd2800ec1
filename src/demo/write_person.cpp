#include "demo/city_text.hpp"
#include "demo/detail/writers.hpp"
#include "demo/land_view.hpp"
#include "demo/numbers.hpp"
#include "demo/random.hpp"

namespace daicho::demo::detail {
namespace {

// Addressees are written in the order of their numbers.
std::uint32_t person_at(const CityPlan& plan, std::uint32_t position) {
    return static_cast<std::uint32_t>(position * plan.inverse_stride %
                                      plan.options.size.addressees);
}

bool addressee_changes(const CityPlan& plan, std::uint32_t position, Stage stage) {
    if (stage == Stage::start) return true;
    const Person& person = plan.people[person_at(plan, position)];
    return person.moves == stage || person.dies == stage;
}

Date person_day(const CityPlan& plan, std::uint32_t person, Stage stage) {
    if (stage == Stage::start) return first_day(stage);
    Dice dice(plan.seed(), Topic::move, (3ULL << 60) + person);
    return first_day(stage) + 8 + static_cast<int>(dice.below(320));
}

void household(CsvRow& row, const CityPlan& plan, std::uint32_t person) {
    static constexpr const char* kRelations[] = {"head", "spouse", "child", "parent"};
    const Person& who = plan.people[person];
    const bool here = who.kind == PersonKind::individual && who.in_city;
    if (here) {
        const bool with_head = plan.people[who.head].in_city;
        append_household_no(row.cell(), with_head ? who.head : person);
        row.text(with_head ? kRelations[who.relation] : "head");
    } else {
        row.none();
        row.text(who.kind == PersonKind::individual ? "outside" : "");
    }
}

void numbers(CsvRow& row, const CityPlan& plan, std::uint32_t person) {
    const Person& who = plan.people[person];
    std::string& number = row.cell();
    Dice dice(plan.seed(), Topic::choice, 2'000'000'000ULL + person);
    if (who.kind == PersonKind::individual && !dice.chance(who.in_city ? 6 : 240)) {
        append_personal_number(number, plan.seed(), person);
    }
    std::string& corporate = row.cell();
    if (who.kind == PersonKind::corporation) {
        append_corporate_number(corporate, person - plan.individuals);
    }
}

// Where mail goes instead: to the agent, for those who have one.
void send_to(CsvRow& row, const CityPlan& plan, std::uint32_t person, Stage stage) {
    Dice dice(plan.seed(), Topic::choice, 3'000'000'000ULL + person);
    const Person& who = plan.people[person];
    const bool elsewhere = who.kind == PersonKind::corporation ? dice.chance(60) : dice.chance(12);
    if (!elsewhere || person == kFeatured || who.kind == PersonKind::group) {
        row.none(3);
        return;
    }
    const std::uint32_t other = dice.below(plan.individuals);
    append_postal_code(row.cell(), plan, other, stage);
    append_address(row.cell(), plan, other, stage);
    row.none();
}

void write_addressee(const CityPlan& plan, std::uint32_t position, Stage stage, std::string& out) {
    static constexpr const char* kKinds[] = {"individual", "corporation", "co_owner_group"};
    const std::uint32_t person = person_at(plan, position);
    const Person& who = plan.people[person];
    const bool individual = who.kind == PersonKind::individual;
    CsvRow row(out);
    append_addressee(row.cell(), plan, person);
    row.text(kKinds[static_cast<int>(who.kind)]);
    append_name(row.cell(), plan, person);
    append_kana(row.cell(), plan, person);
    if (individual) {
        row.date(birth_date(plan, person)).text(is_female(plan, person) ? "female" : "male");
    } else {
        row.none(2);
    }
    const bool died = individual && who.dies != Stage::never && stage >= who.dies;
    const Date day = person_day(plan, person, stage);
    if (died) {
        row.date(day);
    } else {
        row.none();
    }
    append_postal_code(row.cell(), plan, person, stage);
    append_address(row.cell(), plan, person, stage);
    std::string& building = row.cell();
    Dice dice(plan.seed(), Topic::address, (2ULL << 60) + person);
    if (individual && person != kFeatured && dice.chance(110)) {
        building += condominium_names()[dice.below(8)].text;
        append_number(building, dice.between(1, 9) * 100 + dice.between(1, 12));
    }
    row.boolean(who.in_city);
    send_to(row, plan, person, stage);
    household(row, plan, person);
    numbers(row, plan, person);
    tail(row, day, false, stage == Stage::start ? "移行" : died ? "死亡" : "転居");
}

void write_co_owner(const CityPlan& plan, std::uint32_t i, Stage stage, std::string& out) {
    const CoOwner& owner = plan.co_owners[i];
    CsvRow row(out);
    append_addressee(row.cell(), plan, owner.group);
    row.number(owner.number);
    append_addressee(row.cell(), plan, owner.member);
    row.text("co_owned").number(owner.numerator).number(owner.denominator);
    row.boolean(owner.number == 1);
    tail(row, first_day(stage), false, "移行");
}

void write_protection(const CityPlan& plan, std::uint32_t i, Stage stage, std::string& out) {
    static constexpr const char* kStates[] = {"provisional", "active", "extended",
                                              "expired_not_extended", "ended"};
    static constexpr const char* kGrounds[] = {"domestic_violence", "domestic_violence", "stalking",
                                               "child_abuse", "other"};
    static constexpr const char* kOffices[] = {"police", "support_centre", "police", "child_centre",
                                               "other"};
    const Protection& measure = plan.protections[i];
    Dice dice(plan.seed(), Topic::choice, (1ULL << 40) + i);
    const std::uint32_t ground = dice.below(5);
    CsvRow row(out);
    append_addressee(row.cell(), plan, measure.person);
    row.text(kStates[measure.state]).date(measure.from).date(measure.to).text(kGrounds[ground]);
    append_address(row.cell(), plan, measure.person, stage);
    const std::uint32_t offender = (measure.person + 1) % plan.individuals;
    append_name(row.cell(), plan, offender);
    append_address(row.cell(), plan, offender, stage);
    row.none().date(measure.from + -21).text(kOffices[ground]);
    row.text(i % 4 == 0 ? "証明書の本人請求も窓口責任者が確認" : "");
    tail(row, measure.from, false, "申出");
}

// Whom the applicant asked to be protected too: a neighbour in the numbering, as the demonstration
// knows no families. Every third measure names one.
std::uint32_t companion_of(const CityPlan& plan, std::uint32_t measure) {
    return (plan.protections[measure].person + 2) % plan.individuals;
}

void write_companion(const CityPlan& plan, std::uint32_t i, Stage, std::string& out) {
    const Protection& measure = plan.protections[std::size_t{i} * 3];
    CsvRow row(out);
    std::string& key = row.cell();
    append_addressee(key, plan, measure.person);
    key += '/' + format_iso(measure.from);
    append_addressee(row.cell(), plan, companion_of(plan, i * 3));
    row.text(i % 2 == 0 ? "child" : "parent").text("protected").none();
    tail(row, measure.from, false, "申出");
}

void write_agent(const CityPlan& plan, std::uint32_t i, Stage stage, std::string& out) {
    static constexpr const char* kKinds[] = {"tax_agent", "heir_representative", "payer"};
    const Agent& agent = plan.agents[i];
    Dice dice(plan.seed(), Topic::choice, (2ULL << 40) + i);
    const Date declared = Date::of(2014, 4, 1) + static_cast<int>(dice.below(3400));
    CsvRow row(out);
    append_addressee(row.cell(), plan, agent.taxpayer);
    append_addressee(row.cell(), plan, agent.agent);
    row.text(kKinds[agent.kind]).date(declared).date(declared + 9).date(declared + 9).none();
    tail(row, first_day(stage), false, "移行");
}

}  // namespace

void add_person_files(Files& files) {
    add_at(files,
           {"addressee", Stage::start,
            "addressee_no,kind,name,kana,birth_date,sex,died_on,postal_code,address,building,"
            "in_city,send_to_postal_code,send_to_address,send_to_name,household_no,"
            "household_relation,personal_number,corporate_number,valid_from,ended,reason",
            [](const CityPlan& plan) { return plan.people.size(); }, addressee_changes,
            write_addressee},
           {Stage::start, Stage::during_2024, Stage::during_2025});
    files.push_back({"co_owner", Stage::start,
                     "group,member_no,member,share_kind,share_numerator,share_denominator,"
                     "representative,valid_from,ended,reason",
                     [](const CityPlan& plan) { return plan.co_owners.size(); }, always,
                     write_co_owner});
    files.push_back({"protected_person", Stage::start,
                     "addressee,state,from,to,basis,protected_address,offender_name,"
                     "offender_address,companions,applied_on,consulted,remarks,"
                     "valid_from,ended,reason",
                     [](const CityPlan& plan) { return plan.protections.size(); }, always,
                     write_protection});
    files.push_back({"protected_companion", Stage::start,
                     "measure,companion,relation,state,remarks,valid_from,ended,reason",
                     [](const CityPlan& plan) { return (plan.protections.size() + 2) / 3; }, always,
                     write_companion});
    files.push_back({"tax_agent", Stage::start,
                     "taxpayer,agent,kind,declared_on,approved_on,starts,ends,"
                     "valid_from,ended,reason",
                     [](const CityPlan& plan) { return plan.agents.size(); }, always, write_agent});
}

}  // namespace daicho::demo::detail
