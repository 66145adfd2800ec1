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
  const row = page.locator('[data-disposals] tbody tr', { hasText: 'R8-05' });
  await row.waitFor();
  assert.match(await row.innerText(), /第三者への承諾を取る/);
  const other = await page.locator('[data-disposals] tbody tr', { hasText: 'R8-03' }).innerText();
  assert.match(other, /1\/2/); // certified
  const cloud = page.locator('[data-exits] tbody tr', { hasText: 'CX-03' });
  assert.match(await cloud.innerText(), /データの返却/);
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
  const input = page.locator('[data-report] input[type=file]');
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

test('a certificate and its photograph are dropped; a foreign number is named', { skip }, async () => {
  const form = page.locator('[data-paper]');
  const input = form.locator('input[type=file]');
  const pdf = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n');
  await input.setInputFiles({ name: '証明書.pdf', mimeType: 'application/pdf', buffer: pdf });
  await form.getByLabel('証明書番号').fill('証8-099');
  const typed = form.getByLabel('製造番号を打つ・読み取る（Enter）');
  await typed.fill('NOBODY0001');
  await page.keyboard.press('Enter');
  await form.getByText('NOBODY0001 はこの廃棄の媒体ではありません').waitFor();
  await typed.fill('SHD0417A002');
  await page.keyboard.press('Enter');
  await form.getByText('1件を選択').waitFor();
  await form.getByRole('button', { name: '登録', exact: true }).click();
  await page.getByText('証明書 証8-099 に 1件を記録した').waitFor();
  await page.locator('[data-serial="SHD0417A002"]', { hasText: '証8-099-1' }).waitFor();
  const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');
  await input.setInputFiles({ name: '写真.png', mimeType: 'image/png', buffer: png });
  await form.getByLabel('種類').selectOption('photo');
  await typed.fill('SHD0417A002');
  await page.keyboard.press('Enter');
  await form.getByRole('button', { name: '登録', exact: true }).click();
  const waits = page.locator('[data-photo="SHD0417A002"]');
  await waits.waitFor();
  assert.match(await waits.innerText(), /別の人が確かめる/); // class (1), and it was brought by us
  await waits.getByRole('button', { name: '写真を見る' }).click();
  await waits.locator('img').waitFor();
  assert.deepEqual(await violations(page), []);
  assert.equal(await too_wide(page), false);
});

test('consent is asked for and given on the screen', { skip }, async () => {
  await go(page, '/disposal');
  await page.locator('[data-disposals] a', { hasText: 'R8-05' }).click();
  const consent = page.locator('[data-consent]');
  await consent.locator('.mk', { hasText: '承諾がない' }).waitFor();
  await consent.getByLabel('承諾書の番号').fill('承8-077');
  await consent.getByLabel('承諾した者').fill('デジタル推進課長');
  await consent.getByRole('button', { name: '承諾を記録' }).click();
  await consent.getByText('承8-077').waitFor();
});

test('the end of a cloud contract says what its class asks', { skip }, async () => {
  await go(page, '/disposal');
  await page.locator('[data-exits] a', { hasText: 'CX-02' }).click();
  await page.locator('[data-step="equipment"]').waitFor();
  assert.match(await page.locator('[data-step="equipment"]').innerText(), /検討の記録/);
  assert.match(await page.locator('[data-step="data_back"]').innerText(), /済み/);
  assert.deepEqual(await violations(page), []);
  assert.equal(await too_wide(page), false);
});

test('in English too', { skip }, async () => {
  await speak(page, 'en');
  await go(page, '/disposal');
  await page.getByText('Ends of cloud contracts').first().waitFor();
  assert.deepEqual(await violations(page), []);
  assert.equal(await too_wide(page), false);
  await speak(page, 'ja');
});
