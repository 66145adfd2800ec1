// Accounts of other systems from outside: lists that land or are refused, a round decided by two
// people and sealed, what a later change of personnel and a later list do to it.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { copy_of_city, one, rows, run, scratch_file, verify } from './lib/city.mjs';

const home = copy_of_city();
const id = (answer) => answer.json?.errors?.[0]?.id;
const kHead = '利用者ID,氏名,職員番号,所属,管理者,共有,最終ログイン,状態\n';
const file = (name, lines) => scratch_file(name, kHead + lines.join('\n') + '\n');
const bring = (source, path, as_of, ...more) =>
  run(['accounts', 'import', source, path, '--as-of', as_of, '--by', '10274', ...more], { home });
const kDue = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
const kSource =
  'source_no,name,system,owner_department,state,period_days,unused_days,procedure_no,column_account,column_name,' +
  'column_number,column_department,column_privileged,column_shared,column_last_used,column_state,origin\n' +
  'T-01,試験の一覧,S-007,1020,in_use,90,90,手順,利用者ID,氏名,職員番号,所属,管理者,共有,最終ログイン,状態,constructed\n';
// All of them are people of 資産税課 or below, so that one head decides for them.
const kFirst = [
  'a1,小田切 美帆,20411,土地係,,,2026-10-01,',
  'a2,日下部　文彦,20431,償却資産係,,,2026-10-01,',
  'a3,瀬名修平,20425,資産税課,○,,2026-10-01,',
  'a4,瀬名 修平,20425,資産税課,,,2026-05-01,停止',
];

describe('account lists', () => {
  test('a source is entered as data', () => {
    const done = run(['import', 'account_source', scratch_file('source.csv', kSource)], { home });
    assert.equal(done.status, 0, done.out);
  });

  test('what is wrong with a file is said with its lines, and nothing lands', () => {
    const before = one(home, 'SELECT count(*) FROM v_listed_account');
    const bad = bring('T-01', file('bad.csv', ['u1,x,1,,,,2026-99-01,', ',y,,,,,,', 'u1,z,,,,,,']), '2026-10-31');
    assert.equal(bad.status, 2);
    const faults = bad.json.errors.map(({ id: what, path }) => [what, path]);
    assert.deepEqual(faults, [
      ['account_list.not_a_date', 'bad.csv:2'],
      ['account_list.no_account', 'bad.csv:3'],
      ['account_list.twice', 'bad.csv:4'],
    ]);
    assert.equal(id(bring('T-99', file('a.csv', kFirst), '2026-10-31')), 'account_review.no_source');
    assert.equal(id(bring('T-01', scratch_file('none.csv', kHead), '2026-10-31')), 'account_list.empty');
    const column = bring('T-01', scratch_file('column.csv', 'ID\nu1\n'), '2026-10-31');
    assert.equal(id(column), 'account_list.no_column');
    assert.match(column.json.errors[0].message_en, /利用者ID.*ID/);
    assert.equal(id(bring('T-01', file('a.csv', kFirst), '2999-01-01')), 'account_list.future');
    assert.equal(one(home, 'SELECT count(*) FROM v_listed_account'), before);
  });

  test('a clerk may not, and the journal says that she tried', () => {
    const args = ['accounts', 'import', 'T-01', file('a.csv', kFirst), '--as-of', '2026-10-31', '--by', '20411'];
    assert.equal(id(run(args, { home })), 'register.denied');
  });

  test('a rehearsal says what would land and keeps nothing', () => {
    const before = one(home, 'SELECT count(*) FROM v_listed_account');
    const said = bring('T-01', file('a.csv', kFirst), '2026-10-31', '--preview');
    assert.equal(said.json.landed, false);
    assert.equal(said.json.added, 4);
    assert.equal(one(home, 'SELECT count(*) FROM v_listed_account'), before);
  });

  test('a list lands with its digest; names in other forms find their people', () => {
    const path = file('a.csv', kFirst);
    const done = bring('T-01', path, '2026-10-31');
    assert.equal(done.status, 0, done.out);
    assert.equal(done.json.matches.certain, 4);
    const digest = execFileSync('sha256sum', [path]).toString().slice(0, 64);
    assert.equal(one(home, "SELECT file_sha256 FROM v_account_list WHERE list_no = 'T-01-2026-10-31'"), digest);
    assert.equal(id(bring('T-01', path, '2026-10-31')), 'account_list.older');
  });

  test('half of the accounts gone is asked about', () => {
    const path = file('few.csv', kFirst.slice(0, 1));
    const refused = bring('T-01', path, '2026-11-01', '--preview');
    assert.equal(id(refused), 'account_list.half_gone');
    const told = bring('T-01', path, '2026-11-01', '--preview', '--why-fewer', '統合した');
    assert.equal(told.json.gone, 3);
  });

  test('lists of the demonstration: each planted kind is there', () => {
    const counted = rows(home, 'SELECT match, count(*) AS n FROM w_head_listed_account GROUP BY 1');
    const of = Object.fromEntries(counted.map(({ match, n }) => [match, n]));
    for (const kind of ['certain', 'likely', 'ambiguous', 'unknown', 'shared']) assert.ok(of[kind] > 0, kind);
    for (const kind of ['leaver', 'mover', 'shared', 'high', 'unused', 'unknown', 'ambiguous', 'many']) {
      assert.ok(one(home, `SELECT count(*) FROM w_head_account_judgement WHERE ${kind} = 1`) > 0, kind);
    }
  });
});

