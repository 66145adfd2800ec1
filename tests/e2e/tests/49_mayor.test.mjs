// 市の状況: every figure opens a list of exactly as many rows, of today and of a past day; the sheet
// is one page of A4 in both languages.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { tab_to, too_wide, violations } from '../lib/checks.mjs';
import { ask, close_browser, go, open_browser, person, sign_in, speak } from '../lib/city.mjs';

const people = process.env.E2E_LOGINS ? JSON.parse(readFileSync(process.env.E2E_LOGINS, 'utf8')) : [];
const governor = people.find(({ account }) => account === '10274');
const clerk = people.find(({ account }) => account === '20411');
const skip = governor === undefined;
const folder = mkdtempSync(join(tmpdir(), 'mayor-'));
let page;

before(async () => {
  await open_browser();
  if (skip) return;
  ({ page } = await person());
  await sign_in(page, governor);
});
after(async () => {
  rmSync(folder, { recursive: true });
  await close_browser();
});

/** The question that the list behind an address asks of the server. */
const list_of = (route, at) => {
  const { pathname, searchParams } = new URL(route, 'http://x');
  const asked = new URLSearchParams({ limit: '1' });
  const view = searchParams.get('view') ?? '';
  if (view.startsWith('watch_')) asked.set('filter.watch', view.slice('watch_'.length));
  for (const [name, value] of searchParams) if (name.startsWith('filter.')) asked.set(name, value);
  if (at) asked.set('as_of', at);
  return `/api${pathname}/records?${asked}`;
};

test('every figure is the count of its list, today and on a past day', { skip }, async () => {
  await go(page, '/mayor');
  for (const at of ['', '2026-06-01']) {
    const state = await ask(page, `/api/mayor${at ? `?as_of=${at}` : ''}`);
    const figures = state.blocks.flatMap((block) => block.figures).filter((one) => one.kind !== 'fact');
    assert.ok(figures.length > 30, String(figures.length));
    for (const one of figures) {
      const list = await ask(page, list_of(one.route, at));
      assert.equal(list.total, one.rows, `${one.id} ${one.route}`);
      if (one.kind === 'count') assert.equal(one.value, one.rows, one.id);
    }
  }
});

test('a sum is what its rows add up to', { skip }, async () => {
  const state = await ask(page, '/api/mayor');
  const figure = state.blocks.flatMap((block) => block.figures).find((one) => one.id === 'operation_yen');
  const list = await ask(page, `${list_of(figure.route, '').replace('limit=1', 'limit=200')}`);
  const sum = list.rows.reduce((all, row) => all + (row.values.operation_yen ?? 0), 0);
  assert.ok(figure.value > 0);
  assert.equal(sum, figure.value);
});

test('known figures of the demonstration', { skip }, async () => {
  const state = await ask(page, '/api/mayor');
  const of = (id) => state.blocks.flatMap((block) => block.figures).find((one) => one.id === id);
  // 70 published ones, and those that a self-inspection before this test led to.
  const { total } = await ask(page, '/api/registers/finding/records?filter.finding_no=SI&limit=1');
  assert.equal(of('findings_all').value, 70 + total);
  assert.equal(of('in_service').value, 96);
  assert.equal(of('training_share').value, Math.trunc(((389 + 44) * 1000) / (412 + 46)));
  assert.equal(of('exceptions_lapsed').tone, 'bad');
});

test('by keyboard from a figure to its list, whose head says as many', { skip }, async () => {
  await go(page, '/mayor');
  const line = page.locator('[data-figure="exceptions_lapsed"]');
  await line.waitFor();
  const shown = Number(/\d+/.exec(await line.locator('.value').innerText())[0]);
  assert.ok(await tab_to(page, '[data-figure="exceptions_lapsed"] a'));
  await page.keyboard.press('Enter');
  await page.locator('[role=grid], table').first().waitFor();
  assert.match(page.url(), /policy_exception\?view=watch_expired/);
  const list = await ask(page, '/api/registers/policy_exception/records?limit=1&filter.watch=expired');
  assert.equal(list.total, shown);
});

test('the page is sound in both languages, wide and narrow', { skip }, async () => {
  for (const language of ['ja', 'en']) {
    await speak(page, language);
    for (const width of [1366, 390]) {
      await page.setViewportSize({ width, height: 800 });
      await go(page, '/mayor');
      await page.locator('[data-figure="journal"]').waitFor();
      assert.deepEqual(await violations(page), [], `${language} ${width}`);
      assert.equal(await too_wide(page), false, `${language} ${width}`);
    }
  }
  await page.setViewportSize({ width: 1366, height: 768 });
  await speak(page, 'ja');
});

test('one sheet of A4 in both languages, with day and journal', { skip }, async () => {
  for (const [lang, words] of [
    ['ja', ['市の状況', '基準日', 'ジャーナルの位置', '監査の指摘']],
    ['en', ['State of the city', 'As of', 'Journal', 'Audit findings']],
  ]) {
    const bytes = await page.evaluate(async (address) => {
      const answer = await fetch(address);
      return [...new Uint8Array(await answer.arrayBuffer())];
    }, `/api/mayor/sheet.pdf?lang=${lang}`);
    const file = join(folder, `sheet-${lang}.pdf`);
    writeFileSync(file, Buffer.from(bytes));
    const info = execFileSync('pdfinfo', [file]).toString();
    assert.match(info, /Pages:\s+1\n/);
    assert.match(info, /A4/);
    const text = execFileSync('pdftotext', ['-layout', file, '-']).toString();
    for (const word of words) assert.ok(text.includes(word), `${word} in ${text.slice(0, 500)}`);
    // As a rendered page: something stands in both columns and near the foot.
    const picture = execFileSync('pdftoppm', ['-gray', '-r', '25.4', file], { maxBuffer: 1 << 22 });
    const pixels = picture.subarray(picture.length - 210 * 297);
    const dark = (x0, x1, y0, y1) => {
      let count = 0;
      for (let y = y0; y < y1; ++y) for (let x = x0; x < x1; ++x) count += pixels[y * 210 + x] < 160;
      return count;
    };
    assert.ok(dark(13, 103, 35, 200) > 200);
    assert.ok(dark(107, 197, 35, 200) > 200);
    assert.ok(dark(13, 197, 278, 297) > 5);
  }
});

test('a tax clerk is not shown it', { skip: skip || clerk === undefined }, async () => {
  const other = await person();
  await sign_in(other.page, clerk);
  const status = await other.page.evaluate(async () => (await fetch('/api/mayor')).status);
  assert.equal(status, 403);
  assert.equal(await other.page.locator('nav a[href="/mayor"]').count(), 0);
});
