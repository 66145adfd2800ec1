// Definitions and rows of a few registers, enough to exercise every field type and every state of a
// list.
import { people, pick, random, towns } from './people.mjs';

const field = (id, name, type, ja, en, group, more = {}) => ({
  id,
  name,
  type,
  label: { ja, en },
  group,
  classification: 'internal',
  required: false,
  codes: null,
  target: null,
  item: null,
  list: null,
  sort: false,
  unit: null,
  note: null,
  ...more,
});
const code = (...pairs) => ({ codes: pairs.map(([key, ja, en]) => ({ key, label: { ja, en } })) });
const definition = (name, ja, en, area, key, groups, fields, more = {}) => ({
  name,
  label: { ja, en },
  area,
  task: {
    id: 'fixed_asset_tax',
    label: { ja: '固定資産税に関する事務', en: 'Fixed-asset tax affairs' },
  },
  legal_basis: '地方税法 第341条第10号・第380条',
  temporal: 'valid_time',
  key,
  retention: { years: 10, from: 'end_of_validity', basis: '文書管理規程（例）' },
  groups: groups.map(([id, gja, gen]) => ({ id, label: { ja: gja, en: gen } })),
  fields,
  permissions: { view: true, change: false, import: false, export: false },
  version: 1,
  ...more,
});
const m2 = { unit: { ja: '㎡', en: 'm²' } };

