// daicho account … from outside: lists, resets by a second person, sessions, passwords, and what a
// reorganisation left behind.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { copy_of_city, run, scratch_file, serve, sign_in, verify } from './lib/city.mjs';

const account = (words, options) => run(['account', ...words], options);
const id = (answer) => answer.json?.errors?.[0]?.id;
const logins = (home) => JSON.parse(readFileSync(join(home, 'logins.json'), 'utf8'));
const login_of = (home, number) => {
  const all = logins(home);
  return (Array.isArray(all) ? all : all.logins).find((one) => one.account === number);
};
const one_account = (home, number) =>
  account(['list'], { home }).json.accounts.find((one) => one.number === number);

const kClerk = '20411';
const kFresh = 'Akarui-umi-no-machi-5521';

describe('accounts', () => {
  const home = copy_of_city();

  test('are listed with state, roles and the number of administrators', () => {
    const listed = account(['list'], { home });
    assert.equal(listed.status, 0, listed.out);
    const { accounts, administrators, most_administrators: most } = listed.json;
    const holders = accounts.filter((one) => one.active && one.roles.some((role) => role.startsWith('admin/')));
    assert.equal(administrators, holders.length);
    assert.ok(administrators >= 1 && administrators <= most);
    const clerk = accounts.find((one) => one.number === kClerk);
    assert.equal(clerk.active, true);
    assert.equal(clerk.locked, false);
    assert.equal(clerk.password, 'own');
    assert.equal(account(['list', '--everything'], { home }).json.errors[0].id, 'cli.unknown_word');
  });

  test('get a first password from another administrator, never from oneself', () => {
    const admin = account(['list'], { home }).json.accounts.find((one) =>
      one.roles.some((role) => role.startsWith('admin/')),
    );
    const reset = (number, by) => account(['reset-password', number, '--by', by], { home });
    assert.equal(id(reset(kClerk, kClerk)), 'register.denied');
    assert.equal(id(reset(admin.number, admin.number)), 'office.password.oneself');
    assert.equal(id(reset('99999', admin.number)), 'office.no_account');
    const factors = account(['reset-factors', admin.number, '--by', admin.number], { home });
    assert.equal(id(factors), 'office.factor.oneself');
    const done = reset(kClerk, admin.number);
    assert.equal(done.status, 0, done.out);
    assert.ok(done.json.first_password.length >= 12);
    assert.equal(one_account(home, kClerk).password, 'given');

    const change = (lines) => account(['password', kClerk], { home, input: lines.join('\n') });
    const wrong = change(['not-this-one', kFresh]);
    assert.equal(id(wrong), 'office.password.wrong');
    assert.equal(wrong.status, 2);
    assert.equal(id(change([done.json.first_password, 'kurz'])).startsWith('identity.password.'), true);
    assert.equal(change([done.json.first_password, kFresh]).status, 0);
    assert.equal(one_account(home, kClerk).password, 'own');
    assert.equal(account(['reset-factors', kClerk, '--by', admin.number], { home }).status, 0);
    assert.equal(verify(home).json.ok, true);
  });

  test('are unlocked by a named second person with a reason, and only when locked', () => {
    const unlock = (...words) => account(['unlock', kClerk, ...words], { home });
    assert.equal(id(unlock('--reason', 'seen')), 'cli.account.no_by');
    assert.equal(id(unlock('--by', '20401')), 'office.unlock.no_reason');
    assert.equal(id(unlock('--by', '20401', '--reason', 'seen')), 'office.unlock.not_locked');
    assert.equal(id(unlock('--by', kClerk, '--reason', 'seen')), 'register.denied');
    assert.equal(id(account(['end-sessions', kClerk], { home })), 'office.end_sessions.no_reason');
  });
});

test('sessions end, even of somebody whose screen is open', async () => {
  const home = copy_of_city();
  const first = await serve(home);
  const login = login_of(home, kClerk);
  const signed = await fetch(`${first.address}/api/session`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ account: login.account, password: login.password }),
  });
  const Cookie = signed.headers.get('set-cookie').split(';')[0];
  const session = async (address) => (await fetch(`${address}/api/session`, { headers: { Cookie } })).status;
  assert.equal(await session(first.address), 200);
  await first.stop();
  const between = await serve(home);
  assert.equal(await session(between.address), 200, 'a session outlives the program');
  await between.stop();
  const ended = account(['end-sessions', kClerk, '--reason', 'device lost'], { home });
  assert.equal(ended.status, 0, ended.out);
  const second = await serve(home);
  try {
    assert.equal(await session(second.address), 401);
    assert.equal((await (await sign_in(second.address, login))('/api/session')).status, 200);
  } finally {
    await second.stop();
  }
});

test('what still names an old department is listed, before its day and after', () => {
  const home = copy_of_city();
  const departments = (...words) => account(['departments', ...words], { home });
  const before = departments('--as-of', '2026-06-01');
  assert.equal(before.status, 0, before.out);
  const file = scratch_file(
    'department.csv',
    'department_no,name,kana,parent,kind,duties,extension,starts,ends,successor,valid_from\n' +
      '2019,資産評価課,シサンヒョウカカ,2010,division,,,2026-07-01,,,2026-07-01\n' +
      '2011,資産税課（土地）,シサンゼイカ,2010,division,,,2020-04-01,2026-07-01,2019,2026-07-01\n',
  );
  const imported = run(['import', 'department', file], { home });
  assert.equal(imported.status, 0, imported.out);
  assert.equal(departments('--as-of', '2026-06-30').status, 0);
  const after = departments('--as-of', '2026-07-01');
  assert.equal(after.status, 1, after.out);
  const old = after.json.departments.find((one) => one.number === '2011');
  assert.deepEqual(old.successor, { number: '2019', name: '資産評価課' });
  const named = (register) => after.json.references.filter((one) => one.register === register);
  assert.ok(named('account').length > 0);
  assert.ok(named('role_assignment').every((one) => one.department === '2011' && one.key.includes('/')));
  assert.ok(named('role_assignment').length > 0);
  assert.ok(after.json.settings.some((one) => one.department === '2011'));
  assert.equal(id(departments('--as-of', 'yesterday')), 'date.not_iso');
});
