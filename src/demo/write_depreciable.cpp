#include <array>

#include "demo/city_text.hpp"
#include "demo/detail/writers.hpp"
#include "demo/land_view.hpp"
#include "demo/random.hpp"

namespace daicho::demo::detail {
namespace {

constexpr std::initializer_list<Stage> kAssetStages = {Stage::start, Stage::new_2025,
                                                       Stage::new_2026};

std::size_t asset_count(const CityPlan& plan) { return plan.assets.size(); }
std::size_t declarer_count(const CityPlan& plan) { return plan.declarers.size(); }

int fiscal_year(Stage stage) { return first_day(stage).year(); }
std::int64_t cost_yen(const Asset& asset) { return std::int64_t{asset.cost} * 1000; }

const char* asset_reason(const Asset& asset, Stage stage) {
    return asset.ended == stage ? "減少" : stage == Stage::start ? "移行" : "増加";
}

bool has_asset(const CityPlan& plan, std::uint32_t i, Stage stage) {
    return begins_or_ends(plan.assets[i].born, plan.assets[i].ended, stage);
}

void write_asset(const CityPlan& plan, std::uint32_t i, Stage stage, std::string& out) {
    static constexpr const char* kFractions[] = {"", "1/2", "2/3", "1/3"};
    const Asset& asset = plan.assets[i];
    const AssetType& type = asset_types()[asset.type];
    CsvRow row(out);
    append_asset_no(row.cell(), i);
    append_addressee(row.cell(), plan, asset.taxpayer);
    row.cell().push_back(type.kind);
    row.text(type.name).number(asset.quantity);
    std::string& acquired = row.cell();
    append_number(acquired, asset.acquired / 12);
    acquired.push_back('-');
    append_padded(acquired, asset.acquired % 12 + 1ULL, 2);
    row.number(cost_yen(asset)).number(type.life).text(kFractions[asset.special]);
    row.text(asset.exempt ? "true" : "");
    tail(row, first_day(stage), asset.ended == stage, asset_reason(asset, stage));
}

void movement(CsvRow& row, const Asset& asset, Stage stage) {
    const bool fresh = asset.acquired / 12 == fiscal_year(stage) - 1;
    const bool gone = asset.ended == stage;
    const auto pair = [&row, &asset](bool filled) {
        row.number(filled ? asset.quantity : 0).number(filled ? cost_yen(asset) : 0);
    };
    pair(!fresh);
    pair(gone);
    pair(fresh);
}

// A plain straight-line book value: what a declarer's books might say.
std::int64_t book_value(const Asset& asset, int year) {
    const int age = year - asset.acquired / 12;
    const int life = asset_types()[asset.type].life;
    if (age <= 0) return 0;
    return age >= life ? 1 : cost_yen(asset) * (life - age) / life;
}

void write_detail(const CityPlan& plan, std::uint32_t i, Stage stage, std::string& out) {
    static constexpr const char* kKinds[] = {"none", "advanced", "renewable", "pollution"};
    static constexpr const char* kArticles[] = {"", "法附則第15条第43項", "法附則第15条第25項",
                                                "法附則第15条第2項"};
    const Asset& asset = plan.assets[i];
    Dice dice(plan.seed(), Topic::asset, 5'000'000'000ULL + i);
    const bool used = dice.chance(60);
    const bool gone = asset.ended == stage;
    CsvRow row(out);
    append_asset_no(row.cell(), i);
    row.text(asset_types()[asset.type].code).text(kKinds[asset.special]);
    row.text(kArticles[asset.special]);
    row.text(gone ? (dice.chance(600) ? "sold" : "lost") : stage == Stage::start ? "initial"
             : used ? "used" : "new");
    row.text(gone ? "decrease_all" : stage == Stage::start ? "none" : "increase");
    row.number(fiscal_year(stage)).text(dice.chance(8) ? "improvement" : "none").boolean(used);
    movement(row, asset, stage);
    row.number(book_value(asset, fiscal_year(stage)));
    row.number(book_value(asset, fiscal_year(stage) - 1));
    row.none(2);
    tail(row, first_day(stage), gone, asset_reason(asset, stage));
}

// The lives of machinery were revised for fiscal 2009; earlier values were not recomputed.
bool has_life(const CityPlan& plan, std::uint32_t i, Stage) {
    const Asset& asset = plan.assets[i];
    return asset.acquired / 12 < 2008 && asset_types()[asset.type].kind == '2' &&
           asset.born == Stage::start && asset.ended == Stage::never && i % 3 == 0;
}

void write_life(const CityPlan& plan, std::uint32_t i, Stage stage, std::string& out) {
    const int life = asset_types()[plan.assets[i].type].life;
    CsvRow row(out);
    append_asset_no(row.cell(), i);
    row.number(2009).number(life > 8 ? life - 2 : life + 1).none();
    tail(row, first_day(stage), false, "省令改正");
}

struct Sums {
    std::array<std::int64_t, 6> before{}, decreased{}, increased{};
    bool special = false, exempt = false;
};

Sums sums_of(const CityPlan& plan, const Declarer& declarer, Stage stage) {
    Sums sums;
    for (std::uint32_t i = 0; i < declarer.assets; ++i) {
        const Asset& asset = plan.assets[declarer.first_asset + i];
        if (asset.born > stage || asset.ended < stage) continue;
        const auto kind = static_cast<std::size_t>(asset_types()[asset.type].kind - '1');
        const bool fresh = asset.acquired / 12 == fiscal_year(stage) - 1;
        (fresh ? sums.increased : sums.before)[kind] += cost_yen(asset);
        if (asset.ended == stage) sums.decreased[kind] += cost_yen(asset);
        sums.special |= asset.special != 0;
        sums.exempt |= asset.exempt;
    }
    return sums;
}

void seven(CsvRow& row, const std::array<std::int64_t, 6>& values) {
    std::int64_t total = 0;
    for (const std::int64_t value : values) {
        row.number(value);
        total += value;
    }
    row.number(total);
}

void filing(CsvRow& row, const CityPlan& plan, const Declarer& declarer, Stage stage,
            const Sums& sums, Dice& dice) {
    const bool late = dice.chance(30);
    const bool silent = dice.chance(25);
    bool moved = false;
    for (std::size_t i = 0; i < 6; ++i) moved |= sums.increased[i] != 0 || sums.decreased[i] != 0;
    if (silent) {
        row.none().text("not_filed").text("deemed").text("前年の資産によるみなし");
    } else {
        row.date(first_day(stage) + static_cast<int>(late ? dice.between(33, 70)
                                                          : dice.between(5, 30)));
        row.text(moved ? "changes" : "unchanged").text("filing").none();
    }
    row.text(declarer.assets > 30 ? "own_computer" : "city").text("");
    row.text(office_of(plan.people[declarer.taxpayer].town));
}

void write_declaration(const CityPlan& plan, std::uint32_t i, Stage stage, std::string& out) {
    const Declarer& declarer = plan.declarers[i];
    const std::uint64_t year = static_cast<std::uint64_t>(fiscal_year(stage));
    Dice dice(plan.seed(), Topic::declaration, year << 40 | declarer.taxpayer);
    const Sums sums = sums_of(plan, declarer, stage);
    std::array<std::int64_t, 6> cost{};
    for (std::size_t k = 0; k < 6; ++k) {
        cost[k] = sums.before[k] - sums.decreased[k] + sums.increased[k];
    }
    CsvRow row(out);
    append_addressee(row.cell(), plan, declarer.taxpayer);
    row.number(fiscal_year(stage));
    append_addressee(row.cell(), plan, declarer.taxpayer);
    filing(row, plan, declarer, stage, sums, dice);
    seven(row, sums.before);
    seven(row, sums.decreased);
    seven(row, sums.increased);
    seven(row, cost);
    row.boolean(dice.chance(4)).boolean(dice.chance(6)).boolean(sums.exempt).boolean(sums.special);
    row.boolean(dice.chance(70)).text(dice.chance(550) ? "declining" : "straight_line");
    row.boolean(dice.chance(780));
    append_address(row.cell(), plan, declarer.taxpayer, stage);
    if (dice.chance(560)) {
        std::string& id = row.cell();
        id += "sz";
        append_padded(id, declarer.taxpayer + 100'000ULL, 8);
        row.text(declarer.assets > 30 ? "regular" : "general");
        std::string& receipt = row.cell();
        append_number(receipt, fiscal_year(stage));
        append_padded(receipt, i, 8);
    } else {
        row.none().text("paper").none();
    }
    row.text(dice.chance(40) ? "借用資産あり" : "").text(dice.chance(20) ? "実地調査の候補" : "");
    tail(row, first_day(stage), false, "申告");
}

bool has_allocation(const CityPlan& plan, std::uint32_t i, Stage) {
    return plan.declarers[i].allocated;
}

void write_allocation(const CityPlan& plan, std::uint32_t i, Stage stage, std::string& out) {
    Dice dice(plan.seed(), Topic::declaration, (3ULL << 60) + i);
    const bool minister = dice.chance(600);
    const std::int64_t value = dice.between(40'000, 900'000) * 1000 -
                               (fiscal_year(stage) - 2024) * 2'000'000LL;
    CsvRow row(out);
    append_addressee(row.cell(), plan, plan.declarers[i].taxpayer);
    row.number(fiscal_year(stage)).text(minister ? "minister" : "governor");
    if (!minister) row.none(3);
    row.number(value).number(value * 5 / 6).number(value / 6);
    if (minister) row.none(3);
    tail(row, first_day(stage), false, "配分通知");
}

}  // namespace

void add_depreciable_files(Files& files) {
    add_at(files,
           {"depreciable_declaration", Stage::start,
            "taxpayer,fiscal_year,owner,received,kind,change_kind,change_reason,management,"
            "no_mailing,office,"
            "structure_before_yen,machinery_before_yen,ship_before_yen,aircraft_before_yen,"
            "vehicle_before_yen,tool_before_yen,total_before_yen,"
            "structure_decreased_yen,machinery_decreased_yen,ship_decreased_yen,"
            "aircraft_decreased_yen,vehicle_decreased_yen,tool_decreased_yen,total_decreased_yen,"
            "structure_increased_yen,machinery_increased_yen,ship_increased_yen,"
            "aircraft_increased_yen,vehicle_increased_yen,tool_increased_yen,total_increased_yen,"
            "structure_cost_yen,machinery_cost_yen,ship_cost_yen,aircraft_cost_yen,"
            "vehicle_cost_yen,tool_cost_yen,total_cost_yen,"
            "shortened_life,increased_depreciation,has_exempt,has_special_base,"
            "special_depreciation,accounting_method,blue_return,places,eltax_id,eltax_kind,"
            "eltax_receipt_no,remarks,sticky,valid_from,ended,reason",
            declarer_count, always, write_declaration},
           kAssetStages);
    add_at(files,
           {"depreciable_asset", Stage::start,
            "asset_no,taxpayer,class,name,quantity,acquired,cost_yen,life_years,base_fraction,"
            "exempt,valid_from,ended,reason",
            asset_count, has_asset, write_asset},
           kAssetStages);
    add_at(files,
           {"depreciable_asset_detail", Stage::start,
            "asset,type_code,special_base_kind,special_base_article,change_kind,movement,"
            "declared_year,exception,used,previous_quantity,previous_cost_yen,"
            "decreased_quantity,decreased_cost_yen,increased_quantity,increased_cost_yen,"
            "book_value_yen,previous_book_value_yen,book_first_ratio,book_later_ratio,"
            "valid_from,ended,reason",
            asset_count, has_asset, write_detail},
           kAssetStages);
    files.push_back({"depreciable_asset_life", Stage::start,
                     "asset,fiscal_year,life_years,residual_ratio,valid_from,ended,reason",
                     asset_count, has_life, write_life});
    add_at(files,
           {"depreciable_allocation", Stage::start,
            "taxpayer,fiscal_year,decided_by,minister_value_yen,minister_base_yen,"
            "minister_special_base_yen,governor_value_yen,governor_base_yen,"
            "governor_special_base_yen,valid_from,ended,reason",
            declarer_count, has_allocation, write_allocation},
           kAssetStages);
}

}  // namespace daicho::demo::detail
