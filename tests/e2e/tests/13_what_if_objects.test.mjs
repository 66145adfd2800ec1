// A trial with objects that are not there yet, reliefs and bases of the year before: added, changed
// and taken away by hand and by keyboard, beside what the server says of the same question.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { violations } from '../lib/axe.mjs';
import { cut_off } from '../lib/cut_off.mjs';
import {
  ask,
  close_browser,
  go,
  open_browser,
  page_faults,
  person,
  settled,
  sign_in,
  speak,
  strayed,
} from '../lib/city.mjs';
import { find_person } from '../lib/screens.mjs';

let page;
let number;
let levied;

before(async () => {
  await open_browser();
  ({ page } = await person());
  await sign_in(page);
  number = await find_person(page);
  levied = (await ask(page, `/api/taxpayers/${number}`)).levy.annual_tax_yen;
  await go(page, `/taxpayers/${number}/what-if`);
  await page.locator('.trial table').waitFor();
});
after(close_browser);

const yen_of = (text) => Number(text.replaceAll(',', ''));
const annual = async () =>
  yen_of(await page.locator('.trial [data-line="2"] td').nth(1).innerText());
/** Waits until the trial's tax is no longer this. */
const moved_from = (before) =>
  page.waitForFunction(
    (text) =>
      document.querySelector('.trial [data-line="2"] td:nth-child(3)').textContent !== text,
    before.toLocaleString('en'),
  );
const back_to = (sum) =>
  page.waitForFunction(
    (text) =>
      document.querySelector('.trial [data-line="2"] td:nth-child(3)').textContent === text,
    sum.toLocaleString('en'),
  );
const added = (group) => page.locator(`[data-object^="${group}/new-"]`);

test('land, a house and an asset are added, each taxed, and taken away again', async () => {
  let before = levied;
  const { entries } = await ask(page, '/api/place');
  for (const [group, button] of [
    ['parcels', '土地を加える'],
    ['houses', '家屋を加える'],
    ['depreciable', '償却資産を加える'],
  ]) {
    await page.getByRole('button', { name: button }).click();
    await added(group).waitFor();
    assert.ok(
      await added(group).evaluate((panel) => panel.contains(document.activeElement)),
      `${group}: the first field has the focus`,
    );
    // A lone asset may stay below its threshold: a dear one does not.
    if (group === 'depreciable') await added(group).getByLabel('取得価額 円').fill('9000000');
    await moved_from(before);
    const now = await annual();
    assert.ok(now > before, `${group}: ${now} > ${before}`);
    before = now;
  }
  assert.deepEqual(await violations(page), []);
  assert.equal((await ask(page, '/api/place')).entries, entries);
  for (const group of ['parcels', 'houses', 'depreciable'])
    await added(group).getByRole('button', { name: '取り去る' }).click();
  await back_to(levied);
});

test('a relief is chosen with its period, and says what became of it; by keyboard', async () => {
  await page.getByRole('button', { name: '家屋を加える' }).focus();
  await page.keyboard.press('Enter');
  await moved_from(levied);
  const without = await annual();
  const house = added('houses');
  await house.getByRole('button', { name: '減額を加える' }).focus();
  await page.keyboard.press('Enter');
  await house.getByText('適用', { exact: false }).first().waitFor();
  await moved_from(without);
  assert.ok((await annual()) < without);
  await house.getByText(/までの新築/).waitFor();
  const kinds = await house.getByLabel('減額の種類').locator('option').allInnerTexts();
  const { reliefs } = await ask(page, '/api/tax/reliefs?year=2026');
  assert.equal(kinds.length, reliefs.length);
  // Work on a house that new is no reason: it says so.
  await house.getByLabel('減額の種類').selectOption({ label: '耐震改修' });
  await house.getByText('新しすぎる').waitFor();
  await back_to(without);
  assert.deepEqual(await violations(page), []);
  assert.deepEqual(await cut_off(page), []);
  await house.getByRole('button', { name: '取り去る' }).focus();
  await page.keyboard.press('Enter');
  await back_to(levied);
  assert.equal(
    await page.evaluate(() => document.activeElement?.getAttribute('data-add')),
    'houses',
  );
});

test('a previous base moves the tax, and only the steps that changed are shown', async () => {
  const parcel = page.locator('[data-object^="parcels/"]').first();
  await parcel.locator('summary').focus();
  await page.keyboard.press('Enter');
  const field = parcel.getByLabel(/^小規模住宅用地 固定 円|^農地 固定 円|^非住宅用地 固定 円/).first();
  await field.fill('１');
  await moved_from(levied);
  assert.ok((await annual()) < levied);
  await page.getByRole('button', { name: '計算の順番を見る' }).click();
  await page.locator('.explain-steps .st').first().waitFor();
  const changed = await page.locator('.explain-steps .st').count();
  await page.getByRole('button', { name: 'すべて', exact: true }).click();
  const all = await page.locator('.explain-steps .st').count();
  assert.ok(changed > 0 && changed < all, `${changed} of ${all}`);
  await page.getByRole('button', { name: 'すべて元に戻す' }).click();
  await back_to(levied);
});

test('both languages, a phone, and nothing asked elsewhere', async () => {
  await speak(page, 'en');
  await go(page, `/taxpayers/${number}/what-if`);
  await page.getByRole('button', { name: 'Add a house' }).click();
  await added('houses').getByRole('button', { name: 'Add a relief' }).click();
  await added('houses').getByText(/years/).first().waitFor();
  assert.ok(!/[{}]/.test(await page.locator('main').innerText()));
  assert.deepEqual(await violations(page), []);
  await page.setViewportSize({ width: 390, height: 800 });
  await settled(page);
  assert.deepEqual(await cut_off(page), []);
  await speak(page, 'ja');
  assert.deepEqual(strayed, []);
  assert.deepEqual(page_faults, []);
});
