// Where a definition asks for a purpose it is asked on every screen that shows the register, and it
// stands in the entry – not only on the register's own screens.
import assert from 'node:assert/strict';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { copy_of_city, one, root, scratch_file, serve, sign_in } from './lib/city.mjs';

const asked = ['person/addressee', 'govern/information_system', 'govern/finding'];
let home;
let server;
const ask = {};

before(async () => {
  home = copy_of_city();
  const data = scratch_file('data-purposes');
  mkdirSync(data);
  for (const part of ['law', 'registers', 'catalogs', 'data']) {
    cpSync(join(root, part), join(data, part), { recursive: true });
  }
  for (const name of asked) {
    const file = join(data, 'registers', `${name}.yaml`);
    writeFileSync(file, `${readFileSync(file, 'utf8')}\npurposes:\n  - {number: 3, ja: 賦課, en: Levy}\npurpose_asked: [view]\n`);
  }
  server = await serve(home, { data });
  const logins = JSON.parse(readFileSync(join(home, 'logins.json'), 'utf8'));
  for (const login of logins) ask[login.account] = await sign_in(server.address, login);
});
after(() => server?.stop());

const newest_purpose = () => one(home,
  // Bytes 30 and 31 of a header: the purpose.
  "SELECT hex(substr(header, 30, 2)) FROM j_entry WHERE hex(substr(header, 18, 2)) IN ('001E', '001F') ORDER BY number DESC LIMIT 1");

async function refused_then_shown(account, path) {
  const what = ask[account];
  const joined = (more) => `${path}${path.includes('?') ? '&' : '?'}${more}`;
  const missing = await what(path);
  assert.equal(missing.status, 400, path);
  assert.equal((await missing.json()).errors[0].id, 'purpose.missing', path);
  const unknown = await what(joined('purpose=4'));
  assert.equal((await unknown.json()).errors[0].id, 'purpose.unknown', path);
  const shown = await what(joined('purpose=3'));
  assert.equal(shown.status, 200, `${path} ${await shown.text()}`);
  assert.equal(newest_purpose(), '0003', path);
}

test('taxpayer, search and explanation ask for it', async () => {
  const list = await ask['20411']('/api/registers/addressee/records?limit=1&purpose=3');
  const person = (await list.json()).rows[0].key;
  await refused_then_shown('20411', `/api/taxpayers/${person}`);
  await refused_then_shown('20411', `/api/search?q=${person.slice(0, 6)}`);
  await refused_then_shown('20411', '/api/registers/addressee/records/1');
});

test('of several registers each has its own', async () => {
  const what = ask['20411'];
  const shown = await what('/api/registers/addressee/records?limit=1&purpose.addressee=3');
  assert.equal(shown.status, 200);
  assert.equal(newest_purpose(), '0003');
  const wrong = await what('/api/registers/addressee/records?limit=1&purpose.addressee=4&purpose=3');
  assert.equal((await wrong.json()).errors[0].id, 'purpose.unknown');
});

test('the system ledger asks for it, and what it shows of other registers does', async () => {
  const system = '/api/systems/1';
  const what = ask['10274'];
  assert.equal((await (await what(system)).json()).errors[0].id, 'purpose.missing');
  const part = await what(`${system}?purpose.information_system=3`);
  assert.equal((await part.json()).errors[0].id, 'purpose.missing', 'findings stand on it, too');
  const both = await what(`${system}?purpose.information_system=3&purpose.finding=3`);
  assert.equal(both.status, 200, await both.text());
});

test('what says nothing of a record asks for nothing', async () => {
  for (const path of ['/api/home', '/api/registers', '/api/registers/addressee', '/api/inbox']) {
    assert.equal((await ask['20411'](path)).status, 200, path);
  }
});
