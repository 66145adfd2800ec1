// Records and the inbox from the command line while a server has the data; a workflow with several
// ways on from one state.
import assert from 'node:assert/strict';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { copy_of_city, one, root, run, scratch_file, serve, sign_in, verify } from './lib/city.mjs';

const kClerk = '20411';
const kApprover = '20402';
const id = (answer) => answer.json?.errors?.[0]?.id;

test('beside a server commands show what needs no entry, and say who can do the rest', async () => {
  const home = copy_of_city();
  const { address, stop } = await serve(home);
  assert.match(address, /^http/);
  try {
    const entries = () => one(home, 'SELECT count(*) FROM j_entry');
    const before = entries();
    const department = run(['record', 'show', 'department', '--key', '2011', '--by', kApprover], { home });
    assert.equal(department.status, 0, department.out);
    assert.equal(department.json.values.department_no, '2011');
    const history = run(['record', 'history', 'department', '--key', '2011', '--by', kApprover], { home });
    assert.ok(history.json.history.length > 0);
    const inbox = run(['inbox', '--by', kApprover], { home });
    assert.equal(inbox.status, 0, inbox.out);
    assert.ok(inbox.json.items.length > 0, 'what the demonstration left to decide');
    assert.ok(inbox.json.items.every((item) => item.may.steps.length > 0));
    const person = run(['record', 'show', 'addressee', '1', '--by', kClerk], { home });
    assert.equal(person.status, 3);
    assert.equal(id(person), 'cli.ask_server_to_show');
    assert.equal(person.out.includes('"values"'), false, 'nothing is shown without its entry');
    assert.match(person.json.errors[0].message_en, /^Whoever sees .* process \d+ writes/);
    const stranger = run(['record', 'show', 'addressee', '1', '--by', '10274'], { home });
    assert.equal(id(stranger), 'cli.ask_server_to_show', 'a refusal leaves an entry, too');
    const changed = run(['record', 'change', 'parcel_valuation', '-', '--record', '7', '--by', kClerk], {
      home,
      input: '{}',
    });
    assert.equal(changed.status, 3);
    assert.equal(id(changed), 'cli.ask_server_to_change');
    const decided = ['approve', 'refuse', 'withdraw'].map((what) =>
      id(run(['record', what, 'parcel_valuation', '7', '--version', '1', '--by', kApprover], { home })),
    );
    assert.deepEqual(new Set(decided), new Set(['cli.ask_server_to_change']));
    assert.equal(entries(), before);
  } finally {
    await stop();
  }
  assert.equal(run(['record', 'show', 'addressee', '1', '--by', kClerk], { home }).status, 0);
  assert.equal(verify(home).json.ok, true);
});

test('of several steps that lead on, each is offered by its label and can be taken', async () => {
  const home = copy_of_city();
  const data = scratch_file('data-with-two-ways');
  for (const part of ['law', 'catalogs', 'registers', 'data'])
    cpSync(join(root, part), join(data, part), { recursive: true });
  const file = join(data, 'registers', 'tax', 'parcel_valuation.yaml');
  const text = readFileSync(file, 'utf8')
    .replace(
      /^(\s+- \{id: entered, .*\})$/m,
      '$1\n    - {id: survey, number: 2, ja: 現地確認中, en: Being surveyed}',
    )
    .replace(
      /^(\s+- \{from: entered, to: confirmed, .*\})$/m,
      '$1\n    - {from: entered, to: survey, roles: [tax_approver], reason: true, ja: 現地確認へ, en: Survey first}' +
        '\n    - {from: survey, to: confirmed, roles: [tax_approver], four_eyes: false, ja: 確認後の決裁, en: Decide after survey}',
    );
  assert.match(text, /Survey first/);
  writeFileSync(file, text);
  const record = (...words) => run(['record', ...words], { home, data });
  const shown = record('show', 'parcel_valuation', '7', '--by', kClerk);
  assert.equal(shown.status, 0, shown.out);
  const entered = run(['record', 'change', 'parcel_valuation', '-', '--record', '7', '--by', kClerk], {
    home,
    data,
    input: JSON.stringify({
      values: { depth_m: '33.25' },
      valid_from: '2026-01-01',
      reason: '現地調査',
      article: '地方税法 第417条第1項',
      base_version: shown.json.version,
    }),
  });
  assert.equal(entered.status, 0, entered.out);
  const logins = JSON.parse(readFileSync(join(home, 'logins.json'), 'utf8'));
  const { address, stop } = await serve(home, { data });
  try {
    const ask = await sign_in(address, logins.find((login) => login.account === kApprover));
    const { items } = await (await ask('/api/inbox')).json();
    const item = items.find((waiting) => waiting.record === '7');
    assert.deepEqual(
      item.may.steps.map((step) => [step.to, step.label.ja, step.reason]),
      [
        ['confirmed', '決裁', false],
        ['survey', '現地確認へ', true],
      ],
    );
  } finally {
    await stop();
  }
  const version = String(entered.json.version);
  const survey = (...more) =>
    record('approve', 'parcel_valuation', '7', '--version', version, '--to', 'survey', '--by', kApprover, ...more);
  assert.equal(id(survey()), 'workflow.no_reason');
  const moved = survey('--reason', '境界を確かめる');
  assert.equal(moved.status, 0, moved.out);
  assert.equal(moved.json.provisional, true);
  const waiting = record('waiting', 'parcel_valuation', '7', '--by', kApprover).json;
  assert.equal(waiting.state.id, 'survey');
  assert.deepEqual(waiting.may.steps.map((step) => step.label.ja), ['確認後の決裁']);
});
