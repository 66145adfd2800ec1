// Conditions in words, counts on tabs, views of one's own, columns and rows of several lines.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { ask, close_browser, go, open_browser, page_faults, person, settled, sign_in, speak, strayed } from '../lib/city.mjs';
import { no_violations } from '../lib/axe.mjs';

let page;
const list = '/registers/parcel';
const records = (question) => `/api/registers/parcel/records?limit=1&${question}`;
const n = (total) => total.toLocaleString('en-US');
const told = (total) => page.getByText(`${n(total)}件`).first().waitFor();

before(async () => {
  await open_browser();
  ({ page } = await person());
  await sign_in(page);
});
after(close_browser);

// By the keyboard alone: F, a field, a comparison, what is typed, Enter.
async function condition(field, comparison, value) {
  await page.locator('body').press('Escape');
  await page.keyboard.press('f');
  await page.getByLabel('項目', { exact: true }).selectOption(field);
  await page.getByLabel('比べ方').selectOption(comparison);
  if (value) await value();
  await page.getByRole('button', { name: '加える' }).press('Enter');
}

test('every tab says how many rows it has', async () => {
  await go(page, list);
  const { views } = await ask(page, '/api/registers/parcel/counts');
  for (const view of views.filter((one) => one.id !== 'all')) {
    const tab = page.locator(`[role=tab][data-tab="${view.id}"]`);
    await tab.locator('.n').waitFor();
    assert.equal(await tab.locator('.n').innerText(), n(view.total));
  }
});

test('one of, not, a range and empty: asked by keys, told in words', async () => {
  await go(page, list);
  const { fields } = await ask(page, '/api/registers/parcel');
  const code = fields.find((field) => field.name === 'land_category');
  const [first, second] = code.codes;
  await condition(code.name, 'any', async () => {
    await page.getByLabel(first.label.ja, { exact: true }).press('Space');
    await page.getByLabel(second.label.ja, { exact: true }).press('Space');
  });
  const any = await ask(page, records(`filter.${code.name}=${encodeURIComponent(`=${first.key}|${second.key}`)}`));
  await told(any.total);
  const chip = page.locator('.chip:not(.add)');
  assert.match(await chip.innerText(), new RegExp(`${first.label.ja}・${second.label.ja} のいずれか`));
  await chip.click();
  await condition(code.name, 'not', async () => page.getByLabel(first.label.ja, { exact: true }).press('Space'));
  const not = await ask(page, records(`filter.${code.name}=${encodeURIComponent(`!=${first.key}`)}`));
  await told(not.total);
  assert.match(await page.locator('.chip:not(.add)').innerText(), /以外/);
  await page.locator('.chip:not(.add)').click();
  await condition('value_yen', 'between', async () => {
    await page.getByLabel('値', { exact: true }).fill('１,０００,０００');
    await page.getByLabel('終わりの値').fill('9,000,000');
  });
  const range = await ask(page, records('filter.value_yen=1000000..9000000'));
  assert.ok(range.total > 0);
  await told(range.total);
  assert.match(await page.locator('.chip:not(.add)').innerText(), /1,000,000〜9,000,000/);
  await page.locator('.chip:not(.add)').click();
  await condition('town_code', 'empty');
  const empty = await ask(page, records(`filter.town_code=${encodeURIComponent('=')}`));
  await told(empty.total);
  assert.match(await page.locator('.chip:not(.add)').innerText(), /空欄/);
  await page.locator('.chip:not(.add)').click();
});

test('a value that is missing or no date is said at the field', async () => {
  await go(page, list);
  await condition('value_yen', 'between', async () => page.getByLabel('値', { exact: true }).fill('5'));
  await page.getByText('値を入力してください。').waitFor();
  await page.keyboard.press('Escape');
});

