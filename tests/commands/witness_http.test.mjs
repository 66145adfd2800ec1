// A witness in another process: takes what continues, is told when it does not, and what it kept
// proves a journal that was put back to an older state.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { binary, copy_of_city, one, run, scratch_file, serve, verify } from './lib/city.mjs';

const started = [];
let home;
let key;
let kept;
let witness;

async function witness_serve(port, file, ...more) {
  const child = spawn(binary, ['witness', 'serve', '--origin', key.origin, '--key', key.public_key,
    '--file', file, '--port', String(port), ...more], { env: { ...process.env, DAICHO_LANG: 'en', DAICHO_HOME: '/nowhere' } });
  started.push(child);
  const address = await new Promise((done, failed) => {
    let said = '';
    child.stderr.on('data', (text) => {
      said += text;
      const found = /https?:\/\/[\d.:]+\//.exec(said);
      const print = /([0-9A-F]{2}:){31}[0-9A-F]{2}/.exec(said);
      if (found && (print || !more.includes('--tls'))) done([found[0], print?.[0]].filter(Boolean).join(' '));
    });
    child.on('exit', () => failed(new Error(said)));
  });
  return { child, address };
}
const stop = (child) => new Promise((done) => {
  child.on('exit', done);
  child.kill('SIGTERM');
});
// Any command that writes; its checkpoint is posted before the process ends.
function write(url) {
  process.env.DAICHO_WITNESS_URL = url;
  const answer = run(['export', 'department', '--reason', 'x', '--out', scratch_file('d.csv')], { home });
  delete process.env.DAICHO_WITNESS_URL;
  assert.equal(answer.status, 0, answer.err);
}
const witnessed = (text) => text.split('\n\n').filter((one) => one.startsWith(key.origin)).length;

before(async () => {
  home = copy_of_city();
  key = run(['journal', 'key'], { home }).json;
  kept = scratch_file('kept', '');
  witness = await witness_serve(0, kept);
});
after(() => started.forEach((child) => child.kill('SIGTERM')));

test('checkpoints arrive, signed, and verify takes what was kept', () => {
  write(witness.address);
  assert.ok(witnessed(readFileSync(kept, 'utf8')) >= 1);
  const found = verify(home, '--witness', kept);
  assert.equal(found.status, 0, found.err);
});

test('nothing gets in without the key', async () => {
  const held = readFileSync(kept, 'utf8');
  const note = held.split('\n\n— ')[0];
  for (const body of ['', 'x', held.replace(/\n\d+\n/, '\n99999999\n'), note]) {
    const answer = await fetch(witness.address, { method: 'POST', body });
    assert.equal(answer.status, 400, body);
  }
  const much = await fetch(witness.address, { method: 'POST', body: 'x'.repeat(100_000) }).catch(() => ({ status: 413 }));
  assert.ok(much.status >= 400);
  assert.equal(readFileSync(kept, 'utf8'), held);
});

test('a journal put back to an older state is refused, alarms and is proven', async () => {
  const older = scratch_file('older.db', '');
  cpSync(`${home}/daicho.db`, older);
  write(witness.address);
  write(witness.address);
  const held = readFileSync(kept, 'utf8');
  cpSync(older, `${home}/daicho.db`);
  for (const tail of ['-wal', '-shm']) {
    if (existsSync(`${home}/daicho.db${tail}`)) writeFileSync(`${home}/daicho.db${tail}`, '');
  }
  write(witness.address);
  assert.equal(readFileSync(kept, 'utf8'), held, 'the witness takes nothing smaller');
  assert.equal(verify(home, '--witness', kept).status, 1);
  assert.match(readFileSync(`${home}/witness.fault`, 'utf8'), /put back to an older state/);
  // Kind 61 at bytes 18 and 19 of the header.
  const alarms = one(home, "SELECT count(*) FROM j_entry WHERE hex(substr(header, 18, 2)) = '003D'");
  assert.equal(alarms, 1, 'an alarm entry');
});

