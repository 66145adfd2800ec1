import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Definition } from '../../api/types';
import { base_of, typed_faults } from './form_state';

const text = (name: string) => ({ ja: name, en: name });
const field = (name: string, type: string, more = {}) => ({
  name,
  type,
  label: text(name),
  required: false,
  classification: 'internal',
  ...more,
});
const blank = { op: null, other: null, is: [], parts: [], message: null };
const definition = {
  temporal: 'event',
  key: [],
  fields: [
    field('kind', 'code', { codes: [{ key: 'seismic', label: text('seismic') }] }),
    field('done', 'date'),
    field('part', 'area'),
    field('whole', 'area', { classification: 'personal' }),
  ],
  checks: [
    { ...blank, id: 'when', kind: 'when_then', field: 'kind', is: ['seismic'], parts: ['done'] },
    { ...blank, id: 'less', kind: 'compare', field: 'part', op: '<=', other: 'whole' },
  ],
} as unknown as Definition;
const about = { valid_from: '', reason: '', article: '', purpose: '' };
const base = base_of({
  version: 1,
  values: { kind: 'seismic', done: null, part: '120.00', whole: '100.00' },
  display: {},
} as never);
const none = () => false;
const found = (typed: Record<string, string>, from: typeof base | null = null, hidden = none) =>
  [...typed_faults(definition, from, typed, about, hidden as never)].map(([at, fault]) => [
    at,
    fault.kind,
  ]);

test('faults between fields stand where the server would name them', () => {
  assert.deepEqual(found({ kind: 'seismic' }), [['done', 'then_required']]);
  assert.deepEqual(found({ kind: 'seismic', done: 'R7.4.1' }), []);
  assert.deepEqual(found({ part: '１００．０１', whole: '100' }), [['part', 'compare']]);
});

test('what was there before and was not touched is not this form’s affair', () => {
  assert.deepEqual(found({}, base), []);
  assert.deepEqual(found({ part: '110' }, base), [['part', 'compare']]);
  assert.deepEqual(found({ part: '90' }, base), []);
});

test('hidden and unreadable fields are compared with nothing', () => {
  const hides = (one: { name: string }) => one.name === 'whole';
  assert.deepEqual(found({ part: '110' }, base, hides as never), []);
  assert.deepEqual(found({ part: 'many', whole: '5' }), [['part', 'not_a_number']]);
});