export const definitions = [
  definition(
    'parcel',
    '土地課税台帳',
    'Land tax register',
    'tax',
    ['parcel_no'],
    [
      ['identity', '物件', 'Parcel'],
      ['people', '所有者・納税義務者', 'Owner and taxpayer'],
      ['use', '現況・課税区分', 'Use and liability'],
      ['area', '地積', 'Area'],
      ['price', '価格', 'Price'],
      ['site', '住宅用地', 'Residential site'],
    ],
    [
      field(1, 'parcel_no', 'text', '物件番号', 'Parcel number', 'identity', {
        required: true,
        list: 1,
        sort: true,
        item: 'land:2',
      }),
      field(2, 'location', 'text', '所在地', 'Location', 'identity', {
        list: 2,
        sort: true,
        item: 'land:3',
      }),
      field(5, 'change_reason', 'code', '異動事由', 'Reason of change', 'identity', {
        list: 9,
        sort: true,
        ...code(
          ['split', '分筆', 'Split'],
          ['merged', '合筆', 'Merged'],
          ['category', '地目変換', 'Category changed'],
          ['none', 'なし', 'None'],
        ),
      }),
      field(7, 'owner', 'ref', '所有者宛名番号', 'Owner', 'people', {
        target: 'addressee',
        classification: 'personal',
      }),
      field(8, 'taxpayer', 'ref', '納税義務者', 'Taxpayer', 'people', {
        target: 'addressee',
        classification: 'personal',
        list: 8,
        sort: true,
      }),
      field(9, 'land_category', 'code', '現況地目', 'Actual category', 'use', {
        list: 3,
        sort: true,
        ...code(
          ['residential', '宅地', 'Building land'],
          ['rice', '田', 'Rice field'],
          ['field', '畑', 'Dry field'],
          ['misc', '雑種地', 'Other'],
          ['forest', '山林', 'Forest'],
        ),
      }),
      field(
        10,
        'city_planning_area',
        'bool',
        '都市計画税（該当・非該当）',
        'City planning tax applies',
        'use',
        { sort: true },
      ),
      field(14, 'taxed_area', 'area', '課税地積', 'Taxed area', 'area', {
        list: 5,
        sort: true,
        ...m2,
      }),
      field(15, 'ledger_area', 'area', '現況地積', 'Actual area', 'area', m2),
      field(16, 'unit_price_yen', 'yen', '評価額単価', 'Assessed unit price', 'price', {
        list: 6,
        sort: true,
      }),
      field(17, 'price_revision', 'ratio', '時点修正率', 'Price revision', 'price'),
      field(18, 'value_yen', 'yen', '評価額', 'Assessed value', 'price', {
        list: 7,
        sort: true,
        note: { ja: '固定資産評価基準による価格', en: 'Price by the assessment standard' },
      }),
      field(19, 'dwellings', 'int', '住居の数', 'Dwellings', 'site'),
      field(20, 'declared_on', 'date', '住宅用地申告日', 'Declared on', 'site', { sort: true }),
      field(
        21,
        'urban_farmland_since',
        'fiscal_year',
        '市街化農地開始年度',
        'Urban farmland since',
        'site',
      ),
    ],
  ),
  definition(
    'house',
    '家屋課税台帳',
    'House tax register',
    'tax',
    ['house_no'],
    [
      ['identity', '物件', 'House'],
      ['price', '価格', 'Price'],
    ],
    [
      field(1, 'house_no', 'text', '物件番号', 'House number', 'identity', { list: 1, sort: true }),
      field(2, 'location', 'text', '所在地', 'Location', 'identity', { list: 2, sort: true }),
      field(3, 'structure', 'code', '構造', 'Structure', 'identity', {
        list: 3,
        sort: true,
        ...code(
          ['wood', '木造', 'Wood'],
          ['steel', '鉄骨造', 'Steel'],
          ['rc', '鉄筋コンクリート造', 'Reinforced concrete'],
        ),
      }),
      field(4, 'built', 'date', '建築年月日', 'Built', 'identity', { list: 4, sort: true }),
      field(5, 'floor_area', 'area', '床面積', 'Floor area', 'identity', {
        list: 5,
        sort: true,
        ...m2,
      }),
      field(6, 'taxpayer', 'ref', '納税義務者', 'Taxpayer', 'identity', {
        target: 'addressee',
        classification: 'personal',
        list: 7,
        sort: true,
      }),
      field(7, 'value_yen', 'yen', '評価額', 'Assessed value', 'price', { list: 6, sort: true }),
    ],
  ),
  definition(
    'depreciable_asset',
    '償却資産課税台帳',
    'Depreciable asset register',
    'tax',
    ['asset_no'],
    [['identity', '資産', 'Asset']],
    [
      field(1, 'asset_no', 'text', '資産番号', 'Asset number', 'identity', { list: 1, sort: true }),
      field(2, 'name', 'text', '資産の名称', 'Name', 'identity', { list: 2 }),
      field(3, 'acquired', 'year_month', '取得年月', 'Acquired', 'identity', {
        list: 3,
        sort: true,
      }),
      field(4, 'cost_yen', 'yen', '取得価額', 'Cost', 'identity', { list: 4, sort: true }),
      field(5, 'life_years', 'int', '耐用年数', 'Life', 'identity', { list: 5 }),
      field(6, 'base_fraction', 'ratio', '特例率', 'Base fraction', 'identity', { list: 6 }),
    ],
  ),
  definition(
    'addressee',
    '宛名台帳',
    'Addressee register',
    'person',
    ['addressee_no'],
    [
      ['identity', '宛名', 'Addressee'],
      ['address', '住所', 'Address'],
      ['numbers', '番号', 'Numbers'],
    ],
    [
      field(1, 'addressee_no', 'text', '宛名番号', 'Addressee number', 'identity', {
        list: 1,
        sort: true,
      }),
      field(2, 'kind', 'code', '区分', 'Kind', 'identity', {
        list: 2,
        sort: true,
        ...code(['individual', '個人', 'Individual'], ['corporation', '法人', 'Corporation']),
      }),
      field(3, 'name', 'text', '氏名・名称', 'Name', 'identity', {
        list: 3,
        classification: 'personal',
      }),
      field(4, 'kana', 'text', 'カナ', 'Kana', 'identity', {
        list: 4,
        sort: true,
        classification: 'personal',
      }),
      field(5, 'birth_date', 'date', '生年月日', 'Born', 'identity', {
        classification: 'personal',
      }),
      field(6, 'address', 'text', '住所', 'Address', 'address', {
        list: 5,
        classification: 'personal',
      }),
      field(7, 'in_city', 'bool', '市内', 'In the city', 'address', { list: 6 }),
      field(8, 'personal_number', 'personal_number', '個人番号', 'Personal number', 'numbers', {
        classification: 'personal_number',
      }),
    ],
    { legal_basis: '番号法 第9条' },
  ),
  definition(
    'account',
    '職員の利用者ID',
    'Accounts',
    'office',
    ['number'],
    [['identity', '職員', 'Employee']],
    [
      field(1, 'number', 'text', '職員番号', 'Employee number', 'identity', {
        list: 1,
        sort: true,
      }),
      field(2, 'name', 'text', '氏名', 'Name', 'identity', { list: 2 }),
    ],
  ),
  definition(
    'information_system',
    '情報システム台帳',
    'Information systems',
    'govern',
    ['system_no'],
    [
      ['identity', 'システム', 'System'],
      ['people', '責任', 'Responsibility'],
      ['contract', '契約', 'Contract'],
    ],
    [
      field(1, 'system_no', 'text', '番号', 'Number', 'identity', { list: 1, sort: true }),
      field(2, 'name', 'text', '名称', 'Name', 'identity', { list: 2, sort: true }),
      field(3, 'importance', 'code', '重要性分類', 'Importance', 'identity', {
        list: 3,
        sort: true,
        ...code(['1', 'Ⅰ', '1'], ['2', 'Ⅱ', '2'], ['S', 'S', 'S']),
      }),
      field(4, 'manager', 'text', '管理者', 'Manager', 'people', { list: 4 }),
      field(5, 'purpose', 'text', '目的', 'Purpose', 'identity'),
      field(6, 'form', 'code', '方式', 'Form', 'identity', {
        list: 5,
        ...code(['saas', 'クラウド（SaaS）', 'Cloud (SaaS)'], ['onpremise', '庁内', 'On premises']),
      }),
      field(7, 'vendor', 'text', '事業者', 'Vendor', 'contract', { list: 6 }),
      field(8, 'from', 'date', '契約開始', 'From', 'contract'),
      field(9, 'to', 'date', '契約終了', 'To', 'contract'),
      field(10, 'users', 'int', '利用者数', 'Users', 'people', { list: 7, sort: true }),
      field(11, 'shared_ids', 'int', '共有ID', 'Shared ids', 'people'),
    ],
    {
      task: { id: 'it', label: { ja: '情報システムの管理', en: 'IT governance' } },
      legal_basis: '情報セキュリティ基本方針',
    },
  ),
  definition(
    'finding',
    '監査指摘',
    'Audit findings',
    'govern',
    ['no'],
    [['identity', '指摘', 'Finding']],
    [
      field(1, 'no', 'text', '番号', 'No.', 'identity', { list: 1, sort: true }),
      field(2, 'title', 'text', '内容', 'Subject', 'identity', { list: 2 }),
      field(3, 'class', 'code', '区分', 'Class', 'identity', {
        list: 3,
        sort: true,
        ...code(['finding', '指摘', 'Finding'], ['opinion', '意見', 'Opinion']),
      }),
      field(4, 'state', 'code', '状態', 'State', 'identity', {
        list: 4,
        sort: true,
        ...code(
          ['fit', '適正', 'In order'],
          ['caution', '注意', 'Caution'],
          ['unfit', '不備', 'Deficient'],
        ),
      }),
      field(5, 'due', 'date', '期限', 'Due', 'identity', { list: 5, sort: true }),
    ],
  ),
  definition(
    'log_review',
    'ログ分析',
    'Log reviews',
    'govern',
    ['no'],
    [['identity', '分析', 'Review']],
    [field(1, 'no', 'text', '番号', 'No.', 'identity', { list: 1, sort: true })],
  ),
];
export const definition_of = (name) => definitions.find((item) => item.name === name);