// Larger than what the witness holds: sizes alone look well.
test('a server that rewrote its tail and went on is refused, and the alarm shows', async () => {
  home = copy_of_city();
  kept = scratch_file('kept-tail', '');
  const book = await witness_serve(0, kept);
  write(book.address);
  const older = scratch_file('tail.db', '');
  cpSync(`${home}/daicho.db`, older);
  write(book.address);
  const held = readFileSync(kept, 'utf8');
  assert.equal(witnessed(held), 2, 'each with a proof');
  assert.match(readFileSync(`${kept}.proof`, 'utf8'), /^daicho journal 1\n/);
  cpSync(older, `${home}/daicho.db`);
  for (const tail of ['-wal', '-shm']) {
    if (existsSync(`${home}/daicho.db${tail}`)) writeFileSync(`${home}/daicho.db${tail}`, '');
  }
  for (let i = 0; i < 4; ++i) {
    const quiet = run(['export', 'department', '--reason', 'y', '--out', scratch_file(`q${i}.csv`)], { home });
    assert.equal(quiet.status, 0, quiet.err);
  }
  write(book.address);
  const size = (text) => Math.max(...[...text.matchAll(/^daicho\/\d+\n(\d+)\n/gm)].map((one) => Number(one[1])));
  assert.equal(readFileSync(kept, 'utf8'), held, 'nothing is taken');
  assert.ok(size(readFileSync(`${kept}.refused`, 'utf8')) > size(held), 'although it is the larger one');
  assert.match(readFileSync(`${home}/witness.fault`, 'utf8'), /nothing proves that it continues|rewritten/);
  const alarms = one(home, "SELECT count(*) FROM j_entry WHERE hex(substr(header, 18, 2)) = '003D'");
  assert.equal(alarms, 1, 'an alarm entry');
  assert.equal(verify(home, '--witness', kept).status, 1);
  await stop(book.child);
});

test('by TLS with the certificate that was named, and with no other', async () => {
  home = copy_of_city();
  kept = scratch_file('kept-tls', '');
  const book = await witness_serve(0, kept, '--tls');
  assert.match(book.address, /^https:/);
  write(book.address.replace(/..$/, (last) => (last === '00' ? '01' : '00')));
  assert.equal(witnessed(readFileSync(kept, 'utf8')), 0, 'somebody in between learns and takes nothing');
  assert.match(readFileSync(`${home}/witness.fault`, 'utf8'), /another certificate/);
  write(book.address);
  write(book.address);
  assert.equal(witnessed(readFileSync(kept, 'utf8')), 2);
  assert.ok(!existsSync(`${home}/witness.fault`));
  await stop(book.child);
});

test('a witness that is away is told by doctor, and forgotten when it is back', async () => {
  home = copy_of_city();
  kept = scratch_file('kept2', '');
  await stop(witness.child);
  const server = await serve(home, { options: ['--witness-url', witness.address] });
  const base = server.address;
  // Refused sign-ins are entries: each is sealed, and its seal handed on, a second after the last.
  const poke = () => fetch(`${base}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"account":"99999","password":"x"}',
  });
  const until = async (wanted) => {
    for (let i = 0; i < 30; ++i) {
      await poke();
      if (existsSync(`${home}/witness.fault`) === wanted) return true;
      await new Promise((again) => setTimeout(again, 1_100));
    }
    return false;
  };
  assert.ok(await until(true), 'the fault is written down');
  const told = run(['doctor', '--json'], { home });
  assert.match(JSON.stringify(told.json), /cannot be reached/);
  await new Promise((again) => setTimeout(again, 1_100));
  await poke();
  const back = await witness_serve(Number(new URL(witness.address).port), kept);
  assert.ok(await until(false), 'it goes when notes arrive again');
  assert.ok(witnessed(readFileSync(kept, 'utf8')) >= 1);
  await server.stop();
  await stop(back.child);
  const found = verify(home, '--witness', kept);
  assert.equal(found.status, 0, found.err);
});
