// kill -9 in the middle of each kind of queued job: the next server runs it again or goes on where it
// was, says so in the log, and nothing is there twice or half. Cancelled midway: nothing is left.
// $DAICHO_OUTAGES: how often each (1).
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { copy_of_city, numbers, one, rows, run, scratch_file, verify } from './lib/city.mjs';
import { enter, pause, serve_on, until } from './lib/postgres.mjs';

const kTimes = Number(process.env.DAICHO_OUTAGES ?? 1);
const kRows = 12_000;
const random = numbers(Number(process.env.DAICHO_KILLS_SEED ?? 1));

const good = (home, words) => {
  const done = run(words, { home, timeout: 120_000 });
  assert.equal(done.status, 0, `${words.join(' ')}\n${done.out}${done.err}`);
  return done.json;
};
const job_of = (home, id) => rows(home, `SELECT state, done FROM w_job WHERE id = ${id}`)[0];
const log_of = (home, id) => good(home, ['job', 'log', String(id)]);
const [kRunning, kDone] = [1, 2];

function parcels(home) {
  const people = rows(home, "SELECT DISTINCT addressee_no FROM v_addressee WHERE kind = 'individual' ORDER BY 1");
  const lines = ['parcel_no,location,change_reason,owner,taxpayer,land_category,land_use,exempt_reason,city_planning_area,ledger_area,taxed_area,unit_price_yen,value_yen,dwellings'];
  for (let i = 0; i < kRows; ++i) {
    const who = people[i % people.length].addressee_no;
    lines.push(`9${String(i).padStart(8, '0')},試験町一丁目 ${i + 1}番,initial,${who},${who},building_land,building_land,none,true,100.00,100.00,20000,2000000,0`);
  }
  const file = scratch_file('parcels.csv');
  writeFileSync(file, `${lines.join('\n')}\n`);
  return file;
}

// Orders, waits until it runs and up to `wait` ms longer, kills. Null when it was over before.
async function kill_in_the_middle(home, words, wait) {
  const server = await serve_on({ home, store: 'sqlite' });
  const { job } = good(home, ['job', 'queue', ...words]);
  await until(() => job_of(home, job).state >= kRunning, 20_000, 1);
  if (wait >= 1) await pause(random(wait));
  await server.kill();
  return job_of(home, job).state === kRunning ? job : null;
}

// What the next server makes of it.
async function go_on(home, job) {
  assert.equal(good(home, ['job', 'list']).jobs.find((one_of) => one_of.id === job).state, 'stopped', 'nobody runs it');
  assert.equal(verify(home).status, 0);
  const server = await serve_on({ home, store: 'sqlite' });
  try {
    await until(() => job_of(home, job).state >= kDone && job_of(home, job).state !== 4, 60_000);
  } finally {
    await server.stop();
  }
  const log = log_of(home, job);
  assert.equal(log.state, 'done', JSON.stringify(log));
  assert.ok(log.log.some((line) => line.id === 'job.log.again'), 'its log says that it was interrupted');
  assert.equal(log.log.filter((line) => line.id === 'job.log.done').length, 1);
  assert.equal(verify(home).status, 0);
  return log;
}

async function trials(words, prepare, look) {
  for (let i = 0; i < kTimes; ++i) {
    let job = null;
    // A fast machine is over sooner: each further attempt waits half as long.
    for (let wait = 64; wait > 1 / 64 && job === null; wait /= 2) {
      const home = copy_of_city();
      const before = prepare(home);
      job = await kill_in_the_middle(home, words(home), Math.floor(wait));
      if (job !== null) look(home, await go_on(home, job), before);
    }
    assert.notEqual(job, null, 'was always over before it could be killed');
  }
}
// An administrator's password, given by the system and changed by its owner.
function administrator(home) {
  const account = one(home, "SELECT a.account_no FROM v_role_assignment r JOIN v_account a ON a.record_id = r.account WHERE r.role = 'admin' LIMIT 1");
  const { first_password: given } = good(home, ['account', 'reset-password', account]);
  const password = 'Shiome-no-mado-7412';
  const done = run(['account', 'password', account], { home, input: `${given}\n${password}` });
  assert.equal(done.status, 0, done.out + done.err);
  return { account, password };
}
const parcels_of = (home) => one(home, 'SELECT count(*) FROM w_head_parcel');

