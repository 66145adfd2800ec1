// `daicho doctor`: well after the demonstration, and each thing that goes wrong is named with what
// to do, in both languages and as numbers.
import assert from 'node:assert/strict';
import { appendFileSync, chmodSync, cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, test } from 'node:test';
import { copy_of_city, root, rows, run, scratch_file, sql } from './lib/city.mjs';

let home;
beforeEach(() => { home = copy_of_city(); });
const doctor = (...more) => run(['doctor', ...more], { home });
const bad = () => {
  const answer = doctor('--json');
  assert.equal(answer.status, 1, answer.out);
  assert.equal(answer.json.ok, false);
  return answer.json.findings.filter(({ level }) => level === 'bad');
};

test('a city that was just made is well', () => {
  const answer = doctor('--json');
  assert.equal(answer.status, 0, answer.out);
  assert.equal(answer.json.ok, true);
  for (const { message_ja, message_en } of answer.json.findings) assert.ok(!/[{}]/.test(message_ja + message_en));
  assert.match(run(['doctor'], { home, language: 'ja' }).out, /正常/);
});

test('numbers for Prometheus', () => {
  const answer = doctor('--metrics');
  assert.equal(answer.status, 0);
  for (const line of answer.out.trim().split('\n')) {
    assert.match(line, /^(# TYPE [a-z_]+ gauge|[a-z_]+(\{check="[a-z]+",level="[a-z]+"\})? -?\d+)$/);
  }
  assert.match(answer.out, /^daicho_problems 0$/m);
});

test('a key that others can read', () => {
  chmodSync(join(home, 'logins.json'), 0o644);
  assert.deepEqual(bad().map(({ check }) => check), ['keys']);
  chmodSync(join(home, 'logins.json'), 0o600);
  rmSync(join(home, 'city.key'));
  assert.deepEqual(bad().map(({ check }) => check), ['keys', 'open']);
});

test('entries that nobody signed, and a job that stopped', () => {
  const triggers = rows(home, "SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 't_checkpoint%'");
  sql(home, triggers.map(({ name }) => `DROP TRIGGER ${name};`).join('') +
    'DELETE FROM j_checkpoint WHERE size = (SELECT max(size) FROM j_checkpoint);' +
    'UPDATE w_job SET state = 4 WHERE id = (SELECT max(id) FROM w_job);');
  assert.deepEqual(bad().map(({ check }) => check), ['journal', 'jobs']);
});

test('a witness that is behind, ahead, or nothing of ours', () => {
  const witness = scratch_file('lagging', '');
  assert.equal(doctor('--witness', witness).status, 1, 'empty');
  process.env.DAICHO_WITNESS = witness;
  run(['export', 'department', '--reason', 'x', '--out', scratch_file('w.csv')], { home });
  delete process.env.DAICHO_WITNESS;
  assert.equal(doctor('--witness', witness).status, 0);
  const old = copy_of_city();
  const ahead = run(['doctor', '--json', '--witness', witness], { home: old });
  assert.match(ahead.out, /older state may have been put back/);
  run(['export', 'department', '--reason', 'x', '--out', scratch_file('w.csv')], { home });
  assert.match(doctor('--json', '--witness', witness).out, /lags by [1-9]/);
});

test('a definition newer than the data', () => {
  const data = scratch_file('newer');
  for (const folder of ['registers', 'law', 'catalogs', 'data']) cpSync(join(root, folder), join(data, folder), { recursive: true });
  appendFileSync(join(data, 'registers', 'tax', 'parcel.yaml'), '# newer\n');
  const answer = run(['doctor', '--json'], { home, data });
  assert.equal(answer.status, 1);
  assert.match(answer.out, /parcel is newer than the data/);
});

test('a clock that jumped back: an entry from tomorrow', () => {
  const header = rows(home, 'SELECT number, hex(header) AS header FROM j_entry ORDER BY number DESC LIMIT 1')[0];
  const later = (BigInt(Date.now()) * 1000n + 86_400_000_000n).toString(16).padStart(16, '0');
  const changed = header.header.slice(0, 18) + later + header.header.slice(34);
  const triggers = rows(home, "SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 't_entry%'");
  sql(home, triggers.map(({ name }) => `DROP TRIGGER ${name};`).join('') +
    `UPDATE j_entry SET header = x'${changed}' WHERE number = ${header.number};`);
  assert.ok(bad().some(({ check }) => check === 'clock'));
});
