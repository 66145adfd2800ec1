// What is wrong with a file is said in the words of the screens, and the log of a job closes.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { violations } from '../lib/axe.mjs';
import {
  close_browser,
  go,
  open_browser,
  page_faults,
  person,
  sign_in,
  speak,
  strayed,
} from '../lib/city.mjs';

let page;
before(async () => {
  await open_browser();
  ({ page } = await person());
  await sign_in(page);
});
after(close_browser);

const kFile = 'addressee_no,kind,name,kana\nx,individual,短井 番,ミジカイ\n0000000051,monster,怪井,\n';

async function preview() {
  await go(page, '/exchange');
  await page.locator('#main select').first().selectOption('addressee');
  const form = page.locator('#main form').first();
  await form
    .locator('input[type=file]')
    .setInputFiles({ name: 'wrong.csv', mimeType: 'text/csv', buffer: Buffer.from(kFile) });
  await form.locator('button[type=submit]').focus();
  await page.keyboard.press('Enter');
  await form.locator('[data-report]').waitFor();
  return form.locator('[data-report] table').first();
}

for (const [language, fields] of [
  ['ja', ['宛名番号', '区分']],
  ['en', ['Addressee number', 'Kind']],
]) {
  test(`a fault names the field as the form does (${language})`, async () => {
    await speak(page, language);
    const faults = await preview();
    assert.deepEqual(await faults.locator('tbody td:nth-child(2)').allInnerTexts(), fields);
    assert.deepEqual(await violations(page), []);
  });

  test(`the log of a job closes by a button, and by keyboard (${language})`, async () => {
    await go(page, '/jobs');
    const log = page.locator('tbody button').first();
    await log.focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog');
    await dialog.waitFor();
    assert.deepEqual(await violations(page), []);
    await dialog.getByRole('button').last().focus();
    await page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'detached' });
  });
}

test('nothing went wrong on the way', () => {
  assert.deepEqual(page_faults, []);
  assert.deepEqual(strayed, []);
});
