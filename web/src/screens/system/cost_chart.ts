// Costs folded into what the chart and its table draw: years in order, at most three series, a
// scale.
import type { SystemSheet, Text } from '../../api/types';

type Cost = SystemSheet['costs'][number];
export interface Chart {
  series: { kind: string; label: Text }[];
  years: { year: number; parts: number[]; sum: number; budget: boolean }[];
  ceiling: number;
  ticks: number[];
}

const kSeries = 3;
const kOrder = ['usage', 'equipment', 'change', 'other'];
const kOther: Text = { ja: 'その他', en: 'other' };

/** A scale of three to six round steps above the greatest sum. */
function scale(greatest: number): { ceiling: number; ticks: number[] } {
  // 1, 2, 5, 10, 20, 50 … thousand yen.
  let step = 1000;
  for (let turn = 0; step * 5 < greatest; turn += 1)
    step = turn % 3 === 1 ? (step * 5) / 2 : step * 2;
  const count = Math.max(1, Math.ceil(greatest / step));
  return {
    ceiling: step * count,
    ticks: Array.from({ length: count + 1 }, (_, index) => index * step),
  };
}

export function chart_of(costs: readonly Cost[]): Chart {
  const kinds = [...new Set(costs.map((cost) => cost.kind))].sort(
    (a, b) => ((kOrder.indexOf(a) + 9) % 9) - ((kOrder.indexOf(b) + 9) % 9),
  );
  const own = kinds.length > kSeries ? kinds.slice(0, kSeries - 1) : kinds;
  const series = own.map((kind) => ({
    kind,
    label: costs.find((cost) => cost.kind === kind)?.label ?? kOther,
  }));
  if (kinds.length > kSeries) series.push({ kind: '*', label: kOther });
  const years = [...new Set(costs.map((cost) => cost.fiscal_year))]
    .sort((a, b) => a - b)
    .map((year) => {
      const mine = costs.filter((cost) => cost.fiscal_year === year);
      const parts = series.map(({ kind }) =>
        mine
          .filter((cost) => (kind === '*' ? !own.includes(cost.kind) : cost.kind === kind))
          .reduce((sum, cost) => sum + cost.yen, 0),
      );
      return {
        year,
        parts,
        sum: parts.reduce((a, b) => a + b, 0),
        budget: mine.some((cost) => cost.budget),
      };
    });
  return { series, years, ...scale(Math.max(1, ...years.map((year) => year.sum))) };
}
