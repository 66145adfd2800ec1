// Two data checks: one that finds a record, one that finds none.
const check = (id, ja, en, found) => ({
  id,
  name: { ja, en },
  compares: { ja: '土地の課税地積と、登記の地積', en: 'the taxed area with the registered one' },
  severity: 'bad',
  source: '地方税法 第349条',
  register: { name: 'parcel', label: { ja: '土地', en: 'Land' } },
  may_view: true,
  found,
});
const all = [
  check('parcel.taxed_over_registered', '課税地積が大きすぎる土地', 'Taxed area too large', [
    {
      id: '1',
      key: '10000101',
      title: '緑浜三丁目 214番3',
      protected: false,
      said: { ja: '課税 400.00㎡、登記 265.68㎡', en: 'taxed 400.00 m², registered 265.68 m²' },
    },
  ]),
  check('parcel.ratio_range', '特例率が1を超える土地', 'Ratio above 1', []),
];
let at = null;

export const overview = () => ({
  run: at === null ? null : { at, as_of: at.slice(0, 10) },
  checks: all.map(({ found, ...rest }) => ({
    ...rest,
    count: at === null ? null : found.length,
  })),
});
export function run() {
  at = new Date().toISOString().replace(/\.\d+Z$/, 'Z');
  return overview();
}
export function findings(id) {
  const one = all.find((item) => item.id === id);
  if (!one) return null;
  const { found, ...rest } = one;
  return { ...rest, total: found.length, offset: 0, rows: found };
}
