import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
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
import { settings } from '../lib/settings.mjs';

let context;
let page;
let number;
let sheet;

before(async () => {
  await open_browser();
  ({ context, page } = await person());
  await sign_in(page);
  number = await find_person(page);
  sheet = await page.evaluate(
    async (address) => (await fetch(address)).json(),
    `/api/taxpayers/${number}`,
  );
});
after(close_browser);

test('a taxpayer is found by name, by kana (also hiragana) and by number', async () => {
  const { name, kana } = sheet.addressee;
  const hiragana = kana.replace(/[ァ-ヶ]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0x60));
  for (const q of [name, kana.split(/[\s　]/)[0], hiragana.split(/[\s　]/)[0], number]) {
    await go(page, '/taxpayers');
    await page.locator('#who').fill(q);
    await page.locator(`[data-hit][href*="${number}"]`).waitFor();
  }
  await page.locator('#who').fill('どこにもいないなまえ');
  await page.getByText('「どこにもいないなまえ」に合う人はいません。').waitFor();
});

test('the search box of the head finds and opens a taxpayer by keys alone', async () => {
  await go(page, '/');
  await page.keyboard.press('/');
  await page.keyboard.type(number);
  await page.locator('.hits [role=option]').first().waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: sheet.addressee.name, level: 1 }).waitFor();
});

test('assets, sums and instalments stand on the first screen', async () => {
  await go(page, `/taxpayers/${number}`);
  for (const line of sheet.land)
    await page.getByRole('link', { name: line.title, exact: true }).first().waitFor();
  const yen = (value) => value.toLocaleString('en-US');
  const shown = await page.locator('#main').innerText();
  assert.ok(shown.includes(yen(sheet.levy.annual_tax_yen)), 'annual tax');
  for (const part of sheet.levy.instalments)
    assert.ok(shown.includes(yen(part.yen)), `instalment ${part.no}`);
  assert.ok(shown.includes(yen(sheet.levy.fixed.base_yen)), 'fixed-asset base');
});

test('an amount opens its explanation beside the table, and closing gives the focus back', async () => {
  await go(page, `/taxpayers/${number}`);
  const amount = page.locator('tbody .amt[data-path$="/fixed"]').first();
  await amount.click();
  const panel = page.locator('.explain');
  await panel.locator('.st').first().waitFor();
  assert.equal(await amount.getAttribute('aria-expanded'), 'true');
  assert.ok(await page.locator('table.tight').isVisible(), 'the table stays visible');
  const big = (await panel.locator('.big').innerText()).replace(/[^\d]/g, '');
  assert.equal(
    big,
    (await amount.innerText()).replace(/[^\d]/g, ''),
    'the panel explains the amount that was pressed',
  );
  assert.equal(
    (await panel.locator('.st.end .hd > :last-child').innerText()).replace(/[^\d]/g, ''),
    big,
    'the last step equals the amount',
  );
  await panel.getByText('再計算と一致').waitFor();
  await panel.locator('.src button').first().click();
  await panel.locator('.cite').waitFor();
  await page.keyboard.press('Escape');
  await panel.waitFor({ state: 'detached' });
  assert.equal(
    await page.evaluate(() => document.activeElement?.getAttribute('data-path')),
    await amount.getAttribute('data-path'),
  );
});

const digits = (text) => text.replace(/[^\d]/g, '');

test('the base of one parcel, the value of it and the base of all land explain themselves', async () => {
  await go(page, `/taxpayers/${number}`);
  const parcel = sheet.land.find((line) => line.components.length > 0);
  const part = parcel.components[0];
  const wanted = [
    [`land/${parcel.parcel_no}/${part.kind}/fixed`, part.fixed_base_yen],
    [`land/${parcel.parcel_no}/${part.kind}/value`, part.value_yen],
    ['base/fixed/land', sheet.levy.fixed.land_base_yen],
  ];
  for (const [path, yen] of wanted) {
    await page.locator(`.amt[data-path="${path}"]`).click();
    const panel = page.locator('.explain');
    await panel.locator('.st.end').waitFor();
    const last = await panel.locator('.st.end .hd > :last-child').innerText();
    assert.equal(digits(last), String(yen), path);
    assert.equal(digits(await panel.locator('.big').innerText()), String(yen), path);
    await page.keyboard.press('Escape');
    await panel.waitFor({ state: 'detached' });
  }
});

