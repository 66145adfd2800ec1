// Jobs from the command line: without a server, beside one, and across a killed one.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { copy_of_city, one, run, scratch_file, serve, sign_in, sql, verify } from './lib/city.mjs';

const listed = (home, id) => run(['job', 'list'], { home }).json.jobs.find((job) => job.id === id);
const log_of = (home, id) => run(['job', 'log', String(id)], { home }).json;

async function ended(home, id) {
  for (let i = 0; i < 300; ++i) {
    const job = listed(home, id);
    if (!['queued', 'running'].includes(job.state)) return job;
    await new Promise((next) => setTimeout(next, 100));
  }
  return assert.fail(`job ${id} does not end`);
}

test('without a server a job waits; `job run` runs it', () => {
  const home = copy_of_city();
  const { json, status } = run(['job', 'queue', 'levy', '--year', '2026'], { home });
  assert.equal(status, 0);
  assert.equal(listed(home, json.job).state, 'queued');
  const again = run(['job', 'queue', 'levy', '--year', '2026'], { home });
  assert.equal(again.status, 2);
  assert.equal(again.json.errors[0].id, 'job.waits_already');
  assert.equal(run(['job', 'run'], { home }).status, 0);
  const log = log_of(home, json.job);
  assert.equal(log.state, 'done');
  assert.match(log.result.run_no, /^2026-\d+$/);
  assert.deepEqual(log.log.map((line) => line.id),
    ['job.log.queued', 'job.log.started', 'job.log.levy', 'job.log.done']);
  assert.equal(verify(home).status, 0);
});

test('what cannot be is refused with its reason', () => {
  const home = copy_of_city();
  for (const [args, id] of [
    [['job', 'queue', 'dance'], 'job.unknown_kind'],
    [['job', 'queue', 'verify', '--at', 'soon'], 'job.bad_moment'],
    [['job', 'queue', 'verify', '--every', 'often'], 'job.bad_rhythm'],
    [['job', 'queue', 'import', '--register', 'parcel'], 'job.file_wanted'],
    [['job', 'queue', 'levy', '--year', '2026', '--by', '80110'], 'register.denied'],
    [['job', 'queue', 'backup', '--by', '20411'], 'job.machine_only'],
    [['job', 'cancel', '999'], 'job.no_order'],
    [['job', 'plan', 'end', '999'], 'job.no_plan'],
    [['job', 'log', '999'], 'job.no_order'],
  ]) {
    const { status, json } = run(args, { home });
    assert.equal(status, 2, args.join(' '));
    assert.equal(json.errors[0].id, id, args.join(' '));
  }
});

test('beside a server a command is answered by it; screens go on meanwhile', async () => {
  const home = copy_of_city();
  const server = await serve(home, { options: ['--requests-per-second', '0'] });
  try {
    const levy = run(['job', 'queue', 'levy', '--year', '2026', '--by', '20411'], { home });
    assert.equal(levy.status, 0, levy.err);
    const login = JSON.parse(readFileSync(join(home, 'logins.json'), 'utf8'))[0];
    const ask = await sign_in(server.address, login);
    let slowest = 0;
    for (let i = 0; i < 20; ++i) {
      const began = Date.now();
      assert.equal((await ask('/api/registers/parcel/records?limit=20')).status, 200);
      slowest = Math.max(slowest, Date.now() - began);
    }
    assert.ok(slowest < 2_000, `${slowest} ms beside a levy`);
    assert.equal((await ended(home, levy.json.job)).state, 'done');
    const later = run(['job', 'queue', 'backup', '--every', 'daily 02:30'], { home });
    assert.equal(later.json.plan, 1);
    assert.equal(run(['job', 'list'], { home }).json.plans[0].every, 'daily 02:30');
    const at = run(['job', 'queue', 'verify', '--at', '2031-01-01T02:00'], { home });
    assert.deepEqual(run(['job', 'cancel', String(at.json.job)], { home }).json,
      { job: at.json.job, cancelled: true });
    assert.equal(listed(home, at.json.job).state, 'cancelled');
    const refused = run(['job', 'cancel', String(at.json.job)], { home });
    assert.equal(refused.json.errors[0].id, 'job.not_running');
    for (const kind of ['backup', 'doctor', 'verify']) {
      const made = run(['job', 'queue', kind], { home });
      assert.equal(made.status, 0, made.err);
      assert.equal((await ended(home, made.json.job)).state, 'done', kind);
    }
    assert.equal(run(['job', 'plan', 'end', '1'], { home }).json.ended, true);
  } finally {
    await server.stop();
  }
  assert.equal(run(['backup', 'list'], { home }).json.backups.length, 1);
  assert.equal(verify(home).status, 0);
});

test('an import through the queue leaves no byte of its file in the clear', async () => {
  const home = copy_of_city();
  const mark = 'ウケトリシルシ';
  const digit = run(['person', 'number', 'check', '9000000010']).json.expected_check_digit;
  const file = scratch_file('people.csv',
    `addressee_no,kind,name,kana,personal_number\n900000001${digit},individual,印 太郎,${mark},123456789018\n`);
  const wrong = scratch_file('wrong.csv', 'addressee_no,kind,name\nx,individual,誰か\n');
  const args = (from) => ['job', 'queue', 'import', '--register', 'addressee', '--file', from];
  const bad = run(args(wrong), { home });
  const good = run(args(file), { home });
  assert.equal(good.status, 0, good.err);
  assert.equal(one(home, 'SELECT count(*) FROM w_job_file'), 2);
  assert.equal(one(home, "SELECT count(*) FROM w_job_file WHERE instr(sealed, '123456789018') > 0"), 0);
  assert.equal(run(['job', 'run'], { home }).status, 1, 'one of them failed');
  assert.equal(listed(home, bad.json.job).state, 'failed');
  assert.equal(log_of(home, bad.json.job).report.errors[0].line, 2);
  assert.deepEqual(log_of(home, good.json.job).report?.errors ?? [], []);
  assert.equal(listed(home, good.json.job).state, 'done', JSON.stringify(log_of(home, good.json.job)));
  assert.equal(listed(home, good.json.job).result.landed, 1);
  for (const name of ['daicho.db', 'daicho.db-wal']) {
    let bytes = Buffer.alloc(0);
    try {
      bytes = readFileSync(join(home, name));
    } catch {
      // No log is left behind.
    }
    assert.equal(bytes.includes('123456789018'), false, name);
  }
  assert.equal(verify(home).status, 0);
});

test('a job of a server that was killed goes on with the next one', async () => {
  const home = copy_of_city();
  const queued = run(['job', 'queue', 'levy', '--year', '2026'], { home }).json.job;
  // As a process leaves it that was killed after its turn had begun.
  sql(home, `UPDATE w_job SET state = 1 WHERE id = ${queued};
             UPDATE w_job_order SET attempts = 1 WHERE job = ${queued};`);
  assert.equal(listed(home, queued).state, 'stopped');
  const server = await serve(home);
  try {
    assert.equal((await ended(home, queued)).state, 'done');
  } finally {
    await server.stop();
  }
  assert.ok(log_of(home, queued).log.some((line) => line.id === 'job.log.again'));
  assert.equal(verify(home).status, 0);
});
