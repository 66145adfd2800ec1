#include "demo/city_text.hpp"

#include "demo/csv_row.hpp"
#include "demo/detail/plan_steps.hpp"
#include "demo/numbers.hpp"
#include "demo/random.hpp"

namespace daicho::demo {
namespace {

const Word& surname(const CityPlan& plan, std::uint32_t person) {
    const std::uint32_t head = plan.people[person].head;
    if (head == kFeatured) return surnames()[0];
    Dice dice(plan.seed(), Topic::surname, head);
    return surnames()[dice.below(static_cast<std::uint32_t>(surnames().size()))];
}

const Word& given_name(const CityPlan& plan, std::uint32_t person) {
    if (person == kFeatured) return female_names()[0];
    if (person == plan.co_owners[1].member) return male_names()[0];
    Dice dice(plan.seed(), Topic::given, person);
    const std::span<const Word> names = is_female(plan, person) ? female_names() : male_names();
    return names[dice.below(static_cast<std::uint32_t>(names.size()))];
}

// Every company has another name until the combinations run out; then they are numbered.
struct Company {
    const Word* place;
    const Word* trade;
    std::uint32_t form;
    std::uint32_t number;
};

Company company(const CityPlan& plan, std::uint32_t person) {
    const auto places = static_cast<std::uint32_t>(company_places().size());
    const auto trades = static_cast<std::uint32_t>(company_trades().size());
    const std::uint32_t combinations = places * trades * 4;
    const std::uint32_t index = person - plan.individuals;
    const auto dealt = static_cast<std::uint32_t>(std::uint64_t{index} * 3'251 % combinations);
    return {&company_places()[dealt % places], &company_trades()[dealt / places % trades],
            dealt / (places * trades), index / combinations};
}

void append_company(std::string& out, const CityPlan& plan, std::uint32_t person) {
    const Company made = company(plan, person);
    if (plan.people[person].temple) {
        out += "宗教法人";
        out += made.place->text;
        out += temples()[person % temples().size()].text;
        return;
    }
    if (made.form == 0) out += "㈱";
    if (made.form == 2) out += "㈲";
    out += made.place->text;
    out += made.trade->text;
    if (made.number > 0) {
        out += "第";
        append_number(out, made.number + 1);
    }
    if (made.form == 1) out += "㈱";
    if (made.form == 3) out += "合同会社";
}

void append_company_kana(std::string& out, const CityPlan& plan, std::uint32_t person) {
    const Company made = company(plan, person);
    out += made.place->kana;
    const bool temple = plan.people[person].temple;
    out += temple ? temples()[person % temples().size()].kana : made.trade->kana;
}

bool moved(const CityPlan& plan, std::uint32_t person, Stage stage) {
    const Stage moves = plan.people[person].moves;
    return moves != Stage::never && stage >= moves;
}

std::uint8_t town_at(const CityPlan& plan, std::uint32_t person, Stage stage) {
    if (!moved(plan, person, stage)) return plan.people[person].town;
    return detail::town_for(plan, BundleKind::homeowner, 6'000'000'000ULL + person);
}

void append_prefixed(std::string& out, char prefix, std::uint32_t index) {
    out.push_back(prefix);
    append_padded(out, index + 1ULL, 8);
}

void append_lot(std::string& out, std::uint8_t town, const char* word, std::uint32_t lot,
                std::uint16_t branch) {
    out += towns()[town].name;
    out.push_back(' ');
    append_number(out, lot);
    out += word;
    if (branch > 0) append_number(out, branch);
}

}  // namespace

void append_addressee(std::string& out, const CityPlan& plan, std::uint32_t person) {
    append_addressee_no(out, person * plan.stride % plan.options.size.addressees);
}

void append_parcel_no(std::string& out, std::uint32_t parcel) { append_prefixed(out, '1', parcel); }
void append_house_no(std::string& out, std::uint32_t house) { append_prefixed(out, '2', house); }
void append_asset_no(std::string& out, std::uint32_t asset) { append_prefixed(out, '3', asset); }
void append_building_no(std::string& out, std::uint32_t building) {
    out.push_back('B');
    append_padded(out, building + 1ULL, 5);
}

void append_name(std::string& out, const CityPlan& plan, std::uint32_t person) {
    const Person& who = plan.people[person];
    if (who.kind == PersonKind::corporation) return append_company(out, plan, person);
    const std::uint32_t named = who.kind == PersonKind::group ? who.head : person;
    out += surname(plan, named).text;
    out.push_back(' ');
    out += given_name(plan, named).text;
    if (who.kind != PersonKind::group) return;
    out += " 外";
    append_number(out, who.relation);
    out += "名";
}

void append_kana(std::string& out, const CityPlan& plan, std::uint32_t person) {
    static constexpr const char* kCount[] = {"０", "１", "２", "３", "４", "５"};
    const Person& who = plan.people[person];
    if (who.kind == PersonKind::corporation) return append_company_kana(out, plan, person);
    const std::uint32_t named = who.kind == PersonKind::group ? who.head : person;
    out += surname(plan, named).kana;
    out.push_back(' ');
    out += given_name(plan, named).kana;
    if (who.kind != PersonKind::group) return;
    out += " ホカ";
    out += kCount[who.relation % 6];
    out += "メイ";
}

void append_address(std::string& out, const CityPlan& plan, std::uint32_t person, Stage stage) {
    const Person& who = plan.people[person];
    // A household lives in one place; who lives elsewhere has a place of their own.
    const std::uint32_t home = who.in_city && plan.people[who.head].in_city ? who.head : person;
    const bool her_group = who.kind == PersonKind::group && who.head == kFeatured;
    if (person == kFeatured || her_group) {
        out += "汐見市緑浜三丁目14番8号";
        return;
    }
    const std::uint64_t after = moved(plan, person, stage) ? 5'000'000'000ULL : 0;
    Dice dice(plan.seed(), Topic::address, home + after);
    if (!who.in_city) {
        out += other_cities()[dice.below(static_cast<std::uint32_t>(other_cities().size()))].text;
        append_number(out, dice.between(1, 6));
        out += "丁目";
    } else {
        out += "汐見市";
        const std::uint8_t town = town_at(plan, home, stage);
        out += towns()[town].name;
        if (!towns()[town].numbered) {
            append_number(out, dice.between(1, 2400));
            out += "番地";
            return;
        }
    }
    append_number(out, dice.between(1, 38));
    out += "番";
    append_number(out, dice.between(1, 24));
    out += "号";
}

void append_postal_code(std::string& out, const CityPlan& plan, std::uint32_t person, Stage stage) {
    const Person& who = plan.people[person];
    const std::uint32_t home = who.in_city && plan.people[who.head].in_city ? who.head : person;
    out += "000-";
    append_padded(out, who.in_city ? 100ULL + town_at(plan, home, stage) : 1001ULL, 4);
}

bool is_female(const CityPlan& plan, std::uint32_t person) {
    if (person == kFeatured) return true;
    if (person == plan.co_owners[1].member) return false;
    Dice dice(plan.seed(), Topic::given, 1'000'000'000ULL + person);
    return dice.chance(plan.people[person].relation == 1 ? 780 : 430);
}

Date birth_date(const CityPlan& plan, std::uint32_t person) {
    Dice dice(plan.seed(), Topic::person, 1'000'000'000ULL + person);
    const std::uint8_t relation = plan.people[person].relation;
    const int first = relation == 2 ? 1972 : relation == 3 ? 1926 : 1938;
    const int last = relation == 2 ? 2012 : relation == 3 ? 1949 : 1998;
    return Date::of(static_cast<int>(dice.between(first, last)), 1, 1) +
           static_cast<int>(dice.below(365));
}

void append_location(std::string& out, const Parcel& parcel) {
    append_lot(out, parcel.town, "番", parcel.lot, parcel.branch);
}

void append_location(std::string& out, const House& house) {
    append_lot(out, house.town, "番地", house.lot, house.branch);
}

void append_town_code(std::string& out, std::uint8_t town) {
    append_padded(out, (town + 1ULL) * 1000, 6);
}

const char* office_of(std::uint8_t town) noexcept {
    return town >= 31 && town <= 33 ? "south" : town >= 34 && town <= 40 ? "north" : "main";
}

}  // namespace daicho::demo