test('formulas are said in the language in force', async () => {
  const path = sheet.land
    .flatMap((line) => line.components.map((part) => `land/${line.parcel_no}/${part.kind}/fixed`))
    .at(0);
  const words = async () => {
    await go(page, `/taxpayers/${number}`);
    await page.locator(`.amt[data-path="${path}"]`).click();
    await page.locator('.explain .st.end').waitFor();
    return page.locator('.explain .words').allInnerTexts();
  };
  const japanese = await words();
  assert.ok(japanese.some((text) => text.includes('前年度課税標準額')), japanese.join('\n'));
  assert.ok(!japanese.some((text) => /[A-Za-z_{|}]/.test(text)), japanese.join('\n'));
  await speak(page, 'en');
  const english = await words();
  assert.ok(english.some((text) => text.includes('previous base')), english.join('\n'));
  assert.ok(!english.some((text) => /[一-鿿ぁ-ん_{|}]/.test(text)), english.join('\n'));
  await speak(page, 'ja');
});

test('every amount on the screen can be explained', async () => {
  await go(page, `/taxpayers/${number}`);
  const paths = await page
    .locator('.amt')
    .evaluateAll((all) => all.map((one) => one.getAttribute('data-path')));
  assert.ok(paths.length >= 4);
  for (const path of paths) {
    await page.locator(`.amt[data-path="${path}"]`).click();
    await page.locator('.explain .st').first().waitFor();
    assert.equal(await page.locator('.explain .note.bad').count(), 0, path);
    assert.equal(
      digits(await page.locator('.explain .big').innerText()),
      digits(await page.locator(`.amt[data-path="${path}"]`).innerText()),
      path,
    );
    await page.keyboard.press('Escape');
  }
});

test('the point in time: four spellings, tinted frame, back to now, refusal of nonsense', async () => {
  await go(page, `/taxpayers/${number}`);
  const field = page.getByLabel('基準日');
  for (const typed of ['R8.1.1', '令和8年1月1日', '2026-01-01', '20260101', 'Ｒ８．１．１']) {
    await field.fill(typed);
    await field.press('Enter');
    await page.waitForURL(/as_of=2026-01-01/);
    await page.locator('.app.past').waitFor();
    await page.getByRole('button', { name: '今に戻す' }).click();
    await page.locator('.app.past').waitFor({ state: 'detached' });
  }
  await field.fill('R8.2.30');
  await field.press('Enter');
  await page.getByText('「R8.2.30」は日付として読めません').waitFor();
  assert.equal(await field.inputValue(), 'R8.2.30', 'what was typed stays');
});

test('the tax notice is a PDF', async () => {
  await go(page, `/taxpayers/${number}`);
  const address = await page.getByRole('link', { name: /納税通知書/ }).getAttribute('href');
  const answer = await page.evaluate(async (path) => {
    const response = await fetch(path);
    return {
      status: response.status,
      type: response.headers.get('content-type'),
      head: [...new Uint8Array(await response.arrayBuffer()).slice(0, 5)],
    };
  }, address);
  assert.equal(answer.status, 200);
  assert.match(answer.type, /^application\/pdf/);
  assert.equal(String.fromCharCode(...answer.head), '%PDF-');
});

test('a protected person is a lock and a word; nothing else leads to them', async () => {
  const hidden = await page.evaluate(async () => {
    const { rows } = await (
      await fetch('/api/registers/addressee/records?offset=0&limit=200')
    ).json();
    return rows.find((row) => row.protected) ?? null;
  });
  if (!hidden) return; // none among the first rows of this city
  assert.equal(hidden.values.name, null);
  await go(page, `/taxpayers/${hidden.key}`);
  await page.getByRole('heading', { name: '支援措置中', level: 1 }).waitFor();
  const shown = await page.locator('#main').innerText();
  assert.ok(!/市.+(丁目|番地|号)/.test(shown.split('資産')[0]), 'no address before the assets');
});

test('on a phone and at 200 % the page reads in one column without sideways scrolling', async () => {
  const cookies = await context.cookies();
  for (const [width, height] of [
    [390, 844],
    [683, 384],
  ]) {
    const small = await person({ width, height });
    await small.context.addCookies(cookies);
    await small.page.goto(`${settings.base}/taxpayers/${number}`);
    await settled(small.page);
    const over = await small.page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    assert.ok(over <= 1, `${width} px: ${over} px too wide`);
    await small.context.close();
  }
});

test('no request left the city, no script failed', () => {
  assert.deepEqual(strayed, []);
  assert.deepEqual(page_faults, []);
});
