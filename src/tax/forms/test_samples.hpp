// For tests and benches: invented notices.
#pragma once

#include "tax/forms/owner_list.hpp"

namespace daicho::tax::forms::testing {

inline constexpr Instant kCreated{1'775'001'600'000'000};  // 2026-04-01

inline ComponentLine component(rules::ComponentKind kind, std::int64_t metres, std::int64_t value,
                               std::int64_t base) {
    ComponentLine line;
    line.kind = kind;
    line.area = Area::from_square_metres(metres);
    line.value = Yen(value);
    line.full_base = {Yen(base + 12'345), Yen(2 * base + 12'345)};
    line.previous = {Yen(base - 6'789), Yen(2 * base - 6'789)};
    line.base = {Yen(base), Yen(2 * base)};
    return line;
}

inline ParcelLine parcel(int number, bool residential) {
    ParcelLine line;
    line.parcel_no = "0140-" + std::to_string(10'000 + number);
    line.location = "汐見市港町一丁目" + std::to_string(number) + "番" + std::to_string(number % 9 + 1);
    line.ledger_category = "宅地";
    line.category = "宅地";
    line.ledger_area = Area::from_hundredths(25'012 + number * 37);
    line.taxed_area = line.ledger_area;
    line.value = Yen(18'750'000 + number * 1'234);
    using enum rules::ComponentKind;
    if (residential) {
        line.components = {component(small_residential, 200, 15'000'000, 2'483'210 + number),
                           component(general_residential, 50, 3'750'000, 1'241'605 + number)};
    } else {
        line.components = {component(non_residential, 250, 18'750'000, 13'125'000 + number)};
        line.components[0].previous[1].reset();
    }
    for (const ComponentLine& part : line.components) {
        for (std::size_t tax = 0; tax < rules::kTaxes; ++tax) line.base[tax] += part.base[tax];
    }
    return line;
}

inline HouseLine house(int number) {
    HouseLine line;
    line.house_no = "0140-" + std::to_string(50'000 + number);
    line.location = "汐見市港町一丁目" + std::to_string(number) + "番地" + std::to_string(number % 9 + 1);
    line.house_number = number % 3 == 2 ? "" : std::to_string(number) + "番1";
    line.use = number % 2 == 0 ? "専用住宅" : "店舗";
    line.structure = number % 2 == 0 ? "木造" : "鉄骨鉄筋コンクリート造";
    line.storeys = 2;
    line.built = Date::of(1993 + number % 30, 3, 20);
    line.taxed_area = Area::from_hundredths(12'058);
    if (!line.house_number.empty()) line.ledger_area = line.taxed_area;
    line.value = Yen(6'543'210 + number * 991);
    line.base = {line.value, line.value};
    line.relief = {Yen(45'802), Yen(0)};
    line.remarks = number % 4 == 0 ? "新築住宅（令和5年3月完成）" : "";
    return line;
}

inline Issuer issuer() {
    return {"汐見市", "汐見市長", "財務部 資産税課", "汐見市港町一丁目1番1号", "000-000-2740", true};
}

inline Objects objects(int parcels, int houses) {
    Objects objects;
    for (int i = 1; i <= parcels; ++i) objects.parcels.push_back(parcel(i, i % 3 != 0));
    for (int i = 1; i <= houses; ++i) objects.houses.push_back(house(i));
    return objects;
}

inline Notice notice(int number, int parcels = 2, int houses = 1) {
    Notice sample;
    sample.issuer = issuer();
    sample.envelope = {"999-0001", "汐見市浜松町二丁目14番" + std::to_string(number % 30 + 1) + "号",
                       "シーサイド汐見 1203号室", "柏原 千鶴子", false};
    sample.taxpayer = {"0000" + std::to_string(100'000 + number), "柏原 千鶴子", 0, {}};
    sample.notice_no = "2026-" + std::to_string(1'000'000 + number);
    sample.year = FiscalYear(2026);
    sample.issued = Date::of(2026, 4, 3);
    sample.provisional = false;
    const auto jitter = static_cast<std::int64_t>(number) * 1'000;
    sample.taxes[0] = {{Yen(7'449'632 + jitter), Yen(6'544'201), Yen(0)},
                       Yen(13'993'000 + jitter), Ratio(14, 1000), Yen(195'902), Yen(45'802),
                       Yen(0), Yen(150'100)};
    sample.taxes[1] = {{Yen(14'899'264 + jitter), Yen(6'544'201), Yen(0)},
                       Yen(21'443'000 + jitter), Ratio(3, 1000), Yen(64'329), Yen(0), Yen(0),
                       Yen(64'300)};
    sample.annual = Yen(214'400 + jitter);
    sample.instalments = {{Date::of(2026, 4, 30), Yen(55'400 + jitter)},
                          {Date::of(2026, 7, 31), Yen(53'000)},
                          {Date::of(2026, 12, 25), Yen(53'000)},
                          {Date::of(2027, 3, 1), Yen(53'000)}};
    sample.ordinances = {"汐見市市税条例（例）第62条", "汐見市都市計画税条例（例）第3条"};
    sample.objects = objects(parcels, houses);
    return sample;
}

inline OwnerList owner_list(int parcels, int houses) {
    const Notice from = notice(1, parcels, houses);
    OwnerList list;
    list.issuer = from.issuer;
    list.taxpayer = from.taxpayer;
    list.postal_code = from.envelope.postal_code;
    list.address = from.envelope.address + " " + from.envelope.building;
    list.year = from.year;
    list.issued = from.issued;
    list.provisional = from.provisional;
    list.taxes = from.taxes;
    list.annual = from.annual;
    list.objects = from.objects;
    list.objects.assets = {{"1", "構築物", 3, Yen(4'500'000), Yen(2'811'021), Yen(2'811'021)},
                           {"6", "工具、器具及び備品", 12, Yen(1'980'000), Yen(402'110), Yen(402'110)}};
    return list;
}

}  // namespace daicho::tax::forms::testing
