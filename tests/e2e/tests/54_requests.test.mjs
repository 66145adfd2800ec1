// 開示請求等: received, identity, amendment, extension, decided by two, appeal; a late one stays late;
// slips and what comes again; the register of files; the auditor reads.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { too_wide, violations } from '../lib/checks.mjs';
import { close_browser, go, open_browser, person, sign_in, speak } from '../lib/city.mjs';

const people = process.env.E2E_LOGINS ? JSON.parse(readFileSync(process.env.E2E_LOGINS, 'utf8')) : [];
const one = (number) => people.find(({ account }) => account === number);
const [clerk, head, auditor] = [one('10274'), one('20402'), one('80110')];
const skip = clerk === undefined || head === undefined || auditor === undefined;
const today = new Date(Date.now() + 9 * 3_600_000).toISOString().slice(0, 10);
let page, second, third;

before(async () => {
  await open_browser();
  if (skip) return;
  ({ page } = await person());
  await sign_in(page, clerk);
  ({ page: second } = await person());
  await sign_in(second, head);
  ({ page: third } = await person());
  await sign_in(third, auditor);
});
after(close_browser);

const clean = async (where) => {
  assert.deepEqual(await violations(where), []);
  assert.equal(await too_wide(where), false);
};
const address = () => new URL(page.url()).pathname;
const step = async (kind) => {
  const steps = await page.locator('[data-steps] tbody tr').count();
  await page.locator('[data-step] select').first().selectOption(kind);
  return async () => {
    await page.locator('[data-step] button[type=submit]').click();
    await page.locator('[data-steps] tbody tr').nth(steps).waitFor();
  };
};

test('requests stand by their deadline, late ones are marked', { skip }, async () => {
  await go(page, '/requests');
  await page.locator('[data-requests] tbody tr', { hasText: '日超過' }).first().waitFor();
  await clean(page);
  await page.locator('[data-tab=late]').click();
  await page.locator('[data-requests] tbody tr', { hasText: '期限後5日の決定' }).waitFor();
});

test('a request is received and its deadline is the thirtieth day', { skip }, async () => {
  await go(page, '/requests');
  const form = page.locator('[data-receive]');
  await form.getByLabel('保有課').selectOption({ label: '資産税課' });
  await form.getByLabel('請求の内容').fill('自分の課税の記録');
  await form.getByLabel('請求者の氏名').fill('灯台 守');
  await form.getByLabel('請求者の住所').fill('汐見市灯台町1番');
  await form.getByLabel('本人の氏名').fill('灯台 守');
  await form.locator('button[type=submit]').click();
  await page.locator('[data-deadline]').waitFor();
  assert.match(await page.locator('[data-deadline]').innerText(), /第83条第1項/);
  await page.getByText('あと30日').waitFor();
  await page.getByText('本人確認が済むまで決定できません').waitFor();
  assert.equal(await page.locator('[data-propose]').count(), 0);
  await clean(page);
});

test('identity, an amendment and an extension with its notice', { skip }, async () => {
  await (await step('identity'))();
  await page.locator('[data-facts]', { hasText: 'マイナンバーカード' }).waitFor();
  await (await step('correction_asked'))();
  await page.getByText('補正を待っています').waitFor();
  assert.equal(await page.locator('[data-propose]').count(), 0);
  await (await step('corrected'))();
  await page.locator('[data-propose]').waitFor();
  const extend = await step('extended');
  await page.getByLabel('延長の日数').fill('30');
  await page.locator('[data-step]').getByLabel('内容').fill('対象が多いため');
  await extend();
  assert.match(await page.locator('[data-deadline]').innerText(), /第83条第2項/);
  await page.getByText('あと60日').waitFor();
});

