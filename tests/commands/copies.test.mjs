// A masked copy from outside: two people release it, nobody of the city is found in any byte, a levy
// gives the same totals, a part is closed in itself, and the media ledger knows it.
import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';
import { copy_of_city, one, rows, run, scratch_file, verify } from './lib/city.mjs';

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
