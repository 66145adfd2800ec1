// 日々の点検と可搬媒体: figures open their lists, a visitor in and out by keys, a medium asked for,
// approved by somebody else, handed out and taken back by number, counted by two.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { too_wide, violations } from '../lib/checks.mjs';
import { close_browser, go, open_browser, person, sign_in, speak } from '../lib/city.mjs';

const people = process.env.E2E_LOGINS ? JSON.parse(readFileSync(process.env.E2E_LOGINS, 'utf8')) : [];
const of = (number) => people.find(({ account }) => account === number);
const skip = of('10274') === undefined || of('20402') === undefined;
let governor;
let head;

before(async () => {
  await open_browser();
  if (skip) return;
  ({ page: governor } = await person());
  await sign_in(governor, of('10274'));
  ({ page: head } = await person());
  await sign_in(head, of('20402'));
});
after(close_browser);

test('every figure opens the list that it counts', { skip }, async () => {
  await go(governor, '/daily');
  const kept = governor.locator('[data-section="visitors"] a', { hasText: '札を返さずに退室' });
  await kept.waitFor();
  const count = (await kept.locator('b').innerText()).trim();
  assert.equal(count, '1');
  assert.deepEqual(await violations(governor), []);
  assert.equal(await too_wide(governor), false);
  await kept.click();
  await governor.getByText('V-2026-0322').waitFor();
});

test('in and out by keys; the badge is asked for', { skip }, async () => {
  await go(governor, '/daily');
  const rows = governor.locator('[data-inside] tbody tr');
  await rows.first().waitFor();
  const before_count = await rows.count();
  await governor.locator('#main').focus();
  await governor.keyboard.press('i');
  await governor.keyboard.press('Enter');
  await governor.keyboard.type('B-77');
  await governor.keyboard.press('Enter');
  await governor.locator('[data-inside] tr', { hasText: 'B-77' }).waitFor();
  assert.equal(await rows.count(), before_count + 1);
  await governor.locator('#main').focus();
  await governor.keyboard.press('o');
  const first = await governor.evaluate(() => document.activeElement?.closest('tr')?.innerText ?? '');
  assert.match(first, /B-77/);
  await governor.keyboard.press('Enter');
  await governor.locator('[data-inside] tr', { hasText: 'B-77' }).waitFor({ state: 'detached' });
});

test('a request is decided by somebody else, then goes out and comes back by number', { skip }, async () => {
  await go(governor, '/portable-media');
  await governor.locator('[data-ask]').waitFor();
  const form = governor.locator('[data-ask]');
  await form.getByLabel('製造番号・媒体番号').fill('U-001');
  await form.getByLabel('目的').fill('図面の受渡し');
  await form.getByLabel('庁内の交換場所で足りない理由').fill('相手方に回線がない');
  await form.getByLabel('申請課').fill('デジタル推進課');
  await form.getByLabel('返却期限').fill('2099-12-31');
  await form.getByRole('button', { name: '申請' }).click();
  const own = governor.locator('[data-loans="waiting"] tr', { hasText: 'U-001' });
  await own.waitFor();
  assert.match(await own.innerText(), /別の人が決める/);
  await go(head, '/portable-media');
  const asked = head.locator('[data-loans="waiting"] tr', { hasText: 'U-001' });
  await asked.getByRole('button', { name: '承認', exact: true }).click();
  await asked.waitFor({ state: 'detached' });
  await go(governor, '/portable-media');
  const scan = governor.locator('[data-scan]');
  const typed = scan.getByLabel('製造番号・媒体番号');
  await typed.fill('USB0016001');
  await governor.keyboard.press('Enter');
  await scan.getByText('鍵の番号を入れてください').waitFor();
  await scan.getByLabel('鍵の番号（貸出）').fill('鍵3');
  await typed.focus();
  await governor.keyboard.press('Enter');
  await scan.getByText('U-001 を').waitFor();
  await governor.locator('[data-loans="out"] tr', { hasText: 'U-001' }).waitFor();
  await typed.fill('USB0016001');
  await scan.getByLabel('返却時の消去').selectOption('yes');
  await typed.focus();
  await governor.keyboard.press('Enter');
  await scan.getByText('U-001 を受け取った').waitFor();
  await governor.locator('[data-loans="out"] tr', { hasText: 'U-001' }).waitFor({ state: 'detached' });
  assert.deepEqual(await violations(governor), []);
  assert.equal(await too_wide(governor), false);
});

test('two people count, and a device log is held against the loans', { skip }, async () => {
  const summary = await governor.locator('[data-summary]').innerText();
  const [all, lent] = summary.match(/\d+/g).map(Number);
  const count = async (page, found) => {
    const form = page.locator('[data-count]');
    await form.getByLabel('保管場所で数えた本数').fill(String(found));
    await form.getByRole('button', { name: '数を記録' }).click();
    await form.getByRole('status').waitFor();
    return form.getByRole('status').innerText();
  };
  assert.match(await count(governor, all - lent), /2人目が数える/);
  await go(head, '/portable-media');
  assert.match(await count(head, all - lent), /台帳と一致/);
  const log = 'terminal,serial,plugged_on,plugged_at\nT-4010-01,ZZ-1,2026-11-20,10:00\n';
  const input = governor.locator('[data-log] input[type=file]');
  await input.setInputFiles({ name: 'devices.csv', mimeType: 'text/csv', buffer: Buffer.from(log) });
  await governor.getByRole('button', { name: '照合して取り込む' }).click();
  await governor.getByText('台帳にない 1').waitFor();
  await governor.locator('[data-devices] tr', { hasText: 'ZZ-1' }).waitFor();
});

test('in English, and narrow', { skip }, async () => {
  await speak(governor, 'en');
  for (const path of ['/daily', '/portable-media']) {
    await go(governor, path);
    await governor.locator('table').first().waitFor();
    assert.deepEqual(await violations(governor), []);
    assert.equal(await too_wide(governor), false);
    await governor.setViewportSize({ width: 390, height: 800 });
    assert.equal(await too_wide(governor), false, `${path} at 390 px`);
    await governor.setViewportSize({ width: 1280, height: 800 });
  }
  await speak(governor, 'ja');
});
