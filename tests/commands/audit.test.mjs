// The papers of the audit year from the command line: made in both languages, read as text and as
// pages, journaled, kept as documents of their step; what is missing is told.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { before, test } from 'node:test';
import { copy_of_city, run, scratch_file } from './lib/city.mjs';

const kGovernor = '10274';
const kClerk = '20411';
let home;
before(() => {
  home = copy_of_city();
});

const made = (kind, lang) => {
  const file = scratch_file(`${kind}-${lang}.pdf`, '');
  const answer = run(
    ['audit', kind, '--year', '2026', '--by', kGovernor, '--lang', lang, '--out', file],
    { home },
  );
  assert.equal(answer.status, 0, answer.out + answer.err);
  return { file, said: answer.json };
};
const text_of = (file) => execFileSync('pdftotext', ['-layout', file, '-']).toString();
const pages_of = (file) =>
  Number(/Pages:\s+(\d+)/.exec(execFileSync('pdfinfo', [file]).toString())[1]);

const kWords = {
  report: { ja: ['情報セキュリティ監査報告書', '部署をまたぐ繰り返し', 'W03'], en: ['audit report', 'Repetition', 'W03'] },
  manual: { ja: ['指摘と改善のマニュアル', '来訪者の識別', '目次'], en: ['Manual of findings', 'Visitor badges', 'Contents'] },
  plan: { ja: ['改善計画一覧', 'IP-02'], en: ['Improvement plans', 'IP-02'] },
};
for (const [kind, words] of Object.entries(kWords)) {
  for (const lang of ['ja', 'en']) {
    test(`${kind} in ${lang}: text, pages, contents, entry, document`, () => {
      const { file, said } = made(kind, lang);
      const text = text_of(file);
      for (const word of words[lang]) assert.ok(text.includes(word), `${word} in ${text.slice(0, 400)}`);
      assert.equal(pages_of(file), said.pages);
      assert.match(text, new RegExp(`${said.pages}\\s*/\\s*${said.pages}\\s`));
      assert.match(said.digest, /^[0-9a-f]{64}$/);
      assert.ok(said.entry > 0);
      assert.ok(Number(said.document) > 0);
      assert.ok(readFileSync(file).subarray(0, 5).equals(Buffer.from('%PDF-')));
    });
  }
}

test('the contents name the pages on which sections begin', () => {
  const { file, said } = made('manual', 'ja');
  const first = execFileSync('pdftotext', ['-layout', '-l', '2', file, '-']).toString();
  const lines = [...first.matchAll(/^\s*(\d+)\. (\S.*?)\s{2,}(\d+)$/gm)];
  assert.ok(lines.length > 8, first);
  for (const [, number, title, page] of [lines[1], lines.at(-1)]) {
    assert.ok(Number(page) <= said.pages);
    const there = execFileSync('pdftotext', ['-layout', '-f', page, '-l', page, file, '-']).toString();
    assert.ok(there.includes(`${number}. ${title.trim()}`), `${title} on ${page}`);
  }
});

test('the same registers say the same: equal digests', () => {
  assert.equal(made('plan', 'ja').said.digest, made('plan', 'ja').said.digest);
});

test('without a step, a right or a readable year it says what to do', () => {
  const file = scratch_file('none.pdf', '');
  const asked = (...more) => run(['audit', 'report', '--out', file, ...more], { home });
  const none = asked('--year', '2031', '--by', kGovernor);
  assert.notEqual(none.status, 0);
  assert.match(none.out + none.err, /2031\/report/);
  const denied = asked('--year', '2026', '--by', kClerk);
  assert.notEqual(denied.status, 0);
  const unread = asked('--year', 'R8', '--by', kGovernor);
  assert.notEqual(unread.status, 0);
  assert.match(unread.out + unread.err, /R8/);
  assert.equal(asked('--year', '2026', '--by', kGovernor, '--lang', 'fr').status === 0, false);
});

test('the journal verifies with what was made', () => {
  const answer = run(['journal', 'verify'], { home });
  assert.equal(answer.status, 0, answer.out + answer.err);
});
