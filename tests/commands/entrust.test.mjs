// Entrusted work on the command line: the checks of a contract at their boundaries, its articles by
// its conditions, and what is refused.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { run } from './lib/city.mjs';

const days = (answer, kind) =>
  answer.json.checks.filter((check) => check.kind === kind).map((check) => check.due);
const schedule = (from, to, ...more) => run(['entrust', 'schedule', '--from', from, '--to', to, ...more]);

describe('checks of a contract', () => {
  test('13, 14 and 15 days; three months and a day less', () => {
    const cases = [
      ['2026-06-13', []], ['2026-06-14', ['2026-06-08']], ['2026-06-15', ['2026-06-08']],
      ['2026-08-30', ['2026-06-08']], ['2026-08-31', []],
    ];
    for (const [last, due] of cases) {
      const answer = schedule('2026-06-01', last);
      assert.equal(answer.status, 0, answer.err);
      assert.deepEqual(days(answer, 'first_week'), due, last);
      assert.deepEqual(days(answer, 'end'), [last]);
      assert.equal(answer.json.checks.some((check) => check.ambiguous), last === '2026-06-14', last);
    }
    assert.deepEqual(days(schedule('2026-06-01', '2026-08-31'), 'quarter'), ['2026-08-31']);
  });

  test('quarters of the contract or of the fiscal year', () => {
    assert.deepEqual(days(schedule('2026-05-15', '2027-05-14'), 'quarter'),
      ['2026-08-14', '2026-11-14', '2027-02-14', '2027-05-14']);
    assert.deepEqual(days(schedule('2026-05-15', '2027-05-14', '--quarters', 'fiscal'), 'quarter'),
      ['2026-06-30', '2026-09-30', '2026-12-31', '2027-03-31']);
  });

  test('a term that cannot be, and other words, are refused in words', () => {
    const backwards = schedule('2026-06-01', '2026-05-31');
    assert.equal(backwards.status, 2);
    assert.equal(backwards.json.errors[0].id, 'entrust.wrong_term');
    assert.equal((schedule('2026-06-01', '2126-06-01')).status, 2);
    assert.equal((schedule('2026-06-31', '2026-07-01')).status, 2);
    assert.equal((schedule('2026-06-01', '2026-07-01', '--quarters', 'moon')).status, 2);
  });
});

describe('articles of a contract', () => {
  test('always 23, all 39 under every condition, each with its why', () => {
    const plain = run(['entrust', 'clauses']);
    assert.equal(plain.json.articles.length, 23);
    const all = run(['entrust', 'clauses', '--conditions',
      'process_B,onsite_at_city,collect,carry_out,removable_media,handover,subcontract,dispatch,' +
      'mynumber,no_access_party,sysdev,cloud,returns_equipment,designated_manager']);
    assert.equal(all.json.articles.length, 39);
    all.json.articles.forEach((article, at) => {
      assert.equal(article.article, at + 1);
      for (const text of ['title_ja', 'title_en', 'text_ja', 'text_en', 'why_ja', 'why_en'])
        assert.ok(article[text].length > 0, `${article.clause} ${text}`);
    });
  });

  test('a condition that does not exist is named', () => {
    const answer = run(['entrust', 'clauses', '--conditions', 'subcontract,moon']);
    assert.equal(answer.status, 2);
    assert.match(answer.json.errors[0].message_en, /moon/);
  });
});