test('a refusal needs ground and reasons; another person decides', { skip }, async () => {
  const form = page.locator('[data-propose]');
  await form.getByLabel('決定', { exact: true }).selectOption('partial');
  await form.locator('button[type=submit]').click();
  await form.getByText('根拠の号と理由が要ります').waitFor();
  await form.getByLabel('第78条第1項第2号').check();
  await form.getByLabel('認めない部分').fill('隣の家の所有者');
  await form.getByLabel('理由').fill('他の人が識別されるため');
  await form.locator('button[type=submit]').click();
  await page.locator('[data-decision=proposed]').waitFor();
  assert.equal(await page.locator('[data-decision] button').count(), 0);
  await clean(page);
  await go(second, address());
  await second.locator('[data-decision=proposed]').getByRole('button', { name: '決裁する' }).click();
  await second.locator('[data-decision=decided]').waitFor();
  await second.locator('[data-letters-to-write] a', { hasText: '一部開示決定通知書' }).waitFor();
  await clean(second);
});

test('carried out, then an appeal with its own clock', { skip }, async () => {
  await page.reload();
  await (await step('carried_out'))();
  await page.locator('[data-new-appeal]').getByLabel('趣旨と理由').fill('開示してほしい');
  await page.locator('[data-new-appeal] button[type=submit]').click();
  await page.locator('[data-appeal=received]').waitFor();
  await page.locator('[data-appeal-step] button[type=submit]').click();
  await page.locator('[data-appeal=consulted]').waitFor();
  await clean(page);
});

test('a decision past its deadline is recorded as what it is', { skip }, async () => {
  await go(page, '/requests');
  await page.locator('[data-tab=overdue]').click();
  await page.locator('[data-requests] a', { hasText: 'PR-2026-000005' }).click();
  await page.locator('[data-propose] button[type=submit]').click();
  await page.locator('[data-decision=proposed]').waitFor();
  await go(second, address());
  await second.getByRole('button', { name: '決裁する' }).click();
  await second.locator('[data-decision=decided]', { hasText: /期限後\d+日の決定/ }).waitFor();
});

test('a slip, its handling, and what is asked again and again', { skip }, async () => {
  await go(page, '/inquiries');
  await page.locator('[data-repeats]', { hasText: '自分の課税情報を見た職員' }).waitFor();
  await clean(page);
  const form = page.locator('[data-new-inquiry]');
  await form.getByLabel('保有課').selectOption({ label: '資産税課' });
  await form.getByLabel('分類').selectOption('who_saw');
  await form.getByLabel('件名').fill('自分の課税情報を見た 職員');
  await form.getByLabel('内容').fill('だれが見たか');
  await form.locator('button[type=submit]').click();
  await page.locator('[data-same]', { hasText: 'Q-2026-000001' }).waitFor();
  await page.locator('[data-step] input').first().fill(today);
  await page.locator('[data-step]').getByLabel('内容').fill('開示請求の手続を説明した');
  await page.locator('[data-step] button[type=submit]').click();
  await page.locator('[data-facts]', { hasText: '開示請求の手続を説明した' }).waitFor();
  await clean(page);
});

test('the register of files names what is missing and is not published so', { skip }, async () => {
  await go(page, '/file-register');
  await page.locator('[data-file="F-010"]', { hasText: '足りない欄' }).waitFor();
  assert.match(await page.locator('[data-file="F-006"]').innerText(), /定義にある個人の項目/);
  await page.locator('[data-left-out]', { hasText: 'F-011' }).waitFor();
  await page.getByRole('button', { name: 'この内容で公表する' }).click();
  await page.getByText('台帳に書いてから公表してください').waitFor();
  await clean(page);
});

test('the auditor reads everything and changes nothing', { skip }, async () => {
  for (const path of ['/requests', '/requests/3', '/inquiries', '/inquiries/3', '/file-register']) {
    await go(third, path);
    await third.locator('main table, main dl').first().waitFor();
    assert.equal(await third.locator('main form:not([data-find])').count(), 0, path);
    await clean(third);
    await speak(third, 'en');
    await third.locator('main table, main dl').first().waitFor();
    assert.equal(await too_wide(third), false, path);
    await speak(third, 'ja');
  }
});
