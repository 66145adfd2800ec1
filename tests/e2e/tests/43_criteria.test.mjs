// 基準と判定: what catalogs ask, the verdict while answering, parties by tier, by keyboard too.
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

const skip = settings.administrator.account === '';
let page;

before(async () => {
  await open_browser();
  ({ page } = await person());
  if (!skip) await sign_in(page, settings.administrator);
});
after(close_browser);

const verdict = (key) => page.locator(`[data-verdict="${key}"]`).waitFor();

test('every item stands there with what it asks, its risk and its number', { skip }, async () => {
  await go(page, '/criteria/sendai-cloud');
  await verdict('incomplete');
  const { rows } = await ask(page, '/api/criteria/sendai-cloud');
  const text = await page.locator('.criteria-rows').innerText();
  for (const row of rows) {
    assert.ok(text.includes(row.requirement.ja), row.no);
    assert.ok(text.includes(row.risk.ja), row.no);
  }
  assert.match(await page.locator('main').innerText(), /採用：/);
});

test('by keyboard: an answer of no is judged at once, with its reason', { skip }, async () => {
  await go(page, '/criteria/sendai-cloud');
  await verdict('incomplete');
  assert.ok(await tab_to(page, '[data-item="3"] button:nth-of-type(2)', 400));
  await page.keyboard.press('Enter');
  await verdict('unfit');
  await page.locator('[data-reason="REQ_UNMET:3"]').waitFor();
});

test('an assessment on record: the third party of the chain is judged by itself', { skip }, async () => {
  const { rows } = await ask(page, '/api/registers/criteria_assessment/records?limit=50&offset=0');
  const chain = rows.find((row) => row.key === 'A-005');
  await go(page, `/criteria/govcloud-reentrust?assessment=${chain.id}`);
  await page.locator('[data-party="つくりもの開発株式会社"]').waitFor();
  await verdict('unfit');
  const text = await page.locator('[data-party="つくりもの開発株式会社"]').innerText();
  assert.match(text, /第2階層/);
  assert.match(text, /有効な情報セキュリティの認証がない/);
});

test('a register answers an item, and leads to its rows', { skip }, async () => {
  await go(page, '/criteria/self-inspection');
  const asked = page.locator('[data-evidence="criteria_assessment.overdue"]');
  await asked.waitFor();
  assert.match(await asked.innerText(), /期限を過ぎた判定の依頼/);
  await asked.locator('a').click();
  await page.waitForURL(/registers\/criteria_assessment\?view=watch_overdue/);
});

for (const language of ['ja', 'en'])
  test(`nothing is cut off and nothing is barred (${language})`, { skip }, async () => {
    await speak(page, language);
    for (const name of ['sendai-cloud', 'compliance-check', 'govcloud-reentrust']) {
      await go(page, `/criteria/${name}`);
      await page.locator('[data-verdict]').waitFor();
      assert.deepEqual(await violations(page), []);
      for (const width of [1366, 683, 390]) {
        await page.setViewportSize({ width, height: 768 });
        assert.equal(await too_wide(page), false, `${name} ${String(width)}`);
      }
      await page.setViewportSize({ width: 1366, height: 768 });
    }
    await speak(page, 'ja');
  });

test('no page error, nothing from elsewhere', { skip }, () => {
  assert.deepEqual(page_faults, []);
  assert.deepEqual(strayed, []);
});
