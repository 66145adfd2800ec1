// 廃棄: the list, one disposal with its media, a report brought by keyboard; judged by serial number.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { tab_to, too_wide, violations } from '../lib/checks.mjs';
import { close_browser, go, open_browser, person, sign_in, speak } from '../lib/city.mjs';

const people = process.env.E2E_LOGINS ? JSON.parse(readFileSync(process.env.E2E_LOGINS, 'utf8')) : [];
const governor = people.find(({ account }) => account === '10274');
const skip = governor === undefined;
const kLog = new URL('../../corpus/erasure/nwipe_disk.log', import.meta.url);
let page;

before(async () => {
  await open_browser();
  if (skip) return;
  ({ page } = await person());
  await sign_in(page, governor);
});
after(close_browser);

test('the list says how far each disposal has come and what is next', { skip }, async () => {
  await go(page, '/disposal');
  const row = page.locator('[data-disposals] tbody tr', { hasText: 'R8-03' });
  await row.waitFor();
  assert.match(await row.innerText(), /第三者への承諾を取る/);
  assert.match(await row.innerText(), /1\/2/); // certified
  assert.deepEqual(await violations(page), []);
  assert.equal(await too_wide(page), false);
});

test('by keyboard into one: media, differences, reasons', { skip }, async () => {
  await go(page, '/disposal');
  await page.locator('[data-disposals]').waitFor();
  const to = await page.locator('[data-disposals] a', { hasText: 'R8-01' }).getAttribute('href');
  assert.ok(await tab_to(page, `[data-disposals] a[href="${to}"]`));
  await page.keyboard.press('Enter');
  await page.locator('[data-media] tbody tr').first().waitFor();
  assert.equal(await page.locator('[data-media] tbody tr').count(), 15);
  const wrong = page.locator('[data-serial="SHD0417A003"] td.bad');
  assert.match(await wrong.innerText(), /SHD0417A0O3/);
  const aborted = await page.locator('[data-serial="SHD0417A004"]').innerText();
  assert.match(aborted, /中断/);
  assert.match(aborted, /庁舎内で消去する/);
  const done = await page.locator('[data-serial="SHD0417A001"]').innerText();
  assert.match(done, /適合/);
  assert.deepEqual(await violations(page), []);
  assert.equal(await too_wide(page), false);
});

test('a report is matched by its serial number; a foreign one is refused', { skip }, async () => {
  const name = 'nwipe_sdd.log';
  const log = readFileSync(kLog, 'utf8').replaceAll('SHD0417A001', 'SHD0417A009');
  const input = page.locator('input[type=file]');
  await input.setInputFiles({ name, mimeType: 'text/plain', buffer: Buffer.from(log) });
  assert.ok(await tab_to(page, '[data-report] button.fill'));
  await page.keyboard.press('Enter');
  await page.getByText('SHD0417A009: 消去と認める').waitFor();
  await page.locator('[data-serial="SHD0417A009"]', { hasText: '引き渡す' }).waitFor();
  const foreign = readFileSync(kLog, 'utf8').replaceAll('SHD0417A001', 'NOBODY0001');
  await input.setInputFiles({ name, mimeType: 'text/plain', buffer: Buffer.from(foreign) });
  await page.getByRole('button', { name: '読み取って登録' }).click();
  await page.getByText('NOBODY0001').waitFor();
});

test('in English too', { skip }, async () => {
  await speak(page, 'en');
  await go(page, '/disposal');
  await page.getByText('Get the consent for the third party').waitFor();
  assert.deepEqual(await violations(page), []);
  assert.equal(await too_wide(page), false);
  await speak(page, 'ja');
});
