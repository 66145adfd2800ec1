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
  strayed,
} from '../lib/city.mjs';
import { first_record } from '../lib/screens.mjs';

let page;

before(async () => {
  await open_browser();
  ({ page } = await person());
  await sign_in(page);
});
after(close_browser);

test('the overview names every register by area with its count', async () => {
  await go(page, '/registers');
  const { areas } = await ask(page, '/api/registers');
  for (const register of areas.flatMap((area) => area.registers))
    await page.getByText(register.label.ja, { exact: true }).first().waitFor();
});

async function row_at(index) {
  const row = page.locator(`tr[data-index="${index}"]`);
  await row.locator('a').first().waitFor();
  return row;
}

test('the list of parcels: top, middle and end are the rows the server has there', async () => {
  await go(page, '/registers/parcel');
  const { total } = await ask(page, '/api/registers/parcel/records?offset=0&limit=1');
  assert.ok(total > 500, `${total} parcels`);
  assert.ok(
    (await page.locator('.listpage').innerText()).includes(total.toLocaleString('en-US')),
    'the count is shown',
  );
  for (const share of [0, 0.5, 1]) {
    await page.locator('.vlist').evaluate((box, part) => {
      box.scrollTop = (box.scrollHeight - box.clientHeight) * part;
    }, share);
    await page.evaluate(
      () =>
        new Promise((done) => {
          requestAnimationFrame(() => requestAnimationFrame(done));
        }),
    ); // the scroll is seen, rows are drawn
    await page.waitForFunction(() => !document.querySelector('.vlist .ghost'));
    const index =
      share === 1
        ? total - 1
        : Number(await page.locator('tr[data-index]').nth(8).getAttribute('data-index'));
    const { rows } = await ask(page, `/api/registers/parcel/records?offset=${index}&limit=1`);
    const row = await row_at(index);
    assert.ok((await row.innerText()).includes(rows[0].key), `row ${index} is ${rows[0].key}`);
    assert.ok(
      (await page.locator('tr[data-index]').count()) < 60,
      'only the rows on screen are in the page',
    );
  }
  const heights = await page
    .locator('tr[data-index]')
    .evaluateAll((rows) => [
      ...new Set(rows.map((row) => Math.round(row.getBoundingClientRect().height))),
    ]);
  assert.ok(heights.length === 1 && heights[0] >= 26 && heights[0] <= 30, `row height ${heights}`);
});

test('sorting, a condition and quick search are done by the server', async () => {
  await go(page, '/registers/parcel');
  const { fields } = await ask(page, '/api/registers/parcel');
  const amount = fields.find((field) => field.name === 'value_yen');
  await page
    .locator('thead button', { hasText: new RegExp(`^${amount.label.ja}( |$|▲|▼)`) })
    .first()
    .click();
  await page.waitForURL(/sort=value_yen/);
  await page
    .locator('thead button', { hasText: new RegExp(`^${amount.label.ja}( |$|▲|▼)`) })
    .first()
    .click();
  await page.waitForURL(/direction=desc/);
  await page.locator('th[aria-sort=descending]').waitFor();
  const first = await ask(
    page,
    '/api/registers/parcel/records?offset=0&limit=1&sort=value_yen&direction=desc',
  );
  assert.ok((await (await row_at(0)).innerText()).includes(first.rows[0].key));

  const code = fields.find((field) => field.sort && field.codes?.length);
  await page.keyboard.press('Escape');
  await page.locator('.chip.add').click();
  await page.getByLabel('項目').selectOption(code.name);
  await page.getByLabel('値', { exact: true }).selectOption(code.codes[0].key);
  await page.getByRole('button', { name: '加える' }).click();
  await page.waitForURL(/filter\./);
  const filtered = await ask(
    page,
    `/api/registers/parcel/records?offset=0&limit=1&filter.${code.name}=${code.codes[0].key}`,
  );
  await page
    .getByText(`${filtered.total.toLocaleString('en-US')}件`)
    .first()
    .waitFor();
  await page.locator('.chip:not(.add)').click();

  await page.keyboard.press('Escape');
  await page.locator('.chip.add').click();
  await page.getByLabel('項目').selectOption('value_yen');
  await page.getByLabel('比べ方').selectOption('from');
  await page.getByLabel('値', { exact: true }).fill('１０,０００,０００');
  await page.getByRole('button', { name: '加える' }).click();
  await page.waitForURL(/filter\.value_yen=%3E%3D10000000/);
  const bound = await ask(
    page,
    `/api/registers/parcel/records?offset=0&limit=1&filter.value_yen=${encodeURIComponent('>=10000000')}`,
  );
  await page
    .getByText(`${bound.total.toLocaleString('en-US')}件`)
    .first()
    .waitFor();
  await page.locator('.chip:not(.add)').click();

  await page.getByLabel('この台帳の中を探す').fill('どこにもない地番');
  await page.getByText('条件に合うものはありません。').waitFor();
  await page.getByRole('button', { name: '条件をすべて外す' }).click();
  await row_at(0);
});

