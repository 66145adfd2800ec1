// The same cases as the server's (src/server/tax/check_view_test.cpp): one meaning in both places.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import type { Field, FieldCheck } from '../api/types_register';
import { record_faults } from './record_check';

interface Shared {
  register: string;
  fields: Pick<Field, 'name' | 'type'>[];
  checks: FieldCheck[];
  rows: { values: Record<string, string>; faults: { at: string; check: string }[] }[];
}
const shared = JSON.parse(
  readFileSync('../tests/checks/between_fields.json', 'utf8'),
) as Shared[];

test('what the server refuses is said while typing, and nothing else', () => {
  let refused = 0;
  for (const { register, fields, checks, rows } of shared)
    for (const { values, faults } of rows) {
      const found = record_faults(fields, checks, (name) => values[name] ?? '');
      const said = found.map(({ at, check }) => ({ at, check: check.id }));
      assert.deepEqual(said, faults, `${register} ${JSON.stringify(values)}`);
      refused += faults.length;
    }
  assert.ok(refused > 10);
});

test('every comparison, by numbers and not by digits', () => {
  const fields = [
    { name: 'a', type: 'yen' as const },
    { name: 'b', type: 'yen' as const },
  ];
  const holds = (op: string, a: string, b: string) => {
    const check = { id: 'x', kind: 'compare' as const, field: 'a', op, other: 'b' };
    const values: Record<string, string> = { a, b };
    const whole = { ...check, is: [], parts: [], message: null };
    return record_faults(fields, [whole], (name) => values[name] ?? '').length === 0;
  };
  for (const [a, b] of [
    ['9', '10'],
    ['10', '10'],
    ['10', '9'],
    ['007', '7'],
    ['-2', '1'],
  ] as const) {
    const [x, y] = [Number(a), Number(b)];
    const expected = [x < y, x <= y, x === y, x !== y, x >= y, x > y];
    const found = ['<', '<=', '==', '!=', '>=', '>'].map((op) => holds(op, a, b));
    assert.deepEqual(found, expected, `${a} ${b}`);
  }
});
