// One taxpayer's sheet and the explanation of its amounts. The figures of the first person are
// those of the reference picture; they are invented and were computed by nobody's rules.
import { assets } from './assets.mjs';
import { by_number, people } from './people.mjs';

const text = (ja, en) => ({ ja, en });
export const runs = [
  {
    id: '2',
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
    id: '1',
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