const r = random(7);
export const parcels = Array.from({ length: 102_553 }, (_, n) => {
  const area = 8000 + Math.floor(r() * 120000);
  const unit = 30000 + Math.floor(r() * 70) * 1000;
  return {
    parcel_no: `1${String(n).padStart(7, '0')}`,
    location: `${pick(towns, r)} ${1 + Math.floor(r() * 400)}番${1 + Math.floor(r() * 12)}`,
    change_reason: pick(['split', 'merged', 'category', 'none', 'none', 'none'], r),
    owner: Math.floor(r() * people.length),
    land_category: pick(
      ['residential', 'residential', 'residential', 'rice', 'field', 'misc', 'forest'],
      r,
    ),
    area,
    unit,
    dwellings: r() < 0.6 ? 1 : 0,
    planned: r() < 0.8,
  };
});
const decimals = (hundredths) =>
  `${Math.floor(hundredths / 100)}.${String(hundredths % 100).padStart(2, '0')}`;
const person_text = (person) => (person.protected ? null : person.name);

const makers = {
  parcel: {
    count: () => parcels.length,
    make: (n) => {
      const p = parcels[n];
      const person = people[p.owner];
      const values = {
        parcel_no: p.parcel_no,
        location: person.protected ? null : p.location,
        change_reason: p.change_reason,
        owner: person.id,
        taxpayer: person.id,
        land_category: p.land_category,
        city_planning_area: p.planned,
        taxed_area: decimals(p.area),
        ledger_area: decimals(p.area),
        unit_price_yen: p.unit,
        price_revision: '0.98',
        value_yen: Math.floor((p.area * p.unit) / 100),
        dwellings: p.dwellings,
        declared_on: p.dwellings ? '2019-12-03' : null,
        urban_farmland_since: null,
      };
      return {
        id: String(n + 1),
        key: p.parcel_no,
        title: p.location,
        values,
        display: { owner: person_text(person), taxpayer: person_text(person) },
        protected: person.protected,
      };
    },
  },
  house: {
    count: () => 34_387,
    make: (n) => {
      const s = random(n + 11);
      const person = people[Math.floor(s() * people.length)];
      const values = {
        house_no: `2${String(n).padStart(7, '0')}`,
        location: `${pick(towns, s)} ${1 + Math.floor(s() * 400)}番地`,
        structure: pick(['wood', 'steel', 'rc'], s),
        built: `${1975 + Math.floor(s() * 50)}-06-15`,
        floor_area: decimals(4000 + Math.floor(s() * 20000)),
        taxpayer: person.id,
        value_yen: 800000 + Math.floor(s() * 12000) * 1000,
      };
      return {
        id: String(n + 1),
        key: values.house_no,
        title: values.location,
        values,
        display: { taxpayer: person_text(person) },
        protected: false,
      };
    },
  },
  depreciable_asset: {
    count: () => 8,
    make: (n) => ({
      id: String(n + 1),
      key: `3000000${n}`,
      title: '太陽光発電設備',
      values: {
        asset_no: `3000000${n}`,
        name: '太陽光発電設備',
        acquired: '2022-05',
        cost_yen: 9800000,
        life_years: 17,
        base_fraction: '2/3',
      },
      display: {},
      protected: false,
    }),
  },
  addressee: {
    count: () => people.length,
    make: (n) => {
      const p = people[n];
      const hide = (value) => (p.protected ? null : value);
      return {
        id: p.id,
        key: p.number,
        title: hide(p.name),
        protected: p.protected,
        display: {},
        values: {
          addressee_no: p.number,
          kind: p.kind,
          name: hide(p.name),
          kana: hide(p.kana),
          birth_date: hide(p.kind === 'individual' ? '1961-03-14' : null),
          address: hide(p.address),
          in_city: hide(p.in_city),
          personal_number: p.kind === 'individual' ? true : null,
        },
      };
    },
  },
  information_system: {
    count: () => 31,
    make: (n) => {
      const first = n === 30;
      const values = {
        system_no: `S-${String(n + 1).padStart(3, '0')}`,
        name: first
          ? '施設案内・予約システム'
          : pick(
              ['被災者支援', '水道管理', '家屋評価', '市場情報', '観光アプリ', '住宅使用料'],
              random(n),
            ) + `システム ${n + 1}`,
        importance: first ? '1' : '2',
        manager: 'デジタル推進課長',
        purpose: '公共施設の空き案内、予約、使用料の計算',
        form: 'saas',
        vendor: '㈱ヨリドコロ情報',
        from: '2024-04-01',
        to: '2029-03-31',
        users: 123,
        shared_ids: 2,
      };
      return {
        id: String(n + 1),
        key: values.system_no,
        title: values.name,
        values,
        display: {},
        protected: false,
      };
    },
  },
  finding: {
    count: () => 70,
    make: (n) => {
      const state = n % 14 === 11 ? 'unfit' : n % 6 === 0 ? 'caution' : 'fit';
      const values = {
        no: `W${String(n + 1).padStart(2, '0')}`,
        title: [
          '利用者IDの棚卸しが行われていない。',
          'アクセスログの定期的な分析がない。',
          '再委託の承認の記録がない。',
          '媒体の廃棄の証明書が保管されていない。',
        ][n % 4],
        class: n % 5 < 3 ? 'finding' : 'opinion',
        state,
        due: '2026-04-17',
      };
      return {
        id: String(n + 1),
        key: values.no,
        title: values.title,
        values,
        display: {},
        protected: false,
      };
    },
  },
  account: {
    count: () => 2,
    make: (n) => ({
      id: String(n + 1),
      key: ['103482', '103007'][n],
      title: ['小田切 美帆', '塩見沢 聡'][n],
      values: { number: ['103482', '103007'][n], name: ['小田切 美帆', '塩見沢 聡'][n] },
      display: {},
      protected: false,
    }),
  },
  log_review: { count: () => 0, make: () => null },
};
export const count_of = (name) => makers[name]?.count() ?? 0;
export const row_of = (name, index) =>
  index >= 0 && index < count_of(name) ? makers[name].make(index) : null;

