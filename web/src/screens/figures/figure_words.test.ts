import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Figure } from '../../api/figures';
import { category_text, column_sum, is_withheld, scale_of, scaled } from './figure_words';

const figure = (axis: Figure['axis'], unit: Figure['unit'], ...values: number[][]): Figure => ({
  id: 'x',
  title: { ja: 'x', en: 'x' },
  axis,
  unit,
  least: null,
  route: '/',
  categories: (values[0] ?? []).map((_, i) => ({
    key: axis === 'day' ? `2026-04-0${i + 1}` : String(2024 + i),
    label: axis === 'name' ? { ja: `名${i}`, en: `n${i}` } : null,
    open: false,
  })),
  series: values.map((list, i) => ({ id: `s${i}`, label: { ja: '', en: '' }, values: list })),
});

test('categories are read by their axis', () => {
  assert.equal(category_text(figure('day', 'count', [1, 2]), 1, 'ja'), '4/2');
  assert.equal(category_text(figure('name', 'count', [1]), 0, 'en'), 'n0');
  assert.match(category_text(figure('fiscal_year', 'yen', [1]), 0, 'ja', true), /令和6年度/);
  assert.equal(category_text(figure('day', 'count', [1]), 7, 'ja'), '');
});

test('the unit follows the largest column, and what is cut off is never rounded up', () => {
  assert.equal(column_sum(figure('day', 'yen', [1, 2], [3, 4]), 1), 6);
  assert.equal(scale_of(figure('day', 'yen', [6_000_000], [4_000_000])).unit, 'million');
  assert.equal(scale_of(figure('day', 'yen', [9_999_999])).unit, 'thousand');
  assert.equal(scale_of(figure('day', 'yen', [9_999])).unit, 'yen');
  assert.equal(scale_of(figure('day', 'count', [99_999_999])).divisor, 1);
  assert.equal(scaled(1_999_999, 1_000_000), '1');
  assert.equal(scaled(-1_999_999, 1_000), '−1,999');
});

test('a column with a number that is not told has no sum', () => {
  const one = figure('day', 'count', [3, 4], [5, 6]);
  const [, second] = one.series;
  if (second) second.values = [null, 6];
  assert.equal(is_withheld(one, 0), true);
  assert.equal(is_withheld(one, 1), false);
  assert.equal(column_sum(one, 0), 3);
});
