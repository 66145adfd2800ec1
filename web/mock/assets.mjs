// The assets of the reference picture, invented; every mock taxpayer has them.

const text = (ja, en) => ({ ja, en });
const component = (kind, ja, en, area_m2, value_yen, fixed, city) => ({
  kind,
  label: text(ja, en),
  area_m2,
  value_yen,
  fixed_base_yen: fixed,
  city_planning_base_yen: city,
});

const levy = {
  annual_tax_yen: 240600,
  fixed_tax_yen: 203800,
  city_planning_tax_yen: 36800,
  previous_annual_tax_yen: 249700,
  instalments: [
    ['2026-04-30', 60600],
    ['2026-07-31', 60000],
    ['2026-12-25', 60000],
    ['2027-03-01', 60000],
  ].map(([due, yen], index) => ({ no: index + 1, due, yen })),
  below_threshold: { land: false, house: false, depreciable: false },
  fixed: {
    base_yen: 14560000,
    tax_yen: 203800,
    relief_yen: 0,
    land_base_yen: 5424139,
    house_base_yen: 3032930,
    depreciable_base_yen: 6103017,
  },
  city_planning: {
    base_yen: 12275000,
    tax_yen: 36800,
    land_base_yen: 9242901,
    house_base_yen: 3032930,
  },
};

const land = [
  {
    id: '101',
    parcel_no: '10000101',
    title: '緑浜三丁目 214番3',
    land_use: text('宅地', 'Building land'),
    area_m2: '265.68',
    value_yen: 18183936,
    fixed_base_yen: 3676693,
    city_planning_base_yen: 7559757,
    components: [
      component(
        'small_residential',
        '小規模住宅用地',
        'Small residential',
        '200.00',
        13688599,
        2200471,
        4562866,
      ),
      component(
        'general_residential',
        '一般住宅用地',
        'General residential',
        '65.68',
        4495337,
        1476222,
        2996891,
      ),
    ],
  },
  {
    id: '102',
    parcel_no: '10000102',
    title: '緑浜三丁目 214番7',
    land_use: text('雑種地（駐車場）', 'Other (parking)'),
    area_m2: '48.20',
    value_yen: 2805240,
    fixed_base_yen: 1683144,
    city_planning_base_yen: 1683144,
    components: [
      component(
        'non_residential',
        '雑種地（駐車場）',
        'Other (parking)',
        '48.20',
        2805240,
        1683144,
        1683144,
      ),
    ],
  },
  {
    id: '103',
    parcel_no: '10000103',
    title: '南汐見字大畑 1083番',
    land_use: text('畑（一般農地）', 'Farmland'),
    area_m2: '1204.00',
    value_yen: 69832,
    fixed_base_yen: 64302,
    city_planning_base_yen: null,
    components: [
      component('farmland', '畑（一般農地）', 'Farmland', '1204.00', 69832, 64302, null),
    ],
  },
];

const houses = [
  {
    id: '201',
    house_no: '20000201',
    title: '緑浜三丁目 214番地3',
    use: text('居宅 木造2階 H11', 'Dwelling, wood, 2 storeys'),
    area_m2: '124.21',
    value_yen: 2846530,
    fixed_base_yen: 2846530,
    city_planning_base_yen: 2846530,
    relief_yen: 0,
  },
  {
    id: '202',
    house_no: '20000202',
    title: '同　附属',
    use: text('物置 軽量鉄骨 H15', 'Shed, light steel'),
    area_m2: '24.84',
    value_yen: 186400,
    fixed_base_yen: 186400,
    city_planning_base_yen: 186400,
    relief_yen: null,
  },
];

const depreciable = [
  {
    id: '1',
    asset_no: '30000000',
    title: '太陽光発電設備',
    class: text('機械・装置 17年 R4', 'Machinery, 17 years'),
    value_yen: 6103017,
    base_yen: 6103017,
  },
];

/** Titles are addresses: `hide` takes them away from a protected person's sheet. */
export function assets(hide) {
  const shown = (lines) => lines.map((line) => ({ ...line, title: hide(line.title) }));
  return { levy, land: shown(land), houses: shown(houses), depreciable: shown(depreciable) };
}
