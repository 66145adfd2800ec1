import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chart_of } from './cost_chart';

const cost = (fiscal_year: number, kind: string, yen: number, budget = false) => ({
  fiscal_year,
  kind,
  label: { ja: kind, en: kind },
  yen,
  budget,
});

test('sums by year in order, parts add up', () => {
  const chart = chart_of([
    cost(2025, 'usage', 4_000_000),
    cost(2024, 'usage', 3_500_000),
    cost(2024, 'change', 1_600_000),
    cost(2026, 'usage', 4_356_000, true),
  ]);
  assert.deepEqual(
    chart.years.map((year) => [year.year, year.sum, year.budget]),
    [
      [2024, 5_100_000, false],
      [2025, 4_000_000, false],
      [2026, 4_356_000, true],
    ],
  );
  assert.deepEqual(
    chart.series.map((series) => series.kind),
    ['usage', 'change'],
  );
});

test('never more than three series', () => {
  const chart = chart_of(
    ['usage', 'equipment', 'change', 'other', 'study'].map((kind) => cost(2026, kind, 100)),
  );
  assert.equal(chart.series.length, 3);
  assert.equal(chart.years[0]?.sum, 500);
});

test('the scale is round and holds the greatest sum', () => {
  for (const yen of [1, 999, 4_356_000, 6_138_000, 48_000_000, 1_234_567_890]) {
    const { ceiling, ticks } = chart_of([cost(2026, 'usage', yen)]);
    assert.ok(ceiling >= yen && ticks.length >= 2 && ticks.length <= 6, `${yen}: ${ticks.join()}`);
    assert.match(String(ticks[1]), /^[125]0+$/);
  }
});
