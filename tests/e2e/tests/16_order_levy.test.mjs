// A levy ahead of its law: ordered on the screen by keyboard, said to be a forecast everywhere, never
// confirmed and never the year that screens begin with; thresholds of a comparison; who is offered
// no levy.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { violations } from '../lib/axe.mjs';
import { cut_off } from '../lib/cut_off.mjs';
import { ask, close_browser, go, open_browser, page_faults, person, sign_in, speak, strayed } from '../lib/city.mjs';
import { find_person } from '../lib/screens.mjs';

const people = process.env.E2E_LOGINS ? JSON.parse(readFileSync(process.env.E2E_LOGINS, 'utf8')) : [];
let page;
let ahead;

before(async () => {
  await open_browser();
  ({ page } = await person());
  await sign_in(page);
  const { years } = await ask(page, '/api/levy/years');
  ahead = years.find((one) => one.law_status !== 'enacted');
});
after(close_browser);

const order = () => page.locator('section.pn', { has: page.getByRole('heading', { name: '賦課を計算する' }) });

test('a year ahead of its law asks whether one knows, and is marked when it is there', async () => {
  assert.ok(ahead, 'the law has a year that is not enacted');
  const shown_before = (await ask(page, '/api/home')).fiscal_year;
  await go(page, '/levy');
  await order().getByLabel('年度').selectOption(String(ahead.fiscal_year));
  await order().getByText('結果は見込みで', { exact: false }).waitFor();
  const start = order().getByRole('button', { name: '計算を始める' });
  await start.focus();
  await page.keyboard.press('Enter');
  await order().getByText('印を付けてください', { exact: false }).waitFor();
  await order().getByLabel('仮の計算として行う').focus();
  await page.keyboard.press('Space');
  await start.focus();
  await page.keyboard.press('Enter');
  await order().getByText('計算を頼みました').waitFor();
  const row = page.locator('main table').first().locator('tr', { hasText: `${ahead.fiscal_year}-` });
  await row.first().getByText('仮（法令前）').waitFor({ timeout: 60_000 });
  assert.deepEqual(await violations(page), []);
  assert.deepEqual(await cut_off(page), []);
  await row.first().getByRole('link').first().click();
  await page.getByText('確定できません', { exact: false }).waitFor();
  assert.equal(await page.getByRole('button', { name: 'この賦課を確定する' }).count(), 0);
  assert.equal((await ask(page, '/api/home')).fiscal_year, shown_before);
  const number = await find_person(page);
  assert.equal((await ask(page, `/api/taxpayers/${number}`)).year, shown_before);
  await go(page, `/taxpayers/${number}?year=${ahead.fiscal_year}`);
  await page.getByText('仮（法令', { exact: false }).first().waitFor();
});

test('what is out of the ordinary is asked for, by keyboard, and refused when it is none', async () => {
  await go(page, '/levy');
  const form = page.getByRole('form', { name: '大きな変化とみる条件' });
  const count = async () => {
    const { runs } = await ask(page, '/api/levy/runs');
    return runs.length;
  };
  assert.ok((await count()) > 1);
  await form.getByLabel(/^倍率/).fill('１．０１');
  await form.getByLabel('差の下限 円').fill('100');
  await page.keyboard.press('Enter');
  await page.getByText('1.01倍以上', { exact: false }).waitFor();
  await form.getByLabel(/^倍率/).fill('1');
  await page.keyboard.press('Enter');
  await form.getByText('倍率にできません', { exact: false }).waitFor();
  await form.getByRole('button', { name: /いつもの条件/ }).click();
  await page.getByText('2倍以上', { exact: false }).waitFor();
  assert.deepEqual(await violations(page), []);
});

test('an auditor is offered no levy', async (t) => {
  if (!people[2]) return t.skip();
  const { page: other } = await person();
  await sign_in(other, people[2]);
  const { kinds } = await ask(other, '/api/jobs');
  assert.equal(kinds.find(({ name }) => name === 'levy').may_order, false);
  await go(other, '/jobs');
  const choices = await other.locator('form select').first().locator('option').allInnerTexts();
  assert.ok(!choices.includes('賦課'), choices.join());
  await go(other, '/levy');
  assert.equal(await other.getByRole('heading', { name: '賦課を計算する' }).count(), 0);
});

test('English, and nothing asked elsewhere', async () => {
  await speak(page, 'en');
  await go(page, '/levy');
  await page.getByRole('heading', { name: 'Compute a levy' }).waitFor();
  await page.getByRole('form', { name: 'What is out of the ordinary' }).waitFor();
  assert.deepEqual(await violations(page), []);
  await speak(page, 'ja');
  assert.deepEqual(strayed, []);
  // What was typed wrong on purpose was refused by the server.
  assert.deepEqual(page_faults.filter((fault) => !/status of 400/.test(fault)), []);
});
