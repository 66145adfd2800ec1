// Two people from the command line: enter, see what waits, refuse one's own, approve, compare.
import assert from 'node:assert/strict';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { copy_of_city, root, run, scratch_file, verify } from './lib/city.mjs';

const kClerk = '20411';
const kApprover = '20402';
const record = (words, options) => run(['record', ...words], options);

describe('a change that awaits approval', () => {
  const home = copy_of_city();
  const show = () => record(['show', 'parcel_valuation', '7', '--by', kClerk], { home }).json;

  test('is entered by one and confirmed by another', () => {
    const before = show();
    const entered = record(['change', 'parcel_valuation', '-', '--record', '7', '--by', kClerk], {
      home,
      input: JSON.stringify({
        values: { depth_m: '33.25' },
        valid_from: '2026-01-01',
        reason: '現地調査',
        article: '地方税法 第417条第1項',
        base_version: before.version,
      }),
    });
    assert.equal(entered.status, 0, entered.out);
    assert.equal(entered.json.provisional, true);
    assert.equal(show().values.depth_m, before.values.depth_m);

    const inbox = run(['inbox', '--by', kApprover], { home }).json;
    const item = inbox.items.find((one) => one.record === '7');
    assert.equal(item.version, entered.json.version);
    assert.deepEqual(item.differences.map((one) => one.field), ['depth_m']);

    const decide = (by) =>
      record(['approve', 'parcel_valuation', '7', '--version', String(item.version), '--by', by], { home });
    const own = decide(kClerk);
    assert.equal(own.status, 2);
    assert.equal(own.json.errors[0].id, 'register.denied');
    assert.equal(decide(kApprover).status, 0);
    assert.equal(decide(kApprover).json.errors[0].id, 'workflow.conflict');
    assert.equal(show().values.depth_m, '33.25');

    const compared = record(
      ['compare', 'parcel_valuation', '7', '--from', '2025-06-01', '--to', '2026-06-01', '--by', kClerk],
      { home },
    ).json;
    assert.deepEqual(compared.differences.map((one) => one.after.value), ['33.25']);
    const { history } = record(['history', 'parcel_valuation', '7', '--by', kClerk], { home }).json;
    assert.equal(history.at(-1).reason, '現地調査');
    assert.notEqual(history.at(-1).by, history.at(-1).approved_by);
    assert.equal(verify(home).json.ok, true);
  });

  test('needs an account, a record and a permission', () => {
    assert.equal(record(['show', 'parcel_valuation', '7'], { home }).json.errors[0].id, 'cli.by_needed');
    assert.equal(record(['show', 'parcel_valuation', '--by', kClerk], { home }).json.errors[0].id, 'cli.record_needed');
    const stranger = record(['waiting', 'parcel_valuation', '1', '--by', '10274'], { home });
    assert.equal(stranger.json.errors[0].id, 'register.denied');
    const auditor = record(['waiting', 'parcel_valuation', '1', '--by', '80110'], { home });
    assert.equal(auditor.json.errors[0].id, 'workflow.not_waiting', 'who may only view learns nothing');
  });
});

test('a purpose is asked before anything is shown, where the definition says so', () => {
  const home = copy_of_city();
  const data = scratch_file('data-with-purposes');
  for (const part of ['law', 'catalogs', 'registers', 'data'])
    cpSync(join(root, part), join(data, part), { recursive: true });
  const file = join(data, 'registers', 'tax', 'parcel.yaml');
  writeFileSync(
    file,
    `${readFileSync(file, 'utf8')}\npurposes:\n  - {number: 3, ja: 賦課, en: Levy}\npurpose_asked: [view]\n`,
  );
  const show = (...more) => record(['show', 'parcel', '1', '--by', kClerk, ...more], { home, data });
  assert.equal(show().json.errors[0].id, 'purpose.missing');
  assert.equal(show('--purpose', '4').json.errors[0].id, 'purpose.unknown');
  assert.equal(show('--purpose', '65539').json.errors[0].id, 'purpose.unknown', 'no other number by its width');
  assert.equal(show('--purpose', '3').status, 0);
});
