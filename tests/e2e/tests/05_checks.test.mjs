import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
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

// The kinds of errors that the demonstration plants, one of each in the small city.
const kPlanted = [
  'parcel.house_without_dwelling',
  'parcel.taxed_over_registered',
  'parcel_valuation.unit_price_year',
  'house.structure_storeys',
  'house.relief_past_period',
  'house_valuation.age_ratio_missing',
  'house_share.units_sum',
  'co_owner.share_sum',
];

let page;

before(async () => {
  await open_browser();
  ({ page } = await person());
  await sign_in(page);
});
after(close_browser);

test('the checks are found at the left and run on demand', async () => {
  await go(page, '/');
  await page.getByRole('link', { name: 'データ点検' }).first().click();
  await page.getByRole('heading', { name: 'データ点検', level: 1 }).waitFor();
  await page.getByRole('button', { name: '点検する' }).click();
  await page.getByText(/最後の点検/).waitFor();
  const { checks, run } = await ask(page, '/api/checks');
  assert.ok(run.at);
  for (const id of kPlanted) {
    const check = checks.find((one) => one.id === id);
    assert.ok(check.count >= 1, `${id} finds what was planted`);
    const cells = await page.locator(`[data-check="${id}"]`).innerText();
    assert.ok(cells.includes(check.name.ja) && cells.includes(check.compares.ja), cells);
    assert.ok(cells.split(/\s+/).includes(String(check.count)), cells);
  }
});

test('a check opens the records it found, each leads to its record', async () => {
  await go(page, '/checks');
  await page.locator('[data-check="parcel.taxed_over_registered"] a').click();
  await page.locator('[data-found]').first().waitFor();
  const found = await ask(page, '/api/checks/parcel.taxed_over_registered');
  assert.equal(await page.locator('[data-found]').count(), found.rows.length);
  const [first] = found.rows;
  const row = page.locator(`[data-found="${first.id}"]`);
  assert.ok((await row.innerText()).includes(first.said.ja));
  await row.getByRole('link').click();
  await page.waitForURL(new RegExp(`/registers/parcel/${first.id}$`));
  await page.getByText(first.key).first().waitFor();
});

test('who opens the list is recorded as having seen its records', async () => {
  const { rows, register } = await ask(page, '/api/checks/co_owner.share_sum');
  const record = await ask(page, `/api/registers/${register.name}/records/${rows[0].id}`);
  assert.ok(record.viewers.length >= 1);
});

test('a check that there is not is said to be missing', async () => {
  const status = await page.evaluate(async () => (await fetch('/api/checks/no.such')).status);
  assert.equal(status, 404);
});

test('the same in English', async () => {
  await speak(page, 'en');
  await go(page, '/checks/co_owner.share_sum');
  await page.getByRole('heading', { name: 'Data checks', level: 1 }).waitFor();
  await page.getByText(/shares add up to/).first().waitFor();
  const shown = await page.locator('[data-check="co_owner.share_sum"]').innerText();
  assert.ok(shown.includes('Shares that do not add up to 1'), shown);
  await speak(page, 'ja');
});

test('no request left the city, no script failed', () => {
  assert.deepEqual(strayed, []);
  assert.deepEqual(page_faults, []);
});
