// A writer that lost its lease to another server stops writing at once, says so, and shows nothing
// out of its memory any more. It was started as a plain server, without --standby.
import assert from 'node:assert/strict';
import { cpSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { run, scratch } from './lib/city.mjs';
import { change, cluster, enter, record, serve_on, until } from './lib/postgres.mjs';

const homes = ['first', 'second'].map((name) => join(scratch, `lease-${process.pid}-${name}`));
let servers;
let store;
let clerk;
const running = [];

before(async () => {
  servers = await cluster();
  store = servers.store('postgres');
  process.env.DAICHO_STORE = store;
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

const start = async (home, ...options) => {
  const server = await serve_on({ home, store }, ...options);
  running.push(server);
  return server;
};
// As a network does that forgets a connection while nobody uses it.
const cut = (server) =>
  servers.psql(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid IN (SELECT pid FROM
    pg_locks WHERE locktype = 'advisory' AND objsubid = 2 AND granted) AND application_name = 'daicho/${server.child.pid}'`);
const waiting = async (ask, at, number) => (await ask(at, `${record}/${number}/waiting`)).json();
const change_at = async (ask, at, number, depth) => {
  const shown = await (await ask(at, `${record}/${number}`)).json();
  return ask(at, `${record}/${number}`, change(shown.version, depth));
};

test('what another server wrote is seen at once, and nothing is written beside it', async () => {
  const first = await start(homes[0]);
  const ask = await enter(first, clerk);
  assert.equal((await change_at(ask, first, 7, '33.25')).ok, true);
  const second = await start(homes[1], '--standby');
  await until(async () => (await fetch(`${second.address}/api/place`)).status === 200);

  // It stands still meanwhile, or it might be the quicker one.
  first.child.kill('SIGSTOP');
  assert.equal(cut(first), 't', 'the session of the lease was there');
  await until(() => /This server writes from now on/.test(second.said));
  first.child.kill('SIGCONT');
  const taken = Date.now();
  await until(() => /Another server took over the writing/.test(first.said), 5_000);
  assert.ok(Date.now() - taken < 3_000, 'told within seconds');

  const entered = await change_at(ask, second, 8, '41.50');
  assert.ok(entered.ok, await entered.clone().text());
  const { version } = await entered.json();
  // Where the other one answers it notes when it is open.
  await until(async () => (await ask(first, '/api/session')).status === 200);
  assert.equal((await waiting(ask, first, 8)).version, version, 'the first one shows it');
  const through = await change_at(ask, first, 9, '27.75');
  assert.ok(through.ok, await through.clone().text());
  assert.equal((await waiting(ask, second, 9)).version, (await through.json()).version, 'handed on');

  await second.stop();
  await until(() => /This server writes from now on/.test(first.said));
  assert.ok((await change_at(ask, first, 10, '12.25')).ok, 'and it takes over again');
});

test('a session that broke while nobody else came is made anew, and nothing is said', async () => {
  const [first] = running;
  const before = first.said;
  const ask = await enter(first, clerk);
  assert.equal(cut(first), 't');
  const done = await until(async () => {
    const answer = await change_at(ask, first, 11, '19.50');
    return answer.ok && answer;
  });
  assert.ok(done.ok);
  await new Promise((next) => setTimeout(next, 1_000));
  assert.equal(first.said, before);
  await first.stop();
  const verified = run(['journal', 'verify'], { home: homes[0] });
  assert.equal(verified.json?.ok, true, verified.out + verified.err);
});
