// Rows of the mock's registers, made when asked for; the order of a question is kept.
import { people, pick, random, towns } from './people.mjs';

export { definition_of, definitions } from './definitions.mjs';

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

function matches(held, wanted) {
  const sign = /^(>=|<=)/.exec(wanted)?.[0];
  if (!sign) return String(held) === wanted;
  const bound = wanted.slice(2);
  const order = Number.isNaN(Number(bound))
    ? String(held ?? '').localeCompare(bound)
    : Number(held) - Number(bound);
  return sign === '>=' ? order >= 0 : order <= 0;
}

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
      order = order.filter((n) => matches(rows[n].values[field_name], value));
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
