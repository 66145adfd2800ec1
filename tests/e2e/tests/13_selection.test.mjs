// Rows selected by keys, exported with a reason, changed in bulk after a look at every row; previous
// and next record of the list one came from.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { no_violations } from '../lib/axe.mjs';
import { ask, close_browser, go, open_browser, page_faults, person, sign_in, speak, strayed } from '../lib/city.mjs';

let page;
const list = '/registers/parcel';
const row = (index) => page.locator(`tr[data-index="${index}"]`);
const key_of = (index) => row(index).locator('a').first().innerText();
const selected = (text) => page.locator('.selbar').getByText(text, { exact: true }).waitFor();
const rows_of = async (question) =>
  (await ask(page, `/api/registers/parcel/records?${question}`)).rows;

before(async () => {
  await open_browser();
  ({ page } = await person());
  await sign_in(page);
});
after(close_browser);

async function enter_list(question = '') {
  await go(page, list + question);
  await row(0).locator('a').first().waitFor();
  await page.keyboard.press('j');
  await page.waitForFunction(() => document.activeElement?.matches('tr[data-index="0"]'));
}

test('Space selects, Shift takes what lies between, the bar counts and sums', async () => {
  await enter_list();
  await page.keyboard.press('Space');
  await selected('1件を選択中');
  for (let i = 0; i < 3; i += 1) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Shift+Space');
  await selected('4件を選択中');
  await page.keyboard.press('Shift+ArrowDown');
  await selected('5件を選択中');
  await page.keyboard.press('Space');
  await selected('4件を選択中');
  assert.equal(await page.locator('tr.on').count(), 4);
  const rows = await rows_of('limit=4&fields=value_yen');
  const sum = rows.reduce((all, one) => all + one.values.value_yen, 0);
  await page.locator('.selbar').getByText(sum.toLocaleString('en-US')).waitFor();
  await no_violations(page);
  await page.getByRole('button', { name: '解除' }).press('Enter');
  assert.equal(await page.locator('.selbar').count(), 0);
});

test('all that meet the conditions but one are exported: reason asked, file for whoever ordered it', async () => {
  await enter_list('?filter.value_yen=%3E%3D20000000');
  await page.getByLabel('条件に合うものをすべて選択').press('Space');
  await page.locator('tr[data-index="0"]').focus();
  await page.keyboard.press('Space');
  const { total } = await ask(page, `/api/registers/parcel/records?limit=1&filter.value_yen=${encodeURIComponent('>=20000000')}`);
  await selected(`${(total - 1).toLocaleString('en-US')}件を選択中`);
  const left_out = await key_of(0);
  await page.keyboard.press('e');
  await page.waitForFunction(() => document.activeElement?.matches('.selbar select'));
  await page.getByRole('button', { name: '出力する' }).press('Enter');
  await page.locator('#select-reason').waitFor();
  await page.getByLabel('理由').fill('4/13 現況確認');
  await page.getByLabel('理由').press('Enter');
  const link = page.locator('.selbar a[download]').first();
  await link.waitFor({ timeout: 20_000 });
  const text = await page.evaluate(
    async (address) => (await fetch(address)).text(),
    await link.getAttribute('href'),
  );
  const lines = text.trim().split('\r\n');
  assert.ok(lines.length > 1 && lines.length <= total, `${lines.length} of ${total}`);
  assert.ok(!text.includes(left_out), 'the one that was left out is not in it');
  const shown = await page.locator('.vlist thead th:not(.pickcol)').count();
  assert.ok(lines[0].split(',').length <= shown + 3, `${lines[0]}: the columns shown, the key, the days`);
});

