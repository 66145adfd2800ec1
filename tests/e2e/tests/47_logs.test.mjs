// ログの分析: late sources, a file dropped and analysed, its proof, review by a second person, cases.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { tab_to, too_wide, violations } from '../lib/checks.mjs';
import { close_browser, go, open_browser, person, sign_in, speak } from '../lib/city.mjs';

const people = process.env.E2E_LOGINS ? JSON.parse(readFileSync(process.env.E2E_LOGINS, 'utf8')) : [];
const of = (number) => people.find(({ account }) => account === number);
const skip = of('10274') === undefined;
const kLog = [
  'timestamp', // no syslog: rejected, with its reason
  ...Array.from({ length: 6 }, (_, i) =>
    `<38>1 2026-10-06T10:0${i}:00+09:00 vpn gate - - - user=30003 src=203.0.113.9 action=login status=failure`),
].join('\n') + '\n';
let page, second;

before(async () => {
  await open_browser();
  if (skip) return;
  ({ page } = await person());
  await sign_in(page, of('10274'));
  ({ page: second } = await person());
  await sign_in(second, of('80110'));
});
after(close_browser);

test('what was never run is red, what was has its run', { skip }, async () => {
  await go(page, '/logs');
  const late = page.locator('[data-source="L-03"]');
  await late.waitFor();
  assert.match(await late.innerText(), /実施なし/);
  assert.match(await page.locator('[data-source="L-01"]').innerText(), /L-01-202610/);
  assert.deepEqual(await violations(page), []);
  assert.equal(await too_wide(page), false);
});

test('a file is analysed by keyboard; the run names its digest and its rejected line', { skip }, async () => {
  await page.locator('[data-run-now] select').selectOption('L-03');
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'vpn.log', mimeType: 'text/plain', buffer: Buffer.from(kLog) });
  const [from, to] = ['2026-10-01', '2026-10-31'];
  const dates = page.locator('[data-run-now] input[type=text], [data-run-now] input:not([type])');
  assert.equal(await dates.count(), 2);
  await dates.nth(0).fill(from);
  await dates.nth(1).fill(to);
  assert.ok(await tab_to(page, '[data-run-now] button.fill'));
  await page.keyboard.press('Enter');
  const row = page.locator('[data-run="L-03-202610"]');
  await row.waitFor();
  await row.getByRole('button').click();
  const detail = page.locator('[data-detail="L-03-202610"]');
  await detail.waitFor();
  const text = await detail.innerText();
  assert.ok(text.includes(createHash('sha256').update(kLog).digest('hex')));
  assert.match(text, /syslog として読めない/);
  await detail.locator('[data-rule="failed_burst"]').waitFor();
  assert.match(text, /自分で行った分析/);
  await page.locator('[data-source="L-03"]', { hasText: 'L-03-202610' }).waitFor();
});

test('the hit is a case; the same file again makes no second one', { skip }, async () => {
  const found = page.locator('[data-cases] tr', { hasText: '30003' }).filter({ hasText: '認証の失敗の繰返し' });
  await found.first().waitFor();
  const before_again = await found.count();
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'vpn.log', mimeType: 'text/plain', buffer: Buffer.from(kLog) });
  await page.locator('[data-run-now] button.fill').click();
  await page.locator('[data-run="L-03-202610-2"]').waitFor();
  assert.equal(await found.count(), before_again);
});

test('a second person reviews with a reason, and not as in order while hits are open', { skip }, async () => {
  await go(second, '/logs');
  const row = second.locator('[data-run="L-03-202610"]');
  await row.waitFor();
  await row.getByRole('button').click();
  const form = second.locator('[data-detail="L-03-202610"] [data-review]');
  await form.waitFor();
  await form.locator('select').selectOption('in_order');
  await form.locator('input').fill('聞き取りの前');
  await form.locator('button').click();
  await second.getByText('未着手です').waitFor();
  await form.locator('select').selectOption('run_again');
  await form.locator('button').click();
  await second.locator('[data-reviewed]').waitFor();
  assert.match(await second.locator('[data-reviewed]').innerText(), /やり直し：聞き取りの前/);
});

test("this system's own journal is analysed without a file", { skip }, async () => {
  await page.locator('[data-run-now] select').selectOption('L-04');
  await page.getByText('ファイルはいりません').waitFor();
  await page.locator('[data-run-now] button.fill').click();
  await page.locator('[data-run^="L-04-2026"]').first().waitFor();
});

test('thresholds say which procedure sets them', { skip }, async () => {
  const set = page.locator('[data-threshold="export_rows"]');
  await set.waitFor();
  assert.match(await set.innerText(), /L-01 1000/);
  assert.match(await set.innerText(), /実施手順 12/);
});

for (const language of ['ja', 'en'])
  test(`nothing is cut off and nothing is barred (${language})`, { skip }, async () => {
    await speak(page, language);
    await go(page, '/logs');
    await page.locator('[data-rules]').waitFor();
    await page.locator('[data-run="L-01-202610"]').getByRole('button').click();
    await page.locator('[data-detail="L-01-202610"]').waitFor();
    assert.deepEqual(await violations(page), []);
    for (const width of [1366, 683, 390]) {
      await page.setViewportSize({ width, height: 768 });
      assert.equal(await too_wide(page), false, String(width));
    }
    await page.setViewportSize({ width: 1366, height: 768 });
  });