test('a view is kept, opened again elsewhere, made the standard, renamed and given up', async () => {
  await go(page, `${list}?filter.value_yen=%3E%3D5000000&sort=value_yen&direction=desc`);
  await page.getByRole('button', { name: 'この表示を保存' }).press('Enter');
  await page.getByLabel('表示の名前').fill('大きな評価額');
  await page.getByLabel('この台帳を開いたときに使う').press('Space');
  await no_violations(page);
  await page.keyboard.press('Enter');
  await page.waitForURL(/view=own\./);
  const expected = await ask(page, records(`filter.value_yen=${encodeURIComponent('>=5000000')}`));
  const tab = page.getByRole('tab', { name: '大きな評価額', exact: true });
  await tab.waitFor();
  assert.equal(await tab.locator('.n').innerText(), n(expected.total));
  // Another browser of the same person: the list opens with it.
  const other = await person();
  await sign_in(other.page);
  await go(other.page, list);
  await other.page.getByText(`${n(expected.total)}件`).first().waitFor();
  assert.equal(
    await other.page.locator('[role=tab][aria-selected=true] .label').innerText(),
    '大きな評価額',
  );
  await other.page.getByRole('tab', { name: 'すべて', exact: true }).click();
  const all = await ask(other.page, records(''));
  await other.page.getByText(`${n(all.total)}件`).first().waitFor();
  await other.context.close();
  await page.getByRole('button', { name: 'この表示を保存' }).click();
  await page.getByRole('button', { name: '名前を変える' }).press('Enter');
  await page.getByLabel('新しい名前').fill('高い土地');
  await page.getByLabel('新しい名前').press('Enter');
  await page.locator('.views').getByText('高い土地').waitFor();
  await page.getByRole('button', { name: '標準をやめる' }).press('Enter');
  await page.getByRole('button', { name: '標準にする' }).waitFor();
  await page.getByRole('button', { name: '削除' }).press('Enter');
  await page.getByText('保存した表示はまだありません。').waitFor();
  await page.keyboard.press('Escape');
  assert.equal(await page.getByRole('tab', { name: '高い土地' }).count(), 0);
});

test('columns change their order and width by keys, rows take several lines', async () => {
  await go(page, list);
  await page.locator('body').press('c');
  const heads = () => page.locator('.vlist thead th:not(.pickcol)').allInnerTexts();
  const before = await heads();
  const second = page.locator('.cols li').nth(1);
  const name = await second.getAttribute('data-column');
  const width = () =>
    page.locator('.vlist thead th:not(.pickcol)').first().evaluate((head) => head.offsetWidth);
  await second.locator('input').press('Alt+ArrowUp');
  await page.waitForFunction(
    (first) => document.querySelector('.cols li')?.getAttribute('data-column') === first,
    name,
  );
  assert.equal((await heads())[0], before[1]);
  const box = page.locator(`.cols li[data-column="${name}"] input`);
  const narrow = await width();
  await box.press('Alt+ArrowRight');
  await page.waitForFunction(
    (was) => document.querySelector('.vlist thead th:not(.pickcol)').offsetWidth > was,
    narrow,
  );
  await box.press('Alt+ArrowLeft');
  await page.getByRole('button', { name: '既定' }).press('Enter');
  await page.locator('body').press('c');
  await page.getByRole('button', { name: '2行' }).press('Enter');
  await page.waitForFunction(
    () => document.querySelector('tr[data-index="0"]')?.getBoundingClientRect().height > 40,
  );
  const { total } = await ask(page, records(''));
  await page.locator('body').press('End');
  await page.locator(`tr[data-index="${total - 1}"] a`).first().waitFor();
  await no_violations(page);
  await page.getByRole('button', { name: '1行' }).press('Enter');
});

test('the same in English', async () => {
  await speak(page, 'en');
  await go(page, `${list}?filter.value_yen=1000000..9000000`);
  assert.match(await page.locator('.chip:not(.add)').innerText(), /1,000,000 – 9,000,000/);
  await page.getByRole('button', { name: 'Save this view' }).press('Enter');
  await page.getByLabel('Name of the view').waitFor();
  await no_violations(page);
  await page.keyboard.press('Escape');
  await speak(page, 'ja');
  await go(page, list);
  await settled(page);
});

test('no request left the city, no script failed', () => {
  assert.deepEqual(strayed, []);
  assert.deepEqual(page_faults, []);
});