test('a bulk change: old and new row by row, one order, what became of each', async () => {
  await enter_list();
  for (const key of ['Space', 'Shift+ArrowDown', 'Shift+ArrowDown']) await page.keyboard.press(key);
  await selected('3件を選択中');
  const keys = await Promise.all([0, 1, 2].map(key_of));
  await page.getByRole('button', { name: '一括変更…' }).press('Enter');
  await page.getByLabel('変える項目').selectOption('unit_price_yen');
  const price = 30_000 + (Date.now() % 1_000); // another one each time this runs on a city
  const typed = price.toLocaleString('en-US').replace(/[0-9,]/g, (c) => (c === ',' ? '，' : String.fromCharCode(c.charCodeAt(0) + 0xfee0)));
  await page.getByLabel('新しい値').fill(typed);
  await page.getByLabel('理由', { exact: true }).last().fill('路線価の見直し');
  await no_violations(page);
  await page.getByRole('button', { name: '変更前後を確かめる' }).press('Enter');
  await page.getByText('変わる 3件').waitFor();
  for (const key of keys) {
    const line = page.locator(`.bulkrows tr[data-key="${key}"]`);
    assert.equal(await line.locator('ins').innerText(), price.toLocaleString('en-US'));
    assert.notEqual(await line.locator('del').innerText(), '');
  }
  await no_violations(page);
  await page.getByRole('button', { name: '3件を変更する' }).press('Enter');
  await page.locator('.bulkrows tr[data-outcome="changed"]').nth(2).waitFor({ timeout: 20_000 });
  await page.keyboard.press('Escape');
  const rows = await rows_of('limit=3&fields=unit_price_yen');
  assert.deepEqual(rows.map((one) => one.values.unit_price_yen), [price, price, price]);
});

test('a field that cannot be so is refused for each row, and the form keeps what was typed', async () => {
  await enter_list();
  await page.keyboard.press('Space');
  await page.getByRole('button', { name: '一括変更…' }).press('Enter');
  await page.getByLabel('変える項目').selectOption('unit_price_yen');
  await page.getByLabel('新しい値').fill('-5');
  await page.getByRole('button', { name: '変更前後を確かめる' }).press('Enter');
  await page.getByText('できない 1件').waitFor();
  assert.equal(await page.getByRole('button', { name: /0件を変更する/ }).isDisabled(), true);
  await page.getByRole('button', { name: '入力に戻る' }).press('Enter');
  assert.equal(await page.getByLabel('新しい値').inputValue(), '-5');
  await page.keyboard.press('Escape');
});

test('[ and ] lead to the previous and the next record of the list one came from', async () => {
  await enter_list('?sort=value_yen&direction=desc');
  const rows = await rows_of('limit=3&sort=value_yen&direction=desc');
  await page.keyboard.press('Enter');
  await page.waitForURL(new RegExp(`/registers/parcel/${rows[0].id}$`));
  await page.getByText('一覧の 1 /').waitFor();
  await page.keyboard.press(']');
  await page.waitForURL(new RegExp(`/registers/parcel/${rows[1].id}$`));
  await page.keyboard.press(']');
  await page.waitForURL(new RegExp(`/registers/parcel/${rows[2].id}$`));
  await page.getByText('一覧の 3 /').waitFor();
  await no_violations(page);
  await page.keyboard.press('[');
  await page.waitForURL(new RegExp(`/registers/parcel/${rows[1].id}$`));
  await page.getByText('一覧の 2 /').click();
  await page.waitForURL(/sort=value_yen/);
  // A record that was reached another way has no neighbours.
  await go(page, `/registers/parcel/${rows[0].id}`);
  assert.equal(await page.locator('.neighbours').count(), 0);
});

test('the same in English, and on a phone nothing is cut off', async () => {
  await speak(page, 'en');
  await enter_list();
  await page.keyboard.press('Space');
  await page.locator('.selbar').getByText('1 selected').waitFor();
  await no_violations(page);
  await page.setViewportSize({ width: 390, height: 844 });
  const over = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  assert.ok(over <= 0, `${over} px too wide`);
  await page.setViewportSize({ width: 1366, height: 768 });
  await speak(page, 'ja');
});

test('no request left the city, no script failed', () => {
  assert.deepEqual(strayed, []);
  assert.deepEqual(page_faults, []);
});
