// 調達とシステムの一生: no budget without the digital section's check, no acceptance without papers,
// no end of a change without test and history; lock-in – as section, digital section, auditor.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { too_wide, violations } from '../lib/checks.mjs';
import { close_browser, go, open_browser, person, sign_in, speak } from '../lib/city.mjs';

const people = process.env.E2E_LOGINS ? JSON.parse(readFileSync(process.env.E2E_LOGINS, 'utf8')) : [];
const of = (number) => people.find(({ account }) => account === number);
const skip = ['10274', '20402', '80110'].some((number) => of(number) === undefined);
let digital;
let section;
let auditor;

before(async () => {
  await open_browser();
  if (skip) return;
  ({ page: digital } = await person());
  await sign_in(digital, of('10274'));
  ({ page: section } = await person());
  await sign_in(section, of('20402'));
  ({ page: auditor } = await person());
  await sign_in(auditor, of('80110'));
});
after(close_browser);

const open_sheet = async (page, title) => {
  await go(page, '/procurement');
  await page.locator('[data-grid="plans"] a', { hasText: title }).click();
  await page.locator('[data-worth]').waitFor();
};

test('a section cannot take an unchecked sheet to the budget', { skip }, async () => {
  await open_sheet(section, '債権回収システムの更新');
  assert.match(await section.locator('[data-worth]').innerText(), /−2,700,000/);
  assert.equal(await section.locator('[data-checking]').count(), 0);
  await section.getByText('点検はデジタル推進課が記録します').waitFor();
  await section.getByRole('button', { name: '予算要求に進める' }).click();
  await section.getByText(/デジタル推進課の点検（適当・条件付き）がない/).waitFor();
  assert.deepEqual(await violations(section), []);
  assert.equal(await too_wide(section), false);
});

test('the digital section checks it; then it goes on', { skip }, async () => {
  await open_sheet(digital, '債権回収システムの更新');
  const form = digital.locator('[data-checking]');
  await form.getByLabel('点検の結果').selectOption('conditions');
  await form.getByRole('button', { name: '点検を記録' }).click();
  await form.getByText(/条件/).last().waitFor();
  await form.getByLabel('条件').last().fill('二要素認証を仕様に入れる');
  await form.getByRole('checkbox').check();
  await form.getByRole('button', { name: '点検を記録' }).click();
  await form.waitFor({ state: 'detached' });
  assert.match(await digital.locator('[data-facts="way"]').innerText(), /条件付き/);
  await open_sheet(section, '債権回収システムの更新');
  await section.getByRole('button', { name: '予算要求に進める' }).click();
  await section.locator('[data-facts="sheet"] .tag', { hasText: '予算要求済' }).waitFor();
});

test('no acceptance without the papers, acceptance with them', { skip }, async () => {
  await go(section, '/procurement');
  const bare = section.locator('[data-grid="deliveries"] tr[data-row="DL-2026-2"]');
  await bare.getByText('なし: 開発計画書、要件定義書、テスト結果報告書').waitFor();
  await bare.getByRole('button', { name: '検収する' }).click();
  await section.getByText(/次の書類が登録されていないため検収できません/).waitFor();
  const whole = section.locator('[data-grid="deliveries"] tr[data-row="DL-2026-3"]');
  await whole.getByText('3つともあり').waitFor();
  await whole.getByRole('button', { name: '検収する' }).click();
  await whole.locator('.tag', { hasText: '検収' }).waitFor();
  assert.deepEqual(await violations(section), []);
});

test('no change is closed without test and history', { skip }, async () => {
  await go(digital, '/procurement');
  const row = digital.locator('[data-grid="changes"] tr[data-row="CH-2026-02"]');
  await row.getByRole('button', { name: '完了にする' }).click();
  const form = digital.locator('[data-closing="CH-2026-02"]');
  await form.getByRole('button', { name: '完了を記録' }).click();
  await form.getByText(/承認・試験・適用の日と変更の履歴がそろうまで完了にできません/).first().waitFor();
  await form.getByLabel('変更の履歴').fill('2.1→2.2');
  await form.getByLabel('試験日').fill('2026-10-03');
  await form.getByLabel('試験の結果').fill('切替えを2回、異常なし');
  assert.deepEqual(await violations(digital), []);
  await form.getByRole('button', { name: '完了を記録' }).click();
  await row.locator('.tag', { hasText: '完了' }).waitFor();
});

test('the auditor sees all of it and can change nothing', { skip }, async () => {
  await go(auditor, '/procurement');
  await auditor.locator('[data-grid="backups"]').waitFor();
  assert.match(await auditor.locator('[data-grid="backups"]').innerText(), /2回分なし/);
  assert.match(await auditor.locator('[data-grid="works"]').innerText(), /一人でデータに触れた/);
  assert.match(await auditor.locator('[data-grid="faults"]').innerText(), /書かれていない/);
  assert.equal(await auditor.getByRole('button', { name: '検収する' }).count(), 0);
  assert.equal(await auditor.getByRole('button', { name: '完了にする' }).count(), 0);
  assert.equal(await too_wide(auditor), false);
});

test('lock-in: years by contracts and as recorded, changes forced by law', { skip }, async () => {
  await go(auditor, '/lock-in');
  const rows = auditor.locator('[data-grid="locked"] tbody tr');
  await rows.first().waitFor();
  assert.equal(await rows.count(), 25);
  await auditor.getByRole('button', { name: /システムすべてを表示/ }).click();
  const booking = rows.filter({ hasText: '施設案内・予約システム' });
  assert.match(await booking.innerText(), /1[7-9]年|[2-9]\d年/);
  const insurance = rows.filter({ hasText: '保険系システム' });
  assert.match(await insurance.innerText(), /11年（H27\.11\.2）\s+\d+年\s+19\s+19\s/);
  assert.ok((await auditor.locator('[data-grid="laws"] tbody tr').count()) >= 14);
  assert.deepEqual(await violations(auditor), []);
  assert.equal(await too_wide(auditor), false);
  const refused = await section.evaluate(async () => (await fetch('/api/lock-in')).status);
  assert.equal(refused, 403);
});

test('in English, and narrow', { skip }, async () => {
  await speak(digital, 'en');
  await digital.setViewportSize({ width: 390, height: 800 });
  for (const [path, heading] of [
    ['/procurement', 'Planning sheets'],
    ['/lock-in', 'Years with one vendor'],
  ]) {
    await go(digital, path);
    await digital.getByRole('heading', { name: heading }).waitFor();
    assert.deepEqual(await violations(digital), []);
    assert.equal(await too_wide(digital), false, `${path} at 390 px`);
  }
  await digital.setViewportSize({ width: 1366, height: 768 });
  await speak(digital, 'ja');
});
