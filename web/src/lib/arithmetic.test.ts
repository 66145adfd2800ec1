import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ExplanationStep } from '../api/types';
import { arithmetic, flatten } from './arithmetic';

const step = (rule: string, because: ExplanationStep[] = []): ExplanationStep => ({
  rule,
  text: { ja: rule, en: rule },
  law: '',
  formula: { ja: '', en: '' },
  inputs: {},
  result: 0,
  unit: 'yen',
  rounding: 'none',
  citations: [],
  because,
});

test('a formula reads in words and with its inputs put in', () => {
  assert.deepEqual(
    arithmetic('{value_yen|価格} × {ratio|住宅用地特例率}', { value_yen: 13688599, ratio: '1/6' }),
    { words: '価格 × 住宅用地特例率', equation: '13,688,599 × 1/6', others: [] },
  );
});

test('an input without a value keeps its word, words of the engine are translated', () => {
  assert.deepEqual(
    arithmetic('{previous_yen|前年度課税標準額} × {factor|負担調整率}', { previous_yen: 'unknown' }, (text) =>
      text === 'unknown' ? '不明' : text,
    ),
    {
      words: '前年度課税標準額 × 負担調整率',
      equation: '不明 × 負担調整率',
      others: [],
    },
  );
});

test('inputs that the formula does not name are listed', () => {
  assert.deepEqual(arithmetic('in words', { area: '200.00', kind: 'wood' }).others, [
    { name: 'area', text: '200.00' },
    { name: 'kind', text: 'wood' },
  ]);
});

test('reasons are read before what rests on them', () => {
  const tree = [step('total', [step('land', [step('value')]), step('house')])];
  assert.deepEqual(
    flatten(tree).map((flat) => [flat.step.rule, flat.depth]),
    [
      ['value', 2],
      ['land', 1],
      ['house', 1],
      ['total', 0],
    ],
  );
});
