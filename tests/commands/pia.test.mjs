// `daicho pia check | changes | print`: a filled form in, findings, rows or a paper out.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { root, run, scratch_file } from './lib/city.mjs';

const form = JSON.parse(readFileSync(join(root, 'tests/corpus/pia/changes.json'), 'utf8'));
const ask = (words, document) =>
  run(['pia', ...words, scratch_file('form.json', JSON.stringify(document))]);

test('the check names each field, and what moved since', () => {
  const answer = ask(['check'], form);
  assert.equal(answer.status, 1, answer.err); // something is to be settled
  assert.equal(answer.json.verified, true);
  const codes = answer.json.findings.map((one) => `${one.code} ${one.address}`);
  assert.ok(codes.includes('blank Ⅰ3'));
  assert.ok(codes.includes('band Ⅰ1③'));
});

test('five changes of a form: one struck out, one new field by field', () => {
  const answer = ask(['changes'], form);
  assert.equal(answer.status, 0, answer.err);
  assert.equal(answer.json.changes.length, 5);
  const moved = answer.json.changes.find((one) => one.item === 'Ⅱ-５提供先１～２');
  assert.match(moved.after, /^提供先１を削除し、提供先２を提供先１とする。/);
  const counted = answer.json.changes.find((one) => one.item === 'Ⅱ-４委託の有無');
  assert.deepEqual([counted.before, counted.after], ['1件', '2件']);
});

test('a note about what did not change, and a value that is none, are refused', () => {
  const note = { ...form, notes: [{ item: 'Ⅰ-７他の評価実施機関' }] };
  assert.equal(ask(['changes'], note).json.errors[0].id, 'pia.change.no_such');
  const value = { ...form, values: { ...form.values, 'Ⅱ4@1': '9' } };
  const refused = ask(['check'], value);
  assert.equal(refused.status, 2);
  assert.deepEqual([refused.json.errors[0].id, refused.json.errors[0].path], ['pia.value.choice', 'Ⅱ4@1']);
});

test('printed as PDF and as workbook; another ending is refused', () => {
  for (const [name, start] of [['form.pdf', '%PDF'], ['form.xlsx', 'PK']]) {
    const out = scratch_file(name, '');
    const answer = ask(['print', '--out', out], form);
    assert.equal(answer.status, 0, answer.err);
    assert.ok(readFileSync(out, 'latin1').startsWith(start));
  }
  assert.equal(ask(['print', '--out', 'form.doc'], form).json.errors[0].id, 'pia.print.out');
});
