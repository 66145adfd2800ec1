// The ledger by bureau, the survey of one's own section by keys, its results, the choice of audits.
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

const governor = settings.administrator;
const skip = governor.account === '';
let page;

before(async () => {
  await open_browser();
  ({ page } = await person());
  if (!skip) await sign_in(page, governor);
});
after(close_browser);

test('97 systems as the source counts them, and what came later', { skip }, async () => {
  await go(page, '/systems');
  const { bureaus } = await ask(page, '/api/systems');
  assert.equal(bureaus.reduce((sum, one) => sum + one.printed, 0), 97);
  await page.getByText('18＋12＋11').waitFor();
  await page.getByRole('button', { name: '財政局' }).click();
  await page.getByRole('link', { name: '家屋評価システム' }).waitFor();
  assert.ok((await page.locator('.tag.warn', { hasText: '構成データ' }).count()) > 0);
  assert.deepEqual(await violations(page), []);
  assert.equal(await too_wide(page), false);
});

test('every share has its base beside it', { skip }, async () => {
  await go(page, '/survey/1/results?group=security');
  const panel = page.locator('[data-question=Q51]');
  await panel.getByText('基数 97（すべてのシステム）').waitFor();
  await panel.getByText('基数 50（アクセス記録を残すシステム）').waitFor();
  await panel.getByRole('row', { name: /定期的・不定期に実施 21 22%/ }).waitFor();
  await page.getByLabel('比べる回').selectOption({ index: 1 });
  await panel.getByRole('columnheader', { name: '前の回' }).first().waitFor();
  assert.deepEqual(await violations(page), []);
});

test('other weights move the points and save nothing', { skip }, async () => {
  await go(page, '/selection');
  const before_try = (await ask(page, '/api/journal/status')).entries;
  const first = page.locator('[data-table=selection] tbody tr').first();
  const points = Number(await first.locator('td.num').innerText());
  await page.locator('[data-weight=past_findings]').fill('50');
  await page.getByText('重みを変えて試しています').waitFor();
  await page.waitForFunction(
    (was) =>
      Number(document.querySelector('[data-table=selection] tbody td.num')?.textContent) > was,
    points,
  );
  assert.equal((await ask(page, '/api/journal/status')).entries, before_try);
  assert.deepEqual(await violations(page), []);
});

test('by keys: a head answers her section’s part, and nobody else’s', { skip }, async () => {
  const { context, page: head } = await person();
  await sign_in(head, settings.second);
  await go(head, '/survey/2');
  await tab_to(head, 'a[href^="/survey-answers/"]');
  await head.keyboard.press('Enter');
  await head.locator('[data-question]').first().waitFor();
  const form = new URL(head.url()).pathname;
  await tab_to(head, '[data-question] .in');
  await head.keyboard.type('2021:1000');
  await head.getByText('途中の入力を保存しました').waitFor();
  assert.deepEqual(await violations(head), []);
  await go(head, form);
  await head.getByText('前に途中まで入力したもの').waitFor();
  await tab_to(head, 'form button[type=submit]', 200);
  await head.keyboard.press('Enter');
  await head.locator('.head .tag', { hasText: '回答済' }).waitFor();
  await go(head, '/survey-answers/1');
  await head.getByText('別の課に依頼したもの').waitFor();
  await context.close();
});

test('in English', { skip }, async () => {
  await speak(page, 'en');
  await go(page, '/survey');
  await page.getByRole('heading', { name: 'Survey of information systems' }).waitFor();
  assert.deepEqual(await violations(page), []);
  await speak(page, 'ja');
});

test('nothing was asked of another host, no script failed', { skip }, () => {
  assert.deepEqual(strayed, []);
  assert.deepEqual(page_faults, []);
});
