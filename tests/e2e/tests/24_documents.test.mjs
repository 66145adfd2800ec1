// Documents of a record: what the demonstration brought, one's own by button and by keys, a picture
// in the page, replacing and withdrawing, the day that is looked at, what is refused.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { no_violations } from '../lib/axe.mjs';
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
import { cut_off } from '../lib/cut_off.mjs';
import { first_record } from '../lib/screens.mjs';
import { settings } from '../lib/settings.mjs';

let context;
let page;
let parcel;
before(async () => {
  await open_browser();
  ({ context, page } = await person());
  page.on('filechooser', () => {});
  await sign_in(page);
  parcel = await first_record(page, 'parcel');
});
after(close_browser);

const panel = () => page.locator('#tab-panel');
const form = () => page.locator('[data-document-form]');
const row = (text) => panel().locator('tbody tr', { hasText: text });
const pdf = (name, more = '') => ({
  name,
  mimeType: 'application/pdf',
  buffer: Buffer.from(`%PDF-1.7\n1 0 obj\n<< >>\nendobj\n${more}`),
});

async function open_documents(query = '') {
  await go(page, `/registers/parcel/${parcel}${query}`);
  await page.locator('#tab-documents').waitFor();
  await page.keyboard.press('d');
  await settled(page);
  await panel().locator('h2', { hasText: '書類' }).waitFor();
}

test('the tab shows what there is, who brought it and why; a picture opens over the page', async () => {
  await open_documents();
  await row('現地調査の見取図').getByText('現地調査の記録を残すため').waitFor();
  await no_violations(page);
  await row('現地調査の見取図').getByRole('button', { name: /^見る/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.locator('img').waitFor();
  await page.waitForFunction(() => document.querySelector('.document-picture')?.naturalWidth > 0);
  await no_violations(page);
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'hidden' });
});

test('by keys alone: a file, its kind, a reason', async () => {
  await open_documents();
  const add = panel().getByRole('button', { name: '書類を追加' });
  await add.focus();
  await page.keyboard.press('Enter');
  await form().waitFor();
  assert.equal(await page.evaluate(() => document.activeElement?.tagName), 'H3');
  // Nothing is sent while something is missing.
  await form().getByRole('button', { name: '登録する' }).focus();
  await page.keyboard.press('Enter');
  await form().getByText('ファイルを選んでください。').waitFor();
  await no_violations(page);
  const choose = form().getByRole('button', { name: /ファイルを選ぶ/ });
  await choose.focus();
  const asked = page.waitForEvent('filechooser');
  await page.keyboard.press('Enter');
  await (await asked).setFiles(pdf('届出書.pdf'));
  await form().getByText('届出書.pdf').waitFor();
  await form().getByLabel('種類').focus();
  await form().getByLabel('種類').selectOption('declaration');
  await form().getByLabel('件名').focus();
  await page.keyboard.type('地目変更の届出');
  await form().getByLabel('理由').focus();
  await page.keyboard.type('窓口で受け付けたため');
  await page.keyboard.press('Enter');
  await panel().getByText('登録しました。').waitFor();
  await row('地目変更の届出').getByText('窓口で受け付けたため').waitFor();
  const label = await page.evaluate(() => document.activeElement?.textContent);
  assert.equal(label, '書類を追加', 'the focus goes back');
});

test('what was saved comes back as it was sent, and the journal says so', async () => {
  await open_documents();
  const link = row('地目変更の届出').getByRole('link', { name: /^保存/ });
  const [saved] = await Promise.all([page.waitForEvent('download'), link.click()]);
  assert.equal(saved.suggestedFilename(), '届出書.pdf');
  const { documents } = await ask(page, `/api/registers/parcel/records/${parcel}/documents`);
  const one = documents.find((document) => document.title === '地目変更の届出');
  const record = await ask(page, `/api/registers/parcel_document/records/${one.id}`);
  assert.ok(record.viewers.length > 0);
});

test('replaced and withdrawn, it stays in the history', async () => {
  await open_documents();
  await row('地目変更の届出').getByRole('button', { name: /^差し替え/ }).click();
  const asked = page.waitForEvent('filechooser');
  await form().getByRole('button', { name: /ファイルを選ぶ/ }).click();
  await (await asked).setFiles(pdf('届出書の訂正.pdf', 'corrected'));
  await form().getByLabel('理由').fill('訂正が届いたため');
  await form().getByRole('button', { name: '登録する' }).click();
  await row('届出書の訂正.pdf').getByText('全 2 版').waitFor();
  await row('届出書の訂正.pdf').getByRole('button', { name: /^取り下げ/ }).click();
  await form().getByLabel('理由').fill('別の土地のものだったため');
  await form().getByRole('button', { name: '取り下げ' }).click();
  await row('届出書の訂正.pdf').getByText('取下げ済み').waitFor();
  await row('届出書の訂正.pdf').getByRole('link', { name: /全 3 版/ }).click();
  await settled(page);
  assert.match(page.url(), /parcel_document/);
});

test('on an earlier day there were none, and nothing can be added', async () => {
  await open_documents('?as_of=2024-05-01');
  await panel().getByText('この日には、書類はありませんでした。').waitFor();
  assert.equal(await panel().getByRole('button', { name: '書類を追加' }).count(), 0);
});

test('a program is refused in words, and nothing typed is lost', async () => {
  await open_documents();
  await panel().getByRole('button', { name: '書類を追加' }).click();
  const asked = page.waitForEvent('filechooser');
  await form().getByRole('button', { name: /ファイルを選ぶ/ }).click();
  await (await asked).setFiles({
    name: '控え.pdf',
    mimeType: 'application/pdf',
    buffer: Buffer.from('#!/bin/sh\nexit 0\n'),
  });
  await form().getByLabel('種類').selectOption('other');
  await form().getByLabel('理由').fill('残すため');
  await form().getByRole('button', { name: '登録する' }).click();
  await form().getByText(/実行できるファイル/).waitFor();
  assert.equal(await form().getByLabel('理由').inputValue(), '残すため');
});

for (const [language, width, height] of [
  ['ja', 1366, 768],
  ['en', 1366, 768],
  ['ja', 683, 384],
  ['en', 390, 844],
])
  test(`nothing is cut off (${language}, ${width})`, async () => {
    const other = await person({ language, width, height });
    await other.page.goto(settings.base);
    await speak(other.page, language);
    await sign_in(other.page);
    await go(other.page, `/registers/parcel/${parcel}`);
    await other.page.locator('#tab-documents').click();
    await settled(other.page);
    await other.page.locator('#tab-panel tbody tr').first().waitFor();
    await other.page.locator('#tab-panel header button').click();
    await other.page.locator('[data-document-form]').waitFor();
    assert.deepEqual(await cut_off(other.page), []);
    await no_violations(other.page);
    await other.context.close();
  });

test('nothing left the machine and no script failed', () => {
  assert.deepEqual(strayed, []);
  assert.deepEqual(
    page_faults.filter((fault) => !/status of 400/.test(fault)),
    [],
  );
});
