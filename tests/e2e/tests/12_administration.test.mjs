// Administration by screen: health, backups, keys, erasure, copies, settings, roles, departments.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { tab_to, too_wide, violations } from '../lib/checks.mjs';
import {
  ask,
  close_browser,
  go,
  open_browser,
  page_faults,
  person,
  sign_in,
  speak,
  strayed,
} from '../lib/city.mjs';
import { settings } from '../lib/settings.mjs';

const kScreens = [
  ['/health', '具合と備え', 'Health and backups'],
  ['/keys', '鍵', 'Keys'],
  ['/retention', '消去と保全', 'Erasure and holds'],
  ['/copies', '匿名化した写し', 'Masked copies'],
  ['/settings', '設定と役割', 'Settings and roles'],
  ['/settings?view=roles', '設定と役割', 'Settings and roles'],
  ['/settings?view=departments', '設定と役割', 'Settings and roles'],
];
const skip = settings.administrator.account === '';
let page;

before(async () => {
  await open_browser();
  if (skip) return;
  ({ page } = await person());
  await sign_in(page, settings.administrator);
});
after(close_browser);

const panel = (title) =>
  page.locator('section.pn', { has: page.getByRole('heading', { name: title, exact: true }) });

test('a look at the installation says what is wrong in words, and when', { skip }, async () => {
  await go(page, '/health');
  await panel('点検').getByRole('button', { name: '今すぐ点検する' }).click();
  const findings = page.locator('[data-findings] tbody tr');
  await findings.first().waitFor();
  assert.ok((await findings.count()) >= 8);
  await page.locator('[data-check="disk"]').getByText('良好').waitFor();
  await panel('点検').getByText('最後の点検').waitFor();
});

test('the journal is verified from here', { skip }, async () => {
  await go(page, '/health');
  await panel('記録（ジャーナル）').getByRole('button', { name: '検証する' }).click();
  await page.locator('[data-verified]').getByText(/一致|異常/).waitFor();
});

test('a backup is made, and proven by the keyboard alone', { skip }, async () => {
  await go(page, '/health');
  await page.locator('[data-prune]').waitFor();
  const before = await page.locator('[data-backup]').count();
  await panel('バックアップ').getByRole('button', { name: '今すぐ作る' }).click();
  await page.locator('[data-backup]').nth(before).waitFor(); // one more than before
  const name = await page.locator('[data-backup]').first().getAttribute('data-backup');
  const row = page.locator(`[data-backup="${name}"]`);
  await row.getByText('未試験').waitFor();
  const trial = `[data-backup="${name}"] button`;
  await page.locator(`${trial}:not(:disabled)`).waitFor();
  assert.ok(await tab_to(page, trial), 'the button is reached by Tab');
  await page.keyboard.press('Enter');
  await row.getByText('合格').waitFor({ timeout: 60_000 });
  assert.equal(await page.locator('[data-prune] li').count(), 0, 'nothing is too old');
});

test('a new city key, asked twice; nothing secret on the screen', { skip }, async () => {
  await go(page, '/keys');
  const rotate = panel('市の鍵を新しくする');
  await rotate.getByRole('button', { name: '市の鍵を新しくする' }).click();
  await rotate.getByText('市の鍵を今すぐ新しくしますか。').waitFor();
  await rotate.getByRole('button', { name: 'やめる' }).click();
  assert.equal(await rotate.getByText('新しい鍵になりました').count(), 0);
  await rotate.getByRole('button', { name: '市の鍵を新しくする' }).click();
  await page.keyboard.press('Enter'); // the focus went to the answer
  await rotate.getByText('新しい鍵になりました').waitFor();
  const { place } = await ask(page, '/api/keys');
  assert.deepEqual(Object.keys(place).sort(), ['fault', 'kind', 'token']);
});

test('what is due is looked at before it is proposed', { skip }, async () => {
  await go(page, '/retention');
  const due = panel('期限の来たもの');
  await due.getByLabel('年度').selectOption({ index: 1 });
  await due.getByText(/この年度に期限の来たものはありません。|消す記録/).first().waitFor();
  const rules = panel('個人情報のある台帳の保存期間').locator('tbody tr');
  assert.ok((await rules.count()) >= 10);
});

test('a copy is asked for, and only another releases it', { skip }, async () => {
  await go(page, '/copies');
  const form = panel('写しの伺いを出す');
  await form.getByRole('button', { name: '写しの伺いを出す' }).click();
  await form.getByText('目的と提供先を書いてください。').waitFor();
  await form.getByLabel('目的').fill('改修の受入試験');
  await form.getByLabel('提供先').fill('開発会社（例）');
  await form.getByLabel(/^名寄せの数/).fill('１０');
  await form.getByLabel(/^利用の期限/).fill('R12.3.31');
  await form.getByRole('button', { name: '写しの伺いを出す' }).click();
  await form.getByText('別の人の承認を待ちます').waitFor();
  const one = page.locator('[data-copy]').first();
  await one.getByText('改修の受入試験').waitFor();
  await one.getByText('令和12年3月31日').waitFor();
  await one.getByText('別の人の決裁を待っています').waitFor();
  assert.equal(await one.getByRole('button').count(), 0, 'nobody decides their own');
  await one.getByText('伺い中').waitFor();
});

test('settings are found by word, roles and departments by day', { skip }, async () => {
  await go(page, '/settings');
  await page.getByLabel('設定を探す').fill('税率');
  const rate = page.locator('[data-setting="fixed_asset_tax.rate"]');
  await rate.getByText('0.014').waitFor();
  await rate.getByText('第62条').waitFor();
  assert.ok((await page.locator('[data-settings] [data-setting]').count()) < 5);
  await page.getByRole('button', { name: '役割', exact: true }).click();
  await page.locator('[data-roles]').getByRole('button', { name: '税務担当' }).click();
  await page.locator('[data-reach="tax_clerk"]').getByText('土地課税台帳').first().waitFor();
  await page.locator('[data-holders="tax_clerk"] tbody tr').first().waitFor();
  await page.getByRole('button', { name: '部署', exact: true }).click();
  await page.locator('ul.tree ul.tree [data-department]').first().waitFor();
});

for (const [language, at] of [['ja', 1], ['en', 2]]) {
  test(`axe finds nothing and nothing is cut off (${language})`, { skip }, async () => {
    await speak(page, language);
    for (const screen of kScreens) {
      await go(page, screen[0]);
      await page.getByRole('heading', { level: 1, name: screen[at] }).waitFor();
      assert.deepEqual(await violations(page), [], screen[0]);
      for (const width of [1366, 683, 390]) {
        await page.setViewportSize({ width, height: 768 });
        assert.equal(await too_wide(page), false, `${screen[0]} at ${width}`);
      }
      await page.setViewportSize({ width: 1366, height: 768 });
      const text = await page.locator('main').innerText();
      assert.ok(!/\{\w+\}/.test(text), screen[0]);
    }
    await speak(page, 'ja');
  });
}

test('a clerk finds none of it', async () => {
  const { context, page: clerk } = await person();
  await sign_in(clerk);
  for (const part of ['health', 'keys', 'retention', 'copies', 'settings']) {
    assert.equal(await clerk.locator(`.side a[href="/${part}"]`).count(), 0, part);
    const status = await clerk.evaluate(
      async (name) => (await fetch(`/api/${name}`)).status,
      part,
    );
    assert.equal(status, settings.administrator.account === '' ? 404 : 403, part);
  }
  await context.close();
  assert.deepEqual(page_faults, []);
  assert.deepEqual(strayed, []);
});
