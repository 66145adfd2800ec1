// The explanation of the reference picture, whatever amount is asked for.
import { by_number } from './people.mjs';

const text = (ja, en) => ({ ja, en });
const cite = (row, law, source = '地方税法（e-Gov法令検索）') => ({
  row,
  law,
  source,
  checked_on: '2026-04-01',
  status: 'enacted',
  verified: true,
});
const kWords = {
  full_base_yen: '本則課税標準額',
  previous_base_yen: '前年度課税標準額',
  share: '加算率',
  value_yen: '評価額',
  ratio: '住宅用地特例率',
  part_area: '用途別の地積',
  total_area: '地積',
  unit_price_yen: '単価',
  area: '地積',
  street_value: '路線価',
  depth: '奥行価格補正率',
  long_depth: '奥行長大補正率',
  fixed_tax_yen: '固定資産税額',
  city_planning_tax_yen: '都市計画税額',
};
const bilingual = (formula) => ({
  ja: formula.replace(/[a-z_]{3,}/g, (name) => (kWords[name] ? `{${name}|${kWords[name]}}` : name)),
  en: formula.replace(/[a-z_]{3,}/g, (name) =>
    kWords[name] ? `{${name}|${name.replace(/_yen$/, '').replaceAll('_', ' ')}}` : name,
  ),
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
  formula: bilingual(formula),
  inputs,
  result: String(result),
  unit,
  rounding,
  citations,
  because,
});

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

export function explanation(number, path) {
  if (!by_number.has(number)) return null;
  if (path.startsWith('house/') && path.endsWith('/value')) return null;
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
