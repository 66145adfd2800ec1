// PostgreSQL servers of a test's own that it may kill (tests/oracle/servers.sh), cities in their
// databases, servers of ours on these.
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { binary, root } from './city.mjs';

export const pause = (ms) => new Promise((next) => setTimeout(next, ms));

export async function until(what, ms = 20_000, step = 30) {
  for (const end = Date.now() + ms; ; await pause(step)) {
    const found = await what();
    if (found) return found;
    assert.ok(Date.now() < end, `not within ${ms} ms`);
  }
}

export async function cluster() {
  const script = spawn('bash', ['tests/oracle/servers.sh'], { cwd: root, stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: script.stdout })[Symbol.asyncIterator]();
  const folder = (await lines.next()).value;
  const psql = (text, { database = 'postgres', server = 'pg' } = {}) =>
    execFileSync('psql', ['-h', `${folder}/${server}`, '-U', 'postgres', '-d', database, '-AtqX', '-v', 'ON_ERROR_STOP=1', '-c', text])
      .toString('utf8').trim();
  return {
    folder,
    psql,
    /** standby | kill | start | promote */
    async tell(command) {
      script.stdin.write(`${command}\n`);
      assert.equal((await lines.next()).value, 'ok', command);
    },
    address: (database, server = 'pg') => `host=${folder}/${server} user=postgres dbname=${database}`,
    store(database) {
      return `postgres:${this.address(database)}`;
    },
    /** A database like another one; nobody may be connected to that. */
    copy(from, to) {
      psql(`CREATE DATABASE ${to} TEMPLATE ${from}`);
      return this.store(to);
    },
    async end() {
      script.stdin.end();
      await new Promise((done) => script.once('exit', done));
    },
  };
}

/** A command on that store that runs by itself; `ended` tells how it ended. */
export function begin(words, { home, store, environment = {} }) {
  const child = spawn(binary, words, {
    env: { ...process.env, DAICHO_HOME: home, DAICHO_STORE: store, DAICHO_LANG: 'en', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const running = { child, out: '', said: '' };
  child.stdout.on('data', (chunk) => { running.out += chunk; });
  child.stderr.on('data', (chunk) => { running.said += chunk; });
  running.ended = new Promise((done) => child.once('exit', (status, signal) => done({ status, signal })));
  return running;
}

export async function serve_on(place, ...options) {
  const server = begin(['serve', '--port', '0', '--requests-per-second', '0', ...options], place);
  server.address = await until(() => {
    assert.equal(server.child.exitCode, null, server.said);
    return server.said.match(/https?:\/\/127\.0\.0\.1:\d+/)?.[0];
  });
  server.stop = async () => {
    server.child.kill('SIGTERM');
    await server.ended;
  };
  server.kill = async () => {
    server.child.kill('SIGKILL');
    await server.ended;
  };
  return server;
}

/** Signs in; gives a function that asks a server, this one or another of the same city. */
export async function enter(server, person) {
  const answer = await fetch(`${server.address}/api/session`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ account: person.account, password: person.password }),
  });
  assert.equal(answer.status, 200, await answer.clone().text());
  const cookie = answer.headers.get('set-cookie').split(';')[0];
  const { csrf } = await answer.json();
  return (at, path, { method = 'GET', body, headers = {} } = {}) =>
    fetch(`${at.address}${path}`, {
      method,
      headers: {
        Cookie: cookie,
        ...(method === 'GET' ? {} : { 'Content-Type': 'application/json', 'X-Daicho-Csrf': csrf }),
        ...headers,
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
}

export const record = '/api/registers/parcel_valuation/records';
export const change = (base_version, depth_m, headers = {}) => ({
  method: 'PUT',
  headers,
  body: {
    values: { depth_m }, base_version, valid_from: '2026-01-01', reason: '現地調査',
    article: '地方税法 第417条第1項',
  },
});