test('columns are chosen beside the list and remembered', async () => {
  await go(page, '/registers/parcel');
  const before = await page.locator('.vlist thead th').count();
  await page.keyboard.press('c');
  const box = page.locator('.cols input[type=checkbox]:not(:checked)').first();
  await box.check();
  await page.waitForFunction(
    (n) => document.querySelectorAll('.vlist thead th').length === n + 1,
    before,
  );
  await page.reload();
  await page.waitForFunction(
    (n) => document.querySelectorAll('.vlist thead th').length === n + 1,
    before,
  );
  await page.keyboard.press('c');
  await page.getByRole('button', { name: '既定' }).click();
  await page.waitForFunction(
    (n) => document.querySelectorAll('.vlist thead th').length === n,
    before,
  );
});

test('rows are walked and opened by keys; the record shows its groups and who looked', async () => {
  await go(page, '/registers/parcel');
  await row_at(0); // keys belong to the rows once they are there
  for (const key of ['j', 'j', 'ArrowDown', 'k']) await page.keyboard.press(key);
  const index = await page.evaluate(() => document.activeElement?.getAttribute('data-index'));
  assert.equal(index, '1');
  await page.keyboard.press('End');
  await page.waitForFunction(
    () =>
      document.activeElement?.matches('tr[data-index]') &&
      document.querySelectorAll('.vlist .ghost').length === 0,
  );
  await page.keyboard.press('Home');
  await page.waitForFunction(() => document.activeElement?.getAttribute('data-index') === '0');
  await row_at(0);
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/registers\/parcel\/[^/?]+/);
  const { groups } = await ask(page, '/api/registers/parcel');
  await page.locator('.sections').waitFor();
  assert.ok((await page.locator('.sections h2').count()) >= Math.min(3, groups.length));
  await page.getByRole('heading', { name: '最近この記録を見た人' }).waitFor();
});

test('history: versions, who entered them, and seeing the record as of then', async () => {
  await go(page, `/registers/parcel/${await first_record(page, 'parcel')}`);
  await page.locator('.sections').waitFor(); // keys belong to the record once it is there
  await page.keyboard.press('h');
  await page.getByRole('button', { name: 'この時点で見る' }).last().click();
  await page.waitForURL(/as_known=\d+/);
  await page.locator('.app.past').waitFor();
});

test('an address that does not exist says so and leads back', async () => {
  await go(page, '/nowhere');
  await page.getByRole('heading', { name: 'この画面はありません', level: 1 }).waitFor();
  await go(page, '/registers/no_such_register');
  await page.locator('.note.bad').waitFor();
});

test('no request left the city, no script failed', () => {
  assert.deepEqual(strayed, []);
  assert.deepEqual(page_faults, []);
});
