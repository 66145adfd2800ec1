// 特定個人情報保護評価: an accident decides all tasks anew, a draft is filled, checked, approved by
// another person, published and never changed again; the published document of another city.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { tab_to, too_wide, violations } from '../lib/checks.mjs';
import { close_browser, go, open_browser, person, sign_in, speak } from '../lib/city.mjs';

const people = process.env.E2E_LOGINS ? JSON.parse(readFileSync(process.env.E2E_LOGINS, 'utf8')) : [];
const governor = people.find(({ account }) => account === '10274');
const head = people.find(({ account }) => account === '20402');
const skip = governor === undefined || head === undefined;
let page;
let second;

before(async () => {
  await open_browser();
  if (skip) return;
  ({ page } = await person());
  await sign_in(page, governor);
  ({ page: second } = await person());
  await sign_in(second, head);
});
after(close_browser);

const own = (name) => page.locator('[data-privacy-tasks="own"] tbody tr', { hasText: name });

async function fair(where) {
  assert.deepEqual(await violations(where), []);
  assert.equal(await too_wide(where), false);
}

async function open_task(where, name) {
  await go(where, '/privacy');
  const row = where.locator('[data-privacy-tasks="own"] tbody tr', { hasText: name });
  await row.locator('a').click();
  await where.locator('[data-version-head]').waitFor();
}

test('tasks with threshold, dates and what is overdue', { skip }, async () => {
  await go(page, '/privacy');
  await own('予防接種').waitFor();
  assert.match(await own('予防接種').innerText(), /期限切れ/);
  assert.match(await own('介護保険').innerText(), /未判断/);
  assert.match(await own('職員の人事').innerText(), /対象外/);
  // A serious accident of October was told, but nobody has decided the tasks anew.
  const rising = page.locator('[data-cascade] tr[data-rises="true"]');
  assert.equal(await rising.count(), 4);
  assert.equal(await rising.filter({ hasText: '未記録' }).count(), 4);
  await fair(page);
});

test('one accident raises every task of the body; one fact in two registers', { skip }, async () => {
  assert.ok(await tab_to(page, 'input[aria-label="IN-2026-03 重大事故"]'));
  await page.keyboard.press('Space');
  assert.ok(await tab_to(page, '[data-decide]'));
  await page.keyboard.press('Enter');
  await page.getByText('5件の事務を判断しました').waitFor();
  await page.locator('[data-cascade] tr[data-rises="true"]', { hasText: '固定資産税' }).waitFor();
  assert.equal(await page.locator('[data-cascade] tr[data-rises="true"]').count(), 4);
  assert.match(await own('介護保険').innerText(), /重い評価が必要/);
  await page.locator('[data-incidents] tr', { hasText: 'IN-2026-03' }).getByText('反映済み').waitFor();
  await fair(page);
});

test('the accident is missed in the draft; entries are saved field by field', { skip }, async () => {
  await open_task(page, '固定資産税');
  await page.locator('[data-tab="findings"]').click();
  const list = page.locator('[data-findings-of-form]');
  await list.getByText('事故の台帳から数えた答えと違います').waitFor();
  assert.match(await list.innerText(), /別表第2/);
  await fair(page);
  await page.locator('[data-tab="entries"]').click();
  await page.locator('[data-section]').selectOption('Ⅱ');
  for (const [path, text] of [['Ⅱ4.n⑤@1.2', '書面による承諾'], ['Ⅱ4.n⑥@1.2', 'データの移行']])
    await page.locator(`[data-address="${path}"] textarea`).fill(text);
  await fair(page);
  await page.locator('[data-section]').selectOption('Ⅲ');
  await page.locator('[data-address="Ⅲ7②"] select').selectOption('1');
  await page.locator('[data-address="Ⅲ7②内容"] textarea').fill('受託者の端末の紛失');
  await page.locator('[data-section]').selectOption('Ⅴ');
  await page.locator('[data-address="Ⅴ1②"] select').selectOption('1');
  await page.getByText('保存していない項目 5件').waitFor();
  await page.locator('[data-save]').click();
  await page.getByText('5項目を保存しました').waitFor();
});