const orders = new Map();
/** The order of rows for one question, kept: sorting 100,000 rows once is enough. */
export function order_of(name, { sort, direction, q, filters }) {
  const key = JSON.stringify([name, sort, direction, q, filters]);
  if (orders.has(key)) return orders.get(key);
  let order = Array.from({ length: count_of(name) }, (_, n) => n);
  if (q || Object.keys(filters).length || sort) {
    const rows = order.map((n) => row_of(name, n));
    if (q)
      order = order.filter((n) =>
        Object.values(rows[n].values)
          .concat(Object.values(rows[n].display))
          .some((value) => String(value ?? '').includes(q)),
      );
    for (const [field_name, value] of Object.entries(filters))
      order = order.filter((n) => String(rows[n].values[field_name]) === value);
    if (sort) {
      const sign = direction === 'desc' ? -1 : 1;
      order.sort((a, b) => {
        const x = rows[a].display[sort] ?? rows[a].values[sort];
        const y = rows[b].display[sort] ?? rows[b].values[sort];
        const nx = Number(x);
        const ny = Number(y);
        return (
          sign *
          (Number.isNaN(nx) || Number.isNaN(ny)
            ? String(x ?? '').localeCompare(String(y ?? ''), 'ja')
            : nx - ny)
        );
      });
    }
  }
  orders.set(key, order);
  return order;
}
