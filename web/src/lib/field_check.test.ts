import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Field, FieldType } from '../api/types';
import { compare_decimals, field_fault, sent_text } from './field_check';

type Limits = NonNullable<Field['limits']>;
function field(type: FieldType, more: Partial<Field> = {}, limits: Partial<Limits> = {}): Field {
  return {
    id: 1,
    name: 'x',
    type,
    label: { ja: '項目', en: 'Field' },
    group: '',
    classification: 'internal',
    required: false,
    limits: { length: null, min: null, max: null, shape: null, ...limits },
    ...more,
  };
}
const kind = (what: Field, typed: string) => field_fault(what, typed)?.kind ?? null;

test('what must be there is missed; what may be empty is not', () => {
  assert.equal(kind(field('text', { required: true }), ''), 'required');
  assert.equal(kind(field('text'), ''), null);
});

test('numbers in full width, with bounds, decimals and signs', () => {
  assert.equal(kind(field('yen'), '１，５００円'), null);
  assert.equal(kind(field('yen'), '-5'), 'negative');
  assert.equal(kind(field('yen'), '千'), 'not_a_number');
  assert.equal(kind(field('yen'), '1.5'), 'decimals');
  assert.equal(kind(field('yen'), '1000000000000001'), 'range');
  assert.equal(kind(field('int'), '-5'), null);
  assert.equal(kind(field('area'), '125.50'), null);
  assert.equal(kind(field('area'), '125.505'), 'decimals');
  const bounded = field('area', {}, { min: '0.01', max: '1000000.00' });
  assert.equal(kind(bounded, '0.00'), 'range');
  assert.equal(kind(bounded, '0.01'), null);
  assert.equal(kind(bounded, '1000000'), null);
  assert.equal(kind(bounded, '1000000.01'), 'range');
});

test('texts are counted in characters, and have the shape that the definition names', () => {
  assert.equal(kind(field('text', {}, { length: 3 }), '髙﨑𠮷'), null);
  assert.equal(kind(field('text', {}, { length: 3 }), '髙﨑𠮷田'), 'too_long');
  const shaped = (shape: string) => field('text', {}, { shape });
  assert.equal(kind(shaped('postal_code'), '９９８－７７６６'), null);
  assert.equal(kind(shaped('postal_code'), '9987766'), 'shape');
  assert.equal(kind(shaped('check_digit_addressee'), '0000000019'), null);
  assert.equal(kind(shaped('check_digit_addressee'), '0000000018'), 'shape');
  assert.equal(kind(shaped('check_digit_corporate'), '8700110005901'), null);
  assert.equal(kind(shaped('check_digit_corporate'), '7700110005901'), 'shape');
});

test('years, months, ratios, dates, personal numbers', () => {
  assert.equal(sent_text(field('fiscal_year'), '令和８年度'), '2026');
  assert.equal(sent_text(field('fiscal_year'), 'R元'), '2019');
  assert.equal(kind(field('fiscal_year'), '1867'), 'range');
  assert.equal(kind(field('fiscal_year'), '来年'), 'not_a_year');
  for (const typed of ['R5.5', '令和5年5月', '2023-05', '202305', '２０２３年５月'])
    assert.equal(sent_text(field('year_month'), typed), '2023-05', typed);
  assert.equal(kind(field('year_month'), '2023-13'), 'not_a_month');
  assert.equal(kind(field('ratio'), '１／２'), null);
  assert.equal(kind(field('ratio'), '1/0'), 'not_a_ratio');
  assert.equal(kind(field('date'), 'R8.4.1'), null);
  assert.equal(kind(field('date'), 'R8.2.29'), 'not_a_date');
  assert.equal(kind(field('personal_number'), '１２３４５６７８９０１８'), null);
  assert.equal(kind(field('personal_number'), '123456789012'), 'personal_number');
});

test('decimals are compared exactly', () => {
  assert.equal(compare_decimals('10', '9.99'), 1);
  assert.equal(compare_decimals('0.1', '0.10'), 0);
  assert.equal(compare_decimals('-2', '-1'), -1);
  assert.equal(compare_decimals('999999999999999.99', '1000000000000000'), -1);
});
