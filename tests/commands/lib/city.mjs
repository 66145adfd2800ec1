// One small city for all tests, copied for each; the program run from outside; the database opened
// behind its back.
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..');
export const binary = process.env.DAICHO_COMMANDS_BINARY ?? join(root, 'build', 'daicho');
export const scratch = process.env.DAICHO_COMMANDS_SCRATCH ?? mkdtempSync(join(tmpdir(), 'daicho-'));
const original = join(scratch, 'city');

export function run(args, { home = original, language = 'en', data, input, timeout = 60_000 } = {}) {
  const env = { ...process.env, DAICHO_HOME: home, DAICHO_LANG: language };
  if (data) env.DAICHO_DATA = data;
  const done = spawnSync(binary, args, { env, input, timeout, maxBuffer: 1 << 28 });
  const out = done.stdout.toString('utf8');
  let json = null;
  try {
    json = JSON.parse(out);
  } catch {
    // Left null: what must be JSON is asserted by the caller.
  }
  return { status: done.status, signal: done.signal, out, err: done.stderr.toString('utf8'), json };
}

let copies = 0;
export function copy_of_city() {
  if (!existsSync(join(original, 'daicho.db'))) {
    const made = run(['demo', '--size', 'small', '--no-serve']);
    if (made.status !== 0) throw new Error(made.err);
  }
  const home = join(scratch, `copy-${process.pid}-${++copies}`);
  cpSync(original, home, { recursive: true });
  return home;
}

export function scratch_file(name, bytes) {
  const folder = join(scratch, `files-${process.pid}`);
  mkdirSync(folder, { recursive: true });
  const file = join(folder, name);
  if (bytes !== undefined) writeFileSync(file, bytes);
  return file;
}

export function sql(home, text) {
  return execFileSync('sqlite3', ['-batch', '-bail', join(home, 'daicho.db')], {
    input: text,
    maxBuffer: 1 << 28,
  }).toString('utf8');
}

export function rows(home, text) {
  const out = execFileSync('sqlite3', ['-batch', '-json', join(home, 'daicho.db'), text], {
    maxBuffer: 1 << 28,
  }).toString('utf8');
  return out.trim() === '' ? [] : JSON.parse(out);
}

export const one = (home, text) => Object.values(rows(home, text)[0] ?? {})[0];

export const verify = (home, ...more) => run(['journal', 'verify', ...more], { home });

/** Starts the screens; gives the address, what was said, and how to end it. */
export async function serve(home, { data, options = [] } = {}) {
  const env = { ...process.env, DAICHO_HOME: home, DAICHO_LANG: 'en' };
  if (data) env.DAICHO_DATA = data;
  const child = spawn(binary, ['serve', '--port', '0', ...options], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  const ended = new Promise((done) => child.once('exit', done));
  const address = await new Promise((found, lost) => {
    const listen = (chunk) => {
      said += chunk;
      const match = said.match(/https?:\/\/127\.0\.0\.1:\d+/);
      if (match) found(match[0]);
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    child.once('exit', (code) => lost(new Error(`serve ended (${code}): ${said}`)));
  });
  const stop = async () => {
    child.kill('SIGTERM');
    await ended;
    return said;
  };
  return { address, stop };
}

/** Signs in; gives a function that asks the API as that person. */
export async function sign_in(address, login) {
  const answer = await fetch(`${address}/api/session`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ account: login.account, password: login.password }),
  });
  if (answer.status !== 200) throw new Error(`sign-in: ${answer.status} ${await answer.text()}`);
  const cookie = answer.headers.get('set-cookie').split(';')[0];
  return (path) => fetch(`${address}${path}`, { headers: { Cookie: cookie } });
}

/** A small generator of the same numbers for the same seed. */
export function numbers(seed) {
  let state = BigInt(seed) || 1n;
  return (below) => {
    state ^= (state << 13n) & 0xffffffffffffffffn;
    state ^= state >> 7n;
    state ^= (state << 17n) & 0xffffffffffffffffn;
    return Number(state % BigInt(below));
  };
}
