// 規程と体制: what makes a policy stale, delivery to departments, the receipt of one's own, roles,
// agenda and decisions of the committee.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { too_wide, violations } from '../lib/checks.mjs';
import { ask, close_browser, go, open_browser, person, sign_in, speak } from '../lib/city.mjs';

const people = process.env.E2E_LOGINS ? JSON.parse(readFileSync(process.env.E2E_LOGINS, 'utf8')) : [];
const governor = people.find(({ account }) => account === '10274');
const clerk = people.find(({ account }) => account === '20411');
const skip = governor === undefined || clerk === undefined;
let page;

before(async () => {
  await open_browser();
  if (skip) return;
  ({ page } = await person());
  await sign_in(page, governor);
});
after(close_browser);

test('the tree says why a policy no longer fits', { skip }, async () => {
  await go(page, '/policies');
  const late = page.locator('[data-document="D-12"]');
  await late.waitFor();
  assert.ok((await late.locator('[data-stale="noted"]').count()) === 1);
  assert.ok((await late.locator('[data-stale="parent"]').count()) >= 1);
  assert.ok((await page.locator('[data-missing] li').count()) > 5);
  assert.deepEqual(await violations(page), []);
  assert.equal(await too_wide(page), false);
});

test('ten roles; one without holder is marked', { skip }, async () => {
  const roles = await page.locator('[data-role]').evaluateAll((rows) => [
    ...new Set(rows.map((row) => row.dataset.role)),
  ]);
  assert.equal(roles.length, 10);
  assert.match(await page.locator('[data-role="deputy_supervisor"]').innerText(), /代理者が務める|空席/);
});

test('delivered to a department, received by each for herself', { skip }, async () => {
  await go(page, '/policies');
  const box = page.locator('[data-departments] label', { hasText: /^\s*資産税課/ }).first();
  await box.locator('input').check();
  await page.getByRole('button', { name: '交付する', exact: true }).click();
  const said = await page.locator('[data-deliver] [role=status]').getByText(/人に交付しました/).innerText();
  assert.ok(Number(/(\d+)人に交付/.exec(said)[1]) > 0, said);

  const other = await person();
  await sign_in(other.page, clerk);
  await go(other.page, '/');
  const mine = other.page.locator('[data-mine] li').first();
  await mine.waitFor();
  assert.deepEqual(await violations(other.page), []);
  await mine.getByRole('button', { name: '読んで受領する' }).click();
  await other.page.getByText(/を受領しました/).waitFor();
  const { deliveries } = await ask(other.page, '/api/policies/mine');
  assert.ok(deliveries.every((one) => one.received_on !== null));
});

test('what is open becomes an agenda, a decision becomes a plan', { skip }, async () => {
  await go(page, '/policies');
  assert.ok((await page.locator('[data-agenda] li').count()) > 2);
  await page.getByRole('button', { name: '議題を作る' }).click();
  await page.getByText(/を作りました/).waitFor();
  const form = page.locator('[data-decide]');
  await form.locator('textarea').fill('特権IDの当番を改める');
  await form.getByRole('button', { name: '改善計画を加える' }).click();
  const plan = form.locator('[data-plan="0"]');
  await plan.locator('select').selectOption({ index: 1 });
  await plan.locator('input.in').nth(0).fill('当番の交代で変える');
  await plan.locator('input.in').nth(1).fill('電算担当');
  await plan.getByLabel('期限').first().fill('R9.3.31');
  await form.getByRole('button', { name: '決定と計画を登録する' }).click();
  await page.getByText(/決定を登録しました。改善計画: M-/).waitFor();
  assert.deepEqual(await violations(page), []);
});

test('in English and on a narrow screen', { skip }, async () => {
  await speak(page, 'en');
  await page.setViewportSize({ width: 390, height: 800 });
  await go(page, '/policies');
  await page.getByText('Security organisation').waitFor();
  assert.deepEqual(await violations(page), []);
  assert.equal(await too_wide(page), false);
  await page.setViewportSize({ width: 1366, height: 768 });
  await speak(page, 'ja');
});
