import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Row } from '../../api/types';
import { body_of, count_of, exact_sum, is_selected, kNothing, turned, with_rows } from './selection';

const row = (id: string) => ({ id, key: id, values: {}, display: {}, protected: false }) as Row;
const question = { filters: { use: '=a' }, q: '' };

test('a row is selected and given up', () => {
  const one = turned(kNothing, row('1'));
  assert.equal(count_of(one), 1);
  assert.ok(is_selected(one, '1'));
  assert.deepEqual(body_of(one, question), { ids: ['1'] });
  assert.equal(count_of(turned(one, row('1'))), 0);
});

test('of all, single rows are left out and taken in again', () => {
  const all = { kind: 'all' as const, total: 1284, except: new Set<string>() };
  const but = turned(all, row('7'));
  assert.equal(count_of(but), 1283);
  assert.ok(!is_selected(but, '7') && is_selected(but, '8'));
  assert.deepEqual(body_of(but, question), { all: true, filters: { use: '=a' }, except: ['7'] });
  assert.equal(count_of(with_rows(but, [row('6'), row('7')])), 1284);
});

test('a range adds what was not selected and takes nothing away', () => {
  const two = with_rows(turned(kNothing, row('1')), [row('1'), row('2')]);
  assert.deepEqual(body_of(two, question), { ids: ['1', '2'] });
});

test('sums are exact and say when there is none', () => {
  assert.equal(exact_sum(['0.10', '0.20', null, 1028]), '1028.30');
  assert.equal(exact_sum([72345474, 1]), '72345475');
  assert.equal(exact_sum(['9007199254740993', '0.01']), '9007199254740993.01');
  assert.equal(exact_sum(['-0.50']), '-0.50');
  assert.equal(exact_sum(['1/6']), null);
});
