// 発信文書: filled from a record, a gap that must be written, approved by another with a number, sent,
// returned, corrected; the page as text; the auditor reads and changes nothing.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { too_wide, violations } from '../lib/checks.mjs';
import { close_browser, go, open_browser, person, sign_in, speak } from '../lib/city.mjs';

const people = process.env.E2E_LOGINS ? JSON.parse(readFileSync(process.env.E2E_LOGINS, 'utf8')) : [];
const one = (number) => people.find(({ account }) => account === number);
const [drafter, approver, auditor] = [one('10274'), one('20402'), one('80110')];
const skip = drafter === undefined || approver === undefined || auditor === undefined;
let page, second, third;

before(async () => {
  await open_browser();
  if (skip) return;
  ({ page } = await person());
  await sign_in(page, drafter);
  ({ page: second } = await person());
  await sign_in(second, approver);
  ({ page: third } = await person());
  await sign_in(third, auditor);
});
after(close_browser);

const clean = async (where) => {
  assert.deepEqual(await violations(where), []);
  assert.equal(await too_wide(where), false);
};
const address = () => new URL(page.url()).pathname;

test('letters by state, with the templates and their registers', { skip }, async () => {
  await go(page, '/letters');
  await page.locator('[data-letters] tbody tr', { hasText: '情公第2号' }).waitFor();
  await page.locator('[data-templates] tr', { hasText: '請求書の補正の求め' }).waitFor();
  await clean(page);
  await page.locator('[data-tab=void]').click();
  await page.locator('[data-letters] tbody tr', { hasText: '情公第3号' }).waitFor();
  assert.equal(await page.locator('[data-letters] tbody tr').count(), 1);
});

test('a template is filled from its record and what is missing is a gap', { skip }, async () => {
  await go(page, '/letters/new?template=request_transferred&register=personal_request&record=3');
  const sheet = page.locator('[data-page]');
  await sheet.waitFor();
  assert.match(await sheet.innerText(), /令和8年10月26日に受け付けた請求/);
  assert.match(await sheet.innerText(), /［要記入：移送先］/);
  await clean(page);
  await page.locator('[data-letter-form] button[type=submit]').click();
  await page.locator('[data-way]').waitFor();
  assert.equal(await page.locator('[data-approve] button').count(), 0); // her own
  await clean(page);
});

test('nobody approves a gap or her own draft', { skip }, async () => {
  await go(second, address());
  await second.locator('[data-approve]').waitFor();
  assert.equal(await second.locator('[data-approve] button').isDisabled(), true);
  const version = await page.evaluate(async (path) => {
    const answer = await fetch(`/api${path}`);
    return (await answer.json()).version;
  }, address());
  assert.ok(version);
});

test('what was missing is written, another approves, the number has no gap', { skip }, async () => {
  const points = page.locator('[data-edit] textarea').nth(1);
  const text = await points.inputValue();
  await points.fill(
    text.replace('［要記入：移送先］', '県警察本部長').replace('［要記入：備考］', '所管のため')
      .replace(/［要記入：[^］]*］/g, '記録のとおり'),
  );
  await page.locator('[data-edit] button').click();
  await page.locator('[data-page] .gap').first().waitFor({ state: 'detached' });
  await second.reload();
  await second.locator('[data-approve] button').click();
  await second.locator('[data-way]', { hasText: '情公第6号' }).waitFor();
  await clean(second);
  assert.equal(await second.locator('[data-edit]').count(), 0);
});

test('the page says what the letter says', { skip }, async () => {
  const path = address();
  const bytes = await second.evaluate(async (where) => {
    const answer = await fetch(`/api${where}/page.pdf`);
    return [...new Uint8Array(await answer.arrayBuffer())];
  }, path);
  const file = join(mkdtempSync(join(tmpdir(), 'letter-')), 'page.pdf');
  writeFileSync(file, Buffer.from(bytes));
  const text = execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' });
  for (const part of ['情公第6号', '汐見市長', '請求の移送通知書', '県警察本部長', '以上'])
    assert.ok(text.includes(part), `${part}\n${text}`);
  assert.ok(!text.includes('要記入') && !text.includes('（案）'), text);
});

test('sent, returned, settled; then corrected by a new letter', { skip }, async () => {
  const today = new Date(Date.now() + 9 * 3_600_000).toISOString().slice(0, 10);
  await second.locator('[data-send] input').first().fill(today);
  await second.locator('[data-send] button[type=submit]').click();
  await second.locator('[data-return]').waitFor();
  await second.locator('[data-return] input').first().fill(today);
  await second.getByLabel('返戻の理由').fill('あて所に尋ねあたらない');
  await second.locator('[data-return] button[type=submit]').click();
  await second.locator('[data-why=settle]').waitFor();
  await second.getByLabel('対応したこと').fill('住所を確かめて送り直した');
  await second.locator('[data-why=settle] button').click();
  await second.locator('[data-why=settle]').waitFor({ state: 'detached' });
  await second.getByRole('link', { name: '訂正する文書を起案' }).click();
  await second.locator('[data-letter-form]').waitFor();
  assert.match(second.url(), /corrects=\d+/);
});

test('the auditor reads and changes nothing; English fits too', { skip }, async () => {
  await go(third, address());
  await third.locator('[data-way]', { hasText: '情公第6号' }).waitFor();
  for (const form of ['[data-edit]', '[data-approve]', '[data-send]', '[data-return]', '[data-why]'])
    assert.equal(await third.locator(form).count(), 0, form);
  await speak(third, 'en');
  await third.locator('[data-way]').waitFor();
  await clean(third);
  await third.setViewportSize({ width: 390, height: 800 });
  assert.equal(await too_wide(third), false);
});