test('a levy goes on at its cursor: one run, every object once', { timeout: 60_000 + kTimes * 30_000 }, () =>
  trials(() => ['levy', '--year', '2026'], (home) => one(home, 'SELECT count(*) FROM v_levy_run'), (home, log, runs) => {
    const run_no = log.result.run_no;
    const [{ record_id: id }] = rows(home, `SELECT record_id FROM v_levy_run WHERE run_no = '${run_no}' LIMIT 1`);
    assert.ok(one(home, 'SELECT count(*) FROM v_levy_run') > runs);
    for (const [table, object] of [['levy_parcel', 'parcel'], ['levy_house', 'house'], ['levy_taxpayer', 'taxpayer']]) {
      assert.equal(one(home, `SELECT count(*) FROM (SELECT ${object} FROM v_${table} WHERE run = ${id} GROUP BY ${object} HAVING count(*) > 1)`), 0, `${table} twice`);
    }
    assert.ok(one(home, `SELECT count(*) FROM v_levy_parcel WHERE run = ${id}`) > 1_000);
    assert.equal(run(['journal', 'verify', '--run', run_no], { home }).status, 0);
  }));

test('an import lands once and whole', { timeout: 60_000 + kTimes * 30_000 }, () =>
  trials((home) => ['import', '--register', 'parcel', '--file', parcels(home)], parcels_of, (home, log, before) => {
    assert.equal(log.result.landed, kRows);
    assert.equal(parcels_of(home), before + kRows);
  }));

test('an export makes one file', { timeout: 60_000 + kTimes * 30_000 }, () =>
  trials(() => ['export', '--register', 'parcel', '--reason', '点検', '--by', '20411'], () => null, (home) => {
    assert.equal(one(home, 'SELECT count(*) FROM w_job_file'), 1);
  }));

test('a backup is made anew; what the killed one left is swept', { timeout: 60_000 + kTimes * 30_000 }, () =>
  trials(() => ['backup'], () => null, (home) => {
    const names = readdirSync(join(home, 'backups'));
    assert.deepEqual(names.filter((name) => name.endsWith('.part')), []);
    const backups = names.filter((name) => /^\d/.test(name));
    assert.ok(backups.length >= 1);
    for (const name of backups) assert.ok(existsSync(join(home, 'backups', name, 'manifest.txt')));
  }));

test('a backup and a verification are cancelled midway', { timeout: 90_000 }, async () => {
  const home = copy_of_city();
  good(home, ['import', 'parcel', parcels(home), '--valid-from', '2025-01-01']);
  const admin = administrator(home);
  const server = await serve_on({ home, store: 'sqlite' });
  try {
    const ask = await enter(server, admin);
    for (const kind of ['backup', 'verify']) {
      let ended = '';
      for (let attempt = 0; attempt < 8 && ended !== 'cancelled'; ++attempt) {
        const ordered = await ask(server, '/api/jobs', { method: 'POST', body: { kind, parameters: {} } });
        assert.ok(ordered.ok, await ordered.clone().text());
        const job = Number((await ordered.json()).job.id);
        await until(() => job_of(home, job).state >= kRunning);
        await ask(server, `/api/jobs/${job}/cancel`, { method: 'POST', body: {} });
        await until(() => job_of(home, job).state >= kDone);
        ended = good(home, ['job', 'list']).jobs.find((one_of) => one_of.id === job).state;
        if (ended === 'cancelled') assert.ok(log_of(home, job).log.some((line) => line.id === 'job.log.cancelled'));
        if (kind !== 'backup') continue;
        const made = existsSync(join(home, 'backups')) ? readdirSync(join(home, 'backups')) : [];
        assert.deepEqual(made.filter((name) => name.endsWith('.part')), []);
        assert.equal(made.filter((name) => /^\d/.test(name)).length, attempt + (ended === 'cancelled' ? 0 : 1));
      }
      assert.equal(ended, 'cancelled', kind);
    }
  } finally {
    await server.stop();
  }
  assert.equal(verify(home).status, 0);
});
