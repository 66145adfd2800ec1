// Dates are typed in any spelling, shown in the other calendar, and shown as the person prefers; a
// form is filled by keys alone.
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
import { field, open_new, open_parcel } from '../lib/form.mjs';

before(open_browser);
after(close_browser);

async function clerk(options) {
  const made = await person(options);
  await sign_in(made.page);
  return made;
}

test('no browser asks for a date in its own way', async () => {
  const { context, page } = await clerk();
  for (const path of ['/registers/addressee/new', '/jobs', '/exchange', '/registers/house', '/accounts']) {
    await go(page, path);
    assert.equal(
      await page.locator('input[type=date], input[type=datetime-local], input[type=time], input[type=number]').count(),
      0,
      path,
    );
  }
  await context.close();
});

test('every spelling is understood and shown in the other calendar', async () => {
  const { context, page } = await clerk();
  await open_new(page, 'addressee');
  const birth = page.locator('[name=birth_date]');
  const said = page.locator('.date-in', { has: birth }).locator('.said');
  for (const typed of ['S63.2.29', '昭和63年2月29日', '1988-02-29', '19880229', 'Ｓ６３．２．２９', 'S630229']) {
    await birth.fill(typed);
    assert.equal(await said.innerText(), '＝ 1988-02-29（月）', typed);
  }
  await birth.blur();
  assert.equal(await birth.inputValue(), '昭和63年2月29日');
  await birth.fill('平成元年1月7日');
  await birth.blur();
  assert.match(await said.innerText(), /「平成元年1月7日」は日付として読めません。R8\.4\.1/);
  assert.equal(await birth.getAttribute('aria-invalid'), 'true');
  assert.equal(await birth.inputValue(), '平成元年1月7日', 'what was typed stays');
  await birth.fill('H1.1.8');
  assert.equal(await said.innerText(), '＝ 1989-01-08（日）');
  assert.deepEqual(await violations(page), []);
  await context.close();
});

test('eras or western years: chosen once in the menu, kept, in lists, fields and bars', async () => {
  const { context, page } = await clerk();
  await go(page, '/registers/house');
  const built = page.locator('.vlist, table').getByText(/^[HSR][0-9元]+\.\d+\.\d+$/).first();
  await built.waitFor();
  await page.locator('.me > button').focus();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: '西暦' }).focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('Escape');
  await page.getByText(/^(19|20)\d\d-\d\d-\d\d$/).first().waitFor();
  assert.equal(await page.getByText(/^[HSR][0-9元]+\.\d+\.\d+$/).count(), 0);
  assert.match(await page.getByLabel('基準日').inputValue(), /^\d{4}-\d\d-\d\d$/);
  await page.reload();
  await settled(page);
  assert.match(await page.getByLabel('基準日').inputValue(), /^\d{4}-\d\d-\d\d$/);
  await page.locator('.me > button').click();
  await page.getByRole('button', { name: '和暦' }).click();
  await page.keyboard.press('Escape');
  assert.match(await page.getByLabel('基準日').inputValue(), /^令和/);
  await context.close();
});

test('a list is narrowed by a date of any spelling, by keys alone', async () => {
  const { context, page } = await clerk();
  await go(page, '/registers/house');
  await page.keyboard.press('f');
  await page.getByLabel('項目').selectOption({ label: '建築年月日' });
  await page.getByLabel('比べ方').selectOption('from');
  await page.getByLabel('値').focus();
  await page.keyboard.type('Ｈ１１．６．１８');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: /建築年月日.*H11\.6\.18.*外す/ }).waitFor();
  const { total } = await ask(page, '/api/registers/house/records?limit=1&filter.built=%3E%3D1999-06-18');
  await page.getByText(`${total}件`).first().waitFor();
  await context.close();
});

test('numbers, amounts and codes in full width are saved as what they are', async () => {
  const { context, page } = await clerk();
  await open_new(page, 'addressee');
  const values = {
    name: '全角 太郎',
    kana: 'ゼンカク タロウ',
    birth_date: 'Ｓ４０．１．２',
    postal_code: '９９８－７７６６',
    address: '汐見市緑浜１丁目',
  };
  for (const [name, text] of Object.entries(values)) await field(page, name).fill(text);
  await field(page, 'kind').selectOption('individual');
  await field(page, 'about-valid_from').fill('R8.4.1');
  await field(page, 'about-reason').fill('転入');
  const number = '9000000407';
  const wide = [...number].map((c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0)).join('');
  await field(page, 'addressee_no').fill(wide);
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/registers\/addressee\/\d+$/);
  const id = page.url().split('/').pop();
  const record = await ask(page, `/api/registers/addressee/records/${id}`);
  assert.equal(record.key, number);
  assert.equal(record.values.postal_code, '998-7766');
  assert.equal(record.values.birth_date, '1965-01-02');
  assert.equal(record.values.address, '汐見市緑浜１丁目', 'free text keeps its characters');
  await context.close();
});

test('faults stand at their fields while typing, and together when sending', async () => {
  const { context, page } = await clerk();
  await open_parcel(page);
  const area = field(page, 'taxed_area');
  await area.fill('１２．３４５');
  await area.blur();
  await page.getByText('小数点以下は2桁までです。').waitFor();
  assert.equal(await page.locator('[data-faults] li').count(), 0, 'no list before sending');
  await field(page, 'location').fill('あ'.repeat(300));
  await page.locator('[data-form] button[type=submit]').focus();
  await page.keyboard.press('Enter');
  await page.locator('[data-faults] li').first().waitFor();
  assert.ok((await page.locator('[data-faults] li').count()) >= 2);
  assert.equal(await page.evaluate(() => document.activeElement?.getAttribute('name')), 'location');
  assert.deepEqual(await violations(page), []);
  await page.locator('[data-faults] a').last().focus();
  await page.keyboard.press('Enter');
  assert.equal(await page.evaluate(() => document.activeElement?.getAttribute('aria-invalid')), 'true');
  await context.close();
});

test('a day is chosen from the calendar by keys alone', async () => {
  const { context, page } = await clerk();
  await open_new(page, 'addressee');
  const birth = page.locator('[name=birth_date]');
  await birth.fill('H1.1.31');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  const calendar = page.getByRole('dialog', { name: /生年月日/ });
  await calendar.getByText('平成元年1月').waitFor();
  assert.deepEqual(await violations(page), []);
  await page.keyboard.press('PageDown');
  await calendar.getByText('平成元年2月').waitFor();
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Enter');
  await calendar.waitFor({ state: 'detached' });
  assert.equal(await birth.inputValue(), '平成元年2月20日');
  await page.keyboard.press('Enter');
  await calendar.waitFor();
  await page.keyboard.press('Escape');
  await calendar.waitFor({ state: 'detached' });
  assert.equal(await birth.inputValue(), '平成元年2月20日');
  await context.close();
});

test('the same in English', async () => {
  const { context, page } = await clerk({ language: 'en' });
  await speak(page, 'en');
  await open_new(page, 'addressee');
  const birth = page.locator('[name=birth_date]');
  await birth.fill('S63.2.29');
  await page.getByText('= S63.2.29 (Mon)').waitFor();
  await birth.fill('1988-02-30');
  await birth.blur();
  await page.getByText('“1988-02-30” is not a date.').waitFor();
  assert.deepEqual(await violations(page), []);
  await context.close();
});

test('nothing went wrong on the pages', () => {
  assert.deepEqual(page_faults, []);
  assert.deepEqual(strayed, []);
});
