// デジタル化推進計画: what stands still opens its rows, overlaps, the twenty tasks, figures as chart
// and table, the yearly report – as the digital section, a section's head and the auditor.
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

test('measures that stand still, seen by all three', { skip }, async () => {
  for (const page of Object.values(pages)) {
    await go(page, '/digital-plan');
    const cashless = page.locator('[data-grid="online"] tr[data-row="DM-32"]');
    await cashless.waitFor();
    assert.match(await cashless.innerText(), /期限超過・停滞・次の手なし/);
  }
  assert.deepEqual(await violations(pages['80110']), []);
  assert.equal(await too_wide(pages['80110']), false);
});

test('every count opens as many rows', { skip }, async () => {
  const page = pages['20402'];
  for (let at = 0; at < 5; at += 1) {
    await go(page, '/digital-plan');
    const line = page.locator('[data-summary] li').nth(at);
    await line.waitFor();
    const count = Number(await line.locator('b').innerText());
    await line.locator('a').click();
    await page.waitForURL(/registers/);
    const head = page.locator('main');
    await head.locator('table tbody tr, .empty').first().waitFor();
    const url = new URL(page.url());
    const register = url.pathname.split('/').pop();
    const view = url.searchParams.get('view') ?? '';
    const asked = view.startsWith('watch_')
      ? `filter.watch=${view.slice('watch_'.length)}`
      : [...url.searchParams]
          .filter(([name]) => name.startsWith('filter.'))
          .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
          .join('&');
    const { total } = await ask(page, `/api/registers/${register}/records?limit=1&${asked}`);
    assert.equal(total, count, `${url}`);
  }
});

test('groups that overlap, by members and by theme', { skip }, async () => {
  const page = pages['10274'];
  await go(page, '/digital-plan');
  const pair = page.locator('[data-grid="overlaps"] tbody tr', { hasText: '手続等デジタル化支援' });
  await pair.first().waitFor();
  assert.match(await pair.first().innerText(), /窓口オンライン化/);
  assert.match(await pair.first().innerText(), /判断なし/);
});

test('twenty tasks; a procedure count opens its procedures', { skip }, async () => {
  const page = pages['10274'];
  assert.equal(await page.locator('[data-grid="moves"] tbody tr').count(), 20);
  await page.locator('[data-procedures] td a').first().click();
  await page.waitForURL(/procedure_inventory/);
  await page.locator('table tbody tr').first().waitFor();
});

test('figures as charts and tables; the report', { skip }, async () => {
  const page = pages['10274'];
  await go(page, '/digital-plan');
  const telework = page.locator('section', { hasText: '在宅勤務をした職員' }).last();
  await telework.scrollIntoViewIfNeeded();
  await telework.locator('canvas').waitFor();
  assert.match(await telework.locator('table').innerText(), /82\.0/);
  const href = await page.getByRole('link', { name: '年度の報告書' }).getAttribute('href');
  const made = await page.evaluate(async (address) => {
    const answer = await fetch(address);
    return { status: answer.status, type: answer.headers.get('content-type') };
  }, href);
  assert.equal(made.status, 200);
  assert.match(made.type, /application\/pdf/);
});

test('in English, and narrow', { skip }, async () => {
  const page = pages['10274'];
  await speak(page, 'en');
  await page.setViewportSize({ width: 390, height: 800 });
  await go(page, '/digital-plan');
  await page.getByRole('heading', { name: 'Groups that overlap' }).waitFor();
  assert.deepEqual(await violations(page), []);
  assert.equal(await too_wide(page), false);
  await page.setViewportSize({ width: 1366, height: 768 });
  await speak(page, 'ja');
});
