// PostgreSQL killed, as the power does it, under the load of the screens: nothing acknowledged is
// lost, nothing is there twice, the same process goes on by itself. Backup, restore and erasure
// killed on PostgreSQL. A replica answers reads. $DAICHO_OUTAGES: how often each (1).
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { numbers, run, scratch } from './lib/city.mjs';
import { begin, change, cluster, enter, pause, record, serve_on, until } from './lib/postgres.mjs';

const kTimes = Number(process.env.DAICHO_OUTAGES ?? 1);
const random = numbers(Number(process.env.DAICHO_KILLS_SEED ?? 1));
const home = join(scratch, `outage-${process.pid}`);
const place = (name) => join(scratch, `outage-${process.pid}-${name}`);
let servers;
let people;
const running = [];

const command = (words, store, at = home) => {
  process.env.DAICHO_STORE = store;
  const done = run(words, { home: at, timeout: 120_000 });
  delete process.env.DAICHO_STORE;
  return done;
};
const good = (words, store, at) => {
  const done = command(words, store, at);
  assert.equal(done.status, 0, `${words.join(' ')}\n${done.out}${done.err}`);
  return done.json;
};
const sound = (store, at) => assert.equal(good(['journal', 'verify'], store, at).ok, true);

before(async () => {
  servers = await cluster();
  servers.psql('CREATE DATABASE city');
  good(['demo', '--size', 'small', '--no-levy', '--no-serve'], servers.store('city'));
  people = JSON.parse(readFileSync(join(home, 'logins.json'), 'utf8'));
});
after(async () => {
  for (const server of running) server.child.kill('SIGKILL');
  await servers.end();
});

// Changes one record after the other, each with a key of its own, again until it is answered.
async function write(server, ask, records, stop, told) {
  for (const number of records) {
    if (stop()) return;
    const shown = await until(async () => {
      const answer = await ask(server, `${record}/${number}`).catch(() => null);
      return answer && (answer.status === 200 || answer.status === 404) && answer;
    }, 60_000);
    if (shown.status === 404) continue;
    const { version } = await shown.json();
    const headers = { 'Idempotency-Key': `outage-${number}` };
    const depth = `${10 + (number % 40)}.25`;
    for (;;) {
      const done = await ask(server, `${record}/${number}`, change(version, depth, headers));
      const answer = await done.json();
      if (done.ok) {
        told.acknowledged.push([number, answer.version, depth]);
        break;
      }
      const id = answer.errors?.[0]?.id;
      told.refused.add(id);
      // Nobody knows whether it was saved: what stands there is looked at, and it is not repeated.
      if (id === 'store.outcome_unknown' || id === 'api.idempotency.not_known') {
        told.unknown.push(number);
        break;
      }
      // 429: while nobody can look up its session, a request is a stranger's.
      assert.ok(done.status >= 500 || done.status === 429, `${number}: ${done.status} ${JSON.stringify(answer)}`);
      await pause(50);
    }
  }
}

describe('the server of the database is killed', () => {
  test(`${kTimes} times, under eight writers`, { timeout: 60_000 + kTimes * 20_000 }, async () => {
    const store = servers.copy('city', 'killed');
    const server = await serve_on({ home, store });
    running.push(server);
    const clerk = people.find((one) => one.account === '20411');
    const asks = [];
    for (let i = 0; i < 8; ++i) asks.push(await enter(server, clerk));
    const told = { acknowledged: [], refused: new Set(), unknown: [] };
    let over = false;
    const all = Array.from({ length: 1_500 }, (_, at) => at + 1);
    const load = Promise.all(asks.map((ask, lane) =>
      write(server, ask, all.filter((number) => number % 8 === lane), () => over, told)));
    try {
      for (let i = 0; i < kTimes; ++i) {
        const before = told.acknowledged.length;
        await until(() => told.acknowledged.length > before + 10);
        await servers.tell('kill');
        await pause(random(400));
        await servers.tell('start');
      }
      const before = told.acknowledged.length;
      await until(() => told.acknowledged.length > before + 10);
    } finally {
      over = true;
      await load;
    }
    assert.equal(server.child.exitCode, null, 'the same process');
    for (const [number, version, depth] of told.acknowledged) {
      const waits = await (await asks[0](server, `${record}/${number}/waiting`)).json();
      assert.equal(waits.version, version, `acknowledged for ${number}`);
      assert.equal(waits.values?.depth_m ?? depth, depth);
    }
    await server.stop();
    const twice = servers.psql('SELECT count(*) FROM (SELECT record_id FROM v_parcel_valuation WHERE row_state BETWEEN 2 AND 201 GROUP BY record_id HAVING count(*) > 1) AS d', { database: 'killed' });
    const once = servers.psql('SELECT count(*) FROM (SELECT record_id FROM v_parcel_valuation WHERE row_state BETWEEN 2 AND 201 GROUP BY record_id HAVING count(*) > 1) AS d', { database: 'city' });
    assert.equal(twice, once, 'no change was carried out twice');
    sound(store);
    servers.psql('DROP DATABASE killed WITH (FORCE)');
  });
});

