import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Finding } from '../../api/findings';
import { clauses_of, counted, narrowed } from './narrowing';

const finding = (no: string, changed: Partial<Finding>): Finding =>
  ({
    no,
    tone: 'ok',
    control: { kind: 'detects' },
    class: { key: 'backup' },
    departments: ['情報課'],
    clauses: '',
    state: { key: 'open' },
    ...changed,
  }) as Finding;

const all = [
  finding('A', { tone: 'bad', clauses: '基準 1; 基準 2' }),
  finding('B', { control: null, departments: ['税務課', '情報課'] }),
  finding('C', { clauses: '基準 2' }),
];
const numbers = (text: string, without?: 'tone') =>
  narrowed(all, new URLSearchParams(text), without).map((one) => one.no);

test('every condition must hold, and a finding may have several values', () => {
  assert.deepEqual(numbers(''), ['A', 'B', 'C']);
  assert.deepEqual(numbers('clause=基準 2'), ['A', 'C']);
  assert.deepEqual(numbers('clause=基準 2&tone=bad'), ['A']);
  assert.deepEqual(numbers('department=税務課'), ['B']);
  assert.deepEqual(numbers('kind=none'), ['B']);
  assert.deepEqual(numbers('clause=基準 2&tone=bad', 'tone'), ['A', 'C']);
  assert.deepEqual(numbers('state=closed'), []);
});

test('counts are by value', () => {
  assert.deepEqual([...counted(all, 'department')], [
    ['情報課', 3],
    ['税務課', 1],
  ]);
  assert.deepEqual(clauses_of(all[0] as Finding), ['基準 1', '基準 2']);
});
