// A masked copy from outside: two people release it, nobody of the city is found in any byte, a levy
// gives the same totals, a part is closed in itself, and the media ledger knows it.
import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';
import { copy_of_city, one, rows, run, scratch_file, verify } from './lib/city.mjs';
import { begin, change, cluster, enter, record, serve_on } from './lib/postgres.mjs';

let home;
let asker;
let releaser;
before(() => {
  home = copy_of_city();
  const governs = rows(home, "SELECT DISTINCT a.account_no FROM v_role_assignment r JOIN v_account a ON a.record_id = r.account WHERE r.role = 'governance' ORDER BY 1");
  [asker, releaser] = governs.map((row) => row.account_no);
});

const propose = (owners) =>
  run(['copy', 'propose', '--owners', owners, '--purpose', '移行試験', '--recipient', '試験会社', '--until', '2099-03-31', '--by', asker], { home });

function released(owners, name) {
  const { copy } = propose(owners).json;
  const approved = run(['copy', 'approve', copy, '--by', releaser, '--reason', '試験に必要'], { home });
  assert.equal(approved.status, 0, approved.err);
  const folder = scratch_file(name);
  const made = run(['copy', 'make', copy, '--to', folder, '--by', asker], { home });
  assert.equal(made.status, 0, made.err);
  return { folder, made: made.json };
}

function* files_below(folder) {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) yield* files_below(path);
    else yield path;
  }
}

const totals = (place) => {
  const { json } = run(['levy', '--year', '2026'], { home: place });
  return Object.fromEntries(['parcels', 'houses', 'assets', 'taxpayers', 'fixed_base_yen', 'fixed_tax_yen',
    'city_planning_tax_yen', 'annual_tax_yen'].map((key) => [key, json[key]]));
};

test('asked by one, released by another, made once', () => {
  const { copy } = propose('10').json;
  const id = (answer) => answer.json.errors[0].id;
  const folder = scratch_file('not-yet');
  assert.equal(id(run(['copy', 'make', copy, '--to', folder, '--by', asker], { home })), 'copy.wrong_state');
  assert.equal(id(run(['copy', 'approve', copy, '--by', asker, '--reason', 'x'], { home })), 'copy.oneself');
  assert.equal(id(run(['copy', 'approve', copy, '--by', '20411', '--reason', 'x'], { home })), 'register.denied');
  assert.equal(id(run(['copy', 'approve', copy, '--by', releaser], { home })), 'copy.no_reason');
  assert.equal(run(['copy', 'refuse', copy, '--by', releaser, '--reason', '不要'], { home }).status, 0);
  assert.equal(id(run(['copy', 'make', copy, '--to', folder, '--by', asker], { home })), 'copy.wrong_state');
  assert.equal(id(run(['copy', 'propose', '--owners', '5', '--purpose', 'x', '--until', '2099-01-01', '--by', asker], { home })), 'copy.no_purpose');
  assert.equal(id(run(['copy', 'propose', '--owners', '5', '--purpose', 'x', '--recipient', 'y', '--until', '2020-01-01', '--by', asker], { home })), 'copy.past_end');
  assert.ok(!existsSync(folder));
});

describe('of the whole city', () => {
  let copy;
  before(() => {
    copy = released('all', 'whole');
  });
  test('its journal verifies and says what it is; the city knows where it went', () => {
    assert.equal(verify(copy.folder).status, 0);
    const [is] = run(['copy', 'list'], { home: copy.folder }).json.copies;
    assert.equal(is.state, 'this');
    assert.equal(is.source_root, copy.made.source_root);
    const medium = rows(home, `SELECT * FROM v_media_ledger WHERE medium_no = '${copy.made.medium}'`)[0];
    assert.equal(medium.recipient, '試験会社');
    assert.equal(medium.file_sha256, copy.made.copy_root);
    assert.equal(verify(home).status, 0);
  });
  test('a levy gives the same totals', () => assert.deepEqual(totals(copy.folder), totals(home)));
  test('the checks of the data find the same faults', () => {
    const found = (place) => run(['check', '--json'], { home: place }).json.checks.filter((one) => one.found > 0);
    assert.ok(found(home).length > 5);
    assert.deepEqual(found(copy.folder).map(({ id }) => id), found(home).map(({ id }) => id));
  });
  test('nobody of the city stands in any byte', () => {
    const people = rows(home, 'SELECT DISTINCT name, kana, address, send_to_address, building FROM v_addressee');
    const staff = rows(home, "SELECT DISTINCT name, kana FROM v_account WHERE class <> 'loader'");
    const wanted = new Set();
    for (const row of [...people, ...staff]) {
      for (const text of Object.values(row)) {
        if (text === null || [...text].length < 4) continue;
        wanted.add(text.replace(/^汐見市/, ''));
        wanted.add(text.replace(/[ 　]/g, '').replace(/^汐見市/, ''));
      }
    }
    assert.ok(wanted.size > 2000);
    // Every fourth: the program's own search, below, has all of them.
    const sample = [...wanted].filter((text, at) => at % 4 === 0);
    for (const file of files_below(copy.folder)) {
      const bytes = readFileSync(file).toString('utf8');
      for (const text of sample) assert.ok(!bytes.includes(text), `${text} in ${file}`);
    }
    const again = run(['copy', 'verify', '--in', copy.folder], { home });
    assert.equal(again.status, 0, again.out);
    assert.ok(again.json.bodies > 50);
  });
  test('the search finds what is there', () => {
    const name = one(home, 'SELECT name FROM v_addressee LIMIT 1');
    const key = readFileSync(join(copy.folder, 'city.key'));
    assert.ok(!key.equals(readFileSync(join(home, 'city.key'))), 'a key of its own');
    scratch_file('whole/note.txt', `様 ${name.replace(' ', '')} 様`);
    const answer = run(['copy', 'verify', '--in', copy.folder], { home });
    assert.equal(answer.status, 1, answer.out);
    assert.equal(answer.json.found_in, 'note.txt');
  });
});

