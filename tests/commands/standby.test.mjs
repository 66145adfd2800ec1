// Two servers on one PostgreSQL database: one writes, the other hands on to it and follows it when
// it is killed. The second has nothing of the first but the city's key.
import assert from 'node:assert/strict';
import { cpSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { run, scratch } from './lib/city.mjs';
import { cluster, enter, serve_on, until } from './lib/postgres.mjs';

const homes = ['first', 'second'].map((name) => join(scratch, `standby-${process.pid}-${name}`));
const running = [];
let servers;
let clerk;

before(async () => {
  servers = await cluster();
  process.env.DAICHO_STORE = servers.store('postgres');
  const made = run(['demo', '--size', 'small', '--no-levy', '--no-serve'], { home: homes[0], timeout: 120_000 });
  assert.equal(made.status, 0, made.err);
  mkdirSync(homes[1], { mode: 0o700 });
  cpSync(join(homes[0], 'city.key'), join(homes[1], 'city.key'));
  clerk = JSON.parse(readFileSync(join(homes[0], 'logins.json'), 'utf8')).find((one) => one.account === '20411');
});
after(async () => {
  for (const server of running) server.child.kill('SIGKILL');
  delete process.env.DAICHO_STORE;
  await servers.end();
});

async function start(home, ...options) {
  const server = await serve_on({ home, store: process.env.DAICHO_STORE }, ...options);
  running.push(server);
  return server;
}

const record = '/api/registers/parcel_valuation/records';
const newest = async (ask, at, number) => {
  const answer = await ask(at, `${record}/${number}`);
  assert.equal(answer.status, 200, await answer.clone().text());
  return answer.json();
};
const change = (base_version, depth_m) => ({
  method: 'PUT',
  body: {
    values: { depth_m }, base_version, valid_from: '2026-01-01', reason: '現地調査',
    article: '地方税法 第417条第1項',
  },
});

test('reads and writes go through the second; it follows the first, killed, and nobody is signed out', async () => {
  const first = await start(homes[0]);
  const second = await start(homes[1], '--standby');
  await until(async () => (await fetch(`${second.address}/api/place`)).status === 200);

  const screens = await fetch(`${second.address}/search?q=x`);
  assert.equal(screens.status, 200);
  assert.match(screens.headers.get('content-security-policy'), /default-src 'none'/);

  const ask = await enter(second, clerk);
  const me = await (await ask(first, '/api/session')).json();
  assert.equal((await (await ask(second, '/api/session')).json()).csrf, me.csrf, 'one session for both');
  const lists = await Promise.all(
    [first, second].map(async (at) => (await ask(at, '/api/registers/parcel/records?sort=-area_m2&limit=3')).text()),
  );
  assert.equal(lists[1], lists[0], 'the query goes along');
  const tagged = await ask(second, `${record}/7`);
  const etag = tagged.headers.get('etag');
  if (etag) assert.equal((await ask(second, `${record}/7`, { headers: { 'If-None-Match': etag } })).status, 304);

  const before = (await newest(ask, second, 7)).version;
  const without = await ask(second, `${record}/7`, { ...change(before, '33.25'), headers: { 'X-Daicho-Csrf': 'x' } });
  assert.equal(without.status, 403, 'the token is asked by the one that writes');
  const once = { 'Idempotency-Key': 'standby-1' };
  const entered = await ask(second, `${record}/7`, { ...change(before, '33.25'), headers: once });
  assert.ok(entered.ok, await entered.clone().text());
  const { version } = await entered.json();

  const own = await ask(second, `${record}/7/approve`, { method: 'POST', body: { version } });
  assert.equal(own.status, 403, 'nobody approves what is hers, on whatever server');
  assert.equal((await (await ask(first, `${record}/7/waiting`)).json()).version, version, 'it still waits');

  // Changes until the first is killed. What was acknowledged is kept.
  const acknowledged = [];
  const writing = (async () => {
    for (let number = 8; number < 200; ++number) {
      const shown = await ask(second, `${record}/${number}`);
      if (shown.status === 503) return;
      if (shown.status !== 200) continue;
      const done = await ask(second, `${record}/${number}`, change((await shown.json()).version, '41.50'));
      if (done.ok) acknowledged.push([number, (await done.json()).version]);
      else if (done.status === 503) return;
    }
  })();
  await until(() => acknowledged.length >= 5);
  first.child.kill('SIGKILL');
  const killed = Date.now();
  await writing;
  const away = await fetch(`${second.address}/api/place`);
  if (away.status === 503) {
    assert.match(away.headers.get('content-type'), /problem\+json/);
    assert.equal((await away.json()).errors[0].id, 'api.no_writer');
    assert.equal(away.headers.get('retry-after'), '2');
  }
  await until(async () => (await ask(second, '/api/session')).status === 200);
  assert.ok(Date.now() - killed < 10_000, 'within seconds');
  assert.match(second.said, /This server writes from now on/);

  const again = await ask(second, `${record}/7`, { ...change(before, '33.25'), headers: once });
  assert.equal((await again.json()).version, version, 'the key of the first server is known to the second');
  for (const [number, kept] of [[7, version], ...acknowledged]) {
    const waits = await (await ask(second, `${record}/${number}/waiting`)).json();
    assert.equal(waits.version, kept, `acknowledged for ${number}`);
    assert.equal(waits.entered.by, clerk.name, 'in the name of who asked');
  }
  const third = await start(homes[0], '--standby');
  await until(async () => (await ask(third, '/api/session')).status === 200);
  const verified = run(['journal', 'verify'], { home: homes[0] });
  assert.equal(verified.json?.ok, true, verified.out + verified.err);
});

test('who says where a request came from is believed only with the city behind it', async () => {
  const [writer] = running.slice(1);
  // A stranger that invents an address each time is still one stranger.
  let limited = false;
  for (let i = 0; i < 200 && !limited; ++i) {
    const answer = await fetch(`${writer.address}/api/place`, {
      headers: {
        'X-Daicho-Forwarded-For': `${Date.now() * 1000} 10.0.${i}.1`,
        'X-Daicho-Forwarded-Proof': '0'.repeat(64),
      },
    });
    await answer.arrayBuffer();
    limited = answer.status === 429;
  }
  assert.ok(limited);
});

async function stop_all() {
  for (const { child } of running.splice(0)) {
    child.kill('SIGTERM');
    await until(() => child.exitCode !== null || child.signalCode !== null);
  }
}

test('a writer whose session was ended finds a successor, and hands on to it', async () => {
  await stop_all();
  const first = await start(homes[0], '--standby');
  await until(() => /This server writes/.test(first.said));
  const second = await start(homes[1], '--standby');
  const ask = await enter(first, clerk);
  await until(async () => (await ask(second, '/api/session')).status === 200);
  const epoch = () => Number(servers.psql('SELECT epoch FROM w_lease WHERE open'));
  const old = epoch();
  assert.match(servers.psql("SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory'"), /^t/);
  await until(() => epoch() > old);
  // The first is its own successor if it was just writing; else it notices at its next look.
  const holder = await until(() => servers.psql('SELECT holder FROM w_lease WHERE open').split(' ')[1]);
  const [writer, other] = holder === second.address ? [second, first] : [first, second];
  if (writer === second) await until(() => /Another server took over/.test(first.said));
  for (const at of [writer, other]) await until(async () => (await ask(at, '/api/session')).status === 200);
  const { version } = await newest(ask, other, 300);
  const done = await ask(other, `${record}/300`, change(version, '27.00'));
  assert.ok(done.ok, await done.clone().text());
  const waits = await (await ask(writer, `${record}/300/waiting`)).json();
  assert.equal(waits.version, (await done.json()).version);
});

test('with TLS the writer is known by its certificate', async () => {
  await stop_all();
  const writer = await start(homes[0], '--tls', '--standby');
  await until(() => /This server writes/.test(writer.said));
  const second = await start(homes[1], '--standby');
  await until(async () => (await fetch(`${second.address}/api/place`)).status === 200);
  await (await enter(second, clerk))(second, '/api/home');
});

test('what cannot be a standby is told so', () => {
  const store = process.env.DAICHO_STORE;
  delete process.env.DAICHO_STORE;
  const file = run(['serve', '--standby', '--port', '0'], { home: homes[1], timeout: 20_000 });
  process.env.DAICHO_STORE = store;
  assert.equal(file.status, 2);
  assert.match(file.out + file.err, /PostgreSQL/);
  const everywhere = run(['serve', '--standby', '--tls', '--address', '0.0.0.0', '--port', '0'], {
    home: homes[1], timeout: 20_000,
  });
  assert.equal(everywhere.status, 2);
  assert.match(everywhere.out + everywhere.err, /--advertise/);
});
