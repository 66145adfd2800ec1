import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Field } from '../api/types';
import { column_width, hidden_reference, value_text, withheld_link } from './value_text';

const field = (type: Field['type'], more: Partial<Field> = {}): Field => ({
  id: 1,
  name: 'f',
  type,
  label: { ja: 'f', en: 'f' },
  group: 'g',
  classification: 'internal',
  required: false,
  ...more,
});
const words = { yes: 'はい', no: 'いいえ', registered: '登録あり' };
const text = (f: Field, value: string | number | boolean | null, display: string | null = null) =>
  value_text(f, value, display, 'ja', words);

test('every type by its own rule', () => {
  assert.equal(text(field('yen'), 13688599), '13,688,599');
  assert.equal(text(field('area'), '265.68'), '265.68');
  assert.equal(text(field('date'), '2026-04-06'), 'R8.4.6');
  assert.equal(text(field('year_month'), '2023-05'), 'R5.5');
  assert.equal(text(field('fiscal_year'), 2026), '令和8年度');
  assert.equal(text(field('bool'), false), 'いいえ');
  assert.equal(
    text(field('code', { codes: [{ key: 'a', label: { ja: '宅地', en: 'Land' } }] }), 'a'),
    '宅地',
  );
  assert.equal(text(field('code', { codes: [] }), 'closed_code', '旧区分'), '旧区分');
  assert.equal(text(field('ref'), 12, '柏原 千鶴子'), '柏原 千鶴子');
  assert.equal(text(field('text'), null), null);
  assert.equal(text(field('int'), 0), '0');
});

test('personal numbers are never written, only that there is one', () => {
  assert.equal(text(field('personal_number'), true), '登録あり');
  assert.equal(text(field('personal_number'), 'sealed'), '登録あり');
  assert.equal(text(field('personal_number'), null), null);
});

test('a reference without a name stands for a protected person', () => {
  assert.equal(hidden_reference(field('ref'), { f: 12 }, { f: null }), true);
  assert.equal(hidden_reference(field('ref'), { f: 12 }, { f: '柏原' }), false);
  assert.equal(hidden_reference(field('ref'), { f: null }, { f: null }), false);
});

test('a column is as wide as its definition says, and never narrower than its head', () => {
  assert.equal(column_width(field('text', { width: 30 }), '名'), 228);
  assert.equal(column_width(field('bool', { width: 3 }), '市内居住'), 88);
  assert.ok(column_width(field('bool', { width: 3 }), 'あ'.repeat(40)) <= 210);
});

test('a reference into another task is withheld where the reader may not go', () => {
  assert.equal(withheld_link(field('ref', { link: { basis: '法', may_follow: false } })), true);
  assert.equal(withheld_link(field('ref', { link: { basis: '法', may_follow: true } })), false);
  assert.equal(withheld_link(field('ref')), false);
});
