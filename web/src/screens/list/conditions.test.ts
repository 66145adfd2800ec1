import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Field } from '../../api/types';
import { can_ask, comparisons, read, spell, typed_parts, typed_value } from './conditions';

const field = (type: Field['type'], more: Partial<Field> = {}) =>
  ({ type, name: 'x', sort: true, ...more }) as Field;

test('what is spelled is read back', () => {
  const types: Field['type'][] = ['text', 'int', 'yen', 'area', 'date', 'bool', 'code', 'ref', 'ratio'];
  for (const type of types)
    for (const comparison of comparisons(field(type))) {
      const values =
        comparison === 'empty' || comparison === 'filled'
          ? []
          : comparison === 'between' || comparison === 'any'
            ? ['1', '2']
            : ['1'];
      const condition = { comparison, values };
      assert.deepEqual(read(field(type), spell(condition)), condition, `${type} ${comparison}`);
    }
});

test('a bar or a backslash in a value stays one of it', () => {
  const condition = { comparison: 'any' as const, values: ['a|b', 'c\\|d', 'e\\'] };
  assert.deepEqual(read(field('text'), spell(condition)), condition);
});

test('plain texts of older addresses mean what they meant', () => {
  assert.deepEqual(read(field('text'), '緑浜'), { comparison: 'has', values: ['緑浜'] });
  assert.deepEqual(read(field('yen'), '100'), { comparison: 'is', values: ['100'] });
  assert.deepEqual(read(field('text'), 'a..b'), { comparison: 'has', values: ['a..b'] });
  assert.deepEqual(read(undefined, '7'), { comparison: 'is', values: ['7'] });
});

test('typed values are as the server reads them', () => {
  assert.equal(typed_value(field('date'), 'R8.4.1'), '2026-04-01');
  assert.equal(typed_value(field('date'), 'soon'), null);
  assert.equal(typed_value(field('yen'), '１，０００'), '1000');
  assert.equal(typed_value(field('yen'), '1,000'), '1000');
  assert.equal(typed_value(field('ref'), '００１'), '@001');
  assert.equal(typed_value(field('text'), ' 緑浜１ '), '緑浜１');
  assert.deepEqual(typed_parts('宅地、畑, 田'), ['宅地', '畑', '田']);
});

test('what the server keeps no column for is not offered', () => {
  assert.equal(can_ask(field('personal_number')), false);
  assert.equal(can_ask(field('ref', { link: { basis: 'x', may_follow: false } })), false);
  assert.equal(can_ask(field('ref', { sort: false })), true);
  assert.equal(can_ask(field('text', { sort: false, list: null })), false);
});
