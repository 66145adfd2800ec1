import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ExplanationStep } from '../api/types';
import { arithmetic, flatten } from './arithmetic';

const step = (rule: string, because: ExplanationStep[] = []): ExplanationStep => ({
  rule,
  text: { ja: rule, en: rule },
  law: '',
  formula: '',
  inputs: {},
  result: 0,
  unit: 'yen',
  rounding: 'none',
  citations: [],
  because,
});

test('inputs take the place of their names', () => {
  assert.deepEqual(
    arithmetic({ formula: 'value_yen × ratio', inputs: { value_yen: 13688599, ratio: '1/6' } }),
    { equation: '13,688,599 × 1/6', others: [] },
  );
});

test('names that are parts of other names stay whole', () => {
  assert.equal(
    arithmetic({
      formula: 'max(value, cost_yen × share)',
      inputs: { value: 100, cost_yen: '5000', share: '0.05' },
    }).equation,
    'max(100, 5,000 × 0.05)',
  );
});

test('inputs that the formula does not name are listed', () => {
  assert.deepEqual(
    arithmetic({ formula: 'in words', inputs: { area: '200.00', kind: 'wood' } }).others,
    [
      { name: 'area', text: '200.00' },
      { name: 'kind', text: 'wood' },
    ],
  );
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
