// アカウント棚卸し: late lists, a list rehearsed, a round by class, a decision by keyboard, kept together.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { tab_to, too_wide, violations } from '../lib/checks.mjs';
import { close_browser, go, open_browser, person, sign_in, speak } from '../lib/city.mjs';

const people = process.env.E2E_LOGINS ? JSON.parse(readFileSync(process.env.E2E_LOGINS, 'utf8')) : [];
const governor = people.find(({ account }) => account === '10274');
const head = people.find(({ account }) => account === '20402');
const skip = governor === undefined || head === undefined;
const kHead = '利用者ID,氏名,職員番号,所属,管理者,共有,最終ログイン,状態\n';
const buffer = (text) => ({ name: 'list.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
let page, manager;

before(async () => {
  await open_browser();
  if (skip) return;
  ({ page } = await person());
  await sign_in(page, governor);
  ({ page: manager } = await person());
  await sign_in(manager, head);
});
after(close_browser);

const clean = async (where) => {
  assert.deepEqual(await violations(where), []);
  assert.equal(await too_wide(where), false);
};

test('late lists are marked, rounds say how far they are', { skip }, async () => {
  await go(page, '/account-review');
  await page.locator('[data-rounds] tbody tr', { hasText: 'R8-2' }).waitFor();
  const late = await page.locator('[data-sources] tbody tr', { hasText: 'A-03' }).innerText();
  assert.match(late, /期限超過/);
  await clean(page);
});

test('a bad list is refused line by line, a good one rehearsed', { skip }, async () => {
  const input = page.locator('[data-bring] input[type=file]');
  await input.setInputFiles(buffer(`${kHead}u1,山田,1,,,,2026-99-01,\nu1,,,,,,,\n`));
  await page.locator('[data-bring]').getByRole('button', { name: '確認する' }).click();
  await page.getByText('2026-99-01').waitFor();
  await page.getByText('2行目にもあります').waitFor();
  const lines = Array.from({ length: 90 }, (_, i) => `n${i},,,,,,,`).join('\n');
  await input.setInputFiles(buffer(`${kHead}${lines}\n`));
  await page.locator('[data-bring]').getByRole('button', { name: '確認する' }).click();
  await page.getByText('まだ受け取っていません').waitFor();
  await clean(page);
});

test('a round by class: each account with the person and why', { skip }, async () => {
  await page.locator('[data-rounds] a').first().click();
  await page.locator('[data-accounts] tbody tr').first().waitFor();
  await page.locator('[data-tab=leaver]').click();
  await page.getByText('離職した人のアカウントが使える').waitFor();
  await page.locator('[data-accounts] tbody tr', { hasText: '離職' }).first().waitFor();
  await clean(page);
  await page.keyboard.press('ArrowRight');
  await page.locator('[data-tab=mover][aria-selected=true]').waitFor();
  await page.locator('[data-accounts] tbody tr', { hasText: '今の所属は' }).first().waitFor();
});

test('a head decides by keyboard for her own people alone', { skip }, async () => {
  await go(manager, '/account-review/1');
  await manager.locator('[data-accounts] tbody tr').first().waitFor();
  assert.equal(await manager.locator('[data-close]').count(), 0);
  const sections = await manager.locator('[data-sections] tbody').innerText();
  assert.doesNotMatch(sections, /市民課/);
  assert.ok(await tab_to(manager, '[data-accounts] button'));
  await manager.keyboard.press('Enter');
  await manager.locator('[data-decide]').waitFor();
  assert.ok(await tab_to(manager, '[data-decide] input[type=radio]'));
  await manager.keyboard.press('Space');
  assert.ok(await tab_to(manager, '[data-decide] input[type=text]'));
  await manager.keyboard.type('業務で使う');
  assert.deepEqual(await violations(manager), []);
  await manager.keyboard.press('Enter');
  await manager.locator('[data-decide]').waitFor({ state: 'detached' });
  await manager.locator('[data-accounts]', { hasText: '業務で使う' }).waitFor();
});

test('certain ones are kept together', { skip }, async () => {
  await manager.getByLabel('未判断だけ').check();
  await manager.locator('[data-tab=certain]').click();
  await manager.getByLabel('選べるものをすべて選ぶ').check();
  await manager.locator('[data-bulk] input[type=text]').fill('在職を確認した');
  await manager.locator('[data-bulk] button').click();
  await manager.locator('[data-sections] tr', { hasText: '土地係' }).waitFor();
  await clean(manager);
});

test('in English too, and narrow', { skip }, async () => {
  await speak(page, 'en');
  await go(page, '/account-review/1');
  await page.getByText('Progress by section').waitFor();
  await page.locator('[data-accounts] tbody tr').first().waitFor();
  await clean(page);
  await page.setViewportSize({ width: 390, height: 800 });
  await clean(page);
  await page.setViewportSize({ width: 1366, height: 768 });
  await speak(page, 'ja');
});