test('a part has what belongs to it, and no more', () => {
  const { folder, made } = released('30', 'part');
  assert.equal(made.owners, 30);
  assert.equal(verify(folder).status, 0);
  assert.ok(one(folder, 'SELECT count(*) FROM v_addressee') < 60);
  for (const [from, field, to] of [['parcel', 'owner', 'addressee'], ['house', 'taxpayer', 'addressee'],
    ['parcel_valuation', 'parcel', 'parcel'], ['levy_parcel', 'run', 'levy_run'],
    ['co_owner', 'member', 'addressee'], ['account', 'department', 'department']]) {
    assert.equal(one(folder, `SELECT count(*) FROM v_${from} WHERE ${field} NOT IN (SELECT record_id FROM v_${to})`), 0, `${from}.${field}`);
  }
  assert.equal(totals(folder).taxpayers >= 25, true);
});

test('beside a running server that is written to: one moment, entered by the server', { timeout: 120_000 }, async () => {
  const at = copy_of_city();
  const server = await serve_on({ home: at, store: 'sqlite' });
  try {
    const clerk = JSON.parse(readFileSync(join(at, 'logins.json'), 'utf8')).find(({ account }) => account === '20411');
    const ask = await enter(server, clerk);
    const beside = (...words) => run(['copy', ...words], { home: at });
    const { copy } = beside('propose', '--owners', 'all', '--purpose', '移行試験', '--recipient', '試験会社', '--until', '2099-03-31', '--by', asker).json;
    const folder = scratch_file('beside');
    const early = beside('make', copy, '--to', folder, '--by', asker);
    assert.equal(early.json.errors[0].id, 'copy.wrong_state');
    assert.equal(beside('approve', copy, '--by', asker, '--reason', 'x').json.errors[0].id, 'copy.oneself');
    assert.equal(beside('approve', copy, '--by', releaser, '--reason', '試験に必要').status, 0);
    assert.equal(beside('make', copy, '--to', folder, '--by', '20411').json.errors[0].id, 'register.denied');
    assert.ok(!existsSync(folder));
    const refusals = one(at, 'SELECT count(*) FROM j_entry');

    const making = begin(['copy', 'make', copy, '--to', folder, '--by', asker], { home: at, store: 'sqlite' });
    let over = false;
    making.ended.then(() => { over = true; });
    let changed = 0;
    for (let number = 7; number < 400 && !over; ++number) {
      const shown = await ask(server, `${record}/${number}`);
      if (shown.status !== 200) continue;
      const done = await ask(server, `${record}/${number}`, change((await shown.json()).version, '33.25'));
      changed += done.ok ? 1 : 0;
    }
    const { status } = await making.ended;
    assert.equal(status, 0, making.out + making.said);
    const made = JSON.parse(making.out);
    assert.ok(changed > 5, 'screens went on');
    assert.equal(made.state, 'made');
    assert.match(made.medium, /^M\d{4}-\d{4}$/);
    assert.ok(made.source_entry >= refusals && made.source_entry < one(at, 'SELECT max(number) FROM j_entry'));
    assert.equal(verify(folder).status, 0);
    assert.equal(run(['copy', 'verify', '--in', folder], { home: at }).status, 0);
    const again = beside('make', copy, '--to', scratch_file('beside-again'), '--by', asker);
    assert.equal(again.json.errors[0].id, 'copy.wrong_state');
    assert.ok(!existsSync(scratch_file('beside-again')));
  } finally {
    await server.stop();
  }
  assert.equal(verify(at).status, 0);
  assert.equal(one(at, "SELECT count(*) FROM v_media_ledger WHERE content LIKE 'masked_copy%'"), 1);
});

test('into a database of PostgreSQL, whose rows are searched', { timeout: 120_000 }, async () => {
  const servers = await cluster();
  try {
    const { copy } = propose('20').json;
    assert.equal(run(['copy', 'approve', copy, '--by', releaser, '--reason', '試験に必要'], { home }).status, 0);
    const [folder, store] = [scratch_file('on-a-server'), servers.store('postgres')];
    const make = () => run(['copy', 'make', copy, '--to', folder, '--store', store, '--by', asker], { home, timeout: 120_000 });
    servers.psql('CREATE TABLE w_other (id integer)');
    assert.equal(make().json.errors[0].id, 'copy.store_not_empty');
    servers.psql('DROP TABLE w_other');
    const made = make();
    assert.equal(made.status, 0, made.out + made.err);
    assert.ok(made.json.bytes_searched > 100_000);
    const there = (...words) => {
      process.env.DAICHO_STORE = store;
      const done = run(words, { home: folder });
      delete process.env.DAICHO_STORE;
      return done;
    };
    assert.equal(there('journal', 'verify').status, 0);
    assert.equal(there('copy', 'list').json.copies[0].state, 'this');
    const search = () => run(['copy', 'verify', '--in', folder, '--store', store], { home });
    assert.equal(search().status, 0, search().out);
    const name = one(home, "SELECT name FROM v_addressee WHERE length(name) > 5 LIMIT 1");
    servers.psql(`INSERT INTO w_key_addressee VALUES ('様${name}様', 99999)`);
    assert.match(search().json.found_in, /^postgres:/);
  } finally {
    await servers.end();
  }
});