test('a ※ field afterwards asks for its ground', { skip }, async () => {
  await page.locator('[data-tab="changes"]').click();
  const row = page.locator('[data-changes] tbody tr', { hasText: 'Ⅰ-４法令上の根拠' });
  await row.getByText('根拠が必要').waitFor();
  await row.getByRole('button', { name: '提出時期に係る説明' }).click();
  await row.getByLabel('軽微とする根拠').fill('条文の番号だけの変更');
  await fair(page);
  await row.getByRole('button', { name: '説明を保存' }).click();
  await row.getByText('根拠が必要').waitFor({ state: 'detached' });
});

test('a correction that changes ※ in advance is refused; a re-assessment is approved by another', { skip }, async () => {
  await page.locator('[data-tab="course"]').click();
  await page.locator('[data-step="requested"]').click();
  await page.getByText('修正ではなく再実施です').waitFor();
  await page.locator('[data-steps]').getByLabel('理由').selectOption('reassessment');
  await page.locator('[data-version-head] option', { hasText: '再実施' }).first().waitFor({ state: 'attached' });
  await page.locator('[data-tab="course"]').click();
  await page.locator('[data-step="requested"]').click();
  await page.locator('[data-step="submitted"]').click();
  await page.getByText('決裁を求めた人は決裁できません').waitFor();
  await fair(page);
  await open_task(second, '固定資産税');
  await second.locator('[data-tab="course"]').click();
  await second.locator('[data-step="submitted"]').click();
  await second.locator('[data-steps]').getByText('提出済み').waitFor();
});

test('published: the dates begin anew and nothing changes any more', { skip }, async () => {
  await open_task(page, '固定資産税');
  await page.locator('[data-tab="course"]').click();
  await page.getByLabel('公表場所').fill('市のウェブサイト');
  await page.locator('[data-step="published"]').click();
  await page.locator('[data-steps]').getByText('公表済み').waitFor();
  assert.match(await page.locator('[data-versions]').innerText(), /後の版あり/);
  await page.locator('[data-tab="entries"]').click();
  await page.getByText('この版は変えられません').waitFor();
  assert.equal(await page.locator('[data-save]').count(), 0);
  await fair(page);
});

test('the published document of another city: 16 changes of its last version, and what is stale', { skip }, async () => {
  await go(page, '/privacy');
  await page.locator('[data-privacy-tasks="reference"] tbody a').first().click();
  await page.locator('[data-tab="changes"]').click();
  assert.equal(await page.locator('[data-changes] tbody tr').count(), 16);
  await page.locator('[data-tab="findings"]').click();
  const text = await page.locator('[data-findings-of-form]').innerText();
  for (const one of ['納税課', '122.', '個人情報保護条例', '5年を過ぎて']) assert.ok(text.includes(one), one);
  const links = page.locator('a', { hasText: '評価書' });
  for (const [place, type] of [[0, 'application/pdf'], [1, 'application/vnd.openxmlformats']]) {
    const address = await links.nth(place).getAttribute('href');
    const began = Date.now();
    const answer = await page.request.get(new URL(address, page.url()).href);
    assert.ok(answer.headers()['content-type'].startsWith(type));
    assert.ok((await answer.body()).length > 10_000);
    assert.ok(Date.now() - began < 10_000);
  }
});

test('in English and on a narrow screen nothing is cut off', { skip }, async () => {
  await speak(page, 'en');
  await go(page, '/privacy');
  await page.getByRole('heading', { name: 'Privacy assessments' }).waitFor();
  await fair(page);
  await page.setViewportSize({ width: 390, height: 844 });
  await go(page, '/privacy');
  await page.locator('[data-cascade]').waitFor();
  await fair(page);
  await page.locator('[data-privacy-tasks="own"] tbody a').nth(1).click();
  await page.locator('[data-version-head]').waitFor();
  await page.locator('[data-section]').selectOption('Ⅱ');
  await fair(page);
  for (const tab of ['findings', 'changes', 'course']) {
    await page.locator(`[data-tab="${tab}"]`).click();
    await fair(page);
  }
});
