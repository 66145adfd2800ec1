// What comes out of the printer: A4 pages of tax and administration with their city, printer and page
// number, without navigation, and with every text of the tables whole.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { close_browser, go, open_browser, page_faults, person, sign_in, speak, strayed } from '../lib/city.mjs';
import { find_person, first_record } from '../lib/screens.mjs';
import { settings } from '../lib/settings.mjs';

const folder = mkdtempSync(join(tmpdir(), 'daicho-print-'));
let page;
let number;
let parcel;

before(async () => {
  await open_browser();
  ({ page } = await person());
  await sign_in(page);
  number = await find_person(page);
  parcel = await first_record(page, 'parcel');
});
after(async () => {
  rmSync(folder, { recursive: true, force: true });
  await close_browser();
});

// Glyphs of one look have several numbers: compared by what they mean.
const plain = (text) => text.normalize('NFKC').replace(/[\s\u00ad]+/g, '');

async function printed(on, name) {
  const file = join(folder, `${name}.pdf`);
  await on.pdf({ path: file, preferCSSPageSize: true });
  const text = execFileSync('pdftotext', ['-layout', file, '-']).toString('utf8');
  const info = execFileSync('pdfinfo', [file]).toString('utf8');
  assert.ok(readFileSync(file).length > 1000);
  return { text, words: plain(text), pages: Number(/Pages:\s+(\d+)/.exec(info)[1]), info };
}

/** Texts of figures and heads that paper must hold whole: each cell in one line or several, with the
 *  words of its row. */
async function cells(on) {
  await on.emulateMedia({ media: 'print' });
  const list = await on.evaluate(() =>
    [...document.querySelectorAll('main td.num, main h1, main h2')]
      .filter((one) => one.getClientRects().length > 0)
      .map((one) => ({
        text: one.innerText,
        row: [...(one.closest('tr')?.cells ?? [])].map((cell) => cell.innerText).find((text) => /\d{6}/.test(text)) ?? '',
      }))
      .filter(({ text }) => text.trim() !== '' && !text.includes('\n')),
  );
  await on.emulateMedia({ media: null });
  return list;
}

async function on_paper(on, name, path, language) {
  await speak(on, language);
  await go(on, path);
  const wanted = await cells(on);
  const paper = await printed(on, `${name}-${language}`);
  assert.match(paper.info, /Page size:\s+59[45]\.\d* x 84[12]/, `${name}: A4`);
  // A long list prints the rows it has drawn, and another height draws others: whole rows are meant.
  const meant = wanted.filter(({ row }) => name !== 'list' || paper.words.includes(plain(row)));
  assert.ok(meant.length > wanted.length / 2, `${name} ${language}: ${meant.length} of ${wanted.length}`);
  for (const { text } of meant)
    assert.ok(paper.words.includes(plain(text)), `${name} ${language}: “${text}” is cut or missing`);
  const city = language === 'ja' ? '汐見市台帳' : 'ShiomiCityDaicho';
  assert.ok(paper.words.includes(city), `${name}: the city`);
  assert.ok(paper.words.includes(settings.clerk.account), `${name}: who printed it`);
  for (let at = 1; at <= paper.pages; ++at)
    assert.ok(paper.words.includes(`${at}/${paper.pages}`), `${name}: page ${at}`);
  const menu = language === 'ja' ? ['マイワーク', '取込み・書出し'] : ['Mywork', 'Importandexport'];
  for (const word of menu) assert.ok(!paper.words.includes(word), `${name}: ${word} is navigation`);
}

for (const language of ['ja', 'en'])
  test(`tax on paper (${language})`, async () => {
    for (const [name, path] of [
      ['taxpayer', `/taxpayers/${number}`],
      ['what-if', `/taxpayers/${number}/what-if`],
      ['levy', '/levy'],
      ['record', `/registers/parcel/${parcel}`],
      ['list', '/registers/parcel'],
      ['figures', '/figures'],
      ['jobs', '/jobs'],
    ])
      await on_paper(page, name, path, language);
  });

test('a list says that paper holds what was on the screen', async () => {
  await speak(page, 'ja');
  await go(page, '/registers/parcel');
  const { words } = await printed(page, 'list');
  assert.ok(words.includes('画面に出ていた行だけ'));
});

test('a printed table repeats its head on every page', async () => {
  await go(page, `/taxpayers/${number}`);
  // Twenty times the same assets: longer than a page, whoever the person is.
  await page.evaluate(() => {
    const body = [...document.querySelectorAll('main table')].at(-1).tBodies[0];
    const rows = [...body.rows];
    for (let i = 0; i < 20; ++i) for (const row of rows) body.append(row.cloneNode(true));
  });
  const { words, pages } = await printed(page, 'long');
  assert.ok(pages >= 3, `${pages}`);
  assert.ok(words.split('用途・種類').length - 1 >= pages - 1, 'heads on each page');
});

test('nothing asked elsewhere, no script failed', async () => {
  assert.deepEqual(strayed, []);
  assert.deepEqual(page_faults, []);
});
