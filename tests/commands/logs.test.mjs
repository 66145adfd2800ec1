// Analysis of logs from outside: bad input is told with its place, nothing lost; a run is recorded
// with its proof, the journal is a source of its own, and running again makes no second case.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { copy_of_city, one, run, scratch_file, verify } from './lib/city.mjs';

const period = ['--from', '2026-10-01', '--to', '2026-10-31'];
const analyse = (mapping, file, ...more) =>
  run(['logs', 'analyse', '--mapping', mapping, ...period, ...more, file]);
const failures = Array.from({ length: 6 }, (_, i) =>
  `<38>1 2026-10-06T10:0${i}:00+09:00 vpn gate - - - user=30003 src=203.0.113.9 action=login status=failure`);

test('every record is an event, of another day, or rejected with its line and reason', () => {
  const text = [...failures, 'no syslog', '<38>1 2026-11-06T10:00:00+09:00 h a - - - user=1'].join('\n') + '\n';
  const file = scratch_file('vpn.log', text);
  const said = analyse('vpn-syslog', file, '--rules', 'municipal');
  const answer = JSON.parse(said.out);
  assert.equal(said.status, 1, said.err); // there are hits
  assert.equal(answer.lines, 8);
  assert.equal(answer.events + answer.outside + answer.rejected, 8);
  assert.deepEqual(answer.rejected_by, { not_syslog: 1 });
  assert.equal(answer.first_rejected[0].line, 7);
  assert.equal(answer.files[0].sha256, createHash('sha256').update(text).digest('hex'));
  assert.ok(answer.cases.some((hit) => hit.rule === 'failed_burst'));
});

test('a line of 100 MB is told and passed over; its neighbours are events', () => {
  const long = Buffer.alloc(100 << 20, 'x');
  const file = scratch_file('long.log', Buffer.concat([
    Buffer.from(`${failures[0]}\n`), long, Buffer.from(`\n${failures[1]}\n`)]));
  const answer = JSON.parse(analyse('vpn-syslog', file).out);
  assert.equal(answer.events, 2);
  assert.deepEqual(answer.rejected_by, { too_long: 1 });
  assert.equal(answer.first_rejected[0].bytes, long.length + 1);
});

test('lines that each leave a quotation open do not stop the reading', () => {
  const head = '操作日時,職員番号,宛名番号,端末,操作,件数,受付番号,結果,画面,対象期間\n';
  const good = '2026-10-06 10:00:00,30003,,T1,照会,1,R1,正常,,\n';
  const file = scratch_file('open.csv', head + good + 'x","\n'.repeat(400_000));
  const mapping = scratch_file('open.yaml', `name: open
label: {ja: 試, en: T}
format: csv
fields: {time: 操作日時, user: 職員番号}
`);
  const answer = JSON.parse(analyse(mapping, file).out);
  assert.equal(answer.events, 1);
  assert.equal(answer.rejected, 400_000);
});

test('a rule that is wrong is told with its line, and with what to do', () => {
  const rules = scratch_file('wrong.yaml', `catalog: t
kind: log_rules
edition: "1"
title: {ja: 試, en: T}
source: {name: 試, note: {ja: 試, en: T}}
checked_on: 2026-10-01
rules:
  - name: a
    daicho: {title: {ja: 試, en: T}, reason: {ja: 試, en: T}}
    detection: {s: {user|re: "(a"}, condition: 1 of}
`);
  const said = analyse('vpn-syslog', scratch_file('one.log', `${failures[0]}\n`), '--rules', rules);
  assert.equal(said.status, 2, said.out);
  assert.match(said.err, /wrong\.yaml line 10.*regular expression/);
});

test('a run is proof; its hits are cases; the same file again makes none', () => {
  const home = copy_of_city();
  const file = scratch_file('vpn-10.log', failures.join('\n') + '\n');
  const again = () => run(['logs', 'run', '--source', 'L-03', ...period, '--by', '10274', file], { home });
  const first = JSON.parse(again().out);
  assert.equal(first.run, 'L-03-202610');
  assert.ok(first.new_cases > 0);
  const cases = one(home, 'SELECT count(*) FROM w_head_log_case');
  const second = JSON.parse(again().out);
  assert.equal(second.run, 'L-03-202610-2');
  assert.equal(second.new_cases, 0);
  assert.equal(second.joined_cases, 0);
  assert.equal(second.known_hits, second.hits);
  assert.equal(one(home, 'SELECT count(*) FROM w_head_log_case'), cases);
  const clerk = run(['logs', 'run', '--source', 'L-03', ...period, '--by', '20411', file], { home });
  assert.notEqual(clerk.status, 0);
  assert.equal(verify(home).status, 0);
});

test("the journal is a source of its own, without a file, and says which rules it cannot be asked", () => {
  const home = copy_of_city();
  const today = new Date().toISOString().slice(0, 10);
  const said = run(['logs', 'run', '--source', 'journal', '--from', '2026-01-01', '--to', today], { home });
  assert.equal(said.status, 0, said.err);
  const answer = JSON.parse(said.out);
  assert.match(answer.files[0].name, /^journal-\d+-\d+$/);
  assert.match(answer.run, /^L-04-/);
  assert.ok(answer.rules_not_asked.includes('own_household'));
  assert.equal(answer.rejected, 0);
  const other = run(['logs', 'run', '--source', 'L-03', ...period], { home });
  assert.notEqual(other.status, 0); // a file is wanted
});
