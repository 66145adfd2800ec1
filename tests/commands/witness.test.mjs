// Checkpoints go to a file of another administrator; a piece of the journal is checked by
// daicho-verify, which has neither database nor keys but the public one.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { before, test } from 'node:test';
import { binary, copy_of_city, one, run, scratch_file, verify } from './lib/city.mjs';

let home;
let key;
let witness;
before(() => {
  home = copy_of_city();
  witness = scratch_file('witness', '');
  key = run(['journal', 'key'], { home }).json;
});

const check = (file, ...more) => {
  const done = spawnSync(join(dirname(binary), 'daicho-verify'),
    ['--origin', key.origin, '--key', key.public_key, file, ...more], { env: { ...process.env, DAICHO_LANG: 'en', DAICHO_HOME: '/nowhere' } });
  return { status: done.status, json: JSON.parse(done.stdout), err: done.stderr.toString() };
};
const piece = (name, ...args) => {
  const file = scratch_file(name);
  const answer = run(['journal', ...args, '--out', file], { home });
  assert.equal(answer.status, 0, answer.err);
  return file;
};

test('every command that writes hands its checkpoints to the witness', () => {
  process.env.DAICHO_WITNESS = witness;
  const out = run(['export', 'department', '--reason', 'x', '--out', scratch_file('d.csv')], { home });
  delete process.env.DAICHO_WITNESS;
  assert.equal(out.status, 0, out.err);
  assert.match(readFileSync(witness, 'utf8'), new RegExp(`^${key.origin}\n`));
  assert.equal(verify(home, '--witness', witness).status, 0);
});

test('entries, one entry, two checkpoints', () => {
  const entries = check(piece('entries', 'export', '--from', '3', '--to', '40'), '--notes', witness);
  assert.deepEqual([entries.status, entries.json.ok, entries.json.first, entries.json.last], [0, true, 3, 40]);
  const proof = piece('proof', 'prove', '17');
  assert.equal(check(proof).json.last, 17);
  assert.ok(readFileSync(proof, 'utf8').length < 4000);
  const [older, newer] = ['min', 'max'].map((which) => one(home, `SELECT ${which}(size) FROM j_checkpoint`));
  const since = check(piece('since', 'prove', '--since', String(older), '--size', String(newer)));
  assert.deepEqual(since.json.sizes, [older, newer]);
});

test('a changed entry, another city, another key, half a file', () => {
  const text = readFileSync(piece('good', 'export', '--from', '3', '--to', '5'), 'utf8');
  const at = text.indexOf('entry ') + 150;
  const changed = scratch_file('changed', text.slice(0, at) + (text[at] === 'A' ? 'B' : 'A') + text.slice(at + 1));
  assert.deepEqual([check(changed).status, check(changed).json.id], [1, 'bundle.root']);
  const half = scratch_file('half', text.slice(0, text.length / 2));
  assert.equal(check(half).status, 2);
  const ours = key;
  key = { ...ours, origin: 'daicho/131016' };
  assert.equal(check(scratch_file('good')).json.id, 'bundle.wrong_origin');
  key = ours;
});

test('a history written anew does not fit what the witness holds', () => {
  const other = copy_of_city();
  const size = Number(readFileSync(witness, 'utf8').split('\n')[1]);
  const made = run(['export', 'department', '--reason', 'another past', '--out', scratch_file('e.csv')], { home: other });
  assert.equal(made.status, 0, made.err);
  assert.equal(one(other, 'SELECT max(size) FROM j_checkpoint'), size, 'as long as ours, but not ours');
  const file = scratch_file('other');
  assert.equal(run(['journal', 'export', '--from', '1', '--to', String(size), '--out', file], { home: other }).status, 0);
  assert.equal(check(file).status, 0);
  assert.deepEqual([check(file, '--notes', witness).status, check(file, '--notes', witness).json.id], [1, 'bundle.root']);
});

test('an entry that no checkpoint covers, or that is not there', () => {
  assert.equal(run(['journal', 'prove', '99999999'], { home }).json.errors[0].id, 'journal.no_entry');
  assert.equal(run(['journal', 'export', '--from', '5', '--to', '4'], { home }).json.errors[0].id, 'cli.journal_range');
});
