// One taxpayer's sheet and the explanation of its amounts. The figures of the first person are
// those of the reference picture; they are invented and were computed by nobody's rules.
import { by_number, people } from './people.mjs';

const text = (ja, en) => ({ ja, en });
export const runs = [
  {
    run_no: 'R8-2',
    fiscal_year: 2026,
    state: 'provisional',
    law_status: 'enacted',
    as_of: '2026-01-01',
    as_known: 8398114,
    counts: { parcels: 102553, houses: 34387, depreciable: 8, below_threshold: 1204 },
    totals: {
      fixed_tax_yen: 3712004100,
      city_planning_tax_yen: 670911500,
      annual_tax_yen: 4382915600,
      taxpayers: 29200,
      taxed: 27996,
    },
    started_by: '小田切 美帆',
    started_at: '2026-04-10T01:12:00Z',
    confirmed_by: null,
    confirmed_at: null,
    result_digest: '9f2c41d07be8a3551c0f6d2e8b7a49d3e15f60c7728bd94a1e03c5f2a6b8d714',
  },
  {
    run_no: 'R7-3',
    fiscal_year: 2025,
    state: 'confirmed',
    law_status: 'enacted',
    as_of: '2025-01-01',
    as_known: 7120455,
    counts: { parcels: 102101, houses: 34212, depreciable: 7, below_threshold: 1188 },
    totals: {
      fixed_tax_yen: 3682114000,
      city_planning_tax_yen: 666002200,
      annual_tax_yen: 4348116200,
      taxpayers: 29088,
      taxed: 27900,
    },
    started_by: '小田切 美帆',
    started_at: '2025-04-08T01:00:00Z',
    confirmed_by: '塩見沢 聡',
    confirmed_at: '2025-04-09T04:30:00Z',
    result_digest: '40aa9be35127cd60fb8d21c94e7f3a05d6c8b1727e0f94a3b5d2816c0f7e39ad',
  },
];
export const totals = {
  rows: [
    {
      class: 'small_residential',
      label: text('小規模住宅用地', 'Small residential land'),
      objects: 48210,
      value_yen: 402118004220,
      fixed_base_yen: 66202114880,
      city_planning_base_yen: 133110255900,
    },
    {
      class: 'general_residential',
      label: text('一般住宅用地', 'General residential land'),
      objects: 22107,
      value_yen: 88120340110,
      fixed_base_yen: 29112008540,
      city_planning_base_yen: 58440112330,
    },
    {
      class: 'non_residential',
      label: text('非住宅用地', 'Non-residential land'),
      objects: 14402,
      value_yen: 121004550900,
      fixed_base_yen: 84102338110,
      city_planning_base_yen: 84102338110,
    },
    {
      class: 'house',
      label: text('家屋', 'Houses'),
      objects: 34387,
      value_yen: 81220410330,
      fixed_base_yen: 81220410330,
      city_planning_base_yen: 74110203880,
    },
    {
      class: 'depreciable',
      label: text('償却資産', 'Depreciable assets'),
      objects: 8,
      value_yen: 48824136,
      fixed_base_yen: 48824136,
      city_planning_base_yen: null,
    },
    {
      class: 'total',
      label: text('合計', 'Total'),
      objects: 119114,
      value_yen: 692512129696,
      fixed_base_yen: 260685695996,
      city_planning_base_yen: 349762910220,
    },
  ],
};

const viewers = [
  {
    at: '2026-04-10T01:42:00Z',
    by: '小田切',
    department: text('資産税課', 'Property Tax'),
    purpose: text('閲覧中', 'viewing'),
  },
  {
    at: '2026-04-09T06:31:00Z',
    by: '大迫',
    department: text('資産税課', 'Property Tax'),
    purpose: text('窓口照会', 'counter inquiry'),
  },
  {
    at: '2026-04-02T00:05:00Z',
    by: '伊庭',
    department: text('納税課', 'Collection'),
    purpose: text('分納相談', 'payment plan'),
  },
];

export function taxpayer(number, year) {
  const person = by_number.get(number);
  if (!person) return null;
  const shown = year ?? 2026;
  const hide = (value) => (person.protected ? null : value);
  const member = people[1];
  const run = runs.find((item) => item.fiscal_year === shown) ?? null;
  const base = {
    addressee: {
      id: person.id,
      number,
      name: hide(person.name),
      kana: hide(person.kana),
      kind: person.kind,
      address: hide(person.address),
      send_to: hide(person.address),
      in_city: hide(person.in_city),
      protected: person.protected,
      personal_number: person.kind === 'individual' ? 'registered' : 'none',
    },
    members: [],
    groups:
      person === people[0]
        ? [{ number: people[30].number, name: `${person.name} 外1名`, share: '2/3' }]
        : [],
    year: shown,
    run: run ? { no: run.run_no, state: run.state, at: run.started_at } : null,
    years: [
      { year: 2026, annual_tax_yen: 240600, state: 'provisional' },
      { year: 2025, annual_tax_yen: 249700, state: 'confirmed' },
    ],
    viewers,
    protected: person.protected,
  };
  if (person === people[0])
    base.members = [
      { number, name: person.name, share: '2/3', representative: true, in_city: true },
      {
        number: member.number,
        name: member.name,
        share: '1/3',
        representative: false,
        in_city: false,
      },
    ];
  if (!run) return { ...base, levy: null, land: [], houses: [], depreciable: [] };
  return { ...base, ...assets(hide) };
}

