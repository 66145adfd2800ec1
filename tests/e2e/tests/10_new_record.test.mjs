// A new record in the form of its definition, and a change that was scheduled and taken back.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { close_browser, go, open_browser, page_faults, person, sign_in } from '../lib/city.mjs';

let page;
before(async () => {
  await open_browser();
  ({ page } = await person());
  await sign_in(page);
});
after(close_browser);

const field = (name) => page.locator(`[name=${name}]`);

test('the list leads to an empty form; what is missing stands at its field', async () => {
  await go(page, '/registers/addressee');
  await page.getByRole('link', { name: '新規登録' }).click();
  await page.getByRole('heading', { name: /新規登録/ }).first().waitFor();
  await field('name').fill('新里 たまき');
  await page.getByRole('button', { name: '登録する' }).click();
  await page.locator('input[name=addressee_no][aria-invalid=true]').waitFor();
  assert.equal(await field('name').inputValue(), '新里 たまき');
});

test('a record that was entered is shown', async () => {
  await field('addressee_no').fill('9000000016');
  await field('kind').selectOption('individual');
  await field('kana').fill('ニイザト タマキ');
  await field('birth_date').fill('1988-02-29');
  await field('address').fill('汐見市新浜一丁目2番3号');
  await field('about-valid_from').fill('2026-04-01');
  await field('about-reason').fill('転入');
  await page.getByRole('button', { name: '登録する' }).click();
  await page.waitForURL(/\/registers\/addressee\/\d+$/);
  await page.getByRole('heading', { name: '新里 たまき' }).waitFor();
});

test('a change from a day to come is announced, and taken back with a reason', async () => {
  await page.getByRole('button', { name: '変更を入力' }).click();
  await field('building').fill('浜荘101号');
  await field('about-valid_from').fill('2027-04-01');
  await field('about-reason').fill('転居の予定');
  await page.getByRole('button', { name: '登録する' }).click();
  const announced = page.getByText(/令和9年4月1日.*変わる予定/);
  await announced.waitFor();
  await page.getByRole('button', { name: '予定を取り消す' }).click();
  await page.getByLabel('取り消す理由').fill('転居の取りやめ');
  await page.getByRole('button', { name: '予定を取り消す' }).last().click();
  await announced.waitFor({ state: 'detached' });
  await go(page, `${new URL(page.url()).pathname}?as_of=2027-05-01`);
  assert.equal(await page.getByText('浜荘101号').count(), 0);
});

test('nothing went wrong on the pages', () => {
  assert.deepEqual(page_faults.filter((fault) => !fault.includes('400')), []);
});
