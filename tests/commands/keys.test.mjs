// The city key from outside: rotated while the server runs, into a token and back; what a token's
// faults look like; a key that was rotated away opens nothing.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { copy_of_city, one, rows, run, scratch_file, serve, sign_in, verify } from './lib/city.mjs';

let home;
let admin;
let pin;
let uri;
const conf_before = process.env.SOFTHSM2_CONF;
before(() => {
  home = copy_of_city();
  admin = one(home, "SELECT a.account_no FROM v_role_assignment r JOIN v_account a ON a.record_id = r.account WHERE r.role = 'admin' ORDER BY 1 LIMIT 1");
  const folder = scratch_file('hsm');
  mkdirSync(join(folder, 'tokens'), { recursive: true });
  writeFileSync(join(folder, 'softhsm2.conf'), `directories.tokendir = ${join(folder, 'tokens')}\nobjectstore.backend = file\nlog.level = ERROR\n`);
  process.env.SOFTHSM2_CONF = join(folder, 'softhsm2.conf');
  execFileSync('softhsm2-util', ['--init-token', '--free', '--label', 'daicho', '--so-pin', '87654321', '--pin', '123456'], { stdio: 'ignore' });
  pin = join(folder, 'pin');
  writeFileSync(pin, '123456\n', { mode: 0o600 });
  uri = `pkcs11:token=daicho;object=city?module-path=/usr/lib/softhsm/libsofthsm2.so&pin-source=file:${pin}`;
});
after(() => {
  if (conf_before === undefined) delete process.env.SOFTHSM2_CONF;
  else process.env.SOFTHSM2_CONF = conf_before;
});

const rotate = (...more) => run(['key', 'rotate', '--by', admin, ...more], { home });
const key = () => readFileSync(join(home, 'city.key'));
const id = (answer) => answer.json?.errors?.[0].id;
const token_said = () => run(['doctor', '--json'], { home }).json.findings?.find((one) => one.check === 'token');

test('while the server runs: into the token and back, without a sign-out', async () => {
  const login = JSON.parse(readFileSync(join(home, 'logins.json')))[0];
  const old = scratch_file('old.key');
  const server = await serve(home);
  try {
    const ask = await sign_in(server.address, login);
    const plain = key();
    const into = rotate('--into', uri, '--keep-old', old);
    assert.equal(into.status, 0, into.err);
    assert.equal(into.json.kept_in, 'token');
    assert.ok(key().toString().startsWith('daicho city key in token 1\n'));
    assert.ok(readFileSync(old).equals(plain));
    assert.equal((await ask('/api/session')).status, 200);
    const back = rotate('--into', 'file');
    assert.equal(back.status, 0, back.err);
    assert.equal(key().length, 32);
    assert.ok(!key().equals(plain));
    assert.equal((await ask('/api/registers')).status, 200);
    assert.equal(id(run(['key', 'rotate', '--by', login.account], { home })), 'register.denied');
    assert.equal(id(run(['key', 'rotate', '--by', 'nobody'], { home })), 'office.no_account');
  } finally {
    await server.stop();
  }
  assert.equal(verify(home).status, 0);
  const kinds = rows(home, "SELECT count(*) AS n FROM j_entry WHERE hex(substr(header, 18, 2)) = '0057'");
  assert.equal(kinds[0].n, 2, 'city_key_rotated');
  const now = key();
  writeFileSync(join(home, 'city.key'), readFileSync(old));
  assert.equal(id(verify(home)), 'vault.city_key.wrong');
  writeFileSync(join(home, 'city.key'), now);
  assert.equal(verify(home).status, 0);
});

describe('sealed in a token', () => {
  before(() => assert.equal(rotate('--into', uri).status, 0));
  test('everything works, and the doctor says where the key is', () => {
    assert.equal(verify(home).status, 0);
    assert.equal(token_said().level, 'good');
    const backups = scratch_file('backups');
    const made = run(['backup', '--to', backups], { home });
    assert.equal(made.status, 0, made.err);
    const back = run(['restore', '--from', join(backups, made.json.name), '--to', scratch_file('restored'), '--city-key', join(home, 'city.key')], { home });
    assert.equal(back.status, 0, back.err);
  });
  test('wrong PIN, PIN for all to read, token away', () => {
    writeFileSync(pin, '999999\n');
    assert.equal(id(verify(home)), 'vault.token.pin_wrong');
    assert.equal(token_said().level, 'bad');
    writeFileSync(pin, '123456\n');
    chmodSync(pin, 0o644);
    assert.equal(id(verify(home)), 'vault.token.pin_file');
    chmodSync(pin, 0o600);
    const tokens = join(pin, '..', 'tokens');
    renameSync(tokens, `${tokens}.away`);
    mkdirSync(tokens);
    const away = verify(home);
    assert.equal(id(away), 'vault.token.absent');
    assert.equal(away.status, 3);
    assert.ok(!away.err.includes('123456'));
    execFileSync('rmdir', [tokens]);
    renameSync(`${tokens}.away`, tokens);
    assert.equal(verify(home).status, 0);
  });
  test('back to a file', () => {
    assert.equal(rotate('--into', 'file').status, 0);
    assert.equal(key().length, 32);
    assert.equal(verify(home).status, 0);
  });
});

test('a new city is made with its key in the token', () => {
  const fresh = scratch_file('fresh');
  process.env.DAICHO_CITY_KEY = uri;
  try {
    const made = run(['demo', '--size', 'small', '--no-levy', '--no-serve'], { home: fresh });
    assert.equal(made.status, 0, made.err);
  } finally {
    delete process.env.DAICHO_CITY_KEY;
  }
  assert.ok(readFileSync(join(fresh, 'city.key')).toString().includes(uri));
  assert.equal(verify(fresh).status, 0);
});
