// 監査の年: steps with what is late, what each left behind; a report made, kept and opened.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { tab_to, too_wide, violations } from '../lib/checks.mjs';
import { ask, close_browser, go, open_browser, person, sign_in, speak } from '../lib/city.mjs';

const people = process.env.E2E_LOGINS ? JSON.parse(readFileSync(process.env.E2E_LOGINS, 'utf8')) : [];
const governor = people.find(({ account }) => account === '10274');
const auditor = people.find(({ account }) => account === '80110');
const skip = governor === undefined;
let page;

before(async () => {
  await open_browser();
  if (skip) return;
  ({ page } = await person());
  await sign_in(page, governor);
});
after(close_browser);

test('the line of the year says what is done, late and to come', { skip }, async () => {
  await go(page, '/audit');
  await page.locator('[data-step="committee"][data-state="late"]').waitFor();
  assert.equal(await page.locator('[data-step="audit"]').getAttribute('data-state'), 'done');
  assert.match(await page.locator('[data-step="plan"]').innerText(), /8件のうち5件/);
  assert.ok((await page.locator('[data-classes] tbody tr').count()) > 3);
  assert.match(await page.locator('[data-plans]').innerText(), /IP-02[\s\S]*期限超過/);
  assert.deepEqual(await violations(page), []);
  assert.equal(await too_wide(page), false);
});

test('what a step left is a list of as many rows', { skip }, async () => {
  const year = await ask(page, '/api/audit');
  let walked = 0;
  for (const one of year.steps.flatMap((step) => step.left)) {
    if (!one.route.startsWith('/registers/')) continue;
    const { pathname, searchParams } = new URL(one.route, 'http://x');
    const asked = new URLSearchParams({ limit: '1' });
    for (const [name, value] of searchParams) if (name.startsWith('filter.')) asked.set(name, value);
    const list = await ask(page, `/api${pathname}/records?${asked}`);
    assert.equal(list.total, one.count, one.route);
    walked += 1;
  }
  assert.ok(walked >= 4);
});

test('by keyboard: the report is made, kept with its step and opens', { skip }, async () => {
  await go(page, '/audit');
  assert.ok(await tab_to(page, '[data-paper="report"]', 200));
  await page.keyboard.press('Enter');
  await page.getByText(/audit-report-2026-ja\.pdf/).waitFor();
  const link = page.locator('[data-step="report"] a[href*="/api/documents/"]').first();
  await link.waitFor();
  const address = await link.getAttribute('href');
  const head = await page.evaluate(async (to) => {
    const answer = await fetch(to);
    return [answer.status, (await answer.text()).slice(0, 5)];
  }, address);
  assert.deepEqual(head, [200, '%PDF-']);
  assert.deepEqual(await violations(page), []);
});

test('in English and on a narrow screen', { skip }, async () => {
  await speak(page, 'en');
  await page.setViewportSize({ width: 390, height: 800 });
  await go(page, '/audit');
  await page.getByText('Repetition across departments').waitFor();
  assert.deepEqual(await violations(page), []);
  assert.equal(await too_wide(page), false);
  await page.setViewportSize({ width: 1366, height: 768 });
  await speak(page, 'ja');
});

test('the auditor sees the year and makes no paper', { skip: skip || !auditor }, async () => {
  const other = await person();
  await sign_in(other.page, auditor);
  await go(other.page, '/audit');
  await other.page.locator('[data-steps]').waitFor();
  assert.equal(await other.page.locator('[data-papers]').count(), 0);
});