function assets(hide) {
  const component = (kind, ja, en, area_m2, value_yen, fixed, city) => ({
    kind,
    label: text(ja, en),
    area_m2,
    value_yen,
    fixed_base_yen: fixed,
    city_planning_base_yen: city,
  });
  return {
    levy: {
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
    },
    land: [
      {
        id: '101',
        parcel_no: '10000101',
        title: hide('緑浜三丁目 214番3'),
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
        title: hide('緑浜三丁目 214番7'),
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
        title: hide('南汐見字大畑 1083番'),
        land_use: text('畑（一般農地）', 'Farmland'),
        area_m2: '1204.00',
        value_yen: 69832,
        fixed_base_yen: 64302,
        city_planning_base_yen: null,
        components: [
          component('farmland', '畑（一般農地）', 'Farmland', '1204.00', 69832, 64302, null),
        ],
      },
    ],
    houses: [
      {
        id: '201',
        house_no: '20000201',
        title: hide('緑浜三丁目 214番地3'),
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
        title: hide('同　附属'),
        use: text('物置 軽量鉄骨 H15', 'Shed, light steel'),
        area_m2: '24.84',
        value_yen: 186400,
        fixed_base_yen: 186400,
        city_planning_base_yen: 186400,
        relief_yen: null,
      },
    ],
    depreciable: [
      {
        id: '1',
        asset_no: '30000000',
        title: hide('太陽光発電設備'),
        class: text('機械・装置 17年 R4', 'Machinery, 17 years'),
        value_yen: 6103017,
        base_yen: 6103017,
      },
    ],
  };
}

const cite = (row, law, source = '地方税法（e-Gov法令検索）') => ({
  row,
  law,
  source,
  checked_on: '2026-04-01',
  status: 'enacted',
  verified: true,
});
const step = (
  rule,
  ja,
  en,
  law,
  formula,
  inputs,
  result,
  unit,
  rounding,
  citations = [],
  because = [],
) => ({
  rule,
  text: text(ja, en),
  law,
  formula,
  inputs,
  result: String(result),
  unit,
  rounding,
  citations,
  because,
});

export function explanation(number, path) {
  if (!by_number.has(number)) return null;
  if (path.startsWith('house/') && path.endsWith('/value')) return null;
  const last = step(
    'land.burden.small',
    '小規模住宅用地の課税標準額',
    'Base of the small residential part',
    '地方税法附則 第18条第1項',
    'min(full_base_yen, previous_base_yen + full_base_yen × share)',
    { full_base_yen: 2281433, previous_base_yen: 2086400, share: '5/100' },
    2200471,
    'yen',
    '円未満切捨て',
    [cite('land.burden.2026.2', '地方税法附則 第18条第1項')],
    [
      step(
        'land.unit',
        '画地の単価',
        'Unit price of the lot',
        '固定資産評価基準 別表第3',
        'street_value × depth × long_depth',
        { street_value: 72000, depth: '0.97', long_depth: '0.98' },
        68443,
        'yen',
        '円未満切捨て',
        [
          cite(
            'appraisal.depth.24-28',
            '固定資産評価基準 別表第3 附表1',
            '固定資産評価基準（総務省告示）',
          ),
          cite('appraisal.long.2-3', '附表6 2–3'),
        ],
      ),
      step(
        'land.value',
        '評価額（画地全体）',
        'Assessed value of the lot',
        '地方税法 第388条',
        'unit_price_yen × area',
        { unit_price_yen: 68443, area: '265.68' },
        18183936,
        'yen',
        '円未満切捨て',
        [cite('law.388', '地方税法 第388条')],
      ),
      step(
        'land.residential.small',
        '小規模住宅用地の分',
        'Small residential part',
        '地方税法 第349条の3の2 第2項',
        'value_yen × part_area ÷ total_area',
        { value_yen: 18183936, part_area: '200.00', total_area: '265.68', dwellings: 1 },
        13688599,
        'yen',
        '円未満切捨て',
        [cite('law.349-3-2', '地方税法 第349条の3の2 第2項')],
      ),
      step(
        'land.residential.small.full_base',
        '本則の課税標準額',
        'Full base',
        '地方税法 第349条の3の2 第2項',
        'value_yen × ratio',
        { value_yen: 13688599, ratio: '1/6' },
        2281433,
        'yen',
        '円未満切捨て',
        [cite('ratio.2026.3', '地方税法 第349条の3の2 第2項')],
      ),
      step(
        'land.burden.level',
        '負担水準',
        'Burden level',
        '地方税法附則 第17条第8号',
        'previous_base_yen ÷ full_base_yen',
        { previous_base_yen: 2086400, full_base_yen: 2281433 },
        '0.914',
        'ratio',
        '小数第3位未満切捨て',
        [cite('law.f17', '地方税法附則 第17条第8号')],
      ),
    ],
  );
  const annual = path === 'annual';
  const steps = annual
    ? [
        step(
          'tax.annual',
          '年税額',
          'Annual tax',
          '地方税法 第20条の4の2 第3項',
          'fixed_tax_yen + city_planning_tax_yen',
          { fixed_tax_yen: 203800, city_planning_tax_yen: 36800 },
          240600,
          'yen',
          '百円未満切捨て',
          [cite('law.20-4-2', '地方税法 第20条の4の2 第3項')],
          [last],
        ),
      ]
    : [last];
  const amount = annual ? 240600 : 2200471;
  return {
    path: [
      text('年税額', 'Annual tax'),
      ...(annual
        ? []
        : [
            text('固定資産税', 'Fixed-asset tax'),
            text('土地', 'Land'),
            text('214番3', '214-3'),
            text('小規模住宅用地', 'Small residential'),
          ]),
    ],
    amount_yen: amount,
    stored_yen: amount,
    agrees: true,
    commit: 8398114,
    run_no: 'R8-2',
    steps,
  };
}
