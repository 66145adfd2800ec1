// 業務継続: the planted contradiction with its way, the first hours, the drawing and its list, the
// set on paper with its entry – as the digital section, a section's head and the auditor.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { too_wide, violations } from '../lib/checks.mjs';
import { ask, close_browser, go, open_browser, person, sign_in, speak } from '../lib/city.mjs';

const people = process.env.E2E_LOGINS ? JSON.parse(readFileSync(process.env.E2E_LOGINS, 'utf8')) : [];
const of = (number) => people.find(({ account }) => account === number);
const skip = ['10274', '20402', '80110'].some((number) => of(number) === undefined);
const pages = {};

before(async () => {
  await open_browser();
  if (skip) return;
  for (const number of ['10274', '20402', '80110']) {
    ({ page: pages[number] } = await person());
    await sign_in(pages[number], of(number));
  }
});
after(close_browser);

const print = (page, path) =>
  page.evaluate(async (address) => {
    const answer = await fetch(address);
    return { status: answer.status, type: answer.headers.get('content-type'), size: (await answer.blob()).size };
  }, path);

test('the contradiction of 12 and 24 hours stands first, with its way', { skip }, async () => {
  for (const page of Object.values(pages)) {
    await go(page, '/continuity');
    const one = page.locator('[data-contradictions] li').first();
    await one.waitFor();
    const said = await one.innerText();
    assert.match(said, /被災者支援システム/);
    assert.match(said, /12時間で戻ると約束しているが、依存先を含めると24時間/);
    assert.match(said, /→ 和歌山市行政ネットワークシステム（24時間）/);
  }
  const page = pages['10274'];
  assert.deepEqual(await violations(page), []);
  assert.equal(await too_wide(page), false);
});

test('hours: promised only between 12 and 24; what has no plan is wrong', { skip }, async () => {
  const page = pages['20402'];
  const cells = page.locator('[data-hours] tr[data-plan="BCP-025"] [data-cell]');
  const states = await cells.evaluateAll((all) => all.map((cell) => cell.dataset.cell));
  assert.deepEqual(states, ['down', 'down', 'down', 'promised', 'back', 'back', 'back']);
  assert.match(await page.locator('[data-hours] tr[data-plan="BCP-030"]').innerText(), /計画がない/);
  assert.match(await page.locator('[data-circles]').innerText(), /自分自身に頼る/);
  assert.match(await page.locator('[data-grid="points"]').innerText(), /和歌山市行政ネットワークシステム/);
});

test('each count opens the list it counts', { skip }, async () => {
  const page = pages['10274'];
  for (const at of [0, 1, 2, 3]) {
    await go(page, '/continuity');
    const line = page.locator('[data-summary] li').nth(at);
    await line.waitFor();
    const count = Number(await line.locator('b').innerText());
    await line.locator('a').click();
    await page.locator('table tbody, .empty').first().waitFor();
    const { total } = await ask(
      page,
      `/api/registers/continuity_plan/records?limit=1&${
        [
          'filter.needed_in_72h=true',
          'filter.watch=missing',
          'filter.watch=stale',
          'filter.watch=no_paper',
        ][at]
      }`,
    );
    assert.equal(count, total);
  }
});

test('the drawing also stands as a list', { skip }, async () => {
  const page = pages['80110'];
  await go(page, '/continuity');
  await page.locator('[data-drawing]').waitFor();
  await page.locator('details summary', { hasText: '一覧で見る' }).click();
  const rows = await page.locator('[data-grid="edges"] tbody tr').count();
  const label = await page.locator('[data-drawing]').getAttribute('aria-label');
  assert.match(label, new RegExp(`${rows}本の依存`));
  assert.match(await page.locator('[data-grid="papers"]').innerText(), /異動したのに引き継いでいない/);
  assert.deepEqual(await violations(page), []);
});

test('one system: contacts, copies and its sheet on paper', { skip }, async () => {
  const page = pages['20402'];
  await go(page, '/continuity');
  await page.locator('[data-hours] a', { hasText: '被災者支援システム' }).first().click();
  await page.locator('[data-plan="BCP-025"]').waitFor();
  assert.match(await page.locator('[data-grid="contacts"]').innerText(), /総合防災課長/);
  assert.match(await page.locator('[data-grid="contacts"]').innerText(), /番号なし/);
  assert.deepEqual(await violations(page), []);
  assert.equal(await too_wide(page), false);
  const href = await page.getByRole('link', { name: 'この計画を印刷' }).getAttribute('href');
  const made = await print(page, href);
  assert.equal(made.status, 200);
  assert.match(made.type, /application\/pdf/);
});

test('the whole set is printed and stands in the journal', { skip }, async () => {
  const page = pages['10274'];
  await go(page, '/continuity');
  const before_count = (await ask(page, '/api/home')).journal?.entries ?? 0;
  const href = await page.getByRole('link', { name: '紙の一式を印刷' }).getAttribute('href');
  assert.equal((await print(page, href)).status, 200);
  const after_count = (await ask(page, '/api/home')).journal?.entries ?? 0;
  assert.ok(after_count > before_count || after_count === 0);
});

test('in English, and narrow', { skip }, async () => {
  const page = pages['10274'];
  await speak(page, 'en');
  await page.setViewportSize({ width: 390, height: 800 });
  await go(page, '/continuity');
  await page.getByRole('heading', { name: 'Contradicting promises' }).waitFor();
  assert.deepEqual(await violations(page), []);
  assert.equal(await too_wide(page), false);
  await page.setViewportSize({ width: 1366, height: 768 });
  await speak(page, 'ja');
});