describe('a round', () => {
  const decide = (decision, accounts, as, by, reason = '確認した') =>
    run(['accounts', 'decide', 'T-R1', decision, ...accounts.map((one) => `T-01/${one}`), '--as', as,
      '--by', by, '--reason', reason], { home });
  const close = () => run(['accounts', 'close', 'T-R1', '--by', '10274'], { home });
  const judged = (account, column) =>
    one(home, `SELECT ${column} FROM v_account_judgement WHERE account_id = '${account}' AND list_no = 'T-01-2026-10-31' ORDER BY version_id DESC LIMIT 1`);

  test('opens over its sources, once', () => {
    const open = ['accounts', 'round', 'T-R1', 'T-01', '--title', '試験', '--due', kDue, '--by', '10274'];
    const done = run(open, { home });
    assert.equal(done.status, 0, done.out);
    assert.equal(done.json.accounts, 4);
    assert.equal(id(run(open, { home })), 'account_review.round_taken');
    const second = ['accounts', 'round', 'T-R2', ...open.slice(3)];
    assert.equal(id(run(second, { home })), 'account_review.still_open');
  });

  test('is decided by two different people, each for what is theirs', () => {
    assert.equal(id(decide('keep', ['a1'], 'manager', '10271')), 'account_review.not_deciding');
    assert.equal(id(decide('keep', ['a1'], 'owner', '20402')), 'account_review.other_department');
    assert.equal(id(decide('keep', ['a1'], 'manager', '20402', ' ')), 'account_review.reason');
    assert.equal(id(decide('remove', ['a1', 'a2'], 'manager', '20402')), 'account_review.bulk');
    assert.equal(decide('keep', ['a1', 'a2'], 'manager', '20402').json?.decided, 2);
    assert.equal(decide('remove', ['a3'], 'manager', '20402').status, 0);
    assert.equal(decide('keep', ['a4'], 'manager', '20402').status, 0);
    assert.equal(id(close()), 'account_review.undecided');
    assert.equal(decide('keep', ['a1', 'a2'], 'owner', '10271').status, 0);
    assert.equal(decide('remove', ['a3'], 'owner', '10271').status, 0);
    assert.equal(decide('remove', ['a4'], 'owner', '10271').status, 0);
    assert.equal(judged('a4', 'agreed'), 'differs');
    assert.equal(id(close()), 'account_review.differing');
    assert.equal(decide('keep', ['a4'], 'owner', '10271').status, 0);
    assert.equal(judged('a3', 'carried_out'), 'waiting');
  });

  test('is sealed: later personnel changes leave it as it is', () => {
    const done = close();
    assert.equal(done.status, 0, done.out);
    assert.match(done.json.sha256, /^[0-9a-f]{64}$/);
    assert.equal(one(home, "SELECT evidence_sha256 FROM w_head_account_round r JOIN v_account_round v USING (version_id) WHERE v.round_no = 'T-R1'"), done.json.sha256);
    assert.equal(id(decide('remove', ['a1'], 'manager', '20402')), 'account_review.closed');
    const before = judged('a1', 'person_name');
    const people = 'employee_no,name,kana,department,employment,attendance,joined_on,left_on,origin\n20411,別名 美帆,,2011,regular,present,2012-04-01,2026-11-01,constructed\n';
    assert.equal(run(['import', 'personnel_record', scratch_file('people.csv', people)], { home }).status, 0);
    assert.equal(judged('a1', 'person_name'), before);
    const again = run(['accounts', 'match', '--by', '10274'], { home });
    assert.ok(again.json.sources.find((one) => one.source === 'T-01').classes.leaver >= 1);
    assert.equal(judged('a1', 'leaver'), 0);
  });

  test('its report says counts, decisions and the seal', () => {
    const out = scratch_file('report.pdf');
    const done = run(['accounts', 'report', 'T-R1', '--by', '10274', '--out', out], { home });
    assert.equal(done.status, 0, done.out);
    assert.equal(readFileSync(out).subarray(0, 5).toString(), '%PDF-');
    const text = execFileSync('pdftotext', ['-layout', out, '-']).toString().replace(/\s+/g, '');
    for (const part of ['アカウント棚卸し報告書', 'T-R1', '特権対策基準6.2(1)ウ(ア)・W07・W451件1件', '継続継続3件一致',
      '削除削除1件一致', '家屋係2／20／0', 'a3', '情報システム管理者', '封印した証拠のSHA-256']) {
      assert.ok(text.includes(part), `${part}\n${text}`);
    }
  });

  test('a removal that the next list shows was not carried out, and it says so', () => {
    const later = new Date(Date.now() + 9 * 3_600_000).toISOString().slice(0, 10);
    const still = bring('T-01', file('b.csv', kFirst), later);
    assert.equal(still.status, 0, still.out);
    assert.equal(still.json.not_carried_out, 1);
    assert.equal(judged('a3', 'carried_out'), 'not_done');
  });

  test('the journal holds it all', () => {
    const answer = verify(home);
    assert.equal(answer.status, 0, answer.out);
    // Behind format, number and time of a header: docs/formats.md.
    const kinds = rows(home, 'SELECT DISTINCT hex(substr(header, 18, 2)) AS kind FROM j_entry');
    const there = new Set(kinds.map(({ kind }) => parseInt(kind, 16)));
    for (const kind of [110, 111, 112, 113]) assert.ok(there.has(kind), `entry of kind ${kind}`);
  });
});

