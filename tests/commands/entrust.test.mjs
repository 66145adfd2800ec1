// Entrusted work on the command line: the checks of a contract at their boundaries, its articles by
// its conditions, and what is refused.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { copy_of_city, run, scratch_file } from './lib/city.mjs';

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

describe('papers of a contract', () => {
  const home = copy_of_city();
  const print = (...more) =>
    run(['entrust', 'print', 'EN-2026-02', '--by', '20402', ...more], { home });

  test('the specification in both forms and the check table, as files', () => {
    const begins = {
      'specification.pdf': '%PDF', 'specification.docx': 'PK', 'table.pdf': '%PDF',
      'table.xlsx': 'PK',
    };
    for (const [what, sign] of Object.entries(begins)) {
      const file = scratch_file(what);
      const answer = print('--what', what, '--city-copy', '--out', file);
      assert.equal(answer.status, 0, answer.err);
      assert.deepEqual(answer.json.issues, []);
      assert.ok(readFileSync(file).subarray(0, 4).toString('latin1').startsWith(sign), what);
    }
  });

  test('the text of the editable form carries each clause as a bookmark', () => {
    const file = scratch_file('again.docx');
    assert.equal(print('--what', 'specification.docx', '--out', file).status, 0);
    const read = 'import sys,zipfile; sys.stdout.buffer.write(zipfile.ZipFile(sys.argv[1]).read("word/document.xml"))';
    const text = execFileSync('python3', ['-c', read, file], { encoding: 'utf8' });
    const marks = [...text.matchAll(/w:bookmarkStart w:id="\d+" w:name="(OC_\d\d)"/g)].map(([, name]) => name);
    assert.equal(marks.length, 25);
    assert.ok(marks.includes('OC_15'));
    assert.match(text, /施錠した鞄/);
  });

  test('who has no right, what there is not', () => {
    const file = scratch_file('x');
    assert.equal(run(['entrust', 'print', 'EN-2026-02', '--by', '20411', '--out', file], { home }).status, 2);
    assert.equal(print('--what', 'poem.pdf', '--out', file).json.errors[0].id, 'entrust.no_paper');
    assert.equal(print('--what', 'table.pdf', '--check', 'NONE', '--out', file).json.errors[0].id, 'entrust.no_check');
    assert.equal(run(['entrust', 'print', 'EN-0', '--by', '20402', '--out', file], { home }).json.errors[0].id,
      'entrust.no_contract');
  });
});
