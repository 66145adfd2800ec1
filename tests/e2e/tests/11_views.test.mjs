// Views that a register's definition offers: tabs above the list, each with an address of its own.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { ask, close_browser, go, open_browser, page_faults, person, sign_in, strayed } from '../lib/city.mjs';

let clerk;
let governor;

before(async () => {
  await open_browser();
  const last = JSON.parse(readFileSync(process.env.E2E_LOGINS, 'utf8'))[3];
  ({ page: clerk } = await person());
  await sign_in(clerk);
  ({ page: governor } = await person());
  await sign_in(governor, { account: last.account, password: last.password });
});
after(close_browser);

const rows_said = (page, total) =>
  page.getByText(`${total.toLocaleString('en-US')}件`).first().waitFor();

test('every tab shows what its definition says', async () => {
  await go(clerk, '/registers/parcel');
  const { list } = await ask(clerk, '/api/registers/parcel');
  assert.ok(list.views.length >= 3);
  for (const view of list.views) {
    await clerk.getByRole('tab', { name: view.label.ja, exact: true }).click();
    await clerk.waitForURL(new RegExp(`view=${view.id}`));
    const question = new URLSearchParams({ limit: '1' });
    for (const [name, value] of Object.entries(view.filters)) question.set(`filter.${name}`, value);
    if (view.sort) question.set('sort', view.sort.field);
    if (view.sort) question.set('direction', view.sort.direction);
    const answer = await ask(clerk, `/api/registers/parcel/records?${question}`);
    await rows_said(clerk, answer.total);
    await clerk.locator('tr[data-index="0"]').getByText(answer.rows[0].key, { exact: true }).waitFor();
    assert.equal(
      await clerk.locator('[role=tab][aria-selected=true] .label').innerText(),
      view.label.ja,
    );
    const heads = await clerk.locator('thead th:not(.pickcol)').count();
    if (view.columns) assert.equal(heads, view.columns.length);
  }
});

test('a condition of a view is taken away like any other, and the tab is no more that view', async () => {
  await go(clerk, '/registers/parcel?view=building_land');
  const { total } = await ask(clerk, '/api/registers/parcel/records?limit=1');
  await clerk.locator('.chip:not(.add)').click();
  await rows_said(clerk, total);
  assert.equal(await clerk.locator('[role=tab][aria-selected=true] .label').innerText(), 'すべて');
});

test('a list that is narrowed at first says so and shows all on demand', async () => {
  await go(governor, '/registers/information_system');
  const base = '/api/registers/information_system/records?limit=1';
  const all = await ask(governor, base);
  const now = await ask(governor, `${base}&filter.state=in_service`);
  await rows_said(governor, now.total);
  await governor.locator('.chip:not(.add)').waitFor();
  await governor.getByRole('tab', { name: 'すべて', exact: true }).click();
  await rows_said(governor, all.total);
  assert.equal(await governor.locator('.chip:not(.add)').count(), 0);
});

test('no request left the city, no script failed', () => {
  assert.deepEqual(strayed, []);
  assert.deepEqual(page_faults, []);
});
