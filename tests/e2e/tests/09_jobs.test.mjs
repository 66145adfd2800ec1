// Jobs and files: ordering, log, cancelling; a preview that names every fault before anything
// lands; an export with its reason.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { close_browser, go, open_browser, page_faults, person, sign_in, speak } from '../lib/city.mjs';

let page;

before(async () => {
  await open_browser();
  ({ page } = await person());
  await sign_in(page);
});
after(close_browser);

const panel = (title) => page.locator('section.pn', { has: page.getByRole('heading', { name: title }) });

test('a verification is ordered, ends, and has a log', async () => {
  await go(page, '/jobs');
  await panel('頼む').getByLabel('種類').selectOption('verify');
  await panel('頼む').getByRole('button', { name: '頼む' }).click();
  await page.getByText('頼みました。').waitFor();
  const row = panel('終わったジョブ').locator('tbody tr', { hasText: '記録の検証' }).first();
  await row.getByText('異常はありません').waitFor();
  await row.getByRole('button', { name: '経過' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('待ち行列に入りました').waitFor();
  assert.ok(await dialog.getByText('終わりました').count());
  await page.keyboard.press('Escape');
});

test('a levy for later waits, and is cancelled', async () => {
  await go(page, '/jobs');
  const form = panel('頼む');
  await form.getByLabel('種類').selectOption('levy');
  await form.getByLabel('賦課年度').fill('2026');
  await form.getByLabel('いつ').selectOption('at');
  await form.getByLabel('日（日本時間）').fill('R13.1.1');
  await form.getByLabel('時刻（日本時間）').fill('２：００');
  await form.getByRole('button', { name: '頼む' }).click();
  const live = panel('動いているジョブ・順番待ち').locator('[data-job]', { hasText: '賦課の計算' });
  await live.getByRole('button', { name: '中止する' }).click();
  await panel('終わったジョブ').locator('tbody tr', { hasText: '中止' }).first().waitFor();
});

const kGood = 'addressee_no,kind,name,kana\n0000000043,individual,下見 一,シタミ ハジメ\n';
async function preview(name, text) {
  await go(page, '/exchange');
  await page.locator('#main').getByLabel('台帳', { exact: true }).selectOption('addressee');
  const form = panel('取込み');
  await form
    .locator('input[type=file]')
    .setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });
  await form.getByLabel('取込み方').selectOption('delta');
  await form.getByRole('button', { name: '下見する' }).click();
  await form.locator('[data-report]').waitFor();
  return form;
}

test('a preview names every fault with its line', async () => {
  const form = await preview('wrong.csv', `${kGood}x,individual,短井 番,\n0000000051,monster,怪井,\n`);
  const faults = form.locator('table', { hasText: '誤り' }).locator('tbody tr');
  assert.ok((await faults.count()) >= 2);
  assert.deepEqual(
    [...new Set(await faults.locator('td:first-child').allInnerTexts())],
    ['3', '4'],
  );
});

test('what was previewed without a fault can land', async () => {
  const form = await preview('good.csv', kGood);
  await form.getByText('誤りはありません。').waitFor();
  await form.getByRole('button', { name: 'この内容で取り込む' }).click();
  await form.getByText('1 行を取り込みました').waitFor();
});

test('an export asks for its reason and gives the file', async () => {
  await go(page, '/exchange');
  await page.locator('#main').getByLabel('台帳', { exact: true }).selectOption('parcel');
  const form = panel('書出し');
  await form.getByRole('button', { name: '書き出す' }).click();
  await form.getByText('目的・理由を書いてください。').waitFor();
  await form.getByLabel(/^目的・理由/).fill('現地調査のため');
  await form.getByRole('button', { name: '書き出す' }).click();
  const link = form.getByRole('link', { name: /^parcel-.*\.csv$/ });
  await link.waitFor();
  const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
  assert.match(download.suggestedFilename(), /^parcel-.*\.csv$/);
});

test('both screens speak English', async () => {
  await speak(page, 'en');
  for (const [path, title] of [['/jobs', 'Jobs'], ['/exchange', 'Import and export']]) {
    await go(page, path);
    await page.getByRole('heading', { name: title, level: 1 }).waitFor();
    const text = await page.locator('main').innerText();
    assert.ok(!/\{\w+\}/.test(text), text);
  }
  await speak(page, 'ja');
  assert.deepEqual(page_faults, []);
});
