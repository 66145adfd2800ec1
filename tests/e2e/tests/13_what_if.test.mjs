// Trying out other inputs without saving, and a levy beside the year before: figures, lists, by
// keyboard, in both languages.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { violations } from '../lib/axe.mjs';
import {
  ask,
  close_browser,
  go,
  open_browser,
  page_faults,
  person,
  settled,
  sign_in,
  speak,
  strayed,
} from '../lib/city.mjs';
import { find_person } from '../lib/screens.mjs';

let page;
let number;

before(async () => {
  await open_browser();
  ({ page } = await person());
  await sign_in(page);
  number = await find_person(page);
});
after(close_browser);

const yen_of = (text) => Number(text.replaceAll(',', ''));
const annual = async (column) =>
  yen_of(await page.locator('.trial [data-line="2"] td').nth(column).innerText());

test('a changed value changes the tax at once, and nothing is saved', async () => {
  await go(page, `/taxpayers/${number}`);
  const levied = (await ask(page, `/api/taxpayers/${number}`)).levy.annual_tax_yen;
  await page.getByRole('link', { name: '試算する' }).click();
  await page.locator('.trial table').waitFor();
  assert.equal(await annual(0), levied);
  assert.equal(await annual(1), levied);
  const { entries } = await ask(page, '/api/place');
  const value = page.getByLabel(/^(評価額|単価) 円/).first();
  const was = yen_of(await value.inputValue());
  await value.fill(String(was * 3).replace(/\d/g, (digit) => '０１２３４５６７８９'[Number(digit)]));
  await page.waitForFunction(
    (before) =>
      document.querySelector('.trial [data-line="2"] td:nth-child(3)').textContent !== before,
    levied.toLocaleString('en'),
  );
  assert.ok((await annual(1)) > levied);
  await page.getByText(`元の値 ${was.toLocaleString('en')}`).waitFor();
  assert.equal((await ask(page, '/api/place')).entries, entries);
  assert.deepEqual(await violations(page), []);
});

test('the computation can be followed, and what is wrong is marked at its field', async () => {
  await page.getByRole('button', { name: '計算の順番を見る' }).click();
  await page.locator('.explain-steps .st').first().waitFor();
  const area = page.getByLabel('課税地積 ㎡').first();
  await area.fill('広い');
  await page.getByText('印のある欄を直してください').waitFor();
  assert.equal(await area.getAttribute('aria-invalid'), 'true');
  await page.getByRole('button', { name: 'すべて元に戻す' }).click();
  await page.getByText('印のある欄を直してください').waitFor({ state: 'detached' });
});

test('an object left out no longer counts, by keyboard', async () => {
  const levied = await annual(0);
  await page.getByLabel('この物件を除いて試算する').first().focus();
  await page.keyboard.press('Space');
  await page.waitForFunction(
    (before) =>
      document.querySelector('.trial [data-line="2"] td:nth-child(3)').textContent !== before,
    levied.toLocaleString('en'),
  );
  assert.ok((await annual(1)) < levied);
});

test('a levy beside the year before: sums agree and lists lead to persons', async () => {
  await go(page, '/levy');
  const table = page.locator('section.pn', {
    has: page.getByRole('heading', { name: '前の賦課との比較' }),
  });
  await table.locator('tr.sum').waitFor();
  const { runs } = await ask(page, '/api/levy/runs');
  const shown = await page.locator('h2', { hasText: /^賦課 \d/ }).first().innerText();
  const run = runs.find(({ run_no }) => shown.includes(run_no));
  assert.equal(yen_of(await table.locator('tr.sum td').nth(2).innerText()), run.totals.annual_tax_yen);
  const button = table.getByRole('button', { name: /増えた/ });
  await button.focus();
  await page.keyboard.press('Enter');
  const list = table.locator('[data-list="up"]');
  await list.locator('tbody a').first().waitFor();
  const differences = await list.locator('tbody tr td:nth-child(4)').allInnerTexts();
  const sizes = differences.map((text) => yen_of(text.replace('+', '')));
  assert.deepEqual(sizes, [...sizes].sort((a, b) => b - a));
  assert.deepEqual(await violations(page), []);
  await list.locator('tbody a').first().click();
  await settled(page);
  assert.match(page.url(), /\/taxpayers\/\d+/);
});

test('both speak English', async () => {
  await speak(page, 'en');
  await go(page, `/taxpayers/${number}/what-if`);
  await page.getByText('A trial: nothing is saved.').first().waitFor();
  await page.locator('.trial table').waitFor();
  assert.ok(!/\{\w+\}/.test(await page.locator('main').innerText()));
  await go(page, '/levy');
  await page.getByRole('heading', { name: 'Beside the levy before' }).waitFor();
  assert.deepEqual(await violations(page), []);
  await speak(page, 'ja');
  assert.deepEqual(strayed, []);
  // What was typed wrong on purpose was refused by the server.
  assert.deepEqual(page_faults.filter((fault) => !/status of 400/.test(fault)), []);
});
