// What leads to a protected person is in no output of a command that a clerk may give, in no log and
// in no file of the home folder but the database (whose volume is encrypted).
import assert from 'node:assert/strict';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { copy_of_city, run, scratch_file, serve, sign_in } from './lib/city.mjs';

const number = '9999999993';
const marks = ['篝火澪標', 'カガリビ', '澪標町八丁目', '八雲立つ荘'];
const forms = marks.flatMap((mark) => [
  Buffer.from(mark),
  Buffer.from(mark, 'utf16le'),
  Buffer.from(Buffer.from(mark, 'utf16le')).swap16(),
  Buffer.from(encodeURIComponent(mark)),
  Buffer.from([...mark].map((c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`).join('')),
]);
const leaked = (bytes) => forms.some((form) => Buffer.from(bytes).includes(form));
const clerk = '20411';
let home;
let person;

function file_of(name, lines) {
  return scratch_file(name, `${lines.map((line) => line.join(',')).join('\n')}\n`);
}
function imported(register, lines) {
  const answer = run(['import', register, file_of(`${register}.csv`, lines)], { home });
  assert.equal(answer.status, 0, answer.err + answer.out);
}

before(() => {
  home = copy_of_city();
  // The check digit is found out by asking: one of ten is taken.
  for (let digit = 0; digit < 10 && !person; ++digit) {
    const tried = number.slice(0, 9) + digit;
    const answer = run(['import', 'addressee', file_of('a.csv', [
      ['addressee_no', 'kind', 'name', 'kana', 'address', 'building', 'valid_from'],
      [tried, 'individual', marks[0], marks[1], `汐見市${marks[2]}1番`, marks[3], '2024-01-01']])], { home });
    if (answer.status === 0) person = tried;
  }
  assert.ok(person);
  imported('protected_person', [
    ['addressee', 'state', 'from', 'to', 'basis', 'protected_address', 'valid_from'],
    [person, 'active', '2024-01-01', '2025-01-01', 'stalking', `汐見市${marks[2]}1番`, '2024-01-01']]);
});

test('commands that a clerk gives', () => {
  const commands = [
    ['record', 'show', 'addressee', '--key', person, '--by', clerk],
    ['record', 'history', 'addressee', '--key', person, '--by', clerk],
    ['record', 'compare', 'addressee', '--key', person, '--from', '2024-02-01', '--to', '2026-01-01', '--by', clerk],
    ['inbox', '--by', clerk],
    ['protection', 'list', '--by', clerk],
    ['protection', 'list', '--by', '20401'],
    ['check', '--json'],
    ['check'],
    ['doctor'],
    ['export', 'addressee', '--reason', 'x', '--by', clerk],
    ['export', 'addressee', '--reason', 'x', '--format', 'jsonl', '--by', clerk],
    ['export', 'protected_person', '--reason', 'x'],
    ['import', 'addressee', file_of('change.csv', [['addressee_no', 'kind', 'name'], [person, 'individual', '別名']]),
      '--preview', '--sample', '20', '--valid-from', '2026-01-01'],
  ];
  let held = 0;
  for (const words of commands) {
    const answer = run(words, { home });
    assert.ok(answer.out.length + answer.err.length > 0, words.join(' '));
    assert.ok(!leaked(answer.out), `${words.join(' ')}\n${answer.out.slice(0, 2000)}`);
    assert.ok(!leaked(answer.err), words.join(' '));
    held += answer.out.includes(person);
  }
  assert.ok(held >= 3, 'the person was asked for and is there by number');
  // The search itself: where it is asked for aloud, the marks are found.
  const all = run(['export', 'addressee', '--reason', 'x', '--with-protected'], { home });
  assert.ok(leaked(all.out), all.err);
});

test('a server that was asked for her says nothing in its log, and writes nothing beside the database', async () => {
  const logins = JSON.parse(readFileSync(join(home, 'logins.json'), 'utf8'));
  const server = await serve(home);
  const ask = await sign_in(server.address, logins.find((one) => one.account === clerk));
  for (const path of ['/api/home', `/api/taxpayers/${person}`, `/api/search?q=${person}`,
    `/api/search?q=${encodeURIComponent('澪標')}`, '/api/registers/addressee/records?sort=address',
    `/api/registers/addressee/records?filter.addressee_no=${person}`, '/api/protections']) {
    const answer = await ask(path);
    assert.ok(answer.status < 500, path);
    assert.ok(!leaked(Buffer.from(await answer.arrayBuffer())), path);
  }
  const log = await server.stop();
  assert.ok(!leaked(log), log);
  let looked = 0;
  const walk = (folder) => {
    for (const name of readdirSync(folder)) {
      const path = join(folder, name);
      if (statSync(path).isDirectory()) walk(path);
      else if (!name.startsWith('daicho.db')) {
        looked += 1;
        assert.ok(!leaked(readFileSync(path)), path);
      }
    }
  };
  walk(home);
  assert.ok(looked > 0);
});