// Kills a command at a moment of the time that it takes; null when it was over before.
async function killed(words, store, at, ms) {
  const running = begin(words, { home: at, store });
  await Promise.race([pause(ms), running.ended]);
  running.child.kill('SIGKILL');
  const { status, signal } = await running.ended;
  assert.ok(signal === 'SIGKILL' || status === 0, running.out + running.said);
  return signal === 'SIGKILL';
}
async function time_of(body) {
  const from = performance.now();
  await body();
  return performance.now() - from;
}
// Each in its own part of the time.
async function moments(ms, body) {
  for (let i = 0; i < kTimes; ++i) {
    let hit = false;
    for (let attempt = 0; attempt < 6 && !hit; ++attempt) {
      hit = await body(((i + random(1000) / 1000) / kTimes) * ms * (1 - 0.12 * attempt), i);
    }
    assert.ok(hit, 'was always over before it could be killed');
  }
}

describe('killed on PostgreSQL', { timeout: 120_000 + kTimes * 40_000 }, () => {
  let from;
  test('a backup: whole or nothing, and the next one sweeps', async () => {
    const store = servers.store('city');
    const folder = place('backups');
    const ms = await time_of(() => {
      from = join(place('first'), good(['backup', '--to', place('first')], store).name);
    });
    await moments(ms, async (moment) => {
      if (!await killed(['backup', '--to', folder], store, home, moment)) return false;
      for (const name of existsSync(folder) ? readdirSync(folder).filter((one) => /^\d/.test(one)) : []) {
        assert.ok(existsSync(join(folder, name, 'manifest.txt')), `${name} has a name but is not whole`);
      }
      sound(store);
      good(['backup', '--to', folder], store);
      assert.deepEqual(readdirSync(folder).filter((name) => name.endsWith('.part')), []);
      return true;
    });
  });

  test('a restore: refused until it is done again, then whole', async () => {
    const entries = good(['journal', 'verify'], servers.store('city')).entries;
    const words = (to) => ['restore', '--from', from, '--to', to, '--city-key', join(home, 'city.key')];
    servers.psql('CREATE DATABASE back');
    const ms = await time_of(() => good(words(place('back')), servers.store('back'), home));
    await moments(ms, async (moment, i) => {
      const [name, to] = [`back_${i}`, place(`back-${i}`)];
      servers.psql(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
      rmSync(to, { recursive: true, force: true });
      servers.psql(`CREATE DATABASE ${name}`);
      if (!await killed(words(to), servers.store(name), home, moment)) return false;
      // The session of the killed one ends a moment after it.
      await until(() => servers.psql(`SELECT count(*) FROM pg_stat_activity WHERE datname = '${name}'`) === '0');
      if (!existsSync(to)) {
        const half = servers.psql("SELECT count(*) FROM pg_tables WHERE tablename = 'w_restoring'", { database: name });
        if (half === '1') {
          mkdirSync(place('try'), { recursive: true, mode: 0o700 });
          const opened = command(['serve', '--port', '0'], servers.store(name), place('try'));
          assert.notEqual(opened.status, 0, 'half of a city does not open');
        }
        good(words(to), servers.store(name), home);
      }
      const proof = good(['journal', 'verify'], servers.store(name), to);
      assert.ok(proof.ok && proof.entries >= entries - 10, JSON.stringify(proof));
      servers.psql(`DROP DATABASE ${name} WITH (FORCE)`);
      return true;
    });
    servers.psql('DROP DATABASE back WITH (FORCE)');
  });

  test('an erasure: all of it or nothing, and it goes on', async () => {
    const word = '消尽野';
    servers.copy('city', 'due');
    const store = servers.store('due');
    for (const ended of ['', 'true']) {
      const lines = ['addressee_no,kind,name,kana,birth_date,address,valid_from,ended'];
      for (let serial = 800000000, made = 0; made < 60; ++serial) {
        const check = check_digit(String(serial));
        if (check === null) continue;
        made += 1;
        lines.push(`${serial}${check},individual,${word} ${made}号,キエノ,1930-01-01,汐見市港町${made}番地,${ended ? '2001-05-01' : '1990-01-01'},${ended}`);
      }
      const file = `${place('people')}${ended}.csv`;
      writeFileSync(file, `${lines.join('\n')}\n`);
      good(['import', 'addressee', file], store);
    }
    const { proposals } = good(['retention', 'propose', '--year', '2026', '--by', '10271'], store);
    const number = proposals[0].proposal;
    good(['retention', 'approve', number, '--by', '10274', '--reason', '満了'], store);
    const words = ['retention', 'run', number, '--by', '10271'];
    const left = (database) =>
      Number(servers.psql(`SELECT count(*) FROM v_addressee WHERE name LIKE '${word}%'`, { database }));
    const whole = left('due');
    assert.equal(whole, 120);
    servers.copy('due', 'gone');
    const ms = await time_of(() => good(words, servers.store('gone')));
    assert.equal(left('gone'), 0);
    await moments(ms, async (moment, i) => {
      const name = `gone_${i}`;
      servers.psql(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
      servers.copy('due', name);
      if (!await killed(words, servers.store(name), home, moment)) return false;
      await until(() => servers.psql(`SELECT count(*) FROM pg_stat_activity WHERE datname = '${name}'`) === '0');
      const now = left(name);
      assert.ok(now === 0 || now === whole, `${now} versions are left: half an erasure`);
      if (now !== 0) good(words, servers.store(name));
      assert.equal(left(name), 0);
      const paper = good(['retention', 'certificate', number], servers.store(name));
      assert.match(JSON.stringify(paper), /addressee/);
      sound(servers.store(name));
      servers.psql(`DROP DATABASE ${name} WITH (FORCE)`);
      return true;
    });
  });
});

function check_digit(serial) {
  let sum = 0;
  [...serial].reverse().forEach((c, i) => { sum += Number(c) * (2 + (i % 6)); });
  const rest = sum % 11;
  return rest === 1 ? null : rest === 0 ? 0 : 11 - rest;
}

test('a replica answers reads, what was just written too, and its end is not noticed', { timeout: 90_000 }, async () => {
  servers.copy('city', 'followed');
  await servers.tell('standby');
  const server = await serve_on({
    home, store: servers.store('followed'),
    environment: { DAICHO_REPLICA: servers.address('followed', 'standby') },
  });
  running.push(server);
  const clerk = people.find((one) => one.account === '20411');
  const ask = await enter(server, clerk);
  const reads = (at) => Number(servers.psql(
    "SELECT count(*) FROM pg_stat_activity WHERE datname = 'followed' AND application_name LIKE 'daicho%' AND query LIKE '%parcel_valuation%'",
    { server: at, database: 'followed' }));
  for (let number = 7; number < 12; ++number) {
    const shown = await (await ask(server, `${record}/${number}`)).json();
    const entered = await ask(server, `${record}/${number}`, change(shown.version, '33.25'));
    assert.ok(entered.ok, await entered.clone().text());
    const waits = await (await ask(server, `${record}/${number}/waiting`)).json();
    assert.equal(waits.version, (await entered.json()).version, 'read behind the write');
  }
  assert.ok(reads('standby') > 0, 'the replica was asked');
  // Commits no longer wait for it, then it dies.
  servers.psql('ALTER SYSTEM RESET synchronous_standby_names');
  servers.psql('SELECT pg_reload_conf()');
  const pid = Number(readFileSync(join(servers.folder, 'standby', 'data', 'postmaster.pid'), 'utf8').split('\n')[0]);
  process.kill(pid, 'SIGQUIT');
  for (let number = 12; number < 16; ++number) {
    const shown = await until(async () => {
      const answer = await ask(server, `${record}/${number}`);
      return answer.status === 200 && answer.json();
    }, 5_000);
    assert.equal((await ask(server, `${record}/${number}`, change(shown.version, '33.25'))).status < 300, true);
  }
  await server.stop();
  sound(servers.store('followed'));
});
